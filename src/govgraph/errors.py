"""The errors that govgraph raises: each says what, where and what to do, in one line."""

from __future__ import annotations


class GovgraphError(Exception):
    """Something that stops a command.

    Args:
        code: a short stable name of the kind of error, such as ``unknown-query``.
        message: what is wrong, in plain words.
        where: a file (``file:line:col`` where the place is known) or an empty string.
        hint: what to do about it, or an empty string.
    """

    def __init__(self, code: str, message: str, where: str = "", hint: str = "") -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.where = where
        self.hint = hint

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where else ""
        hint = f" {self.hint}" if self.hint else ""
        return " ".join(f"{place}{self.message}{hint}".split())


class WorkspaceError(GovgraphError):
    """A workspace, its configuration or one of its files cannot be used."""


class TurtleError(GovgraphError):
    """A Turtle file does not parse; ``line`` and ``column`` count from 1."""

    def __init__(self, message: str, path: str, line: int, column: int) -> None:
        super().__init__("turtle-syntax", message, f"{path}:{line}:{column}")
        self.path = path
        self.line = line
        self.column = column


class QueryError(GovgraphError):
    """A saved query, or a parameter given to it, cannot be used."""


class SparqlError(QueryError):
    """A text is no query; ``excerpt`` is its line with a caret under the place."""

    def __init__(self, code: str, message: str, where: str, hint: str, excerpt: str) -> None:
        super().__init__(code, message, where, hint)
        self.excerpt = excerpt


class LookupFailedError(GovgraphError):
    """A name was given that stands for nothing on file, or for several things."""

    def __init__(
        self, code: str, message: str, hint: str = "", candidates: tuple[str, ...] = ()
    ) -> None:
        super().__init__(code, message, hint=hint)
        self.candidates = candidates


class InferenceError(GovgraphError):
    """What follows cannot be worked out."""


class InconsistencyError(GovgraphError):
    """Statements that cannot all be true; ``report`` has them, with places and sentences."""

    def __init__(self, message: str, report: str) -> None:
        super().__init__("inconsistent", message)
        self.report = report


class ValidationError(GovgraphError):
    """The shapes cannot be used, or what is to be checked cannot be read."""
