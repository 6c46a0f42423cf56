"""Decide which film of a catalogue a review in prose is about.

What belongs here is the evidence: what a title and the names around it weigh, and by how much the
best film must lead. A title alone decides little, as reviews name many films; who of a film's
people is named decides most. A film that the catalogue does not have is a rival like any other, so
that its reviews are not given to the next best.
"""

from typing import Final

import polars as pl

from pipelines.claims.catalogue.known import Known
from pipelines.claims.catalogue.matches import (
    MATCHES,
    UNKNOWN,
    Bar,
    Evidence,
    decided,
    scored,
)
from pipelines.claims.films.about import FILMS, LAST
from pipelines.claims.text.offsets import characters_before
from pipelines.claims.text.titles import folded

EVIDENCE: Final = {
    "chosen": Evidence(2.5, "its title is the one that the text itself tells to be the film's"),
    "marked": Evidence(1.5, "its title stands between marks: italics or quotes"),
    "again": Evidence(0.8, "its title is named again", 3),
    "early": Evidence(1.0, "its title stands in the first lines"),
    "once": Evidence(-1.0, "its title is named once, and late"),
    "hidden": Evidence(-2.0, "its title is only a part of longer ones"),
    "one_word": Evidence(-1.5, "its title is one word without marks, as any word may be"),
    "of_somebody": Evidence(-1.0, "a name in the genitive stands before the title"),
    "year": Evidence(1.0, "its year is in the text"),
    "director": Evidence(2.5, "its director is named"),
    "cast": Evidence(1.6, "an actor of it is named", 6),
    "crew": Evidence(0.5, "another of its people is named", 2),
    "nobody": Evidence(-2.0, "its title is named once, and none of its people"),
    "strangers": Evidence(-15.0, "many of the people named have no part in it"),
    "unlisted": Evidence(1.0, "the text itself tells it, and the catalogue does not have it"),
    "name": Evidence(-4.0, "what the text tells for a title is somebody's name, and no title"),
    "known": Evidence(0.05, "a power of ten of those who voted on it", 8),
}
"""What speaks for a film, and how much. Found by trial on one half of the reviews of a corpus."""
BAR: Final = Bar(enough=3.5, lead=1.0)
EARLY: Final = 400
"""Characters of the first lines."""
MANY_NAMES: Final = 4
"""From so many names on it counts in full that many are strangers."""
OWN_SHARE: Final = 0.8
"""The share of the people named who have a part in the film that a review is of: the fewer there
are, the more likely it is of a film that the catalogue does not have."""
MARKS: Final = (("_", "_"), ("*", "*"), ("“", "”"), ('"', '"'), ("«", "»"), ("„", "“"), ("‘", "’"))
GENITIVES: Final = tuple(
    f"{end} {mark}" for end in ("'s", "’s", "s'", "s’") for mark in ("_", "*", "“", '"', "‘")
)


def matched_films(
    documents: pl.DataFrame,
    films: pl.DataFrame,
    field_claims: pl.DataFrame,
    links: pl.DataFrame,
    known: Known,
) -> pl.DataFrame:
    """The films of the catalogue that documents in prose are about, in the form of `MATCHES`.

    Asked are documents about one film that do not tell its id, and reviews without one.

    Args:
        documents: `document_id`, `text`, `document_kind`.
        films: As `FILMS`, of all documents.
        field_claims: What the fields say; an id there needs no match.
        links: As from `imdb_links`.
        known: What the catalogue knows.
    """
    if known.titles.is_empty():
        return MATCHES.empty()
    told_ids = pl.concat(
        [
            field_claims.filter(pl.col("attribute") == "imdb_id").select("document_id"),
            links.select("document_id"),
        ]
    )
    counts = films.group_by("document_id").agg(film_count=pl.len())
    is_asked = (pl.col("film_count") == 1) | (
        pl.col("film_count").is_null() & (pl.col("document_kind") == "review")
    )
    asked = (
        documents.join(told_ids, on="document_id", how="anti", maintain_order="left")
        .join(counts, on="document_id", how="left", maintain_order="left")
        .filter(is_asked)
    )
    return match_films(
        asked, films.join(asked, on="document_id", how="semi", maintain_order="left"), known
    )


