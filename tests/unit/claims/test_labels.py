"""Labels that stand alone take the values below them."""

import polars as pl

from pipelines.claims.labels import labelled_lines
from pipelines.claims.lines import lines_from


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
