"""Notes: what a reply says of an action is on record, with its words, or nothing is written."""

from __future__ import annotations

import fcntl
import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from govgraph.cli import journal, output
from govgraph.note.words import find, nearest, paragraphs
from tests.conftest import BOARDS, ROOT, Result, edit

Call = Callable[..., Result]
# Where it is kept what the first note changed.
LAST = f"{journal.NOTES}/0001.json"
SHIPPED_REPLY = """5 September 2023

Dear Deputy Mayor,

Thank you for your letter. The data on handcuffing during a stop
and search were sent to MOPAC on 4 September.

Action 2 of 31 August 2023 is in hand.
"""
HARBOUR_REPLY = """Pilots' Guild
12 January 2032

The readings of the tide gauge came on 9 January, as Action 1 of
16 September 2031 has it. The Guild has them.

Of the plan of soundings we know nothing; the plan of soundings is not ours.
"""


@pytest.fixture
def harbour(tmp_path: Path) -> Path:
    """A copy of the invented harbour board, with a reply beside it."""
    shutil.copytree(BOARDS / "harbour", tmp_path / "harbour")
    (tmp_path / "reply.txt").write_text(HARBOUR_REPLY, encoding="utf-8")
    return tmp_path / "harbour"


def files(root: Path) -> dict[str, bytes]:
    """Every file of a folder, by path."""
    paths = (p for p in sorted(root.rglob("*")) if p.is_file())
    return {str(p.relative_to(root)): p.read_bytes() for p in paths}


def note(govgraph: Call, root: Path, **changed: str) -> Result:
    """Note the delivery that the harbour's reply tells of, with some options changed."""
    given = {
        "action": "2031-09-16/1",
        "status": "delivered",
        "quote": "The readings of the tide gauge came on 9 January",
        "source": str(root.parent / "reply.txt"),
        "on": "2032-01-12",
        "said_by": "Pilots' Guild",
    } | changed
    action = given.pop("action")
    options = [part for k, v in given.items() if v for part in (f"--{k.replace('_', '-')}", v)]
    options = ["" if option == "=none" else option for option in options]
    return govgraph("-C", root, "note", action, *options)


def test_a_reply_is_on_record_until_it_is_taken_back(board: Path, govgraph: Call) -> None:
    """On a copy of the board that ships every answer shows the note with its source; undo mends."""
    reply = board.parent / "reply.txt"
    reply.write_text(SHIPPED_REPLY, encoding="utf-8")
    before = files(board)
    old = json.loads(govgraph("-C", board, "validate", "--format", "json").out)
    quote = "The data on handcuffing during a stop and  search were sent to MOPAC on 4 September."
    done = govgraph(
        *("-C", board, "note", "2022-06-24/13", "--status", "delivered", "--quote", quote),
        *("--source", reply, "--on", "2023-09-05", "--said-by", "MPS"),
    )
    assert (done.code, done.err) == (0, "")
    said = "The data on handcuffing during a stop and search were sent to MOPAC on 4 September."
    assert f'"{said}"' in " ".join(done.out.split())
    assert files(board)["sources/2023-09-05-reply.txt"] == reply.read_bytes()

    step = json.loads(govgraph("-C", board, "trace", "handcuffing", "--format", "json").out)
    last = step["steps"][-1]
    wanted = ("2023-09-05-reply", "delivered", "MPS", said, "editor-inferred", "probable")
    keys = ("record", "kind", "said_by", "quote", "basis", "confidence")
    assert tuple(last[key] for key in keys) == wanted
    assert last["passage"].startswith("Thank you for your letter. ")
    # It is the owner that says so.
    assert step["summary"]["delivered"] == "not-recorded"
    rows = govgraph("-C", board, "query", "action-status", "--format", "csv").out
    assert (
        f"2022-06-24/13,said-done,editor-inferred,probable,2023-09-05,2023-09-05-reply,,{said}"
        in rows
    )
    assert "said-done" in govgraph("-C", board, "query", "timing-passed").out
    earlier = govgraph("-C", board, "query", "action-status", "--as-of", "2023-08-31").out
    assert "2023-09-05" not in earlier
    assert json.loads(govgraph("-C", board, "validate", "--format", "json").out) == old
    assert govgraph("-C", board, "fmt", "--check").code == 0

    undone = govgraph("-C", board, "note", "--undo")
    paths = "sources/2023-09-05-reply.txt, data/2023-09-05-reply.ttl"
    title = "2022-06-24/13: said by the MPS to have been sent"
    assert done.out.startswith(f"{title} (Reply of 5 September 2023)\n")
    assert undone.out == f"Taken back: {title} ({paths})\n"
    assert files(board) == before


