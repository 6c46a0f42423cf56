"""Words of a table are found as they stand, however much they begin alike."""

import re

import pytest

from pipelines.claims.text.alternatives import alternatives
from pipelines.claims.text.labels import FACTS, ROLES

WORDS = ("edit", "editor", "editors", "edited by", "éditeur", "dir.", "dir", "(dop)", "co-writer")


@pytest.mark.parametrize("words", [WORDS, ROLES["label"].to_list(), FACTS["label"].to_list()])
def test_every_word_is_found_whole(words: tuple[str, ...]) -> None:
    pattern = re.compile(alternatives(words))
    assert [word for word in words if not pattern.fullmatch(word)] == []


def test_of_words_that_begin_alike_the_longest_is_found() -> None:
    found = re.findall(alternatives(WORDS), "edited  by two editors, the editor of the edit")
    assert found == ["edited  by", "editors", "editor", "edit"]


@pytest.mark.parametrize("other", ["edito", "editeds", "dirx", "dop", "co", ""])
def test_what_words_begin_with_in_common_is_no_word(other: str) -> None:
    assert re.fullmatch(alternatives(WORDS), other) is None
