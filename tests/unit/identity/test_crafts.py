import pytest

from pipelines.claims.reference import reference_table
from pipelines.identity.crafts import craft_of, craft_pairs


@pytest.mark.parametrize(
    ("role", "craft"),
    [
        ("director", "directing"),
        ("Best Director of Photography", "camera"),
        ("SOUND EFFECTS EDITING", "sound"),
        ("Film Editing", "editing"),
        ("ART DIRECTION (Color)", "design"),
        ("production_designer", "design"),
        ("Best Actress in a Supporting Role", "acting"),
        ("DOCUMENTARY (Short Subject)", "documentary"),
        ("SHORT SUBJECT (Cartoon)", "animation"),
        ("WRITING (Screenplay Based on Material from Another Medium)", "writing"),
        ("MUSIC (Original Song)", "music"),
        ("Foreign Language Film", "producing"),
        ("Palme d'Or", None),
    ],
)
def test_a_role_or_category_tells_its_craft(role: str, craft: str | None) -> None:
    assert craft_of(role) == craft


def test_pairs_of_crafts_are_known_both_ways_and_once() -> None:
    pairs = craft_pairs().select("craft", "other_craft")
    turned = pairs.select(craft="other_craft", other_craft="craft")
    assert pairs.is_unique().all()
    assert set(pairs.rows()) == set(turned.rows())


def test_pairs_name_crafts_that_words_tell() -> None:
    crafts = set(reference_table("craft_words", ("craft",))["craft"])
    assert set(craft_pairs()["craft"]) <= crafts
