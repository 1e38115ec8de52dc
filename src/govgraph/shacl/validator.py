"""A shapes graph with the engine that checks it."""

from __future__ import annotations

from collections.abc import Collection

from pyoxigraph import Store, Triple

from govgraph.model import Term
from govgraph.shacl.dependence import Affected, Asked, affected, asked
from govgraph.shacl.engine import run
from govgraph.shacl.keys import key_of
from govgraph.shacl.model import Report, UnsupportedShapeError
from govgraph.shacl.reading import Shapes, compile_shapes

COMPILED, PYSHACL = "compiled", "pyshacl"
ENGINES = (COMPILED, PYSHACL)


class Validator:
    """Checks data against a shapes graph, with pySHACL where the compiled engine cannot.

    The whole shapes graph goes to one engine, so that no shape is checked by none or by two.

    Args:
        shapes: the shapes.
        engine: ``compiled``, or ``pyshacl`` to have pySHACL check them in any case.

    Attributes:
        note: why pySHACL checks them, though it was not asked for; else an empty string.
    """

    def __init__(self, shapes: Store, engine: str = COMPILED) -> None:
        self.note = ""
        self._store = shapes
        self._compiled: Shapes | None = None
        if engine == COMPILED:
            try:
                self._compiled = compile_shapes(shapes)
            except UnsupportedShapeError as error:
                self._leave(error)
            except RecursionError:
                self._leave(_too_deep())

    def affected(self, data: Store, changed: Collection[Triple]) -> Affected | None:
        """Return the focus nodes whose results a change can have changed; None for all.

        Args:
            data: the data graph after the change, with the classes that it is of.
            changed: the statements that came, and those that went.
        """
        if self._compiled is None:
            return None
        rows = {(key_of(s), key_of(p), key_of(o)) for s, p, o in changed}
        return affected(self._compiled, data, rows)

    def asked(self) -> Asked | None:
        """Return the statements that results can rest on; None for any."""
        return None if self._compiled is None else asked(self._compiled)

    def check(self, data: Store, focus: Collection[Term] | Affected | None = None) -> Report:
        """Check the union of the graphs of a store.

        Args:
            data: the data graph, with the classes that it is of.
            focus: of the targets of the shapes, those to be checked, for each shape the same or
                its own; None for all.

        Raises:
            ValidationError: pySHACL stops with an error.
        """
        if self._compiled is not None:
            try:
                return run(self._compiled, data, focus)
            except UnsupportedShapeError as error:
                self._leave(error)
            except RecursionError:
                self._leave(_too_deep())
        # rdflib and pySHACL take a fifth of a second to import.
        from govgraph.shacl.by_pyshacl import check

        return check(self._store, data, None if isinstance(focus, Affected) else focus)

    def _leave(self, error: UnsupportedShapeError) -> None:
        self._compiled = None
        self.note = f"pySHACL checks all of the shapes, since it must check one: {error}"


def _too_deep() -> UnsupportedShapeError:
    return UnsupportedShapeError("the shapes are nested too deeply.", "", "")
