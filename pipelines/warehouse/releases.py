"""Write, audit, publish: put a judged build in front of readers, or an older release back.

A release is complete in a hidden folder before it gets its name, and has its name before `current`
leads to it; each of the two is one atomic step. Whatever kills a run between any two steps, readers
have the old release or the new one, whole. Nothing here reads the clock.
"""

import json
import re
import shutil
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

import duckdb
import polars as pl

from pipelines.contract import RELEASED, ReleasedTable
from pipelines.storage.blocks import Blocks
from pipelines.storage.kept import read_beside
from pipelines.warehouse import ddl, disk, parquet
from pipelines.warehouse.at_once import at_once
from pipelines.warehouse.build import Build, BuildFile
from pipelines.warehouse.changes import BEFORE, changes_text, largest_movements, row_changes
from pipelines.warehouse.differences import Difference
from pipelines.warehouse.holds import Hold, lift_hold, read_hold, write_hold
from pipelines.warehouse.locks import exclusive
from pipelines.warehouse.snapshots import (
    RELEASE,
    bring_up_to_date,
    copy_table,
    count_rows,
    forms_of_build,
    in_release,
    is_like,
    replace_rows,
)
from pipelines.warehouse.standing import Standing, note, standing
from pipelines.warehouse.tables import RELEASES

FILE_NAME: Final = "reelhouse.duckdb"
CHANGES_NAME: Final = "CHANGES.md"
DATA_DOCS_NAME: Final = "data_docs"

_RELEASE_ID: Final = re.compile(r"(?P<number>\d{6})-\d{8}T\d{6}Z")
_HIDDEN: Final = ".staging-"

# The two tables that differ in every release say nothing about what moved.
_NOT_COMPARED: Final = ("quality.results", "quality.releases")


class ReleaseNotFoundError(LookupError):
    """There is no such release on disk."""


@dataclass(frozen=True)
class Override:
    """Who publishes in spite of which broken rules, and why."""

    by: str
    because: str
    rules: tuple[str, ...]


@dataclass(frozen=True)
class Release:
    """One release on disk."""

    release_id: str
    path: Path
    published_at: datetime
    code_version: str
    contract_version: str
    inputs_fingerprint: str
    is_current: bool
    row_counts: Mapping[str, int] = field(repr=False)
    row_changes: Mapping[str, Mapping[str, int]] = field(repr=False)
    overridden_rules: tuple[str, ...] = ()
    overridden_by: str | None = None
    override_reason: str | None = None

    @property
    def database(self) -> Path:
        """The DuckDB file."""
        return self.path / FILE_NAME


def list_releases(warehouse_dir: Path) -> list[Release]:
    """The releases on disk, oldest first."""
    current = _current_id(warehouse_dir)
    return [_load(path, current) for path in _folders(warehouse_dir)]


def current_release(warehouse_dir: Path) -> Release | None:
    """The release that readers have now; None before the first."""
    current = _current_id(warehouse_dir)
    return None if current is None else _load(_releases_dir(warehouse_dir) / current, current)


def find_release(warehouse_dir: Path, release_id: str | None = None) -> Path:
    """The folder of a release, of the current one if none is named.

    Raises:
        ReleaseNotFoundError: if it is not on disk; the message names those that are.
    """
    wanted = release_id if release_id is not None else _current_id(warehouse_dir)
    if wanted is None:
        raise ReleaseNotFoundError(f"{warehouse_dir}: nothing was released yet; start a run first")
    names = [path.name for path in _folders(warehouse_dir)]
    if wanted not in names:
        raise ReleaseNotFoundError(
            f"{warehouse_dir}: there is no release {wanted}; there are {', '.join(names) or 'none'}"
        )
    return (_releases_dir(warehouse_dir) / wanted).resolve()


def rollback(warehouse_dir: Path, release_id: str | None = None) -> Release:
    """Make an older release the current one; without a name, the one before the current.

    It holds, see `current_hold`: what was taken back is not published again by itself. Going
    forward to the newest release ends it.

    Raises:
        ReleaseNotFoundError: if it is not on disk, or nothing is before the current one.
    """
    with exclusive(_lock_path(warehouse_dir)):
        if release_id is None:
            current = find_release(warehouse_dir).name
            before = [path.name for path in _folders(warehouse_dir) if path.name < current]
            if not before:
                raise ReleaseNotFoundError(
                    f"{warehouse_dir}: no release on disk is older than the current {current}"
                )
            release_id = before[-1]
        folder = find_release(warehouse_dir, release_id)
        taken_back = {
            path.name: _load(path, None).inputs_fingerprint
            for path in _folders(warehouse_dir)
            if path.name > folder.name
        }
        if taken_back:
            write_hold(warehouse_dir, Hold(folder.name, taken_back))
        else:
            lift_hold(warehouse_dir)
        disk.point(warehouse_dir / "current", f"releases/{folder.name}")
        return _load(folder, folder.name)