def with_matches(
    films: pl.DataFrame, matches: pl.DataFrame, documents: pl.DataFrame
) -> pl.DataFrame:
    """The films, where a match is taken with the title that matched.

    Args:
        films: As `FILMS`.
        matches: As `MATCHES`.
        documents: `document_id`, `text`.
    """
    taken = (
        matches.filter("is_taken")
        .join(
            films.select("document_id", told=folded(pl.col("value"))),
            on="document_id",
            how="left",
            maintain_order="left",
        )
        .filter(pl.col("told").is_null() | (pl.col("told") != folded(pl.col("phrase"))))
        .join(
            documents.select("document_id", "text"),
            on="document_id",
            how="inner",
            maintain_order="left",
        )
    )
    at = pl.col("text").str.find(pl.col("phrase"), literal=True)
    begin = characters_before(pl.col("text"), at)
    length = pl.col("phrase").str.len_chars().cast(pl.Int32)
    matched = taken.with_columns(
        film_no=pl.lit(0),
        value="phrase",
        value_normalised=pl.col("phrase").str.replace_all(r"\s+", " "),
        detail=pl.lit(None, pl.String),
        first_line=pl.lit(0),
        last_line=pl.lit(LAST),
        span_start=begin,
        span_end=begin + length,
        quote="phrase",
        rule=pl.lit("title.catalogue"),
        confidence=pl.lit(0.9),
    ).select(pl.col(name).cast(dtype) for name, dtype in FILMS.items())
    kept = films.join(matched, on="document_id", how="anti", maintain_order="left")
    return pl.concat([kept, matched])


def match_films(documents: pl.DataFrame, films: pl.DataFrame, known: Known) -> pl.DataFrame:
    """The film of the catalogue that fits each document best, in the form of `MATCHES`.

    Args:
        documents: `document_id`, `text` of documents that are about one film.
        films: `document_id`, `value`: the film that the text itself tells, if it does.
        known: What the catalogue knows of them.
    """
    asked = documents.select("document_id", "text")
    candidates = (
        _candidates(asked, films, known)
        .join(_people(known), on=["document_id", "imdb_id"], how="left", maintain_order="left")
        .join(_named(known), on="document_id", how="left", maintain_order="left")
        .join(known.films, on="imdb_id", how="left", maintain_order="left")
        .join(
            known.names.with_columns(is_name=pl.lit(value=True)),
            on=["document_id", "key"],
            how="left",
            maintain_order="left",
        )
        .join(asked, on="document_id", how="inner", maintain_order="left")
        .with_columns(pl.col("directors", "actors", "others", "names", "own_names").fill_null(0))
        .with_columns(**_evidence(), film_no=pl.lit(0, pl.Int32))
        .drop("text")
    )
    return decided(scored(candidates, EVIDENCE), EVIDENCE, BAR)


