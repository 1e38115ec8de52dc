"""The shapes of a workspace itself: what breaks them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice

from pyoxigraph import BlankNode, Literal, NamedNode, Store

from govgraph.errors import ValidationError
from govgraph.load import CODE_LISTS
from govgraph.model import Term
from govgraph.names import DEFAULT_BASE, VOCABULARIES, compact
from govgraph.shacl import (
    PYSHACL,
    Result,
    UnsupportedShapeError,
    Validator,
    compile_shapes,
)
from govgraph.validate.conformance import with_terms
from govgraph.validate.facts import Facts, Node
from govgraph.validate.own_queries import refuse_queries
from govgraph.validate.own_rules import in_english, path_of
from govgraph.validate.own_shapes import OwnShapes, load_own_shapes
from govgraph.validate.own_values import refuse_values
from govgraph.validate.rules import Breach, Rule
from govgraph.workspace import Workspace

_SH = VOCABULARIES["sh"]
_HINT = "Put the shape right, or take its file out of the folder 'shapes'."
# How many shapes are tried by themselves to find the one that is refused.
_MOST_TRIED = 100
# What pySHACL adds to its messages.
_MORE = re.compile(r"\s*For reference, see .*", re.DOTALL)


def open_own_shapes(workspace: Workspace) -> OwnShapes:
    """Return the shapes of a workspace, their queries read.

    Raises:
        ValidationError: a file is no SHACL, a shape or a term that it names is none, or a query
            in it is none.
        WorkspaceError: a file cannot be read.
    """
    own = load_own_shapes(workspace)
    refuse_values(own)
    refuse_queries(own)
    return own


def check_own(own: OwnShapes, stage: str, facts: Facts, engine: str) -> Iterator[Breach]:
    """Yield what breaks the shapes of a stage.

    Args:
        own: the workspace's shapes.
        stage: ``structure`` or ``integrity``.
        facts: what they are to see: what is asserted, or what follows too.
        engine: one of :data:`govgraph.shacl.ENGINES`.

    Raises:
        ValidationError: an engine does not take a shape.
    """
    if not own.graphs(stage):
        return
    with with_terms(facts):
        try:
            results = own_validator(own, stage, engine).check(facts.store).results
        except UnsupportedShapeError as error:
            raise ValidationError("bad-shapes", error.message, _at(own, error), _HINT) from error
        except ValidationError as error:
            raise _refusal(own, stage, facts, error) from error
    for result in results:
        breach = _breach(own, facts, result)
        if breach is not None:
            yield breach


@lru_cache(maxsize=8)
def own_validator(own: OwnShapes, stage: str, engine: str) -> Validator:
    """Return what checks data against the shapes of a stage."""
    return Validator(own.of_stage(stage), engine)


def _refusal(own: OwnShapes, stage: str, facts: Facts, error: ValidationError) -> ValidationError:
    """Return an error with the place of the shape that pySHACL does not take."""
    for node in islice(own.rules, _MOST_TRIED):
        try:
            Validator(_alone(own, node), PYSHACL).check(facts.store)
        except ValidationError as reason:
            said = _in_plain_words(_alone(own, node), reason)
            return ValidationError("bad-shapes", said, own.where(node), _HINT)
    shown = own.files[own.graphs(stage)[0]].shown
    return ValidationError("bad-shapes", _said(error), shown, _HINT)


def _at(own: OwnShapes, error: UnsupportedShapeError) -> str:
    """Return the place of a shape that no engine takes."""
    found = next((node for node in own.rules if str(node) == error.shape), None)
    return next(iter(own.files.values())).shown if found is None else own.where(found)


def _in_plain_words(shape: Store, error: ValidationError) -> str:
    """Return what is wrong with a shape; where pySHACL fell over it, as the other engine says."""
    if not type(error.__cause__).__module__.startswith("pyshacl"):
        try:
            compile_shapes(shape)
        except UnsupportedShapeError as reason:
            term = "" if reason.message.startswith(reason.term) else f"{reason.term}: "
            return f"{term}{reason.message}"
        except RecursionError:
            return "it is nested too deeply."
    return _said(error)


def _said(error: ValidationError) -> str:
    return _MORE.sub("", error.message).rstrip(". ") + "."


def _alone(own: OwnShapes, node: Node) -> Store:
    """Return a shape with all that it leads to."""
    found, store, todo = {node}, Store(), [node]
    while todo:
        for quad in own.store.quads_for_pattern(todo.pop(), None, None):
            store.add(quad)
            if isinstance(quad.object, NamedNode | BlankNode) and quad.object not in found:
                found.add(quad.object)
                todo.append(quad.object)
    return store


def _breach(own: OwnShapes, facts: Facts, result: Result) -> Breach | None:
    shape = result.shape
    focus: Term | None = result.focus
    value = result.value
    rule = own.rules.get(shape)
    if rule is None:
        raise ValidationError("bad-shapes", f"what found something is no shape: {shape}.")
    at = result.path if isinstance(result.path, NamedNode) else path_of(own.store, shape)
    if isinstance(focus, Literal):
        focus, at, value = _told(facts, focus)
    if not isinstance(focus, NamedNode) or not _is_checked(facts, focus):
        return None  # A blank node is a finding of its own; the vocabulary is not what is checked.
    message = _message(own, shape, rule, result.component, in_english(result.messages))
    return Breach(rule, focus, at, None if value == focus else value, message)


def _told(facts: Facts, value: Literal) -> tuple[Term | None, NamedNode | None, Literal]:
    """Return the first statement of a literal that is a focus node."""
    quads = sorted(facts.store.quads_for_pattern(None, None, value), key=str)
    first = next(iter(quads), None)
    return (None, None, value) if first is None else (first.subject, first.predicate, value)


def _is_checked(facts: Facts, node: NamedNode) -> bool:
    """Whether a node is none of the vocabulary's or of its code lists."""
    quads = list(facts.store.quads_for_pattern(node, None, None))
    if quads:
        return any(q.graph_name != NamedNode(CODE_LISTS) for q in quads)
    return not any(facts.terms.store.quads_for_pattern(node, None, None))


def _message(own: OwnShapes, shape: Node, rule: Rule, component: str, words: str | None) -> str:
    """Return what to do: in the shape's words, or else what it asks for."""
    sparql = (q.object for q in own.store.quads_for_pattern(shape, NamedNode(_SH + "sparql"), None))
    holders = (shape, *(n for n in sparql if isinstance(n, NamedNode | BlankNode)))
    said = NamedNode(_SH + "message")
    given = any(any(own.store.quads_for_pattern(node, said, None)) for node in holders)
    if words is not None and given:
        return words
    if not component.startswith(_SH):
        return words or rule.message  # A component of somebody's own speaks for itself.
    name = component.removeprefix(_SH).removesuffix("ConstraintComponent")
    parameter = name[:1].lower() + name[1:]
    asked = own.store.quads_for_pattern(shape, NamedNode(_SH + parameter), None)
    values = sorted({_shown(q.object) for q in asked})
    if not values:
        return words or rule.message
    asked_for = " ".join([f"sh:{parameter}", " or ".join(v for v in values if v)]).strip()
    return f"It does not hold to {asked_for}. {rule.message}"


def _shown(term: Term) -> str:
    if isinstance(term, NamedNode):
        return compact(term.value, DEFAULT_BASE)
    if not isinstance(term, Literal):
        return ""  # A list, or another shape.
    return term.value if term.value.isdigit() else f'"{term.value}"'
