"""Print the data dictionary of a release, from the declarations that make its tables.

`python -m tests.dictionary > docs/dictionary.md`; a test holds the page against this.
"""

import re
import sys
from collections.abc import Iterator, Mapping
from typing import Any, Final

import yaml

from pipelines.contract import CONTRACT_VERSION, RELEASED
from pipelines.identity.overrides import OVERRIDES
from pipelines.quality.tables import RESULTS
from pipelines.settings import PROJECT_ROOT
from pipelines.tables import Table
from pipelines.warehouse import ddl
from pipelines.warehouse.tables import RELEASES

DBT: Final = PROJECT_ROOT / "dbt_project"
BY_PYTHON: Final = {table.name: table for table in (OVERRIDES, RESULTS, RELEASES)}

HEAD: Final = f"""\
# Data dictionary

Every table and column of a release, contract version {CONTRACT_VERSION}. Made from the declarations
that make the tables, by `python -m tests.dictionary`; a test fails where this page is out of date.
The same words stand in the database itself, as comments: see `duckdb_columns()`.

How to use them is told in [Reading the warehouse](guides/read-the-warehouse.md). Key columns are
in **bold**; a column marked ● is never NULL."""

Row = tuple[str, str, bool, str]
"""One column: name, type, whether it is never NULL, what it means."""


def dictionary_lines() -> Iterator[str]:
    """The page, line by line."""
    words = DbtWords()
    yield from HEAD.splitlines()
    for released in RELEASED:
        own = BY_PYTHON.get(released.name)
        description, rows = words.model(released.name) if own is None else declared(own)
        yield from ("", f"## {released.name}", "", description, "", "| column | type | | meaning |")
        yield "| --- | --- | --- | --- |"
        for name, data_type, is_required, meaning in rows:
            is_key = name in released.key
            told = f"**`{name}`**" if is_key else f"`{name}`"
            mark = "●" if is_required or is_key else ""
            yield f"| {told} | {data_type} | {mark} | {meaning.replace('|', chr(92) + '|')} |"


def declared(table: Table) -> tuple[str, list[Row]]:
    """Description and columns of a table that Python writes."""
    rows = [
        (name, ddl.duckdb_type(column.dtype), False, column.description)
        for name, column in table.columns.items()
    ]
    return f"Grain, {table.grain}.", rows


class DbtWords:
    """What the dbt project says of its models, with its variables and shared texts put in."""

    def __init__(self) -> None:
        project = yaml.safe_load((DBT / "dbt_project.yml").read_text(encoding="utf-8"))
        self._variables: Mapping[str, Any] = project["vars"]
        glossary = (DBT / "models" / "glossary.md").read_text(encoding="utf-8")
        blocks = re.findall(r"\{% docs (\w+) %\}\s*(.*?)\s*\{% enddocs %\}", glossary, re.DOTALL)
        self._texts = dict(blocks)

    def model(self, name: str) -> tuple[str, list[Row]]:
        """Description and columns of a model, as `marts.films`."""
        folder, model_name = name.split(".")
        path = DBT / "models" / folder / f"{model_name}.yml"
        (model,) = yaml.safe_load(path.read_text(encoding="utf-8"))["models"]
        rows = [
            (
                column["name"],
                self._said(column["data_type"]).upper(),
                {"type": "not_null"} in column.get("constraints", []),
                self._said(column["description"]),
            )
            for column in model["columns"]
        ]
        return self._said(model["description"]), rows

    def _said(self, text: str) -> str:
        said = re.sub(r"\{\{ var\('(\w+)'\) \}\}", lambda m: str(self._variables[m[1]]), text)
        said = re.sub(r"\{\{ doc\('(\w+)'\) \}\}", lambda m: self._texts[m[1]], said)
        return " ".join(said.split())


if __name__ == "__main__":
    sys.stdout.writelines(f"{line}\n" for line in dictionary_lines())
