"""Tell documents about films from those about games, stages, meals or shares.

What belongs here is the evidence that there is a film at all; which one is the matter of
`candidates`. The words stand in data/reference/topic_words.csv and record_types.csv.
"""

from typing import Final, NamedTuple

import polars as pl

from pipelines.claims.lists.data_lines import lists_of_films
from pipelines.claims.reference import reference_table
from pipelines.claims.rules import BELOW_HEAD, EDGE, NAME, SHORT_LINE
from pipelines.claims.text.columns import holds
from pipelines.claims.text.lines import beside
from pipelines.claims.text.titles import IS_BYLINE, IS_CLOCK

RECORD_TYPES: Final = reference_table("record_types", ("record_type", "topic"))
FILM_RECORDS: Final = (
    *RECORD_TYPES.filter(pl.col("topic").is_in(["film", "review"]))["record_type"].to_list(),
    "row",
)
"""Kinds of record that describe a film by themselves."""
OTHER_RECORDS: Final = RECORD_TYPES.filter(pl.col("topic") == "other")["record_type"].to_list()


class Evidence(NamedTuple):
    """What a piece of evidence weighs, how often it may count, and what it is."""

    weight: float
    at_most: int
    meaning: str


EVIDENCE: Final = {
    "told": Evidence(2, 1, "the source tells that its documents are about films"),
    "imdb_id": Evidence(4, 1, "a field holds the IMDb id of a title"),
    "director": Evidence(4, 1, "a field names a director"),
    "runtime_minutes": Evidence(2, 1, "a field holds a running time"),
    "cast": Evidence(2, 1, "a field names actors"),
    "rating": Evidence(1, 1, "a field holds a rating"),
    "credits": Evidence(5, 1, "lines that list a film"),
    "brought_in": Evidence(2, 1, "prose that brings in several films with their directors"),
    "list": Evidence(8, 1, "lines that list several films, by their directors and lengths"),
    "imdb_link": Evidence(2, 1, "a link to a title in IMDb"),
    "film_word": Evidence(1, 8, "a word of film"),
    "directed_title": Evidence(2, 1, "a marked title, and by whom it is directed"),
    "parts": Evidence(
        3, 1, "several parts, with who plays each in brackets, or the data of several capsules"
    ),
    "drama_word": Evidence(0.5, 6, "a word of film and stage alike"),
    "other_word": Evidence(-1, 8, "a word of something else"),
    "other_headline": Evidence(-2, 1, "a word of something else in its headline, and none of film"),
    "news_word": Evidence(
        -2, 6, "a word of a report: what somebody said on which day, leases, deaths"
    ),
    "other_record": Evidence(-6, 1, "a record of something else: a game, a concert, a shop"),
    "dated": Evidence(4, 1, "times of day, and several titles with year or certificate"),
    "film_field": Evidence(3, 1, "a field that only films have"),
    "other_field": Evidence(-6, 1, "a field that only games, books or records have"),
    "interview": Evidence(-12, 1, "its headline, or what stands beside it, says: interview"),
    "report": Evidence(-12, 1, "its headline tells who is cast, or who has died"),
    "tickets": Evidence(-12, 1, "shows with date and time, and no credits: an event"),
}
"""What speaks for a film (weight above zero) and against one."""
ENOUGH: Final = 1.0
DATED: Final = r"^[\p{Lu}\d“\"‘„«¿¡][^()]{1,80}\s\((?:(?:18|19|20)\d\d|(?:[Cc]ert\.?\s+)?(?:U|PG(?:-13)?|12A?|15A?|18|R))\)"
"""A title, and its year or its certificate in brackets."""
LONGEST_DATED: Final = 90
FEWEST_DATED: Final = 2
FEWEST_WORDS: Final = 2
FEWEST_LISTED: Final = 3
"""So many films in a list tell more than any word beside it."""

IS_EVIDENT: Final = (pl.col("listed_by") == "data") | (
    (pl.col("listed_by") == "card") & pl.col("listed_who").is_not_null()
)
"""Lists that only films have; titles and names alone may be those of songs or books."""

