"""Which sentences say by themselves how an action stands, and which only a reader takes to."""

from __future__ import annotations

import pytest

from govgraph.note.doubts import doubt_in
from govgraph.note.signs import contrary_in, is_plain

SAYS = [
    (
        "delivered",
        (
            "As promised, the data on the use of handcuffs during a stop and search, "
            "including age and ethnicity, was sent to MOPAC's Evidence and Insight team on "
            "Monday 11 September."
        ),
    ),
    ("delivered", "The data were sent to MOPAC on 4 September."),
    ("delivered", "We sent the data on 4 September."),
    ("delivered", "I can confirm that the report was delivered."),
    ("delivered", "As requested, the data has now been provided."),
    ("delivered", "The data requested by MOPAC was shared on 4 May 2023."),
    ("delivered", "Sent on 4 September"),
    ("delivered", "Action 1: sent"),
    (
        "delivered",
        (
            "The readings of the tide gauge came on 9 January, as Action 1 of 16 September "
            "2031 has it."
        ),
    ),
    ("delivered", "The report is attached."),
    ("delivered", "MOPAC received the data on 5 September."),
    ("delivered", "We have sent it to your office."),
    ("delivered", "The report was drafted and sent in May."),
    (
        "delivered",
        (
            "The list of schools without a Safer Schools Officer was shared with your office "
            "last year."
        ),
    ),
    (
        "delivered",
        "The targets for training officers on the PNC app were sent to the DMPC on 3 August 2022.",
    ),
    (
        "delivered",
        (
            "The note on screening out crimes was sent to MOPAC on 30 August 2022 and we "
            "hold an acknowledgement."
        ),
    ),
    (
        "delivered",
        "As Action 2 of 20 May 2031 asks, the readings of the tide gauge were sent on 9 January.",
    ),
    ("completed", "Completed"),
    ("completed", "Completed (report sent 27 June)"),
    ("completed", "The evaluation is complete."),
    (
        "completed",
        (
            "the dip sample of child sexual exploitation cases to which Commander Southworth "
            "referred in February is complete."
        ),
    ),
    ("completed", "We completed the review in May."),
    ("completed", "Action 4 is closed."),
    ("in-progress", "Action 2 of 31 August 2023 is in hand."),
    ("in-progress", "Work has begun on the review."),
    ("in-progress", "An update is being drafted."),
    (
        "in-progress",
        (
            "The Works Manager said that soundings for the plan of Action 2 of 4 March 2031 "
            "were under way."
        ),
    ),
    (
        "not-delivered",
        (
            "The DMPC noted that MOPAC had not yet received from the MPS data on the use of "
            "handcuffing during a stop and search."
        ),
    ),
    (
        "not-delivered",
        (
            "The Warden said that the readings asked for in Action 2 of 20 May 2031 had not "
            "yet reached the Guild."
        ),
    ),
    ("not-delivered", "the bridge had not been repaired"),
    (
        "not-delivered",
        (
            "The analysis of the increase in miscellaneous sexual offences has not been "
            "started, because the analyst post is vacant."
        ),
    ),
    ("not-delivered", "I am afraid we cannot provide the recommendations log at present."),
    ("not-delivered", "No data has been received."),
    ("not-delivered", "Zero data have been received under Action 13 of 24 June 2022."),
    ("not-delivered", "The data has still not been sent."),
    ("not-delivered", "The report is outstanding."),
    (
        "undertaken",
        (
            "The MPS undertook to share this data with MOPAC as soon as possible, noting "
            "that there may be issues with linking this data."
        ),
    ),
    ("undertaken", "We will send the data by 4 October."),
    ("undertaken", "An update will be provided to the Panel's chair shortly."),
    ("delivered", "The needs assessment was sent on 4 May."),
    ("in-progress", "In hand"),
    (
        "in-progress",
        "Action 2: We are currently reviewing our arrangements for the use of taser on children"
        " and expect this work to conclude in the autumn.",
    ),
    ("not-delivered", "Outstanding"),
    ("completed", "We are pleased to report that the review has been completed."),
    ("delivered", "The analysis of demand was shared in May 2023; let us know if you need more."),
    ("delivered", "As requested, please find attached the data on the use of handcuffs."),
    ("delivered", "MOPAC received the data on 29 August 2023, and we are grateful for it."),
    ("delivered", "MOPAC received the data in May, for which we are grateful."),
    ("delivered", "The list was e-mailed to the DMPC on 1 September 2023."),
    ("delivered", "We attach the briefing note."),
    ("delivered", "I enclose the briefing note."),
    ("completed", "The roundtable took place on 12 July 2023."),
    ("completed", "Counsel wrote to the Bar and the review was completed."),
    ("in-progress", "The list is being compiled."),
    ("in-progress", "We have been collecting the data since June."),
    ("undertaken", "We intend to provide the targets in October."),
    ("undertaken", "We will shortly write to you with the paper."),
]

