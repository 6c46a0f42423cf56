"""Tell somebody when a run has failed, is stuck, or nothing new has come for long.

An alert goes to the log; where a webhook is configured, it is posted there as JSON, too. The
address of a webhook is a secret: it is never written anywhere, not even where posting fails.
"""

import json
import logging
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

import dagster as dg
from pydantic import SecretStr

from pipelines.orchestration.automation import GOES_ON, JOB
from pipelines.orchestration.reporting import told_of_failure
from pipelines.orchestration.resources import WarehouseResource
from pipelines.settings import Settings
from pipelines.warehouse.releases import current_release

RUNS_LOOKED_AT: Final = 1_000
TRIES: Final = 3
PATIENCE_SECONDS: Final = 10.0
ON: Final = dg.DefaultSensorStatus.RUNNING


@dataclass(frozen=True)
class Alert:
    """What is wrong, in words and for programs."""

    kind: str
    text: str
    at: str
    run_id: str | None = None


def send(
    alert: Alert,
    webhook: SecretStr | None,
    log: logging.Logger,
    *,
    pause_seconds: float = 2.0,
) -> bool:
    """Whether the alert has reached the webhook; it always reaches the log."""
    log.error("%s: %s", alert.kind, alert.text)
    if webhook is None:
        return False
    address = webhook.get_secret_value()
    if not address.startswith(("http://", "https://")):
        log.error("REELHOUSE_ALERT_WEBHOOK: not an http(s) address, so nothing was posted")
        return False
    body = json.dumps(asdict(alert), ensure_ascii=False).encode()
    for attempt in range(TRIES):
        try:
            request = urllib.request.Request(  # noqa: S310 - the scheme was looked at
                address, data=body, headers={"Content-Type": "application/json"}
            )
            with urllib.request.urlopen(request, timeout=PATIENCE_SECONDS):  # noqa: S310
                return True
        except (OSError, ValueError) as error:
            # Not the error itself: it may repeat the address.
            status = error.code if isinstance(error, urllib.error.HTTPError) else "no answer"
            log.warning("alert not posted (%s), try %d of %d", status, attempt + 1, TRIES)
            time.sleep(pause_seconds * 2**attempt if attempt + 1 < TRIES else 0)
    return False


@dg.run_failure_sensor(
    name="alert_on_failure",
    monitored_jobs=[JOB],
    description="Tells which step of a run has failed and why.",
    default_status=ON,
)
def alert_on_failure(context: dg.RunFailureSensorContext, warehouse: WarehouseResource) -> None:
    """Send what a failed run has failed with."""
    settings = warehouse.settings
    reasons = [
        f"{event.step_key}: {told_of_failure(event.step_failure_data)}"
        for event in context.get_step_failure_events()
    ]
    text = "\n".join(reasons) or context.failure_event.message or "the run failed"
    run_id = context.dagster_run.run_id
    send(
        Alert("run failed", text, settings.now().isoformat(), run_id),
        settings.alert_webhook,
        context.log,
    )


@dg.sensor(
    name="alert_when_stale",
    minimum_interval_seconds=3600,
    description="Tells, once a day, that no run has succeeded or that nothing new has come.",
    default_status=ON,
)
def alert_when_stale(
    context: dg.SensorEvaluationContext, warehouse: WarehouseResource
) -> dg.SensorResult | dg.SkipReason:
    """Send what has become stale, but the same not twice a day."""
    settings = warehouse.settings
    stale = list(stale_texts(context.instance, settings))
    if not stale:
        return dg.SkipReason("nothing is stale")
    state = f"{settings.now():%Y-%m-%d} {len(stale)}"
    if context.cursor == state:
        return dg.SkipReason("told today")
    for text in stale:
        send(Alert("stale", text, settings.now().isoformat()), settings.alert_webhook, context.log)
    return dg.SensorResult(cursor=state)


def stale_texts(instance: dg.DagsterInstance, settings: Settings) -> Iterator[str]:
    """What has become stale: the runs, and what they find. Each is a matter of its own."""
    succeeded = dg.RunsFilter(job_name=JOB.name, statuses=[dg.DagsterRunStatus.SUCCESS])
    ends = (
        record.end_time
        for record in instance.get_run_records(filters=succeeded, limit=RUNS_LOOKED_AT)
        if GOES_ON not in record.dagster_run.tags
    )
    last = next(ends, None)
    since = settings.now() - timedelta(hours=settings.stale_hours)
    if last and (ended := datetime.fromtimestamp(last, UTC)) < since:
        yield f"no run has succeeded since {ended:%Y-%m-%d %H:%M} UTC"
    release = current_release(settings.warehouse)
    if release is None:
        return
    if release.published_at < settings.now() - timedelta(days=settings.stale_days):
        yield (
            f"no new release since {release.release_id}, published"
            f" {release.published_at:%Y-%m-%d %H:%M} UTC: nothing new comes, or runs fail"
        )


@dg.sensor(
    name="end_stuck_steps",
    minimum_interval_seconds=60,
    description="Ends runs of the daemon in which one step takes too long, and tells so.",
    default_status=ON,
)
def end_stuck_steps(
    context: dg.SensorEvaluationContext, warehouse: WarehouseResource
) -> dg.SensorResult | dg.SkipReason:
    """End what hangs. A run of the command is told of only: its own timer ends it."""
    settings = warehouse.settings
    told = set(json.loads(context.cursor or "[]"))
    stuck = dict(stuck_steps(context.instance, settings, now=time.time()))
    for run_id, step in stuck.items():
        if run_id in told:
            continue
        is_ending = context.instance.run_launcher.terminate(run_id)
        fate = "the run is being ended" if is_ending else "end its process"
        text = f"step {step} takes longer than {settings.step_timeout_seconds:,} s: {fate}"
        alert = Alert("step stuck", text, settings.now().isoformat(), run_id)
        send(alert, settings.alert_webhook, context.log)
    if not stuck:
        return dg.SkipReason("no step is stuck")
    return dg.SensorResult(cursor=json.dumps(sorted(stuck)))


def stuck_steps(
    instance: dg.DagsterInstance, settings: Settings, *, now: float
) -> Iterator[tuple[str, str]]:
    """Runs and the step of each that has been at work for too long."""
    started = dg.RunsFilter(job_name=JOB.name, statuses=[dg.DagsterRunStatus.STARTED])
    for run in instance.get_runs(filters=started):
        for step in instance.get_run_step_stats(run.run_id):
            is_open = step.start_time is not None and step.end_time is None
            if is_open and now - (step.start_time or now) > settings.step_timeout_seconds:
                yield run.run_id, step.step_key


ALERTS: Final = (alert_on_failure, alert_when_stale, end_stuck_steps)
