"""The shelf: every event that is kept, in memory and as files, the two always saying the same.

There is no database that could become malformed (frigate #2406, #4240): each event has a small
file of its own beside its clip, and what such a file says is only what can be done without.
"""

import json
import logging
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from threading import RLock
from typing import Any, Literal

from makerkit.atomic_file import write_atomically
from makerkit.camera.clip_file import sync_folder
from makerkit.errors import MakerKitError, NotThereError
from security_system.evidence.event import Event, EventKind, Feedback, event_id, to_json

log = logging.getLogger(__name__)

Only = Literal["alarm", "motion", "manual", "protected", "false"]


class Shelf:
    """The events of a folder. Any thread may call it.

    Attributes:
        folder: where everything lies, without folders inside.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._lock = RLock()
        self._events: dict[str, Event] = {}
        self._numbers = 0

    def __len__(self) -> int:
        return len(self._events)

    @property
    def used_bytes(self) -> int:
        """What all events take together."""
        with self._lock:
            return sum(event.size_bytes for event in self._events.values())

    def fill(self, events: list[Event]) -> None:
        """Begin with these, as they were found in the folder; what is running stays."""
        with self._lock:
            running = {event.id: event for event in self._events.values() if event.is_running}
            self._events = {event.id: event for event in events} | running
            self._numbers = max([self._numbers, *(event.number for event in events)])

    def new(self, *, camera: str, kind: EventKind, wall_s: float, **more: Any) -> Event:
        """Return a new event, on the shelf but not yet in the folder."""
        with self._lock:
            self._numbers += 1
            number = self._numbers
            event = Event(
                id=event_id(number, wall_s, camera),
                number=number,
                camera=camera,
                kind=kind,
                start_s=wall_s,
                cause_s=wall_s,
                end_s=wall_s,
                is_running=True,
                **more,
            )
            self._events[event.id] = event
        return event

    def get(self, id: str) -> Event:  # noqa: A002 (an event's id is called so everywhere)
        """Return an event.

        Raises:
            NotThereError: there is none of this id, or not any more.
        """
        with self._lock:
            event = self._events.get(id)
        if event is None:
            raise NotThereError(f"There is no event {id!r}: it may have been deleted since.")
        return event

    def all(self) -> list[Event]:
        """Return every event, the oldest first."""
        with self._lock:
            return sorted(self._events.values(), key=lambda event: event.number)

    def newest(
        self,
        *,
        before: int | None = None,
        limit: int = 50,
        camera: str | None = None,
        only: Only | None = None,
    ) -> list[Event]:
        """Return the newest events, the newest first.

        Args:
            before: only those with a smaller number: the next page of a list.
        """
        found = (
            event
            for event in reversed(self.all())
            if (before is None or event.number < before)
            and (camera is None or event.camera == camera)
            and (only is None or _is(event, only))
        )
        return [event for event, _ in zip(found, range(max(limit, 0)), strict=False)]

    # -- what changes the folder, too

    def change(self, id: str, **what: Any) -> Event:  # noqa: A002
        """Change an event in memory alone; `save` brings it to the disk.

        Raises:
            NotThereError: there is no such event.
        """
        with self._lock:
            event = self._events[id] = replace(self.get(id), **what)
        return event

    def save(self, id: str) -> None:  # noqa: A002
        """Bring what is known of an event to the disk; one that was deleted stays away.

        Raises:
            MakerKitError: the disk refuses. The clip's name still tells what matters most.
        """
        with self._lock:
            event = self._events.get(id)
            if event is None:
                return
            text = json.dumps(to_json(event), ensure_ascii=False, default=str)
            write_atomically(self.folder / f"{id}.json", text.encode())

    def name_clip(self, id: str, found: Path) -> Event:  # noqa: A002
        """Give a finished clip the name that tells its kind and whether it is protected."""
        with self._lock:
            event = self.get(id)
            wanted = self.folder / event.clip_name
            if found != wanted:
                found.replace(wanted)
                sync_folder(self.folder)
            return self.change(id, clip=wanted.name)

    def protect(self, id: str, *, is_protected: bool) -> Event:  # noqa: A002
        """Keep an event for ever, or let it go when its time comes.

        Raises:
            NotThereError: there is no such event.
            MakerKitError: the disk refuses.
        """
        with self._lock:
            before = self.get(id)
            event = self.change(id, is_protected=is_protected)
            if before.clip and not before.is_running:
                event = self.name_clip(id, self.folder / before.clip)
                try_to_save(self, id)  # a full disk may refuse: the clip's name tells it
            else:
                self.save(id)
        return event

    def remove(self, id: str) -> None:  # noqa: A002
        """Delete an event with all its files; the clip first, so that a cut leaves no orphan.

        Raises:
            NotThereError: there is no such event.
        """
        with self._lock:
            event = self.get(id)
            for path in self.files(event):
                with suppress(FileNotFoundError):
                    path.unlink()
            del self._events[id]
            sync_folder(self.folder)

    def files(self, event: Event) -> list[Path]:
        """Return the files that an event may have, its clip first and its own data last."""
        names = (event.clip, event.snapshot, event.thumbnail, f"{event.id}.json")
        return [self.folder / name for name in names if name]

    def measured(self, id: str) -> Event:  # noqa: A002
        """Return an event with the size that its clip and pictures have now."""
        with self._lock:
            return self.change(id, size_bytes=size_of(self.files(self.get(id))[:-1]))


def size_of(paths: Iterator[Path] | list[Path]) -> int:
    """Return what files take, those left out that are not there."""
    size = 0
    for path in paths:
        with suppress(OSError):
            size += path.stat().st_size
    return size


def try_to_save(shelf: Shelf, id: str) -> str:  # noqa: A002
    """Save an event; return what kept it from that, in words, and "" when nothing did."""
    try:
        shelf.save(id)
    except MakerKitError as error:
        log.warning("evidence: %s is not written down: %s", id, error)
        return str(error)
    return ""


def _is(event: Event, only: Only) -> bool:
    if only == "protected":
        return event.is_protected
    if only == "false":
        return event.feedback is Feedback.FALSE
    return event.kind == only
