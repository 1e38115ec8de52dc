"""What gives an action as done and closes nothing: in letter, log, agenda and diff."""

from __future__ import annotations

import pytest
from pyoxigraph import Store

from govgraph.desk.agenda import agenda_for, last_said
from govgraph.desk.latest import standing_words
from govgraph.desk.letter import Letter, Source, letter, section_of
from govgraph.desk.recorded import between
from govgraph.desk.register import desk_on
from govgraph.names import GOV
from govgraph.parameters import find_term
from govgraph.render.agenda import paper_of
from govgraph.render.diff import diff_of
from govgraph.render.letters.page import as_page
from govgraph.render.log import log_of
from govgraph.render.wording import no_record, status_words
from tests.test_desk import action, desk, store
from tests.test_letter import page
from tests.test_replies import GROUP, HANDCUFFS, MOPAC, MPS, PANEL, with_reply

# The lift of the invented library: done by a letter, and, possibly, asked for again.
LIFT = "2031-04-10/1"


def test_what_is_recorded_as_completed_is_never_denied() -> None:
    """Where a later record has it otherwise, an action has a heading that says both."""
    state = action(LIFT, "2031-10-09", "library")
    assert (state.status.code, state.done, state.claim) == ("reissued", False, "reopened")
    blocks = page("library", "Library Service", "2031-10-09").blocks
    (block,) = (b for b in blocks if LIFT in {e.name for e in b.entries})
    assert block.title.startswith("C. Recorded as completed, and asked for again")
    assert "no record on file gives" not in block.ask


def test_matters_arising_show_the_completion_too() -> None:
    """The agenda puts such an action under its own heading, with both records' words."""
    agenda = agenda_for(store("library"), "2031-12-01")
    assert [a.id for a in agenda.reopened] == [LIFT]
    assert LIFT not in {a.id for a in agenda.passed}
    assert agenda.completed == 0
    assert [w.kind for w in last_said(agenda.reopened[0])] == ["completed", "reissued"]
    (opening,) = (s for s in paper_of(agenda, "Board").opening if "numbered actions" in s)
    assert "0 recorded as completed or delivered; 1 recorded so, and asked for again" in opening


@pytest.fixture(scope="module")
def maybe() -> Store:
    """The board with a reply of MOPAC that, possibly, says that the data came."""
    return with_reply(("2023-09-05", MOPAC, HANDCUFFS, "delivered"), confidence="possible")


def test_a_possible_reading_closes_nothing(maybe: Store) -> None:
    """It stays in matters arising and in what the letter asks; what changed is what was said."""
    replied = desk_on(maybe, "2023-09-05")
    state = next(a for a in replied.actions if a.id == HANDCUFFS)
    assert (state.status.code, state.done) == ("completed", False)
    assert section_of(state, replied) == "possible"
    agenda = agenda_for(maybe, "2023-10-20")
    assert [a.id for a in agenda.possible] == [HANDCUFFS]
    assert agenda.completed == sum(a.done for a in replied.actions) == 1
    (change,) = (
        c for c in between(desk("shipped", "2023-08-31"), replied).changes if c.action == HANDCUFFS
    )
    assert change.kind == "said"


def test_a_possible_reading_opens_nothing() -> None:
    """What a record gives as completed stays so when a reading that is only possible follows."""
    report = "2022-06-24/14"
    on = with_reply(("2023-09-05", MOPAC, report, "delivered"), confidence="possible")
    state = next(a for a in desk_on(on, "2023-09-05").actions if a.id == report)
    assert (state.status.confidence, state.done, state.claim) == ("possible", True, None)


def test_a_heading_holds_for_all_under_it() -> None:
    """That no record gives as completed is not said where a letter of the owner does."""
    state = action(HANDCUFFS, "2023-08-31")
    assert no_record((state,)) == "no record on file"
    said = state.words[-1]._replace(kind="delivered", own=True, owners=("MPS",))
    other = state._replace(words=(said, *state.words))
    assert no_record((other,)) == "no record on file but a letter of an owner"


