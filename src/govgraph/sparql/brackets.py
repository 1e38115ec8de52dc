"""Whether what stands next is part of an expression: only there is ``<`` a comparison.

Told from the words before a bracket, since a list of things in round brackets looks the same.
"""

from __future__ import annotations

# The words after which round brackets hold expressions, up to where their clause ends.
_CLAUSES = {"SELECT", "BY", "HAVING"}
_ONCE = {"FILTER", "BIND"}
_OPEN = ("(", "[", "{")
_CLOSED = (")", "]", "}")
_OPERANDS = (
    {"var", "string", "number", "integer", "language", "iri", "name", "prefix", "blank"}
    | {"TRUE", "FALSE", ")", "}"}
)  # fmt: skip


class Brackets:
    """The brackets that are open at a place, told token by token."""

    def __init__(self) -> None:
        self._expressions = [False]
        self._clauses = [""]
        self._last = ""

    @property
    def inside(self) -> bool:
        """Whether the innermost brackets hold an expression."""
        return self._expressions[-1]

    @property
    def after_operand(self) -> bool:
        """Whether only an operator can stand here."""
        return self.inside and self._last in _OPERANDS

    def read(self, kind: str, key: str) -> None:
        """Go on by a token of a kind, with the name that the grammar has for it."""
        if kind == "word":
            if key in _CLAUSES or key in _ONCE:
                self._clauses[-1] = key
            elif key in ("WHERE", "VALUES", "LIMIT", "OFFSET", "GROUP", "ORDER"):
                self._clauses[-1] = ""
        elif key in _OPEN:
            self._expressions.append(key == "(" and (self.inside or self._clauses[-1] != ""))
            if key == "{":
                self._clauses[-1] = ""
            self._clauses.append("")
        elif key in _CLOSED and len(self._clauses) > 1:
            self._expressions.pop()
            self._clauses.pop()
            if self._clauses[-1] in _ONCE:
                self._clauses[-1] = ""
        self._last = key
