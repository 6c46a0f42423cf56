"""Read countries and languages, in any of the languages that programmes are printed in.

The names come from Babel's locale data (CLDR); for states that are no more from ISO 3166-3;
`EXTRA_COUNTRIES` adds what film people write besides.
"""

import re
from functools import cache
from typing import Final

from babel import Locale
from babel.core import get_global

from pipelines.claims.rules import Value
from pipelines.claims.values.folding import fold

LOCALES: Final = ("en", "fr", "de", "es", "it", "pt", "nl", "sv", "da", "nb", "pl", "ca")

EXTRA_COUNTRIES: Final = {
    "usa": "US", "us": "US", "u s": "US", "u s a": "US", "united states of america": "US",
    "eeuu": "US", "ee uu": "US", "eua": "US", "etats unis damerique": "US", "america": "US",
    "uk": "GB", "u k": "GB", "great britain": "GB", "g b": "GB", "britain": "GB", "england": "GB",
    "scotland": "GB", "wales": "GB", "royaume uni": "GB", "grossbritannien": "GB", "gb": "GB",
    "northern ireland": "GB", "eire": "IE", "republic of ireland": "IE",
    "korea": "KR", "south korea": "KR", "republic of korea": "KR", "corea": "KR",
    "north korea": "KP", "hong kong": "HK", "macau": "MO", "taiwan": "TW", "china": "CN",
    "palestine": "PS", "palestina": "PS", "palestinian territory": "PS", "iran": "IR", "syria": "SY", "russia": "RU",
    "vietnam": "VN", "laos": "LA", "czech republic": "CZ", "czechia": "CZ", "holland": "NL",
    "the netherlands": "NL", "turkey": "TR", "macedonia": "MK", "bosnia": "BA", "burma": "MM",
    "ivory coast": "CI", "congo": "CD", "west germany": "XD", "rfa": "XD", "rda": "DD", "brd": "XD", "frg": "XD",
    "federal republic of germany": "XD", "east germany": "DD", "gdr": "DD", "ddr": "DD",
    "alemania federal": "XD", "alemania occidental": "XD", "alemania oriental": "DD", "germania ovest": "XD",
    "germania est": "DD", "westdeutschland": "XD", "allemagne de louest": "XD", "allemagne de lest": "DD",
    "ussr": "SU", "soviet union": "SU", "urss": "SU", "udssr": "SU", "sowjetunion": "SU",
    "union sovietique": "SU", "union sovietica": "SU", "yugoslavia": "YU", "jugoslawien": "YU",
    "yougoslavie": "YU", "czechoslovakia": "CS", "tschechoslowakei": "CS",
    "tchecoslovaquie": "CS", "checoslovaquia": "CS", "serbia and montenegro": "XS", "uae": "AE",
}  # fmt: skip
"""Names and short forms of states beside CLDR's, folded as by `fold`."""

HISTORIC: Final = {
    "XD": "West Germany", "DD": "East Germany", "SU": "Soviet Union", "YU": "Yugoslavia",
    "CS": "Czechoslovakia", "XS": "Serbia and Montenegro",
}  # fmt: skip
"""English names of states that are no more, by the codes ISO 3166-3 withdrew; XD and XS are ours."""

PUBLIC_CODES: Final = {"XD": "DE", "XS": "CS"}
"""ISO codes of the states that have a code of ours."""

SHORT_NAMES: Final = {
    "HK": "Hong Kong", "MO": "Macau", "CZ": "Czech Republic", "TR": "Turkey",
    "MM": "Myanmar", "PS": "Palestine", "CI": "Ivory Coast", "CD": "Congo", "BA": "Bosnia and Herzegovina",
}  # fmt: skip
"""English short names where CLDR has a long or an unusual one."""

NATIONALITIES: Final = {
    "american": "US", "british": "GB", "english": "GB", "scottish": "GB", "irish": "IE",
    "french": "FR", "german": "DE", "italian": "IT", "spanish": "ES", "portuguese": "PT",
    "danish": "DK", "swedish": "SE", "norwegian": "NO", "finnish": "FI", "icelandic": "IS",
    "dutch": "NL", "belgian": "BE", "austrian": "AT", "swiss": "CH", "polish": "PL",
    "czech": "CZ", "hungarian": "HU", "romanian": "RO", "bulgarian": "BG", "greek": "GR",
    "turkish": "TR", "russian": "RU", "soviet": "SU", "ukrainian": "UA", "serbian": "RS",
    "israeli": "IL", "palestinian": "PS", "lebanese": "LB", "iranian": "IR", "iraqi": "IQ",
    "egyptian": "EG", "moroccan": "MA", "tunisian": "TN", "algerian": "DZ", "senegalese": "SN",
    "nigerian": "NG", "indian": "IN", "pakistani": "PK", "chinese": "CN", "japanese": "JP",
    "korean": "KR", "south korean": "KR", "taiwanese": "TW", "thai": "TH", "vietnamese": "VN",
    "cambodian": "KH", "indonesian": "ID", "filipino": "PH", "singaporean": "SG",
    "australian": "AU", "canadian": "CA", "mexican": "MX", "brazilian": "BR", "chilean": "CL",
    "argentine": "AR", "argentinian": "AR", "colombian": "CO", "cuban": "CU", "peruvian": "PE",
}  # fmt: skip
"""Adjectives of nationality to ISO 3166-1 codes (or those of `HISTORIC`)."""

