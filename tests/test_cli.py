"""The command line: exit codes, one-line errors, files, and what people read."""

from __future__ import annotations

import gc
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from importlib import import_module
from itertools import compress
from pathlib import Path
from pkgutil import iter_modules

import click
import pytest
from pyoxigraph import Store

from govgraph import cli as package
from govgraph.cli import run
from govgraph.queries import get_query, query_names
from govgraph.queries import run as run_query
from tests.conftest import BOARDS, ROOT, Result, edit
from tests.ontologies import how_many

Call = Callable[..., Result]

USAGE_ERRORS = [
    (["trce", "x"], "Did you mean 'trace'?"),
    (["trace"], "govgraph trace --help"),
    (["trace", "handcuffing", "--format", "jsn"], "Did you mean 'json'?"),
    (["trace", "handcuffing", "--formt", "json"], "--format"),
    (["trace", "2022-06-24/99"], "Did you mean '2022-06-24/9'?"),
    (["trace", "https://example.org/no-action"], "no action"),
    (["trace", "handcufing"], "Did you mean 'handcuffing'?"),
    (["query"], "--list"),
    (["query", "actoins"], "Did you mean 'actions'?"),
    (["query", "../queries/actions"], "goes by 'actions'"),
    (["query", "actions", "--as-of", "2022-12-31"], "takes no date"),
    (["query", "actions", "--format", "ttl"], "--format table"),
    (["query", "actions", "-p", "ownr=MPS"], "Did you mean 'owner'?"),
    (["query", "actions", "-p", "owner"], "NAME=VALUE"),
    (["query", "actions", "-p", "owner=MPS", "-p", "owner=MPS"], "twice"),
    (["query", "actions", "-p", "owner=MSP"], "Did you mean 'MPS'?"),
    (["query", "actions", "-p", "meeting=soon"], "YYYY-MM-DD"),
    (["query", "action-trace"], "-p action=2022-06-24/13"),
    (["query", "actions", "--format", "cvs"], "Did you mean 'csv'?"),
    (["validate", "no-such-file.ttl"], "no-such-file.ttl"),
    (["validate", "--fail-on", "warnings"], "Did you mean 'warning'?"),
    (["trace", "http://[y]/"], "no action"),
    (["trace", "http://x/%zz#a"], "no action"),
    (["trace", "1999-01-01"], "1999-01-01"),
    (["validate", "x" * 300], "File name too long"),
    (["-C", "x" * 300, "query", "records"], "no such folder"),
    (["coverage", "2022-06-24-minuts"], "Did you mean '2022-06-24-minutes'?"),
    (["coverage", "x"], "govgraph query records"),
    (["completion", "bsh"], "Did you mean 'bash'?"),
    (["rule"], "--list"),
    (["rule", "GG131", "--list"], "--list"),
    (["rule", "--list", "--file", "failing"], "--file"),
    (["rule", "GG131", "--file", "fail"], "Did you mean 'failing'?"),
    (["-C", "no-such-folder", "query", "actions"], "no-such-folder"),
    (["trace", "handcuffing", "-o", "no-such-folder/x.json"], "no-such-folder"),
    (["export", "--view", "poeple"], "Did you mean 'people'?"),
    (["export", "--view", "pictures"], "actions, all, meetings"),
    (["export", "--format", "graphmal"], "Did you mean 'graphml'?"),
    (["export", "--for", "gefi"], "Did you mean 'gephi'?"),
    (["export", "--for", "gephi", "--format", "svg"], "wants gexf"),
    (["export", "--from", "soon"], "YYYY-MM-DD"),
    (["export", "--from", "2023-01-01", "--to", "2022-01-01"], "is after"),
    (["export", "--view", "thread"], "--focus 2022-06-24/13"),
    (["export", "--focus", "2022-06-24/99"], "Did you mean '2022-06-24/9'?"),
    (["export", "--view", "people", "--focus", "2022-06-24/13"], "not in the view"),
    (["export", "--view", "all", "--format", "mermaid"], "Mermaid draws 500 lines"),
    (["export", "--redact-people", "-o", "x.trig"], "names and all"),
    (["export", "-o", "no-such-folder/x.graphml"], "no-such-folder"),
    (["export", "-o", "no-such-folder/x.csv"], "no-such-folder"),
]


