"""How records and organizations are named in a sentence: as people do, and as records do."""

from __future__ import annotations

from collections.abc import Iterable

from govgraph.desk.state import Desk
from govgraph.model import RecordOnFile
from govgraph.prose import long_date, with_article


class Naming:
    """Names of what a desk holds, as they stand in a sentence."""

    def __init__(self, desk: Desk) -> None:
        self._records = {r.record: f"{r.kind} of {long_date(r.date)}" for r in desk.records}
        told = [w.text for a in desk.actions for w in a.wordings]
        told += [w.passage for a in desk.actions for w in a.words]
        self._text = " ".join(told)
        self._parties: dict[str, str] = {}

    def place(self, record: str, locator: str | None = None) -> str:
        """Return a record's kind and day, with the paragraph as the record numbers it."""
        named = self._records.get(record, record)
        return f"{named}, {locator}" if locator else named

    def party(self, label: str) -> str:
        """Return an organization's name with an article, where the records use one."""
        if label not in self._parties:
            self._parties[label] = with_article(label, self._text)
        return self._parties[label]

    def named(self, name: str) -> str:
        """Return who is named as in a sentence: a role has its article already."""
        return name if name.startswith("the ") else self.party(name)


def quoted(text: str) -> str:
    """Return a record's words in quotation marks."""
    return f"\u201c{text}\u201d"


def taken_up_by_none(records: Iterable[RecordOnFile], day: str) -> str:
    """Return that nothing on file after a day takes up a commitment without a number."""
    if all(r.date <= day for r in records):
        return "No later record is on file."
    return "No later record on file takes this up, by its words or as an editor reads it."
