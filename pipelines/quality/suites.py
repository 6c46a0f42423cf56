"""What is expected of the staging tables and of the marts, as plain data.

An error is something a reader relies on; it blocks the release. A warning is about coverage, or
about values that are odd but may be true; it is recorded. The basics of the staging tables come
from their declarations, those of the marts from the outline of the contract.
"""

from collections.abc import Iterable
from typing import Final

import polars as pl

from pipelines.claims.tables import CLAIMS, DOCUMENTS, FILMS, MENTIONS
from pipelines.contract import MARTS, QUALITY
from pipelines.identity.overrides import OVERRIDES
from pipelines.identity.tables import (
    FILM_LINKS,
    IDS,
    MEMBERS,
    MENTION_LINKS,
    PERSON_LINKS,
    REDIRECTS,
)
from pipelines.landing.tables import DOCUMENTS as RAW_DOCUMENTS
from pipelines.landing.tables import FILES
from pipelines.quality.expectations import (
    Between,
    Expectation,
    HasColumns,
    HasRows,
    InSet,
    NoneFound,
    NoneWhere,
    NotNull,
    Severity,
    ShareAtLeast,
    StandsIn,
    Suite,
    Unique,
)
from pipelines.quality.history import Limits, history_rules
from pipelines.reading.tables import FIELDS
from pipelines.staging.awards import AWARDS
from pipelines.staging.batches import STAGED
from pipelines.staging.credits import CREDITS
from pipelines.staging.listings import LISTINGS
from pipelines.staging.reviews import REVIEWS
from pipelines.staging.screenings import SCREENINGS
from pipelines.tables import Table

RAW_TABLES: Final = (FILES, RAW_DOCUMENTS, FIELDS)
NO_SURPRISES: Final = Limits()
IDENTITY_TABLES: Final = (
    FILM_LINKS,
    MENTION_LINKS,
    PERSON_LINKS,
    OVERRIDES,
    IDS,
    MEMBERS,
    REDIRECTS,
)

# Parts of a key that may be missing.
_OPTIONAL_KEYS: Final = (("staging.stg_credits", "role_label"),)

_SHA_256: Final = "[0-9a-f]{64}"
_FILM_IMDB_ID: Final = r"tt\d{7,}"
_PERSON_IMDB_ID: Final = r"nm\d{7,}"
_LANGUAGE_CODE: Final = "[a-z]{2,3}"
_COUNTRY_CODE: Final = "[A-Z]{2}"
_TIMEZONE: Final = r"[A-Za-z_]+(/[A-Za-z0-9_+-]+)*"
_ATTRIBUTE: Final = "[a-z_]+(:[a-z_]+)?"
_OPAQUE_ID: Final = r"\S+"

ROLES: Final = (
    "director",
    "producer",
    "writer",
    "cast",
    "narrator",
    "cinematographer",
    "editor",
    "composer",
    "production_designer",
    "costume_designer",
    "sound",
    "animator",
    "other",
)
STATUSES: Final = ("parsed", "duplicate", "rejected")
DOCUMENT_KINDS: Final = ("review", "listing", "roundup", "dataset", "other")
PUBLICATION_KINDS: Final = (
    "newspaper",
    "magazine",
    "website",
    "blog",
    "festival",
    "cinema",
    "dataset",
)
FILM_EVIDENCE: Final = (
    "imdb_id",
    "catalogue",
    "title_year_people",
    "title_year",
    "title_people",
    "title",
    "alone",
    "override",
)
PERSON_EVIDENCE: Final = ("imdb_id", "film", "co_workers", "name", "likeness", "override")
AWARD_RESULTS: Final = ("won", "nominated", "shortlisted", "mentioned")

