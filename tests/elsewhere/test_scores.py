"""The documents from elsewhere, extracted without a run and scored against their truths.

The scoring tool stands beside the checkout and is no part of it; without it these are skipped.
"""

import re
from pathlib import Path
from typing import Any, Final

import pytest

from tests.corpus.extracting import (
    SCORER,
    WRITTEN,
    WRITTEN_FAMILIES,
    gold_of,
    staged,
    write_release,
)
from tests.corpus.judging import scorer

pytestmark = pytest.mark.corpus
FLOORS = {"pages": 0.91, "posts": 0.93, "press": 0.905, "programmes": 0.905, "tables": 0.97}
"""Mean F1 that a family must keep: a little below what it has, raised as the rules get better."""

SIBLINGS: Final = re.compile(r"([\w-]+) (?:and|&) [\w-]+ ([\w-]+)")


@pytest.fixture(scope="module")
def scores(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """Precision, recall and F1 per family and attribute, as the scoring tool gives them."""
    release = tmp_path_factory.mktemp("elsewhere") / "claims.duckdb"
    write_release(staged(WRITTEN_FAMILIES), release)
    found: dict[str, Any] = scorer().score(release, WRITTEN, list(WRITTEN_FAMILIES))
    return found


@pytest.mark.skipif(not SCORER.is_file(), reason="needs shared/score beside the checkout")
@pytest.mark.parametrize("family", WRITTEN_FAMILIES)
def test_a_family_from_elsewhere_keeps_its_score(scores: dict[str, Any], family: str) -> None:
    rows = [tally.row() for tally in scores[family].values()]
    stated = [row["f1"] for row in rows if row["f1"] is not None and row["stated"]]
    assert sum(stated) / len(stated) >= FLOORS[family]


@pytest.mark.parametrize("family", WRITTEN_FAMILIES)
def test_every_document_from_elsewhere_has_a_truth_that_it_states(family: str) -> None:
    documents = WRITTEN / "documents"
    golds = gold_of(family)
    assert sorted(gold["doc"] for gold in golds) == sorted(
        path.relative_to(documents).as_posix() for path in (documents / family).iterdir()
    )
    for gold in golds:
        text = _words(documents / gold["doc"])
        missing = [name for name in _names(gold) if name.casefold() not in text]
        assert not missing, gold["doc"]


def _words(path: Path) -> str:
    """The text of a document, also on one line, and the full names of those who share a surname."""
    text = path.read_text("utf-8").replace("&amp;", "&").casefold()
    whole = " ".join(re.sub(r"(\w)-\n(\w)", r"\1\2", text).split())
    return "\n".join([text, whole, *(" ".join(pair) for pair in SIBLINGS.findall(text))])


def _names(gold: dict[str, Any]) -> list[str]:
    """Titles and persons of a truth, which must stand in the document letter for letter."""
    keys = ("directors", "writers", "producers", "cast")
    names = [gold[key] for key in ("critic", "publication") if key in gold]
    for film in gold["films"]:
        names += [film["title"], *(film[key] for key in ("original_title",) if key in film)]
        names += [name for key in keys for name in film.get(key, [])]
        names += [credit["name"] for credit in film.get("other_credits", [])]
    return names
