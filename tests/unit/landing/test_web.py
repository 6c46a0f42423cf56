import io
import socket
import threading
import time
from collections.abc import Iterator

import pytest

from pipelines.landing.addresses import AddressError
from pipelines.landing.remotes import NOTHING
from pipelines.landing.retries import PassingError, retried
from pipelines.landing.web import Validators, Web, WebError
from pipelines.settings import Settings
from tests.servers import Page, Site, serving


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as site:
        yield site


def _settings(**changed: object) -> Settings:
    return Settings(allow_private_addresses=True, download_wait_seconds=0).model_copy(
        update=changed
    )


def _get(
    address: str,
    *,
    settings: Settings | None = None,
    known: Validators = NOTHING,
    limit: int = 1_000_000,
    hosts: frozenset[str] = frozenset(),
) -> tuple[bytes, Validators | None]:
    into = io.BytesIO()
    told = Web(settings or _settings()).download(
        address, into, limit=limit, hosts=hosts, known=known
    )
    return into.getvalue(), told


def test_a_download_gives_the_bytes_and_what_to_ask_with_next_time(site: Site) -> None:
    site.pages["/a.txt"] = Page(b"Ten", etag='"1"', last_modified="Wed, 01 Jan 2025 00:00:00 GMT")
    content, told = _get(site.address("/a.txt"))
    assert content == b"Ten"
    assert told == Validators('"1"', "Wed, 01 Jan 2025 00:00:00 GMT")


@pytest.mark.parametrize(
    "known", [Validators('"1"'), Validators(None, "Wed, 01 Jan 2025 00:00:00 GMT")]
)
def test_what_has_not_changed_is_not_sent_again(site: Site, known: Validators) -> None:
    site.pages["/a.txt"] = Page(b"Ten", known.etag, known.last_modified)
    assert _get(site.address("/a.txt"), known=known) == (b"", None)
    assert [(each.status, each.sent) for each in site.requests] == [(304, 0)]


def test_a_private_address_is_only_had_where_a_setting_says_so(site: Site) -> None:
    site.pages["/a.txt"] = Page(b"Ten")
    settings = _settings(allow_private_addresses=False)
    for host in ("127.0.0.1", "localhost"):
        with pytest.raises(AddressError, match="no public address"):
            _get(f"http://{host}:{site.port}/a.txt", settings=settings)
    assert site.requests == []


def test_a_redirect_is_followed_to_declared_hosts_only(site: Site) -> None:
    site.pages["/old"] = Page(status=302, headers={"Location": "/new"})
    site.pages["/new"] = Page(b"Ten")
    hosts = frozenset({f"127.0.0.1:{site.port}"})
    assert _get(site.address("/old"), hosts=hosts)[0] == b"Ten"
    for target in (
        "http://169.254.169.254/latest/meta-data",
        f"http://localhost:{site.port}/new",
        "http://127.0.0.1:1/new",
        "//other.example/new",
    ):
        site.pages["/old"].headers["Location"] = target
        with pytest.raises(AddressError, match="does not declare"):
            _get(site.address("/old"), hosts=hosts)
    for target in ("file:///etc/passwd", "ftp://127.0.0.1/a"):
        site.pages["/old"].headers["Location"] = target
        with pytest.raises(AddressError, match="not followed"):
            _get(site.address("/old"), hosts=hosts)


def test_a_circle_of_redirects_ends(site: Site) -> None:
    site.pages["/a"] = Page(status=301, headers={"Location": "/a"})
    with pytest.raises(WebError, match="more than 5 redirects"):
        _get(site.address("/a"), hosts=frozenset({f"127.0.0.1:{site.port}"}))


def test_a_login_goes_to_its_own_host_and_no_other(site: Site) -> None:
    with serving() as other:
        other.pages["/b"] = Page(b"Ten")
        site.pages["/a"] = Page(status=307, headers={"Location": other.address("/b")})
        address = site.address("/a").replace("//", "//ann:s3cret@")
        assert _get(address, hosts=frozenset({f"127.0.0.1:{other.port}"}))[0] == b"Ten"
        assert site.requests[0].headers["authorization"].startswith("Basic ")
        assert "authorization" not in {name.lower() for name in other.requests[0].headers}


def test_no_more_than_a_byte_above_the_limit_is_taken(site: Site) -> None:
    site.pages["/a"] = Page(b"x" * 500_000)
    assert len(_get(site.address("/a"), limit=100_000)[0]) == 100_001


def test_a_slow_server_is_given_up(site: Site) -> None:
    site.pages["/a"] = Page(b"x" * 100, seconds_per_byte=0.1)
    start = time.monotonic()
    with pytest.raises(PassingError, match=r"not done after 0\.3 seconds"):
        _get(site.address("/a"), settings=_settings(download_seconds=0.3))
    assert time.monotonic() - start < 2


def test_a_server_that_never_ends_its_headers_is_given_up() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:

        def drip() -> None:
            client, _ = server.accept()
            with client:
                try:
                    client.sendall(b"HTTP/1.1 200 OK\r\nX-Long: ")
                    for _ in range(100):
                        client.sendall(b"x")
                        time.sleep(0.05)
                except OSError:
                    pass

        thread = threading.Thread(target=drip)
        thread.start()
        start = time.monotonic()
        with pytest.raises(PassingError):
            _get(
                f"http://127.0.0.1:{server.getsockname()[1]}/",
                settings=_settings(download_seconds=0.3),
            )
        assert time.monotonic() - start < 2
        thread.join()


def test_a_body_that_is_cut_is_no_document(site: Site) -> None:
    site.pages["/a"] = Page(b"Ten", declared_length=10, headers={"Connection": "close"})
    with pytest.raises(PassingError, match="IncompleteRead"):
        _get(site.address("/a"))


def test_only_what_may_pass_is_tried_again(site: Site) -> None:
    site.pages["/a"] = Page(b"Ten", fails_first=2)
    settings = _settings(download_attempts=3)
    assert retried(lambda: _get(site.address("/a")), settings)[0] == b"Ten"
    assert site.statuses() == [503, 503, 200]
    site.pages["/a"].fails_first = 3
    with pytest.raises(PassingError, match="HTTP 503 Service Unavailable"):
        retried(lambda: _get(site.address("/a")), settings)
    assert site.statuses() == [503, 503, 503]
    with pytest.raises(WebError, match="HTTP 404 Not Found"):
        retried(lambda: _get(site.address("/none")), settings)
    assert site.statuses() == [404]


def test_waits_grow_between_tries(site: Site) -> None:
    site.pages["/a"] = Page(b"Ten", fails_first=2)
    start = time.monotonic()
    retried(lambda: _get(site.address("/a")), _settings(download_wait_seconds=0.1))
    assert time.monotonic() - start >= 0.1 + 0.2