_REQUIRED_IN_MARTS: Final = {
    "marts.films": "title countries country_codes languages language_codes genres certificates "
    "distributors review_count rated_review_count publication_count award_wins award_nominations "
    "screening_count document_count first_seen_at updated_at",
    "marts.film_titles": "document_count",
    "marts.persons": "name aliases nationalities roles film_count award_wins award_nominations "
    "first_seen_at updated_at",
    "marts.credits": "film_id person_id role document_count",
    "marts.reviews": "film_id document_id",
    "marts.critics": "name publication_count review_count",
    "marts.publications": "name review_count listing_count",
    "marts.awards": "result document_count",
    "marts.listings": "film_id document_id",
    "marts.screenings": "film_id document_id",
    "marts.document_films": "relation",
    "marts.id_redirects": "new_id merged_at",
    "marts.claims": "document_id attribute value rule confidence is_chosen",
    "marts.documents": "uri uris source status bytes first_seen_at last_seen_at claim_count",
    "quality.conflicts": "chosen_value other_values document_count agreement",
    "quality.freshness": "row_count",
    "quality.matches": "decision evidence",
}

_TEXTS_IN_MARTS: Final = {
    "marts.films": "title original_title sort_title imdb_id",
    "marts.film_titles": "title",
    "marts.persons": "name sort_name imdb_id birth_place",
    "marts.credits": "role_label character_name",
    "marts.reviews": "headline rating_text content_advisory excerpt uri",
    "marts.critics": "name",
    "marts.publications": "name uri default_rating_scale",
    "marts.awards": "organisation award category detail",
    "marts.listings": "festival section distributor synopsis synopsis_author uri",
    "marts.screenings": "venue screen timezone format booking_uri",
    "marts.claims": "subject_name attribute value value_normalised quote rule",
    "marts.documents": "uri source media_type status_reason title language_code",
    "quality.conflicts": "chosen_value",
    "quality.matches": "name matched_id runner_up_id",
}

_LISTS_IN_MARTS: Final = {
    "marts.films": "countries country_codes languages language_codes genres certificates "
    "distributors",
    "marts.persons": "aliases nationalities roles",
    "marts.documents": "uris",
    "quality.conflicts": "other_values",
}

_REFERENCES_IN_MARTS: Final = (
    ("marts.film_titles", "film_id", "marts.films"),
    ("marts.credits", "film_id", "marts.films"),
    ("marts.credits", "person_id", "marts.persons"),
    ("marts.reviews", "film_id", "marts.films"),
    ("marts.reviews", "document_id", "marts.documents"),
    ("marts.reviews", "publication_id", "marts.publications"),
    ("marts.reviews", "critic_id", "marts.critics"),
    ("marts.awards", "film_id", "marts.films"),
    ("marts.awards", "person_id", "marts.persons"),
    ("marts.listings", "film_id", "marts.films"),
    ("marts.listings", "document_id", "marts.documents"),
    ("marts.listings", "publication_id", "marts.publications"),
    ("marts.screenings", "listing_id", "marts.listings"),
    ("marts.screenings", "film_id", "marts.films"),
    ("marts.screenings", "document_id", "marts.documents"),
    ("marts.document_films", "document_id", "marts.documents"),
    ("marts.document_films", "film_id", "marts.films"),
    ("marts.claims", "document_id", "marts.documents"),
    ("marts.claims", "film_id", "marts.films"),
    ("marts.claims", "person_id", "marts.persons"),
    ("quality.conflicts", "film_id", "marts.films"),
    ("quality.matches", "document_id", "marts.documents"),
)

_VOCABULARIES_IN_MARTS: Final = (
    ("marts.film_titles", "kind", ("primary", "original", "alternative")),
    ("marts.credits", "role", ROLES),
    ("marts.reviews", "rating_scale_basis", ("stated", "source", "inferred")),
    ("marts.reviews", "verdict", ("positive", "mixed", "negative")),
    ("marts.publications", "kind", PUBLICATION_KINDS),
    ("marts.awards", "result", AWARD_RESULTS),
    ("marts.document_films", "relation", ("about", "mention")),
    ("marts.id_redirects", "kind", ("film", "person")),
    ("marts.documents", "kind", DOCUMENT_KINDS),
    ("quality.matches", "kind", ("film", "person", "catalogue")),
    ("quality.matches", "decision", ("taken", "undecided", "not_taken", "alone")),
    ("marts.documents", "status", STATUSES),
    (
        "quality.conflicts",
        "attribute",
        ("title", "original_title", "year", "runtime_minutes", "imdb_id"),
    ),
)

