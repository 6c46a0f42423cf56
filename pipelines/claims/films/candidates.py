"""Weigh what could be the title of the film that a text, or a section of it, is about.

What belongs here is the evidence: which places of a document offer a title, and what speaks for
and against it. `EVIDENCE` is the whole of the weighing; a title's weight is the sum of what speaks
for it, each piece counted once. What a title looks like is the matter of `titles`.
"""

from typing import Final, NamedTuple

import polars as pl

from pipelines.claims.films.spoken_titles import FILM, TITLE, spoken_titles
from pipelines.claims.lists.credit_lines import IS_BARE_FACT
from pipelines.claims.lists.data_lines import is_item, persons_alone
from pipelines.claims.reference import reference_table
from pipelines.claims.rules import BELOW_HEAD, EDGE, NAME
from pipelines.claims.text.columns import groups_of, holds, only_where, sifted
from pipelines.claims.text.lines import beside
from pipelines.claims.text.offsets import characters_before
from pipelines.claims.text.titles import (
    FESTIVAL_REPORT,
    IS_DIRECTIVE,
    IS_FURNITURE,
    LONGEST,
    MONTH,
    QUOTES,
    REVIEW_ABROAD,
    folded,
    read_titles,
)
from pipelines.claims.values.people import is_called_so
from pipelines.claims.values.places import countries, languages


class Evidence(NamedTuple):
    """What a piece of evidence weighs, how often it may count, and what it is."""

    weight: float
    at_most: int
    meaning: str


EVIDENCE: Final = {
    "field": Evidence(0.75, 1, "a field says: title"),
    "record": Evidence(0.5, 1, "the fields beside that one are those of a film"),
    "labelled": Evidence(0.8, 1, "a line says: title"),
    "page_title": Evidence(0.3, 1, "the first part of the title of the page"),
    "page_title_line": Evidence(0.4, 1, "that first part is a line of its own as well"),
    "page_title_rest": Evidence(0.1, 1, "another part of it"),
    "breadcrumb": Evidence(0.4, 1, "the last step of the way from the first page of the site"),
    "own_id": Evidence(0.8, 1, "linked to the IMDb id that the fields name"),
    "linked": Evidence(0.35, 1, "linked to IMDb, where the fields name no other id"),
    "only_link": Evidence(0.25, 1, "the only film linked to IMDb"),
    "slug": Evidence(0.5, 1, "the slug says the same"),
    "heading": Evidence(0.6, 1, "a heading of the first level"),
    "subheading": Evidence(0.2, 1, "another heading"),
    "first_line": Evidence(0.45, 1, "the first line"),
    "opening": Evidence(0.25, 1, "one of the first lines"),
    "line": Evidence(0.15, 1, "a line of its own"),
    "repeated": Evidence(0.12, 3, "the line again"),
    "above_credits": Evidence(0.7, 1, "the last line like a title above the credits"),
    "above_alternative": Evidence(0.65, 1, "the line above that one, where nothing is between"),
    "above_foreign": Evidence(
        0.1, 1, "above that one in English, where that one is in another language"
    ),
    "above_data": Evidence(
        0.3,
        1,
        "a line above one of the first lines that rates a film, tells its length or age, or says that it is one",
    ),
    "begins_data": Evidence(
        0.6, 1, "the beginning of the only line that goes on with place, year and length"
    ),
    "above_second": Evidence(
        0.1, 1, "above that one in the same paragraph, in most sections and never the same"
    ),
    "above_loud": Evidence(
        0.1, 1, "above that one in the same paragraph, in capitals that the other does not have"
    ),
    "supporting": Evidence(0.6, 1, "a line that begins with a plus"),
    "quoted": Evidence(0.3, 1, "between quotation marks or in italics"),
    "quoted_again": Evidence(0.1, 4, "so marked again"),
    "quoted_early": Evidence(0.2, 1, "so marked in a headline"),
    "quoted_first": Evidence(0.15, 1, "the first text so marked"),
    "spoken": Evidence(-0.15, 1, "so marked, and it looks like something said"),
    "of_house": Evidence(
        -0.6, 1, "so marked, right behind the word for a house, a festival or a prize"
    ),
    "said_whole": Evidence(
        -0.5, 1, "so marked with its full stop, and with no capital but the first"
    ),
    "compared": Evidence(
        -0.35,
        1,
        "so marked once only, behind words for what else somebody made, or what comes to mind",
    ),
    "begins_paragraph": Evidence(0.25, 1, "so marked, and a paragraph begins with it"),
    "headline_words": Evidence(0.15, 1, "capitalised words of the first lines"),
    "nickname": Evidence(-0.4, 1, "so marked, but part of a longer name"),
    "called_film": Evidence(0.16, 3, "unmarked, in a sentence that says it is a film"),
    "dated": Evidence(
        0.45, 1, "unmarked, with its year in brackets, and a paragraph begins with it"
    ),
    "shown": Evidence(0.15, 2, "unmarked, and said to be shown or made as films are"),
    "acts": Evidence(0.05, 4, "two or more words, and said to do what films do"),
    "acts_like_person": Evidence(-0.4, 1, "so named, and said to do what persons do"),
    "opens_standfirst": Evidence(
        0.4, 1, "unmarked, and the line below the headline says what it does or is"
    ),
    "in_headline": Evidence(0.2, 1, "spoken of in the text, and part of the headline"),
    "named": Evidence(0.07, 4, "named again in the text"),
    "with_year": Evidence(0.2, 1, "with a year behind it, in the first lines"),
    "reviewed": Evidence(0.5, 1, "the headline says: review"),
    "wordy": Evidence(-0.2, 1, "eight words or more"),
    "headline": Evidence(-0.4, 1, "words around quotation marks"),
    "unsaid_headline": Evidence(
        -0.6, 1, "eight words or more above a text that never says them, and marks another title"
    ),
    "sentence": Evidence(-0.3, 1, "words of a sentence, as `is`, `has` or a question mark"),
    "person": Evidence(-0.6, 1, "the name of a person with a part in the document"),
    "publication": Evidence(-0.8, 1, "the name of the site, as its source tells it"),
    "unnamed": Evidence(
        -0.3, 1, "a field or line says so, and the text never does but marks another"
    ),
    "place": Evidence(-0.5, 1, "the name of a country, a language or a genre"),
    "after_show": Evidence(-0.5, 1, "the line below day and time of a show: a room"),
    "said": Evidence(0.25, 1, "a line of its own that the prose says, too"),
    "unsaid_above": Evidence(
        -0.5, 1, "the line above the credits, if the prose never says it but another line"
    ),
    "unsaid": Evidence(-0.2, 1, "a line that the text never says again, with no other evidence"),
    "of_list": Evidence(-1.0, 1, "what a list of several films is called, or a day and its year"),
    "event": Evidence(-0.6, 1, "words of an event that is no film"),
}
"""What speaks for a title (weight above zero) and against it."""