# Of each a reader is to see something first.
SAYS_NOT = [
    ("completed", "Action 13 of 24 June 2022 must be completed without delay."),
    ("completed", "Action 13 of 24 June 2022 should be completed by October."),
    ("delivered", "The data under Action 13 of 24 June 2022 must be shared with MOPAC by October."),
    ("delivered", "Please confirm that the data under Action 13 of 24 June 2022 were sent."),
    ("delivered", "We ask that the data under Action 13 of 24 June 2022 be sent."),
    ("delivered", "Before the data under Action 13 of 24 June 2022 was sent, the system crashed."),
    ("delivered", "Until the data under Action 13 of 24 June 2022 is sent, the review stops."),
    ("delivered", "Action 13 of 24 June 2022. Data received: nil."),
    ("delivered", "Zero data have been received under Action 13 of 24 June 2022."),
    ("delivered", "0 files have been received."),
    ("delivered", "The data remains wanted; a reminder was sent to the MPS."),
    ("delivered", "A reminder of Action 13 of 24 June 2022 was sent to the MPS."),
    ("delivered", "The wrong data was sent under Action 13 of 24 June 2022."),
    ("undertaken", "We will not send the data under Action 13 of 24 June 2022."),
    ("undertaken", "The MPS declined to commit to Action 13 of 24 June 2022."),
    ("in-progress", "Work on Action 13 of 24 June 2022 has stopped."),
    ("in-progress", "Action 13 of 24 June 2022 is no longer in progress."),
    ("not-delivered", "Under Action 13 of 24 June 2022 nothing is outstanding."),
    ("not-delivered", "Action 13 of 24 June 2022 is no longer outstanding."),
    ("completed", "Actions 1 to 12 were delivered; Action 13 of 24 June 2022 is outstanding."),
    ("delivered", "Actions 1 to 12 were delivered; Action 13 of 24 June 2022 is outstanding."),
    ("delivered", "Your letter says that the data were sent."),
    ("delivered", "You wrote: the data were sent."),
    ("delivered", "> The data were sent."),
    ("delivered", "Unlike Action 13, Action 12 was delivered."),
    ("delivered", "The data are to be sent in May."),
    ("delivered", "The data will be sent."),
    ("delivered", "The data must be completed, signed and sent."),
    ("delivered", "We look forward to the data being sent."),
    ("delivered", "Can you say whether it was sent?"),
    ("delivered", "Confirm that the data were sent."),
    ("delivered", "The data to be provided under Action 13 is large."),
    ("delivered", "An update will be provided to the Panel's chair shortly."),
    ("completed", "The evaluation is nearly complete."),
    ("completed", "Action 13 is not complete."),
    ("delivered", "MOPAC would be grateful for confirmation that the data was sent."),
    ("delivered", "The data due under Action 13 have yet to be received."),
    ("delivered", "We are considering Action 13."),
    ("delivered", "It covers April 2022 to June 2023."),
    ("delivered", "Shout if Paul's team has any trouble opening the file."),
    ("undertaken", "You will send the data by May."),
    ("undertaken", "Will you send it?"),
    ("undertaken", "The MPS will share the data if legal advice allows."),
    ("not-delivered", "Until the data have not been sent, nobody knows."),
    ("not-delivered", "It is not the case that the data has not been sent."),
    ("in-progress", "Action 2 will be under way in May."),
    ("in-progress", "Action 2 is not in hand."),
    ("in-progress", "We are writing about Action 2."),
    ("in-progress", "It is disappointing that Action 2 stands where it stood."),
    ("delivered", "We expect the data that was sent to arrive in May."),
    ("delivered", "The data was sent back."),
    ("completed", "The work was completed only in part."),
    ("delivered", "We would be glad if the data were sent."),
    ("undertaken", "We cannot commit to Action 13."),
    ("not-delivered", "Has the data not been sent?"),
    ("not-delivered", "If the data has not been received, tell us."),
    ("delivered", "The data were due to have been received by 30 September."),
    ("delivered", "The data was shared, and we are grateful for confirmation of it."),
    *(
        ("completed", f"Action 13 has been {adverb} completed.")
        for adverb in ("largely", "mostly", "substantially", "partly", "provisionally")
    ),
    ("completed", "Action 13 was closed in March and reopened in May."),
    ("completed", "Actions 1 to 15 have been completed, Action 13 excepted."),
    ("completed", "Bar Action 13, Actions 1 to 15 were completed."),
    *(
        (status, f"Actions 1 to 15 {verb}, with the exception of Action 13.")
        for status, verb in (
            ("in-progress", "are in hand"),
            ("undertaken", "will be delivered"),
            ("not-delivered", "are outstanding"),
        )
    ),
    *(
        ("in-progress", f"Action 13 is {verb}.")
        for verb in ("being ignored", "gathering dust", "failing", "being contested")
    ),
    *(
        ("undertaken", f"We will {verb} Action 13.")
        for verb in ("resist", "refuse", "leave", "fail to deliver", "argue against")
    ),
    ("undertaken", "Action 13 will lapse."),
    ("undertaken", "The MPS agreed to disagree on Action 13."),
    *(
        ("not-delivered", f"Action 13 has not been {verb}.")
        for verb in ("forgotten", "challenged", "altered", "delayed")
    ),
]


def says(status: str, sentence: str) -> bool:
    """Whether a sentence has a plain form of a status, and nothing that turns or opposes it."""
    opposed = doubt_in(status, sentence) or contrary_in(status, sentence) - {"undertaken"}
    return not opposed and is_plain(status, sentence)


@pytest.mark.parametrize(("status", "sentence"), SAYS, ids=lambda v: str(v)[:50])
def test_what_says_so(status: str, sentence: str) -> None:
    """A declarative sentence in the perfect or the past says it by itself."""
    assert says(status, sentence), doubt_in(status, sentence)


@pytest.mark.parametrize(("status", "sentence"), SAYS_NOT, ids=lambda v: str(v)[:50])
def test_what_does_not_say_so(status: str, sentence: str) -> None:
    """Requests, reminders, conditions, denials, noughts and what is to come say it not."""
    assert not says(status, sentence)


def test_each_doubt_tells_what_is_feared() -> None:
    """Its words are shown, with what they may make of the sentence."""
    for _, sentence in SAYS_NOT:
        doubt = doubt_in("delivered", sentence)
        assert doubt is None or (doubt.words in sentence and doubt.words and doubt.meaning)
    meaning = doubt_in("delivered", "They are sent, provided that you agree.")
    assert meaning == ("provided", "the words may make it hang on a condition")
