import random

import polars as pl
import pytest

from pipelines.identity.census import meetings

MATES = {"film_id": pl.String(), "mate": pl.UInt32(), "is_paired": pl.Boolean()}


@pytest.mark.parametrize("seed", range(20))
def test_meetings_are_the_films_in_which_another_career_meets_somebody(seed: int) -> None:
    dice = random.Random(seed)  # noqa: S311
    films = [f"f_{number}" for number in range(6)]
    # A career has one name, others may have it too; not everybody in a film has a career in pairs.
    ours = sorted({(career, dice.choice(films), career % 4) for career in range(9)})
    people = sorted(
        {(film_id, own) for _, film_id, own in ours}
        | {(dice.choice(films), dice.randrange(8)) for _ in range(12)}
    )
    expected: dict[int, set[str]] = {}
    for _, film_id, own in ours:
        for there, mate in people:
            if there == film_id and mate != own:
                expected.setdefault(mate, set()).add(film_id)
    paired = {(film_id, own) for _, film_id, own in ours}
    mates = [(film_id, mate, (film_id, mate) in paired) for film_id, mate in people]
    found = meetings(pl.DataFrame(mates, schema=MATES, orient="row"))
    assert dict(found.iter_rows()) == {mate: len(there) for mate, there in expected.items()}
