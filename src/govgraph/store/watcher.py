"""Who is told how a load goes."""

from __future__ import annotations

# The steps of a load, in order; a test stops and ends processes at each.
PHASES = (
    "waiting",
    "beginning",
    "linked",
    "reading",
    "loading",
    "loaded",
    "inferring",
    "inferred",
    "flushed",
    "written",
    "published",
    "swept",
)


class Watcher:
    """Is told how a load goes, and does nothing about it."""

    def phase(self, name: str) -> None:
        """Take note that a step, one of ``PHASES``, is reached."""

    def advance(self, done: int, total: int) -> None:
        """Take note of how many files of how many are loaded."""

    def say(self, line: str) -> None:
        """Tell people something that they should know while they wait."""