@pytest.mark.parametrize(("arguments", "hint"), USAGE_ERRORS, ids=lambda v: str(v)[:40])
def test_what_cannot_run_is_one_line_and_exit_code_2(
    arguments: list[str], hint: str, govgraph: Call
) -> None:
    """An unknown name of any kind gives one line with the way out, nothing on stdout, exit 2."""
    result = govgraph(*arguments)
    assert result.code == 2
    assert result.out == ""
    assert result.err.startswith("govgraph: ")
    assert result.err.count("\n") == 1
    assert hint in result.err


def test_an_export_goes_by_the_suffix(tmp_path: Path, govgraph: Call) -> None:
    """The format of an export follows the name of its file, and --for chooses one."""
    for name, start in (
        ("x.graphml", b"<?xml"),
        ("x.gexf", b"<?xml"),
        ("x.cyjs", b"{"),
        ("x.svg", b"<svg"),
        ("x.mmd", b"---"),
        ("x.trig", b"@prefix"),
        ("x.jsonld", b"{"),
        ("x.zip", b"PK"),
    ):
        arguments = ["export", "--view", "threads", "-o", str(tmp_path / name)]
        assert govgraph(*arguments) == Result(0, "", "")
        assert (tmp_path / name).read_bytes().startswith(start)
    assert "http://gexf.net/1.3" in govgraph("export", "--for", "gephi").out
    assert '"links"' in govgraph("export", "--for", "d3").out


def test_a_table_of_nodes_and_one_of_edges(tmp_path: Path, govgraph: Call) -> None:
    """CSV is two files, both or none."""
    target = tmp_path / "x.csv"
    assert govgraph("export", "--view", "roles", "-o", target).code == 0
    assert sorted(p.name for p in tmp_path.iterdir()) == ["x-edges.csv", "x-nodes.csv"]
    (tmp_path / "y-nodes.csv").mkdir()
    result = govgraph("export", "--view", "roles", "-o", tmp_path / "y.csv")
    assert (result.code, result.err.count("\n")) == (2, 1)
    assert not (tmp_path / "y-edges.csv").exists()
    assert not [p for p in tmp_path.iterdir() if p.name.startswith(".govgraph")]


def test_what_cannot_be_drawn_leaves_no_file(tmp_path: Path, govgraph: Call) -> None:
    """Where a format refuses a view, no part of a file is left, and an old one is unharmed."""
    target = tmp_path / "x.mmd"
    target.write_text("old")
    assert govgraph("export", "--view", "all", "-o", target).code == 2
    assert [p.name for p in tmp_path.iterdir()] == ["x.mmd"]
    assert target.read_text() == "old"


def test_a_view_of_nothing_says_so(govgraph: Call) -> None:
    """A view that is empty is written all the same, and stderr says that it is."""
    result = govgraph("export", "--view", "people", "--to", "1999-01-01")
    assert result.code == 0
    assert "nothing on file is in this view" in result.err
    assert "<graph " in result.out


def test_a_trace_as_a_page(govgraph: Call) -> None:
    """A trace as HTML asks for nothing, has the quotations whole and marks readings."""
    page = govgraph("trace", "handcuffing", "--format", "html").out
    assert "default-src &#x27;none&#x27;" in page
    assert "<script" not in page
    assert page.count("<blockquote>") == 4
    assert "MPS to provide to MOPAC the data connecting the use of handcuffing" in page
    assert 'class="reading"' in page
    assert 'class="silent"' in page
    assert "reading, probable" in page


def test_a_trace_as_a_flow_chart(govgraph: Call) -> None:
    """A trace as Mermaid is the view of its thread, the same whichever action is named."""
    chart = govgraph("trace", "handcuffing", "--format", "mermaid").out
    assert chart.startswith("---\ntitle:")
    assert "-.->" in chart
    assert govgraph("trace", "2023-08-31/1", "--format", "mermaid").out == chart


def test_words_for_several_commitments_list_them(govgraph: Call) -> None:
    """Words that fit several threads name each, on stderr, and exit with 2."""
    result = govgraph("trace", "safer", "schools")
    assert (result.code, result.out) == (2, "")
    assert [line.split()[0] for line in result.err.splitlines()[1:]] == [
        "2022-06-24/3",
        "2022-06-24/4",
        "2022-06-24/14",
    ]


