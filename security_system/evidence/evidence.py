"""Evidence: what the cameras saw, written, kept, found again and let go.

Tracks (one for each camera) decide when a clip begins and ends; the thread `evidence` (`keeper.py`)
writes; people ask the archive. Whoever records or asks never waits for the disk.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from makerkit.errors import NotThereError
from security_system.alarm.happenings import Happening, Kind
from security_system.alarm.states import AlarmState
from security_system.evidence.archive import Archive
from security_system.evidence.cause import Cause, may_record
from security_system.evidence.event import EventKind
from security_system.evidence.settings import RecordingSettings
from security_system.evidence.track import Track

if TYPE_CHECKING:
    from makerkit.app.edge import Health
    from security_system.alarm.view import AlarmView
    from security_system.evidence.healing import Healed
    from security_system.evidence.keeper import Keeper
    from security_system.evidence.retention import Going
    from security_system.eyes.settings import Record
    from security_system.motion.settings import MotionSettings
    from security_system.panel import Turn

ALARMS = frozenset({Kind.ALARM, Kind.PANIC})


class Evidence(Archive):
    """Keeps what the cameras saw.

    Example::

        evidence = Evidence(Path("clips"), RecordingSettings())
        evidence.start()
        track = evidence.track("hall")
        fan_out.record(track.add)
        id = evidence.begin("hall", Cause(EventKind.MANUAL, "Somebody pressed Record."))
        evidence.end(id)
        evidence.stop()

    Args:
        folder: where everything lies; it is made if it is not there.
    """

    name = "evidence"

    def __init__(self, folder: Path, settings: RecordingSettings | None = None) -> None:
        super().__init__(folder, settings or RecordingSettings())
        self._tracks: dict[str, Track] = {}
        self._records: dict[str, Record] = {}
        self._is_home, self._is_leaving = True, False
        self._keeper = self._new_keeper()

    # -- the edge

    def start(self) -> None:
        """Begin: heal the folder, then write what comes."""
        if not self._keeper.is_alive:
            for track in list(self._tracks.values()):
                track.end()  # of a thread that broke off: its clip is mended by healing
        self._keeper.start()

    def stop(self) -> None:
        """Finish every clip, and end the thread.

        Raises:
            MakerKitError: the disk has not answered for long.
        """
        for track in list(self._tracks.values()):
            track.end()
        self._keeper.stop()

    @property
    def is_alive(self) -> bool:
        """Whether its thread runs."""
        return self._keeper.is_alive

    def health(self) -> Health:
        """Return whether everything can be written, and how much room there is."""
        return self._keeper.health(self.name)

    @property
    def healed(self) -> Healed:
        """What was found in the folder at the start."""
        return self._keeper.healed

    def wait_until_healed(self, timeout_s: float = 10.0) -> bool:
        """Wait until the folder has been looked through; return whether it has."""
        return self._keeper.is_ready.wait(timeout_s)

    def sweep(self) -> list[Going]:
        """Let go what is too old or too much; return what went, with the reasons."""
        return self._keeper.sweep()

    def heal(self) -> None:
        """Look at the folder again: somebody has put something into it, or taken it away."""
        self._keeper.heal()

    # -- cameras

    def track(
        self,
        camera: str,
        record: Record = "motion",
        motion: Callable[[], MotionSettings] | None = None,
    ) -> Track:
        """Return a camera's way into the evidence: it takes packets and pictures.

        Args:
            record: what begins a clip.
            motion: gives the camera's settings of now, for remedies.
        """
        self._records[camera] = record
        if motion is not None:
            self._motion[camera] = motion
        if camera not in self._tracks:
            self._tracks[camera] = Track(camera, self.settings, self.shelf, self._work)
        return self._tracks[camera]

    def on_turn(self, turn: Turn) -> None:
        """Learn from the panel who is at home, and record every alarm; for `Panel.listen`."""
        self.learn(turn.view)
        for happening in turn.happenings:
            if happening.kind in ALARMS:
                self.begin_all(_cause_of(happening), turn.t_s)

    def learn(self, view: AlarmView) -> None:
        """Learn from the alarm's state whether somebody is at home."""
        is_home = view.state is AlarmState.DISARMED or str(view.mode) in self.settings.home_modes
        self.set_home(is_home=is_home, is_leaving=view.state is AlarmState.ARMING)

    @property
    def is_home(self) -> bool:
        """Whether somebody is at home, as far as the alarm knows."""
        return self._is_home

    def set_home(self, *, is_home: bool, is_leaving: bool = False) -> None:
        """Say whether somebody is at home: then nothing is recorded, unless the settings allow.

        Args:
            is_leaving: in the exit delay the last seconds are remembered, but who leaves is not
                recorded.
        """
        self._is_home, self._is_leaving = is_home, is_leaving
        for camera, track in list(self._tracks.items()):
            kind = EventKind.MOTION
            if is_home and track.is_recording and not self.may_record(camera, kind):
                track.end_if_ordinary()

    def may_record(self, camera: str, kind: EventKind) -> bool:
        """Return whether a camera may record now what has this cause."""
        record = self._records.get(camera, "never")
        if kind is EventKind.MOTION and self._is_leaving:
            return False
        return may_record(kind, record, self.settings, is_home=self._is_home)

    def wants_packets(self, camera: str) -> bool:
        """Return whether a camera's pictures must be encoded: a clip is, or may be, begun."""
        track = self._tracks.get(camera)
        is_recording = track is not None and track.is_recording
        return is_recording or self.may_record(camera, EventKind.ALARM)

    def begin(self, camera: str, cause: Cause, t_s: float | None = None) -> str:
        """Begin an event of a camera, or let the running one go on; return its id, "" for none.

        Never waits. "" means that nothing may be recorded now.

        Args:
            t_s: monotonic time of the cause; now when left out.

        Raises:
            NotThereError: there is no such camera.
        """
        if camera not in self._tracks:
            raise NotThereError(f"There is no camera {camera!r} to record.")
        if not self.may_record(camera, cause.kind):
            return ""
        return self._tracks[camera].begin(cause, time.monotonic() if t_s is None else t_s)

    def begin_all(self, cause: Cause, t_s: float | None = None) -> list[str]:
        """Begin an event of every camera that may record; return their ids."""
        return [id_ for camera in list(self._tracks) if (id_ := self.begin(camera, cause, t_s))]

    def extend(self, id: str, t_s: float | None = None) -> None:  # noqa: A002
        """Let a running event go on for the post-roll."""
        for track in list(self._tracks.values()):
            if id and track.event_id == id:
                track.extend(time.monotonic() if t_s is None else t_s)

    def end(self, id: str) -> None:  # noqa: A002
        """End a running event now."""
        for track in list(self._tracks.values()):
            if id and track.event_id == id:
                track.end()

    def _new_keeper(self) -> Keeper:
        from security_system.evidence.keeper import Keeper

        return Keeper(self.shelf, self.settings, self._work, self._told)


def _cause_of(happening: Happening) -> Cause:
    """Return why a clip is begun; a silent call for help must not stand in any list as one."""
    if happening.is_silent:
        return Cause(EventKind.MANUAL, "Recorded by hand.")
    why = happening.why or "There is an alarm."
    return Cause(EventKind.ALARM, why, happening.zone)
