"""Extract everything a batch of documents says: the way from text and fields to claims.

What belongs here is the order of the steps and how their findings come together. What is found is
the matter of the rules, `fields` and `films`.
"""

from dataclasses import dataclass
from typing import Final

import polars as pl

from pipelines.claims import (
    awards,
    biographies,
    data_lines,
    facts,
    letters,
    people,
    publishing,
    ratings,
    screenings,
)
from pipelines.claims.award_lists import claims_of_lists
from pipelines.claims.catalogue_credits import held_against_catalogue
from pipelines.claims.catalogue_listed import matched_listed
from pipelines.claims.catalogue_matches import MATCHES
from pipelines.claims.catalogue_prose import matched_films, with_matches
from pipelines.claims.contexts import (
    dated_lines,
    lines_of_fields,
    names_of_sites,
    sites_of_page_titles,
    timetables,
)
from pipelines.claims.credit_lines import credit_blocks, credit_lines, items_of_data, with_looks
from pipelines.claims.cues import with_cast_of_prose
from pipelines.claims.data_lines import (
    below_titles,
    lists_of_films,
    stacked_items,
    stacked_lines,
)
from pipelines.claims.engine import QUOTE_CHARACTERS, find_all
from pipelines.claims.fields import FIELD_FOUND, claims_from_fields, with_films_of_lists
from pipelines.claims.film_records import films_in_records
from pipelines.claims.films import ADDRESS_OF_TITLE, AWARDED_RULE, films_in_text
from pipelines.claims.films import FILMS as FOUND_FILMS
from pipelines.claims.known import NOTHING_KNOWN, Known
from pipelines.claims.labels import labelled_lines
from pipelines.claims.languages import add_language
from pipelines.claims.likeness import FILM_RECORDS
from pipelines.claims.lines import join_wrapped, lines_from
from pipelines.claims.links import ids_of_films, imdb_links, links_of_pages, mentions
from pipelines.claims.marks import mark_titles
from pipelines.claims.offsets import characters_before
from pipelines.claims.other_titles import other_titles
from pipelines.claims.records import (
    awards_in_rows,
    meanings_of_tags,
    screenings_of_records,
    with_scales,
    with_systems,
    years_of_slugs,
)
from pipelines.claims.rules import Rule
from pipelines.claims.tables import CLAIMS, DOCUMENTS, FILMS, MENTIONS

ID_IN_CATALOGUE: Final = "imdb_id.catalogue"
"""Rule of ids that no document prints."""

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
)
"""Every rule over lines."""

