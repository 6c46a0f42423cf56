"""Extract everything a batch of documents says: the way from text and fields to claims.

What belongs here is the order of the steps and how their findings come together. What is found is
the matter of the rules, `fields` and `films`.
"""

from dataclasses import dataclass
from typing import Final

import polars as pl

from pipelines.claims.catalogue.credits import held_against_catalogue
from pipelines.claims.catalogue.known import NOTHING_KNOWN, Known
from pipelines.claims.catalogue.listed import matched_listed
from pipelines.claims.catalogue.matches import MATCHES
from pipelines.claims.catalogue.prose import matched_films, with_matches
from pipelines.claims.document_claims import (
    claims_of_mentions,
    critics_who_signed,
    days_of_names,
    facts_of_sources,
    festivals_of_films,
    sites_behind_titles,
    sites_of_first_lines,
)
from pipelines.claims.engine import find_all
from pipelines.claims.films.about import FILMS as FOUND_FILMS
from pipelines.claims.films.about import films_in_text
from pipelines.claims.films.departures import lines_of_others
from pipelines.claims.films.likeness import FILM_RECORDS
from pipelines.claims.films.named import (
    claims_below_titles,
    claims_beside_titles,
    claims_of_award_lists,
    claims_of_other_titles,
    claims_of_titles,
    directors_beside,
    ids_of_pages,
    linked_ids,
    matched_ids,
    titles_beside,
    years_of_titles,
)
from pipelines.claims.films.other_titles import other_titles, titles_above
from pipelines.claims.films.stretches import stretches, with_films_named_again
from pipelines.claims.films.told_films import cut_between_films
from pipelines.claims.found import FOUND_WITH_FILM
from pipelines.claims.lists import data_lines
from pipelines.claims.lists.colophons import colophons
from pipelines.claims.lists.credit_lines import (
    credit_blocks,
    credit_lines,
    is_host,
    items_of_data,
    with_looks,
)
from pipelines.claims.lists.data_lines import (
    below_titles,
    cut_at_films,
    lists_of_films,
    stacked_items,
    stacked_lines,
)
from pipelines.claims.lists.list_forms import openings
from pipelines.claims.lists.table_rows import cells_of_tables
from pipelines.claims.rules import Rule
from pipelines.claims.settling import settled
from pipelines.claims.staged_rows import (
    rows_of_claims,
    rows_of_documents,
    rows_of_films,
    rows_of_mentions,
)
from pipelines.claims.structured.fields import (
    claims_from_fields,
    with_films_of_lists,
    with_other_titles,
)
from pipelines.claims.structured.film_records import films_in_records, placed_in_text
from pipelines.claims.structured.printed_tables import (
    with_printed_tables,
    without_printed_tables,
)
from pipelines.claims.structured.records import (
    awards_in_rows,
    meanings_of_tags,
    screenings_of_records,
    with_scales,
    with_systems,
    years_of_slugs,
)
from pipelines.claims.structured.texts_in_fields import (
    as_documents,
    brought_home,
    films_of_texts,
    texts_in_fields,
)
from pipelines.claims.tables import IS_PART
from pipelines.claims.text import letters
from pipelines.claims.text.labels import labelled_lines, single_labels
from pipelines.claims.text.lines import (
    cut_lines,
    join_columns,
    join_wrapped,
    lines_from,
    without_heads,
)
from pipelines.claims.text.links import imdb_links, links_of_pages, mentions
from pipelines.claims.text.marks import mark_titles
from pipelines.claims.topics import (
    awards,
    biographies,
    capsules,
    facts,
    people,
    publishing,
    ratings,
    screenings,
    surnames,
)
from pipelines.claims.topics.contexts import (
    dated_lines,
    lines_of_fields,
    names_of_sites,
    ratings_in_pieces,
    shows_of_weeks,
    sites_of_page_titles,
    timetables,
    with_films_named,
)
from pipelines.claims.topics.cues import with_cast_of_prose
from pipelines.claims.topics.people.roles import with_roles

