from datetime import UTC, datetime

from pipelines.landing.ledger import Ledger, reconcile, replaced_files, seen_files
from pipelines.landing.tables import FILES

NOW = datetime(2026, 1, 1, tzinfo=UTC)


def _file(uri: str, document_id: str, *, is_current: bool = True) -> dict[str, object]:
    return {
        "source": "a",
        "uri": uri,
        "document_id": document_id,
        "bytes": 1,
        "stamp": None,
        "first_seen_at": NOW,
        "last_seen_at": NOW,
        "is_current": is_current,
    }


def test_a_file_whose_content_the_ledger_has_not_is_unaccounted_for() -> None:
    files = FILES.from_rows([_file("x/a", "1")])
    told = reconcile(files, Ledger.empty().documents)
    assert not told.is_balanced
    assert str(told) == "1 seen = 0 parsed + 0 duplicate + 0 rejected, but 1 unaccounted for"


def test_a_place_that_was_not_found_stays_current() -> None:
    known = FILES.from_rows([_file("x/a", "1"), _file("x/b", "2")])
    found = known.filter(known["uri"] == "x/a").select("source", "uri", "document_id")
    assert replaced_files(known, found).is_empty()


def test_only_the_current_content_of_a_place_is_replaced() -> None:
    known = FILES.from_rows([_file("x/a", "1", is_current=False), _file("x/a", "2")])
    found = FILES.from_rows([_file("x/a", "3")]).select("source", "uri", "document_id")
    assert replaced_files(known, found).select("document_id", "is_current").rows() == [("2", False)]


def test_a_file_found_twice_in_a_run_is_one_row() -> None:
    found = FILES.from_rows([_file("x/a", "1"), _file("x/a", "1")]).select(
        "source", "uri", "document_id", "bytes", "stamp"
    )
    rows = seen_files(FILES.empty(), found, NOW)
    assert rows.height == 1
