"""The thread `evidence`: it alone writes into the folder, heals it, and lets go what must go."""

from __future__ import annotations

import logging
import queue
import shutil
import threading
import time
from collections.abc import Callable
from contextlib import suppress

from makerkit.app.edge import Health, Level
from makerkit.camera.recovery import DAMAGED
from makerkit.errors import MakerKitError, NotThereError
from security_system.evidence.desk import Desk
from security_system.evidence.event import Event
from security_system.evidence.healing import Healed, heal
from security_system.evidence.notice import write_notice
from security_system.evidence.retention import GB, Going, Room, SteadyClock, to_go
from security_system.evidence.settings import RecordingSettings
from security_system.evidence.shelf import Shelf, size_of
from security_system.evidence.work import (
    AddPacket,
    BeginClip,
    EndClip,
    FlushClip,
    Heal,
    KeepPicture,
    SaveEvent,
    Sweep,
    Work,
    WorkQueue,
)

log = logging.getLogger(__name__)

SWEEP_S = 60.0
JOIN_S = 30.0


class Keeper:
    """Does what the queue says, one after another.

    Args:
        on_change: told each event that has changed, on this thread.

    Attributes:
        healed: what was found at the start.
    """

    def __init__(
        self,
        shelf: Shelf,
        settings: RecordingSettings,
        work: WorkQueue,
        on_change: Callable[[Event], object],
    ) -> None:
        self.shelf = shelf
        self.settings = settings
        self.work = work
        self.healed = Healed()
        self.is_ready = threading.Event()
        self._on_change = on_change
        self._clock = SteadyClock()
        self._desk: Desk | None = None
        self._problem = ""
        self._next_sweep_s = 0.0
        self._thread: threading.Thread | None = None

    @property
    def is_alive(self) -> bool:
        """Whether its thread runs."""
        return self._thread is not None and self._thread.is_alive()

    def start(self) -> None:
        """Begin: heal the folder, then write what comes."""
        if not self.is_alive:
            self._thread = threading.Thread(target=self._run, name="evidence", daemon=True)
            self._thread.start()

    def stop(self) -> None:
        """Do what is left to do, and end the thread.

        Raises:
            MakerKitError: the disk has not answered for long.
        """
        thread, self._thread = self._thread, None
        if thread is None or not thread.is_alive():
            return
        self.work.end()
        thread.join(JOIN_S)
        if thread.is_alive():
            raise MakerKitError(
                f"The disk with {self.shelf.folder} has not answered for {JOIN_S:g} s. "
                "The clips that were being written are mended at the next start."
            )

    def health(self, name: str) -> Health:
        """Return whether everything can be written, and how much room there is."""
        room = self.room()
        numbers = {
            "used_gb": room.used_bytes / GB,
            "free_gb": room.free_bytes / GB,
            "events": float(len(self.shelf)),
            "dropped_packets": float(self.work.dropped),
        }
        level, says = self._level(room)
        return Health(name, level, says, numbers)

    def _level(self, room: Room) -> tuple[Level, str]:
        problem = self._problem or (self._desk.problem if self._desk is not None else "")
        missing = room.missing_bytes(self.settings)
        if self._thread is None:
            return Level.ABSENT, "Nothing is recorded."
        if problem:
            return Level.ERROR, problem
        if missing > 0:
            return Level.WARNING, f"{missing / 1e6:.0f} MB are missing on the disk of the clips."
        if self.work.is_full:
            return Level.WARNING, "The card is too slow for the clips."
        return Level.OK, ""

    def sweep(self, wanted_bytes: int = 0) -> list[Going]:
        """Let go what is too old or too much; return what went, with the reasons."""
        wall_s = self._clock.believed_s(time.time(), time.monotonic())
        room = self.room(wanted_bytes)
        if room.missing_bytes(self.settings) > 0 and self._remove_damaged():
            room = self.room(wanted_bytes)
        going = to_go(self.shelf.all(), room, self.settings, wall_s=wall_s)
        for gone in going:
            log.info("evidence: %s goes: %s", gone.event.id, gone.why)
            with suppress(NotThereError, OSError):
                self.shelf.remove(gone.event.id)
        return going

    def heal(self) -> None:
        """Look at the folder again: somebody has put something into it, or taken it away."""
        self.work.put(Heal())

    def _run(self) -> None:
        from security_system.evidence.export import remove_old_exports

        self._desk = desk = Desk(self.shelf, self._make_room, self._changed)
        remove_old_exports(self.shelf.folder / "exports")
        self._heal(desk)
        try:
            self._work_on(desk)
        finally:
            desk.finish()

    def _work_on(self, desk: Desk) -> None:
        while True:
            try:
                work = self.work.take(SWEEP_S)
            except queue.Empty:
                work = Sweep()
            if work is None:
                return
            try:
                self._do(desk, work)
                if isinstance(work, EndClip | Sweep) or time.monotonic() >= self._next_sweep_s:
                    self._next_sweep_s = time.monotonic() + SWEEP_S
                    self.sweep()
            except Exception:  # a mistake of ours, in one note, must not end all recording
                log.exception("evidence: %s was not done", type(work).__name__)

    def _do(self, desk: Desk, work: Work) -> None:
        match work:
            case BeginClip(id=id_):
                desk.begin(id_)
            case AddPacket():
                desk.add(work)
            case KeepPicture():
                desk.keep_picture(work)
            case FlushClip(id=id_):
                desk.flush(id_)
            case EndClip(id=id_):
                desk.end(id_)
            case SaveEvent(id=id_):
                with suppress(MakerKitError):
                    self.shelf.save(id_)
                self._changed(id_)
            case Heal():
                self._heal(desk)
            case Sweep():
                pass  # each turn sweeps when its time has come

    def _heal(self, desk: Desk) -> None:
        try:
            self.healed = heal(self.shelf, busy=desk.running)
            write_notice(self.shelf.folder, self.settings)
            self._problem = ""
        except (OSError, MakerKitError) as error:
            self._problem = f"The folder {self.shelf.folder} cannot be used: {error}"
            log.exception("evidence: %s", self._problem)
        for words in self.healed.words:
            log.warning("evidence: %s", words)
        self.is_ready.set()

    def _make_room(self, wanted_bytes: int) -> bool:
        self.sweep(wanted_bytes)
        return self.room(wanted_bytes).missing_bytes(self.settings) <= 0

    def room(self, wanted_bytes: int = 0) -> Room:
        """Return how much room there is."""
        free_bytes = 0
        with suppress(OSError):
            free_bytes = shutil.disk_usage(self.shelf.folder).free
        folder = self.shelf.folder
        parts = self._desk.part_bytes() if self._desk is not None else 0
        damaged = size_of(folder.glob(f"{DAMAGED}/*"))
        return Room(self.shelf.used_bytes + parts + damaged, free_bytes, wanted_bytes)

    def _changed(self, id: str) -> None:  # noqa: A002
        with suppress(NotThereError):
            self._on_change(self.shelf.get(id))

    def _remove_damaged(self) -> bool:
        """Delete films that cannot be played; return whether there were any."""
        found = list(self.shelf.folder.glob(f"{DAMAGED}/*"))
        for path in found:
            with suppress(OSError):
                path.unlink()
        return bool(found)
