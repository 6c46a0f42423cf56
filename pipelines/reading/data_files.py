"""Read tables and structured data files: CSV, TSV, JSON, JSON Lines, YAML, TOML, Parquet.

What belongs here is how a file becomes records. Every row or object is a record, its columns or
members are the fields.
"""

import csv
import io
import json
import re
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any, Final

import yaml

from pipelines.reading.fields import (
    DEFAULT_LIMITS,
    MAX_PATH,
    Field,
    FieldList,
    Limits,
    Tree,
    UnreadableError,
    add_records,
    key_of,
    storable,
)
from pipelines.reading.front_matter import toml_tree
from pipelines.reading.yaml_trees import yaml_trees

PARQUET_MAGIC: Final = b"PAR1"
MAX_CELL: Final = 10_000_000

_DELIMITERS: Final = "\t,;|"
_QUOTED: Final = re.compile(r'"(?:[^"]|"")*"')
_OBJECT_LITERAL: Final = re.compile(r"(?:=|\bdefault|\breturn)\s*(?=[\[{])")
_LINE_COMMENT: Final = re.compile(r"^[ \t]*//[^\n]*", re.MULTILINE)

csv.field_size_limit(MAX_CELL)


def delimiter_of(header: str) -> str:
    r"""The character that parts the cells of a header line: the one it has most of.

    >>> delimiter_of('Film\tYear, roughly\tWinner')
    '\t'
    """
    bare = _QUOTED.sub("", header)
    return max(_DELIMITERS, key=bare.count)


def _rows(text: str, delimiter: str) -> Iterator[list[str]]:
    """The rows of a delimited file; quotes are given up where they plainly are no quotes."""
    # A backslash escapes nothing in most files: only where it stands before a quote does it.
    escape = "\\" if '\\"' in text else None
    quoting: Any = csv.QUOTE_MINIMAL
    if delimiter == "\t" and not _quotes_pair(text):
        quoting = csv.QUOTE_NONE
    reader = csv.reader(
        io.StringIO(text, newline=""), delimiter=delimiter, escapechar=escape, quoting=quoting
    )
    return iter(reader)


def _quotes_pair(text: str) -> bool:
    """Whether each cell of a tab separated file that begins with a quote ends with one."""
    opening = len(re.findall(r'(?:^|(?<=\t))"', text, re.MULTILINE))
    closing = len(re.findall(r'(?<!\\)"(?=\t|\r?$)', text, re.MULTILINE))
    return opening == closing


def _names(header: list[str]) -> list[str]:
    """The names of the columns, each one once; a column without a name is called by its number."""
    names: dict[str, int] = {}
    for number, cell in enumerate(header, start=1):
        name = base = storable(cell).strip()[:MAX_PATH] or f"column_{number}"
        times = names.get(base, 0)
        while name in names:
            times += 1
            name = f"{base}#{times}"
        names[base] = max(times, 1)
        names.setdefault(name, 1)
    return list(names)


def _check_columns(count: int, limits: Limits) -> None:
    if count > limits.columns:
        raise UnreadableError(
            f"{count:,} columns in one table, more than {limits.columns:,}; put them in rows"
        )


def delimited_fields(text: str, limits: Limits = DEFAULT_LIMITS) -> list[Field]:
    """The fields of a CSV or TSV file, one record per row below the header.

    A short row has no fields for the cells it lacks; cells beyond the header are kept under the
    number of their column. Rows are numbered as printed, blank lines not counted.

    Raises:
        UnreadableError: if it has no header, or cannot be parsed.
    """
    start = len(text) - len(text.lstrip("\r\n"))
    header_line = text[start:].split("\n", 1)[0]
    rows = _rows(text[start:], delimiter_of(header_line))
    fields: list[Field] = []
    try:
        header = next(rows, [])
        _check_columns(len(header), limits)
        names = _names(header)
        if not any(character.isalpha() for character in "".join(names)):
            raise UnreadableError("no header in line 1; begin with a line of column names")
        keys = [key_of(name) for name in names]
        record = 0
        for row in rows:
            if not row:
                continue
            _check_columns(len(row), limits)
            while len(row) > len(names):
                names.append(f"column_{len(names) + 1}")
                keys.append(names[-1])
            for column, cell in enumerate(row):
                if value := storable(cell).strip():
                    path = f"rows[{record}].{names[column]}"
                    fields.append(Field(record, "row", path, keys[column], 0, value))
            if len(fields) > limits.values:
                raise UnreadableError(
                    f"more than {limits.values:,} values in one file; split it into smaller files"
                )
            record += 1
    except csv.Error as error:
        raise UnreadableError(f"invalid CSV: {error}; check the quotes") from error
    return fields


def parsed_json(text: str) -> Tree:
    """The tree of a JSON text, numbers as printed, control characters in strings let through.

    Raises:
        ValueError: if it is no JSON or nested too deep.
    """
    try:
        return json.loads(  # type: ignore[no-any-return]
            text, strict=False, parse_int=str, parse_float=str, parse_constant=lambda _: None
        )
    except RecursionError as error:
        raise ValueError("nested too deep") from error


