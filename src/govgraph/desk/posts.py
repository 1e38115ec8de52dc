"""Posts as they were held on a day."""

from __future__ import annotations

from govgraph.trace_rows import Row


class Posts:
    """Posts as they were held on a day: who stands in for somebody is not called the holder."""

    def __init__(self, holdings: list[Row]) -> None:
        self._modes: dict[tuple[str | None, str | None], set[str]] = {}
        for row in holdings:
            key = (row["role"], row["attested_on"])
            self._modes.setdefault(key, set()).add(str(row["mode"]))

    def held(self, named: str | None, label: str | None, day: str | None) -> str | None:
        """Return a post as in a sentence, such as ``the Acting Commissioner``; others as named.

        Args:
            named: as in a sentence.
            label: the post, organization or person by its label.
            day: the ISO day of the record.
        """
        modes = self._modes.get((label, day), set())
        if named != f"the {label}" or len(modes) != 1 or "substantive" in modes:
            return named
        return f"the {next(iter(modes)).capitalize()} {label}"
