"""The headings of a letter's annex, and what each of them asks."""

from __future__ import annotations

TITLES = {
    "passed": "Timing has passed, no completion on file",
    "to-come": "Timing is to come",
    "undated": "No calendar date follows",
    "lead": "Records differ on the lead",
    "new": "New at the last meeting",
    "said": "Said by the owner to have been {done}",
    "reopened": "Recorded as completed, and asked for again or told otherwise since",
    "possible": "Read, possibly, as completed",
    "said-otherwise": "Said by {sayers} to have been {done}",
    "sent": "Said by {sayers} to have been {done}, with {owner} as a recipient",
    "completed": "Recorded as completed or delivered",
    "commitments": "Commitments without a number",
}
CONFIRM = (
    "Please confirm the position on each of the actions in the annex, in the space left for it."
    " They stand there under these headings:"
)
ASKS = {
    "passed": "The last day of the timing has passed, and {no_record} gives the action as"
    " completed. Please confirm the position on each.",
    "to-come": "Please confirm whether the timing stands.",
    "undated": "The records give no timing, or one from which no calendar date follows. Please"
    " confirm the position and, where there is one, a date.",
    "lead": "Please confirm who leads, and the position.",
    "new": "Please confirm that the action is recorded as {owner} understands it, and the timing.",
    "said": "A letter of the owner, by its words or as an editor reads them, says that this was"
    " {done}; no minutes on file, and no letter of a recipient other than an owner, record it as"
    " received or completed. Please confirm only what the words under it leave open: {what}.",
    "said-otherwise": "A letter on file, by its words or as an editor reads them, says that this"
    " was {done}; that is not the word of {owner}. No minutes on file, and no letter of a recipient"
    " other than an owner, record it as received or completed. Please say whether {owner} agrees,"
    " and confirm only what the words under it leave open: {what}.",
    "sent": "The records give the action to another, and {owner} as who is to receive what comes of"
    " it. A letter on file, by its words or as an editor reads them, says that it was {done}; no"
    " minutes and no letter of {owner} on file say that it was received. Please confirm whether it"
    " was received and, if it was, what and when.",
    "reopened": "A record on file gives the action as completed. A later one, by its words or as an"
    " editor reads them, asks for it again or says that it stands otherwise. Please confirm the"
    " position on each, and whether the same is meant.",
    "possible": "An editor reads a record on file as giving the action as completed, and holds that"
    " reading for possible, no more. It closes nothing. Please confirm the position on each.",
    "completed": "A record on file gives the action as completed or delivered, by its words or as"
    " an editor reads them. Please confirm that this is right.",
    "commitments": "What the records word outside the numbered actions, said by {owner}, asked of"
    " it, or naming it as who is to act. Words that name nobody stand here where the letter was"
    " from or to {owner}, or where the meeting gave it actions. Under each stands what a later"
    " record takes up of it, which does not say that the matter is settled. None is counted with"
    " the actions. Please confirm the position where {owner} is to act.",
}
