"""Write many documents that look like the samples, about films and persons made up by number.

The same seed gives the same files. A document is a sample in which titles, names, IMDb ids and
years are exchanged, so that films have several documents each, as real ones have.
"""

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

SEED: Final = 20_261_120
DOCUMENTS_PER_FILM: Final = 5
OTHERS_PER_FILM: Final = 12
"""Actors and others besides the maker; most names stand in some sixty documents."""
TEXT_ENDINGS: Final = (".txt", ".md", ".html")
SMALLEST: Final = 200
PARAGRAPH: Final = 80
PLAIN_BYTES: Final = 2_000
PAGE_BYTES: Final = 180_000

TITLE_WORDS: Final = (
    "amber", "autumn", "bitter", "bridge", "burning", "cabin", "canyon", "circle", "clay", "copper",
    "crossing", "crystal", "dawn", "distant", "dragon", "echo", "empire", "evening", "falcon",
    "fever", "field", "forgotten", "frozen", "garden", "ghost", "golden", "harbour", "hidden",
    "hollow", "island", "ivory", "journey", "kingdom", "lantern", "lemon", "letter", "lonely",
    "lost", "meadow", "midnight", "mirror", "mountain", "narrow", "north", "ocean", "orchard",
    "paper", "pilgrim", "quiet", "rain", "river", "road", "salt", "scarlet", "shadow", "silent",
    "silver", "sister", "snow", "sparrow", "station", "stone", "stranger", "summer", "tower",
    "velvet", "village", "violet", "voice", "water", "whisper", "wild", "window", "winter", "wolf",
)  # fmt: skip
FIRST_NAMES: Final = (
    "Ada", "Bruno", "Carla", "Dmitri", "Elena", "Farid", "Greta", "Hana", "Ivan", "Jonas", "Karin",
    "Leila", "Marek", "Nadia", "Otto", "Paula", "Quentin", "Rosa", "Selma", "Tomas", "Ursula",
    "Viktor", "Wanda", "Xenia", "Yusuf", "Zora",
)  # fmt: skip
SYLLABLES: Final = (
    "bar", "den", "fal", "gor", "hol", "ker", "lan", "mar", "nor", "pel", "ros", "sal", "tor",
    "vin", "wes",
)  # fmt: skip

TITLES: Final = (
    "The Missing Picture", "L'image manquante", "L'Image manquante", "Parasite", "Gisaengchung",
    "Portrait of a Lady on Fire", "Portrait de la jeune fille en feu", "Solaris", "The Beguiled",
    "Wings of Desire", "Der Himmel über Berlin", "A City of Sadness", "Ida", "Bullitt",
    "Cléo from 5 to 7", "Toni Erdmann", "Hunger", "Paddington 2", "12 Years a Slave",
    "THE MISSING PICTURE", "BULLITT", "12 YEARS A SLAVE", "THE GREAT BEAUTY", "The Great Beauty",
    "Cielo sobre Berlín", "Les Ailes du désir", "Porträt einer jungen Frau in Flammen",
    "Parásitos", "Retrato de una mujer en llamas", "Cléo de 5 à 7", "悲情城市", "Солярис",
    "Salut les Cubains", "Marriage Story", "Solyaris", "Bēiqíng chéngshì",
)  # fmt: skip
"""Titles that the samples are about, to be exchanged."""
MAKERS: Final = (
    "Rithy Panh", "Bong Joon-ho", "Bong Joon Ho", "Céline Sciamma", "Andrei Tarkovsky",
    "Andreï Tarkovski", "Steven Soderbergh", "Don Siegel", "Sofia Coppola", "Wim Wenders",
    "Hou Hsiao-Hsien", "Pawel Pawlikowski", "Pawel Pawlikovski", "Peter Yates", "Agnès Varda",
    "Maren Ade", "Steve McQueen", "Paul King", "James Cameron",
)  # fmt: skip
"""Directors that the samples print, to be exchanged."""
OTHERS: Final = (
    "Noémie Merlant", "Adèle Haenel", "Valeria Golino", "Luàna Bajrami", "Song Kang-ho",
    "Cho Yeo-jeong", "Lee Sun-kyun", "Choi Woo-shik", "Choi Woo-sik", "Jang Hye-jin", "Park So-dam",
    "Otto Sander", "Bruno Ganz", "Peter Falk", "Solveig Dommartin", "Curt Bois",
    "Natascha McElhone", "George Clooney", "Jeremy Davies", "Viola Davis", "Donatas Banionis",
    "Natalya Bondarchuk", "Natalia Bondartchouk", "Anatoli Solonitsyn", "Jüri Järvet",
    "Agata Kulesza", "Agata Trzebuchowska", "Dawid Ogrodnik", "Antoine Bourseiller",
    "Corinne Marchand", "Dominique Davray", "Geraldine Page", "Clint Eastwood",
    "Elizabeth Hartman", "Sandra Hüller", "Peter Simonischek", "Ingrid Bisu", "Trystan Pütter",
    "Jacqueline Bisset", "Robert Vaughn", "Tony Leung Chiu-wai", "Tony Leung", "Hsin Shu-fen",
    "Chen Sung-young", "Jack Kao", "Michael Fassbender", "Liam Cunningham", "Stuart Graham",
    "Ben Whishaw", "Brendan Gleeson", "Hugh Bonneville", "Hugh Grant", "Sally Hawkins",
    "Simon Farnaby", "Randal Douc", "Christophe Bataille", "Catherine Dussart", "Sarith Mang",
    "Marc Marder", "Peter Handke", "Henri Alekan", "Jürgen Knieper", "Claire Mathon",
    "Bénédicte Couvreur", "Han Jin-won", "Hong Kyung-pyo", "Lee Ha-jun", "Cliff Martinez",
    "Eduard Artemyev", "Vadim Yusov", "Stanislaw Lem", "Eric Abraham", "Piotr Dzieciol",
    "Ewa Puszczynska", "Rebecca Lenkiewicz", "Lukasz Zal", "Stacey Battat", "Patrick Orth",
    "Laura Hastings-Smith", "Robin Gutch", "Enda Walsh", "Michel Legrand", "Lalo Schifrin",
)  # fmt: skip
"""Actors and others that the samples print, to be exchanged."""


