"""One camera's way into the evidence: the last seconds of it, and the clip that is being made.

The eye calls it with every packet and every sight; the panel's thread calls `begin` for an alarm.
Nothing here touches the disk: notes go to the thread `evidence`.

| state     | begin     | packet           | tick, post-roll over | tick, camera gone |
|-----------|-----------|------------------|----------------------|-------------------|
| idle      | recording | into the ring    | -                    | -                 |
| recording | extended  | into ring, clip  | idle                 | waiting           |
| waiting   | extended  | recording (next) | idle                 | -                 |
"""

import time
from dataclasses import dataclass
from threading import RLock

from makerkit.camera.frame import Frame
from makerkit.camera.packets import Packet, PacketRing
from security_system.evidence.cause import Cause
from security_system.evidence.event import Event, EventKind, Region, around
from security_system.evidence.settings import RecordingSettings
from security_system.evidence.shelf import Shelf
from security_system.evidence.work import (
    AddPacket,
    BeginClip,
    EndClip,
    FlushClip,
    KeepPicture,
    SaveEvent,
    WorkQueue,
)

SPARE_S = 1.0
"""The ring holds so much more than the pre-roll: a trigger speaks of a moment that has passed."""
GONE_S = 10.0
"""Without a packet for so long the clip is finished; what comes later is another."""
BETTER_EVERY_S = 10.0
"""A better snapshot is written at most so often while an event goes on."""
MOST_NAMES = 8
NS = 1_000_000_000


@dataclass(slots=True)
class _Recording:
    """The event that is being recorded; `id` is "" between two clips of it."""

    id: str
    cause: Cause
    until_s: float
    opened_s: float = 0.0
    first_ns: int | None = None
    last_ns: int = 0
    waits_for_key: bool = False
    follows: str = ""
    best_score: float = -1.0
    written_score: float = -1.0
    written_s: float = 0.0
    best: tuple[Frame, tuple[Region, ...]] | None = None
    reach: Region | None = None


