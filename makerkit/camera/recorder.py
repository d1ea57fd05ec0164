"""Clips of what has just happened, written by a thread of its own: a slow card delays nobody."""

import queue
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from makerkit.camera.clips import Clip, ClipWriter
from makerkit.camera.packets import Packet, PacketRing
from makerkit.errors import BadInputError, MakerKitError

MOST_WAITING = 450
"""Packets that may wait for the card: half a minute at 15 pictures/s."""


@dataclass(frozen=True, slots=True)
class _Begin:
    path: Path
    created_s: float | None


class _End:
    """The clip is complete."""


class ClipRecorder:
    """Remembers the last seconds, and writes clips that begin before they were asked for.

    `add` takes a camera's packets and never waits: `fan_out.record(recorder.add)`. The thread
    `clip-recorder` writes. A camera that comes back with another size begins another clip.

    Example:
        >>> with ClipRecorder(before_s=5) as recorder:  # doctest: +SKIP
        ...     end = fan_out.record(recorder.add)
        ...     recorder.start("clips/door.mp4", created_s=time.time() - 5)
        ...     recorder.stop()

    Attributes:
        ring: the last seconds.
        dropped: packets that came while too many waited for the card.
    """

    def __init__(
        self,
        *,
        before_s: float = 5.0,
        on_clip: Callable[[Clip], object] | None = None,
        on_error: Callable[[MakerKitError], object] | None = None,
    ) -> None:
        """Start the thread.

        Args:
            before_s: how much of a clip may lie before it was asked for.
            on_clip: called, by the thread, with each finished clip.
            on_error: called, by the thread, when a clip cannot be written on.
        """
        self.ring = PacketRing(before_s)
        self.dropped = 0
        self._before_ns = round(before_s * 1e9)
        self._on_clip = on_clip or (lambda _clip: None)
        self._on_error = on_error or (lambda _error: None)
        self._work: queue.Queue[Packet | _Begin | _End | None] = queue.Queue()
        self._is_recording = False
        self._waits_for_key = False
        self._lock = threading.Lock()
        self._writer: ClipWriter | None = None
        self._thread = threading.Thread(target=self._run, name="clip-recorder", daemon=True)
        self._thread.start()

    def __enter__(self) -> "ClipRecorder":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def is_recording(self) -> bool:
        """Whether packets go into a clip."""
        return self._is_recording

    def add(self, packet: Packet) -> None:
        """Take a packet; it never waits."""
        with self._lock:
            self.ring.add(packet)
            if self._is_recording:
                self._queue(packet)

    def start(self, path: str | Path, *, created_s: float | None = None) -> None:
        """Begin a clip with what is in the ring.

        Args:
            created_s: Unix time of its first picture.

        Raises:
            BadInputError: a clip is being recorded.
        """
        with self._lock:
            if self._is_recording:
                raise BadInputError(f"A clip is being recorded; stop it before {path} begins.")
            self._is_recording, self._waits_for_key = True, False
            self._work.put(_Begin(Path(path), created_s))
            for packet in self._last_seconds():
                self._work.put(packet)

    def stop(self) -> None:
        """End the clip; it is finished a little later, and `on_clip` is told."""
        with self._lock:
            if self._is_recording:
                self._is_recording = False
                self._work.put(_End())

    def close(self) -> None:
        """Finish what is being written, and end the thread."""
        self.stop()
        self._work.put(None)
        self._thread.join(30)
        if self._thread.is_alive():
            raise MakerKitError("The disk with the clips has not answered for 30 s.")

    def _last_seconds(self) -> list[Packet]:
        kept = self.ring.since(0)
        return self.ring.since(kept[-1].t_ns - self._before_ns) if kept else []

    def _queue(self, packet: Packet) -> None:
        if self._work.qsize() >= MOST_WAITING:
            self._waits_for_key = True
        if packet.is_key and self._work.qsize() < MOST_WAITING:
            self._waits_for_key = False
        if self._waits_for_key:
            self.dropped += 1
        else:
            self._work.put(packet)

    def _run(self) -> None:
        while (work := self._work.get()) is not None:
            try:
                self._do(work)
            except MakerKitError as error:
                self._finish()
                self._on_error(error)
        self._finish()

    def _do(self, work: Packet | _Begin | _End) -> None:
        if isinstance(work, _Begin):
            self._writer = ClipWriter(work.path, created_s=work.created_s)
        elif isinstance(work, _End):
            self._finish()
        elif self._writer is not None:
            self._writer.write(work)

    def _finish(self) -> None:
        writer, self._writer = self._writer, None
        clip = writer.close() if writer is not None else None
        if clip is not None:
            self._on_clip(clip)
