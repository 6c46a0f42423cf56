"""Decide which films a document is about, and which of its lines speak of which.

What belongs here is weighing the candidates for a title that fields, headings, quotation marks
and links offer, and cutting round-ups into segments. What a title looks like is the matter of
`titles`.
"""

from typing import Final

import polars as pl

from pipelines.claims.engine import QUOTE_CHARACTERS, as_json
from pipelines.claims.titles import title, title_lines

FILM_RECORDS: Final = (
    "Movie",
    "Film",
    "TVSeries",
    "TVEpisode",
    "TVMovie",
    "Review",
    "ScreeningEvent",
    "row",
)
"""Kinds of record that describe a film by themselves."""
ROW_EVIDENCE: Final = (
    "year",
    "director",
    "rating",
    "imdb_id",
    "runtime_minutes",
    "award_category",
    "genre",
    "cast",
)
"""Fields without which a table is no table of films."""

ABOUT_FILM: Final = (
    r"(?i)\b(?:films?|movies?|cinemas?|cinematograph\w*|documentar(?:y|ies)|screenplay|director|directed|filmmakers?|film-makers?|"
    r"actors?|actress(?:es)?|starring|sequel|blockbuster|box office|remake|pelíc\w+|largometraje|cine|kino|spielfilm|schauspieler\w*|regisseur\w*|regie|"
    r"cinéma|réalisat\w+|acteurs?|actrices?|35mm|DCP|reparto|dirección)\b"
)
ABOUT_ELSE: Final = (
    r"(?i)\b(?:gameplay|playstation|xbox|nintendo|console|multiplayer|steam deck|album|tracklist|setlist|exhibition|gallery show|curator|"
    r"stage play|playwright|west end|theatre production|the play|the stage|restaurant|crêperie|novel|chapters?|shareholders?|acquisition|acquire[sd]?|billion)\b"
)

QUOTED: Final = r"[“\"‘«„]([\p{Lu}\d][^“”\"«»„\n]{0,80}?)[,.]?[”\"’»“]|(?:^|[\s(])[_*]{1,3}([\p{Lu}\d][^_*\n]{0,80}?)[,.]?[_*]{1,3}(?:$|[\s).,;:’'!?])"
SECTION: Final = r"^(?:\d{1,2}[.)]\s+)?(?<title>[^()]{1,80}?)\s*\((?:[^()]*\b(?:(?:18|19|20)\d{2}|(?i:dir\.?|directed|d:)|12A?|15|18|PG(?:-13)?|U|R)\b[^()]*)\)[^.]{0,60}$"
STRONG_ENOUGH: Final = 0.5

CANDIDATES: Final = pl.Schema(
    {
        "document_id": pl.String(),
        "candidate": pl.String(),
        "weight": pl.Float64(),
        "origin": pl.String(),
        "line_no": pl.Int32(),
        "span_start": pl.Int32(),
        "span_end": pl.Int32(),
    }
)

FILMS: Final = pl.Schema(
    {
        "document_id": pl.String(),
        "film_no": pl.Int32(),
        "value": pl.String(),
        "value_normalised": pl.String(),
        "detail": pl.String(),
        "first_line": pl.Int32(),
        "last_line": pl.Int32(),
        "span_start": pl.Int32(),
        "span_end": pl.Int32(),
        "quote": pl.String(),
        "rule": pl.String(),
        "confidence": pl.Float64(),
    }
)
"""The films of documents: title, the lines that speak of it, and where the title stands."""


def films_in_text(
    documents: pl.DataFrame, lines: pl.DataFrame, field_claims: pl.DataFrame
) -> pl.DataFrame:
    """The films that texts are about, in the schema `FILMS`: none, one, or one per segment.

    Args:
        documents: `document_id`, `text`, `document_kind` (as the source tells it, or NULL).
        lines: As from `lines_from`.
        field_claims: What the fields say; front matter titles and links are candidates.
    """
    about = documents.filter(
        is_about_film(pl.col("text")), pl.col("document_kind").fill_null("") != "other"
    )
    lines = lines.join(about.select("document_id"), on="document_id", how="semi")
    sections = film_sections(lines)
    singles = about.join(sections, on="document_id", how="anti")
    return pl.concat([sections, single_films(singles, lines, field_claims)])


