"""Times commands beside each other: whole processes, in turn, medians and ratios.

Each round runs every contestant once, so that a busy machine slows them alike; the ratio is the
median of the ratios of the rounds.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from resource import struct_rusage

ROOT = Path(__file__).parents[1]
PEERS = Path(__file__).parent / "peers"
GOVGRAPH = str(Path(sys.executable).parent / "govgraph")


@dataclass(frozen=True)
class Peer:
    """What govgraph is timed against.

    Attributes:
        command: the command.
        most: the most that the ratio may be.
        hoped: a ratio to reach one day.
    """

    command: list[str]
    most: float
    hoped: float | None = None


@dataclass(frozen=True)
class Race:
    """One job of govgraph and its peers.

    Attributes:
        name: what it is called.
        ours: the command of govgraph.
        peers: name → peer.
        rounds: how many rounds are enough where one takes long; None where any number will do.
    """

    name: str
    ours: list[str]
    peers: dict[str, Peer]
    rounds: int | None = None


def peer(script: str, *arguments: str) -> list[str]:
    """Return the command of a script in the folder of peers."""
    return [sys.executable, str(PEERS / script), *arguments]


def output(command: list[str]) -> bytes:
    """Return what a command prints.

    Raises:
        CalledProcessError: it fails.
    """
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, cwd=ROOT).stdout


def usage(command: list[str]) -> struct_rusage:
    """Return what of the machine a command uses; what it prints is thrown away.

    Raises:
        CalledProcessError: it fails.
    """
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, cwd=ROOT) as process:
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    return used


def processor_time(command: list[str]) -> float:
    """Return the seconds of processor time that a command takes.

    Other work on the machine disturbs them less than those by the clock.
    """
    used = usage(command)
    return used.ru_utime + used.ru_stime


def in_turn(commands: Mapping[str, list[str]], rounds: int) -> dict[str, list[float]]:
    """Return the processor time of each command in each round; a round before is not counted."""
    for command in commands.values():
        processor_time(command)
    taken: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(rounds):
        for name, command in commands.items():
            taken[name].append(processor_time(command))
    return taken


def verdict(ratio: float, most: float) -> str:
    """Return a ratio with whether it is within its limit."""
    return f"{ratio:.2g} ({'within' if ratio <= most else 'OVER'} {most:.2g})"


def run(races: Iterable[Race], rounds: int) -> bool:
    """Time races and print what came of them; return whether all are within their limits."""
    print(f"medians of {rounds} rounds, whole processes; ratio = govgraph / peer")
    within = True
    for race in races:
        within &= _run_one(race, min(rounds, race.rounds or rounds))
    return within


def _run_one(race: Race, rounds: int) -> bool:
    _seconds(race.ours)
    ours: list[float] = []
    theirs: dict[str, list[float]] = {name: [] for name in race.peers}
    for _ in range(rounds):
        ours.append(_seconds(race.ours))
        for name, contestant in race.peers.items():
            theirs[name].append(_seconds(contestant.command))
    few = "" if race.rounds is None or race.rounds > rounds else f" ({rounds} rounds)"
    print(f"\n{race.name}: {statistics.median(ours) * 1000:.0f} ms{few}")
    within = True
    for name, contestant in race.peers.items():
        ratio = statistics.median(a / b for a, b in zip(ours, theirs[name], strict=True))
        within &= ratio <= contestant.most
        median = statistics.median(theirs[name]) * 1000
        print(f"  {name}: {median:.0f} ms, ratio {_verdict(ratio, contestant)}", flush=True)
    return within


def _verdict(ratio: float, contestant: Peer) -> str:
    said = verdict(ratio, contestant.most)
    if contestant.hoped is not None:
        hoped = "within" if ratio <= contestant.hoped else "not yet"
        said = f"{said[:-1]}; {hoped} {contestant.hoped:.2g})"
    return said


def _seconds(command: list[str]) -> float:
    start = time.perf_counter()
    output(command)
    return time.perf_counter() - start
