"""Bring the films that documents speak of together: which of them are the same film.

What belongs here is the decision. Which id a film gets is the matter of `registry`, what speaks
for two films being one that of `film_evidence`.

Films are decided in rounds, those of which most is told first, so that nothing depends on the
order of documents. In a round, what is told in the same way is one film at once; each such film
is then held against those of the rounds before. It joins the best, if that scores enough and leads
the second. What fits two films about equally stays by itself: it is undecided, not guessed.
"""

from dataclasses import dataclass
from typing import Final

import polars as pl

from pipelines.claims.catalogue.matches import amounts_told
from pipelines.identity.film_evidence import (
    BAR,
    BRIEF,
    EVIDENCE,
    MANY,
    YEARS_APART,
    Profiles,
    are_alike,
    candidates,
    parts,
    weighed,
)
from pipelines.identity.groups import Groups
from pipelines.identity.keys import with_keys

FOUND: Final = "catalogue"
BY_PRINTED_ID, BY_FOUND_ID, BY_DIRECTOR_AND_YEAR, BY_DIRECTOR, BY_YEAR, BY_TITLE = range(6)
"""The rounds: what is told of a film, the most telling first."""

AT_ONCE: Final = (
    "imdb_id",
    "catalogue",
    "title_year_people",
    "title_people",
    "title_year",
    "title",
)
"""What decides that films told in the same way are one, by round."""
ALONE: Final = "alone"
OF_FILM: Final = ("document_id", "film_no")
LISTS: Final = (
    ("titles", "titles", "title"),
    ("mains", "titles", "main"),
    ("directors", "directors", "person"),
    ("people", "people", "person"),
)
"""Lists of keys, the column of each, and how its keys are made."""
DECISIONS: Final = pl.Schema(
    {
        "node": pl.Int64(),
        "score": pl.Float64(),
        "weights": pl.String(),
        "told": pl.String(),
        "other": pl.Int64(),
        "runner_up_score": pl.Float64(),
        "is_undecided": pl.Boolean(),
    }
)
"""What was decided of a description: the score of its film, and the film that came second."""


@dataclass
class Clustering:
    """What is decided so far.

    Attributes:
        said: What every description says.
        cluster_of: `node`, `cluster`: the film of each description that is decided.
        decisions: As `DECISIONS`.
    """

    said: Profiles
    cluster_of: pl.DataFrame
    decisions: list[pl.DataFrame]

    @property
    def clusters(self) -> Profiles:
        """What is known of each film so far."""
        return self.said.of(self.cluster_of.rename({"cluster": "to"}))

    def place(self, placed: pl.DataFrame) -> None:
        """Take in the films of some descriptions: `node`, `cluster`."""
        self.cluster_of = pl.concat([self.cluster_of, placed.select("node", "cluster")])

    def merge(self, groups: Groups[int]) -> None:
        """Make one film of those that turned out to be one."""
        led = {cluster: groups.root(cluster) for cluster in self.cluster_of["cluster"].unique()}
        self.cluster_of = self.cluster_of.with_columns(pl.col("cluster").replace(led))


def cluster_films(films: pl.DataFrame) -> pl.DataFrame:
    """Which films of documents are the same.

    An IMDb id that a document prints decides alone, one that was found in a catalogue nearly so.
    Otherwise films are held against each other where they share a title, by the weights of
    `EVIDENCE`.

    Args:
        films: As declared in `FILMS`.

    Returns:
        `document_id`, `film_no`, `cluster` (text), `natural_key`, `evidence`, `score`, `weights`,
        `runner_up`, `runner_up_score`, `is_undecided`.
    """
    described = _described(films)
    nodes = described.unique("node", keep="first", maintain_order=True).sort(
        "node", maintain_order=True
    )
    nothing = pl.DataFrame(schema={"node": pl.Int64(), "cluster": pl.Int64()})
    clustering = Clustering(_said(nodes), nothing, [])
    for level in range(BY_TITLE + 1):
        _decide(clustering, nodes.filter(pl.col("level") == level), level)
    return _named(described, nodes, clustering)


