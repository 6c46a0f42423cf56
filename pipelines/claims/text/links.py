"""Find what texts link to IMDb, in every notation, and the other films that they mention.

What belongs here is links to titles and films named in passing. Which film a document is about is
the matter of `candidates` and `films`.
"""

from typing import Final

import polars as pl

from pipelines.claims.text.columns import groups_of
from pipelines.claims.text.offsets import characters_before
from pipelines.claims.text.titles import IS_DIRECTIVE, LONGEST, folded, read_titles

ADDRESS: Final = r"[^\s()<>\"\]]*imdb\.com/title/(?<id>tt\d{7,9})[^\s()<>\"\]]*"
NOTATIONS: Final = (
    rf"\[(?<text>[^\[\]]+)\]\(\s*{ADDRESS}",
    rf"\[\[{ADDRESS}\]\[(?<text>[^\[\]]+)\]\]",
    rf"^\.\.\s+_`?(?<text>[^:`]+)`?:\s+{ADDRESS}",
    rf"`(?<text>[^`<>]+?)\s*<{ADDRESS}>`_",
    rf"<a\s[^<>]*href=[\"']?{ADDRESS}[\"']?[^<>]*>(?<text>[^<>]+)</a>",
    r"<span\s[^<>]*imdb-id=[\"']?(?<id>tt\d{7,9})[\"']?[^<>]*>(?<text>[^<>]+)</span>",
    rf"^\s*(?:[-*•+]|\d+[.)])\s+(?:\[[ xX-]\]\s+)?(?<text>[^\[\]|:<>]+?)\s*(?:\(\d{{4}}\))?\s*[-–—:|]?\s*[\[(<]*{ADDRESS}",
    rf"^\s*(?<text>[^\[\]()]+)\]\(\s*{ADDRESS}",
)
"""Markdown, org, reStructuredText (apart and in the text), HTML, and a Markdown link cut in two."""
NAMED_WITH_YEAR: Final = r"[“\"‘«„_*]{1,3}(?<text>[\p{Lu}\d][^“”\"«»„_*\n]*?)[,.]?[”\"’»“_*]{1,3}\s*\((?<year>(?:18|19|20)\d{2})\)"

LINKS: Final = pl.Schema(
    {
        "document_id": pl.String(),
        "line_no": pl.Int32(),
        "candidate": pl.String(),
        "imdb_id": pl.String(),
        "span_start": pl.Int32(),
        "span_end": pl.Int32(),
    }
)


def imdb_links(lines: pl.DataFrame) -> pl.DataFrame:
    """Texts that are linked to an IMDb title, one row per link, in the schema `LINKS`."""
    linked = lines.filter(pl.col("raw").str.contains(r"tt\d{7}"))
    if linked.is_empty():
        return pl.DataFrame(schema=LINKS)
    frames = [_matches(linked, pattern) for pattern in NOTATIONS]
    found = _in_the_text(pl.concat(frames), lines)
    return (
        found.select(pl.col(name).cast(dtype) for name, dtype in LINKS.items())
        .unique(["document_id", "span_start"], keep="first", maintain_order=True)
        .sort("document_id", "span_start", maintain_order=True)
    )


LINK_OF_PAGE: Final = r"imdb\.com/(?:[a-z]{2}/)?title/(tt\d{7,9})/?(?:[?#].*)?$"
"""The address of a title itself, not of its cast or its pictures."""
NAMED_TWICE: Final = r"#\d+$"


def links_of_pages(fields: pl.DataFrame, lines: pl.DataFrame) -> pl.DataFrame:
    """Texts that a page in HTML links to an IMDb title, where they first stand, as `imdb_links`."""
    linked = (
        fields.filter(pl.col("record_type") == "link")
        .select(
            "document_id",
            candidate=pl.col("path").str.replace(NAMED_TWICE, "").str.strip_chars(' _*`“”"«»‘’'),
            imdb_id=pl.col("value").str.extract(LINK_OF_PAGE, 1),
        )
        .filter(
            pl.col("imdb_id").is_not_null(),
            pl.col("candidate").str.len_chars().is_between(1, LONGEST),
        )
        .unique(maintain_order=True)
    )
    before = characters_before(
        pl.col("raw"), pl.col("raw").str.find(pl.col("candidate"), literal=True)
    )
    return (
        linked.join(
            lines.select("document_id", "line_no", "start", "raw"),
            on="document_id",
            maintain_order="left_right",
        )
        .filter(pl.col("raw").str.contains(pl.col("candidate"), literal=True))
        .unique(["document_id", "candidate", "imdb_id"], keep="first", maintain_order=True)
        .with_columns(span_start=pl.col("start") + before)
        .with_columns(span_end=pl.col("span_start") + pl.col("candidate").str.len_chars())
        .select(pl.col(name).cast(dtype) for name, dtype in LINKS.items())
        .sort("document_id", "span_start", "imdb_id", maintain_order=True)
    )


