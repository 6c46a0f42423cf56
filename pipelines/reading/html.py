"""Render the visible text of an HTML page in lines, as one would write it in Markdown.

What belongs here is the way from a parsed page to text. The structured data of a page are read by
`structured_data`.
"""

import re
from collections.abc import Callable, Mapping
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
    | {"div", "fieldset", "figcaption", "figure", "footer", "form", "header", "hgroup", "hr"}
    | {"html", "legend", "main", "nav", "p", "pre", "search", "section", "summary", "tbody"}
    | {"tfoot", "thead"}
)
_HEADINGS: Final = {f"h{level}": "#" * level + " " for level in range(1, 7)}
_EMPHASIS: Final = frozenset({"em", "i", "cite"})
_STRONG: Final = frozenset({"strong", "b"})
_CONTROLS: Final = frozenset({"a", "button"})
_SET_APART: Final = frozenset({*_CONTROLS, "span"})
"""What pages set apart by style, not by a mark, where nothing else stands beside it."""
_FEWEST_SPANS: Final = 3
_LONGEST_LABEL: Final = 40
_LISTS: Final = frozenset({"ul", "ol", "menu", "dir"})
_CELLS: Final = frozenset({"td", "th", "tr"})
_TERMS: Final = frozenset({"dt", "dd", "dl"})
# Elements that a page may leave open do not nest, however many of them there are.
_NESTING_TAG: Final = re.compile(
    r"<(/?)(?!(?:area|base|br|col|dd|dt|embed|hr|img|input|li|link|meta|option|p|param|source|tbody"
    r"|td|tfoot|th|thead|tr|track|wbr)\b)[a-z][^\s/>]*",
    re.IGNORECASE,
)
_BREAK: Final = "\x00"
_BLANK_LINES: Final = re.compile(r"\n{3,}")
_TIGHT: Final = frozenset({"li", "tr"})
_WIDEST: Final = 100
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
        self.write: Final = self._pieces.append
        """Go on with the line."""

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

    def label(self, mark: int) -> None:
        """Begin a new line where a label was written since the mark, behind other words."""
        label = "".join(self._pieces[mark:]).strip()
        if label.endswith(":") and len(label) <= _LONGEST_LABEL:
            before = next((piece for piece in self._pieces[:mark][::-1] if piece.strip()), _BREAK)
            if not before.rstrip(" ").endswith(_BREAK):
                self._pieces.insert(mark, _BREAK)

    def strengthen(self, mark: int) -> None:
        """Put what was written since the mark between stars, if the line has nothing else."""
        content = "".join(self._pieces[mark:])
        if content.strip() and _BREAK not in content and not "".join(self._pieces[:mark]).strip():
            self._pieces[mark:] = [f"**{content.strip()}**"]

    def _whole(self) -> str:
        """All that was written since the last end of a block."""
        whole = "".join(self._pieces)
        self._pieces.clear()
        return whole

    def taken(self) -> str:
        """What was written since the last end of a block, in one line, white space folded."""
        return " ".join(self._whole().replace(_BREAK, " ").split())

    def end(self, kind: str = "p", prefix: str = "") -> None:
        """End the block: its lines go out, a heading's or list item's as one."""
        whole = self._whole()
        if not whole or whole.isspace():  # as between most elements
            return
        lines = [" ".join(line.split()) for line in whole.split(_BREAK)]
        if kind == "p":
            text = _BLANK_LINES.sub("\n\n", "\n".join(lines).strip("\n"))
        else:
            text = " ".join(filter(None, lines))
        self.put(text, kind, prefix)

    def put(self, text: str, kind: str, prefix: str = "") -> None:
        """Write a whole block; list items and table rows follow each other without a blank line."""
        if not text:
            return
        if self._out:
            self._out.append("\n" if kind == self._last and kind in _TIGHT else "\n\n")
        self._out.append(prefix + text)
        self._last = kind

    def text(self) -> str:
        """All the text."""
        self.end()
        return "".join(self._out)


def _set_apart(element: LexborNode) -> int:
    """How many links or spans an element holds; 0 where it holds anything else."""
    count, child = 0, element.first_child
    while child is not None:
        is_blank = child.tag == "-text" and not (child.text_content or "").strip()
        if not is_blank and child.tag not in _SET_APART:
            return 0
        count += not is_blank
        child = child.next
    return count


