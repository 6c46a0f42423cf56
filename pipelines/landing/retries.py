"""Try again what failed for the moment only.

What belongs here is which errors pass by themselves, and how long to wait for that.
"""

import errno
from collections.abc import Callable
from typing import Final, TypeVar

from tenacity import Retrying, retry_if_exception, stop_after_attempt, wait_exponential_jitter

from pipelines.settings import Settings

Result = TypeVar("Result")

_PASSING_ERRNOS: Final = frozenset(
    {errno.EAGAIN, errno.EBUSY, errno.EIO, errno.ENETDOWN, errno.ENETUNREACH, errno.EHOSTUNREACH}
)
# By name: the clients of the clouds are optional, and their errors have no class in common.
_PASSING_NAMES: Final = frozenset(
    {
        "ClientConnectionError",  # aiohttp: Google, Azure
        "ClientPayloadError",
        "HTTPClientError",  # botocore: Amazon
        "IncompleteReadError",
        "FSTimeoutError",
        "ServiceRequestError",  # azure-core
        "ServiceResponseError",
    }
)
_MAX_WAIT_SECONDS: Final = 60


class PassingError(OSError):
    """Something failed that may work a moment later."""


def is_passing(error: BaseException) -> bool:
    """Whether the same may work a moment later.

    >>> is_passing(ConnectionResetError()), is_passing(FileNotFoundError())
    (True, False)
    """
    if isinstance(error, PassingError | TimeoutError | ConnectionError):
        return True
    if isinstance(error, OSError) and error.errno in _PASSING_ERRNOS:
        return True
    return any(base.__name__ in _PASSING_NAMES for base in type(error).__mro__)


def retried(call: Callable[[], Result], settings: Settings) -> Result:
    """The result of a call, tried again after growing waits while its errors are passing ones."""
    trying = Retrying(
        retry=retry_if_exception(is_passing),
        stop=stop_after_attempt(settings.download_attempts),
        wait=wait_exponential_jitter(
            initial=settings.download_wait_seconds,
            max=_MAX_WAIT_SECONDS,
            jitter=settings.download_wait_seconds,
        ),
        reraise=True,
    )
    result: Result = trying(call)
    return result
