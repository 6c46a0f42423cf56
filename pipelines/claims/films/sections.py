"""Cut round-ups into the sections that each treat one film.

What belongs here is the heads of sections: numbered, bracketed, linked, marked or plain lines.
Films that are listed with credits are cut by these (`credit_lines`). What the title in a head is,
is the matter of `titles`.
"""

from typing import Final

import polars as pl

from pipelines.claims.films.alike import led_alike, with_counted
from pipelines.claims.films.candidates import OF_LIST
from pipelines.claims.films.likeness import DATA_OF_CAPSULE, DRAMA_WORDS, FILM_WORDS
from pipelines.claims.lists.credit_lines import LISTED_IN_BRACKETS
from pipelines.claims.lists.data_lines import persons_alone
from pipelines.claims.rules import EDGE, NAME
from pipelines.claims.text.columns import holds, only_where, sifted, with_told
from pipelines.claims.text.lines import beside
from pipelines.claims.text.titles import (
    IS_DATE,
    MONTH,
    WEEKDAY,
    folded,
    read_titles,
    says_times_only,
)
from pipelines.claims.values.ratings import BEFORE_GRADE, GRADE, GRADED_TITLE

STYLES: Final = {
    "card": "the title of a card, as other films of the page have it",
    "linked": "the line is a link to IMDb",
    "numbered": "a number before the line",
    "led": "a marked title, and director or data behind it",
    "timed": "the time of the show before it or behind it",
    "bracketed": "year, certificate, place or date in brackets behind it",
    "rated": "stars behind it, or before it",
    "marked": "the whole line bold, in italics or between quotation marks",
    "heading": "a heading",
    "labelled": "a short line above a label that stands below others, too",
    "plain": "a short line alone before a paragraph",
    "listed": "a line of a list: title, and year, director or length in brackets",
    "opening": "a link to IMDb that begins a paragraph",
    "above": "a short line with its paragraph or its data right below",
    "kicker": "a title between marks, in capitals, before a colon or dash that begins a paragraph",
    "reviewed": "the word review before a title or behind it, with a paragraph below",
    "alike": "a title behind the same words of film, or counted words, that other lines begin with",
    "scored": "one of several lines in a row that hold a title and its rating",
}
"""How the heads of sections look, from the clearest to the faintest."""
CLEAR: Final = ("linked", "numbered", "led", "timed", "bracketed", "marked")
"""Styles that may stand together in one document."""

FAINT: Final = ("above", "kicker")
"""Styles of which two lines may be chance."""
BODILESS: Final = ("card", "linked", "listed", "kicker", "scored")
"""Styles of lists, where nothing need stand under a line."""

