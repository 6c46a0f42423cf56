"""Take colophons apart: paragraphs that list who made a film, label by label.

What belongs here is a paragraph such as `R: Ada Brown. K: Jo Smith. D: Tom Grey. L: 98 Min.`, or
`Un film di Ada Brown. Con Jo Smith. Durata 98 minuti.`, and what its labels mean. What the items
say is the matter of the rules, which see each as a line of its own.
"""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Final, NamedTuple

import polars as pl

from pipelines.claims.lists.credit_lines import ITEM
from pipelines.claims.lists.data_lines import items
from pipelines.claims.reference import reference_table
from pipelines.claims.text.columns import holds
from pipelines.claims.text.labels import FACT_LABELS, FACTS, ROLE_LABELS, ROLES
from pipelines.claims.values.folding import first_words, may_begin_with

ABBREVIATIONS: Final = reference_table("abbreviated_labels", ("language", "abbreviation", "label"))
BY_LANGUAGE: Final[Mapping[str, Mapping[str, str]]] = {
    str(language): dict(part.select("abbreviation", "label").iter_rows())
    for (language,), part in ABBREVIATIONS.group_by("language", maintain_order=True)
}
"""What the short labels of a colophon mean; a letter means one thing per language."""
SHORTEST_LABEL: Final = 3
IN_FULL: Final = frozenset(
    label for frame in (ROLES, FACTS) for label in frame["label"] if len(label) >= SHORTEST_LABEL
)

SIZES: Final = (24, 1_500)
"""Characters of a colophon."""
FEWEST: Final = 2
FEWEST_SHORT: Final = 3
"""So many items bear labels that are written out; so many, if some are short."""
MOSTLY: Final = 0.5
ENOUGH: Final = 3
"""As many items make a colophon, whatever else stands in it."""
DATA: Final = frozenset({"country", "year", "length", "format", "language", "genre", "certificate"})
LONGEST_HEAD: Final = 40

# A look ahead at what gaps begin with spares most places of a paragraph.
GAP: Final = re.compile(
    rf"(?=[.;\s])(?:{ITEM.pattern}|\s[–—]\s+|\s-\s+|(?<=[)\]])\s+(?=[^\W\d_a-z]\w*[.:])|\s{{3,}}(?=[^\W\d_a-z][\w ]{{1,24}}:))"
)
GROUP: Final = re.compile(
    r"^(?i:crew|credits|cast\s*(?:and|&)\s*crew|stab|fiche\s+technique|ficha\s+técnica|scheda)\s*[:：]\s*(?=\S+[^:]{0,30}:)"
)
"""What heads a colophon and labels nothing by itself."""
HEAD: Final = re.compile(
    rf"^(?P<head>[^:：]{{1,{LONGEST_HEAD}}}?)\s*[:：]\s*(?P<value>\S.*)$", re.DOTALL
)
IN_BRACKETS: Final = re.compile(r"\s*\([^()]*\)")
TIMED: Final = re.compile(r"\s*\([^()]*\d[^()]*\)$")
"""A bracket with a figure behind names: how long the film is."""
JOINT: Final = re.compile(r"\s*(?:/|&|,|\+|\b(?:und|and|et|y|e)\b)\s*")
UNMARKED: Final = re.compile(
    rf"^(?P<head>(?i:{ROLE_LABELS}|{FACT_LABELS}))\s+(?P<value>[^\W_a-z].*)$", re.DOTALL
)
LABEL_WORDS: Final = first_words(label for frame in (ROLES, FACTS) for label in frame["label"])
IS_ROLE: Final = re.compile(rf"^(?i:{ROLE_LABELS})$")
IN_PROSE: Final = re.compile(r"(?<![’'])\b[a-zà-ÿ]{4,}\b")
"""A word in lower case, which names of persons have not."""
FILM_BY: Final = re.compile(
    r"^(?i:(?:une?|uno|um|een|ein|an?)\s+)?(?i:films?|filme|película|documentaire|documentario|documental)"
    r"(?:\s+[^\W\d_A-Z]+){0,3}\s+(?:de|di|von|van|by|d[’'])\s*(?P<value>[^\W\d_a-z].*)$",
    re.DOTALL,
)
"""A film by somebody, said as an item: `Film français de Ada Brown`."""
BEGINS_WITH_LABEL: Final = rf"^(?i:un|film|{ROLE_LABELS})\b"
FEWEST_IN_ROW: Final = 3
"""So many labels with nothing between their items but blanks make a row."""
COLON: Final = re.compile(r"(?<=[^\W\d_.])\.?\s?:\s")
LABEL_WORD: Final = re.compile(r"\S+$")
MOST_LABEL_WORDS: Final = 3
KNOWN: Final = IN_FULL | {
    abbreviation for labels in BY_LANGUAGE.values() for abbreviation in labels
}
LENGTH_BEHIND: Final = re.compile(
    r"(?<=[^\W\d_])\.?\s+(?=\d{2,3}\s?(?:[mM]in|[mM]ins|[mM]inutes|Minuten|['′’])(?:\W|$))"
)
"""Where a length follows names."""


