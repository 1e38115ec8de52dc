"""Declarations and blocks → text, in the layout of the house."""

from __future__ import annotations

from collections.abc import Iterable

from govgraph.turtle_format.parts import Block, Comment, Declaration, Ending, Pieces
from govgraph.turtle_format.spelling import Spelling


def write(parts: Iterable[Block | Declaration | Ending], spelling: Spelling) -> str:
    """Return a file's text.

    Args:
        parts: what it holds, in its order; all of it is read before ``spelling`` is asked.
        spelling: knows which prefixes the parts use.
    """
    head, body = _Head(), _Body()
    for part in parts:
        if isinstance(part, Declaration):
            if body.empty:
                head.add(part)
            else:
                head.late.append(part)
                body.carry(part.above, part.blank)
        elif isinstance(part, Ending):
            body.comments(part.above)
        else:
            body.block(part)
    # A file with nothing but prefixes has just been begun.
    used = spelling.used if body.has_blocks else spelling.prefixes.keys()
    sections = [*head.sections(used, spelling.prefixes), body.text()]
    return "\n".join(section for section in sections if section)


class _Head:
    """The comment that a file begins with, and the prefixes."""

    def __init__(self) -> None:
        self.late: list[Declaration] = []
        self._early: list[Declaration] = []

    def add(self, declaration: Declaration) -> None:
        self._early.append(declaration)

    def sections(self, used: Iterable[str], prefixes: dict[str, str]) -> list[str]:
        """Return the parts of the head between which blank lines stand; some may be empty."""
        wanted = set(used)
        first = _Body()
        orphans: list[str] = []
        lines: dict[str, list[str]] = {}
        for i, declaration in enumerate([*self._early, *self.late]):
            if i == 0 and self._early:
                first.comments(declaration.above)
            elif i < len(self._early):
                orphans += [comment.text for comment in declaration.above]
            if declaration.prefix in wanted and declaration.prefix is not None:
                *above, last = ["", *declaration.beside]
                line = f"@prefix {declaration.prefix} <{prefixes[declaration.prefix]}> ."
                above = [text for text in [*orphans, *above] if text]
                lines[declaration.prefix] = [*above, line + ("  " + last if last else "")]
                orphans = []
            else:
                orphans += declaration.beside
        declared = "".join(line + "\n" for prefix in sorted(lines) for line in lines[prefix])
        begun = first.text()
        if begun and declared and not (self._early and self._early[0].blank):
            return [begun + declared, "".join(text + "\n" for text in orphans)]
        return [begun, declared, "".join(text + "\n" for text in orphans)]


class _Body:
    """Blocks and the comments between them."""

    def __init__(self) -> None:
        self.has_blocks = False
        self._written: list[str] = []
        self._carried: list[Comment] = []
        self._carried_blank = False
        self._after_block = False

    @property
    def empty(self) -> bool:
        """Whether nothing has been written yet."""
        return not self._written

    def text(self) -> str:
        """Return what has been written."""
        return "".join(self._written)

    def carry(self, comments: list[Comment], blank: bool) -> None:
        """Keep what stood before a declaration that is taken away for what comes after it."""
        self._carried += comments
        self._carried_blank = self._carried_blank or blank

    def comments(self, comments: list[Comment]) -> None:
        """Write comments on lines of their own."""
        carried, self._carried = self._carried, []
        for comment in (*carried, *comments):
            self._part(comment.blank)
            self._written.append(comment.text + "\n")
            self._after_block = False

    def block(self, block: Block) -> None:
        """Write a block."""
        self.comments(block.above)
        self._part(block.blank)
        self.has_blocks = True
        subject = _joined(block.subject)
        if block.flat:
            statement = block.statements[0]
            line = f"{subject} {statement.verb} {_joined(statement.value)} ."
            self._written.append(_with(line, statement.beside))
        else:
            self._open_block(block, subject)
        # After a block of one line the file itself says whether a blank line follows.
        self._after_block = not block.flat

    def _open_block(self, block: Block, subject: str) -> None:
        written = self._written
        written.append(_with(subject, block.beside[-1:]))
        above = block.beside[:-1]
        # Sorting is stable: within the types, and within the rest, the order is the file's.
        ordered = sorted(block.statements, key=lambda statement: statement.verb != "a")
        for statement in ordered:
            for comment in (*above, *statement.above, *statement.beside[:-1]):
                written.append(f"    {comment}\n")
            above = []
            last = statement is ordered[-1] and not block.below
            line = f"    {statement.verb} {_joined(statement.value)} {'.' if last else ';'}"
            written.append(_with(line, statement.beside[-1:]))
        if block.below:
            written += [f"    {comment}\n" for comment in block.below]
            written.append(_with("    .", block.end))

    def _part(self, blank: bool) -> None:
        blank = blank or self._carried_blank or self._after_block
        self._carried_blank = False
        if blank and self._written:
            self._written.append("\n")


def _with(line: str, comments: list[str]) -> str:
    return "  ".join((line, *comments)) + "\n"


def _joined(pieces: Pieces) -> str:
    if isinstance(pieces, str):
        return pieces
    joined: list[str] = []
    waiting: list[Pieces] = [pieces]
    while waiting:
        piece = waiting.pop()
        if isinstance(piece, str):
            joined.append(piece)
        else:
            waiting.extend(reversed(piece))
    return "".join(joined)
