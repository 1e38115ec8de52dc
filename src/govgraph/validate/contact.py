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
# After a word for it, or of the forms (020) 7946 0000 and +44 20 7946 0000. Figures of data may
# look alike: there it is not looked for.
_NUMBER = re.compile(
    r"\b(?:tel(?:ephone)?|phone|mob(?:ile)?|fax)\b(?: no)?\.?:? ?\+?(?:[ ()-]*\d){6,}"
    r"|(?<![\w.,/+-])\(?0\d{2,4}\)?[ -]?\d{3,4}[ -]?\d{3,4}(?![\w/-])"
    r"|(?<![\w+])\+\d{1,3}(?:[ -]?\(?\d{1,5}\)?){2,5}(?!\w)",
    re.IGNORECASE,
)


def check_contact(facts: Facts) -> Iterator[Breach]:
    """Yield literals and links that hold an e-mail address or a telephone link."""
    for quad in facts.statements():
        node, value = quad.subject, quad.object
        if not isinstance(node, NamedNode) or not isinstance(value, Literal | NamedNode):
            continue
        if _CONTACT.search(value.value):
            yield Breach(CONTACT, node, quad.predicate, value, CONTACT.message)


def contact_in(text: str, *, numbers: bool = False) -> int | None:
    """Return where a text holds an e-mail address or a telephone link, or None.

    Args:
        text: the text.
        numbers: whether telephone numbers are looked for too.
    """
    found = _CONTACT.search(text) or (_NUMBER.search(text) if numbers else None)
    return None if found is None else found.start()
