"""Whole runs over sources that are somewhere else: they come in, stay, and give no secret away."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.integration.houses import House
from tests.servers import Page, Site, serving

pytestmark = pytest.mark.slow

SECRETS = ("s3cr3t-w0rd", "t0k3n-value", "pl41n-word")
REVIEW = (
    '+++\ntitle = "Ida"\ndate = 2023-05-07\nextra.movie.year = 2013\n'
    'extra.movie.directors = "Paweł Pawlikowski"\nextra.movie.rating = 8\n+++\n\nSnow.\n'
)
FEED = """<rss version="2.0" xmlns:letterboxd="https://letterboxd.com"><channel>
<title>The Harbour Notebook</title><item><title>Ten, 2002 - ★★★★</title>
<link>https://notebook.example/ten</link><guid>urn:notebook:ten</guid>
<pubDate>Sat, 03 Feb 2024 10:00:00 GMT</pubDate>
<letterboxd:filmTitle>Ten</letterboxd:filmTitle><letterboxd:filmYear>2002</letterboxd:filmYear>
<letterboxd:memberRating>4.0</letterboxd:memberRating>
<description>A car, a city, ten talks.</description></item></channel></rss>"""
REGISTRY = """sources:
  - name: harbour
    kind: website
    rating_scale: 10
    path:
      - http://ann:pl41n-word@{there}/ida.md?token=${{PRESS_TOKEN}}
      - http://${{PRESS_LOGIN}}@{there}/closed.md?key=pl41n-word
  - name: notebook
    kind: blog
    path: feed::http://${{PRESS_LOGIN}}@{there}/feed.xml
    rating_scale: 5
    fields:
      letterboxd_filmtitle: title
      letterboxd_filmyear: year
      letterboxd_memberrating: rating
"""


@dataclass(frozen=True)
class _Open(House):
    """A house that may download from this machine."""

    @property
    def environment(self) -> dict[str, str]:
        return super().environment | {
            "REELHOUSE_ALLOW_PRIVATE_ADDRESSES": "true",
            "REELHOUSE_DOWNLOAD_ATTEMPTS": "2",
            "REELHOUSE_DOWNLOAD_WAIT_SECONDS": "0",
            "PRESS_TOKEN": "t0k3n-value",
            "PRESS_LOGIN": "ann:s3cr3t-w0rd",
        }


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as site:
        site.pages["/ida.md?token=t0k3n-value"] = Page(REVIEW.encode(), etag='"1"')
        site.pages["/closed.md?key=pl41n-word"] = Page(status=503)
        site.pages["/feed.xml"] = Page(FEED.encode(), etag='"1"')
        yield site


def _written(folder: Path) -> Iterator[tuple[Path, bytes]]:
    """Every file of a warehouse, with what Dagster keeps, and its bytes."""
    for path in folder.rglob("*"):
        if path.is_file() and not path.is_symlink():
            yield path, path.read_bytes()


def test_sources_elsewhere_come_in_and_stay_while_they_are_down(tmp_path: Path, site: Site) -> None:
    there = f"127.0.0.1:{site.port}"
    registry = tmp_path / "sources.yaml"
    registry.write_text(REGISTRY.format(there=there))
    house = _Open(tmp_path, registry=registry)
    house.data.mkdir()
    first = house.call("run")
    assert first.returncode == 0, first.stderr
    documents = house.query("select uri, status from marts.documents order by uri")
    assert documents == [
        (f"feed::http://{there}/feed.xml#urn:notebook:ten", "parsed"),
        (f"http://{there}/closed.md?key=***", "rejected"),
        (f"http://{there}/ida.md?token=${{PRESS_TOKEN}}", "parsed"),
    ]
    assert house.query("select title from marts.films order by title") == [("Ida",), ("Ten",)]
    reviews = "select uri, score from marts.reviews where uri is not null"
    assert house.query(reviews) == [("https://notebook.example/ten", 80.0)]
    assert f"http://{there}/closed.md?key=***: cannot be read: HTTP 503" in first.stderr
    released = house.current
    site.requests.clear()
    for page in site.pages.values():
        page.status = 500
    second = house.call("run")
    assert second.returncode == 0, second.stderr
    assert house.current == released
    assert "what was had from there before stays" in second.stderr
    said = [first.stdout, first.stderr, second.stdout, second.stderr]
    assert not [secret for secret in SECRETS for text in said if secret in text]
    for path, content in _written(house.warehouse):
        assert not [secret for secret in SECRETS if secret.encode() in content], path
