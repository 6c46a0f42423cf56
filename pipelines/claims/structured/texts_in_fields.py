"""Read the long texts that records hold, as a text of its own is read.

What belongs here is which texts those are, and how what they say comes back to the document: a
record of an evening or a block may list its films in its description only. What is said there is
the matter of the rules.
"""

import re
from typing import Final

import polars as pl

from pipelines.claims.details import telling_more
from pipelines.claims.structured.fields import ELEMENT, LISTED_IN, NAMES, OF_ONE_FILM
from pipelines.reading.html import read_html

TEXTS: Final = pl.Schema(
    {
        "document_id": pl.String(),
        "whole": pl.String(),
        "record": pl.Int32(),
        "path": pl.String(),
        "start": pl.Int32(),
        "text": pl.String(),
    }
)
"""Texts in fields: the id each is read under, the document it is a part of, the record and path it
stands in, and where its text begins in that of the document; NULL where it is not printed there as
it is meant."""
OF_A_REVIEW: Final = (*OF_ONE_FILM, "rating", "cast")
"""Attributes of records that treat one film, whatever else their text lists."""
ENDS_A_LINE: Final = r"(?i)<(?:br|hr|/p|/li|/h\d|/div|/tr)\b[^<>]*>"
TAG: Final = r"</?[a-zA-Z][^<>]{0,200}>"
TELLS_FILM: Final = (
    r"(?m)^.{0,110}?(?:\b(?:[Dd]ir(?:\.|:|\s|ect|ig|ecc|ez)|DIR|[Rr]egi[ea]\b|[Rr][ée]al|by\s+\p{Lu})"
    r"|\d\s?(?:min|mins|minutes|[Mm]in\.|['′’]|m\b)|\((?:18|19|20)\d\d|\b(?:19|20)\d\d[,)|/·]|\S\s[–—|/-]\s+\p{Lu})"
)
"""A line that may list a film: it names a director, a length, a year, or what may be one."""
FEWEST: Final = 2
LISTED_RULES: Final = ("title.listed", "title.section", "title.awarded")
SHARED: Final = ("screening", "festival")
"""What a record says of its evening it says of each film that is shown there."""


def texts_in_fields(fields: pl.DataFrame, told: pl.DataFrame) -> pl.DataFrame:
    """The texts in records that may list several films, in the schema `TEXTS`.

    A list of lines, as a record may keep it, is a text as well.

    Args:
        fields: As in `raw.fields`.
        told: `document_id` and `text` of the documents.
    """
    held = fields.filter(pl.col("record_type").is_in(LISTED_IN))
    by_record = ["document_id", "record"]
    is_last = pl.col("path").str.contains(r"\[\d+\]$")
    long = held.filter(~is_last & _lists_films(_in_lines(pl.col("value"))))
    listed = (
        held.filter(is_last, pl.col("value").str.contains(TELLS_FILM))
        .with_columns(path=pl.col("path").str.replace(r"\[\d+\]$", ""))
        .group_by(*by_record, "path", maintain_order=True)
        .agg(
            value=pl.concat_str(pl.lit("- "), "value").str.join("\n"),
            count=pl.len(),
            span_start=pl.lit(None, pl.Int32),
            span_end=pl.lit(None, pl.Int32),
        )
        .filter(pl.col("count") >= FEWEST)
    )
    columns = [*by_record, "path", "value", "span_start", "span_end"]
    found = pl.concat([frame.select(columns) for frame in (long, listed)], how="vertical_relaxed")
    if found.is_empty():
        return pl.DataFrame(schema=TEXTS)
    means = NAMES.filter(pl.col("record_type").is_null()).select("key", "attribute")
    of_one = (
        held.filter(~pl.col("path").str.contains(ELEMENT))
        .join(means.filter(pl.col("attribute").is_in(OF_A_REVIEW)), on="key", maintain_order="left")
        .select(by_record)
        .unique()
    )
    return (
        found.join(of_one, on=by_record, how="anti", maintain_order="left")
        .join(told.select("document_id", "text"), on="document_id", maintain_order="left")
        .with_columns(
            printed=pl.col("text").str.slice(
                pl.col("span_start"), pl.col("span_end") - pl.col("span_start")
            )
        )
        .with_columns(is_printed=_words(pl.col("printed")) == _words(pl.col("value")))
        .with_columns(
            is_printed=pl.col("is_printed").fill_null(value=False)
            & ~pl.col("value").str.contains(TAG)
        )
        .select(
            document_id=pl.concat_str(*by_record, "path", separator="\x1f"),
            whole="document_id",
            record="record",
            path="path",
            start=pl.when("is_printed").then("span_start"),
            text=pl.when("is_printed")
            .then("printed")
            .otherwise(pl.col("value").map_elements(_visible, return_dtype=pl.String)),
        )
        .select(pl.col(name).cast(dtype) for name, dtype in TEXTS.items())
    )


