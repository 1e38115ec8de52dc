"""Rules and their examples, for people and for programs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from govgraph.render.tables import escape
from govgraph.rule_examples import Example, Examples, Place

if TYPE_CHECKING:
    # Validation takes long to import, and `rule --help` does without it.
    from govgraph.validate.rules import Rule

_WIDTH = 100
_LABEL = 13


class Explained(NamedTuple):
    """A rule with what explains it.

    Attributes:
        rule: the rule.
        scope: what it looks at, in words.
        shape: its SHACL shape as a CURIE, or None where Python checks it.
        examples: what breaks and what keeps it; None where none ship.
    """

    rule: Rule
    scope: str
    shape: str | None
    examples: Examples | None


def as_text(explained: Explained) -> str:
    """Return a rule with its examples: what is wrong with its place, and what mends it."""
    rule = explained.rule
    lines = [f"{rule.code} {rule.severity}: {rule.name}", ""]
    for label, words in facts(explained):
        lines += _labelled(label, words)
    if explained.examples is not None:
        failing, passing = explained.examples
        lines += ["", f"Wrong: {failing.says}", "", *_indented(marked(failing))]
        lines += [line for words in elsewhere(failing) for line in ("", words)]
        lines += ["", f"Right: {passing.says}", "", *_indented(difference(failing, passing))]
        lines += ["", f"Whole files: govgraph rule {rule.code} --file failing, or passing"]
    return "\n".join(line.rstrip() for line in lines) + "\n"


def as_markdown(explained: Explained) -> str:
    """Return a rule as Markdown, the passing example as a difference."""
    rule = explained.rule
    lines = [f"# {rule.code} {escape(rule.name)}", "", f"*{rule.severity}*", ""]
    lines += [f"- **{label}**: {escape(words)}" for label, words in facts(explained)]
    if explained.examples is not None:
        failing, passing = explained.examples
        lines += ["", f"Wrong: {escape(failing.says)}", "", "```turtle", *marked(failing), "```"]
        lines += ["", *(escape(words) for words in elsewhere(failing))]
        lines += [f"Right: {escape(passing.says)}", "", "```diff"]
        lines += [*difference(failing, passing), "```"]
    return "\n".join(lines) + "\n"


def facts(explained: Explained) -> list[tuple[str, str]]:
    """Return what there is to say of a rule, each with its label."""
    rule = explained.rule
    checked = "by the program" if explained.shape is None else f"by {explained.shape}"
    return [
        ("What to do", rule.message),
        ("Why", rule.reason),
        ("Looks at", explained.scope),
        ("Checked", f"{checked}, in the stage {rule.stage}"),
    ]


def as_list(rules: Sequence[Rule]) -> str:
    """Return a line for each rule: its code, its severity and its name."""
    return "".join(f"{r.code}  {r.severity:<9}  {r.name}\n" for r in rules)


def as_markdown_list(rules: Sequence[Rule]) -> str:
    """Return the rules as a Markdown table."""
    rows = [f"| {r.code} | {r.severity} | {escape(r.name)} |" for r in rules]
    return "\n".join(["| Code | Severity | Rule |", "| --- | --- | --- |", *rows]) + "\n"


def as_json(rules: Sequence[Explained]) -> str:
    """Return rules as JSON; the schema is ``schemas/rules.schema.json``."""
    # json is needed for this format only.
    from json import dumps

    return dumps({"rules": [_record(r) for r in rules]}, ensure_ascii=False, indent=2) + "\n"


def marked(example: Example) -> Iterator[str]:
    """Yield the lines of an example that state something, with a caret line below each place."""
    for number, line in example.lines:
        yield line
        for place in example.places:
            if (place.file, place.line) == (example.file, number) and place.column:
                yield " " * (place.column - 1) + "^"


def elsewhere(example: Example) -> Iterator[str]:
    """Yield a sentence for each finding that no line of the example shows."""
    for place in example.places:
        if place.file != example.file:
            yield f"It is found in what is on file, at {_shown(place)}."
        elif place.line is None:
            yield f"It is found of the file as a whole, which is named {place.file}."


def difference(failing: Example, passing: Example) -> Iterator[str]:
    """Yield the lines of the passing example beside those of the failing one, as diff does."""
    # difflib is needed where a rule is shown.
    from difflib import unified_diff

    if failing.file != passing.file:
        yield f"- # the file {failing.file}"
        yield f"+ # the file {passing.file}"
    old, new = ([line for _, line in example.lines] for example in (failing, passing))
    for line in list(unified_diff(old, new, n=2, lineterm=""))[2:]:
        if not line.startswith("@@"):
            yield f"{line[:1]} {line[1:]}"
        elif not line.startswith(("@@ -1 ", "@@ -1,")):
            yield "  …"


def _record(explained: Explained) -> dict[str, Any]:
    rule, shown = explained.rule, explained.examples
    return {
        "code": rule.code,
        "name": rule.name,
        "severity": rule.severity,
        "stage": rule.stage,
        "message": rule.message,
        "reason": rule.reason,
        "looks_at": explained.scope,
        "shape": explained.shape,
        "failing": None if shown is None else _example(shown.failing),
        "passing": None if shown is None else _example(shown.passing),
    }


def _example(example: Example) -> dict[str, Any]:
    return {
        "says": example.says,
        "board": example.board,
        "file": example.file,
        "text": example.text,
        "places": [place._asdict() for place in example.places],
    }


def _shown(place: Place) -> str:
    return ":".join(str(part) for part in place[1:] if part is not None)


def _indented(lines: Iterator[str]) -> list[str]:
    return [f"  {line}" for line in lines]


def _labelled(label: str, words: str) -> list[str]:
    # textwrap is needed for terminals only.
    from textwrap import wrap

    room = " " * _LABEL
    return wrap(words, _WIDTH, initial_indent=f"{label:<{_LABEL}}", subsequent_indent=room)
