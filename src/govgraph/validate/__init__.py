"""Validation: data against the shapes, and every quotation against its source.

It has two stages. Structure is checked on what is asserted: where inference gives a class to
whatever a property leads to, no class is ever wrong. Integrity is checked after it, on what is
asserted and what follows.

What is checked is always the whole board, with new data put in place of what it replaces: a
record alone would look broken wherever it refers to another.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from govgraph.model import Finding
from govgraph.shacl import COMPILED
from govgraph.validate import (
    absent,
    causes,
    contact,
    dates,
    documents,
    figures,
    foreign_terms,
    grounds,
    headings,
    integrity,
    joins,
    layout,
    left_out,
    leftovers,
    naming,
    numbers,
    origins,
    own_terms,
    parties,
    passages,
    reach,
    sources,
    speakers,
    spelling,
    terms,
    texts,
    wording,
)
from govgraph.validate.check import Check
from govgraph.validate.conformance import check_shapes, validator
from govgraph.validate.documents import Board, Document
from govgraph.validate.facts import Facts
from govgraph.validate.own import check_own, open_own_shapes, own_validator
from govgraph.validate.own_rules import asks
from govgraph.validate.own_shapes import OwnShapes
from govgraph.validate.places import Places
from govgraph.validate.rules import INTEGRITY, STRUCTURE, Breach, Rule
from govgraph.validate.shapes import load_shapes
from govgraph.validate.sources import Sources
from govgraph.validate.vocabulary import vocabulary
from govgraph.workspace import Workspace

__all__ = ["Check", "Rule", "check", "findings_in", "rules", "validate"]

# What is missing may stand in a file that does not parse.
NEEDS_EVERY_FILE = frozenset(
    {
        *(terms.UNTYPED.code, terms.DANGLING.code, "GG077", "GG185", "GG205", "GG228", "GG251"),
        *("GG282", "GG345", "GG346", "GG347", "GG350", "GG351", "GG352", "GG358", "GG360", "GG363"),
        *("GG430", "GG431", "GG437", "GG442"),
        *(absent.ABSENT.code, own_terms.UNMET.code, leftovers.UNNAMED.code),
    }
)


def validate(
    workspace: Workspace,
    paths: Sequence[str | Path] = (),
    stdin: bytes | None = None,
    show_all: bool = False,
    engine: str = COMPILED,
) -> list[Finding]:
    """Return what :func:`check` finds."""
    return check(workspace, paths, stdin, show_all, engine).findings


def check(
    workspace: Workspace,
    paths: Sequence[str | Path] = (),
    stdin: bytes | None = None,
    show_all: bool = False,
    engine: str = COMPILED,
) -> Check:
    """Return what is wrong with the data of a workspace, or with new data in its context.

    Args:
        workspace: what is on file.
        paths: new data: Turtle files, folders of them, or ``-`` for stdin. Each file takes the
            place of the one on file under its name for the check. With none, everything on
            file is checked.
        stdin: the bytes that ``-`` stands for. They take the place of the record that they
            declare.
        show_all: with new data, whether to return what was wrong without it too.
        engine: what checks the shapes: one of :data:`govgraph.shacl.ENGINES`.

    Returns:
        The check. With new data, its findings are those that are not there without it,
        in the new data and in older records; a file on file that is named itself counts as new.
        What rests on a thing with a violation of structure is held back. Where a file does not
        parse, nothing is inferred and integrity is not checked; the check says so.

    Raises:
        ValidationError: the shapes cannot be used, those of the workspace among them, or a path
            names nothing that can be checked.
        WorkspaceError: a file cannot be read, or is not UTF-8.
    """
    own = open_own_shapes(workspace)
    filed = documents.on_file(workspace)
    new = documents.given(workspace, paths, stdin)
    files = Sources(workspace)
    board, broken = documents.assemble(filed, new)
    facts = Facts(board.store, vocabulary(), workspace.base)
    found, held = findings_in(facts, board, files, own, engine)
    looked_at = new or filed
    broken += leftovers.check_empty(workspace, board, looked_at)
    everything = sorted({*broken, *found}, key=_order)
    if new and not show_all:
        given = {d.shown for d in new}
        broken = [f for f in broken if f.file in given or f.file is None]
        if found or held:
            known = _known_without(workspace, filed, new, files, own, engine)
            found = [f for f in found if _identity(f) not in known]
            held = [f for f in held if _identity(f) not in known]
    texts = {d.shown: d.text for d in (*filed, *new)}
    texts |= {file.shown: file.text for file in own.files.values()}
    reported = sorted({*broken, *found}, key=_order)
    unchecked = frozenset() if board.complete else _needing_every_file()
    asked = (rule for shape, rule in own.rules.items() if asks(own.store, shape))
    held_to = {rule.code: rule for rule in (*rules(), *asked)}
    unread = tuple(d.shown for d in looked_at if board.documents.get(d.graph) is not d)
    counted = len(looked_at), leftovers.size(board, looked_at), unread
    note = next(filter(None, _notes(own, engine)), "")
    return Check(
        reported, everything, held, unchecked, facts, files, texts, held_to, *counted, note
    )


def rules() -> list[Rule]:
    """Return every rule that any data is held to, by code.

    Raises:
        ValidationError: the shapes cannot be used.
    """
    modules = (
        *(documents, terms, causes, sources, wording, figures, naming),
        *(headings, dates, speakers, parties, passages, contact, integrity),
        *(foreign_terms, grounds, left_out, texts, spelling, joins, origins, layout),
        *(numbers, absent, reach, own_terms, leftovers),
    )
    checked = (rule for module in modules for rule in module.RULES)
    return sorted((*checked, *load_shapes().rules.values()), key=lambda rule: rule.code)


def _notes(own: OwnShapes, engine: str) -> Iterator[str]:
    for stage in (STRUCTURE, INTEGRITY):
        yield validator(stage, engine).note
        if own.graphs(stage):
            yield own_validator(own, stage, engine).note


def _needing_every_file() -> frozenset[str]:
    return NEEDS_EVERY_FILE | {rule.code for rule in rules() if rule.stage == INTEGRITY}


def findings_in(
    facts: Facts, board: Board, files: Sources, own: OwnShapes, engine: str, exact: bool = True
) -> tuple[list[Finding], list[Finding]]:
    """Return what is found, and what is held back until violations of structure are mended.

    Args:
        facts: the data of the board.
        board: the files.
        files: the sources.
        own: the workspace's shapes.
        engine: what checks the shapes: one of :data:`govgraph.shacl.ENGINES`.
        exact: whether findings are to have their lines and columns, which takes longer.

    Raises:
        ValidationError: the shapes cannot be used.
    """
    places = Places(board, facts.base, exact)
    breaches = list(_structure(facts, files, own, board.documents, engine))
    first = causes.causes(breaches, facts, board, places)
    found: list[Breach] = []
    held: list[Breach] = []
    for breach in breaches:
        (held if first.rests(breach) else found).append(breach)
    if board.complete:
        told = integrity.told(breaches)
        for breach in integrity.check_integrity(facts, own, engine):
            rests = integrity.rests_on(breach, told) or first.rests(breach)
            (held if rests else found).append(breach)
    beside = (*first.findings, *_beside(facts, files, own))
    findings = [*map(places.finding, found), *beside], [*map(places.finding, held)]
    if board.complete:
        return findings
    return [f for f in findings[0] if f.code not in NEEDS_EVERY_FILE], findings[1]


def _beside(facts: Facts, files: Sources, own: OwnShapes) -> Iterator[Finding]:
    """Yield what is found beside the data: in the workspace's shapes, and among its files."""
    yield from own_terms.check_own_terms(own)
    yield from own_terms.check_own_targets(own, facts)
    yield from leftovers.check_files(files.workspace, facts)


