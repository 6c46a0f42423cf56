import gzip
import io
import tarfile
import zipfile
from dataclasses import replace
from pathlib import Path

import fsspec
import pytest
from fsspec.spec import AbstractFileSystem

from pipelines.landing.places import FoundFile, list_files, read_bytes
from pipelines.landing.registry import Registry, Source, load_registry
from pipelines.landing.remotes import PlaceError


def _registry(data: Path, *entries: str) -> Registry:
    path = data.parent / "sources.yaml"
    path.write_text("sources:\n" + "".join(f"  - {entry}\n" for entry in entries))
    return load_registry(path, data, is_default=False)


def _write(data: Path, **files: str) -> None:
    for name, text in files.items():
        path = data / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    data = tmp_path / "films"
    data.mkdir()
    return data


def _told(registry: Registry) -> list[tuple[str, str]]:
    return [(found.source.name, found.uri) for found in list_files(registry)]


def test_files_come_by_source_then_uri_and_the_first_source_wins(data: Path) -> None:
    _write(data, **{"b/2.md": "x", "b/1.md": "x", "a/1.md": "x", "a/1.txt": "x", "loose.txt": "x"})
    registry = _registry(
        data,
        "{name: second, kind: blog, path: b}",
        "{name: marked, kind: blog, path: '**/*.md'}",
    )
    assert _told(registry) == [
        ("second", "films/b/1.md"),
        ("second", "films/b/2.md"),
        ("marked", "films/a/1.md"),
        ("undescribed", "films/a/1.txt"),
        ("undescribed", "films/loose.txt"),
    ]


def test_what_the_registry_ignores_is_not_landed(data: Path) -> None:
    _write(data, **{"kept/1.md": "x", "drafts/1.md": "x"})
    registry = replace(_registry(data), ignored=("drafts/*",))
    assert _told(registry) == [("undescribed", "films/kept/1.md")]


def test_hidden_files_and_what_editors_leave_are_not_landed(data: Path) -> None:
    _write(data, **{".git/x": "x", "a.md~": "x", ".a.md.swp": "x", "README.md": "x", "a.md": "x"})
    assert _told(_registry(data)) == [
        ("undescribed", "films/README.md"),
        ("undescribed", "films/a.md"),
    ]


def test_links_that_lead_out_are_told_and_not_followed(data: Path) -> None:
    secret = data.parent / "secret.txt"
    secret.write_text("secret")
    _write(data, **{"a.md": "x"})
    (data / "out.txt").symlink_to(secret)
    (data / "up").symlink_to(data.parent)
    (data / "loop").symlink_to(data)
    (data / "same.md").symlink_to(data / "a.md")
    faults = {found.uri: found.fault for found in list_files(_registry(data))}
    assert list(faults) == ["films/a.md", "films/out.txt", "films/same.md", "films/up"]
    assert "leads out" in str(faults["films/out.txt"])
    assert "leads out" in str(faults["films/up"])
    assert faults["films/same.md"] is None


def _zip(**members: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, text in members.items():
            archive.writestr(name, text)
    return buffer.getvalue()


def _tar(mode: str, **members: str) -> bytes:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode=f"w:{mode}") as archive:  # type: ignore[call-overload]
        for name, text in members.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(text)
            archive.addfile(entry, io.BytesIO(text.encode()))
    return buffer.getvalue()


def test_archives_are_given_as_their_members(data: Path) -> None:
    (data / "x.zip").write_bytes(_zip(**{"b.txt": "2", "d/a.txt": "1", ".h": "", "__MACOSX/a": ""}))
    (data / "y.tar.gz").write_bytes(_tar("gz", **{"b.txt": "4", "a.txt": "3"}))
    (data / "z.tsv.gz").write_bytes(gzip.compress(b"5"))
    found = list(list_files(_registry(data)))
    assert [(file.uri, read_bytes(file, 100)) for file in found] == [
        ("films/x.zip/b.txt", b"2"),
        ("films/x.zip/d/a.txt", b"1"),
        ("films/y.tar.gz/a.txt", b"3"),
        ("films/y.tar.gz/b.txt", b"4"),
        ("films/z.tsv.gz/z.tsv", b"5"),
    ]


