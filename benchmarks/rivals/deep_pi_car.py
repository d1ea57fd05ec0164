"""DeepPiCar's way to follow a lane of blue tape: colour, Canny, Hough, averaged lines.

Written anew after D. Tian's "DeepPiCar, part 4" (hand_coded_lane_follower.py): a fixed HSV window
for blue, edges of its mask, segments in the lower half, one averaged line for each side, the middle
of their ends at half the height as the goal; the angle changes by at most 5 degrees a frame where
both lines are seen, by 1 with one.
"""

import math
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

Image = NDArray[np.uint8]
BLUE_FROM, BLUE_TO = np.array([60, 40, 40]), np.array([150, 255, 255])
MOST_WITH_TWO_DEG, MOST_WITH_ONE_DEG = 5.0, 1.0


class DeepPiCarLane:
    """Steers by the way of DeepPiCar.

    Attributes:
        draws: whether it draws its overlays, as the published one does in every picture.
        angle_deg: where the wheels point; positive: to the right.
    """

    def __init__(self, *, draws: bool = False) -> None:
        self.draws = draws
        self.angle_deg = 0.0

    def look(self, bgr: Image) -> float | None:
        """Return the new angle; None: no line was seen, and the old one stays."""
        segments = segments_of(edges_of(bgr))
        lines = lanes_of(segments, bgr.shape)
        if self.draws:
            drawn(bgr, segments, lines, self.angle_deg)
        if not lines:
            return None
        wish = goal_deg(lines, bgr.shape)
        most = MOST_WITH_TWO_DEG if len(lines) == 2 else MOST_WITH_ONE_DEG
        self.angle_deg += max(-most, min(most, wish - self.angle_deg))
        return self.angle_deg


def edges_of(bgr: Image) -> Any:
    """Return the edges of what is blue in the lower half."""
    mask = cv2.inRange(cv2.cvtColor(bgr, cv2.COLOR_BGR2HSV), BLUE_FROM, BLUE_TO)
    edges = cv2.Canny(mask, 200, 400)
    edges[: bgr.shape[0] // 2] = 0
    return edges


def segments_of(edges: Any) -> NDArray[np.float64]:
    """Return the segments (n, 4) of edges."""
    found = cv2.HoughLinesP(edges, 1, math.pi / 180, 10, None, 8, 4)
    return np.zeros((0, 4)) if found is None else np.asarray(found, float).reshape(-1, 4)


def lanes_of(segments: NDArray[np.float64], shape: Any) -> list[tuple[float, float, float, float]]:
    """Return one averaged line for each side, from the foot to half the height."""
    height, width = shape[:2]
    sides: tuple[list[tuple[float, float]], ...] = ([], [])
    for x1, y1, x2, y2 in segments:
        if x1 == x2:
            continue
        slope, base = np.polyfit((x1, x2), (y1, y2), 1)
        left = slope < 0 and max(x1, x2) < width * 2 / 3
        right = slope > 0 and min(x1, x2) > width / 3
        if left or right:
            sides[0 if left else 1].append((float(slope), float(base)))
    lines = []
    for side in sides:
        if side:
            slope, base = np.mean(side, axis=0)
            foot, top = height, height / 2
            ends = (max(-width, min(2 * width, (y - base) / slope)) for y in (foot, top))
            lines.append((next(ends), foot, next(ends), top))
    return lines


def drawn(bgr: Image, segments: Any, lines: Any, angle_deg: float) -> Any:
    """Return what it draws into every picture before it looks at the next: three overlays."""
    foot = (bgr.shape[1] / 2, float(bgr.shape[0]))
    top_x = foot[0] + foot[1] / 2 * math.tan(math.radians(angle_deg))
    heading = [(*foot, top_x, foot[1] / 2)]
    over = bgr
    for ends, width_px in ((segments, 10), (lines, 10), (heading, 5)):
        layer = np.zeros_like(bgr)
        for x1, y1, x2, y2 in ends:
            cv2.line(layer, (int(x1), int(y1)), (int(x2), int(y2)), (0, 255, 0), width_px)
        over = np.asarray(cv2.addWeighted(bgr, 0.8, layer, 1, 1), np.uint8)
    return over


def goal_deg(lines: list[tuple[float, float, float, float]], shape: Any) -> float:
    """Return where to steer for the lines that were seen."""
    height, width = shape[:2]
    if len(lines) == 1:
        x1, _, x2, _ = lines[0]
        off = x2 - x1
    else:
        off = (lines[0][2] + lines[1][2]) / 2 - width / 2
    return math.degrees(math.atan2(off, height / 2))
