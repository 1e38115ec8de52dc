"""The nodes that a note adds: the event and its quotation and, of a new source, its record."""

from __future__ import annotations

from hashlib import sha256
from typing import NamedTuple

from pyoxigraph import Literal, NamedNode

from govgraph.errors import GovgraphError, LookupFailedError
from govgraph.names import GOV, SKOS
from govgraph.note.named import Action
from govgraph.note.sources import Held
from govgraph.note.turtle import Block, day, english, quotation
from govgraph.note.words import (
    Stretch,
    beside,
    find,
    is_whole,
    lead_in,
    nearest,
    paragraphs,
    sentences_at,
)
from govgraph.prose import count, long_date
from govgraph.validate.dates import prints
from govgraph.validate.facts import Facts
from govgraph.validate.sources import folded

_LABEL = f"{SKOS}prefLabel"
# Each paragraph of a new source becomes a passage. A rule compares them in pairs, so that many
# take minutes; a letter has a hundred.
_PARAGRAPHS = 2_000
# A heading has no more words.
_HEADING = 15
# Some three hundred pages. Each character is looked at by many a rule.
_CHARACTERS = 1_000_000
_KEEP = "Keep the pages that speak of the action, as a file of their own."


class Entry(NamedTuple):
    """Where the words of a note stand.

    Attributes:
        blocks: the record and its passages, where they are new, and the quotation.
        words: the node of the words: a quotation, or the passage that they fill.
        quote: the words, white space folded.
        passage: the passage on file that they stand in, or None.
        passage_words: the words of the whole passage.
        heading: the words of the passage before it.
        speaker: who says it, or None.
        sentence: the whole sentences, cell or entry of a list that the words stand in.
        is_whole: whether they are all of it.
        lead: the words that bear on them from without: what introduces the list that they stand
            in, a heading above them, the row of their table, the mark of a quoted mail.
        label: what a new record is called.
    """

    blocks: tuple[Block, ...]
    words: NamedNode | None
    quote: str
    stretch: Stretch
    passage: NamedNode | None
    passage_words: str
    heading: str
    speaker: NamedNode | None
    sentence: str
    is_whole: bool
    lead: str
    label: str = ""


def filed(facts: Facts, held: Held, quote: str, speaker: NamedNode | None) -> Entry:
    """Return where words stand in a record that is on file.

    Raises:
        LookupFailedError: they do not stand in it.
        GovgraphError: they stand in it several times, or in no one passage that is on file.
    """
    passages = {}
    for passage in facts.values(held.record, "hasPassage"):
        if isinstance(passage, NamedNode):
            start, end = facts.number(passage, "start"), facts.number(passage, "end")
            if start is not None and end is not None:
                passages[passage] = Stretch(start, end)
    stretch = _the_one(held, quote, list(passages.values()))
    home = [p for p, place in passages.items() if place.holds(stretch)]
    if not home:
        hint = "Enter the paragraph as a passage first, or quote words of one passage."
        message = "the words stand in no one passage of the record on file."
        raise GovgraphError("no-passage", message, held.shown, hint)
    passage = min(home, key=lambda p: (passages[p].end - passages[p].start, p.value))
    writer = speaker or facts.node(held.record, "attributedTo")
    words = passage if passages[passage] == stretch else _quotation_of(facts, held, stretch)
    text = facts.text(passage, "text") or ""
    above = [place for place in passages.values() if place.end <= passages[passage].start]
    heading = _folded(held, max(above, key=lambda place: place.end)) if above else ""
    quoted, around = _folded(held, stretch), _around(held, passages[passage], stretch, heading)
    return Entry((), words, quoted, stretch, passage, text, heading, writer, *around)


