"""No document that a rule looks at is missed, and others are left alone."""

import html
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from random import Random
from typing import Final

import polars as pl
import pytest

from pipelines.claims import engine
from pipelines.claims.extraction import RULES, SOURCES, extract
from pipelines.claims.reach import reached
from pipelines.claims.rules import ANYWHERE, Rule
from pipelines.reading.tables import FIELDS
from tests.fuzz.checks import NO_NAMES, reading_of, samples

TELL: Final = pl.DataFrame(
    [dict.fromkeys(SOURCES) | {"source": "s", "publication_kind": "blog", "default_year": 2025}],
    schema=SOURCES,
)
NEEDS: Final = sorted({rule.needs for rule in RULES if rule.needs})


def frames_of(files: Iterable[tuple[str, bytes]]) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Documents and fields of files, each given as its name and bytes; without refused ones."""
    read = [(name, reading_of(content, name)) for name, content in files]
    texts = [
        (f"{number}-{name}", "s", f"s/{number}-{name}", reading.text)
        for number, (name, reading) in enumerate(read)
        if reading
    ]
    fields = [
        (f"{number}-{name}", *field)
        for number, (name, reading) in enumerate(read)
        for field in (reading.fields if reading else ())
    ]
    columns = {name: pl.String() for name in ("document_id", "source", "uri", "text")}
    return (
        pl.DataFrame(texts, schema=columns, orient="row"),
        pl.DataFrame(fields, schema=FIELDS.polars_schema, orient="row"),
    )


def looked_at(
    documents: pl.DataFrame, fields: pl.DataFrame, monkeypatch: pytest.MonkeyPatch
) -> dict[tuple[str, ...], set[str]]:
    """The documents of which rules see a line in the course of an extraction, by needed words."""
    seen: dict[tuple[str, ...], set[str]] = defaultdict(set)
    looking = engine._looked_at

    def watched(lines: pl.DataFrame, rules: Iterable[Rule]) -> list[engine.LookedAt]:
        rules = list(rules)
        gated = [replace(rule, where=ANYWHERE) for rule in rules if rule.needs]
        for rule, held in zip(gated, looking(lines, gated), strict=True):
            # Texts in fields are read under ids that begin with that of their document.
            ids = lines["document_id"][held.lines_of(held.texts)["place"]].unique().to_list()
            seen[rule.needs] |= {document_id.split("\x1f")[0] for document_id in ids}
        return looking(lines, rules)

    monkeypatch.setattr(engine, "_looked_at", watched)
    extract(documents, fields, TELL, pl.DataFrame(schema=NO_NAMES))
    return seen


def test_what_rules_look_at_in_samples_and_examples_is_reached(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    examples = [
        (f"{rule.name}.md", f"Long Harbour\n\n{example.text}\n".encode())
        for rule in RULES
        for example in rule.examples
    ]
    documents, fields = frames_of([*samples(), *examples])
    seen = looked_at(documents, fields, monkeypatch)
    assert set(seen) == set(NEEDS)
    missed = {
        needs: seen[needs] - {*reached(documents, fields, needs)} for needs in NEEDS if seen[needs]
    }
    assert {needs: ids for needs, ids in missed.items() if ids} == {}


def in_markup(words: str) -> list[str]:
    """The words as a text may print them."""
    half = len(words) // 2
    return [
        words,
        words.upper(),
        f"<b>{words[:half]}</b>{words[half:]}",
        f"{words[:half]}**{words[half:]}**",
        f"[{words[:half]}](https://x.example){words[half:]}",
        words.replace(" ", "\n"),
        words.replace(" ", "&nbsp;"),
        words.replace("é", "&eacute;"),
        html.escape(words),
    ]


SAID: Final = [said for needs in NEEDS for word in needs for said in in_markup(word)]
BETWEEN: Final = (
    *(" ", "\n", "\n\n", ": ", ". ", " | ", ", ", "\n- ", "\nR: ", ". K: ", ". L: "),
    *("_Long Harbour_", "Ada Brown", "Jo Smith", "97 min", "1991", " (15)", "4.3.", "18:10"),
    *('---\nsynopsis: "', '"\n---\n', "description: |\n  ", "Italy 1960. ", "x" * 60),
)


def test_what_rules_look_at_in_any_text_is_reached(monkeypatch: pytest.MonkeyPatch) -> None:
    chance = Random(11)  # noqa: S311 - the same texts each time, with every word among them
    texts = [
        said + "".join(chance.choice(chance.choice((SAID, BETWEEN))) for _ in range(8))
        for said in SAID
    ]
    documents, fields = frames_of(("a.md", text.encode()) for text in texts)
    seen = looked_at(documents, fields, monkeypatch)
    assert all(seen[needs] for needs in NEEDS)
    missed = {needs: ids - {*reached(documents, fields, needs)} for needs, ids in seen.items()}
    assert {needs: ids for needs, ids in missed.items() if ids} == {}


COLOPHON: Final = "R: A. Roe. K: Jo Hay. L: 98 Min."
PAGE: Final = (
    '<html><script type="application/ld+json">{{"@type": "Movie", "description": "{}"}}</script>'
    "<p>Ten</p></html>"
)
PROGRAMME: Final = '[{{"text": "Ten (1991)<br>Heat, 97 min<br>{}"}}]'


@pytest.mark.parametrize(
    ("word", "text", "is_reached"),
    [
        ("release", "A BFI release", True),
        ("release", "A BFI RELEASE", True),
        ("release", "A BFI re**lea**se", True),
        ("release", '<span class="first">R</span>elease it', True),
        ("release", "A BFI film", False),
        ("running time", "The running\ntime is long", True),
        ("running time", "It is long", False),
        ("réalisé", "r&eacute;alis&eacute; par Ada Brown", True),
        ("release", '---\nsynopsis: "A BFI release"\n---\nTen', True),
        ("release", PAGE.format("<p>A BFI re<i>lease</i></p>"), True),
        ("imdb.com", "[Ten](https://www.imdb.com/title/tt0301978/)", True),
        ("imdb.com", PAGE.format("[Ten](https://www.imdb.com/title/tt0301978/)"), True),
        ("release", PROGRAMME.format("<i>R</i>elease it"), True),
        ("release", PROGRAMME.format(f"<i style='{'x' * 300}'>R</i>elease it"), True),
        ("release", PROGRAMME.format("&#114;elease it"), True),
        ("release", PROGRAMME.format("lease it"), False),
        ("kamera", COLOPHON, True),
        ("drehbuch", COLOPHON, False),
        ("cert", "Ten", True),
        ("\ue000", "Ten", True),
        ("19", "Ten", True),
    ],
)
def test_a_document_is_reached_by_a_word_however_it_is_printed(
    word: str, text: str, *, is_reached: bool
) -> None:
    name = "a.json" if text.startswith("[{") else "a.md"
    documents, fields = frames_of([(name, text.encode())])
    assert reached(documents, fields, [word]).to_list() == [f"0-{name}"] * is_reached
    assert reached(documents, fields, ["xylophone", word]).len() == is_reached
