"""Find the files of every source and read their bytes, wherever they are.

What belongs here is listing folders, archives and addresses. Whether a file is new is for the
ledger to say, what is in it for the readers.
"""

import io
import os
import re
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import IO, Any, Final, NamedTuple, cast

from pipelines.landing.addresses import AddressError, is_http, shown
from pipelines.landing.archives import (
    DEFAULT_ARCHIVE_LIMITS,
    Archive,
    ArchiveError,
    ArchiveLimits,
    is_archive,
)
from pipelines.landing.feeds import FeedError, entries_of
from pipelines.landing.registry import Registry, Source, fixed_part, is_address, matcher
from pipelines.landing.remotes import (
    Content,
    Download,
    PlaceError,
    Remotes,
    UnchangedError,
    filesystem_of,
    stamp_of,
)
from pipelines.landing.web import linked_names
from pipelines.settings import load_settings

_BACKUP_ENDINGS: Final = ("~", ".swp", ".swo", ".bak", ".tmp")
_WILD_ADDRESS: Final = re.compile(r"[*\[]")
_FEED: Final = "feed"
SETTLED_NS: Final = 2_000_000_000
"""From so long after its last change on, in nanoseconds, a file's times tell whether it changed."""


class FoundFile(NamedTuple):
    """A file of a source: what it is called in the ledger, and where its bytes are.

    `fault` says why there is nothing to read at the place; `size` is -1 where it is not known.
    `download` is the place outside this machine that it comes from. `stamp` is what the file system
    tells of a file that stands by itself: while it stays, the bytes do.
    """

    source: Source
    uri: str
    place: str
    size: int
    modified: float | None = None
    fault: str | None = None
    stamp: str | None = None
    member: str | None = None
    archive: Archive | None = None
    opener: Callable[[], IO[bytes]] | None = None
    download: Download | None = None


class Entry(NamedTuple):
    """A file of a folder: its path there, where it is, and what the file system tells of it."""

    relative: str
    place: str
    size: int
    modified: float | None
    fault: str | None
    stamp: str | None = None


def is_landed(name: str) -> bool:
    """Whether files of that name are landed: not hidden ones, not what editors leave behind.

    >>> [is_landed(name) for name in ("ten.md", ".git", "ten.md~", ".ten.md.swp")]
    [True, False, False, False]
    """
    return not name.startswith(".") and not name.endswith(_BACKUP_ENDINGS)


def storable_path(path: str) -> str:
    """A path whose bytes are no UTF-8 in a form that can be stored."""
    return path if path.isascii() else os.fsencode(path).decode("utf-8", "backslashreplace")


def _link_fault(entry: "os.DirEntry[str]", root: str) -> str | None:
    target = os.path.realpath(entry.path)
    if target != root and not target.startswith(root.rstrip("/") + "/"):
        return "symbolic link that leads out of its folder; put the file itself there"
    return None if Path(target).exists() else "symbolic link to a file that is not there"


def _walk(root: Path) -> Iterator[Entry]:
    """The files below a folder, folder by folder.

    Links to folders are not followed: what they lead to is found where it is, or is outside.
    """
    top = os.path.realpath(root)
    settled = time.time_ns() - SETTLED_NS
    folders = [("", str(root))]
    while folders:
        prefix, folder = folders.pop()
        try:
            with os.scandir(folder) as entries:
                found = [entry for entry in entries if is_landed(entry.name)]
        except OSError as error:
            yield Entry(
                prefix.rstrip("/"), folder, -1, None, f"folder cannot be read: {error.strerror}"
            )
            continue
        for entry in found:
            relative = prefix + entry.name
            try:
                if entry.is_symlink():
                    if fault := _link_fault(entry, top):
                        yield Entry(relative, entry.path, -1, None, fault)
                        continue
                    if entry.is_dir():
                        continue
                elif entry.is_dir(follow_symlinks=False):
                    folders.append((f"{relative}/", entry.path))
                    continue
                stat = entry.stat()
                fault = None if entry.is_file() else "not a regular file"
            except OSError as error:
                yield Entry(relative, entry.path, -1, None, f"cannot be read: {error.strerror}")
                continue
            yield Entry(
                relative, entry.path, stat.st_size, stat.st_mtime, fault, _stamp_of(stat, settled)
            )