def test_a_record_on_file_gets_one_statement_more(harbour: Path, govgraph: Call) -> None:
    """Of minutes on file the data file grows at its end, and nothing above that changes."""
    edit(
        harbour / "data" / "2031-12-02-minutes.ttl",
        "# Editor's links",
        "# mine\n\n# Editor's links",
    )
    before = files(harbour)
    done = note(
        govgraph,
        harbour,
        action="2031-03-04/2",
        status="in-progress",
        quote="The Chair asked when dredging of the north channel could begin.",
        source=str(harbour / "sources" / "2031-12-02-minutes.txt"),
        on="",
        said_by="Chair",
        because="The Chair takes it to be under way.",
    )
    assert (done.code, done.err) == (0, "")
    changed = "data/2031-12-02-minutes.ttl"
    after = files(harbour)
    assert {path for path in after if after[path] != before.get(path)} == {changed, LAST}
    assert after[changed].startswith(before[changed])
    rows = govgraph("-C", harbour, "query", "action-status", "--format", "csv").out
    assert "2031-03-04/2,in-progress,editor-inferred,possible,2031-12-02" in rows
    assert govgraph("-C", harbour, "note", "--undo").code == 0
    assert files(harbour) == before


def test_whoever_neither_owes_nor_receives_only_says(harbour: Path, govgraph: Call) -> None:
    """A reply of a third party closes no action, and is not told as if it did."""
    told = note(govgraph, harbour, said_by="DWC")
    assert told.code == 0
    assert told.out.startswith("2031-09-16/1: said by DWC to have been delivered")


def test_a_reply_can_be_noted_again(harbour: Path, govgraph: Call) -> None:
    """Words that cite the action are on record as stated; the same reply tells of several."""
    first = note(govgraph, harbour)
    assert first.out.startswith("2031-09-16/1: recorded as delivered (Reply of 12 January 2032,")
    assert "[reading" not in first.out
    between = files(harbour)
    second = note(
        govgraph,
        harbour,
        action="2031-03-04/2",
        status="updated",
        quote="Of the plan of soundings we know nothing; the plan of soundings is not ours.",
        said_by="",
    )
    assert (second.code, second.err) == (0, "")
    assert "said by the Pilots' Guild" in " ".join(second.out.split())
    assert "The passage does not cite 2031-03-04/2" in " ".join(second.out.split())
    again = note(govgraph, harbour)
    assert again.code == 2
    assert "has 2031-09-16/1 as delivered by the same words" in again.err
    assert "There is nothing to add" in again.err
    assert govgraph("-C", harbour, "note", "--undo").code == 0
    back = files(harbour)
    assert between == back


def test_a_reader_says_why(harbour: Path, govgraph: Call) -> None:
    """With a reason of one's own the note is a reading with that reason."""
    done = note(govgraph, harbour, because="The Guild asked for no others.")
    assert "[reading, probable] The Guild asked for no others." in done.out


REFUSED = [
    (
        {"quote": "The readings came on 9 January"},
        ["/reply.txt: these words", "Nearest passage"],
    ),
    ({"quote": "Zebras graze"}, ["No passage has most of them."]),
    ({"quote": "reading"}, ["letter by letter"]),
    ({"quote": " \n "}, ["the quotation is empty"]),
    ({"quote": "plan of soundings"}, ["2 times", "Quote more"]),
    ({"quote": "The Guild has them. Of the plan"}, ["two paragraphs"]),
    ({"status": "deliverd"}, ["no status 'deliverd'", "Did you mean 'delivered'?"]),
    ({"status": "outstanding"}, ["no status 'outstanding'"]),
    ({"status": "overdue"}, ["no status 'overdue'. The statuses are completed, delivered, in-"]),
    ({"status": "undelivered"}, ["no status 'undelivered'. The statuses are"]),
    ({"action": "2031-09-16/11"}, ["Did you mean '2031-09-16/1'?"]),
    ({"said_by": "Pilot's Guild"}, ["Did you mean 'Pilots' Guild'?"]),
    ({"said_by": ""}, ["--said-by"]),
    ({"on": ""}, ["needs its date"]),
    ({"on": "12 January 2032"}, ["'--on': '12 January 2032' is no day", "YYYY-MM-DD"]),
    ({"on": "2031-09-01"}, ["before 2031-09-16/1 was raised, on 16 September 2031"]),
    ({"action": "2031-05-20/2", "on": "2031-06-01"}, ["later record", "not-delivered"]),
    ({"source": "none.txt"}, ["No such file"]),
    ({"source": "."}, ["directory"]),
    ({"source": "=none"}, ["--source is empty"]),
    ({"quote": "x " * 5_001}, ["--quote: it has 10,002 characters", "10,000"]),
]


