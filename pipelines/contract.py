"""Name what a release holds: its tables, their keys and the columns readers rely on.

What belongs here is the outline of the public contract, for code that must treat every released
table alike: copying, comparing, judging. Types and meanings stand in the dbt models.
"""

from dataclasses import dataclass
from typing import Final

CONTRACT_VERSION: Final = "1.0.0"


@dataclass(frozen=True)
class ReleasedTable:
    """One table of a release: `<schema>.<name>`, its key and its columns.

    A column of the key that may be missing stands in `optional` as well. Rows of a large table that
    have the same value of `parted_by` stand together, and its Parquet is in parts: a change writes
    those that it is in.
    """

    name: str
    key: tuple[str, ...]
    columns: tuple[str, ...]
    optional: tuple[str, ...] = ()
    parted_by: str = ""

    @property
    def schema_name(self) -> str:
        """The schema the table stands in, as `marts`."""
        return self.name.split(".")[0]

    @property
    def table_name(self) -> str:
        """The name inside its schema, as `films`."""
        return self.name.split(".")[1]

    @property
    def order(self) -> tuple[str, ...]:
        """The columns by which rows are ordered when they are written."""
        return tuple(dict.fromkeys(filter(None, (self.parted_by, *self.key))))


def _released(name: str, key: str, columns: str, *, parted_by: str = "") -> ReleasedTable:
    """A table; a column of the key that may be missing has a question mark."""
    parts = key.split()
    return ReleasedTable(
        name,
        tuple(part.removesuffix("?") for part in parts),
        tuple(columns.split()),
        tuple(part.removesuffix("?") for part in parts if part.endswith("?")),
        parted_by,
    )


MARTS: Final = (
    _released(
        "marts.films",
        "film_id",
        "film_id title original_title sort_title year runtime_minutes countries country_codes "
        "languages language_codes genres certificates distributors imdb_id review_count "
        "rated_review_count publication_count score_mean score_median score_stddev score_adjusted "
        "positive_share award_wins award_nominations screening_count document_count first_seen_at "
        "updated_at",
    ),
    _released("marts.film_titles", "film_id title kind", "film_id title kind document_count"),
    _released(
        "marts.persons",
        "person_id",
        "person_id name sort_name aliases imdb_id birth_year birth_place nationalities roles "
        "film_count award_wins award_nominations first_seen_at updated_at",
    ),
    _released(
        "marts.credits",
        "credit_id",
        "credit_id film_id person_id role role_label character_name billing_order document_count",
        parted_by="film_id",
    ),
    _released(
        "marts.reviews",
        "review_id",
        "review_id film_id document_id publication_id critic_id published_on headline rating_text "
        "rating_value rating_scale rating_scale_basis score verdict content_advisory excerpt "
        "word_count uri",
        parted_by="document_id",
    ),
    _released(
        "marts.critics",
        "critic_id",
        "critic_id name publication_count review_count score_mean score_stddev",
    ),
    _released(
        "marts.publications",
        "publication_id",
        "publication_id name uri kind default_rating_scale review_count listing_count",
    ),
    _released(
        "marts.awards",
        "award_id",
        "award_id film_id person_id organisation award category year result detail document_count",
    ),
    _released(
        "marts.listings",
        "listing_id",
        "listing_id film_id document_id publication_id festival section distributor synopsis "
        "synopsis_author uri",
    ),
    _released(
        "marts.screenings",
        "screening_id",
        "screening_id listing_id film_id document_id venue screen starts_at starts_at_local "
        "timezone format subtitled sold_out booking_uri",
    ),
    _released(
        "marts.document_films",
        "document_id film_id",
        "document_id film_id position relation",
        parted_by="document_id",
    ),
    _released("marts.id_redirects", "kind old_id", "kind old_id new_id merged_at"),
    _released(
        "marts.claims",
        "claim_id",
        "claim_id document_id film_id person_id subject_name attribute value value_normalised "
        "detail span_start span_end quote rule confidence is_chosen",
        parted_by="document_id",
    ),
    _released(
        "marts.documents",
        "document_id",
        "document_id uri uris source media_type kind status status_reason title language_code "
        "bytes characters first_seen_at last_seen_at claim_count",
        parted_by="document_id",
    ),
)

QUALITY: Final = (
    _released(
        "quality.conflicts",
        "film_id attribute",
        "film_id attribute chosen_value other_values document_count agreement",
    ),
    _released(
        "quality.freshness",
        "table_name",
        "table_name row_count newest_document_at newest_published_on",
    ),
    _released(
        "quality.matches",
        "kind document_id film_no name",
        "kind document_id film_no name matched_id decision evidence score weights runner_up_id "
        "runner_up_score",
        parted_by="document_id",
    ),
    _released(
        "quality.overrides",
        "file line",
        "file line says reason decided_on effect_count",
    ),
    _released(
        "quality.results",
        "release_id suite expectation table_name column_name?",
        "release_id checked_at suite expectation table_name column_name success severity "
        "element_count unexpected_count observed_value sample_unexpected sample_files",
    ),
    _released(
        "quality.releases",
        "release_id",
        "release_id published_at code_version contract_version inputs_fingerprint row_counts "
        "row_changes largest_movements overridden_rules overridden_by override_reason",
    ),
)

RELEASED: Final = MARTS + QUALITY
