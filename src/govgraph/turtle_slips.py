"""What slip of the hand a parser of Turtle most likely stumbled over.

The parser says what it cannot go on with; what people have to mend often stands before that, and
is one of a few slips.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import takewhile

from govgraph.names import VOCABULARIES
from govgraph.turtle_tokens import line_and_column, line_starts, tokens

Slip = tuple[str, int]

# Signs that word processors put in the place of others, by their general category (Unicode 4.5).
_PLAIN = {"Pi": 'write "', "Pf": 'write "', "Pd": "write -", "Zs": "write a plain space"}
# What stands for the namespace of a prefix that only other files may declare.
UNKNOWN = "…"
_WORD = re.compile(r"[A-Za-z_][\w.\-]*(?<!\.)(?!:)")
_UNDECLARED = re.compile(r"The prefix (\S*): has not been declared")
_MISSING = "a semicolon, a comma or a dot is missing before this"


def slip(text: str, offset: int, said: str) -> Slip | None:
    """Return what has most likely to be mended, and the offset of the place.

    Args:
        text: the whole text.
        offset: where the parser stopped.
        said: what the parser said.

    Returns:
        A few words, and the offset in the text; None where no slip is known that fits.
    """
    odd = _odd_sign(text, offset)
    if odd is not None:
        return odd, offset
    undeclared = _UNDECLARED.search(said)
    if undeclared:
        iri = VOCABULARIES.get(undeclared[1], UNKNOWN)
        return f"declare it at the top: @prefix {undeclared[1]}: <{iri}> .", offset
    before = list(takewhile(lambda token: token.end() <= offset, tokens(text)))
    end = _beginning(text, before[-1].end() if before else 0)
    if text[end : end + 1] in ('"', "'") and ("Line jumps" in said or "Unexpected end" in said):
        where = "" if text.startswith(('"""', "'''"), end) else " on its line"
        return f"this quotation mark is not closed{where}", end
    bracket = _unclosed(before)
    if bracket is not None and ("Unexpected end" in said or "should end with" in said):
        return f"this {bracket['mark']} is not closed", bracket.start("mark")
    if "Unexpected end" in said and before and not text[before[-1].end() :].strip():
        return "the file ends within a block: a dot is missing", before[-1].end() - 1
    return next(_of_what_stands_before(text, offset, said, before), None)


def offset_of(text: str, line: int, column: int) -> int:
    """Return the offset of a place; line and column count from 1."""
    starts = line_starts(text)
    return min(starts[min(line, len(starts)) - 1] + column - 1, len(text))


def place_of(text: str, offset: int) -> tuple[int, int]:
    """Return the line and the column, from 1, of an offset."""
    return line_and_column(line_starts(text), offset)


def _odd_sign(text: str, offset: int) -> str | None:
    """Return what to write for a sign that looks like one of Turtle's own, or like nothing."""
    sign = text[offset : offset + 1]
    if not sign or sign.isascii():
        return None
    category = unicodedata.category(sign)
    if "QUOTATION MARK" in unicodedata.name(sign, ""):
        category = "Pf"
    plain = _PLAIN.get(category) or ("take it away" if category == "Cf" else None)
    if plain is None:
        return None
    name = unicodedata.name(sign, "sign").lower()
    shown = "" if category in ("Zs", "Cf") else f" {sign}"
    article = "an" if name[0] in "aeiou" else "a"
    return f"this{shown} is {article} {name} (U+{ord(sign):04X}): {plain}"


def _of_what_stands_before(
    text: str, offset: int, said: str, before: list[re.Match[str]]
) -> Iterator[Slip]:
    """Yield what fits what stands before the place, the most exact first."""
    if not before:
        return
    last, here = before[-1], text[offset:]
    beside = last.end() == offset
    if beside and last.lastgroup == "string" and text[offset - 1] in "\"'":
        if here.startswith("^"):
            yield "a datatype is written with two signs: ^^", offset
        mark = text[offset - 1]
        yield f"a quotation mark within the words is written \\{mark}", offset - 1
    if beside and re.match(r"-\d\d-\d\d", here) and re.fullmatch(r"\d{4}", last["integer"] or ""):
        day = f"{last['integer']}{here[:6]}"
        yield f'a day is written "{day}"^^xsd:date', last.start("integer")
    of_block = _since(before, ".")
    ends_in = before[-len(of_block) - 1] if len(of_block) < len(before) else None
    # What follows a dot too early is indented, as nothing is that begins a block.
    if ends_in is not None and of_block and _is_indented(text, of_block[0]) and len(of_block) < 3:
        dot = ends_in.end() - 1
        yield "a dot ends the block here, and more is said of the same thing: write ;", dot
    word = _WORD.match(text, offset)
    if word and word[0] != "a" and "not a valid predicate" in said:
        yield f"'{word[0]}' has no prefix: write one before it, such as gov:{word[0]}", offset
    if word and word[0] != "a" and "not a valid" in said:
        yield f"'{word[0]}' has no colon: write ':{word[0]}', or put its prefix before it", offset
    if word and word[0] == "a" and "RDF object" in said and len(before) > 1:
        closing = before[-2].end() - 1
        if text[closing] == ";":
            yield "a semicolon stands at the end of the block: write .", closing
    if here[:1] in (".", ";", ",") and "RDF object" in said:
        if text[last.end() - 1] == ",":
            yield "nothing follows this comma", last.end() - 1
        yield f"{_written(last)} has no value", offset
    # Two properties, each at the beginning of its line.
    alone = [t for t in of_block[-2:] if t.lastgroup == "name" and _is_indented(text, t)]
    if "not a valid subject" in said and len(alone) == 2:
        yield f"{_written(alone[0])} has no value", alone[0].end()
    if "not a valid subject" in said or "dot is expected" in said:
        yield _lacking(text, offset), offset


def _unclosed(before: list[re.Match[str]]) -> re.Match[str] | None:
    """Return the last bracket that nothing closes."""
    opened: list[re.Match[str]] = []
    for token in before:
        if token["mark"] in ("[", "("):
            opened.append(token)
        elif token["mark"] in ("]", ")") and opened:
            opened.pop()
    return opened[-1] if opened else None


def _lacking(text: str, offset: int) -> str:
    """Return which mark is missing before a place."""
    line_start = text.rfind("\n", 0, offset) + 1
    if offset == line_start:
        return "a dot is missing before this"
    return _MISSING if text[line_start:offset].strip() else "a semicolon is missing before this"


def _since(before: list[re.Match[str]], mark: str) -> list[re.Match[str]]:
    """Return the last tokens, back to a mark."""
    found = takewhile(lambda token: token["mark"] != mark, reversed(before))
    return list(found)[::-1]


def _is_indented(text: str, token: re.Match[str]) -> bool:
    start = _beginning(text, token.start())
    line = text[text.rfind("\n", 0, start) + 1 : start]
    return bool(line) and not line.strip()


def _beginning(text: str, start: int) -> int:
    """Return where the token that is read from an offset on begins, white space left out."""
    skipped = re.compile(r"(?:\s+|#[^\n]*)*").match(text, start)
    return skipped.end() if skipped else start


def _written(token: re.Match[str]) -> str:
    return token[0].split()[-1]