OF_DOCUMENT: Final = (
    "publication",
    "critic",
    "published_on",
    "headline",
    "synopsis_author",
    "festival",
    "document_language",
    "canonical_uri",
    "page_title",
)
OF_OTHER_FILMS: Final = ("mention",)
OF_PERSON: Final = ("birth_year", "birth_place", "filmography")
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
    named = told.select("document_id", "source").join(own_names, on="source").drop("source")
    is_table = fields.filter(pl.col("record_type") == "row").select("document_id").unique()
    fields = with_films_of_lists(fields)
    of_fields = by_field = claims_from_fields(fields, named)
    lines = lines_from(told.join(is_table, on="document_id", how="anti").lazy()).collect()

    paragraphs = join_wrapped(lines)
    seen = with_looks(lines)
    items = stacked_items(seen)
    data = credit_lines(seen, items)
    blocks = credit_blocks(seen, data)
    links = pl.concat([imdb_links(lines), links_of_pages(fields, lines)])

    in_records, records = films_in_records(by_field, fields, FOUND_FILMS)
    rest = told.join(in_records.select("document_id").unique(), on="document_id", how="anti").join(
        is_table, on="document_id", how="anti"
    )
    unread = lines.join(rest, on="document_id", how="semi", maintain_order="left")
    persons = _persons(find_all(unread, NAMING).pipe(people.with_roles), by_field)
    films = pl.concat(
        [
            in_records,
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
    film_counts = films.group_by("document_id").agg(film_count=pl.len())

    heads = films.filter(pl.len().over("document_id") > 1).select(
        "document_id", line_no="first_line"
    )
    apart = pl.concat([lists_of_films(seen).select(heads.columns), heads.drop_nulls()])
    told_lines = _films_of_lines(
        pl.concat(
            [
                lines_of_fields(by_field, told, lines),
                _kept_apart(paragraphs, lines, apart),
                labelled_lines(told, lines),
                items_of_data(data, lines),
                dated_lines(lines, told),
                letters.addresses(lines),
                timetables(lines),
            ]
        ),
        films,
        film_counts,
    )
    stacked = _films_of_lines(stacked_lines(told, items), films, film_counts)
    stacked = below_titles(stacked, lines, films)
    told_lines = told_lines.pipe(mark_titles, films)
    by_line = (
        pl.concat([find_all(told_lines, RULES), find_all(stacked, data_lines.RULES)])
        .pipe(people.with_roles)
        .pipe(letters.with_crew)
        .pipe(screenings.with_screens, lines)
        .join(
            pl.concat([told_lines, stacked.select(told_lines.columns)])
            .select("document_id", "line_no", "film_no")
            .unique(),
            on=["document_id", "line_no"],
            how="left",
            maintain_order="left",
        )
        .select(FOUND_WITH_FILM)
        .pipe(screenings.shared_in_programmes, films)
        .pipe(screenings.without_days_of_shows, films)
        .with_columns(detail=_with_field())
    )
    by_field = _films_of_fields(with_scales(by_field), records, film_counts)
    ids = _ids_of_pages(by_field)
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
            _titles(films, told),
            _years_of_titles(films, told),
            _titles_beside(films),
            _beside(films, "director", "director", "director.behind_title"),
            _linked_ids(links, films),
            ids,
            _other_titles(other_titles(seen, films, blocks=blocks, data=data), told),
            by_line,
            _of_award_lists(seen, films),
            _sites(names_of_sites(lines, films, told)),
            _sites_behind_titles(sites_of_page_titles(of_fields, films, told)),
            _signed(letters.signatures(lines)),
            by_field.select(by_line.columns),
            *facts_of_sources(told),
            days_of_names(told),
        ],
        how="vertical",
    )
    found = pl.concat([found, festivals_of_films(found, films)]).pipe(with_systems, told)
    found = with_cast_of_prose(found, told_lines)
    matches = pl.concat(
        [matches, matched_listed(_unidentified(films, found, matches), found, known)]
    )
    found = pl.concat([found, _matched_ids(matches, films)])
    found = held_against_catalogue(found, films, lines, told, known)
    profile = _documents(told, of_fields, found, film_counts, is_table)
    ids = found.filter(pl.col("attribute") == "imdb_id").select(
        "document_id", imdb_id="value_normalised"
    )
    named = mentions(lines, links, films, ids)
    claims = _claims(_settled(pl.concat([found, _mention_claims(named)]), told))
    by_film = MATCHES.conform(matches.lazy()).sort(MATCHES.key).collect()
    return Extraction(claims, profile, _films(films, claims), _mentions(named), by_film)


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
    anew = join_wrapped(lines.join(documents, on="document_id", how="semi"), apart)
    kept = paragraphs.join(documents, on="document_id", how="anti", maintain_order="left")
    return pl.concat([kept, anew.select(kept.columns)])


def _persons(by_line: pl.DataFrame, by_field: pl.DataFrame) -> pl.DataFrame:
    """Who has a part in the documents: `document_id`, `name`."""
    is_person = pl.col("attribute").is_in(
        ["director", "writer", "producer", "cast", "critic", "addressee"]
    ) | pl.col("attribute").str.starts_with("credit:")
    return pl.concat(
        [
            found.filter(is_person).select("document_id", name="value")
            for found in (by_line, by_field)
        ]
    ).unique(maintain_order=True)


ENGLISH: Final = r"(?i)\b(?:the|of|and|an|from|my|with|you|who|at|is|for|on|in the|to|at)\b"
"""A second title with such a word is seldom the original one, which would then stand first."""
FILM_TITLES: Final = ("title",)

FOUND_SCHEMA: Final = {**FIELD_FOUND, "film_no": pl.Int32()}
FOUND_WITH_FILM: Final = (
    "document_id", "film_no", "subject_name", "attribute", "value", "value_normalised", "detail",
    "position", "span_start", "span_end", "quote", "rule", "confidence",
)  # fmt: skip


FROM_SOURCE: Final = {"publication": 0.6, "festival": 0.4}
"""What a source tells of its documents, and how sure that is: what is printed goes before."""


