"""Second titles that lists print of each film: above the first, or below it."""

import polars as pl

from tests.unit.claims.films.test_about import extracted

FILMS = (
    ("La route du sel", "Salt Road", "Anne Brun", 98),
    ("Das lange Tauwetter", "The Long Thaw", "Jonas Berg", 112),
    ("Luna di carta", "Paper Moonrise", "Elena Costa", 87),
)


def originals_of(form: str) -> list[str]:
    """The original titles found in a programme that prints its films in one form."""
    text = "Festival programme\n\n" + "".join(
        form.format(o=original, t=title, d=director, m=length)
        for original, title, director, length in FILMS
    )
    claims = extracted({"text": text}).claims
    return claims.filter(pl.col("attribute") == "original_title").sort("film_no")["value"].to_list()


def test_the_line_above_each_title_of_a_list_is_its_first_title() -> None:
    assert originals_of("{m}'\n\n{o}\n\n{t}\n\nby {d}\n\nFrance 2018\n\n") == [
        "La route du sel",
        "Das lange Tauwetter",
        "Luna di carta",
    ]


def test_a_section_above_each_title_is_no_title() -> None:
    assert originals_of("{m}'\n\nCompetition\n\n{t}\n\nby {d}\n\nFrance 2018\n\n") == []


def test_another_title_in_capitals_stands_in_brackets() -> None:
    text = "GOODBYE, DRAGON INN (BÚ SÀN)\n\nDirector: Tsai Ming-liang\n\nTaiwan 2003\n82 mins\n"

    claims = extracted({"text": text}).claims

    assert claims.filter(pl.col("attribute") == "original_title")["value"].to_list() == ["BÚ SÀN"]
