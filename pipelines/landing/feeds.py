"""Take feeds apart: every entry of an RSS or Atom feed becomes a page of its own.

What belongs here is what a feed says of an entry, and the page that says the same in the form that
the readers know: schema.org beside the text.
"""

import html
import io
import json
import time
from collections.abc import Iterator
from email.utils import parseaddr
from typing import Any, Final, NamedTuple

from pipelines.landing.addresses import is_http

MAX_NAME: Final = 500

# What feedparser makes of an entry besides what the feed says in elements of its own.
_STANDARD: Final = frozenset(
    {"title", "link", "links", "id", "guidislink", "summary", "content", "author", "authors"}
    | {"author_detail", "published", "published_parsed", "updated", "updated_parsed", "tags"}
    | {"title_detail", "summary_detail", "language", "comments", "source", "media_content"}
    | {"media_thumbnail", "contributors", "enclosures", "wfw_commentrss", "slash_comments"}
)


class FeedError(ValueError):
    """The bytes are no feed; the message says why."""


class Entry(NamedTuple):
    """One entry of a feed: what it is called in the feed, and its page."""

    name: str
    page: bytes


def entries_of(content: bytes, address: str) -> list[Entry]:
    """The entries of a feed, each name once, in the order of the feed.

    Args:
        content: The feed.
        address: Where it is, which the links in it start at.

    Raises:
        FeedError: if it is none, or a broken one.
    """
    import feedparser  # noqa: PLC0415 - few sources are feeds, and it takes a tenth of a second

    # As XML, so that what names no charset is UTF-8. Given as text, an address would be gone to.
    headers = {"content-location": address, "content-type": "application/xml"}
    try:
        feed = feedparser.parse(io.BytesIO(content), response_headers=headers, sanitize_html=True)
    except Exception as error:
        raise FeedError(f"is a feed that cannot be parsed: {type(error).__name__}") from error
    if not feed.get("version"):
        raise FeedError("is no RSS or Atom feed; give the address of the feed itself")
    if feed.bozo and not feed.entries:
        raise FeedError(f"is a broken feed: {feed.bozo_exception}")
    named: dict[str, Entry] = {}
    for entry in feed.entries:
        page = _page(entry, feed.feed)
        if name := _name(entry):
            named.setdefault(name, Entry(name, page))
    return list(named.values())


def _name(entry: Any) -> str:
    """What an entry is called; nothing in it can be taken for the end of a line or a command."""
    name = entry.get("id") or entry.get("link") or entry.get("title") or ""
    return "".join(letter for letter in name if letter.isprintable()).strip()[:MAX_NAME]


def _page(entry: Any, feed: Any) -> bytes:
    """The page of an entry; the same bytes for the same entry."""
    title = _plain(entry.get("title", ""))
    facts = json.dumps(_facts(entry, feed, title), ensure_ascii=False).replace("<", "\\u003c")
    lines = ["<!DOCTYPE html>", "<html><head>", '<meta charset="utf-8">']
    lines.append(f"<title>{html.escape(title)}</title>")
    if is_http(link := entry.get("link", "")):
        lines.append(f'<link rel="canonical" href="{html.escape(link)}">')
    lines.append(f'<script type="application/ld+json">{facts}</script>')
    lines += ["</head><body><article>", f"<h1>{html.escape(title)}</h1>", _body(entry)]
    lines.append("</article></body></html>\n")
    return "\n".join(lines).encode("utf-8", "replace")


def _plain(text: str) -> str:
    """A title without the markup that some feeds have in it."""
    return " ".join(html.unescape(text).split())


def _body(entry: Any) -> str:
    """The text of an entry: the longest that the feed has of it."""
    texts = [each.get("value", "") for each in entry.get("content", [])]
    return str(max([*texts, entry.get("summary", "")], key=len))


def _facts(entry: Any, feed: Any, title: str) -> dict[str, Any]:
    """What the feed says of an entry, in the words of schema.org."""
    author = _author(entry)
    published = entry.get("published_parsed") or entry.get("updated_parsed")
    language = entry.get("language") or feed.get("language")
    told = {
        "headline": title,
        "author": author and {"@type": "Person", "name": author},
        "datePublished": published and time.strftime("%Y-%m-%d", published),
        "publisher": feed.get("title") and {"@type": "Organization", "name": _plain(feed["title"])},
        "inLanguage": language,
        "keywords": [tag["term"] for tag in entry.get("tags", []) if tag.get("term")],
    }
    stated = {name: value for name, value in told.items() if value}
    further = dict(_further(entry))
    # Elements of its own speak of the film, as those of a review do and those of an article do not.
    kind = "Review" if further else "Article"
    return {"@context": "https://schema.org", "@type": kind, **stated, **further}


def _author(entry: Any) -> str | None:
    """The name of who wrote an entry; RSS has it behind a mail address."""
    name, address = parseaddr(entry.get("author", ""))
    if "@" in address:
        return name or None
    named: str | None = entry.get("author_detail", {}).get("name")
    return named


def _further(entry: Any) -> Iterator[tuple[str, str]]:
    """What the feed says in elements of its own, as letterboxd:memberRating."""
    for name in sorted(set(entry) - _STANDARD):
        value = entry[name]
        if isinstance(value, str) and value.strip():
            yield name, value.strip()
