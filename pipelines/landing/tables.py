"""What landing writes: the files that were seen, and the ledger of their contents."""

from typing import Final

import polars as pl

from pipelines.tables import Column, Table

FILES: Final = Table(
    name="raw.files",
    grain="one row per source, place and content ever seen there",
    key=("source", "uri", "document_id"),
    columns={
        "source": Column(pl.String(), "Name of the source in the registry."),
        "uri": Column(pl.String(), "Where the file is: relative to the data folder, or absolute."),
        "document_id": Column(pl.String(), "SHA-256 of the document's bytes."),
        "bytes": Column(pl.Int64(), "Size in bytes."),
        "stamp": Column(
            pl.String(),
            "Size, times and number that the file system gave the file when it was read: while"
            " they stay, its bytes do; NULL where nothing tells that.",
        ),
        "first_seen_at": Column(
            pl.Datetime("us", "UTC"),
            "When this content was first seen at this place.",
        ),
        "last_seen_at": Column(
            pl.Datetime("us", "UTC"),
            "When it was last seen there; where it has a stamp, to within half a day.",
        ),
        "is_current": Column(pl.Boolean(), "False once other bytes were found at the place."),
    },
)


DOWNLOADS: Final = Table(
    name="raw.downloads",
    grain="one row per place outside this machine that was ever asked for",
    key=("source", "uri"),
    columns={
        "source": Column(pl.String(), "Name of the source in the registry."),
        "uri": Column(pl.String(), "The address, without what gives access to it."),
        "document_id": Column(
            pl.String(),
            "SHA-256 of the bytes that were there; NULL where they hold further files, as those of"
            " an archive, a feed or a listing do.",
        ),
        "bytes": Column(pl.Int64(), "Size of the document in bytes."),
        "etag": Column(pl.String(), "Mark of these bytes that the server gave."),
        "last_modified": Column(pl.String(), "Moment of their change, as the server wrote it."),
        "fetched_at": Column(
            pl.Datetime("us", "UTC"),
            "When its bytes were last had; NULL if they never were.",
        ),
        "fault": Column(pl.String(), "Why it could not be had the last time; NULL if it could."),
        "unreachable_since": Column(
            pl.Datetime("us", "UTC"),
            "The first run of those since when it could not be had; NULL if it could.",
        ),
    },
)


STATUS_CHANGES: Final = Table(
    name="raw.status_changes",
    grain="one row per known document whose row changes though it is not read again; never stored",
    key=("document_id",),
    columns={
        "document_id": Column(pl.String(), "SHA-256 of the document's bytes."),
        "revision": Column(pl.Int64(), "New revision of the document."),
        "version": Column(pl.String(), "New version of the document."),
        "status": Column(pl.String(), "parsed, duplicate or rejected."),
        "status_reason": Column(pl.String(), "Why it is a duplicate or was rejected."),
    },
)


RULES: Final = Table(
    name="raw.rules",
    grain="one row per rule that says which words it needs, and one for all else, as of this run",
    key=("position",),
    columns={
        "position": Column(pl.Int64(), "Place among them, from 0, which is all else."),
        "name": Column(pl.String(), "Name of the rule; empty for all else."),
        "fingerprint": Column(pl.String(), "Fingerprint of what it does."),
        "needs": Column(
            pl.List(pl.String()),
            "Words of which a line must hold one for it to matter; empty if it may always matter.",
        ),
        "found_in": Column(
            pl.String(), "Fingerprint of the files they were found in: while it stays, they do."
        ),
    },
)


DOCUMENTS: Final = Table(
    name="raw.documents",
    grain="one row per distinct content ever seen",
    key=("document_id",),
    columns={
        "document_id": Column(pl.String(), "SHA-256 of the document's bytes."),
        "revision": Column(
            pl.Int64(),
            "Number of the batch that last wrote the row; later steps do what is newer than they"
            " are.",
        ),
        "reader_version": Column(
            pl.String(),
            "Fingerprint of the readers and limits it was read with; with others it is read again.",
        ),
        "version": Column(
            pl.String(),
            "Fingerprint of the rules and the source's settings that its rows of staging are as of;"
            " by others its text is staged again, unless they cannot matter to it.",
        ),
        "source": Column(pl.String(), "Source of the place where it was first seen."),
        "uri": Column(pl.String(), "Place where it was first seen."),
        "media_type": Column(pl.String(), "Media type, as text/html."),
        "reader": Column(pl.String(), "Name of the reader that read it; NULL if none could."),
        "charset": Column(pl.String(), "Charset its bytes were decoded with."),
        "status": Column(pl.String(), "parsed, duplicate or rejected."),
        "status_reason": Column(pl.String(), "Why it is a duplicate or was rejected."),
        "text": Column(pl.String(), "Its text; spans count the characters of this text."),
        "text_hash": Column(
            pl.String(),
            "Hash of its text with white space folded, and of what a page states beside its text;"
            " NULL if it has no text.",
        ),
        "bytes": Column(pl.Int64(), "Size in bytes."),
        "characters": Column(pl.Int64(), "Length of the text in characters."),
        "first_seen_at": Column(
            pl.Datetime("us", "UTC"),
            "When its content was first seen anywhere.",
        ),
    },
)
