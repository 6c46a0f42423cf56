"""Pages of cinemas, papers and catalogues say in their markup what film they are about."""

from typing import Final

import polars as pl
import pytest

from tests.unit.claims.test_extraction import extracted, said


def page(*scripts: str, body: str = "", head: str = "") -> str:
    """A page with scripts of JSON-LD."""
    tags = "".join(f'<script type="application/ld+json">{script}</script>' for script in scripts)
    return f"<!DOCTYPE html><html><head>{head}{tags}</head><body>{body}</body></html>"


CASES: Final[dict[str, tuple[str, dict[str, list[str]]]]] = {
    "a show names its film, the name of the show does not": (
        page(
            '{"@context":"https://schema.org","@type":"ScreeningEvent","name":"Seniors: Playtime",'
            '"startDate":"2025-03-04T18:10:00+01:00","location":{"@type":"MovieTheater",'
            '"name":"Kino Nord"},"inLanguage":"fr","workPresented":{"@type":"Movie",'
            '"name":"Playtime","duration":"PT2H4M","sameAs":"https://www.imdb.com/title/tt0062136/",'
            '"countryOfOrigin":{"@type":"Country","name":"FR"},'
            '"director":{"@type":"Person","name":"Jacques Tati"}}}'
        ),
        {
            "title": ["Playtime"],
            "imdb_id": ["tt0062136"],
            "runtime_minutes": ["124"],
            "director": ["Jacques Tati"],
            "country": ["France"],
            "language": ["French"],
            "screening": ["2025-03-04T18:10"],
            "venue": ["Kino Nord"],
        },
    ),
    "a show without a work is named after its film": (
        page('{"@type":"ScreeningEvent","name":"Playtime","startDate":"2025-03-04T18:10"}'),
        {"title": ["Playtime"], "screening": ["2025-03-04T18:10"]},
    ),
    "a film in a graph, and its shows in scripts of their own": (
        page(
            '{"@graph":[{"@type":"WebSite","name":"Kino Nord"},{"@type":["Product","Movie"],'
            '"name":"Playtime","dateCreated":"1967","director":"Jacques Tati"}]}',
            '{"@type":"ScreeningEvent","name":"Playtime","startDate":"2025-03-04T18:10"}',
            '{"@type":"ScreeningEvent","name":"Playtime","startDate":"2025-03-05T20:45"}',
        ),
        {
            "title": ["Playtime"],
            "year": ["1967"],
            "director": ["Jacques Tati"],
            "screening": ["2025-03-04T18:10", "2025-03-05T20:45"],
        },
    ),
    "persons as texts, things and parts; companies are none": (
        page(
            '{"@type":"Movie","name":"Playtime","actor":["Jacques Tati",{"@type":"Person",'
            '"name":"Barbara Dennek"},{"@type":"PerformanceRole","characterName":"Nachbarin",'
            '"actor":{"@type":"Person","name":"Rita Maiden"}}],'
            '"producer":{"@type":"Organization","name":"Specta Films"},'
            '"productionCompany":[{"@type":"Organization","name":"Specta Films"},'
            '{"@type":"Organization","name":"Jolly Film"}],"musicBy":"Francis Lemarque"}'
        ),
        {
            "cast": ["Barbara Dennek", "Jacques Tati", "Rita Maiden"],
            "producer": [],
            "credit:composer": ["Francis Lemarque"],
        },
    ),
    "what all users think is no review": (
        page(
            '{"@type":"Movie","name":"Playtime","aggregateRating":{"@type":"AggregateRating",'
            '"ratingValue":"7.8","bestRating":"10","ratingCount":"26000"}}'
        ),
        {"title": ["Playtime"], "rating": []},
    ),
    "a review of a film, with its scale": (
        page(
            '{"@type":"CriticReview","author":{"@type":"Person","name":"Ida Lund"},'
            '"datePublished":"2024-05-06","publisher":{"@type":"Organization","name":"Nordblatt"},'
            '"inLanguage":"de","reviewRating":{"@type":"Rating","worstRating":"1","bestRating":"6",'
            '"ratingValue":"5"},"itemReviewed":{"@type":"Movie","name":"Playtime",'
            '"dateCreated":"1967","author":"Art Buchwald"}}'
        ),
        {
            "title": ["Playtime"],
            "critic": ["Ida Lund"],
            "published_on": ["2024-05-06"],
            "publication": ["Nordblatt"],
            "rating": ["5"],
            "year": ["1967"],
            "writer": ["Art Buchwald"],
            "language": [],
        },
    ),
    "a review of a book is none of a film": (
        page(
            '{"@type":"Review","author":"Ida Lund","reviewRating":{"ratingValue":"5"},'
            '"itemReviewed":{"@type":"Book","name":"Playtime"}}'
        ),
        {"title": []},
    ),
    "the paper did not write the review": (
        page(
            '{"@type":"Review","author":{"@type":"Organization","name":"Nordblatt"},'
            '"itemReviewed":[{"@type":"Movie","name":"Playtime"}]}'
        ),
        {"title": ["Playtime"], "critic": []},
    ),
    "comments, commas too many, a mark of order": (
        page(
            "\ufeff/* made by hand */ {// the film\n"
            '"@type":"Movie","name":"Playtime","url":"https://kino.example/playtime",'
            '"genre":["Comedy",],}'
        ),
        {"title": ["Playtime"], "genre": ["Comedy"]},
    ),
    "entities, where nothing else can be read": (
        page(
            "{&quot;@type&quot;:&quot;Movie&quot;,&quot;name&quot;:&quot;Tom &amp;amp; Ida&quot;}"
        ),
        {"title": ["Tom & Ida"]},
    ),
    "items one after another": (
        page('{"@type":"WebSite","name":"Kino"}\n{"@type":"Movie","name":"Playtime"}'),
        {"title": ["Playtime"]},
    ),
    "microdata: nested things, what machines read before what is seen": (
        page(
            body='<div itemscope itemtype="http://schema.org/Movie">'
            '<h1 itemprop="name">Playtime</h1><meta itemprop="duration" content="P0DT2H4M0S">'
            '<span itemprop="contentRating" content="FSK 6">ab sechs</span>'
            '<p itemprop="director" itemscope itemtype="http://schema.org/Person">'
            '<span itemprop="name">Jacques Tati</span></p>'
            '<div itemprop="review" itemscope itemtype="http://schema.org/Review">'
            '<b itemprop="author">Ida Lund</b><i itemprop="reviewRating" itemscope '
            'itemtype="http://schema.org/Rating"><span itemprop="ratingValue">4</span> of '
            '<span itemprop="bestRating">5</span></i></div></div>'
        ),
        {
            "title": ["Playtime"],
            "runtime_minutes": ["124"],
            "director": ["Jacques Tati"],
            "certificate": ["FSK:6"],
            "critic": ["Ida Lund"],
        },
    ),
    "a page of IMDb is about the film of its address": (
        page(
            head='<title>Playtime (1967) - IMDb</title><meta property="og:type" '
            'content="video.movie"><link rel="canonical" '
            'href="https://www.imdb.com/title/tt0062136/fullcredits">',
            body='<a href="https://www.imdb.com/title/tt0062136/?ref_=x">Playtime</a>'
            "<h4>Directed by</h4><table><tr><td>Jacques Tati</td><td>...</td></tr></table>"
            "<h4>Cast</h4><table><tr><td>Jacques Tati</td><td>...</td><td>Hulot</td></tr></table>",
        ),
        {"title": ["Playtime"], "imdb_id": ["tt0062136"], "director": ["Jacques Tati"]},
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_a_page_says_what_its_markup_says(case: str) -> None:
    text, expected = CASES[case]
    found = extracted(text, "page.html")
    assert {attribute: said(found, attribute) for attribute in expected} == expected


def test_the_best_value_of_a_review_is_the_scale_of_its_rating() -> None:
    text, _ = CASES["a review of a film, with its scale"]
    ratings = extracted(text, "page.html").claims.filter(pl.col("attribute") == "rating")
    assert ratings["detail"].str.json_path_match("$.scale").to_list() == ["6.0"]


def test_a_film_and_its_shows_are_one_film() -> None:
    text, _ = CASES["a film in a graph, and its shows in scripts of their own"]
    assert extracted(text, "page.html").films.height == 1


def test_films_of_one_title_and_two_years_are_two() -> None:
    movie = '{{"@type":"Movie","name":"Nosferatu","dateCreated":"{}"}}'
    assert extracted(page(movie.format(1922), movie.format(1979)), "page.html").films.height == 2


PROGRAMME: Final = """Short Harbour

Sunday 26 January 2025 11:45

  • Directors Max Berg, Ida Lund
  • Germany 2009. 27min

A mouse walks through a wood and meets a bear.

+ The Longer Harbour

Harbour Pictures 2011. Directors Jo Weiland, Uwe Hof. 30min. U

One night the bear walks back, and the mouse looks on.

Total running time 57min
"""


def test_the_films_of_a_programme_share_its_shows_and_nothing_else() -> None:
    claims = extracted(PROGRAMME, "page.txt", publication_kind="cinema").claims

    def of_film(number: int, attribute: str) -> list[str]:
        chosen = claims.filter(pl.col("film_no") == number, pl.col("attribute") == attribute)
        return sorted(chosen.select(pl.coalesce("value_normalised", "value")).to_series())

    for number, expected in enumerate(
        (
            {"director": ["Ida Lund", "Max Berg"], "year": ["2009"], "runtime_minutes": ["27"]},
            {"director": ["Jo Weiland", "Uwe Hof"], "year": ["2011"], "runtime_minutes": ["30"]},
        )
    ):
        assert {attribute: of_film(number, attribute) for attribute in expected} == expected
        assert of_film(number, "screening") == ["2025-01-26T11:45"]
    assert of_film(1, "certificate") == ["BBFC:U"]


def test_teasers_below_an_article_are_not_of_its_film() -> None:
    paragraph = "Playtime is a film in which a man looks for another man in a city of glass. " * 5
    text = f"""# Playtime

{paragraph}

It stars Jacques Tati.

More from Nordblatt

There were great games around stars Ivo Brandt and Tom Grey, starring Ivo Brandt.
"""
    found = extracted(text, "page.md")
    assert said(found, "title") == ["Playtime"]
    assert "Ivo Brandt" not in said(found, "cast")


def test_a_list_of_credits_goes_before_prose() -> None:
    text = PROGRAMME.replace(
        "A mouse walks", "Directed by Ada Brown, who is a guest: a mouse walks"
    )
    assert "Ada Brown" not in said(extracted(text, "page.txt"), "director")


def test_the_site_stands_behind_the_title_of_its_page() -> None:
    head = "<title>Book tickets for Playtime + Q&amp;A | Kino Nord</title>"
    text = page('{"@type":"Movie","name":"Playtime"}', head=head, body="<p>Welcome to Kino Nord")
    assert said(extracted(text, "page.html"), "publication") == ["Kino Nord"]
    alone = page('{"@type":"Movie","name":"Playtime"}', head=head)
    assert said(extracted(alone, "page.html"), "publication") == []


def test_titles_in_tables_of_awards_are_read_as_they_stand() -> None:
    table = "category,film,winner\nBest Sound,Preview: A Love Story,true\nBest Sound,Heat (4K),\n"
    found = extracted(table, "prizes.csv", document_kind="dataset", organisation="Harbour Prize")
    assert said(found, "title") == ["Heat (4K)", "Preview: A Love Story"]


def test_a_row_that_honours_a_person_is_no_film() -> None:
    table = """category,film,film_id,nominee
Best Sound,Playtime,tt0062136,Jacques Maumont
Life's Work,Ida Lund,,Ida Lund
"""
    found = extracted(table, "prizes.csv", document_kind="dataset", organisation="Harbour Prize")
    assert said(found, "title") == ["Playtime"]


def test_the_description_of_a_film_in_markup_is_read_like_prose() -> None:
    text = page('{"@type":"Movie","name":"Playtime","description":"A comedy directed by Ida Lund"}')
    claims = extracted(text, "page.html").claims.filter(pl.col("attribute") == "director")
    assert claims["value"].to_list() == ["Ida Lund"]
    assert claims["detail"].str.json_path_match("$.path").to_list() == ["description"]


def in_microdata(title: str) -> str:
    """A film in the markup of a page, its shows below it without any."""
    return (
        f'<div itemscope itemtype="https://schema.org/Movie"><h2 itemprop="name">{title}</h2>'
        '<p><time itemprop="duration" datetime="PT90M">90 min</time></p></div>'
    )


def test_the_times_below_the_films_of_a_page_are_of_each_where_all_titles_stand_in_its_text() -> (
    None
):
    first, second = in_microdata("Playtime"), in_microdata("Mon oncle")
    head = "<h1>Cartelera del viernes 17 de enero de 2020</h1>"
    shows = f"{first}<p>Sala 1: 17:00 y 22:00</p>{second}<p>Sala 2: 16:45 (VOSE)</p>"

    def of_films(body: str) -> list[tuple[int, str]]:
        claims = extracted(page(body=body), "page.html").claims
        told = claims.filter(pl.col("attribute") == "screening", pl.col("film_no").is_not_null())
        return sorted(told.select("film_no", "value_normalised").rows())

    assert of_films(head + shows) == [
        (0, "2020-01-17T17:00"),
        (0, "2020-01-17T22:00"),
        (1, "2020-01-17T16:45"),
    ]
    unsaid = shows.replace(
        '<h2 itemprop="name">Mon oncle</h2>', '<meta itemprop="name" content="Mon oncle">'
    )
    assert of_films(head + unsaid) == []
