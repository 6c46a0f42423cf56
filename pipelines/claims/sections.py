"""Cut round-ups into the sections that each treat one film.

What belongs here is the heads of sections: numbered, bracketed, linked, marked or plain lines.
Films that are listed with credits are cut by these (`credit_lines`). What the title in a head is,
is the matter of `titles`.
"""

from typing import Final

import polars as pl

from pipelines.claims.credit_lines import IS_BARE_ROLE, IS_FACT, IS_ROLE
from pipelines.claims.likeness import FILM_WORDS
from pipelines.claims.titles import folded, looks_like_title, read_titles

STYLES: Final = {
    "linked": "the line is a link to IMDb",
    "numbered": "a number before the line",
    "bracketed": "year, certificate, place or date in brackets behind it",
    "marked": "the whole line bold or in italics",
    "heading": "a heading",
    "plain": "a short line alone before a paragraph",
    "listed": "a line of a list: title, and year, director or length in brackets",
    "opening": "a link to IMDb that begins a paragraph",
    "kicker": "a title between marks, in capitals or before a colon that begins a paragraph",
}
"""How the heads of sections look, from the clearest to the faintest."""
CLEAR: Final = ("linked", "numbered", "bracketed", "marked")
"""Styles that may stand together in one document."""

BODILESS: Final = ("linked", "listed", "kicker")
"""Styles of lists, where nothing need stand under a line."""

IS_NUMBERED: Final = r"^\W{0,8}(?:#{1,6}\s+)?(?:\d{1,3}|-)\s?[.)]\s+\S"
IS_BRACKETED: Final = r"^[^()]{1,80}\([^()]{2,60}\)\W*$"
IS_MARKED: Final = r"^\s*[*_]{1,3}[^*_]{1,90}[*_]{1,3}\s*(?:<br>)?\s*$"
IS_LISTED: Final = r"^(?:\d{1,3}[.)]\s+)?([^()]{1,80}?)\s*\((?:[^()]*[,;/·]\s*)?(?:(?i:dir\b|directed\s|regie)[^()]*|\d{2,3}\s?(?:min\w*|['′’])[^()]*|(?:18|19|20)\d{2}(?:[,;/·][^()]*)?)\)"
KICKER: Final = r"^\W{0,4}(?:[_*]{1,3}([\p{Lu}\d][^_*]{1,70}?)[:.,]?[_*]{1,3}|[“\"‘«]([\p{Lu}\d][^”\"’»]{1,70})[”\"’»]|([\p{Lu}\d][\p{Lu}\d\s,'’&!?.-]{2,50}[\p{Lu}\d!?])|([\p{Lu}\d][^.:!?()]{1,50}):)\s*(?:\([^()]{2,60}\))?\s*[:.,–—-]?\s"
LONG_ENOUGH: Final = 120
"""Characters of a paragraph that speaks of a film."""
TELLS_FILM: Final = (
    r"\((?:[^()]*\b(?:(?:18|19|20)\d{2}|12A?|15|18|PG(?:-13)?|U|cinemas?|VOD|Netflix)\b[^()]*)\)"
)
SAYS_SEVERAL: Final = r"(?i)\b(?:\d+|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|top|best|worst|new|more|other|these|mini|film|movie|capsule|zehn|fünf|drei|diez|cinco|tres)\b.{0,40}\b(?:films|movies|releases|reviews|filme|películas)\b|\b(?:round-?up|capsules?|film reviews|movie reviews)\b"
SHORTEST_BODY: Final = 12
FEWEST: Final = 2
MOST: Final = 0.75
"""Heads of one style are the heads, where they are so many of those of any style."""
CONFIRMED_SHARE: Final = 0.6
FIRST_WORDS: Final = 6
"""How many characters may stand before a link that begins a paragraph."""