class _Grid:
    """The columns of a table with a head: cells may be empty, or reach into rows below."""

    def __init__(self) -> None:
        self._open = (1, 1)
        self._spans: list[tuple[int, int]] = []
        self._above: dict[int, tuple[int, str]] = {}

    def enter(self, cell: LexborNode) -> None:
        """A cell begins."""
        self._open = _span(cell, "colspan"), _span(cell, "rowspan")

    def leave(self) -> None:
        """It ends."""
        self._spans.append(self._open)

    def row(self, cells: list[str]) -> list[str]:
        """The cells of a row, each column one: with those that reach into it from above."""
        row: list[str] = []
        rest = dict(self._above)
        self._above.clear()
        for text, (columns, rows) in zip(cells, self._spans, strict=False):
            self._fill(row, rest)
            for _ in range(columns):
                if rows > 1:
                    self._above[len(row)] = (rows - 1, text)
                row.append(text)
        self._fill(row, rest)
        self._spans.clear()
        return row

    def _fill(self, row: list[str], rest: dict[int, tuple[int, str]]) -> None:
        while len(row) in rest:
            rows, text = rest[len(row)]
            if rows > 1:
                self._above[len(row)] = (rows - 1, text)
            row.append(text)


def _span(cell: LexborNode, name: str) -> int:
    """How many columns or rows a cell takes."""
    told = cell.attributes.get(name) or ""
    return min(int(told), _WIDEST) if told.isdecimal() and int(told) else 1


def _names_columns(table: LexborNode) -> bool:
    """Whether the first row of a table is a head."""
    first = table.css_first("tr")
    return first is not None and len(first.css("th")) > 1 and first.css_first("td") is None


