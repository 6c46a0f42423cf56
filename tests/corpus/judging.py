"""Tell how often each rule fired on the test corpus, and how often it was right.

What belongs here is holding single claims against the gold, by the scoring tool's own reading of
values. A claim is judged where its attribute is scored in its family and its film is one of the
gold; a title is judged in every document. Ratings are not: they are scored as reviews.
"""

import importlib.util
import json
from collections import defaultdict
from collections.abc import Mapping
from types import ModuleType
from typing import Any, Final

import polars as pl

from tests.corpus.extracting import FAMILIES, SCORER, gold_of, staged

Claim = Mapping[str, Any]

FIGURES: Final = pl.Schema(
    {"rule": pl.String(), "claims": pl.UInt32(), "judged": pl.UInt32(), "right": pl.UInt32()}
)
TITLES: Final = ("title", "original_title", "alternative_title")


def scorer() -> ModuleType:
    """The scoring tool as a module."""
    spec = importlib.util.spec_from_file_location("score", SCORER)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def figures() -> pl.DataFrame:
    """What each rule does on the corpus, one row per rule, in the schema `FIGURES`."""
    made = staged(FAMILIES)
    claims = made["staging.stg_claims"]
    verdicts = Verdicts(made)
    judged = pl.DataFrame(
        [(row["rule"], verdicts.of(row)) for row in claims.iter_rows(named=True)],
        schema={"rule": pl.String(), "is_right": pl.Boolean()},
        orient="row",
    )
    return (
        judged.group_by("rule")
        .agg(claims=pl.len(), judged=pl.col("is_right").count(), right=pl.col("is_right").sum())
        .select(pl.col(name).cast(dtype) for name, dtype in FIGURES.items())
        .sort("rule")
    )


class Verdicts:
    """Whether claims are right, by the gold of their documents."""

    def __init__(self, made: Mapping[str, pl.DataFrame]) -> None:
        self._score = scorer()
        self._keys = {attribute: key for key, attribute in self._score.MANY.items()}
        self._keys |= {attribute: key for key, attribute in self._score.ONE.items()}
        self._keys |= {"award": "awards", "screening": "screenings"}
        self._of_document = {name: key for key, name in self._score.OF_DOCUMENT.items()}
        spelled = defaultdict(set)
        claims = made["staging.stg_claims"].filter(pl.col("attribute").is_in(TITLES))
        for doc, film, text in claims.select("document_id", "film_no", "value").iter_rows():
            spelled[doc, film].add(self._score.norm(text))
        films = defaultdict(list)
        of_films = made["staging.stg_films"].select("document_id", "film_no", "title", "imdb_id")
        for doc, film, text, imdb_id in of_films.iter_rows():
            films[doc].append((film, imdb_id, spelled[doc, film] | {self._score.norm(text)}))
        self._gold: dict[str, dict[str, Any]] = {}
        self._used: dict[str, set[str]] = {}
        self._films: dict[tuple[str, int], dict[str, Any]] = {}
        for family in FAMILIES:
            golds = gold_of(family)
            used = {key for gold in golds for key in gold}
            used |= {key for gold in golds for film in gold.get("films", []) for key in film}
            for gold in golds:
                self._gold[gold["doc"]], self._used[gold["doc"]] = gold, used
                self._match(gold, films[gold["doc"]])

    def _match(self, gold: Mapping[str, Any], left: list[tuple[int, str | None, set[str]]]) -> None:
        """Pair the films of a document with those of the gold, as the scoring tool does."""
        for film in gold.get("films", []):
            names = self._names(film)
            match = next(
                (each for each in left if film.get("imdb_id") and each[1] == film["imdb_id"]), None
            ) or next((each for each in left if names & each[2]), None)
            if match:
                left.remove(match)
                self._films[gold["doc"], match[0]] = film

    def of(self, claim: Claim) -> bool | None:
        """Whether the claim is right; None where nobody can tell."""
        doc, attribute = claim["document_id"], claim["attribute"]
        gold = self._gold.get(doc)
        if gold is None:
            return None
        if attribute in self._of_document:
            wanted = gold.get(self._of_document[attribute])
            return bool({self._score.norm(wanted)} & self._forms(claim)) if wanted else None
        film = self._films.get((doc, claim["film_no"]))
        key = self._keys.get(attribute, "other_credits")
        is_credit = attribute.startswith("credit:")
        if key not in self._used[doc] or (key == "other_credits" and not is_credit):
            return None
        if film is None:
            return False if attribute == "title" else None
        if key in film.get("not_in_document", []) or (
            key == "screenings" and not gold.get("screenings_complete", True)
        ):
            return None
        return self._is_said(film, key, claim)

    def _is_said(self, film: Mapping[str, Any], key: str, claim: Claim) -> bool:
        """Whether the gold says of the film what the claim says."""
        norm, stated = self._score.norm, film.get(key) or []
        if key in ("year", "runtime_minutes"):
            value = self._score.number(claim["value_normalised"])
            return bool(stated) and self._score.number(stated) == value
        if key == "awards":
            return any(self._is_award(award, claim) for award in stated)
        found = self._forms(claim)
        if key == "title":
            wanted = self._names(film)
        elif key == "original_title":
            wanted = self._names(film, key, "also_known_as")
        elif key == "screenings":
            wanted = {norm(show["starts_at"][:16]) for show in stated if show.get("starts_at")}
        elif key == "other_credits":
            wanted, found = {norm(credit["name"]) for credit in stated}, self._person(claim)
        else:
            wanted = {norm(text) for text in (stated if isinstance(stated, list) else [stated])}
        return bool(wanted & found)

    def _is_award(self, award: Mapping[str, Any], claim: Claim) -> bool:
        detail = json.loads(claim["detail"] or "{}")
        told = [claim["value"], claim["value_normalised"]]
        told += [detail.get(name) for name in ("organisation", "award", "category")]
        said = " | ".join(self._score.norm(text) for text in told if text)
        is_named = self._score.norm(award["award"]).removesuffix("s") in said
        return is_named and award.get("result") in (None, detail.get("result"))

    def _person(self, claim: Claim) -> set[str]:
        return {self._score.norm(claim["subject_name"] or claim["value"])}

    def _forms(self, claim: Claim) -> set[str]:
        """The value as printed and as meant; of a date, the day."""
        meant = claim["value_normalised"] or claim["value"]
        day = meant[:10] if claim["attribute"] == "published_on" else meant
        return {self._score.norm(claim["value"]), self._score.norm(day)}

    def _names(self, film: Mapping[str, Any], *keys: str) -> set[str]:
        """What the gold calls a film, by any of its titles or those of the keys alone."""
        told: list[str | None] = []
        for key in keys or ("title", "title_printed", "original_title", "also_known_as"):
            said = film.get(key)
            told += said if isinstance(said, list) else [said]
        return {self._score.norm(text) for text in told if text}
