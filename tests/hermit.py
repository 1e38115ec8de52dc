"""Asks HermiT, a complete reasoner for OWL 2 DL, about the ontology and the data of all boards.

Not collected by pytest: it needs Java, owlready2 (for the HermiT that comes with it) and
pyoxigraph. Prints a line for each check, and exits 1 if one does not hold.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from importlib.util import find_spec
from os import pathsep
from pathlib import Path
from typing import NamedTuple

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse, serialize

ROOT = Path(__file__).parents[1]
GOV = "https://w3id.org/govgraph/ns#"
XSD = "http://www.w3.org/2001/XMLSchema#"
OWL = "http://www.w3.org/2002/07/owl#"
RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
SUBCLASS = "http://www.w3.org/2000/01/rdf-schema#subClassOf"
DEFINED_BY = "http://www.w3.org/2000/01/rdf-schema#isDefinedBy"
PREFIXES = f"""@prefix gov: <{GOV}> . @prefix owl: <{OWL}> . @prefix rdfs: <{SUBCLASS[:-10]}> .
    @prefix : <https://example.org/seed/> . """


class Seed(NamedTuple):
    """A contradiction.

    Attributes:
        name: what is contradicted.
        before: what may be said.
        clash: what may not be said as well.
    """

    name: str
    before: str
    clash: str


SEEDS = (
    Seed("a presence that is an apology", ":a a gov:Presence .", ":a a gov:Apology ."),
    Seed("a person that is an organization", ":b a gov:Person .", ":b a gov:Organization ."),
    Seed("an organization that is a role", ":c a gov:Organization .", ":c a gov:Role ."),
    Seed("minutes that are a letter", ":d a gov:Minutes .", ":d a gov:Letter ."),
    Seed("a holder that is no person", ":e a gov:Organization .", ":f gov:holder :e ."),
    Seed(
        # No chain makes a thing another kind of thing, so only a denial shows that it is followed.
        "somebody there who is said not to have been (by chain)",
        """:g gov:hasPresence :h .
        [] a owl:NegativePropertyAssertion ; owl:assertionProperty gov:attendedBy ;
        owl:sourceIndividual :g ; owl:targetIndividual :i .""",
        ":h gov:attendee :i .",
    ),
)
IMPOSSIBLE = """gov:Impossible a owl:Class ; rdfs:subClassOf gov:Minutes , gov:Letter ."""


class Answer(NamedTuple):
    """What HermiT says of some triples.

    Attributes:
        consistent: whether all of them can be true.
        empty: the classes that can have no member.
        types: thing → the classes that it is inferred to be of.
        facts: the statements about things that it reasons with.
    """

    consistent: bool
    empty: set[str]
    types: dict[str, set[str]]
    facts: set[str]


def ask(triples: Iterable[Triple], more: str = "") -> Answer:
    """Have HermiT read triples, with Turtle that is added, and classify all that they name."""
    seeded = [q.triple for q in parse((PREFIXES + more).encode(), RdfFormat.TURTLE)]
    with tempfile.TemporaryDirectory() as folder:
        source, dump = Path(folder, "all.nt"), Path(folder, "clauses.txt")
        source.write_bytes(serialize([*triples, *seeded], format=RdfFormat.N_TRIPLES) or b"")
        command = ["java", "-Xmx2000M", "-cp", _classpath()]
        command += ["org.semanticweb.HermiT.cli.CommandLine", f"--dump-clauses={dump}"]
        command += ["--classify", "--classifyOPs", "--classifyDPs", "--classifyIs"]
        done = subprocess.run(
            [*command, source.as_uri()], capture_output=True, text=True, check=False
        )
        if done.returncode and "Inconsistent ontology" not in done.stderr:
            raise SystemExit(f"HermiT did not answer:\n{done.stdout}{done.stderr}")
        facts = {line.strip() for line in dump.read_text(encoding="utf-8").splitlines()}
    types: dict[str, set[str]] = {}
    for thing, kind in re.findall(r"^Type\( <(.*?)> <(.*?)> \)$", done.stdout, re.MULTILINE):
        types.setdefault(thing, set()).add(kind)
    equal = re.findall(r"^EquivalentClasses\( (.*) \)$", done.stdout, re.MULTILINE)
    empty = {c for line in equal if f"<{OWL}Nothing>" in line for c in re.findall("<(.*?)>", line)}
    return Answer(done.returncode == 0, empty - {f"{OWL}Nothing"}, types, facts)


def _classpath() -> str:
    spec = find_spec("owlready2")
    if spec is None or spec.origin is None:
        raise SystemExit("HermiT comes with owlready2: pip install owlready2")
    folder = Path(spec.origin).parent / "hermit"
    return pathsep.join((str(folder), str(folder / "HermiT.jar")))


