"""Fields say the same under many names: of parents, of lists, in the language of the site."""

import json

import pytest

from tests.unit.claims.test_extraction import extracted, said


def _post(front: str) -> str:
    return f"---\n{front}\n---\nA film about a ferry.\n"


@pytest.mark.parametrize(
    ("front", "attribute", "values"),
    [
        ("titel: Die Fähre\nkamera: Jo Smith", "credit:cinematographer", ["Jo Smith"]),
        ("titre: Le Bac\nannee: 1991\nmontage: Jo Smith", "credit:editor", ["Jo Smith"]),
        ("titulo: El barco\ndireccion: Ada Brown\nguion: Tom Grey", "writer", ["Tom Grey"]),
        ("titolo: Il traghetto\nregia: Ada Brown\ndurata: 98 min", "runtime_minutes", ["98"]),
        ("titel: Die Fähre\nregie: Ada Brown\nautor: Mary Major", "critic", ["Mary Major"]),
        ("title: The Ferry\nyear: 1991\npersonalRating: 7", "rating", ["7"]),
        ("title: The Ferry\nyear: 1991\nimage: /img/ferry.jpg", "credit:cinematographer", []),
    ],
)  # fmt: skip
def test_a_field_by_the_label_of_a_data_line_means_what_the_label_means(
    front: str, attribute: str, values: list[str]
) -> None:
    assert said(extracted(_post(front)), attribute) == values


def test_the_title_of_the_film_is_not_that_of_the_post() -> None:
    film = "film:\n  title: The Ferry\n  year: 1991\n  cast:\n    - Jo Smith"
    found = extracted(_post(f"title: Notes from the pier\n{film}"))
    assert found.films["title"].to_list() == ["The Ferry"]
    assert said(found, "cast") == ["Jo Smith"]


def test_a_post_without_another_title_is_called_by_its_own() -> None:
    found = extracted(_post("title: The Ferry\nfilm:\n  year: 1991\n  director: Ada Brown"))
    assert found.films["title"].to_list() == ["The Ferry"]


def test_the_members_of_a_crew_have_the_parts_that_stand_beside_their_names() -> None:
    film = {
        "title": "The Ferry",
        "release_date": "1991-03-02",
        "genres": [{"id": 1, "name": "Drama"}],
        "production_countries": [{"iso_3166_1": "NO", "name": "Norway"}],
        "credits": {
            "cast": [{"name": "Jo Smith", "character": "The mate"}],
            "crew": [
                {"name": "Ada Brown", "job": "Director"},
                {"name": "Tom Grey", "job": "Dolly Pusher"},
            ],
        },
    }
    found = extracted(json.dumps(film), "ferry.json")
    assert found.films["title"].to_list() == ["The Ferry"]
    assert said(found, "director") == ["Ada Brown"]
    assert said(found, "cast") == ["Jo Smith"]
    assert said(found, "genre") == ["Drama"]
    assert said(found, "country") == ["Norway"]
    assert said(found, "year") == ["1991"]


def test_the_year_of_a_release_yields_to_that_of_the_film() -> None:
    rows = [{"title": "The Ferry", "year": 1990, "release_date": "1991-03-02"}]
    assert said(extracted(json.dumps(rows), "films.json"), "year") == ["1990"]


def test_an_object_with_a_title_that_lists_things_without_one_is_a_film() -> None:
    ratings = [{"Source": "A Site", "Value": "6/10"}]
    film = {"Title": "The Ferry", "Year": "1991", "Ratings": ratings}
    found = extracted(json.dumps(film), "ferry.json")
    assert found.films["title"].to_list() == ["The Ferry"]
    assert said(found, "year") == ["1991"]


def test_a_list_with_a_name_of_its_own_is_no_film() -> None:
    tree = {"title": "Best of 1991", "films": [{"title": "The Ferry", "year": 1991}]}
    assert extracted(json.dumps(tree), "list.json").films["title"].to_list() == ["The Ferry"]


