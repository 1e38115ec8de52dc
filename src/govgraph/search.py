"""Which commitment people mean: names and words → an action."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pyoxigraph import NamedNode, Store

from govgraph.errors import LookupFailedError
from govgraph.names import did_you_mean, expand
from govgraph.parameters import ACTION, ACTION_ID, find_term
from govgraph.prose import count
from govgraph.queries import get_query, run

Row = dict[str, str | None]


def find_action(store: Store, base: str, name: str) -> NamedNode:
    """Return an action of the one thread that a name or words stand for.

    Args:
        store: the data.
        base: the workspace's base IRI, for CURIEs.
        name: ``DATE/NUMBER``, an IRI, a CURIE, a label, or words. Each word has to begin a word
            of a title, a wording or a topic of one action.

    Raises:
        LookupFailedError: nothing fits, or actions of several threads do.
    """
    if ACTION_ID.fullmatch(name) or expand(name, base) is not None:
        return find_term(store, base, name, ACTION)
    index = run(get_query("action-index"), store, {}).records()
    _refuse_half_a_name(name, index)
    exact = {str(r["iri"]) for r in index if str(r["label"]).casefold() == name.casefold()}
    if len(exact) == 1:
        return NamedNode(exact.pop())
    vocabulary: dict[str, set[str]] = {}
    for row in index:
        vocabulary.setdefault(str(row["iri"]), set()).update(_words(str(row["words"])))
    asked = _words(name)
    hits = [iri for iri, words in vocabulary.items() if _fits(asked, words)]
    if not hits:
        known = sorted({w for words in vocabulary.values() for w in words if len(w) > 3})
        near = "" if re.search(r"\d", name) else did_you_mean(name, known, 0.75)
        hint = " ".join(_elsewhere(store, asked)) or near
        hint = hint or "Name an action as DATE/NUMBER, such as 2022-06-24/13, or use other words."
        raise LookupFailedError("no-thread", f"no action on file is about '{name}'.", hint)
    threads = _grouped(hits, run(get_query("action-links"), store, {}).records())
    if len(threads) > 1:
        labels = {str(r["iri"]): f"{r['action']}  {r['label']}" for r in index}
        raise LookupFailedError(
            "several-threads",
            f"{len(threads)} commitments are about '{name}'.",
            "Name one of these:",
            tuple(labels[iris[0]] for iris in threads),
        )
    return NamedNode(threads[0][0])


def _refuse_half_a_name(name: str, index: list[Row]) -> None:
    """Answer a day without a number by listing that day's actions."""
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", name):
        return
    that_day = dict.fromkeys(
        f"{r['action']}  {r['label']}" for r in index if str(r["action"]).startswith(f"{name}/")
    )
    if not that_day:
        raise LookupFailedError("no-thread", f"no action on file is of {name}.", "Try another day.")
    verb = "is" if len(that_day) == 1 else "are"
    raise LookupFailedError(
        "several-threads",
        f"{count(len(that_day), 'action')} on file {verb} of {name}.",
        "Name one of these:",
        tuple(that_day),
    )


def _elsewhere(store: Store, asked: set[str]) -> Iterator[str]:
    """Yield the queries whose rows are about words that no action is about."""
    indexed = run(get_query("topics-by-meeting"), store, {}).records()
    for topic in dict.fromkeys(str(r["topic"]) for r in indexed):
        if _fits(asked, _words(topic)):
            yield f'On file as a topic: govgraph query topic-history -p topic="{topic}".'
    unnumbered = run(get_query("commitments-without-number"), store, {}).records()
    if any(_fits(asked, _words(str(r["quote"]))) for r in unnumbered):
        yield "Without an action number: govgraph query commitments-without-number."


def _fits(asked: set[str], words: set[str]) -> bool:
    return bool(asked) and all(any(w.startswith(a) for w in words) for a in asked)


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.casefold()))


def _grouped(iris: list[str], links: list[Row]) -> list[list[str]]:
    """Put actions of one thread together; links run through actions that are not asked for."""
    near: dict[str, set[str]] = {}
    for row in links:
        later, earlier = str(row["later"]), str(row["earlier"])
        near.setdefault(later, set()).add(earlier)
        near.setdefault(earlier, set()).add(later)
    groups: list[list[str]] = []
    home: dict[str, int] = {}
    for iri in iris:
        if iri not in home:
            queue = [iri]
            for node in queue:
                if node not in home:
                    home[node] = len(groups)
                    queue.extend(sorted(near.get(node, ())))
            groups.append([])
        groups[home[iri]].append(iri)
    return groups
