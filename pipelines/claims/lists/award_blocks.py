"""Read the lines below the name of an award: who won it, in one line or in several.

What belongs here is which lines make up one winner. What a winner's text says is the matter of
`winners`.
"""

import re
from itertools import takewhile
from typing import Any, Final

import polars as pl

from pipelines.claims.lists.data_lines import persons_alone
from pipelines.claims.lists.winners import (
    DIRECTED,
    DIRECTED_BY,
    LONGEST_WINNER,
    OF_SECTION,
    SECTION,
    SHARED_NAME,
    part_of,
)

MOST_LINES: Final = 8
GOES_ON: Final = re.compile(
    r"(?:for|in|para|por|en|pour|dans|für|per|nel)\s+(?=[^\W\d_a-zß-ÿ]|[\"“„«_*\d])"
)
"""The film that the name above was honoured for."""
IS_NAME: Final = re.compile(SHARED_NAME)

WINNERS: Final = pl.Schema(
    {
        "document_id": pl.String(),
        "line_no": pl.Int32(),
        "start": pl.Int32(),
        "raw": pl.String(),
        "label": pl.String(),
        "rest": pl.String(),
    }
)
"""A row per award and winner: where the lines begin, all of them, the award, the winner's text."""

READ: Final = (
    *("document_id", "line_no", "start", "raw", "plain", "heading", "after_blank"),
    *("label", "is_row", "is_below_title"),
)
"""What is looked at of a line."""
Line = dict[str, Any]


def winners_below(lines: pl.DataFrame) -> pl.DataFrame:
    """The winners below lines that name an award, in the schema `WINNERS`.

    Args:
        lines: As from `lines_from`, with `plain` (the line without marks), `label` (the award that
            it names, or NULL), `is_row` (it names an award and its winner) and `is_below_title`
            (its winner stands above).
    """
    of_lists = lines.filter(pl.col("label").is_not_null().any().over("document_id"))
    may_be_names = ~pl.col("is_row") & (pl.col("size") <= LONGEST_WINNER)
    names = frozenset(persons_alone(of_lists.filter(may_be_names)["plain"]))
    told = [
        row
        for _, document in of_lists.select(READ).group_by("document_id", maintain_order=True)
        for row in _of_document(document.to_dicts(), names)
    ]
    return pl.DataFrame(told, schema=WINNERS, orient="row")


def _of_document(lines: list[Line], names: frozenset[str]) -> list[tuple[Any, ...]]:
    found = []
    for at, head in enumerate(lines):
        if head["label"] is None or head["is_below_title"]:
            continue
        block = _block(lines[at + 1 : at + 1 + MOST_LINES])
        for group, text in _told(block, names, is_personal=part_of(head["label"]) is not None):
            first = group[0]
            found.append(
                (
                    first["document_id"],
                    first["line_no"],
                    first["start"],
                    _joined(group),
                    head["label"],
                    text,
                )
            )
    return found


def _block(below: list[Line]) -> list[Line]:
    """The lines up to the next award, or to a gap; films may stand apart where each is signed."""
    block: list[Line] = []
    for line in below:
        is_other = line["label"] is not None or line["is_row"] or line["heading"]
        if is_other or SECTION.fullmatch(line["plain"]):
            break
        is_signed = len(block) == 1 and DIRECTED.match(line["plain"])
        are_signed = block and all(DIRECTED_BY.search(each["plain"]) for each in (block[-1], line))
        if block and line["after_blank"] and not (is_signed or are_signed):
            break
        block.append(line)
    return block


def _told(
    block: list[Line], names: frozenset[str], *, is_personal: bool
) -> list[tuple[list[Line], str]]:
    """The winners of a block, each as its lines and as one text."""
    texts = [line["plain"] for line in block]
    above = list(takewhile(IS_NAME.fullmatch, texts))
    goes_on = above and len(above) < len(texts) and GOES_ON.match(texts[len(above)])
    each = [([line], text) for line, text in zip(block, texts, strict=True)]
    if goes_on:
        group = block[: len(above) + 1]
        told = [(group, f"{', '.join(above)} {texts[len(above)]}")]
    elif len(texts) > 1 and DIRECTED.match(texts[1]) and len(texts[1]) <= LONGEST_WINNER:
        told = [(block[:2], f"{texts[0]}, directed by {DIRECTED.sub('', texts[1])}")]
    elif all(map(OF_SECTION.match, texts)):
        told = each
    elif _are_pairs(texts, names, is_personal=is_personal):
        between = " for " if is_personal else " – "
        told = [
            (block[place : place + 2], between.join(texts[place : place + 2]))
            for place in range(0, len(texts), 2)
        ]
    else:
        signed = [(group, text) for group, text in each if DIRECTED_BY.search(text)]
        told = signed if len(signed) > 1 else each[:1]
    return told


def _are_pairs(texts: list[str], names: frozenset[str], *, is_personal: bool) -> bool:
    """Whether films and those who made them stand below each other, line by line."""
    if len(texts) % 2:
        return False
    first, second = texts[0::2], texts[1::2]
    if is_personal and all(map(IS_NAME.fullmatch, first)) and names.isdisjoint(second):
        return True
    return names.issuperset(first if is_personal else second)


def _joined(group: list[Line]) -> str:
    """The lines as they stand in the text, with what is between them."""
    text = str(group[0]["raw"])
    for line in group[1:]:
        text += "\n" * (line["start"] - group[0]["start"] - len(text)) + line["raw"]
    return text
