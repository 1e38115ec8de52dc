"""Bad input to ``validate`` and ``fmt``: what is said, the exit code, the bounds."""

from __future__ import annotations

import hashlib
import os
import re
import resource
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from govgraph.workspace import LARGEST
from tests.conftest import Result, edit
from tests.mistakes import made
from tests.ontologies import how_many
from tests.test_validate import M1, PARISH

Call = Callable[..., Result]

HEAD = "@prefix : <https://x.example/> .\n@prefix gov: <https://w3id.org/govgraph/ns#> .\n"
TURTLE = HEAD + ":a :b :c .\n"
REMOTE = '{"@context": "http://127.0.0.1:9/context.jsonld", "@id": "urn:x:a", "name": "x"}\n'
ENTITIES = "".join(
    f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True)
)
BOMB = (
    f'<?xml version="1.0"?>\n<!DOCTYPE r [<!ENTITY a "aaaaaaaaaa">{ENTITIES}'
    ']>\n<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:x="urn:x:">'
    '<rdf:Description rdf:about="urn:x:a"><x:b>&i;</x:b></rdf:Description></rdf:RDF>\n'
)
MEMORY = 1_500_000_000
SECONDS = 120  # Against waiting for ever: each of these takes a few.


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever reaches for the network ends the test."""

    def refuse(*_: object, **__: object) -> None:
        pytest.fail("something reached for the network")

    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket.socket, "connect_ex", refuse)


@pytest.fixture
def parish(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A sound board, from whose folder the commands run."""
    made(tmp_path, PARISH)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def bounded(*arguments: str | Path) -> Result:
    """Run the command line in a process that is given so much memory, and no more."""
    ran = subprocess.run(
        [sys.executable, "-m", "govgraph", *map(str, arguments)],
        capture_output=True,
        check=False,
        timeout=SECONDS,
        stdin=subprocess.DEVNULL,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY)),
    )
    return Result(ran.returncode, ran.stdout.decode(), ran.stderr.decode())


def told(result: Result) -> str:
    """Return what was said, which is never a traceback and never an error of the program."""
    said = result.out + result.err
    assert "Traceback" not in said
    assert "internal error" not in said
    return said


# Encodings


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (bytes(range(1, 256)) * 40, "x.ttl: byte 128 is not UTF-8."),
        (b"\x89PNG\r\n\x1a\n\0\0", "x.ttl: byte 1 is not UTF-8."),
        (TURTLE.encode("utf-16"), "x.ttl: this is UTF-16, not UTF-8."),
        (TURTLE.encode("utf-16-le"), "x.ttl:1:2: a NUL character: this is no text."),
        (TURTLE.encode("utf-16-be"), "x.ttl:1:1: a NUL character: this is no text."),
        (TURTLE.encode("utf-32"), "x.ttl: this is UTF-16, not UTF-8."),
        (b"# Zo\xeb\n" + TURTLE.encode(), "x.ttl: byte 5 is not UTF-8."),
        (TURTLE.encode() + b':a :b "x\0y" .\n', "x.ttl:4:9: a NUL character: this is no text."),
        (b"# a\r\n# b\r# \0\n", "x.ttl:3:3: a NUL character: this is no text."),
    ],
    ids=["rubbish", "image", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "latin-1", "nul", "cr"],
)
@pytest.mark.parametrize("command", ["validate", "fmt"])
def test_what_is_no_text_is_refused(
    command: str, raw: bytes, said: str, parish: Path, govgraph: Call
) -> None:
    """A file that is no text in UTF-8 stops the command, in one line that says what to do."""
    Path("x.ttl").write_bytes(raw)
    result = govgraph(command, "x.ttl")
    assert (result.code, result.out) == (2, "")
    assert result.err == f"govgraph: {said} Save the file as UTF-8.\n"
    assert Path("x.ttl").read_bytes() == raw