def facts_of_sources(told: pl.DataFrame) -> list[pl.DataFrame]:
    """What the source registry says of every document of a source, one frame per attribute."""
    return [
        told.filter(
            pl.col(name).is_not_null() & pl.col("document_kind").fill_null("").ne("dataset")
        )
        .with_columns(
            film_no=pl.lit(None, pl.Int32),
            subject_name=pl.lit(None, pl.String),
            attribute=pl.lit(name),
            value=pl.col(name),
            value_normalised=pl.col(name),
            detail=pl.lit(f'{{"path": "sources.{name}"}}'),
            position=pl.lit(1, pl.Int32),
            span_start=pl.lit(None, pl.Int32),
            span_end=pl.lit(None, pl.Int32),
            quote=pl.col(name).str.slice(0, QUOTE_CHARACTERS),
            rule=pl.lit(f"source.{name}"),
            confidence=pl.lit(confidence),
        )
        .select(FOUND_WITH_FILM)
        for name, confidence in FROM_SOURCE.items()
    ]


DAY_OF_NAME: Final = r"(?:^|/|_)(?P<day>(?:19|20)\d\d-\d\d-\d\d)[-_.][^/]*$"


def days_of_names(told: pl.DataFrame) -> pl.DataFrame:
    """The day of publication that a file's name begins with, as blogs name their posts."""
    named = told.with_columns(
        day=pl.col("uri").str.extract_groups(DAY_OF_NAME).struct.field("day")
    ).filter(pl.col("day").str.to_date("%Y-%m-%d", strict=False).is_not_null())
    return named.with_columns(
        film_no=pl.lit(None, pl.Int32),
        subject_name=pl.lit(None, pl.String),
        attribute=pl.lit("published_on"),
        value=pl.col("day"),
        value_normalised=pl.col("day"),
        detail=pl.lit('{"path": "uri"}'),
        position=pl.lit(1, pl.Int32),
        span_start=pl.lit(None, pl.Int32),
        span_end=pl.lit(None, pl.Int32),
        quote=pl.col("day"),
        rule=pl.lit("published_on.file_name"),
        confidence=pl.lit(0.6),
    ).select(FOUND_WITH_FILM)


def festivals_of_films(found: pl.DataFrame, films: pl.DataFrame) -> pl.DataFrame:
    """The festival that a headline or the source tells, said of each film of the document."""
    several = films.filter(pl.len().over("document_id") > 1)["document_id"].unique()
    told_of_all = found.filter(
        pl.col("attribute") == "festival",
        pl.col("film_no").is_null(),
        pl.col("rule").is_in(["festival.headline", "festival.alone", "source.festival"])
        | (
            (pl.col("rule") == "festival.in_headline")
            & pl.col("document_id").is_in(several.implode())
        ),
    ).drop("film_no")
    return told_of_all.join(
        films.select("document_id", "film_no"), on="document_id", how="inner"
    ).select(FOUND_WITH_FILM)


def _sites(names: pl.DataFrame) -> pl.DataFrame:
    return names.with_columns(
        film_no=pl.lit(None, pl.Int32),
        subject_name=pl.lit(None, pl.String),
        attribute=pl.lit("publication"),
        value_normalised=pl.col("value"),
        detail=pl.lit(None, pl.String),
        position=pl.lit(1, pl.Int32),
        rule=pl.lit("publication.first_line"),
        confidence=pl.lit(0.4),
    ).select(FOUND_WITH_FILM)


def _sites_behind_titles(names: pl.DataFrame) -> pl.DataFrame:
    return names.with_columns(
        film_no=pl.lit(None, pl.Int32),
        subject_name=pl.lit(None, pl.String),
        attribute=pl.lit("publication"),
        value_normalised=pl.col("value"),
        detail=pl.concat_str(pl.lit('{"path": "'), "path", pl.lit('"}')),
        position=pl.lit(1, pl.Int32),
        span_start=pl.lit(None, pl.Int32),
        span_end=pl.lit(None, pl.Int32),
        quote=pl.col("value"),
        rule=pl.lit("publication.page_title"),
        confidence=pl.lit(0.55),
    ).select(FOUND_WITH_FILM)


def _signed(names: pl.DataFrame) -> pl.DataFrame:
    """The critics who signed; a first name alone is a poorer name than one that is printed whole."""
    is_whole = pl.col("value").str.contains(r"\s")
    return names.with_columns(
        film_no=pl.lit(None, pl.Int32),
        subject_name=pl.lit(None, pl.String),
        attribute=pl.lit("critic"),
        value_normalised=pl.col("value"),
        detail=pl.lit(None, pl.String),
        position=pl.lit(1, pl.Int32),
        rule=pl.lit("critic.signed_off"),
        confidence=pl.when(is_whole).then(pl.lit(0.8)).otherwise(pl.lit(0.55)),
    ).select(FOUND_WITH_FILM)


