"""Quotations and paragraphs of a page, each held once and referred to by number."""

from __future__ import annotations

from govgraph.graph import Quote
from govgraph.model import RecordOnFile, Step
from govgraph.prose import visible


class Interned:
    """Gives numbers to records, paragraphs and quotations in the order in which they come."""

    def __init__(self, records: tuple[RecordOnFile, ...]) -> None:
        self.records = {r.record: n for n, r in enumerate(records)}
        self._passages: dict[tuple[str, str, str], int] = {}
        self._quotes: dict[tuple[str, str, str], int] = {}
        self._rows: list[list[object]] = []
        self._by_record: dict[str, list[tuple[str, str, int]]] = {}

    def step(self, step: Step) -> int:
        """Return the number of a step's quotation, whose whole paragraph is known."""
        return self.quote(Quote(step.quote, step.record, step.locator or "", step.passage))

    def quote(self, quote: Quote) -> int:
        """Return the number of a quotation; its paragraph goes with it where one is known."""
        text = visible(quote.text)
        key = (text, quote.record, quote.locator)
        if key not in self._quotes:
            self._quotes[key] = len(self._rows)
            if quote.passage:
                self._passage(quote.record, quote.locator, visible(quote.passage))
            record = self.records.get(quote.record, quote.record)
            self._rows.append([text, record, quote.locator, *self._place(text, quote)])
        return self._quotes[key]

    def passages(self) -> list[list[object]]:
        """Return the paragraphs: locator and text."""
        return [[locator, text] for _, locator, text in self._passages]

    def quotes(self) -> list[list[object]]:
        """Return the quotations: text, record, locator; paragraph, start and end in it."""
        return self._rows

    def _passage(self, record: str, locator: str, text: str) -> None:
        key = (record, locator, text)
        if key not in self._passages:
            self._passages[key] = len(self._passages)
            held = self._by_record.setdefault(record, [])
            held.append((locator, text, self._passages[key]))

    def _place(self, text: str, quote: Quote) -> list[object]:
        known = self._by_record.get(quote.record, ())
        # Words that stand in several paragraphs belong to the one with their locator.
        for wanted in (True, False):
            for locator, passage, number in known:
                start = passage.find(text)
                if start >= 0 and (locator == quote.locator) is wanted:
                    # A script counts UTF-16 code units.
                    begin = _units(passage[:start])
                    return [number, begin, begin + _units(text)]
        return []


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2
