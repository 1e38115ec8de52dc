"""Counts of what follows, as text."""

from __future__ import annotations

from collections.abc import Sequence

from pyoxigraph import Literal, NamedNode

from govgraph.infer.summary import Summary
from govgraph.model import Table, Term, text_of
from govgraph.names import compact
from govgraph.prose import count
from govgraph.render.tables import as_text as as_table

_RULES = {
    "cax-sco": "a member of a class is one of its superclass",
    "prp-dom": "the subject of a property is of its domain",
    "prp-inv1": "a property, the other way round",
    "prp-inv2": "a property, the other way round",
    "prp-rng": "the object of a property is of its range",
    "prp-spo1": "a property implies its superproperty",
    "prp-spo2": "a chain of properties makes another",
    "prp-trp": "a property carries on from one to the next",
}


def as_text(summary: Summary, base: str) -> str:
    """Return the counts: in all, by rule, and by class or property."""
    asserted = count(summary.asserted, "statement")
    lines = [f"{asserted} asserted, {count(summary.inferred, 'fact')} inferred ({summary.engine})."]
    rules = [
        (r.name, _RULES.get(r.name, ""), str(r.axioms), str(r.used), str(r.facts))
        for r in summary.rules
    ]
    lines += ["", _table(("rule", "what it gives", "axioms", "used", "facts"), rules)]
    kinds = [
        (f"a {_shown(term, base)}" if is_type else _shown(term, base), str(many))
        for term, is_type, many in summary.kinds
    ]
    lines.append(_table(("class or property", "facts"), kinds))
    lines.append("A fact that two rules give counts for both. None of them is a record's own word.")
    if summary.unproved:
        lines.append(f"No rule here gives {count(summary.unproved, 'fact')} of them; owlrl does.")
    return "\n".join(lines) + "\n"


def _table(columns: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    return as_table(Table(columns, tuple(tuple(Literal(c) for c in row) for row in rows)))


def _shown(term: Term, base: str) -> str:
    return compact(text_of(term), base) if isinstance(term, NamedNode) else text_of(term)
