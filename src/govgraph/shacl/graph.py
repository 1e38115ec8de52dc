"""The shapes graph, looked up."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pyoxigraph import BlankNode, Literal, NamedNode, Store

from govgraph.model import Term
from govgraph.names import RDF_TYPE, VOCABULARIES, XSD
from govgraph.shacl.keys import RDF, iri
from govgraph.shacl.model import SH, ShapeNode, UnsupportedShapeError
from govgraph.shacl.paths import Path, inverse

_TYPE = NamedNode(RDF_TYPE)
_SUBCLASS = NamedNode(VOCABULARIES["rdfs"] + "subClassOf")
_NIL = NamedNode(RDF + "nil")
_CLASSES = (VOCABULARIES["rdfs"] + "Class", VOCABULARIES["owl"] + "Class")
# How deep shapes, or paths, may stand in one another; far deeper ones would overflow the stack.
DEEPEST = 50
# Python reads no number of more than some thousand digits.
_WHOLE = re.compile("[0-9]{1,4000}")
_STEPS = {
    "zeroOrOnePath": "?",
    "zeroOrMorePath": "*",
    "oneOrMorePath": "+",
}


class ShapesGraph:
    """The union of the graphs of a store that holds shapes.

    Args:
        store: the store.
    """

    def __init__(self, store: Store) -> None:
        self._store = store

    def values(self, node: Term, name: str) -> list[Term]:
        """Return the values of a property of SHACL (a local name), or of any (an IRI), in order."""
        if not isinstance(node, ShapeNode):
            return []
        predicate = NamedNode(name if ":" in name else SH + name)
        quads = self._store.quads_for_pattern(node, predicate, None)
        return sorted({q.object for q in quads}, key=str)

    def subjects(self, name: str, value: Term | None = None) -> list[ShapeNode]:
        """Return what has a property of SHACL, or any of such a value, in order."""
        predicate = NamedNode(name if ":" in name else SH + name)
        quads = self._store.quads_for_pattern(None, predicate, value)
        found = {q.subject for q in quads if isinstance(q.subject, ShapeNode)}
        return sorted(found, key=str)

    def terms(self, node: ShapeNode) -> list[str]:
        """Return the properties of a node that are SHACL's, by local name, in order."""
        quads = self._store.quads_for_pattern(node, None, None)
        found = {q.predicate.value for q in quads}
        return sorted(name.removeprefix(SH) for name in found if name.startswith(SH))

    def one(self, node: ShapeNode, name: str) -> Term | None:
        """Return the one value of a property of SHACL, or None where there is none.

        Raises:
            UnsupportedShapeError: there are several.
        """
        found = self.values(node, name)
        if len(found) > 1:
            raise unsupported(node, name, "has more than one value")
        return found[0] if found else None

    def text(self, node: ShapeNode, name: str) -> str | None:
        """Return the one value of a property that is a literal, as text; None without one."""
        found = self.one(node, name)
        if found is not None and not isinstance(found, Literal):
            raise unsupported(node, name, "has a value that is no literal")
        return None if found is None else found.value

    def flag(self, node: ShapeNode, name: str) -> bool:
        """Return the one value of a property that is a boolean; false where there is none."""
        found = self.one(node, name)
        if found is None:
            return False
        if not isinstance(found, Literal) or found.datatype.value != XSD + "boolean":
            raise unsupported(node, name, "has a value that is no boolean")
        if found.value not in ("true", "1", "false", "0"):
            raise unsupported(node, name, "has a value that is no boolean")
        return found.value in ("true", "1")

    def number(self, node: ShapeNode, name: str) -> int | None:
        """Return the one value of a property that is a whole number; None without one."""
        found = self.one(node, name)
        if found is None:
            return None
        if not isinstance(found, Literal) or found.datatype.value != XSD + "integer":
            raise unsupported(node, name, "has a value that is no integer")
        if not _WHOLE.fullmatch(found.value):
            raise unsupported(node, name, "has a value that is no number from 0")
        return int(found.value)

    def iris(self, node: ShapeNode, name: str) -> list[str]:
        """Return the values of a property, which are to be IRIs, as keys."""
        found = self.values(node, name)
        if not all(isinstance(value, NamedNode) for value in found):
            raise unsupported(node, name, "has a value that is no IRI")
        return [str(value) for value in found]

    def members(self, node: ShapeNode, head: Term, name: str) -> list[Term]:
        """Return the members of an RDF list that is a value of a property."""
        found: list[Term] = []
        seen = set()
        while head != _NIL:
            first, rest = self.values(head, RDF + "first"), self.values(head, RDF + "rest")
            if head in seen or len(first) != 1 or len(rest) != 1:
                raise unsupported(node, name, "has a value that is no list")
            seen.add(head)
            found.append(first[0])
            head = rest[0]
        return found

    def instances(self, cls: str) -> list[ShapeNode]:
        """Return the instances of a class, and of those below it in the shapes graph, in order."""
        below, waiting = {cls}, [cls]
        while waiting:
            quads = self._store.quads_for_pattern(None, _SUBCLASS, NamedNode(waiting.pop()))
            new = {q.subject.value for q in quads if isinstance(q.subject, NamedNode)} - below
            below |= new
            waiting.extend(new)
        return sorted({s for c in below for s in self.subjects(RDF_TYPE, NamedNode(c))}, key=str)

    def is_class(self, node: ShapeNode) -> bool:
        """Return whether a node is a class of RDF Schema or of OWL."""
        return isinstance(node, NamedNode) and any(node in self.instances(c) for c in _CLASSES)

    def path(self, shape: ShapeNode, node: Term, seen: tuple[Term, ...] = ()) -> Path:
        """Return the path that a value of ``sh:path`` describes (section 2.3.1).

        Raises:
            UnsupportedShapeError: it describes none.
        """
        if isinstance(node, NamedNode):
            return Path("predicate", iri(node.value))
        if node in seen or len(seen) > DEEPEST or not isinstance(node, BlankNode):
            raise unsupported(shape, "path", "has a value that is no path")

        def parts(head: Term) -> tuple[Path, ...]:
            found = self.members(shape, head, "path")
            if len(found) < 2:
                raise unsupported(shape, "path", "has a list of fewer than two")
            return tuple(self.path(shape, member, (*seen, node)) for member in found)

        if self.values(node, RDF + "first"):
            return Path("sequence", parts=parts(node))
        terms = self.terms(node)
        end = self.one(node, terms[0]) if len(terms) == 1 else None
        if end is not None and terms[0] == "alternativePath":
            return Path("alternative", parts=parts(end))
        if end is not None and terms[0] == "inversePath":
            return inverse(self.path(shape, end, (*seen, node)))
        if end is not None and terms[0] in _STEPS:
            return Path(_STEPS[terms[0]], parts=(self.path(shape, end, (*seen, node)),))
        raise unsupported(shape, "path", "has a value that is no path")

    def prefixes(self, node: ShapeNode) -> Iterator[tuple[str, str]]:
        """Yield the prefixes that ``sh:prefixes`` of a SPARQL constraint leads to (section 5.2.1).

        Those of an ontology that another one imports come before those of that other.
        """
        seen: list[Term] = []
        waiting = self.values(node, "prefixes")
        while waiting:
            owner = waiting.pop()
            if owner not in seen:
                seen.append(owner)
                waiting += self.values(owner, VOCABULARIES["owl"] + "imports")
        for owner in reversed(seen):
            for declared in self.values(owner, "declare"):
                if isinstance(declared, ShapeNode):
                    prefix = self.text(declared, "prefix")
                    namespace = self.text(declared, "namespace")
                    if prefix is not None and namespace is not None:
                        yield prefix, namespace


def unsupported(shape: ShapeNode, name: str, why: str) -> UnsupportedShapeError:
    """Return the error for a term of SHACL that is not used as the engine knows it."""
    return UnsupportedShapeError(f"sh:{name} {why}.", str(shape), f"sh:{name}")