def test_turtle_that_does_not_parse_names_its_place(board: Path, govgraph: Call) -> None:
    """A syntax error is file:line:col and what was expected: exit 2, and 1 under validate."""
    edit(
        board / "data" / "roles.ttl",
        "role:mps-commissioner\n    a",
        "role:mps-commissioner\n    a a",
    )
    for arguments in (["trace", "handcuffing"], ["query", "actions"]):
        result = govgraph("-C", board, *arguments)
        assert (result.code, result.out) == (2, "")
        assert re.match(r"govgraph: \S*roles\.ttl:\d+:\d+: not Turtle: .+\.\n$", result.err)
    result = govgraph("-C", board, "validate")
    assert result.code == 1
    assert re.search(r"roles\.ttl:\d+:\d+", result.out)


@pytest.mark.parametrize("command", [["letter", "--owner", "MPS"], ["log"], ["query", "actions"]])
def test_a_name_that_no_format_of_the_command_has_is_refused(
    command: list[str], tmp_path: Path, govgraph: Call
) -> None:
    """Nobody looks for Markdown under letter.pdf; with --format, or as .txt, it is written."""
    done = govgraph(*command, "-o", tmp_path / "paper.pdf")
    assert done.code == 2
    assert "has the suffix '.pdf'; these have one: .csv," in done.err
    assert not list(tmp_path.iterdir())
    assert govgraph(*command, "-f", "csv", "-o", tmp_path / "paper.pdf").code == 0
    assert govgraph(*command, "-o", tmp_path / "paper.txt").code == 0


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("[workspace]\nbsae = 'x'\n", "Did you mean 'base'?"),
        ("[workspace]\nbase = 'x'\n", "'base' cannot be used"),
        ("[workspace]\nname = 3\n", "'name' is to be a string"),
        ("[other]\n", "unknown section [other]"),
        ("not toml", "govgraph.toml"),
    ],
)
def test_a_wrong_configuration_is_refused(
    text: str, hint: str, board: Path, govgraph: Call
) -> None:
    """A govgraph.toml with a mistake stops the command and says which."""
    (board / "govgraph.toml").write_text(text, encoding="utf-8")
    result = govgraph("-C", board, "query", "actions")
    assert result.code == 2
    assert hint in result.err
    assert result.err.count("\n") == 1


@pytest.mark.parametrize("kind", ["bytes", "folder", "link", "loop", "pipe", "nul"])
def test_a_data_file_that_cannot_be_read_is_named(kind: str, board: Path, govgraph: Call) -> None:
    """Bytes that are no text, a folder in place of a file and a dangling link are errors."""
    path = board / "data" / "roles.ttl"
    path.unlink()
    if kind == "bytes":
        path.write_bytes(b"\xff\xfe\x00")
    elif kind == "folder":
        path.mkdir()
    elif kind == "link":
        path.symlink_to("nowhere")
    elif kind == "loop":
        path.symlink_to("roles.ttl")
    elif kind == "pipe":
        os.mkfifo(path)
    else:
        path.write_bytes(b"\x00" * 10)
    result = govgraph("-C", board, "trace", "handcuffing")
    assert result.code == 2
    assert "roles.ttl" in result.err
    assert result.err.count("\n") == 1


