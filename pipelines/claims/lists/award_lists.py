"""Read lists of awards, as `Palme d'Or: Title (Director)`: films, who made them, what they won.

What belongs here is lines made of an award and its winner. What sentences say of awards is the
matter of `awards`.
"""

import json
import re
from collections.abc import Mapping
from typing import Any, Final, NamedTuple

import polars as pl

from pipelines.claims.engine import QUOTE_CHARACTERS
from pipelines.claims.lists.award_blocks import WINNERS, winners_below
from pipelines.claims.lists.award_labels import IS_HEAD, LABEL, MENTION, RUNNER_UP
from pipelines.claims.lists.nominees import nominees
from pipelines.claims.lists.winners import part_of, placed, winners
from pipelines.claims.text.columns import groups_of
from pipelines.claims.text.lines import LINK, beside
from pipelines.claims.text.titles import folded, title
from pipelines.claims.topics.awards import award
from pipelines.claims.topics.publishing import FESTIVAL, festival
from pipelines.claims.values.places import countries

IS_ROW: Final = rf"^(?i:(?P<label>{LABEL}))\s*(?:[:：]|\s[–—|-])\s*(?P<rest>(?i:(?:jointly\s+)?(?:shared|awarded)\s+(?:by|to|between)\s+)?[\p{{Lu}}\d“\"„«‘'_*].{{1,160}})$"
IS_BEHIND: Final = (
    rf"^(?P<rest>[\p{{Lu}}\d“\"„«‘'_*][^:]{{1,100}}?)\s*(?:\s[–—-]|:)\s+(?i:(?P<label>{LABEL}))$"
)
IS_WINNER: Final = r"^(?i:winners?|ganadora?|gewinner(?:in)?|lauréate?|vincitore|vencedora?|vinnare|vinder|special\s+mention|honou?rable\s+mention|mention\s+spéciale|mención\s+(?:especial|de\s+honor)|lobende\s+erwähnung|menzione\s+speciale)\s*[:：]\s+(\S.*)$"
FIRST_LINES: Final = 4
"""Here a page tells whose awards it lists."""
FEWEST: Final = 3
LONGEST_LINE: Final = 220
MOSTLY: Final = 0.5

AWARDED: Final = pl.Schema(
    {
        "document_id": pl.String(),
        "line_no": pl.Int32(),
        "last_line": pl.Int32(),
        "start": pl.Int32(),
        "raw": pl.String(),
        "label": pl.String(),
        "value": pl.String(),
        "value_normalised": pl.String(),
        "key": pl.String(),
        "persons": pl.List(pl.String()),
        "directors": pl.List(pl.String()),
        "countries": pl.List(pl.String()),
        "other_title": pl.String(),
        "result": pl.String(),
    }
)
"""A row per award and winner: where it stands, the award as printed, the film, its persons."""


def awarded_films(lines: pl.DataFrame) -> pl.DataFrame:
    """The rows of lists of awards, in the schema `AWARDED`.

    Args:
        lines: As from `lines_from`.
    """
    if lines.is_empty():
        return pl.DataFrame(schema=AWARDED)
    told = _with_labels(lines)
    named = _named_winners(told)
    heads = pl.concat([_winners_above(told), winners_below(told)]).join(
        named, on="document_id", how="anti", maintain_order="left"
    )
    rows = told.filter("is_row").with_columns(label="row_label").select(WINNERS.names())
    found = (
        pl.concat([rows, heads, named])
        .unique(["document_id", "line_no"], keep="first", maintain_order=True)
        .filter(pl.len().over("document_id") >= FEWEST)
        .sort("document_id", "line_no", maintain_order=True)
    )
    chosen = nominees(lines)
    found = pl.concat(
        [
            found.join(chosen, on="document_id", how="anti", maintain_order="left")
            .pipe(_with_results)
            .select(chosen.columns),
            chosen,
        ]
    ).sort("document_id", "line_no", maintain_order=True)
    read = [
        {
            **each,
            "label": each["label"].strip(),
            "value": won.title,
            "value_normalised": title(won.title)[0].normalised,
            "persons": won.persons,
            "directors": won.directors,
            "countries": won.countries,
            "other_title": won.other_title,
            "result": result,
        }
        for each in found.iter_rows(named=True)
        for text, result in placed(each["rest"], each["result"])
        for won in winners(text, each["label"])
    ]
    # Several nominees may stand on one line.
    next_line = pl.max_horizontal("line_no", pl.col("line_no").shift(-1).over("document_id") - 1)
    return (
        pl.DataFrame(
            read, schema={k: v for k, v in AWARDED.items() if k not in ("last_line", "key")}
        )
        .filter(pl.len().over("document_id") >= FEWEST)
        .with_columns(last_line=next_line, key=folded(pl.col("value")))
        .select(AWARDED.names())
    )


def _with_results(rows: pl.DataFrame) -> pl.DataFrame:
    """The rows with `result`; who came second did so for the prize above."""
    label = pl.col("label").str.to_lowercase()
    is_second = label.str.contains(rf"^{RUNNER_UP}")
    prize = pl.when(~is_second).then("label").forward_fill().over("document_id")
    return rows.with_columns(
        label=pl.coalesce(prize, "label"),
        result=pl.when(label.str.contains(rf"^{MENTION}"))
        .then(pl.lit("mentioned"))
        .otherwise(pl.lit("won")),
    )