def current_hold(warehouse_dir: Path) -> Hold | None:
    """The rollback that readers' release comes from; None if it comes from a run."""
    hold = read_hold(warehouse_dir)
    # A note about another release was left by what was killed before it could be removed.
    return hold if hold is not None and hold.release_id == _current_id(warehouse_dir) else None


def lift(warehouse_dir: Path) -> bool:
    """End the hold of a rollback, so that the next run publishes; whether there was one."""
    with exclusive(_lock_path(warehouse_dir)):
        return lift_hold(warehouse_dir)


def next_release_id(build_file: BuildFile, warehouse_dir: Path, *, now: datetime) -> str:
    """The id the next release will have: one more than any that was ever made, and the time."""
    with build_file.connect() as build:
        build.create([RELEASES])
        return _next_id(build, warehouse_dir, now)


def publish(
    build_file: BuildFile,
    warehouse_dir: Path,
    *,
    now: datetime,
    code_version: str,
    contract_version: str,
    fingerprint: str,
    keep: int,
    release_id: str | None = None,
    data_docs: Callable[[], Path] | None = None,
    override: Override | None = None,
    tables: Sequence[ReleasedTable] = RELEASED,
    on_step: Callable[[str], None] = lambda _: None,
) -> Release:
    """Publish the released tables of the build file as a new release, which becomes the current.

    The build must have been judged: nothing is checked here but that the tables are there.

    Args:
        build_file: where the tables are.
        warehouse_dir: where the release goes.
        now: the time of the release.
        code_version: version of the code that built the tables.
        contract_version: version of the contract they keep.
        fingerprint: fingerprint of everything that went in.
        keep: how many releases stay on disk, the current one always among them.
        release_id: the id the build was judged under; the next one if not given.
        data_docs: waits for the folder with the pages about the judgement, to go with the release.
        override: who publishes in spite of which broken rules; goes into the history.
        tables: the tables a release holds, `quality.releases` among them.
        on_step: is told the name of each step when it is done.

    Raises:
        TableMissingError: if a table is not in the build file; no release is made then.
        BuildLockedError: if another process is writing.
    """
    releases = _releases_dir(warehouse_dir)
    with build_file.exclusive(), exclusive(_lock_path(warehouse_dir)):
        _remove_hidden(releases)
        with read_beside(build_file.path) as file, build_file.connect() as build:
            build.create([RELEASES])
            _recover_history(build, warehouse_dir)
            name = release_id or _next_id(build, warehouse_dir, now)
            staging = releases / f"{_HIDDEN}{name}"
            staging.mkdir(parents=True)
            on_step("started")
            entry = {
                "release_id": name,
                "published_at": now,
                "code_version": code_version,
                "contract_version": contract_version,
                "inputs_fingerprint": fingerprint,
                "overridden_rules": list(override.rules) if override else [],
                "overridden_by": override.by if override else None,
                "override_reason": override.because if override else None,
            }
            before = _before(warehouse_dir)
            compared = [table for table in tables if table.name not in _NOT_COMPARED]
            stands = standing(
                build, Blocks(file), compared, before=before.release_id if before else None
            )
            entry |= _fill(build, staging, entry, tables=tables, before=before, stands=stands)
            if data_docs is not None:
                shutil.copytree(data_docs(), staging / DATA_DOCS_NAME)
            on_step("filled")
            disk.seal(staging)
            on_step("sealed")
            staging.rename(releases / name)
            disk.sync(releases)
            on_step("named")
            disk.point(warehouse_dir / "current", f"releases/{name}")
            disk.point(warehouse_dir / "current.duckdb", f"current/{FILE_NAME}")
            on_step("current")
            build.append(RELEASES, RELEASES.from_rows([entry]))
            note(build, name, stands.groups)
            lift_hold(warehouse_dir)
            on_step("recorded")
        _prune(warehouse_dir, keep)
        on_step("pruned")
        return _load(releases / name, name)


