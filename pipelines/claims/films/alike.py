"""Find the lines of a document that are of one form: counted through, or begun with the same words.

What belongs here is what lines have in common whose neighbours look like them. Whether their titles head
sections is the matter of `sections`.
"""

from typing import Final

import polars as pl

from pipelines.claims.lists.data_lines import persons_alone
from pipelines.claims.text.lines import LABELS
from pipelines.claims.text.titles import IS_DATE, IS_SEEN

FEWEST_COUNTED: Final = 5
"""So many numbers in a row are no chance."""
FEWEST_MARKED: Final = 3
IS_MARKED_ITEM: Final = (
    r"^\W{0,8}\d{1,3}\s?[.)]\s+(?:[“\"„«‘][^“”\"«»]+[”\"“»’]|[*_]{1,3}[^*_]+[*_]{1,3})\W*$"
)
"""A number and a marked title, and nothing else."""
IN_A_ROW: Final = 0.75
"""A list may lack a number, and a page may have two lists."""
IS_NUMBER: Final = r"^\W{0,8}(?:#{1,6}\s+)?\W{0,3}(\d{1,3})"
FURTHEST_ABOVE: Final = 4
"""So many lines above a list its paragraph says what is listed, at most."""
LISTS_FILMS: Final = (
    r"(?i)\b(?:\d+|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|top|best|worst|favou?rites?|all|every|these|following|"
    r"zehn|fünf|besten?|liebsten|lieblings|diez|cinco|mejores|peores|favorit[ao]s|dix|cinq|meilleurs|pires|préférés|dieci|cinque|migliori|peggiori|preferiti|"
    r"dez|melhores|piores|preferidos|tien|vijf|beste|tio|fem|bästa|bedste|this year[’']s)\b.{0,40}\b(?:films|movies|filme[rns]?|pel[íi]culas|features|documentaries|filmes|blockbusters)\b"
    r"|\b(?:film|movies?|films|filme[rns]?|pel[íi]culas)\s+(?:\p{L}+\s+){0,3}?(?:watched|seen|vistas|vus|visti|vistos|gesehen|gezien|sett|list|ranked|ranking)\b"
    r"|\b(?:watched|saw|seen|viewing|vi|vu|visto|gesehen)\b.{0,30}\b(?:month|year|week|films|movies|challenge|mes|ano|mois|année|mese|monat|jahr|maand|jaar)\b"
    r"|\b(?:migliori|peggiori|preferiti|meilleurs|dieci|cinque|venti)\s+(?:\p{L}+\s+)?film\b"
    r"|^(?:(?:the|my|our|la|il|le|ma|mi|min|mein|die)\s+)?(?:topp?|best|worst)\s+(?:\d{1,3}|ten|five|twenty|dieci|diez|dix|zehn|tio)\b"
    r"|\b(?:topplist|bestenlist|toplist|filmår)\p{L}*\b|\b(?:topp?)\s+(?:10|20|25|50|100)\b"
)
"""A headline, or the words above a list, that say that films are listed."""
LISTS_OTHERS: Final = r"(?i)\b(?:actors?|actresses|directors?|performances?|scenes?|songs?|soundtracks?|scores?|books?|novels?|shows?|series|albums?|games?|reasons?|things|tips|ways|quotes?|rules|characters?|villains?|moments?|acteurs|actrices|actores|schauspieler|attori|atores|lieder|bücher|libros|livres|libri|livros|serien|séries)\s*(?:of\b|in\b|from\b|:|\.|$)"
"""Words for what else about films is counted."""

LAST_WORDS: Final = 80
"""Characters at the end of a paragraph that say what is listed below it."""

