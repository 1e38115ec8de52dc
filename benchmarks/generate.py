"""Writes invented boards of any size, on which govgraph is tried and timed.

Usage: generate.py MEETINGS FOLDER [--seed SEED]
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random

# Run as a script, Python looks for modules beside this file only.
sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.invented.letter import letter
from benchmarks.invented.minutes import minutes
from benchmarks.invented.registers import registers
from benchmarks.invented.small import small_board as small_board
from benchmarks.invented.state import Memory, Series
from benchmarks.invented.words import FORUMS

BASE = "https://example.org/eastmoor/"
_FIRST_DAY = date(2001, 1, 8)
_LETTER_EVERY = 7


def board(meetings: int, seed: int = 1, base: str = BASE) -> Iterator[tuple[str, str]]:
    """Yield the files of a workspace; the records of a shorter board are the first of a longer.

    Args:
        meetings: how many meetings have minutes on file.
        seed: boards of different seeds differ.
        base: the IRI under which the board's things are named.

    Yields:
        Each file's path in the workspace, and its text.
    """
    memory = Memory(series={forum: Series(forum) for forum in FORUMS})
    day = _FIRST_DAY
    for index in range(meetings):
        rng = Random(f"{seed}/{index}")
        sitting, turtle = minutes(memory, base, index, day, rng)
        yield f"sources/{day}-minutes.txt", sitting.source
        yield f"data/{day}-minutes.ttl", turtle
        if index % _LETTER_EVERY == 3:
            stem, turtle, source = letter(sitting, base)
            yield f"sources/{stem}.txt", source
            yield f"data/{stem}.ttl", turtle
        day += timedelta(days=rng.randint(5, 9))
    for name, turtle in registers(memory, base):
        yield f"data/{name}", turtle
    yield "govgraph.toml", f'[workspace]\nname = "Eastmoor Council (invented)"\nbase = "{base}"\n'


def write(folder: Path, meetings: int, seed: int = 1, progress: bool = False) -> None:
    """Write a workspace into a folder.

    Args:
        folder: the folder, made where there is none.
        meetings: how many meetings have minutes on file.
        seed: boards of different seeds differ.
        progress: whether to say on stderr how far it is.
    """
    for name in ("data", "sources"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    done = 0
    for name, text in board(meetings, seed):
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
        done += name.endswith("-minutes.ttl")
        if progress and name.endswith("-minutes.ttl") and (done % 100 == 0 or done == meetings):
            print(f"\r{done} of {meetings} meetings", end="", file=sys.stderr, flush=True)
    if progress:
        print(file=sys.stderr)


def main() -> None:
    parser = argparse.ArgumentParser(description="Write an invented board.")
    parser.add_argument("meetings", type=int, help="how many meetings to hold")
    parser.add_argument("folder", type=Path, help="where to write the workspace")
    parser.add_argument("--seed", type=int, default=1, help="which of the boards to write")
    given = parser.parse_args()
    if given.meetings < 1:
        parser.error("a board has at least one meeting")
    write(given.folder, given.meetings, given.seed, progress=True)


if __name__ == "__main__":
    main()
