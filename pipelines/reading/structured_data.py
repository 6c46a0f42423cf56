"""Read what a page states to machines: JSON-LD, microdata, RDFa Lite, review classes, meta tags.

What belongs here is how such data becomes fields. Which of them matter is for the claims to say.
"""

import html
import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from selectolax.lexbor import LexborHTMLParser, LexborNode

from pipelines.reading.data_files import parsed_json
from pipelines.reading.fields import DEFAULT_LIMITS, FieldList, Limits, Tree

_NAMESPACE: Final = re.compile(r"^.*[/#:]")
_SLIP: Final = re.compile(
    r"""(?P<kept>"(?:[^"\\]|\\.)*(?:"|\Z))|//[^\n]*|/\*.*?(?:\*/|\Z)|,(?=\s*[\]}])""", re.DOTALL
)
"""A string, which is kept, or what JSON has not: a comment, a comma after the last element."""
_BETWEEN_ITEMS: Final = re.compile(r"\}\s*,?\s*(?=\{)")
_GENERIC: Final = frozenset({"Thing", "CreativeWork", "Product", "Event", "WebPage", "ListItem"})
"""Types that say little: where an item has several, another one tells what it is."""
_URI_ATTRIBUTES: Final = ("href", "src", "data")
_IMDB_LINKS: Final = 'a[href*="/title/tt"], a[href*="/name/nm"]'
_DEPTH: Final = DEFAULT_LIMITS.depth
"""What is nested deeper is left out; the rest of the page can still be read."""


def bare_type(value: Any) -> str:
    """A type without its namespace; where there are several, the first that tells something.

    >>> [bare_type(value) for value in ("https://schema.org/Movie", "schema:Movie", ["Movie", "x"])]
    ['Movie', 'Movie', 'Movie']
    >>> bare_type(["Product", "Movie"]), bare_type("http://schema.org/Event")
    ('Movie', 'Event')
    """
    stated = value if isinstance(value, list) else [value]
    words = [word for each in stated if isinstance(each, str) for word in each.split()]
    types = [bare for word in words if (bare := _NAMESPACE.sub("", word.rstrip("/#")))]
    return next((each for each in types if each not in _GENERIC), types[0] if types else "Thing")


# --- JSON-LD


def _unwrapped(script: str) -> str:
    """The script without the comment marks that once hid scripts from old browsers."""
    bare = script.strip().removeprefix("\ufeff").removesuffix(";")
    for opening, closing in (("<!--", "-->"), ("//<![CDATA[", "//]]>"), ("<![CDATA[", "]]>")):
        if bare.startswith(opening):
            bare = bare.removeprefix(opening).removesuffix(closing)
    return bare


def _parsed(script: str) -> Tree:
    """The tree of a script, forgiving what browsers' tools forgive; None if it stays broken.

    >>> _parsed('{"a": "//b", /* c */ "d": ["e",],} // f')
    {'a': '//b', 'd': ['e']}
    >>> _parsed('{"a": "b"} {"c": "d"}'), _parsed("{&quot;a&quot;: &quot;b&quot;}")
    ([{'a': 'b'}, {'c': 'd'}], {'a': 'b'})
    """
    bare = _unwrapped(script)
    for mend in (lambda text: text, _mended, _as_list, lambda text: _mended(html.unescape(text))):
        try:
            return parsed_json(mend(bare))
        except ValueError:
            continue
    return None


def _mended(script: str) -> str:
    """The script without comments, then without commas that nothing follows."""
    bare = _SLIP.sub(lambda slip: slip["kept"] or "", script)
    return _SLIP.sub(lambda slip: slip["kept"] or "", bare)


def _as_list(script: str) -> str:
    """A list of the items that stand one after another in the script."""
    return f"[{_BETWEEN_ITEMS.sub('},', _mended(script))}]"


def _items(tree: Tree, depth: int = 0) -> Iterator[Mapping[str, Any]]:
    """The things a script describes: graphs and lists of items are taken apart."""
    if depth > _DEPTH:
        return
    if isinstance(tree, list):
        for element in tree:
            yield from _items(element, depth + 1)
    elif isinstance(tree, Mapping):
        inner = [name for name in ("@graph", "itemListElement") if isinstance(tree.get(name), list)]
        rest = {name: value for name, value in tree.items() if name not in inner}
        if any(not name.startswith("@") for name in rest) or not inner:
            wrapped = rest.get("item")
            is_wrapper = bare_type(rest.get("@type")) == "ListItem"
            yield from (
                _items(wrapped, depth + 1)
                if is_wrapper and isinstance(wrapped, Mapping)
                else iter((rest,))
            )
        for name in inner:
            yield from _items(tree[name], depth + 1)


