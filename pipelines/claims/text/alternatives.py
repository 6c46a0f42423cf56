"""Write the words of a reference table as a pattern."""

import re
from collections.abc import Iterable


def alternatives(words: Iterable[str]) -> str:
    r"""A pattern for any of the words, longer ones first, blanks of any width.

    >>> alternatives(["cast", "directed by"])
    'directed\\s+by|cast'
    """
    ordered = sorted(set(words), key=lambda word: (-len(word), word))
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in ordered)
