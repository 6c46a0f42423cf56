"""Run rules over lines: every match becomes a claim with its span.

What belongs here is how rules run. Which rules there are is the matter of the topic modules.
"""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from itertools import pairwise
from typing import Any, Final

import polars as pl

from pipelines.claims.rules import Parser, Rule
from pipelines.claims.text.columns import groups_of, nearly
from pipelines.claims.text.marks import MARKS
from pipelines.claims.text.offsets import characters_before
from pipelines.claims.values import KEPT_TEXTS

QUOTE_CHARACTERS: Final = 200
GROUP_NAME: Final = re.compile(r"\(\?P?<(\w+)>")

FOUND: Final = pl.Schema(
    {
        "document_id": pl.String(),
        "line_no": pl.Int32(),
        "subject_name": pl.String(),
        "attribute": pl.String(),
        "value": pl.String(),
        "value_normalised": pl.String(),
        "detail": pl.String(),
        "position": pl.Int32(),
        "span_start": pl.Int32(),
        "span_end": pl.Int32(),
        "quote": pl.String(),
        "rule": pl.String(),
        "confidence": pl.Float64(),
    }
)
"""What a rule finds: one row per value; `position` is its place in its list, from 1."""


def find_all(lines: pl.DataFrame, rules: Iterable[Rule]) -> pl.DataFrame:
    """All that the rules find in the lines, one row per value, in the schema `FOUND`."""
    every = list(rules)
    looked_at = _with_texts(every, _looked_at(lines, every))
    near = _with_near_texts(looked_at)
    if not near:
        return pl.DataFrame(schema=FOUND)
    hits = pl.collect_all(_hits(seen.texts, rule) for rule, seen in near)
    hit = [
        (rule, seen, matched)
        for (rule, seen), matched in zip(near, hits, strict=True)
        if not matched.is_empty()
    ]
    if not hit:
        return pl.DataFrame(schema=FOUND)
    read = pl.concat(
        parse_unique(matched["text"], rule.parse, rule.detail).with_columns(rule=pl.lit(rule.name))
        for rule, _, matched in hit
    )
    matches = pl.concat(
        seen.lines_of(matched.select(pl.col("text_no").unique())).join(
            matched, on="text_no", how="inner", maintain_order="left_right"
        )
        for _, seen, matched in hit
    )
    of_lines = lines.select("document_id", "line_no", "start", "raw", flat=flattened())[
        matches["place"]
    ]
    found = pl.concat([of_lines, matches], how="horizontal").join(
        read.filter(~pl.col("value").str.contains(MARKS)),
        on=["rule", "text"],
        how="inner",
        maintain_order="left_right",
    )
    return (
        found.with_columns(detail=_merged(found["detail"], found["groups"]))
        .pipe(add_spans)
        .select(pl.col(name).cast(dtype) for name, dtype in FOUND.items())
    )


def find(lines: pl.DataFrame, rule: Rule) -> pl.DataFrame:
    """What one rule finds in the lines, in the schema `FOUND`.

    Args:
        lines: As from `lines_from`.
        rule: The rule to run.
    """
    return find_all(lines, [rule])


@dataclass(frozen=True)
class Numbered:
    """Lines by the distinct texts of a column, as menus and credits come again and again.

    Attributes:
        texts: `text_no`, the column and `size`.
        lines: The lines with `place` (their row) and `text_no`.
        places: The places of each text, by its number.
    """

    texts: pl.DataFrame
    lines: pl.DataFrame
    places: pl.Series

    def lines_of(self, texts: pl.DataFrame, columns: Iterable[str] = ()) -> pl.DataFrame:
        """The lines of some of the texts, in their order: `place`, `text_no` and the columns."""
        places = self.places.gather(texts["text_no"]).explode(empty_as_null=False).sort()
        return self.lines.select("place", "text_no", *columns)[places]


@dataclass(frozen=True)
class LookedAt:
    """What a rule looks at: each text once.

    Attributes:
        texts: `text_no` and the rule's column.
        numbered: The lines that have these texts, among others.
        chosen: `place` and `text_no` of those that are looked at; all, where the text decides.
    """

    texts: pl.DataFrame
    numbered: Numbered
    chosen: pl.DataFrame | None = None

    def lines_of(self, texts: pl.DataFrame) -> pl.DataFrame:
        """The lines of some of the texts that are looked at, in their order: `place`, `text_no`."""
        if self.chosen is None:
            return self.numbered.lines_of(texts)
        return self.chosen.join(texts, on="text_no", how="semi", maintain_order="left")


def _looked_at(lines: pl.DataFrame, rules: Iterable[Rule]) -> list[LookedAt]:
    """What each rule looks at."""
    rules = list(rules)
    told = [(rule.column, rule.needs, str(rule.where)) for rule in rules]
    asked = dict(zip(told, rules, strict=True))
    seen = {}
    for column in sorted({rule.column for rule in rules}):
        numbered = _numbered(lines, column)
        of_column = {key: rule for key, rule in asked.items() if rule.column == column}
        holding = _texts_with_words(numbered.texts[column], of_column.values())
        for key, rule in of_column.items():
            held = numbered.texts.filter(holding[rule.needs]) if rule.needs else numbered.texts
            seen[key] = _looked_at_by(rule, held, numbered)
    return [seen[key] for key in told]