@pytest.mark.parametrize(
    ("before", "newline"),
    [("\ufeff", "\n"), ("", "\r\n"), ("", "\r"), ("\ufeff", "\r\n")],
    ids=["mark", "crlf", "cr", "mark and crlf"],
)
def test_marks_and_line_ends_of_other_systems_are_read(
    before: str, newline: str, parish: Path, govgraph: Call
) -> None:
    """A byte order mark and any line ends are Turtle as any other, with the same places."""
    Path("x.ttl").write_bytes((before + TURTLE.replace("\n", newline)).encode())
    result = govgraph("validate", "x.ttl")
    assert result.code == 1
    assert "x.ttl:3:1  <https://x.example/a>" in told(result)
    assert govgraph("fmt", "x.ttl").code == 0
    assert b"\r" not in Path("x.ttl").read_bytes()
    Path("x.ttl").write_bytes((before + (TURTLE + ":d :e\n").replace("\n", newline)).encode())
    assert "x.ttl:4:5\n" in govgraph("validate", "x.ttl").out
    assert govgraph("fmt", "x.ttl").err.startswith("govgraph: x.ttl:4:5: not Turtle: ")


@pytest.mark.parametrize("text", ["", "\ufeff", "\n\n", "# Nothing yet.\n", HEAD])
def test_a_file_without_a_statement_is_a_finding(text: str, parish: Path, govgraph: Call) -> None:
    """An empty file does not pass for a sound one, on file or new; fmt has nothing against it."""
    Path("x.ttl").write_text(text, encoding="utf-8")
    result = govgraph("validate", "x.ttl")
    assert (result.code, result.err) == (1, "")
    assert "GG009 violation: A file without a statement" in result.out
    assert govgraph("fmt", "x.ttl").code == 0
    Path("x.ttl").rename("data/x.ttl")
    assert "GG009" in govgraph("validate").out


# Turtle


def test_a_prefix_may_be_declared_again(parish: Path, govgraph: Call) -> None:
    """After a second declaration a name is another name, and its place is that of the later."""
    text = f"{TURTLE}@prefix : <https://y.example/> .\n:a :b :c .\n"
    Path("x.ttl").write_text(text, encoding="utf-8")
    result = govgraph("validate", "x.ttl")
    assert "x.ttl:3:1  <https://x.example/a>" in told(result)
    assert "x.ttl:5:1  <https://y.example/a>" in result.out
    assert govgraph("fmt", "x.ttl").code == 0
    result = govgraph("validate", "x.ttl")
    assert "<https://x.example/a>" in result.out
    assert "<https://y.example/a>" in result.out


# Of texts that are to be long, these are so many times as long.
TIMES = how_many(1, 10)
LONG = ':c :d "words" .\n' * 33_000 * TIMES


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (':a :b "no end\n:c :d :e .\n', "3:7"),
        (f':a :b "no end\n{LONG}', "3:7"),
        (':a :b """no end\n:c :d :e .\n', "3:7"),
        (f':a :b """no end\n{LONG}', "3:7"),
        (":a :b " + "[ :b " * 10_000, "3:50002"),
        (":a :b " + "( " * 10_000, "3:20005"),
        (":a :b " + "]" * 10_000, "3:7"),
    ],
    ids=["string", "long string", "text", "long text", "brackets", "lists", "closing"],
)
def test_what_has_no_end_is_told_where_it_begins(text: str, place: str, parish: Path) -> None:
    """Whatever is not closed is a finding at a place, in a short report, however long it is."""
    Path("x.ttl").write_text(HEAD + text, encoding="utf-8")
    result = bounded("validate", "x.ttl")
    assert (result.code, result.err) == (1, "")
    assert "GG000 violation: Not Turtle" in result.out
    assert f"x.ttl:{place}\n" in result.out
    assert len(result.out) < 1000
    result = bounded("fmt", "--check", "x.ttl")
    assert (result.code, result.out) == (1, "")
    assert result.err.startswith(f"govgraph: x.ttl:{place}: not Turtle: ")
    assert len(result.err) < 200


