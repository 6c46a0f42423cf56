"""Settle what was found: leave out what cannot be said, and what is said better elsewhere.

What belongs here is how findings of one document weigh against each other. How they become rows is
the matter of `staged_rows`.
"""

from typing import Final

import polars as pl

from pipelines.claims.tables import IS_PART

OF_DOCUMENT: Final = (
    "publication",
    "critic",
    "published_on",
    "headline",
    "synopsis_author",
    "festival",
    "document_language",
    "canonical_uri",
    "page_title",
)


OF_OTHER_FILMS: Final = ("mention",)


OF_PERSON: Final = ("birth_year", "birth_place", "filmography")


def settled(found: pl.DataFrame, told: pl.DataFrame) -> pl.DataFrame:
    """Leave out what cannot be said: facts of films where there is no film, repeats."""
    is_free = pl.col("attribute").is_in([*OF_DOCUMENT, *OF_PERSON, *OF_OTHER_FILMS])
    named_alone = pl.col("rule") == "critic.name_alone"
    is_name_alone = pl.col("rule").is_in(["director.of_data", "critic.signature"])
    named_as_film = is_name_alone & pl.col("is_title").is_not_null()
    titles = found.filter(pl.col("attribute") == "title").select(
        "document_id", "value", is_title=pl.lit(value=True)
    )
    found = (
        found.pipe(_without_makers_as_critics)
        .pipe(_without_sites_as_critics)
        .pipe(_without_critics_as_writers)
        .pipe(_with_directors_who_write)
        .pipe(_without_years_of_titles)
    )
    found = (
        found.join(titles.unique(), on=["document_id", "value"], how="left", maintain_order="left")
        .join(
            told.select("document_id", "publication_kind"), on="document_id", maintain_order="left"
        )
        .filter(~named_as_film)
        .filter(
            ~named_alone
            | (
                pl.col("is_title").is_null()
                & ~pl.col("publication_kind").is_in(["cinema", "festival"]).fill_null(value=False)
            )
        )
        .drop("is_title", "publication_kind")
    )
    signed = found.filter(pl.col("attribute") == "synopsis_author").with_columns(
        attribute=pl.lit("critic"), confidence=pl.col("confidence") - 0.1
    )
    return (
        pl.concat([found, signed])
        .filter(is_free | pl.col("film_no").is_not_null())
        .sort(
            "document_id",
            "film_no",
            "attribute",
            "confidence",
            "span_start",
            "position",
            descending=[False, False, False, True, False, False],
            nulls_last=True,
            maintain_order=True,
        )
        .unique(
            [
                "document_id",
                "film_no",
                "attribute",
                "subject_name",
                "value_normalised",
                "value",
                "detail",
            ],
            keep="first",
            maintain_order=True,
        )
        .pipe(_stated_in_full)
        .pipe(_once_a_person)
        .pipe(_surest_id)
        .pipe(_data_before_prose)
        .pipe(_surest_directors)
        .pipe(_without_films_of_actors)
        .pipe(_directors_before_cast)
    )


def _without_years_of_titles(found: pl.DataFrame) -> pl.DataFrame:
    """Leave out years that are part of the title of their film where they stand, as in `Berlin 1945`."""
    is_title = (pl.col("attribute") == "title") & pl.col("value").str.contains(
        r"\b(?:18|19|20)\d\d\b"
    )
    titles = found.filter(is_title, pl.col("span_start").is_not_null()).select(
        "document_id", "film_no", title="value", begin="span_start", end="span_end"
    )
    is_within = (
        (pl.col("rule") == "year.of_data")
        & (pl.col("span_start") >= pl.col("begin"))
        & (pl.col("span_end") <= pl.col("end"))
        & pl.col("title").str.contains(pl.col("value"), literal=True)
    )
    return (
        found.join(
            titles.unique(["document_id", "film_no"], keep="first", maintain_order=True),
            on=["document_id", "film_no"],
            how="left",
            maintain_order="left",
        )
        .filter(~is_within.fill_null(value=False))
        .select(found.columns)
    )


STATED: Final = r"^(?:credit\.(?:labelled|listed)|field\.)"
"""Rules that read credits out of lists; what a list says of a role it says in full."""
ADDRESSED: Final = "field.addressee"
"""A letter goes to one of many: who is written to is no list."""