INTERVIEW: Final = (
    rf"(?i:{EDGE}interview(?:ed)?\s+(?:by|with|mit|met|med|avec){EDGE}|{EDGE}(?:in\s+conversation\s+with|im\s+(?:gespräch|interview){EDGE}|entretien\s+avec|rencontre\s+avec|entrevista\s+(?:a|con|com|de)\b|intervista\s+a{EDGE})|^q\s?&\s?a\s+with{EDGE}|^interview\s*[:–—|-]\s)"
    rf"|[”\"’'»“]\s*[:,–—|-]\s*{NAME}\s+(?:on|talks|discusses|explains|über|sur|sobre|su|om)\s"
    rf"|^{NAME}(?:\s+(?:and|&)\s+{NAME})?\s+(?:on\s+(?:his|her|their|making|directing|playing|the\s+making)|talks|discusses)\s"
)
"""How a headline or byline tells that somebody is asked."""
INTERVIEW_ALONE: Final = (
    r"^(?i:interviews?|q\s?&\s?a|entretiens?|entrevistas?|intervist[ae]|im\s+gespräch)$"
)
"""The name of such a section, above a headline."""
LONGEST_HEADLINE: Final = 160
REPORT: Final = (
    rf"^(?i:acquisitions?|production\s+news|box\s+office)\s*[:–—]|(?i:{EDGE}(?:shoot|production)\s+(?:begins|starts|underway))"
    rf"|(?i:{EDGE}casting\s+(?:news|net|call|couch|updates?|bits|round-?up){EDGE})"
    rf"|{NAME}\s+(?i:joins?\s|boards\s|signs\s+on\s|to\s+(?:star|direct|play|lead|helm|reprise)\s|in\s+talks{EDGE}|(?:set|cast|tapped|attached)\s+(?:to|for|in|as|opposite)\s|lands\s+(?:lead|role|part))"
    rf"|{NAME}(?:,\s[^,]{{3,60}},)?\s+(?i:(?:has\s+)?(?:dies|died|dead)(?:$|[:;]|\s[–—-]|,?\s+(?:at|aged)\s+(?:age\s+)?\d))"
    rf"|{NAME}\s+(?i:(?:ist\s+)?(?:tot|gestorben)|est\s+morte?|is\s+overleden|overleden|är\s+död|har\s+avlidit|er\s+død)(?:\W|$)"
    rf"|^(?i:r\.?i\.?p\.?|muere|fallece|muore|è\s+mort[oa]|morre|morreu|décès\s+de|mort\s+de|addio\s+a)[:,]?\s+(?:(?:el|la|o|a|os|as)\s+)?(?:\p{{Ll}}+\s+){{0,3}}(?:l[’'])?{NAME}"
)
"""How a headline reports on somebody of the trade: he or she has a part in a film to come, or has died."""

UNSPACED: Final = "\u2e80"
"""From here on scripts write no spaces between words."""
TOPIC_FIELDS: Final = reference_table("topic_fields", ("key", "topic"))
TOPIC_WORDS: Final = reference_table("topic_words", ("words", "topic"))


def _pattern(topic: str) -> str:
    """Any of the words of a topic; a star behind a word stands for all its endings.

    The boundaries are those of ASCII: with Unicode's the regex engine leaves its fast path.
    """
    words = TOPIC_WORDS.filter(pl.col("topic") == topic)["words"].to_list()
    spaced = [word.replace(" ", r"\s+") for word in words if word[0] < UNSPACED]
    unspaced = [word.rstrip("*") for word in words if word[0] >= UNSPACED]
    stems = "|".join(word.rstrip("*") for word in spaced if word.endswith("*"))
    whole = "|".join(word for word in spaced if not word.endswith("*"))
    parts = [rf"(?:{stems})" if stems else "", rf"(?:{whole})(?-u:\b)" if whole else ""]
    latin = r"(?i)(?-u:\b)(?:" + "|".join(filter(None, parts)) + ")"
    return "|".join([latin, *unspaced])


DIRECTED_TITLE: Final = (
    r"[”\"’»_*],?\s+(?:which\s+(?:is|was)\s+)?(?:written\s+and\s+)?directed\s+by\s+\p{Lu}"
)
PART_PLAYED: Final = r"\p{Ll}{2}[,”\"]?\s\(\p{Lu}[\p{L}’'-]+\s(?:\p{Lu}\.\s)?\p{Lu}[\p{L}’'-]+(?:\s\p{Lu}[\p{L}’'-]+)?\)"
FEWEST_PARTS: Final = 4
DATA_OF_CAPSULE: Final = r"\b(?:Rated\s+(?:PG|R|G|NC)\b|Not\s+[Rr]ated\b).{0,60}\b\d{2,3}\s?min"
"""Certificate and length, as the capsules of columns end."""
FEWEST_CAPSULES: Final = 2
FILM_WORDS: Final = _pattern("film")
DRAMA_WORDS: Final = _pattern("drama")
OTHER_WORDS: Final = _pattern("other")
NEWS_WORDS: Final = _pattern("news")


