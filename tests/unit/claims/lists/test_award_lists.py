"""Lists of awards: which films they name, what these won, and who made them."""

import polars as pl
import pytest

from tests.unit.claims.films.test_about import extracted

BY_LABEL = """Winners of the 40th Sundance Film Festival

Grand Jury Prize: Two Hats (Paul Noir)
Audience Award: Harbour Lights by Jo Smith
Best Director: Mette Lund for “Night Ferry”
Best Actress: Ann Roe, The Ninth Bell
"""
UNDER_HEADS = """Berlinale: die Preise

Goldener Bär

Nachtfähre, Mette Lund

Preis der Jury

Zwei Hüte, Paul Noir

Silberner Bär für die beste Darstellerin

Anna Rot in Die neunte Glocke
"""
BELOW_TITLES = """Sundance: the prizes

Two Hats
Grand Jury Prize

A milliner and her rival share a shop.

Harbour Lights
Audience Award

A keeper finds a child on the rocks.

Night Ferry
Best Screenplay

Four strangers miss the boat.
"""


@pytest.mark.parametrize(
    ("text", "films"),
    [
        (BY_LABEL, ["Two Hats", "Harbour Lights", "Night Ferry", "The Ninth Bell"]),
        (UNDER_HEADS, ["Nachtfähre", "Zwei Hüte", "Die neunte Glocke"]),
        (BELOW_TITLES, ["Two Hats", "Harbour Lights", "Night Ferry"]),
    ],
)
def test_a_list_of_awards_is_about_the_films_that_won(text: str, films: list[str]) -> None:
    assert extracted({"text": text}).films["title"].to_list() == films


def test_each_film_has_its_own_award_and_people() -> None:
    claims = extracted({"text": BY_LABEL}).claims
    said = claims.filter(pl.col("rule").str.starts_with("award_list."))

    assert said.select("film_no", "attribute", "value").rows() == [
        (0, "award", "Grand Jury Prize"),
        (0, "director", "Paul Noir"),
        (1, "award", "Audience Award"),
        (1, "director", "Jo Smith"),
        (2, "award", "Best Director"),
        (2, "director", "Mette Lund"),
        (3, "award", "Best Actress"),
        (3, "cast", "Ann Roe"),
    ]
    assert set(claims.filter(pl.col("attribute") == "festival")["film_no"]) == {None, 0, 1, 2, 3}
    quoted = said.filter(pl.col("attribute") != "award").select("value", "span_start", "span_end")
    assert all(BY_LABEL[start:end] == value for value, start, end in quoted.rows())