_PATTERNS_IN_MARTS: Final = (
    ("marts.films", "film_id", _OPAQUE_ID),
    ("marts.films", "imdb_id", _FILM_IMDB_ID),
    ("marts.persons", "person_id", _OPAQUE_ID),
    ("marts.persons", "imdb_id", _PERSON_IMDB_ID),
    ("marts.reviews", "review_id", _OPAQUE_ID),
    ("marts.claims", "claim_id", _OPAQUE_ID),
    ("marts.claims", "attribute", _ATTRIBUTE),
    ("marts.screenings", "timezone", _TIMEZONE),
    ("marts.documents", "document_id", _SHA_256),
    ("marts.documents", "language_code", _LANGUAGE_CODE),
)

_RANGES_IN_MARTS: Final = (
    ("marts.films", "score_mean", Between(0, 100)),
    ("marts.films", "score_median", Between(0, 100)),
    ("marts.films", "score_adjusted", Between(0, 100)),
    ("marts.films", "score_stddev", Between(0, 100)),
    ("marts.films", "positive_share", Between(0, 1)),
    ("marts.films", "review_count", Between(0)),
    ("marts.films", "document_count", Between(0)),
    ("marts.reviews", "score", Between(0, 100)),
    ("marts.reviews", "word_count", Between(0)),
    ("marts.critics", "score_mean", Between(0, 100)),
    ("marts.critics", "score_stddev", Between(0, 100)),
    ("marts.claims", "confidence", Between(0, 1)),
    ("marts.claims", "span_start", Between(0)),
    ("marts.documents", "bytes", Between(0)),
    ("quality.conflicts", "agreement", Between(0, 1)),
)


def raw_suite() -> Suite:
    """What the ledger must keep, whichever files came in."""
    return Suite("raw", (*_basics_of(RAW_TABLES), *_raw_rules()))


def staging_suite(*, first_year: int = 1870, last_year: int = 2100) -> Suite:
    """What the staging tables must keep, whatever the documents say."""
    return Suite("staging", (*_basics_of(STAGED), *_staging_rules(first_year, last_year)))


def identity_suite() -> Suite:
    """What links and registry must keep, whichever films and persons are the same."""
    return Suite("identity", (*_basics_of(IDENTITY_TABLES), *_link_rules()))


def marts_suite(
    *, first_year: int = 1870, last_year: int = 2100, limits: Limits = NO_SURPRISES
) -> Suite:
    """What readers of a release rely on, and that nothing was lost on the way to it."""
    outline = [item for table in MARTS + QUALITY[:3] for item in _outline(table.name)]
    rules = (*_marts_rules(first_year, last_year), *history_rules(limits), *_reconciliation())
    return Suite("marts", (*outline, *rules))


def _basics_of(tables: Iterable[Table]) -> list[Expectation]:
    return [item for table in tables for item in _basics(table)]


def _basics(table: Table) -> Iterable[Expectation]:
    """What every declared table must keep: its columns, its key, no empty text."""
    yield Expectation(table.name, "has its declared columns", HasColumns(tuple(table.columns)))
    yield Expectation(table.name, "key is unique", Unique(), table.key)
    for column in table.key:
        if (table.name, column) not in _OPTIONAL_KEYS:
            yield _not_null(table.name, column)
    if "document_id" in table.columns:
        yield _matches(table.name, "document_id", _SHA_256)
    texts = [
        name
        for name, column in table.columns.items()
        if column.dtype == pl.String() and (table.name, name) != (RAW_DOCUMENTS.name, "text")
    ]
    yield _no_empty_text(table.name, texts, severity="warning")


def _outline(name: str) -> Iterable[Expectation]:
    """What every released table must keep: its columns, its key, what is missing and how."""
    table = next(table for table in MARTS + QUALITY if table.name == name)
    yield Expectation(name, "has the columns of the contract", HasColumns(table.columns))
    yield Expectation(name, "key is unique", Unique(), table.key)
    for column in (*table.key, *_REQUIRED_IN_MARTS.get(name, "").split()):
        yield _not_null(name, column)
    if texts := _TEXTS_IN_MARTS.get(name, "").split():
        yield _no_empty_text(name, texts)
    for column in _LISTS_IN_MARTS.get(name, "").split():
        yield Expectation(
            name,
            "lists have no missing or empty members",
            NoneWhere(f"len(list_filter({column}, lambda x: coalesce(trim(x), '') = '')) > 0"),
            (column,),
        )


