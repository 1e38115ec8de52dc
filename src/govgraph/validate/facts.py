"""The data to be checked, looked up by node."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from pyoxigraph import BlankNode, Literal, NamedNode, Store

from govgraph.model import Term
from govgraph.names import GOV, RDF_TYPE
from govgraph.validate.vocabulary import Vocabulary

Node = NamedNode | BlankNode

_NUMBER = re.compile(r"[0-9]{1,18}")


@dataclass(frozen=True)
class Facts:
    """A store with its classes at hand.

    Attributes:
        store: the data and the code lists, a graph a file.
        terms: the vocabulary.
        base: the IRI under which the workspace's things are named.
        classes: node → the classes that it is given, and all classes above them.
    """

    store: Store
    terms: Vocabulary
    base: str
    classes: dict[Node, frozenset[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Read the classes of every node."""
        given: dict[Node, set[str]] = {}
        for quad in self.store.quads_for_pattern(None, NamedNode(RDF_TYPE), None):
            if not isinstance(quad.subject, NamedNode | BlankNode):
                continue
            if isinstance(quad.object, NamedNode):
                given.setdefault(quad.subject, set()).add(quad.object.value)
        for node, classes in given.items():
            self.classes[node] = self.terms.lifted(classes)

    def is_own(self, node: NamedNode) -> bool:
        """Return whether a node is named under the workspace's base."""
        return node.value.startswith(self.base)

    def is_misclassed(self, node: Node) -> bool:
        """Return whether a node is given a class that the vocabulary does not have."""
        return any(self.terms.is_unknown_class(c) for c in self.classes.get(node, ()))

    def of(self, cls: str) -> Iterator[NamedNode]:
        """Yield the named nodes of a class (a local name of the vocabulary) in order."""
        iri = GOV + cls
        found = [n for n, classes in self.classes.items() if iri in classes]
        yield from sorted((n for n in found if isinstance(n, NamedNode)), key=lambda n: n.value)

    def values(self, node: Node, name: str) -> list[Term]:
        """Return the values of a property (a local name, or an IRI) of a node, in order."""
        predicate = NamedNode(name if ":" in name else GOV + name)
        found = {q.object for q in self.store.quads_for_pattern(node, predicate, None)}
        return sorted(found, key=str)

    def texts(self, node: Node, name: str) -> list[str]:
        """Return the literal values of a property of a node, in order."""
        return [v.value for v in self.values(node, name) if isinstance(v, Literal)]

    def text(self, node: Node, name: str) -> str | None:
        """Return the one literal value of a property; None without one, or with several."""
        found = self.texts(node, name)
        return found[0] if len(found) == 1 else None

    def number(self, node: Node, name: str) -> int | None:
        """Return the one value of a property as a whole number; None where a shape refuses it."""
        found = self.text(node, name)
        return int(found) if found is not None and _NUMBER.fullmatch(found) else None

    def node(self, node: Node, name: str) -> NamedNode | None:
        """Return the one node that is a value of a property; None without one, or with several."""
        found = [v for v in self.values(node, name) if isinstance(v, NamedNode)]
        return found[0] if len(found) == 1 else None

    def quoted(self, node: Node) -> str | None:
        """Return the text of the one quotation that a node rests on."""
        evidence = self.node(node, "evidence")
        return None if evidence is None else self.text(evidence, "text")

    def quoted_passage(self, node: Node) -> str | None:
        """Return the text of the passage that a node's one quotation stands in, or is."""
        evidence = self.node(node, "evidence")
        if evidence is None:
            return None
        return self.text(self.node(evidence, "inPassage") or evidence, "text")

    def homes(self, node: Node) -> set[str]:
        """Return the names of the graphs in which a node is given a class."""
        quads = self.store.quads_for_pattern(node, NamedNode(RDF_TYPE), None)
        return {q.graph_name.value for q in quads if isinstance(q.graph_name, NamedNode)}
