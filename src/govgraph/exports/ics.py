"""iCalendar (RFC 5545): the timings from which days follow, as all-day entries.

The bytes are the same each time: an entry is stamped with the day of its record, not with a clock.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import groupby
from typing import BinaryIO
from uuid import NAMESPACE_URL, uuid5

from govgraph import __version__
from govgraph.desk.asof import as_of_day
from govgraph.desk.latest import standing_words
from govgraph.desk.register import desk_on
from govgraph.desk.state import ActionState, Desk, Wording
from govgraph.desk.wordings import same_lead
from govgraph.errors import GovgraphError
from govgraph.exports import Format, write_lines
from govgraph.graph import View
from govgraph.prose import count, join, long_date, visible
from govgraph.render.naming import Naming
from govgraph.render.story import KIND_WORDS
from govgraph.render.wording import marked, place_words, status_words

# RFC 5545, section 3.1: a line has at most so many octets, its end not counted.
_OCTETS = 75
_SILENCE = "No mention is not evidence that nothing was done."


def _write(view: View, out: BinaryIO) -> None:
    if view.redacted:
        raise GovgraphError(
            "not-redacted",
            "a calendar quotes the records, names and all.",
            hint="Leave out --redact-people, or choose a format of nodes and edges.",
        )
    hint = "Choose the view 'actions', or other days."
    message = "no action of this view has a timing from which a day follows."
    no_days = GovgraphError("no-days", message, hint=hint)
    shown = {node.id for node in view.nodes if node.kind == "action"}
    if not shown:
        raise no_days  # What terms mean has no records behind it.
    store = view.source.store
    desk = desk_on(store, as_of_day(store, None))
    actions = [action for action in desk.actions if action.id in shown]
    entries = [entry for action in actions for entry in _entries(action, desk)]
    if not entries:
        raise no_days
    undated = sum(all(_days(w) is None for w in action.wordings) for action in actions)
    write_lines(_folded(_calendar(view, desk, entries, undated)), out)


def _calendar(
    view: View, desk: Desk, entries: list[list[tuple[str, str]]], undated: int
) -> Iterator[tuple[str, str]]:
    """Yield the properties of the calendar, name and value (section 3.6)."""
    held = f"{count(len(desk.records), 'record')} on file, as of {long_date(desk.as_of)}"
    left = f"{count(undated, 'action')} without such a day {'is' if undated == 1 else 'are'} not."
    said = (
        f"Timings from which days follow, from the {held}."
        f" In it: {count(len(entries), 'entry', 'entries')}; {left} {_SILENCE}"
    )
    yield "BEGIN", "VCALENDAR"
    yield "VERSION", "2.0"
    yield "PRODID", f"-//govgraph//govgraph {__version__}//EN"
    yield "CALSCALE", "GREGORIAN"
    yield "METHOD", "PUBLISH"
    # RFC 7986 has the names without X-; calendars of today read the older ones.
    for name, value in (("NAME", view.source.board), ("DESCRIPTION", said)):
        yield name, _text(value)
    yield "X-WR-CALNAME", _text(view.source.board)
    yield "X-WR-CALDESC", _text(said)
    for entry in entries:
        yield "BEGIN", "VEVENT"
        yield from entry
        yield "END", "VEVENT"
    yield "END", "VCALENDAR"


def _entries(action: ActionState, desk: Desk) -> Iterator[list[tuple[str, str]]]:
    """Yield an entry for each range of days that a record gives; wordings of one range share it."""
    dated = [(days, w) for w in action.wordings if (days := _days(w)) is not None]
    # The minutes' wording stands first, and gives the entry its name and stamp.
    for days, same in groupby(sorted(dated, key=lambda d: d[0]), key=lambda d: d[0]):
        wordings = [w for _, w in same]
        yield list(_entry(action, days, wordings, desk))


def _days(wording: Wording) -> tuple[date, date] | None:
    """Return the first and the last day of a timing, or None."""
    due = wording.due
    if due is None or due.due_by is None:
        return None
    last = date.fromisoformat(due.due_by)
    return (date.fromisoformat(due.due_from) if due.due_from else last), last


def _entry(
    action: ActionState, days: tuple[date, date], wordings: list[Wording], desk: Desk
) -> Iterator[tuple[str, str]]:
    # What the heading of a column does not say is an editor's reading, and gives way to words.
    worded = [w.due for w in wordings if w.due and not w.due.heading]
    kinds = dict.fromkeys(due.kind or "" for due in worded)
    said = [KIND_WORDS[k] for k in kinds if k in KIND_WORDS]
    owners = "; ".join(_owners(action, desk))
    first = wordings[0]
    yield "UID", str(uuid5(NAMESPACE_URL, f"{action.iri} {first.record}"))
    yield "DTSTAMP", f"{first.date.replace('-', '')}T000000Z"
    yield "DTSTART;VALUE=DATE", f"{days[0]:%Y%m%d}"
    # Section 3.6.1: the end of an all-day entry is the day after its last; one day needs none.
    if days[1] < date.max:
        yield "DTEND;VALUE=DATE", f"{days[1] + timedelta(1):%Y%m%d}"
    what = f"{action.id} ({owners}): {action.title}"
    # Where records give several ranges, the title says by which of them an entry is; so it does
    # where nothing is said but when.
    several = len({_days(w) for w in action.wordings} - {None}) > 1
    by = _by(wordings, desk) if several or not said else ""
    told = "; ".join(part for part in (join(said, "or"), by) if part)
    yield "SUMMARY", _text(f"{what}{f' [{told}]' if told else ''}")
    yield "DESCRIPTION", _text("\n".join(_said(action, wordings, desk)))
    if said:
        yield "CATEGORIES", ",".join(_text(KIND_WORDS[k]) for k in kinds if k in KIND_WORDS)
    yield "TRANSP", "TRANSPARENT"


def _owners(action: ActionState, desk: Desk) -> Iterator[str]:
    """Yield the owner as the minutes word it, and the leads that other records print."""
    on_file = {r.record: r for r in desk.records}
    first, *others = action.wordings
    yield first.lead or join([o.named for o in action.owners]) or "no owner in the minutes"
    for wording in others:
        if wording.lead and not same_lead(first, wording):
            where = place_words(on_file, wording.record, None)
            yield f"lead in the {where}: {wording.lead}"


def _by(wordings: list[Wording], desk: Desk) -> str:
    on_file = {r.record: r for r in desk.records}
    return f"timing as in the {join([place_words(on_file, w.record, None) for w in wordings])}"


def _said(action: ActionState, wordings: list[Wording], desk: Desk) -> Iterator[str]:
    """Yield what an entry says: words, timings as given, readings, how it stands on record."""
    on_file = {r.record: r for r in desk.records}
    yield f'"{wordings[0].text}"'
    for wording in wordings:
        if wording.due:
            where = place_words(on_file, wording.record, wording.locator)
            yield f'Timing: "{wording.due.text}" ({where})'
        if wording.due_reading is not None:
            yield f"[reading] {wording.due_reading}"
    named, day = Naming(desk).named, long_date(desk.as_of)
    stands = standing_words(action)
    if not stands:
        yield f"As of {day} no record on file says how it stands. {_SILENCE}"
    for word in stands:
        where = place_words(on_file, word.record, word.locator)
        said = marked(status_words(word, action, named), word)
        yield f'As of {day}: {said} ({where}): "{word.quote}"'
    yield action.iri


def _text(value: str) -> str:
    """Return a value as text (section 3.3.11)."""
    value = visible(value.replace("\r\n", "\n").replace("\t", " "))
    for sign in ("\\", ";", ","):
        value = value.replace(sign, f"\\{sign}")
    return value.replace("\n", "\\n")


def _folded(properties: Iterator[tuple[str, str]]) -> Iterator[str]:
    """Yield content lines, folded between characters (section 3.1)."""
    for name, value in properties:
        line, octets = "", 0
        for character in f"{name}:{value}":
            size = len(character.encode())
            if octets + size > _OCTETS:
                yield f"{line}\r\n"
                # The space that begins a continued line is one of its octets.
                line, octets = " ", 1
            line += character
            octets += size
        yield f"{line}\r\n"


FORMAT = Format(
    name="ics",
    suffix=".ics",
    media_type="text/calendar",
    help="a calendar of the timings from which days follow, as all-day entries",
    write=_write,
)