@pytest.mark.parametrize(("changed", "said"), REFUSED, ids=lambda v: str(v)[:40])
def test_what_is_not_noted(
    changed: dict[str, str], said: list[str], harbour: Path, govgraph: Call
) -> None:
    """What cannot be noted is told with what to do; nothing is written."""
    before = files(harbour)
    done = note(govgraph, harbour, **changed)
    assert (done.code, done.out) == (2, "")
    assert all(words in done.err for words in said), done.err
    assert "2032-01-12-reply" not in done.err
    assert files(harbour) == before


def test_a_link_stands_for_the_source_that_it_leads_to(harbour: Path, govgraph: Call) -> None:
    """The record of a file in the folder of sources names that file, not a link to it."""
    inside = harbour / "sources" / "guild.txt"
    (harbour.parent / "reply.txt").rename(inside)
    link = harbour.parent / "link.txt"
    link.symlink_to(inside)
    done = note(govgraph, harbour, source=str(link))
    assert done.code == 0, done.err
    data = (harbour / "data" / "2032-01-12-guild.ttl").read_text(encoding="utf-8")
    assert 'gov:sourceFile "guild.txt"' in data
    assert not (harbour / "sources" / "link.txt").exists()


SOURCES = [
    ("reply.txt", "ü".encode("latin-1"), "not UTF-8"),
    ("reply.txt", "Words".encode("utf-16"), "UTF-16"),
    ("reply.pdf", b"%PDF-1.4\nIt came.", "reply.pdf: it is PDF, no plain text. Give the words as"),
    ("reply.rtf", b"{\\rtf1 It came.}", "it is RTF"),
    ("reply.txt", b"\n<!DOCTYPE html><p>It came.", "it is HTML"),
    ("reply.html", b"<!-- x -->\n<p>It came.", "it is HTML"),
    ("reply.htm", b"<p>It came.</p>", "it is HTML"),
    (
        "reply.eml",
        b"From: Works\r\nContent-Type: text/plain\r\n\r\nIt came.",
        "it is a mail with its codes, no plain text",
    ),
    ("reply.docx", b"PK\x03\x04\x00", "as text in UTF-8"),
    ("reply.txt", b" \n", "holds no words"),
    ("reply.txt", b"From: a@b.example\n\nIt came.", "reply.txt:1:7: an e-mail address"),
    ("reply.txt", b"Works\nTel 020 7230 1212\n\nIt came.", "reply.txt:2:1: an e-mail address or"),
    ("reply.txt", b"It came. Ring 07700 900000.", "telephone number"),
    (
        "reply.txt",
        b"Sent: Monday, 12 January 2031 16:41\n\nIt came.",
        "prints 12 January 2031; you",
    ),
    ("reply.txt", b"In reply to yours of 12 January 2033. It came.", "prints 12 January 2033"),
    (
        "reply.txt",
        b"11.1.2032\n\nIt came.",
        "prints 11 January 2032; you gave 2032-01-12. Give --on",
    ),
    ("2032-01-13-reply.txt", b"It came.", "says 13 January 2032"),
    ("minutes.txt", b"It came.", "minutes are entered as a whole"),
    ("2031-12-02-minutes.txt", b"It came.", "with another content"),
    ("reply.txt", b"It came.\n\n" * 2_001, "reply.txt: it has 2,001 paragraphs"),
    ("reply.txt", b"It came. " * 111_112, "reply.txt: it has 1,000,008 characters; a new source"),
]


