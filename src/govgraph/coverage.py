"""How much of the sources is held: paragraphs, numbered actions, and characters.

A paragraph is held when something is said on the strength of it: when a node that is neither a
quotation nor a short form has the passage, or a quotation in it, as evidence. Where nothing is,
the editor says why with ``gov:nothingElse``.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256

from pyoxigraph import NamedNode, Store

from govgraph.action_lines import ActionLine, action_lines
from govgraph.errors import LookupFailedError, WorkspaceError
from govgraph.model import Overlap, RecordCoverage, SilentPassage, SourceWords, Tally
from govgraph.names import compact, did_you_mean, expand
from govgraph.validate.facts import Facts
from govgraph.validate.sources import PLAIN_NAME, Sources, folded
from govgraph.validate.stretches import Stretch, stated_on, stretches_of
from govgraph.validate.vocabulary import vocabulary
from govgraph.workspace import Workspace


class Source:
    """The text of a source file, with its lines.

    Args:
        name: the file's name.
        text: what it holds.
    """

    def __init__(self, name: str, text: str) -> None:
        self.name = name
        self.text = text
        self._ends = [i for i, c in enumerate(text) if c == "\n"]

    def words(self, start: int, end: int, label: str | None = None) -> SourceWords:
        """Return a stretch with white space folded, and the line that it begins on."""
        line = bisect_left(self._ends, start) + 1
        return SourceWords(line, label, folded(self.text[start:end]).strip())

    def characters(self, start: int, end: int) -> int:
        """Return how many characters of a stretch are no white space."""
        return sum(not c.isspace() for c in self.text[start:end])


def coverage(
    store: Store, workspace: Workspace, names: Sequence[str] = ()
) -> tuple[RecordCoverage, ...]:
    """Return how much of each record is held.

    Args:
        store: the data of the workspace.
        workspace: where the sources are.
        names: the records that are meant, by name, IRI or CURIE; with none, all on file.

    Raises:
        LookupFailedError: no record on file has a name that is given.
        WorkspaceError: a source file cannot be read, or is not the one that was quoted.
    """
    facts = Facts(store, vocabulary(), workspace.base)
    records = list(facts.of("Record"))
    asked = {_find(facts, records, name) for name in names}
    sources = Sources(workspace)
    return tuple(
        _of_record(facts, record, _source(facts, sources, record))
        for record in records
        if record in asked or not names
    )


def total(parts: Iterable[RecordCoverage]) -> Tally:
    """Return the sums over records."""
    tallies = [Tally(0, 0, 0, 0, 0, 0, 0), *(part.tally for part in parts)]
    return Tally(*(sum(numbers) for numbers in zip(*tallies, strict=True)))


def _name(facts: Facts, record: NamedNode) -> str:
    return record.value.removeprefix(f"{facts.base}record/")


def _find(facts: Facts, records: Iterable[NamedNode], name: str) -> NamedNode:
    known = {_name(facts, r): r for r in records}
    iri = expand(name, facts.base)
    for record in known.values():
        if record.value == iri:
            return record
    if name not in known:
        hint = did_you_mean(name, known) or "See 'govgraph query records'."
        raise LookupFailedError("unknown-record", f"there is no record '{name}' on file.", hint)
    return known[name]


def _source(facts: Facts, sources: Sources, record: NamedNode) -> Source:
    """Return the source of a record.

    Raises:
        WorkspaceError: there is none to read, or the offsets are those of another file.
    """
    name = facts.text(record, "sourceFile")
    if name is None or not PLAIN_NAME.fullmatch(name):
        message = "the record names no source file."
        hint = "Give the name of a file in the folder of sources with gov:sourceFile."
        raise WorkspaceError("no-source", message, _name(facts, record), hint)
    shown = sources.workspace.shown(sources.workspace.sources / name)
    text, raw = sources.text(name), sources.raw(name)
    if text is None or raw is None:
        message = f"the source of {_name(facts, record)} cannot be read."
        hint = "Put it into the folder of sources, as text in UTF-8."
        raise WorkspaceError("no-source", message, shown, hint)
    digest = facts.text(record, "sha256")
    if digest is not None and digest != sha256(raw).hexdigest():
        message = "this is not the file that was quoted: its SHA-256 is another."
        raise WorkspaceError("changed-source", message, shown, "Run 'govgraph validate'.")
    return Source(name, text)


def _of_record(facts: Facts, record: NamedNode, source: Source) -> RecordCoverage:
    stretches = sorted(stretches_of(facts, record), key=lambda s: (s.start, -s.end, s.node.value))
    # Words that do not stand where the data says are a finding of validation; nothing is held
    # by them.
    placed = [
        s
        for s in stretches
        if s.start < s.end and source.text[s.start : s.end] == facts.text(s.node, "exact")
    ]
    passages = [s for s in stretches if s.is_passage]
    held = _held(facts, stretches)
    silent = tuple(_silent(facts, source, p) for p in passages if p.node not in held)
    lines = list(action_lines(source.text))
    missing = _without_statement(facts, lines, stretches)
    quoted = list(_merged(placed))
    tally = Tally(
        passages=len(passages),
        with_statement=len(passages) - len(silent),
        with_reason=sum(s.reason is not None for s in silent),
        action_lines=len(lines),
        action_lines_held=len(lines) - len(missing),
        characters=source.characters(0, len(source.text)),
        characters_held=sum(source.characters(start, end) for start, end in quoted),
    )
    return RecordCoverage(
        _name(facts, record),
        source.name,
        tally,
        silent,
        tuple(source.words(line.start, line.end, line.label) for line in missing),
        tuple(_overlaps(facts, source, placed)),
        tuple(_not_quoted(source, quoted)),
    )


def _held(facts: Facts, stretches: Sequence[Stretch]) -> set[NamedNode]:
    """Return the passages that a statement rests on."""
    proofs = [s for s in stretches if s.statements]
    starts = [s.start for s in proofs]
    held = {s.node for s in proofs} | {facts.node(s.node, "inPassage") for s in proofs}
    for passage in (s for s in stretches if s.is_passage):
        inside = proofs[bisect_left(starts, passage.start) : bisect_left(starts, passage.end)]
        if any(proof.end <= passage.end for proof in inside):
            held.add(passage.node)
    return {node for node in held if node is not None}


def _silent(facts: Facts, source: Source, passage: Stretch) -> SilentPassage:
    words = source.words(passage.start, passage.end, facts.text(passage.node, "locator"))
    reason = folded(" ".join(facts.texts(passage.node, "nothingElse"))).strip()
    return SilentPassage(compact(passage.node.value, facts.base), words, reason or None)


def _without_statement(
    facts: Facts, lines: Iterable[ActionLine], quoted: Sequence[Stretch]
) -> list[ActionLine]:
    """Return the lines on whose words no statement of an action of that number rests."""
    return [
        line
        for line in lines
        if not any(
            line.number in facts.texts(statement, "number")
            for statement in stated_on(facts, line, quoted)
        )
    ]


def _overlaps(facts: Facts, source: Source, stretches: Sequence[Stretch]) -> Iterator[Overlap]:
    """Yield the pairs that share words without one holding the other, and passages that do."""
    for place, first in enumerate(stretches, start=1):
        for second in stretches[place:]:
            if second.start >= first.end:
                break
            both = first.is_passage and second.is_passage
            if both or second.end > first.end:
                one, other = (compact(s.node.value, facts.base) for s in (first, second))
                shared = source.words(second.start, min(first.end, second.end))
                yield Overlap(one, other, both, shared)


def _merged(stretches: Iterable[Stretch]) -> Iterator[tuple[int, int]]:
    """Yield from where to where the source is held, in order; the first begins with the file."""
    begun = reached = 0
    for stretch in stretches:
        if stretch.start > reached:
            yield begun, reached
            begun = stretch.start
        reached = max(reached, stretch.end)
    yield begun, reached


def _not_quoted(source: Source, quoted: Sequence[tuple[int, int]]) -> Iterator[SourceWords]:
    """Yield what of the source is in no stretch, each line by itself."""
    gaps = zip(
        (end for _, end in quoted),
        (*(start for start, _ in quoted[1:]), len(source.text)),
        strict=True,
    )
    for start, end in gaps:
        at = start
        for part in source.text[start:end].split("\n"):
            if part.strip():
                yield source.words(at, at + len(part))
            at += len(part) + 1
