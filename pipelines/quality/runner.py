"""Judge a DuckDB file by a suite with Great Expectations, and write its Data Docs.

What belongs here is all that touches Great Expectations. Importing it takes seconds, so it is
imported in the functions that need it, never when this module is.
"""

import json
import re
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from html import escape
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import polars as pl

from pipelines.fingerprints import together, version
from pipelines.quality.counting import Breaking, Counted, count_breaking, stored_in
from pipelines.quality.expectations import (
    Between,
    Expectation,
    HasColumns,
    HasRows,
    InSet,
    NotNull,
    Suite,
    files_query,
    unexpected_query,
)
from pipelines.quality.queries import columns_by_table, first_column
from pipelines.quality.standing import keys_kept
from pipelines.quality.tables import JUDGED, RESULTS
from pipelines.showing import plainly
from pipelines.storage.blocks import Blocks
from pipelines.storage.kept import read_beside
from pipelines.workers import Helper

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

JUDGE: Final = Helper()
"""The process that judges, if a run has begun one: to load what it needs takes seconds."""

_SAMPLES: Final = 20
_REMOTE_LOGO: Final = re.compile(r"https://great-expectations-web-assets[^\"')]*")
_PAGES_OF_SUITES: Final = "expectations"
"""The folder that Great Expectations writes them into."""
_BATCH: Final = "the_batch"
_WHOLE: Final = "all"
_GX_SEVERITIES: Final = {"error": "critical", "warning": "warning"}


@dataclass(frozen=True)
class _Verdict:
    """What was found about one expectation."""

    success: bool
    element_count: int | None = None
    unexpected_count: int | None = None
    observed_value: str | None = None
    sample_unexpected: tuple[str, ...] = ()
    sample_files: tuple[str, ...] = ()


@dataclass(frozen=True)
class Judgement:
    """What was found about a suite.

    Attributes:
        results: One row per expectation, as `quality.results`, in the suite's order.
        judged: What was met, and by what, as `quality.judged`.
    """

    results: pl.DataFrame
    judged: pl.DataFrame


def judge(
    build_path: Path,
    suite: Suite,
    *,
    release_id: str,
    now: datetime,
    validations: Path | None = None,
) -> Judgement:
    """What is found about the expectations of a suite.

    No other connection may have the file open for writing meanwhile. What was met before by what
    stands as it did, as `quality.judged` in the file tells, is not asked again.

    Args:
        build_path: the DuckDB file.
        suite: what is expected of its tables.
        release_id: the release that is being made.
        now: when it is judged.
        validations: folder for what `write_data_docs` needs; nothing is kept if not given.
    """
    absent = _Verdict(success=False, observed_value="the table is not there")
    verdicts = {expectation.name: absent for expectation in suite.expectations}
    documents = []
    telling = import_module("pipelines.quality.validations")
    # DuckDB counts in threads while this one is busy with Great Expectations: two, for half of what
    # a small query takes is planning, which DuckDB does with one processor.
    with (
        read_beside(build_path) as file,
        _engine_over(build_path) as engine,
        ThreadPoolExecutor(2) as counting,
    ):
        stored = stored_in(engine, Blocks(file), suite, threads=counting)
        judged = [JUDGED.from_rows(list(keys_kept(suite.name, stored)))]
        counts = {
            table: counting.submit(count_breaking, engine, suite.name, table, expectations, stored)
            for table, expectations in suite.by_table().items()
            if table in stored.columns
        }
        with _data_source_over(build_path, counts) as data_source, engine.connect() as connection:
            for table, count in counts.items():
                expectations, found = suite.by_table()[table], count.result()
                gx_suite, validation = _validate(
                    data_source, f"{suite.name} {table}", table, expectations, found
                )
                verdicts |= _verdicts(connection, expectations, validation, found)
                judged.append(found.judged)
                documents.append(
                    {
                        "suite": telling.suite_told(gx_suite),
                        "validation": telling.validation_told(validation),
                    }
                )
    if validations is not None:
        validations.mkdir(parents=True, exist_ok=True)
        told = {"release_id": release_id, "checked_at": now.isoformat(), "validations": documents}
        (validations / f"{suite.name}.json").write_text(json.dumps(told))
    results = RESULTS.from_rows(
        [
            {
                "release_id": release_id,
                "checked_at": now,
                "suite": suite.name,
                "expectation": expectation.says,
                "table_name": expectation.table,
                "column_name": expectation.column_name,
                "severity": expectation.severity,
                "success": verdict.success,
                "element_count": verdict.element_count,
                "unexpected_count": verdict.unexpected_count,
                "observed_value": verdict.observed_value,
                "sample_unexpected": list(verdict.sample_unexpected),
                "sample_files": list(verdict.sample_files),
            }
            for expectation in suite.expectations
            for verdict in [verdicts[expectation.name]]
        ]
    )
    return Judgement(results, pl.concat(judged))


