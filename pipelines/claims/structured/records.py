"""Claims that several fields of a record make together: awards in tables, tags, screenings."""

import json
import re
from typing import Any, Final, NamedTuple

import polars as pl

from pipelines.claims.engine import as_json
from pipelines.claims.lists.award_lists import giver_of
from pipelines.claims.lists.winners import part_of
from pipelines.claims.reference import reference_table
from pipelines.claims.topics.awards import award
from pipelines.claims.topics.publishing import EDITION, festival
from pipelines.claims.values.dates import parse_start
from pipelines.claims.values.folding import fold
from pipelines.claims.values.people import people_in_prose
from pipelines.claims.values.places import NATIONALITIES, countries, country_name


def tag_key(tag: str) -> str:
    """What spellings of a tag have in common: `Maison hantée` is `maison-hantee`.

    >>> tag_key("Maison hantée") == tag_key("maison-hantee")
    True
    """
    return fold(re.sub(r"[-_\s]+", " ", tag))


GENRES: Final = frozenset(
    tag_key(name) for name in reference_table("genre_names", ("name", "language"))["name"]
)
"""Words that name a genre when they stand alone as a tag."""
NATIONAL: Final = {
    tag_key(word): code
    for word, code in (
        *NATIONALITIES.items(),
        *reference_table("nationality_names", ("word", "code")).iter_rows(),
    )
}
"""Adjectives of nationality, which tags use for countries, to country codes."""

NOT_OF_PLACES: Final = frozenset({"chad", "georgia", "jersey", "jordan", "turkey", "us"})
"""Names of countries that tags use for something else as well."""
SYSTEMS: Final = reference_table("certificate_systems", ("country", "system"))
BARE_AGE: Final = r"^\d{1,2}A?$"
WON: Final = (
    "true", "1", "yes", "won", "winner", "win", "x", "oui", "sí", "si", "sì", "sim", "ja", "lauréat", "lauréate",
    "gagnant", "gagnante", "ganador", "ganadora", "gewonnen", "gewinner", "vincitore", "vencedor", "✓", "✔",
)  # fmt: skip
"""What tables of awards write beside those who won."""
NOT_WON: Final = {
    "nominated": "nominated", "nominee": "nominated", "nomination": "nominated", "nominada": "nominated",
    "nominado": "nominated", "nominiert": "nominated", "nommé": "nominated", "nommée": "nominated",
    "shortlisted": "shortlisted", "mentioned": "mentioned",
}  # fmt: skip
"""What they write beside the others."""
LONGEST_OPENING: Final = 600
"""Characters at the beginning of a document, where it says what it lists."""
SAYS_NOMINATED: Final = re.compile(r"nomin|shortlist|finalist", re.IGNORECASE)
YEAR_OF_TAG: Final = re.compile(r"\b(?:19|20)\d\d\b")


def _meant(tags: pl.DataFrame, read: dict[str, str]) -> pl.DataFrame:
    """The tags that are read as something, with that as their normalised value."""
    table = pl.DataFrame(
        {"value": list(read), "meant": list(read.values())},
        schema={"value": pl.String(), "meant": pl.String()},
    )
    return tags.join(table, on="value", how="inner", maintain_order="left").with_columns(
        value_normalised="meant"
    )


def with_scales(found: pl.DataFrame) -> pl.DataFrame:
    """Give the ratings of a record the best value that the same record states."""
    scales = (
        found.filter(pl.col("attribute") == "rating_scale")
        .select("document_id", "record", scale=pl.col("value").cast(pl.Float64, strict=False))
        .unique(["document_id", "record"], keep="first", maintain_order=True)
    )
    joined = found.join(scales, on=["document_id", "record"], how="left", maintain_order="left")
    needs = (pl.col("attribute") == "rating") & pl.col("scale").is_not_null()
    return joined.with_columns(
        detail=pl.when(needs)
        .then(
            pl.concat_str(
                pl.col("detail").str.strip_suffix("}"),
                pl.lit(', "scale": '),
                pl.col("scale").cast(pl.String),
                pl.lit("}"),
            )
        )
        .otherwise("detail")
    ).select(found.columns)