@pytest.mark.parametrize(("name", "raw", "said"), SOURCES, ids=lambda v: str(v)[:30])
def test_files_that_are_no_source(
    name: str, raw: bytes, said: str, harbour: Path, govgraph: Call
) -> None:
    """What is no text, holds contact data or stands against what is on file is refused."""
    before = files(harbour)
    (harbour.parent / name).write_bytes(raw)
    done = note(govgraph, harbour, source=str(harbour.parent / name), quote="It came.")
    assert (done.code, done.out) == (2, "")
    assert said in done.err
    assert files(harbour) == before


ORDINARY = """From: Pilots' Guild
Sent: Monday, 12 January 2032 16:41
Subject: Committee of 2 December 2031

Action 1: The readings of the tide gauge of 16 September 2031 came on 9 January.

Action 2 of 20 May 2031: in hand.
"""


@pytest.mark.parametrize("head", [ORDINARY, ORDINARY.partition("\n\n")[2]])
def test_an_ordinary_reply_leaves_no_remark(head: str, harbour: Path, govgraph: Call) -> None:
    """It cites actions line by line and speaks of meetings; with and without its day."""
    (harbour.parent / "reply.txt").write_text(head, encoding="utf-8")
    old = json.loads(govgraph("-C", harbour, "validate", "--format", "json").out)
    quote = "Action 1: The readings of the tide gauge of 16 September 2031 came on 9 January."
    done = note(govgraph, harbour, quote=quote)
    assert (done.code, done.err) == (0, "")
    assert json.loads(govgraph("-C", harbour, "validate", "--format", "json").out) == old


def test_a_reason_answers_another_day(harbour: Path, govgraph: Call) -> None:
    """A copy may bear the day of its original; then a reader says so."""
    reply = harbour.parent / "reply.txt"
    reply.write_text("11 January 2032\n\n" + HARBOUR_REPLY.partition("2032\n")[2], "utf-8")
    assert "prints 11 January 2032" in note(govgraph, harbour).err
    assert note(govgraph, harbour, because="It came a day later.").code == 0


def test_words_are_noted_once(harbour: Path, govgraph: Call) -> None:
    """Overlapping words of one status are one, whether the body says them or who speaks for it."""
    assert note(govgraph, harbour).code == 0
    part = {"quote": "readings of the tide gauge came", "because": "Mine."}
    again = note(govgraph, harbour, said_by="Warden", **part)
    assert again.code == 2
    assert "'Reply of 12 January 2032' has 2031-09-16/1 as delivered by the same words" in again.err
    assert "The readings of the tide gauge came on 9 January" in again.err
    assert note(govgraph, harbour, said_by="DWC", **part).code == 0


def test_another_reply_of_the_day_needs_another_name(harbour: Path, govgraph: Call) -> None:
    """A file of a name that is on file with other words is refused, and so is a changed source."""
    assert note(govgraph, harbour).code == 0
    before = files(harbour)
    other = harbour.parent / "reply.txt"
    other.write_text("Nothing came.", encoding="utf-8")
    done = note(govgraph, harbour, quote="Nothing came.")
    assert done.code == 2
    assert "'reply-2.txt'" in done.err
    assert files(harbour) == before


def test_a_note_that_cannot_be_told_is_not_written(harbour: Path, govgraph: Call) -> None:
    """The name of a file that is no text cannot stand in a command that is printed."""
    odd = harbour.parent / os.fsdecode(b"reply\xff.txt")
    (harbour.parent / "reply.txt").rename(odd)
    before = files(harbour)
    quote = "the plan of soundings is not ours."
    action = {"action": "2031-05-20/2", "status": "updated", "because": "So it is."}
    done = note(govgraph, harbour, source=str(odd), quote=quote, **action)
    assert (done.code, files(harbour)) == (2, before), done
    assert "is not UTF-8" in done.err


def test_words_of_another_day_than_their_record(harbour: Path, govgraph: Call) -> None:
    """A source on file has the date of its record."""
    source = harbour / "sources" / "2031-12-02-minutes.txt"
    done = note(govgraph, harbour, source=str(source))
    assert done.code == 2
    assert "bears the date 2031-12-02, not 2032-01-12" in done.err


