"""The world `track`: a road, the car on it, what stands and moves there.

Without a bench a `Track` goes on as it is told, as fast as the computer can:

    track = Track("lane_3", seed=1)
    track.advance(3.0, 3.1, ms=1000)        # one second with 3.0 and 3.1 V at the motors
    track.state().car, track.place.offset_m

On a bench (`track.join(bench)`) the motors, encoders, sonar and battery that are wired there are
the car's own.
"""

from __future__ import annotations

import contextlib
import math
from contextlib import AbstractContextManager
from dataclasses import replace
from functools import cached_property
from importlib import import_module
from typing import TYPE_CHECKING, Any

from hardware_mocks.worlds.track.along import Place, ruler_of
from hardware_mocks.worlds.track.car import Car
from hardware_mocks.worlds.track.cast import Cast
from hardware_mocks.worlds.track.chassis import as_built
from hardware_mocks.worlds.track.contact import body_of, foot_of, overlap, touched
from hardware_mocks.worlds.track.history import History
from hardware_mocks.worlds.track.judge import Judge
from hardware_mocks.worlds.track.orders import carry_out
from hardware_mocks.worlds.track.referee import Event, Referee
from hardware_mocks.worlds.track.road import Road
from hardware_mocks.worlds.track.scenario import TrackScenario
from hardware_mocks.worlds.track.scenario_names import scenario_named
from hardware_mocks.worlds.track.state import Pose, Thing, ThingKind, TrackState

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hardware_mocks.bench import Bench
    from hardware_mocks.worlds.track.bench_view import TrackView
    from hardware_mocks.worlds.track.on_bench import OnBench

DEFAULT_SCENARIO = "oval"
NS_PER_MS = 1_000_000
APART_M = 0.02
"""A car that pushes on is one contact, until it has gone back so far."""
STEP_MS = 5
"""How often the world looks round: things, contacts, laps. The car itself goes on every 1 ms."""


