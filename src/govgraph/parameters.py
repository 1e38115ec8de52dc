"""What people type for a parameter → terms: dates, numbers, and names of things on file."""

from __future__ import annotations

import re
from collections.abc import Mapping
from shlex import quote

from pyoxigraph import Literal, NamedNode, Store

from govgraph.classes import spoken, subclasses
from govgraph.errors import LookupFailedError, QueryError
from govgraph.model import Parameter, Query, Term
from govgraph.names import GOV, RDF_TYPE, SKOS, XSD, did_you_mean, expand, nearest
from govgraph.queries import get_query, run

_MOST_NAMED = 5
ACTION = GOV + "Action"
ACTION_ID = re.compile(r"\d{4}-\d{2}-\d{2}/\S+")
_LABELS = tuple(
    NamedNode(p)
    for p in (
        SKOS + "prefLabel",
        SKOS + "altLabel",
        SKOS + "hiddenLabel",
        GOV + "abbreviation",
    )
)


def bind(query: Query, store: Store, base: str, given: Mapping[str, str]) -> dict[str, Term]:
    """Turn what a person typed into terms.

    Args:
        query: the saved query.
        store: where names are looked up.
        base: the workspace's base IRI, for CURIEs.
        given: parameter name → text.

    Returns:
        SPARQL variable (without its question mark) → term.

    Raises:
        QueryError: an unknown parameter, one that is missing, or a value of the wrong type.
        LookupFailedError: a name that stands for nothing, or for several things.
    """
    declared = {p.name: p for p in query.parameters}
    for name in given:
        if name not in declared:
            hint = did_you_mean(name, declared) or (
                f"Declared: {', '.join(declared)}." if declared else "It takes none."
            )
            raise QueryError(
                "unknown-parameter", f"query '{query.name}' has no parameter '{name}'.", hint=hint
            )
    for parameter in query.parameters:
        if not parameter.optional and parameter.name not in given:
            sample = query.example.get(parameter.name, "VALUE")
            raise QueryError(
                "missing-parameter",
                f"query '{query.name}' needs the parameter '{parameter.name}'"
                f" ({parameter.description}).",
                hint=f"Give it with -p {quote(f'{parameter.name}={sample}')}",
            )
    return {
        declared[name].variable: _typed(declared[name], store, base, text)
        for name, text in given.items()
    }


def _typed(parameter: Parameter, store: Store, base: str, text: str) -> Term:
    if parameter.kind == "iri":
        return find_term(store, base, text, parameter.cls)
    if parameter.kind == "date":
        return Literal(_iso_date(parameter.name, text), datatype=NamedNode(XSD + "date"))
    if parameter.kind == "integer":
        if not re.fullmatch(r"[+-]?[0-9]+", text):
            raise QueryError(
                "bad-value", f"parameter '{parameter.name}' is to be a whole number, not '{text}'."
            )
        return Literal(text, datatype=NamedNode(XSD + "integer"))
    return Literal(text)


def _iso_date(name: str, text: str) -> str:
    # datetime takes a few milliseconds to import; most queries have no date.
    from datetime import date

    try:
        if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
            return date.fromisoformat(text).isoformat()
    except ValueError:
        pass
    raise QueryError(
        "bad-value",
        f"parameter '{name}' is to be a date, not '{text}'.",
        hint="Write it as YYYY-MM-DD.",
    )


def find_term(store: Store, base: str, text: str, cls: str) -> NamedNode:
    """Return the thing of a class that a person names.

    Args:
        store: where it is looked up.
        base: the workspace's base IRI, for CURIEs.
        text: an IRI, a CURIE, a label (in any case) or, of an action, ``DATE/NUMBER``.
        cls: the IRI of the class; what is of a subclass is of it too.

    Raises:
        LookupFailedError: nothing, or several things, of the class have that name.
    """
    kind = spoken(cls)
    node = as_written(text, base)
    if node and any(_is_a(store, node, c) for c in subclasses(cls)):
        return node
    numbered = _numbered(store, text) if cls == ACTION else set()
    if len(numbered) == 1:
        return numbered.pop()
    labels: dict[str, set[str]] = {}
    shown: dict[str, str] = {}
    for name, node_iri in (n for c in sorted(subclasses(cls)) for n in _names(store, c)):
        labels.setdefault(name.casefold(), set()).add(node_iri)
        shown.setdefault(name.casefold(), name)
    found = sorted(labels.get(text.casefold(), ()))
    if len(found) == 1:
        return NamedNode(found[0])
    if found:
        raise LookupFailedError(
            "ambiguous",
            f"'{text}' names {len(found)} things of the kind {kind}.",
            "Give one by its IRI:",
            tuple(found),
        )
    hint = _near(text, list(shown.values()))
    if not shown and not any(_is_a(store, None, c) for c in subclasses(cls)):
        hint = "There is none at all."
    raise LookupFailedError("unknown-name", f"there is no {kind} '{text}' on file.", hint)


