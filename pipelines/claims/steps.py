"""Describe what makes claims besides the rules over lines: fields, titles, sources, links.

What belongs here is the name that such a step gives its claims, and in words what it finds. How it
finds it stands in the step's own module.
"""

from dataclasses import dataclass
from typing import Final

from pipelines.claims.document_claims import FROM_SOURCE
from pipelines.claims.extraction import INNER
from pipelines.claims.films.candidates import EVIDENCE
from pipelines.claims.reference import reference_table

BESIDE: Final = ("record", "page_title_line", "slug", "named", "said")
"""Evidence that speaks for a title found otherwise, and offers none itself."""


@dataclass(frozen=True)
class Step:
    """One way to a claim that is no rule over lines.

    Attributes:
        name: As in `claims.rule`.
        attribute: The claim's attribute; `credit:*` for any credit.
        finds: What it finds, in words.
    """

    name: str
    attribute: str
    finds: str


def fields_named() -> tuple[Step, ...]:
    """One step per attribute that the names of fields can mean, in the order of the alphabet."""
    names: dict[str, list[str]] = {}
    for key, attribute in reference_table("field_names", ("key", "attribute")).iter_rows():
        if attribute and attribute not in INNER:
            names.setdefault(attribute, []).append(f"`{key}`")
    return tuple(
        Step(f"field.{attribute}", attribute, f"A field called {', '.join(dict.fromkeys(keys))}.")
        for attribute, keys in sorted(names.items())
    )


def titles_weighed() -> tuple[Step, ...]:
    """One step per piece of evidence for a title; a claim is named for its weightiest piece."""
    return tuple(
        Step(f"title.{name}", "title", f"{evidence.meaning[:1].upper()}{evidence.meaning[1:]}.")
        for name, evidence in EVIDENCE.items()
        if evidence.weight > 0 and name not in BESIDE
    )


STEPS: Final[tuple[Step, ...]] = (
    *titles_weighed(),
    Step("title.listed", "title", "The line like a title above credits, one film after another."),
    Step(
        "director.behind_title",
        "director",
        "The director who stands beside a title or brings it in.",
    ),
    Step(
        "director.of_list",
        "director",
        "Whom a list names beside each title, or once above all titles of theirs.",
    ),
    Step(
        "title.told",
        "title",
        "A title that prose brings in with its director, one film after the other.",
    ),
    Step("title.section", "title", "The heading of a section that speaks of one film of several."),
    Step("title.slug", "title", "The words of the page's own address, where nothing else tells."),
    Step("title.in_brackets", "original_title", "The other title in brackets behind the first."),
    Step(
        "title.second_line",
        "original_title",
        "The line between title and credits; an alternative title if it has English small words.",
    ),
    Step("title.awarded", "title", "The film that a list of awards names beside a prize."),
    Step("title.catalogue", "title", "The phrase of the text that is the title of a known film."),
    Step("award_list.award", "award", "A prize in a list of awards."),
    Step("award_list.director", "director", "Whom a list of awards names behind a title."),
    Step(
        "award_list.alternative_title", "alternative_title", "A winner's other title, in brackets."
    ),
    Step("award_list.writer", "writer", "Whom a list names beside a prize for writing."),
    Step("award_list.cast", "cast", "Whom a list names beside a prize for acting."),
    Step("cast.spoken_of", "cast", "A full name in prose, by what is said of it (see `cues`)."),
    Step(
        "writer.who_directs_it",
        "writer",
        "The one director, where all that is told of the script is with whom it was written.",
    ),
    Step("festival.own_site", "festival", "The festival whose page it is, by the site's name."),
    Step("critic.signed_off", "critic", "The name below a letter's farewell."),
    Step("publication.page_title", "publication", "The site that stands behind a page's title."),
    Step("imdb_id.linked_title", "imdb_id", "The link to IMDb that the title is."),
    Step("imdb_id.canonical", "imdb_id", "The page's own address, where that is at IMDb."),
    Step("imdb_id.catalogue", "imdb_id", "The film of the catalogue that title and people fit."),
    Step(
        "credit.catalogue", "credit:*", "A name in the text that the catalogue knows of its film."
    ),
    Step("year.catalogue", "year", "The year of a known film, where the text has it."),
    Step(
        "runtime_minutes.catalogue", "runtime_minutes", "The known length, where the text has it."
    ),
    Step("original_title.catalogue", "original_title", "The known title, where the text has it."),
    *fields_named(),
    Step("field.addressee", "credit:*", "Whom a letter is addressed to, with the part beside it."),
    Step("field.screening", "screening", "A start, or a day and a time side by side, in a record."),
    Step("field.slug_year", "year", "The year at the end of a film's slug."),
    Step("tag.award", "award", "A tag that names an award."),
    Step("tag.festival", "festival", "A tag that names a festival and its year."),
    Step("tag.genre", "genre", "A tag that names a genre."),
    Step("tag.country", "country", "A tag that names a nationality."),
    Step("row.award", "award", "A row of an awards table: one claim per film and recipient."),
    Step("row.recipient", "credit:*", "Who won it, by what the award is for."),
    Step("mention.linked", "mention", "Another film, linked to IMDb."),
    Step("mention.dated", "mention", "Another film, a title with a year behind it."),
    Step("publication.first_line", "publication", "The site in the first line of its page."),
    Step("published_on.file_name", "published_on", "The day that a file's name begins with."),
    *(
        Step(f"source.{name}", name, "What the source registry tells of all its documents.")
        for name in FROM_SOURCE
    ),
)
"""Every name in `claims.rule` that is not the name of a rule over lines."""
