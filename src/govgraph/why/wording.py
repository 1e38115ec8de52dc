"""Statements and rules in plain words, from the labels of the ontology and of the data."""

from __future__ import annotations

from collections.abc import Mapping

from pyoxigraph import BlankNode, Literal, NamedNode, Store

from govgraph.infer.rules import TYPE, Rule, Terms, shown
from govgraph.model import Term, text_of
from govgraph.names import GOV, RDF_TYPE, SKOS, VOCABULARIES
from govgraph.prose import capitalised

_LABELS = (NamedNode(SKOS + "prefLabel"), NamedNode(VOCABULARIES["rdfs"] + "label"))
_PHRASE = NamedNode(GOV + "verbPhrase")
_TYPE = NamedNode(RDF_TYPE)
# Their labels are phrases, which a sentence would swallow.
_TITLED = frozenset(NamedNode(GOV + n) for n in ("AgendaItem", "Document", "Thread", "Topic"))
_LONGEST = 60


class Wording:
    """Says things in plain words.

    Args:
        store: the data, whose labels name things.
        ontology: the ontology, whose labels name classes and properties.
        base: the base IRI of the workspace, for what has no label.
        names: names of things that go before their labels, by IRI: an action's DATE/NUMBER.
    """

    def __init__(self, store: Store, ontology: Store, base: str, names: Mapping[str, str]) -> None:
        self._data = store
        self._ontology = ontology
        self._base = base
        self._names = names

    def sentence(self, said: tuple[Term, Term, Term], full: bool = True) -> str:
        """Return a statement as a sentence; ``full`` adds the titles of actions."""
        subject, predicate, value = said
        if predicate == _TYPE:
            text = f"{self.thing(subject, full)} is {a_or_an(self.term(value))}."
        else:
            text = f"{self.thing(subject, full)}{self.verb(predicate)} {self.thing(value, full)}."
        return capitalised(text)

    def thing(self, node: Term, full: bool = True) -> str:
        """Return what a thing is called, with its kind where only an identifier names it."""
        if isinstance(node, BlankNode):
            return "something without a name"
        if isinstance(node, Literal):
            text = " ".join(node.value.split())
            return f'"{text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"}"'
        label = self._label(self._data, node)
        name = self._names.get(text_of(node))
        if name is not None:
            return f"action {name}" + (f" ({label})" if label and full else "")
        if label is not None:
            return f"'{label}'" if self._is_titled(node) else label
        kind = self._kind(node)
        record, hash_mark, local = text_of(node).rpartition("/")[2].partition("#")
        if kind and hash_mark:
            return f"the {kind} {local} ({record})"
        return f"the {kind} {self.curie(node)}" if kind else self.curie(node)

    def verb(self, predicate: Term) -> str:
        """Return how a sentence says a property, from behind its subject to its object."""
        phrase = self._value(self._ontology, predicate, _PHRASE)
        return f" {phrase}" if phrase else f": {self.term(predicate)}"

    def term(self, term: Term) -> str:
        """Return the label of a class or property, or its CURIE."""
        return self._label(self._ontology, term) or self.curie(term)

    def curie(self, term: Term) -> str:
        """Return a node as a CURIE or IRI."""
        return shown(term, self._base)

    def rule(self, rule: Rule, terms: Terms) -> str:
        """Return what a rule says."""
        names = [terms.list[a.object if a.predicate == TYPE else a.predicate] for a in rule.body]
        head = terms.list[rule.head.object if rule.head.predicate == TYPE else rule.head.predicate]
        first, last = self.term(names[0]), self.term(head)
        if rule.name == "cax-sco":
            return f"every {first} is {a_or_an(last)}"
        if rule.name == "prp-dom":
            return f"only {a_or_an(last)} has '{first}'"
        if rule.name == "prp-rng":
            return f"'{first}' leads only to {a_or_an(last)}"
        if rule.name == "prp-trp":
            return f"'{last}' carries on from one to the next"
        if rule.name == "prp-spo1":
            return f"'{first}' implies '{last}'"
        if rule.name == "prp-spo2":
            links = ", then ".join(f"'{self.term(name)}'" for name in names)
            return f"{links} make '{last}'"
        return f"'{last}' is '{first}' the other way round"

    def _is_titled(self, node: Term) -> bool:
        return isinstance(node, NamedNode) and any(
            q.object in _TITLED for q in self._data.quads_for_pattern(node, _TYPE, None)
        )

    def _kind(self, node: Term) -> str:
        if not isinstance(node, NamedNode):
            return ""
        quads = self._data.quads_for_pattern(node, _TYPE, None)
        labels = sorted(self.term(q.object) for q in quads)
        return labels[0] if labels else ""

    def _label(self, store: Store, node: Term) -> str | None:
        found = (self._value(store, node, predicate) for predicate in _LABELS)
        return next((label for label in found if label), None)

    def _value(self, store: Store, node: Term, predicate: NamedNode) -> str | None:
        if not isinstance(node, NamedNode):
            return None
        quads = store.quads_for_pattern(node, predicate, None)
        found = [" ".join(q.object.value.split()) for q in quads if isinstance(q.object, Literal)]
        return min(found, default=None)


def a_or_an(noun: str) -> str:
    """Return ``a person`` or ``an action``."""
    return f"{'an' if noun[:1].lower() in 'aeiou' else 'a'} {noun}"