def _plain(value: Any, known: Mapping[str, Mapping[str, Any]], depth: int, hops: int = 1) -> Tree:
    """The value with bare types, resolved references and no entities.

    A reference is followed once: what it leads to is of use, what that leads to is another item.
    What is nested beyond all sense is left out, as the rest of the page can still be read.
    """
    if depth > _DEPTH - 2:
        return None
    if isinstance(value, str):
        return html.unescape(value) if "&" in value else value
    if isinstance(value, list):
        return [_plain(element, known, depth + 1, hops) for element in value]
    if not isinstance(value, Mapping):
        return value if isinstance(value, bool) else None
    if set(value) == {"@value"} or set(value) == {"@value", "@language"}:
        return _plain(value["@value"], known, depth + 1, hops)
    if hops and set(value) <= {"@id", "@type"} and isinstance(value.get("@id"), str):
        target = known.get(value["@id"])
        if target is not None:
            value, hops = target, hops - 1
    return {
        name: bare_type(below) if name == "@type" else _plain(below, known, depth + 1, hops)
        for name, below in value.items()
        if name not in {"@context", "@reverse"}
    }


def _add_json_ld(fields: FieldList, parser: LexborHTMLParser, record: int) -> int:
    items: list[Mapping[str, Any]] = []
    for script in parser.css('script[type*="ld+json" i]'):
        items.extend(_items(_parsed(script.text())))
    known = {item["@id"]: item for item in items if isinstance(item.get("@id"), str)}
    for item in items:
        stated = {name: value for name, value in item.items() if name not in {"@type", "@context"}}
        record_type = bare_type(item.get("@type"))
        for name, value in stated.items():
            tree = {name: _plain(value, known, 1)}
            fields.add_tree(tree, record=record, record_type=record_type)
        record += 1
    return record


# --- Microdata and RDFa Lite


class _Markup:
    """The attributes by which one of the two ways marks items, types and properties."""

    def __init__(self, item: str, item_type: str, name: str, identifier: str) -> None:
        self.item = item
        self.item_type = item_type
        self.name = name
        self.identifier = identifier

    def names(self, attributes: Mapping[str, str | None]) -> list[str]:
        """The names of the properties an element states."""
        return [_NAMESPACE.sub("", name) for name in (attributes.get(self.name) or "").split()]

    def tree(self, item: LexborNode, depth: int = 0) -> dict[str, Tree]:
        """The properties of an item, nested items as trees of their own."""
        if depth > _DEPTH // 2:
            return {}
        found: dict[str, list[Tree]] = {}
        node = item.first_child
        path: list[LexborNode] = []
        while node is not None:
            child = None
            if node.is_element_node:
                attributes = node.attributes
                is_item = self.item in attributes
                names = self.names(attributes) if self.name in attributes else []
                if names:
                    value: Tree = (
                        self.nested(node, attributes, depth)
                        if is_item
                        else _value(node, attributes)
                    )
                    for name in names:
                        found.setdefault(name, []).append(value)
                # An item that is nobody's property is an item of its own.
                child = None if is_item else node.first_child
            if child is not None:
                path.append(node)
                node = child
                continue
            while node.next is None and path:
                node = path.pop()
            node = node.next
        return {name: many[0] if len(many) == 1 else many for name, many in found.items()}

    def nested(
        self, node: LexborNode, attributes: Mapping[str, str | None], depth: int
    ) -> dict[str, Tree]:
        """The tree of an item that is the value of a property."""
        tree: dict[str, Tree] = {"@type": bare_type(attributes.get(self.item_type))}
        if identifier := attributes.get(self.identifier) or attributes.get("href"):
            tree["@id"] = identifier
        return {**tree, **self.tree(node, depth + 1)}


_MICRODATA: Final = _Markup("itemscope", "itemtype", "itemprop", "itemid")
_RDFA: Final = _Markup("typeof", "typeof", "property", "resource")


def _value(node: LexborNode, attributes: Mapping[str, str | None]) -> str:
    """The value of a property: what its element says to machines, else what it shows."""
    content = attributes.get("content")
    if content is not None:
        return content
    tag = node.tag
    if tag in {"time", "ins", "del"} and (moment := attributes.get("datetime")):
        return moment
    if tag in {"data", "meter"} and (number := attributes.get("value")):
        return number
    if tag in {"a", "area", "link", "img", "audio", "video", "source", "embed", "iframe", "object"}:
        for name in _URI_ATTRIBUTES:
            if uri := attributes.get(name):
                return uri
    return " ".join(node.text().split())


