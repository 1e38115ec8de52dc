"""Words and what is noted of them: another action, another status, a part of a sentence."""

from __future__ import annotations

import shlex
from collections.abc import Callable
from pathlib import Path

import pytest
from pyoxigraph import NamedNode

from govgraph.errors import GovgraphError
from govgraph.note import Noted, Request, prepare
from govgraph.note.citations import citations_in, is_heading
from govgraph.note.doubts import doubt_in
from govgraph.note.named import Action
from govgraph.note.signs import gainsaid, has_sign, signs_in
from govgraph.note.words import Stretch, find, has_subject, is_whole, lead_in, sentences_at
from govgraph.workspace import find_workspace
from tests.conftest import BOARDS, ROOT, Result
from tests.test_note import harbour, note

__all__ = ["harbour"]
Call = Callable[..., Result]
ACTION = Action.named(NamedNode("x:a"), "2031-05-20/2")
REPLY = """12 January 2032

Action 2 of 4 March 2031 is in hand.

As Action 2 of 20 May 2031 asks, the readings of the tide gauge were sent on 9 January.

Action 1 of 16 September 2031

The Guild has them all since then.

Of the fenders the report was not sent, and the Harbour Master knows it.

The soundings are what they are.

The plan for dredging is what it is.

The report on the repair of the east quay fenders was sent in April.
"""
MINUTES = BOARDS / "harbour" / "sources"


