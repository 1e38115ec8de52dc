"""Checks of evidence: do the quoted words speak of that action, meeting, holder or unit?"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pyoxigraph import NamedNode

from govgraph.model import Term
from govgraph.names import GOV, SKOS, compact
from govgraph.prose import MONTHS, NTH, is_day, lower_words, month_number
from govgraph.validate.dates import MONTH
from govgraph.validate.facts import LABELS, Facts
from govgraph.validate.joins import links, worded_by
from govgraph.validate.rules import WARNING, Breach, Rule, at_literal
from govgraph.validate.sources import folded
from govgraph.validate.speakers import named

ACTION = Rule(
    "GG360",
    "Words of another action",
    WARNING,
    "Name the action whose line is quoted, or quote a line that words this one.",
    "A status or link of one action is easily put down to that of the row below.",
)
MEETING = Rule(
    "GG361",
    "A meeting of another day than the words print",
    WARNING,
    "Name the meeting of the day or month that the quoted words print, or put gov:heldOn right.",
    "Meetings of one forum are told apart by their days.",
)
HOLDING = Rule(
    "GG362",
    "A holding that its quotations do not show",
    WARNING,
    "Quote words that name the holder and the office, and give the day of that record in"
    " gov:attestedOn.",
    "A record attests who held an office on its day, and no more.",
)
UNIT = Rule(
    "GG364",
    "A unit that the passage does not print",
    WARNING,
    "Give the unit in a word of the passage, and per cent for %.",
    "What a number counts is for the record to say.",
)
DIFFERENCE = Rule(
    "GG454",
    "A difference about another action than its words",
    WARNING,
    "Name with gov:concerns an action that the two paragraphs word or are known to discuss, or add"
    " the gov:Mention that says that they discuss this one.",
    "A difference is shown beside the action that it concerns.",
)
RULES = (ACTION, MEETING, HOLDING, UNIT, DIFFERENCE)

_MEETINGS = (
    ("Mention", "mentions"),
    ("MinutesApproval", "approves"),
    ("StatusEvent", "statusOfSome"),
)
_DAY = re.compile(rf"{NTH}\s+(?:of\s+)?({'|'.join(MONTHS)})", re.IGNORECASE)
# No entry of a list of names and offices has more words.
_ENTRY = 20
_ISO = re.compile(r"\d{4}-(\d\d)-(\d\d)")


def check_grounds(facts: Facts) -> Iterator[Breach]:
    """Yield what rests on words that speak of something else."""
    yield from _check_actions(facts)
    for cls, path in _MEETINGS:
        yield from _check_meetings(facts, cls, path)
    yield from _check_holdings(facts)
    yield from _check_units(facts)
    yield from _check_differences(facts)


def _check_actions(facts: Facts) -> Iterator[Breach]:
    for event in facts.of("StatusEvent"):
        action, told = facts.node(event, "statusOf"), _actions(facts, event)
        if action is not None and told and action not in told:
            yield Breach(ACTION, event, NamedNode(GOV + "statusOf"), action, ACTION.message)
    for quad in links(facts):
        link, own = quad.object, quad.subject
        if not isinstance(link, NamedNode):
            continue
        # A line of the same record is most often the link's own.
        told = {
            action
            for action in _actions(facts, link)
            if action != own and facts.homes(action) != facts.homes(link)
        }
        for name in ("followUpTarget", "reissueTarget"):
            for target in facts.values(link, name):
                if told and target != own and target not in told:
                    yield Breach(ACTION, link, NamedNode(GOV + name), target, ACTION.message)


def _actions(facts: Facts, node: NamedNode) -> set[NamedNode]:
    """Return the actions that are worded by the lines in which a node's quotations stand."""
    found: set[NamedNode] = set()
    for words in facts.values(node, "evidence"):
        if isinstance(words, NamedNode):
            found |= worded_by(facts, facts.node(words, "inPassage") or words)
    return found


