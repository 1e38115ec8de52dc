"""What the commands that reason share: their options, and the stop at a contradiction."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from govgraph.cli.common import F, NearestChoice

if TYPE_CHECKING:
    from pyoxigraph import Store

    from govgraph.errors import InconsistencyError
    from govgraph.infer import Closure
    from govgraph.why import Explainer
    from govgraph.workspace import Workspace

ENGINES = ("own", "owlrl")


def reasoning(function: F) -> F:
    """Add ``--engine`` and ``--ontology``."""
    engine = click.option(
        "--engine",
        type=NearestChoice(ENGINES),
        default=ENGINES[0],
        help="own: the rules of the ontology (default); owlrl: all of OWL 2 RL, slow.",
    )
    ontology = click.option(
        "--ontology",
        metavar="FILE",
        multiple=True,
        type=click.Path(path_type=Path),
        help="Use the axioms of a Turtle file too. May be given several times.",
    )
    return engine(ontology(function))


def consistent(
    workspace: Workspace, store: Store, engine: str, further: tuple[Path, ...]
) -> Closure:
    """Return the closure of a workspace, and say so where owlrl had to work it out.

    Raises:
        InconsistencyError: statements cannot all be true.
    """
    from govgraph.infer import infer
    from govgraph.load import open_ontology

    closure = infer(store, open_ontology(*further), engine)
    if closure.axioms.unsupported and engine != closure.engine:
        click.echo(f"govgraph: {_outside(closure, workspace.base)}", err=True)
    if not closure.is_consistent:
        raise _inconsistency(explain(workspace, store, closure, further), closure.messages)
    return closure


def explain(
    workspace: Workspace, store: Store, closure: Closure, further: tuple[Path, ...]
) -> Explainer:
    """Return what explains the facts of a closure."""
    from govgraph.load import ontology_path
    from govgraph.lookup import action_names
    from govgraph.why import Explainer

    files = (ontology_path(), *further)
    return Explainer(workspace, store, closure, files, action_names(store))


def _inconsistency(explainer: Explainer, messages: tuple[str, ...]) -> InconsistencyError:
    from govgraph.errors import InconsistencyError
    from govgraph.prose import count
    from govgraph.render.reasons_text import contradictions_as_text

    found = explainer.contradictions()
    number = count(max(len(found), len(messages)), "contradiction")
    message = f"the data contradicts the ontology: {number}. Nothing is inferred from it."
    said = "".join(f"owlrl: {m}\n" for m in messages)
    return InconsistencyError(message, contradictions_as_text(found) + said)


def _outside(closure: Closure, base: str) -> str:
    from govgraph.infer.rules import shown

    first = " ".join(shown(closure.terms.list[n], base) for n in closure.axioms.unsupported[0])
    others = len(closure.axioms.unsupported) - 1
    more = f" and {others} more" if others else ""
    return f"no rule here has the form of '{first}'{more}: the whole run was handed to owlrl."
