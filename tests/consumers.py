"""Has reports of a spoilt board read by tools that are not ours, and compares what they say.

Usage: python -m tests.consumers BIN   (a folder with the programs ``sarif`` and ``junit2html``)
"""

from __future__ import annotations

import csv
import json
import re
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.mistakes import made
from tests.test_findings_text import FIVE
from tests.test_validate import PARISH

LEVELS = {"violation": "error", "warning": "warning", "info": "note"}


def main(tools: Path) -> None:
    board = dict(PARISH)
    for spoil in FIVE:
        spoil(board)
    with TemporaryDirectory() as scratch:
        folder = Path(scratch)
        made(folder, board)
        for name in ("found.json", "found.sarif", "found.xml"):
            command = [sys.executable, "-m", "govgraph", "validate", "-o", name]
            assert subprocess.run(command, cwd=folder, check=False).returncode == 1
        found = json.loads((folder / "found.json").read_text(encoding="utf-8"))["findings"]
        assert len(found) == len(FIVE)

        ran(folder, tools / "sarif", "csv", "--output", "found.csv", "found.sarif")
        with (folder / "found.csv").open(encoding="utf-8", newline="") as file:
            rows = [
                (r["Severity"], r["Code"], r["Location"], r["Line"]) for r in csv.DictReader(file)
            ]
        expected = [(LEVELS[f["severity"]], f["code"], f["file"], str(f["line"])) for f in found]
        assert sorted(rows) == sorted(expected), rows
        print(f"ok      sarif-tools lists our {len(rows)} findings, with level, file and line")

        said = ran(folder, tools / "junit2html", "--summary-matrix", "found.xml")
        failed = set(re.findall(r"(GG\d{3}) .* Failed$", said, re.MULTILINE))
        assert failed == {f["code"] for f in found if f["severity"] == "violation"}, failed
        print(f"ok      junit2html counts {len(failed)} failed rules, as we do")


def ran(folder: Path, *command: str | Path) -> str:
    done = subprocess.run(
        list(map(str, command)), cwd=folder, check=True, capture_output=True, text=True
    )
    return done.stdout


if __name__ == "__main__":
    main(Path(sys.argv[1]).absolute())