LISTED_IN_FULL: Final = ("director", "cast")


def _stated_in_full(found: pl.DataFrame) -> pl.DataFrame:
    """Whom prose gives a part that a list of credits gives to others has another part."""
    is_role = pl.col("attribute").is_in(LISTED_IN_FULL) & pl.col("film_no").is_not_null()
    is_stated = (
        is_role
        & pl.col("rule").str.contains(STATED)
        & (pl.col("rule") != ADDRESSED).fill_null(True)
    )
    listed = found.filter(is_stated).select("document_id", "film_no", "attribute").unique()
    doubted = found.filter(is_role & ~is_stated).join(
        listed, on=["document_id", "film_no", "attribute"], how="anti", maintain_order="left"
    )
    return pl.concat([found.filter(~is_role | is_stated), doubted])


def _without_makers_as_critics(found: pl.DataFrame) -> pl.DataFrame:
    """Leave out critics who directed or play in the film: "by Ada Brown" is said of both.

    Such a name above a list is no name of a site, either.
    """
    is_writer = (pl.col("attribute") == "writer") & (pl.col("rule") == "field.writer")
    makers = found.filter(pl.col("attribute").is_in(["director", "cast"]) | is_writer).select(
        "document_id", "value"
    )
    is_critic = pl.col("attribute").is_in(["critic", "synopsis_author"]) | (
        pl.col("rule") == "publication.first_line"
    )
    critics = found.filter(is_critic).join(
        makers, on=["document_id", "value"], how="anti", maintain_order="left"
    )
    return pl.concat([found.filter(~is_critic), critics])


def _without_sites_as_critics(found: pl.DataFrame) -> pl.DataFrame:
    """Leave out the site as the critic, as metadata have it, where somebody else signed."""
    place = ["document_id", "value"]
    sites = found.filter(pl.col("attribute") == "publication").select(place).unique()
    critics = found.filter(pl.col("attribute") == "critic")
    named = critics.join(sites, on=place, how="anti", maintain_order="left")
    nobody_else = critics.join(named, on="document_id", how="anti", maintain_order="left")
    return pl.concat([found.filter(pl.col("attribute") != "critic"), named, nobody_else])


def _without_critics_as_writers(found: pl.DataFrame) -> pl.DataFrame:
    """Leave out writers whom the byline of the text names: "Written by" is said of both."""
    place = ["document_id", "value", "span_start"]
    signed = found.filter(pl.col("rule") == "critic.byline").select(place)
    is_writer = (pl.col("attribute") == "writer") & (pl.col("rule") == "credit.listed")
    writers = found.filter(is_writer).join(signed, on=place, how="anti", maintain_order="left")
    return pl.concat([found.filter(~is_writer), writers])


def _with_directors_who_write(found: pl.DataFrame) -> pl.DataFrame:
    """Add the one director of a film to its writers, where all that is told is with whom it was written.

    "She wrote the script with Jo Roe" names one of two.
    """
    film = ["document_id", "film_no"]
    told = found.filter(pl.col("attribute") == "writer", pl.col("film_no").is_not_null())
    shared = (
        told.group_by(film)
        .agg(is_shared=(pl.col("rule") == "writer.with").all())
        .filter("is_shared")
        .select(film)
    )
    writing = (
        found.filter(pl.col("attribute") == "director")
        .join(shared, on=film, how="semi", maintain_order="left")
        .filter(pl.col("value").n_unique().over(film) == 1)
        .unique(film, keep="first", maintain_order=True)
        .join(told.select(*film, "value"), on=[*film, "value"], how="anti", maintain_order="left")
        .with_columns(
            attribute=pl.lit("writer"),
            rule=pl.lit("writer.who_directs_it"),
            confidence=pl.lit(WRITES_TOO),
        )
    )
    return pl.concat([found, writing])


def _surest_id(found: pl.DataFrame) -> pl.DataFrame:
    """A film has one id: what is said less surely than another id is of another film."""
    surest = pl.col("confidence").max().over("document_id", "film_no")
    ids = found.filter(pl.col("attribute") == "imdb_id").filter(pl.col("confidence") == surest)
    return pl.concat([found.filter(pl.col("attribute") != "imdb_id"), ids])


