"""Read what a text says of itself in its head: YAML, TOML or JSON front matter, and its kin.

What belongs here is finding the head and its values with their spans. The text is never cut: the
head stays part of it. What looks like a head and is none gives no fields.
"""

import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, Final

import yaml

from pipelines.reading.fields import (
    DEFAULT_LIMITS,
    FieldList,
    Limits,
    Scalar,
    Tree,
    UnreadableError,
)
from pipelines.reading.yaml_trees import yaml_trees

RECORD_TYPE: Final = "front_matter"
MAX_HEAD: Final = 200_000
MAX_HEAD_FIELDS: Final = 20_000

_FENCE: Final = re.compile(r"\s*^(?P<fence>---|\+\+\+)[ \t]*\r?\n", re.MULTILINE)
# Values are taken to the end of the line and stripped later: a pattern that gives white space back
# would take quadratic time on a long run of it.
_LINE: Final = re.compile(
    r"^(?P<indent>[ \t]*)(?P<name>[^\s:#\-\[{\"'<>|&*!%@][^:\n]{0,80}):(?P<value>[^\n]*)"
)
_ITEM: Final = re.compile(r"^[ \t]*-[ \t](?P<value>[^\n]*)")
_COMMENT: Final = re.compile(r"^\.\.[ \t]+(?P<name>[\w-]+):(?P<value>[^\n]*)")
_ORG: Final = re.compile(r"^#\+(?P<name>\w+):(?P<value>[^\n]*)")
_DOCINFO: Final = re.compile(r"^:(?P<name>\w[\w -]*):[ \t](?P<value>[^\n]*)")
_MARKDOWN_META: Final = re.compile(r"^(?P<name>[A-Za-z][\w -]*):(?P<value>[^\n]*)")
_TOML_TABLE: Final = re.compile(r"^[ \t]*\[(?P<many>\[)?(?P<name>[^\[\]\n]+)\]")
_TOML_KEY: Final = re.compile(r"""^(?P<name>[\w."' \t-]+)=[ \t]*""")
_TOML_TOKEN: Final = re.compile(r"[^\s,\[\]{}#]+(?: \d\d:[\d:.Z+-]+)?")


def _close(text: str, fence: str, start: int) -> tuple[int, int] | None:
    """Where the closing fence begins and where its line ends."""
    closing = r"^(?:---|\.\.\.)" if fence == "---" else r"^\+\+\+"
    found = re.compile(closing + r"[ \t]*\r?$", re.MULTILINE).search(text, start, start + MAX_HEAD)
    return None if found is None else (found.start(), found.end())


def _quoted(value: str, start: int) -> Scalar:
    """The value without the quotes around it, at its place."""
    start += len(value) - len(value.lstrip())
    inner = value.strip()
    for mark in ('"', "'"):
        if inner.startswith(mark):
            body = inner[1:]
            if body.endswith(mark):
                body = body[:-1]
            return Scalar(body, start + 1, start + 1 + len(body))
    return Scalar(inner, start, start + len(inner))


def _stripped(value: str, start: int) -> Scalar:
    """The value without white space around it, at its place."""
    start += len(value) - len(value.lstrip())
    inner = value.strip()
    return Scalar(inner, start, start + len(inner))


def _elements(value: str, start: int) -> list[Scalar] | Scalar:
    """A value in one line: the elements of a bracketed list, or the value."""
    whole = _quoted(value, start)
    if not (whole.value.startswith("[") and whole.value.endswith("]")):
        return whole
    first = (whole.start or 0) + 1
    return [
        _quoted(part[0], first + part.start())
        for part in re.finditer(r"""(?:"[^"]*"|[^,])+""", whole.value[1:-1])
    ]


def _lines(text: str, start: int, end: int) -> Iterator[tuple[int, str]]:
    """The lines between two places, with where each begins."""
    for line in text[start:end].splitlines(keepends=True):
        yield start, line.rstrip("\r\n")
        start += len(line)


