"""Keep the build file: the one private DuckDB file a run writes to.

What belongs here is how rows come in and out of it: tables from declarations, frames in bulk,
transactions, and the watermarks by which steps do only what is new. What rows mean belongs to the
package that declares the table. A session holds one connection and closes it at the end, so that
dbt, which is another process, can open the file afterwards.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import duckdb
import polars as pl

from pipelines.storage.kept import kept_open, let_go
from pipelines.tables import Table
from pipelines.warehouse import ddl, differences
from pipelines.warehouse.locks import BuildLockedError, exclusive
from pipelines.warehouse.tables import WATERMARKS

_DOCUMENTS: Final = "raw.documents"
_INCOMING: Final = "incoming_frame"
_WANTED: Final = "wanted_documents"
_TABLE: Final = ""


class BuildSchemaError(RuntimeError):
    """A table of the build file was made by an incompatible version."""


@dataclass(frozen=True)
class _Stored:
    """A column, or a table, as the build file has it."""

    data_type: str
    comment: str | None


@dataclass(frozen=True)
class Pending:
    """Documents that a step has not done yet, with the revisions that wrote them."""

    first_revision: int
    last_revision: int
    document_ids: pl.Series = field(repr=False)


@dataclass(frozen=True)
class BuildFile:
    """Where the build file of a warehouse is, and how to open it."""

    warehouse: Path
    memory_limit: str | None = None

    @property
    def path(self) -> Path:
        """The DuckDB file."""
        return self.warehouse / "build" / "reelhouse.duckdb"

    @property
    def lock_path(self) -> Path:
        """The file whose lock says that somebody is writing."""
        return self.path.parent / ".lock"

    @property
    def spill_path(self) -> Path:
        """The folder DuckDB may use when memory runs short."""
        return self.path.parent / "spill"

    @contextmanager
    def exclusive(self) -> Iterator[None]:
        """Keep every other process from writing, over several sessions and a dbt run between.

        Raises:
            BuildLockedError: if another process is writing.
        """
        with exclusive(self.lock_path):
            yield

    @contextmanager
    def connect(self) -> Iterator["Build"]:
        """A session on the file, which is created if there is none.

        Raises:
            BuildLockedError: if another process is writing, or has the file open.
        """
        with self.exclusive():
            connection = self._opened()
            try:
                connection.execute(ddl.SESSION)
                yield Build(connection)
            finally:
                connection.close()

    @contextmanager
    def kept_open(self) -> Iterator[None]:
        """Keep the file open between the sessions of this process, see `kept`.

        No other process can open it until it is `let_go`.

        Raises:
            BuildLockedError: if another process has the file open.
        """
        with kept_open(self.path, self._opened(), self.config()):
            yield

    def let_go(self) -> None:
        """Close the file, if it is kept open: another process is to open it."""
        let_go(self.path)

    def _opened(self) -> duckdb.DuckDBPyConnection:
        try:
            return duckdb.connect(str(self.path), config=self.config())
        except duckdb.IOException as error:
            if "lock" not in str(error):
                raise
            raise BuildLockedError(
                f"{self.path}: another process has the build file open. Close it there and "
                f"read from a release instead. DuckDB says: {error}"
            ) from error

    def config(self) -> dict[str, str | bool | int | float | list[str]]:
        """DuckDB's settings for connections that work on this build."""
        settings: dict[str, str | bool | int | float | list[str]] = {
            "temp_directory": str(self.spill_path)
        }
        if self.memory_limit is not None:
            settings["memory_limit"] = self.memory_limit
        return settings


