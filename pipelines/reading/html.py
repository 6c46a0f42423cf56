"""Render the visible text of an HTML page in lines, as one would write it in Markdown.

What belongs here is the way from a parsed page to text. The structured data of a page are read by
`structured_data`.
"""

import re
from typing import Final

from selectolax.lexbor import LexborHTMLParser, LexborNode

from pipelines.reading.fields import DEFAULT_LIMITS, FieldList, Limits, UnreadableError
from pipelines.reading.structured_data import page_fields

_SKIPPED: Final = frozenset(
    {"script", "style", "svg", "noscript", "template", "head", "select", "option", "datalist"}
    | {"textarea", "iframe", "canvas", "audio", "video", "object", "math", "-comment", "-doctype"}
)
_BLOCKS: Final = frozenset(
    {"address", "article", "aside", "blockquote", "body", "caption", "center", "details", "dialog"}
    | {"dir", "div", "fieldset", "figcaption", "figure", "footer", "form", "header", "hgroup", "hr"}
    | {"html", "legend", "main", "menu", "nav", "ol", "p", "pre", "search", "section", "summary"}
    | {"table", "tbody", "tfoot", "thead", "ul"}
)
_HEADINGS: Final = {f"h{level}": "#" * level + " " for level in range(1, 7)}
_EMPHASIS: Final = frozenset({"em", "i", "cite"})
_STRONG: Final = frozenset({"strong", "b"})
_CONTROLS: Final = frozenset({"a", "button"})
_LISTS: Final = frozenset({"ul", "ol", "menu", "dir"})
# Elements that a page may leave open do not nest, however many of them there are.
_NESTING_TAG: Final = re.compile(
    r"<(/?)(?!(?:area|base|br|col|dd|dt|embed|hr|img|input|li|link|meta|option|p|param|source|tbody"
    r"|td|tfoot|th|thead|tr|track|wbr)\b)[a-z][^\s/>]*",
    re.IGNORECASE,
)
_BREAK: Final = "\x00"
_LAYOUT: Final = "table table, h1, h2, h3, h4, h5, h6, ul, ol"


def _check_nesting(source: str, limit: int) -> None:
    """Refuse a page whose tags are nested so deep that parsing takes quadratic time."""
    if source.count("<") <= limit:
        return
    depth = 0
    for tag in _NESTING_TAG.finditer(source):
        depth = max(depth - 1, 0) if tag[1] else depth + 1
        if depth > limit:
            line = source.count("\n", 0, tag.start()) + 1
            raise UnreadableError(f"tags nested too deep in line {line}; close them")


class _Lines:
    """The text so far: finished lines, and the pieces of the one that is being written."""

    def __init__(self) -> None:
        self._out: list[str] = []
        self._pieces: list[str] = []
        self._last = ""

    def write(self, piece: str) -> None:
        """Go on with the line."""
        self._pieces.append(piece)

    def mark(self) -> int:
        """The place to which `emphasise` goes back."""
        return len(self._pieces)

    def emphasise(self, mark: int) -> None:
        """Put what was written since the mark between underscores, if it is one piece of a line."""
        content = "".join(self._pieces[mark:])
        inner = content.strip()
        if inner and _BREAK not in content and mark <= len(self._pieces):
            lead = content[: len(content) - len(content.lstrip())]
            trail = content[len(content.rstrip()) :]
            self._pieces[mark:] = [f"{lead}_{inner}_{trail}"]

    def strengthen(self, mark: int) -> None:
        """Put what was written since the mark between stars, if the line has nothing else."""
        content = "".join(self._pieces[mark:])
        if content.strip() and _BREAK not in content and not "".join(self._pieces[:mark]).strip():
            self._pieces[mark:] = [f"**{content.strip()}**"]

    def taken(self) -> list[str]:
        """The lines written since the last end of a block, white space folded."""
        if not self._pieces:
            return []
        whole = "".join(self._pieces)
        self._pieces.clear()
        return [" ".join(line.split()) for line in whole.split(_BREAK)]

    def end(self, kind: str = "p", prefix: str = "") -> None:
        """End the block: its lines go out, a heading's or list item's as one."""
        lines = self.taken()
        if kind == "p":
            text = re.sub(r"\n{3,}", "\n\n", "\n".join(lines).strip("\n"))
        else:
            text = " ".join(filter(None, lines))
        self.put(text, kind, prefix)

    def put(self, text: str, kind: str, prefix: str = "") -> None:
        """Write a whole block; list items and table rows follow each other without a blank line."""
        if not text:
            return
        if self._out:
            self._out.append("\n" if kind == self._last and kind in {"li", "tr"} else "\n\n")
        self._out.append(prefix + text)
        self._last = kind

    def text(self) -> str:
        """All the text."""
        self.end()
        return "".join(self._out)


