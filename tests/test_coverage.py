"""How much of the sources is held: paragraphs, numbered actions, characters."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest
from pyoxigraph import Store

from govgraph.action_lines import action_lines
from govgraph.coverage import coverage
from govgraph.errors import WorkspaceError
from govgraph.load import open_store
from govgraph.model import RecordCoverage
from govgraph.render.coverage_text import as_text
from govgraph.workspace import Workspace, find_workspace
from tests.conftest import BOARDS, ROOT, Result, edit
from tests.test_cli import RULED_OUT

Call = Callable[..., Result]
HARBOUR = "2031-03-04-minutes"
SIX_LINES = """MINUTES

1.1 Ships came.
Action 1: Count ships.

[back] Fog.
"""
BASE = "https://example.org/pier/"
RECORD = f"{BASE}record/2031-01-02-minutes"
HEAD = f"""@prefix : <{RECORD}#> .
@prefix gov: <https://w3id.org/govgraph/ns#> .

<{RECORD}>
    a gov:Minutes ;
    gov:sourceFile "s.txt" ;
    gov:sha256 "{{sha256}}" .
"""
TITLE = ("q-title", "Quotation", "MINUTES")
SHIPS = ("p1.1", "Passage", "Ships came.")
ACTION = ("p-action-1", "Passage", "Action 1: Count ships.")
FOG = ("p1-2", "Passage", "Fog.")
STATEMENT = ':s a gov:ActionStatement ; gov:number "1" ; gov:evidence :p-action-1 .\n'
MENTIONS = ":m1 a gov:Mention ; gov:evidence :p1.1 .\n:m2 a gov:Mention ; gov:evidence :p1-2 .\n"


def write(
    root: Path,
    *stretches: tuple[str, str, str],
    more: str = STATEMENT + MENTIONS,
    source: str = SIX_LINES,
) -> Workspace:
    """A workspace of one record of six lines, with the stretches that it quotes."""
    for folder in ("data", "sources"):
        (root / folder).mkdir(parents=True, exist_ok=True)
    (root / "govgraph.toml").write_text(f'[workspace]\nbase = "{BASE}"\n', encoding="utf-8")
    (root / "sources" / "s.txt").write_bytes(source.encode())
    text = HEAD.format(sha256=sha256(source.encode()).hexdigest())
    for name, cls, words in stretches:
        start = source.index(words)
        exact = words.replace("\n", "\\n")
        text += (
            f':{name} a gov:{cls} ; gov:quotedFrom <{RECORD}> ; gov:exact "{exact}" ;\n'
            f'  gov:text "{" ".join(words.split())}" ; gov:start {start} ;'
            f" gov:end {start + len(words)} .\n"
        )
    (root / "data" / "2031-01-02-minutes.ttl").write_text(text + more, encoding="utf-8")
    return find_workspace(root)


def of(workspace: Workspace, *names: str) -> RecordCoverage:
    """The coverage of the one record that is named, or on file."""
    (record,) = coverage(open_store(workspace), workspace, names)
    return record


def without(path: Path, subject: str) -> None:
    """Take the block of a node out of a file."""
    text = path.read_text(encoding="utf-8")
    left = re.sub(rf"^{re.escape(subject)}\n(?: .*\n)+\n?", "", text, flags=re.MULTILINE)
    assert left != text
    path.write_text(left, encoding="utf-8")


@pytest.fixture
def harbour(tmp_path: Path) -> Workspace:
    """A copy of the invented harbour that a test may spoil."""
    shutil.copytree(BOARDS / "harbour", tmp_path / "harbour")
    return find_workspace(tmp_path / "harbour")


def record_file(workspace: Workspace) -> Path:
    return workspace.data / f"{HARBOUR}.ttl"


def test_everything_is_counted_by_hand(tmp_path: Path) -> None:
    """On six lines every number is what counting by hand gives."""
    record = of(write(tmp_path, TITLE, SHIPS, ACTION, FOG))
    # MINUTES, "Ships came.", "Action 1: Count ships.", "Fog." without their spaces.
    held = 7 + 10 + 19 + 4
    assert record.tally.characters_held == held
    assert record.tally.characters == held + len("1.1") + len("[back]")
    assert record.tally.percent == 81  # 40 of 49 is 81.6: never rounded up to what is not held.
    assert record.tally[:5] == (3, 3, 0, 1, 1)
    assert [(w.line, w.text) for w in record.not_quoted] == [(3, "1.1"), (6, "[back]")]
    assert record.findings == 0


def test_all_and_nothing_can_be_held(tmp_path: Path) -> None:
    """Without a quotation nothing is held; a file of which all is quoted has 100 per cent."""
    nothing = of(write(tmp_path, more=""))
    assert (nothing.tally.percent, nothing.tally.characters_held) == (0, 0)
    assert [w.line for w in nothing.not_quoted] == [1, 3, 4, 6]
    everything = of(write(tmp_path, ("q", "Quotation", SIX_LINES.strip()), more=""))
    assert everything.tally.percent == 100
    assert everything.not_quoted == ()
    assert of(write(tmp_path, more="", source="\n")).tally.percent == 100


def test_words_that_do_not_stand_there_hold_nothing(tmp_path: Path) -> None:
    """A quotation that is not at its offsets does not make its place held."""
    workspace = write(tmp_path, TITLE, SHIPS, ACTION, FOG)
    edit(workspace.data / "2031-01-02-minutes.ttl", 'gov:exact "Fog."', 'gov:exact "Sun."')
    record = of(workspace)
    assert record.not_quoted[-1].text == "[back] Fog."
    assert record.tally.characters_held == 36


def test_stretches_within_one_another_count_once(tmp_path: Path) -> None:
    """A quotation inside a passage neither counts twice nor is an overlap."""
    alone = of(write(tmp_path, TITLE, SHIPS, ACTION, FOG))
    inside = ("q", "Quotation", "Count ships")
    record = of(write(tmp_path, TITLE, SHIPS, ACTION, FOG, inside))
    assert record.tally == alone.tally
    assert record.overlaps == ()


@pytest.mark.parametrize(
    ("second", "passages", "shared"),
    [
        (("q", "Quotation", "came.\nAction 1"), False, ["came.", "Action 1"]),
        (("p", "Passage", "ships.\n\n[back]"), True, ["ships."]),
        (("p", "Passage", "Count ships"), True, ["Count ships"]),
        (("p", "Passage", "Ships came."), True, ["Ships came."]),
    ],
)
def test_partial_overlaps_are_found(
    second: tuple[str, str, str], passages: bool, shared: list[str], tmp_path: Path
) -> None:
    """Stretches of which neither holds the other, and passages that share a word, are findings."""
    more = f"{STATEMENT}{MENTIONS}:m3 a gov:Mention ; gov:evidence :{second[0]} .\n"
    record = of(write(tmp_path, TITLE, SHIPS, ACTION, FOG, second, more=more))
    assert [o.words.text for o in record.overlaps] == shared
    assert {o.passages for o in record.overlaps} == {passages}
    assert record.findings == len(shared)
    text = as_text([record], record.tally)
    assert "Quoted stretches that overlap\n" in text
    assert f"record:2031-01-02-minutes#{second[0]}" in text


def test_a_statement_in_any_way_holds_a_paragraph(tmp_path: Path) -> None:
    """What rests on the passage, on a quotation within it, or on one that names it, counts."""
    quote = ("q", "Quotation", "Fog")
    rests = ":f a gov:Figure ; gov:evidence :q .\n"
    assert of(write(tmp_path, FOG, quote, more=rests)).silent == ()
    assert of(write(tmp_path, FOG, more=":f a gov:Figure ; gov:evidence :p1-2 .\n")).silent == ()
    elsewhere = ("q", "Quotation", "MINUTES")
    more = f"{rests}:q gov:inPassage :p1-2 .\n"
    assert of(write(tmp_path, FOG, elsewhere, more=more)).silent == ()
    assert [s.words.line for s in of(write(tmp_path, FOG, elsewhere, more=rests)).silent] == [6]


def test_topics_and_quotations_hold_no_paragraph(tmp_path: Path) -> None:
    """A quotation that nothing rests on, and a topic of the passage, say nothing of it."""
    quote = ("q", "Quotation", "Fog")
    more = f":p1-2 gov:topic <{BASE}topic/fog> .\n:q gov:evidence :p1-2 .\n"
    (silent,) = of(write(tmp_path, FOG, quote, more=more)).silent
    assert (silent.words.text, silent.reason) == ("Fog.", None)


def test_a_removed_statement_is_an_action_line_without_one(
    harbour: Workspace, govgraph: Call
) -> None:
    """An action line whose statement is gone is reported with its number and line."""
    assert of(harbour, HARBOUR).actions_missing == ()
    without(record_file(harbour), ":statement-2")
    (missing,) = of(harbour, HARBOUR).actions_missing
    assert (missing.line, missing.label) == (29, "Action 2")
    result = govgraph("-C", harbour.root, "coverage", HARBOUR)
    assert result.code == 1
    assert "2 of 3 action lines" in result.out
    assert 'line   29  Action 2  "Action 2: DWC to send WHT a plan' in result.out


def test_a_statement_of_another_number_is_none_of_the_line(harbour: Workspace) -> None:
    """The number of the statement has to be that of the line."""
    edit(record_file(harbour), 'gov:number "2"', 'gov:number "3"')
    assert [w.label for w in of(harbour, HARBOUR).actions_missing] == ["Action 2"]


def test_a_row_of_an_annex_is_an_action_line(tmp_path: Path) -> None:
    """A row of the table whose statement is gone is reported."""
    shutil.copytree(BOARDS / "library", tmp_path / "library")
    library = find_workspace(tmp_path / "library")
    without(library.data / "2031-05-06-letter.ttl", ":statement-3")
    record = of(library, "2031-05-06-letter")
    assert [(w.line, w.label) for w in record.actions_missing] == [(24, "row 3")]


def test_a_removed_mention_leaves_its_paragraph_bare(harbour: Workspace) -> None:
    """A paragraph that only a mention held is reported when that goes."""
    before = [s.words.label for s in of(harbour, HARBOUR).silent]
    assert before == ["1.1", "2.1", "3.2", "4.1"]
    without(record_file(harbour), ":mention-action-2")
    after = [s.words.label for s in of(harbour, HARBOUR).silent]
    assert after == ["1.1", "2.1", "3.1", "3.2", "4.1"]


def test_a_reason_is_enough(harbour: Workspace, govgraph: Call) -> None:
    """A paragraph that says why it holds nothing else is listed with the reason, no finding."""
    path = record_file(harbour)
    text = path.read_text(encoding="utf-8")
    reason = "It only tells what was seen."
    for name in ("p1.1", "p2.1", "p3.2", "p4.1"):
        block = f":{name}\n    a gov:Passage ;\n"
        assert text.count(block) == 1
        text = text.replace(block, f'{block}    gov:nothingElse "{reason}" ;\n')
    path.write_text(text, encoding="utf-8")
    result = govgraph("-C", harbour.root, "coverage", HARBOUR)
    assert result.code == 0
    assert result.out.startswith(
        "2031-03-04-minutes  4 of 8 paragraphs hold a statement; 4 with a reason;\n"
        "                    3 of 3 action lines; 86% of the text is quoted\n"
    )
    assert result.out.count(f"               Editor: {reason}\n") == 4
    assert "No findings.\n" in result.out


def test_an_empty_reason_is_none(tmp_path: Path) -> None:
    """A reason of white space alone gives none."""
    workspace = write(tmp_path, FOG, more=':p1-2 gov:nothingElse " " .\n')
    assert of(workspace).tally.with_neither == 1


@pytest.mark.parametrize("name", [HARBOUR, f"record:{HARBOUR}"])
def test_a_record_goes_by_name_and_iri(name: str, harbour: Workspace) -> None:
    """A record is named as people do, or by CURIE or IRI; without a name all are looked at."""
    assert of(harbour, name).record == HARBOUR
    assert of(harbour, f"{harbour.base}record/{HARBOUR}").record == HARBOUR
    records = coverage(open_store(harbour), harbour)
    assert [r.record for r in records] == sorted(p.stem for p in harbour.data.glob("2*.ttl"))


def test_an_unknown_record_gets_the_nearest_name(harbour: Workspace, govgraph: Call) -> None:
    """A misspelt record is exit 2, one line, with the name that may be meant."""
    result = govgraph("-C", harbour.root, "coverage", "2031-03-04-minuts")
    assert (result.code, result.out) == (2, "")
    assert result.err.endswith(f"Did you mean '{HARBOUR}'?\n")


@pytest.mark.parametrize("how", ["gone", "folder", "bytes", "changed", "outside", "unnamed"])
def test_a_source_that_cannot_be_used_is_named(
    how: str, harbour: Workspace, govgraph: Call
) -> None:
    """Without the file that was quoted there is nothing to count: exit 2, and which it is."""
    source, data = harbour.sources / f"{HARBOUR}.txt", record_file(harbour)
    if how in {"gone", "folder"}:
        source.unlink()
    if how == "folder":
        source.mkdir()
    elif how == "bytes":
        source.write_bytes(b"\xff\xfe")
    elif how == "changed":
        source.write_bytes(source.read_bytes() + b" ")
    elif how == "outside":
        edit(data, f'gov:sourceFile "{HARBOUR}.txt"', 'gov:sourceFile "../govgraph.toml"')
    elif how == "unnamed":
        edit(data, f'    gov:sourceFile "{HARBOUR}.txt" ;\n', "")
    result = govgraph("-C", harbour.root, "coverage")
    assert (result.code, result.out) == (2, "")
    assert HARBOUR in result.err
    assert result.err.count("\n") == 1
    with pytest.raises(WorkspaceError):
        coverage(open_store(harbour), harbour, [HARBOUR])
    assert of(harbour, "2031-05-20-minutes").findings == 1


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("Action 1: MPS to", ["Action 1"]),
        (" - **Action 12:** MPS\n - **Action 2**: MPS", ["Action 12", "Action 2"]),
        ("ACTION 3 – MPS\n2.4. Action 4a: MPS\r\n", ["Action 3", "Action 4a"]),
        ("under\nAction 2 of 4 March were\n(Action 1 of 4 March)", []),
        ("Actions 1–3 were noted\nAction: MPS\nsee Action 4: below", []),
        ("No.\tAction\tTiming\n1\tMPS\tMay\n\n2\tMet\t", ["row 1", "row 2"]),
        ("| Ref | Actions |\n|---|---|\n| 1. | MPS |\n|  | and |\n| 2 | Met |", ["row 1", "row 2"]),
        ("| **Action** | By |\n| Action 7 | MPS |", ["row 7"]),
        ("No.\tName\n1\tA", []),
        ("No\tAction\n1\tA\nNo\tName\n2\tB\n", ["row 1"]),
        ("No\tAction\n1 A\n2 B\n", []),
    ],
)
def test_numbered_actions_are_found_in_a_source(text: str, labels: list[str]) -> None:
    """Lines that begin with a numbered label, and numbered rows of a table of actions, count."""
    found = list(action_lines(text))
    assert [a.label for a in found] == labels
    assert all(text[a.start : a.end].strip() == text[a.start : a.end] for a in found)
    assert all(a.number in text[a.start : a.end] for a in found)


def test_the_shipped_sources_print_48_numbered_actions(shipped: Workspace, store: Store) -> None:
    """15 actions of June 2022, again in the letter's annex, then 7, 8 and 3: each has its node."""
    records = coverage(store, shipped)
    assert [r.tally.action_lines for r in records] == [15, 15, 7, 8, 3]
    assert [r.actions_missing for r in records] == [()] * 5


