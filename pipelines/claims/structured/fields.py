"""Turn fields of structured documents into claims: a table of field names, a parser per attribute.

What belongs here is how a named field is read. Which names mean what stands in
data/reference/field_names.csv; what only one site means by a name, in the source registry.
"""

import re
from collections.abc import Mapping
from typing import Final

import polars as pl

from pipelines.claims.details import telling_more
from pipelines.claims.engine import FOUND, QUOTE_CHARACTERS, parse_unique
from pipelines.claims.reference import reference_table
from pipelines.claims.rules import Parser, Value, as_is
from pipelines.claims.tables import PARTS
from pipelines.claims.text.columns import sifted
from pipelines.claims.text.letters import addressed
from pipelines.claims.text.offsets import characters_before
from pipelines.claims.text.titles import apart, title
from pipelines.claims.topics.facts.certificates import certificate
from pipelines.claims.topics.publishing import IN_HEADLINE, festival_in_headline
from pipelines.claims.topics.ratings import rating_in_headline
from pipelines.claims.values.dates import day, year
from pipelines.claims.values.durations import minutes
from pipelines.claims.values.folding import fold, words_of
from pipelines.claims.values.people import people
from pipelines.claims.values.places import (
    NATIONALITIES,
    countries_or_codes,
    language_names,
    languages_or_codes,
)
from pipelines.claims.values.ratings import FULL, HALF, rating

SHORTEST_LABEL: Final = 4
NAMES: Final = reference_table("field_names", ("key", "record_type", "attribute"))
WRAPPERS: Final = (
    "extra", "movie", "film", "params", "review", "data", "info", "meta", "fields", "ids", "external_ids", "credits",
    "details", "frontmatter", "attributes", "media", "verdict",
)  # fmt: skip
"""Parents that say nothing of their own: `extra.movie.year` is a year."""
NAMED: Final = r"\.(?:name|english_name|full_name|label)$"
"""The name of a thing, which is how its list is told: `genres.name`."""
OUT_OF: Final = r"^(?P<of>.+?)_(?:(?:out_of|of|von|sur|su|de|di)_)?(?P<best>4|5|6|10|20|100)$"
"""A field name that tells the best value of its ratings: `Score (of 5)`."""
SHOWS: Final = r"^(?:.*\.)?(?:screenings|showings|showtimes|shows|sessions|performances|projections|séances|seances|funciones|vorstellungen|termine|proiezioni|sessões)\.(?P<rest>[^.]+)(?:\.name)?$"
"""A field of a show in a list of them."""
OF_SHOWS: Final = pl.DataFrame(
    [
        *((name, "screening_start") for name in ("start", "starts_at", "start_time", "datetime", "date_time", "when", "start_date")),
        *((name, "screening_day") for name in ("date", "day", "datum", "fecha", "data", "jour")),
        *((name, "screening_clock") for name in ("time", "times", "clock", "hour", "heure", "hora", "uhrzeit", "zeit", "ora")),
        *((name, "venue") for name in ("venue", "cinema", "theater", "theatre", "kino", "location", "place", "sala")),
        *((name, "screen") for name in ("screen", "room", "hall", "auditorium", "saal", "salle")),
    ],
    schema=["rest", "of_show"],
    orient="row",
)  # fmt: skip
"""What the fields of a show mean."""
IN_WORDS: Final = (
    pl.concat(
        [
            reference_table("attribute_labels", ("label", "attribute")),
            reference_table("role_names", ("label", "role"))
            .unique("label", keep="none", maintain_order=True)
            .select(
                "label",
                attribute=pl.when(pl.col("role").is_in(PARTS))
                .then("role")
                .otherwise("credit:" + pl.col("role")),
            ),
        ]
    )
    .filter(pl.col("label").str.len_chars() >= SHORTEST_LABEL)
    .select(words=words_of(pl.col("label")), in_words="attribute")
    .unique("words", keep="first", maintain_order=True)
)
"""What the labels of data lines mean; a field by such a name means it, too."""
IMDB_TITLE: Final = re.compile(r"\btt\d{7,9}\b")

