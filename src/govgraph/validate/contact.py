"""Checks that the data holds no way to get in touch with anybody."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode

from govgraph.validate.facts import Facts
from govgraph.validate.rules import VIOLATION, Breach, Rule

CONTACT = Rule(
    "GG337",
    "An e-mail address or telephone number",
    VIOLATION,
    "Take it out of the data; where a record prints it, withhold it in the source file before its"
    " SHA-256 is taken.",
    "How to get in touch with people is personal data that the job does not need.",
)
RULES = (CONTACT,)

# One sign before the @ is enough: a search for them all is quadratic in a long literal.
_CONTACT = re.compile(r"[\w.+-]@[\w-]+\.[\w-]|\b(?:mailto|tel):\S", re.IGNORECASE)


def check_contact(facts: Facts) -> Iterator[Breach]:
    """Yield literals and links that hold an e-mail address or a telephone link."""
    for quad in facts.statements():
        node, value = quad.subject, quad.object
        if not isinstance(node, NamedNode) or not isinstance(value, Literal | NamedNode):
            continue
        if _CONTACT.search(value.value):
            yield Breach(CONTACT, node, quad.predicate, value, CONTACT.message)


def contact_in(text: str) -> int | None:
    """Return where a text holds an e-mail address or a telephone link, or None."""
    found = _CONTACT.search(text)
    return None if found is None else found.start()