def _titles(films: pl.DataFrame, told: pl.DataFrame) -> pl.DataFrame:
    """The titles as claims."""
    return (
        films.pipe(_narrowed, told)
        .with_columns(
            subject_name=pl.lit(None, pl.String),
            attribute=pl.lit("title"),
            position=pl.lit(1, pl.Int32),
        )
        .select(FOUND_WITH_FILM)
    )


def _narrowed(found: pl.DataFrame, told: pl.DataFrame) -> pl.DataFrame:
    """Narrow the span of a value to the value itself, where it stands there, and quote it.

    A title in a heading stands behind its marks; where markup cuts it, the whole line is quoted.
    """
    placed = found.join(
        told.select("document_id", "text"), on="document_id", how="left", maintain_order="left"
    )
    spanned = pl.col("text").str.slice(
        pl.col("span_start"), pl.col("span_end") - pl.col("span_start")
    )
    at = spanned.str.find(pl.col("value"), literal=True)
    before = characters_before(spanned, at)
    start = (pl.col("span_start") + before).cast(pl.Int32)
    end = start + pl.col("value").str.len_chars().cast(pl.Int32)
    is_there = at.is_not_null()
    return placed.with_columns(
        span_start=pl.when(is_there).then(start).otherwise("span_start"),
        span_end=pl.when(is_there).then(end).otherwise("span_end"),
        quote=pl.when(is_there | pl.col("span_start").is_null())
        .then("quote")
        .otherwise(spanned.str.slice(0, QUOTE_CHARACTERS)),
    ).drop("text")


def _titles_beside(films: pl.DataFrame) -> pl.DataFrame:
    """The other title that stands beside the first, as `Shoplifters (Manbiki, 2018)`."""
    also = pl.col("detail").str.json_path_match("$.also")
    offered = films.select(also=also).drop_nulls().unique()["also"].sort()
    titles = [text for text in offered.to_list() if facts.other_title(text)]
    return _beside(films.filter(also.is_in(titles)), "also", "original_title", "title.in_brackets")


def _beside(films: pl.DataFrame, name: str, attribute: str, rule: str) -> pl.DataFrame:
    """Claims of what films have in their detail, as it stood beside their titles."""
    value = pl.col("detail").str.json_path_match(f"$.{name}")
    return (
        films.filter(value.is_not_null())
        .with_columns(
            subject_name=pl.lit(None, pl.String),
            attribute=pl.lit(attribute),
            value=value,
            value_normalised=value,
            quote=value,
            detail=pl.lit(None, pl.String),
            position=pl.lit(1, pl.Int32),
            rule=pl.lit(rule),
            confidence=pl.lit(0.7),
        )
        .select(FOUND_WITH_FILM)
    )


def _other_titles(found: pl.DataFrame, told: pl.DataFrame) -> pl.DataFrame:
    """The second title that stands below the first in listings."""
    if found.is_empty():
        return pl.DataFrame(schema={name: FOUND_SCHEMA[name] for name in FOUND_WITH_FILM})
    return (
        found.with_columns(
            subject_name=pl.lit(None, pl.String),
            attribute=pl.when(pl.col("candidate").str.contains(ENGLISH))
            .then(pl.lit("alternative_title"))
            .otherwise(pl.lit("original_title")),
            value="candidate",
            value_normalised="candidate",
            detail=pl.lit(None, pl.String),
            position=pl.lit(1, pl.Int32),
            quote="candidate",
            rule=pl.lit("title.second_line"),
            confidence=pl.lit(0.75),
        )
        .pipe(_narrowed, told)
        .select(FOUND_WITH_FILM)
    )


def _of_award_lists(lines: pl.DataFrame, films: pl.DataFrame) -> pl.DataFrame:
    """What lists of awards say of the films that they name."""
    awarded = films.filter(pl.col("rule") == AWARDED_RULE)
    lines = lines.join(awarded, on="document_id", how="semi", maintain_order="left")
    schema = {name: FOUND_SCHEMA[name] for name in FOUND_WITH_FILM}
    return pl.DataFrame(claims_of_lists(lines, awarded), schema=schema, orient="row")


def _linked_ids(links: pl.DataFrame, films: pl.DataFrame) -> pl.DataFrame:
    """The IMDb ids of films whose title is a link to it."""
    return (
        ids_of_films(links, films)
        .with_columns(
            subject_name=pl.lit(None, pl.String),
            attribute=pl.lit("imdb_id"),
            value="imdb_id",
            value_normalised="imdb_id",
            detail=pl.lit(None, pl.String),
            position=pl.lit(1, pl.Int32),
            quote="candidate",
            rule=pl.lit("imdb_id.linked_title"),
            confidence=pl.lit(0.9),
        )
        .select(FOUND_WITH_FILM)
    )