IS_NUMBERED: Final = r"^\W{0,8}(?:#{1,6}\s+)?(?:(?:\d{1,3}|-)\s?[.)]|#\d{1,3}\s?[.):–-]?)\s+\S"
IS_BRACKETED: Final = r"^[^()]+\([^()]+\)\W*$"
IS_DATED: Final = r"\((?:18|19|20)\d\d\)$"
IS_MARKED: Final = (
    r"^\s*[*_]{1,3}[^*_]+[*_]{1,3}\s*(?:<br>)?\s*$"
    r"|^[“\"„«»‘]\s?[\p{Lu}\d¿¡][^“”\"„«»\n]{0,58}[^“”\"„«»\n.,;][”\"“»«’]$"
)
IS_SCORE: Final = r"^\W*(?:\d{1,2}(?:[.,]\d)?\s?/\s?\d{1,3}|[A-DF][+−-]?)\W*$"
"""A rating alone, which reviews print in bold as well."""
STARS: Final = r"(?:[★☆⭐✭●○½\x{FE0F}]{1,20}|(?:\(star\)){1,5}|\*(?:\s?\*){0,4})(?:\s?(?:½|1/2))?"
"""Stars as glyphs, as asterisks, or as agencies of the news write them."""
IS_RATED: Final = (
    rf"^[^★☆⭐✭●*|]*[\p{{L}}\p{{N}})\]”\"’!?]\s+{STARS}\s*$"
    r"|^(?:[★☆⭐✭●○½]{2,10}|\*{2,5}½?)\s+[\p{Lu}\d“\"‘][^★☆⭐✭●*|]*$"
)
"""A title and its stars."""
IS_GRADED: Final = rf"^\W{{0,4}}({GRADED_TITLE}){BEFORE_GRADE}{GRADE}$"
"""A title and its grade, as a column sums up its films."""
VERDICT: Final = (
    r"^(?:.{1,60}\s[–—-]\s*)?[★☆⭐✭●]{2,}½?\s*(?:\([^()]*\))?\s*$|^\*{1,5}(?:\s?(?:½|1/2))?\s*$"
)
"""The line below a title that rates its film: stars, and maybe a few words before them, or whose they are."""
MAKER_AND_PLACE: Final = r"^([^,]+),\s+[^,\d]+,\s+(?:19|20)\d\d$"
"""Who made a film, where and when, as stands below its title."""
KNOWN_FOR: Final = r"^[^()]+\([^()]*[‘'“\"][^()‘’]+[’'”\"]\)\W*$"
"""Somebody, and a title between quotation marks in brackets."""
SAYS_WHICH_FILMS: Final = r"^(?i:films|movies|filme|pel[íi]culas|pelis|filmes|filmer)\s+(?i:that|which|I|we|you|from|die|que|qui|dat|som|of)\s"
"""The first words below a heading that says which films are listed."""
BEFORE_STARS: Final = rf"^\W*([^*]*?\S)\s+{STARS}\s*$"
AT_FESTIVAL: Final = r"^\p{Lu}[\p{L}’'-]+(?:\s\p{Lu}[\p{L}’'-]+)?\s(?:19|20)\d\d\s*:\s+"
"""The festival that a film was seen at, ahead of its title."""
REVIEW: Final = r"(?:reviews?|kritik|critique|cr[íi]tica|recensione|rese[ñn]a|resenha|recensie|recension|anmeldelse|rezension|besprechung)"
IS_REVIEWED: Final = (
    rf"^\W{{0,4}}(?i:(?:(?:film|movie|kino|mini|short|quick|kurz|dvd|blu-ray|capsule)[\s-]?)?{REVIEW}(?:\s+express)?(?:\s*:|\s+[–—-])\s+|(?:film)?(?:kritik|rezension|besprechung)\s+zu[mr]?\s+)[“\"‘«„'_*]*[\p{{Lu}}\d¡¿][^.!?]{{0,80}}(?:[!?]|\s\p{{Lu}}\p{{L}}{{1,3}}\.)?$"
    r"|^\W{0,4}(?i:(?:film)?(?:kritik|rezension|besprechung)\s+zu[mr]?\s+)[“\"„«»‘'][\p{Lu}\d][^“”\"„«»]{1,80}[”\"“»«’'](?:\s*[:–—-]\s.{0,140})?$"
    rf"|^\W{{0,4}}(?i:(?:film\s+|movie\s+)?{REVIEW}\s*:\s+)[“\"‘«„'_*]\S.{{0,120}}$"
    rf"|{AT_FESTIVAL}[\p{{Lu}}\d“\"‘«][^.!?]{{0,80}}$"
    r"|^[“\"‘«„']?[\p{Lu}\d¡¿][^:.]{1,60}\s[–—|-]\s(?i:(?:film|movie)\s+review)$"
)
"""A headline of an archive of reviews: `Review: Title`, `Kritik zu „Titel“: Worte`, `Rome 2019: Title`,
`Title – Film Review`."""
QUOTED_IN_HEAD: Final = r"[:\s][“\"‘«„]([^“”\"«»‘„]{2,80}?)[”\"’»“](?:\W|$)"
"""The marked title in such a headline."""
IS_ASPECT: Final = r"^\W*(?i:(?:the\s+|my\s+|our\s+)?(?:story|plot|acting|cast|performances?|direction|directing|script|screenplay|writing|visuals?|music|score|soundtrack|overall|verdict|rating|total|entertainment|cinematography|effects|action|humou?r|film|movie|picture|video|audio|extras|sound|image|note|wertung|bewertung|stars?)(?:\s+(?:rating|score))?(?:\s+[★☆⭐✭●○½*]|\s*[:–—-]\s))"
"""What of one film is rated besides the whole."""
IS_VOTER: Final = r"^[^:(]{4,40}\s?[,–—-]\s(?:\p{L}+\s){0,3}(?i:critic|journalist|programmer|curator|editor|kritiker(?:in)?|crítico|critique)\b"
"""Somebody whose list of films a poll prints below."""
IS_ITEM: Final = (
    r"^\s*(?:[-*•+]\s+|#{1,6}\s+)?(?:#?\d{1,3}[.):]\s+)?(?:[*_]{1,3}|[“\"‘«])(?:\d{1,3}[.)]\s)?[^*_“”\"’«»()]+[*_”\"’»]{1,3}\s+\("
    r"|^\s*\d{1,3}[.)]\s+[\p{Lu}\d][^().:]*\((?:18|19|20)\d\d\b"
)
"""A marked or numbered title and its data in brackets: prose behind it is the capsule of the film."""
LED_BY_TITLE: Final = (
    r"^\W{0,4}[_*]{1,3}([\p{Lu}\d][^_*]*)[_*]{1,3},?\s+(?:\(|[–—-]\s|(?:[Dd]ir(?:\.|ected)|by|de|d[’']|von|di|avec|con|mit|with)\b)",
    r"^\W{0,4}[‘'“\"„«]([\p{Lu}¡¿\d][^”\"“»«]*?)[’'”\"“»],?\s+(?:\(|(?:[Dd]ir(?:\.|ected)|by|de|d[’']|von|di)\b)",
)
"""A marked or quoted title that a line begins with, and the director or the data behind it."""
WORDS_SAID: Final = 8
"""Blanks of what is said between quotation marks, as excerpts of reviews are, and no title."""
BEGINS_WITH_QUOTE: Final = r"^\W{0,2}[‘“\"„«]"
BEGINS_WITH_MARK: Final = r"^\W{0,4}[_*‘'“\"„«]"
"""What each of these forms begins with: a quick test before them."""
IS_TIMED: Final = (
    r"^(?:\d{1,2}[:.h]\d{2}\s*(?i:[ap]\.?m\.?|uhr|h|hrs)?|\d{1,2}\s?(?i:[ap]\.?m\.?|uhr|h))\s*[-–—:|]*\s+(?:\|?\s?(?:\p{L}+\s)?(?i:screen|salle|sala|saal|kino|cinema|room|zaal|salong?)(?:\s[\p{L}\d]{1,8})?\s+[|–—-]\s+)?([\p{Lu}\d“\"‘_*][^|]*)$"
    r"|^([\p{Lu}“\"‘_*][^|]*?)\s*(?:\s[-–—@]|,|:|\sat)\s+(?:\d{1,2}[:.h]\d{2}\s*(?i:[ap]\.?m\.?|uhr|h|hrs)?|\d{1,2}\s?(?i:[ap]\.?m\.?|uhr|h))$"
)
YEAR_BETWEEN: Final = r"\s[–—-]\s(?:19|20)\d\d\s[–—-]\s"
"""What a line of data has between places and length."""
NO_FILM: Final = r"^\W{0,4}(?i:doors|screen\s?\d|intro|interval|break|breakfast|q\s?&\s?a|discussion|drinks|reception|lunch|dinner|einlass|pause|ouverture|apertura)\b"
"""What a timetable holds besides films."""
IS_LISTED: Final = (
    rf"{LISTED_IN_BRACKETS}"
    r"|^([^|/·•–]*\p{L}[^|/·•–\d]+?)\s[|/·•–]\s.*\s[|/·•–]\s.*(?:\b(?:19|20)\d{2}\b|\b\d{2,3}\s?(?:min\w*|['′’]))"
)
BARE_YEAR: Final = r",?\s((?:18|19|20)\d\d)$"
TITLE_AND_BRACKET: Final = r"^([^()]+?)\s*\([^()]+\)\W*$"
BEHIND_YEAR: Final = r"^([^()]+\((?:18|19|20)\d{2}\))\s*(?:,|\s[|–—@-])\s.*$"
"""A title with its year, and where it is shown behind it."""
ON_CHANNEL: Final = r",\s+(?:BBC|ITV|Film\s?4|Channel\s\d|More\s?4|E4|Sky|Netflix|Amazon|Disney|Mubi|MUBI|Talking\sPictures|TCM|Arte|ARTE|ARD|ZDF|RTL|Sat\.?1|Pro\s?7|TF1|France\s\d|Canal|Rai|La\s[127]|TV[235E])\b.*$"
"""The channel behind a title."""
OUT_ON: Final = rf"\s*(?:[–—-]\s+|,\s+|\()(?:(?:out|released|opens|in\s+cinemas|from|ab)\s+)?(?i:{WEEKDAY},?\s+)?(?i:\d{{1,2}}(?:st|nd|rd|th|\.)?\s+{MONTH}|{MONTH}\.?\s+\d{{1,2}}(?:st|nd|rd|th)?)(?:,?\s+\d{{4}})?\)?$"
"""The day on which a film opens, behind its title."""
AFTER_DAY: Final = rf"^\s*(?:[-*•+]\s+)?[*_]{{0,3}}(?i:(?:{WEEKDAY},?\s+)?(?:\d{{1,2}}(?:st|nd|rd|th|\.)?\s+{MONTH}|{MONTH}\.?\s+\d{{1,2}}(?:st|nd|rd|th)?)(?:,?\s+\d{{4}})?|\d{{4}}-\d\d-\d\d|\d{{1,2}}/\d{{1,2}}(?:/\d{{2,4}})?|\d{{1,2}}\.\s?\d{{1,2}}\.(?:\d{{2,4}})?)(?i:,?\s+(?:à|at|um|alle|ore|om|kl\.?|às|a\s+las)?\s*\d{{1,2}}\s?(?:[:.h]\d{{0,2}}|uhr|[ap]m)\s?(?:uhr|h|[ap]m)?)?[*_]{{0,3}}\s*[:–—|-][*_]{{0,3}}\s+"
"""The day on which somebody saw a film, as diaries print it ahead of the title."""
MAY_BE_AFTER_DAY: Final = r"^.{0,24}\d.{0,12}[:–—|-]"
TITLE_WORD: Final = r"(?:[\p{Lu}\d][^\s:;()–—]*|&|\p{Ll}{1,3}|with|from|into|over|avec|entre)"
"""A word of a title whose words begin with capitals."""
NUMBER: Final = r"^\W{0,4}(?:(?i:no\.?\s?)?#?\d{1,3}\s?[.):–-]\s*)?"
IN_BRACKETS: Final = r"(?:\s*\([^()]+\))?"
RATED: Final = r"(?:cert(?:ificate)?\.?\s+)?(?:12A?|15A?|18|PG(?:-13)?|U|R|G|NR|NC-17|Unrated|Not\s+Rated|FSK\s?\d{1,2}|TP|(?:19|20)\d\d|\d{2,3}\s?(?:min\w*|[’']))(?:[,;|/]\s[^()]*)?"
"""What stands in the brackets behind a title that prose goes on from: certificate, year, length."""
DATED_KICKER: Final = 1
"""The form of the paragraphs that begin with a title and its year, which is sign enough."""
KICKERS: Final = (
    rf"{NUMBER}[_*“\"„‘«]{{0,2}}([\p{{Lu}}\d¿¡][^;()|]{{0,90}}?),?[_*”\"“’»]{{0,2}}\s+\((?:18|19|20)\d\d\)[_*”\"“’»]{{0,2}}(?:[.,:;]\s|\s+(?:[–—-]\s+[\p{{Lu}}“\"]|\p{{Ll}}|d[’'])|\s*--)",
    rf"{NUMBER}[_*]{{1,3}}([\p{{Lu}}\d][^_*]+?)[:.,]?[_*]{{1,3}}{IN_BRACKETS}\s*[:.,–—-]{{0,2}}\s",
    rf"{NUMBER}[“\"„‘«]\s?([\p{{Lu}}\d][^”\"“’»]+?)[,.]?\s?[”\"“’»]{IN_BRACKETS}\s*[:.,–—-]{{0,2}}\s",
    rf"{NUMBER}([\p{{Lu}}\d][\p{{Lu}}\d\s,'’&!?.:-]+[\p{{Lu}}\d!?]){IN_BRACKETS}(?:\s*[:.,–—-]?\s|\s*--)",
    rf"{NUMBER}([\p{{Lu}}\d][^|.!?;()]{{0,60}}?){IN_BRACKETS}\s+\|\s+[\p{{Lu}}\d“\"‘]",
    rf"{NUMBER}([\p{{Lu}}\d][^.:!?()]+(?::\s\p{{Lu}}[^.:!?(),]{{1,30}})?){IN_BRACKETS}:\s",
    rf"{NUMBER}([\p{{Lu}}\d][^:;()]+?)\s+\({RATED}\)\s*[.:,–—-]{{0,2}}\s+[\p{{Lu}}“\"‘]",
    rf"{NUMBER}([\p{{Lu}}\d][^★☆⭐✭●*;()]+?)\s+{STARS}\s*[.:–—-]{{0,2}}\s+[\p{{Lu}}“\"‘]",
    rf"{NUMBER}([\p{{Lu}}\d][^\s:;()–—]*?(?:\s+{TITLE_WORD})*?),?{IN_BRACKETS}(?:\s*--+\s*|\s+[–—-]\s+)[\p{{Lu}}\d“\"‘]",
)
"""Titles that begin a paragraph: marked, quoted, in capitals, before a colon, a certificate, a bar, a dash."""
ARTICLE_BEHIND: Final = r"(?-u:\b)\s+A$"
"""The first word of the sentence behind a title in capitals."""
LONGEST_LABEL: Final = 40
LONGEST_HEAD: Final = 200
FURTHEST_KICKER: Final = 130
"""So far into a paragraph the title that it begins with may reach."""
SHORTEST_PARAGRAPH: Final = 80
"""Characters of a capsule that begins with its title, or stands right below it."""
LONG_ENOUGH: Final = 120
"""Characters of a paragraph that speaks of a film."""
TELLS_FILM: Final = (
    r"\((?:[^()]*\b(?:(?:18|19|20)\d{2}|12A?|15|18|PG(?:-13)?|U|cinemas?|VOD|Netflix)\b[^()]*)\)"
)
TELLS_DATA: Final = (
    r"(?i:\b(?:directed\s+by|directors?\b|directs\b|dir[.:]|reż\.|rež(?:ie|\.)|\bregi:|starring|stars?\s|debut\b|regie|réalis|dirigid|drehbuch|interpr[eé]\p{L}+\s?:|darsteller\s?:|reparto\s?:|elenco\s?:|cast\s?:)"
    r"|\b\d{2,3}\s?(?:min|mins|minutes|minuten)\b|\b\d\s?h\s?\d\d\b|\brat(?:ing|ed)\b)"
    r"|\((?:di|de|von|by|av|af)\s\p{Lu}\p{L}+\s\p{Lu}"
    r"|[★☆⭐]|[\s^]\*{2,5}(?:\s|$)|\b\d(?:\.\d)?/(?:5|10)\b"
)
"""What every capsule tells of its film: who made it, who is in it, how long or good it is."""
TELLS_MAKER: Final = rf",\s+(?:\p{{Ll}}+\s+)?(?:d[’']|(?:de|di|von|by|dir\.|av|van)\s+){NAME}"
"""Who made the film, behind its title."""
TELLS_ACTING: Final = rf"(?:{NAME})[’']?s?,?\s+(?:\p{{Ll}}+\s+){{0,2}}?(?:plays?|stars?|co-stars?|directs|spielt|spielen|gibt|joue|incarne|interpreta|encarna|adapte|adapta|réunit|inszeniert|dan\s+vida)\b"
"""A full name, and that he or she acts or directs."""
MAKER_BELOW: Final = r"^\((?:(?:di|de|von|by|regi:?|dir\.?|av|af)\s|d[’'])\s?\p{Lu}"
"""Who made the film, in brackets below its title."""
LABEL_BELOW: Final = r"^(\p{Lu}[\p{L}’'-]*(?:\s[\p{L}’'-]+){0,3})\s?:"
"""The label of the first of the data below a title."""
SAYS_SEVERAL: Final = (
    r"(?i)\b(?:\d+|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|top|best|worst|new|more|other|these|mini|film|movie|capsule|zehn|fünf|drei|neue|diez|cinco|tres|cinq|dix|trois|cinque|dieci|fem|tio|vijf|tien|cinco|dez|pięć|dziesięć)\b.{0,40}\b(?:films|movies|releases|reviews|filme|películas|estrenos|filmer|filmes|filmów)\b"
    r"|\b(?:due|tre|quattro|cinque|sei|sette|otto|nove|dieci|venti|två|fyra|fem|tio)\s+(?:\p{Ll}+\s+){0,2}film\b"
    r"|\b(?:round-?up|capsules?|film reviews|movie reviews|filmrecensies|filmkritiken|kinokritiken|filmrecensioner|filmanmeldelser|now (?:playing|showing)|film season|season of films|serie films|films in het|filmes em cartaz|(?:resenhas|cr[íi]ticas|rese[ñn]as|recensioni|critiques|anmeldelser|recensies)\s+(?:(?:de|do|di|van|af|dos|de\s+los)\s+)?(?:filme?s?|film|cine|pel[íi]culas|cin[ée]ma)|in brief|(?:new|national|limited|wide) releases|double bill|triple bill|all-?nighter|marathon|line-?up|film diary|festival diary|(?:films|movies) (?:of the|this) (?:week|weekend|year|month|decade)|(?:what|films|movies) to (?:watch|see|stream)|(?:what )?(?:we|i)(?:'ve|’ve)? (?:watched|saw|seen)|new on|neu im kino|kinostarts?|filmstarts|(?:filme|kino) der woche|kurzkritiken|sorties de la semaine|sorties cin[ée]ma|films de la semaine|uscite (?:della settimana|al cinema|in sala)|sorties (?:de|du) mercredi|estrenos|cartelera|programme|winners"
    r"|opening (?:this|next) (?:week|weekend|friday|month)|also (?:out|released|showing|opening|in cinemas)|out (?:this|next) (?:week|weekend|month)|(?:films?|movies?|cinema|streaming|dvd|blu-ray) (?:picks|diary|guide|preview|digest|notes|column|releases)|(?:short|quick) takes|mini-reviews|in short|film capsules|what (?:to|i|we) (?:watch|see|stream|watched|saw)|(?:films|movies) on tv|to stream|box office|repertory|reviewed|(?:festival|wettbewerbs)filme|film ?archiv|(?:all|alle|tous les|tutti i|todos los|todas as) (?:films?|filme|movies)|films? a[-–]z|filme a[-–]z|top (?:ten|five|twenty|\d+) lists?|aus dem kino|en salles|en cartelera|stasera in tv)\b"
)
TELLS_CAST: Final = rf"\p{{Ll}}{{2,}}[,”\"]?\s\((?:\p{{Ll}}[\p{{Ll}}’'-]*\s+){{0,4}}{NAME}(?:(?:,\s+|\s+(?:and|&|und|et|y)\s+){NAME})*(?:,\s[^()]*)?\)"
"""Who plays a part, in brackets behind it."""
TOLD_SHARE: Final = 0.3
"""Where a headline tells that there are several films, fewer of its capsules need to say so again."""
IS_CREDITED: Final = (
    rf"\s\((?:[Dd]ir\.?:?\s+)?({NAME}(?:(?:,|\s+(?:and|&|und|et|y))\s+{NAME})*)\)\W*$"
)
"""Somebody's name, in brackets at the end of a line."""
PICTURE: Final = r"!\[[^\]]*\]\([^()]*\)|<[^<>]+>"
SHORTEST_BODY: Final = 12
FEWEST: Final = 2
FEWEST_FAINT: Final = 3
"""So many lines whose paragraphs say them again are no chance."""
MOST: Final = 0.75
"""Heads of one style are the heads, where they are so many of those of any style."""
CONFIRMED_SHARE: Final = 0.6
HALF: Final = 0.5
MOSTLY_PERSONS: Final = 0.8
"""Where so many lines of data begin with persons, none of them begins with a title."""
BEGINS_WITH_CLOCK: Final = r"^\d{1,2}[:.h]\d{2}\b"
OUTSET: Final = 600
"""So far into what stands under a head it is looked at for words of film."""
FIRST_WORDS: Final = 6
"""How many characters may stand before a link that begins a paragraph."""