def _described(films: pl.DataFrame) -> pl.DataFrame:
    """The films of documents with the keys of what is said of them, and their description.

    Returns:
        One row per film of a document: the columns of `OF_FILM`, `imdb_id`, `year`, `level`,
        sorted lists of keys, and `node`, which is the same where the same is said.
    """
    numbered = films.with_row_index("row")
    row = numbered.select(
        "row",
        *OF_FILM,
        "year",
        "imdb_id",
        is_found=(pl.col("imdb_id_basis") == FOUND).fill_null(value=False),
    )
    for name, column, kind in LISTS:
        exploded = numbered.select("row", value=pl.col(column)).explode("value")
        keys = (
            with_keys(exploded, "value", "key", of=kind)
            .filter(pl.col("key") != "")
            .group_by("row")
            .agg(pl.col("key").unique().sort().alias(name))
        )
        row = row.join(keys, on="row", how="left", maintain_order="left").with_columns(
            pl.col(name).fill_null(pl.lit([], pl.List(pl.String())))
        )
    # The people tell films apart where neither an id nor a director does.
    is_by_people = pl.col("level") >= BY_YEAR
    told = [
        pl.col("level").cast(pl.String),
        pl.col("imdb_id").fill_null(""),
        pl.col("year").cast(pl.String).fill_null(""),
        pl.col("directors").list.join("\x1f"),
        pl.col("titles").list.join("\x1f"),
        pl.when(is_by_people).then(pl.col("people").list.join("\x1f")).otherwise(pl.lit("")),
    ]
    return (
        row.with_columns(level=_level())
        .with_columns(told=pl.concat_str(told, separator="\x1e"))
        .with_columns(node=pl.col("told").rank("dense").cast(pl.Int64) - 1)
        .sort(OF_FILM, maintain_order=True)
    )


def _level() -> pl.Expr:
    """The round in which a film is decided."""
    has_id, has_year = pl.col("imdb_id").is_not_null(), pl.col("year").is_not_null()
    has_directors = pl.col("directors").list.len() > 0
    return (
        pl.when(has_id & ~pl.col("is_found"))
        .then(BY_PRINTED_ID)
        .when(has_id)
        .then(BY_FOUND_ID)
        .when(has_directors & has_year)
        .then(BY_DIRECTOR_AND_YEAR)
        .when(has_directors)
        .then(BY_DIRECTOR)
        .when(has_year)
        .then(BY_YEAR)
        .otherwise(BY_TITLE)
    )


def _said(nodes: pl.DataFrame) -> Profiles:
    """What every description says."""

    def exploded(column: str) -> pl.DataFrame:
        long = nodes.select(who="node", key=pl.col(column)).explode("key")
        return long.filter(pl.col("key").is_not_null())

    return Profiles(
        titles=exploded("titles"),
        mains=exploded("mains"),
        years=nodes.select(who="node", year="year").drop_nulls(),
        directors=exploded("directors"),
        people=exploded("people"),
        ids=nodes.select(
            who="node", imdb_id="imdb_id", is_printed=pl.col("level") == BY_PRINTED_ID
        ).drop_nulls(),
    )


def _decide(clustering: Clustering, nodes: pl.DataFrame, level: int) -> None:
    """Decide the films of one round: `clustering` is added to."""
    if nodes.is_empty():
        return
    units = _units(clustering, nodes, level)
    if level == BY_PRINTED_ID:
        clustering.place(units.rename({"unit": "cluster"}))
        return
    profiles = clustering.said.of(units.rename({"unit": "to"}))
    if level == BY_FOUND_ID:
        units = _placed_by_id(clustering, units)
    clusters = clustering.clusters
    ranked = _ranked(profiles, clusters)
    while level in (BY_DIRECTOR_AND_YEAR, BY_DIRECTOR) and _bridged(clustering, clusters, ranked):
        clusters = clustering.clusters
        ranked = _ranked(profiles, clusters)
    decided = units.join(ranked, on="unit", how="left", maintain_order="left").with_columns(
        is_taken=pl.col("is_taken").fill_null(value=False) & ~_contested(ranked, profiles, level)
    )
    taken = decided.filter("is_taken")
    left = decided.filter(~pl.col("is_taken"))
    clustering.decisions.append(_told(decided))
    clustering.place(taken.select("node", cluster="best"))
    clustering.place(_among_themselves(clustering.said, left, level))


def _units(clustering: Clustering, nodes: pl.DataFrame, level: int) -> pl.DataFrame:
    """Descriptions of one round that are the same film at once: `node`, `unit`.

    Those of one id; and those of one title and director, whose years are no more apart than those
    of a festival and a release. Where no director is told, each is held against the films alone.
    """
    if level in (BY_PRINTED_ID, BY_FOUND_ID):
        return nodes.select("node", unit=pl.col("node").min().over("imdb_id"))
    if level in (BY_YEAR, BY_TITLE):
        return nodes.select("node", unit="node")
    chosen = clustering.said.of(nodes.select("node", to="node"))
    directed = chosen.titles.join(
        _directors_by_title(chosen), on=["who", "key"], how="inner", maintain_order="left"
    )
    of_run = ["key", "director", "year"]
    years = directed.join(chosen.years, on="who", how="left", maintain_order="left")
    told = years.select(of_run).unique().sort(of_run, maintain_order=True)
    gap = (pl.col("year").diff().over("key", "director") > YEARS_APART).fill_null(value=False)
    runs = told.with_columns(run=gap.cum_sum().over("key", "director"))
    keyed = years.join(runs, on=of_run, how="left", nulls_equal=True, maintain_order="left").select(
        "who", pl.concat_str("key", "director", "run", separator="\x1f")
    )
    return _with_subtitles(_joined(nodes["node"], keyed), clustering.said)