FIELD_FOUND: Final = pl.Schema({**FOUND, "record": pl.Int32(), "record_type": pl.String()})
"""What fields say: as what rules find, and the record it stands in."""


def imdb_title_id(text: str) -> list[Value]:
    """The IMDb ids of titles, alone or in links.

    >>> imdb_title_id("https://www.imdb.com/title/tt6543652/")[0].normalised
    'tt6543652'
    """
    return [Value(found, found) for found in IMDB_TITLE.findall(text)]


def words(text: str) -> list[Value]:
    """The parts of a list between commas, slashes and bars.

    >>> [value.text for value in words("Drama, Thriller")]
    ['Drama', 'Thriller']
    """
    return [value for part in re.split(r"\s*[,/|;]\s*", text) for value in as_is(part)]


def tags(text: str) -> list[Value]:
    """A tag as it stands and, where commas are in it, each of its parts: some lists are one string.

    >>> [value.text for value in tags("Film Reviews, Thriller")]
    ['Film Reviews, Thriller', 'Film Reviews', 'Thriller']
    """
    parts = words(text)
    return as_is(text) + (parts if len(parts) > 1 else [])


def cell_titles(text: str) -> list[Value]:
    """The titles of a cell; several stand between bars.

    >>> [value.text for value in cell_titles("Review: A Film|The Preview (4K)")]
    ['Review: A Film', 'The Preview (4K)']
    """
    return [value for part in text.split("|") for value in as_is(part)]


def _titles_of_events(found: pl.DataFrame) -> pl.DataFrame:
    """The name of a show is the title of its film, unless the show says which film it presents."""
    is_event = pl.col("attribute") == "event_title"
    says_title = (pl.col("attribute") == "title").any().over("document_id", "record")
    return found.filter(~(is_event & says_title)).with_columns(
        attribute=pl.when(is_event).then(pl.lit("title")).otherwise("attribute")
    )


def _years_of_releases(found: pl.DataFrame) -> pl.DataFrame:
    """The year of a release is that of the film, where the record tells no other."""
    is_release = pl.col("attribute") == "release_day"
    says_year = (pl.col("attribute") == "year").any().over("document_id", "record")
    return found.filter(~(is_release & says_year)).with_columns(
        attribute=pl.when(is_release).then(pl.lit("year")).otherwise("attribute")
    )


def _days_of_reviews(found: pl.DataFrame) -> pl.DataFrame:
    """The day beside a film is that of a review where the table rates films; else of whatever was on that day."""
    attribute = pl.col("attribute")
    is_day = (pl.col("record_type") == "row") & (attribute == "published_on")
    is_rated = (attribute == "rating").any().over("document_id")
    is_one = pl.col("value").filter(is_day).n_unique().over("document_id") == 1
    return found.filter(~is_day | is_rated | is_one)


NO_GENRE: Final = re.compile(r"\w*(?:oll|all|ell)ywood|sandalwood", re.IGNORECASE)
"""Film industries, which are named after Hollywood."""


def genres(text: str) -> list[Value]:
    """The genres of a list, without languages, nationalities and industries.

    >>> [value.text for value in genres("Drama, Malayalam, Bollywood, Thriller, French")]
    ['Drama', 'Thriller']
    """
    return [
        value
        for value in words(text)
        if not NO_GENRE.fullmatch(value.text)
        and fold(value.text) not in language_names()
        and value.text.lower() not in NATIONALITIES
    ]


def signed(text: str) -> list[Value]:
    """Who signed, also under a nickname."""
    is_no_name = text.strip().lower() in NOBODY or "://" in text or IS_OFFICE.search(text)
    return [] if is_no_name else as_is(text)


IS_OFFICE: Final = re.compile(
    r"\b(?:staff|team|editors|editorial|press\s+office|redaktion|redacci[oó]n|rédaction|redazione)$",
    re.IGNORECASE,
)
"""Those who sign together."""
NOBODY: Final = frozenset({"admin", "test", "staff", "editor", "author", "me", "unknown"})


