"""Know which rows of the build stand as they were when the release before was made of them.

What belongs here is the comparison of what is stored with what was then. A release has exactly the
rows of the build, so only the others have to be held against it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import duckdb
import polars as pl

from pipelines.contract import ReleasedTable
from pipelines.storage.blocks import Ask, Blocks, RowGroup, are_rows_of, settle
from pipelines.tables import Column, Table
from pipelines.warehouse.at_once import at_once
from pipelines.warehouse.build import Build

PUBLISHED: Final = Table(
    name="building.published",
    grain="one row per row group of a released table, as it was when the last release was made",
    key=("table_name", "part"),
    columns={
        "release_id": Column(pl.String(), "The release."),
        "table_name": Column(pl.String(), "The table, as marts.films."),
        "part": Column(pl.Int32(), "Number of the row group."),
        "stamp": Column(pl.String(), "Print of what was stored of it."),
    },
)

Groups = Mapping[str, Sequence[RowGroup]]
"""The row groups of tables, by name."""


@dataclass(frozen=True)
class Standing:
    """Which rows of the build's tables the release before has as they are.

    Attributes:
        groups: The row groups of the tables.
        stamps: What of them that release was made of.
    """

    groups: Groups
    stamps: frozenset[tuple[str, str]]

    def others(self, table: str) -> str | None:
        """The SQL condition for the rows of a table that do not stand; None if that is for all."""
        groups = self.groups.get(table, ())
        others = [group for group in groups if (table, _stamp(group)) not in self.stamps]
        return are_rows_of(others) if len(others) < len(groups) else None


def standing(
    build: Build, blocks: Blocks, tables: Iterable[ReleasedTable], *, before: str | None
) -> Standing:
    """What stands of released tables since a release was made of them.

    Args:
        build: The build.
        blocks: Those of its file.
        tables: The tables.
        before: The release.
    """
    build.create([PUBLISHED])
    known = build.read(PUBLISHED, where="release_id = ?", parameters=[before])

    def row_groups(
        connection: duckdb.DuckDBPyConnection, table: ReleasedTable
    ) -> tuple[str, Sequence[RowGroup]]:
        return table.name, blocks.row_groups(_asking(connection), table.name) or ()

    settle(_asking(build.connection))
    groups = dict(at_once(build.connection, row_groups, tables))
    return Standing(groups, frozenset(known.select("table_name", "stamp").iter_rows()))


def note(build: Build, release_id: str, groups: Groups) -> None:
    """Note what a release was made of, in place of what the one before was."""
    rows = [
        {"release_id": release_id, "table_name": table, "part": part, "stamp": stamp}
        for table, each in groups.items()
        for part, group in enumerate(each)
        if (stamp := _stamp(group)) is not None
    ]
    build.overwrite(PUBLISHED, PUBLISHED.from_rows(rows))


def _stamp(group: RowGroup) -> str | None:
    return group.stamp(group.columns)


def _asking(connection: duckdb.DuckDBPyConnection) -> Ask:
    return lambda query: connection.execute(query).fetchall()
