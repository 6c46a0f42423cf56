"""Changed rules: stored texts are staged again where the change can matter, and no file is opened.

The code of the rules is copied, changed there and put in the place of ours, and the first two steps
of a run, which land and stage, work on it in this process.
"""

import ast
import importlib.util
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import dagster as dg
import polars as pl
import pytest

from pipelines import fingerprints
from pipelines.claims import extraction
from pipelines.claims.rules import Rule
from pipelines.landing import landing, places
from pipelines.landing.tables import DOCUMENTS
from pipelines.orchestration.landing import land
from pipelines.orchestration.resources import WarehouseResource
from pipelines.orchestration.staging import staged
from pipelines.settings import load_settings
from pipelines.staging import batches
from pipelines.staging.batches import STAGED
from pipelines.warehouse.build import BuildFile
from pipelines.warehouse.tables import WATERMARKS
from tests.integration.houses import SAMPLES

HEAD: Final = "# {}\n\nDirector: Ada Brown\n\n"
NARRATED: Final = "A long film about the sea, {} by Jo Smith, who is dry."
WRITTEN: Final = {
    "released.md": HEAD.format("Ten") + "A BFI release\n",
    "handed.md": HEAD.format("Heat") + "Handed out by Altitude\n",
    "narrated.md": HEAD.format("Ida") + NARRATED.format("narrated"),
    "broken.md": HEAD.format("Rain") + NARRATED.format("nar<b>rat</b>ed"),
    "told.html": '<script type="application/ld+json">{"@type": "Movie", "name": "Solaris",'
    f' "description": "{NARRATED.format("narrated")}"}}</script><p>Solaris</p>',
    "spoken.md": HEAD.format("Snow") + "It is the first Khmer-language film to be seen here.",
    "plain.md": HEAD.format("Mist") + "It rains and rains.",
}
"""Documents beside the samples, each about something of its own."""
Declaration = Callable[[ast.Call], ast.Call | None]
Home = Callable[[str], "House"]


@dataclass(frozen=True)
class House:
    """A data folder and a warehouse that is landed and staged, and no more."""

    folder: Path

    @property
    def build_file(self) -> BuildFile:
        return BuildFile(self.folder / "warehouse")

    def run(self) -> set[str]:
        """Land and stage; gives back the names of the files that were staged."""
        with self.build_file.connect() as build:
            build.create([DOCUMENTS, WATERMARKS])
            before = build.next_revision()
        done = dg.materialize(
            [land, staged],
            resources={"warehouse": WarehouseResource()},
            instance=dg.DagsterInstance.ephemeral(),
        )
        assert done.success
        with self.build_file.connect() as build:
            documents = build.read(DOCUMENTS, columns=["uri", "revision"])
        anew = documents.filter(pl.col("revision") >= before)
        return {Path(uri).name for uri in anew["uri"]}

    def tables(self) -> dict[str, pl.DataFrame]:
        """The rows of every staging table."""
        with self.build_file.connect() as build:
            return {table.name: build.read(table) for table in STAGED}


@pytest.fixture
def at_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Home:
    """Go to a house; all have the same data folder."""
    data = tmp_path / "samples"
    shutil.copytree(SAMPLES, data)
    for name, text in WRITTEN.items():
        (data / name).write_text(text)
    monkeypatch.setattr(places, "SETTLED_NS", 0)
    monkeypatch.setenv("REELHOUSE_DATA", str(data))

    def home(name: str) -> House:
        monkeypatch.setenv("REELHOUSE_WAREHOUSE", str(tmp_path / name / "warehouse"))
        load_settings.cache_clear()
        return House(tmp_path / name)

    return home


