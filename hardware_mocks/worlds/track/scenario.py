"""What happens on a track: which road, how it looks, what stands and moves, what is broken."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from hardware_mocks.worlds.track.chassis import Chassis
from hardware_mocks.worlds.track.road import Road
from hardware_mocks.worlds.track.state import Pose, Thing


class Movement(StrEnum):
    """How a thing moves."""

    STANDS = "stands"
    CROSSES = "crosses"
    """It walks from its place to `to_side_m`, across the lane, when it is time."""
    DRIVES = "drives"
    """It goes along the lane at `speed_m_s`, with the traffic or (negative) against it."""


@dataclass(frozen=True, slots=True)
class Actor:
    """A thing of a scenario, and what it does.

    Attributes:
        thing: how it is at the start.
        s_m, side_m: where it stands along the road; side is positive to the left of the lane.
        movement: how it moves.
        speed_m_s: how fast.
        to_side_m: where somebody who crosses goes.
        at_s: when it begins to move.
        when_near_m: it begins when the car's front is as near along the road; None: by the time.
        schedule: of a light: (colour, seconds), again and again from the start.
        stop_s_m: of a sign or light: where one has to stand for it, along the road.
    """

    thing: Thing
    s_m: float = 0.0
    side_m: float = 0.0
    movement: Movement = Movement.STANDS
    speed_m_s: float = 0.0
    to_side_m: float = 0.0
    at_s: float = 0.0
    when_near_m: float | None = None
    schedule: tuple[tuple[str, float], ...] = ()
    stop_s_m: float | None = None


@dataclass(frozen=True, slots=True)
class TrackFaults:
    """What goes wrong.

    Attributes:
        latency_s: from an exposure to the moment at which the wheels are told.
        jitter_s: how much more that may be, evenly spread.
        dropped: share of the pictures that never arrive.
        damaged: share of the bytes on the board's line of which one bit is flipped.
        battery_v: voltage of the battery without load; None: as wired.
        sonar_noise_m: standard deviation of what the sonar measures.
        sonar_dropped: share of its echoes that do not come back.
        sonar_ghosts: share of its measurements that are an echo from nowhere; never two in a row.
        grip: share of the usual grip of the tyres.
        marks_gone_s: when every mark of the road is gone: the line is lost; None: never.
    """

    latency_s: float = 0.1
    jitter_s: float = 0.0
    dropped: float = 0.0
    damaged: float = 0.0
    battery_v: float | None = None
    sonar_noise_m: float = 0.003
    sonar_dropped: float = 0.01
    sonar_ghosts: float = 0.0
    grip: float = 1.0
    marks_gone_s: float | None = None


@dataclass(frozen=True)
class TrackScenario:
    """A track and what happens on it.

    Attributes:
        name: of its file, or as it was asked for: "lane_12".
        title: for people.
        road: where one drives.
        look_seed: how floor, light and camera are; None: plain grey floor, white marks.
        look: single knobs of the look, by name, over those of the seed.
        actors: what stands and moves there.
        faults: what goes wrong.
        chassis: what the car is like; None: as built, by the seed of the run.
        start_s_m, start_side_m, start_turn_rad: where the car begins, along the road.
        light: share of the usual light of the room.
        length_s: how long it is worth watching.
    """

    name: str
    title: str
    road: Road
    look_seed: int | None = None
    look: Mapping[str, Any] = field(default_factory=dict)
    actors: tuple[Actor, ...] = ()
    faults: TrackFaults = TrackFaults()
    chassis: Chassis | None = None
    start_s_m: float = 0.0
    start_side_m: float = 0.0
    start_turn_rad: float = 0.0
    light: float = 1.0
    length_s: float = 60.0

    @property
    def start(self) -> Pose:
        """Where the car begins."""
        from hardware_mocks.worlds.track.along import pose_at

        beside = pose_at(self.road, self.start_s_m, self.start_side_m)
        return Pose(beside.x_m, beside.y_m, beside.heading_rad + self.start_turn_rad)
