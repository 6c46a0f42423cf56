"""Read YAML into plain nested data whose values know where they stand in the text.

The parser's events are used and not its nodes: composing nodes recurses in C, so that a file of
opening brackets would crash the process. No tag is ever acted on, every scalar stays as printed.
"""

from collections.abc import Iterator
from typing import Any, Final

import yaml

from pipelines.reading.fields import DEFAULT_LIMITS, Limits, Scalar, Tree, UnreadableError

_NULLS: Final = frozenset({"", "~", "null", "Null", "NULL"})


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without white space at its ends."""
    printed = text[start:end]
    start += len(printed) - len(printed.lstrip())
    return start, start + len(printed.strip())


def _scalar(event: Any, text: str, offset: int) -> Scalar | None:
    """The scalar with the span of its content: without quotes, without a block's header."""
    if not event.style and event.value in _NULLS:
        return None
    start, end = event.start_mark.index + offset, event.end_mark.index + offset
    if event.style in {"'", '"'}:
        start, end = start + 1, end - 1
    elif event.style in {"|", ">"}:
        start = text.find("\n", start, end) + 1 or start
    start, end = _trimmed(text, start, end)
    return Scalar(event.value.strip(), start, end)


class _Builder:
    """Builds the tree of one document, with bounds on its depth and size."""

    def __init__(self, events: Iterator[Any], text: str, offset: int, limits: Limits) -> None:
        self._events = events
        self._text = text
        self._offset = offset
        self._anchors: dict[str, Tree] = {}
        self._depth = limits.depth
        self._left = limits.values

    def tree(self, event: Any, depth: int = 0) -> Tree:
        """The tree that begins with the event."""
        self._left -= 1
        if depth > self._depth or self._left < 0:
            line = event.start_mark.line + 1
            is_deep = depth > self._depth
            what = f"more than {self._depth} levels deep" if is_deep else "too many values"
            raise UnreadableError(f"YAML with {what} at line {line}; make it flatter")
        if isinstance(event, yaml.AliasEvent):
            return self._anchors.get(event.anchor or "")
        tree: Tree
        if isinstance(event, yaml.SequenceStartEvent):
            tree = self._sequence(depth)
        elif isinstance(event, yaml.MappingStartEvent):
            tree = self._mapping(depth)
        else:
            tree = _scalar(event, self._text, self._offset)
        if event.anchor:
            self._anchors[event.anchor] = tree
        return tree

    def _sequence(self, depth: int) -> list[Tree]:
        elements: list[Tree] = []
        while not isinstance(event := next(self._events), yaml.SequenceEndEvent):
            elements.append(self.tree(event, depth + 1))
        return elements

    def _mapping(self, depth: int) -> dict[str, Tree]:
        named: dict[str, Tree] = {}
        while not isinstance(event := next(self._events), yaml.MappingEndEvent):
            is_scalar = isinstance(event, yaml.ScalarEvent)
            name = event.value.strip() if is_scalar else ""
            if not is_scalar:
                self.tree(event, depth + 1)
            value = self.tree(next(self._events), depth + 1)
            if name == "<<" and isinstance(value, dict):
                named.update({key: kept for key, kept in value.items() if key not in named})
                continue
            times = 1
            while (unique := name if times == 1 else f"{name}#{times}") in named:
                times += 1
            named[unique] = value
        return named


def yaml_trees(
    text: str, start: int = 0, end: int | None = None, *, limits: Limits = DEFAULT_LIMITS
) -> list[Tree]:
    """The trees of the YAML documents between two places of a text, spans counted in the text.

    >>> yaml_trees("title: 'Ten'  # of ten")
    [{'title': Scalar(value='Ten', start=8, end=11)}]

    Raises:
        yaml.YAMLError: if it is no YAML.
        UnreadableError: if it is nested too deep or has too many values.
    """
    part = text if start == 0 and end is None else text[start:end]
    # libyaml swallows a byte order mark without counting it.
    part = part.replace("\ufeff", " ")
    events = iter(yaml.parse(part, Loader=yaml.CSafeLoader))
    builder = _Builder(events, text, start, limits)
    return [
        builder.tree(next(events)) for event in events if isinstance(event, yaml.DocumentStartEvent)
    ]