def _marts_rules(first_year: int, last_year: int) -> list[Expectation]:
    rules = [_refers(*reference) for reference in _REFERENCES_IN_MARTS]
    rules += [_in_set(*vocabulary) for vocabulary in _VOCABULARIES_IN_MARTS]
    rules += [_matches(*pattern) for pattern in _PATTERNS_IN_MARTS]
    rules += [_between(table, column, bounds) for table, column, bounds in _RANGES_IN_MARTS]
    years = Between(first_year, last_year)
    return [
        *rules,
        *_film_rules(years),
        *_person_rules(years),
        *_review_rules(first_year, last_year),
        *_programme_rules(first_year, last_year),
        *_evidence_rules(),
        *_ledger_rules(),
    ]


def _film_rules(years: Between) -> list[Expectation]:
    films = "marts.films"
    return [
        Expectation(films, "there are films", HasRows(), severity="warning"),
        Expectation(
            "marts.film_titles", "titles of a film are unique", Unique(), ("film_id", "title")
        ),
        _between(films, "year", years),
        _between(films, "runtime_minutes", Between(1, 1000), severity="warning"),
        _list_matches(films, "country_codes", _COUNTRY_CODE),
        _list_matches(films, "language_codes", _LANGUAGE_CODE),
        _list_matches(films, "certificates", "[^:]+:.+"),
        _counts(films, "review_count", "marts.reviews", "film_id"),
        _none_where(
            films,
            "counts showings, each once however many documents announce it",
            "screening_count > (SELECT count(*) FROM marts.screenings AS shown"
            " WHERE shown.film_id = this.film_id) OR (screening_count = 0 AND EXISTS"
            " (SELECT 1 FROM marts.screenings AS shown WHERE shown.film_id = this.film_id))",
            "screening_count",
        ),
        _none_where(
            films,
            "no more rated reviews than reviews",
            "rated_review_count > review_count",
            "film_id",
        ),
        _none_where(
            films,
            "a mean score comes from rated reviews",
            "score_mean IS NOT NULL AND rated_review_count = 0",
            "film_id",
        ),
        _none_where(
            films,
            "has its title among its titles",
            "NOT EXISTS (SELECT 1 FROM marts.film_titles AS titles WHERE "
            "titles.film_id = this.film_id AND titles.kind = 'primary')",
            "film_id",
            severity="warning",
        ),
        _share(films, "films with a year", 0.5, "year IS NOT NULL"),
        _share(films, "films with a genre", 0.1, "len(genres) > 0"),
        _share(films, "films with a country", 0.1, "len(country_codes) > 0"),
    ]


def _person_rules(years: Between) -> list[Expectation]:
    redirect_target = (
        "NOT EXISTS (SELECT 1 FROM {table} AS kept WHERE kept.{column} = this.new_id) "
        "AND NOT EXISTS (SELECT 1 FROM marts.id_redirects AS onward "
        "WHERE onward.kind = this.kind AND onward.old_id = this.new_id)"
    )
    redirects = "marts.id_redirects"
    return [
        _between("marts.persons", "birth_year", years, severity="warning"),
        _between("marts.awards", "year", years),
        _none_where(
            "marts.awards",
            "an award goes to a film or a person",
            "film_id IS NULL AND person_id IS NULL",
            "award_id",
        ),
        _none_where(redirects, "no id redirects to itself", "old_id = new_id", "old_id"),
        *(
            _none_where(
                redirects,
                f"redirects of {kind}s lead to {kind}s",
                f"kind = '{kind}' AND {redirect_target.format(table=table, column=column)}",
                "new_id",
                severity="warning",
            )
            for kind, table, column in (
                ("film", "marts.films", "film_id"),
                ("person", "marts.persons", "person_id"),
            )
        ),
        *(
            _none_where(
                redirects,
                f"no {kind} has an id that was merged away",
                f"kind = '{kind}' AND old_id IN (SELECT {column} FROM {table})",
                "old_id",
            )
            for kind, table, column in (
                ("film", "marts.films", "film_id"),
                ("person", "marts.persons", "person_id"),
            )
        ),
    ]


