"""Turn bytes into characters.

What belongs here is the choice of a charset and the judgement that bytes are no text at all. The
characters themselves are never repaired: spans count them as the file has them.
"""

import codecs
import re
from typing import Final, NamedTuple

from charset_normalizer import from_bytes

from pipelines.reading.fields import UnreadableError

_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED: Final = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)
_LONE_RETURN: Final = re.compile(r"\r(?!\n)")
_CONTROLS: Final = bytes(byte for byte in range(32) if byte not in b"\t\n\v\f\r\x1a\x1b")
# Python also knows codecs that are escapes or wide; a page that names one names it wrongly.
_ASCII: Final = bytes(range(32, 127))
_WESTERN: Final = "cp1252"
# French and Spanish full of accents look to the guesser a little odd, as Baltic or from a printer.
_DOUBT: Final = 8.0
_MAX_CONTROL_SHARE: Final = 0.02
_MAX_BROKEN_SHARE: Final = 0.05
_FOREIGN: Final = re.compile(rb"[\x80-\xff]")
# Guessing takes seconds a megabyte, and so much tells as well as all.
_GUESSED_BYTES: Final = 100_000
_NOT_TEXT: Final = "save it as text, HTML, CSV, JSON, YAML or Parquet"


class Decoded(NamedTuple):
    """Characters, and the charset they were written in."""

    text: str
    charset: str


def _check_is_text(content: bytes) -> None:
    """Refuse bytes that no charset makes text of."""
    nul = content.find(b"\0")
    if nul >= 0:
        line = content.count(b"\n", 0, nul) + 1
        raise UnreadableError(f"not a text file: NUL byte in line {line}; {_NOT_TEXT}")
    controls = len(content) - len(content.translate(None, _CONTROLS))
    if controls > max(1, _MAX_CONTROL_SHARE * len(content)):
        raise UnreadableError(
            f"not a text file: {controls} of {len(content)} bytes are control codes; {_NOT_TEXT}"
        )


def _declared(content: bytes) -> str | None:
    """The charset that the head of an HTML or XML file names, if Python knows it."""
    found = _DECLARED.search(content, 0, 2048)
    if found is None or b"<" not in content[: found.start()]:
        return None
    try:
        charset = codecs.lookup(found[1].decode("ascii")).name
        is_plain = _ASCII.decode(charset) == _ASCII.decode("ascii")
    except (LookupError, ValueError):
        return None
    return charset if is_plain else None


def _nearly_utf8(content: bytes) -> str | None:
    """The text if it is UTF-8 but for a few broken bytes, as where a file was cut off."""
    text = content.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    foreign = len(content) - len(content.translate(None, bytes(range(128, 256))))
    return text if broken <= _MAX_BROKEN_SHARE * foreign else None


def _guess(content: bytes) -> Decoded | None:
    """The text in the charset that makes most sense of it; the Western one when in doubt."""
    matches = list(from_bytes(_telling(content)))
    if not matches:
        return None
    best = matches[0]
    charset = best.encoding
    western = next((match for match in matches if _WESTERN in match.could_be_from_charset), None)
    if western is not None and western.percent_chaos <= best.percent_chaos + _DOUBT:
        charset = _WESTERN
    try:
        return Decoded(content.decode(charset), charset)
    except UnicodeDecodeError:
        return None


def _telling(content: bytes) -> bytes:
    """What tells the charset: all of a small file, of others what stands around foreign bytes."""
    found = _FOREIGN.search(content)
    if len(content) <= _GUESSED_BYTES or found is None:
        return content
    begin = max(found.start() - _GUESSED_BYTES // 10, 0)
    return content[begin : begin + _GUESSED_BYTES]


def _decode(content: bytes) -> Decoded:
    for mark, charset in _BOMS:
        if content.startswith(mark):
            try:
                return Decoded(content[len(mark) :].decode(charset), charset)
            except UnicodeDecodeError as error:
                raise UnreadableError(
                    f"begins as {charset} but byte {error.start} is none; save it as UTF-8"
                ) from error
    _check_is_text(content)
    try:
        return Decoded(content.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        pass
    declared = _declared(content)
    if declared is not None and declared != "utf-8":
        try:
            return Decoded(content.decode(declared), declared)
        except (UnicodeDecodeError, LookupError):
            pass
    nearly = _nearly_utf8(content)
    if nearly is not None:
        return Decoded(nearly, "utf-8")
    guessed = _guess(content)
    if guessed is None:
        raise UnreadableError("its charset cannot be told; save it as UTF-8")
    return guessed


def decode(content: bytes) -> Decoded:
    r"""The characters of a text file: without its byte order mark, lone CR as LF.

    >>> decode("naïve".encode("cp1252") + b" caf\xe9, d\xe9j\xe0 vu")
    Decoded(text='naïve café, déjà vu', charset='cp1252')

    Raises:
        UnreadableError: if the bytes are no text, or text in no known charset.
    """
    decoded = _decode(content)
    if "\r" not in decoded.text:
        return decoded
    return Decoded(_LONE_RETURN.sub("\n", decoded.text), decoded.charset)
