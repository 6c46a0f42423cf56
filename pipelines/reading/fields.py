"""Name and collect the values that a structured document states.

What belongs here is what all readers share: the form of a field, how a path becomes a key, how
nested data becomes a flat list, and the bounds that keep a hostile file from growing without end.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, NamedTuple, TypeAlias

MAX_PATH: Final = 2_000

_POINT: Final = re.compile(r"\.(?![\w@\[#$])")
"""A full stop that parts no levels, as in `Länge (Min.)`."""
_INDEX: Final = re.compile(r"\[\d+\]|#\d+$")
_CAMEL: Final = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z]{2})")
_SEPARATORS: Final = re.compile(r"[^\w@]+")
# Polars cannot hold lone surrogates and many programs stumble over NUL; JSON can spell both.
_UNSTORABLE: Final = re.compile("[\x00\ud800-\udfff]")


class UnreadableError(ValueError):
    """A file cannot be read; the message says what is wrong, where, and what would help."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one file may hold; one that holds more is refused with the reason."""

    text_characters: int = 2_000_000
    """Of prose and pages, whose text is searched; not of tables and data files."""
    values: int = 2_000_000
    value_characters: int = 200_000_000
    """Of all values together, which references can make far more of than the file has."""
    columns: int = 10_000
    depth: int = 64
    """Levels of nested data."""
    open_tags: int = 10_000
    """Tags of a page within each other."""


DEFAULT_LIMITS: Final = Limits()


class Field(NamedTuple):
    """One value of a structured part of a document.

    A named tuple and not a dataclass because a batch makes a million of them: it takes a fifth of
    the time to build.
    """

    record: int
    record_type: str
    path: str
    key: str
    position: int
    value: str
    span_start: int | None = None
    span_end: int | None = None


class Scalar(NamedTuple):
    """A single value as printed, and where it stands in the text."""

    value: str
    start: int | None = None
    end: int | None = None


Tree: TypeAlias = "Mapping[str, Tree] | list[Tree] | Scalar | str | bool | None"


@lru_cache(maxsize=4096)
def snake_case(name: str) -> str:
    """The name in lower snake case; letters of every alphabet, digits and `@` stay.

    >>> [snake_case(name) for name in ("FilmId", "film-title", "Your Rating", "IMDb Rating")]
    ['film_id', 'film_title', 'your_rating', 'imdb_rating']
    >>> [snake_case(name) for name in ("Runtime (mins)", "imdbID", "@type", "Año")]
    ['runtime_mins', 'imdb_id', '@type', 'año']
    """
    spaced = _SEPARATORS.sub("_", _CAMEL.sub("_", name.strip())).strip("_").lower()
    return re.sub(r"__+", "_", spaced) or name.strip().lower() or "value"


@lru_cache(maxsize=4096)
def key_of(path: str) -> str:
    """The key of a path: snake case, levels joined by dots, no indexes.

    >>> key_of("director[0].familyName")
    'director.family_name'
    >>> key_of("Length (min.)")
    'length_min'
    """
    bare = (_INDEX.sub("", level) for level in _POINT.sub(" ", path).split("."))
    return ".".join(snake_case(level) for level in bare if level) or "value"


def storable(value: str) -> str:
    """The value without characters that tables cannot hold."""
    return _UNSTORABLE.sub("\ufffd", value)


