"""Words of a record, as findings and proofs show them."""

from __future__ import annotations

from typing import NamedTuple


class Quote(NamedTuple):
    """Words of a record.

    Attributes:
        record: the record's name, such as ``2022-06-24-minutes``.
        locator: the paragraph as the record numbers it, or None.
        text: the words, with white space folded.
    """

    record: str
    locator: str | None
    text: str

    @property
    def source(self) -> str:
        """Where the words stand."""
        return self.record + (f", {self.locator}" if self.locator else "")
