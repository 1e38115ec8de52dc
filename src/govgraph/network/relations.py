"""What leads from one thing to another, family by family, as edges between IRIs.

A relation that has a node of its own in the data (a link, an attendance, a holding, a mention,
a status) is one edge here, with that node's quotation, basis and reason. Asserted statements
only: nothing that merely follows.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

from govgraph.graph import STATED, Edge, Quote, edge_id
from govgraph.names import SKOS
from govgraph.network.labels import words
from govgraph.network.reader import Reader
from govgraph.prose import days_between, is_day, short_date
from govgraph.trace_rows import NOT_RECEIVED, not_delivered

_OWNERS = ("ownerOrganization", "ownerRole", "ownerPerson")
_RECIPIENTS = ("recipientOrganization", "recipientRole", "recipientPerson")
# What would read like another relation.
_NAMES = {"holds": "has on file", "topic": "about"}
_LINKS = {"followUpTarget": "follows up", "reissueTarget": "reissues"}


def owners(reader: Reader) -> Iterator[Edge]:
    """Yield who answers for an action."""
    for name in _OWNERS:
        yield from _direct(reader, name, "owner")


def recipients(reader: Reader) -> Iterator[Edge]:
    """Yield whom an action is for."""
    for name in _RECIPIENTS:
        yield from _direct(reader, name, "recipient")


def action_topics(reader: Reader) -> Iterator[Edge]:
    """Yield what actions are about."""
    return (e for e in _direct(reader, "topic", "about") if reader.cls(e.source) == "Action")


def raised(reader: Reader) -> Iterator[Edge]:
    """Yield the meeting that each action was raised at."""
    for action, meeting in sorted(reader.raised_at.items()):
        yield _edge(reader, action, meeting, "raised at", "arisesFrom", date=reader.date(meeting))


def links(reader: Reader) -> Iterator[Edge]:
    """Yield the links from later actions to earlier ones."""
    holders = reader.subjects("hasLink")
    for name, kind in _LINKS.items():
        for link, earlier in reader.pairs(name):
            for later in holders.get(link, ()):
                yield _reified(reader, link, later, earlier, kind, name, reader.date(later))


def discussed_at(reader: Reader) -> Iterator[Edge]:
    """Yield the forum or the meeting at which an action is to be discussed."""
    for statement, forum in reader.pairs("forDiscussionAt"):
        for action in reader.values("states").get(statement, ()):
            due = reader.first("dueText", statement) or ""
            day, kind = reader.date(statement), "for discussion at"
            yield _reified(reader, statement, action, forum, kind, "forDiscussionAt", day, due)


def thread_members(reader: Reader) -> Iterator[Edge]:
    """Yield the actions of each thread: the one that opens it, and what its links bring in.

    Membership is a reading where a link on the way to the opening action is one.
    """
    near: dict[str, list[tuple[str, Edge]]] = {}
    for link in links(reader):
        near.setdefault(link.source, []).append((link.target, link))
        near.setdefault(link.target, []).append((link.source, link))
    for opening, thread in reader.pairs("inThread"):
        read: dict[str, Edge | None] = {opening: None}
        for member in (queue := [opening]):
            for other, link in near.get(member, ()):
                if other not in read:
                    read[other] = link if link.basis != STATED else read[member]
                    queue.append(other)
        for member, doubt in sorted(read.items()):
            edge = _edge(reader, member, thread, "in thread", "inThread", date=reader.date(member))
            if doubt is not None:
                edge = edge._replace(
                    basis=doubt.basis, confidence=doubt.confidence, rationale=doubt.rationale
                )
            yield edge


def statuses(reader: Reader) -> Iterator[Edge]:
    """Yield what records say of how an action stands."""
    for event, action in reader.pairs("statusOf"):
        record = reader.first("reportedIn", event) or reader.record(event)
        if record:
            said = reader.code("toStatus", event) or "status"
            if said == NOT_RECEIVED:
                said = _not_delivered(reader, event, action)
            day = reader.date(record)
            yield _reified(reader, event, record, action, "tells", "statusOf", day, said)


def _not_delivered(reader: Reader, event: str, action: str) -> str:
    owners = [reader.label(o) for name in _OWNERS for o in reader.values(name).get(action, ())]
    received = any(reader.values(name).get(action) for name in _RECIPIENTS)
    speaker = reader.first("attributedTo", event)
    quote = " ".join(q.text for q in reader.quotes(event))
    return not_delivered(quote, reader.label(speaker) if speaker else None, owners, received)


def wordings(reader: Reader) -> Iterator[Edge]:
    """Yield the records that word an action."""
    restated = reader.values("restates")
    for statement, action in reader.pairs("states"):
        record = reader.first("statedIn", statement)
        if record:
            kind = "restates" if statement in restated else "states"
            yield _reified(reader, statement, record, action, kind, "states", reader.date(record))


def attendances(reader: Reader) -> Iterator[Edge]:
    """Yield who was listed at which meeting, present or with apologies."""
    for name, kind in (("hasPresence", "present"), ("hasApology", "apologies")):
        for meeting, entry in reader.pairs(name):
            for person in reader.values("attendee").get(entry, ()):
                printed = reader.first("titleAsPrinted", entry) or reader.first(
                    "rankAsPrinted", entry
                )
                said, day = _listed(kind, printed), reader.date(meeting)
                yield _reified(reader, entry, person, meeting, kind, name, day, title=said)


def _listed(kind: str, printed: str | None) -> str:
    said = "listed as present" if kind == "present" else "apologies given"
    return f"{said}, {printed}" if printed else said


def holdings(reader: Reader) -> Iterator[Edge]:
    """Yield who is on record in which post, an edge for each day on which a record shows it."""
    for holding, role in reader.pairs("heldRole"):
        for person in reader.values("holder").get(holding, ()):
            day = reader.first("attestedOn", holding)
            mode = reader.code("holdingMode", holding)
            yield _reified(
                reader,
                holding,
                person,
                role,
                "holds",
                "heldRole",
                date=day if day and is_day(day) else None,
                label=mode if mode != "substantive" else "",
                title=f"{mode or 'holds'}, on record {short_date(day)}" if day else mode,
            )


def posts(reader: Reader) -> Iterator[Edge]:
    """Yield the organization of each role."""
    return _direct(reader, "roleIn", "post in")


def broader(reader: Reader) -> Iterator[Edge]:
    """Yield the broader topic of each topic."""
    return _direct(reader, SKOS + "broader", "narrower than")


def forums(reader: Reader) -> Iterator[Edge]:
    """Yield the forum of each meeting."""
    for edge in _direct(reader, "forum", "meeting of"):
        if reader.cls(edge.source) == "Meeting":
            yield edge._replace(date=reader.date(edge.source))


def records_of(reader: Reader) -> Iterator[Edge]:
    """Yield the meeting that each record is of, or follows."""
    for name, kind in (("recordOf", "minutes of"), ("follows", "follows")):
        for edge in _direct(reader, name, kind):
            yield edge._replace(date=reader.date(edge.source))


def approvals(reader: Reader) -> Iterator[Edge]:
    """Yield which meeting dealt with the minutes of which."""
    for approval, approved in reader.pairs("approves"):
        for meeting in reader.values("approvedAt").get(approval, ()):
            outcome = reader.code("outcome", approval)
            label, day = f"minutes {outcome}" if outcome else "", reader.date(meeting)
            kind = "deals with minutes"
            yield _reified(reader, approval, meeting, approved, kind, "approves", day, label)


def mentions(reader: Reader) -> Iterator[Edge]:
    """Yield what records mention."""
    for mention, thing in reader.pairs("mentions"):
        passage = reader.first("inPassage", mention)
        record = reader.record(mention) or (passage and reader.record(passage))
        if record:
            day = reader.date(record)
            yield _reified(reader, mention, record, thing, "mentions", "mentions", day)


def sequence(reader: Reader) -> Iterator[Edge]:
    """Yield the next meeting of the same forum, whether or not its minutes are on file."""
    by_forum: dict[str, list[tuple[str, str]]] = {}
    for meeting, forum in reader.pairs("forum"):
        day = reader.first("heldOn", meeting)
        if day and is_day(day) and reader.cls(meeting) == "Meeting":
            by_forum.setdefault(forum, []).append((day, meeting))
    for _, held in sorted(by_forum.items()):
        held.sort()
        for (day, earlier), (next_day, later) in pairwise(held):
            days = days_between(day, next_day)
            edge = _edge(reader, earlier, later, "next", "", date=day)
            yield edge._replace(label=f"{days} days", until=next_day, property="")


def others(reader: Reader, families: Iterable[str]) -> Iterator[Edge]:
    """Yield what further properties of the vocabulary state between two things."""
    for name in families:
        yield from _direct(reader, name, _NAMES.get(name) or words(name))


def _direct(reader: Reader, name: str, kind: str) -> Iterator[Edge]:
    # Of most boards this yields nine of ten edges: what is the same for several is worked out
    # once, and a tuple is made as one. Views put their edges in order.
    slug, term, name_of, new = kind.replace(" ", "-"), _term(name), reader.id, tuple.__new__
    last, begins = "", ""
    day: str | None = None
    quote: tuple[Quote, ...] = ()
    for source, value in reader.statements(name):
        if source is not last:
            last, begins = source, f"{name_of(source)}~{slug}~"
            day, quote = reader.date(source), reader.first_quote(source)
        # fmt: off
        yield new(Edge, (
            begins + name_of(value), source, value, kind, "", "", term, source, day, None,
            1, STATED, "", "", True, quote,
        ))
        # fmt: on


def _term(name: str) -> str:
    return name.replace(SKOS, "skos:") if name.startswith(SKOS) else f"gov:{name}"


def _edge(
    reader: Reader, source: str, target: str, kind: str, name: str, date: str | None = None
) -> Edge:
    return Edge(
        edge_id(reader.id(source), kind, reader.id(target)),
        source,
        target,
        kind,
        property=_term(name),
        iri=source,
        date=date or reader.date(source),
        quotes=reader.first_quote(source),
    )


def _reified(
    reader: Reader,
    iri: str,
    source: str,
    target: str,
    kind: str,
    name: str,
    date: str | None = None,
    label: str = "",
    title: str = "",
) -> Edge:
    return Edge(
        edge_id(reader.compact(iri), kind, reader.id(target)),
        source,
        target,
        kind,
        label,
        title,
        f"gov:{name}",
        iri,
        date,
        None,
        1,
        *reader.attributes(iri),
        quotes=reader.quotes(iri),
    )
