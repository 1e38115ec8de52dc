"""What is asked of a board: every check of both stages, or a part of them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import NamedTuple

from pyoxigraph import NamedNode

from govgraph.model import Finding
from govgraph.validate import (
    absent,
    approvals,
    blanks,
    contact,
    dates,
    deadlines,
    figures,
    foreign_terms,
    grounds,
    headings,
    integrity,
    joins,
    layout,
    left_out,
    leftovers,
    lists,
    meetings,
    naming,
    numbers,
    origins,
    own_terms,
    parties,
    passages,
    reach,
    seats,
    sources,
    speakers,
    spelling,
    statuses,
    terms,
    texts,
    unquoted,
    wording,
)
from govgraph.validate.conformance import Focus, check_shapes
from govgraph.validate.facts import Facts
from govgraph.validate.kept_words import KeptWords
from govgraph.validate.own import check_own
from govgraph.validate.own_shapes import OwnShapes
from govgraph.validate.rules import INTEGRITY, STRUCTURE, Breach
from govgraph.validate.sources import Sources


class Subject(NamedTuple):
    """What is examined.

    Attributes:
        facts: the data of a board.
        files: the sources.
        own: the workspace's shapes.
        graphs: the names of the graphs of all documents, empty ones too.
        complete: whether no graph is missing because its document does not parse.
        engine: what checks the shapes: one of :data:`govgraph.shacl.ENGINES`.
        closed: the data with what follows, where that is kept in step; else it is worked out.
        words: the words of the files, where they are kept; None where all are read.
    """

    facts: Facts
    files: Sources
    own: OwnShapes
    graphs: Iterable[str]
    complete: bool
    engine: str
    closed: Facts | None = None
    words: KeptWords | None = None


class Part(NamedTuple):
    """A part of all that can be asked.

    Attributes:
        checks: the names of the checks to be made; None for all.
        focus: stage → the nodes at which the shapes that ship are checked in it; all where it has
            none.
    """

    checks: Collection[str] | None
    focus: Mapping[str, Focus]


class Examined(NamedTuple):
    """What was found.

    Attributes:
        structure: what was found in the data in the first stage.
        integrity: the same of the second stage.
        beside: what was found beside the data: in shapes, and among files.
        checks: the names of the checks that found something.
        at: the nodes at which the shapes of the first stage that ship found something.
    """

    structure: list[Breach]
    integrity: list[Breach]
    beside: list[Finding]
    checks: frozenset[str]
    at: frozenset[NamedNode]

    def part(self) -> Part:
        """Return what has to be asked of another board to see which of this is found there too."""
        later = {b.node for b in self.integrity if isinstance(b.node, NamedNode)}
        return Part(self.checks, {STRUCTURE: self.at, INTEGRITY: later})


_STRUCTURE: Mapping[str, Callable[[Subject], Iterator[Breach]]] = {
    "terms": lambda s: terms.check_terms(s.facts),
    "references": lambda s: terms.check_references(s.facts),
    "names": lambda s: terms.check_names(s.facts, s.graphs),
    "sources": lambda s: sources.check_sources(s.facts, s.files),
    "wording": lambda s: wording.check_wording(s.facts),
    "figures": lambda s: figures.check_figures(s.facts),
    "naming": lambda s: naming.check_naming(s.facts),
    "lists": lambda s: lists.check_lists(s.facts, s.files),
    "meetings": lambda s: meetings.check_meetings(s.facts),
    "unquoted": lambda s: unquoted.check_unquoted(s.facts, s.files),
    "deadlines": lambda s: deadlines.check_deadlines(s.facts),
    "statuses": lambda s: statuses.check_statuses(s.facts, s.words),
    "blanks": lambda s: blanks.check_blanks(s.facts),
    "headings": lambda s: headings.check_headings(s.facts, s.files),
    "dates": lambda s: dates.check_dates(s.facts, s.files),
    "speakers": lambda s: speakers.check_speakers(s.facts),
    "parties": lambda s: parties.check_parties(s.facts),
    "passages": lambda s: passages.check_passages(s.facts),
    "contact": lambda s: contact.check_contact(s.facts),
    "numbers": lambda s: numbers.check_numbers(s.facts, s.files),
    "absent": lambda s: absent.check_absent(s.facts),
    "reach": lambda s: reach.check_reach(s.facts, s.own),
    "foreign terms": lambda s: foreign_terms.check_foreign_terms(s.facts),
    "grounds": lambda s: grounds.check_grounds(s.facts),
    "left out": lambda s: left_out.check_left_out(s.facts),
    "texts": lambda s: texts.check_texts(s.facts, s.files, s.words),
    "spelling": lambda s: spelling.check_spelling(s.facts, s.files, s.words),
    "seats": lambda s: seats.check_seats(s.facts),
    "approvals": lambda s: approvals.check_approvals(s.facts),
    "joins": lambda s: joins.check_joins(s.facts),
    "origins": lambda s: origins.check_origins(s.facts, s.files),
    "layout": lambda s: layout.check_layout(s.facts, s.files),
    "own shapes": lambda s: check_own(s.own, STRUCTURE, s.facts, s.engine),
}
_BESIDE: Mapping[str, Callable[[Subject], Iterator[Finding]]] = {
    "own terms": lambda s: own_terms.check_own_terms(s.own),
    "own targets": lambda s: own_terms.check_own_targets(s.own, s.facts),
    "files": lambda s: leftovers.check_files(s.files.workspace, s.facts),
}
_SHAPES = "shapes"
# Where those rules stand that are no shapes, apart from what is found in reading and in sorting.
MODULES = (
    *(terms, sources, wording, figures, naming, headings, lists, dates, meetings, speakers),
    *(parties, passages, contact, integrity, foreign_terms, grounds, left_out, texts, spelling),
    *(joins, origins, layout, blanks, deadlines, statuses, unquoted, numbers, absent, reach),
    *(seats, approvals, own_terms, leftovers),
)


def examine(subject: Subject, part: Part | None = None) -> Examined:
    """Return what is found.

    Args:
        subject: what is examined.
        part: what is asked; None for everything.

    Raises:
        ValidationError: the shapes cannot be used.
    """
    asked, focus = (None, {}) if part is None else part
    found: dict[str, list[Breach]] = {}
    for name, check in _STRUCTURE.items():
        if asked is None or name in asked:
            found[name] = list(check(subject))
    facts, own, engine = subject.facts, subject.own, subject.engine
    by_shapes: list[Breach] = []
    if asked is None or _SHAPES in asked:
        by_shapes = list(check_shapes(STRUCTURE, facts, engine, focus.get(STRUCTURE)))
        found[_SHAPES] = by_shapes
    structure = [breach for breaches in found.values() for breach in breaches]
    beside = {n: list(c(subject)) for n, c in _BESIDE.items() if asked is None or n in asked}
    if subject.complete and (asked is None or INTEGRITY in asked):
        at = focus.get(INTEGRITY)
        found[INTEGRITY] = list(
            integrity.check_integrity(facts, own, engine, at)
            if subject.closed is None
            else integrity.check_kept(subject.closed, engine, at)
        )
    return Examined(
        structure,
        found.get(INTEGRITY, []),
        [finding for findings in beside.values() for finding in findings],
        frozenset(name for name, some in (*found.items(), *beside.items()) if some),
        frozenset(b.node for b in by_shapes if isinstance(b.node, NamedNode)),
    )
