"""Fingerprint what a run depends on, so that nothing is done twice and nothing is missed."""

import ast
import hashlib
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import Final, TypeGuard

from pipelines.settings import PROJECT_ROOT, Settings

FINGERPRINT_CHARACTERS: Final = 16
CODE: Final = PROJECT_ROOT / "pipelines"
NOT_HERE: Final = frozenset({"overrides", "target"})
"""Folders below others that are not meant with them: corrections are no matter of reading."""
READING_CODE: Final = ("reading",)
"""Packages whose change means that files should be read again."""
STAGING_CODE: Final = ("claims", "staging")
"""Packages whose change means that stored texts should be staged again."""
LIMITS: Final = (
    "max_text_characters",
    "max_values",
    "max_value_characters",
    "max_columns",
    "max_depth",
    "max_open_tags",
)
"""Settings whose change means that files should be read again."""
IDENTITY_CODE: Final = ("claims", "identity", "warehouse")
"""Packages whose change means that films and persons should be identified anew."""
BUILDING_CODE: Final = ("identity", "storage", "quality", "warehouse")
"""Packages whose change means that the release should be built again."""
TELLING: Final = frozenset({"finds", "examples", "counter_examples"})
"""Arguments of a rule that tell of it and do not change what it finds."""


@dataclass(frozen=True)
class Part:
    """A part of what stages documents: a rule that says which words it needs, or all else.

    Attributes:
        name: The name of the rule; empty for all else.
        fingerprint: Of what it does.
        needs: Words of which a line must hold one for it to matter; none if it may always matter.
    """

    name: str
    fingerprint: str
    needs: tuple[str, ...] = ()


def of_files(folders: Iterable[Path], *, endings: tuple[str, ...]) -> str:
    """A fingerprint of the names and bytes of all files with these endings below the folders."""
    told = hashlib.sha256()
    for folder in folders:
        for path in sorted(_files_below(folder)):
            if path.name.endswith(endings):
                told.update(path.relative_to(folder).as_posix().encode())
                told.update(hashlib.sha256(path.read_bytes()).digest())
    return told.hexdigest()[:FINGERPRINT_CHARACTERS]


def _files_below(folder: Path) -> Iterator[Path]:
    """All files below a folder, but for folders not meant with it: others may write there."""
    for parent, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if name not in NOT_HERE]
        yield from (Path(parent, name) for name in names)


def of_reading(settings: Settings) -> str:
    """A fingerprint of the readers and their limits: of what makes texts and fields of files."""
    code = of_files([CODE / name for name in READING_CODE], endings=(".py",))
    return together(code, settings.model_dump_json(include=set(LIMITS)))


def of_staging(settings: Settings, catalogue: str | None = None) -> tuple[Part, ...]:
    """The parts of what makes rows of stored texts and fields, in order.

    That is the code, the reference tables and the catalogue; from the code, rules that say in so
    many words what they need are taken out, each as a part of its own.
    """
    rules: list[Part] = []
    rest = [of_files([settings.reference], endings=(".csv",)), catalogue or ""]
    for path in (path for name in STAGING_CODE for path in sorted((CODE / name).rglob("*.py"))):
        tree = ast.parse(path.read_bytes())
        rules += _taken_out(tree)
        rest += [path.relative_to(CODE).as_posix(), ast.dump(tree)]
    return (Part("", together(*rest)), *rules)


def of_staging_files(settings: Settings, catalogue: str | None = None) -> str:
    """A fingerprint of all that `of_staging` looks into; to look at it takes longer."""
    code = of_files([CODE / name for name in STAGING_CODE], endings=(".py",))
    reference = of_files([settings.reference], endings=(".csv",))
    looks = Path(__file__).read_text()
    return together(looks, sys.version, code, reference, catalogue or "")


def of_parts(parts: Iterable[Part]) -> str:
    """One fingerprint of all parts, and of their order."""
    return together(*(f"{part.name} {part.fingerprint}" for part in parts))


def needed_by_changes(before: Sequence[Part], now: Sequence[Part]) -> frozenset[str] | None:
    """Words of which a document holds one if a change of parts matters to it; None if any may.

    >>> old, new = Part("award.won", "1", ("won",)), Part("award.won", "2", ("prize",))
    >>> sorted(needed_by_changes([old], [new]) or ())
    ['prize', 'won']
    >>> needed_by_changes([Part("", "1"), old], [Part("", "2"), old]) is None
    True
    """
    had, have = ({part.name: part for part in parts} for parts in (before, now))
    # What comes first may win where two rules find the same.
    if [name for name in had if name in have] != [name for name in have if name in had]:
        return None
    changed = [part for part in (*before, *now) if had.get(part.name) != have.get(part.name)]
    if not all(part.needs for part in changed):
        return None
    return frozenset(word for part in changed for word in part.needs)


@cache
def version(library: str) -> str:
    """The version of a library that is installed; to look it up takes a millisecond."""
    return metadata.version(library)


def of_building(settings: Settings) -> str:
    """A fingerprint of all that turns staging tables into a release."""
    packages = [CODE / name for name in BUILDING_CODE]
    code = of_files([*packages, settings.dbt_project], endings=(".py", ".sql", ".yml", ".csv"))
    return together(code, of_files([settings.overrides], endings=(".csv",)))


def of_identity(settings: Settings) -> str:
    """A fingerprint of all that decides which film and person is meant, but for the tables."""
    code = of_files([CODE / name for name in IDENTITY_CODE], endings=(".py",))
    told = of_files([settings.reference, settings.overrides], endings=(".csv",))
    return together(code, told, version("duckdb"), version("polars"), version("rapidfuzz"))


def of_models(settings: Settings) -> str:
    """A fingerprint of the models, their seeds and variables, and of what builds them."""
    engine = (version("duckdb"), version("dbt-core"), version("dbt-duckdb"))
    return together(of_files([settings.dbt_project], endings=(".sql", ".yml", ".csv")), *engine)


def of_program(settings: Settings) -> str:
    """A fingerprint of all that a process loads once and goes on with: code, models, tables."""
    return together(
        of_files([CODE], endings=(".py",)),
        of_files([settings.reference], endings=(".csv",)),
        of_models(settings),
    )


def together(*parts: str) -> str:
    """One fingerprint of several."""
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:FINGERPRINT_CHARACTERS]


def _taken_out(tree: ast.Module) -> Iterator[Part]:
    """Take the rules that are parts of their own out of the module's `RULES`."""
    for node in ast.walk(tree):
        if _is_rule(node):
            node.keywords = [each for each in node.keywords if each.arg not in TELLING]
    for statement in tree.body:
        match statement:
            case ast.AnnAssign(target=ast.Name(id="RULES"), value=ast.Tuple() as rules):
                parts = [_part(rule) for rule in rules.elts]
                rules.elts = [
                    rule for rule, part in zip(rules.elts, parts, strict=True) if part is None
                ]
                yield from (part for part in parts if part is not None)


def _is_rule(node: ast.AST) -> TypeGuard[ast.Call]:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Rule"


def _part(node: ast.expr) -> Part | None:
    """A rule as a part; None if it needs no words, or does not say which in so many words."""
    if not _is_rule(node):
        return None
    said = {each.arg: each.value for each in node.keywords}
    try:
        name, needs = (ast.literal_eval(said[key]) for key in ("name", "needs"))
    except (KeyError, ValueError):
        return None
    return Part(name, together(ast.dump(node)), tuple(needs)) if needs else None
