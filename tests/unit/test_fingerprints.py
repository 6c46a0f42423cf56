"""What makes a run read documents again, and what makes it build a release again."""

from pathlib import Path

import pytest

from pipelines.fingerprints import of_building, of_reading
from pipelines.settings import Settings


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Reference tables with a folder of corrections below them, as in the project."""
    overrides = tmp_path / "reference" / "overrides"
    overrides.mkdir(parents=True)
    (overrides / "persons.csv").write_text("name,film,person,reason,decided_on\n")
    (tmp_path / "reference" / "words.csv").write_text("word,why\n")
    return Settings(
        reference=tmp_path / "reference", overrides=overrides, dbt_project=tmp_path / "dbt"
    )


def test_a_changed_correction_has_the_release_built_again_and_nothing_read(
    settings: Settings,
) -> None:
    before = of_building(settings), of_reading(settings)
    with (settings.overrides / "persons.csv").open("a") as file:
        file.write("Greta Lund,,nm0000021,one person,2026-11-20\n")
    assert of_building(settings) != before[0]
    assert of_reading(settings) == before[1]


def test_a_changed_reference_table_has_documents_read_again(settings: Settings) -> None:
    before = of_reading(settings)
    with (settings.reference / "words.csv").open("a") as file:
        file.write("ferry,a ship\n")
    assert of_reading(settings) != before


def test_another_catalogue_has_documents_read_again(settings: Settings) -> None:
    assert len({of_reading(settings, each) for each in (None, "one", "another")}) == 3