def headed_sections(
    lines: pl.DataFrame, links: pl.DataFrame, documents: pl.DataFrame
) -> pl.DataFrame:
    """The sections of round-ups: a title, the lines that speak of it, and where it stands.

    Args:
        lines: As from `with_looks`, of documents about films.
        links: As from `imdb_links`.
        documents: `document_id`, `is_single` (its fields describe one film), `has_credits` (it has
            one block of credits), `is_several` (its source, its headline or its first lines tell
            that there are several).

    Returns:
        `document_id`, `value`, `value_normalised`, `detail`, `line_no`, `last_line`, `imdb_id`.
    """
    may_have = documents.filter(~pl.col("is_single"))
    lines = lines.join(may_have, on="document_id", how="semi", maintain_order="left")
    if lines.is_empty():
        return pl.DataFrame()
    heads = _heads(lines, links).filter(pl.len().over("document_id", "kind") >= FEWEST)
    if heads.is_empty():
        return pl.DataFrame()
    heads = _without_teasers(heads, lines)
    with_bodies = _with_bodies(with_counted(heads, lines), lines)
    counted = with_bodies.group_by("document_id", "kind").agg(
        heads=pl.len(),
        confirmed=pl.col("is_confirmed").mean(),
        named=pl.col("is_named").mean(),
        told=pl.col("is_told").mean(),
        counted=pl.col("is_counted").mean(),
        dated=pl.col("told").is_not_null().mean(),
        titles=pl.col("key").n_unique(),
        style=pl.col("style").first(),
        rank=pl.col("rank").min(),
    )
    is_counted = pl.col("counted") >= MOST
    is_clear = pl.col("kind").is_in(["clear", "opening", "card", "listed", *CLEAR])
    is_faint = pl.col("style").is_in(FAINT)
    is_many = pl.col("heads") > FEWEST
    is_likely = pl.col("is_several") | (pl.col("told") >= CONFIRMED_SHARE)
    chosen = (
        counted.join(documents, on="document_id", how="inner", maintain_order="left")
        .filter(
            pl.col("heads") >= FEWEST,
            (
                pl.col("confirmed")
                >= pl.when(pl.col("is_several") & is_many)
                .then(TOLD_SHARE)
                .otherwise(CONFIRMED_SHARE)
            )
            | is_counted,
            ~pl.col("has_credits")
            | (
                (is_clear | (is_many & (pl.col("style") == "kicker")) | pl.col("is_several"))
                & (pl.col("told") >= CONFIRMED_SHARE)
            )
            # One block of credits may be the data of one of many capsules.
            | ((pl.col("heads") > FEWEST_FAINT) & (pl.col("told") >= MOST))
            # Years behind most of many heads are those of as many films, where it is said so.
            | (
                is_clear
                & pl.col("is_several")
                & (pl.col("titles") > FEWEST_FAINT)
                & (pl.col("dated") >= MOST)
            ),
            is_clear
            | (pl.col("style").is_in(["reviewed", "alike"]) & is_many)
            | (is_likely & (is_many | ~is_faint))
            | (pl.col("is_several") & (pl.col("told") >= CONFIRMED_SHARE))
            | (pl.col("is_several") & (pl.col("named") >= MOST) & ~is_faint)
            | ((pl.col("kind") == f"kicker{DATED_KICKER}") & is_many)
            | ((pl.col("named") >= CONFIRMED_SHARE) & is_many & ~is_faint)
            | ((pl.col("named") >= MOST) & (pl.col("heads") > FEWEST_FAINT)),
        )
        .filter(pl.col("heads") >= MOST * pl.col("heads").max().over("document_id"))
        .sort("document_id", "rank", "kind", maintain_order=True)
        .unique("document_id", keep="first", maintain_order=True)
        .select("document_id", "kind")
    )
    return (
        with_bodies.join(chosen, on=["document_id", "kind"], how="inner", maintain_order="left")
        .filter(
            (pl.col("body_size") >= SHORTEST_BODY)
            | pl.col("style").is_in(BODILESS)
            | pl.col("is_credited")
            | pl.col("is_counted")
            | ((pl.col("style") == "numbered") & pl.col("told").is_not_null())
            | ((pl.col("style") == "opening") & (pl.col("size") >= LONG_ENOUGH))
        )
        # One that is left of several is no more of a head than the others.
        .filter(pl.len().over("document_id") >= FEWEST)
        .sort("document_id", "line_no", maintain_order=True)
    )


