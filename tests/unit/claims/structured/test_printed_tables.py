"""Tables that texts print, with a head, are read as rows of a data file are."""

import json

import pytest

from tests.unit.claims.test_extraction import extracted, said

LOG = """# The first week

| Day | Film | Year | Director | Rating |
|:---:|------|------|----------|-------:|
| 1 | *Rain* | 1961 | Ada Brown | 5/5 |
| 2 | [Snow](https://example.org/snow) | 1998 | Jo Roe, Al Hay | 3.5/5 |
"""
PROGRAMME = """<h1>May</h1><table><tr><th>Date</th><th>Time</th><th>Film</th><th>Director</th></tr>
<tr><td rowspan="2">12 May 2017</td><td>18:00</td><td>Rain</td><td>Ada Brown</td></tr>
<tr><td>20:45</td><td>Snow</td><td>Jo Roe</td></tr></table>"""
PRIZES = """<h1>2016 Lakeland Film Awards</h1>
<table><tr><th>Category</th><th>Winner</th><th>Film</th></tr>
<tr><td>Best Picture</td><td></td><td>Rain</td></tr>
<tr><td>Best Actress</td><td>Ada Brown</td><td>Snow</td></tr></table>"""
NOMINEES = "<p>The nominees</p>" + PRIZES.replace("Winner", "Nominee(s)")


def test_the_rows_of_a_table_are_films() -> None:
    found = extracted(LOG)
    assert found.films["title"].to_list() == ["Rain", "Snow"]
    assert said(found, "director") == ["Ada Brown", "Al Hay", "Jo Roe"]
    assert said(found, "rating") == ["3.5", "5"]


def test_a_cell_says_where_it_stands() -> None:
    titles = extracted(LOG).claims.filter(rule="field.title")
    spans = titles.select("value", "span_start", "span_end").iter_rows()
    assert all(LOG[start:end] == value for value, start, end in spans)


def test_a_day_that_reaches_over_rows_is_that_of_each_show() -> None:
    found = extracted(PROGRAMME, "may.html")
    assert said(found, "screening") == ["2017-05-12T18:00", "2017-05-12T20:45"]


@pytest.mark.parametrize(("page", "result"), [(PRIZES, "won"), (NOMINEES, "nominated")])
def test_a_table_of_prizes_tells_who_won_what(page: str, result: str) -> None:
    found = extracted(page, "prizes.html")
    assert said(found, "cast") == ["Ada Brown"]
    details = [json.loads(text) for text in found.claims.filter(attribute="award")["detail"]]
    assert {detail["organisation"] for detail in details} == {"Lakeland Film Awards"}
    assert {detail["result"] for detail in details} == {result}


@pytest.mark.parametrize(
    "text",
    [
        "Film | Bar | Shop\nOpen | Closed | Open\nNo | No | No\n",
        LOG.replace("Film", "Beer").replace("Director", "Brewer"),
        f"---\ntitle: Rain\nyear: 1961\ndirector: Ada Brown\nrating: 4\n---\n\n{LOG}",
    ],
)
def test_other_tables_are_left_alone(text: str) -> None:
    assert "Snow" not in extracted(text).films["title"].to_list()
