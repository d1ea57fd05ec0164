"""A small track for tests of pictures: an oval, seen from wherever a test wants."""

import math
from dataclasses import dataclass, field

import numpy as np

from hardware_mocks.worlds.track.road import Mark, MarkKind, Road
from hardware_mocks.worlds.track.state import Pose, Thing, TrackState

LANE_M = 0.35


def oval(kind: str = "two_edges") -> Road:
    turn = np.linspace(0, 2 * np.pi, 1200, endpoint=False)
    lane = np.stack([3 + 2.1 * np.cos(turn), 2.25 + 1.4 * np.sin(turn)], axis=1)
    along = np.gradient(lane, axis=0)
    left = np.stack([-along[:, 1], along[:, 0]], axis=1)
    left /= np.linalg.norm(left, axis=1)[:, None]
    half = left * LANE_M / 2
    marks = {
        "two_edges": (Mark(MarkKind.EDGE, lane - half), Mark(MarkKind.EDGE, lane + half)),
        "two_lanes": (
            Mark(MarkKind.EDGE, lane - half),
            Mark(MarkKind.CENTRE, lane + half, dash_m=0.12, gap_m=0.12),
            Mark(MarkKind.EDGE, lane + 3 * half),
        ),
        "line": (Mark(MarkKind.CENTRE, lane, width_m=0.025),),
    }
    return Road("oval", lane, LANE_M, marks[kind], (6.0, 4.5))


def on_lane(road: Road, step: int) -> Pose:
    """Where a car stands that is in the middle of its lane."""
    ahead = road.lane[(step + 1) % len(road.lane)] - road.lane[step - 1]
    x_m, y_m = road.lane[step]
    return Pose(float(x_m), float(y_m), math.atan2(ahead[1], ahead[0]))


@dataclass
class StillTrack:
    """A track on which the car stands where it was put."""

    road: Road = field(default_factory=oval)
    car: Pose | None = None
    things: tuple[Thing, ...] = ()
    light: float = 1.0

    def state(self, t_ns: int) -> TrackState:
        car = self.car or on_lane(self.road, 300)
        return TrackState(t_ns, car, things=self.things, light=self.light)