ON_PAGE: Final = ("page_title", "line")
"""Both together are the evidence `page_title_line`."""
OF_HEADLINES: Final = ("wordy", "sentence", "headline")
"""A headline stands in the page's title and on the page, too."""

STRONG_ENOUGH: Final = 0.45
"""A title below this weight is no claim."""

QUOTED: Final = (
    r"[“\"„]([\p{Lu}\d][^“”\"„\n]*?)[,.]?[”\"“]"
    r"|[«»]\s?([\p{Lu}\d][^«»\n]*?)[,.]?\s?[»«]"
    r"|(?:^|[^\p{L}\p{N}])[‘']([\p{Lu}\d](?:[^‘’'\n]|[’']\p{L})*?)[,.]?[’'](?:$|[^\p{L}\p{N}])"
    r"|(?:^|[^\p{L}\p{N}])[_*]{1,3}([\p{Lu}\d][^_*\n]*?)[,.]?[_*]{1,3}(?:$|[^\p{L}\p{N}])"
)
"""A text between quotation marks of any kind, or in italics."""
PHRASE: Final = r"\p{Lu}[\p{L}’'-]+(?:\s+(?:of|the|and|in|a|to|for|with|on|at|from|de|la|le|der|die|das)){0,2}(?:\s+(?:\p{Lu}[\p{L}’'-]*|\d+))+"
"""Two or more capitalised words, small ones between them."""
PHRASE_LINES: Final = 4
SHORTEST_STANDFIRST: Final = 60
DOES: Final = r"^\W{0,3}\s(?:is|isn[’']t|was|has|\p{Ll}{2,}[^s\W]s)\s(?:an?|the|its|his|her|one|to|too|not|up|on|in|more|less|as|with|\p{Ll}+ly|\p{Ll}{4,})\s"
"""What stands behind the title that a standfirst begins with."""
BOLD_SENTENCE: Final = r"^\W?(?:\*\*|__)[^*_]*[.!?](?:\*\*|__)"
SPOKEN: Final = (
    r"^\W?[“\"„‘'].*\s\p{Ll}{4,}|^\W?[“\"„‘'](?i:no|yes|oh|why|what|that's|i'm|you)\b|[!?,][”\"’']"
)
"""A quotation: words in lower case, or words that begin speech rather than titles."""
SAID_WHOLE: Final = r"^\W?[“\"„‘'«]\s?\p{Lu}\p{Ll}*(?:\s\p{Ll}+){4,}\.\s?[”\"’'»]"
NICKNAME: Final = r"^\p{L}+[”\"’']\s+\p{Lu}\p{Ll}"
"""One word so marked, and a name behind it."""
COMPARED: Final = (
    r"(?i)\b(?:compar\w+|reminiscent|remind\w*|recall\w*|unlike|evok\w+|homage|(?:-|\s)nominated|winning|(?:director|maker|creator|writer|author|star)s?\s+of|follow-?up\s+to|known\s+(?:for|from)|réalisat(?:eur|rice)\s+de|regisseur(?:in)?\s+von|regista\s+di|directora?\s+de)\b[^.;!?]{0,40}$"
    r"|\b(?:his|her|their|whose)\s+(?:(?:19|20)\d\d|previous|earlier|breakthrough|breakout|prior)\b[^.;!?]{0,30}$"
    r"|\p{Lu}[\p{L}’'-]+\s+\([“\"‘«„]?$"
)
"""What stands before the marked title of another film."""
OF_HOUSE: Final = r"(?i)\b(?:cin[eé]mas?|kino|teatro|th[eé][aâ]tre|theater|bioscoop|biograf\w*|sala|salle|saal|festival\w*|filmfest|ciclo|cycle|rassegna|muestra|mostra|(?:film)?reihe|season|strand|cin[eé]-?clube?|cine-?forum|film\s?club|prize|award|premio|prix|preis|revista|magazine|zeitschrift|libro|novel|roman|album|song)\s+[“\"‘'«„]?$"
"""What stands before the marked name of a house, of what it shows, or of another thing than a film."""
BEFORE_MARK: Final = 70
HOLDS_QUOTED: Final = r"\p{L}\s[“\"‘«„_*][\p{Lu}\d][^“”\"«»„\n]{1,60}[”\"’»_*]|[”\"’»“_*],?\s\p{Ll}"
SENTENCE: Final = r"(?i)\b(?:is|are|was|has|have|does|stares|takes|reviews?|fails|proves|returns|looks|wins|won|tells)\b|\?$"
OF_LIST: Final = (
    r"(?i)\b(?:best|worst|top|favou?rite|besten|meilleurs|mejores|migliori|melhores|beste|bästa)\s+(?:\d+\s+)?(?:films?|movies|filme[rns]?|películas)(?:\s|$)"
    r"|\b(?:films?|movies|filme[rns]?|películas)\s+(?:of|in|from|de|del|des|du|de\s+la|do|da|van|dell[’'])\s*(?:the\s+)?(?:month|year|week|decade|jahres|monats|mois|semaine|semana|mês|mes|mese|anno|año|ano|(?:19|20)\d\d)\b"
    r"|\bfilm\s?fest(?:ival|spiele)?(?:\s+(?:19|20)\d\d)?$"
    r"|(?:^|[,:–—-]\s)(?:festival\s+)?(?:day|tag|jour|día|dia|giorno|dag)\s+\d+$"
    r"|\b(?:catch[\s-]?up|round-?up|blog|diary|digest|notes|reviews)\b.*\b(?:part|vol\.?|no\.?|#)\s*\d+$"
    r"|^(?:(?:the|our|my|las?|los|les|die|i|le|as|os|de)\s+)?(?:top\s+)?(?:\d{1,3}|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|(?:zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn)|(?:dos|tres|cuatro|cinco|seis|siete|ocho|diez)|(?:deux|trois|quatre|cinq|sept|huit|dix))\s+(?:[\p{L}’'-]+\s+){0,4}?(?:films|movies|filme[rs]?|películas|reviews)\b"
    r"|^(?:top|best)\s+(?:\d{1,3}|five|ten|twenty)(?:\s+(?:\p{L}+\s+)?lists?)?$|\b(?:opening|coming|playing|showing|new|out|streaming|watch|stream)\s+(?:this|next)\s+(?:week|weekend|month)\b"
    r"|\b(?:spring|summer|autumn|fall|winter|frühjahr|frühling|herbst|printemps|été|automne|hiver|primavera|verano|otoño|invierno|estate|autunno|inverno|outono|voorjaar|najaar|våren|hösten)\s+(?:19|20)\d\d(?:\s?[/–-]\s?\d{2,4})?$"
    r"|^(?:\p{L}+\s){1,2}films$|^(?:\p{L}+\s)?(?:\p{L}*fest|opening|closing|opening\s+night|closing\s+night|short|surprise|gala)\s+film$|\bfilm\s+programm?e?$"
    r"|^(?:(?:the|all|every|some)\s+)*(?:films?|movies|filme|films|películas|filmes|filmer|everything|what)\s+(?:that\s+)?(?:I|we)(?:[’']ve)?\s+(?:watched|saw|seen|have\s+(?:watched|seen))\b"
    rf"|^(?:the\s+)?best\s+of\s+(?:19|20)\d\d$|\s\d{{1,2}}\.?\s+{MONTH}\s+(?:19|20)\d\d$"
    rf"|\s(?:ab|from|vom|vanaf|från|dal|desde\s+el|à\s+partir\s+du)\s+(?:\d{{1,2}}(?:\.|er)?\s+(?:de\s+)?{MONTH}|{MONTH}\s+\d{{1,2}})$"
    r"|^(?:ciclo|rassegna|filmreihe|cineforum|cin[ée]-?clube?|filmclub|muestra|mostra)\s+[“\"«„‘']|^(?:kommende|upcoming|pr[óo]xim[oa]s|prochaine?s|prossim[ie]|kommande|aankomende)\s\p{L}+|\bfilm\s+guide$|^cinemas\s+(?:of|in)\s"
    rf"|(?-i:{FESTIVAL_REPORT})"
)
"""The headline of a list, or one that ends with a day: no film is called so."""
LABELLED: Final = r"^(?i:film|movie|title|film\s+title|movie\s+title|título|titre|titel|titolo)\s?[:：]\s+(\S.{0,90})$"
LABEL_ALONE: Final = (
    r"^(?i:title|original\s+title|título|título\s+original|titre|titel|titolo)\s?[:：]?$"
)
WORDY: Final = 7
"""Blanks of what is more often said than a title."""
TAGLINE: Final = rf"[!?]$|{SENTENCE}"
SAYS_REVIEW: Final = r"(?i)\w,?\s(?:(?:film|movie)\s+)?review\b\s*(?:[:–—|-]|$)|^(?:(?:film|movie)\s+)?review\s*[:–—-]|^(?:(?:film|kino)?(?:kritik|rezension)|cr[íi]tica|critique|recensione|rese[ñn]a|resenha|recensie|(?:film)?recension|(?:film)?anmeldelse|recenzja)\s*(?::|\s[–—-])\s"
BREADCRUMB: Final = r"^(?i:home(?:page)?|inicio|início|accueil|startseite|start|hjem|forside|hem|etusivu|domů|strona\s+główna)\s*[/>»›→|]\s*(?:[^/>»›→|]+[/>»›→|]\s*)+([^/>»›→|]+)$"
"""The way to a page, as sites print it: the last step is the page itself."""
TITLE_AND_PLACE: Final = r"^[“\"„«]?(?P<title>[\p{Lu}\d][^–—|:“\"„«»]{0,70}?)[”\"“»]?(?:,\s+|\.\s+|\s+\()(?P<place>\p{Lu}[\p{L}.]*(?:\s\p{Lu}\p{L}+)?(?:\s?[,/–-]\s?\p{Lu}[\p{L}.]*(?:\s\p{Lu}\p{L}+)?){0,4}),?\s+(?:19|20)\d\d\b"
"""A title, its places and its year, as a line below a review begins."""
BEFORE_DIRECTOR: Final = r"^([^|]{2,80}?)\s+\|\s+(?i:dir(?:\.|ector|ected\s+by)|regie|regia|regi|r[ée]al\p{L}*|dirección)\s?[:.]?\s+\p{Lu}"
"""A title with a bar behind it, and who made it."""
SHORTEST_COLOPHON: Final = 40
QUOTED_REVIEWED: Final = (
    r"^(?:(?i:(?:film|movie|[\p{L}]+)\s+)?(?i:review|critique|kritik|crítica|recensione|recensie)\s*[:–—-]\s*)?[“\"‘'„«]\s?([\p{Lu}\d][^“”\"«»„\n]{0,80}?)[,.]?\s?[”\"’'“»](?:$|(?:\s*[:,–—|-])?\s+(?:[\p{L}’'/.\d-]+\s+){0,5}?(?i:review)\b)",
    rf"^[“\"‘'„«]\s?([\p{{Lu}}\d][^“”\"«»„\n]{{0,80}}?)[,.]?\s?[”\"’'“»],?\s+(?:de|di|do|da|von|van|by|av|af|d[’'])\s*{NAME}(?:\W|$)",
    r"^(?i:(?:film|movie)\s+review|review|film\s+of\s+the\s+week)\s*[:–—-]\s*[“\"‘'„«]\s?([\p{Lu}\d][^“”\"«»„\n]{0,80}?)[,.]?\s?[”\"’'“»]\W",
)
"""A quoted title that a headline consists of, beside the word review, or by whom the film is."""
TELLS_DATA: Final = (
    rf"^\W{{0,3}}(?:[★⭐✭]|(?i:(?:[\p{{L}}’']+\s)?(?:grade|rating|verdict|score|cert(?:ificate)?|rated|fsk|running\s+time|runtime|unrated|not\s+rated){EDGE})"
    rf"|(?:U|PG(?:-13)?|R|12A?|15A?|18)\s*(?:[,;|·•/]|cert{EDGE})\s*\d|(?i:\d|one|two|three|four|five|half)[^.]{{0,18}}(?:{EDGE}stars?{EDGE}|{EDGE}out\s+of{EDGE}|\d\s?/\s?(?:4|5|10){EDGE})"
    rf"|\d(?:[.,]\d)?\s?/\s?(?:4|5|10){EDGE}|\(?\d{{2,3}}\s?(?:min(?:s|utes)?{EDGE}|['′’])|[A-D][+−-]?$)|{EDGE}\d{{2,3}}\s?(?:min(?:s|utes|uten|utos|uti|uter|utter|uut)?{EDGE}|['′’]\W)"
    r"|^\(?(?:19|20)\d\d\)?$"
)
"""What a review prints below its title: a rating, a certificate, a length, a year."""
LONGEST_DATA: Final = 90
THIS_FILM: Final = rf"(?i)\b(?:this|dies(?:er|e|es|en)|cet(?:te)?|ce|est[ae]|quest[oa']|deze|denna|den\s+här)\s+(?:[\p{{L}}\d’'-]+\s+){{0,3}}?(?:[\p{{Ll}}-]*{FILM}|films?|movie|komödie|filme|filmen|noir)(?-i:[^\p{{L}}\s-]|\s+\p{{Ll}}|$)"
A_FILM: Final = rf"(?i)\b(?:{FILM}|film|movie|director)\b"
IS_SHORT_TITLE: Final = rf"^{TITLE}(?:\s\((?:19|20)\d\d\))?$"
SHORT_TITLE: Final = 40
"""Characters of a headline that is more likely a title than words about something."""
TITLES_ABOVE_PROSE: Final = 2
OUTSET: Final = 200
"""So far into its first paragraph a text tells that what its headline names is a film."""
KICKER_REVIEWED: Final = r"^(?i:film|cinema|cinéma|kino|cine|(?:film\s*|movie\s*)?(?:review|kritik|critique|crítica|recensione|recensie|recension|anmeldelse|rezension))(?:\s{2,}|\s*[|/]\s*)[“\"‘'„«]?([\p{Lu}\d][^|“”\"«»„:]{1,60}?)[”\"’'“»]?$"
"""A title beside the kicker of a review, with a gap or bar between them."""
TITLE_REVIEWED: Final = r"^(\p{Lu}[^:–—|]{0,80}?),?\s+(?i:(?:film\s+|movie\s+)?review)\s*[:–—|-]\s"
TITLE_REVIEWED_ABROAD: Final = (
    rf"^(\p{{Lu}}[^:–—|]{{0,80}}?)\s*(?:[,:–—|]|\s-)\s+(?i:{REVIEW_ABROAD})\b"
)
LONGEST_HEADLINE: Final = 200
HEADLINES: Final = 4
"""So many of the first lines may hold the headline."""
EVENT_WORDS: Final = reference_table("event_words", ("words",))["words"].to_list()
IS_EVENT: Final = r"(?i)\b(?:" + "|".join(EVENT_WORDS) + r")\b"
LONGEST_MARK: Final = 4
"""Bytes of the marks before a text at the very beginning: a curly quotation mark has three."""
HEADLINE: Final = 120
"""Characters of a headline at most."""
PARAGRAPH: Final = 80
"""Characters of a line of prose; quotation marks in shorter ones are of menus and captions."""
FIRST_LINES: Final = 60
"""Beyond this line a line of its own is no candidate by itself."""
HEAD: Final = 15
"""So far above the credits the first lines are the head of a review, and no menu."""
IN_ENGLISH: Final = (
    r"(?i)(?:^|\s)(?:the|of|and|an?|in|on|to|with|for|from|at|my|your|his|her|who)\s"
)
IN_ANOTHER: Final = r"(?i)(?:^|\s)(?:l[ea]s?|du|des|d[’']\p{L}+|l[’']\p{L}+|une?|et|el|los|del|una|y|der|die|das|dem|den|ein|eine|und|il|lo|gli|i|della|di|och|det|ett|um|uma|da|do|os|as|w|na|z)\s"
"""Little words of which almost every longer title has one."""
FEWEST_PAIRS: Final = 2
MOSTLY: Final = 0.6
"""So many of the films of a list have what the list prints beside titles; some have none."""
MOSTLY_PERSONS: Final = 0.8
"""Where so many of the lines above others are names of persons, those are the directors."""
ABOVE_BLOCK: Final = 45
"""How far above its credits a title may stand."""

