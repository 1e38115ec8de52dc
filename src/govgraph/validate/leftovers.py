"""Files that nothing reads, and checks in which there was nothing to look at."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from pyoxigraph import NamedNode

from govgraph.model import Finding
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
    "GG009",
    "A file without a statement",
    VIOLATION,
    "Write down what the file is for, or take it away.",
    "Where nothing is said, every rule is kept: an empty file would pass by accident.",
)
NOTHING = Rule(
    "GG473",
    "Nothing was checked",
    VIOLATION,
    "Put data as Turtle, with the suffix .ttl, right into the folder 'data': it has no such file.",
    "Where there is nothing to check, finding nothing is no good news.",
)
RULES = (UNREAD, UNNAMED, EMPTY, NOTHING)


def check_files(workspace: Workspace, facts: Facts) -> Iterator[Finding]:
    """Yield files of data and shapes that are not read, and sources that no record names."""
    if not facts.amends("Record", "sourceFile"):
        return  # Nothing is read that was not, and no source loses its record.
    for path in workspace.unread_files():
        yield finding_at(UNREAD, workspace.shown(path), value=path.suffix)
    records = facts.every("Record")
    named = {name for record in records for name in facts.texts(record, "sourceFile")}
    if not all(facts.text(record, "sourceFile") for record in records):
        return  # Which source the record is of is asked there.
    # An original beside its text, such as x.pdf beside x.txt, goes by the text's name.
    stems = {Path(name).stem for name in named}
    for path in workspace.source_files():
        if path.name not in named and path.stem not in stems:
            yield finding_at(UNNAMED, workspace.shown(path), value=path.name)


def check_empty(
    workspace: Workspace, board: Board, looked_at: Sequence[Document]
) -> Iterator[Finding]:
    """Yield documents without a statement; or say, where there is none, that nothing was checked.

    Args:
        workspace: what is checked.
        board: what was parsed.
        looked_at: the documents that were to be checked.
    """
    if not looked_at:
        yield finding_at(NOTHING, workspace.shown(workspace.data))
    for document in looked_at:
        # A file that is named for a date is told that it lacks its record.
        dated = document.graph.startswith(f"{workspace.base}record/")
        if document.graph in board.documents and not dated and not _size(board, document):
            yield finding_at(EMPTY, document.shown)


def size(board: Board, documents: Sequence[Document]) -> int:
    """Return how many statements of documents are in the board."""
    return sum(_size(board, d) for d in documents if board.documents.get(d.graph) is d)


def _size(board: Board, document: Document) -> int:
    quads = board.store.quads_for_pattern(None, None, None, NamedNode(document.graph))
    return sum(1 for _ in quads)
