"""Times the check of one new meeting against few and many that are on file.

Both boards are on disk, with what follows. The last minutes of each are checked with a slip in one
word, and as if they were not on file. Processor time of whole processes; each round runs every
contestant once. First the findings are compared with those of a whole check, unless that would
take many minutes.

Usage: new_meeting.py [ROUNDS [MEETINGS]]
"""

from __future__ import annotations

import statistics
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

# Run as a script, Python looks for modules beside this file only.
sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.generate import write
from benchmarks.races import GOVGRAPH, ROOT, in_turn, output, peer, verdict
from govgraph.store import Keeper, Watcher
from govgraph.validate import check
from govgraph.workspace import find_workspace

_FEW, _MOST_COMPARED = 5, 1_000
_BARE = "a bare parse of the board that ships"
_DRAFT, _NEW = "a draft with a slip", "a record that is new as a whole"


def last(folder: Path) -> Path:
    """Return the last minutes of a board."""
    return max((folder / "data").glob("*-minutes.ttl"))


def validate(folder: Path, file: Path) -> list[str]:
    """Return the command that checks a file as new data of a board."""
    return [GOVGRAPH, "validate", "-C", str(folder), "--fail-on", "never", str(file)]


def compare(folder: Path) -> None:
    """Stop unless what is found near the new meeting is what a whole check finds."""
    workspace = find_workspace(folder)
    keeper = Keeper(workspace, workspace.cache, Watcher())
    near = check(workspace, [last(folder)], keeper=keeper)
    whole = check(workspace, [last(folder)], whole=True)
    if (near.findings, len(near.held)) != (whole.findings, len(whole.held)):
        sys.exit(f"{folder.name} meetings: not what a whole check finds.")
    print(f"{folder.name} meetings: {len(near.findings)} findings, the same by a whole check")


def draft(folder: Path, target: Path) -> list[str]:
    """Return the command that checks the last minutes of a board with a slip in one word."""
    path = last(folder)
    text = path.read_text(encoding="utf-8")
    at = text.index(" the ", text.index("gov:text"))
    target.mkdir()
    changed = target / path.name
    changed.write_text(f"{text[:at]} teh {text[at + 5 :]}", encoding="utf-8")
    return validate(folder, changed)


def main() -> None:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    meetings = int(sys.argv[2]) if len(sys.argv) > 2 else 1_000
    commands = {_BARE: peer("parse_board.py", str(ROOT / "data"))}
    with TemporaryDirectory() as temporary:
        for folder in (Path(temporary) / str(n) for n in (_FEW, meetings)):
            write(folder, int(folder.name))
            output([GOVGRAPH, "load", "--closure", "-C", str(folder)])
            if int(folder.name) <= _MOST_COMPARED:
                compare(folder)
            commands[f"{_DRAFT}, {folder.name} meetings"] = draft(folder, folder / "draft")
            commands[f"{_NEW}, {folder.name} meetings"] = validate(folder, last(folder))
        taken = in_turn(commands, rounds)
    within = True
    for kind in (_DRAFT, _NEW):
        ours = taken[f"{kind}, {meetings} meetings"]
        print(f"{kind}, {meetings} meetings: {statistics.median(ours):.2f} s of processor time")
        for name, most in ((f"{kind}, {_FEW} meetings", 1.3), (_BARE, 8.0)):
            ratio = statistics.median(a / b for a, b in zip(ours, taken[name], strict=True))
            within &= ratio <= most
            print(f"  {name}: {statistics.median(taken[name]):.2f} s, {verdict(ratio, most)}")
    sys.exit(0 if within else 1)


if __name__ == "__main__":
    main()
