"""The ``sh:sparql`` constraints of the shapes, on Oxigraph.

Each is one query over the whole store. pySHACL would put it to rdflib once for each focus node,
which takes a hundred times as long; a test holds the two to the same findings.
"""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import NamedNode, QuerySolutions

from govgraph.errors import ValidationError
from govgraph.names import VOCABULARIES
from govgraph.sparql.engine import solve
from govgraph.validate.facts import Facts
from govgraph.validate.rules import STRUCTURE, Breach
from govgraph.validate.shapes import Shapes

_SH = VOCABULARIES["sh"]


def check_queries(shapes: Shapes, facts: Facts, stage: str = STRUCTURE) -> Iterator[Breach]:
    """Yield what the SELECTs of the ``sh:sparql`` constraints find at their shapes' targets.

    Args:
        shapes: the shapes.
        facts: the data, with what follows where the stage is ``integrity``.
        stage: the stage whose shapes are meant.

    Raises:
        ValidationError: a SELECT cannot be run.
    """
    for shape, select in sorted(shapes.selects.items()):
        rule = shapes.rules.get(shape)
        if rule is None:
            raise ValidationError("bad-shapes", "a sh:sparql constraint has no code.", shape)
        if rule.stage != stage:
            continue
        try:
            solutions = solve(facts.store, select)
        except SyntaxError as error:
            raise ValidationError("bad-shapes", f"{error.msg}.", shape) from error
        if not isinstance(solutions, QuerySolutions):
            raise ValidationError("bad-shapes", "sh:select is no SELECT.", shape)
        named = {v.value for v in solutions.variables}
        further = sorted(named - {"this", "path", "value"})
        for solution in solutions:
            node = solution["this"]
            if isinstance(node, NamedNode) and _is_target(shapes, facts, shape, node):
                path = solution["path"] if "path" in named else None
                value = solution["value"] if "value" in named else None
                at = path if isinstance(path, NamedNode) else None
                others = tuple(term for name in further if (term := solution[name]) is not None)
                yield Breach(rule, node, at, value, rule.message, others=others)


def _is_target(shapes: Shapes, facts: Facts, shape: str, node: NamedNode) -> bool:
    for quad in shapes.store.quads_for_pattern(NamedNode(shape), None, None):
        if not isinstance(quad.object, NamedNode):
            continue
        if quad.predicate.value == _SH + "targetClass":
            if quad.object.value in facts.classes.get(node, ()):
                return True
        elif quad.predicate.value == _SH + "targetSubjectsOf" and any(
            facts.store.quads_for_pattern(node, quad.object, None)
        ):
            return True
    return False