def _check_meetings(facts: Facts, cls: str, name: str) -> Iterator[Breach]:
    for node in facts.of(cls):
        meeting, quoted = facts.node(node, name), facts.quoted(node)
        day = None if meeting is None else _ISO.fullmatch(facts.text(meeting, "heldOn") or "")
        if day is None or not is_day(day[0]):
            continue  # A shape finds that.
        if quoted is None or may_be(quoted, int(day[1]), int(day[2])):
            continue
        approved = facts.node(node, "approvedAt")
        # That nothing is approved before it was held is for a shape to say.
        if approved is None or facts.text(approved, "heldOn") != day[0]:
            yield Breach(MEETING, node, NamedNode(GOV + name), meeting, MEETING.message)


def may_be(quoted: str, month: int, day: int) -> bool:
    """Return whether words print a day, or its month without a day, or no month at all."""
    days = days_printed(quoted)
    months = set(map(month_number, MONTH.findall(quoted)))
    return (day, month) in days if days else not months or month in months


def days_printed(text: str) -> set[tuple[int, int]]:
    """Return the days that a text prints with the name of their month, as day and month."""
    return {(int(day[1]), month_number(day[2])) for day in _DAY.finditer(text)}


def _check_holdings(facts: Facts) -> Iterator[Breach]:
    seats = _Seats(facts)
    persons = facts.every("Person")
    surnames: dict[str, set[NamedNode]] = {}
    for person in persons:
        for surname in lower_words(facts.text(person, SKOS + "prefLabel") or "")[-1:]:
            surnames.setdefault(surname, set()).add(person)
    described = set(persons)
    # Any other office or person may be the one that the words print.
    for holding in facts.if_renamed("Person", "Role", "Organization").of("RoleHolding"):
        quotations = [q for q in facts.values(holding, "evidence") if isinstance(q, NamedNode)]
        texts = [text for q in quotations for text in facts.texts(q, "text")]
        told = {word for text in texts for word in lower_words(text)}
        if not told:
            continue
        holder, role = facts.node(holding, "holder"), facts.node(holding, "heldRole")
        named = {person for word in told for person in surnames.get(word, ())}
        # Whom nothing on file describes is a finding of its own.
        if holder in described and named and holder not in named:
            yield Breach(HOLDING, holding, NamedNode(GOV + "holder"), holder, HOLDING.message)
        if role is not None and GOV + "Role" in facts.classes.get(role, ()):
            yield from _check_office(facts, holding, role, texts, seats)
        days = {day for q in quotations for day in days_of(facts, q)}
        attested = facts.text(holding, "attestedOn")
        if attested and is_day(attested) and any(map(is_day, days)) and attested not in days:
            yield at_literal(HOLDING, holding, "attestedOn", attested)


def _check_office(
    facts: Facts, holding: NamedNode, role: NamedNode, texts: list[str], seats: _Seats
) -> Iterator[Breach]:
    names = seats.beside(facts, holding, role)
    titles = names[role]
    told = {word for text in texts for word in lower_words(text)}
    if not titles:
        return
    text = folded(" ".join(texts)).casefold()
    printed = named(text, names) or _likest(told, names)
    # A short form is no other office: Secretary, for the Secretary of the Friends.
    own = {word for title in titles for word in lower_words(title)}
    others = [o for o in printed if not any(own.issuperset(lower_words(n)) for n in names[o])]
    meant = sorted(compact(o.value, facts.base) for o in others) if role not in printed else []
    if meant or all(told.isdisjoint(_weighty(title)) for title in titles):
        hint = (
            f"The quoted words print another office: did you mean '{meant[0]}'? " if meant else ""
        )
        path = NamedNode(GOV + "heldRole")
        yield Breach(HOLDING, holding, path, role, f"{hint}{HOLDING.message}")


def _likest(told: set[str], names: dict[NamedNode, set[str]]) -> set[NamedNode]:
    """Return the offices of which an entry prints most words; none for words of a long text."""
    shared = {
        office: max((len(_weighty(name) & told) for name in given), default=0)
        for office, given in names.items()
    }
    most = max(shared.values(), default=0)
    return {o for o, n in shared.items() if n == most} if most and len(told) <= _ENTRY else set()


