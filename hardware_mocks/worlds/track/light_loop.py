"""The whole closed loop without firmware, bench and virtual time: many laps a minute.

    run = drive(Track("lane_3"), pilot, for_s=60, laps=2)
    run.laps, run.mean_m, run.left_lane_at_s

The camera takes a picture `fps` times a second; the pilot is given it with the time of its
exposure, and what it answers reaches the wheels `latency_s` after that exposure. In place of the
firmware a simple control holds the speed of each wheel.
"""

from __future__ import annotations

import random
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

import numpy as np

from hardware_mocks.worlds.track.chassis import Chassis
from hardware_mocks.worlds.track.referee import Event
from hardware_mocks.worlds.track.track import STEP_MS, Track

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from hardware_mocks.worlds.track.state import TrackState

Speeds = tuple[float, float]
"""Of the wheels, left and right, in m/s."""
Pilot = Callable[["NDArray[np.uint8]", float, Speeds], Speeds]
"""(picture BGR, seconds of its exposure, measured (left, right) m/s) -> wished (left, right) m/s"""
SUPPLY_V = 5.8
"""Two lithium cells at 7.6 V behind an L298N, which keeps 1.8 V for itself."""
CONTROL_MS = 10
"""As often the firmware looks at its wheels."""


class Eye(Protocol):
    """What makes the pictures: `CarView` of `picture`, or a test's own."""

    def frame(self, state: TrackState) -> NDArray[np.uint8]:
        """Return the picture (240, 320, 3) BGR of a moment."""


@dataclass
class Run:
    """How a drive went.

    Attributes:
        laps: driven, with the part of the last one.
        lasted_s: simulated seconds.
        left_lane_at_s: when it was first farther than half a lane from the middle; None: never.
        offsets_m: from the middle of the lane, every 20 ms, positive: to its left.
        samples: the truth every 50 ms.
        events: what happened: laps, leaving the lane, contacts, stops.
    """

    laps: float = 0.0
    lasted_s: float = 0.0
    left_lane_at_s: float | None = None
    offsets_m: list[float] = field(default_factory=list)
    samples: list[Event] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)

    @property
    def stayed(self) -> bool:
        """Whether it never left the lane."""
        return self.left_lane_at_s is None

    @property
    def mean_m(self) -> float:
        """Mean distance from the middle of the lane."""
        return float(np.mean(np.abs(self.offsets_m))) if self.offsets_m else 0.0

    @property
    def p95_m(self) -> float:
        """What 95 % of these distances are below."""
        return float(np.percentile(np.abs(self.offsets_m), 95)) if self.offsets_m else 0.0


def drive(
    track: Track,
    pilot: Pilot,
    *,
    for_s: float = 60.0,
    laps: float | None = None,
    latency_s: float = 0.1,
    jitter_s: float = 0.0,
    fps: float = 20.0,
    dropped: float = 0.0,
    stop_when_left: bool = True,
    view: Eye | None = None,
) -> Run:
    """Let a pilot drive, until the time or the laps are over or the lane is left.

    Args:
        track: where; it goes on from where it is.
        pilot: (picture, seconds of its exposure, measured wheel speeds) -> wished wheel speeds.
        for_s: at most so many simulated seconds.
        laps: at most so many laps.
        latency_s: from an exposure to the moment at which the wheels are told.
        jitter_s: how much more that may be.
        fps: pictures a second.
        dropped: share of the pictures that are never seen.
        stop_when_left: whether the drive is over when the car has left its lane.
        view: what makes the pictures; by default the car's own camera.
    """
    eye = own_view(track) if view is None else view
    pictures = _Pictures(
        track, eye, fps=fps, dropped=dropped, latency_s=latency_s, jitter_s=jitter_s
    )
    wheels = WheelControl(track.car.chassis)
    run, began_ns = Run(), track.now_ns
    goal_way = None if laps is None else track.referee.way_m + laps * track.lap_m
    while track.now_ns - began_ns < for_s * 1e9:
        if pictures.is_due():
            pictures.show(pilot)
        wheels.wish = pictures.answer(wheels.wish)
        _go_on(track, wheels, run)
        if track.referee.has_left_lane and run.left_lane_at_s is None:
            run.left_lane_at_s = track.now_s
            if stop_when_left:
                break
        if goal_way is not None and track.referee.way_m >= goal_way:
            break
    return _ended(run, track, began_ns)