class Track:
    """A track on which a scenario happens.

    Args:
        scenario: its name, the path of its file, or the scenario itself.
        seed: of everything left to chance: how the car was built, noise, the look if it has none.

    Attributes:
        scenario: what happens.
        road: where one drives.
        car: the car itself.
        referee: what it has done.
        cast: what stands and moves beside it.
        on_bench: what it hangs on, once it has joined a bench.
        light: share of the usual light of the room.
        now_ns: nanoseconds since the run began.
    """

    def __init__(self, scenario: str | TrackScenario = DEFAULT_SCENARIO, *, seed: int = 0) -> None:
        self.scenario = scenario_named(scenario) if isinstance(scenario, str) else scenario
        self.seed = seed
        self.road: Road = self.scenario.road
        chassis = self.scenario.chassis or as_built(seed)
        grip = chassis.grip_m_s2 * self.scenario.faults.grip
        self.car = Car(replace(chassis, grip_m_s2=grip), self.scenario.start)
        self.now_ns = 0
        self.referee = Referee(self.road, self.car)
        self.cast = Cast(self.road, self.scenario.actors)
        self.light = self.scenario.light
        self.on_bench: OnBench | None = None
        self._judge = Judge(ruler_of(self.road), self.referee)
        self._touched = ""
        self._lock: AbstractContextManager[Any] = contextlib.nullcontext()
        self._past = History()
        self._past.add(self._as_now())

    # -- what it is like

    @property
    def now_s(self) -> float:
        """The time in seconds."""
        return self.now_ns / 1_000_000_000

    @property
    def place(self) -> Place:
        """Where the car is along the road."""
        return self.referee.place

    @property
    def things(self) -> tuple[Thing, ...]:
        """What stands and moves there now."""
        return self.cast.things

    @property
    def lap_m(self) -> float:
        """How long one lap is."""
        return ruler_of(self.road).length_m

    def state(self, t_ns: int | None = None) -> TrackState:
        """Return the track at a time of the last three seconds; by default now.

        A little later than now it is where the car gets to if it goes on like this.
        """
        return self._past.newest if t_ns is None else self._past.at(t_ns)

    @cached_property
    def view(self) -> Any:
        """What the car's camera sees."""
        picture: Any = import_module("hardware_mocks.worlds.track.picture")
        return picture.CarView(self, seed=self.seed)

    def camera_view(self) -> TrackView:
        """Return the same for a bench: nothing is drawn, or loaded, before somebody looks."""
        from hardware_mocks.worlds.track.bench_view import TrackView

        return TrackView(self)

    def snapshot(self) -> dict[str, Any]:
        """Return what a page shows of it now, as plain values; cheap enough for 30 Hz."""
        from hardware_mocks.worlds.track.snapshot import snapshot_of

        with self._lock:
            return snapshot_of(self)

    # -- how it goes on

    def advance(
        self,
        left_v: float | None,
        right_v: float | None,
        *,
        ms: int = STEP_MS,
        steering_rad: float = 0.0,
    ) -> None:
        """Go on for so many milliseconds.

        Args:
            left_v, right_v: mean voltage at the motors, forwards positive; None: not driven.
            ms: how long; best a multiple of 5.
            steering_rad: what the servo of a car that has one is told; positive: to the left.
        """
        while ms > 0:
            steps = min(STEP_MS, ms)
            ms -= steps
            before = self.car.pose
            self.car.run(left_v, right_v, steps, steering_rad=steering_rad)
            self.now_ns += steps * NS_PER_MS
            if self.cast.players:
                self._meet(before)
            self.referee.watch(self.now_ns)
            self._past.add(self._as_now())

    def join(self, bench: Bench, join: Mapping[str, str] | None = None) -> OnBench:
        """Let the motors of a bench drive the car, and the car move the bench's sensors.

        Args:
            join: which part is what of the car, where their names do not say it.
        """
        from hardware_mocks.worlds.track.on_bench import OnBench

        self._lock = bench.clock.lock
        bench.track = self
        self.on_bench = OnBench(self, bench, join or {})
        return self.on_bench

    def _meet(self, before: Pose) -> None:
        """Let things go on; what the car runs into, it does not go through."""
        car = self.car
        front_m = car.chassis.front_m
        self.cast.go_on(self.now_s, self.place, front_m)
        thing = touched(car, self.things)
        if thing is None:
            if self._touched and touched(car, self.things, within_m=APART_M) is None:
                self._touched = ""
        else:
            if thing.name != self._touched:
                speed = round(car.speed_m_s, 3)
                self.referee.note(self.now_ns, "contact", name=thing.name, speed_m_s=speed)
            self._touched = thing.name
            self._hold_back(before, thing)
        front_s_m = self.place.s_m + front_m
        self._judge.watch(self.now_ns, self.cast, front_s_m, car.speed_m_s)

    def _hold_back(self, before: Pose, thing: Thing) -> None:
        """Put the car back to where it was free; one that was pushed into stays where it is."""
        car = self.car
        inside = car.pose
        car.x_m, car.y_m, car.heading_rad = before.x_m, before.y_m, before.heading_rad
        if overlap(body_of(car), foot_of(thing)):
            car.x_m, car.y_m, car.heading_rad = inside.x_m, inside.y_m, inside.heading_rad
        else:
            car.stop_dead()

    # -- what people do to it

    def move_car(self, x_m: float, y_m: float, heading_rad: float | None = None) -> None:
        """Carry the car somewhere, as a hand does."""
        with self._lock:
            heading = self.car.heading_rad if heading_rad is None else heading_rad
            self.car.place(Pose(x_m, y_m, heading))
            self.referee.begin(self.now_ns)
            self.referee.note(self.now_ns, "carried")
            self._past.begin(self._as_now())

    def put(
        self, kind: str, x_m: float, y_m: float, heading_rad: float = 0.0, looks: str = ""
    ) -> str:
        """Put something on the track: "box", "walker", "stop_sign", ...; return its name."""
        with self._changed():
            return self.cast.put(ThingKind(kind), Pose(x_m, y_m, heading_rad), looks=looks)

    def move(self, name: str, x_m: float, y_m: float, heading_rad: float | None = None) -> None:
        """Put something that stands there somewhere else."""
        with self._changed():
            self.cast.move(name, x_m, y_m, heading_rad)

    def take(self, name: str) -> None:
        """Take something away."""
        with self._changed():
            self.cast.take(name)

    def set_light(self, name: str, colour: str) -> None:
        """Switch a traffic light to a colour; with "auto" it follows its schedule again."""
        with self._changed():
            self.cast.set_light(name, None if colour == "auto" else colour)

    def set_room_light(self, share: float) -> None:
        """Make the room darker or brighter: 1 is as usual."""
        with self._changed():
            self.light = share

    def order(self, action: str, **how: Any) -> None:
        """Carry out an order from a page; see `orders.py`."""
        carry_out(self, action, how)

    @contextlib.contextmanager
    def _changed(self) -> Any:
        with self._lock:
            yield
            self._past.change_newest(self._as_now())

    def truth(self, until_s: float | None = None) -> list[Event]:
        """Return what happened until now, or until a time: samples and events, in order."""
        events = [*self.referee.samples, *self.referee.events]
        until_s = math.inf if until_s is None else until_s
        return sorted((e for e in events if e["t_s"] <= until_s), key=lambda e: float(e["t_s"]))

    def _as_now(self) -> TrackState:
        car = self.car
        gone_s = self.scenario.faults.marks_gone_s
        has_marks = gone_s is None or self.now_s < gone_s
        return TrackState(
            self.now_ns,
            car.pose,
            car.speed_m_s,
            car.turn_rad_s,
            self.things,
            self.light,
            has_marks,
        )