def _without_teasers(heads: pl.DataFrame, lines: pl.DataFrame) -> pl.DataFrame:
    """The heads but for those in a row with their ratings of which the prose names less than half.

    Sites print the ratings of other films so beside a review.
    """
    is_scored = pl.col("style") == "scored"
    if not heads.select(is_scored.any()).item():
        return heads
    prose = (
        lines.filter(pl.col("size") >= SHORTEST_PARAGRAPH)
        .group_by("document_id")
        .agg(prose=pl.col("line").str.join("\n"))
    )
    spoken = (
        heads.filter(is_scored)
        .join(prose, on="document_id", how="inner", maintain_order="left")
        .group_by("document_id")
        .agg(share=pl.col("prose").str.contains(pl.col("value"), literal=True).mean())
        .filter(pl.col("share") >= HALF)
    )
    return pl.concat(
        [
            heads.filter(~is_scored),
            heads.filter(is_scored).join(spoken, on="document_id", how="semi"),
        ]
    )


def _heads(lines: pl.DataFrame, links: pl.DataFrame) -> pl.DataFrame:
    """Lines that could head a section: with their style, their kind and the title in them.

    `kind` is the style, and heads of the clear styles stand under two kinds more: `clear`, all of
    them together, and `plain`, as a document with plain heads may have clear ones among them.
    """
    found = _styled(lines, links)
    ranks = {name: rank for rank, name in enumerate(STYLES)}
    numbered = _with_bare_years(found).with_columns(
        kind=pl.concat_str(
            "style",
            pl.when(pl.col("style") == "heading").then("heading").otherwise("form"),
            ignore_nulls=True,
        ),
        rank=pl.col("style").replace_strict(ranks, return_dtype=pl.Int32),
        director=pl.when(pl.col("style") == "numbered").then(
            pl.col("line").str.extract(IS_CREDITED, 1)
        ),
        told=pl.coalesce(
            pl.col("line").str.extract(r"\(([^()]*,\s*)?((?:18|19|20)\d{2})\)\W*$", 2),
            "listed_year",
            "bare_year",
        ),
    )
    is_bracketed_item = (pl.col("style") == "listed") & (
        pl.col("line").str.contains(IS_BRACKETED)
        | ((pl.col("listed_by") == "data") & pl.col("line").str.contains(BEGINS_WITH_CLOCK))
    )
    clear = numbered.filter(
        (pl.col("style").is_in(CLEAR) | is_bracketed_item) & (pl.col("line_no") > 0)
    ).filter(~_is_standfirst())
    together = {"clear": len(STYLES), "plain": ranks["plain"]}
    # A blank line between title and paragraph may be lost here and there.
    has_plain = (pl.col("style") == "plain").any().over("document_id")
    is_lost = (pl.col("style") == "above") & (pl.col("next_size") >= LONG_ENOUGH) & has_plain
    heads = pl.concat(
        [
            numbered.filter(pl.col("style") != "reviewed").pipe(_without_captions, clear),
            numbered.filter(is_lost).with_columns(
                kind=pl.lit("plain"), rank=pl.lit(ranks["plain"], pl.Int32)
            ),
            numbered.filter(
                "is_reviewed",
                ~pl.col("is_bullet"),
                pl.max_horizontal("next_size", "second_size") >= SHORTEST_PARAGRAPH,
            ).with_columns(
                kind=pl.lit("reviewed"),
                rank=pl.lit(ranks["reviewed"], pl.Int32),
                style=pl.lit("reviewed"),
                candidate=pl.coalesce(
                    pl.col("line").str.extract(QUOTED_IN_HEAD, 1),
                    pl.col("line").str.replace(AT_FESTIVAL, ""),
                ),
            ),
            *(
                clear.with_columns(kind=pl.lit(kind), rank=pl.lit(rank, pl.Int32))
                for kind, rank in together.items()
            ),
        ]
    )
    year = pl.concat_str(pl.lit('{"year": '), "told", pl.lit("}"))
    makers = pl.struct(makers="listed_who").struct.json_encode()
    return heads.join(
        read_titles(heads["candidate"]), on="candidate", how="inner", maintain_order="left"
    ).with_columns(
        detail=pl.when(pl.col("told").is_not_null() & pl.col("listed_who").is_not_null())
        .then(
            pl.concat_str(makers.str.strip_suffix("}"), year.str.replace("{", ", ", literal=True))
        )
        .when(pl.col("told").is_not_null())
        .then(year)
        .when(pl.col("director").is_not_null())
        .then(pl.struct("director").struct.json_encode())
        .when(pl.col("listed_who").is_not_null())
        .then(makers)
        .otherwise("detail")
    )


