"""Matters arising in words, shared by text, Markdown and HTML."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from govgraph.desk.agenda import Agenda, MissingRecord, last_said
from govgraph.desk.latest import standing_words
from govgraph.desk.linked import taken_up
from govgraph.desk.outside import Commitment, TakenUp, Unnamed
from govgraph.desk.state import ActionState, Word, Wording
from govgraph.prose import count, join, long_date
from govgraph.render.agenda_parts import Paper, Point, Section
from govgraph.render.ending import NO_EVIDENCE
from govgraph.render.naming import Naming, taken_up_by_none
from govgraph.render.story import Line, double, due_words
from govgraph.render.wording import (
    STATUS_WORDS,
    Silence,
    lead_words,
    marked,
    place_words,
    reading_mark,
    said_by,
    status_words,
    word_said,
)

# Words that are no status.
_KINDS = {
    "discussed": "mentioned",
    "followed-up": "followed up",
    "reissued": STATUS_WORDS["reissued"],
}


def paper_of(agenda: Agenda, board: str) -> Paper:
    """Return the agenda in words.

    Args:
        agenda: the matters.
        board: what the board is called.
    """
    say = _Words(agenda)
    sections = (*_of_actions(agenda, say), *_of_other_matters(agenda, say))
    title = f"Matters arising for {long_date(agenda.next)}: {board}"
    filled = tuple(s for s in sections if s.points)
    return Paper(title, tuple(_opening(agenda)), filled, (NO_EVIDENCE,))


def _of_actions(agenda: Agenda, say: _Words) -> Iterator[Section]:
    yield Section(
        "Actions for this meeting",
        "The timing names the next meeting, and no meeting between is known of.",
        tuple(map(say.action, agenda.here)),
    )
    yield Section(
        "Actions whose timing has passed",
        _passed(agenda.passed),
        tuple(map(say.action, agenda.passed)),
    )
    yield Section(
        "Actions whose timing is to come",
        "On the day of the meeting or later.",
        tuple(map(say.action, agenda.to_come)),
    )
    yield Section(
        "Actions without a day",
        "No calendar date follows from a timing, or none is given.",
        tuple(map(say.action, agenda.undated)),
    )
    yield Section(
        "Actions recorded as completed, and asked for again or told otherwise since",
        "By the words of a later record, or as an editor reads them.",
        tuple(map(say.action, agenda.reopened)),
    )
    yield Section(
        "Actions read, possibly, as completed",
        "That a record gives them as completed is a possible reading, and closes nothing.",
        tuple(map(say.action, agenda.possible)),
    )


def _of_other_matters(agenda: Agenda, say: _Words) -> Iterator[Section]:
    yield Section(
        "Commitments without an action number",
        "Agreements, undertakings, requests and invitations, as recorded. What a later record"
        " takes up of one stands under it; it does not say that the matter is settled.",
        tuple(map(say.commitment, agenda.commitments)),
    )
    yield Section(
        "Said of actions without naming them",
        "Some of the actions above may be meant; none is counted.",
        tuple(map(say.unnamed, agenda.unnamed)),
    )
    yield Section(
        "Records that are not on file",
        "Meetings that records on file mention.",
        tuple(map(say.missing, agenda.missing)),
    )


def _opening(agenda: Agenda) -> Iterator[str]:
    first, last = long_date(agenda.records[0].date), long_date(agenda.records[-1].date)
    span = f", from {first} to {last}" if first != last else f", of {first}"
    yield (
        f"From the {count(len(agenda.records), 'record')} on file before that day{span}. Nothing"
        " dated on the day or after it is used."
    )
    here = len(agenda.here)
    waiting = here + len(agenda.passed) + len(agenda.to_come) + len(agenda.undated)
    named = f"the timing of {here} names this meeting; " if here else ""
    read_so = sum(a.done and a.status.basis != "stated" for a in agenda.desk.actions)
    by_reading = f" ({read_so} by a reading)" if read_so else ""
    again, read = len(agenda.reopened), len(agenda.possible)
    claimed = f" {again} recorded so, and asked for again or told otherwise since;" if again else ""
    claimed += f" {read} read, possibly, as completed;" if read else ""
    yield (
        f"{count(waiting + again + read + agenda.completed, 'numbered action')}: {agenda.completed}"
        f" recorded as completed or delivered{by_reading};{claimed} of the others {named}the timing"
        f" of {len(agenda.passed)} has passed, that of {len(agenda.to_come)} is to come, and for"
        f" {len(agenda.undated)} no day follows."
    )


def _passed(actions: Iterable[ActionState]) -> str:
    """Return what the actions are, and of how many of them somebody says that they are done."""
    told = [(bool(w.owners), w) for a in actions for w in a.sayings[-1:]]
    said = []
    for own, by in ((True, "by the owner "), (False, "")):
        words = [word for its, word in told if its is own]
        verbs = {(word.status_label or "").rpartition(" ")[2] for word in words}
        done = f"{by}to have been {join(sorted(verbs), 'or')}"
        said += [f"{len(words)} {'is' if len(words) == 1 else 'are'} said {done}"] if words else []
    note = "By the day of the meeting; no record on file gives them as completed."
    return f"{note} Of these, {join(said)}, which closes nothing, and marked so." if said else note


class _Words:
    def __init__(self, agenda: Agenda) -> None:
        self._on_file = {r.record: r for r in agenda.records}
        self._silence = Silence(agenda.records)
        self._named = Naming(agenda.desk).named
        self._linked = agenda.linked
        self._earlier = taken_up(agenda.desk)
        self._actions = {a.id: a for a in agenda.desk.actions}
        self._next_held = agenda.next_held

    def action(self, action: ActionState) -> Point:
        """Return an action: its words, timings and days, and what was last said of it."""
        owners = [
            o.named if o.named == o.organization else f"{o.named} ({o.organization})"
            for o in action.owners
        ]
        given = join(owners) or "no owner named in the minutes"
        to = f", to {join(list(map(self._named, action.recipients)))}" if action.recipients else ""
        lines = [Line("Action", action.text, quoted=True), *self._timings(action)]
        if action.lead_difference is not None:
            leads = [f"{self.place(w.record)}: {lead_words(w, double)}" for w in action.wordings]
            lines.append(Line("Lead", f"{'; '.join(leads)}."))
        for earlier, word in self._earlier.get(action.id, ()):
            verb = "asks again for" if word.kind == "reissued" else "follows up"
            reading = _reading(word.basis, word.confidence)
            because = f" {word.rationale}" if reading and word.rationale else ""
            lines.append(Line("Link", f"{verb} {earlier}{reading}.{because}"))
        lines += self._last(action)
        said = [marked(word_said(w, action, self._named), w) for w in action.sayings[-1:]]
        return Point("; ".join([f"{action.id}  {given}{to}", *said]), tuple(lines))

    def _timings(self, action: ActionState) -> Iterator[Line]:
        told = [
            f"{double(due.text)} ({self.place(due.record)}: {due_words(due)})"
            for due in action.timings
        ]
        if not told:
            yield Line("Timing", "none given.")
            return
        yield Line("Timing", f"{'; '.join(told)}.")
        for wording in action.wordings:
            if wording.due_reading is not None:
                yield Line("Reading", wording.due_reading)
        if action.id in self._next_held:
            day = long_date(self._next_held[action.id])
            yield Line("", f"The next meeting that is known of was that of {day}.")
        days, counted = action.days_since, action.counted
        if days is None or counted is None or counted.due is None:
            return
        last = long_date(counted.due.due_by or "")
        of = "the later of the last days given; " if action.several_last_days else ""
        of += "reading; " if counted.due_reading is not None else ""
        last += f" ({of.rstrip('; ')})" if of else ""
        if days > 0:
            yield Line("Days", f"{count(days, 'day')} from {last} to the meeting.")
        else:
            yield Line("Days", f"{count(-days, 'day')} from the meeting to {last}.")

    def _last(self, action: ActionState) -> Iterator[Line]:
        """Yield how an action stands, what was last said of it, and the silence since."""
        heard, said = action.last_heard, last_said(action)
        for word in standing_words(action):
            if word not in said:
                words = status_words(word, action, self._named)
                where = f"({self._place(word)}){_reading(word.basis, word.confidence)}"
                yield Line("On record", f"{words} {where}.")
                yield Line("", word.quote, quoted=True)
        again = [w for w in action.wordings if w.date == heard.date and w.date > action.date]
        for wording in again:
            yield Line("Last said", f"worded again in the {self._place(wording)}.")
        shown = ""
        for word in said:
            yield Line("Last said", self._said(word, action))
            # The line of a later action is its number and its words; the number is said.
            words = word.quote if word.later_action else word.passage
            if words != shown:
                yield Line("", words, quoted=True)
            shown = words
        for linked in self._linked.get(action.id, ()):
            link = _reading(linked.link.basis, linked.link.confidence)
            for word in linked.words:
                of = f"of {linked.other}, {linked.relation}{link}"
                yield Line("Linked", f"{of}: {self._said(word, self._actions[linked.other])}")
                yield Line("", word.passage, quoted=True)
        if since := self._silence.since(heard.date):
            yield Line("Since", f"no mention in {since} after {long_date(heard.date)}.")

    def _said(self, word: Word, action: ActionState) -> str:
        if word.status_label:
            said = word_said(word, action, self._named)
        else:
            again = f" as {word.later_action}" if word.later_action else ""
            told = f"{_KINDS.get(word.kind, word.kind)}{again}"
            said = said_by(told, self._named(word.speaker) if word.speaker else None)
        reading = _reading(word.basis, word.confidence)
        because = f" {word.rationale}" if reading and word.rationale else ""
        return f"{said} ({self._place(word)}){reading}.{because}"

    def _place(self, item: Word | Wording | Commitment | TakenUp | Unnamed) -> str:
        return self.place(item.record or "", item.locator)

    def place(self, record: str, locator: str | None = None) -> str:
        """Return a record, and the place in it, in words."""
        return place_words(self._on_file, record, locator)

    def commitment(self, said: Commitment) -> Point:
        """Return a commitment without a number, with its whole paragraph."""
        by = f" by {self._named(said.speaker)}" if said.speaker else ""
        to = f", to {self._named(said.addressee)}" if said.addressee else ""
        reading = _reading(said.basis, said.confidence)
        lines = [Line("Words", said.quote, quoted=True)]
        if said.passage != said.quote:
            lines.append(Line("Paragraph", said.passage, quoted=True))
        if reading and said.rationale:
            lines.append(Line("Reading", said.rationale))
        for later in said.taken_up:
            doubt = _reading(later.basis, later.confidence)
            because = f" {later.rationale}" if doubt and later.rationale else ""
            lines.append(Line("Taken up", f"by the {self._place(later)}{doubt}.{because}"))
            lines.append(Line("", later.quote, quoted=True))
            if later.passage != later.quote:
                lines.append(Line("Paragraph", later.passage, quoted=True))
        if not said.taken_up:
            lines.append(Line("Since", taken_up_by_none(self._on_file.values(), said.date)))
        kind = said.kind.capitalize()
        return Point(f"{kind}{by}{to}, {self._place(said)}{reading}", tuple(lines))

    def unnamed(self, said: Unnamed) -> Point:
        """Return what a record says of actions that it does not name."""
        doubt = _reading(said.basis, said.confidence)
        lines = [Line("Words", said.quote, quoted=True)]
        if doubt and said.rationale:
            lines.append(Line("Reading", said.rationale))
        about = f"Actions of {long_date(said.meeting)}, {self._place(said)}{doubt}"
        return Point(about, tuple(lines))

    def missing(self, meeting: MissingRecord) -> Point:
        """Return a meeting whose record is not on file, with the words that mention it."""
        where = Line("Mentioned", f"in the {self.place(meeting.mentioned_in)}.")
        words = Line("Words", meeting.quote, quoted=True)
        return Point(f"{meeting.forum}, {long_date(meeting.date)}", (where, words))


def _reading(basis: str | None, confidence: str | None) -> str:
    return "" if basis in (None, "stated") else f" {reading_mark(confidence)}"
