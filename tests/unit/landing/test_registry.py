from pathlib import Path

import pytest

from pipelines.landing.registry import RegistryError, load_registry


@pytest.fixture
def data(tmp_path: Path) -> Path:
    (tmp_path / "data" / "blogs").mkdir(parents=True)
    (tmp_path / "data" / "blogs" / "ten.md").write_text("Ten")
    return tmp_path / "data"


def _written(data: Path, text: str) -> Path:
    path = data.parent / "sources.yaml"
    path.write_text(text)
    return path


def test_a_registry_is_read_and_all_other_files_have_a_source(data: Path) -> None:
    path = _written(
        data,
        "sources:\n"
        "  - {name: ada, kind: blog, publication: Ada's Films, path: blogs/*.md, rating_scale: 5,\n"
        "     language: en, timezone: Europe/London, document_kind: review,\n"
        "     fields: {stars: rating}}\n",
    )
    registry = load_registry(path, data, is_default=False)
    assert [source.name for source in registry.sources] == ["ada", "undescribed"]
    assert registry.sources[0].rating_scale == 5
    assert registry.sources[1].publication is None


@pytest.mark.parametrize(
    ("entry", "told"),
    [
        ("{name: a, kind: blog, path: blogs, langauge: en}", "key langauge: .* mean language"),
        ("{name: a, kind: blgo, path: blogs}", r"key kind: 'blgo' .* mean blog\?"),
        ("{name: a, path: blogs}", "key kind: is missing"),
        ("{name: a, kind: blog, path: blogs, hosts: 'https://b.org/'}", "key hosts: .* is no host"),
        ("{name: a, kind: blog}", "key path: is missing"),
        ("{name: a, kind: blog, path: blogs, timezone: Europe/Lodnon}", "mean Europe/London"),
        ("{name: a, kind: blog, path: blogs, language: english}", "'english' is no language code"),
        ("{name: a, kind: blog, path: blogs, rating_scale: many}", "'many' is no scale"),
        ("{name: a, kind: blog, path: blogs, rating_scale: true}", "True is no scale"),
        ("{name: a, kind: blog, path: 'blogs/[a.md'}", "key path: bad glob"),
        ("{name: a, kind: blog, path: ../blogs}", "leads upwards"),
        ("{name: a, kind: blog, path: blgos/*.md}", "key path: nothing at 'blgos/"),
        ("{name: undescribed, kind: blog, path: blogs}", "choose another name"),
        ("just text", "not a mapping"),
    ],
)
def test_a_fault_is_told_with_file_source_and_remedy(data: Path, entry: str, told: str) -> None:
    path = _written(data, f"sources:\n  - {entry}\n")
    with pytest.raises(RegistryError, match=rf"sources\.yaml: source .*{told}"):
        load_registry(path, data, is_default=False)


def test_a_name_may_be_there_once(data: Path) -> None:
    entry = "  - {name: a, kind: blog, path: blogs}\n"
    path = _written(data, "sources:\n" + entry * 2)
    with pytest.raises(RegistryError, match="source a: key name: is there twice"):
        load_registry(path, data, is_default=False)


@pytest.mark.parametrize("text", ["sources: [", "- a\n", "source:\n  - {}\n", "sources: {}\n"])
def test_a_file_that_is_no_registry_is_refused(data: Path, text: str) -> None:
    with pytest.raises(RegistryError, match=r"sources\.yaml"):
        load_registry(_written(data, text), data, is_default=False)


def test_a_registry_or_data_folder_that_is_not_there_is_told(data: Path) -> None:
    with pytest.raises(RegistryError, match="cannot be read"):
        load_registry(data / "none.yaml", data, is_default=False)
    with pytest.raises(RegistryError, match="data folder is not there"):
        load_registry(_written(data, "sources: []\n"), data / "none", is_default=False)


def test_the_default_registry_may_speak_of_folders_that_are_absent(data: Path) -> None:
    path = _written(data, "sources:\n  - {name: oscars, kind: dataset, path: oscars/*.csv}\n")
    registry = load_registry(path, data, is_default=True)
    assert registry.absent == ("oscars",)
    assert [source.name for source in registry.sources] == ["undescribed"]


def test_an_optional_source_may_be_absent_from_a_chosen_registry(data: Path) -> None:
    entry = "{name: oscars, kind: dataset, path: oscars/*.csv, optional: true}"
    path = _written(data, f"sources:\n  - {entry}\n")
    assert load_registry(path, data, is_default=False).absent == ("oscars",)


def test_what_is_to_be_ignored_is_a_list_of_globs(data: Path) -> None:
    path = _written(data, "ignore: drafts/*\nsources: []\n")
    with pytest.raises(RegistryError, match="key ignore: must be a list of globs"):
        load_registry(path, data, is_default=False)


def test_the_fingerprint_follows_what_matters_to_reading_and_not_the_path(data: Path) -> None:
    def fingerprint(entry: str) -> str:
        path = _written(data, f"sources:\n  - {{name: a, kind: blog, {entry}}}\n")
        return load_registry(path, data, is_default=False).sources[0].settings_fingerprint

    first = fingerprint("path: blogs, rating_scale: 5")
    assert fingerprint("path: 'blogs/*.md', rating_scale: 5") == first
    assert fingerprint("path: blogs, rating_scale: 4") != first


def test_addresses_are_left_out_where_only_this_machine_is_looked_at(data: Path) -> None:
    path = _written(
        data, "sources: [{name: a, kind: blog, path: [blogs, 'https://x.org/a', 's3://x/*']}]"
    )
    registry = load_registry(path, data, is_default=False).at_home
    assert [source.path for source in registry.sources] == [("blogs",), ("**",)]
