"""The file that a note quotes: a source on file, or a new one."""

from __future__ import annotations

import re
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from pyoxigraph import NamedNode

from govgraph.errors import GovgraphError, WorkspaceError
from govgraph.names import GOV, SKOS
from govgraph.prose import is_day, long_date
from govgraph.rdfio import decode, read_bytes
from govgraph.validate.contact import contact_in
from govgraph.validate.facts import Facts
from govgraph.validate.sources import PLAIN_NAME, Sources
from govgraph.workspace import Workspace

_DATED = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[-_ .]+|$)")
# Of these the words are not what a reader sees, though the bytes may be those of a text.
_MARKED = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:(?P<PDF>%PDF-)|(?P<RTF>\{\\rtf)|(?P<XML><\?xml\s)"
    rb"|(?P<HTML><!|<[a-z][a-z0-9]*(?:\s[^<>\n]*)?/?>))",
    re.IGNORECASE,
)
# Lines that stand at the head of a mail as it is sent, and not as it is read.
_MAIL = re.compile(
    rb"(?:MIME-Version|Message-ID|Content-T(?:ype|ransfer-Encoding)|DKIM-Signature|Return-Path):",
    re.IGNORECASE,
)
# The head of a mail is looked for in so many bytes.
_HEAD = 20_000
_AS_TEXT = "Give the words as text in UTF-8; the original may stand beside it in 'sources'."
_PLAIN_SUFFIX = re.compile(r"\.(?:txt|text|md)", re.IGNORECASE)


class Held(NamedTuple):
    """A source, and the record that is or will be made of it.

    Attributes:
        record: the record's IRI.
        date: the record's date.
        name: the file's name in the folder of sources.
        raw: its bytes.
        text: what stands in it.
        is_new: whether no record of it is on file.
        is_copied: whether it is to be put into the folder of sources.
        shown: how messages name it: a new one by the path that was given.
    """

    record: NamedNode
    date: str
    name: str
    raw: bytes
    text: str
    is_new: bool
    is_copied: bool
    shown: str

    def is_letter(self, facts: Facts) -> bool:
        """Return whether the record is a letter, as a new one will be."""
        return self.is_new or f"{GOV}Letter" in facts.classes.get(self.record, ())


def hold(workspace: Workspace, facts: Facts, path: Path, day: str | None) -> Held:
    """Return the source that a path names.

    Args:
        workspace: the workspace.
        facts: its data.
        path: a text file; a source on file is known by its content.
        day: the date of the record, which a new one needs.

    Raises:
        WorkspaceError: the file cannot be read, is no text, or holds contact data.
        GovgraphError: it stands against what is on file.
    """
    raw = _read(workspace, path)
    text = _text(raw, str(path))
    # A link to a file in the folder of sources stands for that file.
    real = path.resolve()
    inside = real if real.parent == workspace.sources.resolve() else None
    sources = Sources(workspace)
    for record in facts.of("Record"):
        name = facts.text(record, "sourceFile") or ""
        if not PLAIN_NAME.fullmatch(name):
            continue
        if facts.text(record, "sha256") == sha256(raw).hexdigest() and sources.raw(name) == raw:
            return _on_file(facts, record, name, raw, text, day)
        if (inside or path).name == name:
            hint = "Give a letter or reply a name of its own; run 'govgraph validate' on the board."
            message = "a source of this name is on file with another content."
            raise GovgraphError("other-content", message, str(path), hint)
    return _new(workspace, facts, path, inside, raw, text, day)


def _read(workspace: Workspace, path: Path) -> bytes:
    if str(path) == "-":
        hint = "Save the words in a file and name it: the file becomes the record's source."
        raise WorkspaceError("no-file", "a source is not read from a pipe.", "--source", hint)
    # Reading a pipe might wait for ever.
    if path.exists() and not path.is_file() and not path.is_dir():
        raise WorkspaceError("no-file", "it is no regular file.", str(path))
    return read_bytes(path, largest=workspace.largest)