def _with_bare_years(found: pl.DataFrame) -> pl.DataFrame:
    """The heads with `bare_year`: the year at the end of a title, where nearly all of a style end so."""
    year = pl.col("candidate").str.extract(BARE_YEAR, 1)
    by_style = ["document_id", "style"]
    is_usual = (year.count().over(by_style) > FEWEST) & (
        year.is_not_null().mean().over(by_style) >= MOST
    )
    return found.with_columns(bare_year=pl.when(is_usual).then(year)).with_columns(
        candidate=pl.when(pl.col("bare_year").is_not_null())
        .then(pl.col("candidate").str.replace(BARE_YEAR, ""))
        .otherwise("candidate")
    )


def _without_captions(heads: pl.DataFrame, clear: pl.DataFrame) -> pl.DataFrame:
    """The heads but for plain lines right below clear ones, where most of these have one below.

    Such a line is what stands below a picture, or says in a few words what the film is like.
    """
    place = ["document_id", "line_no"]
    below = clear.select("document_id", line_no=pl.col("line_no") + 1)
    captions = (
        heads.filter(pl.col("style") == "plain")
        .join(below, on=place, how="semi")
        .select(*place, times=pl.len().over("document_id"))
    )
    counted = clear.group_by("document_id").agg(clear=pl.len())
    mostly = captions.join(counted, on="document_id").filter(
        pl.col("times") >= FEWEST, pl.col("times") >= CONFIRMED_SHARE * pl.col("clear")
    )
    return heads.join(mostly, on=place, how="anti", maintain_order="left")


