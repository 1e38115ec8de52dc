"""The queries in a workspace's own shapes, read before anything runs them.

pySHACL hands them to rdflib, which would fetch what a ``FROM`` names and ask the machine that a
``SERVICE`` names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Store

from govgraph.errors import QueryError, ValidationError
from govgraph.names import VOCABULARIES
from govgraph.positions import Place
from govgraph.sparql.engine import check
from govgraph.sparql.faults import syntax_error
from govgraph.sparql.reading import refuse_too_long, refuse_what_does_not_read
from govgraph.sparql.tokens import SparqlText
from govgraph.validate.facts import Node
from govgraph.validate.own_shapes import OwnShapes, ShapeFile, at

_SH = VOCABULARIES["sh"]
_TEXTS = ("select", "ask", "construct", "update")
# SHACL (section 5.3.1) puts the path of the shape there.
_PATH = re.compile(r"[$?]PATH\b")
_PLACE = re.compile(r":?(\d+):(\d+)$")


def refuse_queries(own: OwnShapes) -> None:
    """Refuse a query that is none, or that would write or ask another machine.

    Raises:
        ValidationError: with the place in the file of shapes.
    """
    for quad, text in own_queries(own):
        prologue = _prologue(own.store, quad.subject)
        whole = prologue + _PATH.sub("<urn:p>", text)
        try:
            refuse_too_long(whole, "")
            source = SparqlText(whole, "")
            refuse_what_does_not_read(source)
            _refuse_what_is_none(source)
        except QueryError as error:
            file = own.files[_graph(quad)]
            place = _moved(file, quad, error.where, len(prologue))
            raise ValidationError("bad-shapes", error.message, place, error.hint) from error


def own_queries(own: OwnShapes) -> Iterator[tuple[Quad, str]]:
    """Yield the statements that give a query, with its text, in the order of files."""
    found = (
        quad
        for name in _TEXTS
        for quad in own.store.quads_for_pattern(None, NamedNode(_SH + name), None)
    )
    for quad in sorted(found, key=lambda q: (_graph(q), own.files[_graph(q)].place(*q.triple))):
        if isinstance(quad.object, Literal):
            yield quad, quad.object.value


def _graph(quad: Quad) -> str:
    return quad.graph_name.value if isinstance(quad.graph_name, NamedNode) else ""


def _refuse_what_is_none(source: SparqlText) -> None:
    try:
        check(source.text)
    except SyntaxError as error:
        raise syntax_error(source, error, VOCABULARIES) from error


def _prologue(store: Store, node: object) -> str:
    """Return the prefixes that ``sh:prefixes`` of a node leads to (SHACL, section 5.2.1)."""
    found: dict[str, str] = {}
    if isinstance(node, NamedNode | BlankNode):
        for holder in _objects(store, node, _SH + "prefixes"):
            for declaration in _objects(store, holder, _SH + "declare"):
                prefix = _text(store, declaration, _SH + "prefix")
                namespace = _text(store, declaration, _SH + "namespace")
                if prefix is not None and namespace is not None:
                    found[prefix] = namespace
    return "".join(f"PREFIX {p}: <{n}> " for p, n in sorted(found.items()))


def _objects(store: Store, node: Node, predicate: str) -> Iterator[Node]:
    for quad in store.quads_for_pattern(node, NamedNode(predicate), None):
        if isinstance(quad.object, NamedNode | BlankNode):
            yield quad.object


def _text(store: Store, node: Node, predicate: str) -> str | None:
    quads = store.quads_for_pattern(node, NamedNode(predicate), None)
    return next((q.object.value for q in quads if isinstance(q.object, Literal)), None)


def _moved(file: ShapeFile, quad: Quad, where: str, before: int) -> str:
    """Return a place in a query as one in its file.

    Args:
        file: the file.
        quad: the statement that gives the query.
        where: the place in the query, if known; it ends in ``line:col``.
        before: how many characters stand before the query on its first line.
    """
    place, found = file.place(*quad.triple), _PLACE.search(where)
    written = file.text.split("\n")[place.line - 1][place.column - 1 :]
    # Only in a long string is the query's second line the file's next one.
    if found is None or not written.startswith(('"""', "'" * 3)):
        return at(file, place)
    line, column = int(found[1]), int(found[2])
    if line > 1:
        return at(file, Place(place.line + line - 1, column))
    return at(file, Place(place.line, place.column + 3 + max(column - 1 - before, 0)))
