"""A board's data for programs and notebooks: open it, ask for a view."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from govgraph import views
from govgraph.errors import GovgraphError
from govgraph.graph import Source, View
from govgraph.load import content_hash, open_store
from govgraph.names import did_you_mean
from govgraph.network.parts import Focus, ViewKind, assembled
from govgraph.network.reader import Reader
from govgraph.network.redaction import without_names
from govgraph.network.selection import around, between, dated
from govgraph.plugins import discover
from govgraph.prose import is_day
from govgraph.workspace import find_workspace

VIEWS = {kind.name: kind for kind in discover(views, ViewKind)}


class Board(NamedTuple):
    """A workspace whose data are in memory."""

    source: Source

    def view(
        self,
        name: str,
        *,
        focus: str | None = None,
        depth: int = 2,
        first: str | None = None,
        last: str | None = None,
        redact_people: bool = False,
        legend: bool = False,
    ) -> View:
        """Return a view of the data.

        Args:
            name: ``thread``, ``threads``, ``actions``, ``people``, ``roles``, ``topics``,
                ``meetings``, ``ontology`` or ``all``.
            focus: an action (``DATE/NUMBER``, IRI, CURIE or label) or words for one.
            depth: how many edges away from the focus a node may be.
            first: the first day (ISO) that counts.
            last: the last such day.
            redact_people: roles in place of people's names.
            legend: whether pictures explain their colours and lines.

        Raises:
            GovgraphError: there is no such view, or a day is none.
            LookupFailedError: nothing on file is meant by ``focus``, or several things are.
        """
        if name not in VIEWS:
            hint = did_you_mean(name, VIEWS)
            listed = ", ".join(VIEWS)
            raise GovgraphError("unknown-view", f"'{name}' is not one of {listed}.", hint=hint)
        for day in (first, last):
            if day is not None and not is_day(day):
                raise GovgraphError("bad-date", f"'{day}' is no day.", hint="Write YYYY-MM-DD.")
        wanted = Focus(focus, depth, first, last)
        view, reader = _built(self.source, VIEWS[name], wanted)
        if redact_people:
            view = without_names(view, reader)
        return view._replace(legend=legend)


def _built(source: Source, kind: ViewKind, focus: Focus) -> tuple[View, Reader]:
    reader = Reader(source)
    view = assembled(kind, kind.build(reader, focus), reader, source)
    if focus.name is not None and not kind.turns_itself:
        # What searches compiles much; most views are of everything.
        from govgraph.search import find_action

        action = find_action(source.store, source.base, focus.name)
        view = around(view, reader.id(action.value), focus.depth)
    return dated(between(view, focus)), reader


def open(folder: str | Path | None = None) -> Board:
    """Open a workspace.

    Args:
        folder: a folder with ``govgraph.toml``, or one within such a folder; None for the
            current folder. Where there is none, it is the board that ships.

    Raises:
        WorkspaceError: the workspace or one of its files cannot be used.
        TurtleError: a file is not Turtle.
    """
    workspace = find_workspace(None if folder is None else Path(folder))
    source = Source(open_store(workspace), workspace.base, workspace.name, content_hash(workspace))
    return Board(source)
