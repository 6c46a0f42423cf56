"""Read lists of persons, as credit lines print them."""

import re
from functools import cache, lru_cache
from typing import Final

from pipelines.claims.reference import reference_table
from pipelines.claims.rules import Value
from pipelines.claims.values import KEPT_TEXTS
from pipelines.claims.values.folding import fold
from pipelines.claims.values.places import country_names

# A look ahead at what separators begin with spares most places of a text.
SEPARATOR: Final = re.compile(
    r"(?=[\s;|•·,&])"
    r"(?:\s*[;|•\n]\s*|(?<![\u3040-\u30ff\u3400-\u9fff])\s*·\s*|\s*,\s*(?:(?:and|&|et|und|y|e)\s+)?|\s+(?:and|&|et|und|y|e|og|och|with|avec|mit|con)\s+|\s+en\s+(?=[A-Z])|\s+/\s+|\s*&\s*)"
)
BRACKETS: Final = re.compile(r"\s*[(\[]([^()\[\]]*)[)\]]")
AS_CHARACTER: Final = re.compile(r"\s+(?:as|als|comme|como)\s+(.+)$")
SHARED_SURNAME: Final = re.compile(
    r"(?P<before>^|[,;]\s*)(?P<one>[^\W\d_][\w’'-]+)\s+(?:&|and|und|et|y)\s+(?P<two>[^\W\d_][\w’'-]+)\s+(?P<last>[^\W\d_][\w’'-]+)(?=\s*(?:$|[,;(]))"
)
"""Two first names and one surname, as `Joel and Ethan Coen`."""
JOINERS: Final = frozenset({"&", "and", "und", "et", "y"})
"""The words between them."""
AND_OTHERS: Final = re.compile(
    r"[,\s]+(?:u\.\s?v?\.?\s?a\.?(?:\s?m\.?)?|et\s+al\.?|e\.\s?a\.?|m\.\s?fl\.?|(?:and|among|und|amongst)\s+(?:many\s+)?(?:others|andere)|y\s+otr[oa]s|e\s+(?:altri|outros)|et\s+d[’']autres|en\s+anderen|i\s+inni)\s*$"
)
"""What stands at the end of a list that is not whole."""
GENERATION: Final = re.compile(r"^(?:Jr|Sr|Jnr|Snr|II|III|IV|PhD|MD)\.?$")
NO_NAME: Final = re.compile(
    r"\d|https?:|[:!?=<>{}@#%]|^(?:the|a|an|and|by|various|unknown|others?|more|many|n/?a|none|et al\.?|etc\.?|tbc|tba)$",
    re.IGNORECASE,
)
COMPANY: Final = re.compile(
    r"\s(?:films?|filme|filmproduktion|filmproduction|productions?|produktion(?:en)?|producciones|produzioni|pictures|"
    r"studios?|entertainment|media|gmbh|ltd\.?|inc\.?|llc|s\.?r\.?l\.?|s\.l\.|s\.a\.)$",
    re.IGNORECASE,
)
"""How companies are called, which credit lines list among producers."""
WORK_AND_NAME: Final = re.compile(r"^(\S+)\s\S+[’']s\s+([^\W\d_]+)\s+[^\W\d_a-z]\S+$")
"""What somebody is known for, before a full name: "Long Rain’s Ada Brown"."""
BEHIND_JUNIOR: Final = re.compile(r"(?<=\s[JS]r)(?:\.?\s+[^\W\d_]|[’']s?\s).*$")
"""What goes on behind a name that ends with its generation, as the part or the film of somebody."""
LEADERS: Final = re.compile(r"\s*(?:\.{2,}|…)\s*")
"""Points that lead from a name to the part, as programmes print them."""
OWNER: Final = re.compile(r"[’']s?\s")
OWNING: Final = re.compile(r"[’']s?(?:\s|$)")
JUNIOR: Final = re.compile(r"\b(?:Jr|Sr)$")
DASH: Final = re.compile(r"\s+[–—]\s+(?=\S)")
"""What parts a line of data: kind and country may stand behind its persons."""
HIDDEN: Final = re.compile(r"\x00(\d+)\x00")
WORD_END: Final = re.compile(r"[\s\-‐]")
LETTER: Final = re.compile(r"[^\W\d_]")
EPITHET: Final = re.compile(
    r"-(?:born|billed|old|based|trained|educated|winning|winners?|nominated|nominees?|raised|like|era|bred|stars?|turned|writers?|directors?|producers?|actors?|actress|favou?rite|time|veteran|regular|mainstay|alum|born-and-bred)$"
)
"""The end of a compound before a name, as in "Danish-born"."""
AFTER_NAME: Final = re.compile(
    r"-(?:style|type|like|esque|ish|era|led|directed|helmed|penned|scripted|written|produced|scored|starring|fronted|inspired|approved|level|sized|lite|films?|movies?|vehicles?|fans?|Filme?s?|Fans?|Leser|Komödie|Thriller|Drama|Verfilmung)(?:\s.*)?$"
)
"""The second half of a compound that a name begins, and what follows it: "Ada Brown-directed"."""
OF_OWNER: Final = re.compile(
    r"^(\S+\s.*?)s\s(?:Figur|Rolle|Film|Filme|Spielfilm|Regie|Spiel|Darstellung|Debüt|Regiedebüt|Komödie|Drama|Thriller|Dokumentation|Drehbuch|Roman|Werk|Kamera|Blick|Leistung|Charakter)$"
)
"""A whole name in the German genitive and what is his or hers: "Ada Grüns Figur"."""
OF_A_PLACE: Final = re.compile(r"^(\S+\s.+?)\s+of\s.*$")
"""A whole name and of where: "Ada Brown of Acme"; "Joan of Arc" is one name."""
OF_AGE: Final = re.compile(r"^(?:Young|Little|Old)\s+(?=\S+\s+\S)")
"""What a sentence begins with before a whole name."""
WORK_OF: Final = re.compile(
    r"^(?:D(?:er|ie|as)|Eine?|L[ae]|El|Un[ae]?|Il)\s+\S+\s+(?:von|de|di|del)\s+(?=\S+\s)"
)
"""The work that begins a sentence before the name, where nouns have capitals: "Das Drama von"."""
LONGEST_NAME: Final = 60
MOST_WORDS: Final = 7


