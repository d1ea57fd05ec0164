"""What an eye gives to the evidence: packets, pictures, and the word when to begin."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from security_system.evidence.cause import Cause
from security_system.evidence.event import EventKind, regions

if TYPE_CHECKING:
    from makerkit.camera.fan_out import FanOut
    from makerkit.camera.frame import Frame
    from security_system.evidence.evidence import Evidence
    from security_system.evidence.track import Track
    from security_system.eyes.settings import CameraSettings
    from security_system.motion.sight import Sight

ALWAYS = "This camera records always while nobody is at home."


class EyeRecording:
    """The recording of one eye; it does nothing where no evidence is kept.

    Args:
        settings: gives the camera's settings of now.
    """

    def __init__(
        self,
        camera: str,
        evidence: Evidence | None,
        fan_out: FanOut,
        settings: Callable[[], CameraSettings],
    ) -> None:
        self._camera = camera
        self._evidence = evidence
        self._fan_out = fan_out
        self._settings = settings
        self._end: Callable[[], None] | None = None

    def see(self, sight: Sight, t_s: float) -> str:
        """Begin or go on with what is recorded; return the id of the event, "" for none."""
        evidence, track = self._evidence, self._track
        if evidence is None or track is None:
            return ""
        self._encode(track, is_wanted=evidence.wants_packets(self._camera))
        if sight.is_motion:
            evidence.begin(self._camera, Cause(EventKind.MOTION, sight.why), t_s)
            track.extend(t_s)
        elif self._settings().record == "always":
            evidence.begin(self._camera, Cause(EventKind.MOTION, ALWAYS), t_s)
        track.tick(t_s)
        return track.event_id

    def keep(self, shown: Frame, sight: Sight, size: tuple[int, int], t_s: float) -> None:
        """Offer a picture for the snapshot.

        Args:
            size: width and height of the luma that the sight speaks of.
        """
        track = self._track
        if track is not None and track.is_recording:
            boxes = regions(sight.boxes, size) if sight.is_motion else ()
            track.look(shown, boxes, sight.score if sight.is_motion else 0.0, t_s)

    def name(self, names: tuple[str, ...]) -> None:
        """Note what it is that moves."""
        if names and self._track is not None:
            self._track.name(names)

    def tick(self, t_s: float) -> None:
        """Let time pass without a picture."""
        if self._track is not None:
            self._track.tick(t_s)

    def lost(self) -> None:
        """The camera is gone: what it has seen so far is brought to the disk."""
        if self._track is not None:
            self._track.lost()

    def new_size(self) -> None:
        """Pictures of another size follow."""
        if self._track is not None:
            self._track.new_size()

    def close(self) -> None:
        """Have nothing encoded any more."""
        end, self._end = self._end, None
        if end is not None:
            end()

    @property
    def _track(self) -> Track | None:
        if self._evidence is None:
            return None
        record = self._settings().record
        return self._evidence.track(self._camera, record, lambda: self._settings().motion)

    def _encode(self, track: Track, *, is_wanted: bool) -> None:
        """Have pictures encoded only while a clip may begin: it is what costs the most."""
        if is_wanted and self._end is None:
            self._end = self._fan_out.record(track.add)
        elif not is_wanted and self._end is not None:
            self.close()
            track.ring.clear()
