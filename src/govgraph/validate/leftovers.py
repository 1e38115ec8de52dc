"""Files that nothing reads, and checks in which there was nothing to look at."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from pyoxigraph import NamedNode

from govgraph.model import Finding
from govgraph.positions import Place
from govgraph.validate.documents import Board, Document
from govgraph.validate.facts import Facts
from govgraph.validate.rules import INFO, VIOLATION, WARNING, Rule, finding_at
from govgraph.workspace import Workspace

UNREAD = Rule(
    "GG470",
    "A file of data or shapes that is not read",
    WARNING,
    "Put it as Turtle, with the suffix .ttl, right into the folder 'data'; shapes go into 'shapes'"
    " or 'shapes/integrity'.",
    "Only those are read: what stands here is in no answer, and was not checked.",
)
UNNAMED = Rule(
    "GG471",
    "A source that no record names",
    INFO,
    "Add the record whose gov:sourceFile it is; if it is not to be one, leave it.",
    "A record that was received and not entered looks as if there were none.",
)
EMPTY = Rule(
    "GG472",
    "A file without a statement",
    WARNING,
    "Write what it is to hold, or take it away.",
    "That nothing was found in it says nothing.",
)
NOTHING = Rule(
    "GG473",
    "Nothing was checked",
    VIOLATION,
    "Look at what was given, and at the folder 'data' of the workspace: there is no statement in"
    " it.",
    "Where there is nothing to check, finding nothing is no good news.",
)
RULES = (UNREAD, UNNAMED, EMPTY, NOTHING)

_START = Place(1, 1)


def check_files(workspace: Workspace, facts: Facts) -> Iterator[Finding]:
    """Yield files of data and shapes that are not read, and sources that no record names."""
    for path in workspace.unread_files():
        yield finding_at(UNREAD, workspace.shown(path), value=path.suffix)
    records = list(facts.of("Record"))
    named = {name for record in records for name in facts.texts(record, "sourceFile")}
    if not all(facts.text(record, "sourceFile") for record in records):
        return  # Which source the record is of is asked there.
    # An original beside its text, such as x.pdf beside x.txt, goes by the text's name.
    stems = {Path(name).stem for name in named}
    for path in workspace.source_files():
        if path.name not in named and path.stem not in stems:
            yield finding_at(UNNAMED, workspace.shown(path), value=path.name)


def check_empty(board: Board, base: str, looked_at: Sequence[Document]) -> Iterator[Finding]:
    """Yield documents without a statement; or say, where none has any, that nothing was checked.

    Args:
        board: what was parsed.
        base: the IRI under which the workspace's things are named.
        looked_at: the documents that were to be checked.
    """
    empty = [d for d in looked_at if d.graph in board.documents and not _size(board, d)]
    if len(empty) == len(looked_at):
        shown = looked_at[0].shown if len(looked_at) == 1 else None
        yield finding_at(NOTHING, shown, None if shown is None else _START)
        return
    for document in empty:
        # A file that is named for a date is told that it lacks its record.
        if not document.graph.startswith(f"{base}record/"):
            yield finding_at(EMPTY, document.shown, _START)


def size(board: Board, documents: Sequence[Document]) -> int:
    """Return how many statements documents hold."""
    return sum(_size(board, d) for d in documents)


def _size(board: Board, document: Document) -> int:
    quads = board.store.quads_for_pattern(None, None, None, NamedNode(document.graph))
    return sum(1 for _ in quads)
