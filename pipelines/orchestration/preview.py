"""Small pictures of tables, for the metadata of materialisations."""

import dagster as dg

from pipelines.showing import in_markdown
from pipelines.warehouse.build import Build

ROWS = 5
CELL_CHARACTERS = 60


def preview(build: Build, table: str) -> dg.MetadataValue[str]:
    """The first rows of a table of the build file, as a Markdown table."""
    frame = build.query(f"select * from {table} limit {ROWS}")
    lines = [" | ".join(frame.columns), " | ".join("---" for _ in frame.columns)]
    lines += [" | ".join(_cell(value) for value in row) for row in frame.iter_rows()]
    return dg.MetadataValue.md("\n".join(f"| {line} |" for line in lines))


def _cell(value: object) -> str:
    text = "" if value is None else str(value)
    cut = text if len(text) <= CELL_CHARACTERS else text[: CELL_CHARACTERS - 1] + "…"
    return in_markdown(cut)