def test_a_note_that_breaks_a_rule(harbour: Path, govgraph: Call) -> None:
    """What a rule, here one of the board's own, refuses is not written."""
    (harbour / "shapes").mkdir()
    (harbour / "shapes" / "own.ttl").write_text(
        """@prefix gov: <https://w3id.org/govgraph/ns#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
<urn:own> a sh:NodeShape ; sh:targetClass gov:Letter ;
    sh:property [ sh:path gov:sender ; sh:minCount 1 ; sh:message "Name the sender." ] .
""",
        encoding="utf-8",
    )
    before = files(harbour)
    done = note(govgraph, harbour)
    assert done.code == 2
    assert "it would break 1 rule, and is not written." in done.err
    assert "Name the sender." in done.err
    assert files(harbour) == before


def test_the_board_that_ships_is_not_written_to(govgraph: Call) -> None:
    """There a note says how to make a workspace."""
    for arguments in (("--undo",), ("2022-06-24/13", "--status=x", "--quote=x", "--source=x")):
        done = govgraph("-C", ROOT, "note", *arguments)
        assert done.code == 2
        assert "Make a workspace of your own" in done.err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "a note needs ACTION, --status, --quote, --source."),
        (("2031-09-16/1", "--undo"), "ACTION does not go with it"),
        (("--undo",), "no note to take back"),
    ],
)
def test_half_a_note(arguments: tuple[str, ...], said: str, harbour: Path, govgraph: Call) -> None:
    """What is missing or too much is named."""
    done = govgraph("-C", harbour, "note", *arguments)
    assert done.code == 2
    assert said in done.err


def test_an_edit_is_not_lost(harbour: Path, govgraph: Call) -> None:
    """A note is not taken back from a file that was edited since; the line is named."""
    assert note(govgraph, harbour).code == 0
    data = harbour / "data" / "2032-01-12-reply.ttl"
    place = data.read_text(encoding="utf-8").partition('"Reply of')[0].count("\n") + 1
    edit(data, '"Reply of 12 January 2032"', '"The reply"')
    before = files(harbour)
    done = govgraph("-C", harbour, "note", "--undo")
    assert done.code == 2
    assert f"line {place} was" in done.err
    assert '"The reply"' in done.err
    assert files(harbour) == before
    edit(data, '"The reply"', '"Reply of 12 January 2032"')
    assert govgraph("-C", harbour, "note", "--undo").code == 0


def writes(monkeypatch: pytest.MonkeyPatch, most: int, error: BaseException) -> None:
    """Let so many files be written, then raise."""
    left = iter(range(most))
    real = output.write

    def limited(result: str | bytes, path: str | None, prefix: str) -> None:
        if next(left, None) is None:
            raise error
        real(result, path, prefix)

    monkeypatch.setattr(journal, "write", limited)


