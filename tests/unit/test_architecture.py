"""The arrows between the packages: which may import which, and who may use the heavy libraries."""

import ast
import importlib
import pkgutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

import pipelines

ROOT: Final = Path(__file__).resolve().parents[2]
LAYERS: Final = (
    {"settings", "tables", "contract", "fingerprints", "showing", "workers"},
    # Landing calls the readers on what it has fetched, so reading stands before it here: readers
    # know bytes, and nothing of where they came from.
    {"reading"},
    {"landing"},
    {"claims"},
    {"catalogue"},
    {"identity"},
    {"staging"},
    {"storage"},
    {"quality"},
    {"warehouse"},
    {"explaining"},
    # The job is run where it is defined: these two are one.
    {"orchestration", "definitions"},
    {"cli"},
)
"""Parts of the house in the order of the data; each may use itself and those before it."""
USERS: Final = {
    "dagster": {"orchestration", "definitions"},
    "dagster_dbt": {"orchestration"},
    "great_expectations": {"quality"},
    # Explaining names the type of the connection that it is given.
    "duckdb": {"storage", "warehouse", "explaining"},
}
"""Libraries that only some parts may import."""
HEAVY: Final = ("dagster", "dbt", "great_expectations", "pandas", "polars")


def modules() -> list[str]:
    """Names of all modules of the package."""
    return sorted(
        module.name for module in pkgutil.walk_packages(pipelines.__path__, prefix="pipelines.")
    )


def part_of(module: str) -> str:
    """The part of the house a module stands in."""
    return module.split(".")[1]


def nodes_of(module: str) -> Iterator[ast.AST]:
    """Every node of a module's source."""
    path = ROOT / Path(*module.split("."))
    source = path / "__init__.py" if path.is_dir() else path.with_suffix(".py")
    return ast.walk(ast.parse(source.read_text(encoding="utf-8")))


def imports_of(module: str) -> Iterator[str]:
    """Everything a module imports, at its top or inside a function, by full name."""
    for node in nodes_of(module):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module}: relative import"
            if node.module == "pipelines":
                yield from (f"pipelines.{alias.name}" for alias in node.names)
            elif node.module is not None:
                yield node.module


def layer_of(part: str) -> int:
    """Place of a part in the order of the data."""
    return next(number for number, parts in enumerate(LAYERS) if part in parts)


def test_every_part_of_the_house_has_a_place_in_the_order() -> None:
    assert {part_of(module) for module in modules()} == set().union(*LAYERS)


@pytest.mark.parametrize("module", modules())
def test_a_module_can_be_imported_by_itself(module: str) -> None:
    assert importlib.import_module(module).__doc__


@pytest.mark.parametrize("module", modules())
def test_no_arrow_goes_back(module: str) -> None:
    back = [
        name
        for name in imports_of(module)
        if name.startswith("pipelines.")
        and name != "pipelines.__version__"
        and layer_of(part_of(name)) > layer_of(part_of(module))
    ]
    assert not back


@pytest.mark.parametrize("library", USERS)
def test_only_their_own_part_uses_the_heavy_libraries(library: str) -> None:
    users = {
        part_of(module)
        for module in modules()
        if any(name.split(".")[0] == library for name in imports_of(module))
    }
    assert users <= USERS[library]


def test_only_storage_and_warehouse_open_duckdb() -> None:
    openers = {
        part_of(module)
        for module in modules()
        for node in nodes_of(module)
        if isinstance(node, ast.Attribute)
        and node.attr in {"connect", "default_connection"}
        and isinstance(node.value, ast.Name)
        and node.value.id == "duckdb"
    }
    assert openers == {"storage", "warehouse"}


@pytest.mark.parametrize("module", ["pipelines.cli", "pipelines.settings"])
def test_the_command_starts_without_the_heavy_libraries(module: str) -> None:
    code = f"import sys, {module}; print(*sorted({{m.split('.')[0] for m in sys.modules}}))"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert not set(HEAVY) & set(done.stdout.split())