def _with_subtitles(units: pl.DataFrame, said: Profiles) -> pl.DataFrame:
    """The units, where two are one, if just the one has the title of the other and a subtitle."""
    profiles = said.of(units.rename({"unit": "to"}))
    fitting = weighed(parts(profiles, profiles), profiles, profiles).filter(
        pl.col("unit") != pl.col("cluster"), pl.col("score") >= BAR.enough
    )
    pairs = fitting.select("unit", other="cluster")
    return _paired(units, pl.concat([pairs, pairs.select(unit="other", other="unit")]).unique())


def _directors_by_title(chosen: Profiles) -> pl.DataFrame:
    """The directors told with a title, spellings of one name as one: `who`, `key`, `director`."""
    told = chosen.titles.join(
        chosen.directors.rename({"key": "name"}), on="who", maintain_order="left"
    )
    names = told.select("key", "name").unique().sort("key", "name", maintain_order=True)
    few = names.filter(pl.len().over("key") <= MANY)
    groups: Groups[tuple[str, str]] = Groups()
    pairs = few.join(few, on="key", suffix="_other", maintain_order="left").filter(
        pl.col("name") < pl.col("name_other")
    )
    for key, name, other in pairs.sort(
        "key", "name", "name_other", maintain_order=True
    ).iter_rows():
        if are_alike(name, other):
            groups.join((key, name), (key, other))
    spelled = names.with_columns(
        director=pl.Series([groups.root(row)[1] for row in names.iter_rows()], dtype=pl.String)
    )
    return (
        told.join(spelled, on=["key", "name"], maintain_order="left")
        .select("who", "key", "director")
        .unique()
    )


def _joined(nodes: pl.Series, keyed: pl.DataFrame) -> pl.DataFrame:
    """Descriptions that share a key, step by step: `node`, `unit`, the first of them.

    Args:
        nodes: All that are asked for.
        keyed: Two columns: description and key.
    """
    who, key = keyed.columns
    groups: Groups[int] = Groups()
    first = keyed.with_columns(first=pl.col(who).min().over(key))
    for one, other in (
        first.select(who, "first").unique().sort(who, "first", maintain_order=True).iter_rows()
    ):
        groups.join(one, other)
    roots = pl.Series([groups.root(node) for node in nodes], dtype=pl.Int64)
    return pl.DataFrame({"node": nodes, "unit": roots})


def _placed_by_id(clustering: Clustering, units: pl.DataFrame) -> pl.DataFrame:
    """The units that no film has the id of; those that one has are placed there."""
    ids = clustering.said.ids
    known = (
        clustering.cluster_of.join(ids, left_on="node", right_on="who", maintain_order="left")
        .select("imdb_id", "cluster")
        .unique()
    )
    placed = units.join(ids, left_on="node", right_on="who", maintain_order="left").join(
        known, on="imdb_id", maintain_order="left"
    )
    clustering.place(placed)
    return units.join(placed, on="node", how="anti", maintain_order="left")


def _ranked(units: Profiles, clusters: Profiles) -> pl.DataFrame:
    """The film that fits each unit best and the second, and whether the best is taken.

    Returns:
        `unit`, `best`, `score`, `weights`, `told`, `by_director`, `by_year`, `other`,
        `runner_up_score`, `is_taken`, `is_undecided`.
    """
    scored = weighed(candidates(units, clusters), units, clusters).sort(
        "unit", "score", "cluster", descending=[False, True, False], maintain_order=True
    )
    best = scored.group_by("unit", maintain_order=True).agg(
        best=pl.col("cluster").first(),
        score=pl.col("score").first(),
        weights=amounts_told(
            {name: each.weight * pl.col(name).first() for name, each in EVIDENCE.items()}
        ),
        by_title=(pl.col("title") - pl.col("part")).first() > 0,
        by_director=(pl.col("director").first() > 0),
        by_year=(pl.col("same_year") + pl.col("near_year")).first() > 0,
        by_people=(pl.col("director") + pl.col("people")).first() > 0,
        other=pl.col("cluster").get(1, null_on_oob=True),
        runner_up_score=pl.col("score").get(1, null_on_oob=True),
        other_by_director=(pl.col("director").get(1, null_on_oob=True) > 0),
    )
    leads = (pl.col("score") - pl.col("runner_up_score") >= BAR.lead).fill_null(value=True)
    is_taken = (pl.col("score") >= BAR.enough) & leads
    return best.with_columns(
        is_taken=is_taken,
        # Nothing speaks against it, and still it is not taken.
        is_undecided=~is_taken & pl.col("by_title") & (pl.col("score") >= 0),
        told=pl.concat_str(
            pl.lit("title"),
            pl.when("by_year").then(pl.lit("_year")).otherwise(pl.lit("")),
            pl.when("by_people").then(pl.lit("_people")).otherwise(pl.lit("")),
        ),
    )


