"""What is kept of a note, so that it can be taken back: the old and new bytes of its files."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from govgraph.errors import GovgraphError
from govgraph.rdfio import read_bytes

if TYPE_CHECKING:
    from govgraph.note import Change

# In these a note writes.
FOLDERS = ("data", "sources")
# A file of a note, and what is kept of it, in bytes.
LARGEST = 200_000_000
# How many signs of two lines that differ are shown.
_SHOWN = 60


class Kept(NamedTuple):
    """What a note says in a line; path, old and new bytes of each of its files."""

    title: str
    files: tuple[tuple[str, bytes | None, bytes], ...]


def as_json(changes: Sequence[Change], title: str) -> str:
    """Return what :func:`read` reads."""
    files = [
        {
            "path": c.path,
            "before": None if c.before is None else c.before.decode(),
            "after": c.after.decode(),
        }
        for c in changes
    ]
    return json.dumps({"note": title, "files": files}, ensure_ascii=False, indent=1) + "\n"


def read(journal: Path) -> Kept:
    """Return what a note changed.

    Raises:
        GovgraphError: the file does not say that, or names what is no file of a note.
        WorkspaceError: it cannot be read.
    """
    try:
        held = json.loads(read_bytes(journal, largest=LARGEST))
        found = [
            (f["path"].encode().decode(), _bytes(f["before"]), f["after"].encode())
            for f in held["files"]
        ]
        title = held["note"].encode().decode()
        if not found:
            raise ValueError
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        hint = "Remove it; then that note can only be taken out by hand."
        message = "it does not say what the note changed."
        raise GovgraphError("no-journal", message, str(journal), hint) from error
    for path, _, _ in found:
        folder, _, name = path.partition("/")
        if folder not in FOLDERS or not name.strip(".") or {"/", "\\", "\0"} & set(name):
            message = f"it names a file that is no file of a note: '{path}'."
            raise GovgraphError("no-journal", message, str(journal), "Remove it.")
    return Kept(title, tuple(found))


def difference(after: bytes, now: bytes | None) -> str:
    """Return the first line in which a file differs from what the note wrote."""
    if now is None:
        return "it is gone."
    written, found = after.decode().splitlines(), now.decode(errors="replace").splitlines()
    for place, (old, new) in enumerate(zip(written, found, strict=False), 1):
        if old != new:
            return f"line {place} was '{_short(old)}' and is '{_short(new)}'."
    if len(written) != len(found):
        return f"it had {len(written)} lines and has {len(found)}."
    return "its line ends differ."


def _bytes(text: str | None) -> bytes | None:
    return None if text is None else text.encode()


def _short(line: str) -> str:
    line = line.strip()
    return line if len(line) <= _SHOWN else f"{line[:_SHOWN]} …"
