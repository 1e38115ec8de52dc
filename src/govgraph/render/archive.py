"""ZIP files of which the bytes depend on nothing but what is in them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import BinaryIO


def write_zip(files: Mapping[str, bytes], out: BinaryIO) -> None:
    """Write files into one ZIP file, in their order."""
    # It takes as long to import as a board of a few records to load.
    import zipfile

    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, raw in files.items():
            # The first day that a ZIP file can name, as what is in it has no day of its own.
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, raw)
