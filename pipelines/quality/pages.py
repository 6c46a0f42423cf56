"""Write the start page of Data Docs: what was judged and what was not met, readable anywhere.

The pages that Great Expectations writes take their style, and its start page even its list, from
addresses on the network. This one needs nothing but itself.
"""

from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import Final
from urllib.parse import quote

import polars as pl

START: Final = "index.html"
STYLE: Final = """
body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem }
table { border-collapse: collapse; width: 100%; margin: 1rem 0 }
th, td { text-align: left; padding: .3rem .8rem .3rem 0; border-bottom: 1px solid #ddd }
td.number { text-align: right; font-variant-numeric: tabular-nums }
.error { color: #a40000; font-weight: 600 } .warning { color: #8a5a00 } .met { color: #2c6e2c }
"""


def write_start_page(results: pl.DataFrame, folder: Path) -> Path:
    """The start page, in place of the one of Great Expectations.

    Args:
        results: As `quality.results` declares, of one release.
        folder: The folder with the pages of Data Docs.
    """
    page = folder / START
    page.write_text("\n".join(_lines(results, folder)) + "\n", encoding="utf-8")
    return page


def _lines(results: pl.DataFrame, folder: Path) -> Iterator[str]:
    release = escape(str(results["release_id"].max()))
    broken = results.filter(~pl.col("success"))
    yield "<!doctype html>"
    yield f'<html lang="en"><meta charset="utf-8"><title>Quality of {release}</title>'
    yield f"<style>{STYLE}</style>"
    yield f"<h1>Quality of release {release}</h1>"
    yield f"<p>{results.height} expectations, {broken.height} not met.</p>"
    if not broken.is_empty():
        yield "<table><tr><th>severity<th>table<th>column<th>expected<th>broken"
        for row in broken.sort(
            "severity", "table_name", "expectation", maintain_order=True
        ).iter_rows(named=True):
            told = (row["table_name"], row["column_name"] or "", row["expectation"])
            cells = "".join(f"<td>{escape(each)}" for each in told)
            count = f"{row['unexpected_count'] or 0:,} of {row['element_count'] or 0:,}"
            severity = escape(row["severity"])
            yield f'<tr><td class="{severity}">{severity}{cells}<td class="number">{count}'
        yield "</table>"
    pages = _pages(folder)
    yield "<table><tr><th>suite<th>table<th>expectations<th>met"
    tables = (
        results.group_by("suite", "table_name", maintain_order=True)
        .agg(count=pl.len(), met=pl.col("success").sum())
        .sort("suite", "table_name", maintain_order=True)
    )
    for suite, table, count, met in tables.iter_rows():
        page = pages.get(f"{suite} {table}")
        name = escape(table)
        link = f'<a href="{escape(page)}">{name}</a>' if page else name
        kind = "met" if met == count else "warning"
        yield (
            f'<tr><td>{escape(suite)}<td>{link}<td class="number">{count}'
            f'<td class="number {kind}">{met}'
        )
    yield "</table>"


def _pages(folder: Path) -> dict[str, str]:
    """The page about each validation by suite and table, as a relative address."""
    found = {}
    for path in sorted((folder / "validations").rglob("*.html")):
        place = path.relative_to(folder)
        # validations/<suite> <schema>/<table>/<run>/<time>/<page>
        found[f"{place.parts[1]}.{place.parts[2]}"] = quote(place.as_posix())
    return found
