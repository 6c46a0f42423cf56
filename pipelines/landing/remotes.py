"""Get what is at addresses, and know from run to run what was had from there.

What belongs here is one run over addresses: what to ask for, what need not be had again, and what
became of each. Requests are for `web` and fsspec, files and members for `places`.
"""

import io
import tempfile
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import IO, Any, Final, TypeVar, cast

import fsspec
import polars as pl

from pipelines.landing.addresses import AddressError, filled, host_of, is_http, shown, told
from pipelines.landing.registry import Source
from pipelines.landing.retries import is_passing, retried
from pipelines.landing.tables import DOWNLOADS, FILES
from pipelines.landing.web import Validators, Web
from pipelines.settings import Settings

# A server that fails so often in a row is left alone for the rest of the run.
MAX_FAILURES: Final = 3

# The clients would try again by themselves, each try of ours five times over, and wait for ever.
_AMAZON: Final = {
    "config_kwargs": {"connect_timeout": 15, "read_timeout": 60, "retries": {"max_attempts": 0}}
}
_OPTIONS: Final[dict[str, dict[str, Any]]] = {"s3": _AMAZON, "s3a": _AMAZON}

NOTHING: Final = Validators()

Stays = Callable[[str, str, str], bool]
Result = TypeVar("Result")


class PlaceError(OSError):
    """The bytes of a place cannot be had; the message says why."""


class UnchangedError(Exception):
    """The bytes of a place need not be had: they are those of a document that is known."""

    def __init__(self, document_id: str, size: int) -> None:
        super().__init__(document_id)
        self.document_id = document_id
        self.size = size


@dataclass(frozen=True)
class _Had:
    """A row of raw.downloads."""

    document_id: str | None = None
    size: int | None = None
    validators: Validators = NOTHING
    fetched_at: datetime | None = None
    fault: str | None = None
    unreachable_since: datetime | None = None


@dataclass(frozen=True)
class Content:
    """A document that was at a place."""

    uri: str
    document_id: str
    size: int


@dataclass
class Download:
    """A place that a run downloads from: a file, an archive, a feed, or a listing."""

    source: Source
    uri: str
    address: str
    before: _Had
    remotes: "Remotes" = field(repr=False)
    now: _Had | None = None
    is_whole: bool = True

    def landed(self, uri: str, document_id: str, size: int) -> None:
        """Note that the bytes of the place, or of a part of it, are those of a document."""
        if self.now is not None and uri == self.uri:
            self.now = replace(self.now, document_id=document_id, size=size)

    def incomplete(self) -> None:
        """Note that not all of it was taken, so that the next run has it again."""
        self.is_whole = False

    def reached(self, validators: Validators = NOTHING) -> None:
        """Note that the place gave its bytes."""
        self.now = _Had(validators=validators, fetched_at=self.remotes.moment)

    def failed(self, uri: str, fault: str) -> bool:
        """Note why nothing was had; whether what was had before stays as it was."""
        self.is_whole = False
        if uri != self.uri:
            return False
        since = self.before.unreachable_since or self.remotes.moment
        self.now = replace(self.before, fault=fault, unreachable_since=since)
        return self.before.fetched_at is not None

    @property
    def row(self) -> _Had | None:
        """What is to be known of the place from now on; None if nothing is new."""
        if self.now is None or self.is_whole or self.now.fault is not None:
            return self.now
        return replace(self.now, validators=NOTHING)