def with_systems(found: pl.DataFrame, told: pl.DataFrame) -> pl.DataFrame:
    """Give age limits the system of the country that the source is written for.

    A bare number is an age limit in many countries; which board set it, the source tells.
    """
    joined = found.join(
        told.select("document_id", "country").join(SYSTEMS, on="country", maintain_order="left"),
        on="document_id",
        how="left",
        maintain_order="left",
    )
    is_bare = (pl.col("attribute") == "certificate") & pl.col("value").str.contains(BARE_AGE)
    return joined.with_columns(
        value_normalised=pl.when(is_bare & pl.col("system").is_not_null())
        .then(pl.concat_str("system", pl.lit(":"), "value"))
        .otherwise("value_normalised")
    ).select(found.columns)


def meanings_of_tags(found: pl.DataFrame, told: pl.DataFrame) -> pl.DataFrame:
    """Awards, genres, festivals, countries and nationalities among the tags; other tags say nothing of the film."""
    del told
    tags = found.filter(pl.col("attribute") == "tag")
    awards = [
        (tag, value.text, value.normalised, as_json(dict(value.detail)))
        for tag in tags["value"].unique().sort().to_list()
        for value in award(tag)
    ]
    schema = {"value": pl.String(), "read": pl.String(), "meant": pl.String(), "told": pl.String()}
    read = pl.DataFrame(awards, schema=schema, orient="row")
    as_awards = (
        tags.join(read, on="value", how="inner", maintain_order="left")
        .with_columns(
            attribute=pl.lit("award"),
            value=pl.col("value"),
            value_normalised=pl.col("meant"),
            detail=pl.col("told"),
            rule=pl.lit("tag.award"),
            confidence=pl.lit(0.7),
        )
        .select(found.columns)
    )
    printed = tags["value"].unique().sort().to_list()
    festivals = {
        tag: value.normalised or tag
        for tag in printed
        if YEAR_OF_TAG.search(tag) and re.fullmatch(EDITION, tag, re.IGNORECASE)
        for value in festival(tag)
    }
    genres = {tag: tag for tag in printed if tag_key(tag) in GENRES}
    nations = {
        tag: country_name(NATIONAL[tag_key(tag)]) for tag in printed if tag_key(tag) in NATIONAL
    } | {
        tag: country.normalised or tag
        for tag in printed
        for country in countries(tag.replace("-", " "))
        if tag_key(tag) not in NOT_OF_PLACES
    }
    return pl.concat(
        [
            as_awards,
            *(
                _meant(tags, read)
                .with_columns(
                    attribute=pl.lit(attribute),
                    rule=pl.lit(f"tag.{attribute}"),
                    confidence=pl.lit(confidence),
                )
                .select(found.columns)
                for attribute, read, confidence in (
                    ("genre", genres, 0.85),
                    ("festival", festivals, 0.8),
                    ("country", nations, 0.6),
                )
            ),
        ]
    )


YEAR_OF_SLUG: Final = r"-((?:18|19|20)\d{2})$"


def years_of_slugs(found: pl.DataFrame, told: pl.DataFrame) -> pl.DataFrame:
    """The year at the end of a film's slug, as `the-flute-1988`."""
    del told
    year = pl.col("value").str.extract(YEAR_OF_SLUG, 1)
    slugs = found.filter(pl.col("attribute") == "slug").with_columns(year=year)
    start = pl.col("span_end") - 4
    return (
        slugs.filter(pl.col("year").is_not_null())
        .with_columns(
            attribute=pl.lit("year"),
            value=pl.col("year"),
            value_normalised=pl.col("year"),
            span_start=pl.when(pl.col("quote") == pl.col("value"))
            .then(start)
            .otherwise("span_start"),
            quote=pl.when(pl.col("quote") == pl.col("value")).then("year").otherwise("quote"),
            rule=pl.lit("field.slug_year"),
            confidence=pl.lit(0.8),
        )
        .select(found.columns)
    )