def _in_lines(value: pl.Expr) -> pl.Expr:
    """The value with a line for every block of markup."""
    return value.str.replace_all(ENDS_A_LINE, "\n").str.replace_all(TAG, "")


def _lists_films(text: pl.Expr) -> pl.Expr:
    return text.str.contains("\n", literal=True) & (text.str.count_matches(TELLS_FILM) >= FEWEST)


def _words(text: pl.Expr) -> pl.Expr:
    return text.str.replace_all(r"\s+", " ").str.strip_chars()


def _visible(value: str) -> str:
    r"""The text of a value, without the markup of a page.

    >>> _visible("<p><b>Ten</b><br>94 min</p>"), _visible("**Ten** < 94 min")
    ('Ten\n94 min', '**Ten** < 94 min')
    """
    return read_html(value)[0] if re.search(TAG, value) else value


def as_documents(told: pl.DataFrame, texts: pl.DataFrame) -> pl.DataFrame:
    """The texts as documents, of which is told what is told of the document they are a part of."""
    return (
        texts.select("document_id", "whole", inner="text")
        .join(told.rename({"document_id": "whole"}), on="whole", maintain_order="left")
        .with_columns(text="inner")
        .select(told.columns)
    )


def films_of_texts(
    films: pl.DataFrame, records: pl.DataFrame, texts: pl.DataFrame
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The films with those that a text in a record lists instead of the record itself.

    Args:
        films: In the schema `FILMS`, also those found in `texts`.
        records: `document_id`, `record`, `film_no`, as from `films_in_records`.
        texts: As from `texts_in_fields`.

    Returns:
        The films that stay, with their numbers as they were, and `document_id`, `film_no`,
        `whole`, `number` (which film of the whole document it is), `start`, `path` and
        `is_shared` (it is a film that is left out, and what was said of it is said of another).
    """
    inner = films.join(texts, on="document_id", how="semi", maintain_order="left")
    listed = inner.filter(
        pl.col("rule").is_in(LISTED_RULES), pl.len().over("document_id") >= FEWEST
    )
    own = films.join(texts, on="document_id", how="anti", maintain_order="left")
    several = own.filter(pl.col("first_line").is_not_null()).filter(
        pl.len().over("document_id") >= FEWEST
    )
    chosen = (
        listed.group_by("document_id")
        .agg(count=pl.len())
        .join(texts.drop("text"), on="document_id", maintain_order="left")
        .join(several, left_on="whole", right_on="document_id", how="anti", maintain_order="left")
        .sort(
            "whole",
            "record",
            "count",
            "path",
            descending=[False, False, True, False],
            maintain_order=True,
        )
        .unique(["whole", "record"], keep="first", maintain_order=True)
    )
    replaced = _replaced(own, records, chosen)
    kept = own.join(replaced, on=["document_id", "film_no"], how="anti", maintain_order="left")
    taken = listed.join(chosen, on="document_id", how="semi", maintain_order="left")
    numbered = (
        pl.concat(
            [
                kept.select("document_id", "film_no", whole="document_id").with_columns(
                    record=pl.lit(-1, pl.Int32),
                    start=pl.lit(0, pl.Int32),
                    path=pl.lit(None, pl.String),
                ),
                taken.select("document_id", "film_no").join(
                    chosen.select("document_id", "whole", "record", "start", "path"),
                    on="document_id",
                    maintain_order="left",
                ),
            ],
            how="diagonal",
        )
        .sort("whole", "record", "film_no", maintain_order=True)
        .with_columns(number=pl.int_range(pl.len(), dtype=pl.Int32).over("whole"))
        .with_columns(is_shared=pl.lit(value=False))
    )
    shared = replaced.join(
        numbered.filter(pl.col("record") >= 0).drop("document_id", "film_no", "is_shared"),
        left_on=["document_id", "record"],
        right_on=["whole", "record"],
        maintain_order="left",
    ).with_columns(whole="document_id", start=pl.lit(0, pl.Int32), is_shared=pl.lit(value=True))
    columns = ["document_id", "film_no", "whole", "number", "start", "path", "is_shared"]
    return (
        pl.concat([kept, taken]),
        pl.concat([numbered.select(columns), shared.select(columns)]),
    )


def _replaced(own: pl.DataFrame, records: pl.DataFrame, chosen: pl.DataFrame) -> pl.DataFrame:
    """The films of records whose text lists others: `document_id`, `film_no`, `record`."""
    programmes = chosen.select(document_id="whole", record="record")
    numbered = own.select("document_id", "film_no")
    of_records = (
        records.select("document_id", pl.col("record").cast(pl.Int32), "film_no")
        .unique(maintain_order=True)
        .join(
            programmes.with_columns(is_programme=pl.lit(value=True)),
            on=["document_id", "record"],
            how="left",
            maintain_order="left",
        )
        .filter(pl.col("is_programme").is_not_null().all().over("document_id", "film_no"))
        .select("document_id", "film_no", "record")
    )
    of_heads = (
        numbered.join(records, on="document_id", how="anti", maintain_order="left")
        .join(programmes, on="document_id", maintain_order="left")
        .select("document_id", "film_no", "record")
    )
    return pl.concat([of_records, of_heads]).unique(
        ["document_id", "film_no"], keep="first", maintain_order=True
    )


def brought_home(frame: pl.DataFrame, numbers: pl.DataFrame, texts: pl.DataFrame) -> pl.DataFrame:
    """What is said of films, said of the documents that hold their texts.

    Spans count in the text of the whole document; what is not printed there as it is meant names
    its path instead. Of a text that lists no films nothing is kept.

    Args:
        frame: `document_id`, `film_no`, and what is said of them.
        numbers: As from `films_of_texts`.
        texts: As from `texts_in_fields`.
    """
    if texts.is_empty():
        return frame
    changed = pl.concat([numbers["document_id"], texts["document_id"], texts["whole"]]).unique()
    same = frame.filter(~pl.col("document_id").is_in(changed.implode()))
    moved = frame.filter(pl.col("document_id").is_in(changed.implode()))
    is_whole = ~pl.col("document_id").is_in(texts["document_id"].implode())
    of_whole = moved.filter(pl.col("film_no").is_null() & is_whole)
    of_films = (
        moved.filter(pl.col("film_no").is_not_null())
        .join(numbers, on=["document_id", "film_no"], maintain_order="left_right")
        .with_columns(film_no="number")
    )
    if "attribute" in frame.columns:
        of_films = of_films.filter(~pl.col("is_shared") | pl.col("attribute").is_in(SHARED))
    else:
        of_films = of_films.filter(~pl.col("is_shared"))
    of_films = of_films.with_columns(document_id="whole")
    if "span_start" in frame.columns:
        is_unplaced = pl.col("start").is_null() & pl.col("path").is_not_null()
        of_films = of_films.with_columns(
            pl.col("span_start", "span_end") + pl.col("start"),
            detail=pl.when(is_unplaced).then(telling_more(path=pl.col("path"))).otherwise("detail"),
        )
    if "first_line" in frame.columns:
        is_inner = pl.col("path").is_not_null()
        of_films = of_films.with_columns(
            pl.when(~is_inner).then(name).alias(name) for name in ("first_line", "last_line")
        )
    return pl.concat([same, of_whole, of_films.select(frame.columns)])
