"""Print how well the rules do on the test corpus, without a run: `python -m tests.corpus`.

`python -m tests.corpus elsewhere` does the same with the documents in `tests/elsewhere`.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from contextlib import nullcontext
from pathlib import Path
from typing import Final

from tests.corpus.extracting import (
    FAMILIES,
    PARTS,
    SCORER,
    WRITTEN_FAMILIES,
    gold_of,
    part_of,
    reference_catalogue,
    staged,
    write_release,
)

NOT_THERE: Final = "the test corpus is not there: it stands in shared/ beside the checkout"


def main() -> int:
    """Extract, score and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("families", nargs="*", default=FAMILIES, metavar="FAMILY")
    parser.add_argument("--part", choices=PARTS, help="documents of one part only")
    parser.add_argument("--errors", type=int, default=0, help="errors to print per attribute")
    parser.add_argument(
        "--unregistered", action="store_true", help="as if no registry told of the sources"
    )
    parser.add_argument(
        "--catalogue", action="store_true", help="with the reference catalogue of the corpus"
    )
    parser.add_argument("--keep", type=Path, help="write the claims to this DuckDB file")
    told = parser.parse_args()
    told.families = [
        family
        for name in told.families
        for family in (WRITTEN_FAMILIES if name == "elsewhere" else (name,))
    ]
    if not SCORER.is_file():
        parser.error(NOT_THERE)
    with tempfile.TemporaryDirectory(prefix="reelhouse-scores-") as scratch:
        folder = Path(scratch)
        release = told.keep or folder / "claims.duckdb"
        with reference_catalogue(folder) if told.catalogue else nullcontext() as catalogue:
            made = staged(
                told.families,
                part=told.part,
                with_registry=not told.unregistered,
                catalogue=catalogue,
            )
        write_release(made, release)
        corpus = gold_in(folder, told.families, told.part)
        chosen = [word for family in told.families for word in ("--family", family)]
        command = [sys.executable, str(SCORER), str(release), str(corpus), *chosen]
        return subprocess.run([*command, "--errors", str(told.errors)], check=False).returncode


def gold_in(folder: Path, families: list[str], part: str | None) -> Path:
    """A corpus folder that holds only the truths of these families, or of one part of them."""
    (folder / "gold").mkdir()
    for family in families:
        golds = [gold for gold in gold_of(family) if part in (None, part_of(gold["doc"]))]
        lines = "\n".join(json.dumps(gold) for gold in golds)
        (folder / "gold" / f"{family}.jsonl").write_text(lines, "utf-8")
    return folder


if __name__ == "__main__":
    sys.exit(main())