def _structure(
    facts: Facts, files: Sources, own: OwnShapes, graphs: Iterable[str], engine: str
) -> Iterator[Breach]:
    yield from terms.check_terms(facts)
    yield from terms.check_references(facts)
    yield from terms.check_names(facts, graphs)
    yield from sources.check_sources(facts, files)
    yield from wording.check_wording(facts)
    yield from figures.check_figures(facts)
    yield from naming.check_naming(facts)
    yield from headings.check_headings(facts, files)
    yield from dates.check_dates(facts, files)
    yield from speakers.check_speakers(facts)
    yield from parties.check_parties(facts)
    yield from passages.check_passages(facts)
    yield from contact.check_contact(facts)
    yield from numbers.check_numbers(facts, files)
    yield from absent.check_absent(facts)
    yield from reach.check_reach(facts, own)
    yield from foreign_terms.check_foreign_terms(facts)
    yield from grounds.check_grounds(facts)
    yield from left_out.check_left_out(facts)
    yield from texts.check_texts(facts, files)
    yield from spelling.check_spelling(facts, files)
    yield from joins.check_joins(facts)
    yield from origins.check_origins(facts, files)
    yield from layout.check_layout(facts, files)
    yield from check_shapes(STRUCTURE, facts, engine)
    yield from check_own(own, STRUCTURE, facts, engine)


def _known_without(
    workspace: Workspace,
    filed: Sequence[Document],
    new: Sequence[Document],
    files: Sources,
    own: OwnShapes,
    engine: str,
) -> set[tuple[str | None, ...]]:
    """Return what is wrong without new data; a filed document that is named itself is new."""
    named = {d.path for d in new}
    board, _ = documents.assemble([d for d in filed if d.path not in named])
    facts = Facts(board.store, vocabulary(), workspace.base)
    found, held = findings_in(facts, board, files, own, engine, exact=False)
    return {_identity(f) for f in (*found, *held)}


def _identity(finding: Finding) -> tuple[str | None, ...]:
    """Return what makes two findings the same, wherever in a file they are."""
    named = finding.node or finding.file
    return finding.code, named, finding.path, finding.value, finding.message


def _order(finding: Finding) -> tuple[str, int, int, str, str, str, str, str]:
    return (
        finding.file or "",
        finding.line or 0,
        finding.column or 0,
        finding.code,
        finding.node or "",
        finding.path or "",
        finding.value or "",
        finding.message,
    )
