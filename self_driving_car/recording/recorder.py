"""The thread `car-recorder`: writes records, so that a slow card never holds up who drives."""

from __future__ import annotations

import logging
import queue
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from makerkit.app.edge import Health, Level
from makerkit.errors import MakerKitError
from makerkit.tub import TubWriter
from makerkit.tub.edits import erase_last
from makerkit.tub.record import IMAGE
from self_driving_car.driver.settings import CarSettings
from self_driving_car.recording.choosing import Choosing
from self_driving_car.recording.frames import jpeg_at_most
from self_driving_car.recording.sample import sample_of
from self_driving_car.recording.settings import RecordingSettings
from self_driving_car.recording.tubs import free_gb, tub_for
from self_driving_car.status import Status

log = logging.getLogger(__name__)

MOST_WAITING = 60
"""Records that may wait for a slow card: 3 s at 20 a second."""
JOIN_S = 10.0


@dataclass(frozen=True, slots=True)
class _Shot:
    picture: Any
    values: dict[str, Any]
    t_ms: int


@dataclass(frozen=True, slots=True)
class _Begin:
    pass


@dataclass(frozen=True, slots=True)
class _Erase:
    count: int


@dataclass(frozen=True, slots=True)
class _End:
    is_last: bool = False


class Recorder:
    """Records what the car does. None of its methods but `stop` ever waits.

    Args:
        folder: where the tubs lie.
        wall: wall time in seconds.

    Attributes:
        tub: where it records or has recorded last; None before the first time.
        problem: why the last recording stopped by itself; "" if it did not.
        dropped: records that were left out because the card was too slow.
        records: how many records this recording has, those taken back not counted.
    """

    name = "recorder"

    def __init__(
        self,
        settings: RecordingSettings,
        car: CarSettings,
        folder: Path,
        *,
        wall: Callable[[], float] = time.time,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.settings = settings
        self.car = car
        self.folder = folder / settings.folder  # an absolute path stays as it is
        self.tub: Path | None = None
        self.problem = ""
        self.dropped = 0
        self.records = 0
        self._wall, self._clock = wall, clock
        self._is_recording = False
        self._choosing = Choosing(settings)
        self._queue: queue.Queue[_Shot | _Begin | _Erase | _End] = queue.Queue()
        self._writer: TubWriter | None = None
        self._next_look_s = 0.0
        self._thread: threading.Thread | None = None

    @property
    def is_alive(self) -> bool:
        """Whether its thread runs."""
        return self._thread is not None and self._thread.is_alive()

    @property
    def is_recording(self) -> bool:
        """Whether pictures become records just now."""
        return self._is_recording

    def start(self) -> None:
        """Begin to wait for what to do."""
        if not self.is_alive:
            self._thread = threading.Thread(target=self._run, name="car-recorder", daemon=True)
            self._thread.start()

    def stop(self) -> None:
        """End: what waits is written first.

        Raises:
            MakerKitError: the thread did not end.
        """
        self._is_recording = False
        if self._thread is None:
            return
        self._queue.put(_End(is_last=True))
        self._thread.join(JOIN_S)
        if self._thread.is_alive():
            raise MakerKitError(f"car-recorder did not end within {JOIN_S:g} s.")
        self._thread = None

    def start_recording(self) -> None:
        """Begin a session in the tub of today."""
        if not self._is_recording:
            self.problem, self.dropped = "", 0
            self._choosing = Choosing(self.settings)
            self._is_recording = True
            self._queue.put(_Begin())

    def stop_recording(self) -> None:
        """End the session; what waits is written first."""
        if self._is_recording:
            self._is_recording = False
            self._queue.put(_End())

    def erase_last(self, count: int | None = None) -> None:
        """Mark the last records as deleted, as many as the settings say; they can be restored."""
        self._queue.put(_Erase(self.settings.erase_records if count is None else count))

    def add(self, picture: Any, status: Status) -> bool:
        """Offer a picture and how the car was then; return whether it is kept.

        Args:
            picture: JPEG bytes, or BGR (H, W, 3) that nobody changes any more.
        """
        if not self._is_recording or not self._choosing.wants(status):
            return False
        if self._queue.qsize() >= MOST_WAITING:
            self.dropped += 1
            return False
        values = sample_of(status, self.car, extras=self.settings.extras)
        age_s = max(0.0, self._clock() - _taken_s(status))
        self._queue.put(_Shot(picture, values, round((self._wall() - age_s) * 1000)))
        return True

    def change(self, settings: RecordingSettings) -> None:
        """Go by other settings; folder and disk count from the next recording on."""
        self.settings = settings
        self._choosing = Choosing(settings)

    def health(self) -> Health:
        """Return whether what is to be kept is kept."""
        numbers = {"records": float(self.records), "dropped": float(self.dropped)}
        if self.problem:
            return Health(self.name, Level.ERROR, self.problem, numbers)
        if not self.is_alive:
            return Health(self.name, Level.ABSENT, "Nothing can be recorded.", numbers)
        if self.dropped:
            says = f"{self.dropped} records were left out: the card is too slow. Lower fps."
            return Health(self.name, Level.WARNING, says, numbers)
        return Health(self.name, Level.OK, "", numbers)

    def _run(self) -> None:
        while True:
            task = self._queue.get()
            try:
                self._do(task)
            except Exception as error:  # whatever it is: the car drives on
                self._give_up(error)
            self._queue.task_done()
            if isinstance(task, _End) and task.is_last:
                return

    def _do(self, task: _Shot | _Begin | _Erase | _End) -> None:
        match task:
            case _Begin():
                self._begin()
            case _Shot():
                self._write(task)
            case _Erase():
                self._erase(task.count)
            case _End():
                self._close()

    def _begin(self) -> None:
        self._close()
        self.records = 0
        self._look_at_disk()
        self.tub = tub_for(self.folder, self._wall(), self.settings.most_records)
        self._writer = TubWriter(
            self.tub,
            metadata={"full_curvature_per_m": self.car.full_curvature_per_m},
            sync_every_s=self.settings.sync_every_s,
            wall=self._wall,
            clock=self._clock,
        )

    def _write(self, shot: _Shot) -> None:
        if self._writer is None:  # it has stopped for a reason that was told
            return
        if self._clock() >= self._next_look_s:
            self._look_at_disk()
        jpeg = jpeg_at_most(shot.picture, self.settings.width_px)
        self._writer.write({IMAGE: jpeg, **shot.values}, t_ms=shot.t_ms)
        self.records += 1

    def _erase(self, count: int) -> None:
        if self._writer is not None:
            gone = self._writer.erase_last(count)
            self.records = max(0, self.records - len(gone))
        elif self.tub is not None and self.tub.is_dir():
            erase_last(self.tub, count)

    def _look_at_disk(self) -> None:
        self._next_look_s = self._clock() + 1.0
        left_gb = free_gb(self.folder)
        if left_gb < self.settings.least_free_gb:
            raise MakerKitError(
                f"Recording has stopped: {left_gb:.2f} GB are left of the disk, and "
                f"{self.settings.least_free_gb:g} must stay free. Download and delete tubs, or "
                "lower least_free_gb in [recording]."
            )

    def _give_up(self, error: Exception) -> None:
        self._is_recording = False
        self.problem = str(error) or type(error).__name__
        if isinstance(error, MakerKitError | OSError):
            log.error("Recording has stopped: %s", error)
        else:
            log.exception("Recording has stopped")
        with suppress(Exception):
            self._close()

    def _close(self) -> None:
        writer, self._writer = self._writer, None
        if writer is not None:
            writer.close()


def _taken_s(status: Status) -> float:
    return status.seen.t_s if status.seen is not None else status.t_s