def _ids_of_pages(by_field: pl.DataFrame) -> pl.DataFrame:
    """The IMDb id of the one film of a page that is a page of IMDb, by the page's own address."""
    imdb_id = pl.col("value").str.extract(ADDRESS_OF_TITLE, 1)
    return (
        by_field.filter(pl.col("attribute") == "canonical_uri", imdb_id.is_not_null())
        .with_columns(
            attribute=pl.lit("imdb_id"),
            value=imdb_id,
            value_normalised=imdb_id,
            quote=imdb_id,
            rule=pl.lit("imdb_id.canonical"),
            confidence=pl.lit(0.97),
        )
        .filter(pl.col("film_no").is_not_null())
    ).select(FOUND_WITH_FILM)


def _matched_ids(matches: pl.DataFrame, films: pl.DataFrame) -> pl.DataFrame:
    """The ids of films that a catalogue has under the title and with the people of a text."""
    return (
        matches.filter("is_taken")
        .join(films.drop("value"), on=["document_id", "film_no"], how="inner")
        .with_columns(
            subject_name=pl.lit(None, pl.String),
            attribute=pl.lit("imdb_id"),
            value="phrase",
            value_normalised="imdb_id",
            detail=pl.lit(None, pl.String),
            position=pl.lit(1, pl.Int32),
            quote="phrase",
            rule=pl.lit(ID_IN_CATALOGUE),
            confidence=pl.lit(0.8),
        )
        .select(FOUND_WITH_FILM)
    )


def _unidentified(films: pl.DataFrame, found: pl.DataFrame, matches: pl.DataFrame) -> pl.DataFrame:
    """The films whose id is not told, and which were not looked for yet."""
    of_film = ["document_id", "film_no"]
    identified = found.filter(pl.col("attribute") == "imdb_id")
    return films.join(identified, on=of_film, how="anti").join(matches, on=of_film, how="anti")


def _mention_claims(named: pl.DataFrame) -> pl.DataFrame:
    """Mentions of other films as claims of the document."""
    return named.with_columns(
        film_no=pl.lit(None, pl.Int32),
        subject_name=pl.lit(None, pl.String),
        attribute=pl.lit("mention"),
        value_normalised="title",
        detail=pl.when(pl.col("imdb_id").is_not_null()).then(
            pl.concat_str(pl.lit('{"imdb_id": "'), "imdb_id", pl.lit('"}'))
        ),
        position=pl.col("mention_no") + 1,
        quote="value",
        rule=pl.when(pl.col("imdb_id").is_not_null())
        .then(pl.lit("mention.linked"))
        .otherwise(pl.lit("mention.dated")),
        confidence=pl.lit(0.8),
    ).select(FOUND_WITH_FILM)


def _mentions(named: pl.DataFrame) -> pl.DataFrame:
    return (
        MENTIONS.conform(named.lazy().select(MENTIONS.columns.keys()))
        .sort("document_id", "mention_no")
        .collect()
    )


def _years_of_titles(films: pl.DataFrame, told: pl.DataFrame) -> pl.DataFrame:
    """The year printed behind a title, as `Heat (1995)`; in the page's own title if not in its text."""
    year = pl.col("detail").str.json_path_match("$.year")
    in_brackets = pl.concat_str(pl.lit(r"[\[(]"), "year", pl.lit(r"[\])]"))
    begin = characters_before(pl.col("text"), pl.col("at")) + 1
    is_there = pl.col("at").is_not_null() & pl.col("span_start").is_not_null()
    path = pl.coalesce(pl.col("detail").str.json_path_match("$.path"), pl.lit("title"))
    return (
        films.filter(year.is_not_null())
        .with_columns(year=year)
        .join(told.select("document_id", "text"), on="document_id", how="left")
        .with_columns(at=pl.col("text").str.find(in_brackets))
        .with_columns(
            subject_name=pl.lit(None, pl.String),
            attribute=pl.lit("year"),
            value=pl.col("year"),
            value_normalised=pl.col("year"),
            detail=pl.when(~is_there).then(pl.concat_str(pl.lit('{"path": "'), path, pl.lit('"}'))),
            position=pl.lit(1, pl.Int32),
            span_start=pl.when(is_there).then(begin),
            span_end=pl.when(is_there).then(begin + 4),
            quote=pl.col("year"),
            rule=pl.lit("year.behind_title"),
            confidence=pl.lit(0.9),
        )
        .select(FOUND_WITH_FILM)
    )


