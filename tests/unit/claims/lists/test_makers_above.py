"""Lists that name a director once above all of his or her films."""

import polars as pl
import pytest

from pipelines.claims.extraction import Extraction
from tests.unit.claims.films.test_about import extracted
from tests.unit.claims.test_programmes import HEAD, NAMESAKES, films_of

GROUPS = (
    ("{d}\n\nView All\n\n", "{t}\n\n  • {h} Minutes\n\n"),
    ("{d}\n\n", "{t}\n\n{m} min\n\n"),
    ("## {d}\n\n", "- {t} ({y})\n"),
    ("{D}\n", "{t}, {m} min\n"),
    ("{d}\n", "{t} – {m} mins\n"),
    ("{L}, {f}\n", "{t} ({y}, {m} min)\n"),
    ("{l}, {f}\n\n", "{t}\n{m} mins\n\n"),
    ("{d}\n\n", "- {t} ({m} min)\n"),
    ("{d} (3 films)\n\n", "{t}\n{m} min\n\n"),
    ("Films by {d}\n\n", "{t}\n{m} min\n\n"),
    ("Directed by {d}\n\n", "{t} ({y})\n{m} min\n\n"),
)
"""How a collection prints the head of a group and its films; `L`, `l`, `f` are parts of a name."""
YEARS = (2016, 2006, 2009, 2009, 2016, 2014, 2015, 2012, 2014)


def grouped(head: str, form: str) -> str:
    """A page that lists films below their directors."""
    text, before = HEAD, ""
    for (title, director, length), year in zip(NAMESAKES, YEARS, strict=True):
        first, last = director.rsplit(" ", 1)
        if director != before:
            text += "\n" + head.format(
                d=director, D=director.upper(), f=first, l=last, L=last.upper()
            )
        before = director
        hours = f"{length // 60}h {length % 60}"
        text += form.format(t=title, m=length, y=year, h=hours)
    return text


@pytest.fixture(scope="module")
def made() -> Extraction:
    """A page for every form, extracted in one batch."""
    return extracted(*({"text": grouped(*form)} for form in GROUPS))


@pytest.mark.parametrize("number", range(len(GROUPS)), ids=[head + form for head, form in GROUPS])
def test_films_below_a_director_are_by_that_director_alone(made: Extraction, number: int) -> None:
    found = films_of(made, f"d{number}")

    assert [title for title, *_ in found] == [title for title, *_ in NAMESAKES]
    assert [directors for _, directors, *_ in found] == [[director] for _, director, _ in NAMESAKES]


def test_names_between_films_that_lack_one_above_the_first_head_no_groups() -> None:
    films = ("Salt Road", "The Long Thaw", "Paper Moonrise", "Glass Harbour")
    text = HEAD + "".join(f"{title}\n\n98 min\n\nStarring\n\nMaria Berg\n\n" for title in films)

    claims = extracted({"text": text}).claims

    assert claims.filter(pl.col("attribute") == "director").is_empty()