PARSERS: Final[Mapping[str, Parser]] = {
    "title": title,
    "original_title": title,
    "alternative_title": title,
    "event_title": title,
    "cell_title": cell_titles,
    "year": year,
    "runtime_minutes": minutes,
    "country": countries_or_codes,
    "language": languages_or_codes,
    "genre": genres,
    "tag": tags,
    "certificate": certificate,
    "imdb_id": imdb_title_id,
    "director": people,
    "writer": people,
    "producer": people,
    "cast": people,
    "addressee": addressed,
    "critic": signed,
    "rating": rating,
    "published_on": day,
    "release_day": year,
}
"""How the value of a field is read, by attribute; as it stands where nothing is said."""

CONFIDENCE: Final[Mapping[str, float]] = {
    "title": 0.8,
    "event_title": 0.7,
    "cell_title": 0.8,
    "critic": 0.95,
    "page_title": 0.4,
    "release_day": 0.7,
}
"""How sure a named field is, where it is not 0.97."""


HEADLINES: Final = ("title", "headline", "page_title")
"""Attributes whose values may name a festival beside the title."""
WITH_HEADLINES: Final = ("front_matter", "Article", "Review")
RATED: Final = rf"[{FULL}{HALF}]\W*$|\d\s*/\s*(?:4|5|6|10|100)\W*$"
"""What a headline that ends with a rating ends with."""
OF_SITE: Final = 0.5
"""How sure the name is that a page's metadata give the site; the source registry is surer."""


def claims_from_fields(fields: pl.DataFrame, own_names: pl.DataFrame) -> pl.DataFrame:
    """What the fields say, one row per value, in the schema `FIELD_FOUND`.

    Args:
        fields: As in `raw.fields`.
        own_names: `document_id`, `key`, `attribute`: what the source means by a field name.
    """
    named = (
        with_attributes(fields.lazy(), own_names.lazy())
        .collect()
        .pipe(_without_lengths_of_episodes, fields)
        .pipe(_columns_of_awards)
        .pipe(_columns_of_shows)
        .pipe(_titles_in_cells)
        .pipe(_titles_of_works)
        .pipe(_with_best_values)
    )
    named = pl.concat([named, _crews(fields).select(named.columns)])
    frames = [
        _read(part, str(attribute), _parser(str(attribute)))
        for (attribute,), part in named.group_by("attribute", maintain_order=True)
    ]
    headlines = sifted(
        named,
        pl.col("attribute").is_in(HEADLINES) & (pl.col("record_type") != "row"),
        pl.col("value").str.contains(IN_HEADLINE),
    )
    frames.append(_read(headlines, "festival", festival_in_headline))
    graded = named.filter(
        pl.col("attribute").is_in(HEADLINES),
        pl.col("record_type").is_in(WITH_HEADLINES),
        pl.col("value").str.contains(RATED),
        ~(pl.col("attribute") == "rating").any().over("document_id", "record"),
    )
    frames.append(_read(graded, "rating", rating_in_headline))
    return (
        pl.concat(frames)
        .pipe(_titles_of_events)
        .pipe(_years_of_releases)
        .pipe(_days_of_reviews)
        .with_columns(
            pl.col("attribute").replace("cell_title", "title"),
            pl.col("rule").replace("field.cell_title", "field.title"),
        )
    )


OF_CRITICS: Final = ("blog", "newspaper", "dataset")
"""Kinds of publication that name a film as it is known: brackets are part of its title."""


