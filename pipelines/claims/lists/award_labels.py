"""How lists name awards: prizes by their names, and categories by the words they are made of."""

from typing import Final

from pipelines.claims.topics.awards import AWARD

OF_WHAT: Final = r"(?:\s+(?:for|für|pour|de|del|du|der|à|au|al|per|in)\s+[^:–—“\"„«(]{2,50})?"
PRIZE: Final = rf"(?:(?:short\s+film|honorary|student|best|international)\s+)?(?:{AWARD})(?:\s+(?:prize|award))?{OF_WHAT}"
RUNNER_UP: Final = r"(?:runners?[\s-]up|second\s+place|also\s+considered)"
MENTION: Final = rf"(?:{RUNNER_UP}|(?:special|honou?rable)\s+(?:jury\s+)?mentions?|mentions?\s+(?:spéciale|honorable)(?:\s+(?:du|de)\s+[^:–—“\"„«(]{{2,40}})?|mención\s+(?:especial|de\s+honor)(?:\s+del\s+\p{{L}}+)?|menç[ãa]o\s+\p{{L}}+|lobende\s+erwähnung|menzione\s+speciale(?:\s+della\s+\p{{L}}+)?|hæderlig\s+omtale|eervolle\s+vermelding)"
"""What comes behind a prize: it is mentioned, not won."""
CATEGORY: Final = (
    r"(?:(?:(?:award|prize|prix|premio|preis)\s+(?:for|à|al?|für|per)\s+(?:the\s+|la\s+)?)?(?:best|outstanding|beste[rs]?|meilleure?s?|mejor|miglior\w*)\s+[^:–—“\"„«(]{3,50}"
    r"|(?:[\p{L}’']+\s+){0,3}(?:jury|audience|critics['’]?|grand|special|honorary|student|publikums|screenwriting)[\s-]*(?:[\p{L}’']+\s+){0,3}?(?:prize|award|prix|mention|preis)"
    r"|(?:[\p{L}’'&.-]+\s+){1,4}(?:award|prize)|prix\s+\p{L}+|coup\s+de\s+(?:c[œo]e?ur|foudre)(?:\s+du\s+\p{L}+)?"
    r"|(?:grand\s+)?prix\s+(?:du|de|des|d['’]|spécial|un)\s*[^:–—“\"„«(]{2,50}"
    r"|(?:(?:großer|grosser)\s+)?preis\s+(?:der|des|für)\s+[^:–—“\"„«(]{2,50}"
    r"|gran\s+premio|(?:gran\s+)?premio\s+[^:–—“\"„«(]{2,50}|ópera\s+prima"
    rf"|{MENTION}"
    r"|[\p{L}-]+\s+d[’'](?:or|argent|oro|argento)"
    r"|(?:silver|golden?|bronze|silberner?|goldener?)\s+\p{L}+"
    rf"{OF_WHAT})"
)
LABEL: Final = rf"(?:{PRIZE}|{CATEGORY})(?:\s*\([^()]*\)|\s+[-–—]\s+short\s+films?|[\s,–—-]+ex[\s-]?aequo|\s+(?:and|et|und|y|e|&|\+)\s+[^:–—“\"„«]{{3,60}})?"
IS_HEAD: Final = rf"^(?i:(?P<label>{LABEL}))\s*[:：]?$"
"""The name of an award alone on a line."""