CANDIDATES: Final = pl.Schema(
    {
        "document_id": pl.String(),
        "section": pl.Int32(),
        "candidate": pl.String(),
        "evidence": pl.String(),
        "line_no": pl.Int32(),
        "span_start": pl.Int32(),
        "span_end": pl.Int32(),
    }
)
"""One row per piece of evidence for a title in a section."""


def weigh(candidates: pl.DataFrame) -> pl.DataFrame:
    """The titles of each section with their weight, the weightiest first.

    Returns:
        `document_id`, `section`, `value`, `value_normalised`, `detail`, `weight`, `evidence` (the
        weightiest piece), `all_evidence`, `line_no` (first line it stands on), `span_start`, `span_end`.
    """
    titles = read_titles(candidates["candidate"])
    weights = pl.DataFrame(
        [(name, each.weight, each.at_most) for name, each in EVIDENCE.items()],
        schema={"evidence": pl.String(), "weight": pl.Float64(), "at_most": pl.Int32()},
        orient="row",
    )
    keys = ["document_id", "section", "key"]
    candidates = pl.concat([candidates, _against(candidates, titles)])
    told = (
        candidates.lazy()
        .join(
            titles.lazy().with_columns(key=folded(pl.col("value"))),
            on="candidate",
            how="inner",
            maintain_order="left",
        )
        .filter(pl.col("key") != "")
        .pipe(_without_company)
        .join(weights.lazy(), on="evidence", how="left", maintain_order="left")
    )
    sums = (
        told.group_by(*keys, "evidence")
        .agg(
            weight=pl.col("weight").first()
            * pl.min_horizontal(pl.len().cast(pl.Int32), pl.col("at_most").first())
        )
        .group_by(keys)
        .agg(
            weight=pl.col("weight").sum(),
            all_evidence=pl.col("evidence"),
            on_page=(pl.col("evidence").is_in(ON_PAGE).sum() == len(ON_PAGE))
            & ~pl.col("evidence").is_in(OF_HEADLINES).any(),
        )
        .with_columns(
            # Sums of floats depend on their order; rounded, they do not.
            weight=(
                pl.col("weight")
                + pl.when("on_page").then(EVIDENCE["page_title_line"].weight).otherwise(0.0)
            ).round(4)
        )
        .drop("on_page")
    )
    is_loud = pl.col("value") == pl.col("value").str.to_uppercase()
    has_article = pl.col("value").str.contains(r"^(?i:the|an?|l[ea]s?|el|los|der|die|das|il)\s")
    forms = (
        told.filter(pl.col("weight") > 0)
        .with_columns(
            is_field=pl.col("evidence") == "field", is_loud=is_loud, has_article=has_article
        )
        .sort(
            *keys,
            "is_field",
            "has_article",
            "is_loud",
            "weight",
            "span_start",
            descending=[False, False, False, True, True, False, True, False],
            nulls_last=True,
            maintain_order=True,
        )
        .group_by(keys, maintain_order=True)
        .agg(
            pl.col("value", "value_normalised", "evidence").first(),
            pl.col("detail").drop_nulls().first(),
            pl.col("span_start", "span_end").first(),
            first_line=pl.col("line_no").min(),
        )
    )
    return (
        forms.join(sums, on=keys, how="inner", maintain_order="left")
        .sort(
            "document_id",
            "section",
            "weight",
            "span_start",
            "key",
            descending=[False, False, True, False, False],
            nulls_last=True,
            maintain_order=True,
        )
        .collect()
    )


