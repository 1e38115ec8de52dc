"""Whose a commitment without a number is: the organizations that are party to it.

Who says it, and whom a request or an invitation is put to, the data have. Of what was agreed they
name nobody. Then those are parties whom the sentence names, but for one whom a thing only goes to,
or with whom it is done ("to the Commissioner", "with the MPS"), where it names another. A sentence
that names nobody who has actions on file leaves the record: of a letter both sides are parties, of
minutes those to whom that meeting gave actions. Where that leaves nobody, nobody is asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode, Store

from govgraph.desk.outside import Commitment
from govgraph.desk.state import Desk
from govgraph.model import Term
from govgraph.names import GOV, SKOS

_CALLED = tuple(NamedNode(SKOS + name) for name in ("prefLabel", "altLabel", "hiddenLabel"))
_SHORT = NamedNode(GOV + "abbreviation")
_TYPE = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
_ROLE_IN = NamedNode(GOV + "roleIn")
# From a letter to whoever is party to it: by the post held, or by name.
_SIDES = ("sender", "addressee", "attributedTo")


class Parties:
    """Who is party to what, as far as was known on the day.

    Args:
        known: the data as known on the day.
        desk: how the actions stood.
    """

    def __init__(self, known: Store, desk: Desk) -> None:
        self._known = known
        self._names = dict(self._called())
        names = "|".join(re.escape(n) for n in sorted(self._names, key=lambda n: (-len(n), n)))
        # What nothing is called stands in no text.
        self._name = re.compile(rf"(?<!\w)(?:{names or '(?!)'})(?!\w)")
        one = rf"(?:the |Acting |Interim )*{self._name.pattern}"
        self._with = re.compile(rf"\b(?:to|with) {one}(?:(?:,| and|, and) {one})*")
        self._writers = self._sides()
        self._given: dict[str, set[str]] = {}
        for action in desk.actions:
            self._given.setdefault(action.record, set()).update(action.organizations)
        self._acting = {name for names in self._given.values() for name in names}

    def of(self, told: Commitment) -> frozenset[str]:
        """Return the parties to a commitment; an undertaking is kept by who gives it."""
        asked = () if told.kind == "undertaking" else told.said_to
        if told.said_for or asked:
            return frozenset((*told.said_for, *asked))
        own = self._named_in(self._with.sub(" ", told.quote))
        for named in (own, self._named_in(told.quote)):
            if named & self._acting:
                return named
        sides = self._writers.get(told.record) or self._given.get(told.record, set())
        return frozenset(sides)

    def _named_in(self, text: str) -> frozenset[str]:
        return frozenset(o for found in self._name.findall(text) for o in self._names[found])

    def _called(self) -> Iterator[tuple[str, frozenset[str]]]:
        """Yield what organizations and their posts are called, with the organizations."""
        called: dict[str, set[str]] = {}
        for kind in ("Organization", "Role"):
            for quad in self._known.quads_for_pattern(None, _TYPE, NamedNode(GOV + kind)):
                organization = self._organization(quad.subject)
                for name in (*_CALLED, _SHORT) if organization else ():
                    for label in self._objects(quad.subject, name):
                        if isinstance(label, Literal) and label.value.strip():
                            called.setdefault(label.value, set()).add(organization)
        yield from ((name, frozenset(those)) for name, those in called.items())

    def _sides(self) -> dict[str, set[str]]:
        """Return letter → the organizations of whom it is from and whom it is to."""
        found: dict[str, set[str]] = {}
        for quad in self._known.quads_for_pattern(None, _TYPE, NamedNode(GOV + "Letter")):
            record = str(getattr(quad.subject, "value", "")).rpartition("/")[2]
            for side in _SIDES:
                for who in self._objects(quad.subject, NamedNode(GOV + side)):
                    posts = list(self._objects(who, NamedNode(GOV + "heldRole"))) or [who]
                    named = {self._organization(post) for post in posts} - {""}
                    found.setdefault(record, set()).update(named)
        return found

    def _organization(self, node: Term) -> str:
        """Return the short name of an organization, or of the one that a post is in."""
        inside = next(self._objects(node, _ROLE_IN), node)
        is_one = any(
            o.value == GOV + "Organization"
            for o in self._objects(inside, _TYPE)
            if isinstance(o, NamedNode)
        )
        labels = [o.value for o in self._objects(inside, _CALLED[0]) if isinstance(o, Literal)]
        return min(labels, default="") if is_one else ""

    def _objects(self, node: Term, path: NamedNode) -> Iterator[Term]:
        if not isinstance(node, NamedNode):
            return iter(())
        return (q.object for q in self._known.quads_for_pattern(node, path, None))
