"""Words of the records that word actions: what is to be done is not done by being asked for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from pyoxigraph import NamedNode

from govgraph.errors import GovgraphError
from govgraph.note.citations import citations_in
from govgraph.note.entry import Entry
from govgraph.note.named import DONE, Action
from govgraph.note.signs import UPDATED
from govgraph.note.sources import Held
from govgraph.note.words import Stretch
from govgraph.validate.facts import Facts

_CELLS = re.compile(r"[\t|]")


def refuse_wording(
    facts: Facts, status: str, held: Held, entry: Entry, names: Mapping[str, str]
) -> None:
    """Refuse words that only word an action: they say what is to be done.

    What a column of an annex gives beside the action, such as "Completed", is no part of that.

    Args:
        facts: the data.
        status: the code of the status.
        held: the source.
        entry: the words.
        names: IRI → DATE/NUMBER of the actions on file.

    Raises:
        GovgraphError: it is so.
    """
    if status == UPDATED:
        return
    for action, line in _wordings(facts, held.record):
        if (
            action.value in names
            and line.holds(entry.stretch)
            and not _is_column(held, line, entry)
        ):
            name = names[action.value]
            message = f"the words are the wording of {name}: they say what is to be done."
            hint = f"Quote the words that say {status}, or say with --because why these do."
            raise GovgraphError("own-wording", message, held.shown, hint)


def refuse_before_raised(
    facts: Facts, action: Action, status: str, held: Held, *, is_cited: bool
) -> None:
    """Refuse that an action was done, by words of the minutes that raised it: they have to cite it.

    Raises:
        GovgraphError: it is so.
    """
    if status not in DONE or is_cited or held.date != action.held:
        return
    if not words_action(facts, action, held):
        return
    message = f"{action.id} was raised at that meeting, and the words do not cite it."
    hint = f"Say with --because why they give it as {status}."
    raise GovgraphError("raised-there", message, held.shown, hint)


def refuse_bare_number(
    facts: Facts, action: Action, held: Held, entry: Entry, names: Mapping[str, str]
) -> None:
    """Refuse a number without a day that other actions on file have as well.

    A record that words the action means its own meeting.

    Raises:
        GovgraphError: it is so.
    """
    cited = citations_in(entry.sentence)
    same = [name for name in names.values() if name.endswith(f"/{action.number}")]
    if len(same) < 2 or not any(c.is_of(action) and not c.day for c in cited):
        return
    if words_action(facts, action, held):
        return
    message = f"the words cite an action {action.number} without its day; {len(same)} on file have"
    hint = f"If {action.id} is meant, say with --because why."
    raise GovgraphError("bare-number", f"{message} that number.", held.shown, hint)


def words_action(facts: Facts, action: Action, held: Held) -> bool:
    """Return whether a record words an action."""
    return any(node == action.node for node, _ in _wordings(facts, held.record))


def _wordings(facts: Facts, record: NamedNode) -> Iterator[tuple[NamedNode, Stretch]]:
    """Yield the actions that a record words, and where, in order."""
    for node in facts.leading_to(record, "statedIn"):
        action, words = facts.node(node, "states"), facts.node(node, "evidence")
        start = None if words is None else facts.number(words, "start")
        end = None if words is None else facts.number(words, "end")
        if action is not None and start is not None and end is not None:
            yield action, Stretch(start, end)


def _is_column(held: Held, line: Stretch, entry: Entry) -> bool:
    """Return whether words fill a cell of a row of which another, longer one words the action."""
    cells = [cell.strip() for cell in _CELLS.split(held.text[line.start : line.end])]
    words = held.text[entry.stretch.start : entry.stretch.end].strip()
    return words in cells and len(words) < max(map(len, cells))