def _is_standfirst() -> pl.Expr:
    """Whether a head of clear style is the only one in bold or italics, above all the others."""
    is_first = pl.col("line_no") == pl.col("line_no").min().over("document_id")
    is_only = pl.len().over("document_id", "style") == 1
    return (pl.col("style") == "marked") & is_first & is_only


def _styled(lines: pl.DataFrame, links: pl.DataFrame) -> pl.DataFrame:
    """The lines that have one of `STYLES`, with `style` and `candidate`."""
    linked = links.select(
        "document_id", "line_no", "imdb_id", link="candidate", at="span_start"
    ).unique(["document_id", "line_no"], keep="first", maintain_order=True)
    may_be_dated = pl.col("raw").str.contains(MAY_BE_AFTER_DAY)
    undated, line_undated = (
        pl.when(may_be_dated).then(pl.col(name).str.replace(AFTER_DAY, "")).otherwise(name)
        for name in ("raw", "line")
    )
    shift = pl.col("raw").str.len_chars().cast(pl.Int32) - undated.str.len_chars().cast(pl.Int32)
    looks = _looks(undated, line_undated)
    prepared = (
        with_told(lines, "raw", undated=undated, line_undated=line_undated, shift=shift, **looks)
        .with_columns(
            raw="undated",
            line="line_undated",
            start=pl.col("start") + pl.col("shift"),
            next_size=beside(pl.col("size"), -1).fill_null(0),
            second_size=beside(pl.col("size"), -2).fill_null(0),
            label_below=pl.when(
                "is_title_like",
                ~pl.col("line").str.contains(LABEL_BELOW),
                ~beside(pl.col("line").str.contains(r":$"), 1, pl.lit(value=False)),
            ).then(
                pl.coalesce(
                    beside(pl.col("line"), -1).str.extract(LABEL_BELOW, 1),
                    pl.when(~_recurs()).then(
                        beside(pl.when(_recurs(), pl.col("after_blank")).then("line"), -1)
                    ),
                )
            ),
        )
        .with_columns(
            is_above_label=pl.col("label_below").is_not_null()
            & (pl.len().over("document_id", "label_below") >= FEWEST),
            is_verdict=_is_verdict(),
            is_scored=_in_a_row(
                pl.any_horizontal("is_rated", "is_graded") & pl.col("is_title_like")
            ),
            is_above_list=beside(pl.col("line").str.contains(SAYS_WHICH_FILMS), -1).fill_null(
                value=False
            ),
        )
        .with_columns(above_verdict=beside(pl.col("is_verdict"), -1).fill_null(value=False))
        .join(linked, on=["document_id", "line_no"], how="left", maintain_order="left")
    )
    line, raw = pl.col("line"), pl.col("raw")
    is_data = pl.any_horizontal("is_fact", "is_role", "is_bare_role")
    # A capsule may hold as much data as a line of a list.
    is_capsule = (
        pl.col("has_kicker")
        & ~pl.col("is_bullet")
        & (pl.col("size") >= SHORTEST_PARAGRAPH)
        & line.str.contains(r"\p{Ll}{3}[.!?]\s")
    )
    by_bars = (
        (pl.col("style") == "listed")
        & pl.col("listed").is_null()
        & line.str.extract(IS_LISTED, 1).is_null()
    )
    short = prepared.filter(
        pl.col("size") <= LONGEST_HEAD,
        ~is_data,
        ~is_capsule,
        ~line.str.contains(IS_SCORE),
        ~line.str.contains(IS_VOTER),
        ~pl.any_horizontal("is_verdict", "is_above_list"),
    )
    styled = (
        short.with_columns(style=_style())
        .filter(pl.col("style").is_not_null())
        .with_columns(
            candidate=pl.when(pl.col("style").is_in(["opening", "linked"]))
            .then("link")
            .when(pl.col("style") == "led")
            .then("led")
            .when(pl.col("style").is_in(["card", "listed"]))
            .then(
                pl.coalesce(
                    "listed", line.str.extract(IS_LISTED, 1), line.str.extract(IS_LISTED, 2)
                )
            )
            .otherwise(
                pl.coalesce(
                    line.str.extract(IS_TIMED, 1),
                    line.str.extract(IS_TIMED, 2),
                    pl.when(pl.col("style").is_in(["rated", "scored"])).then(
                        pl.coalesce(
                            raw.str.extract(BEFORE_STARS, 1), line.str.extract(IS_GRADED, 1)
                        )
                    ),
                    line,
                )
                .str.replace(r"^(?:(?:#?\d{1,3}|-)\s?[.)]|#\d{1,3}\s?[:–-]?)\s+", "")
                .str.replace(TITLE_AND_BRACKET, "$1")
                .str.replace(BEHIND_YEAR, "$1")
                .str.replace(ON_CHANNEL, "")
                .str.replace(OUT_ON, "")
            )
        )
    )
    # Who made the film may stand first in the data below its title.
    persons = persons_alone(styled.filter(by_bars)["candidate"])
    are_persons = pl.col("candidate").is_in(persons.implode()).filter(by_bars).mean()
    styled = styled.filter(
        ~by_bars | (are_persons.over("document_id").fill_null(0.0) < MOSTLY_PERSONS)
    ).pipe(_without_persons)
    is_said = pl.col("candidate").str.count_matches(r"\s") >= WORDS_SAID
    styled = _without_furniture(
        sifted(
            styled,
            ~(is_said & pl.col("raw").str.contains(BEGINS_WITH_QUOTE)).fill_null(value=False),
            (pl.col("line_no") > 1) | ~pl.col("line").str.contains(OF_LIST),
        )
    )
    alike = prepared.join(
        led_alike(lines), on=["document_id", "line_no"], maintain_order="left"
    ).with_columns(
        style=pl.lit("alike"), candidate=pl.col("behind").str.replace(TITLE_AND_BRACKET, "$1")
    )
    long = prepared.filter(pl.col("size") > LONGEST_HEAD)
    linking = long.filter(_begins_with_link()).with_columns(
        style=pl.lit("opening"), candidate="link"
    )
    listing = long.filter(pl.col("listed").is_not_null(), ~is_capsule).with_columns(
        style=pl.lit("listed"), candidate="listed"
    )
    begins = pl.any_horizontal("after_blank", "is_bullet", "is_dated") | (
        pl.col("size_before") >= LONG_ENOUGH
    )
    paragraphs = prepared.filter(
        begins
        & pl.col("link").is_null()
        & (pl.col("size") >= SHORTEST_PARAGRAPH)
        & (~is_data | pl.col("has_kicker"))
    )
    # Some of the films of a diary have a sentence or two, others a paragraph.
    is_item = pl.col("is_item")
    kickers = [
        paragraphs.with_columns(
            style=pl.when(is_item).then(pl.lit("listed")).otherwise(pl.lit("kicker")),
            candidate=raw.str.slice(0, FURTHEST_KICKER)
            .str.extract(pattern, 1)
            .str.replace(ARTICLE_BEHIND, ""),
            form=pl.when(~is_item).then(pl.lit(form)),
        ).filter(pl.col("candidate").is_not_null())
        for form, pattern in enumerate(KICKERS, start=1)
    ]
    return (
        pl.concat([alike.drop("behind"), styled, linking, listing, *kickers], how="diagonal")
        # What begins a paragraph may be read in two ways, of which the others tell the right one.
        .filter(
            (pl.col("style") == pl.col("style").first().over("document_id", "line_no"))
            & (
                (pl.col("style") == "kicker")
                | pl.struct("document_id", "line_no").is_first_distinct()
            )
        )
        .drop("undated", "line_undated", "shift", *(set(looks) - {"is_reviewed"}))
    )


