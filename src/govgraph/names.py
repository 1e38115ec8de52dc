"""Namespaces, the one prefix table, and what people may write for an IRI."""

from __future__ import annotations

import re
from collections.abc import Iterable

GOV = "https://w3id.org/govgraph/ns#"
SHAPES = "https://w3id.org/govgraph/shapes#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
XSD = "http://www.w3.org/2001/XMLSchema#"
DEFAULT_BASE = "https://w3id.org/govgraph/id/"

VOCABULARIES = {
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "gov": GOV,
    "org": "http://www.w3.org/ns/org#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "sh": "http://www.w3.org/ns/shacl#",
    "shapes": SHAPES,
    "skos": SKOS,
    "sosa": "http://www.w3.org/ns/sosa/",
    "xsd": XSD,
}

# Kinds of things that have a folder of their own under a workspace's base.
KINDS = (
    "forum",
    "meeting",
    "organization",
    "person",
    "record",
    "register",
    "role",
    "thread",
    "topic",
)

_NUMBER = re.compile(r"\d+")


def prefixes(base: str) -> dict[str, str]:
    """Return the prefix table of a workspace with the given base IRI."""
    return VOCABULARIES | {kind: f"{base}{kind}/" for kind in KINDS}


def expand(text: str, base: str) -> str | None:
    """Return the IRI that ``text`` writes (an IRI, ``<IRI>`` or a CURIE), or None."""
    if text.startswith("<") and text.endswith(">"):
        text = text[1:-1]
    if text.startswith(("http://", "https://", "urn:")):
        # What no IRI may hold (RFC 3987, section 2.2) would only fail later, in the engine.
        return None if any(c in ' <>"{}|\\^`' or ord(c) < 33 for c in text) else text
    prefix, colon, local = text.partition(":")
    namespace = prefixes(base).get(prefix)
    if not colon or namespace is None or any(c in ' <>"{}|\\^`' or ord(c) < 33 for c in local):
        return None
    return namespace + local


def compact(iri: str, base: str) -> str:
    """Return the shortest CURIE for an IRI, or the IRI in angle brackets."""
    best = ""
    for prefix, namespace in prefixes(base).items():
        if iri.startswith(namespace):
            curie = f"{prefix}:{iri[len(namespace) :]}"
            best = curie if not best or len(curie) < len(best) else best
    return best or f"<{iri}>"


def without_numbers(name: str) -> str:
    """Return a name with each number as 0: names that differ in numbers only become the same."""
    return _NUMBER.sub("0", name)


def did_you_mean(name: str, known: Iterable[str], likeness: float = 0.5) -> str:
    """Return ``Did you mean 'x'?`` for the nearest known name, or an empty string.

    Args:
        name: what was given.
        known: the names that there are.
        likeness: how alike the two have to be, from 0 to 1.
    """
    near = nearest(name, known, 1, likeness)
    return f"Did you mean '{near[0]}'?" if near else ""


def nearest(name: str, known: Iterable[str], most: int, likeness: float = 0.5) -> list[str]:
    """Return the known names that are most like a name, the likest first.

    Args:
        name: what was given.
        known: the names that there are.
        most: how many to return at most.
        likeness: how alike two have to be, from 0 to 1.
    """
    # difflib is needed only when something went wrong.
    from difflib import get_close_matches

    lowered = {k.lower(): k for k in known}
    return [lowered[n] for n in get_close_matches(name.lower(), lowered, most, likeness)]
