"""What people ask of the evidence: lists, files, feedback, protection, export."""

from __future__ import annotations

import logging
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Literal

from makerkit.atomic_file import write_atomically
from makerkit.errors import BadInputError, MakerKitError, NotThereError
from security_system.evidence.event import Event, Feedback
from security_system.evidence.notice import notice
from security_system.evidence.remedies import Remedy, remedies
from security_system.evidence.settings import RecordingSettings
from security_system.evidence.shelf import Only, Shelf
from security_system.evidence.work import SaveEvent, WorkQueue

if TYPE_CHECKING:
    from security_system.evidence.export import JournalExtract, Progress
    from security_system.motion.settings import MotionSettings

log = logging.getLogger(__name__)

Part = Literal["clip", "snapshot", "thumbnail"]
PARTS: tuple[Part, ...] = ("clip", "snapshot")
Listener = Callable[[Event], None]


class Archive:
    """The events that are kept. Any thread may ask.

    Attributes:
        folder: where everything lies.
        exports: where zips lie until they were fetched.
    """

    def __init__(self, folder: Path, settings: RecordingSettings) -> None:
        self.settings = settings
        self.folder = Path(folder)
        self.exports = self.folder / "exports"
        self.shelf = Shelf(self.folder)
        self._work = WorkQueue()
        self._exporting = Lock()
        self._motion: dict[str, Callable[[], MotionSettings]] = {}
        self._listeners: list[Listener] = []

    def events(
        self,
        *,
        before: int | None = None,
        limit: int = 50,
        camera: str | None = None,
        only: Only | None = None,
    ) -> list[Event]:
        """Return events, the newest first; `before` is the `number` that ended the last page."""
        return self.shelf.newest(before=before, limit=limit, camera=camera, only=only)

    def event(self, id: str) -> Event:  # noqa: A002
        """Return one event.

        Raises:
            NotThereError: there is none of this id, or not any more.
        """
        return self.shelf.get(id)

    def path(self, id: str, part: Part) -> Path:  # noqa: A002
        """Return where a file of an event lies.

        Raises:
            NotThereError: there is no such event, or it has no such file.
        """
        event = self.shelf.get(id)
        name = getattr(event, part)
        if part == "thumbnail" and not name:
            name = self._thumbnail_of(event)
        path = self.folder / str(name)
        if not name or path.is_symlink() or not path.is_file():  # a link could lead to anything
            raise NotThereError(f"Event {id} has no {part}.")
        return path

    def protect(self, id: str, *, is_protected: bool = True) -> Event:  # noqa: A002
        """Keep an event for ever, or let it go when its time comes."""
        return self._told(self.shelf.protect(id, is_protected=is_protected))

    def delete(self, id: str) -> None:  # noqa: A002
        """Delete an event with its files.

        Raises:
            BadInputError: it is still being recorded, or protected.
        """
        event = self.shelf.get(id)
        if event.is_running:
            raise BadInputError(f"Event {id} is still being recorded. Wait until it has ended.")
        if event.is_protected:
            raise BadInputError(f"Event {id} is protected. Take the protection away first.")
        self.shelf.remove(id)

    def remedies(self, id: str) -> tuple[Remedy, ...]:  # noqa: A002
        """Return what could be done so that an event like this one does not come again."""
        event = self.shelf.get(id)
        motion = self._motion.get(event.camera)
        return () if motion is None else remedies(event, motion())

    def mark_false(self, id: str, remedy: str = "") -> Remedy | None:  # noqa: A002
        """Note that an event was a false alarm; it then goes before others.

        Args:
            remedy: id of the one that is wanted; "" for none.

        Returns:
            The remedy, for `config.change(path, remedy.section, remedy.values)`.

        Raises:
            NotThereError: there is no such event, or no such remedy for it.
        """
        wanted = {found.id: found for found in self.remedies(id)} if remedy else {}
        if remedy and remedy not in wanted:
            raise NotThereError(f"There is no remedy {remedy!r} for event {id}.")
        self._mark(id, Feedback.FALSE)
        return wanted.get(remedy)

    def mark_true(self, id: str) -> None:  # noqa: A002
        """Note that there was something indeed."""
        self._mark(id, Feedback.TRUE)

    def export(
        self,
        id: str,  # noqa: A002
        *,
        blur: bool = False,
        journal: JournalExtract | None = None,
        on_progress: Progress = lambda _share: None,
    ) -> Path:
        """Write a zip of an event and return where it lies; delete it with `export_done`.

        It takes a while: a second for a clip, ten times that with `blur`. Call it where waiting is
        allowed.

        Args:
            blur: whether people are made unrecognisable, as far as a computer can.
            journal: gives the journal's rows between two Unix times.
            on_progress: told the share that is done, 0 to 1.

        Raises:
            BadInputError: it is still being recorded, its clip cannot be read, or another export is
                being made: two at once would take the eyes their processor.
        """
        event = self.shelf.get(id)
        if event.is_running:
            raise BadInputError(f"Event {id} is still being recorded. Wait until it has ended.")
        if not self._exporting.acquire(blocking=False):
            raise BadInputError("Another export is being made. Wait until it is done.")
        try:
            return self._export(event, blur=blur, journal=journal, on_progress=on_progress)
        finally:
            self._exporting.release()

    def _export(
        self, event: Event, *, blur: bool, journal: JournalExtract | None, on_progress: Progress
    ) -> Path:
        from security_system.evidence.blur import YuNet
        from security_system.evidence.export import export_event

        model = self.settings.face_model
        faces = YuNet(Path(model).expanduser()) if blur and model else None
        files: dict[str, Path] = {
            part: self.path(event.id, part) for part in PARTS if self._has(event.id, part)
        }
        self.exports.mkdir(parents=True, exist_ok=True, mode=0o700)
        return export_event(
            event,
            files,
            folder=self.exports,
            blur=blur,
            faces=faces,
            journal=journal,
            on_progress=on_progress,
        )

    def export_done(self, path: Path) -> None:
        """Delete a zip that was handed over."""
        if path.parent == self.exports:
            path.unlink(missing_ok=True)

    def notice(self) -> str:
        """Return what people are told who are seen by the cameras."""
        return notice(self.settings)

    def listen(self, listener: Listener) -> None:
        """Have each event told that begins, changes or ends; the listener must not wait."""
        self._listeners.append(listener)

    def _has(self, id: str, part: Part) -> bool:  # noqa: A002
        with suppress(NotThereError):
            return self.path(id, part).is_file()
        return False

    def _thumbnail_of(self, event: Event) -> str:
        """Make the small picture of an event that has none: its clip was all that was left."""
        from security_system.evidence.still import still_of

        if not event.clip or event.is_running:
            return ""
        name = f"{event.id}.small.jpg"
        try:
            write_atomically(self.folder / name, still_of(self.folder / event.clip))
            self.shelf.change(event.id, thumbnail=name)
        except MakerKitError as error:
            log.info("evidence: no small picture of %s: %s", event.id, error)
            return ""
        return name

    def _mark(self, id: str, feedback: Feedback) -> None:  # noqa: A002
        event = self.shelf.change(id, feedback=feedback)
        self._work.put(SaveEvent(id))
        self._told(event)

    def _told(self, event: Event) -> Event:
        for listener in list(self._listeners):
            listener(event)
        return event
