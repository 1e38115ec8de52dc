"""The examples of the rules: each failing file breaks its own rule, where it says, and no other.

A rule's examples are ``tests/bad/CODE.ttl`` and ``tests/good/CODE.ttl``;
``govgraph.rule_examples`` says what may stand in them.
"""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path
from shutil import copytree

import pytest

from govgraph.errors import ValidationError
from govgraph.rule_examples import Example, Place, examples_of, folder, read_example
from govgraph.turtle_format import formatted
from govgraph.validate import check, rules
from govgraph.validate.context import Given
from govgraph.validate.documents import Document
from govgraph.validate.examining import Part
from govgraph.workspace import find_workspace
from tests.conftest import BOARDS

RULES = [rule.code for rule in rules()]
PASSED: set[tuple[str, str, str]] = set()
Known = set[tuple[str | None, ...]]


@pytest.fixture(scope="module", autouse=True)
def _boards_are_checked_once() -> object:
    """Check what is on file without a new file once, and not again for each example.

    The invented boards have no finding of their own, and what a new file replaces has none.
    """
    validation = import_module("govgraph.validate")
    without, known = validation._known_without, dict[tuple[str, frozenset[Path]], Known]()

    def remembered(given: Given, filed: list[Document], part: Part) -> Known:
        replaced = {d.path for d in given.new if d.path} & {d.path for d in filed if d.path}
        key = given.workspace.name, frozenset(replaced)
        if key not in known:
            known[key] = without(given, filed, None)
        return known[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(validation, "_known_without", remembered)
        yield


def example(code: str, passing: bool = False) -> Example:
    found = examples_of(code)
    assert found is not None, f"tests/bad/{code}.ttl or tests/good/{code}.ttl is missing"
    return found.passing if passing else found.failing


def found(shown: Example, folder: Path) -> set[tuple[str, Place]]:
    """Return the code and the place, severity included, of whatever is found in an example."""
    path, root = folder / shown.file, BOARDS / shown.board
    is_part = "/" in shown.file
    if is_part:
        copytree(root, folder, dirs_exist_ok=True)
        leave_unnamed_sources_out(folder, shown)
        root = folder
        path.parent.mkdir(exist_ok=True, parents=True)
    path.write_bytes(shown.text.encode())

    def of_board(file: str | None) -> str:
        assert file is not None
        whole = Path(file).absolute()
        in_board = whole.is_relative_to(root)
        return whole.relative_to(root).as_posix() if in_board else whole.name

    return {
        (f.code, Place(f.severity, of_board(f.file), f.line, f.column))
        # What is told in step is told by a whole check, which takes longer only if it comes second.
        for f in check(find_workspace(root), [] if is_part else [path], whole=True).findings
    }


def leave_unnamed_sources_out(board: Path, shown: Example) -> None:
    """Take away the sources that neither the records of a board name nor an example does."""
    texts = [shown.text, *(p.read_text(encoding="utf-8") for p in board.glob("data/*.ttl"))]
    for source in board.glob("sources/*"):
        if not any(source.name in text for text in texts):
            source.unlink()


def test_every_rule_has_its_two_files_and_no_other_file_is_there() -> None:
    """A rule without examples cannot be explained, and a file without a rule explains nothing."""
    for name in ("bad", "good"):
        assert {path.name for path in folder(name).iterdir()} == {f"{code}.ttl" for code in RULES}


@pytest.mark.parametrize("code", RULES)
def test_a_failing_file_breaks_its_rule_where_it_says(code: str, tmp_path: Path) -> None:
    """The rule is broken at exactly the marked places, as severely, and nothing else is found."""
    shown = example(code)
    assert shown.places, f"{code} marks no place"
    assert set(re.findall(r"\^ (GG\d+)", shown.text)) <= {code}
    assert found(shown, tmp_path) == {(code, place) for place in shown.places}


@pytest.mark.parametrize("code", RULES)
def test_a_passing_file_breaks_no_rule(code: str, tmp_path: Path) -> None:
    """The same data with the mistake mended is not reported at all."""
    shown = example(code, passing=True)
    assert shown.places == ()
    # Many mistakes are made in the same data, which is then checked once.
    stated = shown.board, shown.file.replace(code, ""), shown.text.partition("\n@prefix ")[2]
    if stated not in PASSED:
        assert found(shown, tmp_path) == set()
        PASSED.add(stated)


@pytest.mark.parametrize("code", RULES)
def test_a_passing_file_is_in_the_house_style(code: str) -> None:
    """What people are shown as right is laid out as ``govgraph fmt`` lays it out."""
    raw = example(code, passing=True).text.encode()
    assert formatted(raw, code) == raw


def test_a_mark_names_the_line_above_it_and_its_own_column() -> None:
    """A caret counts from the line that states something, and ``#^`` is the first column."""
    head = "# Wrong.\n#+ file: x.ttl\n#+ at: data/y.ttl:3:5 info\n#+ at: z.ttl violation\n"
    text = f"{head}@prefix : <x:> .\n\n"
    read = read_example(
        f"{text}:s :p 1 .\n#^ GG002 warning\n#  ^ GG001 violation\n:t :p 1 .\n", "GG001.ttl"
    )
    assert (read.says, read.board, read.file) == ("Wrong.", "parish", "x.ttl")
    elsewhere = Place("info", "data/y.ttl", 3, 5), Place("violation", "z.ttl")
    assert read.places == (
        Place("warning", "x.ttl", 7, 1),
        Place("violation", "x.ttl", 7, 4),
        *elsewhere,
    )
    assert read.lines == [(5, "@prefix : <x:> ."), (6, ""), (7, ":s :p 1 ."), (10, ":t :p 1 .")]


def test_an_example_says_what_it_shows() -> None:
    """A file that begins with no sentence is refused."""
    for text in ("", "\n# Wrong.\n", "@prefix : <x:> .\n"):
        with pytest.raises(ValidationError, match="does not say what it shows"):
            read_example(text, "GG001.ttl")


def test_a_rule_without_examples_has_none() -> None:
    """A code for which no files ship is no error of its own."""
    assert examples_of("GG999") is None