@pytest.fixture(scope="module")
def reply(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("inbox") / "reply.txt"
    path.write_text(REPLY, encoding="utf-8")
    return path


@pytest.fixture
def noted(reply: Path) -> Callable[..., Noted]:
    """What a note of the reply, or of minutes on file, would write to the harbour's board."""

    def make(action: str, status: str, quote: str, source: str = "", because: str = "") -> Noted:
        path = MINUTES / f"{source}-minutes.txt" if source else reply
        on, who = (None, None) if source else ("2032-01-12", "Pilots' Guild")
        request = Request(action, status, quote, path, on, who, because)
        return prepare(find_workspace(BOARDS / "harbour"), request)

    return make


CITED = [
    ("Action 2 of 20 May 2031 is done.", True),
    ("ACTION NO. 2 (20 May) is done.", True),
    ("Under actions 1, 2 and 4 of the meeting of 20 May 2031 we sent it.", True),
    ("20 May 2031, Action 2: done.", True),
    ("Actions 1 to 3 are done.", True),
    ("2031-05-20/2 is done.", True),
    ("Action 2 was done on 4 March 2031.", True),
    ("Action 2 of 4 March 2031 is done.", False),
    ("Action 12 is done.", False),
    ("Actions 1 and 3 of 20 May 2031 are done.", False),
    ("2031-05-20/21 is done.", False),
    ("Action 2 of 20 May 2032 is done.", False),
    ("Action 2 of 16 September is done.", False),
]


@pytest.mark.parametrize(("words", "is_own"), CITED, ids=lambda v: str(v)[:40])
def test_which_action_is_cited(words: str, is_own: bool) -> None:
    """A number is that of an action on its day; a day that stands elsewhere is none of it."""
    cited = citations_in(words)
    assert cited
    assert any(citation.is_of(ACTION) for citation in cited) is is_own


@pytest.mark.parametrize(
    "words",
    [
        "Action 14 October",
        "We took action 3 weeks ago.",
        "The action of 20 May 2031",
        "reaction 2",
        "actions 2031",
        "1/2031-05-20/2",
    ],
)
def test_what_cites_no_action(words: str) -> None:
    """Days, spans and years after the word are no numbers of actions."""
    assert citations_in(words) == []


def test_a_paragraph_that_only_cites_is_a_heading() -> None:
    """A sentence about an action is none."""
    assert is_heading("Re: Action 2 of 20 May 2031:")
    assert not is_heading("Action 2 of 20 May 2031 is in hand.")
    assert not is_heading("The tide gauge")


SIGNS = [
    ("The data were sent to MOPAC on 4 September.", {"delivered"}),
    ("The data have not been sent.", {"not-delivered"}),
    ("MOPAC had not yet received the data.", {"not-delivered"}),
    ("They didn't arrive.", {"not-delivered"}),
    ("Nothing has been received.", {"not-delivered"}),
    ("The report will be sent in May.", {"undertaken"}),
    ("We undertook to share this data.", {"undertaken"}),
    ("The data were sent, but the report is in hand.", {"delivered", "in-progress"}),
    ("The plan that was not ready in June was at last sent.", {"delivered"}),
    ("The evaluation is complete.", {"completed"}),
    ("The evaluation is not complete.", {"not-delivered", "in-progress"}),
    ("The reply is outstanding.", {"not-delivered"}),
    ("It is not in hand.", set()),
    ("The soundings are what they are.", set()),
]


@pytest.mark.parametrize(("words", "signs"), SIGNS, ids=[words[:60] for words, _ in SIGNS])
def test_signs_of_a_status(words: str, signs: set[str]) -> None:
    """What was done, what was not, and what is to come are told apart, clause by clause."""
    assert signs_in(words) == signs


def test_a_status_is_gainsaid_by_contrary_signs_alone() -> None:
    """Words that say both, or neither, gainsay nothing; an update is said by any words."""
    assert gainsaid("completed", "Action 2 is in hand.") == {"in-progress"}
    assert gainsaid("in-progress", "The data were sent.") == {"delivered"}
    assert not gainsaid("completed", "The data were sent.")
    assert not gainsaid("not-delivered", "Work is in hand.")
    assert not gainsaid("delivered", "The data were sent; the report is in hand.")
    assert not gainsaid("updated", "The data were sent.")
    assert not has_sign("updated", "x")
    assert not has_sign("completed", "The data were sent.")


def around(text: str, quote: str) -> tuple[str, bool]:
    """The sentences that a quotation from a paragraph stands in, and whether it is all of them."""
    stretch = find(text, quote)[0]
    start, end = sentences_at(text, Stretch(0, len(text)), stretch)
    return text[start:end], is_whole(text, Stretch(start, end), stretch)


def test_sentences_and_their_parts() -> None:
    """Numbers of actions and titles end no sentence; a cell, an entry and a line stand alone."""
    text = "1.2 Dr. Vane sent Action No. 2. It is not done, they said; nobody knows why. The end"
    first, second = (
        "1.2 Dr. Vane sent Action No. 2.",
        "It is not done, they said; nobody knows why.",
    )
    assert around(text, "Action") == (first, False)
    assert around(text, "2. It is") == (f"{first} {second}", False)
    assert around(text, first[4:]) == (first, True)
    assert around(text, text[4:-8]) == (f"{first} {second}", True)
    assert around(text, "It is not done") == (second, False)
    assert around(text, "The end") == ("The end", True)
    assert around("| 2 | Not sent | The note was sent | MPS |", "The note was sent")[1]
    assert around("We found:\n- the note was sent\n- nothing else", "the note was sent")[1]
    assert around("Action 1: sent\nAction 2: not sent", "Action 1: sent")[1]
    assert not around("It is untrue that\nthe note was sent.", "the note was sent.")[1]
    assert len(around("so on and " * 100_000 + "it came", "it came")[0]) < 1_000


@pytest.mark.parametrize(
    "fragment", ["has been delivered", "it was sent", "completed", "under way"]
)
def test_a_part_without_subject(fragment: str) -> None:
    """It names nothing before it says what was done."""
    assert not has_subject(fragment)
    assert has_subject(f"the note {fragment}")


REFUSED = [
    (("2031-05-20/2", "in-progress", "Action 2 of 4 March 2031 is in hand."), "2031-03-04/2"),
    (("2031-03-04/2", "delivered", "The Guild has them all since then."), "2031-09-16/1"),
    (("2031-03-04/2", "completed", "Action 2 of 4 March 2031 is in hand."), "in-progress"),
    (("2031-03-04/1", "delivered", "the report was not sent"), "read as not-delivered"),
    (("2031-03-04/1", "delivered", "sent, and the Harbour Master"), "the report was not sent, and"),
    (("2031-05-20/2", "delivered", "The report on the repair of the east quay"), "2031-03-04/1"),
]


@pytest.mark.parametrize(("given", "said"), REFUSED, ids=lambda v: str(v)[:60])
def test_words_of_another_action_or_status_need_a_reason(
    given: tuple[str, ...], said: str, noted: Callable[..., Noted]
) -> None:
    """They are refused, with what they say; with a reason they are a reading for that reason."""
    with pytest.raises(GovgraphError) as stopped:
        noted(*given)
    assert said in str(stopped.value)
    assert "--because" in stopped.value.hint
    made = noted(*given, because="So I was told.")
    assert (made.rationale, made.confidence) == ("So I was told.", "possible")


def test_words_that_do_not_say_so_need_a_reason(noted: Callable[..., Noted]) -> None:
    """Without a plain form of the status they are refused, or a possible reading; so an update."""
    given = ("2031-03-04/2", "completed", "The soundings are what they are.")
    with pytest.raises(GovgraphError, match="no plain form of 'completed', such as 'was completed"):
        noted(*given)
    assert noted(*given, because="Mine.").confidence == "possible"
    made = noted("2031-03-04/2", "updated", "The plan for dredging is what it is.")
    assert made.confidence == "possible"
    assert made.rationale.endswith("The words do not call it an update; that they are one is read.")


def test_words_that_do_not_speak_of_the_action_need_a_reason(noted: Callable[..., Noted]) -> None:
    """They neither cite it nor have a word that tells it from others, whatever the status."""
    for status in ("delivered", "updated"):
        given = ("2031-12-02/1", status, "The Guild has them all since then.")
        with pytest.raises(GovgraphError) as stopped:
            noted(*given)
        assert "--because" in stopped.value.hint
        assert noted(*given, because="Mine.").confidence == "possible"


def test_a_part_of_a_sentence_is_told_with_the_whole(
    govgraph: Call, harbour: Path, reply: Path
) -> None:
    """The note is written, and the sentence shown beside it."""
    quote = "readings of the tide gauge were sent"
    done = note(govgraph, harbour, action="2031-05-20/2", quote=quote, source=str(reply))
    assert done.code == 0
    assert done.err.startswith(
        'govgraph: the words are part of a sentence, which reads: "As Action 2 of 20 May 2031 asks'
    )


@pytest.mark.parametrize(
    "given",
    [
        ("2031-05-20/2", "delivered", "were sent on 9 January."),
        ("2031-03-04/1", "not-delivered", "the report was not sent"),
    ],
)
def test_records_gainsay_each_other_only_with_a_reason(
    given: tuple[str, str, str], reply: Path
) -> None:
    """Done before it is open, and open after it was done, alike."""
    on = "2031-06-01" if given[1] == "delivered" else "2032-01-12"
    board = find_workspace(BOARDS / "harbour")
    action, status, quote = given
    request = Request(action, status, quote, reply, on, "Pilots' Guild")
    with pytest.raises(GovgraphError, match=r"against (a later|an earlier) record") as told:
        prepare(board, request)
    assert told.value.hint == "If both are so, say with --because why."
    assert prepare(board, request._replace(because="Two parts.")).rationale == "Two parts."


@pytest.mark.parametrize("because", ["", "Mine."])
def test_the_same_words_say_one_thing(because: str, noted: Callable[..., Noted]) -> None:
    """No reason makes the same words a second status, or a part of them its contrary."""
    whole = (
        "The Harbour Master confirmed that he had the report on the east quay fenders (Action 1 of"
        " 4 March 2031)."
    )
    for status, quote in (("completed", whole), ("in-progress", whole[4:-1])):
        with pytest.raises(GovgraphError, match="as delivered by the same words"):
            noted("2031-03-04/1", status, quote, "2031-05-20", because)


def test_an_action_that_is_asked_for_again_is_pointed_to(
    govgraph: Call, harbour: Path, reply: Path
) -> None:
    """The command for it is printed, runs as printed, and says why the words speak of it."""
    quote = (
        "As Action 2 of 20 May 2031 asks, the readings of the tide gauge were sent on 9 January."
    )
    done = note(govgraph, harbour, action="2031-05-20/2", quote=quote, source=str(reply))
    told, command = done.out.splitlines()[-2:]
    assert told == (
        "2031-09-16/1 asks again for 2031-05-20/2. Where the words hold for it too, note it there:"
    )
    again = govgraph(*shlex.split(command)[1:])
    assert again.code == 0, again.err
    assert "2031-05-20/2; 2031-09-16/1 asks again for 2031-05-20/2." in " ".join(again.out.split())
    assert "asks again" not in again.out.partition("To take it back")[2]


DOUBTFUL = [
    "It is untrue that {}",
    "It is not true that {}",
    "We do not think that {}",
    "I cannot confirm that {}",
    "At no point can we say that {}",
    "If {}",
    "Unless we are wrong {}",
    "Only in part, {}",
    "We hope that {}",
    "Had we known, it would have been said that {}",
    "You ask if {}",
    "It is, in Works' view, far from clear that {}",
]
SENT = "the plan of soundings was sent to you."


@pytest.mark.parametrize("frame", DOUBTFUL)
def test_what_turns_or_weakens_a_sentence(frame: str) -> None:
    """The words for it are found, however far they stand from what was done."""
    assert doubt_in("delivered", frame.format(SENT)) is not None
    assert doubt_in("delivered", SENT) is None


def test_what_turns_a_sentence_is_seen_beside_its_part(tmp_path: Path) -> None:
    """A part of such a sentence needs a reason, and is then only possible; so is a condition."""
    path = tmp_path / "reply.txt"
    path.write_text(f"It is untrue that\n{SENT}\n\nUnless I err, {SENT[:-1]} in May.", "utf-8")
    asked = Request("2031-03-04/2", "delivered", SENT, path, "2032-01-12", "Pilots' Guild")
    board = find_workspace(BOARDS / "harbour")
    with pytest.raises(GovgraphError, match=f'"untrue".*It is untrue that {SENT}') as told:
        prepare(board, asked)
    assert "--because" in told.value.hint
    assert prepare(board, asked._replace(because="Mine.")).confidence == "possible"
    with pytest.raises(GovgraphError, match="untrue"):
        prepare(board, asked._replace(quote=f"It is untrue that {SENT}"))
    part = asked._replace(quote=f"{SENT[:-1]} in May.")
    for quote in (part.quote, f"Unless I err, {part.quote}"):
        with pytest.raises(GovgraphError, match='"Unless" the words may make it hang on a cond'):
            prepare(board, part._replace(quote=quote))


def test_what_introduces_a_list_is_seen(tmp_path: Path) -> None:
    """A colon's words bear on each entry below them, and on no other paragraph."""
    text = "We have not done this:\n- the wall was built\n- the plan was sent\n\nThe end."
    home = Stretch(0, text.index("\n\nThe"))
    entry = sentences_at(text, home, find(text, "the plan was sent")[0])
    assert lead_in(text, home, entry) == "We have not done this:"
    assert lead_in("Note: it is so.", Stretch(0, 15), Stretch(6, 15)) == ""
    path = tmp_path / "reply.txt"
    path.write_text(f"If the Board agrees:\n\n{SENT}", encoding="utf-8")
    asked = Request("2031-03-04/2", "delivered", SENT, path, "2032-01-12", "Pilots' Guild")
    with pytest.raises(GovgraphError, match='with "If"'):
        prepare(find_workspace(BOARDS / "harbour"), asked)


def test_a_part_without_subject_needs_a_reason(noted: Callable[..., Noted]) -> None:
    """It is told with the sentence; a part that names its matter is only told with it."""
    with pytest.raises(GovgraphError, match=r"do not say of what .*east quay") as stopped:
        noted("2031-03-04/1", "delivered", "was sent in April.")
    assert stopped.value.code == "no-subject"
    assert noted("2031-03-04/1", "delivered", "the east quay fenders was sent").sentence
    made = noted("2031-03-04/1", "delivered", "was sent in April.", because="The fenders' report.")
    assert made.confidence == "probable"


def test_words_noted_of_an_action_that_is_not_linked(
    govgraph: Call, harbour: Path, reply: Path
) -> None:
    """The second note says of which other the words are on file; with a reason it is made."""
    given = {"quote": "The soundings are what they are.", "source": str(reply), "because": "So."}
    first = note(govgraph, harbour, action="2031-03-04/2", status="completed", **given)
    assert first.code == 0, first.err
    given |= {"action": "2031-03-04/1", "status": "completed", "because": ""}
    second = note(govgraph, harbour, **given)
    assert second.code == 2
    assert "the same words are on file for 2031-03-04/2, which is not linked with" in second.err
    assert note(govgraph, harbour, **{**given, "because": "Both."}).code == 0


HANDCUFFS = "The data on the use of handcuffs during a stop and search were sent on 4 September."


def test_the_wording_of_another_action_needs_a_reason(tmp_path: Path) -> None:
    """Words that an action words, and nothing of that thread, are refused, and the action named."""
    path = tmp_path / "reply.txt"
    path.write_text(HANDCUFFS, encoding="utf-8")
    asked = Request("2022-06-24/6", "delivered", HANDCUFFS, path, "2023-09-05", "MPS")
    board = find_workspace(ROOT)
    with pytest.raises(GovgraphError, match="more of the wording of 2023-08-31/1") as stopped:
        prepare(board, asked)
    assert "--because" in stopped.value.hint
