"""Runs over addresses: what is had, what is kept, and what is said of what could not be had."""

import io
import subprocess
import zipfile
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import polars as pl
import pytest

from tests.landings import START, House
from tests.servers import Page, Site, serving

FEED = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:letterboxd="https://letterboxd.com"><channel>
<title>The Harbour Notebook</title><link>https://notebook.example/</link>
{entries}
</channel></rss>"""
ENTRY = """<item><title>{title}</title><link>https://notebook.example/{name}</link>
<guid>https://notebook.example/{name}</guid><pubDate>Sat, 03 Feb 2024 10:00:00 GMT</pubDate>
<author>ann@notebook.example (Ann Bo)</author>
<letterboxd:filmTitle>{title}</letterboxd:filmTitle><letterboxd:memberRating>4.0</letterboxd:memberRating>
<description><![CDATA[<p>Snow on {title}.</p><script>alert(1)</script>]]></description></item>"""


@pytest.fixture
def house(tmp_path: Path) -> House:
    return House(tmp_path)


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as site:
        yield site


def test_a_page_is_had_once_and_again_when_it_changed(house: House, site: Site) -> None:
    site.pages["/ida.md"] = Page(b"Ida", etag='"1"')
    house.paths = [site.address("/ida.md")]
    assert house.land().read() == ["Ida"]
    assert house.land().read() == []
    assert site.statuses() == [200, 304]
    assert house.days_seen() == {site.address("/ida.md"): 1}
    site.pages["/ida.md"] = Page(b"Ida, again", etag='"2"')
    assert house.land().read() == ["Ida, again"]
    assert house.land().read() == []
    assert site.statuses() == [200, 304]
    assert house.statuses() == {site.address("/ida.md"): "parsed"}


def test_new_rules_have_the_bytes_again(house: House, site: Site) -> None:
    site.pages["/ida.md"] = Page(b"Ida", etag='"1"')
    house.paths = [site.address("/ida.md")]
    house.land("1")
    assert house.land("2").read() == ["Ida"]
    assert house.land("2").read() == []
    assert site.statuses() == [200, 200, 304]


def test_a_server_that_marks_nothing_is_asked_for_everything(house: House, site: Site) -> None:
    site.pages["/ida.md"] = Page(b"Ida")
    house.paths = [site.address("/ida.md")]
    house.land()
    assert house.land().read() == []
    assert site.statuses() == [200, 200]
    assert house.days_seen() == {site.address("/ida.md"): 1}


def test_what_cannot_be_reached_stays_as_it_was_and_is_told(house: House, site: Site) -> None:
    page = site.pages["/ida.md"] = Page(b"Ida", etag='"1"')
    site.pages["/ten.md"] = Page(b"Ten", etag='"1"')
    house.paths = [site.address("/ida.md"), site.address("/ten.md")]
    house.land()
    page.status = 500
    house.land()
    assert house.faults() == [
        f"{site.address('/ida.md')}: cannot be read: HTTP 500 Internal Server Error"
    ]
    assert set(house.statuses().values()) == {"parsed"}
    assert house.days_seen() == {site.address("/ida.md"): 0, site.address("/ten.md"): 1}
    house.land()
    row = house.ledger.downloads.row(
        by_predicate=pl.col("uri") == site.address("/ida.md"), named=True
    )
    assert row["unreachable_since"] == START + timedelta(days=1)
    assert "HTTP 500" in row["fault"]
    page.status = 200
    site.requests.clear()
    assert house.land().read() == []
    assert site.statuses() == [304, 304]
    assert house.ledger.downloads["fault"].to_list() == [None, None]
    assert house.ledger.downloads["unreachable_since"].to_list() == [None, None]
    assert house.days_seen()[site.address("/ida.md")] == 3


def test_what_was_never_had_is_in_the_ledger_with_its_reason_until_it_is(
    house: House, site: Site
) -> None:
    house.paths = [site.address("/ida.md"), f"feed::{site.address('/feed.xml')}"]
    assert set(house.land().statuses().values()) == {"rejected"}
    reasons = house.ledger.documents["status_reason"].to_list()
    assert all("HTTP 404 Not Found" in reason for reason in reasons)
    site.pages["/ida.md"] = Page(b"Ida")
    site.pages["/feed.xml"] = Page(_feed("Ten"))
    assert set(house.land().statuses().values()) == {"parsed"}


def test_one_server_that_is_down_is_not_asked_for_every_file(house: House, site: Site) -> None:
    house.paths = [site.address(f"/{number}.md") for number in range(6)]
    for number in range(6):
        site.pages[f"/{number}.md"] = Page(status=503)
    house.bound(download_attempts=2)
    house.land()
    assert len(site.statuses()) == 3 * 2
    assert "not tried" in house.faults()[-1]


def test_an_archive_is_downloaded_once_for_all_its_members(house: House, site: Site) -> None:
    site.pages["/box.zip"] = Page(_zip(a="Ida", b="Ten"), etag='"1"')
    house.paths = [site.address("/box.zip")]
    assert house.land().read() == ["Ida", "Ten"]
    assert house.land().read() == []
    assert site.statuses() == [200, 304]
    assert house.days_seen() == {
        site.address("/box.zip/a.md"): 1,
        site.address("/box.zip/b.md"): 1,
    }
    house.bound(max_download_bytes=10)
    site.pages["/box.zip"].etag = '"2"'
    house.land()
    assert "larger than 10 bytes" in house.faults()[0]
    assert set(house.statuses().values()) == {"parsed"}


def test_a_file_above_the_limit_is_not_read_and_is_had_once_the_limit_is_raised(
    house: House, site: Site
) -> None:
    site.pages["/ida.md"] = Page(b"Ida" * 10, etag='"1"')
    house.paths = [site.address("/ida.md")]
    house.bound(max_file_bytes=10)
    assert house.land().statuses() == {site.address("/ida.md"): "rejected"}
    house.bound(max_file_bytes=100)
    assert house.land().statuses() == {site.address("/ida.md"): "parsed"}


def test_files_that_a_page_lists_are_found(house: House, site: Site) -> None:
    links = '<a href="a.md">a</a><a href="b.txt">b</a><a href="//other.example/c.md">c</a>'
    site.pages["/blog/"] = Page(links.encode(), etag='"1"')
    site.pages["/blog/a.md"] = Page(b"Ida", etag='"1"')
    house.paths = [site.address("/blog/*.md")]
    assert house.land().statuses() == {site.address("/blog/a.md"): "parsed"}
    house.land()
    assert site.statuses() == [200, 200, 200, 304]


def test_a_chain_ends_on_the_web_within_the_same_bounds(house: House, site: Site) -> None:
    site.pages["/box.zip"] = Page(_zip(a="Ida", b="Ten"))
    house.paths = [f"zip://a.*::{site.address('/box.zip')}"]
    assert house.land().statuses() == {f"zip://a.md::{site.address('/box.zip')}": "parsed"}
    house.bound(allow_private_addresses=False)
    house.land()
    assert "no public address" in house.faults()[0]


def _zip(**members: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, text in members.items():
            archive.writestr(f"{name}.md", text)
    return buffer.getvalue()


def _feed(*titles: str) -> bytes:
    entries = "\n".join(ENTRY.format(title=title, name=title.lower()) for title in titles)
    return FEED.format(entries=entries).encode()


def test_every_entry_of_a_feed_is_a_document_of_its_own(house: House, site: Site) -> None:
    site.pages["/feed.xml"] = Page(_feed("Ida", "Ten"), etag='"1"')
    feed = f"feed::{site.address('/feed.xml')}"
    house.paths = [feed]
    assert house.land().read() == ["# Ida\n\nSnow on Ida.", "# Ten\n\nSnow on Ten."]
    assert list(house.statuses()) == [
        f"{feed}#https://notebook.example/ida",
        f"{feed}#https://notebook.example/ten",
    ]
    (batch, _) = house.batches
    fields = dict(batch.fields.select("key", "value").unique("key", keep="first").iter_rows())
    assert fields["canonical"] in {"https://notebook.example/ida", "https://notebook.example/ten"}
    assert fields["author.name"] == "Ann Bo"
    assert fields["date_published"] == "2024-02-03"
    assert fields["publisher.name"] == "The Harbour Notebook"
    assert fields["letterboxd_memberrating"] == "4.0"


def test_entries_that_leave_a_feed_stay_and_new_ones_come(house: House, site: Site) -> None:
    site.pages["/feed.xml"] = Page(_feed("Ida", "Ten"), etag='"1"')
    house.paths = [f"feed::{site.address('/feed.xml')}"]
    house.land()
    assert house.land().read() == []
    assert site.statuses() == [200, 304]
    site.pages["/feed.xml"] = Page(_feed("Bullitt", "Ida"), etag='"2"')
    assert house.land().read() == ["# Bullitt\n\nSnow on Bullitt."]
    assert list(house.statuses().values()) == ["parsed"] * 3
    house.land()
    assert sorted(house.days_seen().values()) == [1, 3, 3]


def test_a_feed_in_the_data_folder_is_one_too(house: House) -> None:
    (house.data / ".feeds").mkdir()
    (house.data / ".feeds" / "notebook.xml").write_bytes(_feed("Ida"))
    house.paths = ["feed::.feeds/notebook.xml"]
    assert house.land().read() == ["# Ida\n\nSnow on Ida."]


def test_what_is_no_feed_is_told(house: House, site: Site) -> None:
    site.pages["/feed.xml"] = Page(b"<html><body>Not here</body></html>")
    house.paths = [f"feed::{site.address('/feed.xml')}"]
    house.land()
    assert "no RSS or Atom feed" in house.ledger.documents["status_reason"][0]


def _git(folder: Path, *arguments: str) -> None:
    named = ("-c", "user.name=Ann", "-c", "user.email=ann@notebook.example")
    subprocess.run(
        ["git", *named, *arguments], cwd=folder, check=True, capture_output=True, timeout=60
    )


def test_a_checkout_lands_as_a_folder_and_a_pull_brings_what_is_new(
    house: House, tmp_path: Path
) -> None:
    origin = tmp_path / "origin"
    (origin / "reviews").mkdir(parents=True)
    _git(origin, "init", "--initial-branch", "main")
    for name, text in (("ida", "Ida"), ("ten", "Ten")):
        (origin / "reviews" / f"{name}.md").write_text(text)
    _git(origin, "add", ".")
    _git(origin, "commit", "--message", "Two reviews")
    _git(house.data, "clone", str(origin), "checkout")
    house.paths = ["checkout"]
    assert house.land().read() == ["Ida", "Ten"]
    (origin / "reviews" / "ten.md").write_text("Ten, again")
    _git(origin, "commit", "--all", "--message", "A second thought")
    _git(house.data / "checkout", "pull", "--ff-only")
    assert house.land().read() == ["Ten, again"]
    assert not [uri for uri in house.statuses() if ".git" in uri]


def test_secrets_stand_nowhere(house: House, site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PRESS_LOGIN", "xavier:s3cr%40et")
    monkeypatch.setenv("PRESS_TOKEN", "t0k3n-value")
    site.pages["/ida.md?token=t0k3n-value"] = Page(b"Ida", etag='"1"')
    site.pages["/old.md?key=pl41n"] = Page(status=500)
    site.pages["/box.zip"] = Page(b"PK no archive")
    there = f"127.0.0.1:{site.port}"
    house.paths = [
        "http://${PRESS_LOGIN}@" + there + "/ida.md?token=${PRESS_TOKEN}",
        f"http://bob:pl41n@{there}/old.md?key=pl41n",
        f"http://bob:pl41n@{there}/box.zip",
        f"http://bob:pl41n@{there.replace('127.0.0.1', 'nowhere.invalid')}/a.md",
        f"zip://*.md::http://bob:pl41n@{there}/box.zip",
        "nosuch://bob:pl41n@host/a",
        "http://x/${NOT_SET}",
    ]
    house.bound(download_attempts=1)
    house.land()
    said = house.everything()
    for secret in ("s3cr", "t0k3n-value", "pl41n", "xavier", "bob"):
        assert secret not in said
    assert f"http://{there}/ida.md?token=${{PRESS_TOKEN}}" in said
    assert "the environment variable NOT_SET is not set" in said
    assert site.requests[0].status == 200
    assert house.land().read() == []
    assert "pl41n" not in house.everything()