@pytest.fixture(scope="module")
def worded() -> Store:
    """The board with the MPS's word on an action that it has with MOPAC, and the Panel's on one."""
    return with_reply(
        ("2023-09-05", MPS, GROUP, "completed"), ("2023-09-06", PANEL, HANDCUFFS, "delivered")
    )


def _letter(on: Store, owner: str) -> Letter:
    node = find_term(on, "", owner, f"{GOV}Organization")
    return letter(Source(on, desk_on(on, "2023-09-06"), "Board", ""), node, owner)


def test_the_word_of_one_owner_is_told_to_the_other_as_that(worded: Store) -> None:
    """The letter to MOPAC names the MPS, and asks whether MOPAC agrees; nothing was sent."""
    told = _letter(worded, "MOPAC")
    assert [a.id for a in told.sections["said-otherwise"]] == [GROUP]
    (block,) = (b for b in as_page(told).blocks if "Said by" in b.title)
    assert "Said by the MPS, one of the owners, to have been done" in block.title
    assert "whether MOPAC agrees, and confirm only what the words under it leave open" in block.ask
    assert "what was done or when" in block.ask
    (entry,) = block.entries
    said = entry.said[-1].how.text
    assert said == "said by the MPS, one of the owners, to have been completed"


def test_who_was_to_receive_it_is_asked_whether_it_came() -> None:
    """Of what an owner says to have sent, the recipient's own letter asks, and gives its words."""
    on = with_reply(("2023-09-05", MPS, HANDCUFFS, "delivered"), confidence="probable")
    told = _letter(on, "MOPAC")
    assert [a.id for a in told.sections["sent"]] == [HANDCUFFS]
    shown = as_page(told)
    (block,) = (b for b in shown.blocks if b.entries[0].section == "sent")
    assert block.title.endswith("to have been sent or delivered, with MOPAC as a recipient")
    assert "Please confirm whether it was received" in block.ask
    assert block.entries[0].said[-1].paragraph == "It is so."
    assert "It also lists 1 action given to others, with MOPAC as a recipient" in shown.opening[0]
    (block,) = (b for b in as_page(_letter(on, "MPS")).blocks if b.entries[0].section == "said")
    assert "confirm only what the words under it leave open" in block.ask
    assert "by its words or as an editor reads them" in block.ask
    # What MOPAC itself confirms is closed, and asked of nobody.
    on = with_reply(
        ("2023-09-05", MPS, HANDCUFFS, "delivered"), ("2023-09-06", MOPAC, HANDCUFFS, "delivered")
    )
    assert "sent" not in _letter(on, "MOPAC").sections


def test_who_is_no_owner_is_not_called_one(worded: Store) -> None:
    """The MPS is asked about its own word and the Panel's apart; log and diff name who says it."""
    told = _letter(worded, "MPS")
    assert [a.id for a in told.sections["said"]] == [GROUP]
    assert [a.id for a in told.sections["said-otherwise"]] == [HANDCUFFS]
    state = next(a for a in told.desk.actions if a.id == HANDCUFFS)
    word, _ = standing_words(state)
    assert status_words(word, state, str).startswith("said by London Policing Ethics Panel to have")
    by_panel = "said by the London Policing Ethics Panel to have been delivered"
    by_one = "said by the MPS, one of the owners, to have been completed"
    rows = {r.action: r.status for r in log_of(told.desk, "Board").rows}
    assert (rows[HANDCUFFS].splitlines()[0], rows[GROUP]) == (by_panel, by_one)
    found = diff_of(between(desk("shipped", "2023-08-31"), told.desk), "Board")
    whats = {i.name: i.what for _, items in found.sections for i in items}
    assert whats[HANDCUFFS].startswith(by_panel)
    assert whats[GROUP] == by_one


def test_a_reason_stands_again_for_other_words() -> None:
    """What is given above for these words is the reason for the same words, and no others."""
    found = between(desk("shipped", "2023-02-10"), desk("shipped", "2023-08-31"))
    (first, *_) = (c for c in found.changes if c.rationale)
    changes = (first, first, first._replace(quote="Other words."))
    items = diff_of(found._replace(changes=changes), "Board").sections[0][1]
    assert [i.why for i in items] == [
        first.rationale,
        "the reason given above for these words.",
        first.rationale,
    ]
