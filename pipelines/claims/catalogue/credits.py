"""Confirm what a text says of a film by what a catalogue knows of it.

What belongs here: who of a known film's people is named in the text that speaks of it, which of
its facts stand there, and which names that were taken for its people are none. A catalogue says
nothing by itself: every claim is of words in the document.
"""

from typing import Final

import polars as pl

from pipelines.claims.catalogue.known import Known
from pipelines.claims.engine import QUOTE_CHARACTERS
from pipelines.claims.text.offsets import characters_before
from pipelines.claims.values.folding import words_of

WELL_KNOWN: Final = 5
"""A film of which the catalogue has so many credits has no others of the kinds it keeps."""
DATA: Final = ("credit.labelled", "credit.listed", "credit.letter")
"""Rules that read credits as such: these go before the catalogue."""
LONGEST_TEXT: Final = 1_000_000_000
"""A character beyond every text."""
HELD: Final = ("director", "writer", "cast")
"""Parts for which the catalogue is complete."""


def held_against_catalogue(
    found: pl.DataFrame,
    films: pl.DataFrame,
    lines: pl.DataFrame,
    told: pl.DataFrame,
    known: Known,
) -> pl.DataFrame:
    """What was found, with what a catalogue confirms, without what it knows better."""
    if known.films.is_empty():
        return found
    identified = identified_films(found, films, lines)
    facts = confirmed_facts(identified, told, known).join(
        found,
        on=["document_id", "film_no", "attribute", "value_normalised"],
        how="anti",
        maintain_order="left",
    )
    confirmed = [
        frame.select(pl.col(name).cast(found.schema[name]) for name in found.columns)
        for frame in (confirmed_credits(identified, told, known), facts)
    ]
    return pl.concat([without_strangers(found, identified, known), *confirmed])


def identified_films(found: pl.DataFrame, films: pl.DataFrame, lines: pl.DataFrame) -> pl.DataFrame:
    """The films whose id is told, and which characters of the text speak of them.

    Returns:
        `document_id`, `film_no`, `imdb_id`, `from_character`, `to_character`.
    """
    ids = (
        found.filter(pl.col("attribute") == "imdb_id", pl.col("film_no").is_not_null())
        .sort(
            "document_id",
            "film_no",
            "confidence",
            descending=[False, False, True],
            maintain_order=True,
        )
        .unique(["document_id", "film_no"], keep="first", maintain_order=True)
        .select("document_id", "film_no", imdb_id="value_normalised")
    )
    starts = lines.select("document_id", "line_no", "start")
    after = pl.col("last_line") + 1
    return (
        ids.join(
            films.select("document_id", "film_no", "first_line", "last_line"),
            on=["document_id", "film_no"],
            maintain_order="left",
        )
        .join(
            starts,
            left_on=["document_id", "first_line"],
            right_on=["document_id", "line_no"],
            how="left",
            maintain_order="left",
        )
        .with_columns(after=after)
        .join(
            starts.rename({"start": "end"}),
            left_on=["document_id", "after"],
            right_on=["document_id", "line_no"],
            how="left",
            maintain_order="left",
        )
        .select(
            "document_id",
            "film_no",
            "imdb_id",
            from_character=pl.when(pl.col("first_line") > 0)
            .then("start")
            .otherwise(0)
            .fill_null(0),
            to_character=pl.col("end").fill_null(LONGEST_TEXT),
        )
    )


def confirmed_credits(films: pl.DataFrame, documents: pl.DataFrame, known: Known) -> pl.DataFrame:
    """Claims of those of a film's people who are named in the text that speaks of it.

    Args:
        films: `document_id`, `film_no`, `imdb_id`, `from_character`, `to_character`: films that are
            known, and where the document speaks of them.
        documents: `document_id`, `text`.
        known: What the catalogue knows of them.
    """
    named = known.credits.join(
        films, on=["document_id", "imdb_id"], how="inner", maintain_order="left"
    ).with_columns(value=pl.col("phrase").str.replace(r"[’']s?$", ""))
    return _placed(named, documents).select(
        *_claim_of_film(),
        subject_name="value",
        attribute="role",
        value="value",
        value_normalised="name",
        detail=_detail(),
        position=pl.col("position").fill_null(1),
        rule=pl.lit("credit.catalogue"),
        confidence=pl.lit(0.96),
    )


