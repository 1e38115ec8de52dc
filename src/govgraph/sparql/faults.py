"""Why the engine refuses a query: the place in the file as written, a caret, and the reason."""

from __future__ import annotations

import re
from collections.abc import Mapping

from govgraph.errors import SparqlError
from govgraph.names import did_you_mean
from govgraph.prose import join, visible
from govgraph.sparql.misuse import Fault, find_misuse
from govgraph.sparql.parser import Node, Stop, deeply, keywords, parse
from govgraph.sparql.tokens import SparqlText, Token, line_and_column, lines

_WIDEST = 96
_ENGINE_PLACE = re.compile(r"error at (\d+):(\d+)")
_ENGINE_WORDS = (
    "BIND is overriding an existing variable",
    "language tag parsing failed",
    "SELECT * is not authorized with GROUP BY",
    "SELECT contains a variable that is unbound",
    "SELECT contains an expression with a variable that is unbound",
    "SELECT overrides an existing variable using an expression",
)
_BROKEN_IRI = re.compile(r"<[A-Za-z][^<>\r\n]*>")
# What the engine reads and the grammar does not: triple terms and reifiers of SPARQL 1.2.
_NEWER = re.compile(r"<<|>>|~|\{\||\|\}")


@deeply
def syntax_error(source: SparqlText, refusal: SyntaxError, known: Mapping[str, str]) -> SparqlError:
    """Return why a query is none, with its place in the file.

    Args:
        source: the query as written, without bound parameters.
        refusal: what the engine raised for it.
        known: prefixes that people may mean, with their namespaces.
    """
    fault = _fault(source, known) or _engine_fault(source, refusal)
    place = source.place(fault.offset)
    picture = excerpt(source.text, fault.offset)
    return SparqlError("bad-query", fault.message, place, fault.hint, picture)


def _fault(source: SparqlText, known: Mapping[str, str]) -> Fault | None:
    reading = parse(source)
    undeclared = next(
        (
            i
            for i, t in enumerate(source.tokens)
            if i >= source.first and t.kind in ("name", "prefix") and source.iri(t) is None
        ),
        None,
    )
    if isinstance(reading, Stop) and (undeclared is None or reading.token <= undeclared):
        return _stopped(source, reading)
    if undeclared is not None:
        return _undeclared(source, source.tokens[undeclared], known)
    return find_misuse(source, reading) if isinstance(reading, Node) else None


def _undeclared(source: SparqlText, token: Token, known: Mapping[str, str]) -> Fault:
    prefix = token.text.partition(":")[0]
    message = f"the prefix '{prefix}:' is not declared."
    if prefix in known:
        return Fault(token.start, message, f"Add the line PREFIX {prefix}: <{known[prefix]}>")
    near = did_you_mean(prefix, {*known, *source.prefixes})
    meant = near.partition("'")[2].rpartition("'")[0]
    if meant and meant not in source.prefixes:
        near += f" Add the line PREFIX {meant}: <{known[meant]}>"
    return Fault(token.start, message, near or f"Add a line PREFIX {prefix}: <…>")


def _stopped(source: SparqlText, stop: Stop) -> Fault | None:
    token = source.tokens[stop.token]
    if stop.token == source.first and token.kind == "end":
        return Fault(token.start, "there is no query.", "Write a SELECT, an ASK or a CONSTRUCT.")
    if token.kind == "bad" and token.text in ('"', "'"):
        hint = "Only a string in three quotation marks goes over several lines."
        return Fault(token.start, "the string that begins here is not closed.", hint)
    broken = _BROKEN_IRI.match(source.text, token.start)
    if broken is not None:
        hint = "No IRI holds a space, a quotation mark, a bracket or a backslash."
        return Fault(token.start, f"'{_short(broken.group())}' is no IRI.", hint)
    if token.key == "LATERAL" or _NEWER.match(source.text, token.start):
        return None
    following = source.tokens[stop.token + 1 :][:1]
    if token.kind == "word" and token.key not in keywords() and following:
        near = did_you_mean(token.text, keywords(), 0.76)
        if following[0].text == "(" and "an expression" in stop.expected:
            return Fault(token.start, f"there is no function '{token.text}'.", near)
        return Fault(token.start, _expected(stop, token), near)
    return Fault(token.start, _expected(stop, token), _unbalanced(source, stop))


def _expected(stop: Stop, token: Token) -> str:
    found = "the query ends here" if token.kind == "end" else f"found '{_short(token.text)}'"
    return f"expected {join(stop.expected, 'or')}; {found}."


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 40 else f"{line[:39]}…"


def _unbalanced(source: SparqlText, stop: Stop) -> str:
    """Name the bracket that is open where the query stops, or say that none is."""
    here = source.tokens[stop.token]
    pairs = {")": "(", "]": "[", "}": "{"}
    if here.kind != "end" and here.text not in pairs:
        return ""
    opened = []
    for token in source.tokens[: stop.token]:
        if token.text in pairs.values():
            opened.append(token)
        elif token.text in pairs and opened:
            opened.pop()
    if not opened:
        return "" if here.kind == "end" else f"No '{pairs[here.text]}' is open here."
    line, _ = line_and_column(source.text, opened[-1].start)
    if here.kind == "end" or pairs[here.text] != opened[-1].text:
        return f"The '{opened[-1].text}' of line {line} is not closed."
    return ""


def _engine_fault(source: SparqlText, refusal: SyntaxError) -> Fault:
    """Take over the engine's own place, which may lie a word too far."""
    match = _ENGINE_PLACE.search(refusal.msg)
    offset = source.tokens[-1].start
    if match is not None:
        line, column = int(match.group(1)), int(match.group(2))
        starts = [0, *(m.end() for m in re.finditer("\n", source.text))]
        offset = min(starts[min(line, len(starts)) - 1] + column - 1, offset)
    known = next((text for text in _ENGINE_WORDS if text in refusal.msg), None)
    reason = known or "it cannot read the query up to here"
    return Fault(offset, f"the engine refuses the query: {reason}.")


def excerpt(text: str, offset: int) -> str:
    """Return the line of an offset, and a caret under its place, as a terminal shows them."""
    number, column = line_and_column(text, offset)
    line = lines(text)[number - 1]
    before, after = _shown(line[: column - 1]), _shown(line[column - 1 :])
    if len(before) > _WIDEST // 2:
        before = f"…{before[-(_WIDEST // 2) :]}"
    if len(before) + len(after) > _WIDEST:
        after = f"{after[: _WIDEST - len(before)]}…"
    return f"  {before}{after}\n  {' ' * _width(before)}^"


def _shown(text: str) -> str:
    return visible(text.replace("\t", "    "))


def _width(text: str) -> int:
    """Return how many columns of a terminal a text takes."""
    # Only an error needs to know.
    from unicodedata import category, east_asian_width

    return sum(
        0 if category(c) in ("Mn", "Me", "Cf") else 2 if east_asian_width(c) in "WF" else 1
        for c in text
    )
