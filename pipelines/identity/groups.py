"""Join things that turn out to be the same, step by step."""

from typing import Generic, TypeVar

Thing = TypeVar("Thing", int, str, tuple[str, str])


class Groups(Generic[Thing]):
    """Sets of things that are joined step by step; the first in order names its set."""

    def __init__(self) -> None:
        self._parent: dict[Thing, Thing] = {}

    def root(self, thing: Thing) -> Thing:
        """The name of the set that a thing is in."""
        parent = self._parent
        while (above := parent.get(thing, thing)) != thing:
            parent[thing] = parent.get(above, above)
            thing = above
        return thing

    def join(self, thing: Thing, other: Thing) -> None:
        """Make one set of the sets of two things."""
        one, another = self.root(thing), self.root(other)
        first, second = (one, another) if one < another else (another, one)
        if first != second:
            self._parent[second] = first
