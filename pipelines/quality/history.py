"""What a release is measured by against the last ones: volume, freshness, drift of extraction.

What belongs here is what is measured, and what is expected of it against the history. Reading the
history out of releases is the matter of the warehouse; the rules find it in `quality.history`.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from pipelines.contract import MARTS
from pipelines.quality.expectations import Expectation, NoneFound
from pipelines.quality.tables import HISTORY
from pipelines.settings import Settings

WHOLE_TABLE: Final = ""
"""The source of a measure that is about all sources together."""


@dataclass(frozen=True)
class Measure:
    """A number that every release has; the query gives `source` and `value`, any release alike."""

    table: str
    name: str
    query: str


@dataclass(frozen=True)
class Limits:
    """How far a release may fall behind the last ones before readers are spared it."""

    max_loss: float = 0.2
    max_drop: float = 0.2
    noise_rows: int = 5
    stale_days: int = 7


def limits_of(settings: Settings) -> Limits:
    """The limits that the settings tell."""
    return Limits(settings.max_loss, settings.max_drop, settings.noise_rows, settings.stale_days)


def _rows_of(table: str) -> Measure:
    return Measure(
        table, "rows", f"SELECT '{WHOLE_TABLE}' AS source, count(*) AS value FROM {table}"
    )


def _by_source(table: str, name: str, where: str = "true") -> Measure:
    return Measure(
        table,
        name,
        f"SELECT documents.source, count(*) AS value FROM {table} AS counted "
        "INNER JOIN marts.documents AS documents USING (document_id) "
        f"WHERE {where} GROUP BY documents.source",
    )


_PARSED: Final = "documents.status = 'parsed'"

VOLUMES: Final = (
    *(_rows_of(table.name) for table in MARTS if table.name != "marts.id_redirects"),
    _by_source("marts.documents", "parsed documents", _PARSED),
    *(
        _by_source(table, "rows by source")
        for table in ("marts.reviews", "marts.listings", "marts.screenings")
    ),
)
"""Measures that must not fall: of each table as a whole, and of what each source gives."""

SHARES: Final = (
    (
        "rated reviews",
        _by_source("marts.reviews", "rated reviews", "counted.rating_text IS NOT NULL"),
        "rows by source",
    ),
    (
        "parsed documents with a film",
        _by_source(
            "marts.documents",
            "parsed documents with a film",
            f"{_PARSED} AND document_id IN (SELECT document_id FROM marts.document_films)",
        ),
        "parsed documents",
    ),
)
"""Shares that must not drift: what they are called, the part, and of what it is a part."""

NEWEST: Final = Measure(
    "quality.freshness",
    "newest document",
    f"SELECT '{WHOLE_TABLE}' AS source, epoch(max(newest_document_at))::BIGINT AS value "
    "FROM quality.freshness HAVING value IS NOT NULL",
)

MEASURES: Final = (*VOLUMES, *(measure for _, measure, _ in SHARES), NEWEST)


def measuring_query(measures: Sequence[Measure] = MEASURES) -> str:
    """A query for all measures of a release: table_name, measure, source and value."""
    return " UNION ALL ".join(
        f"SELECT '{measure.table}' AS table_name, '{measure.name}' AS measure, source, value "
        f"FROM ({measure.query})"
        for measure in measures
    )


def history_rules(limits: Limits) -> Iterator[Expectation]:
    """What is expected of a build in the light of the last releases; of a first one, nothing."""
    for measure in VOLUMES:
        yield _keeps_its_volume(measure, limits)
    for told, measure, among in SHARES:
        yield _keeps_its_share(told, measure, among, limits)
    yield _does_not_go_back()
    yield _is_not_stale(limits.stale_days)


def _before(measure: str, table: str) -> str:
    """The most that any of the last releases had, and the newest of those that had it."""
    return (
        "SELECT source, max(value) AS value, max_by(release_id, (value, release_id)) AS release_id "
        f"FROM {HISTORY.name} WHERE table_name = '{table}' AND measure = '{measure}' "
        "GROUP BY source"
    )


def _keeps_its_volume(measure: Measure, limits: Limits) -> Expectation:
    of_what = "" if measure.name == "rows" else f", in {measure.name}"
    if measure.name == "rows by source":
        of_what = ", from any source"
    says = f"loses at most {limits.max_loss:.0%} against the last releases{of_what}"
    query = (
        "SELECT concat(if(before.source = '', '', before.source || ': '), "
        "coalesce(found.value, 0), ' now, ', before.value, ' in ', before.release_id) AS sample "
        f"FROM ({_before(measure.name, measure.table)}) AS before "
        f"LEFT JOIN ({measure.query}) AS found ON found.source = before.source "
        "WHERE before.value - coalesce(found.value, 0) "
        f"> greatest({limits.max_loss} * before.value, {limits.noise_rows})"
    )
    return Expectation(measure.table, says, NoneFound(query))


def _keeps_its_share(told: str, measure: Measure, among: str, limits: Limits) -> Expectation:
    says = (
        f"share of {told} falls by at most {limits.max_drop} against the last releases,"
        " from any source"
    )
    all_query = next(each for each in VOLUMES if (each.table, each.name) == (measure.table, among))
    query = f"""
        WITH past AS (
            SELECT
                source,
                sum(value) FILTER (WHERE measure = '{measure.name}')
                    / sum(value) FILTER (WHERE measure = '{among}') AS share
            FROM {HISTORY.name} WHERE table_name = '{measure.table}' GROUP BY source
        )
        SELECT concat(
            everything.source, ': ', round(coalesce(part.value, 0) / everything.value, 3), ' now, ',
            round(past.share, 3), ' in the last releases'
        ) AS sample
        FROM past
        INNER JOIN ({all_query.query}) AS everything ON everything.source = past.source
        LEFT JOIN ({measure.query}) AS part ON part.source = past.source
        WHERE past.share * everything.value - coalesce(part.value, 0)
            > greatest({limits.max_drop} * everything.value, {limits.noise_rows})
    """
    return Expectation(measure.table, says, NoneFound(query))


def _does_not_go_back() -> Expectation:
    query = (
        "SELECT concat(to_timestamp(found.value), ' now, ', to_timestamp(before.value), ' in ', "
        "before.release_id) AS sample "
        f"FROM ({_before(NEWEST.name, NEWEST.table)}) AS before "
        f"LEFT JOIN ({NEWEST.query}) AS found ON found.source = before.source "
        "WHERE coalesce(found.value, 0) < before.value"
    )
    return Expectation(
        NEWEST.table, "newest document is not older than in the last releases", NoneFound(query)
    )


def _is_not_stale(stale_days: int) -> Expectation:
    """A warning: where nothing arrives, the release is still the best there is."""
    query = (
        "SELECT concat(max(first_seen_at)::DATE, ', last looked ', max(last_seen_at)::DATE) "
        "AS sample FROM marts.documents "
        f"HAVING max(last_seen_at) - max(first_seen_at) > INTERVAL {stale_days} DAYS"
    )
    says = f"newest document was new within {stale_days} days of the last look"
    return Expectation("marts.documents", says, NoneFound(query), severity="warning")
