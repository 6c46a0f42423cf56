"""Read the cells of tables under their heads.

What belongs here is a table as it stands in a text: a line of heads such as `Film | Director | Mins`
and rows of as many cells below it. What a cell says is the matter of the rules, which see each as a
line of its own behind its head.
"""

from collections.abc import Iterator
from functools import cache
from typing import Final

import polars as pl

from pipelines.claims.text.labels import FACTS, ROLES
from pipelines.claims.text.lines import words_of

SEPARATOR: Final = " | "
MAY_BE_ROW: Final = r"\S\s\|\s.*\s\|\s\S"
FEWEST: Final = 2
"""So many heads are known to be labels."""
LONGEST_HEAD: Final = 120
IN_TABLES: Final = {
    "mins": "running time",
    "min": "running time",
    "minutes": "running time",
    "length (min)": "running time",
    "length (mins)": "running time",
    "running time (mins)": "running time",
}
"""What heads of columns mean that are no labels elsewhere."""


@cache
def _labels() -> frozenset[str]:
    """Everything that labels a fact or a part, in lower case."""
    return frozenset(FACTS["label"]) | frozenset(ROLES["label"])


def _cells(raw: str) -> list[tuple[str, int]]:
    """The cells of a row, each with where it begins.

    >>> _cells("| Ran | 1985 |"), _cells("Ran | Akira Kurosawa")
    ([('Ran', 2), ('1985', 8)], [('Ran', 0), ('Akira Kurosawa', 6)])
    """
    found, begin = [], 0
    for cell in raw.split("|"):
        if bare := cell.strip():
            found.append((bare, begin + len(cell) - len(cell.lstrip())))
        begin += len(cell) + 1
    return found


def heads_of(raw: str) -> tuple[str | None, ...]:
    """The labels that a line of heads has, None for heads that are none; empty for other lines.

    >>> heads_of("Date | Film | Director | Mins"), heads_of("Ran | Akira Kurosawa | 162")
    ((None, None, 'director', 'running time'), ())
    """
    names = [cell.strip("*_ :").lower() for cell, _ in _cells(raw)]
    labels = tuple(IN_TABLES.get(name, name if name in _labels() else None) for name in names)
    return labels if sum(label is not None for label in labels) >= FEWEST else ()


def cells_of_tables(lines: pl.DataFrame) -> pl.DataFrame:
    """Lines made of the cells of tables: `director: Akira Kurosawa` for a cell below `Director`.

    Args:
        lines: As from `lines_from`.
    """
    rows = lines.filter(pl.col("raw").str.contains(SEPARATOR, literal=True)).filter(
        pl.col("raw").str.contains(MAY_BE_ROW)
    )
    heads = rows.filter(pl.col("size") <= LONGEST_HEAD)["raw"].unique().sort().to_list()
    known = {raw: labels for raw in heads if (labels := heads_of(raw))}
    tables = rows.join(
        rows.filter(pl.col("raw").is_in(list(known))).select("document_id").unique(),
        on="document_id",
        how="semi",
        maintain_order="left",
    )
    told = list(_told(tables, known))
    schema = {
        "document_id": pl.String(),
        "line_no": pl.Int32(),
        "cell": pl.String(),
        "offset": pl.Int32(),
        "label": pl.String(),
    }
    return (
        tables.join(
            pl.DataFrame(told, schema=schema, orient="row"),
            on=["document_id", "line_no"],
            maintain_order="left",
        )
        .with_columns(
            start=pl.col("start") + pl.col("offset"),
            raw=pl.col("cell"),
            line=pl.concat_str("label", pl.lit(": "), words_of(pl.col("cell"))),
            heading=pl.lit(0, pl.Int8),
        )
        .with_columns(size=pl.col("line").str.len_chars().cast(pl.Int32))
        .select(pl.col(name).cast(dtype) for name, dtype in lines.schema.items())
    )


def _told(
    tables: pl.DataFrame, known: dict[str, tuple[str | None, ...]]
) -> Iterator[tuple[str, int, str, int, str]]:
    """The labelled cells of the rows below heads, as long as there are as many cells."""
    labels: tuple[str | None, ...] = ()
    within = None
    for document, line_no, raw in tables.select("document_id", "line_no", "raw").iter_rows():
        if document != within:
            within, labels = document, ()
        if raw in known:
            labels = known[raw]
            continue
        cells = _cells(raw)
        if len(cells) != len(labels):
            continue
        for (cell, offset), label in zip(cells, labels, strict=True):
            if label is not None:
                yield document, line_no, cell, offset, label