def _films_of_lines(
    lines: pl.DataFrame, films: pl.DataFrame, film_counts: pl.DataFrame
) -> pl.DataFrame:
    """Add `film_no`: the film in whose segment a line stands."""
    segments = films.select(
        "document_id",
        "film_no",
        line_no=pl.col("first_line").fill_null(0),
        last_line=pl.col("last_line").fill_null(1_000_000_000),
    ).join(film_counts, on="document_id")
    usable = segments.filter(
        (pl.col("film_count") == 1) | (pl.col("last_line") < 1_000_000_000)
    ).sort("document_id", "line_no")
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


def _settled(found: pl.DataFrame, told: pl.DataFrame) -> pl.DataFrame:
    """Leave out what cannot be said: facts of films where there is no film, repeats."""
    is_free = pl.col("attribute").is_in([*OF_DOCUMENT, *OF_PERSON, *OF_OTHER_FILMS])
    signed = found.filter(pl.col("attribute") == "synopsis_author").with_columns(
        attribute=pl.lit("critic"), confidence=pl.col("confidence") - 0.1
    )
    named_alone = pl.col("rule") == "critic.name_alone"
    named_as_film = (pl.col("rule") == "director.of_data") & pl.col("is_title").is_not_null()
    titles = found.filter(pl.col("attribute") == "title").select(
        "document_id", "value", is_title=pl.lit(value=True)
    )
    found = found.pipe(_without_makers_as_critics)
    found = (
        found.join(titles.unique(), on=["document_id", "value"], how="left", maintain_order="left")
        .join(
            told.select("document_id", "publication_kind"), on="document_id", maintain_order="left"
        )
        .filter(~named_as_film)
        .filter(
            ~named_alone
            | (
                pl.col("is_title").is_null()
                & ~pl.col("publication_kind").is_in(["cinema", "festival"]).fill_null(value=False)
            )
        )
        .drop("is_title", "publication_kind")
    )
    return (
        pl.concat([found, signed])
        .filter(is_free | pl.col("film_no").is_not_null())
        .sort(
            "document_id",
            "film_no",
            "attribute",
            "confidence",
            "span_start",
            "position",
            descending=[False, False, False, True, False, False],
            nulls_last=True,
            maintain_order=True,
        )
        .unique(
            [
                "document_id",
                "film_no",
                "attribute",
                "subject_name",
                "value_normalised",
                "value",
                "detail",
            ],
            keep="first",
            maintain_order=True,
        )
        .pipe(_stated_in_full)
        .pipe(_once_a_person)
        .pipe(_surest_id)
        .pipe(_data_before_prose)
        .pipe(_surest_directors)
    )


STATED: Final = r"^(?:credit\.(?:labelled|listed)|field\.)"
"""Rules that read credits out of lists; what a list says of a role it says in full."""
LISTED_IN_FULL: Final = ("director", "cast")


def _stated_in_full(found: pl.DataFrame) -> pl.DataFrame:
    """Whom prose gives a part that a list of credits gives to others has another part."""
    is_role = pl.col("attribute").is_in(LISTED_IN_FULL) & pl.col("film_no").is_not_null()
    is_stated = is_role & pl.col("rule").str.contains(STATED)
    listed = found.filter(is_stated).select("document_id", "film_no", "attribute").unique()
    doubted = found.filter(is_role & ~is_stated).join(
        listed, on=["document_id", "film_no", "attribute"], how="anti"
    )
    return pl.concat([found.filter(~is_role | is_stated), doubted])


def _without_makers_as_critics(found: pl.DataFrame) -> pl.DataFrame:
    """Leave out critics who directed or play in the film: "by Ada Brown" is said of both."""
    makers = found.filter(pl.col("attribute").is_in(["director", "cast"])).select(
        "document_id", "value"
    )
    is_critic = pl.col("attribute").is_in(["critic", "synopsis_author"])
    critics = found.filter(is_critic).join(makers, on=["document_id", "value"], how="anti")
    return pl.concat([found.filter(~is_critic), critics])


def _surest_id(found: pl.DataFrame) -> pl.DataFrame:
    """A film has one id: what is said less surely than another id is of another film."""
    surest = pl.col("confidence").max().over("document_id", "film_no")
    ids = found.filter(pl.col("attribute") == "imdb_id").filter(pl.col("confidence") == surest)
    return pl.concat([found.filter(pl.col("attribute") != "imdb_id"), ids])


