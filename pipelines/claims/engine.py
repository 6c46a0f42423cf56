"""Run rules over lines: every match becomes a claim with its span.

What belongs here is how rules run. Which rules there are is the matter of the topic modules.
"""

import json
from collections.abc import Iterable, Sequence
from typing import Any, Final

import polars as pl

from pipelines.claims.marks import MARKS
from pipelines.claims.rules import Parser, Rule

QUOTE_CHARACTERS: Final = 200

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
    asked = list(rules)
    gates = sorted({(rule.needs, rule.column) for rule in asked})
    held = pl.collect_all([_holding(lines, words, column) for words, column in gates])
    holding = dict(zip(gates, held, strict=True))
    hits = pl.collect_all([_hits(holding[rule.needs, rule.column], rule) for rule in asked])
    frames = [
        found
        for rule, matched in zip(asked, hits, strict=True)
        if len(found := _read(matched, rule))
    ]
    return pl.concat(frames) if frames else pl.DataFrame(schema=FOUND)


def find(lines: pl.DataFrame, rule: Rule) -> pl.DataFrame:
    """What one rule finds in the lines, in the schema `FOUND`.

    Args:
        lines: As from `lines_from`.
        rule: The rule to run.
    """
    return _read(_hits(_holding(lines, rule.needs, rule.column).collect(), rule).collect(), rule)


def _hits(lines: pl.DataFrame, rule: Rule) -> pl.LazyFrame:
    """The matches of a rule: cheap tests first, the pattern only where they hold."""
    looked_at = lines.filter(rule.where).lazy()
    line = pl.col(rule.column)
    if rule.many:
        return (
            looked_at.with_columns(match=line.str.extract_all(rule.pattern))
            .filter(pl.col("match").list.len() > 0)
            .explode("match")
        )
    return looked_at.with_columns(match=line.str.extract(f"({rule.pattern})", 1)).filter(
        pl.col("match").is_not_null()
    )


def _read(matched: pl.DataFrame, rule: Rule) -> pl.DataFrame:
    """The values of the matches of a rule, in the schema `FOUND`."""
    if matched.is_empty():
        return pl.DataFrame(schema=FOUND)
    groups = matched["match"].str.extract_groups(rule.pattern).struct.unnest()
    values = [name for name in groups.columns if name.startswith("value")]
    texts = groups.select(pl.coalesce(values)).to_series()
    more = [name for name in groups.columns if name not in {*values, "subject"}]
    parsed = parse_unique(texts, rule.parse, detail=dict(rule.detail))
    frame = matched.select("document_id", "line_no", "start", "raw", "match").with_columns(
        text=texts,
        subject_name=groups["subject"]
        if "subject" in groups.columns
        else pl.lit(None, pl.String()),
        groups=groups.select(more).to_struct() if more else None,
    )
    found = frame.join(
        parsed.filter(~pl.col("value").str.contains(MARKS)),
        on="text",
        how="inner",
        maintain_order="left_right",
    )
    if more:
        found = found.with_columns(detail=_merged(found["detail"], found["groups"]))
    return (
        found.with_columns(
            rule=pl.lit(rule.name),
            attribute=pl.lit(rule.attribute),
            confidence=pl.lit(rule.confidence),
        )
        .pipe(add_spans)
        .select(FOUND.names())
    )


def _holding(lines: pl.DataFrame, words: tuple[str, ...], column: str) -> pl.LazyFrame:
    """The lines that hold one of the words."""
    if not words:
        return lines.lazy()
    return lines.lazy().filter(
        pl.col(column).str.contains_any(list(words), ascii_case_insensitive=True)
    )


def parse_unique(texts: pl.Series, parse: Parser, detail: dict[str, Any]) -> pl.DataFrame:
    """What `parse` reads in each distinct text.

    Returns:
        One row per text and value: `text`, `value`, `value_normalised`, `detail`, `position`.
    """
    rows = [
        (text, value.text, value.normalised, as_json({**detail, **value.detail}), position)
        for text in texts.drop_nulls().unique().sort().to_list()
        for position, value in enumerate(parse(text), start=1)
    ]
    schema = {
        "text": pl.String(),
        "value": pl.String(),
        "value_normalised": pl.String(),
        "detail": pl.String(),
        "position": pl.Int32(),
    }
    return pl.DataFrame(rows, schema=schema, orient="row")


def add_spans(found: pl.DataFrame) -> pl.DataFrame:
    """Add `span_start`, `span_end` and `quote`: where the value stands in its line.

    The value is looked for from where the match begins; where markup cuts it in two, the whole
    line is the quote.
    """
    raw, value = pl.col("raw").str.replace_all(r"[\r\n]", " "), pl.col("value")
    from_match = raw.str.find(pl.col("match"), literal=True).fill_null(0)
    tail = raw.cast(pl.Binary).bin.slice(from_match).cast(pl.String)
    in_tail = tail.str.find(value, literal=True)
    at_byte = from_match + in_tail
    before = raw.cast(pl.Binary).bin.slice(0, at_byte).cast(pl.String).str.len_chars()
    is_there = in_tail.is_not_null()
    begin = pl.when(is_there).then(before).otherwise(0).cast(pl.Int32)
    length = pl.when(is_there).then(value.str.len_chars()).otherwise(raw.str.len_chars())
    return found.with_columns(
        span_start=pl.col("start") + begin,
        span_end=pl.col("start") + begin + length.cast(pl.Int32),
        quote=pl.col("raw").str.slice(begin, pl.min_horizontal(length, QUOTE_CHARACTERS)),
    )


def as_json(detail: dict[str, Any]) -> str | None:
    """A JSON object with sorted keys; None for an empty one."""
    kept = {key: value for key, value in detail.items() if value is not None}
    return json.dumps(kept, ensure_ascii=False, sort_keys=True) if kept else None


def _merged(details: pl.Series, groups: pl.Series) -> pl.Series:
    pairs: Sequence[tuple[str | None, dict[str, Any]]] = list(
        zip(details.to_list(), groups.to_list(), strict=True)
    )
    return pl.Series(
        [as_json({**json.loads(detail or "{}"), **more}) for detail, more in pairs],
        dtype=pl.String(),
    )
