"""What stands beside an award: the films, who made them, who was honoured."""

import pytest

from pipelines.claims.lists.winners import Winner, winners

FILM, ACTRESS = "Grand Prix", "Best Actress"
BOTH = ["Jo Roe", "Al Roe"]


@pytest.mark.parametrize(
    ("text", "label", "meant"),
    [
        ("Two Hats, Paul Noir", FILM, Winner("Two Hats", ["Paul Noir"], ["Paul Noir"], [])),
        ("Like Wind, Like Rain", FILM, Winner("Like Wind, Like Rain", [], [], [])),
        ("Jo Smith's Harbour Lights", FILM, Winner("Harbour Lights", [], ["Jo Smith"], [])),
        ("Jo and Al Roe for Rain", FILM, Winner("Rain", BOTH, BOTH, [])),
        ("Ann Roe in Paul Noir’s Hat", ACTRESS, Winner("Hat", ["Ann Roe"], ["Paul Noir"], [])),
        ("Ann Roe (Two Hats)", ACTRESS, Winner("Two Hats", ["Ann Roe"], [], [])),
        ("The Long Rain (Jo Smith)", ACTRESS, Winner("The Long Rain", ["Jo Smith"], [], [])),
        ("“Two Hats” (France)", FILM, Winner("Two Hats", [], [], ["France"])),
        ("Le Chemin de Paul Noir", FILM, Winner("Le Chemin", ["Paul Noir"], ["Paul Noir"], [])),
    ],
)  # fmt: skip
def test_a_winner_is_a_film_and_its_people(text: str, label: str, meant: Winner) -> None:
    assert winners(text, label) == [meant]


@pytest.mark.parametrize("text", ["Cannes 2013", "2013", "Ann Roe"])
def test_a_name_or_a_place_is_no_winning_film(text: str) -> None:
    assert winners(text, ACTRESS) == []
