"""The least that any run must do: read, hash, decode and store the same bytes, nothing else."""

import hashlib
import sys
import time
from pathlib import Path
from typing import Final

import duckdb
import polars as pl

BATCH: Final = 5_000


def store(folder: Path, database: Path) -> float:
    """Seconds it takes to read, hash, decode and store every file below a folder."""
    begin = time.perf_counter()
    connection = duckdb.connect(str(database))
    connection.execute("create table documents (document_id varchar, uri varchar, text varchar)")
    rows: list[tuple[str, str, str]] = []
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            content = path.read_bytes()
            text = content.decode("utf-8", errors="replace")
            rows.append((hashlib.sha256(content).hexdigest(), str(path), text))
        if len(rows) >= BATCH:
            _insert(connection, rows)
    _insert(connection, rows)
    connection.close()
    return time.perf_counter() - begin


def _insert(connection: duckdb.DuckDBPyConnection, rows: list[tuple[str, str, str]]) -> None:
    frame = pl.DataFrame(rows, schema=["document_id", "uri", "text"], orient="row").to_arrow()
    connection.register("incoming", frame)
    connection.execute("insert into documents select * from incoming")
    connection.unregister("incoming")
    rows.clear()


if __name__ == "__main__":
    print(store(Path(sys.argv[1]), Path(sys.argv[2])))  # noqa: T201 - read by the bench
