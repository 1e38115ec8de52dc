"""The notebook of the tutorial runs, cell by cell, in one go."""

from __future__ import annotations

import json

import pytest

from tests.conftest import ROOT

NOTEBOOKS = sorted((ROOT / "docs" / "tutorial").glob("*.ipynb"))


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda p: p.name)
def test_each_cell_of_a_notebook_runs(
    path: object, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every cell runs after those above it, and prints something where it prints."""
    monkeypatch.chdir(ROOT)
    notebook = json.loads((ROOT / "docs" / "tutorial" / str(path)).read_text(encoding="utf-8"))
    cells = [c for c in notebook["cells"] if c["cell_type"] == "code"]
    names: dict[str, object] = {}
    for cell in cells:
        source = "".join(cell["source"])
        exec(compile(source, str(path), "exec"), names)
        if "print(" in source:
            assert capsys.readouterr().out
        # What a run leaves behind would change with every run.
        assert (cell["outputs"], cell["execution_count"]) == ([], None)
    assert cells
