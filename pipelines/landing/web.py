"""Download from the web, from declared hosts only, within bounds of size and time.

What belongs here is one request and its redirects. What was downloaded before, and how often to
try, is for others to say.
"""

import ipaddress
import re
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http import HTTPStatus
from typing import IO, Any, Final
from urllib.parse import unquote, urljoin, urlsplit

import urllib3
from selectolax.lexbor import LexborHTMLParser
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool

from pipelines import __version__
from pipelines.landing.addresses import AddressError, host_of, is_http, shown
from pipelines.landing.retries import PassingError
from pipelines.settings import Settings

MAX_REDIRECTS: Final = 5
_CHUNK: Final = 1 << 16
_CONNECT_SECONDS: Final = 15.0
_REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})
_PASSING: Final = frozenset({408, 425, 429, 500, 502, 503, 504})


class WebError(OSError):
    """An address cannot be downloaded; the message says why."""


@dataclass(frozen=True)
class Validators:
    """What a server gave to ask later whether anything changed."""

    etag: str | None = None
    last_modified: str | None = None

    @property
    def headers(self) -> dict[str, str]:
        """Headers of a request that is answered only if something changed."""
        told = {"If-None-Match": self.etag, "If-Modified-Since": self.last_modified}
        return {name: value for name, value in told.items() if value}


def is_public(address: str) -> bool:
    """Whether an IP address is one of the open internet.

    >>> [is_public(each) for each in ("8.8.8.8", "10.0.0.1", "127.0.0.1", "::ffff:169.254.169.254")]
    [True, False, False, False]
    """
    ip = ipaddress.ip_address(address.partition("%")[0])
    mapped = ip.ipv4_mapped if isinstance(ip, ipaddress.IPv6Address) else None
    return (mapped or ip).is_global


class _Guard:
    """A connection that leaves private addresses alone and does not wait for ever.

    What counts is the address that was connected to: a name may mean another one every time it is
    looked up.
    """

    allows_private = False
    seconds = 0.0
    sock: socket.socket | None

    def _new_conn(self) -> socket.socket:
        made: socket.socket = super()._new_conn()  # type: ignore[misc]
        peer = made.getpeername()[0]
        if not (self.allows_private or is_public(peer)):
            made.close()
            raise AddressError(
                f"leads to {peer}, which is no public address; "
                "if that is meant, set REELHOUSE_ALLOW_PRIVATE_ADDRESSES"
            )
        return made

    def getresponse(self) -> Any:
        watch = threading.Timer(self.seconds, self._cut)
        watch.daemon = True
        watch.start()
        try:
            return super().getresponse()  # type: ignore[misc]
        finally:
            watch.cancel()

    def _cut(self) -> None:
        if self.sock is not None:
            self.sock.shutdown(socket.SHUT_RDWR)


def _pool_class(base: type[HTTPConnectionPool], settings: Settings) -> type[HTTPConnectionPool]:
    guard = {
        "allows_private": settings.allow_private_addresses,
        "seconds": settings.download_seconds,
    }
    connection = type("GuardedConnection", (_Guard, base.ConnectionCls), guard)
    return type("GuardedPool", (base,), {"ConnectionCls": connection})


