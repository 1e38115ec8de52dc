"""Tiny boards with odd features, for comparing what two reasoners make of them."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

_PREFIXES = """@prefix : <https://example.org/small/> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix gov: <https://w3id.org/govgraph/ns#> .
@prefix org: <http://www.w3.org/ns/org#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .

"""

# Kind of thing → its classes and how many there are at least and at most.
_THINGS = {
    "meeting": (("Meeting",), 1, 3),
    "forum": (("Forum",), 1, 1),
    "minutes": (("Minutes",), 1, 3),
    "letter": (("Letter",), 0, 1),
    "passage": (("Passage", "Quotation"), 2, 4),
    "item": (("AgendaItem",), 1, 3),
    "person": (("Person",), 2, 3),
    "organization": (("Organization",), 1, 2),
    "role": (("Role",), 1, 2),
    "holding": (("RoleHolding",), 1, 2),
    "presence": (("Presence", "Attendance"), 1, 3),
    "apology": (("Apology",), 0, 1),
    "action": (("Action",), 3, 6),
    "statement": (("ActionStatement",), 2, 4),
    "link": (("ActionLink",), 2, 5),
    "thread": (("Thread",), 1, 2),
    "event": (("StatusEvent",), 1, 2),
    "topic": (("Topic",), 2, 4),
    "mention": (("Mention",), 1, 3),
    "figure": (("Observation", "Figure"), 0, 2),
    "target": (("Target",), 0, 1),
    "difference": (("Discrepancy",), 0, 1),
}

# Properties that link things of a kind to things of another. Those that a reasoner would find
# are stated too: it must not tell them apart.
_PROPERTIES = """
forum meeting forum
hasItem meeting item
itemOf item meeting
hasAttendance meeting presence
attendanceAt apology meeting
hasPresence meeting presence
hasApology meeting apology
attendedBy meeting person
attended person meeting
attendee presence person
attendee apology person
inCapacityOf presence holding
listedUnder presence organization
represents presence organization
roleIn role organization
headRole organization role
holder holding person
heldRole holding role
heldIn holding organization
arisesFrom action item
raisedAt action meeting
raisedAction meeting action
ownerOrganization action organization
ownerRole action role
ownerPerson action person
responsibleOrganization action organization
recipientOrganization action organization
recipientRole action role
owner action organization
recipient action person
lead statement organization
topic action topic
topic passage topic
topicOrBroader passage topic
states statement action
statedBy action statement
statedIn statement minutes
statedIn statement letter
recordedIn action minutes
restates statement statement
hasLink action link
followUpTarget link action
reissueTarget link action
followsUp action action
followedUpBy action action
reissues action action
continues action action
continuesTransitively action action
inThread action thread
threadHasAction thread action
hearsThread meeting thread
statusOf event action
statusOfSome event meeting
hasStatusEvent action event
reportedIn event minutes
inPassage mention passage
quotedFrom passage minutes
inItem passage item
mentions mention action
mentions mention topic
passageHolds passage mention
cites letter thread
recordOf minutes meeting
hasMinutes meeting minutes
follows letter meeting
sender letter holding
hasPassage minutes passage
passageOf passage letter
hasTarget figure target
between difference passage
concerns difference action
evidence action passage
unheardOf action item
"""
_FOREIGN = (
    ("skos:broader", "topic", "topic"),
    ("skos:broaderTransitive", "topic", "topic"),
    ("dcterms:subject", "action", "topic"),
    ("org:member", "holding", "person"),
)
# A value that suits one kind alone would give things of another kind its class.
_VALUES = (
    ("gov:basis gov:stated", None),
    ("gov:confidence gov:certain", None),
    ("gov:knownByMention true", None),
    ('skos:prefLabel "Café – ‘north’"@en', None),
    ('gov:text "Two\\nlines \\"quoted\\""', None),
    ("gov:start 4", "passage"),
    ("gov:toStatus gov:delivered", "event"),
    ('gov:heldOn "2001-01-08"^^xsd:date', "meeting"),
    ('gov:number "01"', "statement"),
)


def small_board(seed: int) -> str:
    """Return the Turtle of a board of one to three meetings, of a hundred triples and more.

    It is no sound board: things lack a class, links lead round in circles or to themselves,
    threads fork and meet again. In one of ten, classes clash. There are no blank nodes.

    Args:
        seed: boards of different seeds differ, also in which features they have.
    """
    rng = Random(f"small/{seed}")
    things = {
        kind: [f":{kind}-{n}" for n in range(rng.randint(least, most))]
        for kind, (_, least, most) in _THINGS.items()
    }
    triples = dict.fromkeys(_classes(rng, things))
    triples |= dict.fromkeys(_facts(rng, things))
    triples |= dict.fromkeys(_threads(rng, things))
    return _PREFIXES + "".join(f"{triple} .\n" for triple in triples)


def _classes(rng: Random, things: dict[str, list[str]]) -> Iterator[str]:
    """Give most things a class, and few a second one."""
    known = rng.choice((0.0, 0.5, 0.9, 1.0))
    if not known:
        return
    for kind, nodes in things.items():
        classes = _THINGS[kind][0]
        for node in nodes:
            if rng.random() < known:
                yield f"{node} a gov:{classes[0]}"
            if rng.random() < 0.1:
                yield f"{node} a gov:{classes[-1]}"


def _facts(rng: Random, things: dict[str, list[str]]) -> Iterator[str]:
    """Link things by some of the properties, and give them values."""
    rows = [(f"gov:{p}", s, o) for p, s, o in map(str.split, _PROPERTIES.split("\n")[1:-1])]
    share = rng.uniform(0.5, 1.0)
    for name, subject, target in (*rows, *_FOREIGN):
        if rng.random() < share and things[subject] and things[target]:
            for _ in range(rng.randint(1, 4)):
                yield f"{rng.choice(things[subject])} {name} {rng.choice(things[target])}"
    nodes = [node for kind in things.values() for node in kind]
    for _ in range(rng.randint(15, 40)):
        words, kind = rng.choice(_VALUES)
        yield f"{rng.choice(things[kind] if kind else nodes)} {words}"
    if rng.random() < 0.1:
        yield f"{things['meeting'][0]} gov:holder {things['person'][0]}"
        yield f"{things['person'][0]} a gov:Organization"


def _threads(rng: Random, things: dict[str, list[str]]) -> Iterator[str]:
    """Link actions in some shape of thread."""
    actions, threads = things["action"], things["thread"]
    shapes = {
        "itself": [(actions[0], actions[0])],
        "circle": list(zip(actions, [*actions[1:], actions[0]], strict=True)),
        "chain": list(zip(actions[1:], actions, strict=False)),
        "fork": [(later, actions[0]) for later in actions[1:]],
        "diamond": [(actions[1], actions[0]), (actions[2], actions[0]), (actions[-1], actions[1])],
        "none": [],
    }
    for shape in rng.sample(sorted(shapes), rng.randint(1, 2)):
        for n, (later, earlier) in enumerate(shapes[shape]):
            target = rng.choice(("followUpTarget", "reissueTarget"))
            yield f"{later} gov:hasLink :{shape}-{n}"
            yield f":{shape}-{n} gov:{target} {earlier}"
            if rng.random() < 0.4:
                yield f":{shape}-{n} a gov:ActionLink"
    if rng.random() < 0.8:
        yield f"{actions[0]} gov:inThread {rng.choice(threads)}"