SHORTEST_LEAD: Final = 3
LONGEST_LEAD: Final = 36
LONGEST_LED: Final = 100
FEWEST_LED: Final = 3
IS_SCALE: Final = r"^(?:\d\s){3,}"
"""All steps of a scale, of which the mark was lost."""
OF_FILM: Final = r"(?i:film|movie|review|recens|kritik|critique|cr[ií]tica|rese[ñn]|resenh|pel[ií]cula|anmeldelse|recenzj|besprechung)"
COUNTED_LEAD: Final = r"^(?:\p{L}{2,12}\.?\s?)#?(\d{1,3})(?:st|nd|rd|th|\.)?\s?[:.)–—-]\s+$"
"""A word and a number that counts: `Day 1:`, `Platz 10:`, `Film 3 –`."""
NO_COUNT: Final = r"^(?i:chapter|kapitel|chapitre|cap[íi]tulo|part|teil|parte|partie|steps?|room|screen|saal|sala|salle|episode|folge|[ée]pisode|season|staffel|act|akt|question|track|disc|section|level|page|seite|week|woche|semaine|semana|settimana|month|year|take|reason|zone|hall|theat(?:re|er))\b"
"""What else such words count."""
MAY_BE_LED: Final = (
    rf"^[^,]{{0,{LONGEST_LEAD}}}{OF_FILM}|{IS_SCALE}"
    r"|^\p{L}{2,12}\.?\s?#?\d{1,3}(?:st|nd|rd|th|\.)?\s?[:.)–—-]\s"
)
NO_LEAD: Final = r"(?i:festival|fest\b|society|club|forum|museum|cent(?:er|re)|critics?\b|makers?\b|making|music|directors?|direction|rating|score|genre|length|runtime|review\s+by|reviewed\s+by|reviews\s|critique\s+de\s+la|read|lire|leer|lesen|leia|leggi|lees|continue|more|full|see|watch|about)"
"""Words of other labels, and of links."""
LEADS: Final = (
    r"^(.{3,36}?(?:\s?[:/|»]|\s[–—-])\s+)\S",
    *(rf"^((?:\S+\s+){{{count}}})\S" for count in range(2, 7)),
)
"""What the beginning of a line may be: up to a colon, a stroke or a dash, or so many words."""
IS_REST: Final = (
    r"^[“\"‘«„'_*]*[\p{Lu}\d¡¿][^;]*(?:[^.;,:]|\s\p{Lu}\p{L}{1,3}\.)$|^[“\"‘«„'_*]*[\p{Lu}\d]$"
)
IS_SENTENCE: Final = r"\p{Ll}{3}[.!?]\s+\p{Lu}"


def lists_films(column: str = "line") -> pl.Expr:
    """Whether a headline, or what stands above a list, says that films are listed."""
    text = pl.col(column)
    return text.str.contains(LISTS_FILMS) & ~text.str.contains(LISTS_OTHERS)


def with_counted(heads: pl.DataFrame, lines: pl.DataFrame) -> pl.DataFrame:
    """The numbered heads with `is_counted`: their numbers are in a row, and the text says that it lists films.

    Args:
        heads: With `document_id`, `kind`, `style`, `line_no`, `raw`, `candidate`.
        lines: As from `lines_from`.
    """
    place = ["document_id", "line_no"]
    numbered = heads.filter(pl.col("kind") == "numbered", pl.col("style") == "numbered").sort(
        place, maintain_order=True
    )
    number = pl.col("raw").str.extract(IS_NUMBER, 1).cast(pl.Int32)
    # Markdown counts by itself: all may have the same number.
    follows = number.diff().over("document_id").abs() <= 1
    # Marks around every title of a list say as much as more titles would.
    is_marked = pl.col("raw").str.contains(IS_MARKED_ITEM).mean().over("document_id") >= IN_A_ROW
    rows = numbered.with_columns(is_marked=is_marked).filter(
        pl.len().over("document_id")
        >= pl.when("is_marked").then(FEWEST_MARKED).otherwise(FEWEST_COUNTED),
        follows.mean().over("document_id") >= IN_A_ROW,
    )
    if rows.is_empty():
        return heads.with_columns(is_counted=pl.lit(value=False))
    persons = persons_alone(rows["candidate"])
    are_persons = pl.col("candidate").is_in(persons.implode()).mean()
    first = rows.group_by("document_id").agg(
        first=pl.col("line_no").min(), persons=are_persons, is_marked=pl.col("is_marked").first()
    )
    above = (
        lines.select("document_id", "line_no", "head_line", "line")
        .join(first, on="document_id", maintain_order="left")
        .filter(
            pl.col("line_no").is_between(pl.col("first") - FURTHEST_ABOVE, pl.col("first") - 1)
            | (pl.col("line_no") == pl.col("head_line")),
            pl.col("persons") < IN_A_ROW,
        )
        .filter(lists_films() | "is_marked")
    )
    last_words = pl.col("line").str.slice(-LAST_WORDS)
    others = above.filter("is_marked", last_words.str.contains(LISTS_OTHERS))
    told = rows.join(above, on="document_id", how="semi").join(others, on="document_id", how="anti")
    told = told.select(*place, kind=pl.lit("numbered"), is_counted=pl.lit(value=True))
    return heads.join(told, on=[*place, "kind"], how="left", maintain_order="left").with_columns(
        pl.col("is_counted").fill_null(value=False)
    )


