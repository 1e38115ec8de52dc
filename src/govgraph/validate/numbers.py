"""Checks of numbered actions: each line of a source has a statement, each number a line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from pyoxigraph import Literal, NamedNode

from govgraph.action_lines import ActionLine, action_lines
from govgraph.names import GOV
from govgraph.validate.facts import Facts
from govgraph.validate.rules import VIOLATION, WARNING, Breach, Rule, at_literal
from govgraph.validate.sources import PLAIN_NAME, Sources, folded
from govgraph.validate.speakers import is_reply
from govgraph.validate.stretches import Stretch, stated_on, stretches_of
from govgraph.validate.wording import prints_number

UNSTATED = Rule(
    "GG466",
    "A numbered action of the source without a statement",
    WARNING,
    "Add the gov:ActionStatement of this line, with the line as its gov:evidence; if the line is"
    " no action of this record, leave it.",
    "An action that is left out is missing in every answer. It is a warning because a line is taken"
    " for an action by its form alone.",
)
UNPRINTED = Rule(
    "GG467",
    "A number that no line of the source gives the action",
    VIOLATION,
    "Give gov:number as the quoted line prints it; what the record does not number is a"
    " gov:Decision.",
    "People look an action up by its number, and an agreement without one is not to pass for a"
    " numbered action.",
)
RULES = (UNSTATED, UNPRINTED)

# How many signs of a line are shown.
_SHOWN = 60


def check_numbers(facts: Facts, sources: Sources) -> Iterator[Breach]:
    """Yield numbered lines of sources that nothing states, and numbers that no line prints."""
    for record in facts.of("Record"):
        name = facts.text(record, "sourceFile")
        if name is None or not PLAIN_NAME.fullmatch(name):
            continue
        text = sources.text(name)
        if text is None or sources.is_changed(facts, record):
            continue  # That is a finding of its own, and offsets would be those of another file.
        lines, quoted = list(action_lines(text)), list(stretches_of(facts, record))
        if not is_reply(facts, record):
            yield from _check_lines(facts, record, name, text, lines, quoted)
        yield from _check_statements(facts, lines, quoted)


def _check_lines(
    facts: Facts,
    record: NamedNode,
    name: str,
    text: str,
    lines: Sequence[ActionLine],
    quoted: Sequence[Stretch],
) -> Iterator[Breach]:
    for line in lines:
        if not stated_on(facts, line, quoted):
            words = folded(text[line.start : line.end])
            shown = words if len(words) <= _SHOWN else words[:_SHOWN].rpartition(" ")[0] + " …"
            where = f"line {text.count(chr(10), 0, line.start) + 1} of {name}"
            message = f'{UNSTATED.message} It is {where}: "{shown}"'
            path = NamedNode(GOV + "sourceFile")
            yield Breach(UNSTATED, record, path, Literal(line.label), message)


def _check_statements(
    facts: Facts, lines: Sequence[ActionLine], quoted: Sequence[Stretch]
) -> Iterator[Breach]:
    if not lines:
        return  # The record numbers its actions in a way that is not known here.
    printed: dict[NamedNode, set[str]] = {}
    for stretch in quoted:
        for line in lines:
            for statement in stated_on(facts, line, [stretch]):
                printed.setdefault(statement, set()).add(line.number)
    numbers = {
        statement: number
        for stretch in quoted
        for statement in stretch.statements
        if GOV + "ActionStatement" in facts.classes.get(statement, ())
        and (number := facts.text(statement, "number")) is not None
    }
    often = Counter(numbers.values())
    for statement, number in numbers.items():
        # That two actions have one number, or that the quoted words hold none, is told elsewhere.
        words = facts.quoted(statement) or ""
        told = often[number] > 1 or not prints_number(words, number)
        if number not in printed.get(statement, ()) and not told:
            yield at_literal(UNPRINTED, statement, "number", number)
