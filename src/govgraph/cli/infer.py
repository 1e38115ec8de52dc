"""``govgraph infer``: what follows from the data, in a graph of its own."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from govgraph.cli.common import Settings, examples, uncollected, with_settings
from govgraph.cli.forms import formats
from govgraph.cli.output import write, write_text
from govgraph.cli.reasoning import consistent, reasoning

if TYPE_CHECKING:
    from pyoxigraph import Quad


@click.command(
    short_help="Write down what follows from the data.",
    epilog=examples(
        "govgraph infer --summary",
        "govgraph infer --only-inferred",
        "govgraph infer -o board.trig",
    ),
)
@click.option("--only-inferred", is_flag=True, help="Leave out what is asserted.")
@click.option("--summary", is_flag=True, help="Count the facts that each rule gives instead.")
@formats(("ttl", "nq", "trig"))
@reasoning
@with_settings
@click.pass_obj
def command(
    settings: Settings,
    only_inferred: bool,
    summary: bool,
    format_name: str,
    output: str | None,
    engine: str,
    ontology: tuple[Path, ...],
) -> None:
    """Write down what follows from the data: the OWL 2 RL closure of data and ontology.

    In nq and trig each record and register is a graph, as it is asserted, and what follows is a
    graph of its own, <https://w3id.org/govgraph/ns/inferred>; ttl is the union. Nothing is inferred
    that is asserted, and nothing of what is inferred is a statement of a record: `govgraph why`
    shows what it rests on. Contradictions stop the command, with the statements and sentences.

    Exit code: 0 written, 1 the data contradicts the ontology, 2 could not infer.
    """
    # Millions of facts live to the end.
    click.get_current_context().with_resource(uncollected())
    workspace, store = settings.store()
    closure = consistent(workspace, store, engine, ontology)
    if summary:
        from govgraph.infer.summary import summarize
        from govgraph.render.inferences import as_text

        write_text(as_text(summarize(closure, len(store)), workspace.base), output)
        return
    quads = list(closure.quads()) if only_inferred else [*store, *closure.quads()]
    write(_serialized(quads, format_name, workspace.base), output)


def _serialized(quads: list[Quad], format_name: str, base: str) -> bytes:
    from govgraph.names import prefixes
    from govgraph.serialization import to_nquads, to_trig, to_turtle

    if format_name == "nq":
        return to_nquads(quads)
    if format_name == "trig":
        return to_trig(quads, prefixes(base))
    return to_turtle((q.triple for q in quads), prefixes(base))