class _Seats:
    """The offices of bodies, and the bodies under which holders are listed."""

    def __init__(self, facts: Facts) -> None:
        self._of: dict[Term, dict[NamedNode, set[str]]] = {}
        for role in facts.every("Role"):
            names = {name.casefold() for path in LABELS for name in facts.texts(role, path)}
            for body in facts.values(role, "roleIn"):
                self._of.setdefault(body, {})[role] = names

    def beside(
        self, facts: Facts, holding: NamedNode, role: NamedNode
    ) -> dict[NamedNode, set[str]]:
        """Return the offices of the bodies of a holding, its own among them, and their names."""
        bodies = facts.values(role, "roleIn")
        for entry in facts.leading_to(holding, "inCapacityOf"):
            is_entry = GOV + "Attendance" in facts.classes.get(entry, ())
            if is_entry and facts.node(entry, "inCapacityOf") == holding:
                bodies += facts.values(entry, "listedUnder")
        found = {role: {n.casefold() for path in LABELS for n in facts.texts(role, path)}}
        for body in bodies:
            found |= self._of.get(body, {})
        return found


def days_of(facts: Facts, quotation: NamedNode) -> Iterator[str]:
    """Yield the day of the record that is quoted, and that of its meeting."""
    record = facts.node(quotation, "quotedFrom")
    meeting = None if record is None else facts.node(record, "recordOf")
    found = (record, "recordDate"), (meeting, "heldOn")
    yield from (day for node, name in found if node is not None for day in facts.texts(node, name))


def _check_units(facts: Facts) -> Iterator[Breach]:
    for node in (*facts.of("Figure"), *facts.of("Target")):
        unit, passage = facts.text(node, "unit"), facts.quoted_passage(node)
        value, quoted = facts.text(node, "value"), facts.quoted(node)
        share = rf"(?<![\d.,]){re.escape(value or '')}\s?(?:%|per cent)"
        lacking = not facts.values(node, "unit") and GOV + "Target" in facts.classes[node]
        # Of a figure the unit is asked for anyway.
        if lacking and value and quoted and re.search(share, quoted):
            yield at_literal(UNIT, node, "value", value)
        if unit is None or passage is None or (unit == "per cent" and "%" in passage):
            continue
        if not set(lower_words(unit)) <= set(lower_words(passage)):
            yield at_literal(UNIT, node, "unit", unit)


def _check_differences(facts: Facts) -> Iterator[Breach]:
    path = NamedNode(GOV + "concerns")
    for difference in facts.of("Discrepancy"):
        lines = {w for w in facts.values(difference, "between") if isinstance(w, NamedNode)}
        places = _paragraphs(facts, difference, "between")
        told = _stated(facts, places).union(*(_spoken(facts, p) for p in places))
        # That the quoted line itself words another action is for a shape to say.
        if not told or _stated(facts, lines):
            continue
        for action in facts.values(difference, "concerns"):
            if isinstance(action, NamedNode) and action not in told:
                yield Breach(DIFFERENCE, difference, path, action, DIFFERENCE.message)


def _spoken(facts: Facts, place: NamedNode) -> Iterator[NamedNode]:
    """Yield the actions that are mentioned in a paragraph."""
    for words in (place, *facts.leading_to(place, "inPassage")):
        if (facts.node(words, "inPassage") or words) != place:
            continue
        for mention in facts.leading_to(words, "evidence"):
            thing = facts.node(mention, "mentions")
            is_mention = GOV + "Mention" in facts.classes.get(mention, ())
            is_action = thing is not None and GOV + "Action" in facts.classes.get(thing, ())
            if thing is not None and is_mention and is_action:
                yield thing


def _stated(facts: Facts, places: set[NamedNode]) -> set[NamedNode]:
    """Return the actions that paragraphs word."""
    resting = {node for place in places for node in facts.leading_to(place, "evidence")}
    stated = (facts.node(node, "states") for node in resting)
    return {action for action in stated if action is not None}


def _paragraphs(facts: Facts, node: NamedNode, name: str) -> set[NamedNode]:
    """Return the passages that the quotations of a property stand in, or are."""
    words = (w for w in facts.values(node, name) if isinstance(w, NamedNode))
    return {facts.node(w, "inPassage") or w for w in words}


def _weighty(title: str) -> set[str]:
    """Return the words of a title that tell it from others; "of" tells nothing."""
    words = set(lower_words(title))
    return {w for w in words if len(w) > 3} or words