def people(text: str) -> list[Value]:
    """The persons of a credit line, in order; a part in brackets goes to `character`.

    >>> [p.text for p in people("Joel & Ethan Coen")]
    ['Joel Coen', 'Ethan Coen']
    >>> [p.text for p in people("Wong Chi-zan, Lisa Yang and Robert Downey, Jr.")]
    ['Wong Chi-zan', 'Lisa Yang', 'Robert Downey, Jr.']
    >>> people("Bill Murray (Bob)")[0].detail
    {'character': 'Bob'}
    >>> people("Ada Brown ..... Mabel")[0].text, people("Ada Brown ..... Mabel")[0].detail
    ('Ada Brown', {'character': 'Mabel'})
    >>> [p.text for p in people("Jan Roe, Ada Brown u. a.")], [p.text for p in people("Jo Roe, m.fl.")]
    (['Jan Roe', 'Ada Brown'], ['Jo Roe'])
    >>> people("República Dominicana, Shape of Water")
    []
    >>> [p.text for p in people("Ada Brown – Drama – Norway")], [p.text for p in people("Jo Roe – Tom Grey")]
    (['Ada Brown'], ['Jo Roe', 'Tom Grey'])
    >>> people("TBC"), [p.text for p in people("Ada Brown, Harbour Films")]
    ([], ['Ada Brown'])
    """
    parts: list[str] = []
    text = _before_dash(AND_OTHERS.sub("", text))
    if text.count(" - ") > 1 and "," not in text:
        text = text.replace(" - ", ", ")
    if not JOINERS.isdisjoint(text.split()):
        text = SHARED_SURNAME.sub(_with_surnames, text)
    for part in _cut(text):
        if parts and GENERATION.match(part):
            parts[-1] = f"{parts[-1]}, {part}"
        else:
            parts.append(part)
    found: list[Value] = []
    for part in parts:
        value = _person(part)
        if value is not None and all(value.text != other.text for other in found):
            found.append(value)
    return found


