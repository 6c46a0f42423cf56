"""Colophons are taken apart by their labels, in the language of their abbreviations."""

import pytest

from pipelines.claims.lists.colophons import LABEL_WORDS, UNMARKED, items_of_colophon
from pipelines.claims.text.labels import FACTS, ROLES
from pipelines.claims.values.folding import may_begin_with
from tests.unit.claims.test_extraction import extracted, said

REVIEW = "Der lange Hafen\n\n{}\n\nDer Film erzählt von einer Fähre, die nicht fährt. Kino!\n"


@pytest.mark.parametrize(
    ("raw", "labels"),
    [
        ("R und B: Ada Roe. K: Jo Hay. Sch: Al Fry. D: Tom Grey. L: 98 Min.",
         ["regie", "drehbuch", "kamera", "schnitt", "darsteller", "laufzeit"]),
        ("Scen.: Ada Roe. F.: Jo Hay. M.: Al Fry. Int.: Tom Grey (Pio). D.: 94'. Bn.",
         ["sceneggiatura", "direttore della fotografia", "montaggio", "interpreti", "durata"]),
        ("Crew: Director: Ada Roe. Camera (color): Jo Hay. Editor: Al Fry.",
         ["director", "camera", "editor"]),
        ("Un film di Ada Roe. Con Jo Hay, Al Fry. Durata 98 minuti circa.",
         ["director", "Con", "Durata"]),
        ("It rains: it pours. Music: none. The old man snores. He bumps his head.", []),
        ("Director Ada Roe has done it again. I wept.", []),
    ],
)  # fmt: skip
def test_the_items_of_a_colophon_are_known_by_their_labels(raw: str, labels: list[str]) -> None:
    assert [item.label for item in items_of_colophon(raw)] == labels


def test_items_stand_where_the_paragraph_prints_them() -> None:
    raw = "R: Ada Roe. K: Jo Hay. L: 98 Min."
    assert [raw[item.offset :].startswith(item.raw) for item in items_of_colophon(raw)] == [
        True
    ] * 3


def test_a_colophon_says_who_did_what() -> None:
    found = extracted(REVIEW.format("D 2016. R: Ada Roe. K: Jo Hay. D: Tom Grey. L: 98 Min."))
    assert said(found, "director") == ["Ada Roe"]
    assert said(found, "cast") == ["Tom Grey"]
    assert said(found, "credit:cinematographer") == ["Jo Hay"]
    assert said(found, "runtime_minutes") == ["98"]


def test_companies_among_the_producers_are_no_persons() -> None:
    found = extracted("# Long Harbour\n\nDirector: Ada Roe\nProducers: Jo Hay, Harbour Films\n")
    assert said(found, "producer") == ["Jo Hay"]


def test_every_label_written_out_may_begin_an_item_without_a_colon() -> None:
    labels = [label for frame in (ROLES, FACTS) for label in frame["label"]]
    odd = [
        label
        for label in labels
        for printed in (label, label.upper())
        if UNMARKED.match(f"{printed} Ada Roe") and not may_begin_with(LABEL_WORDS, printed)
    ]
    assert odd == []
