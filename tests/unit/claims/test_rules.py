"""Every rule finds what its examples say, nothing in its counter-examples, and says where."""

from collections import Counter
from typing import Final

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.claims.engine import FOUND, find, find_all
from pipelines.claims.extraction import RULES
from pipelines.claims.rules import Example, Rule
from pipelines.claims.text.labels import labelled_lines
from pipelines.claims.text.letters import addresses
from pipelines.claims.text.lines import join_wrapped, lines_from

EXAMPLES: Final = [
    pytest.param(rule, example, id=f"{rule.name}-{number}")
    for rule in RULES
    for number, example in enumerate(rule.examples)
]
COUNTER_EXAMPLES: Final = [
    pytest.param(rule, text, id=f"{rule.name}-{number}")
    for rule in RULES
    for number, text in enumerate(rule.counter_examples)
]
PIECES: Final = st.sampled_from(
    [
        *("Director: ", "Ada Brown", "★★½", "(as Ada)", "\n", "\r\n", "\n\n", "  • ", "# ", "**"),
        *("_", "Cast", ":", "1h 30m", "France 1975. ", "Oscar", "won the ", "4 March 2025 18:10"),
        *("É", "李安", "🎬", "e\u0301", "[x](http://a.b)", "<br>", "---\n", "&rsquo;s ", "film"),
        *("Contains ", "mild horror", ".", ", ", " and ", "Starring ", "2½/4", "A+", "\t", " "),
    ]
)
"""What documents are made of, and what breaks the reckoning of offsets."""


def found_by(rule: Rule, text: str) -> pl.DataFrame:
    """What the rule finds in a document of this text."""
    return find(lines_of(text), rule)


def lines_of(text: str) -> pl.DataFrame:
    documents = pl.DataFrame({"document_id": ["d"], "text": [text]})
    lines = lines_from(documents.lazy()).collect()
    return pl.concat([join_wrapped(lines), labelled_lines(documents, lines), addresses(lines)])


def says_where(found: pl.DataFrame, text: str) -> bool:
    """True if every claim quotes the very characters that its span marks."""
    return all(
        0 <= row["span_start"] < row["span_end"] <= len(text)
        and text[row["span_start"] : row["span_end"]][:200] == row["quote"]
        for row in found.iter_rows(named=True)
    )


@pytest.mark.parametrize(("rule", "example"), EXAMPLES)
def test_a_rule_finds_exactly_the_values_of_its_examples(rule: Rule, example: Example) -> None:
    found = found_by(rule, example.text)
    assert tuple(found["value"]) == example.values
    assert says_where(found, example.text)


@pytest.mark.parametrize(("rule", "text"), COUNTER_EXAMPLES)
def test_a_rule_finds_nothing_in_its_counter_examples(rule: Rule, text: str) -> None:
    assert found_by(rule, text)["value"].to_list() == []


def test_rule_names_are_unique() -> None:
    repeated = [name for name, count in Counter(rule.name for rule in RULES).items() if count > 1]
    assert repeated == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_rule_shows_what_it_means(rule: Rule) -> None:
    assert len(rule.examples) >= 2
    assert len(rule.counter_examples) >= 1
    assert 0 < rule.confidence <= 1


@given(st.lists(PIECES, max_size=25).map("".join))
@settings(max_examples=15, deadline=None)
def test_spans_lie_where_the_quote_stands_in_any_text(text: str) -> None:
    found = find_all(lines_of(text), RULES)
    assert found.schema == FOUND
    assert says_where(found, text)


@given(st.text(max_size=400))
@settings(max_examples=15, deadline=None)
def test_no_text_breaks_the_rules(text: str) -> None:
    assert says_where(find_all(lines_of(text), RULES), text)