def blocking(results: pl.DataFrame) -> pl.DataFrame:
    """The results that keep a release from being published."""
    return results.filter(~pl.col("success") & (pl.col("severity") == "error"))


def write_data_docs(validations: Path, folder: Path) -> Path:
    """A folder with the Data Docs about what `judge` kept, but for their start page, which is ours.

    The pages lead to each other relatively: the folder can be opened wherever it is moved. Those
    that tell what is expected are kept from the last time, if the same is.
    """
    gx = _great_expectations()
    kept = [json.loads(path.read_text()) for path in sorted(validations.glob("*.json"))]
    suites = [table["suite"] for each in kept for table in each["validations"]]
    context = _context(gx)
    context.add_data_docs_site(
        "reelhouse",
        {
            "class_name": "SiteBuilder",
            "show_how_to_buttons": False,
            "store_backend": {
                "class_name": "TupleFilesystemStoreBackend",
                "base_directory": str(folder.absolute()),
            },
            "site_index_builder": {"class_name": "DefaultSiteIndexBuilder"},
        },
    )
    with _pages_of_suites(suites, folder) as are_written:
        if not are_written:
            for suite in suites:
                context.suites.add(gx.ExpectationSuite(**suite))
        found = _Validations()
        for each in kept:
            for table in each["validations"]:
                shown = {**table["validation"], "results": in_html(table["validation"]["results"])}
                found.add(shown, release_id=each["release_id"], at=each["checked_at"])
        context.stores[context.validation_results_store_name] = found
        context.build_data_docs(build_index=False)
        _keep_to_itself(folder)
    return folder


@contextmanager
def _pages_of_suites(suites: Sequence[Mapping[str, Any]], folder: Path) -> Iterator[bool]:
    """Whether a folder has pages that tell of these suites, from the last time; no others are left.

    When the block ends it has them. What they tell of is noted beside it: it goes into releases.
    """
    note = folder.with_name(f"{folder.name}.suites")
    told = together(version("great_expectations"), json.dumps(suites))
    are_written = note.is_file() and note.read_text() == told
    # Who is killed in the block leaves none that count.
    note.unlink(missing_ok=True)
    for old in folder.iterdir() if folder.is_dir() else ():
        if old.is_file():
            old.unlink()
        elif not (are_written and old.name == _PAGES_OF_SUITES):
            shutil.rmtree(old)
    yield are_written
    note.write_text(told)


_FOUND: Final = ("result", "exception_info")


