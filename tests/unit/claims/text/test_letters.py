"""Letters: who is written to, and who signs."""

from typing import Any, Final

import polars as pl

from pipelines.claims.structured.fields import FIELD_FOUND
from pipelines.claims.text.letters import credits_of_letters, signatures
from pipelines.claims.text.lines import lines_from

BODY: Final = "\n\n" + "It was a long day at the harbour, and a longer night. " * 4


def written_to(addressee: str, position: str) -> set[str]:
    """The attributes of the credits of a letter to this person."""
    common: dict[str, Any] = dict.fromkeys(FIELD_FOUND, None)
    common |= {"document_id": "d", "record": 0, "record_type": "front_matter"}
    rows = [
        {**common, "attribute": attribute, "value": value}
        for attribute, value in (("addressee", addressee), ("position", position))
    ]
    found = pl.DataFrame(rows, schema=FIELD_FOUND)
    return set(credits_of_letters(found, pl.DataFrame())["attribute"])


def signed(text: str) -> list[str]:
    """The signatures below a text."""
    documents = pl.LazyFrame({"document_id": ["d"], "text": [text]})
    return signatures(lines_from(documents).collect())["value"].to_list()


def test_an_addressee_in_a_main_role_has_it_and_is_a_member_of_the_crew() -> None:
    assert written_to("Ada Brown", "Producer") == {"producer", "credit:producer"}
    assert written_to("Ada Brown", "Actress") == {"cast", "credit:cast"}


def test_an_addressee_in_another_role_is_one_of_the_crew() -> None:
    assert written_to("Ada Brown", "Snake Wrangler") == {"credit:other"}


def test_a_name_below_a_farewell_signs_the_letter() -> None:
    assert signed(f"Dear Jo Smith,{BODY}\n\nSincerely,\n\nAda Brown\n\nVerdict: Airmail") == [
        "Ada Brown"
    ]
    assert signed(f"Dear Jo Smith,{BODY}\n\n**Yours from the front row,**\n\nAda") == ["Ada"]


def test_names_below_each_other_are_no_signature() -> None:
    assert signed(f"# Heat{BODY}\n\nTom Grey,\nAda Brown") == []
