"""Read names of persons, and tell in what two of them differ.

What belongs here is spelling. Whether two names mean one person is decided in `persons`; which
words are titles, generations and short forms stands in data/reference.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

from rapidfuzz.distance import OSA

from pipelines.claims.reference import reference_table
from pipelines.claims.values import KEPT_TEXTS
from pipelines.claims.values.folding import fold

SHORTEST_PREFIX: Final = 3
"""Letters of a short form that is cut off a name, as Pat of Patrick."""
SHORTEST_SLIP: Final = 4
"""Letters of a word, or name, from which one wrong letter is a slip and not another word."""


@dataclass(frozen=True)
class PersonName:
    """A name in parts: its folded words without titles, the generation, and what has a hyphen."""

    words: tuple[str, ...]
    generation: str = ""
    hyphened: frozenset[str] = frozenset()

    @property
    def letters(self) -> str:
        """All letters of the name, its words in alphabetical order."""
        return "".join(sorted(self.words))

    @property
    def loose(self) -> str:
        """The last word and the first letter: what stays of a name in most of its spellings."""
        return f"{self.words[-1]} {self.words[0][0]}"


@dataclass(frozen=True, order=True)
class Likeness:
    """A word of one name and what stands for it in the other; the same twice where nothing does."""

    kind: str
    word: str
    other: str

    @property
    def is_shared(self) -> bool:
        """Whether both names have the word, in one spelling or another."""
        return self.kind != "generation" and not self.kind.startswith("dropped")


@cache
def _kinds() -> dict[str, tuple[str, str]]:
    table = reference_table("name_words", ("word", "kind", "value"))
    return {word: (kind, value or "") for word, kind, value in table.iter_rows()}


@cache
def _formal() -> dict[str, frozenset[str]]:
    table = reference_table("nicknames", ("nickname", "name"))
    found: dict[str, set[str]] = {}
    for nickname, name in table.iter_rows():
        found.setdefault(nickname, set()).add(name)
    return {nickname: frozenset(names) for nickname, names in found.items()}


def formal_names(word: str) -> frozenset[str]:
    """The names a given name may be short for, and itself.

    >>> sorted(formal_names("bert")), sorted(formal_names("rithy"))
    (['albert', 'bert', 'herbert', 'robert'], ['rithy'])
    """
    return _formal().get(word, frozenset()) | {word}


@lru_cache(maxsize=KEPT_TEXTS)
def parse_name(name: str) -> PersonName:
    """The parts of a name.

    >>> name = parse_name("Sir Robert Downey, Jr.")
    >>> name.words, name.generation
    (('robert', 'downey'), 'younger')
    >>> parse_name("Madame").words
    ('madame',)
    """
    told = [(word, *_kinds().get(word, ("", ""))) for word in fold(name).split()]
    words = tuple(
        word
        for place, (word, kind, _) in enumerate(told)
        if not (kind == "title" and place == 0) and not (kind == "generation" and place > 1)
    )
    generation = next((value for _, kind, value in told[2:] if kind == "generation"), "")
    hyphened = frozenset(w for part in name.split() if "-" in part for w in fold(part).split())
    return PersonName(words or tuple(word for word, _, _ in told), generation, hyphened)


def compare_names(name: PersonName, other: PersonName) -> tuple[Likeness, ...] | None:
    """In what two names agree and differ, or None if they cannot be spellings of one.

    Words meet as the `same`, as `nickname`, `initial`, `prefix` or `slip` of each other; what has
    no counterpart is `dropped`, a `dropped_initial`, `dropped_last` where it ends a name, or the
    `dropped_part` of a word with a hyphen. Names that both have a word which the other lacks are
    two names, and so are those of father and son.

    >>> kinds = lambda a, b: compare_names(parse_name(a), parse_name(b))
    >>> [each.kind for each in kinds("Bob Cartwright", "Robert L. Cartwright")]
    ['same', 'nickname', 'dropped_initial']
    >>> kinds("Joel Coen", "Ethan Coen") is None
    True
    >>> kinds("Kar-wai Wong", "Karwai Wong")[0].kind
    'same'
    """
    generations = {name.generation, other.generation} - {""}
    if len(generations) > 1:
        return None
    if name.letters == other.letters:
        return _with_generation([Likeness("same", word, word) for word in name.words], name, other)
    left, right = list(name.words), list(other.words)
    found: list[Likeness] = []
    for kind, are_alike in _ALIKE.items():
        for word in list(left):
            counterpart = next((each for each in right if are_alike(word, each)), None)
            if counterpart is not None:
                left.remove(word)
                right.remove(counterpart)
                found.append(Likeness(kind, *sorted((word, counterpart))))
    if (left and right) or not found:
        return None
    last = {name.words[-1], other.words[-1]}
    parts = name.hyphened | other.hyphened
    for word in left + right:
        kind = (
            "dropped_part"
            if word in parts
            else "dropped_last"
            if word in last
            else "dropped_initial"
            if len(word) == 1
            else "dropped"
        )
        found.append(Likeness(kind, word, word))
    return _with_generation(found, name, other)


def forms(name: PersonName) -> Iterator[str]:
    """The texts under which spellings of a name can be found: two names that share none differ.

    >>> sorted(forms(parse_name("Bob Cartwright")))
    ['cartwright b*', 'cartwright bob', 'cartwright bob~', 'cartwright robert']
    """
    *given, last = name.words
    if not given:
        yield last
        return
    for word in given:
        yield from (f"{last} {each}" for each in formal_names(word))
    yield f"{last} {given[0][0]}*"
    yield f"{last} {given[0][:SHORTEST_PREFIX]}~"
    if len(given) > 1:
        yield f"{given[-1]} {given[0]}"


def _with_generation(
    found: list[Likeness], name: PersonName, other: PersonName
) -> tuple[Likeness, ...]:
    if name.generation == other.generation:
        return tuple(found)
    told = name.generation or other.generation
    return (*found, Likeness("generation", told, told))


def _is_initial(word: str, other: str) -> bool:
    return min(len(word), len(other)) == 1 and word[0] == other[0]


def _is_prefix(word: str, other: str) -> bool:
    short, long = sorted((word, other), key=len)
    return len(short) >= SHORTEST_PREFIX and len(long) > len(short) + 1 and long.startswith(short)


def _is_slip(word: str, other: str) -> bool:
    return (
        min(len(word), len(other)) >= SHORTEST_SLIP
        and word[0] == other[0]
        and OSA.distance(word, other) == 1
    )


_ALIKE: Final[dict[str, Callable[[str, str], bool]]] = {
    "same": lambda word, other: word == other,
    "nickname": lambda word, other: not formal_names(word).isdisjoint(formal_names(other)),
    "initial": _is_initial,
    "prefix": _is_prefix,
    "slip": _is_slip,
}
"""How a word can be another spelling of a word, in the order in which counterparts are sought."""
