"""An action as the words of its entry in the annex."""

from __future__ import annotations

from govgraph.desk.letter import Letter
from govgraph.desk.state import ActionState, Word, Wording
from govgraph.model import Owner
from govgraph.prose import capitalised, count, join, long_date
from govgraph.render.letters.parts import Entry, Marked, Notes, Said
from govgraph.render.naming import Naming, quoted
from govgraph.render.story import KIND_WORDS
from govgraph.render.wording import changes, word_said

_TAKEN_UP = ("reissued", "followed-up")
_MOST_NAMED = 6
_ANSWERS = ", which answers for the action."
_SEVERAL = "The record names more than one owner; what each is to do is as its words say."


class Teller:
    """Tells entries of one letter; their notes are numbered in the order in which it tells them."""

    def __init__(self, letter: Letter, naming: Naming, notes: Notes) -> None:
        self._letter = letter
        self._naming = naming
        self._notes = notes
        self._actions = {a.id: a for a in letter.desk.actions}
        self._aside: list[str] = []

    def entry(self, action: ActionState, section: str) -> Entry:
        """Return an action as its entry shows it, under the heading of a code."""
        self._aside = []
        return Entry(
            section=section,
            name=action.id,
            reference=f"{long_date(action.date)}, Action {action.number}",
            text=action.text,
            given=self._given(action),
            timings=tuple(self._timings(action)),
            remarks=tuple(self._remarks(action)),
            said=(*self._said(action), *self._of_linked(action)),
            silence="" if section == "completed" else self._silence(action),
            aside=tuple(self._aside),
        )

    def _given(self, action: ActionState) -> Marked:
        """Return to whom an action is given; joint owners, roles and persons get a note."""
        to = join([self._naming.named(r) for r in action.recipients])
        to = f"; recipient: {to}" if to else ""
        if not action.owners:
            return Marked(f"No owner named in the minutes{to}")
        named = join([self._naming.named(o.named) for o in action.owners])
        return Marked(f"Given to {named}{to}", self._notes.number(self._answers(action.owners)))

    def _answers(self, owners: tuple[Owner, ...]) -> str | None:
        """Return that there are several owners, and who answers for a post or a person."""
        several = len(owners) > 1
        lines = [_SEVERAL] if several else []
        others = [o for o in owners if o.named != o.organization]
        posts = [o for o in others if o.named.startswith("the ")]
        for those, kind, where in (
            (posts, "is a post", "at"),
            ([o for o in others if o not in posts], "is listed", "under"),
        ):
            said = [f"{o.named} {where} {self._naming.party(o.organization)}" for o in those]
            if said:
                said[0] = said[0].replace(those[0].named, f"{those[0].named} {kind}", 1)
                answer = "; these answer for the action." if said[1:] else _ANSWERS
                lines.append(f"{capitalised(join(said))}{answer}")
        return " ".join(lines) or None

    def _timings(self, action: ActionState) -> list[Marked]:
        lines = []
        if not action.timings:
            return [Marked("None given")]
        for wording in action.wordings:
            record = capitalised(self._short(wording, action))
            if wording.due is None:
                lines.append(Marked(f"{record}: none given"))
                continue
            column = f" ({wording.due.heading} column)" if wording.due.heading else ""
            kind = f", {KIND_WORDS[wording.due.kind]}" if wording.due.kind in KIND_WORDS else ""
            marks = self._notes.number(self._dated(wording))
            marks += self._notes.number(self._noted(wording))
            lines.append(Marked(f"{record}: {quoted(wording.due.text)}{column}{kind}", marks))
        # What is done needs no day to be counted from.
        if action.days_since is not None and not action.done:
            lines.append(Marked(self._counted(action)))
        return lines

    def _counted(self, action: ActionState) -> str:
        """Return the last day of the timings, with the days to or from it counted."""
        counted, as_of = action.counted, self._letter.desk.as_of
        assert counted is not None
        assert counted.due is not None
        last = long_date(counted.due.due_by or "")
        if action.several_last_days:
            last += f" (the later of those given: {self._short(counted, action)})"
        days = action.days_since or 0
        if days == 0:
            return f"Last day {last}, that day itself"
        side = "before" if days > 0 else "after"
        return f"Last day {last}, {count(abs(days), 'day')} {side} {long_date(as_of)}"

    def _short(self, wording: Wording, action: ActionState) -> str:
        own = wording.record == action.record
        return "minutes" if own else self._naming.place(wording.record)

    def _dated(self, wording: Wording) -> str | None:
        if wording.due_reading is None or wording.due is None:
            return None
        text = wording.due_reading.rstrip(".")
        place = self._naming.place(wording.record, wording.locator)
        return f"The days of {quoted(wording.due.text)} ({place}) are an editor's reading: {text}."

    def _noted(self, wording: Wording) -> str | None:
        if wording.note is None:
            return None
        place = self._naming.place(wording.record, wording.locator)
        return f"Editor's note on the {place}: {wording.note}"

    def _remarks(self, action: ActionState) -> list[Marked]:
        """Return what else the records have: other words, other leads, what it takes up."""
        lines = []
        reworded = {d.later_record for d in action.differences if d.aspect == "text"}
        for wording in action.wordings:
            if wording.restates and wording.record in reworded:
                place = self._naming.place(wording.record, wording.locator)
                words = changes(action.text, wording.text, quoted)
                lines.append(Marked(f"Worded otherwise in the {place}: {words}."))
        if action.lead_difference is not None:
            leads = [f"{self._short(w, action)}: {_lead(w, action)}" for w in action.wordings]
            lines.append(Marked(f"Lead, {'; '.join(leads)}."))
        for earlier, word in self._letter.takes_up.get(action.id, ()):
            verb = "Asks again for" if word.kind == "reissued" else "Follows up"
            line = f"{verb} {spelt(earlier)}{_sure(word)}."
            lines.append(Marked(line, self._notes.number(_why(word, earlier))))
        return lines

    def _said(self, action: ActionState) -> list[Said]:
        """Return what records say, a paragraph once with all that is read from it."""
        grouped: dict[tuple[str, str], list[Word]] = {}
        for word in action.told_words:
            # The line of a later action is its number and its words, of which the number is said.
            shown = word.quote if word.kind in _TAKEN_UP else word.passage
            place = capitalised(self._naming.place(word.record, word.locator))
            grouped.setdefault((place, shown), []).append(word)
        return [
            Said(
                place,
                Marked(
                    join(list(dict.fromkeys(self._how(w, action) for w in words))),
                    tuple(dict.fromkeys(n for w in words for n in self._reason(w, action.id))),
                ),
                paragraph,
            )
            for (place, paragraph), words in grouped.items()
        ]

    def _reason(self, word: Word, action: str) -> tuple[int, ...]:
        """Number the reason of a reading; of a mere mention it is for whoever signs alone."""
        why = _why(word, action)
        if word.status_label or word.later_action:
            return self._notes.number(why)
        if why:
            words = f"the words of the {self._naming.place(word.record, word.locator)}"
            self._aside.append(why.replace("these words", words, 1))
        return ()

    def _of_linked(self, action: ActionState) -> list[Said]:
        """Return what records say of the actions that this one is linked with."""
        return [
            Said(
                capitalised(self._naming.place(word.record, word.locator)),
                Marked(
                    f"of {spelt(linked.other)}, {linked.relation}{_sure(linked.link)}:"
                    f" {self._how(word, self._actions[linked.other])}",
                    self._notes.number(_why(word, linked.other)),
                ),
                word.passage,
            )
            for linked in self._letter.linked.get(action.id, ())
            for word in linked.words
        ]

    def _how(self, word: Word, action: ActionState) -> str:
        if word.later_action is not None:
            what = "asked for again" if word.kind == "reissued" else "followed up"
            return f"{what} by this action{_sure(word)}"
        return f"{word_said(word, action, self._naming.named)}{_sure(word)}"

    def _silence(self, action: ActionState) -> str:
        after = [r for r in self._letter.desk.records if r.date > action.date]
        # A reply that does not speak of an action is not silent on it.
        later = [r for r in after if r.of_meeting]
        heard = {w.record for w in action.wordings} | {w.record for w in action.later_words}
        linked = self._letter.linked.get(action.id, ())
        heard |= {w.record for each in linked for w in each.words}
        silent = [r for r in later if r.record not in heard]
        if not after:
            return "No later record is on file."
        if not silent:
            return ""
        if len(silent) > _MOST_NAMED:
            return f"No mention in {len(silent)} of the {len(later)} later records on file."
        days: dict[str, list[str]] = {}
        for record in silent:
            days.setdefault(record.kind, []).append(long_date(record.date))
        # Minutes are many already; of one letter more there are letters.
        named = [
            f"the {kind}{'s' if len(on) > 1 and kind != 'minutes' else ''} of {join(on, 'or')}"
            for kind, on in days.items()
        ]
        return f"No mention in {join(named, 'or')}."