def test_a_broken_or_encrypted_archive_is_one_file_with_a_fault(data: Path) -> None:
    (data / "broken.zip").write_bytes(b"PK not really")
    (data / "cut.tar.gz").write_bytes(_tar("gz", **{"a.txt": "3" * 9999})[:-20])
    locked = bytearray(_zip(**{"a.txt": "1"}))
    locked[6] |= 1
    locked[locked.index(b"PK\x01\x02") + 8] |= 1
    (data / "locked.zip").write_bytes(bytes(locked))
    faults = {file.uri: file.fault or "" for file in list_files(_registry(data))}
    assert list(faults) == ["films/broken.zip", "films/cut.tar.gz", "films/locked.zip"]
    assert "broken archive" in faults["films/broken.zip"]
    assert "broken archive" in faults["films/cut.tar.gz"]
    assert "encrypted archive" in faults["films/locked.zip"]


def test_a_member_that_unpacks_beyond_the_limit_is_cut_there(data: Path) -> None:
    (data / "bomb.gz").write_bytes(gzip.compress(b"0" * 1_000_000))
    (found,) = list_files(_registry(data))
    assert len(read_bytes(found, 1_000)) == 1_001


def test_absolute_paths_keep_their_uri_and_those_below_the_data_folder_do_not(data: Path) -> None:
    elsewhere = data.parent / "elsewhere"
    elsewhere.mkdir()
    _write(elsewhere, **{"a.md": "x", "b.txt": "x"})
    _write(data, **{"in/a.md": "x"})
    registry = _registry(
        data,
        f"{{name: out, kind: blog, path: '{elsewhere}/*.md'}}",
        f"{{name: in, kind: blog, path: '{data}/in'}}",
    )
    assert _told(registry) == [("out", f"{elsewhere}/a.md"), ("in", "films/in/a.md")]


def test_addresses_are_listed_and_read_through_fsspec(data: Path) -> None:
    (data.parent / "far.zip").write_bytes(_zip(**{"a.txt": "1", "b.md": "2"}))
    chain = f"zip://*.txt::{data.parent}/far.zip"
    registry = _registry(data, f"{{name: far, kind: blog, path: '{chain}'}}")
    (found,) = list_files(registry)
    assert found.uri == f"zip://a.txt::{data.parent}/far.zip"
    assert read_bytes(found, 100) == b"1"


def test_an_address_that_cannot_be_listed_is_one_file_with_a_fault(data: Path) -> None:
    registry = _registry(data, "{name: far, kind: blog, path: 'nosuch://user:secret@host/a.txt'}")
    (found,) = list_files(registry)
    assert found.uri == "nosuch://host/a.txt"
    assert found.fault is not None
    assert "cannot be listed" in found.fault


def test_a_file_that_is_gone_when_it_is_read_is_told(data: Path) -> None:
    source = Source(name="a", kind="blog", path=("x",))
    with pytest.raises(PlaceError, match="No such file"):
        read_bytes(FoundFile(source, "films/a", str(data / "a"), 1), 100)


class _Moody(AbstractFileSystem):  # type: ignore[misc]
    """A file system whose client raises errors of its own."""

    protocol = "moody"

    class ClientError(Exception):
        """No OSError."""

    def info(self, path: str, **_: object) -> dict[str, object]:
        if path.endswith("unlisted.txt"):
            raise self.ClientError("quota")
        return {"name": path, "size": 3, "type": "file"}

    def _open(self, *_: object, **__: object) -> None:
        raise self.ClientError("reset by https://user:secret@h/")


def test_errors_of_a_client_do_not_end_the_run(data: Path) -> None:
    fsspec.register_implementation("moody", _Moody, clobber=True)
    registry = _registry(
        data,
        "{name: far, kind: blog, path: ['moody://h/a.txt', 'moody://h/b.zip', 'moody://h/unlisted.txt']}",
    )
    file, archive, unlisted = list_files(registry)
    with pytest.raises(PlaceError, match="cannot be read: reset by https://h/"):
        read_bytes(file, 100)
    assert archive.fault == "cannot be opened: reset by https://h/"
    assert unlisted.fault == "cannot be listed: quota"
