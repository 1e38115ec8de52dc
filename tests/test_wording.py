"""What changed between two wordings, in words."""

from __future__ import annotations

import pytest

from govgraph.render.story import double
from govgraph.render.tables import as_markdown, as_text, escape
from govgraph.render.wording import changes


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