def headed_sections(
    lines: pl.DataFrame, links: pl.DataFrame, documents: pl.DataFrame
) -> pl.DataFrame:
    """The sections of round-ups: a title, the lines that speak of it, and where it stands.

    Args:
        lines: As from `lines_from`, of documents about films.
        links: As from `imdb_links`.
        documents: `document_id`, `is_single` (its fields describe one film), `is_several` (its
            source, its headline or its first lines tell that there are several).

    Returns:
        `document_id`, `value`, `value_normalised`, `detail`, `line_no`, `last_line`, `imdb_id`.
    """
    heads = _heads(lines, links)
    if heads.is_empty():
        return pl.DataFrame()
    with_bodies = _with_bodies(heads, lines)
    counted = with_bodies.group_by("document_id", "kind").agg(
        heads=pl.len(),
        confirmed=pl.col("is_confirmed").mean(),
        named=pl.col("is_named").mean(),
        rank=pl.col("rank").min(),
    )
    is_clear = pl.col("kind") == "clear"
    chosen = (
        counted.join(documents, on="document_id", how="inner")
        .filter(
            pl.col("heads") >= FEWEST,
            pl.col("confirmed") >= CONFIRMED_SHARE,
            ~pl.col("is_single"),
            is_clear
            | pl.col("kind").is_in(["opening", "listed", *CLEAR])
            | (pl.col("is_several") & (pl.col("kind") != "kicker"))
            | (pl.col("is_several") & (pl.col("heads") > FEWEST))
            | (
                (pl.col("named") >= CONFIRMED_SHARE)
                & (pl.col("heads") > FEWEST)
                & (pl.col("kind") != "kicker")
            ),
        )
        .filter(pl.col("heads") >= MOST * pl.col("heads").max().over("document_id"))
        .sort("document_id", "rank", "kind")
        .unique("document_id", keep="first", maintain_order=True)
        .select("document_id", "kind")
    )
    return (
        with_bodies.join(chosen, on=["document_id", "kind"], how="inner")
        .filter((pl.col("body_size") >= SHORTEST_BODY) | pl.col("style").is_in(BODILESS))
        .sort("document_id", "line_no")
    )


def _heads(lines: pl.DataFrame, links: pl.DataFrame) -> pl.DataFrame:
    linked = links.select(
        "document_id", "line_no", "imdb_id", link="candidate", at="span_start"
    ).unique(["document_id", "line_no"], keep="first", maintain_order=True)
    line = pl.col("line")
    bare = (
        pl.col("raw")
        .str.replace_all(r"https?://[^\s\])>]+", "")
        .str.replace(r"^\s*(?:[-*•+]|\d+[.)])?\s*(?:\[[ xX-]\])?", "")
        .str.replace_all(r"[\[\](){}<>|]", "")
    )
    is_item = (pl.col("link").str.len_chars() + 12 >= bare.str.len_chars()) & (
        pl.col("is_bullet") | pl.col("raw").str.contains(r"^\s*(?:\||\d+[.)]\s)")
    )
    covers = is_item | (
        pl.col("link").str.len_chars() + 8 >= line.str.replace(r"\]\(.*$", "").str.len_chars()
    )
    begins = pl.col("link").is_not_null() & (
        (pl.col("at") - pl.col("start") <= FIRST_WORDS)
        & (pl.col("after_blank") | pl.col("is_bullet"))
    )
    next_size = pl.col("size").shift(-1).over("document_id").fill_null(0)
    style = (
        pl.when((begins & covers) | is_item)
        .then(pl.lit("linked"))
        .when(pl.col("raw").str.contains(IS_NUMBERED))
        .then(pl.lit("numbered"))
        .when(line.str.contains(IS_BRACKETED) & ~pl.col("is_bullet"))
        .then(pl.lit("bracketed"))
        .when(pl.col("raw").str.contains(IS_MARKED) & ~pl.col("is_bullet"))
        .then(pl.lit("marked"))
        .when(pl.col("heading") > 0)
        .then(pl.lit("heading"))
        .when(
            pl.col("after_blank") & pl.col("before_blank") & ~pl.col("is_bullet")
            & (pl.col("size") <= 60) & (next_size >= 120) & (pl.col("line_no") > 0)
        )
        .then(pl.lit("plain"))
    )  # fmt: skip
    kicker = pl.col("raw").str.extract_groups(KICKER).struct
    ranks = {name: rank for rank, name in enumerate(STYLES)}
    found = (
        lines.join(linked, on=["document_id", "line_no"], how="left", maintain_order="left")
        .with_columns(style=style)
        .with_columns(
            style=pl.when(looks_like_title() & pl.col("style").is_not_null())
            .then("style")
            .when(pl.col("style") == "linked")
            .then("style")
            .when(line.str.contains(IS_LISTED) & (pl.col("size") <= 200))
            .then(pl.lit("listed"))
            .when(begins)
            .then(pl.lit("opening"))
            .when(
                pl.col("after_blank")
                & (pl.col("size") >= LONG_ENOUGH)
                & pl.col("raw").str.contains(KICKER)
            )
            .then(pl.lit("kicker")),
        )
        .filter(
            pl.col("style").is_not_null(),
            ~line.str.contains(IS_FACT),
            ~line.str.contains(IS_ROLE),
            ~line.str.contains(IS_BARE_ROLE),
        )
        .with_columns(
            candidate=pl.when(pl.col("style").is_in(["opening", "linked"]))
            .then("link")
            .when(pl.col("style") == "listed")
            .then(line.str.extract(IS_LISTED, 1))
            .when(pl.col("style") == "kicker")
            .then(pl.coalesce(kicker.field(str(group)) for group in range(1, 5)))
            .otherwise(
                line.str.replace(r"^(?:#?\d{1,3}|-)\s?[.)]\s+", "").str.replace(
                    r"^([^()]{2,80}?)\s*\([^()]{2,60}\)\W*$", "$1"
                )
            ),
            told=line.str.extract(r"\(([^()]*,\s*)?((?:18|19|20)\d{2})\)\W*$", 2),
            kind=pl.when(pl.col("style") == "heading")
            .then(pl.concat_str("style", "heading"))
            .otherwise("style"),
            rank=pl.col("style").replace_strict(ranks, return_dtype=pl.Int32),
        )
    )
    # Heads of the clear styles may stand together, and among plain ones.
    clear = found.filter(pl.col("style").is_in(CLEAR) & (pl.col("line_no") > 0))
    together = {"clear": len(STYLES), "plain": ranks["plain"]}
    found = pl.concat(
        [
            found,
            *(
                clear.with_columns(kind=pl.lit(kind), rank=pl.lit(rank, pl.Int32))
                for kind, rank in together.items()
            ),
        ]
    )
    return found.join(read_titles(found["candidate"]), on="candidate", how="inner").with_columns(
        detail=pl.coalesce(
            pl.when(pl.col("told").is_not_null()).then(
                pl.concat_str(pl.lit('{"year": '), "told", pl.lit("}"))
            ),
            "detail",
        )
    )