def spelt(action: str) -> str:
    """Return ``DATE/NUMBER`` in words."""
    day, _, number = action.partition("/")
    return f"Action {number} of {long_date(day)}"


def _lead(wording: Wording, action: ActionState) -> str:
    """Return the lead as a record prints it: in a column, in the sentence, or not at all."""
    if not wording.lead:
        return "none printed" if action.owners or wording.restates else "nobody named"
    if wording.lead_heading:
        return f"{quoted(wording.lead)} ({wording.lead_heading} column)"
    if wording.text.startswith(wording.lead):
        return f"none printed, the sentence begins with {quoted(wording.lead)}"
    if wording.lead in wording.text:
        return f"none printed, the sentence has {quoted(wording.lead)}"
    return quoted(wording.lead)


def _sure(word: Word) -> str:
    return "" if word.basis == "stated" else f" (reading, {word.confidence})"


def _why(word: Word, action: str) -> str | None:
    if word.basis == "stated" or not word.rationale:
        return None
    reading = editors_reading(word.confidence, word.rationale)
    if word.later_action is not None:
        return f"That {spelt(word.later_action)} takes up {spelt(action)} is {reading}"
    return f"That these words are about {spelt(action)} is {reading}"


def editors_reading(confidence: str | None, rationale: str | None) -> str:
    """Return that something is an editor's reading, how sure, and why."""
    why = f": {rationale.rstrip('.')}." if rationale else "."
    sure = f" ({confidence})" if confidence else ""
    return f"an editor's reading{sure}{why}"
