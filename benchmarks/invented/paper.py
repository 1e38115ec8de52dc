"""A paper of an invented board: its text, and beside it what an editor says of it in Turtle."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from hashlib import sha256
from typing import NamedTuple

from benchmarks.invented.words import MONTHS

VOCABULARIES = {
    "dcterms": "http://purl.org/dc/terms/",
    "gov": "https://w3id.org/govgraph/ns#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
KINDS = (
    *("document", "forum", "meeting", "organization", "person"),
    *("record", "role", "thread", "topic"),
)
SECTIONS = (
    "The record",
    "The meeting",
    "The text, in the order of the paper",
    "What else it says",
    "Links to earlier papers",
)
RECORD, MEETING, TEXT, SAID, LINKS = SECTIONS
STATED = ("gov:basis gov:stated", "gov:confidence gov:certain")
_WIDTH = 88


class Stretch(NamedTuple):
    """Words of a paper, and where they begin."""

    name: str
    exact: str
    start: int

    @property
    def text(self) -> str:
        """The words on one line."""
        return self.exact.replace("\n", " ").replace("\t", " ")


def literal(words: str, language: str = "") -> str:
    """Return words as a Turtle literal."""
    escaped = words.replace("\\", "\\\\").replace('"', '\\"')
    escaped = escaped.replace("\n", "\\n").replace("\t", "\\t")
    return f'"{escaped}"{language and "@" + language}'


def label(words: str) -> str:
    """Return a line that gives an English label."""
    return f"skos:prefLabel {literal(words, 'en')}"


def day_literal(day: date) -> str:
    """Return a day as a Turtle literal."""
    return f'"{day.isoformat()}"^^xsd:date'


def prose(day: date) -> str:
    """Return a day as people write it."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def reading(reason: str, confidence: str = "probable") -> tuple[str, str, str]:
    """Return the lines of a reading that an editor makes."""
    return (
        "gov:basis gov:editorInferred",
        f"gov:confidence gov:{confidence}",
        f"gov:rationale {literal(reason)}",
    )


def block(subject: str, lines: Iterable[str]) -> str:
    """Return a node and what is said of it."""
    return f"{subject}\n    " + " ;\n    ".join(lines) + " .\n"


def document(base: str, blocks: Iterable[str], extra: Iterable[str] = ()) -> str:
    """Return a Turtle document with the prefixes that it uses.

    Args:
        base: the IRI under which the board's things are named.
        blocks: nodes, and comments that head them.
        extra: names of records whose nodes are called by a prefix of their own.
    """
    body = "\n" + "\n".join(blocks)
    spaces = dict(VOCABULARIES) | {kind: f"{base}{kind}/" for kind in KINDS}
    spaces |= {short(stem): f"{base}record/{stem}#" for stem in extra}
    used = sorted(p for p in spaces if f" {p}:" in body or f"\n{p}:" in body or f"^{p}:" in body)
    return "".join(f"@prefix {p}: <{spaces[p]}> .\n" for p in used) + body


def short(stem: str) -> str:
    """Return the prefix for nodes of a record, as m20010108 for the minutes of that day."""
    year, month, day, kind = stem.split("-")
    return f"{kind[0]}{year}{month}{day}"


class Paper:
    """A record in the making.

    Args:
        base: the IRI under which the board's things are named.
        stem: the name of the record, such as 2001-01-08-minutes.
    """

    def __init__(self, base: str, stem: str) -> None:
        self.stem = stem
        self.cited: set[str] = set()
        self._base = base
        self._lines: list[str] = []
        self._length = 0
        self._passages: list[str] = []
        self._blocks: dict[str, list[str]] = {section: [] for section in SECTIONS}

    def write(self, words: str, ahead: str = "") -> int:
        """Write a line after what stands ahead of its words; return where the words begin."""
        line = f"{ahead}{words}\n"
        start = self._length + len(ahead)
        self._lines.append(line)
        self._length += len(line)
        return start

    def node(self, section: str, subject: str, *lines: str) -> None:
        """Say something of a node under a heading."""
        self._blocks[section].append(block(subject, lines))

    def cite(self, stem: str, name: str) -> str:
        """Return how a node of another record is named here."""
        self.cited.add(stem)
        return f"{short(stem)}:{name}"

    def line(self, section: str, name: str, words: str, ahead: str = "") -> Stretch:
        """Write a line and quote it."""
        stretch = Stretch(f"q-{name}", words, self.write(words, ahead))
        self._quote(section, stretch, "Quotation")
        return stretch

    def part(self, name: str, passage: Stretch, words: str) -> Stretch:
        """Quote words of a passage."""
        at = passage.text.index(words)
        exact = passage.exact[at : at + len(words)]
        stretch = Stretch(f"q-{name}", exact, passage.start + at)
        self._quote(TEXT, stretch, "Quotation", f"gov:inPassage :{passage.name}")
        return stretch

    def passage(self, name: str, locator: str, words: str, *more: str, ahead: str = "") -> Stretch:
        """Write a paragraph, on two lines where it is long, and quote it whole."""
        if len(words) > _WIDTH and "\t" not in words:
            at = words.rindex(" ", 0, _WIDTH)
            words = f"{words[:at]}\n{words[at + 1 :]}"
        stretch = Stretch(name, words, self.write(words, ahead))
        self._passages.append(name)
        place = f"gov:order {len(self._passages)}"
        numbered = [f"gov:locator {literal(locator)}"] if locator else []
        self._quote(TEXT, stretch, "Passage", *numbered, place, *more)
        return stretch

    def _quote(self, section: str, stretch: Stretch, kind: str, *more: str) -> None:
        self.node(
            section,
            f":{stretch.name}",
            f"a gov:{kind}",
            f"gov:quotedFrom record:{self.stem}",
            f"gov:exact {literal(stretch.exact)}",
            f"gov:text {literal(stretch.text)}",
            f"gov:start {stretch.start}",
            f"gov:end {stretch.start + len(stretch.exact)}",
            *more,
        )

    def finish(self, title: str, lines: Iterable[str]) -> tuple[str, str]:
        """Return the Turtle and the text of the record.

        Args:
            title: what the record is.
            lines: what is said of the record besides its file and its passages.
        """
        text = "".join(self._lines)
        head = block(
            f"record:{self.stem}",
            (
                *lines,
                f'gov:sourceFile "{self.stem}.txt"',
                f'gov:sha256 "{sha256(text.encode()).hexdigest()}"',
                *(f"gov:hasPassage :{name}" for name in self._passages),
            ),
        )
        self._blocks[RECORD].insert(0, head)
        blocks = [f"# {title}\n"]
        for section, nodes in self._blocks.items():
            if nodes:
                blocks += [f"# {section}\n", *nodes]
        own = f"@prefix : <{self._base}record/{self.stem}#> .\n"
        return own + document(self._base, blocks, self.cited), text