LISTED: Final = 0.8
SAID: Final = 0.6


def _data_before_prose(found: pl.DataFrame) -> pl.DataFrame:
    """What prose says of genres and countries counts only where no data of the film list them.

    A comedy is not said beside the black comedy that it is.
    """
    listed = pl.col("confidence").max().over("document_id", "film_no", "attribute") >= LISTED
    is_said = pl.col("attribute").is_in(["genre", "country"]) & (pl.col("confidence") <= SAID)
    text = pl.col("value").str.to_lowercase()
    within = (
        pl.when(pl.col("attribute") == "genre")
        .then(text)
        .str.join("|")
        .over("document_id", "film_no")
        .str.contains(pl.concat_str(pl.lit(" "), text), literal=True)
    )
    return found.filter(~(is_said & (listed | ((pl.col("attribute") == "genre") & within))))


SURE_OF_DIRECTOR: Final = 0.8


def _surest_directors(found: pl.DataFrame) -> pl.DataFrame:
    """Where somebody is said outright to direct a film, a mere genitive is of another film."""
    is_director = pl.col("attribute") == "director"
    surest = pl.col("confidence").filter(is_director).max().over("document_id", "film_no")
    is_sure = (pl.col("confidence") >= SURE_OF_DIRECTOR) | (surest < SURE_OF_DIRECTOR)
    return found.filter(~is_director | is_sure)


def _once_a_person(found: pl.DataFrame) -> pl.DataFrame:
    """One claim per person and role: the surest one, and none of a last name beside a full one."""
    is_person = pl.col("attribute").is_in(["director", "writer", "producer", "cast"]) | pl.col(
        "attribute"
    ).str.starts_with("credit:")
    persons = found.filter(is_person).unique(
        ["document_id", "film_no", "attribute", "value"], keep="first", maintain_order=True
    )
    film = ["document_id", "film_no"]
    full = persons.select(*film, full=pl.col("value").str.to_lowercase()).unique()
    last_names = (
        persons.join(full, on=film)
        .filter(
            pl.col("full").str.ends_with(
                pl.concat_str(pl.lit(" "), pl.col("value").str.to_lowercase())
            )
        )
        .select(*film, "value")
        .unique()
    )
    return pl.concat(
        [found.filter(~is_person), persons.join(last_names, on=[*film, "value"], how="anti")]
    )


def _claims(found: pl.DataFrame) -> pl.DataFrame:
    is_person = pl.col("attribute").is_in(
        ["director", "writer", "producer", "cast", "critic"]
    ) | pl.col("attribute").str.starts_with("credit:")
    rows = found.with_columns(
        subject_name=pl.when(is_person).then("value").otherwise("subject_name")
    )
    key = pl.concat_str(
        *(
            pl.col(name).cast(pl.String).fill_null("")
            for name in (
                "document_id",
                "film_no",
                "attribute",
                "subject_name",
                "value",
                "detail",
                "span_start",
                "rule",
            )
        ),
        separator="\x1f",
    )
    return (
        CLAIMS.conform(
            rows.lazy()
            .with_columns(claim_id=pl.concat_str(pl.lit("c"), key.hash(seed=11).cast(pl.String)))
            .select(CLAIMS.columns.keys())
        )
        .unique("claim_id", keep="first", maintain_order=True)
        .sort("document_id", "film_no", "attribute", "claim_id", nulls_last=True)
        .collect()
    )


