import json
import logging
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import dagster as dg
import pytest
from pydantic import SecretStr

from pipelines.orchestration.alerts import (
    Alert,
    alert_on_failure,
    alert_when_stale,
    send,
    stale_texts,
    stuck_steps,
)
from pipelines.orchestration.automation import GOES_ON, JOB
from pipelines.orchestration.resources import WarehouseResource
from pipelines.settings import Settings
from pipelines.warehouse.releases import publish
from tests.unit.warehouse.builds import TABLES, fill_marts

UNTOLD = "kept-to-ourselves"
LOG = logging.getLogger("alerts under test")
ALERT = Alert("run failed", "marts.reviews: 3 < 4 & „so“", "2026-01-01T00:00:00+00:00", "r1")


class Receiver(HTTPServer):
    """A webhook on this machine, which answers with the statuses it is given, then with 200."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.received: list[dict[str, str]] = []
        self.statuses: list[int] = []

    @property
    def address(self) -> SecretStr:
        """Where to post to."""
        return SecretStr(f"http://127.0.0.1:{self.server_port}/{UNTOLD}")


class Handler(BaseHTTPRequestHandler):
    """Keeps what is posted."""

    server: Receiver

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        status = self.server.statuses.pop(0) if self.server.statuses else 200
        if status == 200:
            self.server.received.append(json.loads(body))
        self.send_response(status)
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Say nothing."""


@pytest.fixture
def webhook() -> Iterator[Receiver]:
    with Receiver() as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield server
        server.shutdown()
        thread.join()


@pytest.fixture
def settings(tmp_path: Path, webhook: Receiver, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """Settings of a warehouse that is not there yet, which the resource of the sensors has, too."""
    made = Settings(warehouse=tmp_path / "warehouse", alert_webhook=webhook.address)
    monkeypatch.setattr(WarehouseResource, "settings", made)
    return made


@dg.op
def refuse() -> None:
    """Refuse as the release does."""
    raise dg.Failure("release refused: marts.reviews.score in samples/a.txt")


@dg.job(name=JOB.name)
def failing() -> None:
    """A job of the name of ours whose step refuses."""
    refuse()


@dg.job(name=JOB.name)
def succeeding() -> None:
    """A job of the name of ours that does nothing."""


def released(settings: Settings, at: datetime) -> None:
    """Publish a release at a time."""
    build_file = WarehouseResource().build_file
    fill_marts(build_file)
    publish(
        build_file,
        settings.warehouse,
        now=at,
        code_version="0.1.0",
        contract_version="1.0.0",
        fingerprint="abc",
        keep=2,
        tables=TABLES,
    )


def test_an_alert_is_posted_as_json(webhook: Receiver) -> None:
    assert send(ALERT, webhook.address, LOG)
    assert webhook.received == [
        {
            "kind": "run failed",
            "text": "marts.reviews: 3 < 4 & „so“",
            "at": "2026-01-01T00:00:00+00:00",
            "run_id": "r1",
        }
    ]


def test_without_a_webhook_an_alert_goes_to_the_log(caplog: pytest.LogCaptureFixture) -> None:
    assert not send(ALERT, None, LOG)
    assert "run failed: marts.reviews" in caplog.text


def test_a_webhook_that_stumbles_is_tried_again(webhook: Receiver) -> None:
    webhook.statuses = [503, 500]
    assert send(ALERT, webhook.address, LOG, pause_seconds=0)
    assert len(webhook.received) == 1


@pytest.mark.parametrize(
    "address", ["http://127.0.0.1:1/" + UNTOLD, "file:///" + UNTOLD, "http://[" + UNTOLD]
)
def test_the_address_of_a_webhook_is_never_told(
    address: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    assert not send(ALERT, SecretStr(address), LOG, pause_seconds=0)
    assert caplog.text
    assert UNTOLD not in caplog.text
    assert UNTOLD not in repr(Settings(alert_webhook=SecretStr(address)))


def test_a_failed_run_is_told_with_its_reason(settings: Settings, webhook: Receiver) -> None:
    with dg.instance_for_test() as instance:
        done = failing.execute_in_process(instance=instance, raise_on_error=False)
        event = done.get_run_failure_event()
        context = dg.build_run_status_sensor_context(
            sensor_name="alert_on_failure",
            dagster_event=event,
            dagster_instance=instance,
            dagster_run=done.dagster_run,
            resources={"warehouse": WarehouseResource()},
        ).for_run_failure()
        alert_on_failure(context)
    (told,) = webhook.received
    assert told["run_id"] == done.run_id
    assert told["text"] == "refuse: release refused: marts.reviews.score in samples/a.txt"
    assert settings.alert_webhook is not None


def test_a_release_that_is_old_is_told_once_a_day(settings: Settings, webhook: Receiver) -> None:
    released(settings, datetime.now(UTC) - timedelta(days=8))
    with dg.instance_for_test() as instance:
        first = alert_when_stale(
            dg.build_sensor_context(instance=instance), warehouse=WarehouseResource()
        )
        assert isinstance(first, dg.SensorResult)
        again = alert_when_stale(
            dg.build_sensor_context(instance=instance, cursor=first.cursor),
            warehouse=WarehouseResource(),
        )
        assert isinstance(again, dg.SkipReason)
    (told,) = webhook.received
    assert "no new release since 000001-" in told["text"]


def test_a_new_release_and_a_run_of_today_are_not_stale(settings: Settings) -> None:
    released(settings, datetime.now(UTC))
    with dg.instance_for_test() as instance:
        succeeding.execute_in_process(instance=instance)
        assert list(stale_texts(instance, settings)) == []


def test_runs_that_do_not_succeed_any_more_are_stale(settings: Settings) -> None:
    later = settings.now() + timedelta(hours=37)
    tomorrow = settings.model_copy(update={"source_date_epoch": int(later.timestamp())})
    with dg.instance_for_test() as instance:
        # One that landed and left the rest to another has not done what runs are for.
        succeeding.execute_in_process(instance=instance, tags={GOES_ON: "yes"})
        assert list(stale_texts(instance, tomorrow)) == []
        succeeding.execute_in_process(instance=instance)
        (told,) = stale_texts(instance, tomorrow)
    assert "no run has succeeded since" in told


def test_a_step_that_takes_too_long_is_stuck(settings: Settings) -> None:
    with dg.instance_for_test() as instance:
        run = instance.create_run_for_job(succeeding, status=dg.DagsterRunStatus.STARTED)
        instance.report_dagster_event(
            dg.DagsterEvent(
                event_type_value="STEP_START", job_name=JOB.name, step_key="dbt", message="started"
            ),
            run_id=run.run_id,
        )
        limit = settings.step_timeout_seconds
        assert list(stuck_steps(instance, settings, now=time.time() + limit - 60)) == []
        stuck = list(stuck_steps(instance, settings, now=time.time() + limit + 60))
    assert stuck == [(run.run_id, "dbt")]