def _bridged(clustering: Clustering, clusters: Profiles, ranked: pl.DataFrame) -> bool:
    """Whether films were merged because what names the director of both fits both.

    Films that contradict each other stay apart, and of three that meet two are merged at a time.
    """
    bridges = (
        ranked.filter(pl.col("is_undecided"), pl.col("by_director"), pl.col("other_by_director"))
        .select(unit=pl.min_horizontal("best", "other"), cluster=pl.max_horizontal("best", "other"))
        .unique()
    )
    if bridges.is_empty():
        return False
    met = bridges.with_columns(
        pl.lit(value).alias(name)
        for name, value in (("title", 1.0), ("part", 0.0), ("brief", 0.0), ("crowded", 0.0))
    )
    is_one = (pl.col("director") > 0) & (pl.col("other_year") == 0) & pl.col("has_ids").is_null()
    merged: set[int] = set()
    groups: Groups[int] = Groups()
    fitting = (
        weighed(met, clusters, clusters).filter(is_one).sort("unit", "cluster", maintain_order=True)
    )
    for one, other in fitting.select("unit", "cluster").iter_rows():
        if not merged & {one, other}:
            groups.join(one, other)
            merged |= {one, other}
    clustering.merge(groups)
    return bool(merged)


def _contested(ranked: pl.DataFrame, units: Profiles, level: int) -> pl.Expr:
    """Whether a film is claimed by units that contradict each other, so that it takes neither.

    Two directors cannot both have a film of which nobody is told, nor two years far apart one of
    which no year is told.
    """
    if level not in (BY_DIRECTOR_AND_YEAR, BY_DIRECTOR, BY_YEAR):
        return pl.lit(value=False)
    claims = ranked.filter("is_taken")
    if level == BY_YEAR:
        dated = claims.join(units.years, left_on="unit", right_on="who", maintain_order="left")
        spread = (pl.col("year").max() - pl.col("year").min()).over("best")
        rivals = dated.filter(~pl.col("by_year"), spread > YEARS_APART)
    else:
        rivals = claims.filter(~pl.col("by_people") & (pl.len().over("best") > 1))
    return pl.col("unit").is_in(rivals["unit"].to_list())


def _told(decided: pl.DataFrame) -> pl.DataFrame:
    """What was decided, as `DECISIONS`: what is not taken came second."""
    is_taken = pl.col("is_taken")
    return decided.select(
        "node",
        score=pl.when(is_taken).then("score"),
        weights="weights",
        told=pl.when(is_taken).then("told").otherwise(pl.lit(ALONE)),
        other=pl.when(is_taken).then("other").otherwise("best"),
        runner_up_score=pl.when(is_taken).then("runner_up_score").otherwise("score"),
        is_undecided=~is_taken & pl.col("is_undecided").fill_null(value=False),
    ).select(pl.col(name).cast(dtype) for name, dtype in DECISIONS.items())


def _among_themselves(said: Profiles, left: pl.DataFrame, level: int) -> pl.DataFrame:
    """The films of what joined none that was known: `node`, `cluster`.

    Where no director is told, one title and year are one film, and a title alone that nothing else
    is known of. What is undecided is left out.
    """
    if level < BY_YEAR:
        return left.select("node", cluster="unit")
    is_undecided = pl.col("is_undecided").fill_null(value=False)
    rest = left.filter(~is_undecided).select("node")
    titled = rest.join(
        said.titles, left_on="node", right_on="who", how="inner", maintain_order="left"
    )
    if level == BY_YEAR:
        dated = titled.join(
            said.years, left_on="node", right_on="who", how="inner", maintain_order="left"
        )
        keyed = dated.select("node", pl.concat_str("key", "year", separator="\x1f"))
        grouped = _neighbours(_joined(rest["node"], keyed), dated)
    else:
        telling = titled.filter(pl.col("key").str.len_chars() >= BRIEF)
        grouped = _joined(rest["node"], telling.select("node", "key"))
    return grouped.rename({"unit": "cluster"})


