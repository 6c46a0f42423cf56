from collections.abc import Mapping
from datetime import datetime, timedelta

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.identity.registry import Registry, assign_ids, mint
from pipelines.identity.tables import IDS, MEMBERS, REDIRECTS
from tests.unit.identity.rows import NOON, no_ids, with_changes

Clusters = Mapping[str, str]
"""Members, a letter each, by the name of their cluster."""


def assign(
    clusters: Clusters, registry: Registry, *, kind: str = "film", now: datetime = NOON
) -> tuple[dict[str, str], Registry]:
    """The id of each cluster and the registry after; the name is the natural key."""
    rows = [(name, member, name) for name, members in clusters.items() for member in members]
    frame = pl.DataFrame(
        rows,
        schema={"cluster": pl.String(), "member": pl.String(), "natural_key": pl.String()},
        orient="row",
    )
    ids, changes = assign_ids(kind, frame, registry, now=now)
    return dict(ids.select("cluster", "id").iter_rows()), with_changes(registry, changes)


def redirects(registry: Registry) -> dict[str, str]:
    """Where ids that were merged away lead."""
    return dict(registry.redirects.select("old_id", "new_id").iter_rows())


def test_every_cluster_has_an_id_of_its_own() -> None:
    ids, after = assign({"x": "ab", "y": "c"}, no_ids())
    assert ids["x"] != ids["y"]
    assert all(each.startswith("f_") for each in ids.values())
    assert set(after.ids["id"]) == set(ids.values())
    assert after.redirects.is_empty()


def test_ids_survive_a_run_on_the_same() -> None:
    ids, before = assign({"x": "ab", "y": "c"}, no_ids())
    again, after = assign({"x": "ab", "y": "c"}, before, now=NOON + timedelta(days=1))
    assert again == ids
    assert after.ids.equals(before.ids)
    assert after.members.equals(before.members)


def test_only_what_changed_of_the_registry_is_given_back() -> None:
    _, before = assign({"x": "ab", "y": "cde", "z": "f"}, no_ids())
    frame = pl.DataFrame(
        {"cluster": [*"yyyyz"], "member": [*"acdgf"], "natural_key": [*"yyyyz"]},
    )
    _, changes = assign_ids("film", frame, before, now=NOON + timedelta(days=1))
    assert changes.ids.is_empty()
    # Of the members that are away, b goes where its id was led, and e stands as it did.
    assert changes.members["member"].to_list() == ["a", "b", "g"]
    assert changes.redirects.height == 1


def test_ids_survive_other_names_of_clusters_and_another_order() -> None:
    ids, before = assign({"x": "ab", "y": "c"}, no_ids())
    again, _ = assign({"1": "c", "0": "ba"}, before)
    assert again == {"0": ids["x"], "1": ids["y"]}


def test_an_id_survives_new_evidence() -> None:
    ids, before = assign({"x": "a"}, no_ids())
    again, _ = assign({"tt1": "abcdef"}, before)
    assert again["tt1"] == ids["x"]


def test_a_merge_leaves_a_redirect_and_the_larger_part_stays() -> None:
    ids, before = assign({"x": "a", "y": "bc"}, no_ids())
    merged, after = assign({"z": "abc"}, before, now=NOON + timedelta(days=1))
    assert merged["z"] == ids["y"]
    assert redirects(after) == {ids["x"]: ids["y"]}
    assert after.redirects["merged_at"].to_list() == [NOON + timedelta(days=1)]


def test_the_oldest_of_equals_stays() -> None:
    young_first, before = assign({"y": "b"}, no_ids(), now=NOON)
    ids, both = assign({"y": "b", "a": "a"}, before, now=NOON + timedelta(days=1))
    merged, _ = assign({"a": "ab"}, both)
    assert ids["y"] == young_first["y"]
    assert merged["a"] == ids["y"]


def test_chains_of_merges_are_led_on() -> None:
    ids, first = assign({"x": "a", "y": "bc", "z": "defgh"}, no_ids())
    _, second = assign({"y": "abc", "z": "defgh"}, first)
    _, third = assign({"z": "abcdefgh"}, second)
    assert redirects(third) == {ids["x"]: ids["z"], ids["y"]: ids["z"]}