def with_other_titles(found: pl.DataFrame, told: pl.DataFrame) -> pl.DataFrame:
    """The claims, where programmes that print two titles in one field say them apart.

    Args:
        found: In the schema `FIELD_FOUND`.
        told: `document_id`, `publication_kind`.
    """
    programmes = told.filter(~pl.col("publication_kind").fill_null("website").is_in(OF_CRITICS))[
        "document_id"
    ]
    is_title = (pl.col("attribute") == "title") & pl.col("document_id").is_in(programmes.implode())
    printed = found.filter(is_title)["value"].unique().sort().to_list()
    told_apart = pl.DataFrame(
        [(text, *both) for text in printed if (both := apart(text))],
        schema={"value": pl.String(), "alone": pl.String(), "also": pl.String()},
        orient="row",
    )
    if told_apart.is_empty():
        return found
    joined = found.join(told_apart, on="value", how="left", maintain_order="left")
    is_split = is_title & pl.col("alone").is_not_null()
    return joined.with_columns(
        value=pl.when(is_split).then("alone").otherwise("value"),
        value_normalised=pl.when(is_split).then("alone").otherwise("value_normalised"),
        detail=pl.when(is_split).then(telling_more(also=pl.col("also"))).otherwise("detail"),
    ).select(found.columns)


ELEMENT: Final = r"^(?:.*[^\[\]])?\[\d+\]"
"""The path of an element of a list; what is left of the path is a field of that element."""
OF_VALUES: Final = r"\.[^.\[\]]+\[\d+\](?:\.(?:name|nom|nombre|english_name|title|label))?$"
"""The end of the path of one of several values, as a genre of an element's: `films[0].genres[1].name`."""
LISTED_IN: Final = ("row", "front_matter")
OF_PROGRAMMES: Final = "programme"
"""The kind of a record that lists films and is none itself."""
OF_ONE_FILM: Final = ("year", "country", "imdb_id")


def with_films_of_lists(fields: pl.DataFrame) -> pl.DataFrame:
    """The fields, where each film that a record lists is a record of its own.

    A list within a record is one of films where its elements have a title and say who made it,
    when or how long it is; a record that says so itself describes a film, and lists others beside.

    Args:
        fields: As in `raw.fields`.
    """
    means = NAMES.filter(pl.col("record_type").is_null()).select("key", "attribute")
    element = pl.coalesce(
        pl.col("path").str.replace(OF_VALUES, ".").str.extract(f"({ELEMENT})", 1),
        pl.col("path").str.extract(f"({ELEMENT})", 1),
    )
    rest = pl.col("path").str.slice(element.str.len_chars() + 1)
    levels = rest.str.count_matches(".", literal=True) + 1
    parents = ["document_id", "record"]
    listed = (
        fields.filter(pl.col("record_type").is_in(LISTED_IN), pl.col("path").str.contains(ELEMENT))
        .with_columns(
            element=element, key=pl.col("key").str.split(".").list.tail(levels).list.join(".")
        )
        .filter(pl.col("key") != "")
    )
    named = listed.join(means, on="key", maintain_order="left")
    says = (
        pl.col("attribute") == name for name in ("title", "director", "year", "runtime_minutes")
    )
    has_title, *has_evidence = (test.any() for test in says)
    films = (
        named.group_by(*parents, "element", maintain_order=True)
        .agg(is_film=has_title & pl.any_horizontal(*has_evidence))
        .filter("is_film")
        .join(_of_one_film(fields, means), on=parents, how="anti", maintain_order="left")
    )
    if films.is_empty():
        return fields
    last = fields.group_by("document_id").agg(last=pl.col("record").max())
    numbered = films.join(last, on="document_id", maintain_order="left").select(
        *parents,
        "element",
        number=pl.col("last") + pl.int_range(1, pl.len() + 1).over("document_id"),
    )
    of_films = listed.join(numbered, on=[*parents, "element"], maintain_order="left").with_columns(
        record=pl.col("number").cast(fields.schema["record"]), record_type=pl.lit("row")
    )
    own = fields.join(of_films, on=["document_id", "path"], how="anti", maintain_order="left")
    is_programme = pl.struct(parents).is_in(films.select(pl.struct(parents)).to_series().implode())
    is_row = pl.col("record_type") == "row"
    return pl.concat(
        [
            own.with_columns(
                record_type=pl.when(is_programme & is_row)
                .then(pl.lit(OF_PROGRAMMES))
                .otherwise("record_type")
            ),
            of_films.select(fields.columns),
        ]
    )


