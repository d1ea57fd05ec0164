"""Where clips and pictures are written, one after another, and what is done when there is no room.

Everything here runs on the thread `evidence`. A full disk leaves nothing of 0 bytes
(motioneyeos #2285): what could not be written is tried again once older clips have gone.
"""

import logging
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from makerkit.atomic_file import write_atomically
from makerkit.camera.clips import ClipWriter, DiskFullError
from makerkit.camera.fan_out import encode_jpeg
from makerkit.camera.packets import Packet
from makerkit.errors import MakerKitError, NotThereError
from security_system.evidence.shelf import Shelf, try_to_save
from security_system.evidence.work import AddPacket, KeepPicture

if TYPE_CHECKING:
    from makerkit.camera.frame import Frame

log = logging.getLogger(__name__)

CLIP_BYTES = 20_000_000
"""So much room is made when a clip does not fit: a few minutes of one camera."""
PATIENCE_S = 5.0
"""After room was asked for in vain it is asked for again at most so often."""
MOST_KEPT = 600
"""Packets of a clip that wait for room: a minute at 10 pictures/s. Then the oldest go."""
SMALL_PX = 320


@dataclass(slots=True)
class _Open:
    """A clip that is being written; without a writer while the disk refuses it."""

    writer: ClipWriter | None = None
    waiting: list[Packet] = field(default_factory=list)


