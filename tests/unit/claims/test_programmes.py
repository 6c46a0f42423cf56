"""Lists of films in many layouts: each tells titles, directors and lengths in its own way."""

import json
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from pipelines.claims.extraction import Extraction
from tests.unit.claims.films.test_about import extracted

GOLDEN = Path(__file__).parents[2] / "golden" / "programmes.jsonl"
CASES = [json.loads(line) for line in GOLDEN.read_text("utf-8").splitlines()]
HEAD = "Lantern Cinema\n\nHome\n\nWhat's On\n\nNow Playing\n\n"
STORY = "A story of people who went looking for something and found it"
FILMS = (
    ("Daughters of the Dust", "Julie Dash", 112),
    ("Variety", "Bette Gordon", 100),
    ("Girlfriends", "Claudia Weill", 86),
    ("Wanda", "Barbara Loden", 102),
    ("Stop Making Sense", "Jonathan Demme", 88),
    ("Kes", "Ken Loach", 112),
)
NAMESAKES = (
    ("Julieta", "Pedro Almodóvar", 99),
    ("Volver", "Pedro Almodóvar", 121),
    ("Broken Embraces", "Pedro Almodóvar", 127),
    ("Fish Tank", "Andrea Arnold", 123),
    ("American Honey", "Andrea Arnold", 163),
    ("Frank", "Lenny Abrahamson", 95),
    ("Amy", "Asif Kapadia", 128),
    ("The Master", "Paul Thomas Anderson", 138),
    ("20,000 Days on Earth", "Iain Forsyth", 97),
)
"""Titles that look like names, and directors who come again."""
FORMS = (
    "{t}\n\nDirector:\n\n{d}\n\nDuration:\n\n{m} mins\n\n",
    "{t}\n\nDirector\n\n{d}\n\nDuration\n\n{m} mins\n\n",
    "{t}\n\nDir. {d} {h}\n\n",
    "{T}: {d}, {m} mins\n",
    "{t} (15) Dir: {d}, {m} mins\n",
    "{t} (15) {m} mins, {d}\n",
    "{t} (15)\nDir: {d} {m} mins\n\n",
    "{t} // {d} // {m} min\n",
    "{t} • {m} min • {d}\n",
    "{t}\t{d}\t{m} min\n",
    "{t}    {d}    {m} min\n",
    "{t} ({d}/{m} mins)\n",
    "{t} [{d}, {m} mins]\n",
    "{t}; {d}; {m} min\n",
    "{d}, {t}, {m} min\n",
    "{t}, {m} min, {d}\n",
    "{t}\n\n{t}\n\n{d}\n\n{m} min\n\n",
    "{t}\n\n{t}\n\nDirector: {d}\n\n{m} min\n\n",
    "Play trailer\n\n{t}\n\nDirector: {d}\n\n{m} min\n\n",
    "{t}\n\n{d}\n\n{m} mins\n\n£4.50\n\n",
    "{t}\n\n£4.50\n\n{d}\n\n{m} mins\n\n",
    "{t}\n\nDrama\n\n{d}\n\n{m} mins\n\n",
    "{t}\n\nDrama, Comedy\n\nDirector: {d}\n\n{m} mins\n\n",
    "{t}\n\nDrama | {m} mins | 15\n\nDirector: {d}\n\n",
    "{t}\nDirector: {d}\nRunning time: {m}\n\n",
    "{t}\n{d}\n{m}m\n\n",
    "{t} | {d} | {h}\n",
    "{t} ({d}) {h}\n",
    "{t}\nDirector {d}\nRuntime {m} mins\n\n",
    "{t}\nDIRECTOR\n{d}\nRUNTIME\n{m} MINS\n\n",
    "{t} Directed by {d} {m} mins\n\n",
    "{t}\nDirected by {d} {m} mins\n\n",
    "{t}\n\nDirected by {d} {m} mins\n\n",
    "{t}\n{m}min Director: {d}\n\n",
    "Film: {t}\nDirector: {d}\nLength: {m} mins\n\n",
    "Title: {t}\nDirector: {d}\nDuration: {m} min\n\n",
    "Title: {t}, Director: {d}, Duration: {m} min\n",
    "‘{t}’ - {d} ({m} mins)\n",
    "‘{t}’ by {d}, {m} mins - {s}.\n\n",
    "  • {t}\n\n  • {d}\n\n  • {m} min\n\n",
    "  • {t}\n\n{d}\n\n{m} min\n\n",
    "  • {t}\n\nDirector: {d}\n\n{m} min\n\n",
    "  • {t} {d} {m} mins\n\n",
    "  • {t} | {d} | {m} mins\n\n",
    "  • {t} Director: {d} {m} mins\n\n",
    "  • {t}\n    {d}, {m} mins\n\n",
    "  • {t}\n    Dir: {d} | {m} mins\n\n",
    "{t}\n\n  • {d}\n\n  • {m} mins\n\n",
    "{t}\n\n  • Director: {d}\n\n  • Running time: {m} mins\n\n",
    "{t}\n\n{d} {m} mins\n\n",
    "{t}\n\n{m} mins | {d}\n\n",
    "{t} {d} {m} mins\n\n",
    "{t} Director: {d} {m}min\n\n12:00pm 2:30pm\n\n",
    "{t} {m} mins\n\n{d}\n\n",
    "{t} ({m} mins)\n\n{d}\n\n",
    "{t}\n\n{d}\n\n{m} mins\n\n{s}.\n\nMore info\n\n",
    "{t}\n\n{s}.\n\nDirector: {d}\n\n{m} mins\n\n",
    "{t}\n\n{s}.\n\n{d} | {m} mins\n\n",
    "{t}\n\n15\n\n{d}\n\n{m} mins\n\n",
    "{t} (15)\n\n{d}, {m} mins\n\n",
    "{t}\n\nCert: 15 | {m} mins | Dir: {d}\n\n",
    "{t}\n\n15 | {m} mins\n\nDirector: {d}\n\n",
    "{t}\n\nDirector: {d}\n\nStarring: Maria Berg, Tom Holm\n\nRunning time: {m} mins\n\n",
    "{t}\nDir: {d}. With Maria Berg, Tom Holm. {m} mins.\n\n",
    "{t}\nDirector: {d} / {m}min / 35mm\n\nSat 12:00pm, 2:30pm\n\n",
    "{t}\n{d}\n{m} mins\n\n",
    "{t}\n{d}\n{h}\n\n",
    "{t}\n\n{d}\n\n{m} min\n\n",
    "{t}\n{d} | {m} min\n\n",
    "{t}\n{d} · {m} min\n\n",
    "{t}\n{d}, {m} mins\n\n",
    "{t}\n{d} ({m} min)\n\n",
    "{t}\nDir. {d} {m}min\n\n",
    "{t}\nDirector: {d} / {m}min\n\n",
    "{t}\nDirector: {d}\n{m}min / DCP\n12:00pm 2:30pm\n\n",
    "{t}\nDirector: {d}{m}min\n\n",
    "{T}\n{d}\n{m}min\n\n",
    "{T}\nby {d}, {m} min\n\n",
    "{t} | {d} | {m} min\n",
    "{t} - {d} - {m} min\n",
    "{t}, {d}, {m} min\n",
    '"{t}", {d}, {m} min\n',
    "{t} ({d}, {m} min)\n",
    "{t} (dir. {d}, {m} min)\n",
    "{t} ({d}) {m} min\n",
    "{t} ({d}) - {m} mins\n",
    "{t} by {d}, {m} min\n",
    "{t} Dir. {d} {m} mins\n",
    "{t} – Dir: {d} – {m} mins\n",
    "- **{t}** - {d} - {m} mins\n",
    "* _{t}_ ({d}, {m} mins)\n",
    "**{t}** ({m} mins) {d}\n\n",
    "{t} ({m} mins) by {d}\n",
    "{t} ({m} mins) - {d}\n",
    "{t} – {m} mins – dir. {d}\n",
    "{t}\n{m} min\n{d}\n\n",
    "{t}\n{m} min\nDirected by {d}\n\n",
    "{t}\nDirector: {d}\nRunning time: {m} minutes\n\n",
    "{t}\nDirector\n{d}\nDuration\n{m} minutes\n\n",
    "{d}\n{t}\n{m} min\n\n",
    "{d} – {t} – {m} min\n",
    "**{t}**\n{s}.\nDir: {d}. {m} mins.\n\n",
    "**{t}**\n\n{s}, by {d}.\n\nDirector: {d} | {m} mins\n\n",
    "{t} ({m} mins, dir. {d})\n{s}.\n\n",
    "**{t}, {d}, {m} mins** {s}.\n\n",
    "**{t}** – {d}, {m} mins. {s}.\n\n",
    "**{t}** by {d} – {m} mins\n\n{s}.\n\n",
    "12:00pm\n{t}\n{d}\n{m} min\n\n",
    "{t}\n{d}\n{m} min\n12:00pm | 2:30pm | 5:00pm\n\n",
    "{t}\n\nDirector: {d}\n\n{m} min\n\n12:00pm\n\n2:30pm\n\n",
    "{t}\n{m} min\nDirector: {d}\nBuy tickets\nMore info\n\n",
    "{t}\nDirector: {d}\nDuration: {m} mins\nWatch now\n\n",
    "## {t}\n\n{d}, {m} min\n\n{s}.\n\n",
    "### {t}\n**Director:** {d}  \n**Duration:** {m} mins\n\n",
    "{t}\nDirected by {d}\n\n",
    "{t} – {d}\n",
    "{t} ({d})\n",
    "{t}, {d}\n",
    "{t} by {d}\n",
    "{t} (dir. {d})\n",
    "{t} de {d} - {h2}\n",
    "{t}\nRéalisé par {d}\nDurée : {h2}\n\n",
    "{t}\nDirección: {d}\nDuración: {m} min.\n\n",
    "{t} ({d}). {m}'\n",
    "{t}. Dir. {d}. {m} min.\n",
    "{t}\nR: {d}, {m}'\n\n",
    "{t} (R: {d}, {m} Min.)\n",
    "{t}, di {d} ({m}')\n",
    "{t}, de {d}, {m} min\n",
    "{t} / {d} / {m}'\n",
    "{t}\nUK, {m} mins, Dir: {d}\n\n",
    "{t} | Dir. {d} | UK | {m} mins\n",
    "{t}\n{d} | UK | {m} mins | 15\n\n",
    "{t}\nDirectors: {d}, Jane Pollard\n{m} min\n\n",
)
"""How a list prints a film; `T`, `D`, `h` are title, director and length in other letters."""