RULES: Final[tuple[Rule, ...]] = (
    *people.RULES,
    *letters.RULES,
    *ratings.RULES,
    *facts.RULES,
    *data_lines.RULES,
    *awards.RULES,
    *screenings.RULES,
    *publishing.RULES,
    *biographies.RULES,
    *capsules.RULES,
    *surnames.RULES,
)
"""Every rule over lines."""


INNER: Final = (
    "addressee", "standfirst", "position", "tag", "rating_scale", "page_title", "slug", "document_language", "canonical_uri",
    "award_category", "award_result", "award_recipient", "award_recipient_id", "award_detail", "award_ceremony",
    "award_organisation", "screening_day", "screening_clock", "screening_start",
)  # fmt: skip
"""Attributes that only help to make claims and are none themselves."""


SOURCES: Final = pl.Schema(
    {
        "source": pl.String(),
        "publication": pl.String(),
        "publication_kind": pl.String(),
        "publication_uri": pl.String(),
        "rating_scale": pl.String(),
        "timezone": pl.String(),
        "language": pl.String(),
        "default_year": pl.Int32(),
        "festival": pl.String(),
        "venue": pl.String(),
        "country": pl.String(),
        "organisation": pl.String(),
        "document_kind": pl.String(),
    }
)
"""What the source registry tells of each source, as far as claims need it."""


@dataclass(frozen=True)
class Extraction:
    """What a batch of documents says, in the forms of the staging tables."""

    claims: pl.DataFrame
    documents: pl.DataFrame
    films: pl.DataFrame
    mentions: pl.DataFrame
    matches: pl.DataFrame


NAMING: Final = tuple(rule for rule in RULES if rule.name.startswith(("credit.", "critic.")))
"""Rules that name persons in lines of data: what they name is no title."""


