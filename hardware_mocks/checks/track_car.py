"""The car on the track as a check speaks of it: where it goes, where it stands, what it hits."""

from __future__ import annotations

import math
from collections.abc import Callable
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from hardware_mocks.checks.failure import BrokenCheckError, CheckFailure, NothingSeenError
from hardware_mocks.checks.quantities import Quantity, degrees, metres, seconds
from hardware_mocks.worlds.track.sonar import distance_m
from hardware_mocks.worlds.track.state import Pose

if TYPE_CHECKING:
    from hardware_mocks.checks.run import Run
    from hardware_mocks.worlds.track.track import Track as World

LOOK_S = 0.02
"""How often a waiting check looks at the car."""
STANDS_M_S = 0.01
TURNS_RAD_S = 0.05
STANDS_RAD = 0.02
STANDS_S = 0.4
"""A car that has not moved for so long stands."""


class Spot(NamedTuple):
    """Where the car was: metres on the floor, degrees counter-clockwise."""

    t_s: float
    x_m: float
    y_m: float
    heading_deg: float


class CarView:
    """What the car does; changes nothing."""

    def __init__(self, run: Run) -> None:
        self._run = run

    @property
    def path(self) -> list[Spot]:
        """Where it has been, every 50 ms."""
        return [
            Spot(s["t_s"], s["x_m"], s["y_m"], math.degrees(s["heading_rad"]))
            for s in self._world.referee.samples
        ]

    @property
    def speed_m_s(self) -> float:
        """How fast it goes; backwards negative."""
        return self._world.car.speed_m_s

    @property
    def wheels_m_s(self) -> tuple[float, float]:
        """How fast the rims of its wheels turn, left and right."""
        return self._world.car.left_m_s, self._world.car.right_m_s

    @property
    def way_m(self) -> float:
        """How far it has come in all, forwards and backwards."""
        path = self.path
        return sum(math.dist(a[1:3], b[1:3]) for a, b in pairwise(path))

    @property
    def away_m(self) -> float:
        """How far it is from where it began."""
        path = self.path
        return math.dist(path[0][1:3], (self._world.car.x_m, self._world.car.y_m))

    @property
    def turned_deg(self) -> float:
        """How far it has turned since it began; positive: to the left, 360 is once round."""
        return math.degrees(self._world.car.heading_rad) - self.path[0].heading_deg

    @property
    def stands(self) -> bool:
        """Whether it has not moved for a moment, nor turned on the spot."""
        return self.stood_for_s >= STANDS_S

    @property
    def stood_for_s(self) -> float:
        """For how long it has not moved, nor turned on the spot; 0.0 while it does."""
        car = self._world.car
        if abs(car.speed_m_s) >= STANDS_M_S or abs(car.turn_rad_s) >= TURNS_RAD_S:
            return 0.0
        for sample in reversed(self._world.referee.samples):
            turned = abs(sample["heading_rad"] - car.heading_rad)
            if abs(sample["speed_m_s"]) >= STANDS_M_S or turned > STANDS_RAD:
                return self._run.now_s - float(sample["t_s"])
        return self._run.now_s

    @property
    def stops(self) -> list[float]:
        """When it came to stand, each time."""
        speeds = [(s["t_s"], abs(s["speed_m_s"])) for s in self._world.referee.samples]
        pairs = pairwise(speeds)
        return [t_s for (_, was), (t_s, now) in pairs if now < STANDS_M_S <= was]

    @property
    def hits(self) -> list[tuple[float, str, float]]:
        """(seconds, what, m/s) of each thing that it ran into."""
        events = self._world.referee.events
        found = [event for event in events if event["what"] == "contact"]
        return [(event["t_s"], event["name"], event["speed_m_s"]) for event in found]

    def distance_to(self, name: str) -> float:
        """Return how far its front is from something straight ahead; LookupError if it is not."""
        car = self._world.car
        ahead = car.chassis.front_m
        x_m = car.x_m + ahead * math.cos(car.heading_rad)
        y_m = car.y_m + ahead * math.sin(car.heading_rad)
        thing = self._world.cast.player(name).thing
        found = distance_m(Pose(x_m, y_m, car.heading_rad), [thing])
        if found is None:
            raise NothingSeenError(f"{name} is not ahead")
        return found

    @property
    def _world(self) -> World:
        return world_of(self._run)


class CarOnTrack(CarView):
    """What a lesson asks of the car."""

    def drives(self, within: Quantity = "2 s") -> None:
        """It moves, so soon."""
        self._run.looks += 1
        within_s = seconds(within)
        if not wait_until(self._run, lambda: abs(self.speed_m_s) > 0.03, within_s):
            raise CheckFailure("car.stands", is_missing=True, waited_s=within_s)

    def comes_to_stand(self, within: Quantity = "5 s") -> None:
        """It stands still, so soon."""
        self._run.looks += 1
        within_s = seconds(within)
        if not wait_until(self._run, lambda: self.stands, within_s):
            raise CheckFailure("car.goes_on", after_s=within_s, t_s=self._run.now_s)

    def stops_before(
        self,
        name: str,
        between: tuple[Quantity, Quantity] = ("5 cm", "40 cm"),
        within: Quantity = "20 s",
    ) -> None:
        """It comes up to something, and stands before it, so near and not nearer."""
        self._run.looks += 1
        near_m, far_m = (metres(limit) for limit in between)
        hits = len(self.hits)
        self.drives(within="3 s")
        over = wait_until(self._run, lambda: self.stands or len(self.hits) > hits, seconds(within))
        if len(self.hits) > hits:
            t_s, what, speed = self.hits[-1]
            raise CheckFailure("car.hit", name=what, t_s=t_s, speed_m_s=speed)
        if not over:
            raise CheckFailure("car.does_not_come", name=name, is_missing=True)
        self._run.moment_s = self._run.now_s
        gap_m = self.distance_to(name)
        if not near_m <= gap_m <= far_m:
            said = "car.stops_too_near" if gap_m < near_m else "car.stops_too_far"
            raise CheckFailure(
                said, name=name, gap_cm=100 * gap_m, near_cm=100 * near_m, far_cm=100 * far_m
            )

    def is_back(self, within: Quantity = "10 cm") -> None:
        """It is where it began."""
        self._run.looks += 1
        if self.away_m > metres(within):
            raise CheckFailure(
                "car.not_back", away_cm=100 * self.away_m, most_cm=100 * metres(within)
            )

    def has_turned(self, wanted: Quantity, within: Quantity = "10 deg") -> None:
        """It has turned so far since it began; positive: to the left."""
        self._run.looks += 1
        if abs(self.turned_deg - degrees(wanted)) > degrees(within):
            raise CheckFailure("car.turned", turned_deg=self.turned_deg, wanted_deg=degrees(wanted))


def world_of(run: Run) -> World:
    """Return the track that a check's bench stands on.

    Raises:
        BrokenCheckError: it stands on none.
    """
    bench = getattr(run.stage, "bench", None)
    if bench is None:
        raise BrokenCheckError("The track is simulated: leave out --hardware.")
    if bench.track is None:
        raise BrokenCheckError('There is no track: the scene needs [world] kind = "track".')
    world: World = bench.track
    return world


def wait_until(run: Run, is_over: Callable[[], bool], within_s: float) -> bool:
    """Let time pass until something is so; return whether it came to that in time."""
    end_s = run.now_s + within_s
    while not is_over():
        if run.now_s >= end_s:
            return False
        run.wait(min(LOOK_S, max(1e-6, end_s - run.now_s)))
    return True
