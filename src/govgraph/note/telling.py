"""How a note is told: its status and whoever says it, in the words of the papers."""

from __future__ import annotations

from itertools import islice

from pyoxigraph import Literal, NamedNode

from govgraph.names import GOV, SKOS
from govgraph.note.entry import Entry
from govgraph.note.named import Action, owners_of, recipients_of
from govgraph.note.signs import UPDATED, is_plain
from govgraph.prose import with_article
from govgraph.trace_rows import not_delivered, only_said
from govgraph.validate.facts import Facts

_LABEL = f"{SKOS}prefLabel"
# How many texts show whether a name has an article.
_ENOUGH = 200


def status_told(
    facts: Facts, action: Action, code: str, status: NamedNode, entry: Entry, *, own: bool
) -> str:
    """Return the words for a status.

    Args:
        facts: the data.
        action: what the note is of.
        code: the code of the status.
        status: its concept.
        entry: the words.
        own: whether it is only said that it was delivered or completed.
    """
    if own:
        return only_said(code, (), entry.quote)
    if entry.label and code == UPDATED and not is_plain(UPDATED, entry.quote):
        # That a reply came is all that is known: it may not answer.
        return "a reply is on file"
    if code == "not-delivered":
        speaker = entry.speaker and facts.text(entry.speaker, _LABEL)
        labels = [facts.text(o, _LABEL) for o in owners_of(facts, action)]
        received = bool(recipients_of(facts, action))
        return not_delivered(entry.quote, speaker, filter(None, labels), received)
    return facts.text(status, _LABEL) or code


def speaker_told(facts: Facts, entry: Entry) -> str | None:
    """Return whoever says it as in a sentence; None where nobody is named."""
    label = entry.speaker and facts.text(entry.speaker, _LABEL)
    if entry.speaker is None or label is None:
        return None
    classes = facts.classes.get(entry.speaker, ())
    if f"{GOV}Person" in classes:
        return label
    if f"{GOV}Organization" not in classes:
        return f"the {label}"
    quads = facts.store.quads_for_pattern(None, NamedNode(f"{GOV}text"), None)
    texts = (q.object.value for q in quads if isinstance(q.object, Literal))
    naming = (text for text in texts if label in text)
    return with_article(label, " ".join(islice(naming, _ENOUGH)), otherwise=" " in label)