EXTRA_LANGUAGES: Final = {
    "mandarin": "cmn", "mandarin chinese": "cmn", "cantonese": "yue", "taiwanese": "nan",
    "hokkien": "nan", "farsi": "fa", "flemish": "nl", "castilian": "es", "castellano": "es",
    "gaelic": "ga", "frances": "fr", "ingles": "en", "aleman": "de", "no dialogue": "zxx",
    "silent": "zxx", "bsl": "bfi", "asl": "ase",
}  # fmt: skip

CAR_CODES: Final = {
    "A": "AT", "AUS": "AU", "B": "BE", "CDN": "CA", "CS": "CS", "CSSR": "CS", "ČSSR": "CS", "D": "DE", "DZ": "DZ",
    "E": "ES", "F": "FR", "FIN": "FI", "GEO": "GE", "H": "HU", "HKG": "HK", "I": "IT", "IND": "IN", "IRL": "IE",
    "IRN": "IR", "J": "JP", "L": "LU", "N": "NO", "P": "PT", "RA": "AR", "RCH": "CL", "ROK": "KR", "RUS": "RU",
    "S": "SE", "SU": "SU", "YU": "YU",
}  # fmt: skip
"""Short forms of German programmes that are no ISO codes: the signs on cars."""

SPORT_CODES: Final = {
    "GER": "DE", "SUI": "CH", "NED": "NL", "POR": "PT", "GRE": "GR", "DEN": "DK", "CRO": "HR", "SLO": "SI",
    "BUL": "BG", "RSA": "ZA", "CHI": "CL", "URU": "UY", "ALG": "DZ", "TPE": "TW", "PHI": "PH", "INA": "ID",
}  # fmt: skip
"""Codes of three letters that sport has, and festivals print as well."""

WORDS_LIKE_CODES: Final = frozenset({"AND", "BEN", "COD", "GIN", "GUM", "MAC", "PAN", "PER", "TON"})
"""Codes of three letters that are words or names, which titles in capitals hold, too."""

JOINING_WORDS: Final = ("and", "et", "und", "y", "e", "with", "in")
SEPARATOR: Final = re.compile(rf"\s*[,/;|+•–]\s*|\s+-\s+|\s+(?:&|{'|'.join(JOINING_WORDS)})\s+")

IN_BRACKETS: Final = re.compile(r"\([^()]*\)")
HYPHEN: Final = re.compile(r"(?<=\w)-(?=[A-ZÀ-Þ])")
"""Joins two countries, as in `France-Cambodia`, where it is not part of a name."""

ALSO_NAMES: Final = frozenset({"america", "chad", "georgia", "india", "israel", "jordan", "kenya"})
"""Names of countries that are given names as well: beside another one they may be a person's."""

LANGUAGE_CODE: Final = r"(?i:(?:^|[,;/]\s*)([a-z]{2,3})(?:[-_][a-z]{2,4})*(?=\s*(?:[,;/]|$)))"
"""A code of ISO 639, where codes alone are listed, with the country behind it."""


@cache
def country_names() -> dict[str, str]:
    """Folded names of countries, in the languages of `LOCALES`, to their codes."""
    names = {
        fold(name): code
        for locale in reversed(LOCALES)
        for code, name in Locale(locale).territories.items()
        if re.fullmatch(r"[A-Z]{2}", code)
        and code not in {"EU", "UN", "ZZ", "XA", "XB", "EZ", "QO"}
    }
    return names | EXTRA_COUNTRIES


@cache
def country_words() -> frozenset[str]:
    """The words that folded names of countries, and lists of them, are made of."""
    return frozenset(
        {word for name in country_names() for word in name.split()} | set(JOINING_WORDS)
    )


@cache
def language_names() -> dict[str, str]:
    """Folded names of languages, in the languages of `LOCALES`, to their ISO 639 codes."""
    names = {
        fold(name): code
        for locale in reversed(LOCALES)
        for code, name in Locale(locale).languages.items()
        if re.fullmatch(r"[a-z]{2,3}", code)
    }
    return names | EXTRA_LANGUAGES


@cache
def language_words() -> frozenset[str]:
    """The words that folded names of languages are made of."""
    return frozenset(word for name in language_names() for word in name.split())


@cache
def country_name(code: str) -> str:
    """The English short name of a country code."""
    return HISTORIC.get(code) or SHORT_NAMES.get(code) or str(Locale("en").territories[code])


@cache
def language_name(code: str) -> str:
    """The English name of a language code."""
    own = {"cmn": "Mandarin", "yue": "Cantonese", "nan": "Taiwanese", "zxx": "No dialogue"}
    return own.get(code) or str(Locale("en").languages.get(code, code))


