"""The documents on file, each read when it is asked for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from govgraph.validate.documents import Document, read_document
from govgraph.workspace import Workspace


class Filed(Mapping[str, Document]):
    """Name of a graph → its document: those on file, with others in their place.

    Args:
        workspace: where they are.
        files: the name of a graph → the name of its file.
        new: the documents that are put in place.
        without: the names of the graphs that are taken away.
    """

    def __init__(
        self,
        workspace: Workspace,
        files: Mapping[str, str],
        new: Sequence[Document] = (),
        without: Iterable[str] = (),
    ) -> None:
        self._workspace = workspace
        self._files = dict(files)
        for graph in without:
            self._files.pop(graph, None)
        self._read: dict[str, Document] = {document.graph: document for document in new}

    def __getitem__(self, graph: str) -> Document:
        if graph not in self._read:
            path = self._workspace.data / self._files[graph]
            self._read[graph] = read_document(self._workspace, path)
        return self._read[graph]

    def __contains__(self, graph: object) -> bool:
        return graph in self._read or graph in self._files

    def __iter__(self) -> Iterator[str]:
        return iter({**self._files, **self._read})

    def __len__(self) -> int:
        return len(self._files.keys() | self._read.keys())

    def read(self) -> list[Document]:
        """Return the documents that have been asked for."""
        return list(self._read.values())
