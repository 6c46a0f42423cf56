"""Read the tables that texts print, with a head that names the columns, as rows of fields.

What belongs here is finding such tables, in Markdown or as pages are rendered: `Film | Director | Year`.
Rows without a head are the matter of `data_lines`; what a named cell means is that of `fields`.
"""

import re
from collections.abc import Iterator
from itertools import groupby
from typing import Final, NamedTuple

import polars as pl

from pipelines.claims.structured.fields import IN_WORDS, NAMES
from pipelines.claims.text.lines import numbered_anew
from pipelines.reading.fields import key_of

ROW: Final = "row"
PATH: Final = "tables["
"""What the paths of printed tables begin with."""
MEANS: Final[dict[str, str]] = {
    **dict(IN_WORDS.select(pl.col("words").str.replace_all(" ", "_"), "in_words").iter_rows()),
    **dict(
        NAMES.filter(pl.col("record_type").is_null() | (pl.col("record_type") == ROW))
        .filter(pl.col("attribute").is_not_null())
        .sort("record_type", nulls_last=False, maintain_order=True)
        .select("key", "attribute")
        .iter_rows()
    ),
}
"""What the name of a column means."""
OF_FILMS: Final = frozenset(
    {"director", "year", "country", "runtime_minutes", "imdb_id", "genre", "cast", "writer"}
    | {"award_category", "award", "rating", "screening_clock"}
)
"""What a table of films tells beside their titles."""
OF_ONE_FILM: Final = ("imdb_id", "director", "rating", "runtime_minutes")
"""What the fields of a document say that treats one film, whatever its tables list."""
TITLE_HEAD: Final = (
    r"(?im)(?:^|\|)[\s*_]*(?:"
    + "|".join(
        sorted(key.replace("_", r"[\s_]") for key, means in MEANS.items() if means == "title")
    )
    + r")s?[\s*_]*(?:\||$)"
)
"""The head of the column of titles: a quick test before a text is cut into lines."""
IS_LINK: Final = re.compile(r"!?\[([^\[\]]*)\]\((?:[^()\s]|\([^()\s]*\))*(?:\s+\"[^\"]*\")?\)")
"""A Markdown link; in the cell of a table the address may have brackets of its own."""
IS_TAG: Final = re.compile(r"</?[a-z][^<>]*>")
MARKS: Final = " \t\r*_"
RULES: Final = "|:+=- \t\r"
"""What the line between the head and the rows of a Markdown table is made of."""
FEWEST_ROWS: Final = 2
FEWEST_COLUMNS: Final = 2
PROSE: Final = 250
"""Characters of a paragraph; a text that has more of these than a table has rows is no list."""


class Cell(NamedTuple):
    """A cell of a printed table: its text, and where that begins in the text of the document."""

    text: str
    start: int


def with_printed_tables(fields: pl.DataFrame, documents: pl.DataFrame) -> pl.DataFrame:
    """The fields, and those of the rows of tables of films that the texts print.

    Args:
        fields: As in `raw.fields`.
        documents: `document_id` and `text`.
    """
    means = NAMES.filter(pl.col("attribute").is_in(OF_ONE_FILM)).select("key").unique()
    of_one = fields.join(means, on="key", how="semi", maintain_order="left")
    may_have = (
        documents.filter(pl.col("text").str.contains("|", literal=True))
        .filter(pl.col("text").str.contains(TITLE_HEAD))
        .join(of_one, on="document_id", how="anti", maintain_order="left")
    )
    last = dict(fields.group_by("document_id").agg(pl.col("record").max()).iter_rows())
    rows = [
        (document_id, *field)
        for document_id, text in may_have.select("document_id", "text").iter_rows()
        for field in rows_of_tables(text, last.get(document_id, 0) + 1)
    ]
    if not rows:
        return fields
    return pl.concat([fields, pl.DataFrame(rows, schema=fields.schema, orient="row")])


