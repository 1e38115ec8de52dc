"""Keeps the stores of a workspace in step with its files, and opens them."""

from __future__ import annotations

from pathlib import Path

from pyoxigraph import Store

from govgraph.errors import GovgraphError
from govgraph.load import load_code_lists
from govgraph.store.closing import close_anew, close_on
from govgraph.store.files import read_files, stamps
from govgraph.store.folder import Folder, engine_path, held_by
from govgraph.store.held import Entry, Held, differing
from govgraph.store.kept import Kept, is_whole, maker, open_kept, store_error
from govgraph.store.replacing import put, replace, take
from govgraph.store.seal import is_sealed, verify
from govgraph.store.watcher import Watcher
from govgraph.workspace import Workspace

_MOST_ROUNDS = 3


class Keeper:
    """Keeps the stores of one workspace.

    Args:
        workspace: the workspace.
        folder: where its stores are.
        watcher: is told how a load goes.
    """

    def __init__(self, workspace: Workspace, folder: Path, watcher: Watcher) -> None:
        self.workspace = workspace
        self.folder = Folder(folder)
        self.watcher = watcher
        # A generation that was out of step, and the stamps that said so: to look takes long.
        self._seen: dict[Path, dict[str, str]] = {}

    def is_there(self) -> bool:
        """Whether there is a store of the workspace."""
        return self.folder.newest("plain") is not None

    def records(self, anew: bool = False) -> Kept:
        """Return the store of the records, in step with their files.

        Args:
            anew: build it from nothing.

        Raises:
            TurtleError: a file is not Turtle.
            WorkspaceError: a file cannot be read.
            StoreError: the store cannot be kept on disk.
        """
        try:
            return self._records(anew)
        except (OSError, RuntimeError) as error:
            raise store_error(error, self.folder.root) from error

    def closed(self, anew: bool = False) -> Kept:
        """Return the store of the records and of what follows from them, as :meth:`records` does.

        Raises:
            InconsistencyError: the data contradicts the ontology.
        """
        try:
            return self._closed(anew)
        except (OSError, RuntimeError) as error:
            raise store_error(error, self.folder.root) from error

    def _records(self, anew: bool) -> Kept:
        kept = None if anew else self._in_step()
        if kept is not None:
            return kept
        self.folder.prepare()
        self.watcher.phase("waiting")
        with self.folder.writing(self.watcher) as now:
            return self._brought(anew, now)

    def _brought(self, anew: bool, now: int) -> Kept:
        newest = None if anew else self.newest("plain")
        if newest is not None:
            try:
                return self._opened("plain", *self._bring(self._vouched(newest), now))
            except (OSError, RuntimeError) as error:
                if is_whole(newest[0]):
                    raise
                self._give_up(newest[0], error)
        return self._opened("plain", *self._bring(None, now))

    def _opened(self, kind: str, loaded: int, removed: int) -> Kept:
        newest = self.newest(kind)
        if newest is None:
            raise OSError("the store vanished while it was being made")
        return open_kept(*newest, loaded, removed)

    def _in_step(self) -> Kept | None:
        """Return the store if nothing has to be done to it."""
        for _ in range(_MOST_ROUNDS):
            newest = self.newest("plain")
            if newest is None:
                return None
            found = stamps(self.workspace)
            if any(differing(newest[1], found)):
                self._seen = {newest[0]: found}
                return None
            if not is_sealed(engine_path(newest[0]), newest[1].files):
                break
            try:
                return open_kept(*newest)
            except (OSError, RuntimeError) as error:
                if self.folder.newest("plain") == newest[0]:
                    self._give_up(newest[0], error)
                    return None
        return None

    def _vouched(self, newest: tuple[Path, Held]) -> tuple[Path, Held]:
        """Return a generation whose files are those that were written, copied perhaps.

        Raises:
            OSError: they are not.
        """
        generation, held = newest
        files = verify(engine_path(generation), held.files)
        if files != held.files:
            held = held._replace(files=files)
            self.folder.note(generation, held)
        return generation, held

    def discard_damaged(self, error: Exception) -> bool:
        """Take stores away whose files do not hold what was written, and say so once.

        Args:
            error: what raised the suspicion.

        Returns:
            Whether there was one.
        """
        found = [g for g in map(self.folder.newest, ("plain", "closed")) if g is not None]
        damaged = [generation for generation in found if not is_whole(generation)]
        if damaged:
            self._give_up(damaged[0], error)
        for generation in damaged[1:]:
            self.folder.drop(generation)
        return bool(damaged)

    def _give_up(self, generation: Path, error: Exception) -> None:
        reason = " ".join(str(error).split())
        self.watcher.say(f"the store in {self.folder.root} is damaged ({reason}); loading anew.")
        self.folder.drop(generation)

    def newest(self, kind: str) -> tuple[Path, Held] | None:
        """Return the newest generation of a kind that can be used, with what it holds, or None."""
        generation = self.folder.newest(kind)
        held = None if generation is None else held_by(generation)
        if generation is None or held is None or held.maker != maker(self.workspace, kind):
            return None
        return generation, held

    def _bring(self, newest: tuple[Path, Held] | None, now: int) -> tuple[int, int]:
        """Bring the store of the records in step; return how many files were loaded and removed.

        Args:
            newest: the generation to start from, or None to start from nothing.
            now: nanoseconds by the clock of the file system.
        """
        if newest is not None:
            found = self._seen.pop(newest[0], None) or stamps(self.workspace)
            changed, gone = differing(newest[1], found)
            held, changed = self._touched(newest[1], changed, now)
            if not changed and not gone:
                if held != newest[1]:
                    self.folder.note(newest[0], held)
                return 0, 0
            leaving = len(gone) + sum(name in held.entries for name in changed)
            if leaving * 2 <= len(held.entries):
                return self._build(newest[0], held, changed, gone, now)
        nothing = Held(maker(self.workspace, "plain"), False, {}, {})
        return self._build(None, nothing, list(stamps(self.workspace)), [], now)

    def _touched(self, held: Held, names: list[str], now: int) -> tuple[Held, list[str]]:
        """Return the names of files with other bytes; of the others, what is held is renewed."""
        same: dict[str, Entry] = {}
        known = [n for n in names if n in held.entries]
        for batch, _ in read_files(self.workspace, known, now):
            for file in batch:
                if file.entry.digest == held.entries[file.name].digest:
                    same[file.name] = file.entry
        others = [n for n in names if n not in same]
        return held._replace(entries=held.entries | same), others

    def _build(
        self, seed: Path | None, held: Held, changed: list[str], gone: list[str], now: int
    ) -> tuple[int, int]:
        self.watcher.phase("beginning")
        entries = dict(held.entries)
        loaded: set[str] = set()
        with self.folder.building("plain", seed) as building:
            self.watcher.phase("linked")
            store = Store(engine_path(building))
            if seed is None:
                load_code_lists(store)
            for _ in range(_MOST_ROUNDS):
                stop = self._load(store, entries, changed, gone, now)
                loaded.update(changed)
                # What was written meanwhile is loaded again.
                changed, gone = differing(held._replace(entries=entries), stamps(self.workspace))
                changed = [n for n in changed if n not in entries or entries[n].stamp]
                if stop is not None or not (changed or gone):
                    break
            self.watcher.phase("loaded")
            if seed is None:
                # A look-up in what many batches left behind takes twice as long.
                store.optimize()
            store.flush()
            del store
            self.watcher.phase("flushed")
            # What was loaded before the fault need not be loaded again when it is mended.
            if entries != held.entries:
                whole = held._replace(entries=entries)
                self.folder.publish(building, "plain", whole, self.watcher)
            if stop is not None:
                raise stop
        return len(loaded), len(held.entries.keys() - entries.keys())

    def _load(
        self, store: Store, entries: dict[str, Entry], changed: list[str], gone: list[str], now: int
    ) -> GovgraphError | None:
        """Load files into a store; return what stopped it before the last."""
        for name in gone:
            replace(store, self.workspace, name, [])
            entries.pop(name, None)
        done = 0
        for batch, unread in read_files(self.workspace, changed, now):
            self.watcher.phase("reading")
            quads, stop = take(self.workspace, batch, unread)
            self.watcher.phase("loading")
            put(store, self.workspace, quads, entries)
            entries.update({f.name: f.entry for f in batch if f.name in quads})
            done += len(quads)
            self.watcher.advance(done, len(changed))
            if stop is not None:
                return stop
        return None

    def _closed(self, anew: bool) -> Kept:
        plain = self._records(anew)
        newest = None if anew else self.newest("closed")
        is_newest = newest is not None and newest[1].content == plain.held.content
        if newest is not None and is_newest and is_sealed(engine_path(newest[0]), newest[1].files):
            try:
                return open_kept(*newest)
            except (OSError, RuntimeError) as error:
                self._give_up(newest[0], error)
        self.folder.prepare()
        with self.folder.writing(self.watcher) as now:
            try:
                self._bring_closed(anew)
                return self._opened("closed", plain.loaded, plain.removed)
            except (OSError, RuntimeError) as error:
                if not self.discard_damaged(error):
                    raise
            self._brought(False, now)
            self._bring_closed(anew)
            return self._opened("closed", plain.loaded, plain.removed)

    def _bring_closed(self, anew: bool) -> None:
        newest, source = None if anew else self.newest("closed"), self.newest("plain")
        if source is None:
            raise OSError("the store vanished while it was being used")
        if newest is not None:
            newest = self._vouched(newest)
        if newest is None or newest[1].content != source[1].content:
            self.watcher.phase("beginning")
            self._close(source, newest)

    def _close(self, source: tuple[Path, Held], newest: tuple[Path, Held] | None) -> None:
        plain, held = source[0], source[1]._replace(maker=maker(self.workspace, "closed"))
        if newest is not None and newest[1].plain:
            with self.folder.building("closed", newest[0]) as building:
                self.watcher.phase("linked")
                held = held._replace(files=newest[1].files)
                if close_on(building, self.workspace, newest[1], plain, held, self.watcher):
                    self.watcher.phase("flushed")
                    held = held._replace(plain=True)
                    self.folder.publish(building, "closed", held, self.watcher)
                    return
        with self.folder.building("closed", plain) as building:
            self.watcher.phase("linked")
            held = held._replace(plain=close_anew(building, self.watcher))
            self.watcher.phase("flushed")
            self.folder.publish(building, "closed", held, self.watcher)