def _against(candidates: pl.DataFrame, titles: pl.DataFrame) -> pl.DataFrame:
    """What the words of a title tell against it, once they are read out of their line."""
    of_lines = candidates.filter(pl.col("evidence") == "line").unique(
        ["document_id", "section", "candidate"], keep="first", maintain_order=True
    )
    read = of_lines.join(titles, on="candidate", how="inner", maintain_order="left")
    kinds = {
        "wordy": pl.col("value").str.count_matches(r"\s") >= WORDY,
        "sentence": pl.col("value").str.contains(SENTENCE),
    }
    of_lists = sifted(
        candidates,
        pl.col("evidence").is_in(["line", "field"]),
        pl.col("candidate").str.contains(OF_LIST),
    )
    return pl.concat(
        [
            _shaped(of_lists.with_columns(evidence=pl.lit("of_list"))),
            *(
                _shaped(read.filter(test).with_columns(evidence=pl.lit(name)))
                for name, test in kinds.items()
            ),
        ]
    )


def _without_company(told: pl.LazyFrame) -> pl.LazyFrame:
    """Let `Occasion: Title` and `Title + Other` count for `Title` where that stands alone, too.

    `Title (Other)` counts for `Title` where the page is called so; `Title: what it is like` and
    `12: Title` do where the text marks the title.
    """
    keys = ["document_id", "section"]
    alone = (
        told.filter(pl.col("evidence").is_in(["line", "field", "page_title", "quoted"]))
        .group_by(*keys, shorter="key")
        .agg(stands_alone=pl.lit(value=True), is_quoted=(pl.col("evidence") == "quoted").all())
    )
    text = pl.col("value")
    is_numbered = text.str.contains(r"^#?\d{1,4}:\s")
    shorter = pl.coalesce(
        text.str.extract(r"^(\S.*?)\s+\+\s", 1),
        text.str.extract(r"^[^:]{1,40}:\s+(\S.*)$", 1),
        text.str.extract(r"^(\S[^()]*?)\s+\([^()\d]+\)$", 1),
    )
    headed = text.str.extract(r"^([^:]{2,60}?)(?::|\s[–—-])\s+\p{Ll}.{12,}$", 1)
    also = text.str.extract(r"^\S[^()]*?\s+\(([^()\d]+)\)$", 1)
    return (
        told.with_columns(shorter=pl.coalesce(headed, shorter), is_headed=headed.is_not_null())
        .with_columns(
            part=pl.col("shorter").str.strip_chars(QUOTES), shorter=folded(pl.col("shorter"))
        )
        .join(alone, on=[*keys, "shorter"], how="left", maintain_order="left")
        .with_columns(
            stands_alone=pl.col("stands_alone")
            & (~pl.col("is_quoted") | is_numbered | pl.col("is_headed"))
        )
        .with_columns(
            key=pl.when("stands_alone").then("shorter").otherwise("key"),
            value=pl.when("stands_alone").then("part").otherwise("value"),
            value_normalised=pl.when("stands_alone").then("part").otherwise("value_normalised"),
            detail=pl.when(pl.col("stands_alone") & also.is_not_null())
            .then(pl.struct(also=also).struct.json_encode())
            .otherwise("detail"),
        )
        .drop("part", "shorter", "stands_alone", "is_quoted", "is_headed")
    )


