"""Which things a change of the data can bring another finding to, for the rules in Python.

A rule looks from a thing along a few properties, and counts within one record. So what is near to
a change is what is said of its subjects and objects, what leads to them in two steps, what is
joined to the actions among them, and all of each record in which any of that stands. What rules
ask of the whole board, such as who is called what, they look up; whether that is another answer
than before, and all of the board is to be looked at again, each of them asks by itself.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator

from pyoxigraph import BlankNode, NamedNode, Store, Triple

from govgraph.names import GOV, RDF_TYPE
from govgraph.validate.facts import Classes, Near, Node
from govgraph.validate.vocabulary import Vocabulary

_TYPE = NamedNode(RDF_TYPE)
_QUOTED, _RESTS = NamedNode(GOV + "quotedFrom"), NamedNode(GOV + "evidence")
_RECORD_OF = NamedNode(GOV + "recordOf")
# What very many things lead to, for which no rule looks back from them.
_HUBS = frozenset(
    GOV + cls for cls in ("Document", "Forum", "Organization", "Person", "Role", "Thread", "Topic")
)
_ACTION, _LINK = GOV + "Action", GOV + "ActionLink"
# What holds or dates a whole record: behind it stands all of that.
_WHOLES = frozenset({GOV + "Record", GOV + "Meeting"})


class Neighbourhood:
    """The statements before and after a change, together.

    Args:
        store: the data after the change.
        terms: the vocabulary.
        base: the IRI under which the workspace's things are named.
        gained: the statements that came.
        lost: the statements that went.
    """

    def __init__(
        self,
        store: Store,
        terms: Vocabulary,
        base: str,
        gained: Collection[Triple],
        lost: Collection[Triple],
    ) -> None:
        self._store, self._terms, self._base = store, terms, base
        self._gained, self._lost = frozenset(gained), frozenset(lost)
        self._classes = Classes(store, terms)
        self._went: defaultdict[object, set[str]] = defaultdict(set)
        self._led: defaultdict[object, set[Node]] = defaultdict(set)
        for subject, predicate, value in self._lost:
            if predicate == _TYPE and isinstance(value, NamedNode):
                self._went[subject].add(value.value)
            elif isinstance(subject, NamedNode | BlankNode):
                self._led[value].add(subject)

    def near(self, graphs: Iterable[str]) -> Near:
        """Return what is near to the change.

        Args:
            graphs: the names of the graphs that it is in.
        """
        rows = self._gained | self._lost
        subjects = {n for t in rows for n in self._own(t.subject)}
        for meeting in [n for n in subjects if GOV + "Meeting" in self._kinds(n)]:
            # What rests on a record asks for the day of its meeting.
            subjects |= self._leading(meeting, _RECORD_OF)
        objects = {n for t in rows if t.predicate != _TYPE for n in self._own(t.object)} - subjects
        spread = {n for n in objects if self._is_small(n)}
        found = subjects | objects | self._around(subjects) | self._around(spread)
        joined = {n for n in found if _ACTION in self._kinds(n)}
        joined |= {n for at in found for n in self._ends(at) if _ACTION in self._kinds(n)}
        found |= joined | self._around(joined)
        found |= {n for at in joined for n in self._ends(at) if _LINK in self._kinds(n)}
        return self._with_records(found, set(graphs))

    def beyond(self, near: Near, terms: Iterable[object]) -> tuple[Near, set[Node]]:
        """Return what is around some terms and is not yet looked at, and the nearest of it.

        Args:
            near: what is looked at.
            terms: what findings are about.
        """
        named = {n for term in terms for n in self._own(term)}
        found = named | self._around({n for n in named if self._is_small(n)})
        for meeting in [n for n in named if GOV + "Meeting" in self._kinds(n)]:
            found |= self._leading(meeting, _RECORD_OF)
        # Nothing may be said of it: all that leads there then has the same fault.
        found |= {n for at in named if not self._kinds(at) for n in self._leading(at)}
        more = self._with_records(found, set())
        held = {NamedNode(graph) for graph in more.graphs}
        return more._replace(nodes=more.nodes - near.nodes), found | held

    def _around(self, nodes: Iterable[Node]) -> set[Node]:
        """Return what leads to nodes in one step and, but for hubs and wholes, in two."""
        first = {n for at in nodes for n in self._leading(at)}
        return first | {n for at in first if self._is_small(at) for n in self._leading(at)}

    def _with_records(self, nodes: set[Node], graphs: set[str]) -> Near:
        """Return nodes with all of the records in which they stand, or from which they quote."""
        found, new = set(nodes), set(nodes)
        done: set[str] = set()
        waiting = {graph for graph in graphs if graph.startswith(f"{self._base}record/")}
        while new:
            waiting |= {graph for node in new for graph in self._homes(node)}
            held = {n for graph in waiting - done for n in self._held(graph)}
            done |= waiting
            held |= {
                quad.object
                for node in (held | new)
                for quad in self._store.quads_for_pattern(node, _QUOTED, None)
                if isinstance(quad.object, NamedNode)
            }
            new = held - found
            found |= new
        for record in [n for n in found if GOV + "Record" in self._kinds(n)]:
            words = self._leading(record, _QUOTED)
            found |= words
            for quotation in words:
                found |= self._leading(quotation, _RESTS)
        return Near(frozenset(found), frozenset(done), self._gained, self._lost)

    def _own(self, term: object) -> Iterator[Node]:
        if isinstance(term, NamedNode) and not term.value.startswith(GOV):
            yield term

    def _kinds(self, node: Node) -> frozenset[str]:
        now = self._classes.get(node, frozenset())
        return now | self._terms.lifted(self._went[node]) if node in self._went else now

    def _is_small(self, node: Node) -> bool:
        """Return whether few things lead to a node: it is of the board, and no hub of it."""
        kinds = self._kinds(node)
        is_known = bool(kinds) or str(node).startswith(f"<{self._base}")
        return is_known and (_HUBS | _WHOLES).isdisjoint(kinds)

    def _leading(self, node: Node, path: NamedNode | None = None) -> set[Node]:
        """Return what leads to a node, or led there before the change."""
        quads = self._store.quads_for_pattern(None, path, node)
        return {n for quad in quads for n in self._own(quad.subject)} | self._led.get(node, set())

    def _ends(self, node: Node) -> Iterator[Node]:
        for quad in self._store.quads_for_pattern(node, None, None):
            yield from self._own(quad.object)
        yield from (n for t in self._lost if t.subject == node for n in self._own(t.object))

    def _homes(self, node: Node) -> Iterator[str]:
        """Yield the records in which a node is given a class."""
        for quad in self._store.quads_for_pattern(node, _TYPE, None):
            graph = quad.graph_name
            if isinstance(graph, NamedNode) and graph.value.startswith(f"{self._base}record/"):
                yield graph.value

    def _held(self, graph: str) -> Iterator[Node]:
        for quad in self._store.quads_for_pattern(None, None, None, NamedNode(graph)):
            if isinstance(quad.subject, NamedNode | BlankNode):
                yield quad.subject