@pytest.fixture
def change(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[[str, dict[str, Declaration]], None]:
    """Change declarations of rules in a module, in the source and in what runs."""
    code = tmp_path / "pipelines"
    shutil.copytree(fingerprints.CODE, code, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(fingerprints, "CODE", code)

    def changed(module: str, declarations: dict[str, Declaration]) -> None:
        path = code.joinpath("claims", "topics", *module.split(".")).with_suffix(".py")
        tree = ast.parse(path.read_bytes())
        (rules,) = (
            node.value
            for node in tree.body
            if isinstance(node, ast.AnnAssign) and ast.unparse(node.target) == "RULES"
        )
        assert isinstance(rules, ast.Tuple)
        kept = [_changed(rule, declarations) for rule in rules.elts]
        rules.elts = [rule for rule in kept if rule is not None]
        path.write_text(ast.unparse(tree))
        spec = importlib.util.spec_from_file_location("changed", path)
        assert spec is not None
        assert spec.loader is not None
        made = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(made)
        _put_in_place(module, made.RULES, monkeypatch)

    return changed


def _changed(node: ast.expr, declarations: dict[str, Declaration]) -> ast.expr | None:
    if not isinstance(node, ast.Call):
        return node
    said = {each.arg: ast.unparse(each.value) for each in node.keywords}
    name = ast.literal_eval(said.get("name", "''"))
    return declarations[name](node) if name in declarations else node


def _put_in_place(module: str, rules: tuple[Rule, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    """Let extraction work with other rules of a module, at the place of its own."""
    topic = importlib.import_module(f"pipelines.claims.topics.{module}")
    own = {rule.name for rule in topic.RULES}
    place = next(at for at, rule in enumerate(extraction.RULES) if rule.name in own)
    others = [rule for rule in extraction.RULES if rule.name not in own]
    everything = (*others[:place], *rules, *others[place:])
    named = {rule.name for rule in extraction.NAMING}
    monkeypatch.setattr(extraction, "RULES", everything)
    monkeypatch.setattr(
        extraction, "NAMING", tuple(rule for rule in everything if rule.name in named)
    )


def saying(**said: str) -> Declaration:
    """A declaration with other arguments, each given as its source."""

    def declared(rule: ast.Call) -> ast.Call:
        kept = [each for each in rule.keywords if each.arg not in said]
        more = [
            ast.keyword(name, ast.parse(source, mode="eval").body) for name, source in said.items()
        ]
        return ast.Call(rule.func, rule.args, [*kept, *more])

    return declared


def values(tables: dict[str, pl.DataFrame], rule: str) -> list[str]:
    """What a rule claims."""
    claims = tables["staging.stg_claims"].filter(pl.col("rule") == rule)
    return sorted(claims["value"])


@pytest.mark.slow
def test_staging_only_what_a_change_reaches_gives_the_rows_of_staging_everything(
    at_home: Home, change: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    house = at_home("kept")
    everything = house.run()
    assert {*WRITTEN} < everything
    before = house.tables()
    assert house.run() == set()

    opened: list[str] = []
    with monkeypatch.context() as changing:
        changing.setattr(landing, "read_bytes", lambda found, _: opened.append(found.uri))
        handed = {"needs": "('handed out',)", "pattern": r"r'^Handed out by (?<value>\p{Lu}\w+)$'"}
        change("facts.distributors", {"distributor.release": saying(**handed)})
        change("facts.languages", {"language.adjective": saying(confidence="0.5")})
        change("people.crew", {"narrator.named": lambda _: None})
        chosen = house.run()
    assert opened == []
    after = house.tables()
    assert chosen & {*WRITTEN} == {*WRITTEN} - {"plain.md"}
    assert len(chosen) < len(everything) / 2
    assert values(before, "distributor.release") == ["BFI"]
    assert values(after, "distributor.release") == ["Altitude"]
    assert values(before, "narrator.named").count("Jo Smith") == 3
    assert values(after, "narrator.named") == []

    anew = at_home("anew")
    assert anew.run() == everything
    for name, rows in anew.tables().items():
        assert after[name].equals(rows), name


def test_what_rules_failed_on_is_staged_by_other_rules(
    at_home: Home, change: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    house = at_home("failing")
    shutil.rmtree(load_settings().data)
    load_settings().data.mkdir()
    (load_settings().data / "plain.md").write_text(WRITTEN["plain.md"])

    def failing(*_: pl.DataFrame) -> dict[str, pl.DataFrame]:
        raise ValueError("no rain")

    with monkeypatch.context() as broken:
        broken.setattr(batches, "stage", failing)
        assert house.run() == {"plain.md"}
        assert house.run() == set()
    assert house.run() == set()
    change("people.crew", {"narrator.named": lambda _: None})
    assert house.run() == {"plain.md"}
    assert house.tables()["staging.stg_documents"].height == 1
