"""Cues say what they should of a name, and weigh together who acts in a film."""

from typing import Final

import polars as pl
import pytest

from pipelines.claims.cues import CUES, PERSON, Cue, named_in_prose, with_cast_of_prose
from pipelines.claims.found import FOUND_WITH_FILM
from pipelines.claims.lines import lines_from

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
        ("They meet by chance in Lower Saxony, near the old mill and its new owner.", []),
    ],
)
def test_prose_tells_who_acts(text: str, cast: list[str]) -> None:
    assert cast_of(text) == cast
