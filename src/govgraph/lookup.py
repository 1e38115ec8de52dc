"""What people type for any node, property or value → terms."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from functools import cached_property

from pyoxigraph import Literal, NamedNode, QuerySolutions, Store

from govgraph.errors import LookupFailedError
from govgraph.model import Term
from govgraph.names import GOV, RDF_TYPE, SKOS, VOCABULARIES, compact, did_you_mean, nearest
from govgraph.parameters import as_written
from govgraph.queries import get_query, run
from govgraph.sparql.engine import solve

_LABELS = tuple(
    NamedNode(iri)
    for iri in (
        *(SKOS + name for name in ("prefLabel", "altLabel", "hiddenLabel")),
        GOV + "abbreviation",
        VOCABULARIES["rdfs"] + "label",
    )
)
_MOST_NEAR = 5
# Above this many the names of all actions take less time.
_FEW = 100
_TERMS = ("Class", "ObjectProperty", "DatatypeProperty")


def action_names(store: Store) -> dict[str, str]:
    """Return the DATE/NUMBER of each action, by IRI."""
    index = run(get_query("action-index"), store, {}).records()
    return {str(row["iri"]): str(row["action"]) for row in index}


class ActionNames(Mapping[str, str]):
    """The DATE/NUMBER of each action, by IRI: looked up one by one as long as few are asked for.

    Args:
        store: the data; it is not to change as long as this is used.
    """

    def __init__(self, store: Store) -> None:
        self._store, self._query = store, get_query("action-index").text
        self._known: dict[str, str | None] = {}

    def __getitem__(self, iri: str) -> str:
        if iri not in self._known:
            self._known[iri] = self._all.get(iri) if len(self._known) > _FEW else self._one(iri)
        name = self._known[iri]
        if name is None:
            raise KeyError(iri)
        return name

    def __iter__(self) -> Iterator[str]:
        return iter(self._all)

    def __len__(self) -> int:
        return len(self._all)

    @cached_property
    def _all(self) -> dict[str, str]:
        return action_names(self._store)

    def _one(self, iri: str) -> str | None:
        found = solve(self._store, self._query, {"iri": NamedNode(iri)})
        rows = found if isinstance(found, QuerySolutions) else ()
        names = [row["action"].value for row in rows]
        return names[-1] if names else None


def find_node(
    store: Store, ontology: Store, base: str, text: str, fitting: Collection[Term] | None = None
) -> NamedNode:
    """Return the thing of the data, or the class, that a person names.

    Args:
        store: the data.
        ontology: the ontology.
        base: the base IRI of the workspace, for CURIEs.
        text: an IRI, a CURIE, a label in any case, a code or, of an action, ``DATE/NUMBER``, of
            a meeting its day, of a record its name.
        fitting: of several things of one name those that may be meant; None for all.

    Raises:
        LookupFailedError: nothing, or several things, have that name.
    """
    known = as_written(text, base)
    if known is not None and any(
        any(s.quads_for_pattern(known, None, None)) or any(s.quads_for_pattern(None, None, known))
        for s in (store, ontology)
    ):
        return known
    names = [*_action_labels(store), *_other_names(store, base), *_labels(store)]
    names += _labels(ontology, "Class")
    return _one(text, names, "thing", base, fitting)


def find_property(
    ontology: Store, base: str, text: str, is_known: Callable[[NamedNode], bool]
) -> NamedNode:
    """Return the property that a person names: an IRI, a CURIE, its label or ``a``.

    Args:
        ontology: the ontology, whose labels are looked up.
        base: the base IRI of the workspace, for CURIEs.
        text: what was typed.
        is_known: whether an IRI stands anywhere in ontology and data.

    Raises:
        LookupFailedError: the ontology has no such property, or several.
    """
    if text == "a":
        return NamedNode(RDF_TYPE)
    known = as_written(text, base)
    if known is not None and (known.value == RDF_TYPE or is_known(known)):
        return known
    return _one(text, list(_labels(ontology, "Property")), "property", base)


def find_value(
    store: Store,
    ontology: Store,
    base: str,
    text: str,
    values: Collection[Term],
    fitting: Collection[Term] | None = None,
) -> Term:
    """Return the thing or the literal that a person names as the object of a property.

    See :func:`find_node`; ``values`` are those that the property has.

    Raises:
        LookupFailedError: nothing, or several things, have that name.
    """
    literals = {v for v in values if isinstance(v, Literal) and v.value == text}
    if len(literals) == 1:
        return literals.pop()
    return find_node(store, ontology, base, text, fitting)


def thing_names(store: Store) -> list[str]:
    """Return the labels of the things of the data and the DATE/NUMBER of its actions, in order."""
    return sorted({name for name, _ in (*_action_labels(store), *_labels(store))})


def property_names(ontology: Store) -> list[str]:
    """Return the names of the properties of the ontology, in order."""
    return sorted({re.split(r"[#/]", iri)[-1] for _, iri in _labels(ontology, "Property")})


def _one(
    text: str,
    names: list[tuple[str, str]],
    kind: str,
    base: str,
    fitting: Collection[Term] | None = None,
) -> NamedNode:
    wanted = _folded(text)
    found = sorted({iri for name, iri in names if _folded(name) == wanted})
    if len(found) > 1 and fitting is not None:
        found = [iri for iri in found if NamedNode(iri) in fitting] or found
    if len(found) == 1:
        return NamedNode(found[0])
    if found:
        raise LookupFailedError(
            "ambiguous",
            f"'{text}' names {len(found)} things.",
            "Give one by its CURIE:",
            tuple(compact(iri, base) for iri in found),
        )
    known = [name for name, _ in names]
    hint = did_you_mean(text, known)
    holding = sorted({n for n in known if wanted and wanted in _folded(n)}, key=len)
    near = dict.fromkeys([*holding, *nearest(text, known, _MOST_NEAR)])
    listed = [f"'{n}'" for n in near if f"'{n}'" not in hint][:_MOST_NEAR]
    if listed:
        hint = f"{hint} Near it: {', '.join(listed)}.".strip()
    raise LookupFailedError("unknown-name", f"there is no {kind} '{text}'.", hint)


def _folded(name: str) -> str:
    return re.sub(r"\s+", " ", name).strip().casefold()


def _action_labels(store: Store) -> Iterator[tuple[str, str]]:
    for iri, name in action_names(store).items():
        yield name, iri


def _other_names(store: Store, base: str) -> Iterator[tuple[str, str]]:
    """Yield the days of meetings, the names of records, and codes with what they name."""
    for quad in store.quads_for_pattern(None, NamedNode(GOV + "heldOn"), None):
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, Literal):
            yield quad.object.value, quad.subject.value
    for quad in store.quads_for_pattern(None, NamedNode(GOV + "recordDate"), None):
        if isinstance(quad.subject, NamedNode):
            yield quad.subject.value.removeprefix(f"{base}record/"), quad.subject.value
    for quad in store.quads_for_pattern(None, NamedNode(SKOS + "notation"), None):
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, Literal):
            yield quad.object.value, quad.subject.value
            yield quad.subject.value.removeprefix(GOV), quad.subject.value


def _labels(store: Store, kind: str = "") -> Iterator[tuple[str, str]]:
    """Yield labels and local names with IRIs; of classes or properties only, if so asked."""
    for predicate in _LABELS:
        for quad in store.quads_for_pattern(None, predicate, None):
            if isinstance(quad.subject, NamedNode) and isinstance(quad.object, Literal):
                if not kind:
                    yield quad.object.value, quad.subject.value
                elif _is_kind(store, quad.subject, kind):
                    yield quad.object.value, quad.subject.value
                    yield re.split(r"[#/]", quad.subject.value)[-1], quad.subject.value


def _is_kind(store: Store, node: NamedNode, kind: str) -> bool:
    types = (NamedNode(VOCABULARIES["owl"] + term) for term in _TERMS if term.endswith(kind))
    return any(any(store.quads_for_pattern(node, NamedNode(RDF_TYPE), t)) for t in types)