def extract(
    documents: pl.DataFrame,
    fields: pl.DataFrame,
    sources: pl.DataFrame,
    own_names: pl.DataFrame,
    known: Known = NOTHING_KNOWN,
) -> Extraction:
    """Everything the documents say.

    Args:
        documents: `document_id`, `source`, `uri`, `text` of parsed documents.
        fields: Their rows of `raw.fields`.
        sources: What the registry tells, in the schema `SOURCES`.
        own_names: `source`, `key`, `attribute`: field names that only one source uses so.
        known: What a catalogue knows of what the documents name.
    """
    told = documents.join(sources, on="source", how="left", maintain_order="left")
    named = (
        told.select("document_id", "source")
        .join(own_names, on="source", maintain_order="left")
        .drop("source")
    )
    is_table = fields.filter(pl.col("record_type") == "row").select("document_id").unique()
    fields = with_printed_tables(with_films_of_lists(fields), told)
    texts = texts_in_fields(fields, told)
    inner = as_documents(told, texts)
    told = pl.concat([told, inner])
    of_fields = by_field = with_other_titles(claims_from_fields(fields, named), told)
    prose = told.join(is_table, on="document_id", how="anti", maintain_order="left")
    lines = (
        lines_from(prose.lazy())
        .collect()
        .pipe(cut_lines)
        .pipe(without_heads, fields)
        .pipe(without_printed_tables, fields)
        .pipe(join_columns)
        .pipe(cut_between_films)
        .pipe(single_labels)
    )

    paragraphs = join_wrapped(lines)
    seen = with_looks(lines)
    items = stacked_items(seen)
    data = credit_lines(seen, items)
    blocks = credit_blocks(seen, data)
    links = pl.concat([imdb_links(lines), links_of_pages(fields, lines)])

    in_records, records = films_in_records(by_field, fields, FOUND_FILMS)
    rest = told.join(
        in_records.select("document_id").unique(),
        on="document_id",
        how="anti",
        maintain_order="left",
    ).join(is_table, on="document_id", how="anti", maintain_order="left")
    unread = lines.join(rest, on="document_id", how="semi", maintain_order="left")
    persons = _persons(find_all(unread, NAMING).pipe(with_roles), by_field)
    films = pl.concat(
        [
            placed_in_text(in_records, lines),
            films_in_text(
                rest,
                seen,
                fields=fields,
                field_claims=by_field,
                persons=persons,
                blocks=blocks,
                links=links,
                paragraphs=paragraphs,
            ),
        ]
    )
    matches = matched_films(rest, films, by_field, links, known)
    films = with_matches(films, matches, told)
    films, numbers = films_of_texts(films, records, texts)
    film_counts = films.group_by("document_id").agg(film_count=pl.len())

    heads = films.filter(pl.len().over("document_id") > 1).select(
        "document_id", line_no="first_line"
    )
    of_data = [lists_of_films(seen), data.filter(pl.any_horizontal("data", "role"))]
    apart = pl.concat([*(rows.select(heads.columns) for rows in of_data), heads.drop_nulls()])
    spoken_of = stretches(films, lines)
    told_lines = _films_of_lines(
        pl.concat(
            [
                lines_of_fields(by_field, told, lines),
                _kept_apart(paragraphs, lines, apart),
                labelled_lines(told, lines),
                items_of_data(data, lines),
                colophons(lines),
                cells_of_tables(lines),
                openings(lists_of_films(seen)).select(lines.columns),
                dated_lines(lines, told),
                letters.addresses(lines),
                timetables(lines, told),
                shows_of_weeks(lines),
                ratings_in_pieces(lines),
            ]
        ),
        spoken_of,
        film_counts,
    ).pipe(_with_films_named, films)
    stacked = (
        stacked_lines(told, cut_at_films(_films_of_lines(items, spoken_of, film_counts)))
        .pipe(_films_of_lines, spoken_of, film_counts)
        .pipe(below_titles, lines, films)
    )
    by_line, told_lines = _found_in_lines(told_lines, stacked, films=films, lines=seen)
    by_field = _films_of_fields(with_scales(by_field), records, film_counts)
    ids = ids_of_pages(by_field)
    by_field = pl.concat(
        [
            by_field.filter(
                ~pl.col("attribute").is_in(FILM_TITLES), ~pl.col("attribute").is_in(INNER)
            ),
            *(
                make(by_field, told)
                for make in (
                    awards_in_rows,
                    letters.credits_of_letters,
                    meanings_of_tags,
                    screenings_of_records,
                    years_of_slugs,
                )
            ),
        ]
    )
    found = pl.concat(
        [
            claims_of_titles(films, told),
            years_of_titles(films, told),
            titles_beside(films),
            claims_beside_titles(films, "director", "director", "director.behind_title"),
            directors_beside(films, told),
            linked_ids(links, films),
            ids,
            *claims_below_titles(other_titles(seen, films, blocks=blocks, data=data), told),
            claims_of_other_titles(titles_above(seen, films), told),
            by_line,
            claims_of_award_lists(seen, films),
            sites_of_first_lines(names_of_sites(lines, films, told)),
            sites_behind_titles(sites_of_page_titles(of_fields, films, told)),
            critics_who_signed(letters.signatures(lines)),
            by_field.select(by_line.columns),
            *facts_of_sources(told),
            days_of_names(told),
        ],
        how="vertical",
    )
    found = with_cast_of_prose(surnames.with_full_names(found), told_lines)
    found, films, matches = (
        brought_home(frame, numbers, texts) for frame in (found, films, matches)
    )
    told, lines = (
        frame.join(documents, on="document_id", how="semi", maintain_order="left")
        for frame in (told, lines)
    )
    found = pl.concat([found, festivals_of_films(found, films)]).pipe(with_systems, told)
    film_counts = films.group_by("document_id").agg(film_count=pl.len())
    matches = pl.concat(
        [matches, matched_listed(_unidentified(films, found, matches), found, known)]
    )
    found = pl.concat([found, matched_ids(matches, films)])
    found = held_against_catalogue(found, films, lines, told, known)
    profile = rows_of_documents(told, of_fields, found, film_counts, is_table)
    ids = found.filter(pl.col("attribute") == "imdb_id").select(
        "document_id", imdb_id="value_normalised"
    )
    named = mentions(lines, links, films, ids)
    claims = rows_of_claims(settled(pl.concat([found, claims_of_mentions(named)]), told))
    by_film = MATCHES.conform(matches.lazy()).sort(MATCHES.key, maintain_order=True).collect()
    return Extraction(
        claims, profile, rows_of_films(films, claims), rows_of_mentions(named), by_film
    )