@pytest.mark.parametrize("most", [0, 1, 2])
def test_a_folder_that_cannot_be_written(
    most: int, harbour: Path, govgraph: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where a file cannot be written what was there is put back, and the note is told of."""
    before = files(harbour)
    writes(monkeypatch, most, PermissionError(13, "Permission denied", "data"))
    done = note(govgraph, harbour)
    assert done.code == 2
    assert "Permission denied" in done.err
    assert files(harbour) == before


@pytest.mark.parametrize("most", [1, 2, 3])
def test_a_note_that_is_cut_off(
    most: int, harbour: Path, govgraph: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever was written of it, the next note, or --undo, begins where it began."""
    before = files(harbour)
    with monkeypatch.context() as cut:
        writes(cut, most, RuntimeError("cut"))
        cut.setattr(journal.Journal, "_restore", lambda *_: None)
        # The last step is no write.
        cut.setattr(Path, "replace", _refuse_journal(Path.replace))
        assert note(govgraph, harbour).code == 2
    assert files(harbour) != before
    if most == 2:
        assert note(govgraph, harbour).err.startswith("govgraph: a note that was cut off has")
    done = govgraph("-C", harbour, "note", "--undo")
    assert done.code == 0
    assert files(harbour) == before


def test_a_cut_off_note_that_was_edited(harbour: Path, govgraph: Call) -> None:
    """It is told which file keeps the half note and what to do with it; validate tells of it."""
    assert note(govgraph, harbour).code == 0
    begun = harbour / journal.BEGUN
    (harbour / LAST).rename(begun)
    edit(harbour / "data" / "2032-01-12-reply.ttl", '"Reply of 12 January 2032"', '"The reply"')
    for done in (note(govgraph, harbour), govgraph("-C", harbour, "note", "--undo")):
        assert done.code == 2
        assert f"once the files of the note are as you want them, remove '{begun}'" in done.err
    told = govgraph("-C", harbour, "validate")
    assert f"{begun}: a note is half written." in told.err
    begun.unlink()
    assert govgraph("-C", harbour, "validate").err == ""
    assert "no note to take back" in govgraph("-C", harbour, "note", "--undo").err


def test_nothing_is_taken_back_where_not_all_can_be(
    harbour: Path, govgraph: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A folder that may not be written to is seen first; of another hindrance it is told."""
    start = files(harbour)
    assert note(govgraph, harbour).code == 0
    before = files(harbour)
    with monkeypatch.context() as closed:
        closed.setattr(os, "access", lambda path, _: Path(path).name != "sources")
        done = govgraph("-C", harbour, "note", "--undo")
    assert done.code == 2
    assert "sources: nothing may be written there; nothing has been taken back." in done.err
    assert files(harbour) == before
    unlink = Path.unlink

    def kept(self: Path, missing_ok: bool = False) -> None:
        if self.parent.name == "sources":
            raise PermissionError(1, "Operation not permitted", str(self))
        unlink(self, missing_ok)

    with monkeypatch.context() as fixed:
        fixed.setattr(Path, "unlink", kept)
        done = govgraph("-C", harbour, "note", "--undo")
    assert done.code == 2
    assert "Taken back already: data/2032-01-12-reply.ttl. Run" in done.err
    assert govgraph("-C", harbour, "note", "--undo").code == 0
    assert files(harbour) == start


def test_temporary_files_of_a_note_that_was_killed_go(harbour: Path, govgraph: Call) -> None:
    """The next note removes them, and no file of another command."""
    left = [harbour / part / ".govgraph-note-ab_12xyz" for part in ("", "data", "sources")]
    other = harbour / ".govgraph-ab12cdef"
    for path in (*left, other):
        path.write_bytes(b"half")
    assert govgraph("-C", harbour, "note", "--undo").code == 2
    assert [path for path in (*left, other) if path.exists()] == [other]


def _refuse_journal(replace: Callable[[Path, Path], Path]) -> Callable[[Path, Path], Path]:
    def refusing(self: Path, target: Path) -> Path:
        if self.name == journal.BEGUN:
            raise RuntimeError("cut")
        return replace(self, target)

    return refusing


def test_one_note_at_a_time(harbour: Path, govgraph: Call) -> None:
    """While another process writes a note here, none is written."""
    before = files(harbour)
    folder = os.open(harbour, os.O_RDONLY)
    fcntl.flock(folder, fcntl.LOCK_EX)
    done = note(govgraph, harbour)
    os.close(folder)
    assert done.code == 2
    assert "another note is being written here" in done.err
    assert files(harbour) == before


def test_the_last_note_survives_one_that_does_not_come_about(
    harbour: Path, govgraph: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was noted before can be taken back after a note that could not be written."""
    before = files(harbour)
    assert note(govgraph, harbour).code == 0
    with monkeypatch.context() as full:
        writes(full, 1, OSError(28, "No space left on device", "data"))
        second = {"action": "2031-03-04/2", "status": "updated"}
        quote = "Of the plan of soundings we know nothing"
        assert note(govgraph, harbour, quote=quote, **second).code == 2
    assert govgraph("-C", harbour, "note", "--undo").code == 0
    assert files(harbour) == before


def test_words_are_found_as_they_stand() -> None:
    """White space is free; a part of a word is not the word."""
    assert len(paragraphs("One.\r\rTwo.\rMore.\r\n\rThree.")) == 3
    text = "It is\r\nincomplete.\n\n  Second\tone.\n \nThird"
    assert [text[a:b] for a, b in paragraphs(text)] == [
        "It is\r\nincomplete.",
        "Second\tone.",
        "Third",
    ]
    assert find(text, "complete.") == []
    assert [text[a:b] for a, b in find(text, "is  incomplete")] == ["is\r\nincomplete"]
    assert [text[a:b] for a, b in find(text, ".")] == [".", "."]
    assert find(text, "Second  on") == find(text, "xxx") == find(text, " ") == []
    assert [text[a:b] for a, b in find(text, ". Second one")] == [".\n\n  Second\tone"]
    assert nearest("the second one", ["Third", "Second one."]) == "Second one."
    assert nearest("word " * 3, ["word " * 200]).endswith("word …")
