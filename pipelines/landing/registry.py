"""Know the sources: what the registry says of where files are and what they are.

What belongs here is the form of `sources.yaml`, its validation, and which file belongs to which
source. Nothing here opens a document.
"""

import difflib
import hashlib
import json
import re
import zoneinfo
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache, cached_property
from pathlib import Path
from typing import Any, Final, Literal, get_args

import yaml
from babel.localedata import exists as is_locale
from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from pipelines.settings import PROJECT_ROOT, Settings

UNDESCRIBED: Final = "undescribed"
DEFAULT_SOURCES: Final = PROJECT_ROOT / "data" / "sources.yaml"
SourceKind = Literal["newspaper", "magazine", "website", "blog", "festival", "cinema", "dataset"]
DocumentKind = Literal["review", "listing", "roundup", "dataset", "other"]

_ADDRESS: Final = re.compile(r"^[a-z][a-z0-9+.-]*:(?://|:)|::")
_WILD: Final = re.compile(r"[*?\[]")
# Keys that say where files are or what the source is called do not change what is read from them.
_NOT_READING: Final = frozenset({"path", "hosts", "optional"})


class RegistryError(ValueError):
    """The registry cannot be used; the message names file, source, key, fault and remedy."""


class Source(BaseModel):
    """One source of the registry: a publication or data set, and where its files are."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)

    name: str = Field(min_length=1, pattern=r"^[\w][\w .-]*$")
    kind: SourceKind
    publication: str | None = None
    publication_uri: str | None = None
    path: tuple[str, ...] = Field(min_length=1)
    hosts: tuple[str, ...] = ()
    rating_scale: float | Literal["letter"] | None = None
    timezone: str | None = None
    language: str | None = None
    default_year: int | None = Field(default=None, ge=1870, le=2200)
    country: str | None = None
    festival: str | None = None
    venue: str | None = None
    organisation: str | None = None
    document_kind: DocumentKind | None = None
    fields: dict[str, str] = Field(default_factory=dict)
    optional: bool = False

    @field_validator("path", "hosts", mode="before")
    @classmethod
    def _one_or_many(cls, value: Any) -> Any:
        return (value,) if isinstance(value, str) else value

    @field_validator("path")
    @classmethod
    def _is_glob(cls, paths: tuple[str, ...]) -> tuple[str, ...]:
        for path in paths:
            if not path.strip():
                raise ValueError("is empty; give a folder, a glob as blogs/**/*.md, or an address")
            if path.count("[") != path.count("]"):
                raise ValueError(f"bad glob {path!r}: a bracket is not closed; write [[] for [")
            try:
                matcher(path)
            except re.error as error:
                raise ValueError(f"bad glob {path!r}: {error}; write [[] for [") from error
            if not is_address(path) and ".." in Path(path).parts:
                raise ValueError(f"{path!r} leads upwards; give an absolute path")
        return paths

    @field_validator("hosts")
    @classmethod
    def _are_hosts(cls, hosts: tuple[str, ...]) -> tuple[str, ...]:
        for host in hosts:
            if not re.fullmatch(r"[\w.-]+(:\d+)?|\[[0-9a-fA-F:]+\](:\d+)?", host):
                raise ValueError(f"{host!r} is no host; give its name alone, as cdn.example.org")
        return hosts

    @field_validator("rating_scale", mode="before")
    @classmethod
    def _is_scale(cls, value: Any) -> Any:
        is_number = isinstance(value, int | float) and not isinstance(value, bool)
        if value is None or value == "letter" or (is_number and value > 0):
            return value
        raise ValueError(f"{value!r} is no scale; give the best rating as 5 or 100, or letter")

    @field_validator("timezone")
    @classmethod
    def _is_timezone(cls, value: str | None) -> str | None:
        if value is not None and value not in _timezones():
            raise ValueError(_unknown(value, "timezone", _timezones()))
        return value

    @field_validator("language")
    @classmethod
    def _is_language(cls, value: str | None) -> str | None:
        if value is None or (re.fullmatch(r"[a-z]{2,3}(-[A-Za-z]{2,4})?", value) and _known(value)):
            return value
        raise ValueError(f"{value!r} is no language code; give ISO 639-1 as en or fr")

    @cached_property
    def settings_fingerprint(self) -> str:
        """A hash of everything that matters to reading a file of the source; not of its path."""
        told = self.model_dump(mode="json", exclude=set(_NOT_READING))
        printed = json.dumps(told, sort_keys=True, ensure_ascii=True)
        return hashlib.sha256(printed.encode()).hexdigest()[:16]


@dataclass(frozen=True)
class Registry:
    """All sources, in the order in which they claim files, and the data folder."""

    data: Path
    sources: tuple[Source, ...]
    absent: tuple[str, ...] = ()
    ignored: tuple[str, ...] = ()
    catalogue: Path | None = None

    def source(self, name: str) -> Source | None:
        """The source of that name."""
        return next((source for source in self.sources if source.name == name), None)

    @property
    def at_home(self) -> "Registry":
        """The same sources without their addresses, so that nothing is asked of other machines."""
        kept = tuple(
            source.model_copy(
                update={"path": tuple(path for path in source.path if not is_address(path))}
            )
            for source in self.sources
        )
        return replace(self, sources=kept)


def is_address(path: str) -> bool:
    """Whether a path is an address for fsspec and not a path of this machine.

    >>> [is_address(path) for path in ("blogs/*.md", "https://x.org/a.txt", "zip://*::a.zip")]
    [False, True, True]
    """
    return _ADDRESS.search(path) is not None


def _known(language: str) -> bool:
    return is_locale(language.partition("-")[0])


@cache
def _timezones() -> frozenset[str]:
    """The time zones there are; to ask for them reads a folder."""
    return frozenset(zoneinfo.available_timezones())


def _unknown(value: str, what: str, known: Any) -> str:
    near = difflib.get_close_matches(value, sorted(known), n=1, cutoff=0.5)
    hint = f"; did you mean {near[0]}?" if near else ""
    return f"{value!r} is no known {what}{hint}"


def _explained(error: ValidationError) -> Iterator[str]:
    """What is wrong with a source, one line per key."""
    for fault in error.errors():
        key = str(fault["loc"][0]) if fault["loc"] else "source"
        match fault["type"]:
            case "extra_forbidden":
                yield f"key {key}: {_unknown(key, 'key', Source.model_fields)}"
            case "missing":
                yield f"key {key}: is missing; add it"
            case "literal_error" if key in {"kind", "document_kind"}:
                known = get_args(SourceKind if key == "kind" else DocumentKind)
                yield (
                    f"key {key}: {_unknown(str(fault['input']), key, known)} "
                    f"(known: {', '.join(known)})"
                )
            case _:
                told = fault["msg"].removeprefix("Value error, ")
                yield f"key {key}: {told}"


def _source(entry: Any, number: int, place: str) -> Source:
    if not isinstance(entry, dict):
        raise RegistryError(f"{place}: source {number}: not a mapping; begin it with - name: ...")
    name = entry.get("name", f"number {number}")
    try:
        source = Source.model_validate(entry)
    except ValidationError as error:
        raise RegistryError(f"{place}: source {name}: {'; '.join(_explained(error))}") from error
    if source.name == UNDESCRIBED:
        raise RegistryError(
            f"{place}: source {name}: key name: {UNDESCRIBED} is what files of no source are put "
            "under; choose another name"
        )
    return source


@dataclass(frozen=True)
class _Told:
    """What a registry file says, before its sources are looked at."""

    entries: list[Any]
    ignored: tuple[str, ...]
    catalogue: str | None


def _told(path: Path) -> _Told:
    """The entries below `sources`, the globs below `ignore`, and the folder of the catalogue."""
    try:
        parsed = yaml.safe_load(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise RegistryError(
            f"{path}: cannot be read: {error.strerror}; give the path of a sources.yaml"
        ) from error
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        mark = getattr(error, "problem_mark", None)
        where = f" line {mark.line + 1}:" if mark is not None else ""
        problem = getattr(error, "problem", None) or "not UTF-8 text"
        raise RegistryError(f"{path}:{where} invalid YAML: {problem}; correct the line") from error
    told = parsed if parsed is not None else {}
    entries = told.get("sources") if isinstance(told, dict) else {}
    entries = [] if entries is None else entries
    if not isinstance(entries, list) or set(told) - {"sources", "ignore", "catalogue"}:
        raise RegistryError(
            f"{path}: must have a key sources, with a list of sources below it, and may have a key "
            "ignore, with a list of globs, and a key catalogue, with a folder"
        )
    ignored = told.get("ignore") or []
    if not isinstance(ignored, list) or not all(isinstance(each, str) for each in ignored):
        raise RegistryError(f"{path}: key ignore: must be a list of globs below the data folder")
    catalogue = told.get("catalogue")
    if catalogue is not None and not isinstance(catalogue, str):
        raise RegistryError(
            f"{path}: key catalogue: must be a folder with the files of a catalogue"
        )
    return _Told(entries, tuple(ignored), catalogue)


def fixed_part(path: str) -> str:
    """The folder or file of a path up to its first wildcard.

    >>> [fixed_part(path) for path in ("blogs/**/*.md", "oscars/oscars.csv", "*.md")]
    ['blogs', 'oscars/oscars.csv', '']
    """
    found = _WILD.search(path)
    return path if found is None else path[: found.start()].rpartition("/")[0]


def _is_there(path: str, data: Path) -> bool:
    """Whether the folder or file that a path names is there; addresses are not tried."""
    return is_address(path) or (data / (fixed_part(path) or ".")).exists()


def load_registry(path: Path, data: Path, *, is_default: bool) -> Registry:
    """The sources that a registry file describes, and the one for all other files.

    Args:
        path: The registry file.
        data: The data folder, which relative paths begin at.
        is_default: Whether nobody chose this registry. Its sources may then be absent from the
            data folder, as those that are optional may: they are listed in `absent`.

    Raises:
        RegistryError: if something in the registry is wrong.
    """
    sources: list[Source] = []
    absent: list[str] = []
    if not data.is_dir():
        raise RegistryError(f"{data}: the data folder is not there; create it or set DATA")
    told = _told(path)
    for number, entry in enumerate(told.entries, start=1):
        source = _source(entry, number, str(path))
        if source.name in {known.name for known in sources} | set(absent):
            raise RegistryError(
                f"{path}: source {source.name}: key name: is there twice; names must differ"
            )
        missing = [place for place in source.path if not _is_there(place, data)]
        if missing and not (is_default or source.optional):
            raise RegistryError(
                f"{path}: source {source.name}: key path: nothing at {missing[0]!r} below {data}; "
                "correct the path, remove the source, or say optional: true"
            )
        present = tuple(place for place in source.path if place not in missing)
        if present:
            sources.append(source.model_copy(update={"path": present}))
        else:
            absent.append(source.name)
    undescribed = Source(name=UNDESCRIBED, kind="website", path=("**",))
    catalogue = None if told.catalogue is None else data / told.catalogue
    if catalogue is not None and not catalogue.is_dir():
        raise RegistryError(
            f"{path}: key catalogue: there is no folder {catalogue}; correct the path, which "
            "begins at the data folder, or take the key out"
        )
    return Registry(data, (*sources, undescribed), tuple(absent), told.ignored, catalogue)


def registry_of(settings: Settings) -> Registry:
    """The registry that the settings name, or the project's own.

    Raises:
        RegistryError: if something in it is wrong.
    """
    path = settings.sources or DEFAULT_SOURCES
    return load_registry(path, settings.data, is_default=settings.sources is None)


def _part_pattern(part: str) -> str:
    """A pattern for one level of a glob, within which wildcards stay."""
    pattern = ""
    for piece in re.findall(r"\[!?[^\]]*\]|.", part, re.DOTALL):
        if piece == "*":
            pattern += "[^/]*"
        elif piece == "?":
            pattern += "[^/]"
        elif len(piece) > 2:
            inner = piece[1:-1].replace("\\", r"\\").replace("[", r"\[").replace("^", r"\^")
            pattern += f"[^/{inner[1:]}]" if inner.startswith("!") else f"[{inner}]"
        else:
            pattern += re.escape(piece)
    return pattern


def matcher(path: str) -> re.Pattern[str]:
    """A pattern for the paths below the data folder that a glob or folder covers.

    `*` stays within a folder, `**` does not; a folder covers all that is below it.

    >>> bool(matcher("blogs/**/*.md").match("blogs/a/b.md")), bool(matcher("*.md").match("a/b.md"))
    (True, False)
    >>> bool(matcher("blogs").match("blogs/a/b.md")), bool(matcher("blogs").match("blogs2/b.md"))
    (True, False)

    Raises:
        re.error: if a set in brackets is none.
    """
    parts = [part for part in path.strip("/").split("/") if part not in {"", "."}]
    pattern = ""
    for index, part in enumerate(parts):
        is_last = index == len(parts) - 1
        if part == "**":
            pattern += ".*" if is_last else "(?:[^/]+/)*"
        else:
            pattern += _part_pattern(part) + ("" if is_last else "/")
    return re.compile(f"(?:{pattern})(?:/.*)?\\Z" if parts else r".*\Z", re.DOTALL)