def test_the_name_of_a_column_may_tell_the_best_rating() -> None:
    table = "Title,Director,Minutes,Score (of 5)\nThe Ferry,Ada Brown,98,4\n"
    found = extracted(table, "films.csv")
    rating = next(row for row in found.claims.iter_rows(named=True) if row["attribute"] == "rating")
    assert json.loads(rating["detail"])["scale"] == 5
    assert said(found, "runtime_minutes") == ["98"]


def test_the_shows_of_a_film_stand_in_a_list() -> None:
    film = "name: The Ferry\n    director: Ada Brown\n    showings:\n      - 2023-09-08T18:00\n"
    found = extracted(f"films:\n  - {film}", "week.yml")
    assert said(found, "screening") == ["2023-09-08T18:00"]


def test_tables_of_awards_are_read_in_other_languages() -> None:
    table = (
        "annee;prix;categorie;film;personne;laureat\n"
        "2021;César;Meilleur film;Le Bac;;oui\n"
        "2021;César;Meilleur film;Le Quai;;non\n"
    )
    found = extracted(table, "prix.csv")
    details = [
        json.loads(row["detail"])
        for row in found.claims.iter_rows(named=True)
        if row["attribute"] == "award"
    ]
    assert sorted(detail["result"] for detail in details) == ["nominated", "won"]
    assert {detail["organisation"] for detail in details} == {"César Awards"}


def test_each_show_of_a_list_has_the_time_beside_its_day() -> None:
    shows = [
        {"date": "2023-09-08", "time": "18:00", "venue": "Kino Nord"},
        {"date": "2023-09-09", "time": "20:30", "venue": "Kino Nord"},
    ]
    film = {"title": "The Ferry", "director": "Ada Brown", "screenings": shows, "cast": ["Jo Hay"]}
    found = extracted(json.dumps(film), "ferry.json")
    assert said(found, "screening") == ["2023-09-08T18:00", "2023-09-09T20:30"]


def test_a_label_in_a_cell_of_its_own_has_its_value_beside_it() -> None:
    page = (
        "<html><body><h1>The Ferry</h1><table><tr><th>Director</th><td>Ada Brown</td></tr>"
        "<tr><th>Cast</th><td>Jo Smith, Tom Grey</td></tr>"
        "<tr><th>Running time</th><td>98 mins</td></tr></table><p>A film.</p></body></html>"
    )
    found = extracted(page, "ferry.html")
    assert said(found, "director") == ["Ada Brown"]
    assert said(found, "cast") == ["Jo Smith", "Tom Grey"]


def test_a_name_alone_between_title_and_data_is_the_director() -> None:
    page = "# The Ferry\n\nAda Brown\n\nNorway | 2020 | 88 min\n\nThree brothers go back.\n"
    found = extracted(page, "ferry.txt")
    assert said(found, "director") == ["Ada Brown"]
    assert said(found, "original_title") == []


def test_a_table_of_goods_has_no_films() -> None:
    table = "sku,name,category,price,stock,rating\n1,Director's chair,Furniture,49.00,12,4.5\n"
    assert extracted(table, "goods.csv").films.is_empty()


def test_the_length_of_an_episode_is_not_that_of_its_film() -> None:
    front = "title: The Ferry\nyear: 1991\nduration: '1:23:41'"
    assert said(extracted(_post(front)), "runtime_minutes") == ["83"]
    assert said(extracted(_post(f"{front}\naudio: /87.mp3")), "runtime_minutes") == []


def test_days_in_a_table_are_those_of_reviews_where_it_rates_films() -> None:
    table = "Title,Year,Date,Rating\nThe Ferry,1991,2020-03-04,7\nRain,1998,2020-03-05,6\n"
    assert said(extracted(table, "log.csv"), "published_on") == ["2020-03-04", "2020-03-05"]
    seen = table.replace("Rating", "Seats")
    assert said(extracted(seen, "log.csv"), "published_on") == []


def test_a_prize_is_a_category_unless_there_is_a_column_of_those() -> None:
    table = "Prize,Film,Director\nGrand Prix,The Ferry,Ada Brown\nJury Prize,Rain,Jo Roe\n"
    details = [
        json.loads(text)
        for text in extracted(table, "p.csv").claims.filter(attribute="award")["detail"]
    ]
    assert [detail["category"] for detail in details] == ["Grand Prix", "Jury Prize"]