@pytest.mark.parametrize(
    "text",
    [
        ":a :b " + "[ :b " * 10_000 + ":c" + " ]" * 10_000 + " .\n",
        ":a :b " + "( " * 10_000 + ":c" + " )" * 10_000 + " .\n",
        f':a :b "{"x" * 200_000 * TIMES}" .\n',
        f':a :b "{"x@" * 50_000 * TIMES}" .\n',
        f':a :b "{"x " * 50_000 * TIMES}" .\n',
        f"# {'x' * 100_000 * TIMES}\n:a :b :c .\n",
        f"<https://x.example/{'x' * 100_000 * TIMES}> :b :c .\n",
        ":a :b " + ", ".join(f":c{n}" for n in range(1_000 * TIMES)) + " .\n",
    ],
    ids=["brackets", "lists", "literal", "signs", "words", "comment", "name", "line"],
)
def test_depth_and_length_are_no_matter(text: str, parish: Path) -> None:
    """Turtle of any depth and length of line is checked, formatted and told in short."""
    Path("x.ttl").write_text(HEAD + text, encoding="utf-8")
    result = bounded("validate", "x.ttl")
    assert (result.code, result.err) == (1, "")
    assert "GG002 violation: A node without a class" in result.out
    assert max(map(len, result.out.splitlines())) < 300
    assert bounded("fmt", "x.ttl").code == 0
    assert bounded("fmt", "--check", "x.ttl").code == 0


def test_thousands_of_findings_are_told_in_short(parish: Path) -> None:
    """Of any number of findings people are told the first few, and how many there are."""
    people = 2_000 * TIMES
    said = "".join(f":x{n} a gov:Persn .\n" for n in range(people))
    Path("x.ttl").write_text(HEAD + said, encoding="utf-8")
    result = bounded("validate", "x.ttl")
    assert (result.code, result.err) == (1, "")
    assert f"{people} violations" in result.out
    assert len(result.out) < 5000


def test_nothing_that_data_names_is_fetched(parish: Path, govgraph: Call) -> None:
    """An import in data is a statement like any other; what it names is not even looked for."""
    secret = parish / "secret.ttl"
    secret.write_text("<urn:x:secret> a <urn:x:Secret> .\n", encoding="utf-8")
    imported = f"<{secret.as_uri()}>, <http://127.0.0.1:9/x.ttl>, <https://x.example/y>"
    text = f"<urn:x:a> <http://www.w3.org/2002/07/owl#imports> {imported} .\n"
    Path("data/x.ttl").write_text(text, encoding="utf-8")
    for arguments in (["validate"], ["validate", "data/x.ttl"], ["fmt", "--check", "data/x.ttl"]):
        assert "urn:x:secret" not in told(govgraph(*arguments))


# Other languages


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("x.jsonld", REMOTE, "it is JSON-LD. Convert it into Turtle, and name it .ttl."),
        ("x.JSON", REMOTE, "it is JSON. Convert it into Turtle, and name it .ttl."),
        ("x.rdf", BOMB, "it is RDF/XML. Convert it into Turtle, and name it .ttl."),
        ("x.xml", BOMB, "it is XML. Convert it into Turtle, and name it .ttl."),
        ("x.html", "<p>", "it is a web page. Convert it into Turtle, and name it .ttl."),
        ("x.trig", TURTLE, "it is TriG. Convert it into Turtle, and name it .ttl."),
        ("x.nq", "", "it is N-Quads. Convert it into Turtle, and name it .ttl."),
        ("x.nt", "", "it is N-Triples. N-Triples is Turtle as well: name it .ttl."),
    ],
)
@pytest.mark.parametrize("command", ["validate", "fmt"])
def test_files_in_other_languages_are_refused(
    command: str, name: str, text: str, said: str, parish: Path, govgraph: Call
) -> None:
    """A suffix of another language stops the command before anything in the file is read."""
    Path(name).write_text(text, encoding="utf-8")
    result = govgraph(command, name)
    assert (result.code, result.out) == (2, "")
    assert result.err == f"govgraph: {name}: by its suffix {said}\n"
    assert Path(name).read_text(encoding="utf-8") == text


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (REMOTE, "JSON"),
        (f"[\n {REMOTE}]", "JSON"),
        (BOMB, "XML"),
        (BOMB.partition("?>")[2], "XML"),
        ("<!doctype html>\n<html></html>", "a web page"),
    ],
)
def test_other_languages_are_told_by_their_beginning(
    text: str, language: str, parish: Path, stdin: Callable[[str], None], govgraph: Call
) -> None:
    """JSON-LD and RDF/XML that are called Turtle, or come by a pipe, are told and not read."""
    Path("x.ttl").write_text(text, encoding="utf-8")
    said = f"not Turtle: this looks like {language}; convert it into Turtle."
    for path in ("x.ttl", "-"):
        stdin(text)
        result = govgraph("validate", path)
        assert (result.code, result.err) == (1, "")
        assert f"{path}:" in result.out
        assert said in result.out
        stdin(text)
        result = govgraph("fmt", path)
        assert (result.code, result.out) == (1, "")
        assert said in result.err