def _with_bodies(heads: pl.DataFrame, lines: pl.DataFrame) -> pl.DataFrame:
    """Add what stands under each head, up to the next head of its kind."""
    columns = ["document_id", "kind", "line_no"]
    starts = heads.select("document_id", "kind", head="line_no", line_no="line_no").sort(
        "document_id", "kind", "line_no"
    )
    bodies = (
        heads.select("document_id", "kind")
        .unique()
        .join(lines.select("document_id", "line_no", "line"), on="document_id", how="inner")
        .sort(columns)
        .join_asof(
            starts,
            on="line_no",
            by=["document_id", "kind"],
            strategy="backward",
            check_sortedness=False,
        )  # fmt: skip
        .filter(pl.col("line_no") > pl.col("head"))
        .group_by("document_id", "kind", "head")
        .agg(
            body=pl.col("line").sort_by("line_no").str.join(" "), last_line=pl.col("line_no").max()
        )
    )
    body = pl.col("body").fill_null("")
    is_named = pl.col("folded_body").str.contains(pl.col("key"), literal=True)
    return (
        heads.join(bodies, left_on=columns, right_on=["document_id", "kind", "head"], how="left")
        .with_columns(
            body_size=body.str.len_chars(), folded_body=folded(body), key=folded(pl.col("value"))
        )
        .filter(pl.col("key") != "")
        .with_columns(is_named=is_named | pl.col("imdb_id").is_not_null())
        .with_columns(
            is_confirmed=pl.col("is_named")
            | pl.col("line").str.contains(TELLS_FILM)
            | (pl.col("style") == "listed")
            | ((pl.col("style") == "kicker") & pl.col("line").str.contains(FILM_WORDS))
            | body.str.slice(0, 600).str.contains(FILM_WORDS)
        )
        .with_columns(last_line=pl.col("last_line").fill_null(pl.col("line_no")))
        .drop("body", "folded_body")
    )
