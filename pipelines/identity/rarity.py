"""Tell how rare the words of names are, in bits.

What belongs here is counting; what follows from a rare name is weighed in `pairs`.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from math import log2
from typing import Final

from pipelines.identity.names import PersonName

NAMES_BEFORE: Final = 20_000
"""Names thought to have been seen before the first, so that in a small warehouse none is common."""
INITIAL: Final = 3.5
"""Bits of a first letter; one name in eleven begins with any given one."""


def word_bits(names: Iterable[PersonName]) -> dict[str, float]:
    """How rare each word is among the names: 3 bits for one name in eight."""
    known = list(names)
    counts = Counter(word for name in known for word in set(name.words))
    return {
        word: INITIAL if len(word) == 1 else log2((len(known) + NAMES_BEFORE) / (count + 1))
        for word, count in counts.items()
    }


def name_bits(name: PersonName, bits: Mapping[str, float]) -> float:
    """How rare a name is: the sum of its words."""
    return sum(bits[word] for word in name.words)