# Sizes


@pytest.mark.parametrize("command", ["validate", "fmt"])
@pytest.mark.parametrize("place", ["new", "on file", "stdin", "device"])
def test_a_large_file_is_refused(command: str, place: str, parish: Path) -> None:
    """200 MB are refused, on file or new, without reading more of them than may be."""
    path = Path({"new": "x.ttl", "on file": "data/x.ttl", "stdin": "-"}.get(place, "/dev/zero"))
    if place in {"new", "on file"}:
        with path.open("wb") as file:
            file.truncate(200_000_000)
    arguments = [] if place == "on file" else [path]
    if place == "stdin":
        shell = 'head -c 200000000 /dev/zero | "$0" -m govgraph "$1" -'
        ran = subprocess.run(
            ["bash", "-c", shell, sys.executable, command],
            capture_output=True,
            check=False,
            timeout=SECONDS,
            preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY)),
        )
        result = Result(ran.returncode, ran.stdout.decode(), ran.stderr.decode())
    else:
        result = bounded(command, *arguments)
    assert (result.code, result.out) == (2, "")
    if place == "device":
        assert "it is no regular file. What comes through a pipe is given as '-'." in result.err
        return
    shown = "stdin" if place == "stdin" else str(path)
    assert (
        f"govgraph: {shown}: more than {LARGEST:,} bytes."
        " Split it, or set largest_file under [workspace] in govgraph.toml.\n"
    ) in result.err


def test_a_large_source_is_refused(parish: Path) -> None:
    """A source text of 200 MB stops the check, and is named."""
    source = Path("sources") / f"{M1}.txt"
    with source.open("wb") as file:
        file.truncate(200_000_000)
    result = bounded("validate")
    assert (result.code, result.out) == (2, "")
    assert f"{source}: more than {LARGEST:,} bytes." in result.err


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("40", None),
        ("'40'", "'largest_file' is to be a whole number above 0."),
        ("0", "'largest_file' is to be a whole number above 0."),
        ("true", "'largest_file' is to be a whole number above 0."),
        ("1.5", "'largest_file' is to be a whole number above 0."),
    ],
)
def test_the_limit_is_a_setting(value: str, said: str | None, parish: Path, govgraph: Call) -> None:
    """A workspace sets how large its files may be, in bytes."""
    with Path("govgraph.toml").open("a", encoding="utf-8") as file:
        file.write(f"largest_file = {value}\n")
    for command in ("validate", "fmt"):
        result = govgraph(command, "data/people.ttl")
        assert (result.code, result.out) == (2, "")
        assert (said or "data/people.ttl: more than 40 bytes.") in result.err or not said


# Places


@pytest.mark.parametrize("kind", ["pipe", "device", "loop", "folder", "none", "long"])
@pytest.mark.parametrize("command", ["validate", "fmt"])
def test_what_is_no_file_is_told(command: str, kind: str, parish: Path, govgraph: Call) -> None:
    """Pipes, devices, links that lead to themselves and empty folders are one line, exit 2."""
    path = Path("x.ttl")
    if kind == "pipe":
        os.mkfifo(path)
    elif kind == "device":
        path.symlink_to("/dev/zero")
    elif kind == "loop":
        path.symlink_to(path)
    elif kind == "folder":
        path.mkdir()
        (path / "again").symlink_to(".")
        (path / "x.txt").write_text("Not Turtle.", encoding="utf-8")
    elif kind == "long":
        path = Path("x" * 300)
    result = govgraph(command, path)
    assert (result.code, result.out, result.err.count("\n")) == (2, "", 1)
    assert re.match(r"govgraph: x[x.tl]+: ", result.err)