Film = tuple[str, list[str], int | None, float | None]


def text_of(form: str, films: tuple[tuple[str, str, int], ...]) -> str:
    """A page that lists the films in one form."""
    return HEAD + "".join(
        form.format(
            t=title,
            T=title.upper(),
            d=director,
            m=length,
            s=STORY,
            h=f"{length // 60}h {length % 60}m",
            h2=f"{length // 60}h{length % 60:02d}",
        )
        for title, director, length in films
    )


def films_of(made: Extraction, document: str) -> list[Film]:
    """What was found of the films of a document: title, directors, year, length."""
    films = made.films.filter(pl.col("document_id") == document).sort("film_no")
    claims = made.claims.filter(pl.col("document_id") == document)

    def told(film_no: int, attribute: str, column: str = "value_normalised") -> list[str]:
        own = claims.filter(pl.col("film_no") == film_no, pl.col("attribute") == attribute)
        return sorted(own[column].unique().to_list())

    found: list[Film] = []
    for film_no, title in films.select("film_no", "title").rows():
        years, lengths = told(film_no, "year"), told(film_no, "runtime_minutes")
        found.append(
            (
                title,
                told(film_no, "director", "value"),
                int(years[0]) if years else None,
                float(lengths[0]) if lengths else None,
            )
        )
    return found


