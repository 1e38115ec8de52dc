"""What the documentation prints is what the program does."""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable
from pathlib import Path

import pytest

from govgraph.load import open_store
from govgraph.trace import trace
from govgraph.validate import validate
from govgraph.workspace import find_workspace
from tests.conftest import ROOT, Result, edit

Call = Callable[..., Result]
README = (ROOT / "README.md").read_text(encoding="utf-8")
PAGES = sorted(
    p for p in [ROOT / "README.md", ROOT / "ARCHITECTURE.md", *ROOT.glob("docs/**/*.md")]
)


def console() -> list[tuple[str, str]]:
    """Each command line of the README with the output printed under it."""
    found = []
    for block in re.findall(r"```console\n(.*?)```", README, re.DOTALL):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, output = part.partition("\n")
            found.append((command, output))
    return found


@pytest.mark.parametrize(("command", "output"), console(), ids=lambda v: v[:40])
def test_the_readme_runs_as_printed(
    command: str, output: str, tmp_path: Path, govgraph: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each command of the README exits with 0 and prints what stands under it."""
    words = shlex.split(command)
    assert words[0] == "govgraph"
    target = None
    if "-o" in words:
        place = words.index("-o") + 1
        target = tmp_path / words[place]
        words[place] = str(target)
    monkeypatch.chdir(ROOT)
    ran = govgraph(*words[1:])
    assert (ran.code, ran.err) == (0, "")
    # CSV has line ends of its own.
    assert ran.out.replace("\r\n", "\n") == output
    assert target is None or target.stat().st_size > 0


def test_the_readme_shows_each_command() -> None:
    """No command of the program goes without an example."""
    shown = {shlex.split(c.replace("-C ", "-C="))[1] for c, _ in console()}
    assert {"trace", "query", "validate"} <= shown
    assert "govgraph completion bash" in README


@pytest.mark.parametrize("target", sorted(set(re.findall(r"make ([a-z]+)", README))))
def test_the_makefile_has_what_the_readme_names(target: str) -> None:
    """Each make target that is named exists."""
    assert re.search(rf"^{target}:", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_links_between_pages_resolve(page: Path) -> None:
    """Each relative link of the documentation leads to a file."""
    text = re.sub(r"```.*?```", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    for link in re.findall(r"\]\(([^)#]+)\)", text):
        if not link.startswith(("http:", "https:")):
            assert (page.parent / link).exists(), link


def test_the_version_is_one() -> None:
    """Package, citation, changelog and ontology name the same version."""
    from govgraph import __version__

    for name in ("CITATION.cff", "CHANGELOG.md", "ontology/govgraph.ttl"):
        assert __version__ in (ROOT / name).read_text(encoding="utf-8"), name


def test_the_first_record_of_the_docs_is_a_whole_workspace(tmp_path: Path) -> None:
    """The files printed in the how-to validate without a finding and can be traced."""
    page = (ROOT / "docs" / "how-to" / "first-record.md").read_text(encoding="utf-8")
    files = re.findall(r"^`([\w./-]+)`\n\n```\w+\n(.*?)^```", page, re.DOTALL | re.MULTILINE)
    assert len(files) == 4
    for name, text in files:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8", newline="")
    workspace = find_workspace(tmp_path)
    assert validate(workspace) == []
    told = trace(open_store(workspace), workspace.base, "2031-05-02/1")
    assert [s.quote for s in told.steps] == ["Society to mend the tap by 31 May 2031."]
    record = tmp_path / "data" / "2031-05-02-minutes.ttl"
    edit(record, "gov:start 18 ;\n    gov:end 39 .", "gov:start 0 ;\n    gov:end 1 .")
    (finding,) = validate(workspace)
    assert "The words stand at 18 to 39." in finding.message
    assert "The words stand at 18 to 39" in page
