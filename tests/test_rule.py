"""``govgraph rule``: what people and programs are told of a rule."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from govgraph.render.rules import difference, marked
from govgraph.rule_examples import Example, examples_of, folder
from govgraph.validate import Rule, rules
from govgraph.validate.scope import scope
from tests.conftest import ROOT, Result

Call = Callable[..., Result]
RULES = {rule.code: rule for rule in rules()}
TOLD = """\
GG071 violation: One day for each meeting

What to do   Give the day of the meeting once, in the form "2022-06-24"^^xsd:date.
Why          Numbers of actions restart at every meeting: its day is half of an action's name.
Looks at     gov:heldOn of each gov:Meeting
Checked      by shapes:meeting-held-on, in the stage structure

Wrong: The meeting has no day.

  meeting:2040-06-05-parish
  ^
      a gov:Meeting ;
      skos:prefLabel "Parish Council, 5 June 2040"@en ;
      gov:forum forum:parish ;
      gov:knownByMention true ;
      gov:evidence l4004:p1 .

Right: The meeting has a day.

    …
        skos:prefLabel "Parish Council, 5 June 2040"@en ;
        gov:forum forum:parish ;
  +     gov:heldOn "2040-06-05"^^xsd:date ;
        gov:knownByMention true ;
        gov:evidence l4004:p1 .

Whole files: govgraph rule GG071 --file failing, or passing
"""


@pytest.mark.parametrize("code", ["GG071", "gg071", "Gg071"])
def test_a_rule_is_told_as_printed_here(code: str, govgraph: Call) -> None:
    """A code in any case gives what to do, why, what it looks at, and both examples."""
    assert govgraph("rule", code) == Result(0, TOLD, "")


def test_a_finding_elsewhere_is_told_in_words(govgraph: Call) -> None:
    """Where no line of the example is at fault, a sentence says what is."""
    out = govgraph("rule", "GG064").out
    assert "It is found in what is on file, at data/2040-01-10-minutes.ttl:205:20.\n" in out
    out = govgraph("rule", "GG007").out
    assert "It is found of the file as a whole, which is named 2040-06-01-letter.ttl.\n" in out
    assert "  - # the file 2040-06-01-letter.ttl\n" in out


def test_an_unknown_code_gets_the_nearest(govgraph: Call) -> None:
    """Codes that begin as typed come first, then those that are most like it."""
    begun = govgraph("rule", "gg13")
    assert (begun.code, begun.out) == (2, "")
    assert begun.err.splitlines()[1] == f"  GG130  {RULES['GG130'].name}"
    near = govgraph("rule", "GC131")
    assert (near.code, near.out) == (2, "")
    assert "  GG131  " in near.err
    none = govgraph("rule", "owner")
    assert (none.code, none.out) == (2, "")
    assert "govgraph rule --list" in none.err


def test_the_list_has_a_line_for_each_rule(govgraph: Call) -> None:
    """Rules are listed by code, with severity and name."""
    lines = govgraph("rule", "--list").out.splitlines()
    assert [line.split(maxsplit=2) for line in lines] == [
        [r.code, r.severity, r.name] for r in RULES.values()
    ]
    table = govgraph("rule", "--list", "--format", "md").out.splitlines()
    assert len(table) == len(RULES) + 2
    assert {row.count("|") for row in table} == {4}


@pytest.mark.parametrize("which", ["failing", "passing"])
def test_an_example_is_printed_whole(which: str, govgraph: Call) -> None:
    """What is printed with --file is the file, to the byte."""
    kept = folder({"failing": "bad", "passing": "good"}[which]) / "GG131.ttl"
    assert govgraph("rule", "gg131", "--file", which).out == kept.read_text(encoding="utf-8")


def test_json_fits_its_schema(tmp_path: Path, govgraph: Call) -> None:
    """The list in JSON holds all there is to say of each rule, and one rule is a list of one."""
    from jsonschema import Draft202012Validator

    schema = json.loads((ROOT / "schemas" / "rules.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    listed = json.loads(govgraph("rule", "--list", "--format", "json").out)
    Draft202012Validator(schema).validate(listed)
    assert [r["code"] for r in listed["rules"]] == list(RULES)
    govgraph("rule", "GG131", "-o", tmp_path / "x.json")
    one = json.loads((tmp_path / "x.json").read_text(encoding="utf-8"))
    assert one["rules"] == [r for r in listed["rules"] if r["code"] == "GG131"]


@pytest.mark.parametrize("code", RULES)
def test_what_is_shown_of_an_example_is_true(code: str) -> None:
    """Each place has its caret, and the difference turns the failing file into the other."""
    shown = examples_of(code)
    assert shown is not None
    lines = list(marked(shown.failing))
    places = [p for p in shown.failing.places if p.file == shown.failing.file and p.column]
    assert sum(line.strip() == "^" for line in lines) == len(places)
    changed = [line for line in difference(*shown) if line[:1] in "+-"]
    assert changed

    def stated(example: Example, sign: str) -> list[str]:
        own = [line for _, line in example.lines] + [f"# the file {example.file}"]
        assert all(line[2:] in own for line in changed if line[0] == sign)
        kept = [line[2:] for line in changed if line[0] == sign]
        for line in kept:
            own.remove(line)
        return sorted(line for line in own if line.strip() and not line.startswith("#"))

    assert stated(shown.failing, "-") == stated(shown.passing, "+")


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("GG131", "gov:ownerOrganization of each gov:Action"),
        ("GG181", "gov:hasLink to each gov:ActionLink"),
        ("GG180", "gov:reissueTarget or gov:followUpTarget of each gov:ActionLink"),
        ("GG026", "gov:rationale of whatever has gov:rationale"),
        ("GG116", "each gov:Attendance"),
        ("GG301", "the file as a whole"),
        ("GG312", "gov:rankAsPrinted and gov:titleAsPrinted"),
    ],
)
def test_what_a_rule_looks_at_is_said_in_words(code: str, expected: str) -> None:
    """Targets and path of a shape are told, or the terms that a rule of the program names."""
    assert scope(RULES[code]) == expected


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_each_rule_looks_at_something(rule: Rule) -> None:
    """No shape is without a target."""
    assert scope(rule).strip(" of")