class Build:
    """One session on the build file."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self.connection: Final = connection
        self._in_transaction = False

    def create(self, tables: Iterable[Table]) -> None:
        """Create declared tables with their comments; add columns that an older build lacks.

        Raises:
            BuildSchemaError: if a table has a column of another type, or one no longer declared.
        """
        with self.transaction():
            stored = self._stored()
            for table in tables:
                columns = stored.get(table.name)
                if columns is None:
                    schema = ddl.quoted(table.schema_name)
                    self.connection.execute(f"CREATE SCHEMA IF NOT EXISTS {schema}")
                    self.connection.execute(ddl.create_statement(table))
                else:
                    self._migrate(table, {name: each.data_type for name, each in columns.items()})
                self._comment(table, columns or {})

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All that is written in the block, or nothing of it. A block inside a block joins it."""
        if self._in_transaction:
            yield
            return
        self.connection.execute("BEGIN TRANSACTION")
        self._in_transaction = True
        try:
            yield
        except BaseException:
            self.connection.execute("ROLLBACK")
            raise
        else:
            self.connection.execute("COMMIT")
        finally:
            self._in_transaction = False

    def query(self, sql: str, parameters: Sequence[Any] = ()) -> pl.DataFrame:
        """Rows of a query, with `?` standing for the parameters."""
        return self.connection.execute(sql, list(parameters)).pl()

    def read(
        self,
        table: Table,
        *,
        columns: Sequence[str] | None = None,
        where: str | None = None,
        parameters: Sequence[Any] = (),
        document_ids: pl.Series | None = None,
        among: pl.DataFrame | None = None,
        in_order: bool = True,
    ) -> pl.DataFrame:
        """Rows of a table as declared, in the order of its key unless nobody needs it.

        `where` is an SQL condition with `?` for its parameters; `document_ids` narrows the rows to
        those of some documents, `among` to those that have the values of one of its rows.
        """
        names = list(table.columns) if columns is None else list(columns)
        conditions = [f"({where})"] if where is not None else []
        wanted = among if document_ids is None else _as_documents(document_ids)
        if wanted is not None:
            conditions.append(_is_among(wanted))
        condition = f" WHERE {' AND '.join(conditions)}" if conditions else ""
        order = f" ORDER BY {ddl.column_list(table.key)}" if in_order else ""
        with self.lent(_WANTED, wanted):
            frame = self.query(
                f"SELECT {ddl.column_list(names)} FROM {ddl.quoted(table.name)}{condition}{order}",
                parameters,
            )
        return frame.cast({name: table.columns[name].dtype for name in names})

    @contextmanager
    def lent(self, name: str, frame: pl.DataFrame | None) -> Iterator[None]:
        """A frame that queries within the block can read under a name; none if there is none."""
        if frame is None:
            yield
            return
        self.connection.register(name, frame.to_arrow())
        try:
            yield
        finally:
            self.connection.unregister(name)

    def append(self, table: Table, frame: pl.DataFrame | pl.LazyFrame) -> int:
        """Add rows; gives back how many.

        Raises:
            SchemaMismatchError: if the frame does not have the declared columns.
        """
        rows = table.conform(frame.lazy()).collect()
        if rows.is_empty():
            return 0
        self.connection.register(_INCOMING, rows.to_arrow())
        try:
            self.connection.execute(
                f"INSERT INTO {ddl.quoted(table.name)} BY NAME SELECT * FROM {_INCOMING}"
            )
        finally:
            self.connection.unregister(_INCOMING)
        return rows.height

    def overwrite(self, table: Table, frame: pl.DataFrame | pl.LazyFrame) -> int:
        """Replace all rows of a table; gives back how many there are now."""
        with self.transaction():
            self.connection.execute(f"DELETE FROM {ddl.quoted(table.name)}")
            return self.append(table, frame)

    def bring_up_to_date(
        self,
        table: Table,
        frame: pl.DataFrame | pl.LazyFrame,
        *,
        among: pl.DataFrame | None = None,
    ) -> None:
        """Give a table these rows and no others; only what differs is written.

        Keys must be unique and have values. `among` leaves rows alone that do not have the values
        of one of its rows.
        """
        rows = table.conform(frame.lazy()).collect()
        name = ddl.quoted(table.name)
        with self.lent(_INCOMING, rows), self.lent(_WANTED, among), self.transaction():
            differences.bring_up_to_date(
                self.connection,
                name,
                _INCOMING,
                key=table.key,
                names=list(table.columns),
                stored=None if among is None else f"(FROM {name} WHERE {_is_among(among)})",
            )

    def upsert(self, table: Table, frame: pl.DataFrame | pl.LazyFrame) -> int:
        """Write rows in place of those with the same key; gives back how many were written."""
        rows = table.conform(frame.lazy()).collect()
        same_key = " AND ".join(
            f"stored.{ddl.quoted(name)} IS NOT DISTINCT FROM incoming.{ddl.quoted(name)}"
            for name in table.key
        )
        with self.transaction():
            self._delete_using(table, rows.select(table.key), same_key)
            return self.append(table, rows)

    def update(self, table: Table, changes: pl.DataFrame, *, key: tuple[str, ...]) -> int:
        """Write the columns of some rows, which are found by a key; gives back how many."""
        if changes.is_empty():
            return 0
        others = [name for name in changes.columns if name not in key]
        assigned = ", ".join(f"{ddl.quoted(name)} = incoming.{ddl.quoted(name)}" for name in others)
        same_key = " AND ".join(
            f"stored.{ddl.quoted(name)} = incoming.{ddl.quoted(name)}" for name in key
        )
        self.connection.register(_INCOMING, changes.to_arrow())
        try:
            self.connection.execute(
                f"UPDATE {ddl.quoted(table.name)} AS stored SET {assigned} "
                f"FROM {_INCOMING} AS incoming WHERE {same_key}"
            )
        finally:
            self.connection.unregister(_INCOMING)
        return changes.height

    def update_all(
        self, table: Table, column: str, value: str, *, where: str, but: pl.DataFrame
    ) -> None:
        """Write one value into a column of many rows, without their going through this process.

        Args:
            table: The table.
            column: The column.
            value: The value, in SQL.
            where: An SQL condition for the rows.
            but: Rows that are left as they are: columns by which they are found.
        """
        same = " AND ".join(
            f"stored.{ddl.quoted(name)} = left_alone.{ddl.quoted(name)}" for name in but.columns
        )
        spared = ""
        if not but.is_empty():
            self.connection.register(_INCOMING, but.to_arrow())
            spared = f"AND NOT EXISTS (FROM {_INCOMING} AS left_alone WHERE {same})"
        try:
            self.connection.execute(
                f"UPDATE {ddl.quoted(table.name)} AS stored SET {ddl.quoted(column)} = {value}"
                f" WHERE ({where}) {spared}"
            )
        finally:
            self.connection.unregister(_INCOMING)

    def count(self, table: Table) -> int:
        """How many rows a table has."""
        row = self.connection.execute(f"SELECT count(*) FROM {ddl.quoted(table.name)}").fetchone()
        return int(row[0]) if row is not None else 0

    def replace_documents(
        self, table: Table, frame: pl.DataFrame | pl.LazyFrame, document_ids: pl.Series
    ) -> int:
        """Put the rows of some documents in place of all rows they had; gives back how many.

        A document without a row in the frame has none afterwards: it may have become a duplicate.
        """
        with self.transaction():
            self._delete_using(
                table, _as_documents(document_ids), "stored.document_id = incoming.document_id"
            )
            return self.append(table, frame)

    def watermark(self, step: str) -> int:
        """The last revision of the documents that a step has done; 0 before its first."""
        row = self.connection.execute(
            f"SELECT max(revision) FROM {WATERMARKS.name} WHERE step = ?",
            [step],
        ).fetchone()
        return int(row[0]) if row is not None and row[0] is not None else 0

    def set_watermark(self, step: str, revision: int) -> None:
        """Note that a step has done all documents up to a revision."""
        self.upsert(WATERMARKS, WATERMARKS.from_rows([{"step": step, "revision": revision}]))

    def next_revision(self) -> int:
        """The number for the next batch of documents, higher than any that was given before."""
        row = self.connection.execute(
            f"""
            SELECT greatest(
                (SELECT coalesce(max(revision), 0) FROM {_DOCUMENTS}),
                (SELECT coalesce(max(revision), 0) FROM {WATERMARKS.name})
            ) + 1
            """
        ).fetchone()
        return int(row[0]) if row is not None else 1

    def pending(
        self, step: str, batch: int, batch_characters: int = 64_000_000
    ) -> Iterator[Pending]:
        """What a step still has to do, oldest first, in portions of about a batch.

        A portion never splits a revision, because the watermark counts revisions. Documents of
        every status are named: one that became a duplicate has rows to lose.
        """
        revisions = self.query(
            f"""
            SELECT revision, count(*) AS documents, coalesce(sum(characters), 0)
            FROM {_DOCUMENTS}
            WHERE revision > ? GROUP BY revision ORDER BY revision
            """,
            [self.watermark(step)],
        )
        for first, last in _portions(revisions.rows(), batch, batch_characters):
            yield Pending(first, last, self._documents_between(first, last))

    def _documents_between(self, first: int, last: int) -> pl.Series:
        return self.query(
            f"""
            SELECT document_id FROM {_DOCUMENTS}
            WHERE revision BETWEEN ? AND ? ORDER BY revision, document_id
            """,
            [first, last],
        )["document_id"]

    def _delete_using(self, table: Table, rows: pl.DataFrame, condition: str) -> None:
        if rows.is_empty():
            return
        self.connection.register(_INCOMING, rows.to_arrow())
        try:
            self.connection.execute(
                f"DELETE FROM {ddl.quoted(table.name)} AS stored "
                f"USING {_INCOMING} AS incoming WHERE {condition}"
            )
        finally:
            self.connection.unregister(_INCOMING)

    def _stored(self) -> dict[str, dict[str, _Stored]]:
        """The columns of every table there is, by name, and under `_TABLE` the table itself."""
        rows = self.connection.execute(
            """
            SELECT schema_name || '.' || table_name AS name, column_name, data_type, comment
            FROM duckdb_columns() WHERE database_name = current_database()
            UNION ALL
            SELECT schema_name || '.' || table_name, '', '', comment
            FROM duckdb_tables() WHERE database_name = current_database()
            """
        ).fetchall()
        stored: dict[str, dict[str, _Stored]] = {}
        for table, column, data_type, comment in rows:
            stored.setdefault(table, {})[column] = _Stored(data_type, comment)
        return stored

    def _migrate(self, table: Table, present: Mapping[str, str]) -> None:
        for name, column in table.columns.items():
            declared = ddl.duckdb_type(column.dtype)
            if name not in present:
                self.connection.execute(
                    f"ALTER TABLE {ddl.quoted(table.name)} ADD COLUMN {ddl.quoted(name)} {declared}"
                )
            elif present[name] != declared:
                raise BuildSchemaError(
                    f"{table.name}.{name} is {present[name]} in the build file, but is declared "
                    f"as {declared}. Drop the table and let the run fill it anew."
                )
        if surplus := sorted(set(present) - set(table.columns) - {_TABLE}):
            raise BuildSchemaError(
                f"{table.name} has columns that are no longer declared: {', '.join(surplus)}. "
                f"Drop the columns, or drop the table and let the run fill it anew."
            )

    def _comment(self, table: Table, present: Mapping[str, _Stored]) -> None:
        target = ddl.quoted(table.name)
        told = {_TABLE: ddl.description(table)}
        told |= {name: column.description for name, column in table.columns.items()}
        for name, meaning in told.items():
            if name not in present or present[name].comment != meaning:
                what = f"COLUMN {target}.{ddl.quoted(name)}" if name else f"TABLE {target}"
                self.connection.execute(f"COMMENT ON {what} IS {ddl.literal(meaning)}")


def _as_documents(document_ids: pl.Series) -> pl.DataFrame:
    return pl.DataFrame({"document_id": document_ids.cast(pl.String())})


def _is_among(wanted: pl.DataFrame) -> str:
    """The condition for rows that have the values of one of the rows that are lent as wanted."""
    columns = ddl.column_list(wanted.columns)
    return f"({columns}) IN (SELECT ({columns}) FROM {_WANTED})"


def _portions(
    revisions: list[tuple[int, int, int]], batch: int, batch_characters: int
) -> Iterator[tuple[int, int]]:
    """Neighbouring revisions together as long as their documents and texts stay within a batch."""
    first: int | None = None
    last = documents = size = 0
    for revision, count, length in revisions:
        if first is not None and (documents + count > batch or size + length > batch_characters):
            yield first, last
            first, documents, size = None, 0, 0
        first = revision if first is None else first
        last, documents, size = revision, documents + count, size + length
    if first is not None:
        yield first, last
