"""The view of everything with rdflib and networkx: parse, build the graph, write GraphML.

Usage: with_networkx.py ROOT FILE
Prints how many nodes and edges there are, which are to be those of govgraph's view.
"""

import sys
from pathlib import Path

import networkx
from rdflib import RDF, Graph, Namespace
from rdflib.namespace import SKOS

GOV = Namespace("https://w3id.org/govgraph/ns#")
NO_NODES = {
    GOV[name]
    for name in (
        "ActionLink",
        "Apology",
        "Mention",
        "MinutesApproval",
        "Presence",
        "Quotation",
        "RoleHolding",
        "StatusEvent",
    )
}
DIRECT = (
    "ownerOrganization",
    "ownerRole",
    "ownerPerson",
    "recipientOrganization",
    "recipientRole",
    "recipientPerson",
    "roleIn",
    "recordOf",
    "follows",
    "addressedTo",
    "arisesFrom",
    "attributedTo",
    "between",
    "concerns",
    "continuationOf",
    "continuedBy",
    "hasItem",
    "hasPassage",
    "hasTarget",
    "headRole",
    "holds",
    "inItem",
    "inPassage",
    "inRegister",
    "lead",
    "restates",
    "statedIn",
    "states",
    "topic",
)

root, target = Path(sys.argv[1]), sys.argv[2]
data = Graph()
for path in sorted((root / "data").glob("*.ttl")):
    data.parse(path, format="turtle")


def quote(thing):
    """Return the attributes that say what a thing rests on."""
    for evidence in data.objects(thing, GOV.evidence):
        record = data.value(evidence, GOV.quotedFrom)
        passage = data.value(evidence, GOV.inPassage)
        locator = data.value(evidence, GOV.locator) or data.value(passage, GOV.locator)
        yield "quote", str(data.value(evidence, GOV.text))
        yield "record", str(record)
        yield "locator", str(locator or "")


def reading(thing):
    """Return the attributes that say whose word it is."""
    for name in ("basis", "confidence", "rationale"):
        value = data.value(thing, GOV[name])
        if value is not None:
            yield name, str(value)


graph = networkx.MultiDiGraph()
for thing, cls in data.subject_objects(RDF.type):
    if str(cls).startswith(GOV) and cls not in NO_NODES and thing not in graph:
        label = data.value(thing, SKOS.prefLabel) or data.value(thing, GOV.text) or thing
        date = data.value(thing, GOV.heldOn) or data.value(thing, GOV.recordDate) or ""
        values = dict(quote(thing)) | dict(reading(thing))
        graph.add_node(thing, label=str(label), kind=str(cls), date=str(date), **values)


def edge(source, to, kind, said):
    graph.add_edge(source, to, kind=kind, iri=str(said), **dict(quote(said)), **dict(reading(said)))


for name in DIRECT:
    for source, to in data.subject_objects(GOV[name]):
        if source in graph and to in graph:
            edge(source, to, name, source)
for source, to in data.subject_objects(SKOS.broader):
    edge(source, to, "broader", source)
for source, to in data.subject_objects(GOV.forum):
    if (source, RDF.type, GOV.Meeting) in data:
        edge(source, to, "forum", source)
near = {}
for name in ("followUpTarget", "reissueTarget"):
    for link, earlier in data.subject_objects(GOV[name]):
        for later in data.subjects(GOV.hasLink, link):
            edge(later, earlier, name, link)
            near.setdefault(later, []).append(earlier)
            near.setdefault(earlier, []).append(later)
for opening, thread in data.subject_objects(GOV.inThread):
    members = [opening]
    for member in members:
        members += [other for other in near.get(member, ()) if other not in members]
    for member in members:
        edge(member, thread, "inThread", member)
for statement, forum in data.subject_objects(GOV.forDiscussionAt):
    for action in data.objects(statement, GOV.states):
        edge(action, forum, "forDiscussionAt", statement)
for event, action in data.subject_objects(GOV.statusOf):
    edge(data.value(event, GOV.reportedIn), action, "statusOf", event)
for name in ("hasPresence", "hasApology"):
    for meeting, entry in data.subject_objects(GOV[name]):
        edge(data.value(entry, GOV.attendee), meeting, name, entry)
for holding, role in data.subject_objects(GOV.heldRole):
    edge(data.value(holding, GOV.holder), role, "heldRole", holding)
for approval, approved in data.subject_objects(GOV.approves):
    edge(data.value(approval, GOV.approvedAt), approved, "approves", approval)
for mention, thing in data.subject_objects(GOV.mentions):
    passage = data.value(mention, GOV.inPassage)
    record = data.value(passage, GOV.quotedFrom)
    edge(record, thing, "mentions", mention)
networkx.write_graphml(graph, target)
print(graph.number_of_nodes(), graph.number_of_edges())
