"""Build models again by the statements that dbt has compiled, without starting dbt.

What belongs here is what dbt would do with a model whose table stands already: put its rows, or
those of what was touched, in place of the old ones. What the models say stands in the dbt project;
tables are made by dbt.
"""

import json
from collections.abc import Iterator, Mapping
from graphlib import TopologicalSorter
from pathlib import Path
from threading import Lock
from typing import Any, Final

import duckdb
import polars as pl

from pipelines.tables import Column, Table
from pipelines.warehouse import ddl, differences
from pipelines.warehouse.at_once import each_after
from pipelines.warehouse.build import Build

COMPILED: Final = Table(
    name="building.compiled",
    grain="one row per model that is a table, as dbt compiled it when it was last built",
    key=("position",),
    columns={
        "position": Column(pl.Int32(), "Place in an order in which models can be built."),
        "name": Column(pl.String(), "Table of the model, as marts.films."),
        "query": Column(pl.String(), "The rows, or of a model built in parts those touched."),
        "replaced": Column(
            pl.String(), "Conditions of the rows they replace, one a line; NULL for all."
        ),
        "unique_key": Column(pl.String(), "Column by which they replace others, too; or NULL."),
        "reads": Column(pl.List(pl.String()), "The models that it reads, through views too."),
        "reads_others": Column(pl.Boolean(), "Whether it reads other tables, too."),
        "touches": Column(
            pl.List(pl.String()), "Columns of which rows that differ touch what they name."
        ),
    },
)
TOUCHED_SUBJECTS: Final = Table(
    name="building.touched_subjects",
    grain="one row per film or person that a touched document speaks of, or spoke of before, and"
    " per value that rows of models touch which turned out otherwise",
    key=("kind", "subject_id"),
    columns={
        "kind": Column(
            pl.String(),
            "film, person, publication, document or claim; subject for film or person; found for a"
            " document that is touched, or was found elsewhere or again.",
        ),
        "subject_id": Column(pl.String(), "Its id."),
    },
)
CHANGED: Final = Table(
    name="building.changed_models",
    grain="one row per model of which a row was written since the last build that succeeded",
    key=("name",),
    columns={"name": Column(pl.String(), "Table of the model.")},
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
        [{"position": place, **_row_of(node, nodes)} for place, node in enumerate(tables)]
    )


def _reads(node: dict[str, Any], nodes: dict[str, Any]) -> Iterator[str | None]:
    """The tables of models that a model reads, through views too; None for any other table."""
    for name in node["depends_on"].get("nodes", ()):
        told = nodes.get(name)
        if told is None:
            yield None
        elif told["config"].get("materialized") == "view":
            yield from _reads(told, nodes)
        elif told["resource_type"] == "model":
            yield _table_of(told)


def _table_of(node: dict[str, Any]) -> str:
    return f"{node['schema']}.{node['alias']}"


def _row_of(node: dict[str, Any], nodes: dict[str, Any]) -> dict[str, Any]:
    config = node["config"]
    read = set(_reads(node, nodes))
    predicates = config.get("incremental_predicates")
    return {
        "name": _table_of(node),
        "query": node["compiled_code"],
        "replaced": None if predicates is None else "\n".join(map(_in_one_line, predicates)),
        "unique_key": config.get("unique_key"),
        "reads": sorted(filter(None, read)),
        "reads_others": None in read,
        "touches": list(config.get("meta", {}).get("touches", ())),
    }


def _in_one_line(text: str) -> str:
    return " ".join(text.split())


def rebuild(build: Build) -> frozenset[str]:
    """Build compiled models, each written in a transaction of its own; of which a row was written.

    A model that reads nothing but models of which no row was written since all were built has the
    rows that it had. What was written stays noted until then, so a run that was killed does no
    harm, and done twice it does the same. So do the touched subjects that models add to those
    that were noted before.

    Raises:
        ModelError: if a statement fails; the message names the model.
    """
    build.create([CHANGED, TOUCHED_SUBJECTS])
    build.connection.execute(SESSION)
    changed = set(build.read(CHANGED)["name"])
    models = {row["name"]: row for row in build.read(COMPILED).iter_rows(named=True)}
    writing = Lock()

    def replace(own: duckdb.DuckDBPyConnection, name: str) -> None:
        model = models[name]
        if not model["reads_others"] and changed.isdisjoint(model["reads"]):
            return
        try:
            if _replace(Build(own), model, writing):
                changed.add(name)
        except duckdb.Error as error:
            raise ModelError(f"model {name}: {error}") from error

    each_after(build.connection, replace, {name: row["reads"] for name, row in models.items()})
    return frozenset(changed)


def touch(build: Build, column: str, rows: str) -> None:
    """Note the films, persons and so on that a column of some rows names as touched.

    Args:
        build: The build file.
        column: The column, which is called by its kind, as film_id.
        rows: The rows, as they stand behind FROM.
    """
    kind = ddl.literal(column.removesuffix("_id"))
    build.connection.execute(
        f"""
        INSERT INTO {TOUCHED_SUBJECTS.name} (kind, subject_id)
        SELECT {kind}, {column} FROM {rows} WHERE {column} IS NOT NULL
        EXCEPT
        SELECT kind, subject_id FROM {TOUCHED_SUBJECTS.name}
        """
    )


def _replace(build: Build, model: Mapping[str, Any], writing: Lock) -> bool:
    """Put the rows of a model in place of those that it has; whether any differed.

    One model writes at a time: what rows touch is noted once, whichever models touch it.
    """
    table = ddl.quoted(model["name"])
    query, replaced, unique_key = model["query"], model["replaced"], model["unique_key"]
    touches = model["touches"] or ()
    connection = build.connection
    names = [name for name, *_ in connection.execute(f"FROM {table} LIMIT 0").description]
    # The query may read the rows that are to go.
    connection.execute(f"CREATE OR REPLACE TEMP TABLE {INCOMING} AS\n{query}")
    where = None if replaced is None else replaced.splitlines()
    if where is not None and unique_key is not None:
        where.append(f"{unique_key} IN (SELECT {unique_key} FROM {INCOMING})")
    if not differences.find_differing(connection, table, INCOMING, names=names, where=where):
        return False
    with writing, build.transaction():
        differences.exchange_differing(connection, table, INCOMING, names=names, telling=touches)
        for column in touches:
            touch(build, column, differences.TOLD)
        build.upsert(CHANGED, CHANGED.from_rows([{"name": model["name"]}]))
    return True