def unfiled(facts: Facts, action: Action, held: Held, quote: str, speaker: NamedNode) -> Entry:
    """Return where words stand in a new source, with its record: each paragraph is a passage.

    Raises:
        LookupFailedError: they do not stand in it.
        GovgraphError: they stand in it several times, or in two paragraphs, or it has too many.
    """
    if len(held.text) > _CHARACTERS:
        message = f"it has {len(held.text):,} characters; a new source may have {_CHARACTERS:,}."
        raise GovgraphError("too-long", message, held.shown, _KEEP)
    places = paragraphs(held.text)
    if len(places) > _PARAGRAPHS:
        message = f"it has {len(places):,} paragraphs; a new source may have {_PARAGRAPHS:,}."
        raise GovgraphError("too-long", message, held.shown, _KEEP)
    stretch = _the_one(held, quote, places)
    home = next((i for i, place in enumerate(places) if place.holds(stretch)), None)
    if home is None:
        message = "the quotation runs over two paragraphs."
        hint = "Quote words of one paragraph."
        raise GovgraphError("two-paragraphs", message, held.shown, hint)
    nodes = [NamedNode(f"{held.record.value}#p{i}") for i, _ in enumerate(places, 1)]
    passages = [
        quotation(node, held.record, held.text[a:b], a, passage=order)
        for order, (node, (a, b)) in enumerate(zip(nodes, places, strict=True), 1)
    ]
    dated = [
        n for n, (a, b) in zip(nodes, places, strict=True) if prints(held.text[a:b], held.date)
    ]
    kind = "Letter" if "letter" in held.record.value.rpartition("/")[2] else "Reply"
    label = f"{kind} of {long_date(held.date)}"
    record = _record(facts, held, label, speaker, nodes, (dated or [nodes[home]])[0], bool(dated))
    blocks = (record, *_holdings(facts, action, held), *passages)
    words = nodes[home] if places[home] == stretch else None
    text = _folded(held, places[home])
    heading = _folded(held, places[home - 1]) if home else ""
    quoted, around = _folded(held, stretch), _around(held, places[home], stretch, heading)
    return Entry(
        blocks,
        words,
        quoted,
        stretch,
        nodes[home],
        text,
        heading,
        speaker,
        *around,
        label,
    )


def _the_one(held: Held, quote: str, places: list[Stretch]) -> Stretch:
    found = find(held.text, quote)
    if len(found) > 1:
        message = f"the words stand in it {count(len(found), 'time')}."
        raise GovgraphError("several-times", message, held.shown, "Quote more of the sentence.")
    if not found:
        near = nearest(quote, [folded(held.text[a:b]) for a, b in places])
        message = f"{held.shown}: these words do not stand in it, letter by letter."
        hint = "Nearest passage:" if near else "No passage has most of them."
        raise LookupFailedError("misquoted", message, hint, (f'"{near}"',) if near else ())
    return found[0]


def _around(held: Held, home: Stretch, stretch: Stretch, heading: str) -> tuple[str, bool, str]:
    """Return the sentences that words stand in, whether they are all of them, and the lead."""
    sentences = sentences_at(held.text, home, stretch)
    lead = lead_in(held.text, home, sentences) or (heading if _leads(heading) else "")
    whole = is_whole(held.text, sentences, stretch)
    return _folded(held, sentences), whole, folded(f"{lead} {beside(held.text, stretch)}")


def _leads(heading: str) -> bool:
    """Return whether a paragraph introduces the next: it ends in a colon or is no sentence."""
    return heading.endswith(":") or (
        not heading.endswith((".", "?", "!")) and len(heading.split()) <= _HEADING
    )


def _folded(held: Held, stretch: Stretch) -> str:
    return folded(held.text[stretch.start : stretch.end])


def _quotation_of(facts: Facts, held: Held, stretch: Stretch) -> NamedNode | None:
    """Return the quotation on file of exactly these words."""
    quoted = facts.store.quads_for_pattern(None, NamedNode(f"{GOV}quotedFrom"), held.record)
    nodes = sorted((q.subject for q in quoted if isinstance(q.subject, NamedNode)), key=str)
    places = ((n, facts.number(n, "start"), facts.number(n, "end")) for n in nodes)
    return next((node for node, *place in places if place == [*stretch]), None)


def _record(
    facts: Facts,
    held: Held,
    label: str,
    speaker: NamedNode,
    passages: list[NamedNode],
    evidence: NamedNode,
    prints_day: bool,
) -> Block:
    said = facts.text(speaker, _LABEL) or speaker.value
    undated = "" if prints_day else " It does not print its day, which was given with it."
    note = f"Put on file as received from {said}.{undated} Its published address is not known."
    return Block(
        held.record,
        (
            ("a", NamedNode(f"{GOV}Letter")),
            (_LABEL, english(label)),
            ("recordDate", day(held.date)),
            ("attributedTo", speaker),
            ("sourceFile", Literal(held.name)),
            ("sha256", Literal(sha256(held.raw).hexdigest())),
            ("originNote", Literal(note)),
            ("evidence", evidence),
            *(("hasPassage", p) for p in passages),
        ),
    )


def _holdings(facts: Facts, action: Action, held: Held) -> tuple[Block, ...]:
    """Return that the holdings of the action's forum, or the first, hold the new record."""
    lists = list(facts.of("Holdings"))
    item = facts.node(action.node, "arisesFrom")
    meetings = facts.store.quads_for_pattern(None, NamedNode(f"{GOV}hasItem"), item)
    forums = {facts.node(m.subject, "forum") for m in meetings if isinstance(m.subject, NamedNode)}
    fitting = [h for h in lists if facts.node(h, "forum") in forums] or lists
    return tuple(Block(h, (("holds", held.record),)) for h in fitting[:1])