def is_about_film(text: pl.Expr) -> pl.Expr:
    """True where the words of a text are those of film rather than of games, stages or shares."""
    films = text.str.count_matches(ABOUT_FILM)
    others = text.str.count_matches(ABOUT_ELSE)
    return (films >= 1) & (films > others)


def film_sections(lines: pl.DataFrame) -> pl.DataFrame:
    """The films of round-ups: sections under a title that the section itself speaks of.

    A document has sections only where at least two are found.
    """
    bracketed = pl.col("line").str.extract_groups(SECTION).struct.field("title")
    heads = (
        title_lines(lines.lazy())
        .filter((pl.col("heading") > 0) | bracketed.is_not_null(), pl.col("is_bullet").not_())
        .with_columns(
            candidate=pl.coalesce(bracketed, "line").str.replace(r"^\d{1,2}[.)]\s+", ""),
            is_bracketed=bracketed.is_not_null(),
        )
        .select(
            "document_id",
            "line_no",
            "candidate",
            "is_bracketed",
            "start",
            "raw",
            head_line="line_no",
        )
        .sort("document_id", "line_no")
        .collect()
    )
    if heads.is_empty():
        return pl.DataFrame(schema=FILMS)
    body = (
        lines.select("document_id", "line_no", "line")
        .join(heads.select("document_id").unique(), on="document_id", how="semi")
        .sort("document_id", "line_no")
        .join_asof(
            heads.select("document_id", "line_no", "head_line"),
            on="line_no",
            by="document_id",
            strategy="backward",
            check_sortedness=False,
        )
        .filter(pl.col("head_line").is_not_null() & (pl.col("line_no") > pl.col("head_line")))
        .group_by("document_id", "head_line")
        .agg(body=pl.col("line").str.join(" "), last_line=pl.col("line_no").max())
    )
    titles = _titles(heads["candidate"])
    found = (
        heads.join(body, on=["document_id", "head_line"], how="inner")
        .join(titles, on="candidate", how="inner")
        .filter(
            pl.col("body").str.len_chars() >= 60,
            pl.col("is_bracketed") | pl.col("body").str.contains(pl.col("value"), literal=True),
        )
        .sort("document_id", "line_no")
        .filter(pl.len().over("document_id") >= 2)
    )
    offset = pl.col("raw").str.find(pl.col("value"), literal=True)
    before = (
        pl.col("raw")
        .cast(pl.Binary)
        .bin.slice(0, offset)
        .cast(pl.String)
        .str.len_chars()
        .cast(pl.Int32)
    )
    return found.with_columns(
        film_no=pl.int_range(pl.len(), dtype=pl.Int32).over("document_id"),
        first_line=pl.col("line_no"),
        span_start=pl.col("start") + before,
        span_end=pl.col("start") + before + pl.col("value").str.len_chars().cast(pl.Int32),
        quote=pl.col("value").str.slice(0, QUOTE_CHARACTERS),
        rule=pl.lit("title.section"),
        confidence=pl.lit(0.9),
    ).select(pl.col(name).cast(dtype) for name, dtype in FILMS.items())


