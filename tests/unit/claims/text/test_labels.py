"""Labels that stand alone take the values below them."""

import polars as pl

from pipelines.claims.text.labels import labelled_lines, single_labels
from pipelines.claims.text.lines import lines_from
from tests.unit.claims.films.test_about import extracted


def joined(text: str) -> list[str]:
    """The joined lines of a document."""
    documents = pl.DataFrame({"document_id": ["d"], "text": [text]})
    return labelled_lines(documents, lines_from(documents.lazy()).collect())["line"].to_list()


def test_a_label_with_a_colon_takes_the_next_line() -> None:
    assert joined("Dirigida por:\n\nAda Brown\n\nMore text") == ["Dirigida por: Ada Brown"]


def test_a_cast_takes_all_lines_of_names_up_to_the_blank() -> None:
    assert joined("Cast\nAda Brown (Jo)\nTom Grey (Bob)\n\nUK 1969") == [
        "Cast: Ada Brown (Jo); Tom Grey (Bob)"
    ]


def test_a_label_without_a_colon_takes_no_sentence() -> None:
    assert joined("Cast\n\nThe cast was announced on Monday, to nobody's surprise.") == []


def test_a_label_does_not_take_the_next_label() -> None:
    assert joined("Distributor:\nDirector: Ada Brown") == []


def test_an_item_of_a_menu_is_no_label() -> None:
    assert joined("  • Country\n\n  • Genre\n\n  • Drama") == []


ROWS = """Salt Road (2011)

Directed by Yuki Mori

A driver crosses the marshes with a cargo she cannot name, and the film follows her all the way.

Cast

Anna Brown Maria Berg Tom Holm Kelly Anne Moss

Producers Producers

Anna Brown William Stone

Assistant Directors Asst. Directors

Peter Lund Tom Rivers

Sort by
Country

Australia

Countries

Hong Kong France

Spoken Languages

Japanese French

Genres

Romance Drama
"""


def test_rows_of_names_and_values_below_a_label_are_parted() -> None:
    claims = extracted({"text": ROWS}).claims

    def told(attribute: str) -> list[str]:
        return sorted(claims.filter(pl.col("attribute") == attribute)["value"].to_list())

    assert told("cast") == ["Anna Brown", "Kelly Anne Moss", "Maria Berg", "Tom Holm"]
    assert told("producer") == ["Anna Brown", "William Stone"]
    assert told("country") == ["France", "Hong Kong"]
    assert told("language") == ["French", "Japanese"]
    assert told("genre") == ["Drama", "Romance"]


def test_a_label_that_is_printed_twice_stands_once() -> None:
    text = "Director Director\nAssistant Directors Asst. Directors\nNew York New York\n"
    lines = lines_from(pl.DataFrame({"document_id": ["d"], "text": [text]}).lazy()).collect()

    assert single_labels(lines)["line"].to_list() == [
        "Director",
        "Assistant Directors",
        "New York New York",
    ]