def copy_for_the_reasoner(paths: Iterable[Path]) -> list[Triple]:
    """Return the triples of Turtle files, with days and months as points in time.

    The datatype map of OWL 2 has neither xsd:date nor xsd:gYearMonth, and HermiT refuses them.
    """
    triples = {q.triple for p in paths for q in parse(p.read_bytes(), RdfFormat.TURTLE)}
    return sorted((_with_points_in_time(t) for t in triples), key=str)


def _with_points_in_time(triple: Triple) -> Triple:
    value = triple.object
    rest = {f"{XSD}date": "T00:00:00", f"{XSD}gYearMonth": "-01T00:00:00"}
    if not isinstance(value, Literal) or value.datatype.value not in rest:
        return triple
    point = value.value + rest[value.datatype.value]
    return Triple(
        triple.subject, triple.predicate, Literal(point, datatype=NamedNode(f"{XSD}dateTime"))
    )


def statements_about_things(triples: Iterable[Triple]) -> set[str]:
    """Return, as HermiT prints them, which thing is of which class and leads to which thing.

    Whatever is no annotation counts, declared or not: what HermiT passes over is to be missed.
    """
    listed = [t for t in triples if isinstance(t.object, NamedNode)]
    terms = {t.subject for t in listed if t.predicate.value == RDF_TYPE and OWL in str(t.object)}
    notes = {
        str(t.subject) for t in listed if t.object == NamedNode(f"{OWL}AnnotationProperty")
    } | {f"<{DEFINED_BY}>"}
    found = set()
    for subject, predicate, thing in listed:
        # The lists of chains are the only nodes without a name.
        if subject in terms or not isinstance(subject, NamedNode):
            continue
        if predicate.value == RDF_TYPE:
            found.add(f"{thing}({subject})")
        elif str(predicate) not in notes:
            found.add(f"{predicate}({subject},{thing})")
    return found


def new_kinds(triples: list[Triple], types: dict[str, set[str]]) -> list[str]:
    """Return what is inferred to be of a class that what is said of it does not have."""
    upward: dict[str, set[str]] = {}
    said: dict[str, set[str]] = {}
    for subject, predicate, value in triples:
        table = {SUBCLASS: upward, RDF_TYPE: said}.get(predicate.value)
        if table is not None:
            table.setdefault(subject.value, set()).add(value.value)
    strange = []
    for thing, kinds in types.items():
        allowed, waiting = {f"{OWL}Thing", f"{OWL}NamedIndividual"}, list(said.get(thing, ()))
        while waiting:
            kind = waiting.pop()
            allowed.add(kind)
            waiting += upward.get(kind, set()) - allowed
        strange += [f"<{thing}> is a <{kind}>" for kind in sorted(kinds - allowed)]
    return strange


def main() -> int:
    """Run all checks; return 1 if one of them does not hold."""
    vocabulary = [ROOT / "ontology" / f"{n}.ttl" for n in ("govgraph", "concepts")]
    boards = [ROOT, *(p for p in (ROOT / "tests" / "boards").iterdir() if p.is_dir())]
    data = [path for board in boards for path in sorted((board / "data").glob("*.ttl"))]
    triples = copy_for_the_reasoner([*vocabulary, *data])
    befores = "\n".join(seed.before for seed in SEEDS)
    with ThreadPoolExecutor(2) as pool:
        real = pool.submit(ask, triples)
        possible = pool.submit(ask, triples, befores + IMPOSSIBLE)
        seeded = [pool.submit(ask, triples, f"{s.before} {s.clash}") for s in SEEDS]
        answer, with_befores = real.result(), possible.result()
        found = [not s.result().consistent for s in seeded]
    wanted = statements_about_things(triples)
    reached, strange = wanted & answer.facts, new_kinds(triples, answer.types)
    results = [
        (f"{len(reached)} of {len(wanted)} statements reach HermiT", reached == wanted),
        (f"the ontology and {len(data)} data files are consistent", answer.consistent),
        (f"no class is impossible {sorted(answer.empty) or ''}", not answer.empty),
        (f"{len(answer.types)} things: none becomes another {strange[:5] or ''}", not strange),
        ("the seeds are consistent before they clash", with_befores.consistent),
        ("a class that is impossible is found", with_befores.empty == {f"{GOV}Impossible"}),
        *((f"found: {s.name}", held) for s, held in zip(SEEDS, found, strict=True)),
    ]
    for line, holds in results:
        print("ok    " if holds else "FAILED", line)
    return 0 if answer.types and all(holds for _, holds in results) else 1


if __name__ == "__main__":
    sys.exit(main())
