"""dbt is started once per run, for its models, and nobody is asked over the network."""

import pytest

from pipelines.orchestration.marts import dbt_resource


def test_the_version_of_dbt_is_known_without_asking_the_package_index(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def asked(*_: object, **__: object) -> bytes:
        raise AssertionError("dbt was started to tell its version")

    monkeypatch.setattr("dagster_dbt.core.resource.check_output", asked)
    assert dbt_resource()._cli_version.major == 1


def test_dbt_is_not_loaded_into_the_process_of_the_run() -> None:
    assert dbt_resource()._initialize_dbt_core_adapter([]) is None