def _numbered(store: Store, text: str) -> set[NamedNode]:
    """Return the actions of a ``DATE/NUMBER``, found from the day: an index has all there are."""
    if not ACTION_ID.fullmatch(text):
        return set()
    day, _, number = text.partition("/")

    def subjects(predicate: str, value: NamedNode | Literal) -> list[NamedNode]:
        quads = store.quads_for_pattern(None, NamedNode(GOV + predicate), value)
        return [q.subject for q in quads if isinstance(q.subject, NamedNode)]

    def objects(subject: NamedNode, predicate: str) -> list[Term]:
        quads = store.quads_for_pattern(subject, NamedNode(GOV + predicate), None)
        return [q.object for q in quads]

    found = set()
    for meeting in subjects("heldOn", Literal(day, datatype=NamedNode(XSD + "date"))):
        items = set(objects(meeting, "hasItem"))
        for minutes in subjects("recordOf", meeting):
            for statement in subjects("statedIn", minutes):
                if any(
                    isinstance(n, Literal) and n.value == number
                    for n in objects(statement, "number")
                ):
                    for action in objects(statement, "states"):
                        if isinstance(action, NamedNode) and items & set(
                            objects(action, "arisesFrom")
                        ):
                            found.add(action)
    return found


def _is_a(store: Store, node: NamedNode | None, cls: str) -> bool:
    return any(store.quads_for_pattern(node, NamedNode(RDF_TYPE), NamedNode(cls)))


def _near(text: str, names: list[str]) -> str:
    """Name what is spelt like a text, and a few that hold it or come near it."""
    hint = did_you_mean(text, names)
    holding = sorted(n for n in names if text and text.casefold() in n.casefold())
    others = dict.fromkeys([*holding, *nearest(text, names, _MOST_NAMED)])
    listed = [f"'{n}'" for n in others if f"'{n}'" not in hint][:_MOST_NAMED]
    return f"{hint} Near it: {', '.join(listed)}.".strip() if listed else hint


def as_written(text: str, base: str) -> NamedNode | None:
    """Return the node that an IRI or a CURIE writes, or None where a text is neither."""
    iri = expand(text, base)
    try:
        return None if iri is None else NamedNode(iri)
    except ValueError:  # It only looks like an IRI.
        return None


def _names(store: Store, cls: str) -> list[tuple[str, str]]:
    if cls == ACTION:
        index = run(get_query("action-index"), store, {}).records()
        return [(str(row[key]), str(row["iri"])) for row in index for key in ("action", "label")]
    return _labels(store, cls, _LABELS)


def _labels(store: Store, cls: str, predicates: tuple[NamedNode, ...]) -> list[tuple[str, str]]:
    names = []
    for quad in store.quads_for_pattern(None, NamedNode(RDF_TYPE), NamedNode(cls)):
        for predicate in predicates:
            for label in store.quads_for_pattern(quad.subject, predicate, None):
                if isinstance(label.object, Literal) and isinstance(quad.subject, NamedNode):
                    names.append((label.object.value, quad.subject.value))
    return names


def latest_date(store: Store) -> str | None:
    """Return the day of the latest record on file, or None where there is no record."""
    return max(record_dates(store), default=None)


def suggestions(parameter: Parameter, store: Store) -> dict[str, str]:
    """Return values that a parameter takes, each with a word of help (or none), in order.

    Actions go by DATE/NUMBER, other things by their preferred label, dates are those of the
    records on file.
    """
    if parameter.kind == "date":
        return record_dates(store)
    if parameter.kind != "iri":
        return {}
    if parameter.cls == ACTION:
        index = run(get_query("action-index"), store, {}).records()
        return {str(row["action"]): str(row["label"]) for row in index}
    preferred = (_labels(store, c, _LABELS[:1]) for c in subclasses(parameter.cls))
    return dict.fromkeys(sorted({n for labels in preferred for n, _ in labels}), "")


def record_dates(store: Store) -> dict[str, str]:
    """Return the days of the records on file, in order, each with the records' names."""
    dates: dict[str, list[str]] = {}
    for quad in store.quads_for_pattern(None, NamedNode(GOV + "recordDate"), None):
        if isinstance(quad.object, Literal) and isinstance(quad.subject, NamedNode):
            record = quad.subject.value.rpartition("/")[2]
            dates.setdefault(quad.object.value, []).append(record)
    return {date: ", ".join(sorted(records)) for date, records in sorted(dates.items())}
