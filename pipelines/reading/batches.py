"""Read many files, in this process or in others.

What belongs here runs in the processes of a pool: plain values in, plain values out, and no import
of anything heavy.
"""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from pipelines.reading.documents import Reading, UnreadableError, read
from pipelines.reading.fields import DEFAULT_LIMITS, Field, Limits

# Visible text alone does not tell pages apart whose content is in their structured data.
_TELLING_META: Final = frozenset({"title", "og:title"})
_TOLD: Final = 200


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a file: a reading and the hash of what it says, or the reason why not."""

    reading: Reading | None
    text_hash: str | None
    reason: str | None


def _tells(field: Field) -> bool:
    if field.record_type in {"meta", "link"}:
        return field.key in _TELLING_META
    return field.span_start is None


def text_hash(reading: Reading) -> str | None:
    """The hash of a document's text with white space folded; None if it has no text.

    What a page states beside its visible text is part of it, with the path that tells how: pages
    of one text that say the same in JSON-LD and in microdata are two.
    """
    if not reading.text:
        return None
    parts = [" ".join(reading.text.split())]
    if reading.reader == "html":
        parts += [f"{field.path}\x1f{field.value}" for field in reading.fields if _tells(field)]
    return hashlib.sha256("\x1e".join(parts).encode("utf-8", "replace")).hexdigest()


def read_one(content: bytes, name: str, limits: Limits = DEFAULT_LIMITS) -> Outcome:
    """The outcome of reading one file; a reader that fails has a reason too, and stops nothing."""
    try:
        reading = read(content, name, limits)
        return Outcome(reading, text_hash(reading), None)
    except UnreadableError as error:
        return Outcome(None, None, str(error))
    except Exception as error:  # noqa: BLE001 - a fault of ours must not cost the other files
        told = f"{type(error).__name__}: {error}"[:_TOLD]
        return Outcome(None, None, f"a reader failed on it: {told}; report it with the file")


def read_many(files: Sequence[tuple[bytes, str]], limits: Limits = DEFAULT_LIMITS) -> list[Outcome]:
    """The outcomes of reading files, each given as its bytes and name, in the same order."""
    return [read_one(content, name, limits) for content, name in files]


def chunked(files: Sequence[tuple[bytes, str]], size: int) -> Iterable[Sequence[tuple[bytes, str]]]:
    """The files in groups of a size, in order."""
    return (files[start : start + size] for start in range(0, len(files), size))
