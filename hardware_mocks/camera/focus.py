"""The lens that moves: where focus is, and the search for it."""

from dataclasses import dataclass
from typing import Any

from hardware_mocks.camera.libcamera_names.controls import (
    AfModeEnum,
    AfPauseEnum,
    AfPauseStateEnum,
    AfStateEnum,
    AfTriggerEnum,
)
from hardware_mocks.camera.models import CameraModel

FIRST_LENS_POSITION = 1.0
SCAN_STEPS = 12
"""Frames that a whole search takes."""
SHARPEST_FOM = 2400
_NEAREST_DIOPTRES = 10.0
_FOLLOW = 0.35


@dataclass(slots=True)
class Lens:
    """The lens of a camera, frame by frame.

    Attributes:
        position: in dioptres: 0 is far away, 10 is 10 cm.
        state: of the search.
    """

    position: float = FIRST_LENS_POSITION
    mode: int = AfModeEnum.Manual
    state: int = AfStateEnum.Idle
    pause: int = AfPauseStateEnum.Running
    _step: int = 0

    def take(self, controls: dict[str, Any]) -> None:
        """Obey controls that have come into force."""
        if "AfMode" in controls and controls["AfMode"] != self.mode:
            self.mode, self.state, self._step = controls["AfMode"], AfStateEnum.Idle, 0
        if self.mode == AfModeEnum.Manual and "LensPosition" in controls:
            self.position = float(controls["LensPosition"])
        if self.mode == AfModeEnum.Auto and "AfTrigger" in controls:
            starts = controls["AfTrigger"] == AfTriggerEnum.Start
            self.state, self._step = (AfStateEnum.Scanning if starts else AfStateEnum.Idle), 0
        if "AfPause" in controls:
            resumes = controls["AfPause"] == AfPauseEnum.Resume
            self.pause = AfPauseStateEnum.Running if resumes else AfPauseStateEnum.Paused

    def move(self, distance_m: float) -> None:
        """Go on by one frame: `distance_m` is where focus would be."""
        goal = 1 / max(distance_m, 1e-3)
        if self.mode == AfModeEnum.Auto and self.state == AfStateEnum.Scanning:
            self._scan(goal)
        elif self.mode == AfModeEnum.Continuous and self.pause == AfPauseStateEnum.Running:
            self._follow(goal)

    def _scan(self, goal: float) -> None:
        self._step += 1
        if self._step < SCAN_STEPS:
            self.position = _NEAREST_DIOPTRES * self._step / SCAN_STEPS
        elif goal > _NEAREST_DIOPTRES:
            self.position, self.state = FIRST_LENS_POSITION, AfStateEnum.Failed
        else:
            self.position, self.state = goal, AfStateEnum.Focused

    def _follow(self, goal: float) -> None:
        goal = min(goal, _NEAREST_DIOPTRES)
        self.position += _FOLLOW * (goal - self.position)
        is_there = abs(goal - self.position) < 0.02
        self.position = goal if is_there else self.position
        self.state = AfStateEnum.Focused if is_there else AfStateEnum.Scanning


def blur_px(model: CameraModel, lens_position: float, distance_m: float, width: int) -> float:
    """Return how wide a point becomes, in pixels of a picture that shows the whole sensor.

    The circle of confusion is f^2/N x the error in dioptres.
    """
    error = abs(lens_position - 1 / max(distance_m, 1e-3))
    circle_mm = model.focal_mm**2 / model.f_number * error / 1000
    sensor_mm = model.resolution[0] * model.cell_nm / 1e6
    return circle_mm / sensor_mm * width


def focus_fom(model: CameraModel, lens_position: float, distance_m: float) -> int:
    """Return libcamera's figure of merit: how sharp the picture is."""
    blur = blur_px(model, lens_position, distance_m, 640)
    return round(SHARPEST_FOM / (1 + blur * blur))