def _stamp_of(stat: os.stat_result, settled: int) -> str | None:
    """What a file system tells of a file's bytes; nothing if it changed after that moment, in ns.

    Clocks of file systems are coarse: bytes may change again without a change of the times. Whoever
    sets the time of the last change back still changes the file's own.
    """
    modified, changed = stat.st_mtime_ns, stat.st_ctime_ns
    if modified > settled or changed > settled:
        return None
    return f"{stat.st_size} {modified} {changed} {stat.st_dev} {stat.st_ino}"


class _Pattern(NamedTuple):
    """A relative path of a source: how it begins, and what it covers."""

    number: int
    fixed: str
    covers: re.Pattern[str]

    def may_cover(self, folder: str) -> bool:
        """Whether files of the folder itself can be covered."""
        return (
            not self.fixed
            or f"{folder}/".startswith(f"{self.fixed}/")
            or (folder == self.fixed.rpartition("/")[0])
        )


def _relative_path(path: str, data: Path) -> str | None:
    """The path below the data folder, if that is where it is."""
    if is_address(path):
        return None
    if not Path(path).is_absolute():
        return path
    for root in (data, data.resolve()):
        if Path(path).is_relative_to(root):
            return Path(path).relative_to(root).as_posix()
    return None


def entries_by_source(registry: Registry) -> list[list[Entry]]:
    """The files of the data folder, given to the first source that covers them.

    One list for each source of the registry, in its order.
    """
    patterns = [
        _Pattern(number, fixed_part(relative).strip("/"), matcher(relative))
        for number, source in enumerate(registry.sources)
        for path in source.path
        if (relative := _relative_path(path, registry.data)) is not None
    ]
    entries: list[list[Entry]] = [[] for _ in registry.sources]
    near: dict[str, list[_Pattern]] = {}
    ignored = [matcher(path) for path in registry.ignored]
    if registry.catalogue is not None and registry.catalogue.is_relative_to(registry.data):
        ignored.append(matcher(registry.catalogue.relative_to(registry.data).as_posix()))
    for entry in _walk(registry.data):
        if any(pattern.match(entry.relative) for pattern in ignored):
            continue
        folder = entry.relative.rpartition("/")[0]
        if folder not in near:
            near[folder] = [pattern for pattern in patterns if pattern.may_cover(folder)]
        for pattern in near[folder]:
            if pattern.covers.match(entry.relative):
                entries[pattern.number].append(entry)
                break
    return entries


def _members(found: FoundFile, limits: ArchiveLimits) -> Iterator[FoundFile]:
    """The members of an archive as files; the archive itself, with its fault, if it is broken."""
    archive = Archive(found.place, partial(_opened, found), limits)
    try:
        if found.download is not None:
            # Some archives are listed without being opened; whether this one changed is asked here.
            _opened(found).close()
        members = archive.members()
    except UnchangedError:
        yield from [] if found.download is None else _kept(found.download)
        return
    except PlaceError as error:
        yield found._replace(fault=f"cannot be opened: {error}", opener=None)
        return
    except ArchiveError as error:
        yield found._replace(fault=str(error), opener=None)
        return
    finally:
        archive.close()
    for name, size, fault in members:
        parts = [part for part in name.split("/") if part not in {"", ".", ".."}]
        if all(is_landed(part) for part in parts) and parts[:1] != ["__MACOSX"]:
            uri = f"{found.uri}/{storable_path(name)}"
            yield found._replace(
                uri=uri,
                size=size,
                fault=fault,
                member=name,
                archive=archive,
                opener=None,
            )
    archive.close()


def _opened(found: FoundFile) -> IO[bytes]:
    """The open file, whatever file system it is on.

    Raises:
        OSError: if it cannot be opened.
    """
    if found.opener is None:
        return cast("IO[bytes]", io.FileIO(found.place))
    return found.opener()


def _local(source: Source, path: str) -> Iterator[FoundFile]:
    """The files of an absolute path: a file, a folder or a glob."""
    fixed = Path(fixed_part(path))
    if fixed.is_file():
        stat = fixed.stat()
        place = fixed.as_posix()
        yield FoundFile(
            source,
            storable_path(place),
            place,
            stat.st_size,
            stat.st_mtime,
            stamp=_stamp_of(stat, time.time_ns() - SETTLED_NS),
        )
        return
    covers = matcher(path)
    for entry in _walk(fixed):
        place = f"{fixed.as_posix().rstrip('/')}/{entry.relative}"
        if covers.match(place.lstrip("/")):
            yield FoundFile(
                source,
                storable_path(place),
                place,
                entry.size,
                entry.modified,
                entry.fault,
                entry.stamp,
            )