def screenings_of_records(found: pl.DataFrame, told: pl.DataFrame) -> pl.DataFrame:
    """The screenings of records: a start, or a day and a time side by side.

    Where a record lists several days, each time stands beside the day of its own place in the list.
    """
    del told
    by_record = ["document_id", "record"]
    by_place = pl.when((pl.col("attribute") == "screening_day").sum().over(by_record) > 1).then(
        "position"
    )
    placed = found.with_columns(in_list=by_place.fill_null(0))
    by_record.append("in_list")
    days = (
        placed.filter(pl.col("attribute") == "screening_day")
        .unique(by_record, keep="first", maintain_order=True)
        .select(*found.columns, "in_list")
    )
    clocks = placed.filter(pl.col("attribute") == "screening_clock").select(
        *by_record, clock="value"
    )
    starts = found.filter(pl.col("attribute") == "screening_start").with_columns(
        stated=pl.col("value")
    )
    stated = pl.concat(
        [
            days.join(clocks, on=by_record, how="inner", maintain_order="left")
            .with_columns(stated=pl.concat_str("value", pl.lit(" "), "clock"))
            .drop("clock", "in_list"),
            starts,
        ]
    )
    read = pl.DataFrame(
        [
            (text, start.isoformat(timespec="minutes"))
            for text in stated["stated"].unique().sort().to_list()
            if (start := parse_start(text)) is not None
        ],
        schema={"stated": pl.String(), "start": pl.String()},
        orient="row",
    )
    return (
        stated.join(read, on="stated", how="inner", maintain_order="left")
        .with_columns(
            attribute=pl.lit("screening"),
            value_normalised=pl.col("start"),
            rule=pl.lit("field.screening"),
            confidence=pl.lit(0.95),
        )
        .select(found.columns)
    )


def awards_in_rows(found: pl.DataFrame, told: pl.DataFrame) -> pl.DataFrame:
    """One award claim per film and recipient of each row of an awards table."""
    rows = found.filter(pl.col("record_type") == "row")
    with_category = (
        rows.filter(pl.col("attribute") == "award_category")
        .select("document_id", "record")
        .unique()
    )
    rows = rows.join(with_category, on=["document_id", "record"], how="semi", maintain_order="left")
    if rows.is_empty():
        return found.clear()
    is_marked = pl.col("value").str.to_lowercase().is_in([*WON, *NOT_WON])
    with_results = rows.filter(pl.col("attribute") == "award_result", is_marked)[
        "document_id"
    ].unique()
    heads = pl.col("text").str.head(LONGEST_OPENING)
    tables = {
        row["document_id"]: Awards(
            row["organisation"] or _from_name(row["uri"]),
            has_results=row["has_results"],
            head=row["head"],
        )
        for row in told.select(
            "document_id",
            "organisation",
            "uri",
            head=heads,
            has_results=pl.col("document_id").is_in(with_results.implode()),
        ).iter_rows(named=True)
    }
    claims: list[dict[str, Any]] = []
    for (document_id, record), row in rows.group_by("document_id", "record", maintain_order=True):
        claims += _award_claims(str(document_id), int(str(record)), row, tables[str(document_id)])
    return pl.DataFrame(claims, schema=found.schema, orient="row")


class Awards(NamedTuple):
    """What a table of awards tells beside its rows: who gives them, whether it says what came of each, how it begins."""

    organisation: str | None
    has_results: bool
    head: str