def _with_labels(lines: pl.DataFrame) -> pl.DataFrame:
    """The lines with `plain` (without marks) and the awards they name.

    `label` is that of a line with nothing else, `row_label` that of a line with its winner, which
    is the `rest`; `is_row` tells those, `is_below_title` heads that stand close below a title in a
    document most of whose heads do.
    """
    # Few lines are short enough for an award, and patterns look at what is not NULL alone.
    is_short = pl.col("size") <= LONGEST_LINE
    plain = lines.with_columns(plain=_without_marks(pl.col("raw"))).with_columns(
        short=pl.when(is_short).then("plain"), short_line=pl.when(is_short).then("line")
    )
    row, behind = groups_of(IS_ROW, "short").struct, groups_of(IS_BEHIND, "short").struct
    told = plain.with_columns(
        label=groups_of(IS_HEAD, "short_line").struct.field("label"),
        row_label=pl.coalesce(row.field("label"), behind.field("label")),
        rest=pl.coalesce(row.field("rest"), behind.field("rest")),
    ).drop("short", "short_line")
    is_below_title = (
        ~pl.col("after_blank")
        & beside(pl.col("is_title_like"), 1)
        & beside(pl.col("after_blank"), 1)
        & pl.col("label").is_not_null()
    )
    return told.with_columns(
        is_row=pl.col("row_label").is_not_null() & pl.col("label").is_null()
    ).with_columns(
        is_below_title=is_below_title
        & (is_below_title.filter(pl.col("label").is_not_null()).mean().over("document_id") > MOSTLY)
    )


def _winners_above(told: pl.DataFrame) -> pl.DataFrame:
    """The winners above lines that name their award, in the schema `WINNERS`."""
    above = {name: beside(pl.col(name), 1) for name in ("line_no", "start", "raw")}
    return (
        told.with_columns(**above, rest=beside(pl.col("plain"), 1))
        .filter("is_below_title")
        .select(WINNERS.names())
    )


def _named_winners(told: pl.DataFrame) -> pl.DataFrame:
    """The lines that begin with the word for who won, each with the award whose name stands above.

    Lists print them so where the award has a line of its own, and others tell of its sponsors.
    """
    label = pl.col("label").forward_fill().over("document_id")
    return (
        told.with_columns(label=label, rest=pl.col("plain").str.extract(IS_WINNER, 1))
        .filter(pl.col("rest").is_not_null(), pl.col("label").is_not_null())
        .filter(pl.len().over("document_id") >= FEWEST)
        .select(WINNERS.names())
    )


def _without_marks(raw: pl.Expr) -> pl.Expr:
    """The line without marks of lists, headings and bold type; italics stay, they tell titles."""
    return (
        raw.str.replace_all(LINK, "$1")
        .str.replace_all(r"\*\*|__", "")
        .str.replace(r"^\s*(?:[-*•+]|#{1,6}|\d+[.)])\s+", "")
        .str.strip_chars(" \t\r|")
    )


GIVER: Final = re.compile(
    r"(?:\b(?:19|20)\d\d\s+)?(?P<giver>(?:[^\W\d_a-z][\w.’'&-]*\s+){1,6}?"
    r"(?:Critics[’']?\s+(?:Circle|Association|Society|Guild)|(?:Circle|Association|Society|Guild)\s+of\s+(?:Film|Movie)\s+Critics|Film\s+(?:Academy|Institute)|Guild|Awards|Prizes|AWARDS))\b"
    r"|(?i:edici[óo]n|édition|edition|edizione|edição)\s+(?:del?|du|do|della|of\s+the)\s+(?P<edition>(?i:festival|mostra|muestra|semana)"
    r"(?:\s+(?:(?:de|del|du|do|da|di|la|el|los|y|e|of|cine|cinéma|cinema|film|internacional)\b|[^\W\d_a-z][\w’'-]*))+)"
)
"""Who gives the awards, by the words that such bodies have in their names."""
FESTIVAL_GIVES: Final = re.compile(
    r"(?:(?i:palmarès|palmarés|awards|winners|preise|preisträger|premi)\s+(?:(?i:of|at|du|de|del|della|des|der)\s+)?(?:(?i:the|la|le)\s+)?)?"
    r"(?:\d{1,3}(?:st|nd|rd|th|e|ème|º|ª|\.)\s+)?(?P<giver>(?:Festival|Rencontres|Mostra|Muestra|Semana|Filmtage|Filmfest\w*|Filmfestspiele)\s+[^,:|–—]{3,60}?"
    r"|(?:[^\W\d_a-z][\w’'-]*\s+){1,4}(?:International\s+)?(?:[Ff]ilm\s?[Ff]est(?:ival)?|Filmfestspiele|Filmtage))(?:\s+(?:19|20)\d\d)?(?:[’']?s?\s+(?i:awards?|winners?|prizes)(?:[’']?\s+list)?)?$"
)
"""A festival that gives the awards, at the end of a headline."""


