"""Build models again by the statements that dbt has compiled, without starting dbt.

What belongs here is what dbt would do with a model whose table stands already: put its rows, or
those of what was touched, in place of the old ones. What the models say stands in the dbt project;
tables are made by dbt.
"""

import json
from graphlib import TopologicalSorter
from pathlib import Path
from typing import Any, Final

import duckdb
import polars as pl

from pipelines.tables import Column, Table
from pipelines.warehouse import ddl, differences
from pipelines.warehouse.build import Build

COMPILED: Final = Table(
    name="building.compiled",
    grain="one row per model that is a table, as dbt compiled it when it was last built",
    key=("position",),
    columns={
        "position": Column(pl.Int32(), "Place in an order in which models can be built."),
        "name": Column(pl.String(), "Table of the model, as marts.films."),
        "query": Column(pl.String(), "The rows, or of a model built in parts those touched."),
        "replaced": Column(pl.String(), "Condition of the rows they replace; NULL for all."),
        "unique_key": Column(pl.String(), "Column by which they replace others, too; or NULL."),
    },
)

SESSION: Final = (
    "SET memory_limit = '1GB'; SET preserve_insertion_order = false;"
    " SET checkpoint_threshold = '256MB'"
)
"""What dbt_project/profiles.yml tells DuckDB, for the reasons given there; and that the tables are
written into the file together, when the session ends, and not anew after every few models."""

INCOMING: Final = "incoming_rows"


class ModelError(RuntimeError):
    """A model could not be built."""


def compiled_in(manifest: Path) -> pl.DataFrame:
    """The models of a dbt manifest that are tables, as `COMPILED`.

    Args:
        manifest: As `dbt compile` writes it where the tables stand: models that are built in parts
            ask then for what is touched.
    """
    nodes = json.loads(manifest.read_text())["nodes"]
    after = {
        name: sorted(each for each in node["depends_on"].get("nodes", ()) if each in nodes)
        for name, node in sorted(nodes.items())
    }
    ordered = (nodes[name] for name in TopologicalSorter(after).static_order())
    tables = [
        node
        for node in ordered
        if node["resource_type"] == "model" and node["config"]["materialized"] != "view"
    ]
    return COMPILED.from_rows(
        [{"position": place, **_row_of(node)} for place, node in enumerate(tables)]
    )


def _row_of(node: dict[str, Any]) -> dict[str, Any]:
    config = node["config"]
    predicates = config.get("incremental_predicates")
    return {
        "name": f"{node['schema']}.{node['alias']}",
        "query": node["compiled_code"],
        "replaced": None if predicates is None else " OR ".join(predicates),
        "unique_key": config.get("unique_key"),
    }


def rebuild(build: Build) -> None:
    """Build every compiled model, each in a transaction of its own.

    Done twice it does the same, so a run that was killed does no harm.

    Raises:
        ModelError: if a statement fails; the message names the model.
    """
    build.connection.execute(SESSION)
    for row in build.read(COMPILED).iter_rows(named=True):
        try:
            with build.transaction():
                _replace(build, **{name: row[name] for name in list(row)[1:]})
        except duckdb.Error as error:
            raise ModelError(f"model {row['name']}: {error}") from error


def _replace(
    build: Build, *, name: str, query: str, replaced: str | None, unique_key: str | None
) -> None:
    """Put the rows of a model in place of those that it has, by writing what differs."""
    table = ddl.quoted(name)
    names = build.query(f"SELECT * FROM {table} LIMIT 0").columns
    if replaced is None and unique_key is not None:
        differences.bring_up_to_date(
            build.connection, table, f"(\n{query}\n)", key=[unique_key], names=names
        )
        return
    # The query may read the rows that are to go.
    build.connection.execute(f"CREATE OR REPLACE TEMP TABLE {INCOMING} AS\n{query}")
    same = (
        f"stored.{unique_key} IN (SELECT {unique_key} FROM {INCOMING})" if unique_key else "false"
    )
    differences.exchange(
        build.connection,
        table,
        INCOMING,
        names=names,
        where=None if replaced is None else f"{replaced} OR {same}",
    )
