"""The `reelhouse` command.

What belongs here is talking to a person: arguments, output, exit codes. The work is done by the
packages; Dagster is imported only by the commands that run it, because it takes seconds.
"""

import getpass
import json
import os
import sys
from functools import partial
from pathlib import Path
from typing import Annotated, Final

import typer
from rich.console import Console
from rich.table import Table

from pipelines import __version__
from pipelines.settings import PROJECT_ROOT, load_settings
from pipelines.showing import plainly

FAILED: Final = 1
"""Exit code when a run failed or a release was refused; readers keep what they have."""
UNUSABLE: Final = 2
"""Exit code when what was asked for cannot be done: a bad registry, nothing released yet."""
LOCKED: Final = 3
"""Exit code when another run is writing."""

HELD: Final = (
    "held by a rollback until files, rules or models change; end it with: reelhouse rollback --lift"
)

app = typer.Typer(
    help="Raw film reviews, listings and award files in, an audited warehouse out.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
out = Console(highlight=False, markup=False, emoji=False, soft_wrap=not sys.stdout.isatty())
err = Console(stderr=True, highlight=False, markup=False, emoji=False, soft_wrap=True)


def main(arguments: list[str] | None = None) -> None:
    """Run the command line, turning errors that a user can mend into a line and an exit code.

    Args:
        arguments: What to do; what this process was started with if not given.
    """
    from pydantic import ValidationError  # noqa: PLC0415

    from pipelines.identity.overrides import OverrideError  # noqa: PLC0415
    from pipelines.landing.registry import RegistryError  # noqa: PLC0415
    from pipelines.warehouse.disk import DiskError  # noqa: PLC0415
    from pipelines.warehouse.locks import BuildLockedError  # noqa: PLC0415
    from pipelines.warehouse.releases import ReleaseNotFoundError  # noqa: PLC0415

    try:
        app(arguments)
    except BuildLockedError as error:
        err.print(plainly(str(error)), style="red")
        sys.exit(LOCKED)
    except ValidationError as error:
        for fault in error.errors():
            name = "REELHOUSE_" + "_".join(map(str, fault["loc"])).upper()
            err.print(f"{name}: {fault['input']!r}: {fault['msg']}", style="red")
        sys.exit(UNUSABLE)
    except (DiskError, OverrideError, RegistryError, ReleaseNotFoundError) as error:
        err.print(plainly(str(error)), style="red")
        sys.exit(UNUSABLE)


@app.command()
def run() -> None:
    """Land what is new, build, judge, and publish a release if anything changed."""
    _run()


@app.command()
def watch(
    every: Annotated[
        float,
        typer.Option(help="Seconds from one look to the next, if nothing is told.", min=0.1),
    ] = 10,
) -> None:
    """Stay, and run whenever files have come, gone or changed; addresses are not looked at."""
    from pipelines.orchestration.manifest import manifest_path  # noqa: PLC0415
    from pipelines.orchestration.watching import watch  # noqa: PLC0415

    settings = load_settings()
    manifest_path(settings)
    watch(settings, partial(main, ["run"]), every=every, again=LOCKED)


@app.command()
def release(
    because: Annotated[
        str, typer.Option(help="Why it is right to publish all the same; kept with the release.")
    ] = "",
    force: Annotated[
        bool, typer.Option("--force", help="Publish in spite of broken rules.")
    ] = False,
    by: Annotated[str, typer.Option(help="Who says so; you, if not given.")] = "",
) -> None:
    """Run, and publish in spite of broken rules: who, when, why and which is kept with it."""
    if not force or not because.strip():
        err.print(
            "a release is made by: reelhouse run. To publish in spite of broken rules, say why:"
            ' reelhouse release --force --because "…"',
            style="red",
        )
        raise typer.Exit(UNUSABLE)
    _run(by=by.strip() or getpass.getuser(), because=because.strip())


def _run(*, by: str = "", because: str = "") -> None:
    from pipelines.identity.overrides import read_overrides  # noqa: PLC0415
    from pipelines.landing.registry import registry_of  # noqa: PLC0415
    from pipelines.orchestration.running import run_job  # noqa: PLC0415
    from pipelines.warehouse import disk  # noqa: PLC0415
    from pipelines.warehouse.build import BuildFile  # noqa: PLC0415
    from pipelines.warehouse.releases import current_hold, current_release  # noqa: PLC0415
    from pipelines.workers import seek_cycles_seldom  # noqa: PLC0415

    seek_cycles_seldom()
    settings = load_settings()
    # A registry or a correction that cannot be used is told before anything starts.
    registry_of(settings)
    read_overrides(settings.overrides)
    released = (settings.warehouse / "current").resolve()
    disk.check(settings.warehouse, disk.SPARE_BYTES + disk.size_of(released))
    full = f"the disk of {_short(settings.warehouse)} is full: make room and run again"
    try:
        with BuildFile(settings.warehouse).exclusive():
            outcome = run_job(settings, by=by, because=because)
    except Exception as error:
        # Dagster's own notes are on that disk too, and an error there ends more than a step.
        if disk.is_full(settings.warehouse) or disk.tell_full([str(error)]):
            raise disk.DiskError(full) from error
        raise
    release = current_release(settings.warehouse)
    if not outcome.success:
        kept = f"readers keep release {release.release_id}" if release else "nothing is released"
        err.print(f"run {outcome.run_id} failed; {kept}", style="red")
        if disk.tell_full(outcome.failures):
            err.print(full, style="red")
        raise typer.Exit(FAILED)
    if release is not None and not outcome.did_publish:
        out.print(f"nothing new; the current release is {release.release_id}")
        if current_hold(settings.warehouse) is not None:
            out.print(HELD)
    elif release is not None:
        counts = release.row_counts
        told = ", ".join(
            f"{counts.get(f'marts.{name}', 0):,} {name}"
            for name in ("films", "persons", "reviews", "screenings", "awards", "claims")
        )
        out.print(f"published release {release.release_id}: {told}")
        out.print(f"open it with DuckDB: {_short(settings.warehouse / 'current.duckdb')}")
        for rule in release.overridden_rules:
            err.print(f"published in spite of {rule}", style="yellow", markup=False)


@app.command()
def status() -> None:
    """What the current release holds, how old it and its data are, and what was not readable."""
    from pipelines.quality.telling import told as told_of  # noqa: PLC0415
    from pipelines.warehouse.readers import query  # noqa: PLC0415
    from pipelines.warehouse.releases import (  # noqa: PLC0415
        current_hold,
        find_release,
        list_releases,
    )

    warehouse = load_settings().warehouse
    find_release(warehouse)
    release = next(each for each in list_releases(warehouse) if each.is_current)
    newest = query(warehouse, "select max(newest_document_at) as at from quality.freshness")
    out.print(
        f"release    {release.release_id}, published {release.published_at:%Y-%m-%d %H:%M} UTC"
    )
    out.print(f"data       newest document seen {newest['at'].item():%Y-%m-%d %H:%M} UTC")
    places = query(
        warehouse,
        "select status, count(*) as documents, sum(len(uris)) as places"
        " from marts.documents group by status order by status",
    )
    told = ", ".join(f"{row[1]:,} {row[0]} ({row[2]:,} files)" for row in places.iter_rows())
    out.print(f"documents  {told}")
    rejected = query(
        warehouse,
        "select uri, status_reason from marts.documents where status = 'rejected' order by uri",
    )
    for uri, reason in rejected.head(20).iter_rows():
        out.print(plainly(f"  rejected {uri}: {reason}"))
    if rejected.height > 20:
        out.print(f"  and {rejected.height - 20:,} more; see marts.documents")
    if current_hold(warehouse) is not None:
        out.print(f"rollback   {HELD}")
    if release.overridden_rules:
        out.print(
            f"overridden {len(release.overridden_rules)} rules by {release.overridden_by},"
            f" because: {release.override_reason}",
            markup=False,
        )
    broken = query(
        warehouse,
        "select * from quality.results where not success"
        " order by severity, table_name, expectation",
    )
    rules = "rule" if broken.height == 1 else "rules"
    out.print(f"quality    {broken.height} {rules} not met")
    for row in broken.iter_rows(named=True):
        out.print(f"  {told_of(row)}", markup=False)
    table = Table("table", "rows", box=None, pad_edge=False)
    table.columns[1].justify = "right"
    for name, count in release.row_counts.items():
        table.add_row(name, f"{count:,}")
    out.print(table)


@app.command()
def sources() -> None:
    """The source registry, and how many files each source has."""
    from pipelines.landing.places import list_files  # noqa: PLC0415
    from pipelines.landing.registry import registry_of  # noqa: PLC0415

    settings = load_settings()
    registry = registry_of(settings)
    counts: dict[str, int] = {}
    for found in list_files(registry):
        counts[found.source.name] = counts.get(found.source.name, 0) + 1
    table = Table("source", "kind", "publication", "scale", "files", box=None, pad_edge=False)
    table.columns[4].justify = "right"
    for source in registry.sources:
        scale = "" if source.rating_scale is None else f"{source.rating_scale}"
        count = counts.get(source.name, 0)
        table.add_row(source.name, source.kind, source.publication or "", scale, f"{count:,}")
    out.print(table)
    for name in registry.absent:
        out.print(f"{name}: its folder is not in {_short(settings.data)}")


@app.command()
def releases() -> None:
    """The releases on disk, the current one marked."""
    from pipelines.warehouse.releases import list_releases  # noqa: PLC0415

    found = list_releases(load_settings().warehouse)
    if not found:
        out.print("nothing was released yet; start with: reelhouse run")
    for release in found:
        mark = "*" if release.is_current else " "
        changed = sum(sum(each.values()) for each in release.row_changes.values())
        films = release.row_counts.get("marts.films", 0)
        out.print(
            f"{mark} {release.release_id}  {films:,} films  {changed:,} rows changed"
            f"  made by {release.code_version}"
        )


@app.command()
def rollback(
    release_id: Annotated[
        str | None, typer.Argument(help="The release to go back to; the one before if not given.")
    ] = None,
    lift: Annotated[
        bool, typer.Option("--lift", help="Let the next run publish again; changes no release.")
    ] = False,
) -> None:
    """Give readers an older release; what is taken back is not published again by itself."""
    from pipelines.warehouse import releases as kept  # noqa: PLC0415

    if lift:
        was_held = kept.lift(load_settings().warehouse)
        out.print("the next run publishes again" if was_held else "no rollback holds")
        return
    release = kept.rollback(load_settings().warehouse, release_id)
    out.print(f"the current release is now {release.release_id}")
    if kept.current_hold(load_settings().warehouse) is not None:
        out.print(HELD)


@app.command()
def explain(
    wanted: Annotated[
        str, typer.Argument(help="A title, a name, an IMDb id, or an id of the warehouse.")
    ],
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """What the warehouse says about a film or a person, why, and the words it has it from."""
    from pipelines.explaining.asking import explanations  # noqa: PLC0415
    from pipelines.explaining.telling import lines_of  # noqa: PLC0415

    found = explanations(load_settings().warehouse, wanted)
    if not found:
        err.print(f"no film or person is known as {wanted!r}", style="red")
        raise typer.Exit(UNUSABLE)
    if as_json:
        told = json.dumps(found, ensure_ascii=False, default=str, indent=2)
        out.print("\n".join(plainly(line) for line in told.split("\n")), soft_wrap=True)
        return
    for number, explanation in enumerate(found):
        if number:
            out.print()
        for line in lines_of(explanation):
            out.print(plainly(line.text), style=line.style)


@app.command()
def prepare() -> None:
    """Make what Dagster's own services need before they start: its home and dbt's manifest."""
    _prepare()


def _prepare() -> None:
    from pipelines.orchestration.instance import prepare_home  # noqa: PLC0415
    from pipelines.orchestration.manifest import manifest_path  # noqa: PLC0415

    settings = load_settings()
    prepare_home(settings)
    manifest_path(settings)


@app.command()
def dev(port: Annotated[int, typer.Option(help="Port on this machine.")] = 3000) -> None:
    """Dagster's web UI, schedules and sensors on this warehouse, on this machine only."""
    _prepare()
    dagster = Path(sys.executable).with_name("dagster")
    workspace = PROJECT_ROOT / "workspace.yaml"
    os.chdir(PROJECT_ROOT)
    os.execv(  # noqa: S606 - our own Dagster with fixed arguments
        dagster,
        [str(dagster), "dev", "-w", str(workspace), "-h", "127.0.0.1", "-p", str(port)],
    )


@app.command()
def version() -> None:
    """The version of Reelhouse."""
    out.print(__version__)


def _short(path: Path) -> str:
    """A path as a person would type it here."""
    return os.path.relpath(path) if path.is_relative_to(Path.cwd()) else str(path)