@pytest.mark.parametrize("command", ["validate", "fmt"])
def test_a_name_that_is_no_text_is_taken(command: str, parish: Path) -> None:
    """A file may be called by bytes that are not UTF-8."""
    name = os.fsdecode(b"zo\xeb.ttl")
    try:
        Path(name).write_text("<urn:x:a> <urn:x:b> .\n", encoding="utf-8")
    except OSError:
        pytest.skip("this file system wants names in UTF-8")
    for path in (name, "."):
        result = bounded(command, path)
        assert result.code in {1, 2}
        assert ".ttl:1:21" in told(result) or "zo\\udceb.ttl" in result.err


@pytest.mark.parametrize("command", ["validate", "fmt"])
def test_a_file_that_goes_away_is_told(
    command: str, parish: Path, monkeypatch: pytest.MonkeyPatch, govgraph: Call
) -> None:
    """A file that is taken away between being listed and being read is one line, exit 2."""
    gone = Path("data/people.ttl")
    opened = Path.open

    def vanish(path: Path, *arguments: str, **named: str) -> object:
        if path.name == gone.name:
            gone.unlink(missing_ok=True)
        return opened(path, *arguments, **named)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", vanish)
    result = govgraph(command)
    assert (result.code, result.out) == (2, "")
    assert "govgraph: data/people.ttl: No such file or directory.\n" in result.err


@pytest.mark.skipif(os.geteuid() == 0, reason="root may do anything")
@pytest.mark.parametrize("command", ["validate", "fmt"])
def test_what_may_not_be_read_is_told(command: str, parish: Path, govgraph: Call) -> None:
    """A file or a folder without permission is one line with its name, exit 2."""
    closed = Path("closed")
    closed.mkdir()
    (closed / "x.ttl").write_text(TURTLE, encoding="utf-8")
    for path in (closed / "x.ttl", closed):
        path.chmod(0)
        result = govgraph(command, path)
        path.chmod(0o700)
        assert (result.code, result.out) == (2, "")
        assert "Permission denied" in result.err


@pytest.mark.parametrize(
    "arguments", [["validate"], ["validate", "data"], ["fmt"], ["query", "actions"]]
)
def test_a_folder_that_may_not_be_read_is_not_empty(
    arguments: list[str], parish: Path, monkeypatch: pytest.MonkeyPatch, govgraph: Call
) -> None:
    """Where the folder of data may not be read, nothing passes for checked: one line, exit 2."""

    def refuse(path: Path) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "iterdir", refuse)
    result = govgraph(*arguments)
    assert (result.code, result.out) == (2, "")
    assert result.err.endswith("data: Permission denied.\n")


def test_memory_that_is_not_enough_is_told(
    parish: Path, monkeypatch: pytest.MonkeyPatch, govgraph: Call
) -> None:
    """A machine that is too small gets one plain line."""

    def full(*_: object, **__: object) -> None:
        raise MemoryError

    monkeypatch.setattr("govgraph.validate.check", full)
    result = govgraph("validate")
    assert (result.code, result.err) == (2, "govgraph: there is not enough memory for this.\n")


def test_blank_lines_of_a_source_are_read_once(board: Path, govgraph: Call) -> None:
    """A source padded with 200,000 blank lines is checked as it is without them.

    Each line was looked at with all that come after it, which took hours.
    """
    source = board / "sources" / "2023-08-31-minutes.txt"
    before = hashlib.sha256(source.read_bytes()).hexdigest()
    source.write_bytes(source.read_bytes() + b"\n" * 200_000)
    after = hashlib.sha256(source.read_bytes()).hexdigest()
    edit(board / "data" / "2023-08-31-minutes.ttl", before, after)
    ran = govgraph("-C", board, "validate", board / "data" / "2023-08-31-minutes.ttl")
    assert (ran.code, ran.err) == (0, "")