class Desk:
    """Writes what the tracks give.

    Args:
        make_room: asked for so many bytes; deletes the oldest, returns whether there is room now.
        on_change: told the id of an event whose files have changed.

    Attributes:
        problem: why something could not be written, in words; "" once it can again.
    """

    def __init__(
        self, shelf: Shelf, make_room: Callable[[int], bool], on_change: Callable[[str], None]
    ) -> None:
        self.problem = ""
        self._shelf = shelf
        self._make_room = make_room
        self._on_change = on_change
        self._open: dict[str, _Open] = {}
        self._refused_s = -PATIENCE_S

    @property
    def running(self) -> frozenset[str]:
        """Ids of the events whose clips are being written."""
        return frozenset(self._open)

    def part_bytes(self) -> int:
        """Return what clips take that are not finished."""
        size = 0
        for opened in list(self._open.values()):
            if opened.writer is not None:
                with suppress(OSError):
                    path = opened.writer.path
                    size += path.with_name(f"{path.name}.part").stat().st_size
        return size

    # -- clips

    def begin(self, id: str) -> None:  # noqa: A002
        """Begin a clip. Its data is written first: a clip of unknown cause would be a pity."""
        with suppress(NotThereError):
            self._shelf.get(id)
            self._open[id] = _Open()
            self._note(try_to_save(self._shelf, id))
            self._on_change(id)

    def add(self, work: AddPacket) -> None:
        """Write a packet, or keep it until there is room."""
        opened = self._open.get(work.id)
        if opened is None:
            return
        opened.waiting.append(work.packet)
        if opened.writer is None and not self._may_try(work.packet):
            del opened.waiting[:-MOST_KEPT]
            return
        try:
            self._write_waiting(work.id, opened)
        except DiskFullError as error:
            self._is_full(opened, error)
        except MakerKitError as error:
            self._cannot(work.id, opened, error)

    def flush(self, id: str) -> None:  # noqa: A002
        """Bring a clip to the disk: its camera is gone."""
        opened = self._open.get(id)
        if opened is not None and opened.writer is not None:
            try:
                opened.writer.flush()
            except MakerKitError as error:
                self._note(str(error))

    def end(self, id: str) -> None:  # noqa: A002
        """Finish a clip, give it its name and write down how long it is."""
        opened = self._open.pop(id, None)
        if opened is None:
            self._end_unknown(id)
            return
        if opened.writer is None and opened.waiting:
            with suppress(MakerKitError):
                self._write_waiting(id, opened)
        clip = None if opened.writer is None else opened.writer.close()
        if clip is not None:
            self._shelf.change(id, end_s=clip.created_s + clip.duration_s)
            self._named(id, clip.path)
        else:
            why = self.problem or "No picture came from the camera."
            self._shelf.change(id, problem=why)
        self._shelf.change(id, is_running=False)
        self._shelf.measured(id)
        self._note(try_to_save(self._shelf, id))
        self._on_change(id)

    def finish(self) -> None:
        """End every clip that is still being written."""
        for id_ in sorted(self._open):
            self.end(id_)

    # -- pictures

    def keep_picture(self, work: KeepPicture) -> None:
        """Write an event's snapshot and the small one; the boxes go beside, not into them."""
        try:
            self._shelf.get(work.id)
        except NotThereError:
            return  # it was deleted meanwhile
        names = {"snapshot": f"{work.id}.jpg", "thumbnail": f"{work.id}.small.jpg"}
        data = {"snapshot": encode_jpeg(work.frame, 85), "thumbnail": small_jpeg(work.frame)}
        done = {what: name for what, name in names.items() if self._put(name, data[what])}
        if "snapshot" in done:
            self._shelf.change(work.id, boxes=work.boxes, score=work.score, **done)
            self._note(try_to_save(self._shelf, work.id))
            self._on_change(work.id)

    def _put(self, name: str, data: bytes) -> bool:
        for is_last in (False, True):
            try:
                write_atomically(self._shelf.folder / name, data)
            except MakerKitError as error:
                self._note(str(error))
                if is_last or not self._may_make_room():
                    return False
            else:
                return True
        return False

    # -- inside

    def _write_waiting(self, id: str, opened: _Open) -> None:  # noqa: A002
        if opened.writer is None:
            event = self._shelf.get(id)
            path = self._shelf.folder / event.clip_name
            opened.writer = ClipWriter(path, created_s=event.start_s)
        waiting, opened.waiting = opened.waiting, []
        for number, packet in enumerate(waiting):
            try:
                opened.writer.write(packet)
            except DiskFullError:
                if opened.writer.duration_s == 0:
                    opened.waiting = waiting  # from the beginning, in a new file
                else:
                    opened.waiting = waiting[number + 1 :]
                raise
        self.problem = ""

    def _is_full(self, opened: _Open, error: DiskFullError) -> None:
        """Nothing fits any more: an empty file goes, older clips go, then it goes on."""
        self._note(str(error))
        writer = opened.writer
        if writer is not None and writer.duration_s == 0:
            opened.writer = None
            writer.close()
        self._may_make_room()

    def _cannot(self, id: str, opened: _Open, error: MakerKitError) -> None:  # noqa: A002
        """The disk refuses: what there is becomes a clip, and it is tried again."""
        self._note(str(error))
        self._refused_s = time.monotonic()
        writer, opened.writer = opened.writer, None
        clip = writer.close() if writer is not None else None
        if clip is None:
            return
        with suppress(NotThereError):
            self._named(id, clip.path)
        del self._open[id]
        self._shelf.change(id, end_s=clip.created_s + clip.duration_s, problem=str(error))
        self._shelf.change(id, is_running=False)
        try_to_save(self._shelf, self._shelf.measured(id).id)

    def _end_unknown(self, id: str) -> None:  # noqa: A002
        """End an event whose clip is not written here: the thread before this one broke off."""
        with suppress(NotThereError):
            if self._shelf.get(id).is_running:
                self._shelf.change(id, is_running=False, problem="Its recording broke off.")

    def _named(self, id: str, path: Path) -> None:  # noqa: A002
        try:
            self._shelf.name_clip(id, path)
        except OSError as error:
            log.warning("evidence: %s keeps its old name: %s", path.name, error)
            self._shelf.change(id, clip=path.name)

    def _may_try(self, packet: Packet) -> bool:
        return packet.is_key and time.monotonic() - self._refused_s >= PATIENCE_S

    def _may_make_room(self) -> bool:
        now_s = time.monotonic()
        if now_s - self._refused_s < PATIENCE_S:
            return False
        has_room = self._make_room(CLIP_BYTES)
        if not has_room:
            self._refused_s = now_s
        return has_room

    def _note(self, problem: str) -> None:
        if problem and problem != self.problem:
            log.warning("evidence: %s", problem)
        self.problem = problem or self.problem


def small_jpeg(frame: "Frame") -> bytes:
    """Return a picture for lists, at most 320 pixels wide."""
    import cv2

    image = frame.bgr()
    height, width = image.shape[:2]
    scale = min(1.0, SMALL_PX / width)
    size = (max(1, round(width * scale)), max(1, round(height * scale)))
    small = cv2.resize(image, size, interpolation=cv2.INTER_AREA)
    _, encoded = cv2.imencode(".jpg", small, [cv2.IMWRITE_JPEG_QUALITY, 75])
    return encoded.tobytes()