def in_html(results: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The results with what they found in the tables as text for a page.

    Great Expectations writes samples into its pages as they are, with the tags that are in them.
    """
    return [
        {name: _escaped(told) if name in _FOUND else told for name, told in result.items()}
        for result in results
    ]


def _escaped(found: Any) -> Any:
    if isinstance(found, str):
        return escape(plainly(found)).replace("$", "&#36;")
    if isinstance(found, dict):
        return {name: _escaped(below) for name, below in found.items()}
    return [_escaped(below) for below in found] if isinstance(found, list) else found


def _keep_to_itself(folder: Path) -> None:
    """Take the logo from the pages' own folder.

    As they are written they fetch it from Great Expectations, with the time of the run in the
    address.
    """
    for page in folder.rglob("*.html"):
        depth = len(page.relative_to(folder).parts) - 1
        logo = "../" * depth + "static/images/logo-long.png"
        told, replaced = _REMOTE_LOGO.subn(logo, page.read_text())
        if replaced:
            page.write_text(told)


def load() -> None:
    """Load all that judging needs, which takes seconds."""
    _great_expectations()
    import_module("pipelines.quality.dialect")
    import_module("pipelines.quality.validations")


def _great_expectations() -> Any:
    """Great Expectations, imported now: it takes seconds. With it comes what we add to it."""
    import_module("pipelines.quality.counted")
    return import_module("great_expectations")


def _context(gx: Any) -> Any:
    """A context that lives in memory: no files, no progress bars, no Data Docs of its own."""
    configuration = import_module("great_expectations.data_context.types.base")
    stores = configuration.InMemoryStoreBackendDefaults(init_temp_docs_sites=False)
    project = configuration.DataContextConfig(
        store_backend_defaults=stores,
        progress_bars=configuration.ProgressBarsConfig(globally=False, metric_calculations=False),
        analytics_enabled=False,
    )
    return gx.get_context(mode="ephemeral", project_config=project)


@contextmanager
def _engine_over(build_path: Path) -> Iterator["Engine"]:
    """SQLAlchemy's engine over a DuckDB file."""
    from sqlalchemy import create_engine  # noqa: PLC0415 - takes half a second

    dialect = import_module("pipelines.quality.dialect")
    engine = create_engine(dialect.address(), connect_args=dialect.reading(build_path))
    try:
        yield engine
    finally:
        engine.dispose()


@contextmanager
def _data_source_over(build_path: Path, tables: Iterable[str]) -> Iterator[Any]:
    """A Great Expectations data source over some tables of a DuckDB file.

    They are told all at once, and a data source that is made: with each that is added later,
    everything is written down anew, and each is asked whether it is there, which is known.
    """
    sources = import_module("great_expectations.datasource.fluent")
    dialect = import_module("pipelines.quality.dialect")
    assets = []
    for table in tables:
        schema_name, table_name = table.split(".")
        whole = {"name": _WHOLE, "partitioner": None}
        told = {"schema_name": schema_name, "table_name": table_name, "batch_definitions": [whole]}
        assets.append({"type": "table", "name": table, **told})
    data_source = _context(_great_expectations()).add_datasource(
        datasource=sources.SQLDatasource(
            name="reelhouse",
            connection_string=dialect.address(),
            kwargs={"connect_args": dialect.reading(build_path)},
            assets=assets,
        )
    )
    engine = data_source.get_engine()
    try:
        yield data_source
    finally:
        data_source.get_execution_engine().close()
        engine.dispose()


def _validate(
    data_source: Any,
    name: str,
    table: str,
    expectations: Sequence[Expectation],
    found: Counted,
) -> tuple[Any, Any]:
    """The suite for one table as Great Expectations has it, and what it says of the table."""
    gx = _great_expectations()
    ours = import_module("pipelines.quality.counted")
    batch = data_source.get_asset(table).get_batch_definition(_WHOLE).get_batch()
    suite = gx.ExpectationSuite(name, expectations=[_in_gx(item) for item in expectations])
    with ours.counted(found):
        return suite, batch.validate(suite, result_format="BASIC")


def _in_gx(expectation: Expectation) -> Any:
    """The expectation as Great Expectations has it.

    Its name goes with it, because results come back in another order.
    """
    form, told = _form(expectation)
    return getattr(import_module("pipelines.quality.counted"), form)(
        **told,
        severity=_GX_SEVERITIES[expectation.severity],
        description=expectation.says,
        meta={"name": expectation.name},
    )


def _form(expectation: Expectation) -> tuple[str, dict[str, Any]]:
    """The class of Great Expectations that says it, and what it is told."""
    column = {"column": expectation.columns[0]} if len(expectation.columns) == 1 else {}
    match expectation.rule:
        case HasColumns(names):
            return "ExpectTableColumnsToMatchSet", {"column_set": names, "exact_match": False}
        case HasRows():
            return "ExpectTableRowCountToBeBetween", {"min_value": 1}
        case InSet(values):
            return "ExpectColumnValuesToBeInSet", {**column, "value_set": values}
        case Between(low, high):
            bounds = {"min_value": low, "max_value": high}
            return "ExpectColumnValuesToBeBetween", column | bounds
        case NotNull():
            return "ExpectColumnValuesToNotBeNull", column
        case _:
            return "ExpectQueryToFindNoRows", {"unexpected_rows_query": _gx_query(expectation)}


def _gx_query(expectation: Expectation) -> str:
    """The query for what breaks it, over the batch; other braces are doubled, as in a format."""
    query = unexpected_query(expectation, f"(SELECT * FROM {_BATCH})")
    if query is None:
        raise TypeError(f"{expectation.name}: rows cannot break {expectation.rule}")
    if _BATCH not in query:
        # Great Expectations prints a warning about any query that leaves the batch out.
        query = f"WITH batch AS (SELECT 1 FROM {_BATCH}) SELECT sample FROM ({query})"
    return query.replace("{", "{{").replace("}", "}}").replace(_BATCH, "{batch}")


def _verdicts(
    connection: "Connection", expectations: Sequence[Expectation], validation: Any, found: Counted
) -> dict[str, _Verdict]:
    """Verdicts by name of the expectation."""
    by_name = {result.expectation_config.meta["name"]: result for result in validation.results}
    return {
        expectation.name: _verdict(connection, expectation, by_name[expectation.name], found)
        for expectation in expectations
    }


def _verdict(
    connection: "Connection", expectation: Expectation, result: Any, found: Counted
) -> _Verdict:
    if trouble := _exception_message(result.exception_info):
        return _Verdict(success=False, element_count=found.rows, observed_value=trouble)
    observed = None
    if isinstance(expectation.rule, HasColumns | HasRows):
        observed = result.result.get("observed_value")
    elif isinstance(counted := found.breaking[expectation.name], Breaking):
        observed = counted.observed
    return _Verdict(
        success=bool(result.success),
        element_count=found.rows,
        unexpected_count=_unexpected_count(expectation, result.result),
        observed_value=None if observed is None else _as_text(observed),
        sample_unexpected=() if result.success else _samples(connection, expectation),
        sample_files=() if result.success else _files(connection, expectation),
    )


def _unexpected_count(expectation: Expectation, found: Mapping[str, Any]) -> int | None:
    """How many values broke it; None for what is about the table as a whole."""
    if isinstance(expectation.rule, HasColumns | HasRows):
        return None
    # An empty table has no count of nulls at all, and a query has its rows as observed value.
    return int(found.get("unexpected_count", found.get("observed_value")) or 0)


def _samples(connection: "Connection", expectation: Expectation) -> tuple[str, ...]:
    """Some of what broke the expectation, the same ones whenever the rows are the same.

    Great Expectations' own samples come in no order.
    """
    query = unexpected_query(expectation, expectation.table)
    if query is None:
        return ()
    ordered = f"SELECT DISTINCT sample FROM ({query}) WHERE sample IS NOT NULL ORDER BY 1"
    return tuple(first_column(connection, f"{ordered} LIMIT {_SAMPLES}"))


def _files(connection: "Connection", expectation: Expectation) -> tuple[str, ...]:
    """Some of the files that what broke the expectation comes from."""
    query = files_query(expectation, columns_by_table(connection)[expectation.table])
    return () if query is None else tuple(first_column(connection, f"{query} LIMIT {_SAMPLES}"))


def _exception_message(info: Mapping[str, Any]) -> str | None:
    """The first line of what went wrong, if the expectation could not be judged.

    The dictionary is either about one exception or has one such dictionary per metric.
    """
    parts = [info] if "raised_exception" in info else list(info.values())
    messages = [str(part["exception_message"]) for part in parts if part["raised_exception"]]
    return messages[0].splitlines()[0] if messages else None


def _as_text(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value)


class _Validations:
    """What was found of tables, for Great Expectations to take and to write pages about.

    Its own store writes each down as JSON, and reads that again for the page.
    """

    def __init__(self) -> None:
        self._found: dict[Any, Any] = {}

    def add(self, validation: dict[str, Any], *, release_id: str, at: str) -> None:
        """Add what was found of a table, under the release's name."""
        from great_expectations import RunIdentifier  # noqa: PLC0415
        from great_expectations.core.expectation_validation_result import (  # noqa: PLC0415
            ExpectationSuiteValidationResultSchema,
        )
        from great_expectations.data_context.types.resource_identifiers import (  # noqa: PLC0415
            ExpectationSuiteIdentifier,
            ValidationResultIdentifier,
        )

        result = ExpectationSuiteValidationResultSchema().load(validation)
        key = ValidationResultIdentifier(
            expectation_suite_identifier=ExpectationSuiteIdentifier(result.suite_name),
            run_id=RunIdentifier(run_name=release_id, run_time=datetime.fromisoformat(at)),
            batch_identifier=result.suite_name,
        )
        self._found[key] = result

    def list_keys(self) -> list[Any]:
        """Of which tables something was found, in their order."""
        return list(self._found)

    def get(self, key: Any) -> Any:
        """What was found."""
        return self._found[key]
