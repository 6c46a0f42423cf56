"""Find the labels of data lines, and join a label with a value that stands below it.

What belongs here is what a label looks like. The words stand in data/reference: the parts in a
film in role_names.csv, the other facts in attribute_labels.csv.
"""

from typing import Final

import polars as pl

from pipelines.claims.lists.joined import parted_names, parted_values
from pipelines.claims.reference import reference_table
from pipelines.claims.rules import NAMES
from pipelines.claims.text.alternatives import alternatives
from pipelines.claims.text.columns import only_where, texts_that
from pipelines.claims.text.lines import beside
from pipelines.claims.values.places import countries, languages

FACTS: Final = reference_table("attribute_labels", ("attribute", "label"))
ROLES: Final = reference_table("role_names", ("label", "role"))
LONGEST_LABEL: Final = 42
LONGEST_VALUE: Final = 90
LONGEST_TITLES: Final = 2_000
"""What a film is called elsewhere may be a list of dozens of titles."""
MOST_VALUES: Final = 60


def fact_labels(attribute: str) -> str:
    """A pattern for the labels of one attribute, in any case."""
    labels = FACTS.filter(pl.col("attribute") == attribute)["label"].to_list()
    return rf"(?i:{alternatives(labels)})(?:\(s\))?"


ROLE_LABELS: Final = alternatives(ROLES["label"].to_list())
FACT_LABELS: Final = alternatives(FACTS["label"].to_list())
LABEL_ALONE: Final = rf"^(?i:{ROLE_LABELS}|{FACT_LABELS})(?:\(s\))?\s*[:：]?$"
ROLE_ALONE: Final = rf"^(?i:{ROLE_LABELS})(?:\(s\))?\s*[:：]?$"
LABELLED: Final = r"^[\p{L}\p{M} ./()'’&-]{2,40}[:：]"
CREW_ALONE: Final = (
    rf"^(?i:{alternatives(ROLES.filter(pl.col('role') != 'cast')['label'].to_list())})s?\s*[:：]?$"
)
PLACES_ALONE: Final = rf"^(?:{fact_labels('country')}|{fact_labels('language')})\s*[:：]?$"
SORTS: Final = r"^(?i:sort|order|filter|group|sortieren|trier|filtrar|ordenar)\b.{0,12}$"
"""Below such a line a label is a choice, and tells nothing of the film."""
ROW_ALONE: Final = (
    rf"^(?:{fact_labels('country')}|{fact_labels('language')}|{fact_labels('genre')})\s*[:：]?$"
)
TITLES_ALONE: Final = rf"^{fact_labels('alternative_title')}\s*[:：]?$"
LONGEST_PLACE: Final = 30
CREDITED: Final = rf"^{NAMES}(?:\s·\s{NAMES})*\s*(?:(?:\(|\.{{2,}}|…|–|—|\||-\s|as\s|als\s|\t).*)?$"
"""A name or several, maybe with the part behind it."""
WITH_PART: Final = r"^\p{Lu}[^():]{1,50}\s\([^()]{1,60}\)$"
"""A name and the part behind it; such lines go on below headings of groups, as of one family."""
OTHER_CELLS: Final = r"\s+\|.*$"
"""What stands behind the first cell of a table's row."""


MAKERS: Final = r"^D[ei]\s?:\s+"
CAST_BELOW: Final = r"^(?:Com|Con|Avec)\s?:\s+\p{Lu}"
SHORTENED: Final = r"\s+(?:Asst|Exec|Add|Assoc)\.\s\p{Lu}\p{L}+$"
"""The short form of a role behind it, for narrow screens."""
LONGEST_DOUBLE: Final = 2 * LONGEST_LABEL + 1