@pytest.fixture(scope="module")
def golden() -> Extraction:
    """All golden programmes, extracted in one batch."""
    return extracted(*CASES)


@pytest.mark.parametrize("number", range(len(CASES)), ids=[case["name"] for case in CASES])
def test_a_programme_is_about_the_films_it_lists(golden: Extraction, number: int) -> None:
    expected: list[Any] = CASES[number]["films"]

    assert [list(film) for film in films_of(golden, f"d{number}")] == expected


@pytest.fixture(scope="module")
def formed() -> Extraction:
    """A page for every form and both lists of films, extracted in one batch."""
    return extracted(
        *({"text": text_of(form, films)} for form in FORMS for films in (FILMS, NAMESAKES))
    )


@pytest.mark.parametrize("number", range(len(FORMS)), ids=FORMS)
@pytest.mark.parametrize("films", [FILMS, NAMESAKES], ids=["films", "namesakes"])
def test_a_list_is_read_in_whatever_form_it_is_printed(
    formed: Extraction, number: int, films: tuple[tuple[str, str, int], ...]
) -> None:
    document = f"d{2 * number + (films is NAMESAKES)}"
    has_length = any(name in FORMS[number] for name in ("{m}", "{h}", "{h2}"))

    found = films_of(formed, document)

    assert [title.casefold() for title, *_ in found] == [title.casefold() for title, *_ in films]
    for (_, directors, _, length), (_, director, minutes) in zip(found, films, strict=True):
        assert director in directors
        assert length == (minutes if has_length else None)