def _address(path: str, data: Path) -> str:
    """The address with the file at its end, if that is a relative path, below the data folder."""
    *chain, last = path.split("::")
    if chain and not is_address(last):
        last = (data / last).as_posix()
    return "::".join((*chain, last))


def _remote(source: Source, path: str, data: Path, remotes: Remotes) -> list[FoundFile]:
    """The files of an address; the address itself if it cannot be listed."""
    download = remotes.download(source, shown(path), _address(path, data))
    head, _, rest = download.address.partition("::")
    try:
        if head == _FEED:
            return _entries(download, remotes, rest)
        if is_http(download.address):
            is_listing = "*" in download.address
            return _links(download, remotes) if is_listing else [_page(download, remotes)]
        return _objects(download, remotes)
    except UnchangedError:
        return _kept(download)
    except (PlaceError, FeedError, AddressError) as error:
        fault = f"cannot be listed: {error}"
        return [FoundFile(source, download.uri, download.uri, -1, fault=fault, download=download)]


def _page(download: Download, remotes: Remotes) -> FoundFile:
    """The file at an address of the web."""
    settings = remotes.settings
    place = download.uri.partition("?")[0].partition("#")[0]
    opener = partial(remotes.opened_web, download, settings.max_file_bytes)
    if is_archive(place):
        opener = partial(_opened_whole, download, remotes)
    return FoundFile(download.source, download.uri, place, -1, opener=opener, download=download)


def _opened_whole(download: Download, remotes: Remotes) -> IO[bytes]:
    """What an address of the web has further files in.

    Raises:
        PlaceError: if it cannot be had, or is larger than what may be downloaded.
    """
    limit = remotes.settings.max_download_bytes
    opened = remotes.opened_web(download, limit)
    if opened.seek(0, io.SEEK_END) > limit:
        opened.close()
        raise PlaceError(f"larger than {limit:,} bytes; split it or raise max_download_bytes")
    opened.seek(0)
    return opened


def _links(download: Download, remotes: Remotes) -> list[FoundFile]:
    """The files that a page of the web links to and whose addresses fit the pattern."""
    folder, _, pattern = download.address.rpartition("/")
    if "*" in folder or not pattern:
        raise AddressError("has a * before its last part; on the web only the last part may have")
    listing = remotes.download(download.source, f"{shown(folder)}/", f"{folder}/")
    with _opened_whole(listing, remotes) as page:
        names = linked_names(page.read(), matcher(pattern))
    download.reached()
    listing.incomplete()
    return [
        _page(
            remotes.download(download.source, f"{shown(folder)}/{name}", f"{folder}/{name}"),
            remotes,
        )
        for name in names
        if is_landed(name)
    ]


def _entries(download: Download, remotes: Remotes, address: str) -> list[FoundFile]:
    """The entries of a feed, each as a page."""
    limit = remotes.settings.max_file_bytes
    if is_http(address):
        opened = remotes.opened_web(download, limit)
    else:
        filesystem, path = remotes.tried(download, partial(filesystem_of, address))
        download.reached(stamp_of(remotes.tried(download, partial(filesystem.info, path))))
        opened = remotes.opened_object(download, filesystem, path, limit)
    with opened:
        content = opened.read()
    if len(content) > limit:
        raise FeedError(f"larger than {limit:,} bytes; raise max_file_bytes if it is right")
    return [
        FoundFile(
            download.source,
            f"{download.uri}#{storable_path(shown(entry.name))}",
            "entry.html",
            len(entry.page),
            opener=partial(io.BytesIO, entry.page),
            download=download,
        )
        for entry in entries_of(content, shown(address))
    ]


def _objects(download: Download, remotes: Remotes) -> list[FoundFile]:
    """The files of an address that fsspec knows the file system of."""
    address = download.address
    *chain, last = address.split("::")
    if is_http(last):
        # fsspec would follow any redirect.
        address = "::".join((*chain, remotes.spooled(download).as_posix()))
    filesystem, path = remotes.tried(download, partial(filesystem_of, address))
    listed = remotes.tried(download, partial(_listed, filesystem, path))
    download.reached()
    protocol = address.split("://", maxsplit=1)[0]
    end = [shown(each) for each in (*chain, last)[1:]]
    found = []
    for name, info in listed:
        full = name if "://" in name else f"{protocol}://{name}"
        if not is_landed(name.rpartition("/")[2]):
            continue
        uri = "::".join((shown(full), *end))
        part = remotes.download(download.source, uri, "::".join((full, *end)))
        part.reached(stamp_of(info))
        size = -1 if info.get("size") is None else int(info["size"])
        limit = None if is_archive(full) else remotes.settings.max_file_bytes
        opener = partial(remotes.opened_object, part, filesystem, name, limit)
        found.append(FoundFile(download.source, uri, uri, size, opener=opener, download=part))
    return found


