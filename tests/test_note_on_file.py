"""What is on file of how actions stand: each could be noted as it stands there."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pyoxigraph import NamedNode

from govgraph.load import open_store
from govgraph.lookup import action_names
from govgraph.names import GOV
from govgraph.note.entry import filed
from govgraph.note.grounds import Basis, basis_of
from govgraph.note.linked import linked_with
from govgraph.note.named import Action, statuses
from govgraph.note.sources import hold
from govgraph.validate.facts import Facts
from govgraph.validate.vocabulary import vocabulary
from govgraph.workspace import find_workspace
from tests.conftest import BOARDS, ROOT

# "He had the report" is no plain form of a delivery: a reader says that it is one.
READ = {("2031-03-04/1", "delivered")}


def events(board: str) -> Iterator[tuple[str, str, Basis, Basis]]:
    """Yield action, status, what is on file, and what a note of the same words would be."""
    workspace = find_workspace(BOARDS / board if board else ROOT)
    store = open_store(workspace)
    facts = Facts(store, vocabulary(), workspace.base)
    names, codes = action_names(store), {node: code for code, node in statuses(store).items()}
    for event in facts.every("StatusEvent"):
        of, record = facts.node(event, "statusOf"), facts.node(event, "reportedIn")
        state, sure = facts.node(event, "toStatus"), facts.node(event, "confidence")
        if of is None or record is None or state is None or sure is None:
            continue  # It is of actions that no record names.
        action, words = Action.named(of, names[of.value]), facts.node(event, "evidence")
        assert words is not None
        path = workspace.sources / str(facts.text(record, "sourceFile"))
        held = hold(workspace, facts, path, None)
        entry = filed(facts, held, facts.quoted(event) or "", facts.node(event, "attributedTo"))
        stated = facts.node(event, "basis") == NamedNode(f"{GOV}stated")
        why = facts.text(event, "rationale") or ""
        was = Basis(stated, why, sure.value.removeprefix(GOV))
        code = codes[state]
        because = "Mine." if (action.id, code) in READ else why
        linked = linked_with(facts, action, names)
        noted = basis_of(facts, action, code, held, entry, linked, names, because)
        yield action.id, code, was, noted


@pytest.mark.parametrize("board", ["", "harbour", "library", "parish"])
def test_what_is_on_file_can_be_noted_so(board: str) -> None:
    """With its own reason, where it is a reading, it is as sure as it is on file."""
    for name, code, was, noted in events(board):
        if (name, code) in READ:
            assert noted == Basis(False, "Mine.", "possible")
        elif was.stated and not noted.stated:
            # Whoever entered it saw more than the passage, which does not cite the action.
            assert noted.confidence == "probable", name
            assert "does not cite" in noted.rationale
        else:
            assert noted[::2] == was[::2], name
            assert noted.rationale.startswith(was.rationale)