def field_candidates(field_claims: pl.DataFrame) -> pl.DataFrame:
    """What fields of the document itself offer: its title, the parts of the page's title."""
    own = field_claims.filter(
        pl.col("attribute").is_in(["title", "page_title"]),
        ~pl.col("record_type").is_in(["row", "award_row", "ListItem"]),
    )
    placed = own.with_columns(section=pl.lit(0), line_no=pl.lit(None, pl.Int32))
    titles = sifted(
        placed, pl.col("attribute") == "title", ~pl.col("value").str.contains(IS_FURNITURE)
    ).with_columns(candidate=_with_year(), evidence=pl.lit("field"))
    page_titles = placed.filter(pl.col("attribute") == "page_title")
    return pl.concat([_shaped(titles), _page_title_candidates(page_titles, "value")])


def _with_year() -> pl.Expr:
    """The title of a field, with the year that stood behind it."""
    year = pl.col("detail").str.json_path_match("$.year")
    return pl.coalesce(pl.concat_str("value", pl.lit(" ("), year, pl.lit(")")), "value")


def _page_title_candidates(frame: pl.DataFrame, column: str) -> pl.DataFrame:
    """The parts of the title of a page, each as a candidate; the first is seldom the site."""
    parts = frame.with_columns(candidate=page_title_parts(pl.col(column)))
    first = parts.with_columns(pl.col("candidate").list.first(), evidence=pl.lit("page_title"))
    rest = (
        parts.with_columns(pl.col("candidate").list.slice(1))
        .explode("candidate")
        .with_columns(evidence=pl.lit("page_title_rest"))
        .filter(pl.col("candidate").is_not_null())
    )
    return pl.concat([_shaped(first), _shaped(rest)])


