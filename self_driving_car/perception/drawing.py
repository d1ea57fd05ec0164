"""Draws what was seen into the picture, for people: the lane, its sureness, signs and lights."""

from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from self_driving_car.perception.calibration import Calibration
from self_driving_car.perception.seen import Lane, LightColour, Seen

Picture = NDArray[np.uint8]
Colour = tuple[int, int, int]

SCALE = 2
"""The picture is drawn larger, so that lines are fine."""
NEAR_M, STEP_M = 0.16, 0.03
SURE, UNSURE = 0.6, 0.3
GREEN, YELLOW, RED, WHITE, DARK = (
    (106, 214, 62), (64, 200, 255), (84, 84, 245), (245, 245, 245), (24, 18, 12),
)  # fmt: skip
LIGHTS: dict[LightColour, Colour] = {
    LightColour.RED: RED, LightColour.AMBER: YELLOW, LightColour.GREEN: GREEN,
}  # fmt: skip
FILL = 0.28


def drawn(bgr: Picture, seen: Seen, calibration: Calibration) -> Picture:
    """Return a picture twice as large with what was seen in it; the given one stays as it is."""
    height, width = bgr.shape[:2]
    canvas = cv2.resize(bgr, (SCALE * width, SCALE * height), interpolation=cv2.INTER_LINEAR)
    if seen.lane is not None:
        _draw_lane(canvas, seen.lane, calibration.for_size((width, height)))
    for sign in seen.signs:
        _draw_box(canvas, sign.box, RED, _words(sign.kind.value.upper(), sign.distance_m))
    for light in seen.lights:
        words = _words(light.colour.value.upper(), light.distance_m)
        _draw_box(canvas, light.box, LIGHTS[light.colour], words)
    return np.asarray(canvas, np.uint8)


def _draw_lane(canvas: Any, lane: Lane, calibration: Calibration) -> None:
    """Fill the lane, and draw its marks and its middle: the surer, the greener."""
    far_m = max(lane.farthest_m, NEAR_M + 4 * STEP_M)
    x = np.arange(NEAR_M, far_m, STEP_M)
    y = np.array([lane.y_at(float(at)) for at in x])
    slope = np.gradient(y, x)
    length = np.hypot(1.0, slope)
    aside = np.column_stack([-slope / length, 1 / length]) * lane.width_m / 2
    middle = np.column_stack([x, y])
    colour = _sureness(lane.confidence)
    line = _on_picture(middle, calibration)
    if lane.width_m > 0:
        left, right = (_on_picture(middle + side * aside, calibration) for side in (1, -1))
        if len(left) > 1 and len(right) > 1:
            _fill(canvas, np.concatenate([left, right[::-1]]), colour)
            for edge in (left, right):
                _line(canvas, edge, colour, 5)
    _line(canvas, line, WHITE, 2)


def _on_picture(floor_m: Any, calibration: Calibration) -> Any:
    at = calibration.pixels(floor_m) * SCALE
    at = at[np.isfinite(at).all(1)]
    return np.round(at.clip(-4000, 4000)).astype(np.int32).reshape(-1, 2)


def _fill(canvas: Any, outline: Any, colour: Colour) -> None:
    over = canvas.copy()
    cv2.fillPoly(over, [outline.reshape(-1, 1, 2)], colour)
    cv2.addWeighted(over, FILL, canvas, 1 - FILL, 0.0, dst=canvas)


def _line(canvas: Any, points: Any, colour: Colour, width_px: int) -> None:
    shape = [points.reshape(-1, 1, 2)]
    cv2.polylines(canvas, shape, False, DARK, width_px + 2, cv2.LINE_AA)
    cv2.polylines(canvas, shape, False, colour, width_px, cv2.LINE_AA)


def _draw_box(canvas: Any, box: tuple[int, int, int, int], colour: Colour, words: str) -> None:
    x, y, wide, high = (SCALE * int(number) for number in box)
    cv2.rectangle(canvas, (x, y), (x + wide, y + high), DARK, 5)
    cv2.rectangle(canvas, (x, y), (x + wide, y + high), colour, 3)
    below = y - 8 if y > 24 else y + high + 20
    for shade, thick in ((DARK, 4), (colour, 1)):
        cv2.putText(canvas, words, (x, below), cv2.FONT_HERSHEY_SIMPLEX, 0.55, shade, thick,
                    cv2.LINE_AA)  # fmt: skip


def _words(name: str, distance_m: float | None) -> str:
    return name if distance_m is None else f"{name} {distance_m:.2f} m"


def _sureness(confidence: float) -> Colour:
    if confidence >= SURE:
        return GREEN
    return YELLOW if confidence >= UNSURE else RED
