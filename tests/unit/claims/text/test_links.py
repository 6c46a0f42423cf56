"""Links to IMDb, in every notation that texts use."""

import polars as pl
import pytest

from pipelines.claims.text.lines import lines_from
from pipelines.claims.text.links import imdb_links

ADDRESS = "https://www.imdb.com/title/tt0000001/"


@pytest.mark.parametrize(
    "text",
    [
        f"I saw [Two Hats]({ADDRESS}) today.",
        f"I saw [_Two Hats_]({ADDRESS}) today.",
        f"- [X] [[{ADDRESS}][Two Hats]]",
        f"I saw `Two Hats <{ADDRESS}>`_ today.",
        f"I saw `Two Hats`_ today.\n\n.. _Two Hats: {ADDRESS}",
        f'I saw <a href="{ADDRESS}">Two Hats</a> today.',
        'I saw <span data-imdb-id="tt0000001">_Two Hats_</span> today.',
        f"- Two Hats (1925) {ADDRESS}",
    ],
)
def test_a_linked_title_is_found_where_it_stands(text: str) -> None:
    lines = lines_from(pl.LazyFrame({"document_id": ["d"], "text": [text]})).collect()

    (link,) = imdb_links(lines).iter_rows(named=True)

    assert (link["candidate"].removesuffix(" (1925)"), link["imdb_id"]) == ("Two Hats", "tt0000001")
    assert text[link["span_start"] : link["span_end"]] == link["candidate"]


def test_links_to_persons_are_none() -> None:
    text = "[Ida Moss](https://www.imdb.com/name/nm0000001/)"
    lines = lines_from(pl.LazyFrame({"document_id": ["d"], "text": [text]})).collect()

    assert imdb_links(lines).is_empty()
