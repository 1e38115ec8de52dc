"""``govgraph why``: the proof of one fact."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click
from click.shell_completion import CompletionItem

from govgraph.cli.common import Settings, examples, with_settings
from govgraph.cli.forms import formats
from govgraph.cli.output import write, write_text
from govgraph.cli.reasoning import consistent, explain, reasoning

if TYPE_CHECKING:
    from pyoxigraph import NamedNode, Store

    from govgraph.infer import Closure
    from govgraph.model import Term
    from govgraph.why import Reason

_SILENCE = "That is silence, not a denial."
_UNPROVED = "It follows by owlrl, by axioms for which there are no proofs here."


def _complete(ctx: click.Context, param: click.Parameter, typed: str) -> list[CompletionItem]:
    from govgraph.load import open_ontology
    from govgraph.lookup import property_names, thing_names

    if param.name == "predicate":
        names = property_names(open_ontology())
    else:
        names = thing_names((ctx.find_object(Settings) or Settings()).store()[1])
    return [CompletionItem(n) for n in names if n.casefold().startswith(typed.casefold())]


@click.command(
    short_help="Show why a fact holds: its proof, down to the sentences.",
    epilog=examples(
        "govgraph why 2023-02-10/4 continues 2022-10-14/5",
        'govgraph why "Lynne Owens" attended meeting:2022-10-14-performance-and-risk',
        "govgraph why 2022-06-24/10 responsibleOrganization MOPAC --format json",
    ),
)
@click.argument("subject", shell_complete=_complete)
@click.argument("predicate", shell_complete=_complete)
@click.argument("value", metavar="OBJECT", shell_complete=_complete)
@formats(("text", "md", "json", "mermaid"))
@reasoning
@with_settings
@click.pass_obj
def command(
    settings: Settings,
    subject: str,
    predicate: str,
    value: str,
    format_name: str,
    output: str | None,
    engine: str,
    ontology: tuple[Path, ...],
) -> int:
    """Show why a fact holds: one smallest proof, as a tree of plain sentences.

    SUBJECT and OBJECT are things of the data, by label, CURIE, IRI or, of an action,
    DATE/NUMBER; OBJECT may be a class, with the PREDICATE 'a'. PREDICATE is a property, by its
    name or label. Each step names the rule of OWL 2 RL that gives it; each leaf has its file and
    line, and the words that it rests on, or says that it is an editor's reading or a register's.

    Exit code: 0 it holds, 1 it does not follow or the data contradicts itself, 2 could not look.
    """
    workspace, store = settings.store()
    closure = consistent(workspace, store, engine, ontology)
    explainer = explain(workspace, store, closure, ontology)
    verb, node, end = _terms(workspace.base, store, closure, (subject, predicate, value))
    holds = closure.fact(node, verb, end) is not None
    reason = explainer.why(node, verb, end)
    say = explainer.wording
    asked = (say.curie(node), say.curie(verb), say.curie(end))
    if format_name == "json":
        from govgraph.render.reasons_json import as_json

        write(as_json(reason, asked, holds), output)
    elif reason is not None:
        write_text(_rendered(reason, format_name), output)
    elif holds:
        write_text(f"{say.sentence((node, verb, end))}\n{_UNPROVED}\n", output)
    if not holds:
        fact = " ".join(asked)
        click.echo(f"govgraph: '{fact}' is neither asserted nor inferred. {_SILENCE}", err=True)
        for misfit in explainer.misfits(node, verb, end):
            click.echo(f"govgraph: {misfit}", err=True)
    return 0 if holds else 1


def _terms(
    base: str, store: Store, closure: Closure, typed: tuple[str, str, str]
) -> tuple[NamedNode, NamedNode, Term]:
    """Return property, subject and object; of things of one name those that the property joins."""
    from govgraph.lookup import find_node, find_property, find_value

    verb = find_property(
        closure.ontology, base, typed[1], lambda term: closure.terms.find(term) is not None
    )
    subjects, objects = closure.ends(verb)
    node = find_node(store, closure.ontology, base, typed[0], subjects)
    return (
        verb,
        node,
        find_value(store, closure.ontology, base, typed[2], closure.objects(verb), objects),
    )


def _rendered(reason: Reason, format_name: str) -> str:
    if format_name == "md":
        from govgraph.render.reasons_md import as_markdown

        return as_markdown(reason)
    if format_name == "mermaid":
        from govgraph.render.reasons_mermaid import as_mermaid

        return as_mermaid(reason)
    from govgraph.render.reasons_text import as_text

    return as_text(reason)
