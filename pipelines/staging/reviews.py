"""Reviews: one critic's judgement of one film."""

from typing import Final

import polars as pl

from pipelines.tables import Column, Table

REVIEWS: Final = Table(
    name="staging.stg_reviews",
    grain="one row per film that a document reviews",
    key=("document_id", "film_no"),
    columns={
        "document_id": Column(pl.String(), "SHA-256 of the document's bytes."),
        "film_no": Column(pl.Int32(), "Which of the document's films, from 0."),
        "critic": Column(pl.String(), "Name of the critic; NULL if unsigned."),
        "published_on": Column(pl.Date(), "Date of publication."),
        "headline": Column(pl.String(), "Headline as printed."),
        "rating_text": Column(pl.String(), "Rating as printed; NULL if none."),
        "rating_value": Column(
            pl.Float64(),
            "The rating as a number on its own scale; NULL for letters and words.",
        ),
        "rating_scale": Column(
            pl.Float64(),
            "Best value of the scale; NULL where neither the document nor the registry tells it.",
        ),
        "rating_scale_basis": Column(
            pl.String(),
            "stated, source or NULL; inferred is decided later, over all documents.",
        ),
        "rating_notation": Column(
            pl.String(),
            "stars, fraction, number, percent, letter, thumbs or words; NULL if no rating.",
        ),
        "content_advisory": Column(pl.String(), "What the review warns of."),
        "excerpt": Column(pl.String(), "Its first sentences, at most 300 characters."),
        "word_count": Column(pl.Int32(), "Words of the text that is about this film."),
        "uri": Column(pl.String(), "Address of the review if the document gives one."),
    },
)
