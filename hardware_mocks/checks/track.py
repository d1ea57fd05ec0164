"""The track as a check speaks of it: laps, lanes, what is put before the car."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from hardware_mocks.checks.failure import CheckFailure, NothingSeenError
from hardware_mocks.checks.quantities import Quantity, degrees, metres, seconds
from hardware_mocks.checks.track_car import wait_until, world_of
from hardware_mocks.worlds.track.along import pose_at
from hardware_mocks.worlds.track.state import Pose, ThingKind

if TYPE_CHECKING:
    from hardware_mocks.checks.run import Run
    from hardware_mocks.worlds.track.track import Track as World


class TrackView:
    """How the drive goes; changes nothing."""

    def __init__(self, run: Run) -> None:
        self._run = run

    @property
    def laps(self) -> int:
        """Whole laps done."""
        return self._world.referee.laps

    @property
    def offset_m(self) -> float:
        """How far the car is from the middle of its lane; positive: to the left."""
        return self._world.place.offset_m

    @property
    def offsets_m(self) -> list[tuple[float, float]]:
        """(seconds, metres) how far it was from the middle of its lane, every 50 ms."""
        return [(s["t_s"], s["offset_m"]) for s in self._world.referee.samples]

    def mean_offset_m(self, since_s: float = 0.0) -> float:
        """Return the mean distance from the middle of the lane, either side."""
        offsets = [abs(offset_m) for t_s, offset_m in self.offsets_m if t_s >= since_s]
        if not offsets:
            raise NothingSeenError("the car has not been there yet")
        return sum(offsets) / len(offsets)

    @property
    def left_lane_s(self) -> list[float]:
        """When the car left its lane, each time."""
        return [event["t_s"] for event in self.events("left_lane")]

    def events(self, *whats: str) -> list[dict[str, Any]]:
        """Return what happened, of these kinds: "lap", "contact", "passed_sign", ..."""
        return [event for event in self._world.referee.events if event["what"] in whats]

    def place_of_marks(self, from_row: int = 160) -> float | None:
        """Return where the marks are in the camera's picture, below one of its 240 rows.

        -1.0 is the left edge, 1.0 the right one; None: nothing is to be seen of them.
        """
        from hardware_mocks.checks.track_sight import place_of_marks

        return place_of_marks(self._world, from_row)

    @property
    def lap_m(self) -> float:
        """How long one lap is."""
        return self._world.lap_m

    @property
    def _world(self) -> World:
        return world_of(self._run)


class TrackOfCheck(TrackView):
    """What a lesson asks of the drive, and does on the track."""

    def lap(self, within: Quantity = "60 s") -> None:
        """The car drives one more lap and does not leave its lane."""
        self._run.looks += 1
        wanted = self.laps + 1
        self._stays(lambda: self.laps >= wanted, seconds(within))
        if self.laps < wanted:
            share = self._world.referee.way_m / self.lap_m - (wanted - 1)
            raise CheckFailure(
                "track.no_lap",
                is_missing=True,
                within_s=seconds(within),
                percent=max(0.0, 100 * share),
            )

    def keeps_lane(self, for_: Quantity = "10 s") -> None:
        """The car does not leave its lane for that time."""
        self._run.looks += 1
        self._stays(lambda: False, seconds(for_))

    def puts(
        self,
        kind: str,
        ahead: Quantity,
        *,
        name: str = "",
        size_m: tuple[float, float, float] | None = None,
        turned: Quantity = 0,
        looks: str = "",
    ) -> str:
        """Put something before the car, so far ahead of its front; return its name."""
        world, car = self._world, self._world.car
        deep_m = size_m[1] if size_m else 0.2
        way_m = car.chassis.front_m + metres(ahead) + deep_m / 2
        x_m = car.x_m + way_m * math.cos(car.heading_rad)
        y_m = car.y_m + way_m * math.sin(car.heading_rad)
        heading = car.heading_rad + math.radians(degrees(turned))
        pose = Pose(x_m, y_m, heading)
        name = world.cast.put(ThingKind(kind), pose, name=name, looks=looks, size_m=size_m)
        self._run.acted()
        return name

    def takes(self, name: str) -> None:
        """Take something away."""
        self._world.take(name)
        self._run.acted()

    def carries_car(self, s_m: float = 0.0, side_m: float = 0.0, turned: Quantity = 0) -> None:
        """Carry the car to a place along the road; turned to the left against it, if wanted."""
        pose = pose_at(self._world.road, s_m, side_m)
        heading = pose.heading_rad + math.radians(degrees(turned))
        self._world.move_car(pose.x_m, pose.y_m, heading)
        self._run.acted()

    def carries_car_to_start(self) -> None:
        """Carry the car to where it began."""
        start = self._world.scenario.start
        self._world.move_car(start.x_m, start.y_m, start.heading_rad)
        self._run.acted()

    def switches_light(self, name: str, colour: str) -> None:
        """Switch a traffic light: "red", "amber", "green", or "auto" for its schedule."""
        self._world.set_light(name, colour)
        self._run.acted()

    def dims(self, share: float) -> None:
        """Make the room darker or brighter: 1 is as usual."""
        self._world.set_room_light(share)
        self._run.acted()

    def _stays(self, is_over: Callable[[], bool], within_s: float) -> None:
        """Wait, as long as the car stays in its lane and runs into nothing."""
        begun_s = self._run.now_s
        world = self._world

        def has_failed() -> bool:
            return world.referee.has_left_lane or bool(self._hits_since(begun_s))

        wait_until(self._run, lambda: is_over() or has_failed(), within_s)
        hits = self._hits_since(begun_s)
        if hits:
            raise CheckFailure(
                "car.hit", name=hits[0]["name"], t_s=hits[0]["t_s"], speed_m_s=hits[0]["speed_m_s"]
            )
        if world.referee.has_left_lane:
            side = "left" if self.offset_m > 0 else "right"
            raise CheckFailure(
                "track.left_lane", t_s=self._run.now_s, side=side, s_m=world.place.s_m
            )

    def _hits_since(self, t_s: float) -> list[dict[str, Any]]:
        return [event for event in self.events("contact") if event["t_s"] >= t_s]