class Track:
    """Decides when a camera's clip begins, goes on and ends. Any thread may call it.

    Args:
        camera: its name.
    """

    def __init__(
        self, camera: str, settings: RecordingSettings, shelf: Shelf, work: WorkQueue
    ) -> None:
        self.camera = camera
        self.ring = PacketRing(settings.pre_roll_s + SPARE_S)
        self._settings = settings
        self._shelf = shelf
        self._work = work
        self._lock = RLock()
        self._recording: _Recording | None = None

    @property
    def event_id(self) -> str:
        """Id of the event that is being recorded; "" when none is."""
        recording = self._recording
        return recording.id or recording.follows if recording is not None else ""

    @property
    def is_recording(self) -> bool:
        """Whether packets are wanted for a clip."""
        return self._recording is not None

    # -- what begins and ends

    def begin(self, cause: Cause, t_s: float) -> str:
        """Begin an event, or let the one that is running go on for longer; return its id.

        Args:
            t_s: monotonic time of the cause.
        """
        with self._lock:
            until_s = t_s + self._length_s(cause.kind)
            recording = self._recording
            if recording is None:
                self._recording = recording = _Recording("", cause, until_s)
                self._open(recording, t_s)
                return recording.id
            recording.until_s = max(recording.until_s, until_s)
            if cause.kind.weight > recording.cause.kind.weight:
                self._becomes(recording, cause)
            return recording.id or recording.follows

    def extend(self, t_s: float) -> None:
        """There is motion still: the clip goes on."""
        with self._lock:
            if self._recording is not None:
                until_s = t_s + self._settings.post_roll_s
                self._recording.until_s = max(self._recording.until_s, until_s)

    def end(self) -> None:
        """End the clip now, whatever goes on."""
        with self._lock:
            recording, self._recording = self._recording, None
            if recording is not None:
                self._close(recording)

    def end_if_ordinary(self) -> None:
        """End the clip of motion: somebody came home. Alarms and what was begun by hand go on."""
        with self._lock:
            recording = self._recording
            if recording is not None and recording.cause.kind is EventKind.MOTION:
                self.end()

    def tick(self, t_s: float) -> None:
        """End the clip after its post-roll; finish it when the camera is gone for long."""
        with self._lock:
            recording = self._recording
            if recording is None:
                return
            if t_s > recording.until_s:
                self.end()
            elif recording.id and recording.first_ns and t_s - recording.last_ns / NS > GONE_S:
                self._close(recording)

    # -- what the eye gives

    def add(self, packet: Packet) -> None:
        """Take the camera's newest packet; never waits."""
        with self._lock:
            self.ring.add(packet)
            recording = self._recording
            if recording is None:
                return
            if not recording.id and packet.is_key:
                self._open(recording, packet.t_ns / NS, is_next=True)
            elif packet.is_key and self._is_too_long(recording, packet):
                self._close(recording)
                self._open(recording, packet.t_ns / NS, is_next=True)
            elif recording.id:
                self._give(recording, packet)

    def look(self, frame: Frame, boxes: tuple[Region, ...], score: float, t_s: float) -> None:
        """Show a picture of what goes on: the one with the highest score becomes the snapshot."""
        with self._lock:
            recording = self._recording
            if recording is None or not recording.id:
                return
            if boxes:
                recording.reach = around((*boxes, recording.reach or boxes[0]))
            if score <= recording.best_score:
                return
            recording.best, recording.best_score = (frame, boxes), score
            if recording.written_score < 0 or t_s - recording.written_s >= BETTER_EVERY_S:
                self._write_best(recording, t_s)

    def name(self, names: tuple[str, ...]) -> None:
        """Note what it is that moves: "person", "dog"."""
        with self._lock:
            recording = self._recording
            if recording is None or not recording.id:
                return
            known = self._shelf.get(recording.id).objects
            objects = tuple(dict.fromkeys((*known, *names)))[:MOST_NAMES]
            if objects != known:
                self._shelf.change(recording.id, objects=objects)
                self._work.put(SaveEvent(recording.id))

    def new_size(self) -> None:
        """Forget pictures of another size; a running clip goes on as another."""
        with self._lock:
            self.ring.clear()
            if self._recording is not None and self._recording.id:
                self._close(self._recording)

    def lost(self) -> None:
        """The camera is gone: what it has seen so far is brought to the disk."""
        with self._lock:
            if self._recording is not None and self._recording.id:
                self._work.put(FlushClip(self._recording.id))

    # -- inside

    def _length_s(self, kind: EventKind) -> float:
        post_roll_s = self._settings.post_roll_s
        return post_roll_s if kind is EventKind.MOTION else max(post_roll_s, self._settings.alarm_s)

    def _open(self, recording: _Recording, t_s: float, *, is_next: bool = False) -> None:
        """Put a new event on the shelf, and give its clip what the ring has of before."""
        before_s = 0.0 if is_next else self._settings.pre_roll_s
        packets = self.ring.since(round((t_s - before_s) * NS))
        if is_next:
            packets = packets[-1:]  # the key frame that has just come
        event = self._event(recording, t_s)
        recording.id, recording.first_ns, recording.opened_s = event.id, None, t_s
        recording.best, recording.best_score, recording.written_score = None, -1.0, -1.0
        recording.reach = None
        if packets:
            self._begins_at(recording, packets[0])  # before it is written down
        self._work.put(BeginClip(event.id))
        for packet in packets:
            self._give(recording, packet)

    def _event(self, recording: _Recording, t_s: float) -> Event:
        """Put a new event on the shelf: by the wall clock of now, that of its cause."""
        return self._shelf.new(
            camera=self.camera,
            kind=recording.cause.kind,
            wall_s=time.time() - time.monotonic() + t_s,
            why=recording.cause.why,
            zone=recording.cause.zone,
            follows=recording.follows,
        )

    def _becomes(self, recording: _Recording, cause: Cause) -> None:
        """The event weighs more than was thought: motion has become an alarm."""
        recording.cause = cause
        if recording.id:
            self._shelf.change(recording.id, kind=cause.kind, why=cause.why, zone=cause.zone)
            self._work.put(SaveEvent(recording.id))

    def _give(self, recording: _Recording, packet: Packet) -> None:
        if recording.first_ns is None:
            if not packet.is_key:
                return  # nothing to hang it on: the ring was empty
            self._begins_at(recording, packet)
            self._work.put(SaveEvent(recording.id))
        recording.last_ns = packet.t_ns
        if self._work.is_full:
            recording.waits_for_key = True
        elif packet.is_key:
            recording.waits_for_key = False
        if recording.waits_for_key:
            self._work.dropped += 1
        else:
            self._work.put(AddPacket(recording.id, packet))

    def _begins_at(self, recording: _Recording, packet: Packet) -> None:
        """Note when the clip's first picture was taken: after the cause if the ring was empty."""
        recording.first_ns = packet.t_ns
        event = self._shelf.get(recording.id)
        late_s = packet.t_ns / NS - recording.opened_s
        self._shelf.change(recording.id, start_s=event.cause_s + late_s)

    def _is_too_long(self, recording: _Recording, packet: Packet) -> bool:
        first_ns = recording.first_ns
        return first_ns is not None and (packet.t_ns - first_ns) / NS >= self._settings.longest_s

    def _close(self, recording: _Recording) -> None:
        """Finish the clip; `recording` may go on with another."""
        if not recording.id:
            return
        if recording.best_score > recording.written_score:
            self._write_best(recording, recording.last_ns / NS)
        self._shelf.change(recording.id, reach=recording.reach)
        self._work.put(EndClip(recording.id))
        recording.follows, recording.id = recording.id, ""
        recording.best = None

    def _write_best(self, recording: _Recording, t_s: float) -> None:
        assert recording.best is not None
        frame, boxes = recording.best
        self._work.put(KeepPicture(recording.id, frame, boxes, recording.best_score))
        recording.written_score, recording.written_s = recording.best_score, t_s
