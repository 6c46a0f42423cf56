"""Fuzz for a long time: the readers by Atheris, which looks for new ways, then all by Hypothesis.

`python -m tests.fuzz SECONDS`; what breaks is printed with the input, and kept by both tools.
"""

import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import pytest

SECONDS: Final = 1_800
TIMES: Final = 40


def by_atheris(seconds: int, corpus: Path) -> None:
    """Give the readers inputs that reach new code; ends the process."""
    import atheris

    with atheris.instrument_imports(include=["pipelines.reading", "tomllib"]):
        from tests.fuzz.checks import ENDINGS, reading_of

    def read_one(data: bytes) -> None:
        if data:
            reading_of(data[1:], f"a.{ENDINGS[data[0] % len(ENDINGS)]}")

    arguments = [f"-max_total_time={seconds}", "-max_len=20000", "-rss_limit_mb=4000"]
    atheris.Setup([sys.argv[0], *arguments, "-timeout=20", str(corpus)], read_one)
    atheris.Fuzz()


def main(seconds: int) -> int:
    """Fuzz in a process of its own, which Atheris ends, then here."""
    from tests.fuzz.checks import ENDINGS, SAMPLES

    with TemporaryDirectory() as folder:
        corpus = Path(folder)
        for number, path in enumerate(sorted(SAMPLES.rglob("*.*"))):
            if path.is_file():
                ending = path.suffix[1:]
                place = ENDINGS.index(ending) if ending in ENDINGS else 0
                (corpus / str(number)).write_bytes(bytes([place]) + path.read_bytes()[:20_000])
        command = [sys.executable, "-m", "tests.fuzz", str(seconds // 2), str(corpus)]
        found = subprocess.run(command, check=False).returncode
    os.environ["REELHOUSE_FUZZ_TIMES"] = str(TIMES * max(seconds // SECONDS, 1))
    return found or int(pytest.main(["-q", str(Path(__file__).parent)]))


if __name__ == "__main__":
    given = sys.argv[1:]
    if len(given) == 2:
        by_atheris(int(given[0]), Path(given[1]))
    else:
        sys.exit(main(int(given[0]) if given else SECONDS))