def _review_rules(first_year: int, last_year: int) -> list[Expectation]:
    reviews = "marts.reviews"
    return [
        _none_where(
            reviews,
            f"dates are between {first_year} and {last_year}",
            f"year(published_on) NOT BETWEEN {first_year} AND {last_year}",
            "published_on",
        ),
        _none_where(
            reviews,
            "a scored rating is not above its scale",
            "score IS NOT NULL AND rating_value > rating_scale",
            "review_id",
        ),
        _none_where(
            reviews,
            "a score comes from a rating",
            "score IS NOT NULL AND rating_text IS NULL AND rating_value IS NULL",
            "review_id",
        ),
        _none_where(reviews, "scales are above 0", "rating_scale <= 0", "rating_scale"),
        _counts("marts.publications", "review_count", reviews, "publication_id"),
        _counts("marts.publications", "listing_count", "marts.listings", "publication_id"),
        _counts("marts.critics", "review_count", reviews, "critic_id"),
        _share(reviews, "reviews with a date", 0.5, "published_on IS NOT NULL"),
        _share(reviews, "reviews with a critic", 0.5, "critic_id IS NOT NULL"),
        _share(reviews, "reviews with a publication", 0.9, "publication_id IS NOT NULL"),
        _share(
            reviews,
            "rated reviews with a score",
            0.8,
            "score IS NOT NULL",
            among="rating_text IS NOT NULL",
        ),
    ]


def _programme_rules(first_year: int, last_year: int) -> list[Expectation]:
    screenings = "marts.screenings"
    return [
        _none_where(
            screenings,
            f"starts are between {first_year} and {last_year}",
            f"year(starts_at_local) NOT BETWEEN {first_year} AND {last_year}",
            "starts_at_local",
        ),
        _none_where(
            screenings,
            "an instant comes with the clock it was read from",
            "starts_at IS NOT NULL AND (starts_at_local IS NULL OR timezone IS NULL)",
            "screening_id",
        ),
        _share(screenings, "screenings with a start", 0.5, "starts_at IS NOT NULL"),
        _share(screenings, "screenings with a venue", 0.5, "venue IS NOT NULL"),
        _share("marts.listings", "listings with a synopsis", 0.2, "synopsis IS NOT NULL"),
    ]


def _evidence_rules() -> list[Expectation]:
    claims = "marts.claims"
    return [
        *_span_rules(claims),
        _none_where(
            claims,
            "a claim without a span names its path",
            "span_start IS NULL AND coalesce(detail->>'$.path', '') = ''",
            "claim_id",
            severity="warning",
        ),
        _none_where(
            claims,
            "spans end within the text",
            "span_end > (SELECT characters FROM marts.documents AS documents "
            "WHERE documents.document_id = this.document_id)",
            "claim_id",
        ),
        _share(claims, "claims about a known film", 0.3, "film_id IS NOT NULL"),
    ]


def _ledger_rules() -> list[Expectation]:
    documents = "marts.documents"
    return [
        _none_where(
            "marts.documents",
            "every parsed document is staged",
            "status = 'parsed' AND kind IS NULL",
            "document_id",
        ),
        Expectation(documents, "there are documents", HasRows(), severity="warning"),
        _none_where(
            documents,
            "what was not parsed has a reason",
            "status <> 'parsed' AND status_reason IS NULL",
            "document_id",
        ),
        _none_where(documents, "every document was seen somewhere", "len(uris) = 0", "document_id"),
        _none_where(
            documents,
            "not last seen before it was first seen",
            "last_seen_at < first_seen_at",
            "document_id",
        ),
        _counts(documents, "claim_count", "marts.claims", "document_id"),
        _share(
            documents,
            "parsed documents with a film",
            0.5,
            "document_id IN (SELECT document_id FROM marts.document_films)",
            among="status = 'parsed'",
        ),
        _share(documents, "documents that could be read", 0.9, "status <> 'rejected'"),
    ]


