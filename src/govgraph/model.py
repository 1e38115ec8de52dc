"""What crosses module borders, as named tuples: a tenth of a dataclass's time at each start."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

Term = NamedNode | Literal | BlankNode | Triple


class Parameter(NamedTuple):
    """A parameter of a saved query.

    Attributes:
        name: what people type, such as ``as_of``.
        variable: the SPARQL variable without its question mark, such as ``_asof_date``.
        kind: ``iri``, ``date``, ``integer`` or ``string``, from the end of the variable's name.
        cls: the class (IRI) in which a label is looked up, for ``iri``; else an empty string.
        description: one line for people.
    """

    name: str
    variable: str
    kind: str
    cls: str
    description: str

    @property
    def optional(self) -> bool:
        """Whether the query runs without it (its variable has two underscores)."""
        return self.variable.startswith("__")


class Query(NamedTuple):
    """A saved query; ``closure`` says that it asks for what follows from the data too."""

    name: str
    path: Path
    text: str
    summary: str
    description: str
    tags: tuple[str, ...]
    parameters: tuple[Parameter, ...]
    example: Mapping[str, str]
    closure: bool = False


class Table(NamedTuple):
    """The rows of a query: terms as the engine gives them, None where unbound."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Term | None, ...], ...]

    def records(self) -> list[dict[str, str | None]]:
        """Return each row as column → lexical value (None where unbound)."""
        return [
            {c: None if t is None else text_of(t) for c, t in zip(self.columns, row, strict=True)}
            for row in self.rows
        ]


def text_of(term: Term) -> str:
    """Return what people read of a term: the lexical form of a literal, the IRI of a node."""
    return str(term) if isinstance(term, Triple) else term.value


class Due(NamedTuple):
    """When an action is due according to one record (dates ISO, or None)."""

    record: str
    kind: str | None
    text: str
    heading: str | None
    due_from: str | None
    due_by: str | None


class Step(NamedTuple):
    """One thing that one record says in the story of a commitment; see ``trace.schema.json``."""

    date: str
    record: str
    locator: str | None
    kind: str
    said_by: str | None
    basis: str
    confidence: str
    rationale: str | None
    quote: str
    passage: str
    url: str | None
    days: int
    action: str | None
    # For people's eyes only; not part of the JSON contract.
    item: str | None
    status_label: str | None
    reason: str | None
    speaker: str | None = None  # Whether said_by is a role, an organization or a person.
    own: bool = False  # Only the owner says so: see the query completions.


class Statement(NamedTuple):
    """One wording of an action of the thread, as its record prints it."""

    action: str
    iri: str
    title: str
    record: str
    date: str
    text: str
    lead: str | None
    lead_heading: str | None
    due: Due | None
    restates: bool


class Link(NamedTuple):
    """A link from a later action to an earlier one of the thread."""

    later: str
    earlier: str
    kind: str
    basis: str
    confidence: str
    rationale: str | None


class Head(NamedTuple):
    """Who headed an owner, by a record's list; ``post_confidence`` is that of the head's post."""

    date: str
    organization: str
    role: str
    person: str
    mode: str
    status: str
    basis: str
    post_confidence: str | None
    printed: str


class RecordOnFile(NamedTuple):
    """A record on file; it can be silent only ``of_meeting``, as the query records says."""

    date: str
    record: str
    kind: str
    url: str | None
    of_meeting: bool = True


class Owner(NamedTuple):
    """An organization that answers for an action, and who is named in the record."""

    organization: str
    named: str


class Missing(NamedTuple):
    """A meeting that is known only by mention."""

    date: str
    forum: str


class Trace(NamedTuple):
    """One commitment as a story over time.

    ``records``, ``missing`` and ``heads`` begin with the first step; not ``whole``, they end with
    the last where many silent records come after it. Of those ``after`` it ``silent_after`` can be
    silent, up to the day ``silent_until``. ``addresses`` are the records whose addresses are told.
    ``unnamed`` are words about actions of its or missing meetings: place, quotation, basis.
    """

    id: str
    iri: str
    title: str
    text: str
    owners: tuple[Owner, ...]
    recipients: tuple[str, ...]
    due: tuple[Due, ...]
    steps: tuple[Step, ...]
    statements: tuple[Statement, ...]
    links: tuple[Link, ...]
    first: str
    last: str
    days: int
    days_since_due: int | None
    last_due: Due | None
    on_file: int
    earliest: str
    latest: str
    after: int
    silent_after: int
    silent_until: str
    whole: bool
    records: tuple[RecordOnFile, ...]
    addresses: tuple[RecordOnFile, ...]
    silent: tuple[RecordOnFile, ...]
    missing: tuple[Missing, ...]
    delivered: str
    heads: tuple[Head, ...]
    unsaid: tuple[str, ...]
    unnamed: tuple[tuple[str, str, str], ...]
    holdings: str
    abbreviations: tuple[tuple[str, str], ...]
    content_hash: str


class Finding(NamedTuple):
    """One thing that validation found; places are None where they are not known."""

    code: str
    severity: str
    message: str
    file: str | None = None
    line: int | None = None
    column: int | None = None
    node: str | None = None
    path: str | None = None
    value: str | None = None
    shape: str | None = None


class Tally(NamedTuple):
    """How much of one record, or of several, is held.

    Attributes:
        passages: how many passages there are; action lines and rows of tables are passages too.
        with_statement: how many of them a statement rests on.
        with_reason: how many of the others say why they hold nothing else.
        action_lines: how many numbered actions the source prints.
        action_lines_held: how many of these have a statement.
        characters: characters of the source that are no white space.
        characters_held: how many of these stand in a passage or a quotation.
    """

    passages: int
    with_statement: int
    with_reason: int
    action_lines: int
    action_lines_held: int
    characters: int
    characters_held: int

    @property
    def with_neither(self) -> int:
        """How many passages have neither a statement nor a reason."""
        return self.passages - self.with_statement - self.with_reason

    @property
    def percent(self) -> int:
        """How much of the text is held, rounded down: 100 is all of it."""
        return self.characters_held * 100 // self.characters if self.characters else 100


class SourceWords(NamedTuple):
    """Words of a source file, the line they begin on, and how the record numbers them, or None."""

    line: int
    label: str | None
    text: str


class SilentPassage(NamedTuple):
    """A passage that no statement rests on; ``reason`` is the editor's word why, or None."""

    node: str
    words: SourceWords
    reason: str | None


class Overlap(NamedTuple):
    """Two stretches that share words and should not; ``passages`` where both are passages."""

    first: str
    second: str
    passages: bool
    words: SourceWords


class RecordCoverage(NamedTuple):
    """How much of one record is held, and what is not."""

    record: str
    source: str
    tally: Tally
    silent: tuple[SilentPassage, ...]
    actions_missing: tuple[SourceWords, ...]
    overlaps: tuple[Overlap, ...]
    not_quoted: tuple[SourceWords, ...]

    @property
    def findings(self) -> int:
        """How many things are to be looked into."""
        return self.tally.with_neither + len(self.actions_missing) + len(self.overlaps)