def _of_one_film(fields: pl.DataFrame, means: pl.DataFrame) -> pl.DataFrame:
    """The records that describe a film themselves: `document_id`, `record`."""
    return (
        fields.filter(~pl.col("path").str.contains(ELEMENT))
        .join(means.filter(pl.col("attribute").is_in(OF_ONE_FILM)), on="key", maintain_order="left")
        .select("document_id", "record")
        .unique()
    )


OF_THE_FILM: Final = "film|movie|release|production|filme|película"
"""Words of columns that tell of the film, and not of the prize."""


def _columns_of_awards(named: pl.DataFrame) -> pl.DataFrame:
    """The fields, where rows of awards are told by the columns that stand beside each other.

    A prize is a category, unless there is a column of those; then it says who gives it. Beside them
    a year is that of the prize, unless its column names the film or there is one of ceremonies.
    """
    attribute, of_table = pl.col("attribute"), ["document_id", "record_type"]
    is_row = pl.col("record_type") == "row"
    has_category = (attribute == "award_category").any().over(of_table)
    has_ceremony = (attribute == "award_ceremony").any().over(of_table)
    has_prize = (attribute == "award").any().over(of_table)
    is_bare_year = (attribute == "year") & ~pl.col("key").str.contains(OF_THE_FILM)
    return named.with_columns(
        attribute=pl.when(is_row & (attribute == "award"))
        .then(
            pl.when(has_category)
            .then(pl.lit("award_organisation"))
            .otherwise(pl.lit("award_category"))
        )
        .when(is_row & is_bare_year & (has_category | has_prize) & ~has_ceremony)
        .then(pl.lit("award_ceremony"))
        .otherwise(attribute)
    )


def _columns_of_shows(named: pl.DataFrame) -> pl.DataFrame:
    """The fields, where the day beside a time is that of a show, in rows that rate no film."""
    attribute, of_row = pl.col("attribute"), ["document_id", "record"]
    is_row = pl.col("record_type") == "row"
    is_shown = (is_row & (attribute == "screening_clock")).any().over(of_row)
    is_rated = (attribute == "rating").any().over(of_row)
    return named.with_columns(
        attribute=pl.when(is_row & is_shown & ~is_rated & (attribute == "published_on"))
        .then(pl.lit("screening_day"))
        .otherwise(attribute)
    )


OF_EPISODES: Final = (
    "audio", "audio_url", "audio_file", "mp3", "enclosure", "enclosure_url", "podcast", "episode", "episode_number", "podcast_url",
)  # fmt: skip
"""Fields of what is listened to, whose length is its own."""


def _without_lengths_of_episodes(named: pl.DataFrame, fields: pl.DataFrame) -> pl.DataFrame:
    """The fields, without the running time that a post states of its sound."""
    of_post = ["document_id", "record"]
    heard = fields.filter(
        pl.col("record_type") == "front_matter", pl.col("key").is_in(OF_EPISODES)
    ).select(of_post)
    is_length = (pl.col("attribute") == "runtime_minutes") & (pl.col("key") == "duration")
    return pl.concat(
        [
            named.filter(~is_length),
            named.filter(is_length).join(
                heard.unique(), on=of_post, how="anti", maintain_order="left"
            ),
        ]
    )


def _titles_in_cells(named: pl.DataFrame) -> pl.DataFrame:
    """A cell of a table of awards holds a title and nothing else: it is read as it stands."""
    is_award = (pl.col("attribute") == "award_category").any().over("document_id")
    is_cell = (pl.col("record_type") == "row") & (pl.col("attribute") == "title") & is_award
    return named.with_columns(
        attribute=pl.when(is_cell).then(pl.lit("cell_title")).otherwise("attribute")
    )


