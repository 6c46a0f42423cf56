"""Titles in prose become marks: the film's own one kind, other works another."""

import polars as pl
import pytest

from pipelines.claims.text.lines import lines_from
from pipelines.claims.text.marks import FILM, OTHER, mark_titles

TAIL = " and then it rains for a very long time over the harbour and the town"


def marked(text: str, title: str) -> str:
    """The line with marks."""
    lines = lines_from(pl.LazyFrame({"document_id": ["d"], "text": [text]})).collect()
    films = pl.DataFrame({"document_id": ["d"], "film_no": [0], "value": [title]})
    told = mark_titles(lines.with_columns(film_no=pl.lit(0)), films)
    return str(told["line"].to_list()[0])


@pytest.mark.parametrize(
    ("text", "title", "expected"),
    [
        (f"In _Long Harbour_{TAIL}", "Long Harbour", f"In {FILM}{TAIL}"),
        (f"Unlike _Heat_, Long Harbour{TAIL}", "Long Harbour", f"Unlike {OTHER}, {FILM}{TAIL}"),
        (f"Unlike “Heat”, it is slow{TAIL}", "Rain", f"Unlike {OTHER}, it is slow{TAIL}"),
        (f"_Rain_ (_Regen_) is slow{TAIL}", "Rain", f"{FILM} (“Regen”) is slow{TAIL}"),
        (f"*Regen* (*Rain* here) is slow{TAIL}", "Rain", f"“Regen” ({FILM} here) is slow{TAIL}"),
        (f"_Rain_ (like _Heat_) is slow{TAIL}", "Rain", f"{FILM} (like {OTHER}) is slow{TAIL}"),
        (f"_Rain_ (aka _Regen_) is slow{TAIL}", "Rain", f"{FILM} (aka “Regen”) is slow{TAIL}"),
        (f"Ida Brown sings{TAIL}", "Ida", f"Ida Brown sings{TAIL}"),
        (f"Original title: Ida{TAIL}", "Ida", f"Original title: Ida{TAIL}"),
    ],
)
def test_titles_are_marked(text: str, title: str, expected: str) -> None:
    assert marked(text, title) == expected