def _givers(lines: pl.DataFrame) -> pl.DataFrame:
    """Who gives the awards, as the first lines of a document name them.

    Returns:
        `document_id`, `giver`, `award` (the award itself, where it is known by a name).
    """
    heads = (
        lines.filter((pl.col("line_no") < FIRST_LINES) | (pl.col("heading") == 1))
        .filter(~pl.col("line").str.contains(IS_HEAD) | (pl.col("line_no") == 0))
        .group_by("document_id", maintain_order=True)
        .agg(pl.col("line"))
    )
    told = [(document_id, *giver_of(texts)) for document_id, texts in heads.iter_rows()]
    schema = {"document_id": pl.String(), "giver": pl.String(), "award": pl.String()}
    return pl.DataFrame(told, schema=schema, orient="row")


def giver_of(texts: list[str]) -> tuple[str | None, str | None]:
    """Who gives the awards that texts head, and the award if it has a name.

    >>> giver_of(["Five days at Cannes Film Festival"]), giver_of(["Oscars 2014: the winners"])
    (('Cannes Film Festival', None), ('Academy Awards', 'Academy Award'))
    >>> giver_of(["2018 Harbour Film Critics Circle Awards"]), giver_of(["It rains"])
    (('Harbour Film Critics Circle', None), (None, None))
    >>> giver_of(["La 12. edición del Festival de Cine del Puerto terminó ayer"])[0]
    'Festival de Cine del Puerto'
    >>> giver_of(["Palmarès du 19e Festival du film de Port-Salut"])
    ('Festival du film de Port-Salut', None)
    >>> giver_of(["The 9th Nordvik Film Festival awards"]), giver_of(["Ada Society of Film Critics: ten"])
    (('Nordvik Film Festival', None), ('Ada Society of Film Critics', None))
    """
    for text in texts:
        named = re.search(rf"(?:^|[^\w-])({FESTIVAL})(?:[^\w-]|$)", text)
        if named:
            return festival(named[1])[0].normalised, None
    for text in texts:
        known = [value for value in award(text) if value.detail.get("organisation")]
        if known:
            return str(known[0].detail["organisation"]), known[0].normalised
        said = GIVER.search(text)
        if said:
            return said["giver"] or said["edition"], None
    for text in texts:
        gives = FESTIVAL_GIVES.search(text)
        if gives:
            return gives["giver"], None
    return None, None


def claims_of_lists(lines: pl.DataFrame, films: pl.DataFrame) -> list[dict[str, Any]]:
    """What lists of awards say of their films: the award, who made the film or was honoured, countries.

    Args:
        lines: As from `lines_from`.
        films: `document_id`, `film_no`, `value` (the title).
    """
    rows, givers = awarded_films(lines), _givers(lines)
    numbered = rows.join(givers, on="document_id", how="left", maintain_order="left").join(
        films.select("document_id", "film_no", key=folded(pl.col("value"))),
        on=["document_id", "key"],
        how="inner",
        maintain_order="left",
    )
    return [
        _claim(row, position, said)
        for row in numbered.iter_rows(named=True)
        for position, said in enumerate(_said(row), start=1)
    ]


class Said(NamedTuple):
    """What a row says of its film."""

    attribute: str
    value: str
    normalised: str | None
    detail: Mapping[str, str | int | float | bool] | None = None
    subject: str | None = None


def _said(row: dict[str, Any]) -> list[Said]:
    label, part = row["label"], part_of(row["label"])
    known = next(iter(award(label)), None)
    organisation = {"organisation": row["giver"]} if row["giver"] else {}
    named = {"award": row["award"]} if row["award"] else {}
    detail = {**organisation, **named, **(known.detail if known else {}), "result": row["result"]}
    if part is not None or known is None:
        detail["category"] = label
    meant = known.normalised if known else row["award"] or label
    honoured = row["persons"] if part is not None else []
    return [
        *(Said("award", label, meant, detail, who) for who in honoured or [None]),
        *(Said(part, name, name) for name in honoured if part is not None),
        *(Said("director", name, name) for name in row["directors"]),
        *(Said("alternative_title", name, name) for name in [row["other_title"]] if name),
        *(
            Said("country", place, value.normalised, value.detail)
            for place in row["countries"]
            for value in countries(place)[:1]
        ),
    ]


def _claim(row: dict[str, Any], position: int, said: Said) -> dict[str, Any]:
    at = row["raw"].find(said.value)
    end = at + len(said.value) if at >= 0 else len(row["raw"])
    return {
        "document_id": row["document_id"],
        "film_no": row["film_no"],
        "subject_name": said.subject,
        "attribute": said.attribute,
        "value": said.value,
        "value_normalised": said.normalised,
        "detail": json.dumps(dict(said.detail), ensure_ascii=False) if said.detail else None,
        "position": position,
        "span_start": row["start"] + max(at, 0),
        "span_end": row["start"] + end,
        "quote": (said.value if at >= 0 else row["raw"])[:QUOTE_CHARACTERS],
        "rule": f"award_list.{said.attribute.rpartition(':')[2]}",
        "confidence": 0.85,
    }