def page_title_parts(text: pl.Expr) -> pl.Expr:
    """The parts of a page's title between bars, dots and dashes: the site is one of them."""
    return text.str.replace_all(r"\s+(?:[|•·»>]|[–—-])\s+", "\u0000").str.split("\u0000")


def line_candidates(lines: pl.DataFrame, windows: pl.DataFrame) -> pl.DataFrame:
    """What lines of their own offer, in the window of each section.

    Args:
        lines: As from `with_looks`.
        windows: `document_id`, `section`, `from_line`, `to_line`, `block_line` (where the credits
            begin, NULL where there are none).
    """
    found = _lines_in_windows(lines, windows)
    is_place = pl.col("line").is_in(_places(found["line"]).implode())
    is_tagline = (pl.col("line").str.count_matches(r"\s") >= 7) & pl.col("line").str.contains(
        TAGLINE
    )
    is_above = (
        (pl.col("line_no") < pl.col("block_line")) & ~is_place & ~pl.col("after_show") & ~is_tagline
    )
    last = pl.col("line_no").filter(is_above).max().over("document_id", "section")
    found = found.with_columns(
        is_first=(pl.col("line_no") == last - 1) & pl.col("after_blank") & ~pl.col("before_blank")
    )
    is_loud = pl.col("line") == pl.col("line").str.to_uppercase()
    is_louder = (
        pl.col("is_first")
        & is_loud
        & ~is_loud.shift(-1).over("document_id", "section")
        & (pl.col("section").n_unique().over("document_id") == 1)
    )
    persons = persons_alone(found.filter("is_first")["line"])
    is_person = pl.col("line").is_in(persons.implode()).filter("is_first").mean() >= MOSTLY_PERSONS
    firsts = pl.col("line").filter("is_first").n_unique() * ~is_person.fill_null(value=False)
    firsts = firsts.over("document_id")
    is_page_head = (pl.col("block_line") - pl.col("line_no") <= HEAD).fill_null(value=True)
    kinds = {
        "heading": pl.col("heading") == 1,
        "subheading": pl.col("heading") > 1,
        "first_line": (pl.col("line_no") == 0) & is_page_head,
        "opening": pl.col("line_no").is_between(1, 3) & is_page_head,
        "line": pl.lit(value=True),
        "repeated": pl.int_range(pl.len()).over("document_id", "section", folded(pl.col("line")))
        > 0,
        "above_credits": pl.col("line_no") == last,
        "above_alternative": pl.col("line_no") == last - 1,
        "above_foreign": (pl.col("line_no") == last - 1)
        & pl.col("line").str.contains(IN_ENGLISH)
        & pl.col("line").shift(-1).over("document_id", "section").str.contains(IN_ANOTHER),
        "above_second": pl.col("is_first")
        & (firsts >= FEWEST_PAIRS)
        & (firsts >= MOSTLY * pl.col("section").n_unique().over("document_id")),
        "above_loud": is_louder,
        "above_data": pl.col("above_data"),
        "supporting": pl.col("raw").str.contains(r"^\W{0,6}\+\s"),
        "reviewed": (BELOW_HEAD < 4)
        & pl.col("line").str.contains(SAYS_REVIEW)
        & ~pl.col("raw").str.contains(HOLDS_QUOTED),
        "headline": pl.col("raw").str.contains(HOLDS_QUOTED),
        "event": pl.col("line").str.contains(IS_EVENT),
        "place": is_place,
        "after_show": pl.col("after_show"),
    }
    whole = found.with_columns(
        candidate=pl.coalesce("listed", pl.col("line").str.replace(r"^\+\s+", "")),
        span_start="start",
        span_end=pl.col("start") + pl.col("raw").str.len_chars().cast(pl.Int32),
    )
    first_lines = (
        lines.filter(pl.col("line_no") == 0)
        .filter(pl.col("line").str.contains(r"\s(?:[|•·»>]|[–—-])\s"))
        .with_columns(
            section=pl.lit(0),
            span_start="start",
            span_end=pl.col("start") + pl.col("raw").str.len_chars().cast(pl.Int32),
        )
    )
    return pl.concat(
        [
            _page_title_candidates(first_lines, "line"),
            _reviewed_in_headlines(lines),
            _breadcrumbs(lines),
            _beginnings_of_data(lines),
            *(
                _shaped(whole.filter(test).with_columns(evidence=pl.lit(name)))
                for name, test in kinds.items()
            ),
            _labelled(lines),
        ]
    )


