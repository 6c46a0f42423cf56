"""Write the words of a reference table as a pattern."""

import re
from collections.abc import Iterable


def alternatives(words: Iterable[str]) -> str:
    r"""A pattern for any of the words, longer ones first, blanks of any width.

    What words begin with in common is written once: patterns of many words are compiled for each
    batch, and take the time of their length.

    >>> alternatives(["cast", "directed by"])
    'directed\\s+by|cast'
    >>> alternatives(["edit", "editor", "editors", "edited by"])
    'edit(?:ed\\s+by|or(?:s)?)?'
    """
    return "|".join(_branches(sorted(set(words), key=lambda word: (-len(word), word))))


def _branches(words: Iterable[str]) -> list[str]:
    """Patterns for the words, one for all that begin with the same letter."""
    behind: dict[str, list[str]] = {}
    for word in words:
        behind.setdefault(word[0], []).append(word[1:])
    return [_letter(first) + _behind(rest) for first, rest in behind.items()]


def _behind(rest: list[str]) -> str:
    """A pattern for what stands behind a letter: one of these, or nothing where one is empty."""
    branches = _branches(filter(None, rest))
    if "" in rest:
        return f"(?:{'|'.join(branches)})?" if branches else ""
    return branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})"


def _letter(letter: str) -> str:
    return r"\s+" if letter == " " else re.escape(letter)