def _tolerant(text: str, start: int, end: int) -> Tree:
    """Lines of `key: value` between two places, for YAML that is broken; None if mostly prose."""
    tree: dict[str, Any] = {}
    parent = last = ""
    known = total = 0
    for at, line in _lines(text, start, end):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        total += 1
        if item := _ITEM.match(line):
            known += 1
            if last and isinstance(tree.setdefault(last, []), list):
                tree[last].append(_quoted(item["value"], at + item.start("value")))
        elif (pair := _LINE.match(line)) and pair["value"][:1] in {"", " ", "\t", "\r"}:
            known += 1
            name = pair["name"].strip("\"' \t")
            name = f"{parent}.{name}" if pair["indent"] and parent else name
            has_value = bool(pair["value"].strip())
            if has_value:
                tree.setdefault(name, _elements(pair["value"], at + pair.start("value")))
            if not pair["indent"]:
                parent = "" if has_value else name
            last = "" if has_value else name
        elif line[0] in " \t":
            known += 1
    return tree if tree and 2 * known > total else None


def _yaml_head(text: str, start: int, end: int, limits: Limits) -> Tree:
    try:
        trees = yaml_trees(text, start, end, limits=limits)
    except yaml.YAMLError:
        return _tolerant(text, start, end)
    tree = trees[0] if len(trees) == 1 else None
    return tree if isinstance(tree, Mapping) else None


def _toml_places(text: str, start: int, end: int) -> dict[str, int]:
    """Where the value of each key begins, by dotted path; list indexes as in field paths."""
    places: dict[str, int] = {}
    prefix = ""
    counts: dict[str, int] = {}
    for at, line in _lines(text, start, end):
        if table := _TOML_TABLE.match(line):
            name = _bare(table["name"])
            if table["many"]:
                counts[name] = counts.get(name, -1) + 1
                name = f"{name}[{counts[name]}]"
            prefix = f"{name}."
        elif key := _TOML_KEY.match(line):
            places.setdefault(prefix + _bare(key["name"]), at + key.end())
    return places


def _bare(name: str) -> str:
    return ".".join(part.strip(" \"'") for part in name.split("."))


class _TomlLocator:
    """Finds the printed form of parsed values, going forward from the place of their key."""

    def __init__(self, text: str, start: int, end: int) -> None:
        self._text = text
        self._end = end
        self._places = _toml_places(text, start, end)

    def located(
        self, value: Any, path: str = "", cursor: int | None = None
    ) -> tuple[Tree, int | None]:
        """The value as a tree of scalars with spans, and where to go on from."""
        cursor = self._places.get(path, cursor)
        if isinstance(value, dict):
            named: dict[str, Tree] = {}
            for name, below in value.items():
                named[name], cursor = self.located(
                    below, f"{path}.{name}" if path else name, cursor
                )
            return named, cursor
        if isinstance(value, list):
            elements: list[Tree] = []
            for index, below in enumerate(value):
                element, cursor = self.located(below, f"{path}[{index}]", cursor)
                elements.append(element)
            return elements, cursor
        return self._scalar(value, cursor)

    def _scalar(self, value: Any, cursor: int | None) -> tuple[Scalar, int | None]:
        if isinstance(value, str) and not isinstance(value, _Number):
            found = -1 if cursor is None else self._text.find(value.strip(), cursor, self._end)
            if found < 0 or not value.strip():
                return Scalar(value), cursor
            end = found + len(value.strip())
            return Scalar(value, found, end), end + 1
        printed = str(value).lower() if isinstance(value, bool) else str(value)
        token = None if cursor is None else _TOML_TOKEN.search(self._text, cursor, self._end)
        if token is None:
            return Scalar(printed), cursor
        return Scalar(token[0], token.start(), token.end()), token.end()


class _Number(str):
    """A number of a TOML file as printed."""

    __slots__ = ()


def _toml_head(text: str, start: int, end: int) -> Tree:
    part = text[start:end].replace("\r\n", "\n")
    try:
        parsed = tomllib.loads(part, parse_float=_Number)
    except (ValueError, RecursionError):
        return _toml_lines(text, start, end)
    return _TomlLocator(text, start, end).located(parsed)[0]


