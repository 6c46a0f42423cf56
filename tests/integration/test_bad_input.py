"""Files that are broken, odd or hostile end in the ledger with a reason, and stop nothing."""

import gzip
import io
import json
import lzma
import os
import re
import resource
import tarfile
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from random import Random
from typing import Any, Final

import polars as pl
import pytest

from pipelines.landing.landing import land_batches
from pipelines.landing.ledger import Ledger, reconcile
from pipelines.landing.registry import load_registry
from pipelines.orchestration.staging import own_names_frame, sources_frame
from pipelines.settings import Settings
from pipelines.staging import batches
from pipelines.staging.batches import STAGED, Staged, stage_each

MEGABYTE: Final = 1_000_000
MOST_MEMORY: Final = 2_000 * MEGABYTE
"""That landing and staging all files of this module may take, whatever is in them."""
REVIEW: Final = """---
title: "Ein Tag am Meer (1991)"
author: Mary Major
stars: 4
---
_Ein Tag am Meer_ is a documentary by Ada Brown. Tom Grey plays a sailor who cannot swim.
"""
PROSE: Final = (
    "It was a film by Ada Brown, starring Tom Grey (1991, 97 min), and I gave it 4 out of 5. "
)
FRENCH: Final = "Déjà vu à la fenêtre, où l’été finit: un film très âpre, naïf et brûlant. "
READ: Final = ""
"""No reason: the file is read, whatever is strange about it."""


@dataclass(frozen=True)
class Case:
    """A file, and the words of the reason for which it is rejected; none if it is read."""

    name: str
    content: bytes
    reason: str = READ


def _head(lines: str) -> bytes:
    return f"---\ntitle: Ten\n{lines}\n---\nA film about ten drives.\n".encode()


def _noise(size: int) -> bytes:
    return Random(7).randbytes(size)  # noqa: S311 - the same noise each time


def _bomb() -> bytes:
    """Nine aliases of nine aliases, and so on: three thousand million values in a few lines."""
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 10)]
    return "\n".join(lines).encode()


def _parquet(frame: pl.DataFrame) -> bytes:
    buffer = io.BytesIO()
    frame.write_parquet(buffer)
    return buffer.getvalue()


PAGES: Final = count()


def _page(body: str, head: str = "") -> bytes:
    """A page that says the same as no other one."""
    return (
        f"<!doctype html><html><head>{head}</head><body>{body} {next(PAGES)}</body></html>".encode()
    )


LD: Final = '<script type="application/ld+json">{}</script>'

