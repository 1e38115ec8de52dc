"""Long threads are told whole."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from govgraph.load import open_store
from govgraph.trace import trace
from govgraph.workspace import find_workspace

BASE = "https://example.org/long/"
PREFIXES = """@prefix gov: <https://w3id.org/govgraph/ns#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
MINUTES = """
<{r}> a gov:Minutes ; gov:recordDate "{day}"^^xsd:date ; gov:recordOf <{b}meeting/{day}> .
<{b}meeting/{day}> a gov:Meeting ; gov:heldOn "{day}"^^xsd:date ; gov:hasItem <{r}#i> .
<{r}#p> a gov:Passage ; gov:quotedFrom <{r}> ; gov:text "Action 1: do {i}" ; gov:start 0 .
<{r}#a> a gov:Action ; gov:arisesFrom <{r}#i> .
<{r}#s> a gov:ActionStatement ; gov:states <{r}#a> ; gov:statedIn <{r}> ; gov:number "1" ;
  gov:text "do {i}" ; gov:evidence <{r}#p> .
"""
LINK = """<{r}#a> gov:hasLink <{r}#l> .
<{r}#l> a gov:ActionLink ; gov:followUpTarget <{before}#a> ; gov:basis gov:editorInferred ;
  gov:confidence gov:probable ; gov:rationale "because {i}" .
"""


def chain(root: Path, length: int) -> None:
    """Write a workspace in which each action follows up that of the meeting before."""
    (root / "data").mkdir(parents=True)
    (root / "govgraph.toml").write_text(f'[workspace]\nbase = "{BASE}"\n', encoding="utf-8")
    before = ""
    for i in range(length):
        day = (date(1990, 1, 1) + timedelta(days=28 * i)).isoformat()
        record = f"{BASE}record/{day}-minutes"
        text = PREFIXES + MINUTES.format(r=record, b=BASE, day=day, i=i)
        if before:
            text += LINK.format(r=record, before=before, i=i)
        (root / "data" / f"{day}-minutes.ttl").write_text(text, encoding="utf-8")
        before = record


def test_a_chain_of_eighty_actions_is_one_story(tmp_path: Path) -> None:
    """Each action is one step, in order, with the days from the first; its own reason is given."""
    chain(tmp_path / "long", 80)
    workspace = find_workspace(tmp_path / "long")
    store = open_store(workspace)
    told = trace(store, workspace.base, "1990-01-01/1")
    assert [s.days for s in told.steps] == [28 * i for i in range(80)]
    assert [s.quote for s in told.steps] == [f"do {i}" for i in range(80)]
    assert [s.rationale for s in told.steps[1:]] == [f"because {i}" for i in range(1, 80)]
    last = told.steps[-1].action
    assert last is not None
    assert trace(store, workspace.base, last).steps == told.steps
