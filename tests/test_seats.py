"""Two rules that grew with the square as queries: they find what the plain queries find.

Random seats, minutes and approvals, sound and not; and of random changes what is new.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from random import Random

from pyoxigraph import Literal, NamedNode, Quad, QuerySolutions, Store, Triple

from govgraph.names import GOV, RDF_TYPE, XSD
from govgraph.validate.approvals import check_approvals
from govgraph.validate.facts import Facts, Near
from govgraph.validate.rules import Breach
from govgraph.validate.seats import check_seats
from govgraph.validate.vocabulary import vocabulary
from tests.ontologies import how_many

Rows = frozenset[Triple]
Found = set[tuple[str, str, str]]
Check = Callable[[Facts], Iterator[Breach]]

BASE = "https://example.org/seats/"
DAY, OF = NamedNode(XSD + "date"), NamedNode(GOV + "recordOf")
SEATS = """
  ?this a gov:RoleHolding ; gov:holdingMode gov:substantive ; gov:heldRole ?value ;
    gov:holder ?person ; gov:attestedOn ?day .
  ?other gov:holdingMode gov:substantive ; gov:heldRole ?value ; gov:holder ?another .
  FILTER (?person != ?another)
  {
    ?this gov:attestedOn ?day .
    ?other gov:attestedOn ?day .
    FILTER (STR(?other) < STR(?this))
  } UNION {
    ?other gov:validFrom|gov:validUntil ?bound .
    OPTIONAL { ?other gov:validFrom ?first }
    OPTIONAL { ?other gov:validUntil ?last }
    ?this gov:attestedOn ?day .
    FILTER (COALESCE(?first <= ?day, true) && COALESCE(?day <= ?last, true))
  }
"""
APPROVALS = """
  ?this a gov:Minutes ; gov:recordOf ?value ; gov:recordDate ?date .
  ?value gov:forum/^gov:forum/^gov:recordOf/gov:recordDate ?later .
  FILTER (?later > ?date)
  FILTER NOT EXISTS {
    ?approval gov:approves ?value .
    FILTER NOT EXISTS { ?approval gov:outcome ?outcome . FILTER (?outcome != gov:agreed) }
  }
  FILTER NOT EXISTS { ?approval gov:approves ?value ; gov:outcome gov:agreed }
"""


def named(name: str) -> NamedNode:
    return NamedNode(BASE + name)


def term(name: str) -> NamedNode:
    return NamedNode(GOV + name)


def some_data(rng: Random) -> Rows:
    """Return a few seats, minutes and approvals, now and then with something left out or twice."""
    rows: set[Triple] = set()

    def day() -> Literal:
        return Literal(f"2040-0{rng.randrange(1, 4)}-1{rng.randrange(3)}", datatype=DAY)

    def say(name: str, cls: str, **values: object) -> None:
        node = named(name)
        rows.add(Triple(node, NamedNode(RDF_TYPE), term(cls)))
        for path, value in values.items():
            if value is not None and rng.random() < 0.95:
                rows.add(Triple(node, term(path), value))  # type: ignore[arg-type]

    for number in [*range(rng.randrange(2, 9)), 0]:
        say(
            f"holding-{number}",
            "RoleHolding",
            heldRole=named(f"role-{rng.randrange(2)}"),
            holder=named(f"person-{rng.randrange(3)}"),
            holdingMode=term(rng.choice(("substantive", "substantive", "acting"))),
            attestedOn=day(),
            validFrom=day() if rng.random() < 0.3 else None,
            validUntil=day() if rng.random() < 0.3 else None,
        )
    for number in [*range(rng.randrange(2, 7)), 0]:
        say(f"meeting-{number}", "Meeting", forum=named(f"forum-{rng.randrange(2)}"))
        say(
            f"record-{number}",
            rng.choice(("Minutes", "Minutes", "Letter")),
            recordOf=named(f"meeting-{number}"),
            recordDate=day(),
        )
        if rng.random() < 0.4:
            say(
                f"approval-{number}",
                "MinutesApproval",
                approves=named(f"meeting-{rng.randrange(6)}"),
                outcome=term(rng.choice(("agreed", "discussed"))) if rng.random() < 0.7 else None,
            )
    return frozenset(rows)


def changed(rows: Rows, rng: Random) -> Rows:
    """Return other data: with statements that came and went, or without a thing."""
    other = set(rows)
    for _ in range(rng.randrange(1, 5)):
        if rng.random() < 0.5:
            other.discard(rng.choice(sorted(other, key=str)))
        else:
            other.update(rng.sample(sorted(some_data(rng), key=str), 2))
    if rng.random() < 0.3:
        gone = rng.choice(sorted({row.subject for row in rows}, key=str))
        other = {row for row in other if row.subject != gone}
    return frozenset(other)


def stored(rows: Rows) -> Store:
    store = Store()
    store.extend(Quad(r.subject, r.predicate, r.object, named("graph")) for r in rows)
    return store


def by_query(store: Store, where: str) -> Found:
    text = f"PREFIX gov: <{GOV}> SELECT ?this ?value ?other WHERE {{ {where} }}"
    rows = store.query(text, use_default_graph_as_union=True)
    assert isinstance(rows, QuerySolutions)
    return {(str(row[0]), str(row[1]), str(row[2] or "")) for row in rows}


def by_rule(store: Store, check: Check, near: Near | None = None) -> Found:
    breaches = list(check(Facts(store, vocabulary(), BASE, near)))
    found = [(str(b.node), str(b.value), "".join(map(str, b.others))) for b in breaches]
    assert len(set(found)) == len(found)
    return set(found)


def test_the_rules_find_what_plain_queries_find() -> None:
    """Two holders on one day and minutes never agreed; and near a change all that is new."""
    rng = Random(19)
    times = [0, 0]
    for _ in range(how_many(400, 5_000)):
        rows = some_data(rng)
        after = changed(rows, rng)
        subjects = {row.subject for row in rows ^ after}
        # With a meeting its records are looked at.
        subjects |= {r.subject for r in rows | after if r.predicate == OF and r.object in subjects}
        nodes = frozenset(node for node in subjects if isinstance(node, NamedNode))
        near = Near(nodes, frozenset(), after - rows, rows - after)
        stores = stored(rows), stored(after)
        for at, (check, where) in enumerate(((check_seats, SEATS), (check_approvals, APPROVALS))):
            before, now = (by_query(store, where) for store in stores)
            assert (by_rule(stores[0], check), by_rule(stores[1], check)) == (before, now)
            known, told = (by_rule(store, check, near) for store in stores)
            assert told <= now
            assert told - known == now - before, sorted(map(str, rows ^ after))
            times[at] += len(now - before)
    assert min(times) > how_many(10, 200)