class _Renderer:
    """Walks the tree once, without recursion, and writes lines."""

    def __init__(self, hidden: frozenset[int]) -> None:
        self._lines = _Lines()
        self._hidden = hidden
        self._items = 0  # open list items
        self._row: list[str] | None = None  # cells of the open row; None in layout and elsewhere
        self._outer_rows: list[list[str] | None] = []  # the same, of what is around each open table
        self._grids: list[_Grid | None] = []  # of each open table whose first row names columns
        self._terms: list[str] = []
        self._flat = 0  # open headings, list items, cells: blocks inside do not end the line
        self._pre = 0
        self._emphasis: list[int] = []
        self._left = ""  # the element that ended just before
        self._parts: dict[int, int] = {}  # as from `_set_apart`
        self._strong = 0  # where bold type began in a list item
        self._is_all_strong = False  # nothing in the item stands behind it

    def render(self, root: LexborNode) -> str:
        """The text of the tree below the root."""
        node: LexborNode | None = root
        path: list[tuple[LexborNode, str]] = []
        while node is not None:
            tag = node.tag or ""
            if tag == "-text":
                self._text(node.text_content or "")
                following = node.next
            elif tag in _SKIPPED or (self._hidden and node.mem_id in self._hidden):
                following = node.next
            else:
                if enter := _ENTER.get(tag):
                    enter(self, tag, node)
                path.append((node, tag))
                following = node.first_child
            while following is None and path:
                node, tag = path.pop()
                if leave := _LEAVE.get(tag):
                    leave(self, tag)
                self._left = tag
                following = node.next if path else None
            node = following
        return self._lines.text()

    def _text(self, text: str) -> None:
        if not text.isspace():
            self._left = ""
            self._is_all_strong = False
        self._lines.write(text.replace("\n", _BREAK) if self._pre else text)

    def _boundary(self) -> None:
        """The border of a block: the end of the line, or a space where the line must go on."""
        self._left = ""
        if self._flat or self._row is not None:
            self._lines.write(" ")
        else:
            self._end_item()

    def _end_item(self) -> None:
        """What is written goes out: as a list item inside of one, else as a paragraph."""
        self._left = ""
        if self._items:
            if self._is_all_strong:
                self._lines.strengthen(self._strong)
                self._is_all_strong = False
            self._lines.end("li", "  • ")
        else:
            self._lines.end()

    # Within a line

    def _enter_emphasis(self, _tag: str, _node: LexborNode) -> None:
        self._emphasis.append(self._lines.mark())

    def _leave_emphasis(self, _tag: str) -> None:
        mark = self._emphasis.pop()
        if not self._emphasis:
            self._lines.emphasise(mark)

    def _enter_strong(self, _tag: str, _node: LexborNode) -> None:
        self._strong = self._lines.mark()

    def _leave_strong(self, _tag: str) -> None:
        if not (self._flat or self._items or self._row is not None or self._emphasis):
            self._lines.label(self._strong)
        self._is_all_strong = self._items > 0

    def _enter_control(self, tag: str, node: LexborNode) -> None:
        if self._left == tag:
            self._lines.write(" · " if self._beside(node) else " ")

    def _enter_span(self, tag: str, node: LexborNode) -> None:
        # The letters of an animated word are spans, too.
        is_word = len((node.text() or "").strip()) > 1
        if self._left == tag and is_word and self._beside(node) >= _FEWEST_SPANS:
            self._lines.write(" · ")

    def _beside(self, node: LexborNode) -> int:
        """How many links or spans the element around this one holds, if it holds nothing else."""
        parent = node.parent
        if parent is None:
            return 0
        if parent.mem_id not in self._parts:
            self._parts[parent.mem_id] = _set_apart(parent)
        return self._parts[parent.mem_id]

    def _enter_break(self, _tag: str, _node: LexborNode) -> None:
        self._lines.write(" " if self._flat or self._items or self._row is not None else _BREAK)

    def _enter_image(self, _tag: str, node: LexborNode) -> None:
        if alt := node.attributes.get("alt"):
            self._lines.write(f" {alt} ")

    # On lines of their own

    def _enter_list(self, tag: str, node: LexborNode) -> None:
        if self._row is not None:
            self._enter_block(tag, node)
        else:
            self._end_item()

    def _leave_list(self, tag: str) -> None:
        if self._row is not None:
            self._leave_block(tag)
        else:
            self._end_item()

    def _enter_item(self, _tag: str, _node: LexborNode) -> None:
        if self._row is not None:
            self._lines.write(" ")
        else:
            self._end_item()
            self._items += 1

    def _leave_item(self, _tag: str) -> None:
        if self._row is not None:
            self._lines.write(" ")
        else:
            self._end_item()
            self._items = max(self._items - 1, 0)

    def _enter_heading(self, _tag: str, _node: LexborNode) -> None:
        self._boundary()
        if not self._items:
            self._flat += 1

    def _leave_heading(self, tag: str) -> None:
        if self._items:
            self._lines.write(" ")
            return
        self._flat -= 1
        if self._flat or self._row is not None:
            self._lines.write(" ")
        else:
            self._lines.end("h", _HEADINGS[tag])

    def _enter_cell(self, tag: str, node: LexborNode) -> None:
        if self._row is not None:
            if tag == "tr":
                self._end_row()
            elif grid := self._grids[-1]:
                grid.enter(node)
        else:
            self._boundary()

    def _leave_cell(self, tag: str) -> None:
        if self._row is None or self._flat:
            self._boundary()
        elif tag == "tr":
            self._end_row()
        else:
            self._row.append(self._lines.taken())
            if grid := self._grids[-1]:
                grid.leave()

    def _end_row(self) -> None:
        if self._row is not None:
            grid, rest = self._grids[-1], self._lines.taken()
            cells = [*self._row, rest] if rest else list(self._row)
            if grid and cells:
                cells = grid.row(cells)
            elif not grid:
                cells = [cell for cell in cells if cell]
            self._row.clear()
            outer = self._outer_rows[-1]
            if outer is not None:
                outer.extend(cells)
            else:
                self._lines.put(" | ".join(cells) if any(cells) else "", "tr")

    def _enter_term(self, _tag: str, _node: LexborNode) -> None:
        self._boundary()

    def _leave_term(self, tag: str) -> None:
        if self._flat or self._items or self._row is not None:
            self._lines.write(" ")
        elif tag == "dt":
            self._flush_terms()
            self._terms = [self._lines.taken().rstrip(" :")]
        elif tag == "dd":
            self._terms.append(self._lines.taken())
        else:
            self._flush_terms()
            self._lines.end()

    def _flush_terms(self) -> None:
        if self._terms:
            term, *values = self._terms
            told = ", ".join(filter(None, values))
            self._lines.put(f"{term}: {told}" if term and told else term or told, "tr")
            self._terms = []

    def _enter_block(self, tag: str, _node: LexborNode) -> None:
        if self._items:
            self._lines.write(" ")
        else:
            self._boundary()
        if tag == "pre":
            self._pre += 1

    def _leave_block(self, tag: str) -> None:
        if tag == "pre":
            self._pre -= 1
        if self._items:
            self._lines.write(" ")
        else:
            self._boundary()

    def _enter_table(self, _tag: str, node: LexborNode) -> None:
        self._boundary()
        is_layout = node.css_first(_LAYOUT) is not None
        self._outer_rows.append(self._row)
        self._row = None if is_layout or self._items else []
        has_head = self._row is not None and _names_columns(node)
        self._grids.append(_Grid() if has_head else None)

    def _leave_table(self, tag: str) -> None:
        self._end_row()
        self._grids.pop()
        self._row = self._outer_rows.pop()
        self._leave_block(tag)