def single_labels(lines: pl.DataFrame) -> pl.DataFrame:
    """The lines, where a label that is printed twice stands once, as `Director Director`.

    Pages print one label for wide and one for narrow screens.

    Args:
        lines: As from `lines_from`.
    """
    lines = _with_label_of_makers(lines)
    line = pl.col("line")
    half = line.str.slice(0, pl.col("size") // 2)
    is_double = (half == line.str.slice(pl.col("size") // 2 + 1)) & (
        line.str.slice(pl.col("size") // 2, 1) == " "
    )
    once = pl.when(is_double).then(half).otherwise(line.str.replace(SHORTENED, ""))
    is_short = pl.col("size").is_between(7, LONGEST_DOUBLE)
    may_be = is_short & (is_double | line.str.contains(r"\b(?:Asst|Exec|Add|Assoc)\. "))
    texts = lines.unique("line", keep="any")
    doubled = texts.filter(may_be).select(line=once)["line"]
    # A pattern of all labels is compiled for no text, too.
    if doubled.is_empty():
        return lines
    labels = doubled.filter(doubled.str.contains(LABEL_ALONE))
    if labels.is_empty():
        return lines
    is_label = may_be & once.is_in(labels.implode())
    return lines.with_columns(
        line=pl.when(is_label).then(once).otherwise("line"),
        size=pl.when(is_label).then(once.str.len_chars().cast(pl.Int32)).otherwise("size"),
    )


def _with_label_of_makers(lines: pl.DataFrame) -> pl.DataFrame:
    """The lines, where `De: Ada Brown` above `Com: Jo Roe` has a label that tells who made a film.

    A preposition before a colon says that of letters, too; who acts is said in films only.
    """
    line = pl.col("line")
    is_maker = line.str.contains(MAKERS) & beside(line.str.contains(CAST_BELOW), -1)
    if not lines.select(is_maker.any()).item():
        return lines
    told = pl.when(is_maker).then(line.str.replace(MAKERS, "Director: ")).otherwise(line)
    return lines.with_columns(line=told).with_columns(
        size=pl.col("line").str.len_chars().cast(pl.Int32)
    )


def _places(lines: pl.DataFrame) -> pl.Series:
    """Which lines are nothing but a country or a language."""
    short = lines.filter(pl.col("size") <= LONGEST_PLACE)["line"].unique().sort()
    return pl.Series(
        [text for text in short.to_list() if countries(text) or languages(text)], dtype=pl.String()
    )


def _values() -> pl.Expr:
    """The values below a label, where a row of them is parted."""
    text = pl.col("line").str.replace(OTHER_CELLS, "").str.strip_chars(" ,;")
    is_row = text.str.contains(r"^\p{Lu}\S*(?:\s\S+)+$") & ~pl.col("has_colon")
    names = text.map_elements(parted_names, return_dtype=pl.String)
    values = text.map_elements(parted_values, return_dtype=pl.String)
    return (
        pl.when(is_row & pl.col("is_role"))
        .then(names)
        .when(is_row & pl.col("is_of_row"))
        .then(values)
        .otherwise(text)
    )


def labelled_lines(documents: pl.DataFrame, lines: pl.DataFrame) -> pl.DataFrame:
    """Lines made of a label that stands alone and of the values below it.

    The value of a fact is one line, or several of countries or languages; persons may be many
    lines, with blank ones between where there is one below the label. Without a colon behind the label
    the lines below must look like names to be taken for persons.

    Args:
        documents: `document_id` and `text`.
        lines: As from `lines_from`.

    Returns:
        Rows as from `lines_from`: `raw` is the text from the label to the last value, `line` the
        label, a colon and the values.
    """
    line = pl.col("line")
    has_colon = line.str.contains(r"[:：]$")
    labels = texts_that(
        lines, "line", (pl.col("size") <= LONGEST_LABEL) & line.str.contains(LABEL_ALONE)
    )
    is_alone = line.is_in(labels)
    above = only_where(is_alone, beside(line, 1))
    marked = lines.with_columns(
        is_label=is_alone
        & ~above.str.contains(SORTS).fill_null(value=False)
        & ~pl.col("raw").str.contains(r"[:：]\s*\*+\s*$")
        & (has_colon | ~pl.col("is_bullet"))
    )
    with_label = marked.filter("is_label").select("document_id").unique()
    if with_label.is_empty():
        return lines.clear()
    by_label = ["document_id", "group"]
    grouped = (
        marked.join(with_label, on="document_id", how="semi", maintain_order="left")
        .with_columns(group=pl.col("is_label").cum_sum().over("document_id"))
        .filter(pl.col("group") > 0)
        .with_columns(
            place=pl.int_range(pl.len()).over(by_label),
            label=line.first().over(by_label).str.strip_chars(" :："),
            is_role=line.first().over(by_label).str.contains(ROLE_ALONE),
            is_of_crew=line.first().over(by_label).str.contains(CREW_ALONE),
            is_of_places=line.first().over(by_label).str.contains(PLACES_ALONE),
            is_of_row=line.first().over(by_label).str.contains(ROW_ALONE),
            is_of_titles=line.first().over(by_label).str.contains(TITLES_ALONE),
            has_colon=has_colon.first().over(by_label),
            begin=pl.col("start").first().over(by_label),
            end=pl.col("start") + pl.col("raw").str.len_chars().cast(pl.Int32),
        )
        .filter(pl.col("place").is_between(1, MOST_VALUES))
    )
    is_spaced = pl.col("after_blank").filter(pl.col("place") == 1).first().over(by_label)
    is_place = pl.col("is_of_places") & line.is_in(_places(lines).implode())
    is_next = (pl.col("place") == 1) | (
        pl.col("is_role")
        & (~pl.col("after_blank") | pl.col("is_bullet") | (is_spaced & pl.col("is_of_crew")))
        | is_place
    )
    longest = (
        pl.when("is_role")
        .then(400)
        .when("is_of_titles")
        .then(LONGEST_TITLES)
        .otherwise(LONGEST_VALUE)
    )
    is_cast = pl.col("is_role") & ~pl.col("is_of_crew")
    with_part = is_cast & line.str.contains(WITH_PART)
    is_heading = (is_cast & has_colon & beside(line, -1).str.contains(WITH_PART)).fill_null(
        value=False
    )
    is_next |= with_part | is_heading
    is_value = (
        is_heading
        | with_part
        | (
            pl.col("size").is_between(1, longest)
            & ~line.str.contains(LABELLED)
            & (pl.col("heading") == 0)
            & pl.when("is_role")
            .then(
                ((pl.col("place") == 1) & pl.col("has_colon") & (pl.col("size") <= LONGEST_VALUE))
                | line.str.contains(CREDITED)
            )
            .otherwise(line.str.contains(r"[^.]$|\b\p{L}+\.$"))
        )
    )
    return (
        grouped.with_columns(
            is_taken=(is_next & is_value).cast(pl.Int8).cum_min().over(by_label),
            is_heading=is_heading,
        )
        .filter(pl.col("is_taken") == 1, ~pl.col("is_heading"))
        .group_by(by_label, maintain_order=True)
        .agg(
            pl.col("label", "begin").first(),
            pl.col("end").last(),
            values=_values().str.join("; "),
            line_no=pl.col("line_no").first() - 1,
            after_blank=pl.lit(value=True),
            before_blank=pl.col("before_blank").last(),
        )
        .join(documents.select("document_id", "text"), on="document_id", maintain_order="left")
        .with_columns(
            start=pl.col("begin"),
            raw=pl.col("text").str.slice(pl.col("begin"), pl.col("end") - pl.col("begin")),
            line=pl.concat_str("label", pl.lit(": "), "values"),
            heading=pl.lit(0, pl.Int8),
            is_bullet=pl.lit(value=False),
            size_before=pl.lit(0, pl.Int32),
            size_after=pl.lit(0, pl.Int32),
            is_date_after=pl.lit(value=False),
            head_line=pl.lit(0, pl.Int32),
        )
        .with_columns(size=pl.col("line").str.len_chars().cast(pl.Int32))
        .select(pl.col(name).cast(dtype) for name, dtype in lines.schema.items())
    )