def _toml_lines(text: str, start: int, end: int) -> Tree:
    """Lines of `key = value`, for TOML that is broken."""
    tree: dict[str, Any] = {}
    for name, place in _toml_places(text, start, end).items():
        stop = text.find("\n", place, end)
        value = text[place : stop if stop >= 0 else end].rstrip()
        tree.setdefault(name, _elements(value, place) if value else None)
    return tree


def toml_tree(text: str) -> Tree:
    """The tree of a TOML file.

    Raises:
        UnreadableError: if it is no TOML.
    """
    try:
        parsed = tomllib.loads(text.replace("\r\n", "\n"), parse_float=_Number)
    except (ValueError, RecursionError) as error:  # a number of 5,000 digits is a ValueError
        raise UnreadableError(f"invalid TOML: {error}; correct the file") from error
    return _TomlLocator(text, 0, len(text)).located(parsed)[0]


def _json_head(text: str, start: int, limits: Limits) -> Tree:
    """The tree of a JSON object at the head of a text; YAML reads it too and knows the places."""
    try:
        parsed, end = json.JSONDecoder(parse_int=str, parse_float=str).raw_decode(text, start)
    except (ValueError, RecursionError):
        return None
    if not isinstance(parsed, dict) or text[end : end + 200].split("\n", 1)[0].strip():
        return None
    try:
        return yaml_trees(text, start, end, limits=limits)[0]
    except (yaml.YAMLError, IndexError):
        return parsed


def _pairs(text: str, pattern: re.Pattern[str], start: int) -> Iterator[tuple[str, Scalar]]:
    """Names and values of the lines at the head that fit the pattern, until one does not."""
    for at, line in _lines(text, start, min(len(text), start + MAX_HEAD)):
        found = pattern.match(line)
        if found is None:
            return
        yield found["name"].strip(), _stripped(found["value"], at + found.start("value"))


def _line_head(text: str, start: int, ending: str) -> Tree:
    """The tree of a head of single lines: Nikola's comments, Org keywords, docinfo, Pelican's."""
    if text.startswith("<!--", start):
        start = text.find("\n", start) + 1
        return _named(_pairs(text, _COMMENT, start)) if start else None
    for opening, pattern in ((".. ", _COMMENT), ("#+", _ORG), (":", _DOCINFO)):
        if text.startswith(opening, start):
            return _named(_pairs(text, pattern, start))
    if ending in {"md", "markdown", "mdx"}:
        tree = _named(_pairs(text, _MARKDOWN_META, start))
        is_head = len(tree) > 1 and any(name.lower() == "title" for name in tree)
        return tree if is_head else None
    return None


def _named(pairs: Iterator[tuple[str, Scalar]]) -> dict[str, Tree]:
    tree: dict[str, Tree] = {}
    for name, value in pairs:
        tree.setdefault(name, value)
    return tree


def front_matter(text: str, ending: str, limits: Limits = DEFAULT_LIMITS) -> FieldList:
    r"""The fields of a text's head; none if it has no head.

    >>> for field in front_matter("---\ntitle: Ten\ntags: [a, b]\n---\nProse.", "md"):
    ...     print(field.key, field.position, field.value, field.span_start, field.span_end)
    title 0 Ten 11 14
    tags 0 a 22 23
    tags 1 b 25 26

    Raises:
        UnreadableError: if the head is nested too deep or has too many values.
    """
    limits = replace(limits, values=min(limits.values, MAX_HEAD_FIELDS))
    fields = FieldList(limits)
    start = len(text) - len(text.lstrip())
    tree: Tree = None
    if fence := _FENCE.match(text):
        closing = _close(text, fence["fence"], fence.end())
        if closing is not None:
            begin, end = fence.end(), closing[0]
            is_yaml = fence["fence"] == "---"
            tree = _yaml_head(text, begin, end, limits) if is_yaml else _toml_head(text, begin, end)
    elif text.startswith("{", start):
        tree = _json_head(text, start, limits)
    else:
        tree = _line_head(text, start, ending)
    if isinstance(tree, Mapping):
        fields.add_tree(tree, record_type=RECORD_TYPE)
    return fields
