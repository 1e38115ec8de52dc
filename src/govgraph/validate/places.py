"""Where a finding is: the file, and the line of the subject."""

from __future__ import annotations

import re
from collections.abc import Mapping

from pyoxigraph import BlankNode, NamedNode

from govgraph.model import Finding, Term, text_of
from govgraph.names import RDF_TYPE, compact
from govgraph.validate.documents import Board, Document
from govgraph.validate.rules import Breach

_PREFIX = re.compile(r"@prefix ([\w.-]*): <([^<>\\]*)> \.")
_SUBJECT = re.compile(r"(?:<([^<>\\]*)>|([\w.-]*):([^\s\\;,()\[\]\"'<>#]*[^\s\\;,.()\[\]\"'<>#]))")


class Places:
    """Files and lines of the nodes of a board.

    Args:
        board: what was checked.
        base: the IRI under which the workspace's things are named.
    """

    def __init__(self, board: Board, base: str) -> None:
        self._board = board
        self._base = base
        self._lines: dict[str, Mapping[str, int]] = {}

    def finding(self, breach: Breach) -> Finding:
        """Return a breach as people and programs are shown it."""
        document = self._document(breach)
        line = None
        if document is not None and isinstance(breach.node, NamedNode):
            if document.graph not in self._lines:
                self._lines[document.graph] = subject_lines(document.text)
            line = self._lines[document.graph].get(breach.node.value)
        rule = breach.rule
        return Finding(
            rule.code,
            rule.severity,
            breach.message,
            file=None if document is None else document.shown,
            line=line,
            node=self._shown(breach.node) if isinstance(breach.node, NamedNode) else None,
            path=self._shown(breach.path) if isinstance(breach.path, NamedNode) else breach.path,
            value=None if breach.value is None else self._shown(breach.value),
            shape=None if rule.shape is None else compact(rule.shape, self._base),
        )

    def _document(self, breach: Breach) -> Document | None:
        """Return the document that holds the statement, or else the node."""
        node, path, value = breach.node, breach.path, breach.value
        if node is None:
            return None
        patterns: list[tuple[NamedNode | None, Term | None]] = [
            (NamedNode(RDF_TYPE), None),
            (None, None),
        ]
        if isinstance(path, NamedNode) and value is not None:
            patterns.insert(0, (path, value))
        for predicate, term in patterns:
            graphs = sorted(
                q.graph_name.value
                for q in self._board.store.quads_for_pattern(node, predicate, term)
                if isinstance(q.graph_name, NamedNode)
            )
            for graph in graphs:
                if graph in self._board.documents:
                    return self._board.documents[graph]
        return self._board.documents.get(node.value)  # The file itself is at fault.

    def _shown(self, term: Term) -> str:
        if isinstance(term, BlankNode):
            return "a blank node"  # The engine names it by chance.
        return compact(term.value, self._base) if isinstance(term, NamedNode) else text_of(term)


def subject_lines(text: str) -> dict[str, int]:
    """Return the line of each subject that stands alone on its line, by IRI.

    A subject that has several blocks is left out: no line would be exact.
    """
    if '"""' in text or "'''" in text:
        return {}  # A long string may hold lines that look like subjects.
    prefixes: dict[str, str] = {}
    found: dict[str, int] = {}
    repeated = set()
    for number, line in enumerate(text.replace("\r\n", "\n").split("\n"), start=1):
        declared = _PREFIX.fullmatch(line)
        if declared:
            prefixes[declared[1]] = declared[2]
            continue
        subject = _SUBJECT.fullmatch(line)
        if subject is None or (subject[1] is None and subject[2] not in prefixes):
            continue
        iri = subject[1] if subject[1] is not None else prefixes[subject[2]] + subject[3]
        if iri in found:
            repeated.add(iri)
        found[iri] = number
    return {iri: line for iri, line in found.items() if iri not in repeated}