def _parsed_lines(text: str) -> Tree:
    """The tree of a JSON Lines text."""
    parsed: list[Tree] = []
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            parsed.append(parsed_json(line))
        except ValueError as error:
            raise UnreadableError(
                f"invalid JSON in line {number}: {error}; correct the line"
            ) from error
    return parsed


def json_line_fields(text: str, limits: Limits = DEFAULT_LIMITS) -> FieldList:
    """The fields of a JSON Lines file, one record per line.

    Raises:
        UnreadableError: if a line is no JSON.
    """
    fields = FieldList(limits)
    add_records(fields, _parsed_lines(text))
    return fields


def json_fields(text: str, limits: Limits = DEFAULT_LIMITS) -> FieldList:
    """The fields of a JSON file; one that has an object on every line is read as JSON Lines.

    Raises:
        UnreadableError: if it is no JSON.
    """
    fields = FieldList(limits)
    try:
        tree = parsed_json(text)
    except ValueError as error:
        lines = [line for line in text.split("\n") if line.strip()]
        if len(lines) > 1 and all(line.lstrip().startswith("{") for line in lines):
            tree = _parsed_lines(text)
        else:
            raise UnreadableError(f"invalid JSON: {error}; correct the file") from error
    add_records(fields, tree)
    return fields


def yaml_fields(text: str, limits: Limits = DEFAULT_LIMITS) -> FieldList:
    """The fields of a YAML file, with their spans.

    Raises:
        UnreadableError: if it is no YAML.
    """
    try:
        trees = yaml_trees(text, limits=limits)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f" in line {mark.line + 1}" if mark is not None else ""
        problem = getattr(error, "problem", None) or "characters that YAML does not allow"
        raise UnreadableError(f"invalid YAML{where}: {problem}; quote the value") from error
    fields = FieldList(limits)
    trees = [tree for tree in trees if tree is not None]
    add_records(fields, trees[0] if len(trees) == 1 else trees)
    return fields


def toml_fields(text: str, limits: Limits = DEFAULT_LIMITS) -> FieldList:
    """The fields of a TOML file, with their spans.

    Raises:
        UnreadableError: if it is no TOML.
    """
    fields = FieldList(limits)
    add_records(fields, toml_tree(text))
    return fields


def script_fields(text: str, limits: Limits = DEFAULT_LIMITS) -> FieldList:
    """The fields of the first list or object a script assigns; none if it is not plain data.

    YAML's flow style takes the literals that JavaScript has and JSON has not: names without
    quotes, a comma after the last element.

    >>> [field.value for field in script_fields("const films = [{title: 'Ten', year: 2002,},];")]
    ['Ten', '2002']
    """
    fields = FieldList(limits)
    # Blanks in place of comments, so that spans stay true.
    bare = _LINE_COMMENT.sub(lambda found: " " * len(found[0]), text)
    found = _OBJECT_LITERAL.search(bare)
    if found is None:
        return fields
    end = max(bare.rfind("]"), bare.rfind("}")) + 1
    try:
        trees = yaml_trees(bare, found.end(), end, limits=limits)
    except (yaml.YAMLError, UnreadableError):
        return fields
    add_records(fields, trees[0] if trees else None)
    return fields


def _tree_of(value: Any) -> Tree:
    """A value of a Parquet column as a tree."""
    if value is None or isinstance(value, bool | str):
        return value
    if isinstance(value, dict):
        return {str(name): _tree_of(below) for name, below in value.items()}
    if isinstance(value, list):
        return [_tree_of(below) for below in value]
    if isinstance(value, datetime | date):
        return value.isoformat()
    return "" if isinstance(value, bytes) else str(value)


def parquet_fields(content: bytes, limits: Limits = DEFAULT_LIMITS) -> FieldList:
    """The fields of a Parquet file, one record per row.

    Raises:
        UnreadableError: if it is damaged or has too many values.
    """
    import polars as pl  # noqa: PLC0415 - other readers, and the processes of a pool, do without

    try:
        # A column of equal values takes no room in the file: its size is looked at before.
        scanned = pl.scan_parquet(io.BytesIO(content))
        width = len(scanned.collect_schema())
        height = scanned.select(pl.len()).collect().item()
        _check_columns(width, limits)
        if width * height > limits.values:
            raise UnreadableError(
                f"more than {limits.values:,} values in one file; split it into smaller files"
            )
        frame = pl.read_parquet(io.BytesIO(content), use_pyarrow=False)
    except (pl.exceptions.PolarsError, pl.exceptions.PanicException, OSError) as error:
        line = str(error).split("\n", 1)[0]
        raise UnreadableError(f"damaged Parquet: {line}; write the file again") from error
    if (size := frame.estimated_size()) > limits.value_characters:
        raise UnreadableError(f"{size:,} bytes of values in one file; split it into smaller files")
    fields = FieldList(limits)
    for record, row in enumerate(frame.iter_rows(named=True)):
        fields.add_tree(
            _tree_of(row), path=f"rows[{record}]", key="", record=record, record_type="row"
        )
    return fields
