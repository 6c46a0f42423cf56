"""What identity writes: which film and person each document speaks of, and the id registry."""

from typing import Final

import polars as pl

from pipelines.tables import Column, Table

FILM_LINKS: Final = Table(
    name="staging.stg_film_links",
    grain="one row per film of a document",
    key=("document_id", "film_no"),
    columns={
        "document_id": Column(pl.String(), "SHA-256 of the document's bytes."),
        "film_no": Column(pl.Int32(), "Which of the document's films, from 0."),
        "film_id": Column(pl.String(), "The film."),
        "evidence": Column(
            pl.String(),
            "What decided it: imdb_id (printed), catalogue (an id found there), title_year_people, "
            "title_year, title_people, title, alone, override.",
        ),
        "score": Column(
            pl.Float64(),
            "Sum of what speaks for it; NULL where an id decides or nothing was there to join.",
        ),
        "weights": Column(
            pl.String(),
            "JSON object: what the score is the sum of; that of the runner-up where it is NULL.",
        ),
        "runner_up_id": Column(
            pl.String(), "The film that came second, or was not taken; NULL if there is none."
        ),
        "runner_up_score": Column(pl.Float64(), "Sum of what speaks for the runner-up."),
        "is_undecided": Column(
            pl.Boolean(),
            "Whether nothing speaks against the runner-up, and still too little for it.",
        ),
    },
)


MENTION_LINKS: Final = Table(
    name="staging.stg_mention_links",
    grain="one row per mention that is a known film",
    key=("document_id", "mention_no"),
    columns={
        "document_id": Column(pl.String(), "SHA-256 of the document's bytes."),
        "mention_no": Column(pl.Int32(), "Number of the mention in the document."),
        "film_id": Column(pl.String(), "The film."),
    },
)


PERSON_LINKS: Final = Table(
    name="staging.stg_person_links",
    grain="one row per person named on a film of a document",
    key=("document_id", "film_no", "name"),
    columns={
        "document_id": Column(pl.String(), "SHA-256 of the document's bytes."),
        "film_no": Column(
            pl.Int32(),
            "Which of the document's films, from 0; -1 where the person is not named with a film.",
        ),
        "name": Column(pl.String(), "Person as printed."),
        "person_id": Column(pl.String(), "The person."),
        "evidence": Column(
            pl.String(),
            "What decided it: imdb_id, film (its id or another mention in it), co_workers, name, "
            "likeness, override.",
        ),
        "score": Column(
            pl.Float64(),
            "Bits for the strongest link to the person's other mentions; NULL if there are none "
            "to weigh.",
        ),
        "weights": Column(pl.String(), "JSON object: what the score is the sum of."),
        "runner_up_id": Column(pl.String(), "The person that came second; NULL if none did."),
        "runner_up_score": Column(pl.Float64(), "Bits for the runner-up."),
        "is_undecided": Column(
            pl.Boolean(),
            "Whether enough speaks for the runner-up by itself, but another fits as well, or one "
            "of its names does not.",
        ),
    },
)


IDS: Final = Table(
    name="registry.ids",
    grain="one row per id ever minted",
    key=("kind", "id"),
    columns={
        "kind": Column(pl.String(), "film or person."),
        "id": Column(pl.String(), "The id; never used again for another thing."),
        "natural_key": Column(pl.String(), "What it was minted from."),
        "minted_at": Column(pl.Datetime("us", "UTC"), "When it was minted."),
    },
)


MEMBERS: Final = Table(
    name="registry.members",
    grain="one row per evidence that an id was given to",
    key=("kind", "member"),
    columns={
        "kind": Column(pl.String(), "film or person."),
        "member": Column(
            pl.String(),
            "Evidence: document and title or name, an authority's id, or title, year and director.",
        ),
        "id": Column(pl.String(), "The id it has."),
    },
)


REDIRECTS: Final = Table(
    name="registry.redirects",
    grain="one row per id that was merged away",
    key=("kind", "old_id"),
    columns={
        "kind": Column(pl.String(), "film or person."),
        "old_id": Column(pl.String(), "The id that is no longer used."),
        "new_id": Column(pl.String(), "The id that took its place."),
        "merged_at": Column(pl.Datetime("us", "UTC"), "When."),
    },
)