class Remotes:
    """The addresses of one run."""

    def __init__(
        self,
        settings: Settings,
        *,
        moment: datetime,
        downloads: pl.DataFrame | None = None,
        files: pl.DataFrame | None = None,
        stays: Stays = lambda *_: False,
    ) -> None:
        """Begin a run.

        Args:
            settings: Bounds of a download.
            moment: The moment of the run.
            downloads: raw.downloads before the run.
            files: raw.files before the run.
            stays: Whether a document of a source and place need not be read again.
        """
        self.settings = settings
        self.moment = moment
        self._before = _rows(DOWNLOADS.empty() if downloads is None else downloads)
        self._files = FILES.empty() if files is None else files
        self._stays = stays
        self._web = Web(settings)
        self._failures: Counter[str] = Counter()
        self._downloads: dict[tuple[str, str], Download] = {}
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self._kept: Download | None = None

    def download(self, source: Source, uri: str, address: str) -> Download:
        """The place of an address, as it is called in the ledger."""
        before = self._before.get((source.name, uri), _Had())
        made = Download(source, uri, address, before, self)
        return self._downloads.setdefault((source.name, uri), made)

    def contents(self, download: Download) -> list[Content]:
        """What was at a place, or in what was there, when its bytes were last had."""
        if download.before.fetched_at is None:
            return []
        uri = pl.col("uri")
        below = uri.str.starts_with(f"{download.uri}/") | uri.str.starts_with(f"{download.uri}#")
        rows = self._files.filter(
            pl.col("source") == download.source.name,
            "is_current",
            pl.col("last_seen_at") >= download.before.fetched_at,
            below | (uri == download.uri),
        ).sort("uri", maintain_order=True)
        return [Content(*row) for row in rows.select("uri", "document_id", "bytes").iter_rows()]

    def _usable(self, download: Download) -> Validators:
        """What to ask the server with; nothing if the bytes are needed whatever it says."""
        before = download.before
        if before.validators == NOTHING:
            return NOTHING
        if before.document_id is not None:
            known = [Content(download.uri, before.document_id, before.size or 0)]
        else:
            known = self.contents(download)
        name = download.source.name
        is_kept = known and all(self._stays(name, each.uri, each.document_id) for each in known)
        return before.validators if is_kept else NOTHING

    def _unchanged(self, download: Download) -> UnchangedError:
        if download.before.fault is not None:
            download.now = replace(download.before, fault=None, unreachable_since=None)
        return UnchangedError(download.before.document_id or "", download.before.size or 0)

    def opened_web(self, download: Download, limit: int) -> IO[bytes]:
        """The bytes at an address of the web, in a file; at most one more than the limit.

        Raises:
            UnchangedError: if they are those of the run before.
            PlaceError: if they cannot be had.
        """
        if self._kept is download:
            return self._spool().open("rb")
        self._kept = None
        usable = self._usable(download)
        address = download.address.rpartition("::")[2]

        def get() -> Validators | None:
            hosts = declared_hosts(download.source)
            with self._spool().open("wb") as into:
                return self._web.download(
                    filled(address), into, limit=limit, hosts=hosts, known=usable
                )

        validators = self._tried(download.address, get)
        if validators is None:
            raise self._unchanged(download)
        download.reached(validators)
        self._kept = download
        return self._spool().open("rb")

    def opened_object(
        self, download: Download, filesystem: Any, name: str, limit: int | None = None
    ) -> IO[bytes]:
        """The open file of a bucket, or, within a limit, its bytes.

        Raises:
            UnchangedError: if its bytes are those of the run before.
            PlaceError: if it cannot be opened.
        """
        stamp = download.now.validators if download.now is not None else NOTHING
        if stamp != NOTHING and stamp == self._usable(download):
            download.now = None
            raise self._unchanged(download)

        def get() -> IO[bytes]:
            opened = cast("IO[bytes]", filesystem.open(name, "rb"))
            if limit is None:
                return opened
            with opened:
                return io.BytesIO(opened.read(limit + 1))

        return self._tried(download.address, get)

    def tried(self, download: Download, call: Callable[[], Result]) -> Result:
        """The result of a call to where the place is.

        Raises:
            PlaceError: if it fails, though tried again where that can help.
        """
        return self._tried(download.address, call)

    def _tried(self, address: str, call: Callable[[], Result]) -> Result:
        server = shown(_server_of(address))
        if self._failures[server] >= MAX_FAILURES:
            raise PlaceError(f"not tried: {server} has failed {MAX_FAILURES} times in this run")
        try:
            result = retried(call, self.settings) if _is_retried(address) else call()
        except Exception as error:  # noqa: BLE001 - clients raise errors of their own
            if is_passing(error):
                self._failures[server] += 1
            raise PlaceError(told(error, address)) from None
        self._failures[server] = 0
        return result

    def faults(self) -> list[tuple[str, str, str]]:
        """Source, place and fault of what could not be had in this run."""
        return [
            (download.source.name, download.uri, download.now.fault)
            for download in self._downloads.values()
            if download.now is not None and download.now.fault is not None
        ]

    def reached(self) -> pl.DataFrame:
        """Source and place of everything that gave its bytes in this run."""
        rows = [
            (download.source.name, download.uri)
            for download in self._downloads.values()
            if download.now is not None and download.now.fault is None
        ]
        return pl.DataFrame(rows, schema={"source": pl.String(), "uri": pl.String()}, orient="row")

    def rows(self) -> pl.DataFrame:
        """Rows of raw.downloads that are other ones than before the run."""
        rows = [
            (
                download.source.name,
                download.uri,
                row.document_id,
                row.size,
                row.validators.etag,
                row.validators.last_modified,
                row.fetched_at,
                row.fault,
                row.unreachable_since,
            )
            for download in self._downloads.values()
            if (row := download.row) is not None and row != download.before
        ]
        return pl.DataFrame(rows, schema=DOWNLOADS.polars_schema, orient="row").sort(
            "source", "uri", maintain_order=True
        )

    def _spool(self) -> Path:
        """The file that downloads are written to, one after the other."""
        if self._folder is None:
            self._folder = tempfile.TemporaryDirectory(prefix="reelhouse-")
        return Path(self._folder.name) / "download"

    def spooled(self, download: Download) -> Path:
        """A file with the bytes at an address of the web that stays until the run is over.

        Raises:
            PlaceError: if they cannot be had.
        """
        limit = self.settings.max_download_bytes
        with self.opened_web(download, limit):
            self._kept = None
        path = self._spool().with_name(f"download-{len(self._downloads)}")
        return self._spool().rename(path)

    def close(self) -> None:
        """Remove what was downloaded."""
        if self._folder is not None:
            self._folder.cleanup()
        self._folder = self._kept = None


