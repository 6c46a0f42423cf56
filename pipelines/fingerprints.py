"""Fingerprint what a run depends on, so that nothing is done twice and nothing is missed."""

import hashlib
from collections.abc import Iterable
from importlib.metadata import version
from pathlib import Path
from typing import Final

from pipelines.settings import PROJECT_ROOT, Settings

FINGERPRINT_CHARACTERS: Final = 16
NOT_HERE: Final = frozenset({"overrides", "target"})
"""Folders below others that are not meant with them: corrections are no matter of reading."""
READING_CODE: Final = ("reading", "claims", "staging")
"""Packages whose change means that texts should be read again."""
LIMITS: Final = (
    "max_text_characters",
    "max_values",
    "max_value_characters",
    "max_columns",
    "max_depth",
    "max_open_tags",
)
"""Settings whose change means that files should be read again."""
BUILDING_CODE: Final = ("identity", "quality", "warehouse")
"""Packages whose change means that the release should be built again."""


def of_files(folders: Iterable[Path], *, endings: tuple[str, ...]) -> str:
    """A fingerprint of the names and bytes of all files with these endings below the folders."""
    told = hashlib.sha256()
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            below = path.relative_to(folder)
            is_one = path.name.endswith(endings) and path.is_file()
            if is_one and not NOT_HERE & {*below.parts}:
                told.update(below.as_posix().encode())
                told.update(hashlib.sha256(path.read_bytes()).digest())
    return told.hexdigest()[:FINGERPRINT_CHARACTERS]


def of_reading(settings: Settings, catalogue: str | None = None) -> str:
    """A fingerprint of the readers, their limits, the rules, their tables and the catalogue."""
    packages = [PROJECT_ROOT / "pipelines" / name for name in READING_CODE]
    code = of_files([*packages, settings.reference], endings=(".py", ".csv"))
    limits = settings.model_dump_json(include=set(LIMITS))
    return together(code, limits, *([] if catalogue is None else [catalogue]))


def of_building(settings: Settings) -> str:
    """A fingerprint of all that turns staging tables into a release."""
    packages = [PROJECT_ROOT / "pipelines" / name for name in BUILDING_CODE]
    code = of_files([*packages, settings.dbt_project], endings=(".py", ".sql", ".yml", ".csv"))
    return together(code, of_files([settings.overrides], endings=(".csv",)))


def of_models(settings: Settings) -> str:
    """A fingerprint of the models, their seeds and variables, and of what builds them."""
    engine = (version("duckdb"), version("dbt-core"), version("dbt-duckdb"))
    return together(of_files([settings.dbt_project], endings=(".sql", ".yml", ".csv")), *engine)


def together(*parts: str) -> str:
    """One fingerprint of several."""
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:FINGERPRINT_CHARACTERS]