def single_films(
    documents: pl.DataFrame, lines: pl.DataFrame, field_claims: pl.DataFrame
) -> pl.DataFrame:
    """The one film of each document that treats one, by the weight of its candidates."""
    candidates = pl.concat(
        [
            _from_fields(field_claims),
            _from_lines(lines),
            _from_quotes(lines),
        ]
    ).join(documents.select("document_id"), on="document_id", how="semi")
    if candidates.is_empty():
        return pl.DataFrame(schema=FILMS)
    titles = _titles(candidates["candidate"])
    best = (
        candidates.join(titles, on="candidate", how="inner")
        .with_columns(
            folded=pl.col("value")
            .str.to_lowercase()
            .str.replace_all(r"[^\p{L}\p{N}]+", " ")
            .str.strip_chars()
        )
        .filter(pl.col("folded") != "")
        .sort(
            "document_id",
            "folded",
            "weight",
            "span_start",
            descending=[False, False, True, False],
            nulls_last=True,
        )
        .group_by("document_id", "folded", "origin", maintain_order=True)
        .agg(pl.col("weight").max(), pl.all().exclude("weight").first())
        .group_by("document_id", "folded", maintain_order=True)
        .agg(
            pl.col("weight").sum(),
            pl.col("value", "value_normalised", "detail", "span_start", "span_end", "origin")
            .sort_by("weight", descending=True, maintain_order=True)
            .first(),
        )
        .join(documents.select("document_id", "text"), on="document_id")
        .with_columns(mentions=pl.col("text").str.count_matches(pl.col("value"), literal=True))
        .with_columns(
            weight=pl.col("weight")
            + 0.07 * pl.min_horizontal(pl.col("mentions").cast(pl.Float64) - 1, 4)
        )
        .sort(
            "document_id",
            "weight",
            "span_start",
            "folded",
            descending=[False, True, False, False],
            nulls_last=True,
        )
        .group_by("document_id", maintain_order=True)
        .first()
        .filter(pl.col("weight") >= STRONG_ENOUGH)
    )
    return best.with_columns(
        film_no=pl.lit(0),
        first_line=pl.lit(0),
        last_line=pl.lit(1_000_000_000),
        quote=pl.col("value").str.slice(0, QUOTE_CHARACTERS),
        rule="title." + pl.col("origin"),
        confidence=pl.min_horizontal(pl.col("weight"), 0.95).round(2),
    ).select(pl.col(name).cast(dtype) for name, dtype in FILMS.items())


def _titles(candidates: pl.Series) -> pl.DataFrame:
    rows = [
        (text, value.text, value.normalised, as_json(dict(value.detail)))
        for text in candidates.unique().sort().to_list()
        for value in title(text)[:1]
    ]
    schema = {
        "candidate": pl.String(),
        "value": pl.String(),
        "value_normalised": pl.String(),
        "detail": pl.String(),
    }
    return pl.DataFrame(rows, schema=schema, orient="row")


def _from_fields(field_claims: pl.DataFrame) -> pl.DataFrame:
    weights = {"title": 0.75, "page_title": 0.3}
    return field_claims.filter(
        pl.col("attribute").is_in(list(weights)), ~pl.col("record_type").is_in(FILM_RECORDS)
    ).select(
        "document_id",
        candidate=pl.when(pl.col("attribute") == "page_title")
        .then(pl.col("value").str.replace(r"\s+(?:[|•·>»–—-])\s+.*$", ""))
        .otherwise("value"),
        weight=pl.col("attribute").replace_strict(weights, return_dtype=pl.Float64),
        origin=pl.col("attribute").replace({"title": "field"}),
        line_no=pl.lit(None, pl.Int32),
        span_start="span_start",
        span_end="span_end",
    )


def _from_lines(lines: pl.DataFrame) -> pl.DataFrame:
    repeats = pl.len().over("document_id", "line").cast(pl.Float64)
    weight = (
        pl.when(pl.col("heading") == 1)
        .then(0.6)
        .when(pl.col("line_no") == 0)
        .then(0.45)
        .when(pl.col("line_no") <= 3)
        .then(0.3)
        .otherwise(0.15)
        + 0.12 * pl.min_horizontal(repeats - 1, 3)
        - pl.when(pl.col("line").str.count_matches(r"\s") >= 8).then(0.2).otherwise(0.0)
    )
    width = pl.col("raw").str.len_chars().cast(pl.Int32)
    return (
        title_lines(lines.lazy())
        .filter((pl.col("line_no") < 60) & pl.col("is_bullet").not_())
        .select(
            "document_id",
            "candidate",
            weight=weight,
            origin=pl.lit("line"),
            line_no="line_no",
            span_start="start",
            span_end=pl.col("start") + width,
        )
        .collect()
    )