def _found_in_lines(
    told_lines: pl.DataFrame, stacked: pl.DataFrame, *, films: pl.DataFrame, lines: pl.DataFrame
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """What the rules find in lines, and the lines, both without what is of films that were not found."""
    found = (
        pl.concat([find_all(told_lines, RULES), find_all(stacked, data_lines.RULES)])
        .pipe(with_roles)
        .pipe(letters.with_crew)
        .pipe(screenings.with_screens, lines)
        .pipe(_with_film_of_line, told_lines, stacked)
        .pipe(_without_names_of_lists, lines)
    )
    of_others = lines_of_others(found, films, lines)
    found, told_lines = (_without_film(frame, of_others) for frame in (found, told_lines))
    return (
        found.select(FOUND_WITH_FILM)
        .pipe(screenings.shared_in_programmes, films, told_lines)
        .pipe(screenings.without_days_of_shows, films, lines)
        .with_columns(detail=_with_field())
    ), told_lines


def _with_film_of_line(found: pl.DataFrame, *lines: pl.DataFrame) -> pl.DataFrame:
    """The findings with `film_no` of the line on which each stands."""
    place = ["document_id", "line_no"]
    films = pl.concat(frame.select(*place, "film_no") for frame in lines)
    told = films.join(found, on=place, how="semi").unique()
    return found.join(told, on=place, how="left", maintain_order="left")


def _without_film(frame: pl.DataFrame, lines: pl.DataFrame) -> pl.DataFrame:
    """The frame, where what stands on these lines is of no film."""
    if lines.is_empty():
        return frame
    marked = frame.join(
        lines.with_columns(is_other=pl.lit(value=True)),
        on=["document_id", "line_no"],
        how="left",
        maintain_order="left",
    )
    film = pl.when(pl.col("is_other").is_null()).then("film_no")
    return marked.with_columns(film_no=film).drop("is_other")


def _with_films_named(lines: pl.DataFrame, films: pl.DataFrame) -> pl.DataFrame:
    """The lines with the films that they name: shows with the film beside them, prose with marks."""
    return (
        lines.pipe(with_films_named_again, films)
        .pipe(with_films_named, films)
        .pipe(mark_titles, films)
    )


def _without_names_of_lists(found: pl.DataFrame, lines: pl.DataFrame) -> pl.DataFrame:
    """Leave out the names that data read in a line whose title and persons its list tells apart.

    Who writes a column is no actor of the film below, either.
    """
    place = ["document_id", "line_no"]
    told = pl.concat(
        lines.filter(test).select(*place, rule=pl.lit(rule))
        for rule, test in (
            ("director.of_data", pl.col("listed_who").is_not_null()),
            ("credit.listed", is_host()),
        )
    )
    return found.join(told, on=[*place, "rule"], how="anti", maintain_order="left")


def _with_field() -> pl.Expr:
    """The detail, with the field where something was read that the text does not say."""
    joined = pl.concat_str(
        pl.col("detail").str.strip_suffix("}"), pl.lit(', "path": "description"}')
    )
    told = pl.coalesce(joined, pl.lit('{"path": "description"}'))
    return pl.when(pl.col("span_start").is_null()).then(told).otherwise("detail")


def _kept_apart(paragraphs: pl.DataFrame, lines: pl.DataFrame, apart: pl.DataFrame) -> pl.DataFrame:
    """The paragraphs, where lines that stand for themselves are joined to none."""
    documents = apart.select("document_id").unique()
    anew = join_wrapped(
        lines.join(documents, on="document_id", how="semi", maintain_order="left"), apart
    )
    kept = paragraphs.join(documents, on="document_id", how="anti", maintain_order="left")
    return pl.concat([kept, anew.select(kept.columns)])


def _persons(by_line: pl.DataFrame, by_field: pl.DataFrame) -> pl.DataFrame:
    """Who has a part in the documents: `document_id`, `name`."""
    is_person = IS_PART | pl.col("attribute").is_in(["critic", "addressee"])
    return pl.concat(
        [
            found.filter(is_person).select("document_id", name="value")
            for found in (by_line, by_field)
        ]
    ).unique(maintain_order=True)


FILM_TITLES: Final = ("title",)


def _unidentified(films: pl.DataFrame, found: pl.DataFrame, matches: pl.DataFrame) -> pl.DataFrame:
    """The films whose id is not told, and which were not looked for yet."""
    of_film = ["document_id", "film_no"]
    identified = found.filter(pl.col("attribute") == "imdb_id")
    return films.join(identified, on=of_film, how="anti", maintain_order="left").join(
        matches, on=of_film, how="anti", maintain_order="left"
    )


def _films_of_lines(
    lines: pl.DataFrame, spoken_of: pl.DataFrame, film_counts: pl.DataFrame
) -> pl.DataFrame:
    """Add `film_no`: the film in whose stretch a line stands."""
    segments = spoken_of.select(
        "document_id",
        "film_no",
        "last_line",
        line_no="first_line",
    ).join(film_counts, on="document_id", maintain_order="left")
    usable = segments.filter(
        (pl.col("film_count") == 1) | (pl.col("last_line") < 1_000_000_000)
    ).sort("document_id", "line_no", maintain_order=True)
    return (
        lines.with_columns(sought=pl.max_horizontal("line_no", 0))
        .sort("document_id", "sought", maintain_order=True)
        .join_asof(
            usable.select("document_id", "last_line", "film_no", first="line_no"),
            left_on="sought",
            right_on="first",
            by="document_id",
            strategy="backward",
            check_sortedness=False,
        )
        .with_columns(film_no=pl.when(pl.col("sought") <= pl.col("last_line")).then("film_no"))
        .drop("last_line", "sought", "first", strict=False)
    )


def _films_of_fields(
    found: pl.DataFrame, records: pl.DataFrame, film_counts: pl.DataFrame
) -> pl.DataFrame:
    """Add `film_no`: the film or films of a record; the one film of the document elsewhere."""
    of_records = found.filter(pl.col("record_type").is_in(FILM_RECORDS))
    elsewhere = found.filter(~pl.col("record_type").is_in(FILM_RECORDS))
    numbered = of_records.with_columns(
        number=pl.when(pl.col("attribute").is_in(["imdb_id"])).then(
            pl.int_range(1, pl.len() + 1).over("document_id", "record", "attribute")
        )
    )
    joined = numbered.join(
        records, on=["document_id", "record"], how="inner", maintain_order="left_right"
    ).filter(pl.col("number").is_null() | (pl.col("number") == pl.col("number_right")))
    single = film_counts.filter(pl.col("film_count") == 1).select(
        "document_id", film_no=pl.lit(0, pl.Int32)
    )
    rest = elsewhere.join(single, on="document_id", how="left", maintain_order="left")
    columns = [*FOUND_WITH_FILM, "record", "record_type"]
    return pl.concat([joined.select(columns), rest.select(columns)])
