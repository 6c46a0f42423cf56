import json
import re
import time

import pytest

from pipelines.landing.feeds import Entry, FeedError, entries_of
from pipelines.reading.documents import read

ADDRESS = "https://notebook.example/feed.xml"


def _rss(*items: str, head: str = "") -> bytes:
    told = "".join(f"<item>{item}</item>" for item in items)
    return f"{head}<rss version='2.0'><channel><title>N</title>{told}</channel></rss>".encode()


def _only(content: bytes) -> Entry:
    (entry,) = entries_of(content, ADDRESS)
    return entry


def test_a_feed_that_names_no_charset_is_utf_8() -> None:
    assert "Amélie ★★★★" in _only(_rss("<title>Amélie ★★★★</title>")).page.decode()


def test_atom_is_read_as_rss_is() -> None:
    content = b"""<feed xmlns="http://www.w3.org/2005/Atom"><title>N</title><entry>
        <id>urn:ida</id><title>Ida</title><link href="/ida"/><updated>2024-02-03T23:30:00Z</updated>
        <author><name>Ann Bo</name></author><content type="html">&lt;p&gt;Snow.&lt;/p&gt;</content>
        </entry></feed>"""
    entry = _only(content)
    told = {field.key: field.value for field in read(entry.page, "entry.html").fields}
    assert entry.name == "urn:ida"
    assert told["canonical"] == "https://notebook.example/ida"
    assert told["author.name"] == "Ann Bo"
    assert told["date_published"] == "2024-02-03"


def test_the_same_entry_gives_the_same_bytes_in_another_feed() -> None:
    ida = "<guid>1</guid><title>Ida</title><category>b</category><category>a</category>"
    ten = "<guid>2</guid><title>Ten</title>"
    assert entries_of(_rss(ida, ten), ADDRESS)[0] == entries_of(_rss(ten, ida), ADDRESS)[1]


def test_an_entry_without_a_name_is_passed_over_and_one_name_counts_once() -> None:
    entries = entries_of(_rss("<guid>1</guid>", "<guid>1</guid><title>x</title>", ""), ADDRESS)
    assert [entry.name for entry in entries] == ["https://notebook.example/1"]


def test_an_entry_cannot_leave_its_page() -> None:
    hostile = "&lt;/script&gt;&lt;script&gt;alert(1)&lt;/script&gt;\"'&lt;!--"
    item = (
        f"<guid>1\n2</guid><title>{hostile}</title><author>{hostile}</author>"
        f"<link>javascript:alert(1)</link><description>{hostile}&lt;p onclick='x'&gt;Ida"
        "&lt;iframe src='https://x.example'&gt;</description>"
    )
    entry = _only(_rss(item))
    page = entry.page.decode()
    assert entry.name == "https://notebook.example/12"
    assert page.count("<script") == page.count("</script>") == 1
    assert not re.search(r"onclick=|<iframe|javascript:", page)
    (facts,) = re.findall(r"<script[^>]*>(.*?)</script>", page)
    assert "alert(1)" in json.loads(facts)["headline"]


def test_entities_do_not_grow_and_lead_nowhere() -> None:
    bomb = "<!DOCTYPE rss [<!ENTITY a 'aaaaaaaaaa'>" + "".join(
        f"<!ENTITY {new} '{f'&{old};' * 10}'>"
        for old, new in zip("abcdefgh", "bcdefghi", strict=True)
    )
    bomb += "<!ENTITY file SYSTEM 'file:///etc/hostname'>]>"
    start = time.monotonic()
    entry = _only(_rss("<guid>1</guid><title>&i; &file;</title>", head=bomb))
    assert len(entry.page) < 10_000
    assert time.monotonic() - start < 5


@pytest.mark.parametrize(
    "content", [b"", b"\x00\xff" * 100, b"<html></html>", b"{}", b"<rss", b"a"]
)
def test_what_is_no_feed_is_said_to_be_none(content: bytes) -> None:
    with pytest.raises(FeedError, match="feed"):
        entries_of(content, ADDRESS)
