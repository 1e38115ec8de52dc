"""Where files are. Knows nothing of RDF.

A workspace is a folder with ``govgraph.toml``; the board that ships in the package is one. It may
have shapes of its own. Ontology, further shapes, saved queries and JSON Schemas always come with
the package.
"""

from __future__ import annotations

import os
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from govgraph.errors import WorkspaceError
from govgraph.names import DEFAULT_BASE, did_you_mean

MARKER = "govgraph.toml"
# Records are kilobytes; what is larger than this is no record, and would take minutes to check.
LARGEST = 20_000_000
# What people name files of RDF by.
_RDF = frozenset(
    {".ttl", ".turtle", ".nt", ".nq", ".trig", ".n3", ".rdf", ".owl", ".jsonld", ".json-ld"}
)


class Workspace(NamedTuple):
    """A folder of records.

    Attributes:
        root: the folder with ``govgraph.toml``.
        name: what its holdings are called.
        base: the IRI under which its things are named; ends in ``/`` or ``#``.
        largest: how many bytes a file of data, or a source, may have.
        sender: who signs the board's letters; an empty string where the workspace names nobody.
    """

    root: Path
    name: str
    base: str
    largest: int = LARGEST
    sender: str = ""

    @property
    def data(self) -> Path:
        """The folder of Turtle files."""
        return self.root / "data"

    @property
    def cache(self) -> Path:
        """The folder of what can be made again from the rest."""
        return self.root / ".govgraph"

    @property
    def sources(self) -> Path:
        """The folder of records as received."""
        return self.root / "sources"

    def data_files(self) -> list[Path]:
        """Return the Turtle files of the workspace, by name.

        Raises:
            WorkspaceError: the folder cannot be read, or one is a pipe or a device, which reading
                might wait on for ever.
        """
        return self._regular(turtle_files(self.data))

    def shape_files(self, stage: str) -> list[Path]:
        """Return the files of the workspace's own shapes, by name.

        Args:
            stage: ``structure`` for those that are to see what is asserted, ``integrity`` for
                those that are to see what follows too.

        Raises:
            WorkspaceError: a folder cannot be read, or one is a pipe or a device.
        """
        folder = self.root / "shapes"
        folder = folder if stage == "structure" else folder / stage
        return self._regular(turtle_files(folder)) if folder.exists() else []

    def source_files(self) -> list[Path]:
        """Return the files in the folder of sources, by name, without hidden ones."""
        found = (p for p in self.sources.glob("*") if not p.name.startswith("."))
        return sorted((p for p in found if p.is_file()), key=lambda p: p.name)

    def unread_files(self) -> list[Path]:
        """Return the files that look like data or shapes and that nothing reads, by path."""
        read = {*self.data_files()}
        read |= {p for stage in ("structure", "integrity") for p in self.shape_files(stage)}
        found = {p for f in (self.data, self.root / "shapes") for p in f.rglob("*")}
        return sorted(p for p in found - read if p.suffix.lower() in _RDF and p.is_file())

    def _regular(self, paths: list[Path]) -> list[Path]:
        for path in paths:
            if not path.is_file() and path.exists() and not path.is_dir():
                raise WorkspaceError("no-file", "it is no regular file.", self.shown(path))
        return paths

    def has_more_records(self, most: int) -> bool:
        """Whether the workspace has more records than a number, without looking at each file."""
        try:
            with os.scandir(self.data) as entries:
                names = (e.name for e in entries if e.name.endswith(".ttl") and is_record(e.name))
                return next(islice(names, most, None), None) is not None
        except OSError:
            return False  # Reading the folder says why.

    def graph_iri(self, path: Path) -> str:
        """Return the name of the graph that a data file goes into.

        A file that is named for a date is a record, and its graph has the record's IRI.
        """
        return f"{self.base}{'record' if is_record(path.name) else 'register'}/{path.stem}"

    def shown(self, path: Path) -> str:
        """Return a path as people would type it from the current folder, where it is below it."""
        here = Path.cwd()
        full = path.absolute()
        return str(full.relative_to(here)) if full.is_relative_to(here) else str(path)


