"""What tab completion offers; :mod:`govgraph.cli.shells` keeps its faults out of the line."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click
from click.shell_completion import CompletionItem

from govgraph.cli.common import Settings

if TYPE_CHECKING:
    from pyoxigraph import Store

    from govgraph.model import Query


def beginning(values: Mapping[str, str], typed: str, before: str = "") -> list[CompletionItem]:
    """Return the values that begin as typed; in another case where none does in that.

    Args:
        values: value → help.
        typed: what stands there so far.
        before: what comes before each value in the word.
    """
    fitting = [v for v in values if v.startswith(typed)]
    fitting = fitting or [v for v in values if v.casefold().startswith(typed.casefold())]
    return [CompletionItem(f"{before}{v}", help=values[v] or None) for v in fitting]


def query_names(_ctx: click.Context, _: click.Parameter, typed: str) -> list[CompletionItem]:
    """Offer the saved queries, and files where a path is begun."""
    from govgraph.queries import get_query, is_own, query_names

    if is_own(typed) or typed.startswith("."):
        return [CompletionItem(typed, type="file")]
    return beginning({n: get_query(n).summary for n in query_names()}, typed)


def rule_codes(_ctx: click.Context, _: click.Parameter, typed: str) -> list[CompletionItem]:
    """Offer the codes of the rules."""
    from govgraph.validate import rules

    return beginning({rule.code: rule.name for rule in rules()}, typed)


def parameters(ctx: click.Context, _: click.Parameter, typed: str) -> list[CompletionItem]:
    """Offer names of parameters and, behind ``NAME=``, what the parameter takes."""
    query = _query(ctx)
    name, equals, value = typed.partition("=")
    if not equals:
        declared = [p for q in ([query] if query else _saved()) for p in q.parameters]
        given = {text.partition("=")[0] for text in ctx.params.get("parameters") or ()}
        names = {f"{p.name}=": p.description for p in declared if p.name not in given}
        return beginning(names, typed)
    if query is None:
        return []
    from govgraph.parameters import suggestions

    asked = next(p for p in query.parameters if p.name == name)
    return beginning(suggestions(asked, _store(ctx)), value, f"{name}=")


def days(ctx: click.Context, _: click.Parameter, typed: str) -> list[CompletionItem]:
    """Offer the days of the records on file."""
    from govgraph.parameters import record_dates

    return beginning(record_dates(_store(ctx)), typed)


def actions(ctx: click.Context, _: click.Parameter, typed: str) -> list[CompletionItem]:
    """Offer the actions, as DATE/NUMBER."""
    from govgraph.queries import get_query, run

    index = run(get_query("action-index"), _store(ctx), {}).records()
    return beginning({str(row["action"]): str(row["label"]) for row in index}, typed)


def statuses(ctx: click.Context, _: click.Parameter, typed: str) -> list[CompletionItem]:
    """Offer what a record may say of how an action stands."""
    from govgraph.note.named import statuses

    return beginning(dict.fromkeys(statuses(_store(ctx)), ""), typed)


def _store(ctx: click.Context) -> Store:
    return (ctx.find_object(Settings) or Settings()).store()[1]


def _query(ctx: click.Context) -> Query | None:
    """Return the query that the command line names so far."""
    from govgraph.queries import get_query, is_own, own_query
    from govgraph.rdfio import read_text

    # While an option waits for its value click has not given the other words to arguments yet.
    name = ctx.params.get("name") or next((a for a in ctx.args if not a.startswith("-")), None)
    if name is None:
        return None
    return own_query(name, read_text(Path(name))) if is_own(name) else get_query(name)


def _saved() -> Iterable[Query]:
    from govgraph.queries import get_query, query_names

    return [get_query(name) for name in query_names()]