def _text(raw: bytes, shown: str) -> str:
    try:
        text = decode(raw, shown)
    except WorkspaceError as error:
        raise WorkspaceError(error.code, error.message, error.where, _AS_TEXT) from error
    if not text.strip():
        raise WorkspaceError("no-words", "the file holds no words.", shown)
    return text


def _on_file(
    facts: Facts, record: NamedNode, name: str, raw: bytes, text: str, day: str | None
) -> Held:
    date = facts.text(record, "recordDate") or ""
    if day is not None and day != date:
        label = facts.text(record, SKOS + "prefLabel") or record.value
        message = f"it is on file as '{label}', which bears the date {date}, not {day}."
        hint = f"Give --on {date}, the day of the record that says so."
        raise GovgraphError("other-date", message, name, hint)
    return Held(record, date, name, raw, text, False, False, name)


def _new(
    workspace: Workspace,
    facts: Facts,
    path: Path,
    inside: Path | None,
    raw: bytes,
    text: str,
    day: str | None,
) -> Held:
    if day is None:
        hint = "Give it with --on, as YYYY-MM-DD."
        raise GovgraphError("no-date", "a new source needs its date.", str(path), hint)
    if kind := _kind(raw):
        raise WorkspaceError("no-text", f"it is {kind}, no plain text.", str(path), _AS_TEXT)
    name = _record_name(inside or path, day)
    place = contact_in(text, numbers=True)
    if place is not None:
        line = text.count("\n", 0, place) + 1
        column = place - text.rfind("\n", 0, place)
        hint = "Take it out of the file first: it is personal data that the record does not need."
        where = f"{path}:{line}:{column}"
        raise WorkspaceError("contact", "an e-mail address or telephone number.", where, hint)
    record = NamedNode(f"{workspace.base}record/{name}")
    if record in facts.classes or (workspace.data / f"{name}.ttl").exists():
        hint = f"Give it another name, such as '{path.stem}-2{path.suffix}'."
        message = f"a record {name} is on file with another source."
        raise GovgraphError("other-content", message, str(path), hint)
    if inside is not None:
        return Held(record, day, inside.name, raw, text, True, False, str(path))
    suffix = path.suffix if _PLAIN_SUFFIX.fullmatch(path.suffix) else ".txt"
    target = workspace.sources / f"{name}{suffix}"
    if target.exists() and read_bytes(target, largest=workspace.largest) != raw:
        shown = workspace.shown(target)
        message = "it is there already, with another content."
        raise GovgraphError("other-content", message, shown, f"'{path}' needs another name.")
    return Held(record, day, target.name, raw, text, True, not target.exists(), str(path))


def _kind(raw: bytes) -> str:
    """Return what a file is whose bytes are not the words that a reader sees, or nothing."""
    if (marked := _MARKED.match(raw)) is not None:
        return next(name for name, found in marked.groupdict().items() if found)
    head = raw[:_HEAD].lstrip().replace(b"\r", b"").partition(b"\n\n")[0]
    return "a mail with its codes" if any(map(_MAIL.match, head.split(b"\n"))) else ""


def _record_name(path: Path, day: str) -> str:
    """Return a record's name, such as ``2023-09-05-reply``, from that of its file."""
    stem = path.stem
    dated = _DATED.match(stem)
    if dated and is_day(dated[1]):
        if dated[1] != day:
            message = f"its name says {long_date(dated[1])}, and --on says {long_date(day)}."
            raise GovgraphError("other-date", message, str(path), "Put the one or the other right.")
        stem = stem[dated.end() :]
    kind = re.sub(r"[^a-z0-9]+", "-", stem.lower()).strip("-") or "reply"
    if kind.startswith("minutes"):
        hint = "Enter the minutes first; then what they say can be noted."
        message = "minutes are entered as a whole, not by a note."
        raise GovgraphError("minutes", message, str(path), hint)
    return f"{day}-{kind}"
