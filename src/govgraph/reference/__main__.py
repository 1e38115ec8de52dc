"""``python -m govgraph.reference FOLDER``: build the reference pages."""

from __future__ import annotations

import sys
from pathlib import Path

from govgraph.errors import GovgraphError
from govgraph.prose import count


def main(arguments: list[str]) -> int:
    """Build the pages into the folder that is named; return the exit code."""
    if len(arguments) != 1 or arguments[0].startswith("-"):
        print("usage: python -m govgraph.reference FOLDER", file=sys.stderr)
        return 2
    # Most of the package is needed only where there is something to build.
    from govgraph.reference.site import build

    try:
        number = build(Path(arguments[0]))
    except GovgraphError as error:
        print(f"govgraph.reference: {error}", file=sys.stderr)
        return 2
    print(f"{arguments[0]}: {count(number, 'file')}", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