def _numbered(lines: pl.DataFrame, column: str) -> Numbered:
    """The lines by the distinct texts of a column.

    Some steps write into lines and leave their size as it was: such a line has a text of its own.
    """
    key = [column, "size"]
    texts = lines.select(key).unique(maintain_order=True).with_row_index("text_no")
    numbered = lines.with_row_index("place").join(texts, on=key, how="left", maintain_order="left")
    places = numbered.group_by("text_no").agg("place").sort("text_no")["place"]
    return Numbered(texts, numbered, places)


def _looked_at_by(rule: Rule, texts: pl.DataFrame, numbered: Numbered) -> LookedAt:
    """What a rule looks at of texts that hold a word that it needs."""
    columns = sorted({*rule.where.meta.root_names()})
    if texts.is_empty():
        # So it is with most rules in a small batch.
        return LookedAt(texts, numbered)
    if {*columns} <= {*texts.columns}:
        return LookedAt(texts.filter(rule.where), numbered)
    every = numbered.lines.select("place", "text_no", *columns)
    lines = numbered.lines_of(texts, columns) if rule.needs else every
    chosen = lines.filter(rule.where).select("place", "text_no")
    left = texts.join(
        chosen.select("text_no").unique(), on="text_no", how="semi", maintain_order="left"
    )
    return LookedAt(left, numbered, chosen)


def _with_texts(
    rules: Iterable[Rule], looked_at: Iterable[LookedAt]
) -> list[tuple[Rule, LookedAt]]:
    """The rules that have texts left to look at, with these.

    A pattern is compiled anew for each batch, which takes longer than looking at a few lines.
    """
    return [
        (rule, left)
        for rule, left in zip(rules, looked_at, strict=True)
        if not left.texts.is_empty()
    ]


def _with_near_texts(looked_at: list[tuple[Rule, LookedAt]]) -> list[tuple[Rule, LookedAt]]:
    """The rules that have texts left in which they may match, with these."""
    texts = pl.collect_all(_near(seen.texts, rule) for rule, seen in looked_at)
    left = [replace(seen, texts=near) for (_, seen), near in zip(looked_at, texts, strict=True)]
    return _with_texts([rule for rule, _ in looked_at], left)


def _near(texts: pl.DataFrame, rule: Rule) -> pl.LazyFrame:
    """The texts that a rule may match in, by a cheap test."""
    near = nearly(rule.pattern)
    if near == rule.pattern:
        return texts.lazy()
    # One alternative at a time is many times as fast as all of a large pattern at once.
    line = pl.col(rule.column)
    return texts.lazy().filter(pl.any_horizontal(line.str.contains(each) for each in ways(near)))


def _hits(texts: pl.DataFrame, rule: Rule) -> pl.LazyFrame:
    """The matches of a rule.

    Returns:
        `text_no`, `match`, `text` (what the match claims), `subject_name`, `groups` (its other
        groups, a JSON object), and what the rule says.
    """
    line = pl.col(rule.column)
    found = texts.lazy()
    if rule.many:
        matched = (
            found.with_columns(match=line.str.extract_all(rule.pattern))
            .filter(pl.col("match").list.len() > 0)
            .explode("match")
            .with_columns(group=groups_of(rule.pattern, "match"))
        )
    else:
        matched = (
            found.with_columns(group=groups_of(f"(?<match>{rule.pattern})", rule.column))
            .with_columns(match=pl.col("group").struct.field("match"))
            .filter(pl.col("match").is_not_null())
        )
    names = GROUP_NAME.findall(rule.pattern)
    values = [name for name in names if name.startswith("value")]
    more = [name for name in names if name not in {*values, "subject"}]
    group = pl.col("group").struct
    nothing = pl.lit(None, pl.String)
    return matched.select(
        "text_no",
        "match",
        text=pl.coalesce(group.field(values)),
        subject_name=group.field("subject") if "subject" in names else nothing,
        groups=pl.struct(group.field(more)).struct.json_encode() if more else nothing,
        rule=pl.lit(rule.name),
        attribute=pl.lit(rule.attribute),
        confidence=pl.lit(rule.confidence),
    )


@cache
def ways(pattern: str) -> tuple[str, ...]:
    """The alternatives that a pattern is made of.

    >>> ways("a(?:b|c)|[|]d")
    ('a(?:b|c)', '[|]d')
    """
    ends = [-1]
    depth = 0
    for mark in re.finditer(r"\\.|\[(?:\\.|[^\]\\])+\]|[()|]", pattern):
        depth += {"(": 1, ")": -1}.get(mark.group(), 0)
        if mark.group() == "|" and not depth:
            ends.append(mark.start())
    return tuple(pattern[begin + 1 : end] for begin, end in pairwise([*ends, len(pattern)]))


