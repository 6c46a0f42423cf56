"""Tell addresses and faults without their secrets, and fill in what stands in the environment.

What belongs here is text only: nothing here opens a connection.
"""

import os
import re
from typing import Final
from urllib.parse import quote, urlsplit

MAX_TOLD: Final = 300

_VARIABLE: Final = re.compile(r"\$\{(\w+)\}")
# In addresses of Azure the name before the @ is that of the container.
_CREDENTIALS: Final = re.compile(
    r"(?<![a-z])(?!abfss?:|wasbs?:)(?P<start>[a-z][a-z0-9+.-]*://)[^/?#\s]*@", re.IGNORECASE
)
_SECRET_PARAMETER: Final = re.compile(
    r"(?P<name>[?&][\w.-]*(?:key|token|secret|passw|pwd|sig|auth|credential|session)[\w.-]*=)"
    r"(?!\$\{)[^&#\s]*",
    re.IGNORECASE,
)
_DEFAULT_PORTS: Final = {80, 443, None}


class AddressError(ValueError):
    """An address cannot be used; the message says why."""


def shown(address: str) -> str:
    """An address, or a text with addresses in it, without what gives access.

    >>> shown("https://ann:s3cret@press.example/a.txt?page=2&api_key=abc")
    'https://press.example/a.txt?page=2&api_key=***'
    >>> shown("https://press.example/a.txt?token=${PRESS_TOKEN}")
    'https://press.example/a.txt?token=${PRESS_TOKEN}'
    """
    bare = _CREDENTIALS.sub(r"\g<start>", address)
    return _SECRET_PARAMETER.sub(r"\g<name>***", bare)


def filled(address: str) -> str:
    """An address with the values of the variables that it names as ${NAME}.

    Raises:
        AddressError: if a variable is not set.
    """

    def value(found: re.Match[str]) -> str:
        try:
            return os.environ[found[1]]
        except KeyError:
            raise AddressError(
                f"the environment variable {found[1]} is not set; set it where the run is started"
            ) from None

    return _VARIABLE.sub(value, address)


def told(error: BaseException, address: str = "") -> str:
    """What an error says, on one line of bounded length, without secrets of the address."""
    text = str(error) or type(error).__name__
    values = [os.environ.get(name, "") for name in _VARIABLE.findall(address)]
    userinfo = urlsplit(address.rpartition("::")[2]).netloc.rpartition("@")[0]
    values += [] if "${" in userinfo else userinfo.split(":", 1)
    for value in sorted({each for each in values if len(each) > 2}, key=len, reverse=True):
        text = text.replace(value, "***").replace(quote(value, safe=""), "***")
    line = "".join(letter if letter.isprintable() else " " for letter in shown(text))
    return line if len(line) <= MAX_TOLD else f"{line[:MAX_TOLD]}…"


def is_http(address: str) -> bool:
    """Whether an address is one for the web.

    >>> [is_http(each) for each in ("https://x.org/a", "HTTP://x.org", "s3://x/a", "http.txt")]
    [True, True, False, False]
    """
    return address.lower().startswith(("http://", "https://"))


def host_of(address: str) -> str:
    """The host of an address, with its port where that is not the usual one.

    >>> host_of("https://ann:x@Press.example:443/a"), host_of("http://127.0.0.1:8000/")
    ('press.example', '127.0.0.1:8000')
    """
    parts = urlsplit(address)
    try:
        port = parts.port
    except ValueError as error:
        raise AddressError(f"{shown(address)}: {error}") from None
    host = (parts.hostname or "").rstrip(".")
    return host if port in _DEFAULT_PORTS else f"{host}:{port}"