def _before(warehouse_dir: Path) -> Release | None:
    """The release that readers have, to go on from."""
    current = _current_id(warehouse_dir)
    return None if current is None else _load(find_release(warehouse_dir, current), current)


def _fill(
    build: Build,
    staging: Path,
    entry: Mapping[str, Any],
    *,
    tables: Sequence[ReleasedTable],
    before: Release | None,
    stands: Standing,
) -> dict[str, str]:
    """Write the files of a release; gives back the counts and changes for its entry."""
    compared = [table for table in tables if table.name not in _NOT_COMPARED]
    connection = build.connection
    if before is not None:
        path = ddl.literal(str(before.database))
        connection.execute(f"ATTACH {path} AS {BEFORE} (READ_ONLY)")
    try:
        changes, changed_parts = _write_tables(
            connection,
            staging / FILE_NAME,
            tables,
            compared,
            before=before,
            stands=stands,
            is_forced=bool(entry["overridden_rules"]),
        )
        counts = {each.name: count_rows(connection, in_release(each)) for each in compared}
        movements = largest_movements(connection) if before is not None else {}
        facts = {
            "row_counts": json.dumps(counts),
            "row_changes": json.dumps(changes),
            "largest_movements": json.dumps(movements, ensure_ascii=False),
        }
        _add_entry(connection, RELEASES.from_rows([{**entry, **facts}]))

        def write_parquet(own: duckdb.DuckDBPyConnection, table: ReleasedTable) -> None:
            changed = changed_parts.get(table.name)
            parquet.write(
                own,
                table,
                in_release(table),
                staging,
                before=None if before is None or changed is None else before.path,
                changed=changed or (),
            )

        at_once(connection, write_parquet, tables)
        heading = {
            "release": f"Release {entry['release_id']}",
            "published at": entry["published_at"].isoformat(),
            "made by": f"Reelhouse {entry['code_version']}",
            "contract": entry["contract_version"],
        }
        if entry["overridden_rules"]:
            told = f"{entry['overridden_by']}, because: {entry['override_reason']}"
            heading["published in spite of broken rules by"] = " ".join(told.split())
        (staging / CHANGES_NAME).write_text(
            changes_text(
                release=heading,
                counts=counts,
                changes=changes,
                movements=movements,
                overridden=entry["overridden_rules"],
                before=None if before is None else before.release_id,
            )
        )
    finally:
        connection.execute(f"DETACH DATABASE IF EXISTS {RELEASE}")
        connection.execute(f"DETACH DATABASE IF EXISTS {BEFORE}")
    return facts


def _write_tables(
    connection: duckdb.DuckDBPyConnection,
    path: Path,
    tables: Sequence[ReleasedTable],
    compared: Sequence[ReleasedTable],
    *,
    before: Release | None,
    stands: Standing,
    is_forced: bool,
) -> tuple[Mapping[str, Mapping[str, int]], Mapping[str, Collection[str]]]:
    """Make and attach the release's file with its tables.

    A release goes on from the file of the one before where it can. It cannot where a rule was
    overridden in either, as then keys may not be unique, or where the one before was written
    otherwise than it would be now.

    Returns:
        How many rows changed in each table; and, of tables that the release before has in the same
        form, which parts changed.
    """
    forms = forms_of_build(connection, tables)
    goes_on = (
        before is not None
        and not (is_forced or before.overridden_rules)
        and is_like(connection, forms, BEFORE)
        and parquet.is_written_alike(connection, before.path / f"{RELEASES.name}.parquet")
    )
    if before is not None and goes_on:
        shutil.copyfile(before.database, path)
    connection.execute(f"ATTACH {ddl.literal(str(path))} AS {RELEASE}")
    if goes_on:
        for table in (each for each in tables if each not in compared):
            replace_rows(connection, table, forms[table.name])

        def brought(
            own: duckdb.DuckDBPyConnection, table: ReleasedTable
        ) -> tuple[str, Difference, Collection[str]]:
            name = table.name
            others = stands.others(name)
            return name, *bring_up_to_date(own, table, forms[name], others=others)

        found = at_once(connection, brought, compared)
        return (
            {name: asdict(difference) for name, difference, _ in found},
            {name: parts for name, _, parts in found},
        )
    for table in tables:
        copy_table(connection, table, forms[table.name])
    return row_changes(connection, compared, has_before=before is not None), {}


