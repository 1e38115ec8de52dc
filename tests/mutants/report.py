"""What came of the mutants: rows, totals, and what is kept of a run."""

from __future__ import annotations

import json
import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from tests.mutants.bench import Noticed
from tests.mutants.kinds import Kind
from tests.mutants.mutators import NODE, STATEMENT, Mutant

HERE = Path(__file__).parent
SCORE, REASONS = HERE / "score.json", HERE / "survivors.toml"
PAGE = HERE.parents[1] / "docs" / "explanation" / "validation.md"
BEGIN, END = "<!-- mutants: begin -->", "<!-- mutants: end -->"
# What the score is not to fall below, in per cent, and what it is to reach.
LEAST, AIM = 95.0, 95


class Row(NamedTuple):
    """The mutants of one kind by one mutator.

    Attributes:
        mutator: the slip.
        kind: the kind of what was changed.
        made: how many mutants.
        noticed: how many of them the rules found.
        rules: code → how many mutants the rule found.
        severities: the most severe finding → of how many mutants.
    """

    mutator: str
    kind: str
    made: int
    noticed: int
    rules: Mapping[str, int]
    severities: Mapping[str, int]


def rows(outcomes: Iterable[tuple[Mutant, Noticed]]) -> list[Row]:
    """Return what came of mutants, by mutator and kind."""
    grouped: dict[tuple[str, Kind], list[Noticed]] = {}
    for mutant, found in outcomes:
        grouped.setdefault((mutant.mutator, mutant.kind), []).append(found)
    return [
        Row(
            mutator,
            str(kind),
            len(each),
            sum(bool(found) for found in each),
            dict(sorted(Counter(code for found in each for code in found).items())),
            dict(sorted(Counter(_worst(found) for found in each if found).items())),
        )
        for (mutator, kind), each in grouped.items()
    ]


def _worst(found: Noticed) -> str:
    return min(found.values(), key=("violation", "warning", "info").index)


def totals(found: Iterable[Row]) -> dict[str, dict[str, int]]:
    """Return made, noticed and the severities by mutator, in the order of the mutators."""
    result: dict[str, dict[str, int]] = {name: {} for name in (*STATEMENT, *NODE)}
    for row in found:
        counts = {"made": row.made, "noticed": row.noticed, **row.severities}
        for name, number in counts.items():
            result[row.mutator][name] = result[row.mutator].get(name, 0) + number
    return {name: counts for name, counts in result.items() if counts}


def survivors(found: Iterable[Row]) -> dict[str, dict[str, list[int]]]:
    """Return mutator → kind → how many were made and noticed, where not all were noticed."""
    result: dict[str, dict[str, list[int]]] = {}
    for row in found:
        if row.noticed < row.made:
            result.setdefault(row.mutator, {})[row.kind] = [row.made, row.noticed]
    return result


def percent(counts: Mapping[str, int]) -> float:
    """Return how many of the mutants were noticed, in per cent, rounded down to one decimal."""
    return counts["noticed"] * 1000 // counts["made"] / 10


def overall(by_mutator: Mapping[str, Mapping[str, int]]) -> dict[str, int]:
    """Return the sums over all mutators."""
    total: Counter[str] = Counter()
    for counts in by_mutator.values():
        total.update(counts)
    return dict(total)


def write_score(found: list[Row], path: Path = SCORE) -> None:
    """Keep the totals of a full run, and what it did not notice."""
    kept = {
        "kinds": len({row.kind for row in found}),
        "mutators": totals(found),
        "survivors": survivors(found),
    }
    path.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")


def read_score(path: Path = SCORE) -> dict[str, Any]:
    """Return what was kept of the last full run."""
    kept: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return kept


def read_reasons(path: Path = REASONS) -> dict[str, dict[str, str]]:
    """Return mutator → kind → why it is legitimate that such mutants are not noticed."""
    return tomllib.loads(path.read_text(encoding="utf-8"))


def wanting(
    survived: Mapping[str, Mapping[str, object]], reasons: Mapping[str, Mapping[str, str]]
) -> tuple[list[str], list[str]]:
    """Return the survivors that have no reason, and the reasons that have no survivor."""
    there = {f"{m}: {kind}" for m, kinds in survived.items() for kind in kinds}
    told = {f"{m}: {kind}" for m, kinds in reasons.items() for kind in kinds}
    return sorted(there - told), sorted(told - there)


def table(found: Iterable[Row]) -> str:
    """Return the rows as a table in Markdown, and the totals by mutator under it."""
    lines = ["| mutator | kind | made | noticed | by |", "|---|---|--:|--:|---|"]
    kept = list(found)
    for row in kept:
        by = ", ".join(f"{code} ({n})" for code, n in row.rules.items())
        lines.append(f"| {row.mutator} | {row.kind} | {row.made} | {row.noticed} | {by} |")
    return "\n".join([*lines, "", score_table(totals(kept))])


def score_table(by_mutator: Mapping[str, Mapping[str, int]]) -> str:
    """Return the totals by mutator as a table in Markdown."""
    lines = [
        "| mutator | made | noticed | % | as a violation | as a warning | as information |",
        "|---|--:|--:|--:|--:|--:|--:|",
    ]
    for name, counts in (*by_mutator.items(), ("**all**", overall(by_mutator))):
        worst = " | ".join(str(counts.get(s, 0)) for s in ("violation", "warning", "info"))
        made, noticed = counts["made"], counts["noticed"]
        lines.append(f"| {name} | {made} | {noticed} | {percent(counts)} | {worst} |")
    return "\n".join(lines)


def write_page(page: Path = PAGE) -> None:
    """Put the kept score and the survivors with their reasons between the marks of the page."""
    text, kept = page.read_text(encoding="utf-8"), read_score()
    start, end = text.index(BEGIN) + len(BEGIN), text.index(END)
    page.write_text(text[:start] + told(kept) + text[end:], encoding="utf-8")


def told(kept: Mapping[str, Any]) -> str:
    """Return what the page says of a kept score."""
    sums = overall(kept["mutators"])
    head = (
        f"Of {sums['made']} mutants of {kept['kinds']} kinds {sums['noticed']} are noticed,"
        f" {percent(sums)} per cent. The aim is {AIM}, which is "
        f"{'reached' if percent(sums) >= AIM else 'not reached yet'}."
    )
    tail = "Not noticed, each with its reason:"
    listed = survivor_list(kept["survivors"], read_reasons())
    return "\n\n".join(["", head, score_table(kept["mutators"]), tail, listed])


def survivor_list(
    survived: Mapping[str, Mapping[str, object]], reasons: Mapping[str, Mapping[str, str]]
) -> str:
    """Return what was not noticed, with the reasons, as lists in Markdown."""
    lines = []
    for mutator, kinds in survived.items():
        lines += [f"**{mutator}**", ""]
        lines += [
            f"- {kind}: {reasons.get(mutator, {}).get(kind, 'no reason yet')}"
            for kind in sorted(kinds)
        ]
        lines.append("")
    return "\n".join(lines)