def _titles_of_works(named: pl.DataFrame) -> pl.DataFrame:
    """The title of a post is its headline, where another field gives the title of the film."""
    is_title = pl.col("attribute") == "title"
    is_own = pl.col("key").is_in(TITLES_OF_POSTS) & (pl.col("record_type") == "front_matter")
    # A number alone, where the post has a title of its own, counts the films of a site.
    has_own = (is_title & is_own & ~pl.col("value").str.contains(IS_COUNT)).any()
    is_count = is_title & ~is_own & pl.col("value").str.contains(IS_COUNT)
    named = named.filter(
        ~(is_count & (pl.col("record_type") == "front_matter"))
        | ~has_own.over("document_id", "record")
    )
    has_other = (is_title & ~is_own).any().over("document_id", "record")
    return named.with_columns(
        attribute=pl.when(is_title & is_own & has_other)
        .then(pl.lit("headline"))
        .otherwise("attribute")
    )


TITLES_OF_POSTS: Final = ("title", "name")
IS_COUNT: Final = r"^#?\d{1,4}$"
"""A number and nothing else, which may be a title, too: `1917`."""


def _with_best_values(named: pl.DataFrame) -> pl.DataFrame:
    """The fields, and the best values that the names of ratings tell."""
    best = pl.col("key").str.extract_groups(OUT_OF).struct.field("best")
    told = named.filter(pl.col("attribute") == "rating", best.is_not_null()).with_columns(
        attribute=pl.lit("rating_scale"),
        value=best,
        span_start=pl.lit(None, named.schema["span_start"]),
        span_end=pl.lit(None, named.schema["span_end"]),
    )
    return pl.concat([named, told])


CREW_NAME: Final = r"^(?P<of>.*\[\d+\])\.(?:name|full_?name|person|nom|nombre|nome)$"
CREW_ROLE: Final = (
    r"^(?P<of>.*\[\d+\])\.(?:job|role|function|credit|position|funktion|rolle|fonction)$"
)
"""The path to a member of a crew, and to what the same element says is done there."""


def _crews(fields: pl.DataFrame) -> pl.DataFrame:
    """The members of crews that are listed as name and job, with the attribute of their job."""
    member = ["document_id", "record", "of"]
    listed = fields.filter(
        pl.col("record_type").is_in(LISTED_IN), pl.col("path").str.contains("]", literal=True)
    )
    path = pl.col("path").str.to_lowercase()
    jobs = (
        listed.with_columns(of=path.str.extract_groups(CREW_ROLE).struct.field("of"))
        .filter(pl.col("of").is_not_null())
        .select(*member, words=words_of(pl.col("value")))
        .join(IN_WORDS, on="words", maintain_order="left")
        .filter(pl.col("in_words").str.contains(PERSONS))
        .select(*member, attribute="in_words")
    )
    return (
        listed.with_columns(of=path.str.extract_groups(CREW_NAME).struct.field("of"))
        .join(jobs, on=member, how="inner", maintain_order="left")
        .drop("of")
    )


NO_VALUE: Final = r"^(?i:n/?a|none|null|nil|tbc|tba|unknown|[-–—?.]+)$"
"""What people write where they have nothing to say."""


RECORD_TYPES: Final = reference_table("record_types", ("record_type", "topic", "read_as"))
READ_AS: Final = RECORD_TYPES.filter(pl.col("read_as").is_not_null())
"""Kinds of record whose fields mean what they mean in a kind that `NAMES` knows."""
NOTATION: Final = r"^(?:itemprop|property)\."
"""The part of a path that tells how a page says it."""
WORK: Final = (
    r"(?i)^(?P<work>(?:work_?presented|work_?featured|work_?performed|item_?reviewed|main_?entity|about)"
    r"(?:\[\d+\])?)\.(?P<rest>.+)$"
)
"""A path into the film that a show, a review or a page is about."""
REVIEW: Final = r"^(?:reviews?|critic_reviews?)\.(?P<rest>(?:author|review_rating)\b.*)$"
"""Who wrote the reviews that a film has, and how they rate it."""
PLAIN: Final = ("row", "front_matter", "meta", "link")
"""Kinds of record that state no types."""
GROUPS: Final = ("Organization", "Corporation", "NewsMediaOrganization", "PerformingGroup")
"""Kinds of thing that have a name and are no person."""
PERSONS: Final = r"^(?:director|writer|producer|cast|critic|credit:.*)$"


