"""Hours of bad weather and light in the simulated house, and the people who break into it."""

import math
import random
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from hardware_mocks.camera.sensor import Look, develop
from hardware_mocks.worlds.house.house import House

FPS = 10
SIZE = (320, 240)
VISIBLE = 0.01
"""Somebody is visible whose box fills so much of the picture."""
EXPOSURE_SPEED = 0.2
"""Share of the way to a good exposure with each frame, as libcamera goes."""
INFRARED_GAIN, WELL_LIT_LUX, MOST_GAIN = 8.0, 40.0, 16.0

HOURS = (  # what happens, at which camera: there where most of it is to be seen
    ("headlights", "living_room"),
    ("insects", "front_door"),
    ("clouds", "street"),
    ("rain", "street"),
    ("lamps", "living_room"),
    ("curtain", "living_room"),
    ("shakes", "living_room"),
    ("headlights", "street"),
    ("clouds", "living_room"),
    ("rain", "front_door"),
)
BREAK_INS = ("burglary", "two_intruders", "slow_intruder", "walk_through", "visitor_at_the_door")
_BEGINS = {
    "headlights": "2025-12-02T22:00:00",
    "insects": "2025-08-05T23:00:00",
    "clouds": "2025-04-15T11:00:00",
    "rain": "2025-03-08T15:00:00",
    "lamps": "2025-11-03T20:00:00",
    "curtain": "2025-07-02T10:00:00",
    "shakes": "2025-06-10T14:00:00",
}


@dataclass(frozen=True, slots=True)
class Shot:
    """One frame: its time, what the camera gives, and how much of it the biggest body fills."""

    t_s: float
    luma: NDArray[np.uint8]
    body: float


def hour(kind: str, camera: str, *, seed: int, seconds: float = 3600.0) -> Iterator[Shot]:
    """Give the frames of an hour in which nobody is there."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / f"{kind}.toml"
        file.write_text(_scenario(kind, camera, seed, seconds))
        house = House(str(file), seed=seed)
    yield from shots(house, camera, seconds)


def break_ins(*, seed: int) -> Iterator[tuple[str, str, Iterator[Shot]]]:
    """Give scenario, camera and frames of every break-in."""
    for name in BREAK_INS:
        for camera in House(name).plan.cameras:
            house = House(name, seed=seed)
            yield name, camera, shots(house, camera, house.scenario.length_s)


def shots(house: House, camera: str, seconds: float) -> Iterator[Shot]:
    """Give the frames of a camera, with the noise of its sensor and its slow exposure."""
    view = house.view(camera)
    exposed: float | None = None
    for number in range(int(seconds * FPS)):
        t_ns = round(number * 1e9 / FPS)
        scenery = view.look(t_ns, SIZE)
        gain = min(MOST_GAIN, max(1.0, WELL_LIT_LUX / max(scenery.lux, 1e-3)))
        gain = INFRARED_GAIN if scenery.is_infrared else gain
        wanted = -math.log2(max(scenery.lux, 1e-3))
        exposed = wanted if exposed is None else exposed + EXPOSURE_SPEED * (wanted - exposed)
        level = 2.0 ** (exposed - wanted)
        picture = develop(scenery, Look(level=level, gain=gain, ticket=t_ns))
        body = 0.0
        if house.state(t_ns).bodies:
            body = max((b[1][2] * b[1][3] for b in view.boxes(t_ns)), default=0.0)
        yield Shot(t_ns / 1e9, cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY), body)


def _scenario(kind: str, camera: str, seed: int, seconds: float) -> str:
    """Return a scenario file: something of its kind happens about once a minute."""
    chance = random.Random(f"{kind} {camera} {seed}")
    lines, t_s, number = [], 20.0, 0
    while t_s < seconds - 20:
        lines += [
            f'    "at {t_s:.0f}: {line}",' for line in _happening(kind, camera, number, chance)
        ]
        t_s += chance.uniform(20, 100)
        number += 1
    lamps = 'lamps = ["reading_lamp"]\n' if kind == "lamps" else ""
    opened = 'open = ["window"]\ncurtains = ["window"]\n' if kind == "curtain" else ""
    wind = "wind = 0.35\ngusts = 0.2\n" if kind in {"curtain", "rain", "shakes"} else ""
    return (
        f'world = "house"\ntitle = "An hour of {kind}"\nabout = "Nobody is there."\n'
        f"start = {_BEGINS[kind]}\nlength_s = {seconds:.0f}\nhappens = [\n"
        + "\n".join(lines)
        + f"\n]\n[house]\n{lamps}{opened}[weather]\nclouds = 0.3\n{wind}"
    )


def _happening(kind: str, camera: str, number: int, chance: random.Random) -> list[str]:
    """Return the lines of what happens next."""

    def some(low: float, high: float) -> str:
        return f"{chance.uniform(low, high):.1f}"

    is_odd = number % 2 == 1
    lines = {
        "headlights": lambda: [f"headlights {chance.choice(['west', 'east'])} over {some(3, 8)}"],
        "insects": lambda: [f"insects {camera} {chance.randint(1, 4)} for {some(10, 60)}"],
        "clouds": lambda: [f"clouds {some(0.8, 1) if is_odd else some(0, 0.3)} over {some(2, 10)}"],
        "rain": lambda: [f"rain {some(0, 1)} over 8", f"wind {some(0.1, 0.9)} over 8"],
        "lamps": lambda: [
            f"lamp {('living_lamp', 'hall_lamp')[number // 2 % 2]} {'off' if is_odd else 'on'}"
        ],
        "curtain": lambda: [f"wind {some(0.1, 1)} over {some(2, 10)}"],
        "shakes": lambda: [f"shake {camera} {some(0.3, 1.5)} for {some(1, 5)}"],
    }
    return lines[kind]()
