"""What the track was like a moment ago: a picture is developed later than it is exposed."""

from __future__ import annotations

import math
from collections import deque
from dataclasses import replace

from hardware_mocks.worlds.track.state import Pose, TrackState

KEPT = 800
"""States: 3.2 s of them, and some more where the voltage changes often."""
FARTHEST_S = 0.1
"""How far ahead one may ask: it goes on as it does."""


class History:
    """The last few seconds, in steps of some milliseconds."""

    def __init__(self) -> None:
        self._past: deque[TrackState] = deque(maxlen=KEPT)

    @property
    def newest(self) -> TrackState:
        """The state that was added last."""
        return self._past[-1]

    def add(self, state: TrackState) -> None:
        """Add a state, which is newer than all before."""
        self._past.append(state)

    def begin(self, state: TrackState) -> None:
        """Forget what was: the car has been carried, and did not drive there."""
        self._past.clear()
        self._past.append(state)

    def change_newest(self, state: TrackState) -> None:
        """Take another state for the newest one."""
        self._past[-1] = state

    def at(self, t_ns: int) -> TrackState:
        """Return how it was at a time, between two states evenly."""
        newest = self._past[-1]
        if t_ns == newest.t_ns:
            return newest
        if t_ns > newest.t_ns:
            return _ahead(newest, t_ns)
        after = newest
        for before in reversed(tuple(self._past)):  # a camera looks from a thread of its own
            if before.t_ns <= t_ns:
                return _between(before, after, t_ns)
            after = before
        return replace(after, t_ns=t_ns)


def _ahead(state: TrackState, t_ns: int) -> TrackState:
    """Return how it will be if the car goes on like this."""
    dt_s = min(FARTHEST_S, (t_ns - state.t_ns) / 1_000_000_000)
    middle = state.car.heading_rad + 0.5 * state.turn_rad_s * dt_s
    way_m = state.speed_m_s * dt_s
    pose = Pose(
        state.car.x_m + way_m * math.cos(middle),
        state.car.y_m + way_m * math.sin(middle),
        state.car.heading_rad + state.turn_rad_s * dt_s,
    )
    return replace(state, t_ns=t_ns, car=pose)


def _between(before: TrackState, after: TrackState, t_ns: int) -> TrackState:
    """Return how it was between two moments."""
    share = (t_ns - before.t_ns) / max(1, after.t_ns - before.t_ns)

    def mixed(a: float, b: float) -> float:
        return a + (b - a) * share

    pose = Pose(
        mixed(before.car.x_m, after.car.x_m),
        mixed(before.car.y_m, after.car.y_m),
        mixed(before.car.heading_rad, after.car.heading_rad),
    )
    speed = mixed(before.speed_m_s, after.speed_m_s)
    turn = mixed(before.turn_rad_s, after.turn_rad_s)
    return replace(before, t_ns=t_ns, car=pose, speed_m_s=speed, turn_rad_s=turn)