def _in_a_row(is_such: pl.Expr) -> pl.Expr:
    """True for lines of a kind that stand in a row of three or more of it."""
    near = {step: beside(is_such, step).fill_null(value=False) for step in (-2, -1, 1, 2)}
    return is_such & ((near[1] & near[-1]) | (near[1] & near[2]) | (near[-1] & near[-2])).fill_null(
        value=False
    )


def _is_verdict() -> pl.Expr:
    """True for lines that rate the film whose title stands above, where most such lines stand so."""
    # Asterisks are marks, and no words of a line.
    text = pl.when(pl.col("size") == 0).then("raw").otherwise("line")
    is_verdict = only_where(pl.col("size") <= LONG_ENOUGH, text).str.contains(VERDICT)
    is_below = is_verdict & beside(pl.col("is_title_like"), 1).fill_null(value=False)
    share = is_below.filter(is_verdict).mean().over("document_id")
    return (is_verdict & (share >= MOST)).fill_null(value=False)


def _without_persons(styled: pl.DataFrame) -> pl.DataFrame:
    """The heads but for those with data in brackets that most name a maker, or somebody with a film."""
    maker = pl.col("candidate").str.extract(MAKER_AND_PLACE, 1)
    known = pl.when(pl.col("raw").str.contains(KNOWN_FOR)).then("candidate")
    named = styled.with_columns(
        named=pl.when(pl.col("style") == "bracketed").then(pl.coalesce(maker, known))
    )
    persons = persons_alone(named["named"].drop_nulls())
    is_person = pl.col("named").is_in(persons.implode())
    share = is_person.filter(pl.col("named").is_not_null()).mean().over("document_id")
    return named.filter(
        pl.col("named").is_null() | (share < MOSTLY_PERSONS).fill_null(value=True)
    ).drop("named")


def _recurs() -> pl.Expr:
    """True for lines like titles that a document prints several times: labels of its sections."""
    times = pl.len().over("document_id", "line")
    return pl.col("is_title_like") & (times >= FEWEST) & (pl.col("size") <= LONGEST_LABEL)


def _without_furniture(styled: pl.DataFrame) -> pl.DataFrame:
    """The heads but for those that come again, which the films of a page have in common.

    A page may print each title twice: then most come again, and all stay.
    """
    is_bare = pl.col("style").is_in(["heading", "labelled", "plain", "above"])
    times = pl.len().over("document_id", "style", "line")
    comes_again = is_bare & (times >= FEWEST)
    share = comes_again.mean().over("document_id", "style")
    # What comes a third time is no title that a page prints twice.
    is_label = (is_bare & (times > FEWEST)).any().over("document_id", "style")
    return styled.filter(~comes_again | ((share > MOST) & ~is_label))


def _looks(raw: pl.Expr, line: pl.Expr) -> dict[str, pl.Expr]:
    """What the text of a line alone tells of it as a head, by the name of its column."""
    # Patterns are tried only where they can matter.
    may_be_timed = line.str.contains(IS_TIMED) & (pl.col("size") <= 90)
    timed = only_where(may_be_timed, line)
    may_list = only_where(line.str.contains("[(|/·•–]"), line)
    may_grade = only_where(
        (pl.col("size") <= LONG_ENOUGH) & line.str.contains(r"[\dA-F][+−–-]?$"), line
    )
    speaks = (pl.col("size") >= SHORTEST_PARAGRAPH) & line.str.contains(r"\)\s.*\p{Ll}[.!?]$")
    is_item = raw.str.contains(IS_ITEM)
    is_listed = holds(may_list, IS_LISTED, EDGE) & (~speaks | is_item)
    return {
        "is_item": is_item,
        "is_listed": is_listed,
        "has_data": is_listed & line.str.contains(r"\([^()]*[,;/·]"),
        "is_numbered": raw.str.contains(IS_NUMBERED),
        "is_bracketed": line.str.contains(IS_BRACKETED),
        "is_marked": raw.str.contains(IS_MARKED),
        "is_reviewed": holds(only_where(pl.col("size") <= LONGEST_HEAD, raw), IS_REVIEWED, EDGE),
        "is_rated": raw.str.contains(IS_RATED) & ~line.str.contains(IS_ASPECT),
        "is_graded": may_grade.str.contains(IS_GRADED) & ~may_grade.str.contains(IS_ASPECT),
        "led": led_by_title(raw),
        "is_sentence": line.str.contains(r"\p{L}[.;,]$"),
        "is_timed": may_be_timed
        & ~timed.str.contains(NO_FILM)
        & ~timed.str.contains(IS_DATE)
        & ~timed.str.contains(YEAR_BETWEEN)
        & ~says_times_only(timed),
        "is_dated": only_where(raw.str.contains(r"\((?:18|19|20)\d\d\)"), raw).str.contains(
            KICKERS[0]
        ),
        "has_kicker": raw.str.contains(KICKERS[DATED_KICKER]),
    }


