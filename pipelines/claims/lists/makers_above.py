"""Find the director who stands once above all of his or her films, as in collections from A to Z.

What belongs here is the name that heads a group of films in a list, and where the group ends. A
director who stands beside or below each title is the matter of `list_forms` and `cards`.
"""

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

import polars as pl

from pipelines.claims.details import telling_more
from pipelines.claims.lists.cards import SAYS_DIRECTOR, makers
from pipelines.claims.rules import NAME
from pipelines.claims.values.people import is_called_so

FEWEST_FILMS: Final = 3
FEWEST_HEADS: Final = 2
MOST_NAMED: Final = 0.5
FURTHEST: Final = 3
"""So many lines above the first title of its group a name stands at most."""
LONG: Final = 80
LAST_LINE: Final = 1_000_000_000
IS_BETWEEN: Final = re.compile(
    r"(?i:(?:view|see|show|browse|ver|voir|alle)\b.{0,20}|\(?\d{1,3}\s+(?:films?|titles?|movies|filme|películas)\)?|films?|filmograph(?:y|ie)|\*\s?\*\s?\*|-{2,})"
)
"""What a page prints between the name and the films below it."""
SAYS_FILMS: Final = re.compile(
    r"^(?i:(?:(?:the\s+)?(?:films?|movies)|filme|films|películas|film)\s+(?:by|of|from|von|de|di)"
    r"|(?:retrospective|retrospektive|rétrospective|retrospectiva|focus|spotlight|hommage|homage|tribute)(?:\s*[:–—-]|\s+(?:to|on|à|an|a))?)\s+"
)
COUNT_BEHIND: Final = re.compile(
    r"\s*[(\[]\d{1,3}(?:\s+(?i:films?|titles?))?[)\]]\s*$|\s*[:：]\s*$"
)
ARTICLE: Final = r"(?i:the|an?|l[ea]s?|el|los|der|die|das|il|l[’'])"
TURNED: Final = re.compile(r"(?P<last>[^\W\d_][^,]{1,30}),\s+(?P<first>[^,\d]{2,30})")
IS_DIRECTOR: Final = r"(?i:^(?:dir(?:\.|:|ector|ecci|ig|ected)|regie\b|regia\b|r[ée]al(?:is|\.)|un\s+film\s+de|a\s+film\s+by))"


class Head(NamedTuple):
    """A name above a group: its line, the person, and whether it says so or has a given name."""

    line_no: int
    who: str
    is_sure: bool


def head(text: str) -> tuple[str, bool] | None:
    """The person that a line names as the head of a group, and whether that is sure.

    >>> head("Films by Ada Brown"), head("Brown, Ada"), head("BROWN, Anna (3)"), head("Salt Road")
    (('Ada Brown', True), ('Ada Brown', True), ('Anna Brown', True), ('Salt Road', False))
    """
    name = COUNT_BEHIND.sub("", text).strip(" \t*_#")
    bare = SAYS_FILMS.sub("", SAYS_DIRECTOR.sub("", name))
    says_so = bare != name
    turned = TURNED.fullmatch(bare)
    if turned and not re.fullmatch(ARTICLE, turned["first"]):
        parts = [part.title() if part.isupper() else part for part in turned.group("first", "last")]
        bare = " ".join(parts)
        return (bare, is_called_so(bare)) if re.fullmatch(NAME, bare) else None
    who = makers(bare)
    if who is None or "," in who:
        return None
    return who, says_so or is_called_so(who)


def heads(titles: Sequence[int], texts: dict[int, str]) -> dict[int, Head]:
    """The names above groups, by the place of the first film of each; none if there are no groups.

    Args:
        titles: The lines of the titles of a list, in order.
        texts: The lines of the document by their numbers.
    """
    found: dict[int, Head] = {}
    for place, title in enumerate(titles):
        before = titles[place - 1] if place else -1
        above = _head_above(title, before, texts)
        if above:
            found[place] = above
    names = [each.who for each in found.values()]
    is_grouped = (
        0 in found
        and FEWEST_HEADS <= len(found) < len(titles)
        and len(set(names)) == len(names)
        and sum(each.is_sure for each in found.values()) >= MOST_NAMED * len(found)
    )
    return found if is_grouped else {}