def _reconciliation() -> list[Expectation]:
    """From the ledger to the marts every step gives on what it was given.

    Staging holds rows of parsed documents only; another rule sees to that. An award to a person
    for no film is the only thing left out, and is counted.
    """
    awards, documents, files = AWARDS.name, RAW_DOCUMENTS.name, FILES.name
    return [
        _none_where(
            files,
            "every place is told by marts.documents",
            "NOT EXISTS (SELECT 1 FROM (SELECT document_id, unnest(uris) AS uri "
            "FROM marts.documents) AS kept "
            "WHERE kept.document_id = this.document_id AND kept.uri = this.uri)",
            "uri",
        ),
        Expectation(
            documents,
            "every document reaches marts.documents with its status",
            StandsIn("marts.documents", ("document_id", "status")),
            ("document_id",),
        ),
        *(
            _none_where(
                staged,
                f"all rows of a document reach {mart}",
                _is_summed_otherwise("document_id", (staged, "1"), (mart, "1")),
                "document_id",
                number,
            )
            for staged, mart, number in (
                (REVIEWS.name, "marts.reviews", "film_no"),
                (LISTINGS.name, "marts.listings", "film_no"),
                (SCREENINGS.name, "marts.screenings", "screening_no"),
            )
        ),
        Expectation(
            CLAIMS.name,
            "reaches marts.claims",
            StandsIn("marts.claims", ("claim_id",)),
            ("claim_id",),
        ),
        _none_where(
            awards,
            "every award of a film is one of marts.awards",
            "film_no >= 0 AND claim_id NOT IN (SELECT unnest(claim_ids)"
            " FROM intermediate.int_awards__merged"
            " WHERE award_id IN (SELECT award_id FROM marts.awards))",
            "claim_id",
        ),
        _share(
            awards, "staged awards that are of a film, as marts.awards needs", 0.9, "film_no >= 0"
        ),
        Expectation(
            "quality.freshness",
            "row counts are those of the tables",
            NoneFound(
                " UNION ALL ".join(
                    f"SELECT concat('{table.name}: ', told.row_count, ' told, ', found.rows,"
                    " ' there') AS sample"
                    f" FROM (SELECT count(*) AS rows FROM {table.name}) AS found"
                    " LEFT JOIN quality.freshness AS told"
                    f" ON told.table_name = '{table.name}'"
                    " WHERE told.row_count IS DISTINCT FROM found.rows"
                    for table in MARTS
                )
            ),
            ("row_count",),
        ),
    ]


def _staging_rules(first_year: int, last_year: int) -> list[Expectation]:
    years = Between(first_year, last_year)
    return [
        *_staged_text_rules(first_year, last_year),
        _not_null(FILMS.name, "title"),
        _between(FILMS.name, "year", years),
        _matches(FILMS.name, "imdb_id", _FILM_IMDB_ID),
        _not_null(MENTIONS.name, "title"),
        _between(MENTIONS.name, "year", years),
        _matches(MENTIONS.name, "imdb_id", _FILM_IMDB_ID),
        _in_set(CREDITS.name, "role", ROLES),
        _matches(CREDITS.name, "imdb_id", _PERSON_IMDB_ID),
        _between(CREDITS.name, "billing_order", Between(1)),
        _between(AWARDS.name, "year", years),
        _not_null(AWARDS.name, "result"),
        _in_set(AWARDS.name, "result", AWARD_RESULTS),
        _matches(AWARDS.name, "recipient_imdb_id", _PERSON_IMDB_ID),
        *(_of_known_film(table.name) for table in (REVIEWS, LISTINGS, SCREENINGS, AWARDS, CREDITS)),
        *(_of_known_claim(table.name) for table in (CREDITS, SCREENINGS, AWARDS)),
    ]


def _raw_rules() -> list[Expectation]:
    return [
        _in_set(RAW_DOCUMENTS.name, "status", STATUSES),
        _not_null(RAW_DOCUMENTS.name, "status"),
        _not_null(RAW_DOCUMENTS.name, "revision"),
        _none_where(
            RAW_DOCUMENTS.name,
            "what was not parsed has a reason",
            "status <> 'parsed' AND status_reason IS NULL",
            "document_id",
        ),
        _none_where(
            RAW_DOCUMENTS.name,
            "what was parsed has its text, of the length it says",
            "status = 'parsed' AND characters IS DISTINCT FROM length(text)",
            "document_id",
        ),
        _refers(FILES.name, "document_id", RAW_DOCUMENTS.name),
        Expectation(
            RAW_DOCUMENTS.name,
            "every document was seen somewhere",
            StandsIn(FILES.name, ("document_id",)),
            ("document_id",),
        ),
        _refers(FIELDS.name, "document_id", RAW_DOCUMENTS.name),
    ]


