import polars as pl

from pipelines.identity.reach import film_keys, reached
from tests.unit.identity.rows import film, films


def test_films_meet_under_titles_without_their_subtitles_and_under_ids() -> None:
    told = film_keys(
        films(
            film("a", "Léon: The Professional", 1994, imdb_id="tt0110413"),
            film("b", "The Leon", 1994),
        )
    )
    keys: dict[str, set[str]] = {}
    for document_id, key in told.select("document_id", "key").iter_rows():
        keys.setdefault(document_id, set()).add(key)
    assert keys == {"a": {"leon the professional", "leon", "tt0110413"}, "b": {"leon"}}


def test_films_without_a_title_meet() -> None:
    nameless = film("a", "") | {"title": None, "titles": []}
    told = film_keys(films(nameless, film("b", "***"), film("c", "Ida")))
    shared = told.filter(pl.col("key").is_duplicated())
    assert shared["document_id"].to_list() == ["a", "b"]


def test_what_no_chain_leads_to_is_not_reached() -> None:
    told = pl.DataFrame(
        {"document_id": list("abbcd"), "film_no": [0, 0, 0, 1, 0], "key": list("xxyyz")}
    )
    begin = pl.DataFrame({"document_id": ["a", "gone"], "film_no": [0, 0]})
    found = reached(told, begin).sort("document_id")
    assert found.rows() == [("a", 0), ("b", 0), ("c", 1), ("gone", 0)]
