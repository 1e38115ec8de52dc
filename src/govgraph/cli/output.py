"""Results to stdout or, whole or not at all, to a file."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from errno import EISDIR
from functools import partial
from os import strerror
from pathlib import Path
from typing import BinaryIO, cast

from govgraph.errors import GovgraphError
from govgraph.prose import visible

# How the name of a temporary file begins.
PREFIX = ".govgraph-"


def write_text(result: str, path: str | None) -> None:
    """Write what people read, as :func:`write` does, with control characters written out."""
    write(visible(result), path)


def write(result: str | bytes, path: str | None, prefix: str = PREFIX) -> None:
    """Write a result as UTF-8.

    Args:
        result: what to write.
        path: a file, or None or ``-`` for stdout.
        prefix: how the name of the temporary file begins.

    Raises:
        GovgraphError: the file cannot be written; what stood there is unharmed.
    """
    raw = result.encode("utf-8") if isinstance(result, str) else result
    write_with(lambda out: out.write(raw), path, prefix)


def write_with(put: Callable[[BinaryIO], object], path: str | None, prefix: str = PREFIX) -> None:
    """Write what a function puts out, piece by piece, as :func:`write` does.

    Args:
        put: writes to the file that it is given.
        path: a file, or None or ``-`` for stdout.
        prefix: how the name of the temporary file begins.

    Raises:
        GovgraphError: the file cannot be written, or ``put`` raises it; what stood there is
            unharmed.
    """
    if path is None or path == "-":
        _to_stdout(put)
        return
    target = Path(path)
    with _refused(path):
        if target.exists() and not target.is_file() and not target.is_dir():
            # A terminal or a pipe has no old content to keep whole.
            with target.open("wb") as device:
                put(device)
        else:
            target = target.resolve()
            _move(_beside(target, put, prefix), target)


def write_all(files: Mapping[str, bytes]) -> None:
    """Write several files, all of them or none.

    Raises:
        GovgraphError: one of them cannot be written; what stood there is unharmed.
    """
    written: dict[Path, Path] = {}
    try:
        for path, raw in files.items():
            with _refused(path):
                target = Path(path).resolve()
                if target.is_dir():
                    raise IsADirectoryError(EISDIR, strerror(EISDIR))
                written[target] = _beside(target, partial(_put, raw))
        for target, temporary in written.items():
            with _refused(str(target)):
                _move(temporary, target)
    finally:
        for temporary in written.values():
            temporary.unlink(missing_ok=True)


def _put(raw: bytes, out: BinaryIO) -> None:
    out.write(raw)


@contextmanager
def _refused(path: str) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise GovgraphError("unwritable", f"{error.strerror or error}.", path) from error


def _to_stdout(put: Callable[[BinaryIO], object]) -> None:
    if sys.stdout is None:
        raise GovgraphError("unwritable", "it is closed.", "stdout")
    try:
        # A terminal's own encoding would change the bytes or fail on them.
        put(sys.stdout.buffer)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        raise GovgraphError("unwritable", f"{error.strerror or error}.", "stdout") from error


def _beside(target: Path, put: Callable[[BinaryIO], object], prefix: str = PREFIX) -> Path:
    """Return a temporary file in the folder of a file, with what is to stand there."""
    # Only writing to a file needs tempfile.
    from tempfile import NamedTemporaryFile

    with NamedTemporaryFile(dir=target.parent, prefix=prefix, delete=False) as file:
        temporary = Path(file.name)
        try:
            put(cast("BinaryIO", file))
            file.close()
        except BaseException:
            temporary.unlink()
            raise
    return temporary


def _move(temporary: Path, target: Path) -> None:
    try:
        # A temporary file is its owner's alone; a result is as readable as any file.
        temporary.chmod(target.stat().st_mode if target.exists() else 0o644)
        temporary.replace(target)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