def _staged_text_rules(first_year: int, last_year: int) -> list[Expectation]:
    return [
        *(_parsed(table.name) for table in (CLAIMS, DOCUMENTS, FILMS)),
        _not_null(CLAIMS.name, "value"),
        _not_null(CLAIMS.name, "rule"),
        _not_null(CLAIMS.name, "confidence"),
        _not_null(CLAIMS.name, "attribute"),
        _matches(CLAIMS.name, "attribute", _ATTRIBUTE),
        _between(CLAIMS.name, "confidence", Between(0, 1)),
        *_span_rules(CLAIMS.name),
        _not_null(DOCUMENTS.name, "kind"),
        _in_set(DOCUMENTS.name, "kind", DOCUMENT_KINDS),
        _in_set(DOCUMENTS.name, "publication_kind", PUBLICATION_KINDS),
        _matches(DOCUMENTS.name, "language_code", _LANGUAGE_CODE),
        _in_set(REVIEWS.name, "rating_scale_basis", ("stated", "source")),
        _in_set(
            REVIEWS.name,
            "rating_notation",
            ("stars", "fraction", "number", "percent", "letter", "thumbs", "words"),
        ),
        _none_where(REVIEWS.name, "scales are above 0", "rating_scale <= 0", "rating_scale"),
        _none_where(
            REVIEWS.name,
            "ratings are not above their scale",
            "rating_value > rating_scale",
            "rating_text",
            severity="warning",
        ),
        _between(REVIEWS.name, "word_count", Between(0)),
        _none_where(
            REVIEWS.name,
            f"dates are between {first_year} and {last_year}",
            f"year(published_on) NOT BETWEEN {first_year} AND {last_year}",
            "published_on",
        ),
        _share(REVIEWS.name, "reviews with a date", 0.5, "published_on IS NOT NULL"),
        _matches(SCREENINGS.name, "timezone", _TIMEZONE),
        _none_where(
            SCREENINGS.name,
            "an instant comes with the clock it was read from",
            "starts_at IS NOT NULL AND (starts_at_local IS NULL OR timezone IS NULL)",
            "document_id",
        ),
    ]


def _link_rules() -> list[Expectation]:
    """Every film has an id, and every id in use is in the registry."""
    rules = [
        _of_known_film(FILM_LINKS.name),
        Expectation(
            FILMS.name,
            "every film has an id",
            StandsIn(FILM_LINKS.name, ("document_id", "film_no")),
            ("document_id", "film_no"),
        ),
        Expectation(
            MENTION_LINKS.name,
            "is of a known mention",
            StandsIn(MENTIONS.name, ("document_id", "mention_no")),
            ("document_id", "mention_no"),
        ),
        _in_set(
            FILM_LINKS.name,
            "evidence",
            FILM_EVIDENCE,
        ),
        _in_set(PERSON_LINKS.name, "evidence", PERSON_EVIDENCE),
        _none_where(
            OVERRIDES.name,
            "corrections still do something",
            "effect_count = 0",
            "file",
            "line",
            severity="warning",
        ),
        _none_where(REDIRECTS.name, "no id redirects to itself", "old_id = new_id", "old_id"),
    ]
    for table, column, kind in (
        (FILM_LINKS.name, "film_id", "film"),
        (MENTION_LINKS.name, "film_id", "film"),
        (PERSON_LINKS.name, "person_id", "person"),
    ):
        rules += [
            _not_null(table, column),
            _none_where(
                table,
                "ids are in the registry",
                f"{column} NOT IN (SELECT id FROM {IDS.name} WHERE kind = '{kind}')",
                column,
            ),
        ]
    for table in (IDS.name, MEMBERS.name, REDIRECTS.name):
        rules.append(_in_set(table, "kind", ("film", "person")))
    return rules


def _span_rules(table: str) -> list[Expectation]:
    return [
        _none_where(
            table,
            "spans have a start and an end, in this order",
            "(span_start IS NULL) <> (span_end IS NULL) OR span_start >= span_end",
            "claim_id",
        ),
        _none_where(table, "quotes have at most 200 characters", "length(quote) > 200", "claim_id"),
        _none_where(
            table,
            "details are JSON objects",
            "detail IS NOT NULL AND (NOT json_valid(detail) OR json_type(detail) <> 'OBJECT')",
            "claim_id",
        ),
    ]


