"""Reviews that tell only a date and a grade, held against the reference catalogue by a run."""

import shutil
from pathlib import Path
from typing import Any, Final

import pytest

from tests.corpus.extracting import CATALOGUE, CORPUS, SCORER
from tests.corpus.test_scores import CorpusHouse, scorer

pytestmark = [
    pytest.mark.corpus,
    pytest.mark.slow,
    pytest.mark.skipif(
        not (CATALOGUE.is_dir() and SCORER.is_file()),
        reason="needs the test corpus: folders shared/corpus and shared/score beside the checkout",
    ),
]
FAMILY: Final = "movielog_blind"
REGISTRY: Final = f"""
catalogue: {CATALOGUE}
sources:
  - name: movielog
    kind: blog
    publication: Movielog
    path: {FAMILY}/*.md
    rating_scale: letter
    language: en
    document_kind: review
"""


@pytest.fixture(scope="module")
def scores(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What the scoring tool makes of a run on the blind reviews alone."""
    folder = tmp_path_factory.mktemp("blind")
    registry = folder / "sources.yaml"
    registry.write_text(REGISTRY, encoding="utf-8")
    shutil.copytree(CORPUS / "documents" / FAMILY, folder / "documents" / FAMILY)
    house = BlindHouse(folder, registry=registry)
    done = house.call("run")
    assert done.returncode == 0, done.stderr
    release = house.warehouse / "current.duckdb"
    found: dict[str, Any] = scorer().score(release, CORPUS, [FAMILY])[FAMILY]
    return found


class BlindHouse(CorpusHouse):
    """A house whose data folder has nothing but the blind reviews."""

    @property
    def data(self) -> Path:
        """The folder with the reviews."""
        return self.folder / "documents"


def test_a_review_is_linked_to_its_film_by_titles_and_names(scores: dict[str, Any]) -> None:
    identity = scores["film identity"].row()
    assert identity["precision"] >= 0.98
    assert identity["recall"] >= 0.93