class Web:
    """The web, as far as the settings let it in."""

    def __init__(self, settings: Settings) -> None:
        self._seconds = settings.download_seconds
        self._pools = urllib3.PoolManager()
        self._pools.pool_classes_by_scheme = {
            "http": _pool_class(HTTPConnectionPool, settings),
            "https": _pool_class(HTTPSConnectionPool, settings),
        }

    def download(
        self,
        address: str,
        into: IO[bytes],
        *,
        limit: int,
        hosts: frozenset[str],
        known: Validators,
    ) -> Validators | None:
        """What the server says of the bytes that were written; None if nothing changed.

        At most one byte more than the limit is written.

        Raises:
            PassingError: if it may work a moment later.
            WebError: if it cannot be had.
            AddressError: if it may not be had.
        """
        until = time.monotonic() + self._seconds
        try:
            with self._answer(address, hosts, known) as response:
                if response.status == HTTPStatus.NOT_MODIFIED:
                    return None
                _require_success(response.status)
                _copy(response, into, limit=limit, until=until, seconds=self._seconds)
                return Validators(
                    response.headers.get("ETag"), response.headers.get("Last-Modified")
                )
        except urllib3.exceptions.SSLError as error:
            raise WebError(f"no secure connection: {error}") from error
        except (urllib3.exceptions.LocationValueError, UnicodeError) as error:
            raise AddressError(f"is no address: {error}") from error
        except urllib3.exceptions.HTTPError as error:
            raise PassingError(f"{_first_words(error)}") from error

    @contextmanager
    def _answer(
        self, address: str, hosts: frozenset[str], known: Validators
    ) -> Iterator[urllib3.BaseHTTPResponse]:
        """The answer to a request, after redirects that stay among the declared hosts."""
        home, headers = host_of(address), _headers(address, known)
        for _ in range(MAX_REDIRECTS + 1):
            response = self._pools.urlopen(
                "GET",
                _bare(address),
                headers=headers,
                redirect=False,
                retries=False,
                preload_content=False,
                timeout=urllib3.Timeout(
                    connect=min(_CONNECT_SECONDS, self._seconds), read=self._seconds
                ),
            )
            location = response.headers.get("Location")
            if response.status not in _REDIRECTS or location is None:
                try:
                    yield response
                finally:
                    # What is left of it is not wanted: the connection ends with it.
                    response.close()
                return
            response.close()
            address = _target(address, location, hosts)
            if host_of(address) != home:
                headers = {name: value for name, value in headers.items() if name != _LOGIN}
        raise WebError(f"more than {MAX_REDIRECTS} redirects")


_LOGIN: Final = "authorization"


def linked_names(page: bytes, pattern: re.Pattern[str]) -> list[str]:
    """The names in the folder of a page that it links to and that fit a pattern, in order.

    >>> page = b'<a href="b.md">b</a> <a href="../c.md">c</a> <a href="a.md">a</a> <a href="a.md">'
    >>> linked_names(page, re.compile(r".*[.]md"))
    ['a.md', 'b.md']
    """
    links = {node.attributes.get("href") or "" for node in LexborHTMLParser(page).css("a[href]")}
    return sorted(link for link in links if "/" not in link and pattern.fullmatch(link))


def _headers(address: str, known: Validators) -> dict[str, str]:
    parts = urlsplit(address)
    login = {}
    if parts.username is not None:
        words = f"{unquote(parts.username)}:{unquote(parts.password or '')}"
        login = urllib3.make_headers(basic_auth=words)
    agent = {"User-Agent": f"reelhouse/{__version__}", "Accept-Encoding": "identity"}
    return {**agent, **known.headers, **login}


def _bare(address: str) -> str:
    """The address without the login, which goes into a header."""
    parts = urlsplit(address)
    return parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl()


def _target(address: str, location: str, hosts: frozenset[str]) -> str:
    """Where a redirect leads.

    Raises:
        AddressError: if it leads where nobody has said that it may.
    """
    target = urljoin(address, location)
    if not is_http(target) or (address.startswith("https:") and not target.startswith("https:")):
        raise AddressError(f"redirects to {shown(target)}, which is not followed")
    if host_of(target) not in hosts:
        raise AddressError(
            f"redirects to the host {host_of(target)}, which the source does not declare; "
            "add it to the key hosts of the source if it is right"
        )
    return target


def _require_success(status: int) -> None:
    if status == HTTPStatus.OK:
        return
    named = status in {each.value for each in HTTPStatus}
    said = f"HTTP {status} {HTTPStatus(status).phrase}" if named else f"HTTP {status}"
    raise PassingError(said) if status in _PASSING else WebError(said)


def _copy(
    response: urllib3.BaseHTTPResponse,
    into: IO[bytes],
    *,
    limit: int,
    until: float,
    seconds: float,
) -> None:
    """Write the body, at most one byte more than the limit, until the time is over."""
    left = limit + 1
    while left > 0:
        if time.monotonic() > until:
            raise PassingError(f"not done after {seconds:g} seconds")
        chunk = response.read1(min(left, _CHUNK))
        if not chunk:
            return
        into.write(chunk)
        left -= len(chunk)


def _first_words(error: Exception) -> str:
    """What an error of the client says, without the objects it prints."""
    text = str(error)
    return text.split(": ", 1)[1] if text.startswith(("<", "HTTP")) and ": " in text else text
