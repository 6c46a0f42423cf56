"""What a person reads of why a film or a name was linked."""

from typing import Any

from pipelines.explaining.telling import lines_of

FILM: dict[str, Any] = dict.fromkeys(
    ("original_title", "runtime_minutes", "imdb_id", "score_mean")
) | {"film_id": "f_1", "title": "Night Ferry", "year": 1962}
LISTS = ("countries", "languages", "genres", "certificates", "distributors")


def match(**told: Any) -> dict[str, Any]:
    """A row of `quality.matches` with the place of its document."""
    nothing = dict.fromkeys(("score", "weights", "runner_up_id", "runner_up", "runner_up_score"))
    here = {"kind": "film", "uri": "a.md", "decision": "taken", "matched_id": "f_1"}
    return {**nothing, "runner_up_year": None, **here, **told}


def said(*matches: dict[str, Any], corrections: tuple[dict[str, Any], ...] = ()) -> list[str]:
    """What is said of the links of a film."""
    empty: dict[str, list[dict[str, Any]]] = {
        part: [] for part in ("credits", "reviews", "awards", "listings", "conflicts", "claims")
    }
    film = {**FILM, **{name: [] for name in LISTS}}
    found = {**empty, "film": [film], "matches": [*matches], "corrections": [*corrections]}
    lines = [line.text for line in lines_of(found)]
    return lines[1 : lines.index("the words it comes from")]


def test_a_link_tells_what_counted_and_how_much() -> None:
    told = said(match(evidence="title_year", score=4.0, weights='{"title": 2.0, "same_year": 2.0}'))
    assert "    taken      title and year: title +2, same year +2 = 4" in told


def test_the_candidate_that_came_second_is_named_with_its_score() -> None:
    second = {"runner_up": "Night Ferry", "runner_up_year": 1994, "runner_up_id": "f_2"}
    told = said(
        match(evidence="title", score=2.0, weights='{"title": 2.0}', runner_up_score=-4.0, **second)
    )
    assert "    second     Night Ferry (1994) f_2: -4" in told


def test_where_nothing_was_joined_it_is_told_what_spoke_against_the_second() -> None:
    second = {"runner_up": "Night Ferry", "runner_up_id": "f_2", "runner_up_score": -4.0}
    told = said(
        match(
            evidence="alone",
            decision="alone",
            weights='{"title": 2.0, "other_year": -6.0}',
            **second,
        )
    )
    assert "    alone      nothing was joined to it" in told
    assert "    second     Night Ferry f_2: title +2, other year -6 = -4" in told


def test_the_film_of_the_catalogue_stands_under_the_same_document() -> None:
    told = said(
        match(evidence="catalogue"),
        match(
            kind="catalogue",
            evidence="catalogue",
            decision="not_taken",
            matched_id="tt0000011",
            score=2.5,
            weights='{"chosen": 2.5}',
        ),
    )
    assert told.count("  a.md") == 1
    assert "    catalogue  not taken, tt0000011: chosen +2.5 = 2.5" in told


def test_a_correction_that_changes_nothing_is_marked() -> None:
    correction = {"file": "same_films", "line": 2, "says": "film f_1, other_film f_2"}
    told = said(corrections=({**correction, "reason": "one film", "effect_count": 0},))
    assert told[-2] == (
        "  same_films.csv line 2: film f_1, other_film f_2 (one film) · changes nothing any more"
    )