def _neighbours(grouped: pl.DataFrame, dated: pl.DataFrame) -> pl.DataFrame:
    """The groups, where two of one title and neighbouring years are one, if just two are there."""
    placed = (
        dated.join(grouped, on="node", maintain_order="left").select("unit", "key", "year").unique()
    )
    near = (
        placed.join(placed, on="key", suffix="_other", maintain_order="left")
        .filter(pl.col("unit") != pl.col("unit_other"))
        .filter((pl.col("year") - pl.col("year_other")).abs() <= YEARS_APART)
        .select("unit", other="unit_other")
        .unique()
    )
    return _paired(grouped, near)


def _paired(grouped: pl.DataFrame, pairs: pl.DataFrame) -> pl.DataFrame:
    """The groups, of which two are one where each fits the other alone.

    Args:
        grouped: `node`, `unit`.
        pairs: `unit`, `other`: what fits, both ways.
    """
    alone = pairs.filter(pl.len().over("unit") == 1, pl.len().over("other") == 1)
    both = alone.join(
        alone,
        left_on=["unit", "other"],
        right_on=["other", "unit"],
        how="semi",
        maintain_order="left",
    )
    to = both.select("unit", to=pl.min_horizontal("unit", "other"))
    return grouped.join(to, on="unit", how="left", maintain_order="left").select(
        "node", unit=pl.coalesce("to", "unit")
    )


def _named(described: pl.DataFrame, nodes: pl.DataFrame, clustering: Clustering) -> pl.DataFrame:
    """The films of documents with their cluster and what decided it."""
    decisions = pl.concat([DECISIONS.to_frame(), *clustering.decisions])
    # Films may have been merged since: the one that came second is called as it is now.
    others = clustering.cluster_of.select(other="node", runner_up="cluster")
    by_node = (
        nodes.select("node", "level", own_key=_natural_key())
        .join(clustering.cluster_of, on="node", how="left", maintain_order="left")
        .join(decisions, on="node", how="left", maintain_order="left")
        .join(others, on="other", how="left", maintain_order="left")
        .join(
            _natural_keys(nodes, clustering.cluster_of),
            on="cluster",
            how="left",
            maintain_order="left",
        )
    )
    of_document = pl.concat_str(*(pl.col(name).cast(pl.String) for name in OF_FILM), separator="#")
    # What is undecided is not the same film as what else is undecided in the same words.
    cluster = pl.coalesce(pl.col("cluster").cast(pl.String), of_document)
    is_founder = pl.col("score").is_null() & pl.col("cluster").is_not_null()
    has_company = pl.len().over("cluster", "level", is_founder) > 1
    return (
        described.select(*OF_FILM, "node")
        .join(by_node, on="node", how="left", maintain_order="left")
        .with_columns(
            evidence=pl.when(pl.col("told").is_not_null() & (pl.col("told") != ALONE))
            .then("told")
            .when((is_founder & has_company) | (pl.col("level") <= BY_FOUND_ID))
            .then(pl.col("level").replace_strict(dict(enumerate(AT_ONCE)), return_dtype=pl.String))
            .otherwise(pl.lit(ALONE))
        )
        .select(
            *OF_FILM,
            cluster=cluster,
            natural_key=pl.coalesce("natural_key", "own_key"),
            evidence="evidence",
            score="score",
            weights="weights",
            runner_up=pl.col("runner_up").cast(pl.String),
            runner_up_score="runner_up_score",
            is_undecided=pl.col("is_undecided").fill_null(value=False),
        )
        .sort(OF_FILM, maintain_order=True)
    )


def _natural_keys(nodes: pl.DataFrame, cluster_of: pl.DataFrame) -> pl.DataFrame:
    """What the ids of films are minted from: that of the description that tells most."""
    return (
        cluster_of.join(nodes, on="node", maintain_order="left")
        .sort("cluster", "node", maintain_order=True)
        .group_by("cluster", maintain_order=True)
        .agg(natural_key=_natural_key().first())
    )


def _natural_key() -> pl.Expr:
    """The natural key of a description: the IMDb id, else title, year and directors."""
    said = pl.concat_str(
        pl.col("titles").list.first().fill_null(""),
        pl.col("year").cast(pl.String).fill_null(""),
        pl.col("directors").list.join(","),
        separator="|",
    )
    return pl.coalesce("imdb_id", said)
