"""The latest words on how an action stands: what says so itself, and beside it a link."""

from __future__ import annotations

from govgraph.desk.state import DONE, ActionState, Word

# On one day the higher stands (``action-status``); what is only said, between the last two.
_RANKS = {"completed": 5, "delivered": 5, "not-delivered": 3, "in-progress": 1}
_ONLY_SAID = 2


def standing_words(action: ActionState) -> tuple[Word, ...]:
    """Return by which words an action stands as it does; none where no record tells.

    Returns:
        The latest word of a status, and after it the one on which ``action-status`` rests, where
        that is another: a later action that asks for it again, or a reading that is only possible.
        Neither displaces what a record says, nor does a word that it is done displace that it was
        asked for again. Where nothing else tells, the latest undertaking or update.
    """
    first = _latest(action)
    rests = [w for w in action.words if w != first and _is_rested_on(w, action)]
    if first is not None and first.own:
        rests += [w for w in action.words if w.kind == "reissued"][-1:]
    return (*([first] if first else []), *rests[:1])


def _latest(action: ActionState) -> Word | None:
    telling = [w for w in action.words if w.kind in _RANKS]
    done = [w.date for w in telling if w.done and not w.possible]
    # An owner's word does not change what is on record as done.
    sure = [w for w in telling if not (w.own and any(day <= w.date for day in done))]
    sure = [w for w in sure if not w.possible] or sure
    if sure:
        return max(sure, key=lambda w: (w.date, _ONLY_SAID if w.own else _RANKS[w.kind]))
    vague = [w for w in action.words if w.status_label and w.kind not in _RANKS]
    return max(vague, key=lambda w: w.date, default=None)


def _is_rested_on(word: Word, action: ActionState) -> bool:
    status = action.status
    if (word.record, word.quote) != (status.record, status.quote):
        return False
    if status.code == "completed":
        return word.kind in DONE and not word.own
    return word.own if status.code == "said-done" else word.kind == status.code