def _before_dash(text: str) -> str:
    """The text up to the first dash, and what follows only where it begins with a common given name."""
    head, *rest = DASH.split(text)
    names = [part for part in rest if fold(part.split(maxsplit=1)[0]) in given_names()]
    return ", ".join([head, *names])


def _with_surnames(shared: re.Match[str]) -> str:
    """Two full names; what is no given name before one that is stays a surname by itself.

    >>> people("Joel and Ethan Coen")[0].text, people_in_prose("Grey and Mary Roe")[0].text
    ('Joel Coen', 'Mary Roe')
    """
    before, one, two, last = shared.group("before", "one", "two", "last")
    first, second = (fold(re.split(r"[-‐]", word)[0]) for word in (one, two))
    is_surname = second in given_names() and first not in given_names()
    return shared.group() if is_surname else f"{before}{one} {last}, {two} {last}"


def people_in_prose(text: str) -> list[Value]:
    """The persons of a list in running text: whole names only, without what stands around them.

    >>> [p.text for p in people_in_prose("When Ada Brown and director Jo Ann Smith's")]
    ['Ada Brown', 'Jo Ann Smith']
    >>> [p.text for p in people_in_prose("Oscar-nominee Ada Brown, Jo Smith-style Hero")]
    ['Ada Brown', 'Jo Smith']
    >>> [p.text for p in people_in_prose("Ada Brown of Acme, Joan of Arc")]
    ['Ada Brown', 'Joan of Arc']
    >>> [p.text for p in people_in_prose("Ada Brown en Jo de Wit")]
    ['Ada Brown', 'Jo de Wit']
    >>> [p.text for p in people_in_prose("Robert Downey Jr Iron Man")]
    ['Robert Downey Jr.']
    >>> [p.text for p in people_in_prose("Ada Grüns Figur")]
    ['Ada Grün']
    >>> [p.text for p in people_in_prose("Das Biopic von Ada Grün")]
    ['Ada Grün']
    >>> [p.text for p in people_in_prose("Young Ada Brown")]
    ['Ada Brown']
    >>> people_in_prose("Captain Ahab, World War"), people_in_prose("Blanchett")
    ([], [])
    """
    found: list[Value] = []
    for person in people(text):
        if _is_work_of_one_named_next(person.text):
            continue
        whole = BEHIND_JUNIOR.sub(".", person.text)
        bare = AFTER_NAME.sub("", OF_OWNER.sub(r"\1", OWNING.split(whole, 1)[0]))
        name = _without_openings(WORK_OF.sub("", OF_A_PLACE.sub(r"\1", OF_AGE.sub("", bare))))
        is_whole = " " in name and name != name.upper()
        if is_whole and is_name(name) and all(name != other.text for other in found):
            found.append(Value(name, name, person.detail))
    return found


def _is_work_of_one_named_next(text: str) -> bool:
    """True for a work in the genitive before the name of who made it.

    >>> [_is_work_of_one_named_next(t) for t in ("Long Rain’s Ada Brown", "Jo Roe’s Lady Rain")]
    [True, False]
    """
    told = WORK_AND_NAME.match(text)
    if not told:
        return False
    first, behind = (fold(word) for word in told.groups())
    return first not in given_names() and behind in given_names()


