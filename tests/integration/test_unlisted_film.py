"""A film that the reference catalogue does not have is a film of its own."""

from pathlib import Path
from typing import Any, Final

import pytest

from tests.integration.houses import House
from tests.unit.catalogue.tables import ROWS, Rows, write_tables

pytestmark = pytest.mark.slow

UNLISTED: Final = "tt0000011"
FRONT: Final = "+++\ndate = 2024-02-0{day}\nextra.movie.rating = 8\n+++\n\n"
REVIEWS: Final = {
    "fog.md": FRONT.format(day=3)
    + "_Night Ferry_ begins in fog. A widow (Ilse Brandt) waits on the quay, and Otto Keller sells "
    "her a ticket. Director Greta Lund lets the ship arrive late. _Night Ferry_ is a bold film.\n",
    "quay.md": FRONT.format(day=4)
    + "I saw _Night Ferry_ again, and Ilse Brandt is still waiting. Greta Lund, who directed "
    "_Night Ferry_, never tells for whom.\n",
    "clocks.md": FRONT.format(day=5)
    + "_The Clockmaker_ is the quiet one. Otto Keller repairs time, and director Greta Lund lets "
    "him. _The Clockmaker_ is over before it strikes.\n",
}


class CatalogueHouse(House):
    """A house with a reference catalogue beside it."""

    @property
    def environment(self) -> dict[str, str]:
        """The environment of the command, with the folder of the catalogue."""
        return super().environment | {"REELHOUSE_CATALOGUE": str(self.folder / "imdb")}


def without(imdb_id: str) -> Rows:
    """The small catalogue without one of its films."""
    return {table: [row for row in rows if imdb_id not in row[:1]] for table, rows in ROWS.items()}


def reviewed(folder: Path, rows: Rows) -> dict[str, Any]:
    """The film and its IMDb id that each review is given, in a house with this catalogue."""
    house = CatalogueHouse(folder)
    for name, text in REVIEWS.items():
        path = house.data / "notebook" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    write_tables(folder / "imdb", dict(rows))
    done = house.call("run")
    assert done.returncode == 0, done.stderr
    found = house.query(
        "select documents.uri, films.film_id, films.imdb_id from marts.documents as documents"
        " join marts.document_films as about using (document_id)"
        " join marts.films as films using (film_id)"
    )
    return {Path(uri).name: (film_id, imdb_id) for uri, film_id, imdb_id in found}


def test_reviews_of_a_film_taken_from_the_catalogue_are_given_to_no_other(tmp_path: Path) -> None:
    whole = reviewed(tmp_path / "whole", ROWS)
    assert {name: imdb_id for name, (_, imdb_id) in whole.items()} == {
        "fog.md": UNLISTED,
        "quay.md": UNLISTED,
        "clocks.md": "tt0000013",
    }
    less = reviewed(tmp_path / "less", without(UNLISTED))
    assert less["clocks.md"][1] == "tt0000013"
    assert less["fog.md"] == less["quay.md"]
    assert less["fog.md"][1] is None
    assert less["fog.md"][0] != less["clocks.md"][0]
