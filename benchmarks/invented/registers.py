"""The registers of an invented board: what its papers refer to."""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks.invented.cast import BODIES, SEATS
from benchmarks.invented.paper import block, document, label, literal
from benchmarks.invented.state import Memory
from benchmarks.invented.words import DOCUMENTS, FORUMS, TOPICS


def registers(memory: Memory, base: str) -> Iterator[tuple[str, str]]:
    """Yield the name and the Turtle of each register of a board.

    Args:
        memory: what the board remembers of all its meetings.
        base: the IRI under which the board's things are named.
    """
    blocks = {
        "people": _people(memory),
        "organizations": _organizations(),
        "roles": _roles(),
        "forums": (
            block(f"forum:{name}", ("a gov:Forum", label(words)))
            for name, words in FORUMS.items()
            if memory.series[name].records
        ),
        "threads": (
            block(f"thread:{name}", ("a gov:Thread", label(words)))
            for name, words in memory.threads.items()
        ),
        "topics": _topics(memory),
        "documents": (
            block(
                f"document:{name}",
                ("a gov:Document", label(title), f"gov:documentKind gov:{kind}"),
            )
            for name, (title, kind) in DOCUMENTS.items()
            if name in memory.documents
        ),
        "meetings": memory.meetings,
        "holdings": _holdings(memory),
    }
    stems = [stem for series in memory.series.values() for stem in series.records]
    for name, nodes in blocks.items():
        own = f"@prefix : <{base}register/{name}#> .\n" if name == "holdings" else ""
        cited = stems if name == "meetings" else ()
        yield f"{name}.ttl", own + document(base, nodes, cited)


def _people(memory: Memory) -> Iterator[str]:
    for person, name in memory.cast.people.items():
        if person in memory.people:
            yield block(f"person:{person}", ("a gov:Person", f"skos:prefLabel {literal(name)}"))


def _organizations() -> Iterator[str]:
    for body, about in BODIES.items():
        yield block(
            f"organization:{body}",
            (
                "a gov:Organization",
                label(about.short),
                f"skos:altLabel {literal(about.long, 'en')}",
                f"gov:abbreviation {literal(about.short)}",
                f"gov:headRole role:{body}-{about.head.lower()}",
                f'gov:rationale "Editor’s register fact: its head is the {about.head}."',
            ),
        )


def _roles() -> Iterator[str]:
    for seat in SEATS:
        lines = ("a gov:Role", label(seat.label), f"gov:roleIn organization:{seat.body}")
        yield block(f"role:{seat.name}", lines)


def _topics(memory: Memory) -> Iterator[str]:
    scheme = ("a skos:ConceptScheme", 'dcterms:title "Topics of the committees"@en')
    yield block("topic:scheme", scheme)
    wanted = set(memory.topics)
    for name in memory.topics:
        above = TOPICS[name][1]
        while above is not None:
            wanted.add(above)
            above = TOPICS[above][1]
    for name, (words, above) in TOPICS.items():
        if name in wanted:
            yield block(
                f"topic:{name}",
                (
                    "a gov:Topic",
                    label(words),
                    f"skos:definition {literal(f'{words}, and what is said of them.', 'en')}",
                    *([f"skos:broader topic:{above}"] if above else []),
                    "skos:inScheme topic:scheme",
                ),
            )


def _holdings(memory: Memory) -> Iterator[str]:
    for name, series in memory.series.items():
        if series.records:
            yield block(
                f":{name}",
                (
                    "a gov:Holdings",
                    label(f"Records of the {FORUMS[name]}"),
                    f"gov:forum forum:{name}",
                    *(f"gov:holds record:{stem}" for stem in series.records),
                    'gov:collectedNote "Invented, so there is nothing else to look for."',
                ),
            )
