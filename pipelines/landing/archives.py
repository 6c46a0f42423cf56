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
from typing import IO, Final, NamedTuple, cast

MAX_MEMBERS: Final = 500_000
MAX_UNPACKED_BYTES: Final = 50_000_000_000

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


class Member(NamedTuple):
    """One file in an archive."""

    name: str
    size: int


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


class Archive:
    """The members of one archive."""

    def __init__(self, name: str, opened: Callable[[], IO[bytes]]) -> None:
        self._name = name.lower()
        self._file_name = name
        self._open = opened
        self._zip: zipfile.ZipFile | None = None
        self._tar: tarfile.TarFile | None = None
        self._held: list[IO[bytes]] = []

    def members(self) -> list[Member]:
        """The regular files in it, by name.

        Raises:
            ArchiveError: if it is broken, encrypted or too big.
        """
        try:
            members = self._members()
        except _FAULTS as error:
            raise ArchiveError(f"broken archive: {error or type(error).__name__}") from error
        if len(members) > MAX_MEMBERS:
            raise ArchiveError(f"archive with {len(members):,} files; split it")
        return sorted(members)

    def _members(self) -> list[Member]:
        if self._name.endswith(".zip"):
            entries = [entry for entry in self._opened_zip().infolist() if not entry.is_dir()]
            if any(entry.flag_bits & 1 for entry in entries):
                raise ArchiveError("encrypted archive; pack it without a password")
            return [Member(entry.filename, entry.file_size) for entry in entries]
        if self._name.endswith(_TAR_ENDINGS):
            return [Member(entry.name, entry.size) for entry in self._opened_tar() if entry.isreg()]
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
            self._tar = tarfile.TarFile(fileobj=file)
        return self._tar

    def _unpacked(self, file: IO[bytes]) -> IO[bytes]:
        """The tar without its compression, in a temporary file: members are read in any order."""
        packed = _decompressed(self._name, file)
        unpacked = self._hold(tempfile.TemporaryFile())  # noqa: SIM115 - closed with the archive
        while chunk := packed.read(_CHUNK):
            unpacked.write(chunk)
            if unpacked.tell() > MAX_UNPACKED_BYTES:
                raise ArchiveError(f"archive of more than {MAX_UNPACKED_BYTES:,} bytes; split it")
        unpacked.seek(0, io.SEEK_SET)
        return unpacked
