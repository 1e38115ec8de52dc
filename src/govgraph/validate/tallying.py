"""The words of data files, as they are kept, and those of a board with some files exchanged."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from pyoxigraph import NamedNode, Store

from govgraph.errors import GovgraphError
from govgraph.store import Tally, Trial
from govgraph.validate.facts import Facts, Near
from govgraph.validate.kept_words import KeptWords
from govgraph.validate.sources import Sources
from govgraph.validate.spelling import printed_words, words_of
from govgraph.validate.texts import spoken
from govgraph.validate.vocabulary import vocabulary
from govgraph.validate.wordings import wordings_of
from govgraph.workspace import Workspace

_NOTHING = Near(frozenset(), frozenset(), frozenset(), frozenset())


class Changing(NamedTuple):
    """What changes in a workspace.

    Attributes:
        workspace: the workspace.
        graphs: the graphs that new data is in.
        filed: the name of a graph → the name of its file, of all on file.
        gone: the names of the graphs that are not there without the new data.
    """

    workspace: Workspace
    graphs: Sequence[NamedNode]
    filed: Mapping[str, str]
    gone: Collection[str]


def counted(
    copies: Trial, changing: Changing, new: Store, sources: Sources
) -> Mapping[bool, KeptWords]:
    """Return the words of a board without new data and with it.

    Args:
        copies: the stores on file; what is kept of the words is brought in step.
        changing: what changes.
        new: the new data.
        sources: the source files, with those that come with the new data.

    Raises:
        GovgraphError: the new data brings a source in place of one on file.
    """
    workspace, tallies = changing.workspace, copies.tallies

    def graph(name: str) -> str:
        return workspace.graph_iri(Path(name))

    def words_on_file(name: str) -> Collection[str] | None:
        return printed_words(Sources(workspace), name)

    def words_brought(name: str) -> Collection[str] | None:
        return printed_words(sources, name)

    digests = {name: entry.digest for name, entry in copies.held.entries.items()}
    base = workspace.base
    tallies.update(digests, lambda name: tally_of(copies.plain, base, graph(name)), words_on_file)
    if any(map(tallies.uses, sources.read)):
        raise GovgraphError("source", "a source on file is replaced.")
    graphs = [name.value for name in changing.graphs]
    names = {name: changing.filed[name] for name in graphs if name in changing.filed}
    sides = {
        False: {g: tallies.tally(n) for g, n in names.items() if g not in changing.gone},
        True: {g: tally_of(new, base, g) for g in graphs},
    }
    return {
        side: KeptWords(tallies, graph, names.values(), sides[side], sides[not side], words_brought)
        for side in sides
    }


def tally_of(store: Store, base: str, graph: str) -> Tally:
    """Return the words of a file by the name of its graph in a store."""
    quads = list(store.quads_for_pattern(None, None, None, NamedNode(graph)))
    facts = Facts(store, vocabulary(), base, _NOTHING)
    return Tally(*words_of(facts, graph), *wordings_of(quads, graph), spoken(quads))
