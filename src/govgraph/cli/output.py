"""Results to stdout or, whole or not at all, to a file."""

from __future__ import annotations

import sys
from pathlib import Path

from govgraph.errors import GovgraphError
from govgraph.prose import visible


def write_text(result: str, path: str | None) -> None:
    """Write what people read, as :func:`write` does, with control characters written out."""
    write(visible(result), path)


def write(result: str | bytes, path: str | None) -> None:
    """Write a result as UTF-8.

    Args:
        result: what to write.
        path: a file, or None or ``-`` for stdout.

    Raises:
        GovgraphError: the file cannot be written; what stood there is unharmed.
    """
    raw = result.encode("utf-8") if isinstance(result, str) else result
    if path is None or path == "-":
        _to_stdout(raw)
        return
    target = Path(path)
    try:
        if target.exists() and not target.is_file() and not target.is_dir():
            # A terminal or a pipe has no old content to keep whole.
            with target.open("wb") as device:
                device.write(raw)
        else:
            _replace(target.resolve(), raw)
    except OSError as error:
        raise GovgraphError("unwritable", f"{error.strerror or error}.", path) from error


def _to_stdout(raw: bytes) -> None:
    if sys.stdout is None:
        raise GovgraphError("unwritable", "it is closed.", "stdout")
    try:
        # A terminal's own encoding would change the bytes or fail on them.
        sys.stdout.buffer.write(raw)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        raise GovgraphError("unwritable", f"{error.strerror or error}.", "stdout") from error


def _replace(target: Path, raw: bytes) -> None:
    # Only writing to a file needs tempfile.
    from tempfile import NamedTemporaryFile

    with NamedTemporaryFile(dir=target.parent, prefix=".govgraph-", delete=False) as file:
        temporary = Path(file.name)
        try:
            file.write(raw)
            file.close()
            # A temporary file is its owner's alone; a result is as readable as any file.
            temporary.chmod(target.stat().st_mode if target.exists() else 0o644)
            temporary.replace(target)
        except BaseException:
            temporary.unlink()
            raise
