"""What each view holds, in files to be read in a review: a change of a view is seen there.

Of the board ``library`` the two tables of each view stand whole; of the board that ships, a line
for each node and each edge. ``python -m tests.view_goldens`` writes them anew.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from govgraph import open as open_board
from govgraph.board import VIEWS
from govgraph.exports.csv import FORMAT
from govgraph.graph import Edge, Node, View
from tests.conftest import BOARDS, ROOT

FOLDER = Path(__file__).parent / "golden"
FOCUS = {"library": "2031-04-10/1", "shipped": "2022-06-24/13"}
# It holds what the others hold.
LEFT_OUT = {("shipped", "all"), ("library", "ontology")}


def goldens() -> Iterator[tuple[Path, bytes]]:
    """Yield each file with what it is to hold."""
    for board, folder in (("library", BOARDS / "library"), ("shipped", ROOT)):
        opened = open_board(folder)
        for name in VIEWS:
            if (board, name) in LEFT_OUT:
                continue
            view = opened.view(name, focus=FOCUS[board] if name == "thread" else None)
            if board == "shipped":
                yield FOLDER / board / f"{name}.txt", listed(view).encode("utf-8")
            elif FORMAT.tables is not None:
                for part, table in FORMAT.tables(view).items():
                    yield FOLDER / board / f"{name}{part}.csv", table.replace(b"\r\n", b"\n")


def listed(view: View) -> str:
    """Return a view as lines."""
    rows = [view.title, view.note, "", *map(_node, view.nodes), "", *map(_edge, view.edges)]
    return "\n".join(rows) + "\n"


def _node(node: Node) -> str:
    parts = [node.kind, node.id, node.label, node.date or "no day", node.basis]
    return " | ".join([*parts, *([] if node.on_file else ["not on file"]), _places(node)])


def _edge(edge: Edge) -> str:
    ends = f"{edge.source} {'->' if edge.directed else '--'} {edge.target}"
    parts = [edge.kind, ends, edge.label, edge.date or "no day", f"{edge.weight}", edge.basis]
    return " | ".join([*parts, *([edge.confidence] if edge.confidence else ()), _places(edge)])


def _places(item: Node | Edge) -> str:
    return "; ".join(f"{q.record} {q.locator}".strip() for q in item.quotes)


if __name__ == "__main__":
    for path, wanted in goldens():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(wanted)