@dataclass(frozen=True)
class Film:
    """A film that does not exist."""

    title: str
    maker: str
    others: tuple[str, ...]
    imdb_id: str
    year: int


def film(number: int) -> Film:
    """The film of a number, always the same."""
    chance = random.Random(f"{SEED}-{number}")  # noqa: S311 - repeatable, not secret
    words = chance.sample(TITLE_WORDS, chance.choice((2, 2, 3)))
    return Film(
        title="The " + " ".join(words).title(),
        maker=_person(chance),
        imdb_id=f"tt{9_000_000 + number:07d}",
        year=chance.randint(1930, 2025),
        others=tuple(_person(chance) for _ in range(OTHERS_PER_FILM)),
    )


def _person(chance: random.Random) -> str:
    """The name of somebody who has made several films, as names come back."""
    surname = "".join(chance.sample(SYLLABLES, 2)).title()
    return f"{chance.choice(FIRST_NAMES)} {surname}"


def samples(folder: Path) -> list[tuple[str, str, str]]:
    """Folder, ending and text of the samples that documents are made from."""
    found = []
    for path in sorted(folder.rglob("*")):
        if path.suffix in TEXT_ENDINGS and path.parent.name != "broken":
            try:
                text = path.read_bytes().decode("utf-8")
            except UnicodeDecodeError:
                continue
            if len(text) >= SMALLEST:
                found.append((path.parent.name, path.suffix, text))
    return found


def exchanged(text: str, about: Film) -> str:
    """The text, about another film."""
    for title in TITLES:
        text = text.replace(title, about.title)
    for name in MAKERS:
        text = text.replace(name, about.maker)
    for place, name in enumerate(OTHERS):
        text = text.replace(name, about.others[place % OTHERS_PER_FILM])
    text = re.sub(r"tt\d{7,8}", about.imdb_id, text)
    return re.sub(r"\b(?:19|20)\d\d\b", str(about.year), text)


def plain_documents(count: int, of: Path) -> Iterator[tuple[str, str, bytes]]:
    """Source, name and content of so many plain documents of `PLAIN_BYTES`, made of the samples.

    A document is a sample and paragraphs of others, all about one film.
    """
    forms = [form for form in samples(of) if form[1] != ".html"]
    pool = [
        paragraph
        for _, _, text in forms
        for paragraph in text.split("\n\n")
        if len(paragraph) >= PARAGRAPH
    ]
    for number in range(count):
        source, ending, text = forms[number % len(forms)]
        chance = random.Random(f"{SEED}-plain-{number}")  # noqa: S311 - repeatable, not secret
        while len(text.encode()) < PLAIN_BYTES:
            text = f"{text.rstrip()}\n\n{chance.choice(pool)}\n"
        yield (
            source,
            f"{number:07d}{ending}",
            f"{exchanged(text, film(number))}\n{number}\n".encode(),
        )


def pages(count: int, of: Path) -> Iterator[tuple[str, str, bytes]]:
    """Source, name and content of so many HTML pages of `PAGE_BYTES`, made of the samples.

    Real pages are script, style and menus for the most part: one sixtieth of them is text.
    """
    forms = [form for form in samples(of) if form[1] == ".html"]
    for number in range(count):
        source, ending, text = forms[number % len(forms)]
        menu = "".join(
            f'<li class="item"><a href="/{word}/{number}"><span>{word}</span></a></li>\n'
            for word in TITLE_WORDS
        )
        script = f"window.state[{number}] = {{'seats': [0, 1, 2], 'open': true}};\n"
        style = ".item > a:hover { color: #333; margin: 0 1rem; }\n"
        page = exchanged(text, film(number))
        page = page.replace("</body>", f"<nav><ul>{menu}</ul></nav></body>", 1)
        page = page.replace("</head>", f"<style>{style * 250}</style></head>", 1)
        rest = (PAGE_BYTES - len(page.encode())) // len(script)
        page = page.replace("</head>", f"<script>{script * rest}</script></head>", 1)
        yield source, f"{number:07d}{ending}", page.encode()


def write_documents(folder: Path, count: int, of: Path) -> int:
    """Write so many documents below a folder, in the sources' folders; gives back their bytes."""
    forms = samples(of)
    written = 0
    for number in range(count):
        source, ending, text = forms[number % len(forms)]
        chance = random.Random(f"{SEED}-document-{number}")  # noqa: S311 - repeatable, not secret
        made = exchanged(text, film(chance.randrange(max(count // DOCUMENTS_PER_FILM, 1))))
        content = f"{made.rstrip()}\n\n{number}\n".encode()
        place = folder / source
        place.mkdir(parents=True, exist_ok=True)
        (place / f"{number:07d}{ending}").write_bytes(content)
        written += len(content)
    return written