def countries(text: str) -> list[Value]:
    """The countries of a list, as `France-Cambodia` or `UK/Éire`; none if a part is no country.

    >>> [c.normalised for c in countries("France-Cambodia")]
    ['France', 'Cambodia']
    >>> [(c.text, c.normalised) for c in countries("RFA / Royaume-Uni")]
    [('RFA', 'West Germany'), ('Royaume-Uni', 'United Kingdom')]
    >>> countries("France, Narnia")
    []
    >>> [c.detail["code"] for c in countries("Bosnia and Herzegovina")]
    ['BA']
    >>> [c.text for c in countries("France Algérie")], countries("Jordan England")
    (['France', 'Algérie'], [])
    """
    codes = country_names()
    listed = IN_BRACKETS.sub("", text)
    if not country_words().issuperset(fold(listed).split()):
        return []
    found: list[Value] = []
    parts = [each for part in _parts(listed, codes) for each in _side_by_side(part, codes)]
    for part in parts:
        code = codes.get(fold(part))
        if code is None:
            return []
        value = Value(part, country_name(code), {"code": PUBLIC_CODES.get(code, code)})
        if value.normalised not in {other.normalised for other in found}:
            found.append(value)
    return found


@cache
def short_codes() -> dict[str, str]:
    """ISO codes of two and three letters, those of sport, and the signs on cars, to ISO codes of two.

    >>> [short_codes().get(code) for code in ("DZA", "GER", "RCH", "BEN")]
    ['DZ', 'DE', 'CL', None]
    """
    iso = {code: code for code in country_names().values() if len(code) == 2}
    three = {
        code: aliases[0]
        for code, aliases in get_global("territory_aliases").items()
        if re.fullmatch(r"[A-Z]{3}", code) and code not in WORDS_LIKE_CODES and aliases[0] in iso
    }
    return three | iso | SPORT_CODES | CAR_CODES


def countries_by_code(text: str) -> list[Value]:
    """The countries of a list of short forms, as `A/I/CH`; none if a part is no such form.

    >>> [c.normalised for c in countries_by_code("A/I/CH")], countries_by_code("OmU")
    (['Austria', 'Italy', 'Switzerland'], [])
    """
    parts = [part for part in re.split(r"\s*[/·,+–-]\s*|\s+", text.strip()) if part]
    codes = [short_codes().get(part) or country_names().get(fold(part)) for part in parts]
    return [
        Value(part, country_name(code), {"code": PUBLIC_CODES.get(code, code)})
        for part, code in zip(parts, codes, strict=True)
        if code is not None and None not in codes
    ]


def languages(text: str) -> list[Value]:
    """The languages of a list; parts that are no language are passed over.

    >>> [c.normalised for c in languages("Mandarin and Taiwanese")]
    ['Mandarin', 'Taiwanese']
    """
    if language_words().isdisjoint(fold(text).split()):
        return []
    codes = language_names()
    found: list[Value] = []
    for part in _parts(text, codes):
        code = codes.get(fold(part))
        if code is not None and code != "zxx":
            found.append(Value(part, language_name(code), {"code": code}))
    return found


def countries_or_codes(text: str) -> list[Value]:
    """The countries of a field, which may hold their codes.

    >>> [c.normalised for c in countries_or_codes("DE, FR")], countries_or_codes("Chad")[0].text
    (['Germany', 'France'], 'Chad')
    """
    codes = [part for part in SEPARATOR.split(text.strip()) if part]
    known = Locale("en").territories
    if not all(re.fullmatch(r"[A-Z]{2}", code) and code in known for code in codes):
        return countries(text)
    return [value for code in codes for value in countries(known[code])]


def languages_or_codes(text: str) -> list[Value]:
    """The languages of a field, which may hold their codes.

    >>> [c.normalised for c in languages_or_codes("en-GB, fr")]
    ['English', 'French']
    >>> languages_or_codes("Farsi")[0].normalised, languages_or_codes("zz")
    ('Persian', [])
    """
    found = languages(text)
    codes = [part.lower() for part in re.findall(LANGUAGE_CODE, text)]
    known = Locale("en").languages
    return found or [
        Value(code, language_name(code), {"code": code}) for code in codes if code in known
    ]


def _parts(text: str, known: dict[str, str]) -> list[str]:
    """The text itself if it is known, otherwise its parts between separators."""
    whole = text.strip(" \t.,;:()")
    if fold(whole) in known:
        return [whole]
    parts = [part.strip(" \t.,;:()") for part in SEPARATOR.split(whole)]
    return [
        piece.strip()
        for part in parts
        for piece in ([part] if fold(part) in known else HYPHEN.split(part))
        if piece.strip()
    ]


def _side_by_side(part: str, codes: dict[str, str]) -> list[str]:
    """The countries that stand beside each other with nothing between them, or the part as it is."""
    words = part.split()
    folded = [fold(word) for word in words]
    are_countries = all(word in codes and word not in ALSO_NAMES for word in folded)
    return words if len(words) > 1 and fold(part) not in codes and are_countries else [part]
