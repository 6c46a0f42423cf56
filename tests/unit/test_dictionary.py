"""The data dictionary says what the declarations say, and stays true without anybody's care."""

from pipelines.settings import PROJECT_ROOT
from tests.dictionary import dictionary_lines

PAGE = PROJECT_ROOT / "docs" / "dictionary.md"


def test_the_page_is_what_the_declarations_say() -> None:
    remedy = "out of date: python -m tests.dictionary > docs/dictionary.md"
    assert PAGE.read_text(encoding="utf-8").splitlines() == list(dictionary_lines()), remedy


def test_variables_and_shared_texts_are_put_in() -> None:
    assert not [line for line in dictionary_lines() if "{{" in line]