def test_the_larger_part_of_a_split_keeps_the_id() -> None:
    ids, before = assign({"x": "abc"}, no_ids())
    split, after = assign({"small": "a", "large": "bc"}, before)
    assert split["large"] == ids["x"]
    assert split["small"] not in before.ids["id"]
    assert after.redirects.is_empty()


def test_no_id_is_used_again() -> None:
    ids, first = assign({"x": "a", "y": "bc"}, no_ids())
    _, merged = assign({"y": "abc"}, first)
    again, after = assign({"x": "q", "y": "abc"}, merged)
    assert again["x"] not in ids.values()
    assert redirects(after)[ids["x"]] == ids["y"]


def test_what_is_gone_for_a_run_has_its_id_when_it_comes_back() -> None:
    ids, first = assign({"x": "a", "y": "b"}, no_ids())
    _, without = assign({"y": "b"}, first)
    again, _ = assign({"x": "a", "y": "b"}, without)
    assert again == ids


def test_what_was_away_during_a_merge_follows_it() -> None:
    ids, first = assign({"x": "ab", "y": "cde"}, no_ids())
    _, merged = assign({"z": "acde"}, first)
    again, after = assign({"x": "b"}, merged)
    assert again["x"] == ids["y"]
    assert redirects(after) == {ids["x"]: ids["y"]}


def test_kinds_do_not_meet() -> None:
    films, before = assign({"x": "a"}, no_ids())
    people, after = assign({"x": "a"}, before, kind="person")
    assert people["x"].startswith("p_")
    assert after.ids.height == 2
    again, _ = assign({"x": "a"}, after)
    assert again == films


def test_the_registry_fits_its_tables() -> None:
    _, before = assign({"x": "a", "y": "bc"}, no_ids())
    _, after = assign({"y": "abc"}, before)
    assert after.ids.schema == IDS.polars_schema
    assert after.members.schema == MEMBERS.polars_schema
    assert after.redirects.schema == REDIRECTS.polars_schema
    for table, frame in ((IDS, after.ids), (MEMBERS, after.members), (REDIRECTS, after.redirects)):
        assert not frame.select(table.key).is_duplicated().any()


@pytest.mark.parametrize("taken", [0, 1, 2])
def test_a_taken_id_is_passed_over(taken: int) -> None:
    ids: set[str] = set()
    for _ in range(taken):
        ids.add(mint("film", "x", ids))
    assert len(ids) == taken
    assert mint("film", "x", ids) not in ids


partitions = st.lists(st.integers(0, 5), min_size=8, max_size=8)
"""Which cluster each of eight members is in; those of the last are away."""


@given(runs=st.lists(partitions, min_size=1, max_size=5))
@settings(max_examples=60, deadline=None)
def test_whatever_happens_ids_are_kept_minted_once_and_findable(runs: list[list[int]]) -> None:
    registry = no_ids()
    ever: set[str] = set()
    for run in runs:
        clusters: dict[str, str] = {}
        for member, cluster in zip("abcdefgh", run, strict=True):
            if cluster < 5:
                clusters[str(cluster)] = clusters.get(str(cluster), "") + member
        ids, after = assign(clusters, registry)
        used, led = set(ids.values()), redirects(after)
        assert len(used) == len(ids)
        fresh = set(after.ids["id"]) - set(registry.ids["id"])
        assert not fresh & ever
        ever |= fresh
        assert ever == set(after.ids["id"])
        # Every id that anybody ever saw is in use, leads to one that is, or its members are away.
        away = set(
            after.members.filter(~pl.col("member").is_in(list("".join(clusters.values()))))["id"]
        )
        assert all(led.get(each, each) in used | away for each in ever)
        assert not used & set(led)
        assert not set(after.members["id"]) & set(led)
        registry = after


@given(run=partitions, order=st.permutations(range(8)))
@settings(max_examples=60, deadline=None)
def test_a_new_registry_gives_the_same_ids_in_any_order(run: list[int], order: list[int]) -> None:
    members = list(zip("abcdefgh", run, strict=True))
    frames = []
    for rows in (members, [members[place] for place in order]):
        clusters: dict[str, str] = {}
        for member, cluster in rows:
            clusters[str(cluster)] = clusters.get(str(cluster), "") + member
        ids, after = assign(clusters, no_ids())
        frames.append((ids, after.ids.rows(), after.members.rows()))
    assert frames[0] == frames[1]
