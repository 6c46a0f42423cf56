"""Print the page of rules, from the rules themselves and what they did on the test corpus.

`python -m tests.rules > docs/rules.md`; a test holds the page against this. The figures stand in
tests/corpus/rules.csv, which `python -m tests.rules --measure` writes where the corpus is there.
"""

import argparse
import sys
from collections.abc import Iterator
from itertools import groupby
from typing import Final

import polars as pl

from pipelines.claims.extraction import RULES
from pipelines.claims.rules import Rule
from pipelines.claims.steps import STEPS, Step
from pipelines.claims.text.marks import FILM, OTHER
from pipelines.settings import PROJECT_ROOT
from tests.corpus.judging import FIGURES, figures

MEASURED: Final = PROJECT_ROOT / "tests" / "corpus" / "rules.csv"
NOT_THERE: Final = "–"

HEAD: Final = """\
# Rules

Everything that can make a claim, by the name in `marts.claims.rule`. Made from the rules by
`python -m tests.rules`; a test fails where this page is out of date. How to write one is told in
[Adding a rule](guides/add-a-rule.md).

The figures are those of the test corpus: how often a rule fired, and how often it was right of
those times that can be judged, where the truth of the film and of the attribute is known. What a
family's truth does not list counts as wrong, even if a reader would agree with the rule. Figures
are taken anew by `python -m tests.rules --measure`; – is a rule that never fired, or came later."""

OVER_LINES: Final = """\
Each finds exactly the values behind the arrows in its examples, and nothing in the lines that are
struck through. ⏎ is a line break, ‹film› the title of the film of the text, and ‹title› any other
title; marks stand for both before the rules read a line of prose."""


def page_lines() -> Iterator[str]:
    """The page, line by line."""
    told = {row["rule"]: row for row in measured().iter_rows(named=True)}
    yield from HEAD.splitlines()
    yield from ("", "## Rules over lines", "", *OVER_LINES.splitlines())
    for topic, rules in groupby(sorted(RULES, key=by_topic), key=lambda rule: by_topic(rule)[0]):
        yield from ("", f"### {topic}")
        for rule in rules:
            yield from rule_lines(rule, told.get(rule.name))
    yield from ("", "## Other steps", "", "| name | attribute | finds | fired | judged | right |")
    yield "| --- | --- | --- | --- | --- | --- |"
    for step in STEPS:
        yield step_line(step, told.get(step.name))


def by_topic(rule: Rule) -> tuple[str, str]:
    """The topic of a rule and its name."""
    return rule.name.partition(".")[0], rule.name


def rule_lines(rule: Rule, told: dict[str, int] | None) -> Iterator[str]:
    """A rule: what it claims and finds, its figures, examples and counter-examples."""
    yield from ("", f"#### {rule.name}", "")
    yield f"{rule.finds} Claims `{rule.attribute}`. {in_words(told)}"
    yield ""
    for example in rule.examples:
        values = ", ".join(code(value) for value in example.values)
        yield f"- {code(example.text)} → {values}"
    for text in rule.counter_examples:
        yield f"- ~~{code(text)}~~"


def in_words(told: dict[str, int] | None) -> str:
    """The figures of a rule as a sentence."""
    if told is None:
        return f"Fired: {NOT_THERE}."
    times = f"Fired: {told['claims']:,}"
    if not told["judged"]:
        return f"{times}; none can be judged."
    return f"{times}; right: {told['right']:,} of {told['judged']:,} ({share(told)})."


def step_line(step: Step, told: dict[str, int] | None) -> str:
    """A step and its figures as a row."""
    numbers = (
        (f"{told['claims']:,}", f"{told['judged']:,}", share(told))
        if told
        else (NOT_THERE, NOT_THERE, NOT_THERE)
    )
    cells = (f"`{step.name}`", f"`{step.attribute}`", step.finds.replace("|", "\\|"), *numbers)
    return f"| {' | '.join(cells)} |"


def share(told: dict[str, int]) -> str:
    """How often a rule was right, of those times that can be judged."""
    return f"{told['right'] / told['judged']:.2f}" if told["judged"] else NOT_THERE


def code(text: str) -> str:
    """A text as code on one line, with signs for line breaks and for titles."""
    marks = "``" if "`" in text else "`"
    shown = text.strip().replace("\r", "").replace("\n", " ⏎ ")
    return f"{marks}{shown.replace(FILM, '‹film›').replace(OTHER, '‹title›')}{marks}"


def measured() -> pl.DataFrame:
    """The figures as last taken, in the schema `FIGURES`."""
    return pl.read_csv(MEASURED, schema=FIGURES)


def main() -> None:
    """Print the page, or take the figures anew."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--measure", action="store_true", help="take the figures anew")
    if parser.parse_args().measure:
        figures().write_csv(MEASURED)
    else:
        sys.stdout.writelines(f"{line}\n" for line in page_lines())


if __name__ == "__main__":
    main()
