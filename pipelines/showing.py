r"""Show texts of documents so that they stay texts, whatever is in them.

What belongs here is what every output needs: a terminal acts on control characters, a page of
Markdown on marks and tags. What is stored is never changed.
"""

import re
from html import escape
from typing import Final

_ACTED_ON: Final = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
"""Controls and escapes, ends of lines, marks that turn the direction of all that follows."""
_MARKS: Final = re.compile(r"([\\`*\[\]()|~#!$]|\b_|_\b)")


def plainly(text: str) -> str:
    r"""The text in one line for a terminal or a log, with what these would act on spelt out.

    >>> plainly("Ten\x1b[31m\r\n\u202eneT")
    'Ten\\u001b[31m\\u000d\\u000a\\u202eneT'
    """
    return _ACTED_ON.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def in_markdown(text: str) -> str:
    r"""The text for a cell of a Markdown table: no mark, link or tag takes effect.

    >>> in_markdown("Face|Off <b>[x](y)</b>\n")
    'Face\\|Off &lt;b&gt;\\[x\\]\\(y\\)&lt;/b&gt;'
    """
    return escape(_MARKS.sub(r"\\\1", plainly(" ".join(text.split()))), quote=False)
