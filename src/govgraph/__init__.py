"""govgraph: board minutes as checked linked data, and a promise followed from meeting to meeting.

The names below are what programs may rely on; each is loaded when it is first used, so that
importing the package costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

__version__ = "0.1.0"

if TYPE_CHECKING:
    from govgraph.board import open
    from govgraph.errors import GovgraphError
    from govgraph.graph import View
    from govgraph.load import open_store
    from govgraph.model import Finding, Query, Step, Table, Trace
    from govgraph.queries import get_query, run
    from govgraph.trace import trace
    from govgraph.validate import validate
    from govgraph.workspace import find_workspace

_HOME = {
    "open": "board",
    "GovgraphError": "errors",
    "Finding": "model",
    "Query": "model",
    "Step": "model",
    "Table": "model",
    "View": "graph",
    "Trace": "model",
    "find_workspace": "workspace",
    "open_store": "load",
    "get_query": "queries",
    "run": "queries",
    "trace": "trace",
    "validate": "validate",
}

__all__ = [
    "Finding",
    "GovgraphError",
    "Query",
    "Step",
    "Table",
    "Trace",
    "View",
    "__version__",
    "find_workspace",
    "get_query",
    "open",
    "open_store",
    "run",
    "trace",
    "validate",
]


def __getattr__(name: str) -> object:
    if name not in _HOME:
        raise AttributeError(f"module 'govgraph' has no attribute {name!r}")
    return getattr(import_module(f"govgraph.{_HOME[name]}"), name)