def led_alike(lines: pl.DataFrame) -> pl.DataFrame:
    """The lines that several begin with the same words of film, or a word and a number that counts.

    Returns:
        `document_id`, `line_no`, `behind` (what follows those words), `says_film`.

    Args:
        lines: As from `lines_from`, with `is_role` and `is_fact`.
    """
    line = pl.col("line")
    may_be = lines.filter(
        pl.col("size") <= LONGEST_LED, ~pl.any_horizontal("is_role", "is_fact")
    ).filter(line.str.contains(MAY_BE_LED), ~line.str.contains(IS_SEEN))
    may_be = may_be.filter(pl.len().over("document_id") >= FEWEST_LED).select(
        "document_id", "line_no", "line"
    )
    if may_be.is_empty():
        return pl.DataFrame(
            schema={
                "document_id": pl.String,
                "line_no": pl.Int32,
                "behind": pl.String,
                "says_film": pl.Boolean,
            }
        )
    led = pl.concat([may_be.with_columns(lead=line.str.extract(form, 1)) for form in LEADS])
    lead = pl.col("lead")
    behind = line.str.strip_prefix(lead)
    size = lead.str.len_chars()
    says_film = lead.str.contains(OF_FILM) | lead.str.contains(IS_SCALE)
    number = lead.str.extract(COUNTED_LEAD, 1).cast(pl.Int32)
    is_counted = number.is_not_null() & ~lead.str.contains(NO_COUNT)
    follows = pl.col("number").diff().over("document_id", "words").abs() <= 1
    return (
        led.filter(
            size.is_between(SHORTEST_LEAD, LONGEST_LEAD),
            says_film | is_counted,
            ~lead.str.contains(NO_LEAD),
            ~lead.str.strip_chars(" :–—-|/»").str.to_lowercase().is_in(LABELS.implode()),
        )
        .with_columns(behind=behind)
        .filter(
            pl.col("behind").str.contains(IS_REST),
            ~pl.col("behind").str.contains(rf"{IS_SENTENCE}|{IS_DATE}"),
        )
        .with_columns(
            words=pl.when(is_counted).then(lead.str.replace(r"\d+", "")).otherwise(lead),
            number=pl.when(is_counted).then(number),
            says_film=says_film,
            size=size,
        )
        .sort("document_id", "words", "line_no", maintain_order=True)
        .with_columns(
            times=pl.col("behind").n_unique().over("document_id", "words"),
            in_a_row=follows.mean().over("document_id", "words"),
        )
        .filter(
            pl.col("times") >= FEWEST_LED,
            pl.col("number").is_null() | (pl.col("in_a_row") >= IN_A_ROW),
        )
        .sort(
            "document_id",
            "line_no",
            "times",
            "size",
            descending=[False, False, True, True],
            maintain_order=True,
        )
        .unique(["document_id", "line_no"], keep="first", maintain_order=True)
        .select("document_id", "line_no", "behind", "says_film")
    )
