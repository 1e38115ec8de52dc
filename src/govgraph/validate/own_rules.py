"""A workspace's own shapes as rules. What one lacks of a rule is made up from what it has."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from pathlib import PurePath

from pyoxigraph import BlankNode, Literal, NamedNode, Store

from govgraph.errors import ValidationError
from govgraph.model import Term
from govgraph.names import DEFAULT_BASE, RDF_TYPE, VOCABULARIES, compact
from govgraph.validate.facts import Node
from govgraph.validate.paths import Path, members, read_path
from govgraph.validate.rules import INFO, VIOLATION, WARNING, Rule

_SH = VOCABULARIES["sh"]
_RDF = VOCABULARIES["rdf"]
_RDFS = VOCABULARIES["rdfs"]
_CODE = VOCABULARIES["dcterms"] + "identifier"
_SEVERITIES = {f"{_SH}{s.capitalize()}": s for s in (VIOLATION, WARNING, INFO)}
_SHAPES = {f"{_SH}NodeShape", f"{_SH}PropertyShape"}
# What stands on queries, paths, prefixes, functions and components, or says nothing by itself.
_NO_SHAPE = {
    *("message", "name", "severity", "description", "deactivated", "order", "group"),
    *("select", "ask", "construct", "update", "prefixes", "declare", "prefix", "namespace"),
    *("inversePath", "alternativePath", "zeroOrMorePath", "oneOrMorePath", "zeroOrOnePath"),
    *("parameter", "validator", "nodeValidator", "propertyValidator", "labelTemplate"),
    *("returnType", "optional", "subject", "predicate", "object", "condition"),
}
# What says whom a shape looks at, and which others do.
_LEADING = (
    *("target", "targetClass", "targetNode", "targetSubjectsOf", "targetObjectsOf"),
    *("path", "property"),
)
_MARKS = {
    "inversePath": ("^", ""),
    "zeroOrMorePath": ("", "*"),
    "oneOrMorePath": ("", "+"),
    "zeroOrOnePath": ("", "?"),
}
# A path that goes deeper is shown only so far.
_DEEPEST = 8
# How far up the shape with a name is looked for, so that deep nesting takes no time.
_FARTHEST = 30
_UNFIT = re.compile(r"[^A-Za-z0-9._]+")


def own_rules(
    store: Store, shown: Mapping[str, str], key: Callable[[Node, str], tuple[object, ...]]
) -> dict[Node, Rule]:
    """Return the rule that each shape is.

    Args:
        store: the shapes, a graph a file.
        shown: graph → what its file is called.
        key: what shapes are ordered by, from a node and its graph.
    """
    found: dict[Node, str] = {}
    for quad in store:
        node, graph = quad.subject, quad.graph_name
        if not _makes_a_shape(quad.predicate.value, quad.object):
            continue
        if isinstance(node, NamedNode | BlankNode) and isinstance(graph, NamedNode):
            found[node] = min(found.get(node, graph.value), graph.value)
    rules, taken, numbers = dict[Node, Rule](), set[str](), Counter[str]()
    for node, graph in sorted(found.items(), key=lambda item: key(*item)):
        code = base = _code(store, node, shown[graph])
        while code in taken:
            numbers[base] += 1
            code = f"{base}-{numbers[base] + 1}"
        taken.add(code)
        rules[node] = _rule(store, node, code, shown[graph])
    return rules


def _makes_a_shape(predicate: str, value: Term) -> bool:
    if predicate == RDF_TYPE:
        return isinstance(value, NamedNode) and value.value in _SHAPES
    return predicate.startswith(_SH) and predicate.removeprefix(_SH) not in _NO_SHAPE


def asks(store: Store, shape: Node) -> bool:
    """Return whether a shape asks anything itself; else it only has a target, and other shapes."""
    named = {q.predicate.value for q in store.quads_for_pattern(shape, None, None)}
    beside = {RDF_TYPE, _CODE, *(_SH + name for name in (*_NO_SHAPE, *_LEADING))}
    return any(n not in beside and not n.startswith((_RDF, _RDFS)) for n in named)


def _rule(store: Store, node: Node, code: str, shown: str) -> Rule:
    owner, path = _owner(store, node), shown_path(store, node)
    name = _text(store, node, _SH + "name") or _text(store, node, _RDFS + "label")
    if name is None:
        of = _local(owner.value) if isinstance(owner, NamedNode) else PurePath(shown).stem
        name = of if path is None else f"{path} of {of}"
    severity = next((v for v in _values(store, node, _SH + "severity")), None)
    reason = _text(store, node, _RDFS + "comment") or _text(store, node, _SH + "description")
    return Rule(
        code,
        name,
        # A severity of somebody's own says nothing of how grave it is.
        _SEVERITIES.get(severity.value, VIOLATION)
        if isinstance(severity, NamedNode)
        else VIOLATION,
        _text(store, node, _SH + "message") or f"Put it right as the shape in {shown} has it.",
        reason or f"A rule of this workspace's own, in {shown}.",
        owner.value if isinstance(owner, NamedNode) else None,
    )


def _code(store: Store, node: Node, shown: str) -> str:
    """Return ``OWN-`` and a shape's identifier; or else its name, or its owner's and its path."""
    given = _text(store, node, _CODE)
    if given is not None:
        return f"OWN-{_fit(given)}"
    owner = _owner(store, node)
    named = owner.value if isinstance(owner, NamedNode) else PurePath(shown).stem
    path = None if owner == node else shown_path(store, node)
    steps = re.findall(r"<[^>]*>|[\w.-]+:[\w.-]+", path or "")
    return f"OWN-{_fit('-'.join([_local(named), *map(_local, steps)]))}"


def _fit(name: str) -> str:
    return _UNFIT.sub("-", name).strip("-.") or "shape"


def _local(name: str) -> str:
    return re.split(r"[/#:]", name.rstrip("/#:>"))[-1]


def _owner(store: Store, node: Node) -> Node:
    """Return a shape if it has a name, or the shape with a name that it stands in, if any."""
    for _ in range(_FARTHEST):
        if isinstance(node, NamedNode):
            break
        above = sorted((q.subject for q in store.quads_for_pattern(None, None, node)), key=str)
        node = next((n for n in above if isinstance(n, NamedNode | BlankNode)), node)
    return node


def path_of(store: Store, node: Node) -> NamedNode | Path | None:
    """Return the path of a property shape, of whatever kind; None where it has none."""
    value = next(iter(_values(store, node, _SH + "path")), None)
    if value is None:
        return None
    try:
        return read_path(store, value)
    except (KeyError, RecursionError, ValidationError):
        # Where a statement stands on such a path is not looked for.
        return Path((), _shown(store, value))


def _shown(store: Store, node: Term) -> str:
    try:
        return _written(store, node)
    except (KeyError, ValidationError):
        return "…"  # A list that is none; the engine says more of it.


def _written(store: Store, node: Term, deep: int = 0) -> str:
    """Return a path of any kind as SPARQL writes it."""
    if isinstance(node, NamedNode) or not isinstance(node, BlankNode) or deep > _DEEPEST:
        return compact(node.value, DEFAULT_BASE) if isinstance(node, NamedNode) else "…"
    for quad in store.quads_for_pattern(node, None, None):
        name = quad.predicate.value.removeprefix(_SH)
        if name in _MARKS:
            before, after = _MARKS[name]
            return f"{before}{_written(store, quad.object, deep + 1)}{after}"
        if name == "alternativePath" or quad.predicate.value == f"{_RDF}first":
            head, mark = (quad.object, "|") if name == "alternativePath" else (node, "/")
            return f"({mark.join(_written(store, m, deep + 1) for m in members(store, head))})"
    return "…"


def shown_path(store: Store, node: Node) -> str | None:
    """Return the path of a property shape as people read it."""
    path = path_of(store, node)
    return path.shown if isinstance(path, Path) else path and compact(path.value, DEFAULT_BASE)


def _values(store: Store, node: Node, predicate: str) -> list[Term]:
    found = {q.object for q in store.quads_for_pattern(node, NamedNode(predicate), None)}
    return sorted(found, key=str)


def _text(store: Store, node: Node, predicate: str) -> str | None:
    return in_english(v for v in _values(store, node, predicate) if isinstance(v, Literal))


def in_english(texts: Iterable[Literal]) -> str | None:
    """Return the words that are English, or in no language, or else the first ones."""
    order = {"en": 0, None: 1}
    found = sorted(texts, key=lambda t: (order.get((t.language or "")[:2] or None, 2), str(t)))
    return next((words for t in found if (words := " ".join(t.value.split()))), None)
