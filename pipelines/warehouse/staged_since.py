"""Look only at what was staged since somebody looked last.

The rows of a document in the tables of `STAGED` are written when it gets a new revision, and at no
other time. So who has noted up to which revision all was staged need not look at older ones again;
whether what was staged is anything new is for him to see.
"""

from typing import Final

from pipelines.staging.batches import STEP
from pipelines.warehouse.build import Build
from pipelines.warehouse.tables import WATERMARKS

STAGED_SINCE: Final = "staged_since"
"""The temporary table of documents staged since: `document_id`, `is_in_use`."""


def note_staged_since(build: Build, revision: int) -> int:
    """Note the documents that have a higher revision; up to which one all is staged by now."""
    build.create([WATERMARKS])
    build.connection.execute(
        f"""
        CREATE OR REPLACE TEMP TABLE {STAGED_SINCE} AS
        SELECT document_id, coalesce(status = 'parsed', false) AS is_in_use
        FROM raw.documents WHERE revision > ?
        """,
        [revision],
    )
    return build.watermark(STEP)


def staged_since(table: str, *, in_use: bool = False) -> str:
    """The rows of the noted documents, or of those in use, as they stand behind FROM.

    They are looked for by the document alone, before all other columns are read.

    Args:
        table: One of `STAGED`, quoted.
        in_use: Whether only documents in use are meant.
    """
    which = " WHERE is_in_use" if in_use else ""
    documents = f"SELECT document_id FROM {STAGED_SINCE}{which}"
    found = f"SELECT rowid FROM {table} WHERE document_id IN ({documents})"
    return f"(FROM {table} WHERE rowid IN ({found}))"
