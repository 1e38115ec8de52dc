"""The page of the rules that data is held to."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from govgraph.names import GOV
from govgraph.prose import join
from govgraph.reference.content import ENGINE, Check, Content
from govgraph.reference.frame import Links, Page
from govgraph.render.findings import SEVERITIES
from govgraph.render.markup import Html, blocks, element, facts, items, joined
from govgraph.render.rules import elsewhere, marked
from govgraph.rule_examples import Examples

_TERM = re.compile(r"\bgov:(\w+)")


def rules_page(content: Content) -> Page:
    """Return the page of rules."""
    links, checks = Links(content.ontology), content.checks
    groups = sorted({c.group for c in checks}, key=lambda g: (g == ENGINE, g))
    tally = Counter(c.rule.severity for c in checks)
    kinds = [f"{tally[s]} of the severity {s}" for s in SEVERITIES if tally[s]]
    entries = ((group, sum(c.group == group for c in checks)) for group in groups)
    main = blocks(
        element("h1", "Rules"),
        element(
            "p",
            f"The {len(checks)} rules that ",
            element("code", "govgraph validate"),
            f" holds data to: {join(kinds)}. Unless ",
            element("code", "--fail-on"),
            " says otherwise, only a violation makes the command fail.",
        ),
        element(
            "nav",
            items(element("a", f"{g} ({n})", href=f"#{_anchor(g)}") for g, n in entries),
            class_="index",
            aria_label="Groups of rules",
        ),
        *(_group(links, group, [c for c in checks if c.group == group]) for group in groups),
    )
    return Page("rules.html", "Rules", main)


def _anchor(group: str) -> str:
    return f"section-{group.lower().replace(' ', '-')}"


def _group(links: Links, group: str, checks: list[Check]) -> Html:
    return blocks(
        element("h2", group, id=_anchor(group)), *(_card(links, check) for check in checks)
    )


def _card(links: Links, check: Check) -> Html:
    rule = check.rule
    heading = element(
        "h3",
        element("a", rule.code, href=f"#{rule.code}"),
        " ",
        rule.name,
        " ",
        element("small", rule.severity, class_=f"severity {rule.severity}"),
    )
    more = facts(
        [
            ("What to do", links.prose(rule.message)),
            ("Why", links.prose(rule.reason)),
            ("Terms", links.terms(sorted(check.uses))),
        ]
    )
    shown = Html("") if check.examples is None else _examples(links, check.examples)
    return element("article", heading, more, shown, id=rule.code, class_="rule")


def _examples(links: Links, examples: Examples) -> Html:
    failing, passing = examples
    return element(
        "details",
        element("summary", "Example"),
        element("p", "Wrong: ", failing.says),
        _turtle(links, marked(failing)),
        *(element("p", words) for words in elsewhere(failing)),
        element("p", "Right: ", passing.says),
        _turtle(links, (line for _, line in passing.lines)),
    )


def _turtle(links: Links, lines: Iterable[str]) -> Html:
    """Return Turtle with its terms linked and the places of findings marked."""
    shown = (
        element("span", line, class_="caret") if line.strip() == "^" else _linked(links, line)
        for line in lines
    )
    # What scrolls has to be reachable with the keyboard.
    return element("pre", element("code", joined(shown, "\n")), tabindex="0")


def _linked(links: Links, line: str) -> Html:
    parts: list[str] = []
    at = 0
    for term in _TERM.finditer(line):
        target = links.target(GOV + term[1])
        parts += [line[at : term.start()], links.to(target, term[0]) if target else term[0]]
        at = term.end()
    return joined([*parts, line[at:]])
