"""The cache folder: generations of a store, one of which is whole at any moment.

A generation is a folder that is never written again once it has its name: ``plain-7`` for the
records, ``closed-3`` for the records with what follows from them. The next one is built beside it,
from links to its files, and takes its name when it is complete; renaming is one step for the
system, so that whoever looks finds the old one or the new one. What a process that was ended left
behind has another name, and the next one that builds sweeps it away.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import count
from pathlib import Path

from govgraph.store.held import Held, from_bytes, to_bytes
from govgraph.store.seal import seal
from govgraph.store.watcher import Watcher

try:
    import fcntl
except ImportError:  # Windows: without its lock two processes would not be safe.
    fcntl = None  # type: ignore[assignment]

_HELD = "held"
_ENGINE = "rocksdb"
_BUILDING = "building"
_OLD = "old"
_attempts = count(1)
_TAG = "Signature: 8a477f597d28d172789f06886806bc55\n# govgraph can make all of this again.\n"


class Folder:
    """A folder of generations.

    Args:
        root: the folder; it need not exist.
    """

    def __init__(self, root: Path) -> None:
        self.root = root

    def newest(self, kind: str) -> Path | None:
        """Return the newest generation of a kind, or None."""
        try:
            names = [entry.name for entry in os.scandir(self.root)]
        except OSError:
            return None
        numbers = [int(n) for k, _, n in (x.partition("-") for x in names) if k == kind]
        return self.root / f"{kind}-{max(numbers)}" if numbers else None

    def prepare(self) -> None:
        """Make the folder.

        Raises:
            OSError: it cannot be made, or nothing can be written in it.
        """
        self.root.mkdir(parents=True, exist_ok=True)
        # Neither git nor a backup is to take what can be made again.
        for name, text in ((".gitignore", "*\n"), ("CACHEDIR.TAG", _TAG)):
            if not (self.root / name).exists():
                (self.root / name).write_text(text, encoding="utf-8", newline="\n")
        (self.root / "lock").touch()

    @contextmanager
    def writing(self, watcher: Watcher) -> Iterator[int]:
        """Wait until no other process builds here, then keep others waiting.

        Yields:
            Nanoseconds by the clock of the file system.

        Raises:
            OSError: nothing can be written here.
        """
        if fcntl is None:
            raise OSError("this system has no lock that frees itself when a process ends")
        with (self.root / "lock").open("r+b") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                watcher.say("another govgraph is loading this workspace; waiting for it.")
                fcntl.flock(lock, fcntl.LOCK_EX)
            os.utime(lock.fileno())
            yield os.fstat(lock.fileno()).st_mtime_ns

    @contextmanager
    def building(self, kind: str, seed: Path | None) -> Iterator[Path]:
        """Make a folder to build the next generation in, with the files of a seed.

        The engine writes a file of data once and never again, so that a link is as good as a copy.
        Where it is not published the folder is taken away.
        """
        self.sweep()
        # The engine may not have let go of the last one that this process gave up.
        building = self.root / f"{_BUILDING}-{kind}-{os.getpid()}-{next(_attempts)}"
        _plant(building / _ENGINE, seed)
        try:
            yield building
        finally:
            shutil.rmtree(building, ignore_errors=True)

    @contextmanager
    def trial(self, seeds: Sequence[Path]) -> Iterator[list[Path]]:
        """Make copies of generations, to be thrown away, while nobody else builds here."""
        self.sweep()
        trial = self.root / f"{_BUILDING}-trial-{os.getpid()}-{next(_attempts)}"
        copies = [trial / seed.name for seed in seeds]
        try:
            for copy, seed in zip(copies, seeds, strict=True):
                _plant(copy / _ENGINE, seed)
            yield copies
        finally:
            shutil.rmtree(trial, ignore_errors=True)

    def publish(self, building: Path, kind: str, held: Held, watcher: Watcher) -> Path:
        """Give a generation that is complete its name, and take the older ones away.

        Args:
            building: the generation; the engine has let go of it.
            kind: of which kind it is.
            held: what it holds, with the files of the engine that it was begun with.
            watcher: is told how it goes.
        """
        files = seal(engine_path(building), held.files.values())
        self.note(building, held._replace(files=files))
        watcher.phase("written")
        newest = self.newest(kind)
        number = 1 if newest is None else int(newest.name.rpartition("-")[2]) + 1
        target = self.root / f"{kind}-{number}"
        building.rename(target)
        _sync(self.root)
        watcher.phase("published")
        self.sweep()
        watcher.phase("swept")
        return target

    def note(self, generation: Path, held: Held) -> None:
        """Write down what a generation holds, whole or not at all."""
        temporary = generation / f"{_HELD}.new"
        with temporary.open("wb") as file:
            file.write(to_bytes(held))
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(generation / _HELD)
        _sync(generation)

    def sweep(self) -> None:
        """Take away all but the newest generation of each kind."""
        kept = {self.newest(kind) for kind in ("plain", "closed")}
        for entry in list(os.scandir(self.root)):
            path = Path(entry.path)
            if entry.is_dir(follow_symlinks=False) and path not in kept:
                self.drop(path)

    def drop(self, generation: Path) -> None:
        """Take a generation away; one half of which is gone does not go by its name."""
        old = self.root / f"{_OLD}-{generation.name}"
        try:
            if not generation.name.startswith(_OLD):
                shutil.rmtree(old, ignore_errors=True)
                generation.rename(old)
        except OSError:
            return  # Another process did it.
        shutil.rmtree(old if old.exists() else generation, ignore_errors=True)


def engine_path(generation: Path) -> str:
    """Return the folder of a generation that the engine opens."""
    return str(generation / _ENGINE)


def held_by(generation: Path) -> Held | None:
    """Return what a generation holds, or None where that cannot be told."""
    try:
        return from_bytes((generation / _HELD).read_bytes())
    except (OSError, ValueError):
        return None


def _plant(engine: Path, seed: Path | None) -> None:
    """Make a folder of the engine with the files of a seed."""
    engine.mkdir(parents=True)
    if seed is None:
        return
    for entry in os.scandir(seed / _ENGINE):
        if entry.name.endswith(".sst"):
            _link(Path(entry.path), engine / entry.name)
        elif not entry.name.startswith(("LOG", "LOCK")):
            shutil.copyfile(entry.path, engine / entry.name)


def _link(source: Path, target: Path) -> None:
    try:
        target.hardlink_to(source)
    except OSError:  # A file system without links.
        shutil.copyfile(source, target)


def _sync(folder: Path) -> None:
    """Have the system write names down, so that they outlive a loss of power."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
