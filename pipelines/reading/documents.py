"""Read a file of any known format: its bytes in, its text and fields out.

What belongs here is the choice of the reader. Content decides where it is plain (an HTML page named
.txt is a page), the ending of the name where it is not.
"""

import re
from dataclasses import dataclass
from typing import Final

from pipelines.reading.charsets import decode
from pipelines.reading.fields import Field, UnreadableError
from pipelines.reading.front_matter import front_matter
from pipelines.reading.html import read_html
from pipelines.reading.data_files import (
    PARQUET_MAGIC,
    delimited_fields,
    json_fields,
    parquet_fields,
    script_fields,
    toml_fields,
    yaml_fields,
)

__all__ = ["Field", "Reading", "UnreadableError", "ending_of", "read"]

_HTML_ENDINGS: Final = frozenset({"html", "htm", "xhtml", "shtml"})
_MARKUP_ENDINGS: Final = frozenset(
    {"md", "markdown", "mdx", "rst", "org", "adoc", "tex", "xml", "rss", "atom", "svg"}
)
_DATA_ENDINGS: Final = frozenset(
    {"csv", "tsv", "tab", "json", "jsonl", "ndjson", "yaml", "yml", "toml"}
)
_SCRIPT_ENDINGS: Final = frozenset({"js", "mjs", "cjs", "ts"})
_TEXT_MEDIA_TYPES: Final = {
    "md": "text/markdown",
    "markdown": "text/markdown",
    "mdx": "text/markdown",
    "rst": "text/x-rst",
    "org": "text/org",
    "xml": "application/xml",
}
_PAGE_START: Final = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b",
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
    if ending in _DATA_ENDINGS or ending in _SCRIPT_ENDINGS or "<" not in text[:_HEAD]:
        return False
    if _PAGE_START.match(text, 0, _HEAD):
        return True
    if ending in _MARKUP_ENDINGS or not text.lstrip().startswith("<"):
        return False
    tags = _TAG.finditer(text, 0, _HEAD)
    return sum(1 for _ in zip(range(_MANY_TAGS), tags, strict=False)) >= _MANY_TAGS


def _read_data(text: str, charset: str, ending: str) -> Reading | None:
    """A reading of a data file; None if the ending is that of no data file."""
    match ending:
        case "csv" | "tsv" | "tab":
            rows = tuple(delimited_fields(text))
            is_tabbed = "\t" in text.lstrip("\r\n").split("\n", 1)[0]
            media_type = "text/tab-separated-values" if is_tabbed else "text/csv"
            return Reading("delimited", media_type, charset, text, rows)
        case "json":
            return Reading("json", "application/json", charset, text, tuple(json_fields(text)))
        case "jsonl" | "ndjson":
            fields = tuple(json_fields(text, is_lines=True))
            return Reading("json", "application/jsonl", charset, text, fields)
        case "yaml" | "yml":
            return Reading("yaml", "application/yaml", charset, text, tuple(yaml_fields(text)))
        case "toml":
            return Reading("toml", "application/toml", charset, text, tuple(toml_fields(text)))
        case "js" | "mjs" | "cjs" | "ts":
            return Reading("script", "text/javascript", charset, text, tuple(script_fields(text)))
    return None


def _read_text(text: str, charset: str, ending: str) -> Reading:
    """A reading of prose, with the fields of its head."""
    fields = tuple(front_matter(text, ending))
    media_type = _TEXT_MEDIA_TYPES.get(ending)
    if media_type is None:
        media_type = "text/markdown" if fields else "text/plain"
    return Reading("front_matter" if fields else "plain", media_type, charset, text, fields)


def read(content: bytes, name: str) -> Reading:
    """The text and the fields of a file.

    >>> reading = read(b"<html><title>Ten</title><p>A film by Abbas Kiarostami.", "ten.txt")
    >>> reading.reader, reading.text, [(field.key, field.value) for field in reading.fields]
    ('html', 'A film by Abbas Kiarostami.', [('title', 'Ten')])

    Args:
        content: The bytes of the file.
        name: Its name, path or address; only the ending counts, and only where bytes do not tell.

    Raises:
        UnreadableError: if it is empty, no text, or not what its ending says.
    """
    if not content.strip():
        raise UnreadableError("empty file; nothing to read")
    ending = ending_of(name)
    if content.startswith(PARQUET_MAGIC) or ending in {"parquet", "pq"}:
        fields = tuple(parquet_fields(content))
        return Reading("parquet", "application/vnd.apache.parquet", None, "", fields)
    text, charset = decode(content)
    if not text.strip():
        raise UnreadableError("empty file; only a byte order mark or white space in it")
    if _is_page(text, ending):
        text, page = read_html(text)
        return Reading("html", "text/html", charset, text, tuple(page))
    return _read_data(text, charset, ending) or _read_text(text, charset, ending)
