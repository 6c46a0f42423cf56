"""Keep a DuckDB file open in this process between those who open it one after the other.

Opening and closing takes a tenth of a second, and what was read before is read again. What belongs
here is which files are kept and as what: DuckDB opens no file in two ways at once, and no other
process opens one that is kept.
"""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import duckdb

_KEPT: Final[dict[Path, tuple[duckdb.DuckDBPyConnection, Mapping[str, Any]]]] = {}
_READ_BESIDE: Final[dict[Path, int]] = {}


@contextmanager
def kept_open(
    path: Path, connection: duckdb.DuckDBPyConnection, config: Mapping[str, Any]
) -> Iterator[None]:
    """Keep a file open, until the end of the block or until it is let go.

    Args:
        path: The file.
        connection: What keeps it open, and is closed at the end.
        config: DuckDB's settings by which it was opened; all who open it meanwhile have to give
            the same.
    """
    _KEPT[path] = connection, config
    try:
        yield
    finally:
        let_go(path)


def let_go(path: Path) -> None:
    """Close a file, if it is kept: another process is to open it."""
    if path in _KEPT:
        connection, _ = _KEPT.pop(path)
        connection.close()
    if path in _READ_BESIDE:
        os.close(_READ_BESIDE.pop(path))


@contextmanager
def read_beside(path: Path) -> Iterator[int]:
    """A descriptor to read the bytes of a file that DuckDB has open in this process.

    To close it gives up the lock that DuckDB has on the file. So connections of the block have to
    be opened in it; of a file that is kept it is closed when that is let go.
    """
    if path in _KEPT:
        if path not in _READ_BESIDE:
            _READ_BESIDE[path] = os.open(path, os.O_RDONLY)
        yield _READ_BESIDE[path]
        return
    descriptor = os.open(path, os.O_RDONLY)
    try:
        yield descriptor
    finally:
        os.close(descriptor)


def is_kept(path: Path) -> bool:
    """Whether a file is kept open."""
    return path in _KEPT


def open_to_read(path: Path) -> duckdb.DuckDBPyConnection:
    """A connection to read a file by, which is open as the file is kept, if it is."""
    if path in _KEPT:
        _, config = _KEPT[path]
        return duckdb.connect(str(path), config=dict(config))
    return duckdb.connect(str(path), read_only=True)
