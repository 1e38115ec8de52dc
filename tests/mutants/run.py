"""Make every mutant of the shipped board, and say which are noticed.

Processes look functions up by module, and ``__main__`` of a package is none to them.
"""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from collections.abc import Iterable, Iterator
from functools import cache
from multiprocessing import get_context
from pathlib import Path

from govgraph.workspace import find_workspace
from tests.mutants import report
from tests.mutants.bench import Bench, Noticed
from tests.mutants.mutators import Mutant, mutants

ROOT = Path(__file__).parents[2]


def main(arguments: list[str] | None = None) -> int:
    """Print the table; exit with 1 where the score is low or a survivor has no reason."""
    parser = ArgumentParser(prog="python -m tests.mutants", description=__doc__)
    parser.add_argument("--each", type=int, default=1, help="mutants for each kind and mutator")
    parser.add_argument("--jobs", type=int, default=1, help="processes")
    parser.add_argument(
        "--record", action="store_true", help="keep the result in score.json and on the page"
    )
    options = parser.parse_args(arguments)
    found = report.rows(_outcomes(options.each, options.jobs))
    print(report.table(found))
    if options.record:
        report.write_score(found)
        report.write_page()
    return _judge(found)


def _judge(found: list[report.Row]) -> int:
    score = report.percent(report.overall(report.totals(found)))
    without, unneeded = report.wanting(report.survivors(found), report.read_reasons())
    for survivor in without:
        print(f"not noticed, and no reason in {report.REASONS.name}: {survivor}", file=sys.stderr)
    for survivor in unneeded:
        print(f"noticed, so that its reason is to go: {survivor}", file=sys.stderr)
    print(f"{score} % noticed; at least {report.LEAST} % are to be.", file=sys.stderr)
    return 1 if without or unneeded or score < report.LEAST else 0


def _outcomes(each: int, jobs: int) -> Iterator[tuple[Mutant, Noticed]]:
    made = _made(each)
    if jobs == 1:
        results: Iterable[Noticed] = (_noticed((each, n)) for n in range(len(made)))
        yield from _told(made, results)
        return
    # Each process makes the same mutants: terms of the engine do not travel between processes.
    with get_context("spawn").Pool(jobs) as pool:
        tasks = ((each, n) for n in range(len(made)))
        yield from _told(made, pool.imap(_noticed, tasks, chunksize=8))


def _told(made: list[Mutant], results: Iterable[Noticed]) -> Iterator[tuple[Mutant, Noticed]]:
    for number, (mutant, found) in enumerate(zip(made, results, strict=True), start=1):
        if number % 100 == 0 or number == len(made):
            print(f"{number} of {len(made)} mutants", file=sys.stderr, flush=True)
        yield mutant, found


@cache
def _bench() -> Bench:
    return Bench(find_workspace(ROOT))


@cache
def _made(each: int) -> list[Mutant]:
    return list(mutants(_bench().data, each))


def _noticed(task: tuple[int, int]) -> Noticed:
    each, number = task
    return _bench().noticed(_made(each)[number].change)