def confirmed_facts(films: pl.DataFrame, documents: pl.DataFrame, known: Known) -> pl.DataFrame:
    """Claims of the year, the length and the other titles of a film that its text states."""
    facts = films.join(known.films, on="imdb_id", how="inner", maintain_order="left")
    minutes = pl.col("runtime_minutes").cast(pl.String)
    said: dict[str, list[pl.Expr]] = {
        "year": [pl.col("year").cast(pl.String)],
        "runtime_minutes": [
            pl.concat_str(minutes, pl.lit(words))
            for words in (" min", "-min", "min", " Min", "’", "'")
        ],
        "original_title": [
            pl.when(pl.col("original_title") != pl.col("title")).then("original_title")
        ],
    }
    claims = [
        _placed(
            facts.with_columns(value=form).filter(pl.col("value").is_not_null()), documents
        ).select(
            *_claim_of_film(),
            subject_name=pl.lit(None, pl.String),
            attribute=pl.lit(attribute),
            value="value",
            value_normalised=pl.col(attribute).cast(pl.String),
            detail=pl.lit(None, pl.String),
            position=pl.lit(1, pl.Int32),
            rule=pl.lit(f"{attribute}.catalogue"),
            confidence=pl.lit(0.85),
        )
        for attribute, forms in said.items()
        for form in forms
    ]
    return pl.concat(claims).unique(
        ["document_id", "film_no", "attribute"], keep="first", maintain_order=True
    )


def without_strangers(found: pl.DataFrame, films: pl.DataFrame, known: Known) -> pl.DataFrame:
    """What was found, without the names in prose that have no part in a film that is well known.

    Args:
        found: Claims with `film_no`.
        films: `document_id`, `film_no`, `imdb_id`.
        known: What the catalogue knows of them.
    """
    well_known = films.join(
        known.films.filter(pl.col("credit_count") >= WELL_KNOWN),
        on="imdb_id",
        how="semi",
        maintain_order="left",
    )
    own = (
        known.credits.join(well_known, on=["document_id", "imdb_id"], maintain_order="left")
        .select("document_id", "film_no", "key", attribute="role")
        .unique()
    )
    is_doubtful = pl.col("attribute").is_in(HELD) & ~(
        pl.col("rule").is_in(DATA) | pl.col("rule").str.starts_with("field.")
    )
    doubtful = (
        found.with_row_index("row")
        .filter(is_doubtful)
        .with_columns(key=words_of(pl.col("value")))
        .join(well_known, on=["document_id", "film_no"], how="semi", maintain_order="left")
        .join(
            own,
            on=["document_id", "film_no", "attribute", "key"],
            how="anti",
            maintain_order="left",
        )
    )
    return (
        found.with_row_index("row").join(doubtful, on="row", how="anti", maintain_order="left")
    ).drop("row")


def _placed(named: pl.DataFrame, documents: pl.DataFrame) -> pl.DataFrame:
    """Add where `value` stands first in the part of the text that speaks of the film."""
    part = pl.col("text").str.slice(
        pl.col("from_character"), pl.col("to_character") - pl.col("from_character")
    )
    return (
        named.join(
            documents.select("document_id", "text"),
            on="document_id",
            how="inner",
            maintain_order="left",
        )
        .with_columns(part=part)
        .with_columns(at=pl.col("part").str.find(pl.col("value"), literal=True))
        .filter(pl.col("at").is_not_null())
        .with_columns(
            span_start=(
                pl.col("from_character") + characters_before(pl.col("part"), pl.col("at"))
            ).cast(pl.Int32)
        )
        .with_columns(
            span_end=pl.col("span_start") + pl.col("value").str.len_chars().cast(pl.Int32),
            value=pl.col("value").str.replace_all(r"\s+", " "),
        )
        .drop("text", "part", "at")
    )


def _claim_of_film() -> tuple[pl.Expr, ...]:
    return (
        *(pl.col(name) for name in ("document_id", "film_no", "span_start", "span_end")),
        pl.col("value").str.slice(0, QUOTE_CHARACTERS).alias("quote"),
    )


def _detail() -> pl.Expr:
    """A JSON object with the person's id, and the part played where it is known."""
    person = pl.col("person_imdb_id").alias("imdb_id")
    played = pl.struct("character", person).struct.json_encode()
    return (
        pl.when(pl.col("character").is_not_null())
        .then(played)
        .otherwise(pl.struct(person).struct.json_encode())
    )