def own_view(track: Track) -> Eye:
    """Return the car's own camera."""
    eye: Eye = track.view
    return eye


class _Pictures:
    """Shows the pilot a picture now and then, and keeps each answer until the wheels are told."""

    def __init__(
        self,
        track: Track,
        eye: Eye,
        *,
        fps: float,
        dropped: float,
        latency_s: float,
        jitter_s: float,
    ) -> None:
        self._track, self._eye = track, eye
        self._period_ns, self._dropped = round(1e9 / fps), dropped
        self._latency_s, self._jitter_s = latency_s, jitter_s
        self._chance = random.Random(f"light loop {track.seed}")
        self._next_ns = track.now_ns
        self._answers: deque[tuple[int, Speeds]] = deque()

    def is_due(self) -> bool:
        """Return whether it is time for the next picture."""
        return self._track.now_ns >= self._next_ns

    def show(self, pilot: Pilot) -> None:
        """Take a picture and let the pilot answer, unless the picture is dropped."""
        track, car = self._track, self._track.car
        self._next_ns += self._period_ns
        late_ns = round((self._latency_s + self._jitter_s * self._chance.random()) * 1e9)
        if self._chance.random() >= self._dropped:
            picture = self._eye.frame(track.state())
            wish = pilot(picture, track.now_s, (car.left_m_s, car.right_m_s))
            self._answers.append((track.now_ns + late_ns, wish))

    def answer(self, wish: Speeds) -> Speeds:
        """Return what the wheels are told by now: the last answer that is due, else as before."""
        while self._answers and self._answers[0][0] <= self._track.now_ns:
            wish = self._answers.popleft()[1]
        return wish


class WheelControl:
    """Holds the speed of each wheel, in place of the firmware.

    Attributes:
        wish: of the wheels, left and right, in metres a second.
    """

    GAIN_V = 4.0
    REST_V_S = 12.0
    MOST_REST_V = 2.0

    def __init__(self, chassis: Chassis) -> None:
        self.wish: Speeds = (0.0, 0.0)
        self._per_volt = chassis.speed_per_volt
        self._friction_v = chassis.friction_v
        self._rest_v = [0.0, 0.0]

    def volts(self, measured: tuple[float, float], dt_s: float) -> tuple[float, float]:
        """Return what to give the motors for the next moment."""
        left, right = (self._one(side, measured[side], dt_s) for side in (0, 1))
        return left, right

    def _one(self, side: int, measured: float, dt_s: float) -> float:
        wish = self.wish[side]
        if not wish:
            self._rest_v[side] = 0.0
            return 0.0
        off = wish - measured
        rest = self._rest_v[side] + self.REST_V_S * off * dt_s
        self._rest_v[side] = max(-self.MOST_REST_V, min(self.MOST_REST_V, rest))
        friction = self._friction_v if wish > 0 else -self._friction_v
        volts = wish / self._per_volt + friction + self.GAIN_V * off + self._rest_v[side]
        return max(-SUPPLY_V, min(SUPPLY_V, volts))


def _go_on(track: Track, wheels: WheelControl, run: Run) -> None:
    """Go on by two steps of the wheels' control."""
    car = track.car
    for _ in range(2):
        left_v, right_v = wheels.volts((car.left_m_s, car.right_m_s), CONTROL_MS / 1000)
        track.referee.duty = (left_v / SUPPLY_V, right_v / SUPPLY_V)
        track.advance(left_v, right_v, ms=CONTROL_MS)
    run.offsets_m.append(track.place.offset_m)


def _ended(run: Run, track: Track, began_ns: int) -> Run:
    began_s = began_ns / 1e9
    run.laps = track.referee.way_m / track.lap_m
    run.lasted_s = (track.now_ns - began_ns) / 1e9
    run.samples = [sample for sample in track.referee.samples if sample["t_s"] >= began_s]
    run.events = [event for event in track.referee.events if event["t_s"] >= began_s]
    return run


assert CONTROL_MS % STEP_MS == 0
