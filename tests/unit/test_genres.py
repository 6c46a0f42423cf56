"""The genres that rules know and those that the marts know are the same."""

import csv
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[2]
OWN_NAME: Final = {"giallo", "heimatfilm", "survival"}
"""Genres that English calls by their foreign names."""


def rows(path: str) -> list[dict[str, str]]:
    return list(csv.DictReader((ROOT / path).read_text("utf-8").splitlines()))


def test_every_foreign_name_of_a_genre_has_an_english_one() -> None:
    known = {row["name"] for row in rows("dbt_project/seeds/genre_meanings.csv")}
    foreign = {
        row["name"] for row in rows("data/reference/genre_names.csv") if row["language"] != "en"
    }
    assert foreign - known == OWN_NAME


def test_an_english_name_has_no_other_one() -> None:
    meanings = {row["name"]: row["meaning"] for row in rows("dbt_project/seeds/genre_meanings.csv")}
    assert {name for name in meanings.values() if name in meanings} == set()
