"""Rules for the facts of a film: length, origin, languages, certificates, genres, distributors."""

from typing import Final

from pipelines.claims.topics.facts import (
    certificates,
    distributors,
    genres,
    identifiers,
    languages,
    lengths,
    origins,
    titles,
)

RULES: Final = (
    *lengths.RULES,
    *origins.RULES,
    *titles.RULES,
    *languages.RULES,
    *certificates.RULES,
    *distributors.RULES,
    *genres.RULES,
    *identifiers.RULES,
)
