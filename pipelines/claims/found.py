"""The form of what is found: a claim before it is settled.

What belongs here is the list of its columns, which all steps between rules and staging share.
"""

from typing import Final

import polars as pl

from pipelines.claims.fields import FIELD_FOUND

ID_IN_CATALOGUE: Final = "imdb_id.catalogue"
"""Rule of ids that no document prints."""


FOUND_SCHEMA: Final = {**FIELD_FOUND, "film_no": pl.Int32()}


FOUND_WITH_FILM: Final = (
    "document_id", "film_no", "subject_name", "attribute", "value", "value_normalised", "detail",
    "position", "span_start", "span_end", "quote", "rule", "confidence",
)  # fmt: skip
