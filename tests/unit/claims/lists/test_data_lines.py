"""Items of data that stand one below the other, and lists of films on a line each."""

import polars as pl

from pipelines.claims.lists.credit_lines import with_looks
from pipelines.claims.lists.data_lines import items, listed_titles, stacked_items, stacked_lines
from pipelines.claims.reference import reference_table
from pipelines.claims.text.lines import lines_from
from pipelines.claims.topics.facts.genres import GENRES_IN_PROSE


def documents_of(text: str) -> pl.DataFrame:
    return pl.DataFrame({"document_id": ["d"], "text": [text]})


def lines_of(text: str) -> pl.DataFrame:
    return with_looks(lines_from(documents_of(text).lazy()).collect())


def stacks_of(text: str) -> list[str]:
    return stacked_lines(documents_of(text), stacked_items(lines_of(text)))["line"].to_list()


def test_items_below_a_title_make_one_line() -> None:
    text = "Una flauta sola\n\nAda Brown\n\nEspaña\n\n2019\n\n(61')\n\nSuena en el mar.\n"
    assert stacks_of(text) == ["Ada Brown | España | 2019 | (61')"]


def test_what_stands_above_a_whole_line_of_data_is_no_director() -> None:
    assert stacks_of("Late shows\n\nVera Snow\n\nMali-France 1998. 84min\n\nDrama\n") == [
        "Mali-France 1998. 84min | Drama"
    ]


def test_a_list_may_print_the_directors_first() -> None:
    lines = lines_of("Ada Brown – The man in 12 rooms – 84 min\nJo Roe – Flute – 91 min\n")
    assert listed_titles(lines)["listed"].to_list() == ["The man in 12 rooms", "Flute"]


def test_a_list_that_prints_the_titles_first() -> None:
    lines = lines_of("Flute, Jo Roe, 91 min\nSnow Harbour, Ada Brown, 84 min\n")
    assert listed_titles(lines)["listed"].to_list() == ["Flute", "Snow Harbour"]


def test_every_genre_of_the_tables_is_an_item() -> None:
    names = [*GENRES_IN_PROSE["word"], *reference_table("genre_names", ("name",))["name"]]
    kinds = {items(printed)[0].kind for name in names for printed in (name, name.upper())}
    # Shorts are formats as well, and an indie is called like India in Polish.
    assert kinds == {"genre", "format", "country"}
