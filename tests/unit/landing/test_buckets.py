"""Runs over a bucket of Amazon's S3, as moto serves it on this machine."""

import gzip
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import fsspec
import pytest
from moto.server import ThreadedMotoServer

from tests.landings import House

S3 = fsspec.get_filesystem_class("s3")
KEY, SECRET = "AKIATESTREELHOUSE", "s3cr3t/of+the/bucket"


@pytest.fixture(scope="module")
def endpoint() -> Iterator[str]:
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


@pytest.fixture
def bucket(endpoint: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    monkeypatch.setenv("AWS_ENDPOINT_URL", endpoint)
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", KEY)
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", SECRET)
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
    S3.clear_instance_cache()
    bucket = S3()
    bucket.mkdir("clips")
    yield bucket
    bucket.rm("clips", recursive=True)
    S3.clear_instance_cache()


@pytest.fixture
def house(tmp_path: Path) -> House:
    house = House(tmp_path)
    house.paths = ["s3://clips/reviews/"]
    return house


def _reads(bucket: Any, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Names of the objects that are opened from now on."""
    names: list[str] = []
    opened = type(bucket)._open

    def open_(self: Any, path: str, *arguments: Any, **named: Any) -> Any:
        names.append(path)
        return opened(self, path, *arguments, **named)

    monkeypatch.setattr(type(bucket), "_open", open_)
    return names


def test_objects_are_had_once_and_again_when_they_changed(
    house: House, bucket: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    bucket.pipe({"clips/reviews/ida.md": b"Ida", "clips/reviews/old/ten.md": b"Ten"})
    bucket.pipe("clips/drafts/no.md", b"No")
    assert house.land().read() == ["Ida", "Ten"]
    assert house.statuses() == {
        "s3://clips/reviews/ida.md": "parsed",
        "s3://clips/reviews/old/ten.md": "parsed",
    }
    opened = _reads(bucket, monkeypatch)
    assert house.land().read() == []
    assert opened == []
    assert set(house.days_seen().values()) == {1}
    bucket.pipe("clips/reviews/ida.md", b"Ida, again")
    assert house.land().read() == ["Ida, again"]
    assert opened == ["clips/reviews/ida.md"]


def test_globs_and_archives_work_in_a_bucket(house: House, bucket: Any) -> None:
    bucket.pipe({"clips/reviews/a.md": b"Ida", "clips/reviews/a.txt": b"No"})
    bucket.pipe("clips/reviews/b.md.gz", gzip.compress(b"Ten"))
    house.paths = ["s3://clips/reviews/*.md", "s3://clips/reviews/*.gz"]
    assert house.land().read() == ["Ida", "Ten"]
    assert house.land().read() == []
    assert house.days_seen() == {
        "s3://clips/reviews/a.md": 1,
        "s3://clips/reviews/b.md.gz/b.md": 1,
    }


def test_an_object_above_the_limit_is_not_had(
    house: House, bucket: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    bucket.pipe("clips/reviews/ida.md", b"Ida" * 10)
    house.bound(max_file_bytes=10)
    opened = _reads(bucket, monkeypatch)
    assert set(house.land().statuses().values()) == {"rejected"}
    assert opened == []
    house.bound(max_file_bytes=100)
    assert set(house.land().statuses().values()) == {"parsed"}


def test_a_bucket_that_is_gone_leaves_its_files_and_says_no_secret(
    house: House, bucket: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    bucket.pipe("clips/reviews/ida.md", b"Ida")
    house.land()
    house.bound(download_attempts=2)
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:9")
    S3.clear_instance_cache()
    house.land()
    (fault,) = house.faults()
    assert fault.startswith("s3://clips/reviews/: cannot be listed: ")
    assert house.statuses() == {"s3://clips/reviews/ida.md": "parsed"}
    assert house.days_seen() == {"s3://clips/reviews/ida.md": 0}
    assert SECRET not in house.everything()
    assert KEY not in house.everything()