CASES: Final = (
    # Bytes that are no text, or text in several charsets
    Case("noise.txt", _noise(50_000), "not a text file"),
    Case("noise.json", _noise(50_000), "not a text file"),
    Case("noise.html", _noise(50_000), "not a text file"),
    Case("noise.parquet", b"PAR1" + _noise(5_000), "damaged Parquet"),
    Case("nul.md", REVIEW.encode().replace(b"sailor", b"sai\0lor"), "NUL byte in line 6"),
    Case("controls.txt", bytes(range(1, 9)) * 100, "control codes"),
    Case("western.txt", FRENCH.encode("cp1252") * 3),
    Case("large-western.txt", FRENCH.encode("cp1252") * 10_000),
    Case("mostly-ascii.txt", PROSE.encode() * 9_000 + FRENCH.encode("cp1252") * 20),
    Case("mixed-charsets.txt", FRENCH.encode("cp1252") * 9 + "日本語の映画".encode() * 9, "its charset cannot be told"),
    Case("wrong-charset.html", _page("é" * 50, '<meta charset="utf-7">')),
    Case("escape-charset.html", _page("Ten" * 5, '<meta charset="unicode_escape">').replace(b"T", b"\xe9")),
    Case("utf16-odd.txt", b"\xff\xfe" + "Zehn".encode("utf-16-le") + b"x", "begins as utf-16-le"),
    Case("surrogate.json", b'[{"title": "Ten \\ud800", "rating": "\\udfff"}]'),
    Case("surrogate-bytes.txt", b"Ten \xed\xa0\x80 by Abbas Kiarostami", READ),
    Case("right-to-left.txt", ("\u202eneT\u202c by \u2066Abbas Kiarostami\u2069 (2002)\n" * 9).encode()),
    Case("combining.txt", ("Te\u0301" + "\u0301" * 50_000 + "n").encode()),
    Case("zero-width.md", "---\n\u200btitle: Ten\u200b\n---\n\ufeffA film.\ufeff".encode()),
    Case("only-mark.txt", b"\xef\xbb\xbf \n", "empty file"),
    # Cut off, or put together
    Case("truncated.md", REVIEW.encode()[:35]),
    Case("truncated-charset.txt", ("Ten: " + "é" * 100).encode()[:-1]),
    Case("truncated.json", b'[{"title": "Ten"}, {"tit', "invalid JSON"),
    Case("truncated.html", b"<html><body><h1>Ten</h1><p>A film by <a href='"),
    Case("truncated.csv", b'title,year\n"Ten,2002\nSh'),
    Case("truncated.toml", b'title = "Ten\n', "invalid TOML"),
    Case("truncated.yaml", b'- title: "Ten\n', "invalid YAML"),
    Case("truncated.parquet", _parquet(pl.DataFrame({"title": ["Ten"]}))[:-20], "damaged Parquet"),
    Case("twice.json", b'{"title": "Ten"}{"title": "Ten"}', "invalid JSON"),
    Case("twice.html", _page("<h1>Ten</h1>") * 2),
    Case("twice.md", REVIEW.encode() * 2),
    Case("page-in-json.json", _page("Ten"), "invalid JSON"),
    Case("json-in-page.html", b'{"title": "Ten"}'),
    # Long lines and many of them
    Case("line-of-one-word.txt", b"x" * MEGABYTE),
    Case("line-of-prose.txt", PROSE.encode() * (MEGABYTE // len(PROSE))),
    Case("lines-of-prose.txt", (PROSE + "\n").encode() * (MEGABYTE // 2 // len(PROSE))),
    Case("line-of-names.txt", b"Ada Brown " * 50_000),
    Case("line-of-years.txt", b"1991" * 125_000),
    Case("line-of-quotes.txt", b'"' * MEGABYTE),
    Case("line-of-blanks.md", b"Ten" + b" " * MEGABYTE + b"x"),
    Case("blank-lines.txt", b"Ten lines" + b"\n" * MEGABYTE),
    Case("lines-of-credits.txt", b"Director: Ada Brown\n" * 10_000),
    Case("too-long.txt", b"x " * (MEGABYTE + 1), "text of 2,000,002 characters"),
    Case("too-long.html", _page("x " * (MEGABYTE + 1)), "text of 2,000,00. characters"),
    # YAML, TOML, JSON
    Case("bomb.yaml", _bomb(), "more than 2,000,000 values|too many values"),
    Case("bomb.md", b"---\n" + _bomb() + b"\n---\nTen", "more than 20,000 values"),
    Case("long-aliases.yaml", f"a: &a {'x' * 100_000}\nb: [{'*a, ' * 5_000}]\n".encode(), "characters in one"),
    Case("tags.yaml", b"- title: !!python/object/apply:os.system ['exit 1']\n- !!binary Ten\n- !!set {a}\n"),
    Case("tag.md", _head("x: !!python/name:os.system")),
    Case("alias-of-itself.yaml", b"a: &a [*a, Ten]\n"),
    Case("deep.yaml", b"[" * 100_000, "more than 64 levels deep"),
    Case("deep-blocks.yaml", "".join(f"{' ' * n}a:\n" for n in range(200)).encode(), "64 levels deep"),
    Case("deep.json", b"[" * 100_000 + b"]" * 100_000, "nested too deep"),
    Case("rather-deep.json", b'{"a":' * 100 + b"1" + b"}" * 100, "more than 64 levels deep"),
    Case("deep.toml", b"a = " + b"[" * 50_000, "invalid TOML"),
    Case("long-number.toml", b"rating = " + b"9" * 10_000, "invalid TOML"),
    Case("long-number.md", b"+++\nrating = " + b"9" * 10_000 + b"\n+++\nTen"),
    Case("long-number.json", b'{"title": "Ten", "year": ' + b"9" * 10_000 + b"}"),
    Case("infinite.json", b'[{"title": "Ten", "rating": 1e308, "year": Infinity, "stars": NaN}]'),
    Case("same-keys.json", b'{"title": "Ten", "title": "Nine", "title": ["Eight"]}'),
    Case("same-keys.yaml", b"title: Ten\ntitle: Nine\ntitle: {a: b}\n"),
    Case("same-keys.md", _head("title: Nine\ntitle: [Eight]")),
    Case("same-keys.toml", b'title = "Ten"\ntitle = "Nine"\n', "invalid TOML"),
    Case("long-key.json", json.dumps({"k" * 50_000: "Ten"}).encode(), "name of more than"),
    # Heads of wrong types
    Case("title-is-map.md", b"---\ntitle: {a: {b: [c]}}\nrating: [1, [2]]\ndate: {}\n---\nText"),
    Case("title-is-list.md", b"---\ntitle: [[], [[]], Ten]\nauthor: 7\nyear: yes\ndate: null\n---\nText"),
    Case("head-is-list.md", b"---\n- a\n- b\n---\nText"),
    Case("head-is-text.md", b"---\njust words\n---\nText"),
    Case("no-such-day.md", _head("date: 2023-02-31\nyear: 99999\nrating: 1e308\nruntime: -5 min")),
    Case("no-such-hour.md", _head("date: 2023-02-28T25:61:61+99:99\nrating: 1e308/1e-308\nstars: 9" + "9" * 400)),
    Case("no-such-day.txt", b"Ten (2002)\n\nMonday 31 February 2023 at 25:99\n\nRating: 1e308/10, 0/0, 5/0\n" * 9),
    Case("no-such-year.txt", "Ten (٢٠٠٢), 0000-00-00, 9999-99-99, year 𝟚𝟘𝟘𝟚, ²/₅ stars\n".encode() * 9),
    # Pages
    Case("million-tags.html", b"<div>" * MEGABYTE, "tags nested too deep in line 1"),
    Case("deep-tables.html", b"<table><tr><td>" * 3_000 + b"Ten tables"),
    Case("unclosed-tags.html", b"<b><i><p>Ten" * 9_000, "tags nested too deep"),
    Case("many-cells.html", b"<table>" + b"<td>Ten" * 50_000),
    Case("many-metas.html", _page("Ten", "<meta name=a content=b>" * 20_000)),
    Case("nested-items.html", _page("<div itemscope><p itemprop=a>" * 3_000 + "x" * 50_000)),
    Case("broken-scripts.html", _page("Ten", LD.format("{" * 50_000) + LD.format("//" * 50_000))),
    Case("commas.html", _page("Ten", LD.format("," + " " * 200_000 + "x") + LD.format(", " * 99_999))),
    Case("self-references.html", _page("Ten", LD.format('{"@id": "a", "b": {"@id": "a"}}'))),
    Case("deep-graph.html", _page("Ten", LD.format('{"@graph": [' * 900 + "]}" * 900))),
    Case("script-types.html", _page("Ten", LD.format('{"@type": {"a": 1}, "name": [null, {}], "@id": []}'))),
    Case("attributes.html", f"<p {'a=b ' * 100_000}>Ten".encode()),
    Case("entities.html", _page("&#0;&#xd800;&#1114112;&#x202e;&nosuch;&#10;" * 99)),
    Case("comment.html", b"<!-- " * 100_000),
    Case("doctype.html", b"<!DOCTYPE html [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><p>&a; Ten"),
    # Tables
    Case("columns.csv", b"a," * MEGABYTE + b"\n" + b"1," * MEGABYTE, "1,000,001 columns"),
    Case("wide-row.csv", b"title,year\nTen" + b",x" * 20_000, "20,001 columns"),
    Case("no-header.csv", b"1,2\n3,4\n", "no header"),
    Case("same-columns.csv", b"title,title,,title,title#2\nTen,Nine,x,Eight,Seven\n"),
    Case("open-quote.csv", b'title,year\n"' + b"Ten,2002\n" * 50_000),
    Case("quotes.tsv", b'title\tyear\n"Ten\t2002\n"' * 10_000),
    Case("long-cell.csv", b'title\n"' + b"x" * 11_000_000 + b'"\n', "invalid CSV: field larger"),
    Case("nul-cell.csv", b"title,year\nTen\0,2002\n", "NUL byte"),
    Case("columns.parquet", _parquet(pl.DataFrame({f"c{n}": [1] for n in range(10_001)})), "columns in one"),
    Case("bomb.parquet", _parquet(pl.DataFrame({"t": pl.repeat("x", 3 * MEGABYTE, eager=True)})), "2,000,000 values"),
    Case("long-cells.parquet", _parquet(pl.DataFrame({"t": ["x" * 9_999] * 50_000})), "bytes of values"),
    Case("binary.parquet", _parquet(pl.DataFrame({"t": [b"\xff\0"], "title": ["Ten"]}))),
    # Names
    Case("new\nline.md", REVIEW.encode() + b"1"),
    Case("🎬 \u202e\u200bemoji.md", REVIEW.encode() + b"2"),
    Case("'; drop table films; --.md", REVIEW.encode() + b"3"),
    Case("<script>alert(1)<&>.md", REVIEW.encode() + b"4"),
    Case("=cmd|' C calc'!A0.csv", b"title\n=1+1\n"),
    Case("\x1b[31mred\x07.md", REVIEW.encode() + b"5"),
    Case(f"{'n' * 250}.md", REVIEW.encode() + b"6"),
)  # fmt: skip


def _zip(*members: tuple[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return buffer.getvalue()


def _tar(*members: tarfile.TarInfo) -> bytes:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w:gz") as archive:
        for member in members:
            archive.addfile(member, io.BytesIO(b"T" * member.size))
    return buffer.getvalue()


def _link(name: str, target: str) -> tarfile.TarInfo:
    member = tarfile.TarInfo(name)
    member.type, member.linkname = tarfile.SYMTYPE, target
    return member


def _sized(name: str, size: int) -> tarfile.TarInfo:
    member = tarfile.TarInfo(name)
    member.size = size
    return member


def _huge_header() -> bytes:
    """An archive whose name for a file would be two thousand million characters long."""
    header = bytearray(tarfile.TarInfo("././@LongLink").tobuf(tarfile.GNU_FORMAT))
    header[124:136] = b"%011o\0" % (2_000 * MEGABYTE)
    header[156:157] = tarfile.GNUTYPE_LONGNAME
    header[148:156] = b"        "
    header[148:156] = b"%06o\0 " % sum(header)
    return gzip.compress(bytes(header) + b"x" * MEGABYTE, compresslevel=1)


ARCHIVES: Final = (
    Case("bomb.zip", _zip(("b.txt", b"\0" * 120 * MEGABYTE)), "larger than 100,000,000 bytes"),
    Case("noise.zip", b"PK\3\4" + _noise(500), "broken archive"),
    Case("noise.tar.xz", lzma.compress(_noise(5_000)), "broken archive"),
    Case("truncated.tar.gz", _tar(_sized("ten.txt", 5_000))[:-30], "broken archive"),
    Case("huge-header.tar.gz", _huge_header(), "broken archive"),
)
"""Archives of which no member can be read."""

MEMBERS: Final = _zip(
    ("../../etc/passwd", b"up"),
    ("/etc/shadow", b"root"),
    ("C:\\windows\\ten.txt", b"drive"),
    ("a//b/./c.txt", b"odd"),
    ("new\nline.txt", b"line"),
    ("same.txt", b"one"),
    ("😀\x1b[31m.txt", b"red"),
)
LINKS: Final = _tar(
    _link("link.txt", "/etc/passwd"), _sized("../up.txt", 9), _link("../up2.txt", "up.txt")
)


@dataclass(frozen=True)
class Landed:
    """What a run over files made of them: the ledger by place, and the rows of staging."""

    documents: pl.DataFrame
    files: pl.DataFrame
    staged: Staged

    def of(self, uri: str) -> dict[str, object]:
        """The ledger's row of the one content at a place."""
        (document_id,) = self.files.filter(pl.col("uri") == uri)["document_id"]
        return self.documents.row(by_predicate=pl.col("document_id") == document_id, named=True)


def landed(data: Path, **bounds: int) -> Landed:
    """The files of a folder, landed and staged."""
    sources = data.parent / "sources.yaml"
    sources.write_text("sources: []\n")
    registry = load_registry(sources, data, is_default=True)
    found = list(
        land_batches(
            registry,
            Settings(data=data).model_copy(update=bounds),
            Ledger.empty(),
            now=datetime(2026, 1, 1, tzinfo=UTC),
            revision=1,
            reader_version="1",
            rules_version="1",
        )
    )
    documents = pl.concat([batch.documents for batch in found])
    staged = stage_each(
        documents.filter(pl.col("status") == "parsed").select(
            "document_id", "source", "uri", "text"
        ),
        pl.concat([batch.fields for batch in found]),
        sources_frame(registry),
        own_names_frame(registry),
    )
    files = pl.concat([batch.files for batch in found])
    assert reconcile(files, documents).is_balanced
    return Landed(documents, files, staged)


@pytest.fixture(scope="module")
def bad(tmp_path_factory: pytest.TempPathFactory) -> Landed:
    """All cases in one folder."""
    data = tmp_path_factory.mktemp("bad") / "films"
    data.mkdir()
    for case in (*CASES, *ARCHIVES):
        (data / case.name).write_bytes(case.content)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    made = landed(data)
    taken = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) * 1024
    assert taken < MOST_MEMORY
    return made


@pytest.mark.parametrize("case", CASES, ids=lambda case: ascii(case.name[:40]))
def test_a_bad_file_has_a_row_with_its_reason(bad: Landed, case: Case) -> None:
    row = bad.of(f"films/{case.name}")
    assert row["status"] == ("rejected" if case.reason else "parsed")
    assert re.search(case.reason or "^$", str(row["status_reason"] or ""))


def test_no_file_makes_a_reader_or_a_rule_fail(bad: Landed) -> None:
    assert bad.staged.faults == {}
    failed = bad.documents.filter(pl.col("status_reason").str.contains("reader failed"))
    assert failed.select("uri", "status_reason").rows() == []
    for table in STAGED:
        assert bad.staged.rows[table.name].schema == table.polars_schema


@pytest.mark.parametrize("case", ARCHIVES, ids=lambda case: case.name)
def test_a_bad_archive_has_a_row_with_its_reason(bad: Landed, case: Case) -> None:
    (row,) = bad.documents.filter(pl.col("uri").str.starts_with(f"films/{case.name}")).iter_rows(
        named=True
    )
    assert row["status"] == "rejected"
    assert case.reason in row["status_reason"]


def test_names_in_archives_lead_nowhere(tmp_path: Path) -> None:
    data = tmp_path / "films"
    data.mkdir()
    (data / "names.zip").write_bytes(MEMBERS)
    (data / "links.tar.gz").write_bytes(LINKS)
    before = sorted(tmp_path.rglob("*"))
    made = landed(data)
    told = dict(made.documents.select("uri", pl.coalesce("status_reason", "text")).iter_rows())
    outside = "its name leads out of the archive; pack it without ../ and without a leading /"
    assert told == {
        "films/links.tar.gz/../up.txt": outside,
        "films/links.tar.gz/../up2.txt": outside,
        "films/links.tar.gz/link.txt": "link or device in an archive; put the file itself there",
        "films/names.zip//etc/shadow": outside,
        "films/names.zip/../../etc/passwd": outside,
        "films/names.zip/C:\\windows\\ten.txt": "drive",
        "films/names.zip/a//b/./c.txt": "odd",
        "films/names.zip/new\nline.txt": "line",
        "films/names.zip/same.txt": "one",
        "films/names.zip/😀\x1b[31m.txt": "red",
    }
    assert sorted(tmp_path.rglob("*")) == sorted([*before, tmp_path / "sources.yaml"])


def test_a_file_of_a_gigabyte_is_rejected_unread(tmp_path: Path) -> None:
    data = tmp_path / "films"
    data.mkdir()
    (data / "line.txt").touch()
    os.truncate(data / "line.txt", 1 << 30)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    row = landed(data).of("films/line.txt")
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 500_000
    assert (row["status"], row["bytes"]) == ("rejected", 1 << 30)
    assert str(row["status_reason"]).startswith("larger than 100,000,000 bytes, so not read")


def test_what_is_no_file_is_told_and_not_opened(tmp_path: Path) -> None:
    data = tmp_path / "films"
    data.mkdir()
    os.mkfifo(data / "pipe.txt")
    (data / "device.txt").symlink_to("/dev/zero")
    (data / "loop.txt").symlink_to("loop.txt")
    (data / os.fsdecode(b"broken-\xff.md")).write_text("Ten")
    made = landed(data)
    told = dict(made.documents.select("uri", "status_reason").iter_rows())
    assert "not a regular file" in told["films/pipe.txt"]
    assert "leads out" in told["films/device.txt"]
    assert "loop" in told["films/loop.txt"] or "symbolic" in told["films/loop.txt"]
    assert told["films/broken-\\xff.md"] is None


@pytest.mark.parametrize(
    ("bounds", "content", "name", "told"),
    [
        ({"max_text_characters": 10}, b"Ten is a film.", "a.txt", "more than 10;"),
        ({"max_values": 2}, b'["a", "b", "c"]', "a.json", "more than 2 values"),
        ({"max_value_characters": 2}, b'["abc"]', "a.json", "more than 2 characters"),
        ({"max_columns": 2}, b"a,b,c\n1,2,3\n", "a.csv", "3 columns"),
        ({"max_open_tags": 2}, b"<b><i><u>Ten", "a.html", "nested too deep"),
        ({"max_file_bytes": 2}, b"Ten", "a.txt", "larger than 2 bytes"),
        (
            {"max_archive_files": 1},
            _zip(("a.txt", b"a"), ("b.txt", b"b")),
            "a.zip",
            "more than 1 files",
        ),
        ({"max_archive_bytes": 999}, _tar(_sized("a.txt", 9_999)), "a.tgz", "more than 999 bytes"),
    ],
)
def test_every_limit_is_a_setting(
    tmp_path: Path, bounds: dict[str, int], content: bytes, name: str, told: str
) -> None:
    data = tmp_path / "films"
    data.mkdir()
    (data / name).write_bytes(content)
    row = landed(data, **bounds).documents.row(0, named=True)
    assert row["status"] == "rejected"
    assert told in row["status_reason"]


def test_a_document_that_the_rules_fail_on_costs_no_other_its_rows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = batches.stage

    def fragile(documents: pl.DataFrame, *told: Any) -> Mapping[str, pl.DataFrame]:
        if documents["text"].str.contains("sailors").any():
            raise pl.exceptions.ComputeError("no sailors")
        return whole(documents, *told)

    monkeypatch.setattr(batches, "stage", fragile)
    data = tmp_path / "films"
    data.mkdir()
    for number in range(5):
        (data / f"{number}.md").write_text(f"{REVIEW}{number} sailor{'s' * (number == 3)}")
    made = landed(data)
    (fault,) = made.staged.faults.values()
    assert fault.startswith("the rules failed on it: ComputeError: no sailors; ")
    assert made.staged.rows["staging.stg_reviews"].height == 4
