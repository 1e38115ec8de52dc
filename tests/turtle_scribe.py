"""Writes Turtle in spellings drawn by lot, and knows where each statement stands in it."""

from __future__ import annotations

import random
import re

from pyoxigraph import Literal, NamedNode

from govgraph.names import RDF_TYPE, VOCABULARIES, XSD

E = "http://e.org/d/"
A = NamedNode(RDF_TYPE)
NIL = NamedNode(VOCABULARIES["rdf"] + "nil")
SUBJECTS = [NIL, *(NamedNode(E + name) for name in ("s", "s#1", "a.b", "-é."))]
VERBS = [A, *(NamedNode(E + name) for name in ("p", "q~", "s#p"))]
OBJECTS: list[NamedNode | Literal] = [
    *SUBJECTS,
    *(Literal(text) for text in ("", "x", "\"'\\ é\n# .", "1", "1 ; :p 2")),
    *(Literal("x", language=language) for language in ("en", "en-gb")),
    *(
        Literal(text, datatype=NamedNode(XSD + kind))
        for text, kind in (
            ("1", "integer"),
            ("-01", "integer"),
            ("1", "decimal"),
            (".5", "decimal"),
            ("1.5e3", "double"),
            ("true", "boolean"),
            ("2022-06-24", "date"),
        )
    ),
]
# Spellings without quotation marks.
BARE = {"-01": "integer", "1": "integer", ".5": "decimal", "1.5e3": "double", "true": "boolean"}
GAPS = [" ", "\n", "\r\n", "\r", "\t ", ' # :s :p 1 . [ "\n', "#é😀'''\r", "\n\n    "]


class Scribe:
    """Writes a document; ``subjects``, ``verbs`` and ``statements`` are the first offsets."""

    def __init__(self, seed: int) -> None:
        self.lot = random.Random(seed)
        self.text = ""
        self.base = ""
        self.prefixes: dict[str, str] = {}
        self.subjects: dict[NamedNode, int] = {}
        self.verbs: dict[tuple[NamedNode, NamedNode], int] = {}
        self.statements: dict[tuple[NamedNode, NamedNode, NamedNode | Literal], int] = {}

    def write(self, written: str) -> int:
        """Write a sign or a term, and what parts it from the next; return where it stands."""
        start = len(self.text)
        self.text += written
        if written not in {",", ";", "[", "]", "(", ")"} or self.lot.random() < 0.6:
            self.text += "".join(self.lot.choices(GAPS, k=self.lot.choice((1, 1, 1, 2, 3))))
        return start

    def term(self, term: NamedNode | Literal) -> int:
        """Write a term in one of its spellings; return where it stands."""
        return self.write(self.literal(term) if isinstance(term, Literal) else self.iri(term.value))

    def iri(self, iri: str) -> str:
        escape = self.lot.choice((r"\u0065", r"\U00000065"))
        if iri == NIL.value and self.lot.random() < 0.8:
            return self.lot.choice(("()", "( )", "(# (1)\r)"))
        ways = [f"<{iri}>", f"<{iri.replace('e', escape)}>"]
        if self.base and iri.startswith(self.base):
            rest = iri.removeprefix(self.base)
            ways += [f"<{rest}>", f"<./{rest}>", f"<x/../{rest}>", f"<../d/{rest}>"]
        for prefix, namespace in self.prefixes.items():
            if iri.startswith(namespace):
                local = iri.removeprefix(namespace)
                ways.append(f"{prefix}:" + re.sub(r"([-/.~#])", r"\\\1", local))
                if re.fullmatch(r"\w+(\.\w+)*", local):
                    ways.append(f"{prefix}:{local}")
        return self.lot.choice(ways)

    def literal(self, term: Literal) -> str:
        value, datatype = term.value, term.datatype.value
        if datatype == XSD + BARE.get(value, "-") and self.lot.random() < 0.6:
            return value
        quote = self.lot.choice(('"', "'", '"""', "'''"))
        text = value.replace("\\", r"\\").replace(quote[0], "\\" + quote[0])
        if len(quote) == 1 or self.lot.random() < 0.3:
            text = text.replace("\n", r"\n").replace("é", r"\u00E9")
        text = quote + text + quote
        if term.language:
            return f"{text}@{self.lot.choice((term.language, term.language.upper()))}"
        if datatype == XSD + "string" and self.lot.random() < 0.8:
            return text
        return f"{text}^^{self.iri(datatype)}"

    def declare(self) -> None:
        """Write a prefix or a base, often one that there was."""
        sparql = self.lot.random() < 0.5
        if self.lot.random() < 0.3:
            self.base = self.lot.choice((E, "http://e.org/x/y"))
            self.write(self.lot.choice(("base", "BASE", "bAsE")) if sparql else "@base")
            self.write(f"<{self.base}>")
        else:
            prefix = self.lot.choice(("", "p", "prefix", "a.b-c", "é1"))
            self.prefixes[prefix] = self.lot.choice((E, "http://e.org/", f"{E}s#", XSD))
            self.write(self.lot.choice(("prefix", "PREFIX", "pReFiX")) if sparql else "@prefix")
            self.write(f"{prefix}:")
            self.write(f"<{self.prefixes[prefix]}>")
        if not sparql:
            self.write(".")

    def blank(self, depth: int = 0) -> None:
        """Write what has no name, and may hold the same terms as the rest."""
        opening = self.lot.choice("_[(") if depth < 3 else "_"
        if opening == "_":
            self.write(self.lot.choice(("_:b", "_:b.1", "[]", "[ ]")))
            return
        self.write(opening)
        for i in range(self.lot.choice((0, 1, 2) if opening == "[" else (1, 2))):
            if opening == "[":
                if i:
                    self.write(";")
                self.term(self.lot.choice(VERBS))
            self.blank(depth + 1)
            if opening == "[":
                self.write(",")
            self.term(self.lot.choice(OBJECTS))
        self.write("]" if opening == "[" else ")")

    def block(self) -> None:
        """Write a subject with verbs and objects."""
        subject = self.lot.choice([*SUBJECTS, None])
        if subject:
            self.subjects.setdefault(subject, self.term(subject))
        else:
            self.blank()
        for i in range(self.lot.choice((1, 1, 2, 5))):
            if i:
                for _ in range(self.lot.choice((1, 1, 3))):
                    self.write(";")
            self.property(subject, self.lot.choice(VERBS))
        if self.lot.random() < 0.3:
            self.write(";")
        self.write(".")

    def property(self, subject: NamedNode | None, verb: NamedNode) -> None:
        """Write a verb with its objects."""
        at = self.write("a") if verb == A and self.lot.random() < 0.7 else self.term(verb)
        if subject:
            self.verbs.setdefault((subject, verb), at)
        for i in range(self.lot.choice((1, 1, 2, 5))):
            if i:
                self.write(",")
            if self.lot.random() < 0.2:
                self.blank()
                continue
            term = self.lot.choice(OBJECTS)
            at = self.term(term)
            if subject:
                self.statements.setdefault((subject, verb, term), at)