def _texts_with_words(
    texts: pl.Series, rules: Iterable[Rule]
) -> Mapping[tuple[str, ...], pl.Series]:
    """Which of the texts hold one of the words that a rule needs, by these words.

    One pass over the texts finds the words of all rules.
    """
    gates = sorted({rule.needs for rule in rules if rule.needs})
    if not gates:
        return {}
    sought = pl.DataFrame(
        [(word, number) for number, words in enumerate(gates) for word in words],
        schema={"word": pl.String(), "gate": pl.UInt32()},
        orient="row",
    )
    found = (
        texts.to_frame("text")
        .select(
            text_no=pl.int_range(pl.len(), dtype=pl.UInt32),
            word=pl.col("text").str.extract_many(
                sought["word"].unique().sort().to_list(),
                ascii_case_insensitive=True,
                overlapping=True,
            ),
        )
        .explode("word", empty_as_null=False)
        .with_columns(pl.col("word").str.to_lowercase())
        .join(sought, on="word", maintain_order="left")
        .partition_by("gate", as_dict=True)
    )
    every = pl.int_range(len(texts), dtype=pl.UInt32, eager=True)
    return {
        words: every.is_in(found[number,]["text_no"].implode())
        if (number,) in found
        else every.is_null()
        for number, words in enumerate(gates)
    }


def parse_unique(
    texts: pl.Series, parse: Parser, detail: Mapping[str, Any] | None = None
) -> pl.DataFrame:
    """What `parse` reads in each distinct text.

    Returns:
        One row per text and value: `text`, `value`, `value_normalised`, `detail`, `position`.
    """
    more = tuple((detail or {}).items())
    rows = [
        (text, *told, position)
        for text in texts.drop_nulls().unique().sort().to_list()
        for position, told in enumerate(values_in(text, parse, more), start=1)
    ]
    schema = {
        "text": pl.String(),
        "value": pl.String(),
        "value_normalised": pl.String(),
        "detail": pl.String(),
        "position": pl.Int32(),
    }
    return pl.DataFrame(rows, schema=schema, orient="row")


@lru_cache(maxsize=KEPT_TEXTS)
def values_in(
    text: str, parse: Parser, more: tuple[tuple[str, Any], ...] = ()
) -> tuple[tuple[str, str | None, str | None], ...]:
    """The values that `parse` reads: as printed, what each means, and its detail with `more`."""
    return tuple(
        (value.text, value.normalised, as_json({**dict(more), **value.detail}))
        for value in parse(text)
    )


def flattened() -> pl.Expr:
    """The line as it stands, on one line; made before the line is repeated for each match."""
    return pl.col("raw").str.replace_many({"\r": " ", "\n": " "})


def add_spans(found: pl.DataFrame) -> pl.DataFrame:
    """Add `span_start`, `span_end` and `quote`: where the value stands in its line.

    The value is looked for from where the match begins; where markup cuts it in two, the whole
    line is the quote.

    Args:
        found: `start`, `raw` and `flat` (as `flattened` gives it) of the line, `match` and `value`.
    """
    raw, value = pl.col("flat"), pl.col("value")
    from_match = raw.str.find(pl.col("match"), literal=True).fill_null(0)
    tail = raw.cast(pl.Binary).bin.slice(from_match).cast(pl.String)
    in_tail = tail.str.find(value, literal=True)
    at_byte = from_match + in_tail
    before = characters_before(raw, at_byte)
    is_there = in_tail.is_not_null()
    begin = pl.when(is_there).then(before).otherwise(0).cast(pl.Int32)
    length = pl.when(is_there).then(value.str.len_chars()).otherwise(raw.str.len_chars())
    # A lazy query works out once what the three columns have in common.
    spanned = found.lazy().with_columns(
        span_start=pl.col("start") + begin,
        span_end=pl.col("start") + begin + length.cast(pl.Int32),
        quote=pl.col("raw").str.slice(begin, pl.min_horizontal(length, QUOTE_CHARACTERS)),
    )
    return spanned.collect()


def as_json(detail: dict[str, Any]) -> str | None:
    """A JSON object with sorted keys; None for an empty one."""
    kept = {key: value for key, value in detail.items() if value is not None}
    return json.dumps(kept, ensure_ascii=False, sort_keys=True) if kept else None


def _merged(details: pl.Series, groups: pl.Series) -> pl.Series:
    """The details with what the other groups of the matches say."""
    pairs = zip(details.to_list(), groups.to_list(), strict=True)
    return pl.Series(
        [detail if more is None else _joined(detail, more) for detail, more in pairs],
        dtype=pl.String(),
    )


@lru_cache(maxsize=KEPT_TEXTS)
def _joined(detail: str | None, more: str) -> str | None:
    return as_json({**json.loads(detail or "{}"), **json.loads(more)})
