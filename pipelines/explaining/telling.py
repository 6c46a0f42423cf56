"""Lay out what a release says of a film or a person, line by line.

What belongs here is the words a person reads; the questions stand in `asking`.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from pipelines.explaining.asking import Explanation

LONGEST_QUOTE: Final = 90
EVIDENCE: Final = {
    "imdb_id": "its IMDb id is printed",
    "catalogue": "its IMDb id was found in the catalogue",
    "title_year_people": "title, year and people",
    "title_year": "title and year",
    "title_people": "title and people",
    "title": "title",
    "film": "the same film",
    "co_workers": "people who worked with both",
    "name": "the name",
    "likeness": "a name like it",
    "override": "corrected by hand",
}
"""What decided, in words."""
ALONE_DECIDES: Final = ("imdb_id", "catalogue", "override")
"""Evidence that is not weighed."""
FIRST: Final = ", by which others were joined to it"
ALONE: Final = {
    "alone": "nothing was joined to it",
    "undecided": "another fits as well, so neither was taken",
}
"""Why something stands by itself."""
DECISIONS: Final = {
    "taken": "",
    "undecided": "undecided, ",
    "not_taken": "not taken, ",
}
"""How a film of the catalogue is introduced."""


@dataclass(frozen=True)
class Line:
    """One line of an explanation and how it is to look on a terminal."""

    text: str
    style: str = ""


def lines_of(explanation: Explanation) -> Iterator[Line]:
    """The explanation of one film or person, line by line."""
    return _of_film(explanation) if "film" in explanation else _of_person(explanation)


def _of_film(explanation: Explanation) -> Iterator[Line]:
    film = explanation["film"][0]
    year = f" ({film['year']})" if film["year"] else ""
    yield Line(f"{film['title']}{year}  {film['film_id']}", "bold")
    yield from _facts(film)
    yield from _listed("credits", explanation["credits"], _credit)
    yield from _listed("reviews", explanation["reviews"], _review)
    yield from _listed("awards", explanation["awards"], _award)
    yield from _listed("listings", explanation["listings"], _listing)
    yield from _listed("where sources disagree", explanation["conflicts"], _conflict)
    yield from _matched("why these documents are of this film", explanation["matches"])
    yield from _listed("corrections by hand", explanation["corrections"], _correction)
    yield Line("")
    yield Line("the words it comes from", "bold")
    attribute = None
    for claim in explanation["claims"]:
        if claim["attribute"] != attribute:
            attribute = claim["attribute"]
            yield Line(f"  {attribute}", "cyan")
        yield Line(f"  {_claim(claim)}", "" if claim["is_chosen"] else "dim")


def _of_person(explanation: Explanation) -> Iterator[Line]:
    person = explanation["person"][0]
    yield Line(f"{person['name']}  {person['person_id']}", "bold")
    yield from _told(
        {
            "also called": ", ".join(person["aliases"]),
            "born": ", ".join(filter(None, (_text(person["birth_year"]), person["birth_place"]))),
            "nationalities": ", ".join(person["nationalities"]),
            "IMDb": person["imdb_id"],
        }
    )
    yield from _listed("films", explanation["parts"], _part)
    yield from _listed("awards", explanation["awards"], _award)
    yield from _matched("why these names are this person", explanation["matches"])
    yield from _listed("corrections by hand", explanation["corrections"], _correction)


def _facts(film: dict[str, Any]) -> Iterator[Line]:
    score = film["score_mean"]
    facts = {
        "original title": film["original_title"],
        "countries": ", ".join(film["countries"]),
        "languages": ", ".join(film["languages"]),
        "genres": ", ".join(film["genres"]),
        "runtime": f"{film['runtime_minutes']} minutes" if film["runtime_minutes"] else None,
        "certificates": ", ".join(film["certificates"]),
        "distributors": ", ".join(film["distributors"]),
        "IMDb": film["imdb_id"],
        "score": None
        if score is None
        else f"{score:g} of 100 from {film['rated_review_count']} rated reviews",
    }
    yield from _told(facts)


def _told(facts: dict[str, Any]) -> Iterator[Line]:
    for name, value in facts.items():
        if value:
            yield Line(f"  {name:<15} {value}")


def _listed(heading: str, rows: list[dict[str, Any]], form: Any) -> Iterator[Line]:
    if rows:
        yield Line("")
        yield Line(heading, "bold")
        for row in rows:
            yield Line(f"  {form(row)}")


def _credit(row: dict[str, Any]) -> str:
    label = row["role_label"]
    printed = f" [{label}]" if label and label.lower() != row["role"] else ""
    born = f" (born {row['birth_year']})" if row["birth_year"] else ""
    part = f" as {row['character_name']}" if row["character_name"] else ""
    return f"{row['role']:<20} {row['name']}{born}{part}{printed}"


def _review(row: dict[str, Any]) -> str:
    told = (row["publication"], row["critic"], _text(row["published_on"]))
    who = ", ".join(filter(None, told)) or "unsigned"
    if row["rating_text"] is None:
        return f"{who}: not rated · {row['uri']}"
    scale = (
        f" of {row['rating_scale']:g} ({row['rating_scale_basis']})" if row["rating_scale"] else ""
    )
    value = f" = {row['rating_value']:g}{scale}" if row["rating_value"] is not None else ""
    score = "no score" if row["score"] is None else f"score {row['score']:g}, {row['verdict']}"
    return f"{who}: {row['rating_text']}{value}: {score} · {row['uri']}"


def _award(row: dict[str, Any]) -> str:
    parts = (row["organisation"], row["award"], row["category"], _text(row["year"]))
    told = " · ".join(dict.fromkeys(filter(None, parts)))
    goes_to = row.get("person") or row.get("film")
    return f"{row['result']:<10} {told}{f': {goes_to}' if goes_to else ''}"


def _part(row: dict[str, Any]) -> str:
    character = f" as {row['character_name']}" if row["character_name"] else ""
    return f"{row['role']:<20} {_dated(row['title'], row['year'])}{character}"


def _correction(row: dict[str, Any]) -> str:
    idle = "" if row["effect_count"] else " · changes nothing any more"
    return f"{row['file']}.csv line {row['line']}: {row['says']} ({row['reason']}){idle}"


def _matched(heading: str, rows: list[dict[str, Any]]) -> Iterator[Line]:
    """Why each document or name is linked: what counted and how much, and what came second."""
    if rows:
        yield Line("")
        yield Line(heading, "bold")
    place = None
    for row in rows:
        if place != (place := _place(row)):
            yield Line(f"  {place}")
        yield Line(f"    {_verdict(row)}", "dim" if row["kind"] == "catalogue" else "")
        if row["runner_up_id"]:
            yield Line(f"    {_second(row)}", "dim")


def _place(row: dict[str, Any]) -> str:
    """Where a title or a name stands."""
    if row["kind"] != "person":
        return str(row["uri"])
    film = f" in {_dated(row['film'], row['film_year'])}" if row["film"] else ""
    more = f" and {row['document_count'] - 1} more" if row["document_count"] > 1 else ""
    return f"{row['name']}{film} · {row['uri']}{more}"


def _verdict(row: dict[str, Any]) -> str:
    """What was decided, by what, and the sum of it."""
    if row["kind"] == "catalogue":
        found = row["matched_id"] or "a film that is not in it"
        return f"{'catalogue':<10} {DECISIONS[row['decision']]}{found}{_sum(row, 'score')}"
    if row["decision"] == "taken":
        # What else speaks for an id is not what decided.
        weighed = "" if row["evidence"] == "imdb_id" else _sum(row, "score")
        is_first = row["score"] is None and row["weights"] is None and row["kind"] == "film"
        told = FIRST if is_first and row["evidence"] not in ALONE_DECIDES else ""
        return f"{'taken':<10} {EVIDENCE[row['evidence']]}{weighed}{told}"
    return f"{row['decision']:<10} {ALONE[row['decision']]}"


def _second(row: dict[str, Any]) -> str:
    """The candidate that came second, or was not taken."""
    year = None if row["kind"] == "person" else row["runner_up_year"]
    name = _dated(row["runner_up"], year) if row["runner_up"] else None
    who = " ".join(filter(None, (name, row["runner_up_id"])))
    # Where nothing was taken, what is told of is what spoke for and against the second.
    weighed = _sum(row, "runner_up_score", is_told=row["score"] is None)
    return f"{'second':<10} {who}{weighed}"


def _sum(row: dict[str, Any], score: str, *, is_told: bool = True) -> str:
    """What counted and how much: ": title +2, same year +2 = 4"."""
    if row[score] is None:
        return ""
    weights = json.loads(row["weights"] or "{}") if is_told else {}
    parts = [f"{name.replace('_', ' ')} {amount:+g}" for name, amount in weights.items()]
    return f": {', '.join(parts)} = {row[score]:g}" if parts else f": {row[score]:g}"


def _dated(title: str, year: int | None) -> str:
    return f"{title} ({year})" if year else title


def _listing(row: dict[str, Any]) -> str:
    parts = {
        "": row["publication"],
        "festival": row["festival"],
        "section": row["section"],
        "distributor": row["distributor"],
        "synopsis by": row["synopsis_author"],
        "screenings": row["screening_count"] or None,
    }
    told = ", ".join(f"{name} {value}".strip() for name, value in parts.items() if value)
    return f"{told} · {row['uri']}"


def _conflict(row: dict[str, Any]) -> str:
    others = ", ".join(map(str, row["other_values"]))
    share = f"{row['agreement']:.0%} of {row['document_count']} documents agree"
    return f"{row['attribute']}: {row['chosen_value']}, not {others} ({share})"


def _claim(claim: dict[str, Any]) -> str:
    mark = "✓" if claim["is_chosen"] else " "
    value = claim["value_normalised"] or claim["value"]
    subject = claim["subject_name"]
    about = f" ({subject})" if subject and subject not in {value, claim["value"]} else ""
    quote = " ".join((claim["quote"] or "").split())
    quote = quote if len(quote) <= LONGEST_QUOTE else f"{quote[:LONGEST_QUOTE]}…"
    where = "" if claim["span_start"] is None else f" [{claim['span_start']}:{claim['span_end']}]"
    return f"{mark} {value}{about} ← “{quote}” {claim['uri']}{where} · {claim['rule']}"


def _text(value: object) -> str | None:
    return None if value is None else str(value)
