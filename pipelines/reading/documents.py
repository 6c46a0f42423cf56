"""Read a file of any known format: its bytes in, its text and fields out.

What belongs here is the choice of the reader. Content decides where it is plain (an HTML page named
.txt is a page), the ending of the name where it is not.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

from pipelines.reading.charsets import decode
from pipelines.reading.data_files import (
    PARQUET_MAGIC,
    delimited_fields,
    json_fields,
    json_line_fields,
    parquet_fields,
    script_fields,
    toml_fields,
    yaml_fields,
)
from pipelines.reading.fields import (
    DEFAULT_LIMITS,
    Field,
    Limits,
    UnreadableError,
)
from pipelines.reading.front_matter import front_matter
from pipelines.reading.html import read_html

__all__ = ["Field", "Limits", "Reading", "UnreadableError", "ending_of", "read"]

_HTML_ENDINGS: Final = frozenset({"html", "htm", "xhtml", "shtml"})
_MARKUP_ENDINGS: Final = frozenset(
    {"md", "markdown", "mdx", "rst", "org", "adoc", "tex", "xml", "rss", "atom", "svg"}
)
_DELIMITED: Final = ("delimited", "text/csv", delimited_fields)
_YAML: Final = ("yaml", "application/yaml", yaml_fields)
_JSON_LINES: Final = ("json", "application/jsonl", json_line_fields)
_SCRIPT: Final = ("script", "text/javascript", script_fields)
_DATA_READERS: Final[dict[str, tuple[str, str, Callable[[str, Limits], Iterable[Field]]]]] = {
    **dict.fromkeys(("csv", "tsv", "tab"), _DELIMITED),
    "json": ("json", "application/json", json_fields),
    **dict.fromkeys(("jsonl", "ndjson"), _JSON_LINES),
    **dict.fromkeys(("yaml", "yml"), _YAML),
    "toml": ("toml", "application/toml", toml_fields),
    **dict.fromkeys(("js", "mjs", "cjs", "ts"), _SCRIPT),
}
_TEXT_MEDIA_TYPES: Final = {
    "md": "text/markdown",
    "markdown": "text/markdown",
    "mdx": "text/markdown",
    "rst": "text/x-rst",
    "org": "text/org",
    "xml": "application/xml",
}
_PAGE_START: Final = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--(?>.*?-->)\s*)*<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_TAG: Final = re.compile(r"</(?:p|div|span|a|li|td|tr|h[1-6])>", re.IGNORECASE)
_MANY_TAGS: Final = 20
_HEAD: Final = 20_000


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reader made of a file."""

    reader: str
    media_type: str
    charset: str | None
    text: str
    fields: tuple[Field, ...]


def ending_of(name: str) -> str:
    """The ending of a file's name or address, in lower case and without its dot.

    >>> [ending_of(name) for name in ("a/Ten.HTML", "https://x.org/list.csv?page=2", "README")]
    ['html', 'csv', '']
    """
    last = re.split(r"[?#]", name, maxsplit=1)[0].rsplit("/", 1)[-1]
    return last.rsplit(".", 1)[-1].lower() if "." in last else ""


def _is_page(text: str, ending: str) -> bool:
    """Whether a text is an HTML page or a good part of one."""
    if ending in _HTML_ENDINGS:
        return True
    if ending in _DATA_READERS or "<" not in text[:_HEAD]:
        return False
    if _PAGE_START.match(text, 0, _HEAD):
        return True
    if ending in _MARKUP_ENDINGS or not text.lstrip().startswith("<"):
        return False
    tags = _TAG.finditer(text, 0, _HEAD)
    return sum(1 for _ in zip(range(_MANY_TAGS), tags, strict=False)) >= _MANY_TAGS


def _check_length(text: str, limits: Limits) -> None:
    if len(text) > limits.text_characters:
        raise UnreadableError(
            f"text of {len(text):,} characters, more than {limits.text_characters:,};"
            " split it or raise max_text_characters"
        )


def _read_data(text: str, charset: str, ending: str, limits: Limits) -> Reading | None:
    """A reading of a data file; None if the ending is that of no data file."""
    if ending not in _DATA_READERS:
        return None
    reader, media_type, fields_of = _DATA_READERS[ending]
    if reader == "delimited" and "\t" in text.lstrip("\r\n").split("\n", 1)[0]:
        media_type = "text/tab-separated-values"
    return Reading(reader, media_type, charset, text, tuple(fields_of(text, limits)))


def _read_text(text: str, charset: str, ending: str, limits: Limits) -> Reading:
    """A reading of prose, with the fields of its head."""
    fields = tuple(front_matter(text, ending, limits))
    media_type = _TEXT_MEDIA_TYPES.get(ending)
    if media_type is None:
        media_type = "text/markdown" if fields and not ending else "text/plain"
    return Reading("front_matter" if fields else "plain", media_type, charset, text, fields)


def read(content: bytes, name: str, limits: Limits = DEFAULT_LIMITS) -> Reading:
    """The text and the fields of a file.

    >>> reading = read(b"<html><title>Ten</title><p>A film by Abbas Kiarostami.", "ten.txt")
    >>> reading.reader, reading.text, [(field.key, field.value) for field in reading.fields]
    ('html', 'A film by Abbas Kiarostami.', [('title', 'Ten')])

    Args:
        content: The bytes of the file.
        name: Its name, path or address; only the ending counts, and only where bytes do not tell.
        limits: How much one file may hold.

    Raises:
        UnreadableError: if it is empty, no text, beyond a limit, or not what its ending says.
    """
    if not content.strip():
        raise UnreadableError("empty file; nothing to read")
    ending = ending_of(name)
    if content.startswith(PARQUET_MAGIC) or ending in {"parquet", "pq"}:
        fields = tuple(parquet_fields(content, limits))
        return Reading("parquet", "application/vnd.apache.parquet", None, "", fields)
    text, charset = decode(content)
    if not text.strip():
        raise UnreadableError("empty file; only a byte order mark or white space in it")
    if _is_page(text, ending):
        text, page = read_html(text, limits)
        _check_length(text, limits)
        return Reading("html", "text/html", charset, text, tuple(page))
    if data := _read_data(text, charset, ending, limits):
        return data
    _check_length(text, limits)
    return _read_text(text, charset, ending, limits)
