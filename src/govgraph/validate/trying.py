"""New data, tried on copies of the stores on disk: at the cost of what it touches.

What is found is what the whole check finds (:func:`govgraph.validate.check`): the difference
between the board with the new data and the board without it. Where one of the two cannot be told
so, the whole check is made.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from pyoxigraph import BlankNode, NamedNode, Quad, Store, Triple

from govgraph.errors import GovgraphError
from govgraph.model import Finding
from govgraph.shacl import COMPILED
from govgraph.store import Keeper, Trial, trial
from govgraph.store.closing import replace_and_follow
from govgraph.validate import documents, integrity
from govgraph.validate.conformance import Changed, validator
from govgraph.validate.context import Given, Identity, identity
from govgraph.validate.documents import Board
from govgraph.validate.examining import Examined, Part, Subject, examine
from govgraph.validate.facts import Facts, Near, Node
from govgraph.validate.filed import Filed
from govgraph.validate.kept_words import KeptWords
from govgraph.validate.neighbourhood import Neighbourhood
from govgraph.validate.places import Places
from govgraph.validate.rules import INTEGRITY, STRUCTURE, Breach
from govgraph.validate.tallying import Changing, counted
from govgraph.validate.vocabulary import vocabulary

# Name of a graph → its statements.
Side = Mapping[NamedNode, list[Quad]]
Sort = Callable[..., tuple[list[Finding], list[Finding]]]
_NOTHING = Near(frozenset(), frozenset(), frozenset(), frozenset())


class Tried(NamedTuple):
    """What is new with new data.

    Attributes:
        found: what is to be reported.
        held: what is held back.
        facts: the data with the new data.
        board: the same as documents.
        texts: the text of each document that was asked for, by its name in findings.
    """

    found: list[Finding]
    held: list[Finding]
    facts: Facts
    board: Board
    texts: Mapping[str, str]


def tried(given: Given, keeper: Keeper, sort: Sort) -> Tried | None:
    """Return what new data breaks; None where only the whole check can tell.

    Args:
        given: the new data and its context; the workspace has no shapes of its own.
        keeper: what keeps the stores of the workspace.
        sort: what tells findings from what is held back.
    """
    parsed, faults = documents.assemble([], given.new)
    is_compiled = not any(validator(stage, COMPILED).note for stage in (STRUCTURE, INTEGRITY))
    if faults or len(parsed.documents) < len(given.new) or not is_compiled:
        return None
    try:
        with trial(keeper) as copies:
            if copies is None:
                return None
            return _Trying(given, parsed, copies, sort).result()
    except (GovgraphError, _UntoldError):
        return None  # The whole check finds it, or says what is wrong.
    except (OSError, RuntimeError) as error:
        # The engine has no exception of its own for damage; the whole check does without stores.
        if not keeper.discard_damaged(error) and not isinstance(error, OSError):
            raise
        return None


class _UntoldError(Exception):
    """What is to be found cannot be told from a part of the board."""


class _Round(NamedTuple):
    """What was found on one side of the change."""

    near: Near
    examined: Examined
    facts: Facts
    board: Board


class _Trying:
    """A board with new data and without it, in copies of its stores."""

    def __init__(self, given: Given, parsed: Board, copies: Trial, sort: Sort) -> None:
        workspace, new = given.workspace, given.new
        self._workspace, self._new, self._copies = workspace, new, copies
        self._files, self._own, self._sort = given.files, given.own, sort
        self._filed = {workspace.graph_iri(Path(n)): n for n in copies.held.entries}
        # A filed document that is named itself is new.
        paths = {document.graph: document.path for document in new}
        self._gone = [
            graph
            for graph, path in paths.items()
            if graph in self._filed and (workspace.data / self._filed[graph]).absolute() == path
        ]
        graphs = [NamedNode(document.graph) for document in new]
        self._now: Side = {g: _of(copies.plain, g) for g in graphs}
        self._before = {g: [] if g.value in self._gone else q for g, q in self._now.items()}
        self._after: Side = {g: _of(parsed.store, g) for g in graphs}
        self._called: dict[bool, dict[NamedNode, frozenset[str]]] = {False: {}, True: {}}
        before, after = _triples(self._before), _triples(self._after)
        self._gained, self._lost = after - before, before - after
        self._words: Mapping[bool, KeptWords] = {}
        if before != after:
            changing = Changing(workspace, graphs, self._filed, self._gone)
            self._words = counted(copies, changing, parsed.store, given.files)
            if self._words[False].is_sourced != self._words[True].is_sourced:
                raise _UntoldError  # All names are looked at where there are sources.

    def result(self) -> Tried:
        """Return what is new.

        Where no statement comes or goes, as where only a comment does, nothing is.

        Raises:
            _UntoldError: it has to be worked out from the whole board.
        """
        changed = self._gained | self._lost
        if any(map(_is_nameless, changed)):
            raise _UntoldError
        if not changed:
            self._put(self._after)
            one = self._examined(_NOTHING, Part((), {}))
            return Tried([], [], one.facts, one.board, {})
        base = self._workspace.base
        self._put(self._before)
        following = self._put(self._after)
        web = Neighbourhood(self._copies.plain, vocabulary(), base, self._gained, self._lost)
        near = web.near(graph.value for graph in self._after)
        focus = {STRUCTURE: Changed(changed), INTEGRITY: Changed(changed | following)}
        one = self._examined(near, Part(None, focus))
        known = self._known(one)
        found, held = self._sort(one.examined, one.facts, self._places(one, exact=False))
        if all(identity(finding) in known for finding in (*found, *held)):
            found, held = [], []
        else:
            # What a new finding is the cause or the consequence of may stand further off.
            breaches = (*one.examined.structure, *one.examined.integrity)
            roughly = self._places(one, exact=False).finding
            new = [b for b in breaches if identity(roughly(b)) not in known]
            more, nearest = web.beyond(near, {term for b in new for term in _terms(b)})
            found, held = self._told(one, known, more, nearest)
        self._put(self._after)
        assert isinstance(one.board.documents, Filed)
        texts = {document.shown: document.text for document in one.board.documents.read()}
        return Tried(found, held, one.facts.everywhere(), one.board, texts)

    def _known(self, one: _Round) -> set[Identity]:
        """Return what is wrong without the new data, of what something is with it."""
        if not (one.examined.structure or one.examined.integrity or one.examined.beside):
            return set()
        self._put(self._before)
        without = self._examined(one.near, one.examined.part())
        return self._identities(without)

    def _identities(self, one: _Round) -> set[Identity]:
        found, held = self._sort(one.examined, one.facts, self._places(one, exact=False))
        return {identity(finding) for finding in (*found, *held)}

    def _told(
        self, one: _Round, known: set[Identity], more: Near, nearest: set[Node]
    ) -> tuple[list[Finding], list[Finding]]:
        """Return what is new, and what of it is held back, each with its place.

        Args:
            one: what was found near to the change.
            known: what is wrong without it.
            more: what else is looked at, where nothing is new.
            nearest: that part of it which the shapes are asked about.
        """
        self._put(self._after)
        focus = {STRUCTURE: nearest, INTEGRITY: nearest}
        far = self._examined(more, Part(None, focus))
        here = {*one.examined.structure, *one.examined.integrity}
        structure, later = (
            [breach for breach in breaches if breach not in here]
            for breaches in (far.examined.structure, far.examined.integrity)
        )
        # Files are looked at as a whole, and were.
        examined = far.examined._replace(structure=structure, integrity=later, beside=[])
        known = known | self._identities(far._replace(examined=examined))
        roughly = self._places(one, exact=False).finding

        def is_new(breach: Breach) -> bool:
            return identity(roughly(breach)) not in known

        everything = more._replace(
            nodes=more.nodes | one.near.nodes, graphs=more.graphs | one.near.graphs
        )
        facts = replace(one.facts, near=everything)
        closed = Facts(self._copies.closed, vocabulary(), self._workspace.base, everything)
        later = [*one.examined.integrity, *later]
        proved = integrity.placed(filter(is_new, later), facts, closed)
        if proved is None:
            raise _UntoldError
        examined = one.examined._replace(
            structure=[*one.examined.structure, *structure],
            integrity=[*(breach for breach in later if not is_new(breach)), *proved],
        )
        places = Places(one.board, self._workspace.base, True, everything.graphs)
        found, held = self._sort(examined, facts, places, is_new)
        return [finding for finding in found if identity(finding) not in known], held

    def _examined(self, near: Near, part: Part) -> _Round:
        is_after = self._now is self._after
        new, gone = (self._new, ()) if is_after else ((), self._gone)
        filed = Filed(self._workspace, self._filed, new, gone)
        board = Board(self._copies.plain, filed, True)
        terms, base = vocabulary(), self._workspace.base
        facts = Facts(self._copies.plain, terms, base, near, names=self._called[is_after])
        closed = Facts(self._copies.closed, terms, base, near)
        graphs = sorted(near.graphs & filed.keys())
        subject = Subject(
            facts, self._files, self._own, graphs, True, COMPILED, closed, self._words.get(is_after)
        )
        return _Round(near, examine(subject, part), facts, board)

    def _places(self, one: _Round, exact: bool) -> Places:
        return Places(one.board, self._workspace.base, exact, one.near.graphs)

    def _put(self, side: Side) -> frozenset[Triple]:
        """Bring the copies to a side; return what came and went of what follows."""
        graphs = {g for g in side if set(side[g]) != set(self._now[g])}
        self._now = side
        if not graphs:
            return frozenset()
        arriving = [quad for graph in graphs for quad in side[graph]]
        plain, closed = self._copies.plain, self._copies.closed
        effect = replace_and_follow(closed, graphs, arriving, vocabulary().store)
        if effect is None:
            raise _UntoldError
        for graph in graphs:
            plain.remove_graph(graph)
        plain.extend(arriving)
        return frozenset(Triple(*fact) for fact in effect.lost | effect.gained)  # type: ignore[arg-type]


def _of(store: Store, graph: NamedNode) -> list[Quad]:
    return list(store.quads_for_pattern(None, None, None, graph))


def _triples(side: Side) -> frozenset[Triple]:
    return frozenset(quad.triple for quads in side.values() for quad in quads)


def _is_nameless(triple: Triple) -> bool:
    return isinstance(triple.subject, BlankNode) or isinstance(triple.object, BlankNode | Triple)


def _terms(breach: Breach) -> Iterable[object]:
    return (breach.node, breach.value, *breach.others)
