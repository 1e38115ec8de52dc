"""Checks of a workspace's own shapes: is what they say looked at, and whom do they look at?"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache

from pyoxigraph import Literal, NamedNode, Quad, Store

from govgraph.load import concepts_path, ontology_path
from govgraph.model import Finding
from govgraph.names import DEFAULT_BASE, GOV, VOCABULARIES, compact, did_you_mean
from govgraph.positions import Place
from govgraph.rdfio import load_turtle, read_bytes
from govgraph.sparql.tokens import SparqlText
from govgraph.validate.facts import Facts
from govgraph.validate.own_queries import own_queries
from govgraph.validate.own_shapes import OwnShapes, ShapeFile
from govgraph.validate.rules import INFO, VIOLATION, WARNING, Rule, finding_at
from govgraph.validate.targets import Targets

UNKNOWN_SHACL = Rule(
    "GG460",
    "A term that SHACL does not have",
    VIOLATION,
    "Use a term of SHACL.",
    "A misspelt sh: term switches a constraint off without a word.",
)
UNKNOWN_GOV = Rule(
    "GG461",
    "A term in a shape that the vocabulary does not have",
    VIOLATION,
    "Use a class, property or code of the vocabulary.",
    "A shape that asks for a misspelt term looks at nothing, or finds everything wrong.",
)
DEACTIVATED = Rule(
    "GG462",
    "A shape that is switched off",
    INFO,
    "Take sh:deactivated away to have the shape checked again.",
    "Whoever reads that nothing was found is to know what was not looked for.",
)
UNMET = Rule(
    "GG463",
    "A shape that met no node",
    WARNING,
    "Look at its target: give it one, or name a class or property that the data has.",
    "A shape that looks at nothing finds nothing, and passes for one that is kept.",
)
RULES = (UNKNOWN_SHACL, UNKNOWN_GOV, DEACTIVATED, UNMET)

_SH = VOCABULARIES["sh"]
# SHACL's terms for scripts, which are of a note of their own and not of the standard.
_SCRIPTS = (_SH + "js", _SH + "JS")
_DEACTIVATED = NamedNode(_SH + "deactivated")


def check_own_terms(own: OwnShapes) -> Iterator[Finding]:
    """Yield unknown terms in the shapes, and shapes that are switched off."""
    for quad in own.store:
        file = _file(own, quad)
        verb = quad.subject, quad.predicate
        for term, at in ((quad.predicate, verb), (quad.object, quad.triple)):
            rule = _unknown(term)
            if rule is not None and isinstance(term, NamedNode):
                yield _finding(rule, file, file.place(*at), quad.subject, term.value)
        if quad.predicate == _DEACTIVATED and _is_on(quad):
            place = file.place(*quad.triple)
            yield finding_at(DEACTIVATED, file.shown, place, node=_name(quad.subject))
    for quad, text in own_queries(own):
        yield from _in_query(own, quad, text)


def _is_on(quad: Quad) -> bool:
    # pySHACL takes TRUE for true.
    return isinstance(quad.object, Literal) and quad.object.value.lower() in ("true", "1")


def _file(own: OwnShapes, quad: Quad) -> ShapeFile:
    return own.files[quad.graph_name.value if isinstance(quad.graph_name, NamedNode) else ""]


def _in_query(own: OwnShapes, quad: Quad, text: str) -> Iterator[Finding]:
    """Yield the terms of the vocabulary's namespace that a query names and nobody has."""
    source, file = SparqlText(text, ""), _file(own, quad)
    names = {source.iri(t) for t in source.tokens if t.kind in ("iri", "name")}
    for name in sorted(n for n in names if n is not None and n != GOV):
        if _unknown(NamedNode(name)) is UNKNOWN_GOV:
            yield _finding(UNKNOWN_GOV, file, file.place(*quad.triple), quad.subject, name)


def _finding(rule: Rule, file: ShapeFile, place: Place, node: object, term: str) -> Finding:
    message, called = _told(rule, term), compact(term, DEFAULT_BASE)
    return finding_at(rule, file.shown, place, message, node=_name(node), value=called)


@lru_cache
def _told(rule: Rule, term: str) -> str:
    """Return what to do about an unknown term; thousands of shapes may have the one."""
    called = compact(term, DEFAULT_BASE)
    if term.startswith(_SCRIPTS):
        return f"No script is run here, so that {called} asks nothing. Use sh:sparql."
    known = _shacl_terms() if rule is UNKNOWN_SHACL else _gov_terms()
    names = [compact(k, DEFAULT_BASE) for k in sorted(known)]
    owner = "SHACL" if rule is UNKNOWN_SHACL else "The vocabulary"
    return f"{owner} has no {called}. {did_you_mean(called, names) or rule.message}"


def _name(node: object) -> str | None:
    return compact(node.value, DEFAULT_BASE) if isinstance(node, NamedNode) else None


def _unknown(term: object) -> Rule | None:
    if isinstance(term, NamedNode):
        if term.value.startswith(_SH) and term.value not in _shacl_terms() | {_SH}:
            return UNKNOWN_SHACL
        if term.value.startswith(GOV) and term.value not in _gov_terms() | {GOV}:
            return UNKNOWN_GOV
    return None


@cache
def _shacl_terms() -> frozenset[str]:
    # rdflib takes long to import, and only workspaces with own shapes need this.
    from rdflib.namespace import SH

    names = {_SH + name for name in (*SH.__annotations__, *SH._extras)}
    return frozenset(name for name in names if not name.startswith(_SCRIPTS))


@cache
def _gov_terms() -> frozenset[str]:
    store = Store()
    for path in (ontology_path(), concepts_path()):
        load_turtle(store, read_bytes(path), path.as_uri(), str(path))
    return frozenset(q.subject.value for q in store if isinstance(q.subject, NamedNode))


def check_own_targets(own: OwnShapes, facts: Facts) -> Iterator[Finding]:
    """Yield the shapes that look at no node of the data, and that no other one leads to."""
    targets = Targets(own.store, facts)
    off = {q.subject for q in own.store if q.predicate == _DEACTIVATED and _is_on(q)}
    led_to = {q.object for q in own.store if q.object != q.subject}
    for node, rule in own.rules.items():
        is_off = node in off
        if node in led_to or is_off or targets.reaches(node):
            continue
        file = own.file_of(node)
        if file is not None:
            told = "" if any(targets.given(node)) else "It has no target. "
            place, message = file.place(node), f"{told}{UNMET.message}"
            yield finding_at(UNMET, file.shown, place, message, _name(node), rule.name)