def _award_claims(
    document_id: str, record: int, row: pl.DataFrame, told: Awards
) -> list[dict[str, Any]]:
    values: dict[str, list[str]] = {}
    years: dict[int, str] = {}
    for field in row.iter_rows(named=True):
        if field["attribute"] == "year" and field["film_no"] is not None:
            years.setdefault(field["film_no"], field["value_normalised"])
        held = values.setdefault(field["attribute"], [])
        if field["value"] not in held:
            held.append(field["value"])
    films = sorted({number for number in row["film_no"].to_list() if number is not None})

    def first(attribute: str) -> str | None:
        return next(iter(values.get(attribute, [])), None)

    category = values["award_category"][-1]
    is_printed = row.filter(pl.col("attribute") == "title")["span_start"].is_not_null().any()
    giver = giver_of(told.head.split("\n"))[0] if is_printed and not told.organisation else None
    organisation = first("award_organisation") or told.organisation or giver
    known = award(organisation or "")
    recipients = [
        name
        for text in values.get("award_recipient", [])
        for name in text.split("|")
        if name.strip()
    ]
    ids = [text for each in values.get("award_recipient_id", []) for text in each.split("|")]
    said = first("award_result") or ""
    result = _result(said, told)
    if said and not told.has_results:
        recipients.append(said)
    detail = {
        "organisation": known[0].detail.get("organisation") if known else organisation,
        "award": known[0].normalised if known else None,
        "category": category,
        "result": result,
        "detail": first("award_detail"),
        "ceremony": first("award_ceremony"),
    }
    claims = []
    for film_no in films:
        for place, recipient in enumerate(recipients or [None]):
            more: dict[str, Any] = dict(detail)
            if film_no in years:
                more["year"] = int(years[film_no])
            if (
                recipient is not None
                and len(ids) == len(recipients)
                and re.fullmatch(r"nm\d+", ids[place])
            ):
                more["recipient_id"] = ids[place]
            more["path"] = f"rows[{record}]"
            claims.append(
                {
                    "document_id": document_id,
                    "film_no": film_no,
                    "subject_name": recipient.strip() if recipient else None,
                    "attribute": "award",
                    "value": category,
                    "value_normalised": detail["award"] or category,
                    "detail": json.dumps(
                        {key: value for key, value in more.items() if value is not None},
                        ensure_ascii=False,
                        sort_keys=True,
                    ),
                    "position": place + 1,
                    "span_start": None,
                    "span_end": None,
                    "quote": category[:200],
                    "rule": "row.award",
                    "confidence": 0.97,
                    "record": record,
                    "record_type": "row",
                }
            )
    parts = _parts_of_recipients(category, recipients) if is_printed else []
    return claims + [
        {
            **claim,
            "subject_name": None,
            "attribute": part,
            "value": name,
            "value_normalised": name,
            "detail": json.dumps({"path": f"rows[{record}]"}),
            "quote": name,
            "rule": "row.recipient",
        }
        for claim in claims[:1]
        for part, name in parts
    ]


def _parts_of_recipients(category: str, recipients: list[str]) -> list[tuple[str, str]]:
    """Who did what in a film that a prize of this category honours.

    >>> _parts_of_recipients("Best Actress", ["Ada Brown"]), _parts_of_recipients("Best Film", ["Jo Roe"])
    ([('cast', 'Ada Brown')], [])
    """
    part = part_of(category)
    named = [person.text for text in recipients for person in people_in_prose(text)]
    return [(part, name) for name in named] if part else []


def _result(said: str, told: Awards) -> str:
    """What came of a row, by its cell for that.

    A table without such marks lists prizes, unless it says that it lists nominees; a column of
    winners may hold their names.
    """
    if told.has_results:
        return "won" if said.lower() in WON else NOT_WON.get(said.lower(), "nominated")
    return "nominated" if SAYS_NOMINATED.search(told.head) else "won"


def _from_name(uri: str) -> str | None:
    """The award body that the name of a file tells, as `oscars.csv` does."""
    name = uri.rsplit("/", 1)[-1].rsplit(".", 1)[0].replace("_", " ").replace("-", " ")
    return name if award(name) else None