@lru_cache(maxsize=KEPT_TEXTS)
def _without_openings(name: str) -> str:
    """The name without words that stand before names; empty if it is none."""
    places = _places_of_words()
    words = name.split()
    while words and (
        places.get(words[0].lower()) == "opening"
        or words[0][0].islower()
        or EPITHET.search(words[0])
    ):
        words = words[1:]
    if not words or places.get(words[0].lower()) == "first":
        return ""
    return "" if any(places.get(word.lower()) == "never" for word in words) else " ".join(words)


def is_somebody(name: str) -> bool:
    """True for a name without words that no name holds, or that only stand before names.

    >>> is_somebody("Regina King"), is_somebody("Everyone"), is_somebody("The Crew")
    (True, False, False)
    """
    return bool(name) and _without_openings(name) == name


@cache
def _places_of_words() -> dict[str, str]:
    table = reference_table("not_names", ("word", "place"))
    return dict(zip(table["word"].to_list(), table["place"].to_list(), strict=True))


def _cut(text: str) -> list[str]:
    """The parts between separators that do not stand inside brackets."""
    hidden: list[str] = []

    def hide(match: re.Match[str]) -> str:
        hidden.append(match.group())
        return f"\x00{len(hidden) - 1}\x00"

    has_brackets = "(" in text or "[" in text
    parts = SEPARATOR.split(BRACKETS.sub(hide, text) if has_brackets else text)
    if hidden:
        parts = [HIDDEN.sub(lambda match: hidden[int(match.group(1))], part) for part in parts]
    return [kept for part in parts if (kept := part.strip())]


@lru_cache(maxsize=KEPT_TEXTS)
def _person(part: str) -> Value | None:
    detail = {}
    bracket = BRACKETS.search(part)
    name = BRACKETS.sub("", part)
    if ".." in name or "…" in name:
        name, _, led = LEADERS.sub("\n", name).partition("\n")
        if led:
            detail["character"] = led.strip()
    as_character = AS_CHARACTER.search(name)
    if as_character:
        name = name[: as_character.start()]
        detail["character"] = as_character.group(1).strip()
    elif bracket and bracket.group(1).strip():
        detail["character"] = bracket.group(1).strip()
    name = name.strip(' \t.,;:–—-"“”*_')
    if JUNIOR.search(name):
        name += "."
    if not is_name(name) or (COMPANY.search(name) and not OWNER.search(name)):
        return None
    if " " in name and (_is_country(name) or _is_work(name)):
        return None
    return Value(name, name, detail)


def _is_country(name: str) -> bool:
    """True for names of countries that have more than one word."""
    return fold(name) in country_names()


def _is_work(name: str) -> bool:
    """True for what holds "of" behind no given name: a title, an office.

    >>> _is_work("Shape of Water"), _is_work("Joan of Arc")
    (True, False)
    """
    return " of " in name and fold(name.split(maxsplit=1)[0]) not in given_names()


def is_called_so(name: str) -> bool:
    """True for what begins with a common given name, alone or before a hyphen.

    >>> is_called_so("Pedro Almodóvar"), is_called_so("Jean-Luc Brun"), is_called_so("Paper Moonrise")
    (True, True, False)
    """
    return fold(WORD_END.split(name.strip(), 1)[0]) in given_names()


@cache
def given_names() -> frozenset[str]:
    """Common given names, folded."""
    return frozenset(reference_table("given_names", ("name", "why"))["name"])


def is_name(text: str) -> bool:
    """True for what can be a person's name: letters, few words, nothing that names never hold.

    >>> is_name("Apichatpong Weerasethakul"), is_name("various"), is_name("2013"), is_name("")
    (True, False, False, False)
    """
    if not text or len(text) > LONGEST_NAME or NO_NAME.search(text) or not LETTER.search(text):
        return False
    words = text.split()
    has_case = text.lower() != text.upper()
    return len(words) <= MOST_WORDS and (not has_case or any(word[:1].isupper() for word in words))