def without_printed_tables(lines: pl.DataFrame, fields: pl.DataFrame) -> pl.DataFrame:
    """The lines, without the rows of tables that are read as fields.

    Args:
        lines: As from `lines_from`.
        fields: As from `with_printed_tables`.
    """
    cells = fields.filter(
        pl.col("record_type") == ROW, pl.col("path").str.starts_with(PATH)
    ).select("document_id", start=pl.col("span_start"))
    if cells.is_empty():
        return lines
    rows = cells.sort("start").join_asof(
        lines.select("document_id", "start", row="line_no").sort("start"),
        on="start",
        by="document_id",
        strategy="backward",
        check_sortedness=False,
    )
    left = lines.join(
        rows.select("document_id", line_no="row").unique(),
        on=["document_id", "line_no"],
        how="anti",
        maintain_order="left",
    )
    return numbered_anew(left).select(lines.columns)


def rows_of_tables(
    text: str, record: int
) -> Iterator[tuple[int, str, str, str, int, str, int, int]]:
    r"""The fields of the rows of the tables of films in a text, behind its `document_id`.

    >>> table = "Film | Director\nRain | Ada Brown\nSnow | Jo Roe\n"
    >>> [field[3:6:2] for field in rows_of_tables(table, 1)]
    [('film', 'Rain'), ('director', 'Ada Brown'), ('film', 'Snow'), ('director', 'Jo Roe')]
    >>> table = "Film | Genre\n[Rain](/r_(film)) | <b>horror</b>, <b>noir</b>\nSnow | drama\n"
    >>> [field[5] for field in rows_of_tables(table, 1)]
    ['Rain', 'horror, noir', 'Snow', 'drama']
    >>> list(rows_of_tables("Film | Bar | Shop\nOpen | Closed | Open\nNo | No | No", 1))
    []
    """
    paragraphs = sum(len(line) >= PROSE for line in text.split("\n"))
    for number, table in enumerate(_tables(text)):
        names = [cell.text.strip("#. ").replace("(s)", "") for cell in table[0]]
        keys = [key_of(name) if name else "" for name in names]
        rows = table[1:]
        if not _lists_films(keys) or len(rows) < max(FEWEST_ROWS, paragraphs):
            continue
        for at, row in enumerate(rows):
            for name, key, cell in zip(names, keys, row, strict=True):
                if key and cell.text:
                    path = f"{PATH}{number}].rows[{at}].{name}"
                    end = cell.start + len(cell.text)
                    yield record, ROW, path, key, 0, cell.text, cell.start, end
            record += 1


def _lists_films(keys: list[str]) -> bool:
    """Whether the names of columns are those of a table of films."""
    meant = [MEANS.get(key) for key in keys]
    return "title" in meant and any(means in OF_FILMS for means in meant)


def _tables(text: str) -> Iterator[list[list[Cell]]]:
    """The tables of a text: lines that follow each other and have the same number of cells."""
    start, lines = 0, []
    for line in text.split("\n"):
        lines.append((line, start))
        start += len(line) + 1
    for is_row, group in groupby(lines, key=lambda each: "|" in each[0]):
        if not is_row:
            continue
        rows = [_cells(line, at) for line, at in group if line.strip(RULES)]
        for width, same in groupby(rows, key=len):
            table = list(same)
            if width >= FEWEST_COLUMNS and len(table) > FEWEST_ROWS:
                yield table


def _cells(line: str, start: int) -> list[Cell]:
    """The cells of a line, without the marks around their texts."""
    bare = line.strip()
    start += len(line) - len(line.lstrip())
    if bare.startswith("|"):
        bare, start = bare[1:].removesuffix("|"), start + 1
    cells = []
    for part in bare.split("|"):
        told = IS_TAG.sub("", IS_LINK.sub(r"\1", part)).strip(MARKS)
        cells.append(Cell(told, start + max(part.find(told), 0)))
        start += len(part) + 1
    return cells
