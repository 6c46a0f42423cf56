"""Remember a rollback, so that the next run does not publish over it what was just taken back.

What belongs here is the note beside the releases. It is about inputs, not about time: it holds
while a run would make one of the very releases that were taken back, and no longer.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

from pipelines.warehouse import disk

NOTE: Final = "rollback.json"


@dataclass(frozen=True)
class Hold:
    """The release that was gone back to, and those taken back, by id with their fingerprints."""

    release_id: str
    taken_back: Mapping[str, str]

    def release_of(self, fingerprint: str) -> str | None:
        """The release that was taken back and is made of just this; None if none is."""
        return next((name for name, told in self.taken_back.items() if told == fingerprint), None)


def write_hold(warehouse_dir: Path, hold: Hold) -> None:
    """Note a rollback, in place of the one before."""
    disk.write(warehouse_dir / NOTE, json.dumps(asdict(hold), indent=2) + "\n")


def read_hold(warehouse_dir: Path) -> Hold | None:
    """The rollback that is noted; None if there is none."""
    path = warehouse_dir / NOTE
    return Hold(**json.loads(path.read_text())) if path.is_file() else None


def lift_hold(warehouse_dir: Path) -> bool:
    """Forget the rollback that is noted; whether there was one."""
    path = warehouse_dir / NOTE
    was_there = path.is_file()
    path.unlink(missing_ok=True)
    return was_there
