"""Documents become claims that say where they stand, and films, profiles and sources agree."""

from typing import Any, Final

import polars as pl
import pytest

from pipelines.claims.extraction import SOURCES, Extraction, extract
from pipelines.claims.tables import CLAIMS
from pipelines.reading.documents import read
from pipelines.reading.tables import FIELDS

LISTING: Final = """Harbour House Cinema

# Ein Tag am Meer

## A Day at Sea

A quiet film about two sisters and a boat.

Tuesday 4 March 2025

18:10

20:45

  • Director Ada Brown
  • With Jo Smith, Tom Grey
  • Germany 1991. 97min
  • Certificate 15
"""
POST: Final = """---
title: Ein Tag am Meer
slug: ein-tag-am-meer-1991
stars: 4
author: Mary Major
tags: [drama, TIFF 2013]
description: "In the film two sisters row out, the elder (Jo Smith) in a coat that is not hers."
---
_Ein Tag am Meer_ is a documentary by Ada Brown. Tom Grey plays a sailor who cannot swim.
"""
LETTER_IN_LINES: Final = """# Long Harbour

Long Harbour is a windy film about the sea, starring Ada
Brown and Tom Grey, who sing and row and quarrel for the
better part of three hours; it was directed by Jo Ann Smith.
"""


def extracted(text: str, name: str = "post.md", **source: Any) -> Extraction:
    """What a single document of a source says."""
    result = read(text.encode(), name)
    documents = pl.DataFrame(
        {"document_id": ["d"], "source": ["s"], "uri": [f"docs/{name}"], "text": [result.text]}
    )
    rows = [
        ("d", f.record, f.record_type, f.path, f.key, f.position, f.value, f.span_start, f.span_end)
        for f in result.fields
    ]
    fields = pl.DataFrame(rows, schema=FIELDS.polars_schema, orient="row")
    told = {name: source.get(name) for name in SOURCES} | {"source": "s"}
    sources = pl.DataFrame([told], schema=SOURCES)
    own = pl.DataFrame(schema={"source": pl.String, "key": pl.String, "attribute": pl.String})
    return extract(documents, fields, sources, own)


def said(extraction: Extraction, attribute: str) -> list[str]:
    """The values of an attribute, what they mean before what is printed, sorted."""
    claims = extraction.claims.filter(pl.col("attribute") == attribute)
    return sorted(claims.select(pl.coalesce("value_normalised", "value")).to_series().to_list())


@pytest.mark.parametrize("text", [LISTING, POST, LETTER_IN_LINES, "Nothing."])
def test_claims_fit_their_table_and_quote_the_text(text: str) -> None:
    claims = extracted(text, publication="Gazette", publication_kind="cinema").claims
    assert claims.schema == CLAIMS.polars_schema
    assert claims["claim_id"].is_unique().all()
    for row in claims.iter_rows(named=True):
        if row["span_start"] is None:
            assert '"path"' in row["detail"]
        else:
            assert text[row["span_start"] : row["span_end"]][:200] == row["quote"]


def test_a_listing_says_its_credits_facts_and_screenings() -> None:
    found = extracted(LISTING, "listing.txt", publication_kind="cinema")
    assert said(found, "director") == ["Ada Brown"]
    assert said(found, "cast") == ["Jo Smith", "Tom Grey"]
    assert said(found, "alternative_title") == ["A Day at Sea"]
    assert said(found, "runtime_minutes") == ["97"]
    assert said(found, "certificate") == ["BBFC:15"]
    assert said(found, "screening") == ["2025-03-04T18:10", "2025-03-04T20:45"]


@pytest.mark.parametrize(
    ("country", "expected"), [(None, "BBFC:15"), ("GB", "BBFC:15"), ("DE", "FSK:15")]
)
def test_an_age_limit_has_the_system_of_the_country(country: str | None, expected: str) -> None:
    found = extracted(LISTING, "listing.txt", publication_kind="cinema", country=country)
    assert said(found, "certificate") == [expected]


def test_the_publication_of_the_source_ranks_below_a_printed_one() -> None:
    page = (
        '<script type="application/ld+json">{"@type": "Movie", "name": "Harbour", '
        '"publisher": {"name": "The Lantern"}}</script><p>A film about boats.</p>'
    )
    claims = extracted(page, "page.html", publication="Gazette").claims
    named = claims.filter(pl.col("attribute") == "publication").sort("confidence")
    assert named["value"].to_list() == ["Gazette", "The Lantern"]
    assert named["rule"].to_list()[0] == "source.publication"


