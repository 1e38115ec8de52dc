"""The parts of a workbook, looked through before the library that reads them is let in.

A workbook is a ZIP file of XML (ISO/IEC 29500-2), and both can be made to unfold without end. What
is counted here is what the library holds in memory: elements, whatever the part calls itself.
"""

from __future__ import annotations

import re
import zipfile
from typing import NamedTuple

from govgraph.errors import GovgraphError

# All parts together, unfolded. The log of 25,000 actions has 30 MB.
_MOST_BYTES = 100_000_000
# Elements of a part that are no rows, cells or texts: styles, names, merged cells.
_MOST_ELEMENTS = 200_000
# Elements of any kind in one part: 50,000 rows of twenty cells with their texts.
_MOST_CELLS = 3_000_000
# Elements of a sheet for each of its rows, where it has more than a few of them: twenty cells with
# their texts. The library takes its time for every cell, read or not.
_PER_ROW = 60
_FEW = 300_000
# Attributes in one row or text, or in a part that has neither.
_MOST_ATTRIBUTES = 1_000_000
_CHUNK = 1 << 20
_LONGEST_CLUE = 300
_BLANK = b"\xef\xbb\xbf\xfe\xff\0 \t\r\n"
_EBCDIC = b"\x4c\x6f\xa7\x94"
_PREFIX = rb"[\w.-]+:"
_ROW = re.compile(rb"<(?:(row|si)|" + _PREFIX + rb"(row|si))[\s/>]")
_CELL = re.compile(rb"<(?:row|si|[cvft]|is|" + _PREFIX + rb"(?:row|si|[cvft]|is))[\s/>]")
_MERGED = re.compile(rb"mergeCell\s[^>]{0,200}?ref=[\"']([^\"']{1,40})")
_ENCODING = re.compile(rb"\sencoding\s*=\s*[\"']([^\"']*)")
_ANEW = "Save it as .xlsx anew."


class Part(NamedTuple):
    """A part of the file: how many rows it has, and what cells are merged, such as ``A5:A7``."""

    name: str
    rows: int
    merged: tuple[str, ...]


def look_through(archive: zipfile.ZipFile, shown: str) -> list[Part]:
    """Return the parts that hold XML, none of which unfolds without end.

    Args:
        archive: the workbook.
        shown: its name in messages.

    Raises:
        GovgraphError: a part is encrypted, too large, not in UTF-8, or declares a document type.
    """
    parts = archive.infolist()
    _refuse_endless(parts, shown)
    # A part that is read is so by what another part says of it, whatever its name ends in.
    return [found for p in parts if (found := _Scan(p.filename, shown).read(archive, p))]


def _refuse_endless(parts: list[zipfile.ZipInfo], shown: str) -> None:
    if any(p.flag_bits & 1 for p in parts):
        hint = "Save it without a password."
        raise GovgraphError("not-xlsx", "it is encrypted.", shown, hint)
    # No more than the size that is named is ever unfolded: zipfile stops there.
    size = sum(p.file_size for p in parts)
    if size > _MOST_BYTES:
        most = f"up to {_MOST_BYTES // 1_000_000} MB are read, and nothing was."
        raise _too_large(f"it would unfold to {size // 1_000_000:,} MB; {most}", shown)


def _too_large(message: str, shown: str) -> GovgraphError:
    hint = "Copy the rows of the log into a new file."
    return GovgraphError("too-large", message, shown, hint)


class _Scan:
    """One part, read in pieces; none is kept."""

    def __init__(self, name: str, shown: str) -> None:
        self._name, self._shown = name, shown
        self._rows, self._merged = 0, list[str]()
        self._elements = self._others = self._since = self._attributes = 0
        # Between comments and instructions, what looks like a row may be none.
        self._odd = False

    def read(self, archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> Part | None:
        """Return what the part has; None for a picture or whatever else is not XML."""
        text = b""
        with archive.open(part) as file:
            while not text and (chunk := file.read(_CHUNK)):
                text = chunk.lstrip(_BLANK) and chunk
            start = text.lstrip(_BLANK)
            if not start.startswith((b"<", _EBCDIC)):
                return None
            text = self._declared(start)
            while chunk := file.read(_CHUNK):
                text += chunk
                # What the last piece began is counted with the next, as far as it matters.
                end = text.rfind(b"<")
                end = len(text) if end < 0 or len(text) - end > _LONGEST_CLUE else end
                self._count(text[:end])
                text = text[end:]
            self._count(text)
        if self._rows:
            self._refuse_more(self._elements, max(_FEW, _PER_ROW * self._rows))
        return Part(self._name, self._rows, tuple(self._merged))

    def _declared(self, start: bytes) -> bytes:
        """Return the text after its declaration; refuse one in another encoding."""
        # UTF-16 and UTF-32 give themselves away by a NUL, where the text is counted.
        if start.startswith(_EBCDIC):
            raise self._encoded()
        if start[:6].rstrip() != b"<?xml":
            return start
        head, closed, rest = start[:1000].partition(b"?>")
        named = _ENCODING.search(head)
        if not closed or (named and named[1].upper() != b"UTF-8"):
            raise self._encoded()
        return rest + start[1000:]

    def _encoded(self) -> GovgraphError:
        message = "a part of it is not in UTF-8, as those of .xlsx are."
        return GovgraphError("not-xlsx", message, self._shown, _ANEW)

    def _count(self, text: bytes) -> None:
        if b"\0" in text:
            raise self._encoded()
        if b"<!DOCTYPE" in text or b"<!ENTITY" in text:
            message = "a part of it declares a document type, which no .xlsx does."
            raise GovgraphError("not-xlsx", message, self._shown, _ANEW)
        elements = text.count(b"<") - text.count(b"</")
        self._elements += elements
        self._odd = self._odd or b"<!" in text or b"<?" in text
        self._refuse_more(self._elements, _MOST_ELEMENTS if self._odd else _MOST_CELLS)
        self._others += elements - len(_CELL.findall(text))
        self._refuse_more(self._others, _MOST_ELEMENTS)
        end = 0
        for row in _ROW.finditer(text):
            self._weigh(text, end, row.start())
            end = row.start()
            self._rows += b"row" in row.groups()
            if not self._odd:
                self._since = self._attributes = 0
        self._weigh(text, end, len(text))
        self._merged += [m.decode("ascii", "replace") for m in _MERGED.findall(text)]

    def _weigh(self, text: bytes, start: int, end: int) -> None:
        """Count what one row or text may hold, and a part that has neither."""
        self._since += text.count(b"<", start, end)
        self._attributes += text.count(b"=", start, end)
        # Most elements have a beginning and an end.
        self._refuse_more(self._since, 2 * _MOST_ELEMENTS)
        self._refuse_more(self._attributes, _MOST_ATTRIBUTES)

    def _refuse_more(self, number: int, most: int) -> None:
        if number > most:
            what = f"its part {self._name[:80]} has more elements than are read, and nothing was."
            raise _too_large(what, self._shown)
