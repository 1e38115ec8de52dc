"""What changed between two wordings, in words."""

from __future__ import annotations

import pytest

from govgraph.render.story import double
from govgraph.render.tables import as_markdown, as_text, escape
from govgraph.render.wording import changes, said_by
from govgraph.trace_rows import not_delivered, only_said


@pytest.mark.parametrize(
    ("earlier", "later", "expected"),
    [
        ("send the list", "send the list", "word for word"),
        ("send the list.", "send the list", "the same words, otherwise punctuated"),
        ("send the list of schools", "send the list on schools", '"of" is now "on"'),
        ("send the list by May", "send the list", 'gone: "by May"'),
        ("send the list", "send the list by May", 'added: "by May"'),
        (
            "the board is to send the list to us soon",
            "the board is to send the list with one two three four five",
            'added: "with one two three four five"; gone: "to us soon"',
        ),
        ("a b c d", "w x y z", "worded anew"),
        ("", "w", "worded anew"),
    ],
)
def test_changes_are_said_in_words(earlier: str, later: str, expected: str) -> None:
    """Replaced, added and lost words are quoted; unlike wordings are not compared word by word."""
    assert changes(earlier, later, double) == expected


@pytest.mark.parametrize(
    ("quote", "done"),
    [
        ("The note was sent to MOPAC on Monday.", "sent"),
        ("It was e-mailed to you.", "sent"),
        ("We forwarded it in May.", "sent"),
        ("Please find the note attached.", "sent"),
        ("The slides were shared with MOPAC.", "shared"),
        ("The list has been provided.", "provided"),
        ("The data you sent for were delivered by hand.", "delivered"),
        ("Further to the note you sent, the data are with MOPAC.", "delivered"),
        ("It is so.", "delivered"),
    ],
)
def test_a_delivery_is_called_what_its_sentence_calls_it(quote: str, done: str) -> None:
    """What was sent is not said to have been delivered; what somebody else sent is not meant."""
    label = only_said("delivered", ["MPS"], quote)
    assert said_by(label, "the MPS") == f"said by the MPS to have been {done}"
    assert only_said("completed", [], quote) == "said to have been completed"


@pytest.mark.parametrize(
    ("quote", "speaker", "received", "said"),
    [
        ("MOPAC had not yet received the data.", "DMPC", True, "noted as not yet received"),
        ("The report is awaited.", None, True, "noted as not yet received"),
        # No receipt; nobody who could receive it; and the owner, who speaks of something else.
        ("The leaflet had not been printed.", None, True, "said not to have been done"),
        ("The report has not been received.", None, False, "said not to have been done"),
        ("We have not received the figures.", "MPS", True, "said not to have been done"),
    ],
)
def test_only_receipt_is_called_that(
    quote: str, speaker: str | None, received: bool, said: str
) -> None:
    """The words, who speaks, and whether anybody was to receive anything decide."""
    assert not_delivered(quote, speaker, ["MPS"], received) == said
    assert (
        said_by("said not to have been done", "the MPS") == "said by the MPS not to have been done"
    )


def test_markdown_is_escaped() -> None:
    """Text of a record cannot turn into mark-up."""
    assert escape("**a** [b](#) <c>") == "\\*\\*a\\*\\* \\[b\\](\\#) \\<c\\>"


def test_tables_wrap_and_count() -> None:
    """Long cells are wrapped in their column, and the number of rows stands below."""
    from pyoxigraph import Literal

    from govgraph.model import Table

    table = Table(("a", "b"), ((Literal("x " * 50), None), (Literal("y|z"), Literal("1"))))
    text = as_text(table)
    assert max(len(line) for line in text.splitlines()) < 70
    assert text.endswith("(2 rows)\n")
    assert as_markdown(table).splitlines()[3] == "| y\\|z | 1 |"
    assert as_text(Table(("a",), ())).endswith("(0 rows)\n")
    assert as_text(Table((), ((),))).endswith("(1 row)\n")
