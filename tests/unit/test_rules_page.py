"""The page of rules says what the rules say, and knows every name that claims bear."""

from collections import Counter

import polars as pl
import pytest

from pipelines.claims.extraction import RULES
from pipelines.claims.steps import STEPS
from pipelines.landing.registry import load_registry
from pipelines.settings import PROJECT_ROOT
from tests.corpus.extracting import SCORER, source_of, staged_files
from tests.corpus.judging import figures
from tests.rules import measured, page_lines

PAGE = PROJECT_ROOT / "docs" / "rules.md"
NAMES = [*(rule.name for rule in RULES), *(step.name for step in STEPS)]


def test_the_page_is_what_the_rules_say() -> None:
    remedy = "out of date: python -m tests.rules > docs/rules.md"
    assert PAGE.read_text(encoding="utf-8").splitlines() == list(page_lines()), remedy


def test_a_name_is_told_once() -> None:
    assert [name for name, count in Counter(NAMES).items() if count > 1] == []


def test_a_rule_is_right_no_more_often_than_it_is_judged() -> None:
    assert (
        measured()
        .filter((pl.col("right") > pl.col("judged")) | (pl.col("judged") > pl.col("claims")))
        .is_empty()
    )


def test_the_page_knows_every_rule_that_fires_on_the_samples() -> None:
    samples = PROJECT_ROOT / "data" / "samples"
    registry = load_registry(PROJECT_ROOT / "data" / "sources.yaml", samples, is_default=True)
    docs = [
        (str(path.relative_to(samples)), path)
        for path in sorted(samples.rglob("*"))
        if path.is_file() and path.parent.name != "broken"
    ]
    made = staged_files([(doc, source_of(doc, registry), path) for doc, path in docs], registry)
    assert set(made["staging.stg_claims"]["rule"]) - set(NAMES) == set()


@pytest.mark.corpus
@pytest.mark.slow
@pytest.mark.skipif(not SCORER.is_file(), reason="needs the test corpus beside the checkout")
def test_the_page_knows_every_rule_that_fires_on_the_corpus() -> None:
    assert set(figures()["rule"]) - set(NAMES) == set()