def _documents(
    told: pl.DataFrame,
    by_field: pl.DataFrame,
    found: pl.DataFrame,
    film_counts: pl.DataFrame,
    is_table: pl.DataFrame,
) -> pl.DataFrame:
    def first(frame: pl.DataFrame, attribute: str, name: str) -> pl.DataFrame:
        return (
            frame.filter(pl.col("attribute") == attribute)
            .group_by("document_id", maintain_order=True)
            .agg(
                pl.col("value")
                .sort_by("confidence", descending=True, maintain_order=True)
                .first()
                .alias(name)
            )
        )

    signals = found.group_by("document_id").agg(
        has_rating=(pl.col("attribute") == "rating").any(),
        has_critic=(pl.col("attribute") == "critic").any(),
        has_screening=(pl.col("rule") == "screening.dated").any(),
    )
    profile = told.pipe(add_language)
    for frame, attribute, name in (
        (found, "publication", "own_publication"),
        (by_field, "headline", "headline"),
        (by_field, "page_title", "page_title"),
        (by_field, "title", "field_title"),
        (by_field, "canonical_uri", "canonical_uri"),
        (by_field, "document_language", "field_language"),
        (found, "title", "film_title"),
    ):
        profile = profile.join(
            first(frame, attribute, name), on="document_id", how="left", maintain_order="left"
        )
    profile = (
        profile.join(film_counts, on="document_id", how="left")
        .join(signals, on="document_id", how="left")
        .join(is_table.with_columns(is_table=pl.lit(value=True)), on="document_id", how="left")
    )
    count = pl.col("film_count").fill_null(0)
    kind = (
        pl.when(count == 0)
        .then(pl.lit("other"))
        .when(pl.col("document_kind").is_not_null())
        .then("document_kind")
        .when(pl.col("is_table"))
        .then(pl.lit("dataset"))
        .when(count > 1)
        .then(pl.lit("roundup"))
        .when(pl.col("publication_kind").is_in(["festival", "cinema"]))
        .then(pl.lit("listing"))
        .when(
            pl.col("publication_kind").is_in(["newspaper", "magazine", "blog"])
            | pl.col("has_rating")
        )
        .then(pl.lit("review"))
        .when(pl.col("has_screening"))
        .then(pl.lit("listing"))
        .when(pl.col("has_critic"))
        .then(pl.lit("review"))
        .otherwise(pl.lit("listing"))
    )
    return (
        DOCUMENTS.conform(
            profile.lazy().select(
                "document_id",
                kind=kind,
                title=pl.coalesce("headline", "field_title", "page_title", "film_title"),
                language_code=pl.coalesce(
                    pl.col("field_language").str.slice(0, 2).str.to_lowercase(),
                    "detected_language",
                    "language",
                ),
                publication=pl.coalesce("own_publication", "publication"),
                publication_kind=pl.col("publication_kind"),
                publication_uri=pl.col("publication_uri"),
                default_rating_scale=pl.col("rating_scale"),
                timezone=pl.col("timezone"),
                venue=pl.col("venue"),
                canonical_uri=pl.col("canonical_uri"),
            )
        )
        .sort("document_id")
        .collect()
    )


def _films(films: pl.DataFrame, claims: pl.DataFrame) -> pl.DataFrame:
    """The films of the documents with what identity asks of them."""

    def values(attributes: list[str], column: str, name: str) -> pl.DataFrame:
        return (
            claims.filter(pl.col("attribute").is_in(attributes), pl.col("film_no").is_not_null())
            .sort(
                "document_id",
                "film_no",
                "confidence",
                "span_start",
                descending=[False, False, True, False],
                nulls_last=True,
            )
            .group_by("document_id", "film_no", maintain_order=True)
            .agg(pl.col(column).unique(maintain_order=True).alias(name))
        )

    is_person = pl.col("attribute").is_in(["director", "writer", "producer", "cast"]) | pl.col(
        "attribute"
    ).str.starts_with("credit:")
    everyone = claims.filter(is_person)["attribute"].unique().to_list()
    frame = films.select("document_id", "film_no", title=pl.coalesce("value_normalised", "value"))
    for attributes, column, name in (
        (["title", "original_title", "alternative_title"], "value_normalised", "other_titles"),
        (["year"], "value_normalised", "years"),
        (["imdb_id"], "value_normalised", "imdb_ids"),
        (["imdb_id"], "rule", "id_rules"),
        (["director"], "value", "directors"),
        (everyone, "value", "people"),
    ):
        frame = frame.join(
            values(attributes, column, name), on=["document_id", "film_no"], how="left"
        )
    empty = pl.lit([], pl.List(pl.String))
    return (
        FILMS.conform(
            frame.lazy().select(
                "document_id",
                "film_no",
                "title",
                titles=pl.concat_list(
                    pl.concat_list("title"), pl.col("other_titles").fill_null(empty)
                ).list.unique(maintain_order=True),
                year=pl.col("years").list.first().cast(pl.Int32, strict=False),
                imdb_id=pl.col("imdb_ids").list.first(),
                imdb_id_basis=pl.when(pl.col("id_rules").list.first() == ID_IN_CATALOGUE)
                .then(pl.lit("catalogue"))
                .when(pl.col("imdb_ids").is_not_null())
                .then(pl.lit("printed")),
                directors=pl.col("directors").fill_null(empty),
                people=pl.col("people").fill_null(empty),
            )
        )
        .sort("document_id", "film_no")
        .collect()
    )
