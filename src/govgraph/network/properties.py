"""The statements of a source by property, each property read once and whole."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from pyoxigraph import Literal, NamedNode, Quad, Store

from govgraph.graph import Source
from govgraph.names import GOV, RDF_TYPE, prefixes

# What views do not show and what would be a sixth of all that is read.
_LEFT_OUT = {GOV + name for name in ("end", "exact", "order", "sha256", "unit", "value")}


class _Column(NamedTuple):
    """What a property leads from and to, row by row."""

    subjects: list[str]
    values: list[str]


class Properties:
    """Reads the data of a source; each property once."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self._whole: dict[str, _Column | None] | None = None
        self._spaces = {space: prefix for prefix, space in prefixes(source.base).items()}
        self._values: dict[str, dict[str, list[str]]] = {}
        self._first: dict[str, dict[str, str]] = {}
        self._inverse: dict[str, dict[str, list[str]]] = {}
        self._same = dict[str, str]().setdefault

    def values(self, name: str) -> dict[str, list[str]]:
        """Return subject → values of a property, in order; blank nodes are left out.

        Args:
            name: the property: an IRI, or the local name of one of the vocabulary.
        """
        known = self._values.get(name)
        if known is not None:
            return known
        subjects, values = self._column(name)
        # Most things have one value of most properties.
        found = {subject: [value] for subject, value in zip(subjects, values, strict=True)}
        if len(found) < len(subjects):
            found = {}
            for subject, value in zip(subjects, values, strict=True):
                found.setdefault(subject, []).append(value)
            for several in found.values():
                if len(several) > 1:
                    several[:] = sorted(set(several))
        self._values[name] = found
        return found

    def read_whole(self) -> None:
        """Read every property at once, for a view that needs them all.

        Where the data is in no store yet this takes half of the time of putting it there, and a
        third of the memory.
        """
        if isinstance(self.source.data, Store):
            return
        columns: dict[str, _Column | None] = dict.fromkeys(_LEFT_OUT)
        self.source.data.hand_on(lambda quads: self._take(quads, columns))
        self._whole = columns

    def _take(self, quads: Iterable[Quad], columns: dict[str, _Column | None]) -> None:
        """Take statements over; a name that comes again is the same string."""
        same = self._same
        last = ""
        for quad in quads:
            name = quad.predicate.value
            try:
                column = columns[name]
            except KeyError:
                column = columns[name] = _Column([], [])
            if column is None:
                continue
            subject, value = quad.subject, quad.object
            if type(value) is NamedNode:
                iri = value.value
                said = same(iri, iri)
            elif type(value) is Literal:
                said = value.value
            else:
                continue
            if type(subject) is NamedNode:
                iri = subject.value
                if iri != last:
                    last = same(iri, iri)
                # By place, as a name takes longer to find.
                column[0].append(last)
                column[1].append(said)

    def _column(self, name: str) -> _Column:
        iri = name if ":" in name else GOV + name
        if self._whole is not None and iri not in _LEFT_OUT:
            return self._whole.get(iri) or _Column([], [])
        columns: dict[str, _Column | None] = {}
        self._take(self.source.store.quads_for_pattern(None, NamedNode(iri), None), columns)
        return columns.get(iri) or _Column([], [])

    def statements(self, name: str) -> Iterable[tuple[str, str]]:
        """Return subjects with values of a property, each once."""
        return dict.fromkeys(zip(*self._column(name), strict=True))

    def pairs(self, name: str) -> list[tuple[str, str]]:
        """Return subjects with values of a property, in order."""
        return sorted(self.statements(name))

    def with_list(self, predicate: str) -> set[str]:
        """Return the things that have a list, which is a blank node, as a value."""
        found = self.source.store.quads_for_pattern(None, NamedNode(predicate), None)
        return {q.subject.value for q in found if isinstance(q.subject, NamedNode)}

    def firsts(self, name: str) -> dict[str, str]:
        """Return subject → first value of a property."""
        if name not in self._first:
            subjects, values = self._column(name)
            found = dict(zip(subjects, values, strict=True))
            if len(found) < len(subjects):
                for subject, value in zip(subjects, values, strict=True):
                    if value < found[subject]:
                        found[subject] = value
            self._first[name] = found
        return self._first[name]

    def first(self, name: str, subject: str) -> str | None:
        """Return the first value of a property of a thing, or None."""
        known = self._first.get(name)
        return (self.firsts(name) if known is None else known).get(subject)

    def subjects(self, name: str) -> dict[str, list[str]]:
        """Return value → subjects of a property, in order."""
        if name not in self._inverse:
            found: dict[str, list[str]] = {}
            for subject, several in self.values(name).items():
                for value in several:
                    found.setdefault(value, []).append(subject)
            for subjects in found.values():
                subjects.sort()
            self._inverse[name] = found
        return self._inverse[name]

    def instances(self, cls: str) -> list[str]:
        """Return the things of a class of the vocabulary, in order."""
        return self.subjects(RDF_TYPE).get(GOV + cls, [])

    def compact(self, iri: str) -> str:
        """Return the CURIE of an IRI, or the IRI."""
        cut = (iri.rfind("#") + 1) or (iri.rfind("/") + 1)
        if iri[:cut] in self._spaces:
            return f"{self._spaces[iri[:cut]]}:{iri[cut:]}"
        cut = iri.rfind("/") + 1
        prefix = self._spaces.get(iri[:cut])
        return f"{prefix}:{iri[cut:]}" if prefix else iri
