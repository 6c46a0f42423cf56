"""The forms an expectation can take, as plain data, and the SQL that finds what breaks it.

What belongs here is what can be expected of any table. What is expected of ours stands in `suites`,
and how it is judged in `runner`; neither this module nor `suites` needs Great Expectations.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Final, Literal

Severity = Literal["error", "warning"]

THIS: Final = "this"

_LINKS_TO_DOCUMENTS: Final = {
    "document_id": None,
    "film_id": "marts.document_films",
    "person_id": "marts.claims",
    "critic_id": "marts.reviews",
    "publication_id": "marts.reviews",
}
"""Columns that lead to documents, the nearest first, and the table they lead through."""


@dataclass(frozen=True)
class HasColumns:
    """The table has these columns; it may have more."""

    names: tuple[str, ...]


@dataclass(frozen=True)
class HasRows:
    """The table is not empty."""


@dataclass(frozen=True)
class Unique:
    """No two rows have the same values in the columns.

    Of several columns missing counts as a value; of one it does not.
    """


@dataclass(frozen=True)
class NotNull:
    """The column has a value in every row."""


@dataclass(frozen=True)
class InSet:
    """The column has one of these values, or none."""

    values: tuple[str, ...]


@dataclass(frozen=True)
class Between:
    """The column is within these bounds, or missing."""

    low: float | None = None
    high: float | None = None


@dataclass(frozen=True)
class NoneWhere:
    """No row meets an SQL condition, in which `this` is the table."""

    condition: str


@dataclass(frozen=True)
class StandsIn:
    """Every row that meets a condition, if one is given, has its like in another table.

    Attributes:
        parent: The other table.
        columns: Columns that both have, in which the two are alike.
        where: An SQL condition, in which `this` is the table.
        among: An SQL condition for rows of the other table, which is `parent` in it.
    """

    parent: str
    columns: tuple[str, ...]
    where: str | None = None
    among: str | None = None

    @property
    def lacks(self) -> str:
        """The SQL condition for rows without their like."""
        like = [f"parent.{column} = {THIS}.{column}" for column in self.columns]
        same = " AND ".join([*like, self.among] if self.among else like)
        none = f"NOT EXISTS (SELECT 1 FROM {self.parent} AS parent WHERE {same})"
        return f"{self.where} AND {none}" if self.where else none


@dataclass(frozen=True)
class ShareAtLeast:
    """Of the rows that meet one condition, at least this share meets another, too."""

    least: float
    condition: str
    among: str = "true"


@dataclass(frozen=True)
class NoneFound:
    """A query finds nothing; its only column, `sample`, tells what it found."""

    query: str


Rule = (
    HasColumns
    | HasRows
    | Unique
    | NotNull
    | InSet
    | Between
    | NoneWhere
    | StandsIn
    | ShareAtLeast
    | NoneFound
)


@dataclass(frozen=True)
class Expectation:
    """One thing that is expected of a table, in words that stay the same between releases."""

    table: str
    says: str
    rule: Rule
    columns: tuple[str, ...] = ()
    severity: Severity = "error"

    @property
    def column_name(self) -> str | None:
        """The columns it is about; None where it is about the table."""
        return ", ".join(self.columns) or None

    @property
    def name(self) -> str:
        """What no other expectation of the suite is called."""
        return f"{self.table}: {self.says}" + (f" [{self.column_name}]" if self.columns else "")


@dataclass(frozen=True)
class Suite:
    """Expectations that are judged together."""

    name: str
    expectations: tuple[Expectation, ...]

    def by_table(self) -> Mapping[str, tuple[Expectation, ...]]:
        """The expectations of each table, tables in the order of the suite."""
        tables = dict.fromkeys(expectation.table for expectation in self.expectations)
        return {
            table: tuple(item for item in self.expectations if item.table == table)
            for table in tables
        }


def unexpected_query(expectation: Expectation, table: str) -> str | None:
    """A query for what breaks an expectation, one column of text; None where rows cannot.

    Args:
        expectation: any expectation.
        table: what stands after FROM, as `marts.films` or a placeholder for it.
    """
    shown = _shown(expectation.columns)
    source = f"FROM {table} AS {THIS}"
    match expectation.rule:
        case Unique():
            columns = ", ".join(expectation.columns)
            there = f"WHERE {columns} IS NOT NULL" if len(expectation.columns) == 1 else ""
            same = f"GROUP BY {columns} HAVING count(*) > 1"
            return f"SELECT {shown} AS sample {source} {there} {same}"
        case ShareAtLeast(least):
            share = share_expression(expectation.rule)
            return f"SELECT {share}::VARCHAR AS sample {source} HAVING {share} < {least}"
        case NoneFound(query):
            return query
        case HasColumns() | HasRows():
            return None
    return f"SELECT {shown} AS sample {source} WHERE {breaking_condition(expectation)}"


def breaking_condition(expectation: Expectation) -> str | None:
    """What is true of the rows that break it; None where it is not rows that do."""
    match expectation.rule:
        case Unique():
            same = " AND ".join(
                f"twin.{column} IS NOT DISTINCT FROM {THIS}.{column}"
                for column in expectation.columns
            )
            return f"(SELECT count(*) FROM {expectation.table} AS twin WHERE {same}) > 1"
        case NotNull():
            return f"{expectation.columns[0]} IS NULL"
        case InSet(values):
            return f"{expectation.columns[0]} NOT IN ({', '.join(map(_literal, values))})"
        case Between(low, high):
            column = expectation.columns[0]
            bounds = [f"{column} < {low}"] if low is not None else []
            bounds += [f"{column} > {high}"] if high is not None else []
            return " OR ".join(bounds)
        case NoneWhere(condition) | StandsIn(lacks=condition):
            return condition
        case _:
            return None


def files_query(expectation: Expectation, columns: Collection[str]) -> str | None:
    """A query for the files behind what breaks it; None where no file can be named.

    Args:
        expectation: any expectation.
        columns: the columns of its table.
    """
    condition = breaking_condition(expectation)
    link = next((each for each in _LINKS_TO_DOCUMENTS if each in columns), None)
    if condition is None or link is None:
        return None
    documents = f"SELECT {link} FROM {expectation.table} AS {THIS} WHERE {condition}"
    if via := _LINKS_TO_DOCUMENTS[link]:
        documents = f"SELECT document_id FROM {via} WHERE {link} IN ({documents})"
    return f"SELECT DISTINCT uri FROM raw.documents WHERE document_id IN ({documents}) ORDER BY 1"


def share_expression(rule: ShareAtLeast) -> str:
    """The share of a table's rows that a rule is about, rounded to three places."""
    return f"round(avg(({rule.condition})::INTEGER) FILTER (WHERE {rule.among}), 3)"


def _shown(columns: tuple[str, ...]) -> str:
    """The named columns as one text, or the whole row where none is named."""
    if not columns:
        return f"{THIS}::VARCHAR"
    if len(columns) == 1:
        return f"{THIS}.{columns[0]}::VARCHAR"
    parts = ", ".join(f"coalesce({THIS}.{column}::VARCHAR, 'NULL')" for column in columns)
    return f"concat_ws(', ', {parts})"


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