class FieldList:
    """Fields in the order of the document, each with a path of its own in its record."""

    def __init__(self, limits: Limits = DEFAULT_LIMITS) -> None:
        self._fields: list[Field] = []
        self._taken: dict[tuple[int, str, int], int] = {}
        self._limits = limits
        self._characters = 0

    def __len__(self) -> int:
        """How many fields there are."""
        return len(self._fields)

    def __iter__(self) -> Iterator[Field]:
        """The fields, in order."""
        return iter(self._fields)

    def add(
        self,
        value: str | Scalar,
        path: str,
        *,
        key: str | None = None,
        record: int = 0,
        record_type: str,
        position: int = 0,
    ) -> None:
        """Add one value unless it is blank; a path that is taken gets a number.

        Raises:
            UnreadableError: if the document has more values than the limit.
        """
        scalar = value if isinstance(value, Scalar) else Scalar(value)
        printed = storable(scalar.value).strip()
        if not printed:
            return
        self._check_room(len(printed))
        key = key_of(path) if key is None else key
        place = (record, path, position)
        times = self._taken[place] = self._taken.get(place, 0) + 1
        while times > 1 and (record, f"{path}#{times}", position) in self._taken:
            times += 1
        if times > 1:
            path = f"{path}#{times}"
            self._taken[record, path, position] = 1
        self._fields.append(
            Field(record, record_type, path, key, position, printed, scalar.start, scalar.end)
        )

    def _check_room(self, characters: int) -> None:
        self._characters += characters
        if len(self._fields) >= self._limits.values:
            raise UnreadableError(
                f"more than {self._limits.values:,} values in one file; split it into smaller files"
            )
        if self._characters > self._limits.value_characters:
            raise UnreadableError(
                f"values of more than {self._limits.value_characters:,} characters in one file;"
                " repeat less, or split it into smaller files"
            )

    def add_tree(
        self,
        tree: Tree,
        *,
        path: str = "",
        key: str | None = None,
        record: int = 0,
        record_type: str,
        position: int = 0,
        depth: int = 0,
    ) -> None:
        """Add every value of nested data; the path says where, the position which of its list.

        Raises:
            UnreadableError: if the data is nested too deep or has too many values.
        """
        if depth > self._limits.depth:
            levels = self._limits.depth
            raise UnreadableError(f"nested more than {levels} levels deep at {path[:80]}")
        if len(path) > MAX_PATH:
            raise UnreadableError(f"name of more than {MAX_PATH:,} characters: {path[:80]}")
        if tree is None:
            return
        if isinstance(tree, bool):
            tree = "true" if tree else "false"
        if isinstance(tree, str | Scalar):
            self.add(
                tree,
                path or "value",
                key=key or None,
                record=record,
                record_type=record_type,
                position=position,
            )
        elif isinstance(tree, list):
            for index, element in enumerate(tree):
                self.add_tree(
                    element,
                    path=f"{path}[{index}]",
                    key=key,
                    record=record,
                    record_type=record_type,
                    position=index,
                    depth=depth + 1,
                )
        else:
            for name, value in tree.items():
                bare = _INDEX.sub("", name)
                below = ".".join(snake_case(level) for level in bare.split("."))
                self.add_tree(
                    value,
                    path=f"{path}.{name}" if path else name,
                    key=f"{key}.{below}" if key else below,
                    record=record,
                    record_type=record_type,
                    position=position,
                    depth=depth + 1,
                )


def is_mapping(tree: Tree) -> bool:
    """Whether the tree has named children."""
    return isinstance(tree, Mapping)


def add_records(fields: FieldList, tree: Tree) -> None:
    """Add data as records: one per object of a list, or the object itself.

    What only wraps the objects is looked through: a mapping whose values are all mappings has one
    record each (its name is kept under the key `@key`), a mapping with one list of objects has the
    objects as records and the rest of it as a record of type `dataset`. An object with a title that
    lists things without one, as the ratings it was given, is a record itself.
    """
    if isinstance(tree, list):
        for index, element in enumerate(tree):
            path = f"rows[{index}]"
            key = "" if is_mapping(element) else "value"
            fields.add_tree(element, path=path, key=key, record=index, record_type="row")
        return
    if not isinstance(tree, Mapping):
        fields.add_tree(tree, path="value", key="value", record_type="row")
        return
    if tree and all(is_mapping(value) for value in tree.values()):
        for record, (name, value) in enumerate(tree.items()):
            fields.add(name, f"{name}.@key", key="@key", record=record, record_type="row")
            fields.add_tree(value, path=name, key="", record=record, record_type="row")
        return
    lists = [
        name
        for name, value in tree.items()
        if isinstance(value, list) and value and all(is_mapping(element) for element in value)
    ]
    others = {name: value for name, value in tree.items() if name not in lists}
    if len(lists) == 1 and not any(isinstance(value, list | Mapping) for value in others.values()):
        elements = tree[lists[0]]
        if isinstance(elements, list) and not (
            _has_title(others) and not any(_has_title(element) for element in elements)
        ):
            for index, element in enumerate(elements):
                path = f"{lists[0]}[{index}]"
                fields.add_tree(element, path=path, key="", record=index, record_type="row")
            fields.add_tree(others, record=len(elements), record_type="dataset")
            return
    fields.add_tree(tree, record_type="row")


_TITLES: Final = frozenset({"title", "name", "film", "movie"})


def _has_title(tree: Tree) -> bool:
    """Whether an object, or an object in it, is called by a title or name."""
    return isinstance(tree, Mapping) and any(
        snake_case(name).rpartition("_")[2] in _TITLES or _has_title(value)
        for name, value in tree.items()
    )