def test_a_file_is_written_whole_or_not_at_all(
    tmp_path: Path, govgraph: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    """-o replaces a file in one step; when writing goes wrong the old file is unharmed."""
    target = tmp_path / "story.json"
    target.write_text("old", encoding="utf-8")
    assert govgraph("trace", "handcuffing", "-o", target).code == 0
    whole = target.read_text(encoding="utf-8")
    assert json.loads(whole)["action"]["id"] == "2022-06-24/13"
    assert govgraph("trace", "nosuchthing", "-o", target).code == 2
    assert target.read_text(encoding="utf-8") == whole

    def full(self: Path, other: Path) -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    result = govgraph("query", "actions", "-o", target)
    assert result.code == 2
    assert "No space left" in result.err
    assert target.read_text(encoding="utf-8") == whole
    assert list(tmp_path.iterdir()) == [target]


@pytest.mark.parametrize(
    ("name", "start"),
    [("x.json", '{"head"'), ("x.csv", "earlier,later"), ("x.md", "| earlier"), ("x", "earlier ")],
)
def test_the_format_follows_the_suffix(
    name: str, start: str, tmp_path: Path, govgraph: Call
) -> None:
    """Without --format the suffix of the file decides; an unknown one gives the default."""
    assert govgraph("query", "meeting-intervals", "-o", tmp_path / name).code == 0
    assert (tmp_path / name).read_text(encoding="utf-8").startswith(start)
    assert govgraph("query", "records", "--format", "csv", "-o", tmp_path / name).code == 0
    assert (tmp_path / name).read_text(encoding="utf-8").startswith("date,record")


def in_turn(number: int, *forms: str) -> tuple[str, ...]:
    """Return one of the forms in turn; all where there is time for it."""
    return forms if how_many(0, 1) else (forms[number % len(forms)],)


def commands(store: Store) -> list[list[str]]:
    index = run_query(get_query("action-index"), store, {}).records()
    actions = sorted({str(r["action"]) for r in index})
    lines = [["--help"], ["--version"], ["query", "--list"], ["validate"], ["completion", "bash"]]
    lines += [[c, "--help"] for c in ("coverage", "trace", "query", "validate", "rule")]
    lines += [["completion", "--help"], ["rule", "--list"], ["rule", "GG131"]]
    lines += [["coverage", "--format", f] for f in ("md", "json")]
    for n, name in enumerate(query_names()):
        example = [f"{k}={v}" for k, v in get_query(name).example.items()]
        given = [x for e in example for x in ("-p", e)]
        forms = in_turn(n, "table", "md", "csv", "json")
        lines += [["query", name, *given, "--format", f] for f in forms]
        lines += [["query", name, "--describe"]]
    for n, a in enumerate(actions):
        lines += [["trace", a, "--format", f] for f in in_turn(n, "text", "md", "json")]
    for board, action in (("harbour", "2031-03-04/2"), ("library", "2031-04-10/1")):
        lines += [
            ["-C", str(BOARDS / board), "trace", action, "--format", f] for f in ("text", "md")
        ]
    return lines + [arguments for arguments, _ in USAGE_ERRORS]


RULED_OUT = re.compile(r"\b(broken|failed|ignored|late|still|overdue|excuse)\b", re.IGNORECASE)


def own_words(text: str, sources: list[str]) -> str:
    """A text without what the records say themselves."""
    flat = " ".join(text.replace("\\", "").replace("> ", "").split())
    for sentence in sources:
        flat = flat.replace(sentence, "")
    return flat


def test_ruled_out_words_occur_in_no_output(store: Store, govgraph: Call) -> None:
    """No command judges a commitment in words of its own."""
    sentences: set[str] = set()
    for record in sorted((ROOT / "sources").glob("*.txt")):
        flat = " ".join(record.read_text(encoding="utf-8").split())
        sentences |= {s for s in re.split(r"(?<=[.;])\s", flat) if RULED_OUT.search(s)}
    assert any("still" in s for s in sentences)
    said = 0
    for arguments in commands(store):
        result = govgraph(*arguments)
        said += len(result.out) + len(result.err)
        found = RULED_OUT.search(own_words(result.out + result.err, sorted(sentences)))
        assert found is None, f"{arguments}: {found}"
    assert said > how_many(200_000, 500_000)


def test_a_ruled_out_word_would_be_found(board: Path, govgraph: Call) -> None:
    """The search for ruled-out words sees them where they are put."""
    edit(
        board / "data" / "threads.ttl",
        '"Data connecting the use of handcuffing with stop and search"',
        '"Overdue data"',
    )
    out = govgraph("-C", board, "trace", "2022-06-24/13").out
    assert RULED_OUT.search(own_words(out, []))


def test_the_same_input_gives_the_same_bytes(tmp_path: Path) -> None:
    """Neither hash order, nor the clock, nor the terminal's width or colours change a byte."""
    seen = set()
    for seed, columns, term in (("1", "40", "dumb"), ("2", "200", "xterm-256color")):
        environment = dict(
            os.environ, PYTHONHASHSEED=seed, COLUMNS=columns, TERM=term, TZ="Asia/Tokyo"
        )
        for form in ("text", "md", "json"):
            command = [sys.executable, "-m", "govgraph", "trace", "handcuffing", "--format", form]
            ran = subprocess.run(
                command, capture_output=True, env=environment, cwd=tmp_path, check=True
            )
            seen.add((form, ran.stdout))
    assert len(seen) == 3
    assert not any(b"\x1b" in out for _, out in seen)


def test_any_folder_will_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, govgraph: Call
) -> None:
    """Outside a workspace the board that ships is used; inside one, that one."""
    here = govgraph("trace", "handcuffing").out
    monkeypatch.chdir(tmp_path)
    assert govgraph("trace", "handcuffing").out == here
    shutil.copytree(BOARDS / "library", tmp_path / "library")
    monkeypatch.chdir(tmp_path / "library" / "data")
    assert govgraph("trace", "lift").out.startswith("2031-04-10/1  ")


