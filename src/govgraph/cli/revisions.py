"""The data of a workspace as a git revision has them; git runs as a program of its own."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, NamedTuple

from govgraph.errors import GovgraphError
from govgraph.prose import is_day

if TYPE_CHECKING:
    from pyoxigraph import Store

    from govgraph.workspace import Workspace


class Revision(NamedTuple):
    """A revision: what a person called it, its full name, and its data files, name → bytes."""

    name: str
    commit: str
    files: dict[str, bytes]


def ends_of(text: str) -> tuple[str, str]:
    """Return the two revisions of ``A..B``; one that is left out is ``HEAD``.

    Raises:
        GovgraphError: the text has not this form.
    """
    first, dots, last = text.partition("..")
    if not dots or last.startswith(".") or not (first or last):
        message = f"'{text}' is no pair of revisions."
        hint = "Write A..B with two dots, such as HEAD~1..HEAD."
        raise GovgraphError("bad-revision", message, hint=hint)
    return first.strip() or "HEAD", last.strip() or "HEAD"


def read_revision(workspace: Workspace, name: str) -> Revision:
    """Return a revision of the workspace's data.

    Raises:
        GovgraphError: there is no git, the workspace is in no repository, or has no such revision,
            or no data or another base in it.
    """
    wanted = ["rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}"]
    hint = "'git log --oneline' lists them."
    if is_day(name):
        hint = "Days are compared with --from and --to."
    found = _git(workspace, *wanted, refused=f"there is no revision '{name}'.", hint=hint)
    commit = found.decode("ascii").strip()
    listed = _git(workspace, "ls-tree", "-z", commit, "data/", "govgraph.toml")
    blobs = {}
    for entry in filter(None, listed.split(b"\0")):
        meta, _, path = entry.partition(b"\t")
        mode, _, blob = meta.decode("ascii").split()
        shown = path.decode("utf-8", "replace")
        # A symbolic link holds a name, not data.
        if mode.startswith("100") and (shown.endswith(".ttl") or shown == "govgraph.toml"):
            blobs[PurePosixPath(shown).name] = blob
    files = dict(zip(blobs, _contents(workspace, list(blobs.values())), strict=True))
    _refuse_other(workspace, files.pop("govgraph.toml", b""), name, bool(files))
    return Revision(name, commit, files)


def open_revision(workspace: Workspace, revision: Revision) -> Store:
    """Return a store with the data of a revision, a graph a file.

    Raises:
        TurtleError: a file is not Turtle.
        GovgraphError: a file is too large.
    """
    from pyoxigraph import Store

    from govgraph.load import load_code_lists
    from govgraph.rdfio import load_turtle

    store = Store()
    for name, raw in sorted(revision.files.items()):
        shown = f"{revision.name}:data/{name}"
        if len(raw) > workspace.largest:
            raise GovgraphError("too-large", f"more than {workspace.largest:,} bytes.", shown)
        load_turtle(store, raw, workspace.graph_iri(workspace.data / name), shown)
    load_code_lists(store)
    return store


def _refuse_other(workspace: Workspace, settings: bytes, name: str, has_data: bool) -> None:
    # tomllib is needed here only.
    import tomllib

    where = f"revision {name}"
    if not has_data:
        raise GovgraphError("no-data", "the workspace has no data in it.", where)
    try:
        table = tomllib.loads(settings.decode("utf-8")).get("workspace", {})
    except ValueError:
        table = {}
    base = table.get("base", workspace.base) if isinstance(table, dict) else workspace.base
    if base != workspace.base:
        message = f"its things are named under {base}, and now under {workspace.base}."
        raise GovgraphError("other-base", message, where, "Compare revisions of one base.")


def _contents(workspace: Workspace, blobs: list[str]) -> Iterator[bytes]:
    """Yield the bytes of files: git prints a line on each, its bytes and a line end."""
    printed = _git(workspace, "cat-file", "--batch", given="\n".join(blobs).encode("ascii"))
    start = 0
    for _ in blobs:
        end = printed.index(b"\n", start)
        words = printed[start:end].split()
        if len(words) != 3:
            message = (
                f"git has no {words[0].decode(errors='replace')}: the repository is not whole."
            )
            raise GovgraphError("not-whole", message, hint="Run 'git fsck' in it.")
        size = int(words[2])
        yield printed[end + 1 : end + 1 + size]
        start = end + size + 2


def _git(
    workspace: Workspace, *words: str, refused: str = "", hint: str = "", given: bytes = b""
) -> bytes:
    """Return what git prints, run in the folder of the workspace."""
    try:
        ran = subprocess.run(
            ["git", *words],
            cwd=workspace.root,
            input=given,
            capture_output=True,
            check=False,
            # What it says in another language could not be told apart.
            env=os.environ | {"LC_ALL": "C"},
        )
    except FileNotFoundError as error:
        instead = "Install git, or compare two days with --from and --to."
        raise GovgraphError("no-git", "git is not installed.", hint=instead) from error
    if ran.returncode == 0:
        return ran.stdout
    said = ran.stderr.decode("utf-8", "replace").strip().removeprefix("fatal: ")
    if "expected commit type" in said:
        said = ""
    if "not a git repository" in said:
        instead = "Compare two days with --from and --to."
        message = "the workspace is in no git repository."
        raise GovgraphError("no-git", message, str(workspace.root), instead)
    if said:
        raise GovgraphError("no-revision", f"git says: {said.removesuffix('.')}.")
    raise GovgraphError("no-revision", refused, hint=hint)
