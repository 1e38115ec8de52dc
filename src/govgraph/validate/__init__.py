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

from govgraph.model import Finding
from govgraph.shacl import COMPILED
from govgraph.validate import absent, causes, documents, integrity, leftovers, own_terms, terms
from govgraph.validate.check import Check
from govgraph.validate.conformance import validator
from govgraph.validate.context import Given, Identity, changed_by, identity, order
from govgraph.validate.documents import Board, Document, Texts
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
    given = Given(workspace, new, files, own, engine, in_context=bool(new) and not show_all)
    if keeper is not None and given.in_context and not (whole or own.rules) and engine == COMPILED:
        # Copies of stores are for large boards only.
        from govgraph.validate.trying import tried

        quick = tried(given, keeper, findings_in)
        if quick is not None:
            return _as_check(given, quick)
    return _on_files(given, whole)


def _on_files(given: Given, whole: bool) -> Check:
    """Check all files, which are read; the shapes, if not ``whole``, near to what is new."""
    workspace, new, own = given.workspace, given.new, given.own
    filed = documents.on_file(workspace)
    board, broken = documents.assemble(filed, new)
    facts = Facts(board.store, vocabulary(), workspace.base)
    subject = Subject(facts, given.files, own, board.documents, board.complete, given.engine)
    changed = changed_by(new, filed, board) if given.in_context and not whole else None
    examined = examine(subject, changed and Part(None, {STRUCTURE: changed}))
    looked_at = new or filed
    broken += leftovers.check_empty(workspace, board, looked_at)
    # To find lines and columns takes longer than to check: only what is reported needs them.
    found, held = findings_in(examined, facts, Places(board, facts.base, not given.in_context))
    everything = sorted({*broken, *found}, key=order)
    if given.in_context:
        known = _known_without(given, filed, examined.part()) if found or held else set()
        is_new = any(identity(f) not in known for f in (*found, *held))
        if is_new and changed is not None:
            # What is new may be the cause or the consequence of something anywhere.
            return _on_files(given, whole=True)
        found, held = _placed(examined, facts, board, known) if is_new else ([], [])
        shown = {d.shown for d in new}
        broken = [f for f in broken if f.file in shown or f.file is None]
    return Check(
        sorted({*broken, *found}, key=order),
        everything,
        held,
        frozenset() if board.complete else _needing_every_file(),
        facts,
        given.files,
        _texts(given, (*filed, *new)),
        _held_to(own),
        len(looked_at),
        leftovers.size(board, looked_at),
        tuple(d.shown for d in looked_at if board.documents.get(d.graph) is not d),
        next(filter(None, _notes(own, given.engine)), ""),
    )


def _placed(
    examined: Examined, facts: Facts, board: Board, known: set[Identity]
) -> tuple[list[Finding], list[Finding]]:
    """Return what is new, and what of it is held back, each with its place."""
    near = Places(board, facts.base, exact=False).finding
    exact = Places(board, facts.base)
    found, held = findings_in(examined, facts, exact, lambda b: identity(near(b)) not in known)
    return _told([f for f in found if identity(f) not in known], held)


def _told(found: list[Finding], held: list[Finding]) -> tuple[list[Finding], list[Finding]]:
    """Return what is told of new data: what is old and not told is no cause to wait for."""
    return (found, held) if any(f.severity == VIOLATION for f in found) else ([*found, *held], [])


def _as_check(given: Given, tried: Tried) -> Check:
    """Return what was found by trying new data."""
    broken = leftovers.check_empty(given.workspace, tried.board, given.new)
    found, held = _told(tried.found, tried.held)
    reported = sorted({*broken, *found}, key=order)
    return Check(
        reported,
        reported,
        held,
        frozenset(),
        tried.facts,
        given.files,
        {**tried.texts, **_texts(given, given.new)},
        _held_to(given.own),
        len(given.new),
        leftovers.size(tried.board, given.new),
        note=next(filter(None, _notes(given.own, COMPILED)), ""),
    )


def _texts(given: Given, documents: Sequence[Document]) -> Texts:
    return Texts(documents, {file.shown: file.text for file in given.own.files.values()})


def _held_to(own: OwnShapes) -> dict[str, Rule]:
    asked = (rule for shape, rule in own.rules.items() if asks(own.store, shape))
    return {rule.code: rule for rule in (*rules(), *asked)}


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


def _known_without(given: Given, filed: Sequence[Document], part: Part | None) -> set[Identity]:
    """Return what is wrong without new data; a filed document that is named itself is new.

    Only that part is asked which found something with the new data; the rest finds nothing new.
    """
    named = {d.path for d in given.new}
    board, _ = documents.assemble([d for d in filed if d.path not in named])
    facts = Facts(board.store, vocabulary(), given.workspace.base)
    complete = board.complete
    subject = Subject(facts, given.files, given.own, board.documents, complete, given.engine)
    places = Places(board, facts.base, exact=False)
    found, held = findings_in(examine(subject, part), facts, places)
    return {identity(f) for f in (*found, *held)}