def test_light_at_the_door() -> None:
    """Help, a query, a trace and a rule import no validator, no rdflib and no reasoner."""
    heavy = "{'rdflib', 'pyshacl', 'owlrl', 'networkx', 'jsonschema', 'asyncio'}"
    asked = (["--help"], ["query", "actions"], ["trace", "handcuffing"], ["rule", "GG131"])
    for arguments in asked:
        code = (
            f"import sys\nfrom govgraph.cli import run\ncode = run({arguments!r})\n"
            f"sys.exit(str({heavy} & set(sys.modules)) if {heavy} & set(sys.modules) else code)"
        )
        ran = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
        assert ran.returncode == 0, ran.stderr


def test_a_module_that_defines_a_command_is_listed() -> None:
    """The commands listed are the modules of the package that hold one, and no others."""
    names = sorted(module.name for module in iter_modules(package.__path__))
    modules = [import_module(f"{package.__name__}.{name}") for name in names]
    held = [isinstance(vars(module).get("command"), click.Command) for module in modules]
    listed = package.cli.list_commands(click.Context(package.cli))
    assert listed == list(compress(names, held))


def test_help_has_the_line_of_each_command_and_imports_none(
    govgraph: Callable[..., Result],
) -> None:
    """What help reads from the text of a module is what its command says of itself."""
    said = govgraph("--help").out
    context = click.Context(package.cli)
    for name in package.cli.list_commands(context):
        command = package.cli.get_command(context, name)
        assert command is not None
        assert command.short_help
        assert re.search(rf"^  {name} +{re.escape(command.short_help)}$", said, re.MULTILINE)
    code = "import sys\nfrom govgraph.cli import run\nrun(['--help'])\n"
    code += "sys.exit('govgraph.cli.trace' in sys.modules)"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
    assert ran.returncode == 0


def test_a_reader_who_leaves_is_no_error() -> None:
    """Closing the pipe early, as head does, ends the command without a word."""
    command = f"{sys.executable} -m govgraph query attendance --format csv | head -1"
    ran = subprocess.run(["bash", "-c", command], capture_output=True, check=True)
    assert ran.stderr == b""
    assert ran.stdout.startswith(b"meeting,person")


@pytest.mark.parametrize("arguments", ["trace handcuffing", "query records", "--help", "validate"])
@pytest.mark.parametrize("place", [">/dev/full", ">&-"])
def test_a_stdout_that_takes_nothing_is_no_fault_of_the_program(arguments: str, place: str) -> None:
    """A full or closed stdout gives at most one plain line."""
    if arguments == "validate":
        arguments += f" -C {BOARDS / 'parish'}"
    command = f"{sys.executable} -m govgraph {arguments} {place}"
    ran = subprocess.run(["bash", "-c", command], capture_output=True, check=False, text=True)
    assert ran.stderr.count("\n") <= 1
    assert "internal error" not in ran.stderr
    assert ran.returncode == (0 if (arguments, place) == ("--help", ">&-") else 2)


def test_no_label_can_drive_a_terminal(board: Path, govgraph: Call) -> None:
    """Escape sequences and direction marks in data are written out, and JSON keeps them."""
    nasty = "\\u001B[2J\\u202EForce"
    edit(board / "data" / "organizations.ttl", 'Label "MPS"', f'Label "{nasty}"')
    for form in ("text", "md"):
        out = govgraph("-C", board, "trace", "handcuffing", "--format", form).out
        assert "\x1b" not in out
        assert "\u202e" not in out
        assert "\\u202eForce" in out
    out = govgraph("-C", board, "trace", "handcuffing", "--format", "json").out
    assert json.loads(out)["action"]["owners"] == ["\x1b[2J\u202eForce"]
    err = govgraph("-C", board, "trace", "\x1b[31m!").err
    assert "\x1b" not in err