def _kept(download: Download) -> list[FoundFile]:
    """What was at an address the last time, where nothing has changed since."""

    def unchanged(content: Content) -> IO[bytes]:
        raise UnchangedError(content.document_id, content.size)

    return [
        FoundFile(
            download.source,
            content.uri,
            content.uri,
            content.size,
            opener=partial(unchanged, content),
        )
        for content in download.remotes.contents(download)
    ]


def _listed(filesystem: Any, path: str) -> list[tuple[str, dict[str, Any]]]:
    """Names of the files a path of a file system names, and what it says of each."""
    if _WILD_ADDRESS.search(path):
        found = filesystem.glob(path, detail=True)
    else:
        info = filesystem.info(path)
        is_folder = info.get("type") == "directory"
        found = filesystem.find(path, detail=True) if is_folder else {path: info}
    return sorted(
        ((str(name), info) for name, info in found.items() if info.get("type") != "directory"),
        key=lambda each: each[0],
    )


def _elsewhere(source: Source, data: Path, remotes: Remotes) -> Iterator[FoundFile]:
    """The files of a source that are not in the data folder."""
    for path in source.path:
        if is_address(path):
            yield from _remote(source, path, data, remotes)
        elif _relative_path(path, data) is None:
            yield from _local(source, path)


def uris_of(registry: Registry, entries: Iterable[Entry]) -> list[str]:
    """What files of the data folder are called in the ledger."""
    root = registry.data.resolve().name
    return [
        f"{root}/{storable_path(entry.relative)}" if entry.relative else root for entry in entries
    ]


def list_files(
    registry: Registry,
    remotes: Remotes | None = None,
    limits: ArchiveLimits = DEFAULT_ARCHIVE_LIMITS,
    entries: Sequence[Sequence[Entry]] | None = None,
) -> Iterator[FoundFile]:
    """Every file of every source, by source in the registry's order, then by uri.

    A file that more than one source covers belongs to the first. Archives are given as their
    members. What cannot be listed is given with its fault.

    Args:
        registry: The sources.
        remotes: What is known of addresses; without it all of them are asked anew.
        limits: What an archive may hold.
        entries: Those files of the data folder that are wanted, by source; without it all of them.
    """
    remotes = remotes or Remotes(load_settings(), moment=load_settings().now())
    if entries is None:
        entries = entries_by_source(registry)
    claimed: set[str] = set()
    for source, wanted in zip(registry.sources, entries, strict=True):
        found = [
            FoundFile(
                source, uri, entry.place, entry.size, entry.modified, entry.fault, entry.stamp
            )
            for uri, entry in zip(uris_of(registry, wanted), wanted, strict=True)
        ]
        for file in _elsewhere(source, registry.data, remotes):
            if file.uri not in claimed:
                claimed.add(file.uri)
                found.append(file)
        found.sort(key=lambda file: file.uri)
        for file in found:
            if file.fault is None and is_archive(file.place.split("::")[0]):
                yield from _members(file, limits)
            else:
                yield file


def _fetched(found: FoundFile, limit: int) -> bytes:
    """The bytes at an address, at most one more than the limit."""
    with _opened(found) as remote:
        return remote.read(limit + 1)


def read_bytes(found: FoundFile, limit: int) -> bytes:
    """The bytes of a file, at most one more than the limit where they are unpacked or fetched.

    Raises:
        PlaceError: if they cannot be had.
        UnchangedError: if they are those of a document that is known.
    """
    try:
        if found.archive is not None and found.member is not None:
            return found.archive.read(found.member, limit)
        if found.opener is None:
            with io.FileIO(found.place) as file:
                return file.readall()
        return _fetched(found, limit)
    except ArchiveError as error:
        raise PlaceError(str(error)) from error
    except OSError as error:
        told = getattr(error, "strerror", None) or str(error) or type(error).__name__
        raise PlaceError(f"cannot be read: {told}") from error
