"""Slips: each changes one statement, or one node, as people do."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from random import Random
from typing import NamedTuple

from pyoxigraph import Literal, NamedNode, Quad

from govgraph.names import GOV, XSD
from tests.mutants.kinds import TYPE, Data, Kind, is_text

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_DATE = NamedNode(XSD + "date")
_INTEGER = NamedNode(XSD + "integer")


class Change(NamedTuple):
    """What a mutant takes away from one file, and adds to it."""

    removed: frozenset[Quad]
    added: frozenset[Quad]


# A mutator is given the data, a statement of its kind (the one that gives a node its class, where
# nodes are changed), the statements of the kind, and dice. None: the slip cannot be made here.
Mutator = Callable[[Data, Quad, list[Quad], Random], Change | None]


class Mutant(NamedTuple):
    """One slip in one place.

    Attributes:
        mutator: what kind of slip.
        kind: the kind of what is changed.
        change: what changes.
    """

    mutator: str
    kind: Kind
    change: Change


def mutants(data: Data, each: int, seed: int = 1) -> Iterator[Mutant]:
    """Yield mutants, up to a number for each kind and mutator, the same for the same seed.

    The first one of a kind and mutator is the same whatever the number.
    """
    for name, mutator in STATEMENT.items():
        for kind, quads in sorted(data.kinds.items()):
            yield from _made(name, mutator, kind, quads, data, each, seed)
    for name, mutator in NODE.items():
        for kind, quads in sorted(data.nodes.items()):
            yield from _made(name, mutator, kind, quads, data, each, seed)


def _made(
    name: str, mutator: Mutator, kind: Kind, quads: list[Quad], data: Data, each: int, seed: int
) -> Iterator[Mutant]:
    dice, made = Random(f"{seed} {name} {kind}"), set[Change]()
    for quad in dice.sample(quads, len(quads)):
        if len(made) == each:
            return
        change = mutator(data, quad, quads, dice)
        if change is not None and change not in made:
            made.add(change)
            yield Mutant(name, kind, change)


def _swap(old: Quad, value: NamedNode | Literal | None = None, **parts: NamedNode) -> Change:
    subject, predicate = parts.get("subject", old.subject), parts.get("predicate", old.predicate)
    new = Quad(subject, predicate, value or old.object, old.graph_name)
    return Change(frozenset({old}), frozenset({new}))


def _slip(word: str, dice: Random) -> str:
    """Return a word with one letter, or one digit, changed."""
    places = [i for i, c in enumerate(word) if c.isalnum()]
    if not places:
        return word + dice.choice(_LETTERS)
    place = dice.choice(places)
    was = word[place]
    pool = "0123456789" if was.isdigit() else _LETTERS
    letter = dice.choice([c for c in pool if c != was.lower()])
    return word[:place] + (letter.upper() if was.isupper() else letter) + word[place + 1 :]


def _tail(iri: str) -> tuple[str, str]:
    cut = max(iri.rfind("/"), iri.rfind("#")) + 1
    return iri[:cut], iri[cut:]


def _misspelt_iri(iri: NamedNode, dice: Random) -> NamedNode:
    head, tail = _tail(iri.value)
    return NamedNode(head + _slip(tail, dice))


def drop(data: Data, quad: Quad, quads: list[Quad], dice: Random) -> Change | None:
    """Leave the statement out."""
    return Change(frozenset({quad}), frozenset())


def double(data: Data, quad: Quad, quads: list[Quad], dice: Random) -> Change | None:
    """Add a second value, one that the same kind of statement has elsewhere."""
    others = [q.object for q in quads if not _has(data, quad, q.object)]
    if others:
        value = dice.choice(others)
    elif isinstance(quad.object, Literal) and (changed := _respelt(quad.object, dice)):
        value = changed
    else:
        cls = data.cls(quad.object) if isinstance(quad.object, NamedNode) else ""
        members = [n for n in data.members(cls) if cls and not _has(data, quad, n)]
        if not members:
            return None
        value = dice.choice(members)
    return Change(
        frozenset(), frozenset({Quad(quad.subject, quad.predicate, value, quad.graph_name)})
    )


def _has(data: Data, quad: Quad, value: object) -> bool:
    return any(t.object == value and t.predicate == quad.predicate for t in data.own(quad))


def misspell_property(data: Data, quad: Quad, quads: list[Quad], dice: Random) -> Change | None:
    """Change one letter of the property."""
    if quad.predicate == TYPE:
        return None  # It is written 'a'.
    return _swap(quad, predicate=_misspelt_iri(quad.predicate, dice))


def misspell_value(data: Data, quad: Quad, quads: list[Quad], dice: Random) -> Change | None:
    """Change one letter of a text, or of a class or code of the vocabulary."""
    value = quad.object
    if isinstance(value, NamedNode) and value.value.startswith(GOV):
        return _swap(quad, _misspelt_iri(value, dice))
    changed = _respelt(value, dice) if isinstance(value, Literal) else None
    return None if changed is None else _swap(quad, changed)


def _respelt(value: Literal, dice: Random) -> Literal | None:
    if not is_text(value):
        return None
    text = _slip(value.value, dice)
    return Literal(text, language=value.language) if value.language else Literal(text)


def mistype(data: Data, quad: Quad, quads: list[Quad], dice: Random) -> Change | None:
    """Give a literal another datatype, or take its language away."""
    value = quad.object
    if not isinstance(value, Literal):
        return None
    if not is_text(value) or value.language:
        return _swap(quad, Literal(value.value))
    return _swap(quad, Literal(value.value, language="en"))


def mistype_kind(data: Data, quad: Quad, quads: list[Quad], dice: Random) -> Change | None:
    """Write a literal in place of a node, or a node in place of a literal."""
    if quad.predicate == TYPE:
        return None  # Another mutator changes classes.
    if isinstance(quad.object, NamedNode):
        return _swap(quad, Literal(_tail(quad.object.value)[1]))
    if not isinstance(quad.object, Literal) or not isinstance(quad.subject, NamedNode):
        return None
    name = re.sub(r"[^a-z0-9]+", "-", quad.object.value.lower()).strip("-")[:40]
    return _swap(quad, NamedNode(_tail(quad.subject.value)[0] + (name or "x")))


def redirect(data: Data, quad: Quad, quads: list[Quad], dice: Random) -> Change | None:
    """Name another node of the same class, of the same file where there is one."""
    cls = _class_of_value(data, quad)
    others = [n for n in data.members(cls) if cls and not _has(data, quad, n)]
    return _swap(quad, dice.choice(others)) if others else None


def redirect_class(data: Data, quad: Quad, quads: list[Quad], dice: Random) -> Change | None:
    """Name a node of another class."""
    cls = _class_of_value(data, quad)
    others = [c for c in data.classes() if cls and c != cls]
    return _swap(quad, dice.choice(data.members(dice.choice(others)))) if others else None


def redirect_nowhere(data: Data, quad: Quad, quads: list[Quad], dice: Random) -> Change | None:
    """Name a node that there is not: one letter of its identifier is wrong."""
    if not _class_of_value(data, quad) or not isinstance(quad.object, NamedNode):
        return None
    if quad.object.value.startswith(GOV):
        return None  # That is a misspelt code.
    return _swap(quad, _misspelt_iri(quad.object, dice))


def _class_of_value(data: Data, quad: Quad) -> str:
    if quad.predicate == TYPE or not isinstance(quad.object, NamedNode):
        return ""
    return data.cls(quad.object)


def _moved(days: int) -> Mutator:
    def move(data: Data, quad: Quad, quads: list[Quad], dice: Random) -> Change | None:
        value = quad.object
        if not isinstance(value, Literal) or value.datatype != _DATE:
            return None
        day = date.fromisoformat(value.value) + timedelta(days)
        return _swap(quad, Literal(day.isoformat(), datatype=_DATE))

    return move


def _shifted(by: int) -> Mutator:
    def shift(data: Data, quad: Quad, quads: list[Quad], dice: Random) -> Change | None:
        value = quad.object
        if not isinstance(value, Literal) or value.datatype != _INTEGER:
            return None
        return _swap(quad, Literal(str(int(value.value) + by), datatype=_INTEGER))

    return shift


def exchange(data: Data, quad: Quad, quads: list[Quad], dice: Random) -> Change | None:
    """Exchange a date or number with the one of another statement of the kind in the file."""
    value = quad.object
    if not isinstance(value, Literal) or is_text(value):
        return None
    others = [q for q in quads if q.graph_name == quad.graph_name and q.object != value]
    return _exchanged(quad, dice.choice(others)) if others else None


def exchange_own(data: Data, quad: Quad, quads: list[Quad], dice: Random) -> Change | None:
    """Exchange a date or number with that of another property of the node."""
    value = quad.object
    if not isinstance(value, Literal) or is_text(value):
        return None
    others = [
        q
        for q in data.own(quad)
        if isinstance(q.object, Literal)
        and q.object.datatype == value.datatype
        and q.object != value
        and q.predicate != quad.predicate
    ]
    return _exchanged(quad, dice.choice(others)) if others else None


def _exchanged(one: Quad, two: Quad) -> Change:
    new = {
        Quad(one.subject, one.predicate, two.object, one.graph_name),
        Quad(two.subject, two.predicate, one.object, two.graph_name),
    }
    return Change(frozenset({one, two}), frozenset(new))


def drop_node(data: Data, quad: Quad, quads: list[Quad], dice: Random) -> Change | None:
    """Leave out everything that the file says of the node."""
    return Change(frozenset(data.own(quad)), frozenset())


def change_class(data: Data, quad: Quad, quads: list[Quad], dice: Random) -> Change | None:
    """Give the node a class of other nodes of the data."""
    given = {first.object for first, *_ in data.nodes.values()} - {quad.object}
    others = sorted((cls for cls in given if isinstance(cls, NamedNode)), key=str)
    return _swap(quad, dice.choice(others)) if others else None


def rename_node(data: Data, quad: Quad, quads: list[Quad], dice: Random) -> Change | None:
    """Change one letter of the identifier where the node is described."""
    if not isinstance(quad.subject, NamedNode):
        return None
    name, own = _misspelt_iri(quad.subject, dice), frozenset(data.own(quad))
    return Change(own, frozenset(Quad(name, q.predicate, q.object, q.graph_name) for q in own))


STATEMENT: Mapping[str, Mutator] = {
    "dropped": drop,
    "doubled": double,
    "property misspelt": misspell_property,
    "value misspelt": misspell_value,
    "datatype or language changed": mistype,
    "literal for node, or node for literal": mistype_kind,
    "redirected within the class": redirect,
    "redirected to another class": redirect_class,
    "redirected to nothing": redirect_nowhere,
    "a day earlier": _moved(-1),
    "a day later": _moved(1),
    "a year earlier": _moved(-365),
    "a year later": _moved(365),
    "one less": _shifted(-1),
    "one more": _shifted(1),
    "exchanged with another node": exchange,
    "exchanged within the node": exchange_own,
}
NODE: Mapping[str, Mutator] = {
    "node dropped": drop_node,
    "class changed": change_class,
    "node renamed": rename_node,
}
