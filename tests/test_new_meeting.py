"""New data is checked where it changes something, and what is found is what a whole check finds."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from random import Random
from shutil import copytree

import pytest

from benchmarks.generate import write
from govgraph.model import Finding
from govgraph.store import Keeper, Watcher
from govgraph.validate import check, matters, trying
from govgraph.workspace import Workspace, find_workspace
from tests.conftest import BOARDS, ROOT
from tests.ontologies import how_many

BOARDS_TRIED = ("shipped", "harbour", "library", "parish", "invented")
# Of so many meetings some stand far from an edit.
MEETINGS = how_many(5, 40)


@pytest.fixture(scope="module")
def boards(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Workspace]:
    folder = tmp_path_factory.mktemp("boards")
    for part in ("data", "sources", "govgraph.toml"):
        source, target = ROOT / part, folder / "shipped" / part
        if source.is_dir():
            copytree(source, target)
        else:
            target.write_bytes(source.read_bytes())
    for name in ("harbour", "library", "parish"):
        copytree(BOARDS / name, folder / name)
    write(folder / "invented", MEETINGS)
    write(folder / "five", 5)
    return {name: find_workspace(folder / name) for name in (*BOARDS_TRIED, "five")}


def edited(lines: list[str], others: Sequence[str], rng: Random) -> bytes:
    """Return the text of a file with something left out, written twice, or put wrong."""
    kept = list(lines)
    for _ in range(rng.choice((1, 1, 2, 4))):
        place = rng.randrange(len(kept))
        kind = rng.randrange(6)
        if kind < 2 and kept[place].rstrip().endswith(";"):
            del kept[place]
        elif kind == 2:
            kept[place] = kept[place].replace("2", str(rng.randrange(10)), 1)
        elif kind == 3:
            words = kept[place].split()
            names = [w for w in words if ":" in w and not w.startswith(("<", '"', "@", "gov:"))]
            if names:
                kept[place] = kept[place].replace(rng.choice(names), rng.choice(others), 1)
        elif kind == 4:
            blocks = [i for i, line in enumerate(kept) if not line.strip()]
            if len(blocks) > 3:
                start = rng.randrange(1, len(blocks) - 1)
                del kept[blocks[start] : blocks[start + 1]]
        else:
            kept[place] = kept[place].replace("gov:Action ", "gov:Decision ", 1)
    return "\n".join(kept).encode()


def found(
    workspace: Workspace, path: Path, whole: bool, keeper: Keeper | None = None
) -> tuple[list[Finding], object]:
    checked = check(workspace, [path], whole=whole, keeper=keeper)
    held = {(f.code, f.node, f.value) for f in checked.held}
    return checked.findings, (held, checked.files, checked.statements)


def compare(workspace: Workspace, folder: Path, rng: Random, keeper: Keeper | None) -> int:
    """Check an edited file in part and as a whole; return how much was found."""
    file = rng.choice(sorted(workspace.data.glob("*.ttl")))
    lines = file.read_text(encoding="utf-8").split("\n")
    words = {w for f in sorted(workspace.data.glob("*.ttl")) for w in f.read_text().split()}
    others = sorted(w for w in words if w[0] != '"' and w.count(":") == 1 and w[-1].isalnum())
    text = edited(lines, others, rng)
    path = folder / file.name
    path.write_bytes(text)
    if rng.random() < 0.2:
        path = file  # All of it counts as new.
    whole = found(workspace, path, True)
    assert found(workspace, path, False) == whole, f"{path}\n{text.decode()}"
    if keeper is not None:
        assert found(workspace, path, False, keeper) == whole, f"{path}\n{text.decode()}"
    return len(whole[0])


@pytest.mark.parametrize("name", BOARDS_TRIED)
def test_random_edits_are_found_as_by_a_whole_check(
    boards: dict[str, Workspace], name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After an edit, deletions included, findings and what is held back are those of all rules.

    So they are where shapes are asked near the edit only, and where the rules in Python are too,
    in copies of the stores on disk. Most edits can be tried in such copies.
    """
    told: list[bool] = []

    def tried(*args: object) -> object:
        result = real(*args)  # type: ignore[arg-type]
        told.append(result is not None)
        return result

    real = trying.tried
    monkeypatch.setattr(trying, "tried", tried)
    # On boards so small words are weighed as on large ones.
    monkeypatch.setattr(matters, "MOST", 4)
    monkeypatch.setattr(matters, "_COMMON", 3)
    keeper = Keeper(boards[name], tmp_path / "stores", Watcher())
    rng = Random(name)
    many = [
        compare(boards[name], tmp_path, rng, keeper if number < how_many(1, 60) else None)
        for number in range(how_many(1 if name == "shipped" else 3, 60))
    ]
    assert any(many)
    assert sum(told) >= len(told) / 2 or len(told) < 10


CLERK, CHAIR = "gov:heldRole role:emc-clerk", "gov:heldRole role:emc-chair"
SINCE = 'gov:validFrom "2001-01-08"^^xsd:date'
FIRST, LAST = "2001-01-08-minutes", "2001-02-08-minutes"


@pytest.mark.parametrize(
    ("name", "file", "edits", "code", "at"),
    [
        # Of one day; the first holder of all days, of which the later ones are told.
        ("five", LAST, [(CLERK, CHAIR)], "GG412", f"record:{LAST}#"),
        (
            "five",
            FIRST,
            [(CHAIR, "gov:heldRole role:emc-treasurer"), (CLERK, f"{CHAIR} ;\n    {SINCE}")],
            "GG412",
            f"record:{LAST}#",
        ),
        # The first minutes after others of their forum; an approval that is none any more.
        ("five", LAST, [], "GG228", f"record:{FIRST}"),
        (
            "library",
            "2031-10-09-minutes",
            [("gov:outcome gov:agreed", "gov:outcome gov:discussed")],
            "GG228",
            "record:2031-04-10-minutes",
        ),
    ],
)
def test_an_edit_tells_on_a_record_that_it_is_not_in(
    boards: dict[str, Workspace],
    name: str,
    file: str,
    edits: Sequence[tuple[str, str]],
    code: str,
    at: str,
    tmp_path: Path,
) -> None:
    """What a seat or an approval makes of another record is found near the edit too."""
    workspace = boards[name]
    path = workspace.data / f"{file}.ttl"
    text = path.read_text(encoding="utf-8")
    for old, new in edits:
        assert old in text
        text = text.replace(old, new, 1)
    if edits:
        path = tmp_path / path.name
        path.write_text(text, encoding="utf-8")
    whole = found(workspace, path, True)
    held: set[tuple[str, object, object]] = whole[1][0]  # type: ignore[index]
    told = {(f.code, f.node) for f in whole[0]} | {(other, node) for other, node, _ in held}
    assert [node for other, node in told if other == code and str(node).startswith(at)]
    assert found(workspace, path, False) == whole
    keeper = Keeper(workspace, tmp_path / "stores", Watcher())
    assert found(workspace, path, False, keeper) == whole
