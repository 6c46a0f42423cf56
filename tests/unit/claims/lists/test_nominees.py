"""Lists of nominees tell categories from nominees, and who of them won."""

import polars as pl
import pytest

from pipelines.claims.lists.nominees import nominees
from pipelines.claims.text.lines import lines_from
from tests.unit.claims.test_extraction import extracted

WINNERS_IN_BOLD = """# Harbour Awards 2019: full list of winners

## Best film
- **Long Harbour**
- Rain

## Director
- **Ada Roe – Rain**
- Jo Hay – Long Harbour

## Best documentary
- **Snow**
"""
BY_LABEL = """# 2019 Harbour Film Critics Circle Awards

**Best Picture**
Winner: *Long Harbour*
Nominees: *Rain*, *Snow*

**Best Director**
Winner: Ada Roe, *Rain*

**Best Actor**
Winner: Tom Grey, *Snow*
"""


def _rows(text: str) -> list[tuple[str, str, str]]:
    lines = lines_from(pl.LazyFrame({"document_id": ["d"], "text": [text]})).collect()
    return nominees(lines).select("label", "rest", "result").rows()


def test_who_is_printed_in_bold_won_and_the_others_were_nominated() -> None:
    assert _rows(WINNERS_IN_BOLD) == [
        ("Best film", "Long Harbour", "won"),
        ("Best film", "Rain", "nominated"),
        ("Director", "Ada Roe – Rain", "won"),
        ("Director", "Jo Hay – Long Harbour", "nominated"),
        ("Best documentary", "Snow", "won"),
    ]


def test_a_word_before_the_names_tells_who_won() -> None:
    assert _rows(BY_LABEL)[:4] == [
        ("Best Picture", "*Long Harbour*", "won"),
        ("Best Picture", "*Rain*", "nominated"),
        ("Best Picture", "*Snow*", "nominated"),
        ("Best Director", "Ada Roe, *Rain*", "won"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        WINNERS_IN_BOLD.replace("Awards 2019: full list of winners", "menu"),
        "# Harbour Awards\n\n## Tickets\n- Ten pounds\n\n## Bar\n- Open\n\n## Rooms\n- Two\n",
    ],
)
def test_other_lists_under_headings_have_no_nominees(text: str) -> None:
    assert _rows(text) == []


def test_films_of_such_lists_have_their_awards() -> None:
    found = extracted(BY_LABEL)
    assert sorted(found.films["title"]) == ["Long Harbour", "Rain", "Snow"]
    awards = found.claims.filter(pl.col("attribute") == "award")["detail"].to_list()
    assert all('"Harbour Film Critics Circle"' in detail for detail in awards)
    assert sorted("won" if '"won"' in detail else "nominated" for detail in awards) == [
        "nominated", "nominated", "won", "won", "won",
    ]  # fmt: skip
