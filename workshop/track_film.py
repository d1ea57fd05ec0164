"""Pictures and films of what the car's camera sees on a track when somebody pushes it along."""

import math
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from hardware_mocks.worlds.track.track import Track

NS_PER_S = 1_000_000_000
STEP_MS = 50
MOST_AT_ONCE = 3


class Ride:
    """A car that is pushed along the middle of its lane, and its camera.

    Args:
        size: (width, height) of pictures in pixels.
        speed_m_s: how fast it is pushed.
    """

    def __init__(self, track: "Track", size: tuple[int, int], speed_m_s: float) -> None:
        self.track = track
        self.size = size
        self.speed_m_s = speed_m_s
        self._start_m = track.place.s_m

    def at(self, t_s: float) -> Any:
        """Return the BGR picture of a time, not before the one that was asked for last."""
        from dataclasses import replace

        from hardware_mocks.worlds.track.along import pose_at

        track = self.track
        while (left_ms := round((t_s - track.now_s) * 1000)) > 0:
            # what walks and shines goes on; the car is led
            track.advance(None, None, ms=min(STEP_MS, left_ms))
            pose = pose_at(track.road, self._start_m + self.speed_m_s * track.now_s)
            track.move_car(pose.x_m, pose.y_m, pose.heading_rad)
        state = replace(track.state(), speed_m_s=self.speed_m_s)
        return track.view.frame(state, self.size)


def sheet(ride: Ride, times_s: Iterable[float]) -> Any:
    """Return pictures of some times side by side, each with its time."""
    import cv2
    import numpy as np

    shown = []
    for t_s in sorted(times_s):
        picture = np.ascontiguousarray(ride.at(t_s))
        for colour, thick in (((0, 0, 0), 3), ((255, 255, 255), 1)):
            at, font = (8, picture.shape[0] - 10), cv2.FONT_HERSHEY_SIMPLEX
            cv2.putText(picture, f"{t_s:g} s", at, font, 0.45, colour, thick, cv2.LINE_AA)
        shown.append(picture)
    rows = [shown[at : at + MOST_AT_ONCE] for at in range(0, len(shown), MOST_AT_ONCE)]
    wide = max(map(len, rows))
    blank = np.zeros_like(shown[0])
    return np.vstack([np.hstack(row + [blank] * (wide - len(row))) for row in rows])


def film(ride: Ride, path: Path, times_s: Iterable[float], *, fps: float) -> None:
    """Write a film, one picture at each of the times."""
    from makerkit.camera.clips import ClipWriter
    from makerkit.camera.frame import Frame
    from makerkit.camera.h264 import H264Encoder

    path.unlink(missing_ok=True)
    encoder = H264Encoder(*ride.size, fps=fps, preset="veryfast")
    with ClipWriter(path, ride.size) as clip:
        for number, t_s in enumerate(times_s):
            frame = Frame.from_bgr(number, round(t_s * NS_PER_S), ride.at(t_s))
            clip.write_all(encoder.encode(frame))
        clip.write_all(encoder.close())


def from_above(track: "Track") -> Any:
    """Return the floor from above as a BGR picture, 1 cm a pixel, with the car and the things."""
    import cv2
    import numpy as np

    from hardware_mocks.worlds.track.contact import body_of, foot_of
    from hardware_mocks.worlds.track.picture import Painter
    from hardware_mocks.worlds.track.picture.painter import MARGIN_M

    painter = Painter(track.road, track.view.looks)
    size = (round(painter.room_m[0] * 100), round(painter.room_m[1] * 100))
    floor = np.ascontiguousarray(cv2.resize(painter.painted(), size, interpolation=cv2.INTER_AREA))
    boxes = [(body_of(track.car), (230, 140, 40))]
    boxes += [(foot_of(thing), (60, 90, 220)) for thing in track.things]
    for (x_m, y_m, heading, half_long, half_wide), colour in boxes:
        cos, sin = math.cos(heading), math.sin(heading)
        sides = np.array([(1, 1), (1, -1), (-1, -1), (-1, 1)]) * (half_long, half_wide)
        corners = sides @ np.array([(cos, sin), (-sin, cos)]) + (x_m + MARGIN_M, y_m + MARGIN_M)
        cv2.fillPoly(floor, [np.round(corners * 100).astype(np.int32)], colour, cv2.LINE_AA)
    return floor[::-1]  # y goes up, as on a map