def test_a_removed_statement_of_the_shipped_board_is_reported(board: Path) -> None:
    """Of each record, the action line whose statement is taken out is the one reported."""
    for path in sorted((board / "data").glob("2*.ttl")):
        without(path, ":statement-3")
    workspace = find_workspace(board)
    for record in coverage(open_store(workspace), workspace):
        (missing,) = record.actions_missing
        assert missing.label == ("row 3" if "letter" in record.record else "Action 3")


def test_what_is_not_quoted_on_the_shipped_board_is_furniture(
    shipped: Workspace, store: Store
) -> None:
    """Headings of lists, list marks, an address and scanning noise: less than a twentieth."""
    for record in coverage(store, shipped):
        assert record.tally.percent >= 95
        assert record.overlaps == ()


def test_the_shipped_board_is_held(govgraph: Call) -> None:
    """Every paragraph of the board that ships holds a statement or says why not."""
    assert govgraph("-C", ROOT, "coverage").code == 0


def schema_check(text: str) -> None:
    from jsonschema import Draft202012Validator

    schema = json.loads((ROOT / "schemas" / "coverage.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    Draft202012Validator(schema).validate(json.loads(text))


def test_json_fits_its_schema(tmp_path: Path, harbour: Workspace, govgraph: Call) -> None:
    """coverage --format json has the schema's keys, with findings of each kind and without."""
    second = ("q", "Quotation", "came.\nAction 1")
    more = ':p1-2 gov:nothingElse "Weather." .\n'
    spoilt = write(tmp_path / "pier", TITLE, SHIPS, ACTION, FOG, second, more=more)
    result = govgraph("-C", spoilt.root, "coverage", "--format", "json")
    assert result.code == 1
    found = json.loads(result.out)
    (record,) = found["records"]
    assert found["findings"] == record["findings"] == 2 + 1 + 2
    assert [p["reason"] for p in record["passages_without_statement"]] == [None, None, "Weather."]
    assert len(record["actions_without_statement"]) == 1
    assert len(record["overlaps"]) == 2
    for root in (spoilt.root, harbour.root, ROOT):
        schema_check(govgraph("-C", root, "coverage", "--format", "json").out)


def test_totals_are_sums(harbour: Workspace, govgraph: Call) -> None:
    """The last numbers are the sums of those above, and the overall percentage is theirs."""
    found = json.loads(govgraph("-C", harbour.root, "coverage", "-f", "json").out)
    tallies = [r["tally"] for r in found["records"]]
    for key in set(found["total"]) - {"percent"}:
        assert found["total"][key] == sum(t[key] for t in tallies)
    total = found["total"]
    assert total["percent"] == total["characters_held"] * 100 // total["characters"]
    text = govgraph("-C", harbour.root, "coverage").out
    line = next(x for x in text.splitlines() if x.startswith("All 4 records "))
    assert f"{total['with_statement']} of {total['passages']} paragraphs hold" in line


def test_text_is_one_width(harbour: Workspace, govgraph: Call) -> None:
    """No line is wider than 84 columns, and what is cut says so."""
    for root in (harbour.root, ROOT):
        lines = govgraph("-C", root, "coverage").out.splitlines()
        assert max(len(line) for line in lines) <= 84
    assert any(line.endswith(' …"') for line in lines)


def test_markdown_is_tables(harbour: Workspace, govgraph: Call, tmp_path: Path) -> None:
    """A file that ends in .md gets a table of counts and one for each kind of what is not held."""
    target = tmp_path / "coverage.md"
    assert govgraph("-C", harbour.root, "coverage", "-o", target).code == 1
    text = target.read_text(encoding="utf-8")
    assert f"| {HARBOUR} | 8 | 4 | 0 | 4 | 3 | 3 | 86% |\n" in text
    assert "\n## Not quoted\n" in text
    for table in re.findall(r"(?:^\|.*\n)+", text, re.MULTILINE):
        assert len({row.count("|") for row in table.splitlines()}) == 1


def test_it_judges_nothing_in_words_of_its_own(harbour: Workspace, govgraph: Call) -> None:
    """Outside quotation marks no ruled-out word stands."""
    for root in (harbour.root, ROOT):
        out = govgraph("-C", root, "coverage").out
        assert RULED_OUT.search(re.sub(r'".*"', "", out)) is None


def test_a_board_without_records_says_so(tmp_path: Path, govgraph: Call) -> None:
    """An empty workspace has no findings, and nothing to show."""
    workspace = write(tmp_path)
    (workspace.data / "2031-01-02-minutes.ttl").unlink()
    result = govgraph("-C", tmp_path, "coverage")
    assert (result.code, result.out.splitlines()[0]) == (0, "No record is on file.")
    assert json.loads(govgraph("-C", tmp_path, "coverage", "-f", "json").out)["records"] == []


def test_it_needs_no_reasoner() -> None:
    """Looking at what is held imports neither rdflib nor a validator."""
    import subprocess
    import sys

    code = (
        "import sys\nfrom govgraph.cli import run\nrun(['coverage', '-o', '/dev/null'])\n"
        "sys.exit(str({'rdflib', 'pyshacl'} & set(sys.modules) or ''))"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
    assert ran.stderr.strip() == b""
