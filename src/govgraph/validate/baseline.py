"""Findings that somebody has accepted: an earlier report of a check."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from json import JSONDecodeError, JSONDecoder
from typing import Any, NamedTuple

from govgraph.errors import ValidationError
from govgraph.model import Finding
from govgraph.positions import place_of
from govgraph.prose import count, join
from govgraph.validate.documents import SYNTAX

_HINT = "Name what 'govgraph validate --format json' wrote."
_PARTS = ("code", "node", "file", "path", "value")
# How many findings that no longer occur are named.
_NAMED = 3
_BLANK = re.compile(r"[ \t\n\r]*")


class Key(NamedTuple):
    """What makes a finding the same one in another version of its file, whatever its line.

    Attributes:
        code: the rule's.
        node: the node or, where none is named, the file.
        path: the property.
        value: the value.
    """

    code: str
    node: str | None
    path: str | None
    value: str | None


def key(finding: Finding) -> Key:
    """Return what a finding is matched by."""
    return Key(finding.code, finding.node or finding.file, finding.path, finding.value)


def read_baseline(raw: bytes, shown: str) -> list[Key]:
    """Return the findings of an earlier report, in its order.

    Args:
        raw: the bytes of the report.
        shown: what it is called in errors.

    Raises:
        ValidationError: it is no such report.
    """
    text = raw.decode("utf-8", "replace")
    # JSON has no byte order mark, but editors write one.
    body = f" {text[1:]}" if text.startswith("\ufeff") else text
    found, offset = [], 0
    try:
        raw.decode("utf-8")
        for at, entry in _entries(body):
            offset = at
            found.append(_key(entry))
        return found
    except UnicodeDecodeError as error:
        offset, wrong = len(raw[: error.start].decode("utf-8")), "it is not UTF-8"
    except JSONDecodeError as error:
        offset, wrong = error.pos, f"not JSON: {error.msg[:1].lower()}{error.msg[1:]}"
    except _NoReportError as error:
        offset, wrong = max(offset, error.offset), str(error)
    except (RecursionError, ValueError) as error:
        # Lists in lists without end, and numbers of thousands of digits.
        wrong = f"it cannot be read as JSON: {error}"
    line, column = place_of(text, offset)
    where = f"{shown}:{line}:{column}"
    raise ValidationError("bad-baseline", f"{wrong}.", where, _HINT)


def without(findings: Iterable[Finding], accepted: Iterable[Key]) -> list[Finding]:
    """Return the findings that are not accepted."""
    known = set(accepted)
    return [f for f in findings if key(f) not in known]


def gone(findings: Iterable[Finding], accepted: Iterable[Key]) -> str:
    """Return a sentence on the accepted findings that no longer occur; empty where all do.

    Args:
        findings: everything that is wrong now.
        accepted: what has been accepted.
    """
    found = list(findings)
    if any(f.code == SYNTAX.code for f in found):
        return ""  # What stands in a file that does not parse cannot be said to be gone.
    known = dict.fromkeys(accepted)
    lost = [k for k in known if k not in {key(f) for f in found}]
    if not lost:
        return ""
    named = [f"{k.code} {k.node or ''}".rstrip() for k in lost[:_NAMED]]
    if len(lost) > _NAMED:
        named.append(f"{len(lost) - _NAMED} more")
    verb = "no longer occurs" if len(lost) == 1 else "no longer occur"
    return f"{len(lost)} of {count(len(known), 'accepted finding')} {verb}: {join(named)}."


class _NoReportError(Exception):
    def __init__(self, message: str, offset: int = 0) -> None:
        super().__init__(message)
        self.offset = offset


def _entries(text: str) -> Iterator[tuple[int, Any]]:
    """Yield the members of the list under ``findings``, each with its offset.

    The whole is read first, so that a fault behind the list is found too.
    """
    decoder = JSONDecoder()
    whole = decoder.decode(text)
    if not isinstance(whole, Mapping) or not isinstance(whole.get("findings"), list):
        raise _NoReportError('it is no object with a list "findings"', _blank(text, 0))
    at = _blank(text, _blank(text, 0) + 1)
    while text[at] != "}":
        name, at = decoder.raw_decode(text, at)
        at = _blank(text, _blank(text, at) + 1)
        if name == "findings" and text[at] == "[":
            yield from _members(decoder, text, at)
        _, at = decoder.raw_decode(text, at)
        at = _blank(text, at)
        at = _blank(text, at + 1) if text[at] == "," else at


def _members(decoder: JSONDecoder, text: str, at: int) -> Iterator[tuple[int, Any]]:
    at = _blank(text, at + 1)
    while text[at] != "]":
        entry, end = decoder.raw_decode(text, at)
        yield at, entry
        at = _blank(text, end)
        at = _blank(text, at + 1) if text[at] == "," else at


def _blank(text: str, at: int) -> int:
    match = _BLANK.match(text, at)
    return at if match is None else match.end()


def _key(entry: Any) -> Key:
    if not isinstance(entry, Mapping):
        raise _NoReportError("this is no finding, which is an object")
    for part in _PARTS:
        if part not in entry:
            raise _NoReportError(f'this finding has no "{part}"')
        if not isinstance(entry[part], str) and (part == "code" or entry[part] is not None):
            raise _NoReportError(f'"{part}" of this finding is no string')
    node = entry["node"] or entry["file"]
    return Key(entry["code"], node, entry["path"], entry["value"])
