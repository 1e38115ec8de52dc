"""SHACL: shapes compiled once, and checked on all their focus nodes together.

What is compiled is the Core of the Recommendation and SPARQL-based constraints. A shapes graph
that uses anything else is refused as a whole, so that no check is skipped unseen. The engine is
general: it knows nothing of this project's own rules.
"""

from __future__ import annotations

from govgraph.shacl.dependence import Affected, Asked, affected
from govgraph.shacl.engine import run
from govgraph.shacl.model import Report, Result, UnsupportedShapeError
from govgraph.shacl.reading import Shapes, compile_shapes
from govgraph.shacl.validator import COMPILED, ENGINES, PYSHACL, Validator

__all__ = [
    "COMPILED",
    "ENGINES",
    "PYSHACL",
    "Affected",
    "Asked",
    "Report",
    "Result",
    "Shapes",
    "UnsupportedShapeError",
    "Validator",
    "affected",
    "compile_shapes",
    "run",
]