def _from_quotes(lines: pl.DataFrame) -> pl.DataFrame:
    quoted = (
        lines.lazy()
        .filter(pl.col("raw").str.contains(QUOTED))
        .select(
            "document_id", "line_no", "start", "raw", match=pl.col("raw").str.extract_all(QUOTED)
        )
        .explode("match")
        .with_columns(candidate=pl.col("match").str.strip_chars(" “”\"‘’«»„_*.,;:()!?'"))
        .with_columns(offset=pl.col("raw").str.find(pl.col("candidate"), literal=True))
        .filter(pl.col("offset").is_not_null())
        .with_columns(
            before=pl.col("raw")
            .cast(pl.Binary)
            .bin.slice(0, pl.col("offset"))
            .cast(pl.String)
            .str.len_chars()
            .cast(pl.Int32)
        )
        .with_columns(count=pl.len().over("document_id", "candidate").cast(pl.Float64))
    )
    return quoted.select(
        "document_id",
        "candidate",
        weight=0.3
        + 0.1 * pl.min_horizontal(pl.col("count") - 1, 4)
        + pl.when(pl.col("line_no") <= 1).then(0.15).otherwise(0.0),
        origin=pl.lit("quoted"),
        line_no="line_no",
        span_start=pl.col("start") + pl.col("before"),
        span_end=pl.col("start")
        + pl.col("before")
        + pl.col("candidate").str.len_chars().cast(pl.Int32),
    ).collect()


def films_in_records(field_claims: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The films that records describe: table rows, schema.org items.

    Records of one document with the same IMDb id, or the same title and year, are one film.

    Returns:
        The films in the schema `FILMS`, and `document_id`, `record`, `position`, `film_no`: which
        record speaks of which film (a row may name several).
    """
    evidence = (
        field_claims.filter(pl.col("record_type").is_in(FILM_RECORDS))
        .group_by("document_id")
        .agg(
            is_table=(pl.col("record_type") == "row").any(),
            has_evidence=pl.col("attribute").is_in(ROW_EVIDENCE).any(),
        )
        .filter(pl.col("has_evidence") | pl.col("is_table").not_())
    )
    of_records = field_claims.filter(pl.col("record_type").is_in(FILM_RECORDS)).join(
        evidence, on="document_id", how="semi"
    )
    titles = of_records.filter(pl.col("attribute") == "title").unique(
        ["document_id", "record", "position"], keep="first", maintain_order=True
    )
    ids = (
        of_records.filter(pl.col("attribute") == "imdb_id")
        .select("document_id", "record", "position", imdb="value_normalised")
        .unique(["document_id", "record", "position"], keep="first", maintain_order=True)
    )
    years = (
        of_records.filter(pl.col("attribute") == "year")
        .group_by("document_id", "record")
        .agg(year=pl.col("value_normalised").first())
    )
    named = (
        titles.with_columns(number=pl.int_range(pl.len()).over("document_id", "record") + 1)
        .join(
            ids.with_columns(number=pl.int_range(pl.len()).over("document_id", "record") + 1).drop(
                "position"
            ),
            on=["document_id", "record", "number"],
            how="left",
            maintain_order="left",
        )
        .join(years, on=["document_id", "record"], how="left", maintain_order="left")
        .with_columns(
            same=pl.coalesce(
                "imdb",
                pl.concat_str(
                    pl.col("value_normalised").str.to_lowercase(),
                    pl.lit("|"),
                    pl.col("year").fill_null(""),
                ),
            )
        )
        .sort("document_id", "record", "number")
        .with_columns(film_no=(pl.col("same").rank("dense").over("document_id") - 1).cast(pl.Int32))
    )
    order = (
        named.group_by("document_id", "same", maintain_order=True)
        .agg(first=pl.col("record").first())
        .with_columns(film_no=pl.int_range(pl.len(), dtype=pl.Int32).over("document_id"))
        .drop("first")
    )
    named = named.drop("film_no").join(
        order, on=["document_id", "same"], how="left", maintain_order="left"
    )
    films = (
        named.unique(["document_id", "film_no"], keep="first", maintain_order=True)
        .with_columns(first_line=pl.lit(None, pl.Int32), last_line=pl.lit(None, pl.Int32))
        .select(pl.col(name).cast(dtype) for name, dtype in FILMS.items())
    )
    return films, named.select("document_id", "record", "number", "film_no")
