"""Looks at a film as the guard of the house does, and keeps what was seen."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from makerkit.app.config_file import checked, read_toml
from makerkit.errors import BadInputError, NotThereError
from security_system.motion.detector import MotionDetector
from security_system.motion.events import MotionEvents
from security_system.motion.settings import MotionSettings
from security_system.motion.sight import Box, MotionEvent, Sight
from security_system.replaying.film import Film, Shot

MS_PER_NS = 1e-6


def motion_settings(file: Path, camera: str | None) -> MotionSettings:
    """Return the settings of a camera's motion out of the settings file of the house.

    Raises:
        BadInputError: a setting is wrong, or no camera was named and there are several.
        NotThereError: there is no such file or camera.
    """
    cameras = read_toml(file).get("cameras", {})
    names = ", ".join(cameras) or "none"
    if camera is None:
        if len(cameras) != 1:
            raise BadInputError(f"Say --camera NAME; {file} has: {names}.")
        camera = next(iter(cameras))
    if camera not in cameras:
        raise NotThereError(f"There is no camera {camera} in {file}; it has: {names}.")
    raw = cameras[camera].get("motion", {})
    return checked(MotionSettings, raw, file)


class Replay:
    """Puts a film through a detector.

    Attributes:
        film: what is looked at.
        events: what was found so far.
    """

    def __init__(self, film: Film, settings: MotionSettings, *, every: int = 1) -> None:
        if every < 1:
            raise BadInputError(f"--every is 1 for each picture, 2 for every other (got {every}).")
        self.film = film
        self.events: list[MotionEvent] = []
        self._settings = settings
        self._every = every
        self._frames: list[dict[str, Any]] = []
        self._look_ns = self._all_ns = 0
        self._looks = 0

    def run(self) -> Iterator[float]:
        """Look at all pictures; give the time of each in seconds."""
        joined = MotionEvents(self._settings.event_gap_s)
        detector: MotionDetector | None = None
        sight = Sight(t_s=0.0)
        began_ns = time.process_time_ns()
        for number, shot in enumerate(self.film.shots()):
            if detector is None:
                detector = MotionDetector(self._settings, shot.luma.shape[1::-1])
                self._shape = shot
            if number % self._every == 0:
                sight = self._look(detector, shot)
                self._add(joined.take(sight), shot)
                self._last = shot
            self._frames.append(_frame(sight, shot))
            yield shot.t_s
        self._add(joined.finish(), self._last)
        self._all_ns = time.process_time_ns() - began_ns

    def answer(self) -> dict[str, Any]:
        """Return what was found; `security_system/replay.py` says in which shape."""
        shot = self._shape
        pictures = len(self._frames)
        decode_ns = max(0, self._all_ns - self._look_ns)
        return {
            "video": str(self.film.file),
            "width": shot.width,
            "height": shot.height,
            "fps": round(self.film.fps, 3),
            "duration_s": self._frames[-1]["t_s"],
            "luma_width": shot.luma.shape[1],
            "luma_height": shot.luma.shape[0],
            "frames": self._frames,
            "events": [_event(event) for event in self.events],
            "cpu_ms_per_frame": round(self._look_ns * MS_PER_NS / max(self._looks, 1), 4),
            "decode_cpu_ms_per_frame": round(decode_ns * MS_PER_NS / pictures, 4),
            "problem": self.film.problem,
        }

    def _look(self, detector: MotionDetector, shot: Shot) -> Sight:
        began_ns = time.thread_time_ns()
        sight = detector.look(shot.luma, shot.t_s)
        self._look_ns += time.thread_time_ns() - began_ns
        self._looks += 1
        return sight

    def _add(self, event: MotionEvent | None, shot: Shot) -> None:
        """Keep an event, its boxes in pixels of the video."""
        if event is not None:
            from dataclasses import replace

            self.events.append(replace(event, boxes=_scaled(event.boxes, shot)))


def _scaled(boxes: tuple[Box, ...], shot: Shot) -> tuple[Box, ...]:
    height, width = shot.luma.shape
    right, down = shot.width / width, shot.height / height
    return tuple(
        Box(round(b.x * right), round(b.y * down), round(b.width * right), round(b.height * down))
        for b in boxes
    )


def _frame(sight: Sight, shot: Shot) -> dict[str, Any]:
    seen: dict[str, Any] = {"t_s": round(shot.t_s, 4), "motion": sight.is_motion}
    seen |= {"score": sight.score, "held": sight.held}
    if sight.is_motion:
        seen["boxes"] = [list(box) for box in _scaled(sight.boxes, shot)]
    return seen


def _event(event: MotionEvent) -> dict[str, Any]:
    return {
        "start_s": round(event.start_s, 4),
        "end_s": round(event.end_s, 4),
        "best_s": round(event.best_s, 4),
        "boxes": [list(box) for box in event.boxes],
        "score": event.score,
        "why": event.why,
        "areas": list(event.areas),
    }
