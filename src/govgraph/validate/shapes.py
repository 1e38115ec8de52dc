"""The shapes, read: each is a rule with a code, of the stage whose folder its file is in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Store

from govgraph.errors import TurtleError, ValidationError
from govgraph.load import shape_paths
from govgraph.names import VOCABULARIES
from govgraph.rdfio import load_turtle, read_bytes
from govgraph.validate.paths import Path, read_path
from govgraph.validate.rules import INTEGRITY, STRUCTURE, Rule

_SH = VOCABULARIES["sh"]
_CODE = VOCABULARIES["dcterms"] + "identifier"
_COMMENT = VOCABULARIES["rdfs"] + "comment"


@dataclass(frozen=True)
class Shapes:
    """The shapes graph, read once.

    Attributes:
        store: all triples of the shapes, a graph a file.
        rules: IRI of a shape → its rule.
        paths: IRI of a property shape → its property, or its longer path.
        most: IRI of a property shape → its ``sh:maxCount``.
        selects: IRI of a shape → the SELECT of its ``sh:sparql`` constraint.
    """

    store: Store
    rules: Mapping[str, Rule]
    paths: Mapping[str, NamedNode | Path]
    most: Mapping[str, int]
    selects: Mapping[str, str]

    def of_stage(self, stage: str) -> Store:
        """Return the triples of the shapes of one stage."""
        part = Store()
        part.extend(quad for quad in self.store if _stage(quad) == stage)
        return part


@cache
def load_shapes() -> Shapes:
    """Return the shapes that come with the package.

    Raises:
        ValidationError: a file is not Turtle, or a shape lacks what makes it a rule.
        WorkspaceError: a file cannot be read.
    """
    store = Store()
    for path in shape_paths():
        try:
            load_turtle(store, read_bytes(path), path.as_uri(), str(path))
        except TurtleError as error:
            raise ValidationError("bad-shapes", error.message, error.where) from error
    return read_shapes(store)


def read_shapes(store: Store) -> Shapes:
    """Return the shapes in a store.

    Raises:
        ValidationError: a rule lacks its name, message, severity or reason, a code is given
            twice, or a constraint has no SELECT.
    """
    rules: dict[str, Rule] = {}
    for quad in store.quads_for_pattern(None, NamedNode(_CODE), None):
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, Literal):
            shape = quad.subject.value
            rules[shape] = _rule(store, shape, quad.object.value, _stage(quad))
    codes = [r.code for r in rules.values()]
    for rule in rules.values():
        if codes.count(rule.code) > 1:
            raise ValidationError("bad-shapes", f"the code {rule.code} is given twice.")
    paths = {
        q.subject.value: read_path(store, q.object)
        for q in store.quads_for_pattern(None, NamedNode(_SH + "path"), None)
        if isinstance(q.subject, NamedNode)
    }
    most = {
        q.subject.value: int(q.object.value)
        for q in store.quads_for_pattern(None, NamedNode(_SH + "maxCount"), None)
        if isinstance(q.subject, NamedNode) and isinstance(q.object, Literal)
    }
    selects = {}
    for quad in store.quads_for_pattern(None, NamedNode(_SH + "sparql"), None):
        select = _one(store, quad.object, _SH + "select")
        if select is None or not isinstance(quad.subject, NamedNode):
            raise ValidationError("bad-shapes", "a sh:sparql constraint has no sh:select.")
        selects[quad.subject.value] = select.value
    return Shapes(store, rules, paths, most, selects)


def _stage(quad: Quad) -> str:
    """Return the stage of the file that a statement stands in; its graph is the file's address."""
    graph = quad.graph_name
    folder = graph.value.split("/")[-2:-1] if isinstance(graph, NamedNode) else []
    return INTEGRITY if folder == [INTEGRITY] else STRUCTURE


def _rule(store: Store, shape: str, code: str, stage: str) -> Rule:
    node = NamedNode(shape)
    found = [
        _one(store, node, predicate)
        for predicate in (_SH + "name", _SH + "severity", _SH + "message", _COMMENT)
    ]
    name, severity, message, reason = (None if f is None else f.value for f in found)
    if name is None or severity is None or message is None or reason is None:
        raise ValidationError(
            "bad-shapes",
            "the rule lacks one sh:name, sh:severity, sh:message or rdfs:comment.",
            f"{code} <{shape}>",
        )
    return Rule(code, name, severity.removeprefix(_SH).lower(), message, reason, shape, stage)


def _one(store: Store, node: object, predicate: str) -> NamedNode | Literal | None:
    if not isinstance(node, NamedNode | BlankNode):
        return None
    found = [q.object for q in store.quads_for_pattern(node, NamedNode(predicate), None)]
    one = found[0] if len(found) == 1 else None
    return one if isinstance(one, NamedNode | Literal) else None
