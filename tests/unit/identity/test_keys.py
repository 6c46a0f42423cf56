import polars as pl
import pytest

from pipelines.claims.values.folding import fold
from pipelines.identity.keys import person_key, title_key, with_keys


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The Missing Picture", "Missing Picture"),
        ("L'Image manquante", "L’image manquante"),
        ("Cléo de 5 à 7", "CLEO DE 5 A 7"),
        ("Thelma & Louise", "Thelma and Louise"),
        ("S21: The Khmer Rouge Killing Machine", "S21 – The Khmer Rouge Killing Machine"),
        ("Schindler's List", "Schindlers List"),
        ("Der Himmel über Berlin", "Himmel uber Berlin"),
    ],
)
def test_printings_of_one_title_have_one_key(one: str, other: str) -> None:
    assert title_key(one) == title_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Solaris", "Solaris 2"),
        ("The Parent Trap", "The Parent Trip"),
        ("A City of Sadness", "City of Angels"),
    ],
)
def test_different_titles_have_different_keys(one: str, other: str) -> None:
    assert title_key(one) != title_key(other)


def test_a_title_that_is_an_article_keeps_it() -> None:
    assert title_key("M") == "m"
    assert title_key("The The") == "the"
    assert title_key("Los") == "los"


def test_other_scripts_are_written_in_ascii() -> None:
    assert fold("Солярис") == "solyaris"
    assert title_key("悲情城市") != ""


def test_the_order_of_names_is_free_and_the_names_are_not() -> None:
    assert person_key("Bong Joon-ho") == person_key("Joon Ho Bong")
    assert person_key("Rithy Panh") != person_key("Rithy Pahn")


@pytest.mark.parametrize("text", ["", "…", "★ ★", "¿?"])
def test_text_without_words_has_no_key(text: str) -> None:
    assert title_key(text) in ("", *text.split())
    assert "  " not in person_key(text)


def test_keys_are_added_without_moving_rows() -> None:
    frame = pl.DataFrame({"title": ["The B", None, "A", "The B"], "n": [1, 2, 3, 4]})
    keyed = with_keys(frame, "title", "key", of="title")
    assert keyed["n"].to_list() == [1, 2, 3, 4]
    assert keyed["key"].to_list() == ["b", None, "a", "b"]