def test_a_pipe_may_be_named_as_the_file(tmp_path: Path) -> None:
    """-o /dev/stdout writes to stdout, whatever that is."""
    command = f"{sys.executable} -m govgraph query records --format csv -o /dev/stdout | cat"
    ran = subprocess.run(["bash", "-c", command], capture_output=True, check=True)
    assert ran.stdout.startswith(b"date,record")


def test_an_internal_error_is_no_traceback(monkeypatch: pytest.MonkeyPatch, govgraph: Call) -> None:
    """Even a fault of the program is one line, with the way to see more."""
    monkeypatch.setattr("govgraph.trace.trace", lambda *_, **__: 1 / 0)
    result = govgraph("trace", "handcuffing")
    assert result.code == 2
    assert result.err == (
        "govgraph: internal error: ZeroDivisionError: division by zero. Run again with --debug.\n"
    )
    with pytest.raises(ZeroDivisionError):
        run(["trace", "--debug", "handcuffing"])


def test_the_interrupt_key_is_no_traceback(monkeypatch: pytest.MonkeyPatch, govgraph: Call) -> None:
    """Ctrl-C ends a command with the shell's own code."""

    def interrupt(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("govgraph.trace.trace", interrupt)
    assert govgraph("trace", "handcuffing").code == 130


@pytest.mark.parametrize("name", ["coverage", "trace", "query", "rule", "validate", "completion"])
def test_help_has_examples(name: str, govgraph: Call) -> None:
    """Each command's help says what it does and shows it."""
    result = govgraph(name, "--help")
    assert result.code == 0
    assert "govgraph " + name in result.out.split("Example", 1)[1]


@pytest.mark.parametrize(
    ("words", "position", "expected"),
    [
        ("govgraph tr", 1, "trace"),
        ("govgraph query act", 2, "action-trace"),
        ("govgraph query actions -p ow", 4, "owner="),
        ("govgraph trace 2023-08", 2, "2023-08-31/1"),
        ("govgraph trace x --format j", 4, "json"),
        ("govgraph coverage 2022-07", 2, "2022-07-20-letter"),
        ("govgraph rule gg13", 2, "GG131"),
    ],
)
def test_tab_completes_names(words: str, position: int, expected: str) -> None:
    """Tab completes commands, queries, parameters, actions and formats."""
    environment = dict(
        os.environ,
        _GOVGRAPH_COMPLETE="bash_complete",
        COMP_WORDS=words,
        COMP_CWORD=str(position),
    )
    command = [sys.executable, "-c", "from govgraph.cli import main; main()"]
    ran = subprocess.run(command, capture_output=True, env=environment, check=False, text=True)
    assert expected in [line.partition(",")[2] for line in ran.stdout.splitlines()]


def test_markdown_tables_keep_their_cells(govgraph: Call) -> None:
    """A Markdown table has a row a line, however the records are punctuated."""
    out = govgraph("query", "actions", "--format", "md").out
    rows = re.sub(r"\\\|", "", out).splitlines()
    assert len(rows) == 39 + 2
    assert {row.count("|") for row in rows} == {8}


def test_json_of_validate_fits_its_schema(board: Path, govgraph: Call) -> None:
    """validate --format json has the contract's keys, with findings and without."""
    from jsonschema import Draft202012Validator

    schema = json.loads((ROOT / "schemas" / "findings.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema)
    validator.validate(json.loads(govgraph("validate", "--format", "json").out))
    edit(board / "data" / "roles.ttl", 'skos:prefLabel "Commissioner"@en ;\n', "")
    result = govgraph("-C", board, "validate", "--format", "json")
    found = json.loads(result.out)
    validator.validate(found)
    assert result.code == 1
    assert [f for f in found["findings"] if f["node"] == "role:mps-commissioner"]


@pytest.mark.parametrize("command", [["infer", "--summary"], ["export", "--view", "roles"]])
def test_a_command_leaves_the_collection_of_garbage_as_it_was(
    command: list[str], govgraph: Call
) -> None:
    """Whoever calls it in a process that goes on has its garbage collected afterwards."""
    assert govgraph(*command).code == 0
    assert gc.isenabled()
