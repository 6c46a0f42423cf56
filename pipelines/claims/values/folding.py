"""Fold texts to a form under which different spellings of one word meet."""

import re

from anyascii import anyascii


def fold(text: str) -> str:
    """The words of a text in ASCII and lower case, `&` read as "and".

    >>> fold("  États-Unis "), fold("Côte d'Ivoire"), fold("Солярис")
    ('etats unis', 'cote divoire', 'solyaris')
    """
    plain = anyascii(text.replace("&", " and ")).lower()
    return " ".join(re.sub(r"[^a-z0-9]+", " ", plain.replace("'", "")).split())
