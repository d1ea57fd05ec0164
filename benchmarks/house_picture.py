"""Measure what the simulated camera of the house costs: `python -m benchmarks.house_picture NAME`.

In a process of its own and with one thread, so that CPU time is the time of one core.
"""

import json
import math
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np

from hardware_mocks.camera.sensor import Look, develop
from hardware_mocks.worlds.house.house import House
from hardware_mocks.worlds.house.picture import CameraView
from hardware_mocks.worlds.house.plan import read_plan
from hardware_mocks.worlds.house.state import Body, HouseState

FPS = 15
FRAMES = 300
SIZE = (320, 240)
PEOPLE = (  # name, where, how far it walks to and fro, clothes
    ("mina", 2.4, 2.9, 0.7, ((60, 60, 190), (120, 70, 50))),
    ("jan", 1.7, 2.7, 0.5, ((90, 140, 60), (60, 60, 70))),
    ("guest", 2.9, 2.0, 0.4, ((160, 90, 40), (50, 50, 60))),
)


def busy_room(t_ns: int) -> HouseState:
    """Return the living room in the evening, three people walking in it."""
    t_s = t_ns / 1e9
    state = replace(House("at_home").state(0), lamps={"living_lamp": 1.0, "hall_lamp": 1.0})
    bodies = tuple(
        Body(name, "resident", x_m + far_m * math.sin(t_s / 2 + x_m), y_m, t_s / 5 + x_m, "walks",
             t_s % 1, 1.75, clothes)
        for name, x_m, y_m, far_m, clothes in PEOPLE
    )  # fmt: skip
    return replace(state, t_ns=t_ns, sun_elevation_rad=-0.5, bodies=bodies)


def frame() -> list[float]:
    """Return CPU ms per frame: with three people, the empty room, a warp with noise, a copy."""
    cv2.setNumThreads(1)
    times_ns = [round(number * 1e9 / FPS) for number in range(FRAMES)]
    states = {t_ns: busy_room(t_ns) for t_ns in times_ns}
    empty = {t_ns: replace(state, bodies=()) for t_ns, state in states.items()}

    def shoot(of: dict[int, HouseState]) -> Callable[[int], object]:
        view = CameraView(read_plan(), "living_room", of.__getitem__)
        return lambda t_ns: develop(view.look(t_ns, SIZE), Look(gain=4.0, ticket=t_ns))

    picture = CameraView(read_plan(), "living_room", empty.__getitem__).look(0, SIZE).image
    noise = np.random.default_rng(1).integers(0, 9, picture.shape, np.uint8)
    turn = np.array([[1.0, 0.01, 0.5], [0.0, 1.0, 0.5], [1e-5, 0.0, 1.0]])

    def warp(_: int) -> object:
        return cv2.add(cv2.warpPerspective(picture, turn, SIZE), noise)

    works = (shoot(states), shoot(empty), warp, lambda _: picture.copy())
    return [_quiet(list(part)) for part in zip(*_rounds(works, times_ns), strict=True)]


def _quiet(took_ms: list[float]) -> float:
    """Return the best median of some seconds: what it costs while other programs are quiet."""
    return min(statistics.median(took_ms[at : at + FPS]) for at in range(0, FRAMES, FPS))


def _rounds(works: tuple[Callable[[int], object], ...], times_ns: list[int]) -> list[list[float]]:
    """Return CPU ms of each work for each frame, in turns: other programs disturb all alike."""
    for work in works:
        work(times_ns[0])
    found = []
    for t_ns in times_ns:
        took_ms = []
        for work in works:
            began_s = time.process_time()
            work(t_ns)
            took_ms.append((time.process_time() - began_s) * 1000)
        found.append(took_ms)
    return found


def first_look() -> list[float]:
    """Return CPU s until a camera's first 640x480 frame: nothing kept, and from the cache."""
    import os

    cv2.setNumThreads(1)
    with tempfile.TemporaryDirectory() as folder:
        os.environ["MAKER_CACHE"] = str(Path(folder))
        return [_first_look_s(), _first_look_s()]


def _first_look_s() -> float:
    view = CameraView(read_plan(), "living_room", lambda t_ns: replace(busy_room(0), t_ns=t_ns))
    began_s = time.process_time()
    view.look(0, (640, 480))
    return time.process_time() - began_s


if __name__ == "__main__":
    print(json.dumps(globals()[sys.argv[1]]()))
