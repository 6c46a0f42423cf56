import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipelines.workers import Helper, Workers


def double(number: int) -> int:
    return 2 * number


def threads_of_polars(_: int) -> str | None:
    return os.environ.get("POLARS_MAX_THREADS")


def process_of(_: int) -> int:
    return os.getpid()


def fails(number: int) -> int:
    raise ValueError(number)


def dies_elsewhere(number: int) -> int:
    if os.getpid() != int(os.environ["TEST_PARENT"]):
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def test_results_come_in_the_order_of_the_work() -> None:
    with Workers(2) as workers:
        assert list(workers.map(double, ((number,) for number in range(20)))) == [
            2 * number for number in range(20)
        ]


def test_the_work_is_done_by_other_processes_each_with_one_thread() -> None:
    with Workers(2) as workers:
        assert os.getpid() not in set(workers.map(process_of, [(1,), (2,), (3,)]))
        assert set(workers.map(threads_of_polars, [(1,), (2,)])) == {"1"}
    assert os.environ.get("POLARS_MAX_THREADS") != "1"


def test_one_worker_is_this_process() -> None:
    with Workers(1) as workers:
        assert list(workers.map(process_of, [(1,)])) == [os.getpid()]


def test_little_more_than_can_be_worked_on_is_taken_at_once() -> None:
    taken = 0

    def works() -> Iterator[tuple[int]]:
        nonlocal taken
        for number in range(50):
            taken += 1
            yield (number,)

    with Workers(2) as workers:
        next(workers.map(double, works()))
        assert taken == 3


def test_an_error_of_the_work_is_an_error_here() -> None:
    with Workers(2) as workers, pytest.raises(ValueError, match="7"):
        list(workers.map(fails, [(7,)]))


def test_where_the_processes_die_this_one_does_the_work() -> None:
    os.environ["TEST_PARENT"] = str(os.getpid())
    with Workers(2) as workers:
        assert list(workers.map(dies_elsewhere, [(1,), (2,), (3,)])) == [1, 2, 3]


def load() -> None:
    os.environ["TEST_LOADED"] = "yes"


def is_loaded(_: int) -> str:
    return os.environ.get("TEST_LOADED", "no")


def test_a_helper_loads_and_works_elsewhere_until_it_is_ended() -> None:
    helper = Helper()
    assert helper.call(process_of, 1) == os.getpid()
    helper.begin(load)
    try:
        assert helper.call(process_of, 1) == helper.call(process_of, 2) != os.getpid()
        assert helper.call(is_loaded, 1) == "yes"
        with pytest.raises(ValueError, match="7"):
            helper.call(fails, 7)
    finally:
        helper.end()
    assert helper.call(process_of, 1) == os.getpid()
    assert helper.call(is_loaded, 1) == "no"


def test_where_a_helper_dies_this_process_works() -> None:
    os.environ["TEST_PARENT"] = str(os.getpid())
    helper = Helper()
    helper.begin(load)
    assert [helper.call(dies_elsewhere, number) for number in (1, 2)] == [1, 2]
    helper.end()


def test_the_processes_end_when_their_parent_is_killed() -> None:
    code = (
        "import os, time\n"
        "from tests.unit.test_workers import process_of\n"
        "from pipelines.workers import Workers\n"
        "if __name__ == '__main__':\n"
        "    workers = Workers(2)\n"
        "    print(next(workers.map(process_of, [(1,)])), flush=True)\n"
        "    time.sleep(60)\n"
    )
    script = f"import sys; sys.path.insert(0, {str(Path.cwd())!r})\n{code}"
    parent = subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True)
    assert parent.stdout is not None
    child = int(parent.stdout.readline())
    parent.kill()
    parent.wait()
    deadline = time.monotonic() + 30
    while _is_running(child) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not _is_running(child)


def _is_running(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True
