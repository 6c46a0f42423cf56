"""What makes a run read documents again, and what makes it build a release again."""

from collections.abc import Callable
from pathlib import Path
from typing import Final

import pytest

from pipelines import fingerprints
from pipelines.claims import extraction
from pipelines.fingerprints import (
    Part,
    needed_by_changes,
    of_building,
    of_parts,
    of_reading,
    of_staging,
    of_staging_files,
)
from pipelines.settings import Settings


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Reference tables with a folder of corrections below them, as in the project."""
    overrides = tmp_path / "reference" / "overrides"
    overrides.mkdir(parents=True)
    (overrides / "persons.csv").write_text("name,film,person,reason,decided_on\n")
    (tmp_path / "reference" / "words.csv").write_text("word,why\n")
    return Settings(
        reference=tmp_path / "reference", overrides=overrides, dbt_project=tmp_path / "dbt"
    )


def test_a_changed_correction_has_the_release_built_again_and_nothing_read(
    settings: Settings,
) -> None:
    before = of_building(settings), of_reading(settings), of_staging(settings)
    with (settings.overrides / "persons.csv").open("a") as file:
        file.write("Greta Lund,,nm0000021,one person,2026-11-20\n")
    assert of_building(settings) != before[0]
    assert (of_reading(settings), of_staging(settings)) == before[1:]


def test_a_changed_reference_table_has_texts_staged_again_and_nothing_read(
    settings: Settings,
) -> None:
    before = of_reading(settings), of_staging(settings)
    with (settings.reference / "words.csv").open("a") as file:
        file.write("ferry,a ship\n")
    assert of_reading(settings) == before[0]
    assert needed_by_changes(before[1], of_staging(settings)) is None


def test_another_limit_has_files_read_again(settings: Settings) -> None:
    limited = settings.model_copy(update={"max_columns": 3})
    assert of_reading(limited) != of_reading(settings)
    assert of_staging(limited) == of_staging(settings)


def test_another_catalogue_has_texts_staged_again(settings: Settings) -> None:
    catalogues = (None, "one", "another")
    assert len({of_parts(of_staging(settings, each)) for each in catalogues}) == 3
    assert len({of_staging_files(settings, each) for each in catalogues}) == 3


def test_whatever_has_texts_staged_again_is_seen_from_the_files(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    module = tmp_path / "claims" / "awards.py"
    module.parent.mkdir()
    module.write_text(RULES)
    monkeypatch.setattr(fingerprints, "CODE", tmp_path)
    told = [of_staging_files(settings)]
    module.write_text(RULES.replace('needs=("given",)', 'needs=("gave",)'))
    told.append(of_staging_files(settings))
    (settings.reference / "words.csv").write_text("word,why\nferry,a ship\n")
    told.append(of_staging_files(settings))
    assert len(set(told)) == 3


RULES: Final = '''
"""Rules of prizes."""
PRIZE: Final = "prize"
RULES: Final = (
    Rule(name="award.won", needs=("won", "win"), pattern="won (?<value>.+)", examples=("It won.",)),
    Rule(name="award.prize", needs=(PRIZE,), pattern=PRIZE),
    Rule(name="award.any", pattern="award"),
    Rule(name="award.given", needs=("given",), pattern=f"given an? {PRIZE}"),
)


def winners(text: str) -> list[str]:
    return text.split()
'''


PartsOf = Callable[[str], tuple[Part, ...]]


@pytest.fixture
def parts_of(settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> PartsOf:
    """The parts where the code of the rules is so."""
    module = tmp_path / "claims" / "awards.py"
    module.parent.mkdir()
    monkeypatch.setattr(fingerprints, "CODE", tmp_path)

    def parts(code: str) -> tuple[Part, ...]:
        module.write_text(code)
        return of_staging(settings)

    return parts


NEW_RULE: Final = 'RULES: Final = (\n    Rule(name="new", needs=("b",)),'


@pytest.mark.parametrize(
    ("old", "new", "needed"),
    [
        pytest.param("", "", [], id="nothing"),
        pytest.param("It won.", "It wins.", [], id="an example"),
        pytest.param("    return", "    # said so\n    return", [], id="a comment"),
        pytest.param("won (?", "wins (?", ["win", "won"], id="a pattern"),
        pytest.param('("won", "win")', '("took",)', ["took", "win", "won"], id="words"),
        pytest.param("award.won", "award.wins", ["win", "won"], id="a name"),
        pytest.param('Rule(name="award.given"', '# Rule("', ["given"], id="a rule less"),
        pytest.param("RULES: Final = (", NEW_RULE, ["b"], id="a rule more"),
        pytest.param('needs=("given",), ', "", None, id="no words any more"),
        pytest.param('"prize"', '"trophy"', None, id="a constant"),
        pytest.param('pattern="award"', 'pattern="a"', None, id="a rule without words"),
        pytest.param("pattern=PRIZE)", 'pattern="a")', None, id="words that have a name"),
        pytest.param("split()", "split(',')", None, id="a function"),
        pytest.param("RULES: Final", "MORE: Final", None, id="rules by another name"),
    ],
)
def test_a_change_of_code_matters_to_the_documents_with_the_words_that_it_needs(
    old: str, new: str, needed: list[str] | None, parts_of: PartsOf
) -> None:
    assert old in RULES
    before, after = parts_of(RULES), parts_of(RULES.replace(old, new))
    for words in (needed_by_changes(before, after), needed_by_changes(after, before)):
        assert (None if words is None else sorted(words)) == needed
    assert (of_parts(before) == of_parts(after)) == (needed == [])


def test_rules_in_another_order_matter_to_all_documents() -> None:
    one, other, more = Part("a", "1", ("x",)), Part("b", "2", ("y",)), Part("c", "3", ("z",))
    assert needed_by_changes([one, other], [other, one]) is None
    assert needed_by_changes([one, other], [one, more, other]) == frozenset("z")


def test_before_the_first_run_everything_matters(settings: Settings) -> None:
    assert needed_by_changes([], of_staging(settings)) is None


def test_parts_are_rules_with_the_words_that_they_need(settings: Settings) -> None:
    rest, *rules = of_staging(settings)
    known = {rule.name: rule.needs for rule in extraction.RULES}
    assert (rest.name, rest.needs) == ("", ())
    assert len(rules) > len(known) / 3
    assert {part.name: part.needs for part in rules}.items() <= known.items()