def _candidates(documents: pl.DataFrame, films: pl.DataFrame, known: Known) -> pl.DataFrame:
    """The films a document may be about, with where and how often their titles stand there.

    Returns:
        `document_id`, `imdb_id`, `key`, `phrase`, `is_chosen`, `at`, `count`; the film that the
        text itself tells has the id `UNKNOWN`, unless the catalogue has one of its title.
    """
    chosen = films.select("document_id", chosen=folded(pl.col("value")), phrase="value")
    titled = known.titles.join(
        chosen.select("document_id", "chosen"), on="document_id", how="left", maintain_order="left"
    ).with_columns(is_chosen=(folded(pl.col("key")) == pl.col("chosen")).fill_null(value=False))
    unknown = chosen.join(
        titled.filter("is_chosen"), on="document_id", how="anti", maintain_order="left"
    ).select(
        "document_id",
        imdb_id=pl.lit(UNKNOWN),
        key="chosen",
        phrase="phrase",
        is_chosen=pl.lit(value=True),
    )
    both = pl.concat([titled.select(unknown.columns), unknown])
    text, phrase = pl.col("text"), pl.col("phrase")
    placed = (
        both.join(documents, on="document_id", how="inner", maintain_order="left")
        .with_columns(
            at=text.str.find(phrase, literal=True),
            count=text.str.count_matches(phrase, literal=True).cast(pl.Int64),
        )
        .drop("text")
    )
    return placed.join(
        _longer(placed), on=["document_id", "phrase"], how="left", maintain_order="left"
    ).with_columns(count=(pl.col("count") - pl.col("within").fill_null(0)).clip(0))


def _longer(placed: pl.DataFrame) -> pl.DataFrame:
    """How often a title stands within a longer one: `document_id`, `phrase`, `within`."""
    titles = placed.select("document_id", "phrase", "count").unique()
    pairs = titles.join(titles, on="document_id", suffix="_longer", maintain_order="left").filter(
        pl.col("phrase") != pl.col("phrase_longer"),
        pl.col("phrase_longer").str.contains(pl.col("phrase"), literal=True),
    )
    return pairs.group_by("document_id", "phrase").agg(within=pl.col("count_longer").max())


def _people(known: Known) -> pl.DataFrame:
    """How many people of a film its document names, by their parts, and how many in all."""
    role = pl.col("role")
    return known.credits.group_by("document_id", "imdb_id").agg(
        directors=pl.col("key").filter(role == "director").n_unique().cast(pl.Int64),
        actors=pl.col("key").filter(role == "cast").n_unique().cast(pl.Int64),
        others=pl.col("key").filter(~role.is_in(["director", "cast"])).n_unique().cast(pl.Int64),
        own_names=pl.col("key").n_unique().cast(pl.Int64),
    )


def _named(known: Known) -> pl.DataFrame:
    """How many people of whatever film a document names: `document_id`, `names`."""
    return known.names.group_by("document_id").agg(names=pl.col("key").n_unique().cast(pl.Int64))


def _evidence() -> dict[str, pl.Expr]:
    """Whether or how often each evidence holds."""
    text, phrase, count = pl.col("text"), pl.col("phrase"), pl.col("count")
    is_unknown = pl.col("imdb_id") == UNKNOWN
    is_marked = pl.any_horizontal(
        text.str.contains(pl.concat_str(pl.lit(begin), phrase, pl.lit(end)), literal=True)
        for begin, end in MARKS
    )
    of_somebody = pl.any_horizontal(
        text.str.contains(pl.concat_str(pl.lit(words), phrase), literal=True) for words in GENITIVES
    )
    year = pl.col("year").cast(pl.String)
    strangers = OWN_SHARE - pl.col("own_names") / (pl.col("names") + 0.5)
    return {
        "chosen": pl.col("is_chosen"),
        "marked": is_marked,
        "again": count - 1,
        "early": pl.col("at") < EARLY,
        "once": (count == 1) & (pl.col("at") >= EARLY),
        "hidden": count == 0,
        "one_word": ~pl.col("key").str.contains(" ") & ~is_marked,
        "of_somebody": of_somebody,
        "year": text.str.contains(year, literal=True),
        "director": pl.col("directors"),
        "cast": pl.col("actors"),
        "crew": pl.col("others"),
        "nobody": (pl.col("own_names") == 0) & (count < 2) & ~is_unknown,
        "strangers": pl.when(~is_unknown).then(
            strangers.clip(0) * pl.min_horizontal(pl.col("names") / MANY_NAMES, 1.0)
        ),
        "unlisted": is_unknown,
        "name": is_unknown & pl.col("is_name").is_not_null(),
        "known": (pl.col("vote_count") + 1).log(10),
    }