def _add_items(fields: FieldList, parser: LexborHTMLParser, markup: _Markup, record: int) -> int:
    for item in parser.css(f"[{markup.item}]"):
        attributes = item.attributes
        if markup.name in attributes and _has_parent_item(item, markup):
            continue
        tree = markup.tree(item)
        if identifier := attributes.get(markup.identifier):
            tree["@id"] = identifier
        record_type = bare_type(attributes.get(markup.item_type))
        # The path tells in which notation the page says it: the same may be said in several.
        fields.add_tree(tree, path=markup.name, record=record, record_type=record_type)
        record += 1
    return record


def _has_parent_item(node: LexborNode, markup: _Markup) -> bool:
    parent = node.parent
    while parent is not None:
        if parent.is_element_node and markup.item in parent.attributes:
            return True
        parent = parent.parent
    return False


# --- Microformats


_REVIEWS: Final = ".hreview, .h-review"
_OF_REVIEWS: Final = (
    ("author.name", ".reviewer, .p-author, .p-reviewer", ".fn, .p-name"),
    ("datePublished", ".dtreviewed, .reviewed, .dt-reviewed, .dt-published", ".value"),
    ("itemReviewed.name", ".item, .p-item", ".fn, .p-name"),
    ("reviewRating.ratingValue", ".rating, .p-rating", ".value"),
    ("reviewRating.bestRating", ".rating .best, .p-best", ".value"),
)
"""What a review states: the names schema.org has for it, its classes, those of the value in it."""


def _add_microformats(fields: FieldList, parser: LexborHTMLParser, record: int) -> int:
    """Add the reviews that classes mark; of each thing the first, as a page shows it."""
    for review in parser.css(_REVIEWS):
        for path, stated, within in _OF_REVIEWS:
            if (outer := review.css_first(stated)) is not None:
                node = outer.css_first(within) or outer
                attributes = node.attributes
                # What machines should read stands in the title of an abbreviation.
                value = (node.tag == "abbr" and attributes.get("title")) or _value(node, attributes)
                fields.add(value, path, record=record, record_type="hreview")
        record += 1
    return record


# --- Meta tags and links


def _add_meta(fields: FieldList, parser: LexborHTMLParser, record: int) -> int:
    def add(value: str | None, path: str, key: str, position: int = 0) -> None:
        folded = " ".join((value or "").split())
        fields.add(folded, path, key=key, record=record, record_type="meta", position=position)

    if title := parser.css_first("title"):
        add(title.text(), "title", "title")
    if canonical := parser.css_first('link[rel="canonical" i]'):
        add(canonical.attributes.get("href"), "link[canonical]", "canonical")
    if page := parser.root:
        add(page.attributes.get("lang"), "html[lang]", "lang")
    counts: dict[str, int] = {}
    for meta in parser.css("meta"):
        attributes = meta.attributes
        name = attributes.get("property") or attributes.get("name")
        if name and (content := attributes.get("content")):
            key = name.strip().lower()
            counts[key] = counts.get(key, -1) + 1
            add(content, f"meta[{key}]", key, counts[key])
    return record + 1


def _add_links(fields: FieldList, parser: LexborHTMLParser, record: int) -> None:
    for link in parser.css(_IMDB_LINKS):
        href = link.attributes.get("href") or ""
        text = " ".join(link.text().split()) or href
        fields.add(href, text, key="imdb_link", record=record, record_type="link")
        record += 1


def page_fields(parser: LexborHTMLParser, limits: Limits = DEFAULT_LIMITS) -> FieldList:
    """The fields of a page's structured data; records are numbered through.

    Items come first (JSON-LD, microdata, RDFa, microformats), then one record `meta` of what the
    head says, then one record `link` for each link to a title or name at IMDb.

    Raises:
        UnreadableError: if it is nested too deep or states too many values.
    """
    fields = FieldList(limits)
    record = _add_json_ld(fields, parser, 0)
    record = _add_items(fields, parser, _MICRODATA, record)
    record = _add_items(fields, parser, _RDFA, record)
    record = _add_microformats(fields, parser, record)
    record = _add_meta(fields, parser, record)
    _add_links(fields, parser, record)
    return fields
