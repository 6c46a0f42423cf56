"""The sample documents and their registry: every file has one source, every form is there."""

from pathlib import Path
from typing import Any, Final

import pytest
import yaml

from pipelines.landing.registry import load_registry

ROOT: Final = Path(__file__).resolve().parents[2]
SAMPLES: Final = ROOT / "data" / "samples"
REGISTRIES: Final = (ROOT / "data" / "sources.yaml", ROOT / "tests" / "corpus" / "sources.yaml")


def read_sources(path: Path) -> list[dict[str, Any]]:
    """The entries of a registry file."""
    sources: list[dict[str, Any]] = yaml.safe_load(path.read_text(encoding="utf-8"))["sources"]
    return sources


def sample_files() -> list[Path]:
    """Every sample document."""
    return sorted(path for path in SAMPLES.rglob("*") if path.is_file())


def sources_of(path: Path) -> list[str]:
    """Names of the sources whose globs match a sample."""
    names = []
    for source in read_sources(REGISTRIES[0]):
        globs = source["path"] if isinstance(source["path"], list) else [source["path"]]
        if any(path in SAMPLES.glob(pattern) for pattern in globs):
            names.append(source["name"])
    return names


@pytest.mark.parametrize("path", sample_files(), ids=lambda path: str(path.relative_to(SAMPLES)))
def test_a_sample_belongs_to_exactly_one_source(path: Path) -> None:
    assert len(sources_of(path)) == 1


@pytest.mark.parametrize("registry", REGISTRIES, ids=["samples", "corpus"])
def test_a_registry_is_valid(registry: Path) -> None:
    known = load_registry(registry, SAMPLES, is_default=True)
    assert len(known.sources) + len(known.absent) == len(read_sources(registry)) + 1


def test_every_source_has_a_sample() -> None:
    found = {name for path in sample_files() for name in sources_of(path)}
    assert found == {source["name"] for source in read_sources(REGISTRIES[0])}


def test_there_are_enough_samples_in_every_form() -> None:
    files = sample_files()
    assert len(files) >= 40
    assert {path.suffix for path in files} == {
        ".txt",
        ".md",
        ".html",
        ".csv",
        ".tsv",
        ".json",
        ".yaml",
    }


@pytest.mark.parametrize(
    ("opening", "folder"),
    [(b"---\n", "letters"), (b"+++\n", "notebook"), (b"{\n", "notebook")],
    ids=["yaml", "toml", "json"],
)
def test_every_kind_of_front_matter_is_there(opening: bytes, folder: str) -> None:
    starts = [path.read_bytes()[: len(opening)] for path in (SAMPLES / folder).iterdir()]
    assert opening in starts


@pytest.mark.parametrize(
    "mark", ["application/ld+json", 'itemtype="https://schema.org/Movie"', 'property="og:']
)
def test_every_kind_of_structured_data_is_there(mark: str) -> None:
    assert any(mark in path.read_text(encoding="utf-8") for path in (SAMPLES / "pages").iterdir())


def test_the_bytes_of_the_odd_files_have_survived_version_control() -> None:
    assert b"\r\n" in (SAMPLES / "gazette" / "bullitt.txt").read_bytes()
    assert b"\x93The Beguiled\x94" in (SAMPLES / "gazette" / "the-beguiled.txt").read_bytes()
    assert b"\x00" in (SAMPLES / "broken" / "zero-bytes.txt").read_bytes()
    assert (SAMPLES / "broken" / "empty.txt").read_bytes() == b""


def test_one_review_stands_under_two_names_and_one_in_two_layouts() -> None:
    gazette = SAMPLES / "gazette"
    assert (gazette / "parasite.txt").read_bytes() == (
        gazette / "parasite-reprint.txt"
    ).read_bytes()
    plain = (gazette / "solaris.txt").read_text(encoding="utf-8")
    wrapped = (gazette / "solaris-reflowed.txt").read_text(encoding="utf-8")
    assert plain != wrapped
    assert plain.split() == wrapped.split()