class Item(NamedTuple):
    """An item of a colophon: its label in full or none, its value, where it begins, whether it was short."""

    label: str
    value: str
    offset: int
    raw: str
    is_short: bool


def colophons(lines: pl.DataFrame) -> pl.DataFrame:
    """Lines made of the items of colophons: `Kamera: Jo Smith` for `K: Jo Smith`.

    Args:
        lines: As from `lines_from`.
    """
    line = pl.col("line")
    may = (
        lines.filter(pl.col("size").is_between(*SIZES))
        .filter(
            line.str.contains(r"[.;|·•/]\s|\s{3}")
            | (line.str.count_matches(": ", literal=True) >= FEWEST_IN_ROW)
        )
        .filter(line.str.contains(r"[:：]\s") | holds(line, BEGINS_WITH_LABEL))
    )
    pieces = [
        (raw, item.raw, item.offset, f"{item.label}: {item.value}".removeprefix(": "))
        for raw in may["raw"].unique().sort().to_list()
        for item in items_of_colophon(raw)
    ]
    schema = {"raw": pl.String(), "piece": pl.String(), "offset": pl.Int32(), "said": pl.String()}
    return (
        may.join(pl.DataFrame(pieces, schema=schema, orient="row"), on="raw", maintain_order="left")
        .with_columns(
            raw="piece",
            line="said",
            start=pl.col("start") + pl.col("offset"),
            heading=pl.lit(0, pl.Int8),
        )
        .with_columns(size=line.str.len_chars().cast(pl.Int32))
        .select(pl.col(name).cast(dtype) for name, dtype in lines.schema.items())
    )


@lru_cache(maxsize=10_000)
def items_of_colophon(raw: str) -> tuple[Item, ...]:
    """The labelled items of a colophon; none of what is none.

    >>> [(item.label, item.value) for item in items_of_colophon("R: A. Roe. K: Jo Hay. L: 98 Min.")]
    [('regie', 'A. Roe'), ('kamera', 'Jo Hay'), ('laufzeit', '98 Min')]
    >>> [item.label for item in items_of_colophon("Film suisse de Ada Roe. Avec Jo Hay (1 h 20).")]
    ['director', 'Avec']
    >>> [item.value for item in items_of_colophon("Int.: Ada Roe, Jo Hay. España. DCP. 97'")]
    ['Ada Roe, Jo Hay']
    >>> [item.value for item in items_of_colophon("Director: A. Roe. Music: Jo Hay. With: Al Day. Italy/Spain.")]
    ['A. Roe', 'Jo Hay', 'Al Day', 'Italy/Spain']
    >>> [(item.label, item.value) for item in items_of_colophon("R und B: Ada Roe K: Jo Hay D: Al Day 99 min, OmU")]
    [('regie', 'Ada Roe'), ('drehbuch', 'Ada Roe'), ('kamera', 'Jo Hay'), ('darsteller', 'Al Day'), ('', '99 min, OmU')]
    >>> [item.value for item in items_of_colophon("CERT: 15   DIRECTOR: Ada Roe   STARRING: Jo Hay")]
    ['15', 'Ada Roe', 'Jo Hay']
    >>> [(item.label, item.value) for item in items_of_colophon("De: Ada Roe // Com: Jo Hay // Género: Drama")]
    [('réalisation', 'Ada Roe'), ('com', 'Jo Hay'), ('género', 'Drama')]
    >>> [item.value for item in items_of_colophon("Réalisation : Ada Roe Avec : Jo Hay Durée : 1h38")]
    ['Ada Roe', 'Jo Hay', '1h38']
    >>> items_of_colophon("Note: it rains. It rains a lot. Music helps.")
    ()
    """
    parts = list(_parts(raw))
    headed = [(part, offset, _heads(part)) for part, offset in parts]
    in_full = {offset: _unheaded(part, offset) for part, offset, heads in headed if not heads}
    if len(in_full) == len(parts) and not any(in_full.values()):
        return ()
    by_language = [
        [
            item
            for part, offset, heads in headed
            for item in (_headed(part, offset, *heads, short) if heads else in_full[offset])
        ]
        for short in ({}, *BY_LANGUAGE.values())
    ]
    read = max(by_language, key=len)
    is_short = any(item.is_short for item in read)
    labelled = {item.offset for item in read}
    count = len(labelled)
    is_list = count >= ENOUGH or count >= MOSTLY * len(parts)
    bare = [(part, offset) for part, offset, heads in headed if not heads and not in_full[offset]]
    if count >= ENOUGH:
        read += [
            Item("country", part, offset, part, is_short=False)
            for part, offset in bare
            if kinds_of(part) == {"country"}
        ]
    if _gaps_of_row(raw):
        read += [
            Item("", part, offset, part, is_short=False)
            for part, offset in bare
            if {"country"} != kinds_of(part) <= DATA
        ]
    if count >= (FEWEST_SHORT if is_short else FEWEST) and is_list:
        return tuple(read)
    rest = [part for part, offset in parts if offset not in labelled]
    is_data = count and rest and all(kinds_of(part) <= DATA for part in rest)
    return tuple(read) if is_data and not is_short else ()


