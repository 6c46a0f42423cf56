"""Cues say what they should of a name, and weigh together who acts in a film."""

from typing import Final

import polars as pl
import pytest

from pipelines.claims.found import FOUND_WITH_FILM
from pipelines.claims.text.lines import lines_from
from pipelines.claims.topics.cues import (
    CUES,
    PERSON,
    Cue,
    named_in_prose,
    odds_of,
    with_cast_of_prose,
)

NOTHING_FOUND: Final = pl.DataFrame(
    schema={
        **dict.fromkeys(FOUND_WITH_FILM, pl.String()),
        **dict.fromkeys(("film_no", "position", "span_start", "span_end"), pl.Int32()),
        "confidence": pl.Float64(),
    }
)


def lines_of(text: str) -> pl.DataFrame:
    documents = pl.LazyFrame({"document_id": ["d"], "text": [text]})
    return lines_from(documents).collect().with_columns(film_no=pl.lit(0, pl.Int32))


def cast_of(text: str) -> list[str]:
    found = with_cast_of_prose(NOTHING_FOUND, lines_of(text))
    assert all(
        text[row["span_start"] : row["span_end"]] == row["value"]
        for row in found.iter_rows(named=True)
    )
    return found["value"].to_list()


@pytest.mark.parametrize("cue", CUES, ids=lambda cue: cue.name)
def test_a_cue_tells_its_example_from_what_looks_alike(cue: Cue) -> None:
    contexts = pl.Series([cue.example, cue.counter_example]).str.replace("@", PERSON)
    assert contexts.str.contains(cue.pattern).to_list() == [True, False]


def test_no_two_cues_have_one_name() -> None:
    assert len({cue.name for cue in CUES}) == len(CUES)


def test_a_name_is_seen_in_its_sentence() -> None:
    named = named_in_prose(
        lines_of("It rains. When Anna J. Brown sings, the town of all towns listens. It rains.")
    )
    assert named["name"].to_list() == ["Anna J. Brown"]
    assert named["context"].to_list() == [f"When {PERSON} sings, the town of all towns listens."]


@pytest.mark.parametrize(
    ("text", "cast"),
    [
        (
            "A widow (Anna Brown) and a thief (Peter Grey) meet on a train to nowhere.",
            ["Anna Brown", "Peter Grey"],
        ),
        (
            "The cast is a joy, with Anna Brown as the aunt and Peter Grey as her dog.",
            ["Anna Brown", "Peter Grey"],
        ),
        ("The script, credited to Anna Brown, has few good lines and many bad ones.", []),
        ("It would have been better if the director Peter Grey had slept through it.", []),
        (
            "Rounding out the cast are Anna Brown and, in a bonnet, Peter Grey.",
            ["Anna Brown", "Peter Grey"],
        ),
        ("There he is at last, with Peter Grey being as good a brute as any.", ["Peter Grey"]),
        ("Anna Brown (known for other things) as the widow has little to do.", ["Anna Brown"]),
        ("In the vein of Peter Grey it begins with a corpse and ends with a feast.", []),
        ("It is an Anna Brown-esque comedy, and there is no Peter Grey to save it.", []),
        ("According to Anna Brown, in 1957 Peter Grey had refused the part twice.", []),
        ("The screening has an intro by Anna Brown and a talk with Peter Grey.", []),
        ("They meet by chance in Lower Saxony, near the old mill and its new owner.", []),
    ],
)
def test_prose_tells_who_acts(text: str, cast: list[str]) -> None:
    assert cast_of(text) == cast


def named(text: str) -> list[str]:
    return named_in_prose(lines_of(text))["name"].to_list()


def test_a_sentence_that_ends_in_a_number_of_a_king_lends_no_initial() -> None:
    assert named("It takes us to the days of King James II. Anna Brown plays his cook here.")[
        -1:
    ] == ["Anna Brown"]


def weighed(text: str, **found: tuple[str, str]) -> list[str]:
    """The cast of a text, where rules found persons or titles: an attribute, a rule, a value."""
    rows = [
        {"document_id": "d", "film_no": 0, "attribute": attribute, "rule": rule, "value": value}
        for attribute, (rule, value) in found.items()
    ]
    known = pl.DataFrame(rows, schema=NOTHING_FOUND.schema)
    cast = with_cast_of_prose(known, lines_of(text)).filter(pl.col("attribute") == "cast")
    return cast["value"].to_list()


WEIGHED: Final = "It opens as Anna Brown and Peter Grey wait for a bus that does not come."


def test_whoever_signs_the_review_does_not_act() -> None:
    assert weighed(WEIGHED) == ["Anna Brown", "Peter Grey"]
    assert weighed(WEIGHED, critic=("critic.byline", "Anna Brown")) == ["Peter Grey"]


def test_what_stands_in_the_title_is_no_actor() -> None:
    assert weighed(WEIGHED, title=("title.heading", "The Ballad of Anna Brown")) == ["Peter Grey"]


def test_who_is_named_beside_a_list_of_makers_acts_less_likely() -> None:
    text = "Here is Anna Brown, and she sits in the garden by the sea and paints it all."
    assert weighed(text, director=("director.named", "Jo Roe")) == ["Anna Brown"]
    assert weighed(text, director=("credit.listed", "Jo Roe")) == []


def test_whom_the_first_paragraph_names_acts_more_likely() -> None:
    opening = (
        "The house by the sea is old, and nobody has lived in it for a very long time now.\n\n"
    )
    passing = "It is a house that Anna Brown would know, and she is the one who sold it then."
    assert evidence(passing) > evidence(opening + passing)


def evidence(text: str) -> float:
    """The odds of the first person whom a text names."""
    lines = lines_of(text)
    return float(odds_of(named_in_prose(lines), lines, NOTHING_FOUND)["odds"][0])
