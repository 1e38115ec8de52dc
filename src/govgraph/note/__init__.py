"""A note of what a record says of an action, with its words: what is to be written, checked.

Nothing is written here: :func:`prepare` returns the files as they are to be.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from pyoxigraph import NamedNode

from govgraph.errors import GovgraphError
from govgraph.load import open_store
from govgraph.lookup import action_names
from govgraph.model import Finding
from govgraph.names import SKOS, compact
from govgraph.note.days import refuse_other_day
from govgraph.note.entry import Entry, filed, unfiled
from govgraph.note.event import event
from govgraph.note.grounds import basis_of, is_told_of, refuse_contradiction
from govgraph.note.linked import Linked, linked_with
from govgraph.note.named import Action, find_action, find_speaker, find_status
from govgraph.note.own_word import is_only_said
from govgraph.note.sources import Held, hold
from govgraph.note.telling import speaker_told, status_told
from govgraph.note.turtle import added
from govgraph.prose import count, is_day
from govgraph.rdfio import decode, read_data
from govgraph.validate import check
from govgraph.validate.facts import Facts
from govgraph.validate.vocabulary import vocabulary
from govgraph.workspace import Workspace

__all__ = ["Change", "Noted", "Request", "prepare"]

_LABEL = f"{SKOS}prefLabel"
# How many characters a quotation may have: some three pages.
_LONGEST = 10_000
# Rules that doubt whether words speak of this action and bear out the status: a reader's reason
# answers them.
_ANOTHER = "the words seem to speak of another action than {}."
_DOUBTS = {
    **dict.fromkeys(("GG360", "GG481", "GG482"), _ANOTHER),
    "GG484": "the words read as the contrary of the status for {}.",
}


class Request(NamedTuple):
    """What a person wants noted.

    Attributes:
        action: an action, as people name it.
        status: the code of a status, such as ``delivered``.
        quote: the words that say so.
        source: the file that they stand in.
        on: the date of the record; needed for one that is not on file.
        said_by: an organization, a role or a person; needed for a new record.
        because: why the words are read so, where they do not say it themselves.
    """

    action: str
    status: str
    quote: str
    source: Path
    on: str | None = None
    said_by: str | None = None
    because: str = ""


class Change(NamedTuple):
    """A file as it was (None where there was none) and as it is to be; named from the root."""

    path: str
    before: bytes | None
    after: bytes


class Noted(NamedTuple):
    """A note that keeps every rule, not written yet.

    Attributes:
        changes: the files, in the order in which they are to be written.
        action: DATE/NUMBER.
        status: the label of the status.
        record: the label of the record.
        speaker: the label of whoever says it, or None; an office or organization with its article.
        own: whether it is only said there that it was delivered or completed; see ``completions``.
        quote: the words, as quoted.
        rationale: why it is a reading; empty where the record says it itself.
        confidence: how sure the reader is.
        findings: what the rules remark on, short of a violation.
        sentence: the whole sentence, where the quotation is a part of one.
        linked: the actions that this one is linked with, where the record says nothing of them.
    """

    changes: tuple[Change, ...]
    action: str
    status: str
    record: str
    speaker: str | None
    own: bool
    quote: str
    rationale: str
    confidence: str
    findings: tuple[Finding, ...]
    sentence: str
    linked: tuple[Linked, ...]


def prepare(workspace: Workspace, request: Request) -> Noted:
    """Return what a note would write.

    Raises:
        LookupFailedError: an action, a status or a speaker is not on file, or the words do not
            stand in the source; then the nearest passage is named.
        GovgraphError: the note stands against what is on file, or breaks a rule.
        TurtleError: a file of the workspace is not Turtle.
        WorkspaceError: a file cannot be read.
    """
    if not request.quote.strip():
        hint = "Give the words of the record that say so."
        raise GovgraphError("no-quote", "the quotation is empty.", "--quote", hint)
    if len(request.quote) > _LONGEST:
        message = f"it has {len(request.quote):,} characters; a quotation may have {_LONGEST:,}."
        hint = "Quote the sentence that says so."
        raise GovgraphError("long-quote", message, "--quote", hint)
    if request.on is not None and not is_day(request.on):
        message = f"'{request.on}' is no day."
        raise GovgraphError("bad-date", message, "--on", "Write YYYY-MM-DD.")
    store = open_store(workspace)
    facts = Facts(store, vocabulary(), workspace.base)
    names = action_names(store)
    action = find_action(store, workspace.base, request.action, names)
    status = find_status(store, request.status)
    speaker = request.said_by and find_speaker(store, workspace.base, request.said_by)
    held = hold(workspace, facts, request.source, request.on)
    if held.is_new and not speaker:
        hint = "Give an organization, a role or a person on file with --said-by."
        raise GovgraphError("no-speaker", "a new record needs whom it is from.", hint=hint)
    if held.is_new and speaker:
        entry = unfiled(facts, action, held, request.quote, speaker)
    else:
        entry = filed(facts, held, request.quote, speaker or None)
    refuse_contradiction(facts, action, request.status, held, entry, request.because.strip())
    if not request.because.strip():
        refuse_other_day(held)
    return _checked(workspace, facts, names, request, action, status, held, entry)


def _checked(
    workspace: Workspace,
    facts: Facts,
    names: Mapping[str, str],
    request: Request,
    action: Action,
    status: NamedNode,
    held: Held,
    entry: Entry,
) -> Noted:
    linked, because = linked_with(facts, action, names), request.because.strip()
    basis = basis_of(facts, action, request.status, held, entry, linked, names, because)
    told = event(facts, action, request.status, status, held, entry, basis)
    blocks = entry.blocks + told
    name = held.record.value.removeprefix(f"{workspace.base}record/")
    path = workspace.data / f"{name}.ttl"
    shown = workspace.shown(path)
    before = None if held.is_new else read_data(path, shown, workspace.largest)
    old = "" if before is None else decode(before, shown).removeprefix("\ufeff")
    after = added(old, blocks, workspace.base, held.record, shown)
    changes = [Change(f"data/{path.name}", before, after)]
    if held.is_copied:
        # A source that no record names does less harm than a record without its source.
        changes.insert(0, Change(f"sources/{held.name}", None, held.raw))
    noticed = _findings(workspace, after, held)
    node = compact(told[-1].subject.value, workspace.base)
    findings = _undoubted(noticed, node, action.id, because)
    own = is_only_said(facts, action, request.status, held, entry)
    record = facts.text(held.record, _LABEL) or entry.label
    whole = "" if entry.is_whole else entry.sentence
    open_ones = tuple(
        other
        for other in linked
        if other.action.held <= held.date and not is_told_of(facts, other.action, held.record)
    )
    return Noted(
        changes=tuple(changes),
        action=action.id,
        status=status_told(facts, action, request.status, status, entry, own=own),
        record=record,
        speaker=speaker_told(facts, entry),
        own=own,
        quote=entry.quote,
        rationale=basis.rationale,
        confidence=basis.confidence,
        findings=findings,
        sentence=whole,
        linked=open_ones,
    )


def _undoubted(
    found: tuple[Finding, ...], event: str, name: str, because: str
) -> tuple[Finding, ...]:
    """Return what is to be mended besides: not that an event may not rest on its words.

    That is refused without a reason. What is for information only a note's reader cannot mend.
    """
    doubts = [f for f in found if f.code in _DOUBTS and f.node == event]
    if doubts and not because:
        hint = "If they do speak of this action and say so, say with --because why."
        raise GovgraphError("doubted", _DOUBTS[doubts[0].code].format(name), hint=hint)
    return tuple(f for f in found if f not in doubts and f.severity != "info")


def _findings(workspace: Workspace, data: bytes, held: Held) -> tuple[Finding, ...]:
    """Return what the rules remark on in the new data and around it; refuse a violation."""
    found = check(workspace, ["-"], stdin=data, pending={held.name: held.raw}).findings
    broken = [f for f in found if f.severity == "violation"]
    if broken:
        told = " ".join(f"{f.code}: {f.message}" for f in broken[:3])
        message = f"it would break {count(len(broken), 'rule')}, and is not written. {told}"
        raise GovgraphError("broken-rules", message)
    return tuple(found)
