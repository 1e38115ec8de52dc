from __future__ import annotations

import random

from pyoxigraph import NamedNode, RdfFormat, parse

from govgraph.turtle_tokens import resolve

BASES = """
http://h http://h/ http://h/a/b?q#f http://h/a/b/ http://h?q/r http://u@h:80//a//b
http://h/a/./b/../c?x=/../y urn:x urn:a:b/c file:///a/b file:a/b x: x:/a x:./b x:../a/b x://
"""
PIECES = "a b .. . / / // ? # ;x q=1 : é %41 ... @"


def test_relative_iris_are_resolved_as_the_engine_does() -> None:
    """A relative IRI becomes the IRI that the engine makes of it, whatever the base."""
    lot = random.Random(3986)
    compared = 0
    for _ in range(6000):
        base = lot.choice(BASES.split())
        reference = "".join(lot.choices(PIECES.split(), k=lot.randrange(7)))
        text = f"@base <{base}> . <x:s> <x:p> <{reference}> ."
        try:
            statement = next(parse(text.encode(), RdfFormat.TURTLE))
        except SyntaxError:
            continue
        assert statement.object == NamedNode(resolve(reference, base)), (base, reference)
        compared += 1
    assert compared > 4000
