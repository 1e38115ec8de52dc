"""Validation: data against the shapes, and every quotation against its source.

It has two stages. Structure is checked on what is asserted: where inference gives a class to
whatever a property leads to, no class is ever wrong. Integrity is checked after it, on what is
asserted and what follows.

What is checked is always the whole board, with new data put in place of what it replaces: a
record alone would look broken wherever it refers to another.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode, Triple

from govgraph.model import Finding
from govgraph.shacl import COMPILED
from govgraph.validate import absent, causes, documents, integrity, leftovers, own_terms, terms
from govgraph.validate.check import Check
from govgraph.validate.conformance import Changed, validator
from govgraph.validate.documents import Board, Document
from govgraph.validate.examining import MODULES, Examined, Part, Subject, examine
from govgraph.validate.facts import Facts
from govgraph.validate.own import open_own_shapes, own_validator
from govgraph.validate.own_rules import asks
from govgraph.validate.own_shapes import OwnShapes
from govgraph.validate.places import Places
from govgraph.validate.rules import INTEGRITY, STRUCTURE, VIOLATION, Breach, Rule
from govgraph.validate.shapes import load_shapes
from govgraph.validate.sources import Sources
from govgraph.validate.vocabulary import vocabulary
from govgraph.workspace import Workspace

if TYPE_CHECKING:
    from govgraph.store import Keeper
    from govgraph.validate.trying import Tried

__all__ = ["Check", "Rule", "check", "findings_in", "rules", "validate"]

# What is missing may stand in a file that does not parse.
NEEDS_EVERY_FILE = frozenset(
    {
        *(terms.UNTYPED.code, terms.DANGLING.code, "GG077", "GG185", "GG205", "GG228", "GG251"),
        *("GG282", "GG345", "GG346", "GG347", "GG350", "GG351", "GG352", "GG358", "GG360", "GG363"),
        *("GG430", "GG431", "GG437", "GG442"),
        *("GG481", "GG482", "GG483", "GG485", "GG488", "GG489"),
        *(absent.ABSENT.code, own_terms.UNMET.code, leftovers.UNNAMED.code),
    }
)


# What makes two findings the same.
Identity = tuple[str | None, ...]


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
    whole: bool = False,
    pending: Mapping[str, bytes] | None = None,
    keeper: Keeper | None = None,
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
        whole: with new data, whether shapes are checked also where it changes nothing, so that
            ``all`` of the check holds what was wrong before.
        pending: source files that come with the new data and are not in their folder yet.
        keeper: what keeps the stores of the workspace on disk. With it new data is tried there
            where that can be, and else, as without it, on all files, which are read.

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
    new = documents.given(workspace, paths, stdin)
    files = Sources(workspace, dict(pending or {}))
    in_context = bool(new) and not show_all
    if keeper is not None and in_context and not (whole or own.rules) and engine == COMPILED:
        # Copies of stores are for large boards only.
        from govgraph.validate.trying import tried

        quick = tried(workspace, new, keeper, files, own, findings_in, _identity)
        if quick is not None:
            return _as_check(workspace, new, quick, files, own)
    filed = documents.on_file(workspace)
    board, broken = documents.assemble(filed, new)
    facts = Facts(board.store, vocabulary(), workspace.base)
    subject = Subject(facts, files, own, board.documents, board.complete, engine)
    changed = _changed(filed, new, board) if in_context and not whole else None
    examined = examine(subject, changed and Part(None, {STRUCTURE: changed}))
    looked_at = new or filed
    broken += leftovers.check_empty(workspace, board, looked_at)
    # To find lines and columns takes longer than to check: only what is reported needs them.
    found, held = findings_in(examined, facts, Places(board, facts.base, exact=not in_context))
    everything = sorted({*broken, *found}, key=_order)
    if in_context:
        given = {d.shown for d in new}
        broken = [f for f in broken if f.file in given or f.file is None]
        known = set[Identity]()
        if found or held:
            known = _known_without(workspace, filed, new, files, own, engine, examined.part())
        if all(_identity(f) in known for f in (*found, *held)):
            found, held = [], []
        elif changed is not None:
            # What is new may be the cause or the consequence of something anywhere.
            return check(workspace, paths, stdin, show_all, engine, True, pending)
        else:
            near = Places(board, facts.base, exact=False).finding
            exact = Places(board, facts.base)
            found, held = findings_in(
                examined, facts, exact, lambda b: _identity(near(b)) not in known
            )
            found = [f for f in found if _identity(f) not in known]
            # What is old and not told is no cause to wait for.
            if not any(f.severity == VIOLATION for f in found):
                found, held = [*found, *held], []
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


def _as_check(
    workspace: Workspace, new: Sequence[Document], tried: Tried, files: Sources, own: OwnShapes
) -> Check:
    """Return what was found by trying new data."""
    broken = [*leftovers.check_empty(workspace, tried.board, new)]
    found, held = tried.found, tried.held
    # What is old and not told is no cause to wait for.
    if not any(f.severity == VIOLATION for f in found):
        found, held = [*found, *held], []
    reported = sorted({*broken, *found}, key=_order)
    held_to = {rule.code: rule for rule in rules()}
    size = leftovers.size(tried.board, new)
    note = next(filter(None, _notes(own, COMPILED)), "")
    nothing = frozenset[str]()
    texts = {**tried.texts, **{d.shown: d.text for d in new}}
    return Check(
        *(reported, reported, held, nothing, tried.facts, files, texts, held_to),
        *(len(new), size, (), note),
    )


def rules() -> list[Rule]:
    """Return every rule that any data is held to, by code.

    Raises:
        ValidationError: the shapes cannot be used.
    """
    checked = (rule for module in (documents, causes, *MODULES) for rule in module.RULES)
    return sorted((*checked, *load_shapes().rules.values()), key=lambda rule: rule.code)


def _notes(own: OwnShapes, engine: str) -> Iterator[str]:
    for stage in (STRUCTURE, INTEGRITY):
        yield validator(stage, engine).note
        if own.graphs(stage):
            yield own_validator(own, stage, engine).note


def _needing_every_file() -> frozenset[str]:
    return NEEDS_EVERY_FILE | {rule.code for rule in rules() if rule.stage == INTEGRITY}


def findings_in(
    examined: Examined,
    facts: Facts,
    places: Places,
    wanted: Callable[[Breach], bool] = lambda _: True,
) -> tuple[list[Finding], list[Finding]]:
    """Return what was found, and what is held back until its cause is mended.

    Args:
        examined: what was found.
        facts: the data in which it was found.
        places: where it is.
        wanted: which of it is to be returned.
    """
    first = causes.causes(examined.structure, facts, places)
    told = integrity.told(examined.structure)
    found: list[Breach] = []
    held: list[Breach] = []
    for breach in examined.structure:
        (held if first.rests(breach) else found).append(breach)
    for breach in examined.integrity:
        rests = integrity.rests_on(breach, told) or first.rests(breach)
        (held if rests else found).append(breach)
    shown = [*map(places.finding, filter(wanted, found)), *first.findings, *examined.beside]
    if not places.complete:
        shown = [f for f in shown if f.code not in NEEDS_EVERY_FILE]
    return shown, [*map(places.finding, filter(wanted, held))]


def _changed(filed: Sequence[Document], new: Sequence[Document], board: Board) -> Changed | None:
    """Return the statements by which a board with new data differs from the one without.

    None where a file does not parse, so that one of the two is not known, or where it is more than
    half of all.
    """
    named, graphs = {d.path for d in new}, {d.graph for d in new}
    before, _ = documents.assemble([d for d in filed if d.graph in graphs and d.path not in named])
    if not (board.complete and before.complete):
        return None
    changed: set[Triple] = set()
    for graph in map(NamedNode, graphs):
        one, other = (
            {quad.triple for quad in side.store.quads_for_pattern(None, None, None, graph)}
            for side in (before, board)
        )
        changed |= one ^ other
    # To look for what so much may concern takes longer than to check everything.
    return None if len(changed) > len(board.store) / 2 else Changed(frozenset(changed))


def _known_without(
    workspace: Workspace,
    filed: Sequence[Document],
    new: Sequence[Document],
    files: Sources,
    own: OwnShapes,
    engine: str,
    part: Part | None,
) -> set[Identity]:
    """Return what is wrong without new data; a filed document that is named itself is new.

    Only that part is asked which found something with the new data; the rest finds nothing new.
    """
    named = {d.path for d in new}
    board, _ = documents.assemble([d for d in filed if d.path not in named])
    facts = Facts(board.store, vocabulary(), workspace.base)
    subject = Subject(facts, files, own, board.documents, board.complete, engine)
    places = Places(board, facts.base, exact=False)
    found, held = findings_in(examine(subject, part), facts, places)
    return {_identity(f) for f in (*found, *held)}


def _identity(finding: Finding) -> Identity:
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
