"""Lists of films that tell years, marks or makers beside each title, in many layouts."""

import pytest

from pipelines.claims.extraction import Extraction
from tests.unit.claims.films.test_about import extracted
from tests.unit.claims.test_programmes import FILMS, HEAD, NAMESAKES, STORY, films_of

YEARS = (1991, 1983, 1978, 1970, 1984, 1969, 2015, 2012, 2014)
CAPSULE = (
    "Nobody in the valley had seen the road so white since the year the mill burned, and nobody "
    "wanted to be the first to say so."
)
FORMS = (
    "{l}, {f}: {t}\n",
    "{l}, {f}: {t} ({y})\n",
    "{L}, {f} – {t} ({m} min)\n",
    "{l}, {f} - {t} ({y}, {m} min)\n",
    "{d}’s {t} ({m} min)\n",
    "{d}'s {t} ({y})\n",
    "{d}’s {t}\n",
    "{d}: {t}\n",
    "{m} min\n{t}\n{d}\n\n",
    "{n}. {t}\n{d}, {y}\n\n",
    "{n}\n{t}\n{d}\n{y}\n\n",
    "{t}\n{y}, {d}\n\n",
    "{t}\n{d} ({y})\n\n",
    "{t}\n({d}, {y})\n\n",
    "{t}\n{d} | {y}\n\n",
    "{t}\n{y} | {d}\n\n",
    "{t}\n{d} {y}\n\n",
    "{t}\nWritten and directed by {d} ({y}), {m} min\n\n",
    "{t}\n{d}; Mali {y}; {m} min.; 35mm\n\n",
    "{t} (15) | {m} mins\nDir: {d}\n{c}\nFri 3 May 19:30\n\n",
    "{n}. **{t}** ({y}, {d})\n",
    "### {n}. {t} ({y}, dir. {d})\n\n{c}\n\n",
    "### {n}) *{t}* — {d}, {y}\n\n{c}\n\n",
    "## {n}. **{t}** ({y})\n\n*Directed by {d}*\n\n{c}\n\n",
    "**{n}. {t}** ({d}, {y}) {c}\n\n",
    "- **{t}** ({y}, dir. {d}) – ★★★ {s}.\n",
    "- **{t}** ({d}, {y}): {s}.\n",
    "- *{t}* ({y}) by {d}. {s}.\n",
    "- **{t}** ({y}) – {s}.\n",
    "{n}. {t} ({y}) - {s}.\n",
)
"""How a list prints a film; `n` is its number, `L`, `l`, `f` are parts of the director's name."""


def text_of(form: str, films: tuple[tuple[str, str, int], ...]) -> str:
    """A page that lists the films in one form."""
    text = HEAD
    for number, ((title, director, length), year) in enumerate(
        zip(films, YEARS, strict=False), start=1
    ):
        first, last = director.rsplit(" ", 1)
        text += form.format(
            n=number,
            t=title,
            d=director,
            m=length,
            y=year,
            s=STORY,
            c=CAPSULE,
            f=first,
            l=last,
            L=last.upper(),
        )
    return text


@pytest.fixture(scope="module")
def formed() -> Extraction:
    """A page for every form and both lists of films, extracted in one batch."""
    return extracted(
        *({"text": text_of(form, films)} for form in FORMS for films in (FILMS, NAMESAKES))
    )


@pytest.mark.parametrize("number", range(len(FORMS)), ids=FORMS)
@pytest.mark.parametrize("films", [FILMS, NAMESAKES], ids=["films", "namesakes"])
def test_a_dated_list_is_read_in_whatever_form_it_is_printed(
    formed: Extraction, number: int, films: tuple[tuple[str, str, int], ...]
) -> None:
    form = FORMS[number]

    found = films_of(formed, f"d{2 * number + (films is NAMESAKES)}")

    assert [title for title, *_ in found] == [title for title, *_ in films]
    for (_, directors, year, length), (_, director, minutes), made in zip(
        found, films, YEARS[: len(films)], strict=True
    ):
        assert directors == ([director] if "{d}" in form or "{l" in form.lower() else [])
        assert year == (made if "{y}" in form else None)
        assert length == (minutes if "{m}" in form else None)


NO_FILMS = (
    (
        "Guests of the season\n\nMaria Berg: Producer\nTom Holm: Editor\nAnna Moss: Costumes\n"
        "Paul Roe: Sound Designer\n"
    ),
    (
        "A talk about cinema\n\nMaria Berg: What drew you to the sea?\nTom Holm: It was there.\n"
        "Maria Berg: And to the road?\nTom Holm: The same, I think.\nMaria Berg: Thank you.\n"
    ),
    "Our team\n\nMaria Berg\n2015\n\nTom Holm\n2016\n\nAnna Moss\n2018\n",
)


@pytest.mark.parametrize("text", NO_FILMS)
def test_names_with_parts_words_or_years_beside_list_no_films(text: str) -> None:
    assert extracted({"text": text}).films.is_empty()


TOWNS = (
    "Alder", "Birch", "Cedar", "Elm", "Fir", "Hazel",
    "Juniper", "Larch", "Maple", "Oakham", "Pineton", "Quince", "Rowan", "Sorrel", "Teasel",
    "Ulmus", "Viburn", "Willow", "Yewton", "Zelkov", "Aspen", "Beech", "Cherry"
)  # fmt: skip


def test_towns_that_a_page_offers_are_no_title_of_its_film() -> None:
    menu = "\n\n".join(f"{town}\n\n({town[:2]}shire)" for town in TOWNS)
    text = (
        "Showtimes for Salt Road - On Now - Lantern\n\n  • News\n\n  • Films\n\n"
        "  • Soon\n\nSearch\n\n  • Sport\n\n  • Music\n\n  • Travel\n\n"
        "Salt Road (Salzweg)\n\nTown\n\nAlder (Alshire)\n\nSee times\n\nChoose your town\n\n"
        f"{menu}\n\nAverage: 4.2 Votes: 4\n\nSHARE:\n\nGenre: Drama\n\nRunning time: 98 minutes\n\n"
        "Director: Ada Brown\n\nCast: Maria Berg, Tom Holm\n\nSynopsis\n\n"
        "A driver crosses the marshes.\n"
    )

    assert films_of(extracted({"text": text}), "d0") == [("Salt Road", ["Ada Brown"], None, 98.0)]


CREW = (
    ("Director", "Ada Brown"),
    ("Presented by", "Marsh Films"),
    ("Producer", "Jo Roe"),
    ("Associate Producers", "Lou Ring, Jo Roe"),
    ("Production Manager", "Al Hay"),
    ("Unit Production Manager", "Ann Dale"),
    ("Post-production Supervisor", "Una Holt"),
    ("Production Administrator", "Theo Arden"),
    ("1st Assistant Director", "Eva Klein"),
    ("2nd Assistant Director", "Tim Berg"),
    ("Script Supervisor", "Ned Moor"),
    ("Casting", "Ann Lee"),
    ("Screenplay", "Ada Brown"),
    ("Director of Photography", "Lou Sand"),
    ("Camera Operator", "Bo Field"),
    ("Editor", "Kim Stone"),
)


def test_directors_of_photography_begin_no_other_film() -> None:
    text = "**Salt Road**<br>\n" + "".join(f"_{part}:_ {name}<br>\n" for part, name in CREW)

    assert films_of(extracted({"text": text}), "d0") == [("Salt Road", ["Ada Brown"], None, None)]