def _head_above(title: int, before: int, texts: dict[int, str]) -> Head | None:
    for line_no in range(title - 1, max(before, title - FURTHEST - 1), -1):
        text = texts.get(line_no, "").strip()
        told = head(text)
        if told:
            return Head(line_no, *told)
        if not IS_BETWEEN.fullmatch(text) and len(text) < LONG:
            return None
    return None


GROUPED: Final = pl.Schema(
    {
        "document_id": pl.String(),
        "film_no": pl.Int32(),
        "above": pl.String(),
        "above_start": pl.Int32(),
        "above_end": pl.Int32(),
        "ends": pl.Int32(),
    }
)
"""Films below a name: the name, where it stands, and the last line before the next name."""


def with_makers_above(films: pl.DataFrame, lines: pl.DataFrame) -> pl.DataFrame:
    """The films of lists, with the director above their group in the detail; groups end at the next.

    Args:
        films: In the schema `FILMS`, those of lists.
        lines: As from `lines_from`.
    """
    several = _without_directors(films, lines)
    if several.is_empty():
        return films
    grouped = _grouped(
        films.join(several, on="document_id", how="semi", maintain_order="left").sort(
            "document_id", "first_line", maintain_order=True
        ),
        lines.join(several, on="document_id", how="semi", maintain_order="left"),
    )
    detail = telling_more(**{name: pl.col(name) for name in ("above", "above_start", "above_end")})
    return (
        films.join(grouped, on=["document_id", "film_no"], how="left", maintain_order="left")
        .with_columns(
            last_line=pl.min_horizontal("last_line", "ends"),
            detail=pl.when(pl.col("above").is_not_null()).then(detail).otherwise("detail"),
        )
        .select(films.columns)
    )


def _without_directors(films: pl.DataFrame, lines: pl.DataFrame) -> pl.DataFrame:
    """The documents with several films that do not tell the director of each: `document_id`."""
    has_own = pl.col("detail").str.contains('"(?:makers|director)"').fill_null(value=False)
    named = films.filter(has_own).select("document_id").unique()
    directed = (
        lines.filter(pl.col("line").str.contains(IS_DIRECTOR), pl.col("size") <= LONG)
        .group_by("document_id")
        .agg(directed=pl.len())
    )
    return (
        films.join(named, on="document_id", how="anti", maintain_order="left")
        .group_by("document_id")
        .agg(films=pl.len())
        .join(directed, on="document_id", how="left", maintain_order="left")
        .filter(
            pl.col("films") >= FEWEST_FILMS,
            pl.col("directed").fill_null(0) < pl.col("films"),
        )
        .select("document_id")
    )


def _grouped(films: pl.DataFrame, lines: pl.DataFrame) -> pl.DataFrame:
    """The films that stand below a name, in the schema `GROUPED`."""
    rows: list[tuple[str, int, str, int, int, int]] = []
    tables = lines.partition_by("document_id", as_dict=True)
    for (document,), own in films.group_by("document_id", maintain_order=True):
        table = tables[(document,)].select("line_no", "line", "start", "raw").rows()
        spans = {line_no: (start, start + len(raw)) for line_no, _, start, raw in table}
        found = heads(own["first_line"].to_list(), {line_no: text for line_no, text, *_ in table})
        current: Head | None = None
        for place, number in enumerate(own["film_no"].to_list()):
            current = found.get(place, current)
            ahead = found.get(place + 1)
            if current:
                ends = ahead.line_no - 1 if ahead else LAST_LINE
                rows.append((document, number, current.who, *spans[current.line_no], ends))
    return pl.DataFrame(rows, schema=GROUPED, orient="row")
