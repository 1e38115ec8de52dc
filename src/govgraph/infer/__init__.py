"""What follows from the data and the ontology: the OWL 2 RL closure, clashes and proofs.

The axioms are compiled into rules once and run to a fixpoint. An axiom of another form hands the
whole run to owlrl, which knows all of the profile, and the result says so.
"""

from __future__ import annotations

from govgraph.infer.closure import ENGINES, Closure, infer, with_closure

__all__ = ["ENGINES", "Closure", "infer", "with_closure"]