LISTED: Final = 0.8


SAID: Final = 0.6


def _data_before_prose(found: pl.DataFrame) -> pl.DataFrame:
    """What prose says of genres and countries counts only where no data of the film list them.

    A comedy is not said beside the black comedy that it is.
    """
    listed = pl.col("confidence").max().over("document_id", "film_no", "attribute") >= LISTED
    is_said = pl.col("attribute").is_in(["genre", "country"]) & (pl.col("confidence") <= SAID)
    text = pl.col("value").str.to_lowercase()
    within = (
        pl.when(pl.col("attribute") == "genre")
        .then(text)
        .str.join("|")
        .over("document_id", "film_no")
        .str.contains(pl.concat_str(pl.lit(" "), text), literal=True)
    )
    return found.filter(~(is_said & (listed | ((pl.col("attribute") == "genre") & within))))


WRITES_TOO: Final = 0.6


SURE_OF_DIRECTOR: Final = 0.8


def _surest_directors(found: pl.DataFrame) -> pl.DataFrame:
    """Where somebody is said outright to direct a film, a mere genitive is of another film."""
    is_director = pl.col("attribute") == "director"
    is_told = is_director & (pl.col("rule") != ADDRESSED)
    surest = pl.col("confidence").filter(is_told).max().over("document_id", "film_no")
    is_sure = (pl.col("confidence") >= SURE_OF_DIRECTOR) | (
        surest.fill_null(0.0) < SURE_OF_DIRECTOR
    )
    return found.filter(~is_director | is_sure)


SURE_OF_ACTOR: Final = 0.8


def _without_films_of_actors(found: pl.DataFrame) -> pl.DataFrame:
    """Whose film it is, unless it is the film of somebody who surely acts in it."""
    is_genitive = (pl.col("attribute") == "director") & (pl.col("rule") == "director.possessive")
    actors = found.filter(
        pl.col("attribute") == "cast", pl.col("confidence") >= SURE_OF_ACTOR
    ).select("document_id", "film_no", "value")
    genitives = found.filter(is_genitive).join(
        actors, on=["document_id", "film_no", "value"], how="anti", maintain_order="left"
    )
    return pl.concat([found.filter(~is_genitive), genitives])


DOUBTED: Final = 0.7
"""Who is spoken of as actors are, but no more surely than this, may as well be somebody else."""


def _directors_before_cast(found: pl.DataFrame) -> pl.DataFrame:
    """Leave out of the cast whom a capsule doubtfully puts there, where he or she directs the film.

    A review has room for a director who acts, and says so more than once.
    """
    key = ["document_id", "film_no", "value"]
    named = found.filter(pl.col("attribute") == "director").select(key).unique()
    # German and Scandinavian prose names them in the genitive, too.
    owning = named.with_columns(pl.col("value") + "s")
    directors = pl.concat([named, owning])
    is_doubted = (
        (pl.col("rule") == "cast.spoken_of")
        & (pl.col("confidence") < DOUBTED)
        & (pl.col("film_no").max().over("document_id") > 0)
    )
    return pl.concat(
        [
            found.filter(~is_doubted),
            found.filter(is_doubted).join(directors, on=key, how="anti", maintain_order="left"),
        ]
    )


def _once_a_person(found: pl.DataFrame) -> pl.DataFrame:
    """One claim per person and role: the surest one, and none of a last name beside a full one."""
    persons = found.filter(IS_PART).unique(
        ["document_id", "film_no", "attribute", "value"], keep="first", maintain_order=True
    )
    film = ["document_id", "film_no"]
    full = persons.select(*film, full=pl.col("value").str.to_lowercase()).unique()
    last_names = (
        persons.join(full, on=film, maintain_order="left")
        .filter(
            pl.col("full").str.ends_with(
                pl.concat_str(pl.lit(" "), pl.col("value").str.to_lowercase())
            )
        )
        .select(*film, "value")
        .unique()
    )
    return pl.concat(
        [
            found.filter(~IS_PART),
            persons.join(last_names, on=[*film, "value"], how="anti", maintain_order="left"),
        ]
    )
