"""Findings as one page that asks for nothing from anywhere, and needs no script."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from govgraph.lookup import ActionNames
from govgraph.model import Finding
from govgraph.prose import count
from govgraph.render.excerpts import Excerpt, excerpt
from govgraph.render.findings import SEVERITIES, cut, words
from govgraph.render.markup import Html, blocks, element, facts, joined, page, safe, sheets
from govgraph.render.report import Context, Format, about, heading, tally

if TYPE_CHECKING:
    from govgraph.validate.details import Detail

# A browser takes a moment for so many rows, and minutes for a hundred thousand.
_MOST = 5_000
_WHOLE = "The data as a whole"
_MANY = {"violation": "violations", "warning": "warnings", "info": "info"}


def _write(findings: Sequence[Finding], context: Context) -> str:
    shown = _gravest(findings)
    style = sheets("report") + _filters(len(_codes(shown)))
    return page(f"Findings – {context.checked}", style, _body(findings, shown, context))


def _gravest(findings: Sequence[Finding]) -> Sequence[Finding]:
    """Return as many findings as a page can show, violations before warnings, in their order."""
    if len(findings) <= _MOST:
        return findings
    ranked = sorted(range(len(findings)), key=lambda n: SEVERITIES.index(findings[n].severity))
    return [findings[n] for n in sorted(ranked[:_MOST])]


def _body(findings: Sequence[Finding], shown: Sequence[Finding], context: Context) -> Html:
    ours = (
        f"govgraph {context.version}. A finding is about the data, not about anybody who is named"
        " in it."
    )
    return blocks(
        element("a", "Skip to the findings", class_="skip", href="#findings"),
        element(
            "header",
            element("h1", "Findings"),
            element("p", f"{context.checked}: {tally(findings)}. {context.note}".strip()),
            _more(len(findings), len(shown)),
        ),
        _choice(shown, context) if findings else Html(""),
        element("main", "\n", _main(shown, context), "\n", id="findings"),
        element("footer", element("p", ours)),
    )


def _more(all_of_them: int, shown: int) -> Html:
    if shown == all_of_them:
        return Html("")
    said = (
        f"This page shows {shown:,} of them, violations before warnings and warnings before info; "
        f"{all_of_them - shown:,} more are left out. Other formats, such as text, json and sarif, "
        "have them all."
    )
    return element("p", said)


def _main(findings: Sequence[Finding], context: Context) -> Html:
    if not findings:
        return element("p", f"The data was held to {count(len(context.rules), 'rule')}.")
    # Validation takes long to import, and `validate --help` does without it.
    from govgraph.validate.details import Details

    details = Details(context.check, ActionNames(context.check.facts.store))
    numbers = {code: at for at, code in enumerate(_codes(findings))}
    files = groupby(findings, key=lambda finding: finding.file)
    return blocks(
        *(
            _file(at, name, [(f, details.of(f)) for f in group], numbers, context)
            for at, (name, group) in enumerate(files)
        ),
        element("h2", "Why these rules", id="rules"),
        *(
            _rule(code, at, {f.severity for f in findings if f.code == code}, context)
            for code, at in numbers.items()
        ),
    )


def _codes(findings: Sequence[Finding]) -> list[str]:
    return sorted({finding.code for finding in findings})


def _choice(findings: Sequence[Finding], context: Context) -> Html:
    """Return what picks the findings that are shown; the page's style does the rest."""
    by_severity = Counter(f.severity for f in findings)
    by_code = Counter(f.code for f in findings)
    names = {f.code: heading(f, context) for f in findings}
    options = [element("option", f"all findings ({len(findings)})", value="all")]
    options += [
        element("option", f"{_MANY[s]} ({by_severity[s]})", value=s)
        for s in SEVERITIES
        if by_severity[s]
    ]
    rules = (
        element("option", f"{names[code]} ({by_code[code]})", value=f"r{at}")
        for at, code in enumerate(_codes(findings))
    )
    group = element("optgroup", *rules, label="One rule")
    select = element("select", *options, group, id="show", autocomplete="off")
    return element("p", element("label", "Show", for_="show"), " ", select, class_="choice")


def _filters(rules: int) -> str:
    """Return the style that hides what is not chosen, where the browser knows how to ask."""
    shown = [*SEVERITIES, *(f"r{at}" for at in range(rules))]
    return "".join(
        f'body:has(option[value="{name}"]:checked) :is(.finding, .file, .rule):not(.{name})'
        " { display: none; }\n"
        for name in shown
    )


def _file(
    at: int,
    name: str | None,
    found: list[tuple[Finding, Detail]],
    numbers: dict[str, int],
    context: Context,
) -> Html:
    findings = [finding for finding, _ in found]
    # What is chosen is looked for in a section too, so that none is left empty.
    kinds = sorted({kind for f in findings for kind in (f.severity, f"r{numbers[f.code]}")})
    head = element(
        "tr",
        *(element("th", h, scope="col", role="columnheader") for h in ("Line", "Rule", "Finding")),
        role="row",
    )
    rows = joined((_row(f, detail, numbers[f.code], context) for f, detail in found), "\n")
    # A table that a narrow screen shows as blocks would lose its roles.
    table = element(
        "table",
        element("thead", head, role="rowgroup"),
        "\n",
        element("tbody", "\n", rows, "\n", role="rowgroup"),
        role="table",
        aria_labelledby=f"file-{at}",
    )
    title = safe(_WHOLE) if name is None else element("code", name)
    return element(
        "section",
        element("h2", title, " ", element("small", tally(findings)), id=f"file-{at}"),
        "\n",
        table,
        class_=" ".join(["file", *kinds]),
    )


def _row(finding: Finding, detail: Detail, at: int, context: Context) -> Html:
    rule = joined(
        [
            element("span", finding.severity, class_=f"severity {finding.severity}"),
            element("a", heading(finding, context), href=f"#rule-{at}"),
        ],
        " ",
    )
    subject = about(finding)
    text = None if finding.file is None else context.source(finding.file)
    said = [element("p", " ".join(part for part in (finding.message, detail.hint) if part))]
    if detail.name and subject:
        said.append(element("p", cut(detail.name), ", ", element("code", subject), class_="about"))
    elif subject:
        said.append(element("p", element("code", subject), class_="about"))
    if text is not None and finding.line is not None:
        said.append(_excerpt(excerpt(text, finding.line, finding.column)))
    if detail.sentence is not None:
        said.append(element("p", words(detail.sentence), class_="words"))
    place = ":".join(str(p) for p in (finding.line, finding.column) if p) or "–"
    return element(
        "tr",
        element("th", place, scope="row", role="rowheader"),
        element("td", rule, role="cell"),
        element("td", *said, role="cell"),
        class_=f"finding {finding.severity} r{at}",
        role="row",
    )


def _excerpt(found: Excerpt) -> Html:
    marked = element("mark", found.marked) if found.marked else Html("")
    return element("pre", element("code", found.before, marked, found.after))


def _rule(code: str, at: int, severities: set[str], context: Context) -> Html:
    rule = context.rules.get(code)
    title = code if rule is None else f"{code} {rule.name}"
    told: list[tuple[str, str]] = []
    if rule is not None:
        example = element("code", f"govgraph rule {code}")
        told = [("What to do", rule.message), ("Why", rule.reason), ("Example", example)]
    kinds = " ".join(["rule", *sorted(severities), f"r{at}"])
    return element("article", element("h3", title), facts(told), id=f"rule-{at}", class_=kinds)


HTML = Format("html", ".html", "one page for people, with the lines at fault", _write)
