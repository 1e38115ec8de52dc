"""What is to be done is not done by being asked for, nor before; a day or month tells whose."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from govgraph.errors import GovgraphError
from govgraph.load import open_store
from govgraph.lookup import action_names
from govgraph.note.entry import filed, unfiled
from govgraph.note.grounds import Basis, basis_of
from govgraph.note.linked import linked_with
from govgraph.note.named import find_action, find_speaker
from govgraph.note.sources import hold
from govgraph.validate.facts import Facts
from govgraph.validate.vocabulary import vocabulary
from govgraph.workspace import Workspace, find_workspace
from tests.conftest import BOARDS, ROOT

Judge = Callable[..., Basis]


@cache
def board_of(name: str) -> tuple[Workspace, Facts]:
    workspace = find_workspace(BOARDS / name if name else ROOT)
    return workspace, Facts(open_store(workspace), vocabulary(), workspace.base)


def judged(
    board: str, action: str, status: str, quote: str, source: Path, by: str = "", because: str = ""
) -> Basis:
    """What a note of words is taken for; they stand in a record on file, or in a new file."""
    workspace, facts = board_of(board)
    names = action_names(facts.store)
    found = find_action(facts.store, workspace.base, action, names)
    day = "2032-01-12" if board else "2023-09-05"
    held = hold(workspace, facts, source, day if by else None)
    if by:
        speaker = find_speaker(facts.store, workspace.base, by)
        entry = unfiled(facts, found, held, quote, speaker)
    else:
        entry = filed(facts, held, quote, None)
    linked = linked_with(facts, found, names)
    return basis_of(facts, found, status, held, entry, linked, names, because)


@pytest.fixture
def written(tmp_path: Path) -> Judge:
    """What a sentence of a new letter is taken for."""

    def judge(
        board: str, action: str, status: str, quote: str, by: str, because: str = ""
    ) -> Basis:
        path = tmp_path / "reply.txt"
        path.write_text(f"A letter.\n\n{quote}\n\nYours\n", encoding="utf-8")
        return judged(board, action, status, quote, path, by, because)

    return judge


LINE = (
    "Harbour Master to give the Pilots' Guild the readings of the tide gauge by 31 October 2031"
    " (Action 2 of 20 May 2031, issued again)."
)


@pytest.mark.parametrize(
    ("action", "status"), [("2031-09-16/1", "delivered"), ("2031-05-20/2", "undertaken")]
)
def test_the_wording_of_an_action_is_no_status(action: str, status: str) -> None:
    """It says what is to be done, whichever of two linked actions is noted; a reader may say so."""
    source = BOARDS / "harbour" / "sources" / "2031-09-16-minutes.txt"
    with pytest.raises(GovgraphError, match="the wording of 2031-09-16/1: they say what") as told:
        judged("harbour", action, status, LINE, source)
    assert "--because" in told.value.hint
    assert not judged("harbour", action, status, LINE, source, because="Mine.").stated


def test_a_column_beside_the_wording_is_a_status() -> None:
    """A cell "Completed" of an annex is noted; the cell that words the action is not."""
    source = ROOT / "sources" / "2022-07-20-letter.txt"
    worded = "MPS undertook to provide MOPAC with their SSO report by 27 June."
    with pytest.raises(GovgraphError, match="the wording of 2022-06-24/14"):
        judged("", "2022-06-24/14", "undertaken", worded, source)
    assert judged("", "2022-06-24/14", "completed", "Completed", source).stated


EARLIER = [
    ("2023-08-31/3", "Updates were provided on a number of the actions."),
    (
        "2022-10-14/7",
        "The Deputy Commissioner had previously advised that she was compiling a list of all the"
        " recommendations the MPS had received",
    ),
]


@pytest.mark.parametrize(("action", "quote"), EARLIER, ids=[a for a, _ in EARLIER])
def test_what_a_meeting_raises_is_not_done_by_its_other_words(action: str, quote: str) -> None:
    """Words of the minutes that raised it give it as done only with a reason, or by citing it."""
    source = ROOT / "sources" / f"{action[:10]}-minutes.txt"
    with pytest.raises(GovgraphError, match="raised at that meeting") as told:
        judged("", action, "delivered", quote, source)
    assert told.value.code == "raised-there"
    assert not judged("", action, "delivered", quote, source, because="Mine.").stated


OTHER_DAY = [
    ("2022-06-24/6", "Action 6 of the meeting in October 2022 has been completed."),
    ("2022-06-24/6", "The October 2022 meeting set Action 6, which has been completed."),
    ("2022-06-24/6", "Action 6 of our last meeting has been completed."),
    ("2022-06-24/6", "Action 6 agreed in October 2022 was completed on 3 March."),
    ("2022-06-24/6", "Action 6, agreed when we met last October, was completed on 3 March."),
    ("2023-08-31/1", "Action 1 of February 2023 was completed on 3 March."),
    ("2023-08-31/1", "Action 1 of the February meeting was completed on 3 March."),
]


@pytest.mark.parametrize(("action", "quote"), OTHER_DAY, ids=[q[:40] for _, q in OTHER_DAY])
def test_a_month_beside_a_number_is_a_day(action: str, quote: str, written: Judge) -> None:
    """Where it is not that of the action, or tells none, the words cite another."""
    with pytest.raises(GovgraphError, match="the words cite") as told:
        written("", action, "completed", quote, "MOPAC")
    assert told.value.code == "other-action"


@pytest.mark.parametrize("day", ["June 2022", "the June meeting", "24 June 2022"])
def test_the_month_of_its_meeting_is_the_actions_own(day: str, written: Judge) -> None:
    """It need not be the whole day."""
    assert written("", "2022-06-24/6", "completed", f"Action 6 of {day} was completed.", "MOPAC")


def test_a_number_of_several_actions_needs_a_reason(written: Judge) -> None:
    """A number without a day tells an action only where no other has it, or by its own words."""
    bare = ("", "2022-06-24/6", "completed", "Action 6 has been completed.", "MOPAC")
    with pytest.raises(GovgraphError, match="without its day; 3 on file have") as told:
        written(*bare)
    assert told.value.code == "bare-number"
    assert not written(*bare, because="Mine.").stated
    assert written("", "2022-06-24/13", "completed", "Action 13 has been completed.", "MOPAC")
    worded = "Action 6: the note on screening out crimes was completed."
    assert written("", "2022-06-24/6", "completed", worded, "MOPAC")


HEARD = [
    "The MPS tells us that Action 13 of 24 June 2022 was completed.",
    "According to the MPS, Action 13 of 24 June 2022 was completed.",
    "We were told that Action 13 of 24 June 2022 had been completed.",
    "The Home Office said that Action 13 of 24 June 2022 was completed.",
]


@pytest.mark.parametrize("quote", HEARD, ids=[q[:25] for q in HEARD])
def test_what_another_said_is_not_what_the_writer_says(quote: str, written: Judge) -> None:
    """In a letter it needs a reason, unless its writer is who said so."""
    with pytest.raises(GovgraphError, match="what somebody else said") as told:
        written("", "2022-06-24/13", "completed", quote, "MOPAC")
    assert told.value.code == "doubtful"
    if "MPS" in quote:
        assert written("", "2022-06-24/13", "completed", quote, "MPS").stated


def test_what_the_writer_confirms_is_the_writers(written: Judge) -> None:
    """So is what its own body reports."""
    for start in ("I can confirm", "MOPAC reports", "We said"):
        quote = f"{start} that Action 13 of 24 June 2022 was completed."
        assert written("", "2022-06-24/13", "completed", quote, "MOPAC").stated


@pytest.mark.parametrize(
    ("action", "status", "quote"),
    [
        (
            "2022-06-24/5",
            "completed",
            "Action 5 of 24 June 2022, that posts must be filled, is done.",
        ),
        (
            "2022-06-24/3",
            "delivered",
            "The list of schools that do not have a Safer Schools Officer"
            " was e-mailed to the DMPC on 1 September 2023.",
        ),
    ],
)
def test_the_actions_own_words_doubt_nothing(
    action: str, status: str, quote: str, written: Judge
) -> None:
    """A row of them in a sentence that repeats what is asked for is no denial and no wish."""
    assert written("", action, status, quote, "MPS")


def test_a_doubt_in_another_clause_leaves_a_reading_probable(written: Judge) -> None:
    """Only where the clause that says it is doubted is it a possible one, as the hint says."""
    cited = "The data under Action 13 of 24 June 2022 was sent in May"
    for quote, sure in (
        (f"{cited}, and we would welcome your comments.", "probable"),
        (f"{cited} if I am right.", "possible"),
        ("Unless I err, the data under Action 13 of 24 June 2022 was sent.", "possible"),
    ):
        given = ("", "2022-06-24/13", "delivered", quote, "MPS")
        with pytest.raises(GovgraphError) as told:
            written(*given)
        assert ("closes nothing" in told.value.hint) is (sure == "possible")
        assert written(*given, because="Mine.").confidence == sure