class _Renderer:
    """Walks the tree once, without recursion, and writes lines."""

    def __init__(self, hidden: frozenset[int]) -> None:
        self._lines = _Lines()
        self._hidden = hidden
        self._items = 0  # open list items
        self._rows: list[list[str] | None] = []  # per open table: cells of the row, None if layout
        self._terms: list[str] = []
        self._flat = 0  # open headings, list items, cells: blocks inside do not end the line
        self._pre = 0
        self._emphasis: list[int] = []
        self._left = ""  # the element that ended just before
        self._strong = 0  # where bold type began in a list item
        self._is_all_strong = False  # nothing in the item stands behind it

    def render(self, root: LexborNode) -> str:
        """The text of the tree below the root."""
        node: LexborNode | None = root
        path: list[tuple[LexborNode, str]] = []
        while node is not None:
            tag = node.tag or ""
            child = None
            if tag == "-text":
                self._text(node.text_content or "")
            elif tag not in _SKIPPED and not (self._hidden and node.mem_id in self._hidden):
                self._enter(tag, node)
                child = node.first_child
                if child is None:
                    self._leave(tag)
                else:
                    path.append((node, tag))
            following = child or node.next
            while following is None and path:
                node, tag = path.pop()
                self._leave(tag)
                following = node.next if path else None
            node = following
        return self._lines.text()

    def _text(self, text: str) -> None:
        if not text.isspace():
            self._left = ""
            self._is_all_strong = False
        self._lines.write(text.replace("\n", _BREAK) if self._pre else text)

    @staticmethod
    def _in_list_of_links(node: LexborNode) -> bool:
        """Whether the element around a link holds links and nothing else."""
        parent = node.parent
        child = parent.first_child if parent is not None else None
        while child is not None:
            is_blank = child.tag == "-text" and not (child.text_content or "").strip()
            if not is_blank and child.tag not in _CONTROLS:
                return False
            child = child.next
        return True

    def _in_row(self) -> bool:
        return bool(self._rows) and self._rows[-1] is not None

    def _boundary(self) -> None:
        """The border of a block: the end of the line, or a space where the line must go on."""
        if self._flat or self._in_row():
            self._lines.write(" ")
        elif self._items:
            self._lines.end("li", "  • ")
        else:
            self._lines.end()

    def _end_item(self) -> None:
        """What is written goes out: as a list item inside of one, else as a paragraph."""
        if self._items:
            self._lines.end("li", "  • ")
        else:
            self._lines.end()

    def _enter(self, tag: str, node: LexborNode) -> None:
        if tag in _EMPHASIS:
            self._emphasis.append(self._lines.mark())
        elif tag in _CONTROLS:
            # Pages set neighbouring links apart by style, not by a mark.
            if self._left == tag:
                self._lines.write(" · " if self._in_list_of_links(node) else " ")
        elif tag in _STRONG:
            self._strong = self._lines.mark()
        elif tag == "br":
            self._lines.write(" " if self._flat or self._items or self._in_row() else _BREAK)
        elif tag == "img":
            if alt := node.attributes.get("alt"):
                self._lines.write(f" {alt} ")
        else:
            self._enter_line(tag, node)

    def _enter_line(self, tag: str, node: LexborNode) -> None:
        """Begin an element that stands on lines of its own."""
        if tag in _LISTS and not self._in_row():
            self._end_item()
        elif tag == "li":
            self._enter_item()
        elif tag in _HEADINGS:
            self._boundary()
            if not self._items:
                self._flat += 1
        elif tag in {"td", "th", "tr"}:
            self._enter_cell(tag)
        elif tag in {"dt", "dd", "dl"}:
            self._boundary()
        elif tag in _BLOCKS:
            self._enter_block(tag, node)

    def _enter_item(self) -> None:
        if self._in_row():
            self._lines.write(" ")
        else:
            self._end_item()
            self._items += 1

    def _enter_cell(self, tag: str) -> None:
        if self._in_row():
            if tag == "tr":
                self._end_row()
        else:
            self._boundary()

    def _enter_block(self, tag: str, node: LexborNode) -> None:
        if self._items and tag != "table":
            self._lines.write(" ")
        else:
            self._boundary()
        if tag == "table":
            is_layout = node.css_first(_LAYOUT) is not None
            self._rows.append(None if is_layout or self._items else [])
        elif tag == "pre":
            self._pre += 1

    def _leave(self, tag: str) -> None:
        self._left = tag
        if tag in _EMPHASIS:
            mark = self._emphasis.pop()
            if not self._emphasis:
                self._lines.emphasise(mark)
        elif tag in _STRONG:
            self._is_all_strong = self._items > 0
        elif tag in _LISTS and not self._in_row():
            self._end_item()
        elif tag == "li":
            self._leave_item()
        elif tag in _HEADINGS:
            self._leave_heading(tag)
        elif tag in {"td", "th", "tr"}:
            self._leave_cell(tag)
        elif tag in {"dt", "dd", "dl"}:
            self._leave_term(tag)
        elif tag in _BLOCKS:
            self._leave_block(tag)

    def _leave_item(self) -> None:
        if self._in_row():
            self._lines.write(" ")
        else:
            if self._is_all_strong:
                self._lines.strengthen(self._strong)
            self._end_item()
            self._items = max(self._items - 1, 0)

    def _leave_heading(self, tag: str) -> None:
        if self._items:
            self._lines.write(" ")
            return
        self._flat -= 1
        if self._flat or self._in_row():
            self._lines.write(" ")
        else:
            self._lines.end("h", _HEADINGS[tag])

    def _leave_cell(self, tag: str) -> None:
        row = self._rows[-1] if self._rows else None
        if row is None or self._flat:
            self._boundary()
        elif tag == "tr":
            self._end_row()
        else:
            row.append(" ".join(filter(None, self._lines.taken())))

    def _end_row(self) -> None:
        row = self._rows[-1] if self._rows else None
        if row is not None:
            stray = " ".join(filter(None, self._lines.taken()))
            cells = [cell for cell in (*row, stray) if cell]
            row.clear()
            if len(self._rows) > 1 and (outer := self._rows[-2]) is not None:
                outer.extend(cells)
            else:
                self._lines.put(" | ".join(cells), "tr")

    def _leave_term(self, tag: str) -> None:
        if self._flat or self._items or self._in_row():
            self._lines.write(" ")
        elif tag == "dt":
            self._lines.put("", "p")
            self._flush_terms()
            self._terms = [" ".join(filter(None, self._lines.taken())).rstrip(" :")]
        elif tag == "dd":
            self._terms.append(" ".join(filter(None, self._lines.taken())))
        else:
            self._flush_terms()
            self._lines.end()

    def _flush_terms(self) -> None:
        if self._terms:
            term, *values = self._terms
            told = ", ".join(filter(None, values))
            self._lines.put(f"{term}: {told}" if term and told else term or told, "tr")
            self._terms = []

    def _leave_block(self, tag: str) -> None:
        if tag == "table" and self._rows:
            self._end_row()
            self._rows.pop()
        elif tag == "pre":
            self._pre -= 1
        if self._items:
            self._lines.write(" ")
        else:
            self._boundary()


def read_html(source: str, limits: Limits = DEFAULT_LIMITS) -> tuple[str, FieldList]:
    r"""The visible text of a page and the fields of its structured data.

    >>> read_html("<h1>Ten</h1><ul><li><p>Director</p><p>A. Kiarostami</ul>See <i>Ten</i>.")[0]
    '# Ten\n\n  • Director A. Kiarostami\n\nSee _Ten_.'

    Raises:
        UnreadableError: if it is nested too deep or states too many values.
    """
    _check_nesting(source, limits.open_tags)
    parser = LexborHTMLParser(source)
    root = parser.root
    if root is None:
        return "", FieldList()
    has_hidden = "hidden" in source
    hidden = (
        frozenset(node.mem_id for node in parser.css("[hidden]")) if has_hidden else frozenset()
    )
    return _Renderer(hidden).render(root), page_fields(parser, source, limits)