_ENTER: Final[Mapping[str, Callable[[_Renderer, str, LexborNode], None]]] = {
    **dict.fromkeys(_EMPHASIS, _Renderer._enter_emphasis),
    **dict.fromkeys(_STRONG, _Renderer._enter_strong),
    **dict.fromkeys(_CONTROLS, _Renderer._enter_control),
    "span": _Renderer._enter_span,
    "br": _Renderer._enter_break,
    "img": _Renderer._enter_image,
    **dict.fromkeys(_BLOCKS, _Renderer._enter_block),
    **dict.fromkeys(_LISTS, _Renderer._enter_list),
    "li": _Renderer._enter_item,
    **dict.fromkeys(_HEADINGS, _Renderer._enter_heading),
    **dict.fromkeys(_CELLS, _Renderer._enter_cell),
    **dict.fromkeys(_TERMS, _Renderer._enter_term),
    "table": _Renderer._enter_table,
}
_LEAVE: Final[Mapping[str, Callable[[_Renderer, str], None]]] = {
    **dict.fromkeys(_EMPHASIS, _Renderer._leave_emphasis),
    **dict.fromkeys(_STRONG, _Renderer._leave_strong),
    **dict.fromkeys(_BLOCKS, _Renderer._leave_block),
    **dict.fromkeys(_LISTS, _Renderer._leave_list),
    "li": _Renderer._leave_item,
    **dict.fromkeys(_HEADINGS, _Renderer._leave_heading),
    **dict.fromkeys(_CELLS, _Renderer._leave_cell),
    **dict.fromkeys(_TERMS, _Renderer._leave_term),
    "table": _Renderer._leave_table,
}
"""What an element does to the lines where it begins and ends; one that is in neither, nothing."""


def read_html(source: str, limits: Limits = DEFAULT_LIMITS) -> tuple[str, FieldList]:
    r"""The visible text of a page and the fields of its structured data.

    >>> read_html("<h1>Ten</h1><ul><li><p>Director</p><p>A. Kiarostami</ul>See <i>Ten</i>.")[0]
    '# Ten\n\n  • Director A. Kiarostami\n\nSee _Ten_.'
    >>> read_html("<p><b>With:</b> Jo Roe <b>Length:</b> 94 min")[0]
    'With: Jo Roe\nLength: 94 min'
    >>> read_html("<p><span>Iran</span><span>2002</span><span>94 min</span>")[0]
    'Iran · 2002 · 94 min'

    Raises:
        UnreadableError: if it is nested too deep or states too many values.
    """
    _check_nesting(source, limits.open_tags)
    parser = LexborHTMLParser(source)
    root = parser.root
    if root is None:
        return "", FieldList()
    hidden = frozenset(node.mem_id for node in parser.css("[hidden]"))
    return _Renderer(hidden).render(root), page_fields(parser, limits)