def about_films(
    documents: pl.DataFrame,
    fields: pl.DataFrame,
    field_claims: pl.DataFrame,
    *,
    blocks: pl.DataFrame,
    links: pl.DataFrame,
    lines: pl.DataFrame,
    told: pl.DataFrame,
) -> pl.DataFrame:
    """The documents that are about films: `document_id`.

    Args:
        documents: `document_id`, `text`, `document_kind` (as the source tells it, or NULL).
        fields: Their rows of `raw.fields`.
        field_claims: What the fields say.
        blocks: As from `credit_blocks`.
        links: As from `imdb_links`.
        lines: As from `with_looks`.
        told: As from `told_films`.
    """
    is_byline = (pl.col("size") <= 80) & pl.col("line").str.contains(IS_BYLINE)
    is_stamp = beside(is_byline, 1) | beside(is_byline, -1)
    shows = lines.filter(pl.col("size") <= 80, "is_show", ~is_stamp.fill_null(value=False))
    # What is shown and has a year or a certificate is a film, be it listed with nothing else.
    dated = lines.filter(
        pl.col("size") <= LONGEST_DATED, pl.col("line").str.contains(DATED)
    ).filter(pl.len().over("document_id") >= FEWEST_DATED)
    timed = (
        lines.join(dated, on="document_id", how="semi", maintain_order="left")
        .filter(holds(SHORT_LINE, IS_CLOCK, EDGE))
        .filter(pl.len().over("document_id") >= FEWEST_LISTED)
    )
    is_told = documents.filter(pl.col("document_kind").fill_null("other") != "other")
    listed = lists_of_films(lines.filter(IS_EVIDENT))
    listing = [each.select("document_id") for each in (blocks, listed)]
    of_programmes = pl.concat([*listing, timed.select("document_id")])
    # Classes tell that there is a review, but never of what.
    of_things = field_claims.filter(pl.col("record_type") != "hreview")
    of_fields = [
        _piece(of_things.filter(pl.col("attribute") == name), name)
        for name in ("imdb_id", "director", "runtime_minutes", "cast", "rating")
    ]
    is_other = pl.col("record_type").is_in(OTHER_RECORDS) | (
        pl.col("key").str.ends_with("@type")
        & pl.col("value").is_in(OTHER_RECORDS)
        & pl.col("key").str.contains("item_reviewed|main_entity")
    )
    listed = pl.concat([each.select("document_id") for each in (blocks, lists_of_films(lines))])
    # Titles and names alone may be plays as well; of films such a programme says so.
    of_films = (
        documents.join(shows, on="document_id", how="semi", maintain_order="left")
        .join(listed, on="document_id", how="semi", maintain_order="left")
        .filter(pl.col("text").str.count_matches(FILM_WORDS) >= FEWEST_WORDS)
    )
    heads = lines.filter(
        BELOW_HEAD.is_between(-2, 3), pl.col("size") <= LONGEST_HEADLINE, ~pl.col("is_bullet")
    )
    is_interview = pl.col("line").str.contains(INTERVIEW) | (
        (BELOW_HEAD < 2) & pl.col("line").str.contains(INTERVIEW_ALONE)
    )
    pieces = [
        _piece(heads.filter(is_interview), "interview"),
        _piece(
            heads.filter(BELOW_HEAD == 0, pl.col("line").str.contains(OTHER_WORDS)).filter(
                ~pl.col("line").str.contains(FILM_WORDS)
            ),
            "other_headline",
        ),
        _piece(heads.filter(pl.col("line").str.contains(REPORT)), "report"),
        _piece(is_told, "told"),
        _piece(told, "brought_in"),
        *of_fields,
        _piece(pl.concat(listing), "credits"),
        _piece(listed.filter(pl.len().over("document_id") >= FEWEST_LISTED), "list"),
        _piece(links, "imdb_link"),
        _piece(fields.filter(is_other), "other_record"),
        *(
            _piece(
                fields.join(
                    TOPIC_FIELDS.filter(pl.col("topic") == topic),
                    on="key",
                    how="semi",
                    maintain_order="left",
                ),
                f"{topic}_field",
            )
            for topic in ("film", "other")
        ),
        _piece(
            shows.join(of_programmes, on="document_id", how="anti", maintain_order="left").join(
                of_films, on="document_id", how="anti", maintain_order="left"
            ),
            "tickets",
        ),
        _piece(timed, "dated"),
    ]
    seen = pl.concat(pieces).group_by("document_id").agg(pieces=pl.col("weight").sum())
    words = [
        pl.min_horizontal(pl.col("text").str.count_matches(pattern), EVIDENCE[name].at_most).cast(
            pl.Float64
        )
        * EVIDENCE[name].weight
        for name, pattern in (
            ("film_word", FILM_WORDS),
            ("directed_title", DIRECTED_TITLE),
            ("drama_word", DRAMA_WORDS),
            ("other_word", OTHER_WORDS),
            ("news_word", NEWS_WORDS),
        )
    ]
    has_parts = pl.col("text").str.count_matches(PART_PLAYED) >= FEWEST_PARTS
    has_capsules = pl.col("text").str.count_matches(DATA_OF_CAPSULE) >= FEWEST_CAPSULES
    words.append(pl.when(has_parts | has_capsules).then(EVIDENCE["parts"].weight).otherwise(0.0))
    return (
        documents.filter(pl.col("document_kind").fill_null("") != "other")
        .join(seen, on="document_id", how="left", maintain_order="left")
        # Sums of floats depend on their order; rounded, they do not.
        .filter((pl.col("pieces").fill_null(0.0) + pl.sum_horizontal(words)).round(4) >= ENOUGH)
        .select("document_id")
    )


def _piece(frame: pl.DataFrame, name: str) -> pl.DataFrame:
    weight = pl.lit(EVIDENCE[name].weight, pl.Float64).alias("weight")
    return frame.select("document_id").unique(maintain_order=True).with_columns(weight)