def turtle_files(folder: Path) -> list[Path]:
    """Return the Turtle files of a folder, by name.

    Raises:
        WorkspaceError: the folder cannot be read.
    """
    try:
        # Path.glob would take a folder that may not be read for an empty one.
        found = [path for path in folder.iterdir() if path.suffix == ".ttl"]
    except OSError as error:
        raise WorkspaceError("unreadable", f"{error.strerror or error}.", str(folder)) from error
    return sorted(found, key=lambda path: path.name)


def is_record(name: str) -> bool:
    """Whether a data file is a record: named for a date."""
    return name[:10].replace("-", "").isdigit() and name[4:5] == "-"


def resources() -> Path:
    """Return the folder that holds ``ontology``, ``queries`` and ``schemas``."""
    packaged = Path(__file__).parent / "_board"
    # In a checkout the folders stand at the top level and nothing is copied.
    return packaged if packaged.is_dir() else Path(__file__).parents[2]


def find_workspace(start: Path | None = None) -> Workspace:
    """Return the workspace of ``start`` (a folder that must be one), or the one found upwards.

    With no ``govgraph.toml`` above the current folder it is the board that ships.

    Raises:
        WorkspaceError: there is no such folder, it is no workspace, or its file is wrong.
    """
    if start is not None:
        if not _is_folder(start):
            raise WorkspaceError("no-folder", "there is no such folder.", str(start))
        if not (start / MARKER).is_file():
            raise WorkspaceError(
                "no-workspace", f"the folder holds no {MARKER}.", str(start), "Name a workspace."
            )
        return _read(start)
    here = Path.cwd()
    for folder in (here, *here.parents):
        if (folder / MARKER).is_file():
            return _read(folder)
    return _read(resources())


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except (OSError, ValueError):  # A name that no file can have.
        return False


def _read(root: Path) -> Workspace:
    # tomllib is read here so that `govgraph --help` does without it.
    import tomllib

    path = root / MARKER
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise WorkspaceError("bad-configuration", f"{error}.", str(path)) from error
    except OSError as error:
        raise WorkspaceError("no-configuration", f"{error.strerror}.", str(path)) from error
    settings = table.get("workspace", {})
    if not isinstance(settings, dict):
        raise WorkspaceError("bad-configuration", "[workspace] is to be a table.", str(path))
    for section in table.keys() - {"workspace"}:
        raise WorkspaceError("bad-configuration", f"unknown section [{section}].", str(path))
    known = {"name": root.resolve().name, "base": DEFAULT_BASE, "sender": ""}
    largest = _largest(settings.pop("largest_file", LARGEST), path)
    for key, value in settings.items():
        if key not in known:
            hint = did_you_mean(key, (*known, "largest_file"))
            raise WorkspaceError("bad-configuration", f"unknown key '{key}'.", str(path), hint)
        if not isinstance(value, str):
            raise WorkspaceError("bad-configuration", f"'{key}' is to be a string.", str(path))
        known[key] = value
    if not known["base"].startswith(("http://", "https://")) or known["base"][-1] not in "/#":
        hint = "Give an http or https address that ends in / or #."
        raise WorkspaceError("bad-configuration", "'base' cannot be used.", str(path), hint)
    workspace = Workspace(root, known["name"], known["base"], largest, known["sender"])
    if not workspace.data.is_dir():
        raise WorkspaceError("no-data", "the workspace has no folder 'data'.", str(root))
    return workspace


def _largest(value: object, path: Path) -> int:
    # True is an integer to Python.
    if not isinstance(value, int) or isinstance(value, bool) or value < 1:
        hint = f"Give the bytes that a file may have, such as {LARGEST}."
        message = "'largest_file' is to be a whole number above 0."
        raise WorkspaceError("bad-configuration", message, str(path), hint)
    return value