def test_front_matter_and_its_prose_are_read() -> None:
    found = extracted(POST, "2013-09-16-ein-tag.md", publication_kind="blog")
    assert said(found, "year") == ["1991"]
    assert said(found, "cast") == ["Jo Smith", "Tom Grey"]
    assert said(found, "festival") == ["Toronto International Film Festival"]
    assert said(found, "published_on") == ["2013-09-16"]
    assert said(found, "director") == ["Ada Brown"]


def test_a_name_broken_over_two_lines_is_one_name() -> None:
    found = extracted(LETTER_IN_LINES, "review.txt", publication_kind="newspaper")
    assert "Ada Brown" in said(found, "cast")
    assert said(found, "director") == ["Jo Ann Smith"]


FAREWELL: Final = """---
title: Long Harbour
addressee: Jo Smith
position: Herself
stars: 3
author: Mary Major
---
Dear Jo Smith, you are the best of them, and the sea does the rest of it for you, day and night.

The film has a fine cast, with Ada Brown as the cook and Tom Grey as a captain who cannot swim.
"""


def test_a_letter_to_an_actor_is_no_list_of_the_cast() -> None:
    found = extracted(FAREWELL)
    assert said(found, "cast") == ["Ada Brown", "Jo Smith", "Tom Grey"]
    assert said(found, "credit:cast") == ["Jo Smith"]


def test_the_film_of_an_actor_is_not_directed_by_him() -> None:
    text = POST.replace("is a documentary by Ada Brown. ", "is Tom Grey’s movie from the start. ")
    found = extracted(text, publication_kind="blog")
    assert said(found, "cast") == ["Jo Smith", "Tom Grey"]
    assert said(found, "director") == []


def test_a_document_without_a_film_says_nothing_of_films() -> None:
    found = extracted(
        "Shares rose. Director Ada Brown resigned.", "news.txt", publication="Gazette"
    )
    assert found.films.is_empty()
    assert said(found, "director") == []
    assert said(found, "publication") == ["Gazette"]


PROGRAMME: Final = """Harbour House
Programme for March

Friday, March 7, 2025 - 7:00 PM & 9:15 PM
A DAY AT SEA
Ada Brown, 1958, 111 min, 35mm
Two sisters row out.

Saturday, March 8, 2025 - 5:00 PM
LONG HARBOUR
Jo Smith, 1945, 68 min, DCP
A ferry does not leave.
"""


def test_a_show_above_a_title_is_of_the_film_below() -> None:
    found = extracted(PROGRAMME, "march.txt")
    shows = found.claims.filter(pl.col("attribute") == "screening")
    by_film = shows.join(found.films, on=["document_id", "film_no"]).select(
        "title", "value_normalised"
    )
    assert sorted(by_film.iter_rows()) == [
        ("A DAY AT SEA", "2025-03-07T19:00"),
        ("A DAY AT SEA", "2025-03-07T21:15"),
        ("LONG HARBOUR", "2025-03-08T17:00"),
    ]


def test_the_year_behind_the_title_of_a_post_is_that_of_the_film() -> None:
    post = "---\ntitle: Long Harbour (1945)\ndate: 2020-01-02\n---\nA film about a ferry.\n"
    assert said(extracted(post), "year") == ["1945"]


def test_the_stars_behind_the_title_of_a_post_are_its_rating() -> None:
    found = extracted('---\ntitle: "Long Harbour, 1945 - ★★★½"\n---\nA film about a ferry.\n')
    assert found.films["title"].to_list() == ["Long Harbour"]
    assert said(found, "rating") == ["3.5"]


def test_a_programme_may_print_lengths_in_hours_between_dashes() -> None:
    listing = (
        "Cinéma Le Phare – Brest\nProgramme du 19 au 25 juillet 2023\n\n"
        "LE BAC\nDe Ada Brown\nAvec Jo Smith, Tom Grey\nTurquie – 3h17 – VOSTF\n"
        "Un passeur attend.\nMercredi 19 juillet 2023 : 20h\n\n"
        "LE QUAI\nDe Al Fry Roe\nAvec Jo Hay, Mary Major\nComédie – France – 1h07\n"
        "Un spectateur se lève.\nJeudi 20 juillet 2023 : 21h\n"
    )
    found = extracted(listing, "juillet.txt")
    assert found.films["title"].to_list() == ["LE BAC", "LE QUAI"]
    assert said(found, "runtime_minutes") == ["197", "67"]
    assert said(found, "screening") == ["2023-07-19T20:00", "2023-07-20T21:00"]
