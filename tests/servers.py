"""A web server to test downloads with: on this machine, on a free port, as it is told."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class Page:
    """What is at a path: its bytes, and what else its answer has."""

    content: bytes = b""
    etag: str | None = None
    last_modified: str | None = None
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    fails_first: int = 0
    seconds_per_byte: float = 0
    declared_length: int | None = None
    begins: Callable[[], None] | None = None


@dataclass(frozen=True)
class Request:
    """What was asked for, and how it was answered."""

    path: str
    status: int
    headers: dict[str, str]
    sent: int


class Site:
    """Pages by path, and the requests that were made."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.pages: dict[str, Page] = {}
        self.requests: list[Request] = []

    def address(self, path: str) -> str:
        """The address of a path."""
        return f"http://127.0.0.1:{self.port}{path}"

    def statuses(self) -> list[int]:
        """The statuses of all answers since the last call."""
        told = [request.status for request in self.requests]
        self.requests.clear()
        return told


class _Handler(BaseHTTPRequestHandler):
    site: Site

    def do_GET(self) -> None:
        page = self.site.pages.get(self.path, Page(status=404))
        if page.begins is not None:
            page.begins()
        status = page.status
        if page.fails_first > 0:
            page.fails_first -= 1
            status = 503
        asked_tag = self.headers.get("If-None-Match")
        asked_date = self.headers.get("If-Modified-Since")
        is_same = asked_tag == page.etag if asked_tag else asked_date == page.last_modified
        if status == 200 and (asked_tag or asked_date) and is_same:
            status = 304
        body = page.content if status == 200 else b""
        self.site.requests.append(Request(self.path, status, dict(self.headers), len(body)))
        self.send_response(status)
        stated = {"ETag": page.etag, "Last-Modified": page.last_modified, **page.headers}
        for name, value in stated.items():
            if value is not None:
                self.send_header(name, value)
        length = len(body) if page.declared_length is None else page.declared_length
        self.send_header("Content-Length", str(length))
        self.end_headers()
        self._send(body, page.seconds_per_byte)

    def _send(self, body: bytes, seconds_per_byte: float) -> None:
        try:
            if not seconds_per_byte:
                self.wfile.write(body)
                return
            for number in range(len(body)):
                self.wfile.write(body[number : number + 1])
                self.wfile.flush()
                time.sleep(seconds_per_byte)
        except ConnectionError:
            pass  # the reader has had enough

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Say nothing."""


@contextmanager
def serving() -> Iterator[Site]:
    """A site that is served while the block runs."""

    class Handler(_Handler):
        """Answers for this site only."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        server.daemon_threads = True
        Handler.site = Site(server.server_address[1])
        thread = threading.Thread(target=server.serve_forever, args=(0.02,))
        thread.start()
        try:
            yield Handler.site
        finally:
            server.shutdown()
            thread.join()