def kinds_of(part: str) -> set[str]:
    """The kinds of the items of data that a part consists of."""
    return {item.kind for item in items(part)}


def _parts(raw: str) -> Iterator[tuple[str, int]]:
    """The parts of a paragraph between full stops, semicolons and bars, and where each begins."""
    begin = 0
    gaps = [gap.span() for gap in GAP.finditer(raw)]
    if row := _gaps_of_row(raw):
        gaps = sorted({*gaps, *row, *(gap.span() for gap in LENGTH_BEHIND.finditer(raw))})
    for gap_start, gap_end in [*gaps, (len(raw), len(raw))]:
        if gap_start < begin:
            continue
        part = raw[begin:gap_start]
        group = GROUP.match(part)
        skipped = group.end() if group else len(part) - len(part.lstrip(" *_•"))
        if bare := part[skipped:].strip(" *_").rstrip("."):
            yield bare, begin + skipped
        begin = gap_end


@lru_cache(maxsize=100)
def _gaps_of_row(raw: str) -> list[tuple[int, int]]:
    """Where the labels of a row begin that has nothing but blanks between its items."""
    found = []
    colons = list(COLON.finditer(raw))
    if len(colons) < FEWEST_IN_ROW:
        return []
    for colon in colons:
        begin = _label_before(raw, colon.start())
        if begin is not None:
            found.append((begin, begin))
    return found if len(found) >= FEWEST_IN_ROW else []


def _label_before(raw: str, end: int) -> int | None:
    """Where the label begins that ends here, with others joined to it; None where there is none."""
    begin, found = end, None
    for _ in range(MOST_LABEL_WORDS):
        word = LABEL_WORD.search(raw, 0, begin)
        if word is None:
            break
        begin = word.start()
        names = JOINT.split(" ".join(raw[begin:end].lower().split()))
        if all(name.strip(" .") in KNOWN for name in names):
            found = begin
        begin = len(raw[:begin].rstrip())
    return found


def _heads(part: str) -> tuple[tuple[str, ...], str] | None:
    """The labels that head a part, in lower case, and the value they head."""
    headed = HEAD.match(part)
    if not headed:
        return None
    heads = JOINT.split(IN_BRACKETS.sub("", headed["head"]).strip(" *_"))
    names = tuple(" ".join(head.strip(" .").lower().split()) for head in heads)
    return names, TIMED.sub("", headed["value"].strip(" *_"))


def _headed(
    part: str, offset: int, names: tuple[str, ...], value: str, short: Mapping[str, str]
) -> list[Item]:
    """What a part says under its labels; nothing if one of them is not known."""
    labels = [short.get(name, name if name in IN_FULL else None) for name in names]
    is_short = any(name not in IN_FULL for name in names)
    return [
        Item(label, value, offset, part, is_short)
        for label in labels
        if label is not None and None not in labels
    ]


def _unheaded(part: str, offset: int) -> list[Item]:
    """What a part says under a label that no colon follows; nothing if it has none."""
    by = FILM_BY.match(part)
    if by:
        return [Item("director", TIMED.sub("", by["value"]), offset, part, is_short=False)]
    unmarked = UNMARKED.match(part) if may_begin_with(LABEL_WORDS, part) else None
    if (
        unmarked
        and len(unmarked["head"]) >= SHORTEST_LABEL
        and not (IS_ROLE.match(unmarked["head"]) and IN_PROSE.search(unmarked["value"]))
    ):
        value = TIMED.sub("", unmarked["value"])
        return [Item(unmarked["head"], value, offset, part, is_short=False)]
    return []