def _in_the_text(links: pl.DataFrame, lines: pl.DataFrame) -> pl.DataFrame:
    """The links, those of reStructuredText moved from their target to where the text refers to it."""
    apart = links.join(
        lines.filter(pl.col("raw").str.contains(IS_DIRECTIVE)).select("document_id", "line_no"),
        on=["document_id", "line_no"],
        how="semi",
        maintain_order="left",
    )
    if apart.is_empty():
        return links
    mark = pl.concat_str(pl.lit("`"), "candidate", pl.lit("`_"))
    before = pl.col("raw").str.split(mark).list.first().str.len_chars().cast(pl.Int32) + 1
    moved = (
        apart.select("document_id", "candidate", "imdb_id", "year", target="line_no")
        .join(
            lines.select("document_id", "line_no", "start", "raw"),
            on="document_id",
            maintain_order="left",
        )
        .filter(pl.col("raw").str.contains(mark, literal=True))
        .with_columns(span_start=pl.col("start") + before)
        .with_columns(
            span_end=pl.col("span_start") + pl.col("candidate").str.len_chars().cast(pl.Int32)
        )
    )
    kept = links.join(
        moved.select("document_id", line_no="target"),
        on=["document_id", "line_no"],
        how="anti",
        maintain_order="left",
    )
    return pl.concat([kept, moved.select(kept.columns)])


def ids_of_films(links: pl.DataFrame, films: pl.DataFrame) -> pl.DataFrame:
    """The IMDb ids that films are linked to by their title: `document_id`, `film_no`, the link."""
    keys = films.select("document_id", "film_no", key=folded(pl.col("value")))
    return (
        links.with_columns(key=folded(pl.col("candidate")))
        .join(keys, on=["document_id", "key"], how="inner", maintain_order="left")
        .unique(["document_id", "film_no"], keep="first", maintain_order=True)
    )


def mentions(
    lines: pl.DataFrame, links: pl.DataFrame, films: pl.DataFrame, ids: pl.DataFrame
) -> pl.DataFrame:
    """The other films that documents name: linked, or between marks with a year behind.

    Args:
        lines: As from `lines_from`.
        links: As from `imdb_links`.
        films: The films of the documents, as from `films_in_text`.
        ids: `document_id`, `imdb_id` of the films that the documents are about.

    Returns:
        `document_id`, `mention_no`, `title`, `year`, `imdb_id`, `value` and the span.
    """
    with_year = lines.filter(pl.col("raw").str.contains(NAMED_WITH_YEAR))
    dated = _matches(with_year, NAMED_WITH_YEAR).with_columns(
        imdb_id=pl.lit(None, pl.String), year=pl.col("year").cast(pl.Int32)
    )
    linked = links.with_columns(year=pl.lit(None, pl.Int32))
    columns = [*LINKS, "year"]
    named = pl.concat([linked.select(columns), dated.select(columns)])
    about = films.select("document_id", key=folded(pl.col("value"))).unique()
    return (
        named.join(
            read_titles(named["candidate"]), on="candidate", how="inner", maintain_order="left"
        )
        .with_columns(
            key=folded(pl.col("value")),
            year=pl.coalesce(
                pl.col("detail").str.json_path_match("$.year").cast(pl.Int32, strict=False), "year"
            ),
        )
        .join(about, on=["document_id", "key"], how="anti", maintain_order="left")
        .join(ids, on=["document_id", "imdb_id"], how="anti", maintain_order="left")
        .sort("document_id", "span_start", "imdb_id", nulls_last=True, maintain_order=True)
        .unique(["document_id", "key"], keep="first", maintain_order=True)
        .with_columns(mention_no=pl.int_range(pl.len(), dtype=pl.Int32).over("document_id"))
        .rename({"value_normalised": "title"})
        .select(
            "document_id",
            "mention_no",
            "title",
            "year",
            "imdb_id",
            "value",
            "span_start",
            "span_end",
        )
    )


def _matches(lines: pl.DataFrame, pattern: str) -> pl.DataFrame:
    """All matches of a pattern with the groups `text` and `id` or `year`, with their spans."""
    group = "id" if "<id>" in pattern else "year"
    hits = lines.filter(pl.col("raw").str.contains(pattern)).select(
        "document_id",
        "line_no",
        "start",
        "raw",
        match=pl.col("raw").str.extract_all(pattern),
    )
    groups = groups_of(pattern, "match").struct
    found = (
        hits.explode("match")
        .filter(pl.col("match").is_not_null())
        .with_columns(
            candidate=groups.field("text").str.strip_chars(' _*`“”"«»‘’').cast(pl.String),
            told=groups.field(group),
        )
        .filter(pl.col("candidate").str.len_chars().is_between(1, LONGEST))
    )
    at = pl.col("raw").str.find(pl.col("match"), literal=True)
    inside = pl.col("match").str.find(pl.col("candidate"), literal=True)
    before = characters_before(pl.col("raw"), at + inside)
    begin = pl.col("start") + before
    return found.select(
        "document_id",
        "line_no",
        "candidate",
        imdb_id=pl.col("told") if group == "id" else pl.lit(None, pl.String),
        year=pl.col("told") if group == "year" else pl.lit(None, pl.String),
        span_start=begin,
        span_end=begin + pl.col("candidate").str.len_chars().cast(pl.Int32),
    )