def _rows(downloads: pl.DataFrame) -> dict[tuple[str, str], _Had]:
    return {
        (source, uri): _Had(document_id, size, Validators(etag, modified), fetched_at, fault, since)
        for source, uri, document_id, size, etag, modified, fetched_at, fault, since in (
            downloads.iter_rows()
        )
    }


def declared_hosts(source: Source) -> frozenset[str]:
    """The hosts that a source may be downloaded from: those of its paths and of its key hosts."""
    hosts = {host.lower() for host in source.hosts}
    for path in source.path:
        # Another path of the source that cannot be used is told of where it is asked for.
        with suppress(AddressError):
            address = filled(path.rpartition("::")[2])
            hosts |= {host_of(address)} if is_http(address) else set()
    return frozenset(hosts)


def _server_of(address: str) -> str:
    """What an address is on: protocol and host, or protocol and bucket.

    >>> _server_of("feed::https://press.example/feed.xml"), _server_of("s3://clips/a/b.md")
    ('https://press.example', 's3://clips')
    """
    return "/".join(address.rpartition("::")[2].split("/")[:3])


def _is_retried(address: str) -> bool:
    """Whether failed calls are tried again here; the clients of other clouds do so by themselves.

    >>> [_is_retried(each) for each in ("feed::https://x.org/a", "s3://x/a", "gs://x/a")]
    [True, True, False]
    """
    last = address.rpartition("::")[2]
    return is_http(last) or last.partition("://")[0] in _OPTIONS


def filesystem_of(address: str) -> tuple[Any, str]:
    """The file system that an address is on, and the path on it."""
    options = _OPTIONS.get(address.partition("://")[0], {})
    filesystem, path = fsspec.core.url_to_fs(filled(address), **options)
    # Listings are remembered in a process that lives for years.
    filesystem.invalidate_cache()
    return filesystem, path


def stamp_of(info: dict[str, Any]) -> Validators:
    """What a file system says of an object that changes with its bytes."""
    etag = next((info[name] for name in ("ETag", "etag", "md5Hash") if info.get(name)), None)
    return NOTHING if etag is None else Validators(f"{etag} {info.get('size')}")
