"""All pages together, and how they are put in place."""

from __future__ import annotations

import shutil
from pathlib import Path
from tempfile import mkdtemp

from govgraph.errors import GovgraphError
from govgraph.load import concepts_path, ontology_path
from govgraph.rdfio import read_bytes
from govgraph.reference.codes import codes_page
from govgraph.reference.content import Content, read_content
from govgraph.reference.explanation import explanations
from govgraph.reference.frame import GENERATOR, framed
from govgraph.reference.overview import overview
from govgraph.reference.queries import queries_page, query_page
from govgraph.reference.rules import rules_page
from govgraph.reference.terms import terms_page

_STYLE = Path(__file__).parent / "static" / "site.css"


def build(target: Path) -> int:
    """Put the site into a folder, whole or not at all; return how many files it has.

    Args:
        target: the folder; a site that stands there is replaced.

    Raises:
        GovgraphError: a query cannot be run, something cannot be read or written, or the
            folder holds something else.
    """
    folder = target.resolve()
    try:
        _refuse_strangers(folder, target)
        files = site(read_content())
        _put(folder, files)
    except OSError as error:
        raise GovgraphError("unwritable", f"{error.strerror or error}.", str(target)) from error
    return len(files)


def site(content: Content) -> dict[str, bytes]:
    """Return the files of the site by their paths."""
    pages = [
        overview(content),
        *explanations(content),
        terms_page(content),
        codes_page(content),
        queries_page(content),
        *(query_page(content, answer) for answer in content.answers),
        rules_page(content),
    ]
    files = {page.path: framed(page, content.data) for page in pages}
    return files | {
        "site.css": read_bytes(_STYLE),
        "govgraph.ttl": read_bytes(ontology_path()),
        "concepts.ttl": read_bytes(concepts_path()),
    }


def _refuse_strangers(folder: Path, shown: Path) -> None:
    """Refuse to replace anything but an empty folder or an older site."""
    if not folder.exists():
        return
    if folder.is_dir():
        if not any(folder.iterdir()):
            return
        first = folder / "index.html"
        if first.is_file() and f'content="{GENERATOR}"'.encode() in first.read_bytes():
            return
    message = "it holds something else than these pages."
    raise GovgraphError("not-ours", message, str(shown), "Name a new or empty folder.")


def _put(folder: Path, files: dict[str, bytes]) -> None:
    folder.parent.mkdir(parents=True, exist_ok=True)
    # Beside the folder, since only within one file system is a rename one step.
    scratch = Path(mkdtemp(dir=folder.parent, prefix=f".{folder.name}-"))
    try:
        new, old = scratch / "new", scratch / "old"
        for name, raw in files.items():
            path = new / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(raw)
        if folder.exists():
            folder.rename(old)
        try:
            new.rename(folder)
        except OSError:
            if old.exists():
                old.rename(folder)
            raise
    finally:
        shutil.rmtree(scratch)
