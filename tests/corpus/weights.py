"""Print what the cues of `cues` should weigh, by the test corpus: `python -m tests.corpus.weights`.

A logistic regression over the persons named in the prose of `seen` documents, held back towards the
weights as they are: a cue with few cases keeps what judgement gave it. Its own documents flatter a
fit, so the figures printed before the weights are of documents left out of it, and of `blind` ones.
Round what it prints, and keep the signs that the cues mean.
"""

import argparse
import hashlib
import sys
from dataclasses import dataclass
from typing import Any, Final
from unittest import mock

import numpy as np
import polars as pl
from numpy.typing import NDArray

from pipelines.claims.topics import cues
from tests.corpus.extracting import FAMILIES, part_of, staged
from tests.corpus.judging import Verdicts

FOLDS: Final = 8
HOLD: Final = 10.0
"""How strongly a weight is held to what it is: as so many cases."""
FIXED: Final = ("cast_listed", "in_capsule")
"""Traits of documents, of which the corpus has too few kinds to learn from."""
LEAN: Final = 0.5
"""What is added to the odds: a person missed costs as much as one too many."""

Numbers = NDArray[np.float64]
Truths = NDArray[np.bool_]


@dataclass(frozen=True)
class Cases:
    """What is said of persons, a row a person, and whether they act."""

    evidence: Numbers
    acts: Truths
    is_seen: Truths
    fold: NDArray[np.int64]


def main() -> None:
    """Fit and print."""
    argparse.ArgumentParser(description=__doc__).parse_args()
    names = ["outset", *cues.weights_of_evidence()]
    now = np.array([cues.OUTSET, *cues.weights_of_evidence().values()])
    cases = cases_of_corpus(names[1:])
    is_free = np.array([name not in FIXED for name in names])
    left_out = np.zeros(len(cases.acts))
    for fold in range(FOLDS):
        inside, outside = cases.is_seen & (cases.fold != fold), cases.is_seen & (cases.fold == fold)
        left_out[outside] = cases.evidence[outside] @ fitted(cases, inside, now, is_free)
    best = fitted(cases, cases.is_seen, now, is_free)
    left_out[~cases.is_seen] = cases.evidence[~cases.is_seen] @ best
    lines = []
    for part, rows in (("seen", cases.is_seen), ("blind", ~cases.is_seen)):
        head = f"{part:6} {rows.sum():5} persons"
        lines.append(f"{head}, now  {figures(cases, cases.evidence @ now, rows)}")
        lines.append(f"{head}, then {figures(cases, left_out + LEAN, rows)}")
    best[0] += LEAN
    pairs = zip(names, now, best, strict=True)
    lines += [f"{name:16} {old:5.1f} {new:6.2f}" for name, old, new in pairs]
    sys.stdout.write("\n".join([*lines, ""]))


def fitted(cases: Cases, rows: Truths, now: Numbers, is_free: Truths) -> Numbers:
    """The weights that tell best who acts, by Newton's method."""
    free, acts = cases.evidence[rows][:, is_free], cases.acts[rows]
    rest = cases.evidence[rows][:, ~is_free] @ now[~is_free]
    hold = np.full(is_free.sum(), HOLD)
    hold[0] = 0.01
    weights = now[is_free].copy()
    for _ in range(25):
        chance = 1 / (1 + np.exp(-(free @ weights + rest)))
        slope = free.T @ (chance - acts) + hold * (weights - now[is_free])
        curve = (free * (chance * (1 - chance))[:, None]).T @ free + np.diag(hold)
        weights -= np.linalg.solve(curve, slope)
    fitted_weights = now.copy()
    fitted_weights[is_free] = weights
    return fitted_weights


def figures(cases: Cases, odds: Numbers, rows: Truths) -> str:
    """How well odds above zero tell who acts."""
    said, acts = odds[rows] > 0, cases.acts[rows]
    right = (said & acts).sum()
    precision, recall = right / max(said.sum(), 1), right / max(acts.sum(), 1)
    f1 = 2 * right / max(said.sum() + acts.sum(), 1)
    return f"P {precision:.3f}  R {recall:.3f}  F1 {f1:.3f}"


def cases_of_corpus(names: list[str]) -> Cases:
    """The persons whom only prose names, in documents whose cast is known."""
    kept: list[pl.DataFrame] = []
    evidence_of = cues.evidence_of

    def recorded(named: pl.DataFrame, prose: pl.DataFrame, found: pl.DataFrame) -> pl.DataFrame:
        evidence = evidence_of(named, prose, found)
        stated = found.filter(
            pl.col("attribute") == "cast", ~pl.col("rule").is_in(cues.SAID)
        ).select(*cues.OF_FILM, name="value")
        kept.append(evidence.join(stated, on=cues.OF_PERSON, how="anti", maintain_order="left"))
        return evidence

    with mock.patch.object(cues, "evidence_of", recorded):
        made = staged(FAMILIES)
    persons = pl.concat(kept)
    verdicts = Verdicts(made)
    acts = [verdicts.of(_claim(*person)) for person in persons.select(cues.OF_PERSON).iter_rows()]
    known = persons.with_columns(is_cast=pl.Series(acts, dtype=pl.Boolean())).drop_nulls("is_cast")
    documents = known["document_id"].to_list()
    said = known.select(pl.col(name).fill_null(value=False).cast(pl.Float64) for name in names)
    return Cases(
        evidence=np.column_stack([np.ones(len(known)), said.to_numpy()]),
        acts=known["is_cast"].to_numpy().astype(bool),
        is_seen=np.array([part_of(document) == "seen" for document in documents]),
        fold=np.array([hashlib.md5(doc.encode()).digest()[0] % FOLDS for doc in documents]),  # noqa: S324
    )


def _claim(document_id: str, film_no: int, name: str) -> dict[str, Any]:
    return {
        "document_id": document_id,
        "film_no": film_no,
        "attribute": "cast",
        "value": name,
        "value_normalised": name,
        "subject_name": None,
        "detail": None,
    }


if __name__ == "__main__":
    main()