def _style() -> pl.Expr:
    """The style of a short line; NULL where it has none."""
    line, raw = pl.col("line"), pl.col("raw")
    # Most lines have no link.
    is_linked = pl.col("link").is_not_null()
    linked_raw, linked = (only_where(is_linked, text) for text in (raw, line))
    bare = (
        linked_raw.str.replace_all(r"https?://[^\s\])>]+", "")
        .str.replace(r"^\s*(?:[-*•+]|\d+[.)])?\s*(?:\[[ xX-]\])?", "")
        .str.replace_all(r"[\[\](){}<>|]", "")
    )
    link_size = pl.col("link").str.len_chars()
    is_item = (link_size + 12 >= bare.str.len_chars()) & (
        pl.col("is_bullet") | raw.str.contains(r"^\s*(?:\||\d+[.)]\s)")
    )
    covers = link_size + 8 >= linked.str.replace(r"\]\(.*$", "").str.len_chars()
    is_plain = (
        pl.col("after_blank")
        & pl.col("before_blank")
        & ~pl.col("is_bullet")
        & (pl.col("size") <= 60)
        & (
            (pl.col("next_size") >= SHORTEST_PARAGRAPH)
            | (pl.col("above_verdict") & (pl.col("second_size") >= SHORTEST_PARAGRAPH))
        )
        & (pl.col("line_no") > 0)
        & (beside(pl.col("listed_who"), 1) != line).fill_null(value=True)
        # Below a title and its year stands who made the film, or where it is shown.
        & ~beside(line.str.contains(IS_DATED), 1).fill_null(value=False)
    )
    is_above = (
        (pl.col("after_blank") | (pl.col("size_before") >= LONG_ENOUGH) | (pl.col("line_no") == 1))
        & ~pl.col("before_blank")
        & ~pl.col("is_bullet")
        & (pl.col("size") <= 60)
        & (
            pl.max_horizontal("next_size", "second_size").ge(SHORTEST_PARAGRAPH)
            # Between title and paragraph stand the show and the data.
            | (
                beside(pl.col("is_show"), -1).fill_null(value=False)
                & beside(pl.col("size"), -3).ge(SHORTEST_PARAGRAPH).fill_null(value=False)
            )
        )
    )
    is_told = pl.col("listed").is_not_null()
    is_numbered = pl.col("is_numbered")
    # Where a few of the numbered heads have data in brackets, the number is what they share.
    all_told = is_told.filter(is_numbered).mean().over("document_id") >= MOST
    title_like = (
        pl.when(is_numbered)
        .then(pl.lit("numbered"))
        .when("is_scored")
        .then(pl.lit("scored"))
        .when(pl.col("is_rated") & ~pl.col("is_bullet"))
        .then(pl.lit("rated"))
        .when(pl.col("is_bracketed") & ~pl.col("is_bullet"))
        .then(pl.lit("bracketed"))
        .when(pl.col("is_marked") & ~pl.col("is_bullet"))
        .then(pl.lit("marked"))
        .when(pl.col("heading") > 0)
        .then(pl.lit("heading"))
        .when(pl.col("is_above_label") & ~pl.col("is_bullet") & (pl.col("size") <= 60))
        .then(pl.lit("labelled"))
        .when(beside(line, -1).str.contains(MAKER_BELOW) & ~pl.col("is_bullet"))
        .then(pl.lit("labelled"))
        .when(is_plain)
        .then(pl.lit("plain"))
        .when(is_above)
        .then(pl.lit("above"))
    )
    return (
        pl.when(pl.col("listed_by") == "card")
        .then(pl.lit("card"))
        .when((_begins_with_link() & covers) | is_item)
        .then(pl.lit("linked"))
        .when((is_told & (~is_numbered | all_told)) | pl.col("has_data"))
        .then(pl.lit("listed"))
        .when(
            pl.col("led").is_not_null()
            & ~pl.col("is_bullet")
            & ~pl.col("is_sentence")
            & (pl.col("size") <= LONG_ENOUGH)
        )
        .then(pl.lit("led"))
        .when("is_timed")
        .then(pl.lit("timed"))
        .when(
            title_like.is_not_null()
            & (pl.col("is_title_like") | (is_numbered & line.str.contains(r"^\d{1,4}$")))
        )
        .then(title_like)
        .when("is_listed")
        .then(pl.lit("listed"))
        .when(_begins_with_link())
        .then(pl.lit("opening"))
        .when("is_reviewed")
        .then(pl.lit("reviewed"))
    )


def led_by_title(raw: pl.Expr) -> pl.Expr:
    """The marked or quoted title that a short line begins with; NULL where there is none."""
    begins = pl.when(raw.str.contains(BEGINS_WITH_MARK)).then(raw)
    led = pl.coalesce(begins.str.extract(form, 1) for form in LED_BY_TITLE)
    return pl.when(led.str.count_matches(r"\s") < WORDS_SAID).then(led)


def _begins_with_link() -> pl.Expr:
    """True for paragraphs and items that begin with a link to IMDb, maybe behind a picture."""
    before = pl.col("raw").str.slice(0, pl.col("at") - pl.col("start"))
    return (
        pl.col("link").is_not_null()
        & (before.str.replace_all(PICTURE, "").str.len_chars() <= FIRST_WORDS)
        & (pl.col("after_blank") | pl.col("is_bullet"))
    )


def _with_bodies(heads: pl.DataFrame, lines: pl.DataFrame) -> pl.DataFrame:
    """Add what stands under each head, up to the next head of its kind."""
    columns = ["document_id", "kind", "line_no"]
    starts = heads.select("document_id", "kind", head="line_no", line_no="line_no").sort(
        "document_id", "kind", "line_no", maintain_order=True
    )
    bodies = (
        heads.select("document_id", "kind")
        .unique()
        .join(
            lines.select("document_id", "line_no", "line"),
            on="document_id",
            how="inner",
            maintain_order="left",
        )
        .sort(columns, maintain_order=True)
        .join_asof(
            starts,
            on="line_no",
            by=["document_id", "kind"],
            strategy="backward",
            check_sortedness=False,
        )
        .filter(pl.col("line_no") > pl.col("head"))
        .group_by("document_id", "kind", "head")
        .agg(
            body=pl.col("line").sort_by("line_no").str.join(" "), last_line=pl.col("line_no").max()
        )
    )
    body = pl.col("body").fill_null("")
    is_credited = (pl.col("style") == "numbered") & pl.col("line").str.contains(IS_CREDITED)
    is_named = body.str.to_lowercase().str.contains(
        pl.col("value").str.to_lowercase(), literal=True
    )
    return (
        heads.join(
            bodies,
            left_on=columns,
            right_on=["document_id", "kind", "head"],
            how="left",
            maintain_order="left",
        )
        .with_columns(body_size=body.str.len_chars(), key=folded(pl.col("value")))
        .filter(pl.col("key") != "")
        # The first line heads the whole text, unless its paragraph says it as the others do.
        .filter(
            (pl.col("line_no") > 0)
            | (pl.col("style") != "above")
            | is_named
            | body.str.contains(DATA_OF_CAPSULE)
        )
        .with_columns(is_named=is_named | pl.col("imdb_id").is_not_null(), is_credited=is_credited)
        .with_columns(
            is_confirmed=pl.col("is_named")
            | pl.col("line").str.contains(TELLS_FILM)
            | pl.col("style").is_in(["card", "listed", "scored"])
            | pl.col("is_credited")
            | pl.col("says_film").fill_null(value=False)
            | ((pl.col("style") == "kicker") & pl.col("line").str.contains(FILM_WORDS))
            | body.str.slice(0, OUTSET).str.contains(FILM_WORDS)
            | body.str.slice(0, OUTSET).str.contains(DRAMA_WORDS)
            | holds(body.str.slice(0, OUTSET), TELLS_ACTING, EDGE)
            | body.str.slice(0, OUTSET).str.contains(TELLS_CAST)
            | (
                (pl.col("style") == "kicker")
                & pl.col("line").str.contains(rf"{TELLS_ACTING}|{TELLS_CAST}")
            ),
            is_told=(
                pl.col("style").is_in(["timed", "listed"])
                & pl.col("line").str.contains(TELLS_MAKER)
            )
            | pl.col("above_verdict")
            | (pl.col("style") == "scored")
            | holds(pl.concat_str("line", pl.lit(" "), body.str.slice(0, 900)), TELLS_DATA, EDGE),
        )
        .with_columns(
            is_confirmed=pl.col("is_confirmed") | pl.col("is_told"),
            # What stands below a list of bare titles is of none of them.
            last_line=pl.when(
                (
                    pl.col("is_counted")
                    & (pl.col("body_size").median().over("document_id", "kind") < SHORTEST_BODY)
                )
                | (pl.col("style") == "scored")
            )
            .then("line_no")
            .otherwise(pl.col("last_line").fill_null(pl.col("line_no"))),
        )
        .drop("body")
    )
