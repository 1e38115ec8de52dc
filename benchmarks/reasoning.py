"""Times what govgraph infers beside what owlrl does, on boards of three sizes.

Before anything is timed, the facts are compared.

Usage: reasoning.py [ROUNDS]
"""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from pyoxigraph import RdfFormat, Triple, parse

# Run as a script, Python looks for modules beside this file only.
sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.generate import write
from benchmarks.races import GOVGRAPH, ROOT, Peer, Race, output, peer, run

# owlrl takes a minute for a hundred meetings.
_FEW = 3


def infer(folder: Path) -> list[str]:
    """Return the command that prints what follows from a board."""
    return [GOVGRAPH, "infer", "-C", str(folder), "--only-inferred", "-f", "nq"]


def owlrl(folder: Path) -> list[str]:
    """Return the command by which owlrl prints the same."""
    return peer("with_owlrl.py", str(folder))


def facts(raw: bytes, syntax: RdfFormat) -> set[Triple]:
    return {quad.triple for quad in parse(raw, syntax)}


def compare(name: str, folder: Path) -> None:
    """Stop unless both contestants find the same facts."""
    ours = facts(output(infer(folder)), RdfFormat.N_QUADS)
    theirs = facts(output(owlrl(folder)), RdfFormat.N_TRIPLES)
    if ours != theirs:
        for who, only in (("govgraph", ours - theirs), ("owlrl", theirs - ours)):
            print(f"{name}: {len(only)} facts by {who} alone", file=sys.stderr)
            for fact in sorted(map(str, only))[:5]:
                print(f"  {fact}", file=sys.stderr)
        sys.exit("They do not find the same facts.")
    print(f"{name}: {len(ours)} facts, the same by both", flush=True)


def main() -> None:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 3
    with TemporaryDirectory() as temporary:
        hundred, thousand = (Path(temporary) / str(n) for n in (100, 1000))
        write(hundred, 100)
        write(thousand, 1000)
        compare("the board that ships", ROOT)
        compare("100 meetings", hundred)
        races = [
            Race(
                "govgraph infer, the board that ships",
                infer(ROOT),
                {"owlrl script": Peer(owlrl(ROOT), 1 / 10)},
            ),
            Race(
                "govgraph infer, 100 meetings",
                infer(hundred),
                {"owlrl script": Peer(owlrl(hundred), 1 / 60, hoped=1 / 150)},
                _FEW,
            ),
            Race(
                "govgraph infer, 1,000 meetings",
                infer(thousand),
                {"govgraph infer, 100 meetings": Peer(infer(hundred), 15)},
            ),
        ]
        within = run(races, rounds)
    sys.exit(0 if within else 1)


if __name__ == "__main__":
    main()
