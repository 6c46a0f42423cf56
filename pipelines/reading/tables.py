"""What reading writes: the fields of structured documents and of structured parts of documents."""

from typing import Final

import polars as pl

from pipelines.tables import Column, Table

FIELDS: Final = Table(
    name="raw.fields",
    grain="one row per value of a structured part of a document",
    key=("document_id", "record", "path", "position"),
    columns={
        "document_id": Column(pl.String(), "SHA-256 of the document's bytes."),
        "record": Column(
            pl.Int32(),
            "Number of the thing the value describes: a table row, a JSON-LD item; 0 for front"
            " matter.",
        ),
        "record_type": Column(
            pl.String(),
            "What the record is: front_matter, row, meta, or a schema.org type such as Movie.",
        ),
        "path": Column(
            pl.String(),
            "Where the value stands, as extra.movie.year or rows[3].Film or director[0].name;"
            " behind itemprop in microdata and behind property in RDFa.",
        ),
        "key": Column(
            pl.String(),
            "The name of the value in lower snake case, without indexes: extra.movie.year,"
            " director.name.",
        ),
        "position": Column(pl.Int32(), "Place in its list, from 0."),
        "value": Column(pl.String(), "The value as text, as printed; never empty."),
        "span_start": Column(
            pl.Int32(),
            "First character in the document's text; NULL where the value is not in the text.",
        ),
        "span_end": Column(
            pl.Int32(),
            "Character after the last; NULL where the value is not in the text.",
        ),
    },
)
