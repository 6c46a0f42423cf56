"""Look into archives: zip, tar in its compressions, and single files under gzip.

What belongs here is listing and reading members within bounds. An archive is opened when it is
first needed and again if it was closed meanwhile.
"""

import bz2
import gzip
import io
import lzma
import tarfile
import tempfile
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import IO, Final, NamedTuple, cast

MAX_HEADER_BYTES: Final = 1_000_000
"""Of what an archive says of a member, as its name, which is read in one piece."""

_CHUNK: Final = 1 << 20
_TAR_ENDINGS: Final = (".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tbz2", ".tar.xz", ".txz")
_FAULTS: Final = (
    OSError,
    EOFError,
    RuntimeError,
    NotImplementedError,
    ValueError,
    KeyError,
    tarfile.TarError,
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
)


class ArchiveError(ValueError):
    """An archive or a member of it cannot be read; the message says why."""


@dataclass(frozen=True, slots=True)
class ArchiveLimits:
    """How much one archive may hold; one that holds more is refused with the reason."""

    files: int = 500_000
    unpacked_bytes: int = 50_000_000_000


DEFAULT_ARCHIVE_LIMITS: Final = ArchiveLimits()


class Member(NamedTuple):
    """One file in an archive; `fault` says why it is not to be read."""

    name: str
    size: int
    fault: str | None = None


def is_archive(name: str) -> bool:
    """Whether a file is an archive, by its ending.

    >>> [is_archive(name) for name in ("a.zip", "a.tar.gz", "a.tsv.gz", "a.html")]
    [True, True, True, False]
    """
    return name.lower().endswith((".zip", ".gz", *_TAR_ENDINGS))


def _decompressed(name: str, file: IO[bytes]) -> IO[bytes]:
    """The file without the compression that its ending tells."""
    if name.endswith((".tar.bz2", ".tbz2")):
        return cast("IO[bytes]", bz2.BZ2File(file))
    if name.endswith((".tar.xz", ".txz")):
        return cast("IO[bytes]", lzma.LZMAFile(file))
    return cast("IO[bytes]", gzip.GzipFile(fileobj=file))


def _member(name: str, size: int, *, is_file: bool = True) -> Member:
    """The member of a name, with its fault if it is a link or its name leads out of the archive.

    >>> _member("../ten.txt", 9).fault
    'its name leads out of the archive; pack it without ../ and without a leading /'
    """
    fault = None if is_file else "link or device in an archive; put the file itself there"
    if name.startswith("/") or ".." in name.split("/"):
        fault = "its name leads out of the archive; pack it without ../ and without a leading /"
    return Member(name, size, fault)


class _Headers:
    """A tar file while it is listed: what it says of its members comes in small pieces."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self.seek = file.seek
        self.tell = file.tell

    def read(self, size: int) -> bytes:
        """The next bytes.

        Raises:
            tarfile.ReadError: if these are more than anything but the file itself would have.
        """
        if size > MAX_HEADER_BYTES:
            raise tarfile.ReadError(f"a name or header of {size:,} bytes")
        return self._file.read(size)


class Archive:
    """The members of one archive."""

    def __init__(
        self,
        name: str,
        opened: Callable[[], IO[bytes]],
        limits: ArchiveLimits = DEFAULT_ARCHIVE_LIMITS,
    ) -> None:
        self._name = name.lower()
        self._file_name = name
        self._open = opened
        self._limits = limits
        self._zip: zipfile.ZipFile | None = None
        self._tar: tarfile.TarFile | None = None
        self._held: list[IO[bytes]] = []

    def members(self) -> list[Member]:
        """The files in it, by name, also those that are not to be read.

        Raises:
            ArchiveError: if it is broken, encrypted or too big.
        """
        try:
            members = self._members()
        except _FAULTS as error:
            raise ArchiveError(f"broken archive: {error or type(error).__name__}") from error
        self._check_count(len(members))
        return sorted(members)

    def _check_count(self, count: int) -> None:
        if count > self._limits.files:
            raise ArchiveError(f"archive with more than {self._limits.files:,} files; split it")

    def _members(self) -> list[Member]:
        if self._name.endswith(".zip"):
            entries = [entry for entry in self._opened_zip().infolist() if not entry.is_dir()]
            if any(entry.flag_bits & 1 for entry in entries):
                raise ArchiveError("encrypted archive; pack it without a password")
            return [_member(entry.filename, entry.file_size) for entry in entries]
        if self._name.endswith(_TAR_ENDINGS):
            return [
                _member(entry.name, entry.size, is_file=entry.isreg())
                for entry in self._opened_tar()
                if not entry.isdir()
            ]
        # The size of what a gzip file holds is only known by unpacking it.
        return [Member(self._file_name.rpartition("/")[2][:-3], -1)]

    def read(self, member: str, limit: int) -> bytes:
        """The bytes of a member, at most one more than the limit.

        Raises:
            ArchiveError: if it cannot be read.
        """
        try:
            with self._opened_member(member) as file:
                return file.read(limit + 1)
        except _FAULTS as error:
            raise ArchiveError(f"broken in its archive: {error or type(error).__name__}") from error

    def close(self) -> None:
        """Close what is open."""
        for opened in (self._zip, self._tar, *self._held):
            if opened is not None:
                opened.close()
        self._zip = self._tar = None
        self._held.clear()

    def _opened_member(self, member: str) -> IO[bytes]:
        if self._name.endswith(".zip"):
            return self._opened_zip().open(member)
        if self._name.endswith(_TAR_ENDINGS):
            file = self._opened_tar().extractfile(member)
            if file is None:
                raise ArchiveError("not a regular file")
            return file
        return _decompressed(".gz", self._hold(self._open()))

    def _hold(self, file: IO[bytes]) -> IO[bytes]:
        self._held.append(file)
        return file

    def _opened_zip(self) -> zipfile.ZipFile:
        if self._zip is None:
            self._zip = zipfile.ZipFile(self._hold(self._open()))
        return self._zip

    def _opened_tar(self) -> tarfile.TarFile:
        if self._tar is None:
            file = self._hold(self._open())
            if not self._name.endswith(".tar"):
                file = self._unpacked(file)
            tar = tarfile.TarFile(fileobj=cast("IO[bytes]", _Headers(file)))
            for number, _ in enumerate(tar, start=1):
                self._check_count(number)
            tar.fileobj = file
            self._tar = tar
        return self._tar

    def _unpacked(self, file: IO[bytes]) -> IO[bytes]:
        """The tar without its compression, in a temporary file: members are read in any order."""
        packed = _decompressed(self._name, file)
        unpacked = self._hold(tempfile.TemporaryFile())  # noqa: SIM115 - closed with the archive
        while chunk := packed.read(_CHUNK):
            unpacked.write(chunk)
            if unpacked.tell() > self._limits.unpacked_bytes:
                most = self._limits.unpacked_bytes
                raise ArchiveError(f"unpacks to more than {most:,} bytes; split it")
        unpacked.seek(0, io.SEEK_SET)
        return unpacked
