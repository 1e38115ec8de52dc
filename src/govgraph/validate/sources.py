"""Checks against the source files: are they the same files, and do they hold the words?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256

from pyoxigraph import Literal, NamedNode

from govgraph.errors import WorkspaceError
from govgraph.names import GOV
from govgraph.rdfio import decode, read_bytes
from govgraph.validate.facts import Facts
from govgraph.validate.rules import VIOLATION, Breach, Rule
from govgraph.workspace import Workspace

MISSING = Rule(
    "GG300",
    "A source file that cannot be read",
    VIOLATION,
    "Put the file into the folder of sources, as text in UTF-8, or put gov:sourceFile right.",
    "Without its source no quotation of the record can be found again.",
)
# How many characters are shown where a quotation and its source part.
_SHOWN = 12
CHANGED = Rule(
    "GG301",
    "A source file that has changed",
    VIOLATION,
    "Put the file as received back; if it was rightly replaced, check every quotation again.",
    "Quotations were taken from the file with the SHA-256 on record.",
)
MISQUOTED = Rule(
    "GG302",
    "Words that do not stand at their offsets",
    VIOLATION,
    "Make gov:exact the words of the source file from gov:start to gov:end, or put these two"
    " right.",
    "A quotation that cannot be found again proves nothing.",
)
REWORDED = Rule(
    "GG303",
    "A text that is not the quoted text",
    VIOLATION,
    "Make gov:text the words of gov:exact with each run of white space folded to one space.",
    "What is printed as a quotation is to be verbatim.",
)
ELSEWHERE = Rule(
    "GG304",
    "A quotation from a record of another file",
    VIOLATION,
    "Keep a quotation in the file of the record that it is quoted from.",
    "When a record is replaced by a new version, its quotations are to be replaced with it.",
)
OUTSIDE = Rule(
    "GG305",
    "A quotation outside its passage",
    VIOLATION,
    "Name with gov:inPassage the passage whose offsets hold those of the quotation.",
    "The passage is shown as the paragraph that the words stand in.",
)
MISNUMBERED = Rule(
    "GG306",
    "A locator that the source does not print there",
    VIOLATION,
    "Give the number that the source prints at this passage, or leave gov:locator out.",
    "People look a paragraph up by its number; local names are never shown as if printed.",
)
RULES = (MISSING, CHANGED, MISQUOTED, REWORDED, ELSEWHERE, OUTSIDE, MISNUMBERED)

# How far before a paragraph its number is looked for, white space and mark-up included.
_NEAR = 300
PLAIN_NAME = re.compile(r"[^/\\]*[^/\\.][^/\\]*")


@dataclass(frozen=True)
class Sources:
    """The source files of a workspace, each read once.

    Attributes:
        workspace: where they are.
        read: name → bytes, or None where there is no such file.
    """

    workspace: Workspace
    read: dict[str, bytes | None] = field(default_factory=dict)

    def raw(self, name: str) -> bytes | None:
        """Return the bytes of a source file; None where there is none to read."""
        if name not in self.read:
            path = self.workspace.sources / name
            try:
                # Reading a pipe might wait for ever.
                largest = self.workspace.largest
                self.read[name] = read_bytes(path, largest=largest) if path.is_file() else None
            except (WorkspaceError, OSError) as error:
                # What to do about a size is said by the error, and by no rule.
                if isinstance(error, WorkspaceError) and error.code == "too-large":
                    raise
                self.read[name] = None
        return self.read[name]

    def text(self, name: str) -> str | None:
        """Return the text of a source file as stored; None where there is none, or no UTF-8."""
        raw = self.raw(name)
        try:
            return None if raw is None else decode(raw, name)
        except WorkspaceError:
            return None

    def is_changed(self, facts: Facts, record: NamedNode) -> bool:
        """Return whether the source of a record is there, and is not the one that was quoted."""
        raw = self.raw(facts.text(record, "sourceFile") or "")
        return raw is not None and facts.text(record, "sha256") != sha256(raw).hexdigest()


def check_sources(facts: Facts, sources: Sources) -> Iterator[Breach]:
    """Yield what differs between records, their quotations and the source files."""
    texts: dict[NamedNode, str] = {}
    for record in facts.of("Record"):
        name = facts.text(record, "sourceFile")
        # A name with a folder in it could lead out of the workspace; a shape finds it.
        if name is None or not PLAIN_NAME.fullmatch(name):
            continue
        text, raw = sources.text(name), sources.raw(name)
        if text is None or raw is None:
            yield _at(MISSING, record, "sourceFile", name)
            continue
        texts[record] = text
        digest = facts.text(record, "sha256")
        if digest is not None and digest != sha256(raw).hexdigest():
            yield _changed(record, name, digest, sources)
    for quotation in facts.of("Quotation"):
        yield from _check_quotation(facts, quotation, texts)


def _changed(record: NamedNode, name: str, digest: str, sources: Sources) -> Breach:
    """Return what is to be done about a file that has another SHA-256 than the record gives."""
    for path in sources.workspace.source_files():
        raw = sources.raw(path.name)
        if raw is not None and sha256(raw).hexdigest() == digest:
            message = f'It is that of {path.name}: write gov:sourceFile "{path.name}".'
            file = NamedNode(GOV + "sourceFile")
            return Breach(CHANGED, record, file, Literal(name), f"{CHANGED.message} {message}")
    own = sha256(sources.raw(name) or b"").hexdigest()
    message = f"{CHANGED.message} Its SHA-256 is now {own}."
    return Breach(CHANGED, record, NamedNode(GOV + "sha256"), Literal(digest), message)


def _check_quotation(
    facts: Facts, quotation: NamedNode, texts: dict[NamedNode, str]
) -> Iterator[Breach]:
    exact, printed = facts.text(quotation, "exact"), facts.text(quotation, "text")
    start, end = facts.number(quotation, "start"), facts.number(quotation, "end")
    record = facts.node(quotation, "quotedFrom")
    if exact is not None and printed is not None and printed != folded(exact):
        parted = _parting(printed, folded(exact)).replace("it has", "gov:exact has")
        message = REWORDED.message + (f" They part{parted}." if parted else "")
        path = NamedNode(GOV + "text")
        yield Breach(REWORDED, quotation, path, Literal(printed), message)
    if record is None:
        return
    if record in facts.classes and not facts.homes(quotation) <= facts.homes(record):
        message = ELSEWHERE.message
        yield Breach(ELSEWHERE, quotation, NamedNode(GOV + "quotedFrom"), record, message)
    if start is None or end is None or start >= end:
        return  # A shape finds that.
    text = texts.get(record)
    # A slice may reach beyond the end of the file, a quotation may not.
    if text is not None and exact is not None and (end > len(text) or text[start:end] != exact):
        yield _misquoted(quotation, exact, text, start)
        return
    # Offsets that are wrong say nothing of the passage.
    passage = facts.node(quotation, "inPassage")
    if passage is not None and not _is_inside(facts, passage, record, start, end):
        yield Breach(OUTSIDE, quotation, NamedNode(GOV + "inPassage"), passage, OUTSIDE.message)
    if text is None or exact is None:
        return
    locator = facts.text(quotation, "locator")
    if locator is not None and not _stands(locator, text[:start], exact):
        yield _at(MISNUMBERED, quotation, "locator", locator)


def _misquoted(quotation: NamedNode, exact: str, text: str, at: int) -> Breach:
    message = MISQUOTED.message
    match text.count(exact):
        case 0:
            message += f" The words do not stand in the source file{_nearest(exact, text, at)}."
        case 1:
            found = text.index(exact)
            message += f" The words stand at {found} to {found + len(exact)}."
        case n:
            message += f" The words stand in the source file {n} times."
    return Breach(MISQUOTED, quotation, NamedNode(GOV + "exact"), Literal(exact), message)


def _nearest(exact: str, text: str, at: int) -> str:
    """Return where a quotation and the source part, if they agree at first."""
    parted = _parting(exact, text[at : at + len(exact) + 1])
    return f":{parted}" if parted else ""


def _parting(quoted: str, source: str) -> str:
    """Return where some words and those that they are to be part, if they agree at first."""
    same = next((i for i, (a, b) in enumerate(zip(quoted, source, strict=False)) if a != b), None)
    if same is None or same < 3:
        return ""
    here, there = quoted[same : same + _SHOWN], source[same : same + _SHOWN]
    said = f" after {same} characters it has {there!r} where the quotation has {here!r}"
    # Two dashes, quotation marks or spaces can look the same.
    if not (quoted[same].isascii() and source[same].isascii()):
        said += f" (U+{ord(source[same]):04X} against U+{ord(quoted[same]):04X})"
    return said


def _is_inside(facts: Facts, passage: NamedNode, record: NamedNode, start: int, end: int) -> bool:
    first, last = facts.number(passage, "start"), facts.number(passage, "end")
    if first is None or last is None:
        return True
    return facts.node(passage, "quotedFrom") == record and first <= start and end <= last


def _stands(locator: str, before: str, exact: str) -> bool:
    """Whether a source prints a locator where a passage has it.

    ``Annex A, 13`` is a row that begins with its number, ``Action 13`` a label within the line;
    ``4.3`` stands right before the paragraph, perhaps with a full stop and mark-up.
    """
    row = re.fullmatch(r".+, (\d+\w?|\w)", locator)
    if row:
        return re.match(rf"[|\s*_]*{re.escape(row[1])}(?!\d)", exact) is not None
    if " " in locator and re.search(rf"(?<!\w){re.escape(locator)}(?!\w)", folded(exact)):
        return True
    # "4.3" is not printed by "14.3", nor "2.1" by "2.10".
    pattern = rf"(?<![\w.]){re.escape(locator)}[\s*_.:)|]*$"
    return re.search(pattern, before[-_NEAR:]) is not None


def printed_texts(facts: Facts, sources: Sources) -> list[str]:
    """Return the texts of the sources that records name."""
    names = (name for record in facts.every("Record") for name in facts.texts(record, "sourceFile"))
    texts = (sources.text(name) for name in names if PLAIN_NAME.fullmatch(name))
    return [text for text in texts if text is not None]


def folded(text: str) -> str:
    """Return text with each run of white space folded to one space."""
    return re.sub(r"\s+", " ", text)


def _at(rule: Rule, node: NamedNode, name: str, value: str | None) -> Breach:
    return Breach(
        rule, node, NamedNode(GOV + name), None if value is None else Literal(value), rule.message
    )