def _add_entry(connection: duckdb.DuckDBPyConnection, entry: pl.DataFrame) -> None:
    """Add the release's own row to the history it carries."""
    connection.register("release_entry", entry.to_arrow())
    connection.execute(f"INSERT INTO {RELEASE}.{RELEASES.name} BY NAME SELECT * FROM release_entry")
    connection.unregister("release_entry")


def _recover_history(build: Build, warehouse_dir: Path) -> None:
    """Bring releases on disk into the build's history that a killed run left out of it.

    Every release carries the history up to itself, so a lost build file costs no entry either.
    """
    known = set(build.read(RELEASES, columns=["release_id"])["release_id"])
    for folder in _folders(warehouse_dir):
        if folder.name not in known:
            history = _history(folder)
            build.append(RELEASES, history.filter(~pl.col("release_id").is_in(known)))
            known |= set(history["release_id"])


def _next_id(build: Build, warehouse_dir: Path, now: datetime) -> str:
    ids = build.read(RELEASES, columns=["release_id"])["release_id"].to_list()
    ids += [path.name for path in _folders(warehouse_dir)]
    number = 1 + max((int(name.split("-")[0]) for name in ids), default=0)
    return f"{number:06d}-{now.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _prune(warehouse_dir: Path, keep: int) -> None:
    """Remove all but the last releases. A release gets a hidden name first, then goes."""
    current = _current_id(warehouse_dir)
    folders = _folders(warehouse_dir)
    for folder in folders[: max(len(folders) - keep, 0)]:
        if folder.name != current:
            folder.rename(folder.with_name(f"{_HIDDEN}{folder.name}"))
    _remove_hidden(_releases_dir(warehouse_dir))


def _remove_hidden(releases: Path) -> None:
    """Remove what a killed run left behind: releases half written, or half removed."""
    for folder in sorted(releases.glob(f"{_HIDDEN}*")):
        shutil.rmtree(folder)


def _folders(warehouse_dir: Path) -> list[Path]:
    """Folders of releases, oldest first; their names begin with the running number."""
    releases = _releases_dir(warehouse_dir)
    if not releases.is_dir():
        return []
    return sorted(path for path in releases.iterdir() if _RELEASE_ID.fullmatch(path.name))


def _load(folder: Path, current: str | None) -> Release:
    row = _history(folder).row(by_predicate=pl.col("release_id") == folder.name, named=True)
    return Release(
        release_id=folder.name,
        path=folder.resolve(),
        published_at=row["published_at"],
        code_version=row["code_version"],
        contract_version=row["contract_version"],
        inputs_fingerprint=row["inputs_fingerprint"],
        is_current=folder.name == current,
        row_counts=json.loads(row["row_counts"]),
        row_changes=json.loads(row["row_changes"]),
        overridden_rules=tuple(row["overridden_rules"] or ()),
        overridden_by=row["overridden_by"],
        override_reason=row["override_reason"],
    )


def _history(folder: Path) -> pl.DataFrame:
    """All releases that a release on disk knows of, itself last.

    Its Parquet is read in a tenth of the time that it takes to open its DuckDB file.
    """
    written = folder.resolve() / f"{RELEASES.name}.parquet"
    rows = pl.read_parquet(written) if written.is_file() else _history_in_database(folder)
    # A release of an older version lacks the columns that have been added since.
    missing = [pl.lit(None).alias(name) for name in RELEASES.columns if name not in rows.columns]
    told = RELEASES.select(rows.with_columns(missing).lazy()).collect()
    return told.sort("release_id", maintain_order=True)


def _history_in_database(folder: Path) -> pl.DataFrame:
    """The same where somebody has taken the Parquet out of the release."""
    with duckdb.connect(str(folder.resolve() / FILE_NAME), read_only=True) as connection:
        connection.execute("SET TimeZone = 'UTC'")
        return connection.execute(f"FROM {RELEASES.name}").pl()


def _current_id(warehouse_dir: Path) -> str | None:
    link = warehouse_dir / "current"
    return link.readlink().name if link.is_symlink() else None


def _releases_dir(warehouse_dir: Path) -> Path:
    return warehouse_dir / "releases"


def _lock_path(warehouse_dir: Path) -> Path:
    return _releases_dir(warehouse_dir) / ".lock"
