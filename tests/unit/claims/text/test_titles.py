"""What a title looks like, and what does not belong to it."""

import polars as pl
import pytest

from pipelines.claims.text.lines import lines_from
from pipelines.claims.text.titles import folded, looks_like_title, title


@pytest.mark.parametrize(
    ("printed", "read"),
    [
        ("Preview: Paper Moons", "Paper Moons"),
        ("Relaxed screening: Paper Moons + discussion", "Paper Moons"),
        ("Saint Nicholas’ Day Preview: Paper Moons", "Paper Moons"),
        ("Funday: Paper Moons 15th Anniversary Screening", "Paper Moons"),
        ("Closing Night: World Premiere: Paper Moons + recorded Q&A", "Paper Moons"),
        ("TIFF 2010: _Paper Moons_", "Paper Moons"),
        ("Cannes 2012: Paper Moons", "Paper Moons"),
        ("Paper Moons (VOSE)", "Paper Moons"),
        ("Paper Moons (35mm)", "Paper Moons"),
        ("Paper Moons (In cinemas, 12A)", "Paper Moons"),
        ("Paper Moons (16 March)", "Paper Moons"),
        ("Paper Moons” (25th anniversary edition)", "Paper Moons"),
        ("Paper Moons review – all glue and no kite", "Paper Moons"),
        ("Movie review: Paper Moons", "Paper Moons"),
        ("Movie: Paper Moons", "Paper Moons"),
        ("Paper Moons ***", "Paper Moons"),
        ("Buy cinema tickets for Paper Moons", "Paper Moons"),
        ("“Paper Moons”", "Paper Moons"),
    ],
)
def test_what_stands_around_a_title_is_left_out(printed: str, read: str) -> None:
    assert [value.text for value in title(printed)] == [read]


@pytest.mark.parametrize(
    "printed",
    [
        "Romeo + Juliet",
        "8½",
        "Doctor Who: The Savages (Animated)",
        "Film Stars Don’t Die",
        "M*A*S*H",
        "[Exit]",
    ],
)
def test_what_belongs_to_a_title_is_kept(printed: str) -> None:
    assert [value.text for value in title(printed)] == [printed]


def test_the_year_behind_a_title_is_told_apart() -> None:
    (value,) = title("Un faro (Havnefyret, 2018)")

    assert (value.text, value.detail) == ("Un faro", {"year": 2018, "also": "Havnefyret"})


def test_a_trailing_article_is_put_in_front_of_what_is_meant() -> None:
    (value,) = title("Lamp, The")

    assert (value.text, value.normalised) == ("Lamp, The", "The Lamp")


@pytest.mark.parametrize("text", ["", "  ", "***", "-"])
def test_marks_without_words_are_no_title(text: str) -> None:
    assert title(text) == []


@pytest.mark.parametrize(
    ("line", "is_title"),
    [
        ("Sundown", True),
        ("17th HARBOUR FILM FESTIVAL ANNOUNCES LINE-UP", False),
        ("Le Filmfest de Port-Gris dévoile sa sélection", False),
        ("Festival of Lanterns", True),
        ("Frances", True),
        ("4:50 from Dover", True),
        ("12 Years a Sailor", True),
        ("# 1917", True),
        ("# mother!", True),
        ("Friday", False),
        ("Fri 12 May", False),
        ("Tuesday 04 March 2025 18:10", False),
        ("7:30pm", False),
        ("+12 años", False),
        ("Sold out!", False),
        ("+ Q&A with the director", False),
        ("A woman walks home.", False),
        ("Drama | Thriller | Crime", False),
        (".. _Sundown: http://example.org", False),
        ("https://example.org", False),
    ],
)
def test_a_line_looks_like_a_title_or_not(line: str, is_title: bool) -> None:
    lines = lines_from(pl.LazyFrame({"document_id": ["d"], "text": [line]}))

    assert lines.select(looks_like_title()).collect().to_series().to_list() == [is_title]


def test_spellings_of_one_title_fold_to_the_same() -> None:
    spellings = pl.Series(["The Color Purple", "COLOR PURPLE", "‘Color Purple’"])

    assert spellings.to_frame("s").select(folded(pl.col("s"))).to_series().n_unique() == 1
