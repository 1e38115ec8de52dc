"""What notes changed: taken back one after the other, to the byte, whatever stopped one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from govgraph.cli import journal
from govgraph.cli.journal import Journal
from govgraph.errors import GovgraphError
from govgraph.note import Change
from tests.test_note import files

NEW = Change("data/reply.ttl", None, b"one\n")
NOTES = [
    (Change("sources/reply.txt", None, b"It came.\n"), NEW),
    (Change("data/reply.ttl", b"one\n", "one\ntwö\n".encode()),),
    (Change("data/minutes.ttl", b"old\r\n", b"old\r\nnew\n"),),
]
STEPS = 40


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A folder with the data of a board."""
    root = tmp_path / "board"
    (root / "data").mkdir(parents=True)
    (root / "data" / "minutes.ttl").write_bytes(b"old\r\n")
    return root


def put_all(root: Path) -> list[dict[str, bytes]]:
    """Write the notes; return the files before each, and after the last."""
    states = [files(root)]
    for number, changes in enumerate(NOTES, 1):
        Journal(root).put(changes, f"note {number}")
        states.append(files(root))
    return states


def test_notes_are_taken_back_one_after_the_other(root: Path) -> None:
    """Each step gives the bytes before the note it takes back; a new note goes on from there."""
    states = put_all(root)
    for left in (2, 1):
        assert Journal(root).undo().left == left
        assert files(root) == states[left]
    Journal(root).put(NOTES[1], "again")
    assert files(root).keys() == states[2].keys()
    assert [Journal(root).undo()[::2] for _ in range(2)] == [("again", 1), ("note 1", 0)]
    assert files(root) == states[0]
    assert not (root / journal.NOTES).exists()
    with pytest.raises(GovgraphError, match="there is no note to take back"):
        Journal(root).undo()


def test_an_edit_between_two_notes_stops_the_second_step(root: Path) -> None:
    """The later note gives the edit back; of the earlier one the line is told, and what to do."""
    Journal(root).put(NOTES[0], "first")
    reply = root / "data" / "reply.ttl"
    reply.write_bytes(b"One\n")
    Journal(root).put([Change("data/reply.ttl", b"One\n", b"One\ntwo\n")], "second")
    assert Journal(root).undo().title == "second"
    before = files(root)
    assert reply.read_bytes() == b"One\n"
    with pytest.raises(GovgraphError, match="line 1 was 'one' and is 'One'") as stopped:
        Journal(root).undo()
    assert f"remove '{root / journal.NOTES / '0001.json'}'" in stopped.value.hint
    assert files(root) == before


class Killed(BaseException):
    """The process has ended: no step of it comes after this."""


@contextmanager
def killed_at(step: int, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let so many steps that change the disk be taken, and none after."""
    left = [step]

    def counted(real: Callable[..., object]) -> Callable[..., object]:
        def call(*given: object, **more: object) -> object:
            left[0] -= 1
            if left[0] < 0:
                raise Killed
            return real(*given, **more)

        return call

    with monkeypatch.context() as patched:
        for name in ("replace", "unlink", "mkdir", "rmdir", "chmod"):
            patched.setattr(Path, name, counted(getattr(Path, name)))
        yield


@pytest.mark.parametrize("what", ["put", "undo"])
@pytest.mark.parametrize("number", [0, 1, 2])
def test_a_kill_at_any_step_leaves_what_the_next_one_mends(
    what: str, number: int, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever comes next finds the files as before or as after, and so do all steps before."""
    states = [files(root)]
    for changes in NOTES[:number]:
        Journal(root).put(changes, "")
        states.append(files(root))
    Journal(root).put(NOTES[number], "last")
    noted = files(root)
    Journal(root).undo()
    reached = set()
    for step in range(STEPS):
        if what == "undo":
            Journal(root).put(NOTES[number], "last")
        ended = False
        try:
            with killed_at(step, monkeypatch):
                if what == "put":
                    Journal(root).put(NOTES[number], "last")
                else:
                    Journal(root).undo()
            ended = True
        except Killed:
            pass
        with Journal(root).locked():
            Journal(root).mend()
        assert files(root) in (states[-1], noted), step
        reached.add(files(root) == noted)
        if files(root) == noted:
            assert Journal(root).undo().title == "last"
        assert files(root) == states[-1], step
        if ended:
            break
    assert reached == {True, False}
    assert step > 3
    for state in reversed(states[:-1]):
        Journal(root).undo()
        assert files(root) == state


@pytest.mark.parametrize("name", [journal.BEGUN, "data/reply.ttl", "sources/reply.txt"])
def test_nothing_is_written_through_a_link_to_nothing(name: str, root: Path) -> None:
    """A link in the place of a new file would put it elsewhere."""
    (root / "sources").mkdir()
    (root / name).symlink_to(root.parent / "elsewhere")
    with pytest.raises(GovgraphError, match="it is a link to nothing"):
        Journal(root).put(NOTES[0], "")
    assert not (root.parent / "elsewhere").exists()
    assert files(root) == {"data/minutes.ttl": b"old\r\n"}


@pytest.mark.parametrize("name", [journal.NOTES, "sources"])
def test_what_is_in_the_way_of_a_folder_is_named(name: str, root: Path) -> None:
    """A file or a link to nothing is told before anything is written."""
    before = files(root)
    (root / name).symlink_to("nowhere")
    with pytest.raises(GovgraphError, match="it is no folder") as stopped:
        Journal(root).put(NOTES[0], "")
    assert stopped.value.where == str(root / name)
    assert files(root) == before


JOURNALS = [
    "{}",
    '{"note": "", "files": []}',
    '{"files": [{"path": "data/x", "before": null, "after": ""}]}',
    '{"note": "\\ud800", "files": [{"path": "data/x", "before": null, "after": ""}]}',
    "[" * 100_000,
    '{"note": "", "files": [{"path": "data/a\\u0000b", "before": null, "after": ""}]}',
    '{"note": "", "files": [{"path": "data/\\ud800", "before": null, "after": ""}]}',
    '{"note": "", "files": [{"path": "data/../x", "before": null, "after": ""}]}',
    '{"note": "", "files": [{"path": 1, "before": null, "after": ""}]}',
]


@pytest.mark.parametrize("text", JOURNALS, ids=lambda text: str(text)[:60])
def test_a_journal_that_is_none(text: str, root: Path) -> None:
    """What cannot be what a note left is told with its file and what to do."""
    before = files(root)
    (root / journal.NOTES).mkdir()
    kept = root / journal.NOTES / "0001.json"
    kept.write_text(text, encoding="utf-8")
    with pytest.raises(GovgraphError) as stopped:
        Journal(root).undo()
    assert str(stopped.value).startswith(f"{kept}: it ")
    assert "Remove it" in stopped.value.hint
    kept.unlink()
    assert files(root) == before