def _reviewed_in_headlines(lines: pl.DataFrame) -> pl.DataFrame:
    """The title beside the word review, in headlines that say more than a line like a title may."""
    raw = pl.col("raw")
    is_bare = ~pl.col("is_title_like") & ~raw.str.contains(HOLDS_QUOTED)
    headlines = lines.filter(
        BELOW_HEAD < HEADLINES, pl.col("size") <= LONGEST_HEADLINE
    ).with_columns(
        section=pl.lit(0),
        candidate=pl.coalesce(
            *(pl.col("line").str.extract(form, 1) for form in QUOTED_REVIEWED),
            raw.str.extract(KICKER_REVIEWED, 1),
            pl.when(is_bare & (BELOW_HEAD < HEADLINES // 2)).then(
                pl.coalesce(
                    pl.col("line").str.extract(TITLE_REVIEWED, 1),
                    pl.col("line").str.extract(TITLE_REVIEWED_ABROAD, 1),
                )
            ),
        ),
        span_start="start",
        span_end=pl.col("start") + pl.col("raw").str.len_chars().cast(pl.Int32),
    )
    found = headlines.filter(pl.col("candidate").is_not_null())
    return _shaped(found.with_columns(evidence=pl.lit("reviewed")))


def _beginnings_of_data(lines: pl.DataFrame) -> pl.DataFrame:
    """The title that stands before its data on one line, as below reviews."""
    parts = groups_of(TITLE_AND_PLACE, "line").struct
    told = lines.filter(pl.col("size") >= SHORTEST_COLOPHON).with_columns(
        title=parts.field("title"), place=parts.field("place")
    )
    places = told["place"].drop_nulls().unique().sort().to_list()
    known = [text for text in places if countries(text)]
    listed = told.with_columns(
        candidate=pl.coalesce(
            pl.when(pl.col("listed_by") == "data").then("listed"),
            pl.when(pl.col("line").str.contains(" | ", literal=True)).then(
                pl.col("line").str.extract(BEFORE_DIRECTOR, 1)
            ),
            pl.when(pl.col("place").is_in(known)).then("title"),
        )
    ).filter(pl.col("candidate").is_not_null())
    return _shaped(
        listed.filter(pl.len().over("document_id") == 1).with_columns(
            section=pl.lit(0),
            evidence=pl.lit("begins_data"),
            span_start="start",
            span_end=pl.col("start") + pl.col("raw").str.len_chars().cast(pl.Int32),
        )
    )


def _breadcrumbs(lines: pl.DataFrame) -> pl.DataFrame:
    """The page at the end of lines such as `Home > Films > Rain`."""
    end = pl.col("line").str.extract(BREADCRUMB, 1)
    return _shaped(
        lines.filter(pl.col("line_no") < FIRST_LINES, pl.col("size") <= HEADLINE)
        .with_columns(
            section=pl.lit(0),
            candidate=end,
            evidence=pl.lit("breadcrumb"),
            span_start="start",
            span_end=pl.col("start") + pl.col("raw").str.len_chars().cast(pl.Int32),
        )
        .filter(pl.col("candidate").is_not_null())
    )


IN_BRACKETS_ALONE: Final = r"^\([^()]{2,40}\)$"
CHOICES: Final = 6
"""So many lines, each with one in brackets below it, are what a menu offers, as towns and their states."""


def _lines_in_windows(lines: pl.DataFrame, windows: pl.DataFrame) -> pl.DataFrame:
    """Lines like titles in the window of each section: above its credits, where it has any."""
    near = pl.col("block_line") - pl.col("line_no")
    after_show = beside(pl.col("is_show"), 1).fill_null(value=False)
    # Only the head of a text is asked, and the line below it: the lines of menus are many.
    first = pl.min_horizontal("line_no", beside(pl.col("line_no"), 1))
    may_tell = (pl.col("size") <= LONGEST_DATA) & (first < HEAD)
    tells_data = only_where(may_tell, pl.col("line")).str.contains(TELLS_DATA)
    tells_data |= pl.col("says_film").fill_null(value=False)
    above_data = (pl.col("line_no") < HEAD) & beside(tells_data, -1)
    is_high = pl.col("line_no") < FIRST_LINES
    explains = pl.col("line").str.contains(IN_BRACKETS_ALONE)
    is_choice = beside(explains, -1) & (beside(explains, -3) | beside(explains, 1))
    return (
        lines.join(
            _that_say_film(lines), on=["document_id", "line_no"], how="left", maintain_order="left"
        )
        .lazy()
        .with_columns(
            after_show=after_show,
            is_choice=is_choice.fill_null(value=False),
            above_data=above_data.fill_null(value=False) & ~tells_data,
        )
        .drop("says_film")
        .filter(
            ~pl.col("is_choice") | (pl.col("is_choice").sum().over("document_id") < CHOICES),
            "is_title_like",
            ~pl.any_horizontal("is_fact", "is_role", "is_bare_role"),
            ~pl.col("line").str.contains(IS_BARE_FACT),
        )
        .join(windows.lazy(), on="document_id", how="inner", maintain_order="left")
        .with_columns(after_show=pl.col("after_show") & (near != 1).fill_null(value=True))
        .filter(
            pl.col("line_no").is_between("from_line", "to_line"),
            ~pl.col("is_bullet"),
            (pl.col("block_line").is_null() & is_high)
            | near.is_between(1, ABOVE_BLOCK)
            | (pl.col("heading") == 1),
        )
        .collect()
        .sort("document_id", "section", "line_no", maintain_order=True)
    )


def _that_say_film(lines: pl.DataFrame) -> pl.DataFrame:
    """The first paragraphs that tell that what the headline names is a film: `says_film`."""
    outset = pl.col("line").str.slice(0, OUTSET)
    is_title = pl.col("above").str.contains(IS_SHORT_TITLE)
    return (
        lines.filter(pl.col("line_no") <= TITLES_ABOVE_PROSE)
        .select("document_id", "line_no", "size", "line", above=beside(pl.col("line"), 1))
        .filter(pl.col("size") >= PARAGRAPH, pl.col("above").str.len_chars() <= HEADLINE)
        .filter(
            outset.str.contains(THIS_FILM)
            | (
                (pl.col("above").str.len_chars() <= SHORT_TITLE)
                & is_title
                & outset.str.contains(A_FILM)
            )
        )
        .select("document_id", "line_no", says_film=pl.lit(value=True))
    )


def _labelled(lines: pl.DataFrame) -> pl.DataFrame:
    """Titles behind a label, on its line or on the next."""
    label = beside(pl.col("line"), 1)
    behind = pl.coalesce(
        pl.col("line").str.extract(LABELLED, 1),
        pl.when(label.str.contains(LABEL_ALONE) & pl.col("is_title_like")).then("line"),
    )
    return _shaped(
        lines.filter(pl.col("size") <= 140, ~pl.col("raw").str.contains(IS_DIRECTIVE))
        .with_columns(candidate=behind)
        .filter(pl.col("candidate").is_not_null())
        .with_columns(
            section=pl.lit(0),
            evidence=pl.lit("labelled"),
            span_start="start",
            span_end=pl.col("start") + pl.col("raw").str.len_chars().cast(pl.Int32),
        )
    )


def _places(lines: pl.Series) -> pl.Series:
    """Which of the lines are nothing but a country, a language or a genre."""
    short = lines.unique().sort()
    short = short.filter(short.str.len_chars() <= 20)
    return pl.Series(
        [text for text in short.to_list() if languages(text) or is_item(text)], dtype=pl.String()
    )


def quoted_candidates(lines: pl.DataFrame) -> pl.DataFrame:
    """What stands between quotation marks or in italics anywhere in the text."""
    # The quotation marks of attributes are none, those of template tags neither.
    words = pl.col("raw").str.replace_all(r"<[^<>]{1,200}>|\{%[^%]*%\}", " ")
    quoted = (
        lines.lazy()
        .filter(
            (pl.col("size") >= PARAGRAPH) | BELOW_HEAD.is_between(0, 3), words.str.contains(QUOTED)
        )
        .select(
            "document_id",
            "line_no",
            "head_line",
            "start",
            "raw",
            "size",
            match=words.str.extract_all(QUOTED),
        )
        .explode("match")
        .with_columns(candidate=pl.col("match").str.strip_chars(" “”\"‘’«»„_*.,;:()[]!?'–—-"))
        .with_columns(offset=pl.col("raw").str.find(pl.col("candidate"), literal=True))
        .filter(
            pl.col("offset").is_not_null(),
            pl.col("candidate").str.len_chars().is_between(1, LONGEST),
            ~pl.col("match").str.contains(BOLD_SENTENCE),
        )
        .with_columns(
            span_start=pl.col("start") + characters_before(pl.col("raw"), pl.col("offset")),
            key=folded(pl.col("candidate")),
        )
        .with_columns(
            section=pl.lit(0),
            span_end=pl.col("span_start") + pl.col("candidate").str.len_chars().cast(pl.Int32),
            again=pl.int_range(pl.len()).over("document_id", "key") > 0,
            once=pl.len().over("document_id", "key") == 1,
            before=pl.col("raw")
            .cast(pl.Binary)
            .bin.head(pl.col("offset"))
            .cast(pl.String, strict=False)
            .str.slice(-BEFORE_MARK)
            .str.strip_chars_end("“\"‘«„*_'"),
        )
        .collect()
    )
    kinds = {
        "quoted": pl.lit(value=True),
        "quoted_again": pl.col("again"),
        "quoted_early": BELOW_HEAD.is_between(0, 1) & (pl.col("size") <= HEADLINE),
        "quoted_first": pl.col("span_start") == pl.col("span_start").min().over("document_id"),
        "compared": holds(only_where(pl.col("once"), pl.col("before")), COMPARED),
        "of_house": pl.col("before").str.contains(OF_HOUSE),
        "spoken": holds(pl.col("match"), SPOKEN),
        "said_whole": pl.col("match").str.contains(SAID_WHOLE),
        "wordy": (pl.col("candidate").str.count_matches(r"\s") >= WORDY)
        & (pl.col("candidate").str.count_matches(r"\s\p{Ll}{4,}") > 1),
        "nickname": pl.col("raw")
        .cast(pl.Binary)
        .bin.slice(pl.col("offset"))
        .cast(pl.String)
        .str.contains(NICKNAME),
        "begins_paragraph": (pl.col("offset") <= LONGEST_MARK) & (pl.col("size") > HEADLINE),
    }
    return pl.concat(
        [
            *(
                _shaped(quoted.filter(test).with_columns(evidence=pl.lit(name)))
                for name, test in kinds.items()
            ),
        ]
    )


def phrase_candidates(lines: pl.DataFrame) -> pl.DataFrame:
    """Capitalised words that stand together in the first lines: only what recurs may be a title."""
    phrases = (
        lines.filter(
            BELOW_HEAD.is_between(0, PHRASE_LINES - 1) & pl.col("size").is_between(12, HEADLINE)
        )
        .with_columns(candidate=pl.col("line").str.extract_all(PHRASE))
        .explode("candidate")
        .filter(pl.col("candidate").is_not_null(), pl.col("candidate") != pl.col("line"))
        .with_columns(
            section=pl.lit(0),
            evidence=pl.lit("headline_words"),
            at=pl.col("raw").str.find(pl.col("candidate"), literal=True),
        )
        .filter(pl.col("at").is_not_null())
        .with_columns(span_start=pl.col("start") + characters_before(pl.col("raw"), pl.col("at")))
        .with_columns(
            span_end=pl.col("span_start") + pl.col("candidate").str.len_chars().cast(pl.Int32)
        )
    )
    behind = (
        pl.col("raw")
        .cast(pl.Binary)
        .bin.slice(pl.col("at") + pl.col("candidate").str.len_bytes())
        .cast(pl.String, strict=False)
    )
    opens = phrases.filter(
        (pl.col("at") <= LONGEST_MARK)
        & (pl.col("size") >= SHORTEST_STANDFIRST)
        & BELOW_HEAD.is_between(1, PHRASE_LINES - 1)
        & behind.str.contains(DOES)
    ).with_columns(evidence=pl.lit("opens_standfirst"))
    is_somebody = map(is_called_so, opens["candidate"].to_list())
    opens = opens.filter(~pl.Series(list(is_somebody), dtype=pl.Boolean()))
    return pl.concat([_shaped(phrases), _shaped(opens)])


def spoken_candidates(lines: pl.DataFrame) -> pl.DataFrame:
    """What sentences speak of as films, with no mark; the headline may hold it, too."""
    spoken = spoken_titles(lines.filter(pl.col("size") >= PARAGRAPH)).with_columns(
        section=pl.lit(0)
    )
    headlines = lines.filter(BELOW_HEAD == 0, pl.col("size") <= HEADLINE).select(
        "document_id", headline="line"
    )
    is_within = pl.col("headline").str.contains(pl.col("candidate"), literal=True)
    in_headline = (
        spoken.join(headlines, on="document_id", maintain_order="left")
        .filter(is_within, pl.col("evidence").is_in(["called_film", "shown"]))
        .with_columns(evidence=pl.lit("in_headline"))
    )
    return pl.concat([_shaped(spoken), _shaped(in_headline)])


def link_candidates(links: pl.DataFrame, own_ids: pl.DataFrame) -> pl.DataFrame:
    """What links to IMDb offer; links to other ids than the document's own are mentions.

    Args:
        links: As from `imdb_links`.
        own_ids: `document_id`, `imdb_id` that the fields name.
    """
    linked = links.join(
        own_ids.group_by("document_id").agg(own=pl.col("imdb_id")),
        on="document_id",
        how="left",
        maintain_order="left",
    ).with_columns(section=pl.lit(0))
    is_own = pl.col("imdb_id").is_in(pl.col("own"))
    free = linked.filter(pl.col("own").is_null())
    alone = free.filter(pl.col("imdb_id").n_unique().over("document_id") == 1)
    return pl.concat(
        [
            _shaped(linked.filter(is_own).with_columns(evidence=pl.lit("own_id"))),
            _shaped(free.with_columns(evidence=pl.lit("linked"))),
            _shaped(alone.with_columns(evidence=pl.lit("only_link"))),
        ]
    )


def _shaped(frame: pl.DataFrame) -> pl.DataFrame:
    return frame.select(pl.col(name).cast(dtype) for name, dtype in CANDIDATES.items())
