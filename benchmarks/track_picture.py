"""Measure what a picture of the car's camera costs: `python -m benchmarks.track_picture frame`.

In a process of its own and with one thread, so that CPU time is the time of one core. Each is
measured in turns with `cv2.warpPerspective` of the same floor into a picture of the same size,
which is the least that a drawn floor can cost: compare ratios, not machines.
"""

import json
import math
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import replace

import cv2
import numpy as np

from hardware_mocks.worlds.track.picture import CarCamera, CarView, Look, Painter
from hardware_mocks.worlds.track.picture.floors import PX_PER_M
from hardware_mocks.worlds.track.picture.painter import MARGIN_M
from hardware_mocks.worlds.track.state import Pose, Thing, ThingKind, TrackState
from hardware_mocks.worlds.track.track import Track

FRAMES = 240
ROUND = 20
SIZE = (320, 240)
FAULTY = Look.from_seed(5).changed(
    shadows=0.5, shadow_speed_m_s=0.4, glare=0.5, vignette=0.3, blur_px=0.6, noise=4.0, k1=-0.2,
    jpeg_quality=0,
)  # fmt: skip
"""All that a lens, a lamp and a sensor can do at once, but for JPEG."""


def states(track: Track) -> list[TrackState]:
    """Return a car that goes round its lane at 0.8 m/s."""
    lane = track.road.lane
    found = []
    for number in range(FRAMES):
        at = (number * 4) % len(lane)
        ahead = lane[(at + 1) % len(lane)] - lane[at - 1]
        pose = Pose(float(lane[at][0]), float(lane[at][1]), math.atan2(ahead[1], ahead[0]))
        found.append(TrackState(number * 50_000_000, pose, 0.8, 0.5))
    return found


def with_things(state: TrackState) -> TrackState:
    """Return a state with a sign, a light and a box before the car."""
    car = state.car

    def at(ahead_m: float, left_m: float) -> Pose:
        cos, sin = math.cos(car.heading_rad), math.sin(car.heading_rad)
        x_m, y_m = car.x_m + ahead_m * cos - left_m * sin, car.y_m + ahead_m * sin + left_m * cos
        return Pose(x_m, y_m, car.heading_rad + math.pi)

    things = (
        Thing("sign", ThingKind.STOP_SIGN, at(0.7, -0.25), 0.08, 0.01, 0.15, "stop"),
        Thing("light", ThingKind.TRAFFIC_LIGHT, at(0.9, -0.28), 0.04, 0.04, 0.15, "red"),
        Thing("box", ThingKind.BOX, at(1.1, 0.0), 0.2, 0.2, 0.2),
    )
    return replace(state, things=things)


def frame() -> dict[str, float]:
    """Return CPU ms of a 320x240 picture by what is in it, and of a warp of the same floor."""
    cv2.setNumThreads(1)
    track = Track("lane_3", seed=1)
    moments = states(track)
    crowded = [with_things(moment) for moment in moments]
    views = {
        "plain": (CarView(track, looks=Look()), moments),
        "faults": (CarView(track, looks=FAULTY), moments),
        "faults, three things": (CarView(track, looks=FAULTY), crowded),
        "faults, JPEG": (CarView(track, looks=FAULTY.changed(jpeg_quality=80)), moments),
    }
    works: dict[str, Callable[[int], object]] = {
        name: (lambda n, view=view, seen=seen: view.frame(seen[n]))
        for name, (view, seen) in views.items()
    }
    works["warpPerspective"] = _warp(track, moments)
    return _quiet(works)


def _warp(track: Track, moments: list[TrackState]) -> Callable[[int], object]:
    """Return what warps the same floor by the same camera without a lens."""
    floor = Painter(track.road, Look()).painted()
    turns = [_homography(CarCamera(Look(), SIZE), moment.car) for moment in moments]
    return lambda n: cv2.warpPerspective(floor, turns[n], SIZE)


def _homography(camera: CarCamera, car: Pose) -> np.ndarray:
    cos, sin = math.cos(car.heading_rad), math.sin(car.heading_rad)
    to_car = np.array([
        [cos, sin, -(cos * car.x_m + sin * car.y_m)],
        [-sin, cos, sin * car.x_m - cos * car.y_m],
        [0.0, 0.0, 1.0],
    ])  # fmt: skip
    to_floor = np.array([[1 / PX_PER_M, 0, -MARGIN_M], [0, 1 / PX_PER_M, -MARGIN_M], [0, 0, 1]])
    lens = np.array([
        [camera.focal_px, 0, camera.centre_px[0]],
        [0, camera.focal_px, camera.centre_px[1]],
        [0.0, 0.0, 1.0],
    ])  # fmt: skip
    seen = np.column_stack([camera.turn[:, 0], camera.turn[:, 1], -camera.turn @ camera.place_m])
    homography: np.ndarray = lens @ seen @ to_car @ to_floor
    return homography


def _quiet(works: dict[str, Callable[[int], object]]) -> dict[str, float]:
    """Return each one's best median of some turns: what it costs while other programs are quiet."""
    for work in works.values():
        work(0)
    took_ms: dict[str, list[float]] = {name: [] for name in works}
    for number in range(FRAMES):
        for name, work in works.items():
            began_s = time.process_time()
            work(number)
            took_ms[name].append((time.process_time() - began_s) * 1000)
    return {
        name: round(
            min(statistics.median(ms[at : at + ROUND]) for at in range(0, FRAMES, ROUND)), 3
        )
        for name, ms in took_ms.items()
    }


if __name__ == "__main__":
    print(json.dumps(globals()[sys.argv[1]]()))
