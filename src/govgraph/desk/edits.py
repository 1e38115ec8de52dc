"""What differs in the records that two versions of the data both have: edits, without a day."""

from __future__ import annotations

from collections.abc import Iterator

from govgraph.desk.changes import Change, Changes, in_order, said, worded
from govgraph.desk.recorded import between
from govgraph.desk.state import ActionState, Desk, Word
from govgraph.desk.wordings import differing, standing
from govgraph.prose import join


def between_versions(before: Desk, after: Desk) -> Changes:
    """Return what changed from one version of the data to another, with its edits.

    Args:
        before: the state that the earlier version gives.
        after: the state that the later version gives.
    """
    found = between(before, after)
    return found._replace(changes=in_order([*found.changes, *_Edits(before, after)]))


class _Edits:
    """The edits from one version of the data to another."""

    def __init__(self, before: Desk, after: Desk) -> None:
        self._before, self._after = before, after
        self._was = {a.iri: a for a in before.actions}
        self._kept = {r.record for r in before.records} & {r.record for r in after.records}

    def __iter__(self) -> Iterator[Change]:
        for change in self._found():
            yield change._replace(edit=True)

    def _found(self) -> Iterator[Change]:
        now = {a.iri for a in self._after.actions}
        for action in self._before.actions:
            if action.iri not in now and action.record in self._kept:
                yield worded("removed", action, action.wordings[0])
        for action in self._after.actions:
            was = self._was.get(action.iri)
            if was is not None:
                yield from self._wordings(was, action)
                yield from self._owners(was, action)
                yield from self._words(was, action)
            elif action.record in self._kept:
                yield worded("opened", action, action.wordings[0])

    def _wordings(self, was: ActionState, action: ActionState) -> Iterator[Change]:
        earlier = {(w.record, w.locator): w for w in was.wordings}
        for wording in action.wordings:
            old = earlier.pop((wording.record, wording.locator), None)
            if old is not None:
                # Words that give the same days are another text all the same.
                yield from differing(action, standing([old]), wording, lambda due: due)
            elif wording.record in self._kept:
                yield worded("reworded", action, wording)._replace(after=wording.text)
        for wording in earlier.values():
            if wording.record in self._kept:
                yield worded("removed", was, wording)

    def _owners(self, was: ActionState, action: ActionState) -> Iterator[Change]:
        before, after = (join([o.named for o in state.owners]) for state in (was, action))
        if before != after and action.record in self._kept:
            edit = worded("re-owned", action, action.wordings[0])
            yield edit._replace(before=before or None, after=after or None)

    def _words(self, was: ActionState, action: ActionState) -> Iterator[Change]:
        told, tells = self._told(was), self._told(action)
        yield from (said(action, word) for key, word in tells.items() if key not in told)
        for key, word in told.items():
            if key not in tells:
                yield said(was, word)._replace(kind="removed")

    def _told(self, action: ActionState) -> dict[tuple[str | None, ...], Word]:
        """Return what the kept records say of how an action stands."""
        return {
            (w.record, w.kind, w.quote, w.later_action): w
            for w in action.words
            if w.kind != "discussed" and w.record in self._kept
        }