def with_attributes(fields: pl.LazyFrame, own_names: pl.LazyFrame) -> pl.LazyFrame:
    """Add `attribute` to the fields whose name means one; the others are left out.

    The source's own word wins, then the name in this kind of record, then the name anywhere, then
    the last part of a dotted name whose parents say nothing, then the label that lines of data have
    for it.
    """
    is_plain = pl.col("record_type").is_in(PLAIN)
    unnamed = pl.col("known_key").str.replace(NAMED, "").str.replace(OUT_OF, "$of")
    levels = unnamed.str.split(".")
    is_wrapped = levels.list.get(-2, null_on_oob=True).is_in(WRAPPERS)
    bare = pl.when(is_plain).then(pl.when(is_wrapped).then(levels.list.last()).otherwise(unnamed))
    by_name = NAMES.lazy().filter(pl.col("record_type").is_null()).select("key", "attribute")
    typed = NAMES.lazy().filter(pl.col("record_type").is_not_null())
    return (
        fields.filter(~pl.col("value").str.contains(NO_VALUE))
        .pipe(_known)
        .with_columns(bare_key=bare)
        .join(
            own_names.rename({"attribute": "own"}),
            on=["document_id", "key"],
            how="left",
            maintain_order="left",
        )
        .join(
            typed.rename({"attribute": "typed"}).with_columns(is_typed=pl.lit(value=True)),
            left_on=["known_key", "known_type"],
            right_on=["key", "record_type"],
            how="left",
            maintain_order="left",
        )
        .join(
            by_name.rename({"key": "known_key", "attribute": "named"}),
            on="known_key",
            how="left",
            maintain_order="left",
        )
        .join(
            by_name.rename({"key": "bare_key", "attribute": "bare"}),
            on="bare_key",
            how="left",
            maintain_order="left",
        )
        .with_columns(
            words=words_of(pl.col("bare_key")),
            rest=pl.when(is_plain).then(
                pl.col("known_key").str.extract_groups(SHOWS).struct.field("rest")
            ),
        )
        .join(OF_SHOWS.lazy(), on="rest", how="left", maintain_order="left")
        .join(IN_WORDS.lazy(), on="words", how="left", maintain_order="left")
        .with_columns(
            attribute=pl.coalesce(
                "own",
                pl.when(pl.col("is_typed"))
                .then("typed")
                .otherwise(pl.coalesce("of_show", "named", "bare", "in_words")),
            )
        )
        .filter(
            pl.col("attribute").is_not_null() & (pl.col("attribute") != ""),
            ~(pl.col("is_group") & pl.col("attribute").str.contains(PERSONS)),
        )
        .select(*fields.collect_schema().names(), "attribute")
    )


def _known(fields: pl.LazyFrame) -> pl.LazyFrame:
    """Add `known_key`, `known_type` and `is_group` as `_known_items` does."""
    is_plain = pl.col("record_type").is_in(PLAIN)
    plain = fields.filter(is_plain).with_columns(
        known_key="key", known_type="record_type", is_group=pl.lit(value=False)
    )
    return pl.concat(
        [_known_items(fields.filter(~is_plain)).select(plain.collect_schema().names()), plain]
    )


