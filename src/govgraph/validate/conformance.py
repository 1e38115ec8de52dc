"""The data against the shapes: results of SHACL → breaches of rules."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from functools import cache
from typing import NamedTuple

from pyoxigraph import BlankNode, NamedNode, Triple

from govgraph.errors import ValidationError
from govgraph.model import Term
from govgraph.names import VOCABULARIES
from govgraph.shacl import Affected, Result, Validator
from govgraph.validate.facts import Facts
from govgraph.validate.rules import Breach
from govgraph.validate.shapes import Shapes, load_shapes
from govgraph.validate.vocabulary import GRAPH


class Changed(NamedTuple):
    """The statements that came into a board, and those that went."""

    statements: frozenset[Triple]


Focus = Collection[Term] | Changed | Affected | None

_SH = VOCABULARIES["sh"]


def check_shapes(stage: str, facts: Facts, engine: str, focus: Focus = None) -> Iterator[Breach]:
    """Yield what does not conform to the shapes of a stage that ship.

    Args:
        stage: ``structure`` or ``integrity``.
        facts: the data, with what follows where the stage is ``integrity``.
        engine: one of :data:`govgraph.shacl.ENGINES`.
        focus: of the targets of the shapes, those to be checked; those whose results some
            statements that came or went can have changed; or None for all.

    Raises:
        ValidationError: the shapes cannot be used, or pySHACL stops with an error.
    """
    with with_terms(facts):
        engine_of_stage = validator(stage, engine)
        if isinstance(focus, Changed):
            focus = engine_of_stage.affected(facts.store, focus.statements)
        results = engine_of_stage.check(facts.store, focus).results
    for result in results:
        breach = _breach(load_shapes(), facts, result)
        if breach is not None:
            yield breach


@cache
def validator(stage: str, engine: str) -> Validator:
    """Return what checks data against the shapes of a stage that ship."""
    return Validator(load_shapes().of_stage(stage), engine)


@contextmanager
def with_terms(facts: Facts) -> Iterator[None]:
    """Put the vocabulary among the data: what is below a class is one of its members too."""
    facts.store.extend(facts.terms.statements)
    try:
        yield
    finally:
        facts.store.remove_graph(GRAPH)


def _breach(shapes: Shapes, facts: Facts, result: Result) -> Breach | None:
    """Return the breach of a rule that a result is; None for what another rule tells."""
    shape, focus, value = result.shape, result.focus, result.value
    if not isinstance(shape, NamedNode) or shape.value not in shapes.rules:
        raise ValidationError("bad-shapes", f"a shape without a code found something: {shape}.")
    if not isinstance(focus, NamedNode):
        return None  # A blank node is a finding of its own.
    component = result.component.removeprefix(_SH)
    of_a_class = component.startswith(("Class", "Or"))
    if of_a_class and value is not None and _told_elsewhere(facts, value):
        return None
    rule = shapes.rules[shape.value]
    path = shapes.paths.get(shape.value)
    if path is None and isinstance(result.path, NamedNode):
        path = result.path
    each_language = component == "UniqueLangConstraintComponent"
    too_many = component == "MaxCountConstraintComponent"
    most = 1 if each_language else shapes.most.get(shape.value) if too_many else None
    if value == focus and not _is_about_itself(facts, result, focus):
        value = None  # It stands for the node as a whole.
    return Breach(
        *(rule, focus, path, value, rule.message),
        most=most,
        each_language=each_language,
        others=result.others,
    )


def _is_about_itself(facts: Facts, result: Result, focus: NamedNode) -> bool:
    """Whether a query found a statement of a node about the node itself."""
    if result.constraint is None or not isinstance(result.path, NamedNode):
        return False
    return any(facts.store.quads_for_pattern(focus, result.path, focus))


def _told_elsewhere(facts: Facts, value: Term) -> bool:
    """Whether a value of the wrong class is one of which its own finding says why."""
    if isinstance(value, NamedNode):
        without_class = facts.is_own(value) and value not in facts.classes
        return without_class or facts.is_misclassed(value)
    return isinstance(value, BlankNode)