def _not_null(table: str, column: str) -> Expectation:
    return Expectation(table, "is never missing", NotNull(), (column,))


def _in_set(table: str, column: str, values: tuple[str, ...]) -> Expectation:
    return Expectation(table, "is one of the words agreed on", InSet(values), (column,))


def _between(
    table: str, column: str, bounds: Between, *, severity: Severity = "error"
) -> Expectation:
    says = f"is at least {bounds.low}"
    if bounds.high is not None:
        says = f"is between {bounds.low} and {bounds.high}"
    return Expectation(table, says, bounds, (column,), severity)


def _matches(table: str, column: str, pattern: str) -> Expectation:
    rule = NoneWhere(f"NOT regexp_full_match({column}, '{pattern}')")
    return Expectation(table, f"matches {pattern}", rule, (column,))


def _list_matches(table: str, column: str, pattern: str) -> Expectation:
    rule = NoneWhere(
        f"len(list_filter({column}, lambda x: NOT regexp_full_match(x, '{pattern}'))) > 0"
    )
    return Expectation(table, f"members match {pattern}", rule, (column,))


def _none_where(
    table: str, says: str, condition: str, *columns: str, severity: Severity = "error"
) -> Expectation:
    return Expectation(table, says, NoneWhere(condition), columns, severity)


def _share(
    table: str, says: str, least: float, condition: str, *, among: str = "true"
) -> Expectation:
    """At least a share of the rows; only ever a warning, because the sources decide it."""
    rule = ShareAtLeast(least, condition, among)
    return Expectation(table, f"share of {says} is at least {least}", rule, severity="warning")


def _no_empty_text(
    table: str, columns: Iterable[str], *, severity: Severity = "error"
) -> Expectation:
    """Missing is NULL: no empty text and no word that stands for it."""
    # Long texts are left at their first letter, where `trim` would copy them.
    conditions = [f"regexp_full_match({column}, ' *(N/A)? *')" for column in columns]
    says = "missing text is NULL, never empty or N/A"
    return Expectation(table, says, NoneWhere(" OR ".join(conditions)), severity=severity)


def _refers(table: str, column: str, parent: str) -> Expectation:
    rule = StandsIn(parent, (column,), where=f"{column} IS NOT NULL")
    return Expectation(table, f"stands in {parent}", rule, (column,))


def _counts(table: str, column: str, counted: str, key: str) -> Expectation:
    condition = _is_summed_otherwise(key, (table, column), (counted, "1"))
    return Expectation(table, f"counts the rows of {counted}", NoneWhere(condition), (column,))


def _is_summed_otherwise(key: str, one: tuple[str, str], other: tuple[str, str]) -> str:
    """The SQL condition for rows of whose key two tables tell sums that differ.

    Both are read once; to count for each row on its own takes a join with each of them.

    Args:
        key: The column that both have.
        one: A table, and what of each row is added up.
        other: The same of the other.
    """
    (table, value), (other_table, other_value) = one, other
    told = (
        f"SELECT {key}, {value} AS number FROM {table}"
        f" UNION ALL SELECT {key}, -({other_value}) FROM {other_table}"
    )
    return f"{key} IN (SELECT {key} FROM ({told}) GROUP BY {key} HAVING sum(number) <> 0)"


def _of_known_film(table: str) -> Expectation:
    """Rows of a document's film belong to a film that the document names."""
    columns = ("document_id", "film_no")
    rule = StandsIn(FILMS.name, columns, where="film_no >= 0")
    return Expectation(table, "is of a film its document names", rule, columns)


def _of_known_claim(table: str) -> Expectation:
    rule = StandsIn(CLAIMS.name, ("claim_id",), where="claim_id IS NOT NULL")
    return Expectation(table, "is of a known claim", rule, ("claim_id",))


def _parsed(table: str) -> Expectation:
    """Only documents that are parsed have rows; a duplicate must not speak twice."""
    rule = StandsIn(RAW_DOCUMENTS.name, ("document_id",), among="parent.status = 'parsed'")
    return Expectation(table, "is of a parsed document", rule, ("document_id",))