def _known_items(fields: pl.LazyFrame) -> pl.LazyFrame:
    """Add `known_key`, `known_type`: how the name table knows a field, and `is_group`.

    What is said of a film inside of a show, a review or a page is known as if a record of the film
    said it, and so are its reviews; then `record_type` is that of the film, too.
    """
    by_record = ["document_id", "record"]
    path = pl.col("path").str.replace(NOTATION, "")
    types = fields.filter(pl.col("key").str.ends_with("@type")).select(
        *by_record, parent=path.str.strip_suffix("@type").str.strip_suffix("."), type="value"
    )
    films = RECORD_TYPES.filter(pl.col("read_as") == "Movie")["record_type"].to_list()
    inside = path.str.extract_groups(WORK).struct
    reviewed = pl.col("known_key").str.extract_groups(REVIEW).struct.field("rest")
    is_review = (pl.col("read_as") == "Movie").fill_null(value=False) & reviewed.is_not_null()
    named = fields.with_columns(
        parent=pl.when(pl.col("key").str.ends_with(".name")).then(path.str.strip_suffix(".name")),
        work=inside.field("work"),
    )
    return (
        named.join(types, on=[*by_record, "parent"], how="left", maintain_order="left")
        .with_columns(is_group=pl.col("type").is_in(GROUPS).fill_null(value=False))
        .drop("type", "parent")
        .join(
            types.rename({"parent": "work"}),
            on=[*by_record, "work"],
            how="left",
            maintain_order="left",
        )
        .with_columns(is_of_film=pl.col("type").is_in(films).fill_null(value=False))
        .with_columns(
            record_type=pl.when("is_of_film").then(pl.lit("Movie")).otherwise("record_type"),
            known_key=pl.when("is_of_film")
            .then(pl.col("key").str.replace(r"^[^.]+\.", ""))
            .otherwise("key"),
        )
        .join(READ_AS.lazy(), on="record_type", how="left", maintain_order="left")
        .with_columns(
            known_type=pl.when(is_review)
            .then(pl.lit("Review"))
            .otherwise(pl.coalesce("read_as", "record_type")),
            known_key=pl.when(is_review).then(reviewed).otherwise("known_key"),
        )
        .drop("type", "work", "read_as", "topic", "is_of_film")
    )


def _parser(attribute: str) -> Parser:
    return PARSERS.get(attribute, people if attribute.startswith("credit:") else as_is)


def _read(fields: pl.DataFrame, attribute: str, parse: Parser) -> pl.DataFrame:
    """The values that are read in fields as values of an attribute."""
    read = parse_unique(fields["value"], parse).rename(
        {"value": "read", "text": "value", "position": "place"}
    )
    offset = pl.col("value").str.find(pl.col("read"), literal=True)
    before = characters_before(pl.col("value"), offset)
    is_printed_so = (pl.col("span_end") - pl.col("span_start")) == pl.col("value").str.len_chars()
    begin = pl.when(is_printed_so & offset.is_not_null()).then(pl.col("span_start") + before)
    return (
        fields.join(read, on="value", how="inner", maintain_order="left_right")
        .with_columns(
            line_no=pl.lit(None, pl.Int32()),
            subject_name=pl.lit(None, pl.String()),
            position=pl.col("position").cast(pl.Int32) + pl.col("place"),
            span_start=pl.coalesce(begin, "span_start").cast(pl.Int32),
            span_end=pl.coalesce(begin + pl.col("read").str.len_chars(), "span_end").cast(pl.Int32),
            quote=pl.col("read").str.slice(0, QUOTE_CHARACTERS),
            rule=pl.lit(f"field.{attribute}"),
            confidence=pl.when((pl.col("record_type") == "meta") & (attribute == "publication"))
            .then(OF_SITE)
            .otherwise(CONFIDENCE.get(attribute, 0.97)),
            attribute=pl.lit(attribute),
            detail=_with_path(),
        )
        .with_columns(value=pl.col("read"))
        .select(pl.col(name).cast(dtype) for name, dtype in FIELD_FOUND.items())
    )


def _with_path() -> pl.Expr:
    """The detail, with the path of a value that has no place in the text."""
    path = pl.col("path").str.replace_all(r"\\", r"\\\\").str.replace_all('"', r"\\\"")
    alone = pl.concat_str(pl.lit('{"path": "'), path, pl.lit('"}'))
    joined = pl.concat_str(
        pl.col("detail").str.strip_suffix("}"), pl.lit(', "path": "'), path, pl.lit('"}')
    )
    with_path = pl.when(pl.col("detail").is_null()).then(alone).otherwise(joined)
    return pl.when(pl.col("span_start").is_null()).then(with_path).otherwise("detail")
