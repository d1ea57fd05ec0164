"""The world `house`: what it is like at any moment, what happened, and what people do to it live.

Without a clock a `House` is a pure function of plan, scenario and seed:

    house = House("burglary", seed=3)
    house.state(20_000_000_000).doors["back_door"]      # 20 s after the start
    [event["what"] for event in house.truth(until_s=60)]

On a bench (`house.join(bench)`) its sensors move the bench's parts, and orders such as `move`
change the story from then on.
"""

from __future__ import annotations

import contextlib
import math
from collections.abc import Mapping
from contextlib import AbstractContextManager
from importlib import import_module
from typing import TYPE_CHECKING, Any

from hardware_mocks.worlds.house.acts import done_while_away, forms_for
from hardware_mocks.worlds.house.lines import LineError
from hardware_mocks.worlds.house.orders import carry_out, free_point
from hardware_mocks.worlds.house.plan import Plan, Point, read_plan
from hardware_mocks.worlds.house.scenario_file import HouseScenario, Person, read_house_scenario
from hardware_mocks.worlds.house.state import HouseState, Kind
from hardware_mocks.worlds.house.story import NS_PER_S, Story
from makerkit.errors import BadInputError, NotThereError
from makerkit.wiring.faults import did_you_mean

if TYPE_CHECKING:
    from hardware_mocks.bench import Bench
    from hardware_mocks.worlds.house.bench_view import HouseView
    from hardware_mocks.worlds.house.sensing import Sensing

DEFAULT_SCENARIO = "at_home"
DRAG_S = 0.6
"""Whoever is dragged tries to be there in this time, between a walk and a run."""
MOST_PEOPLE = 16
SLOWEST_DRAG_M_S, FASTEST_DRAG_M_S = 1.2, 4.0


class House:
    """A house in which a scenario happens.

    Args:
        scenario: its name, the path of its file, or the scenario itself.
        seed: of everything left to chance: the pace of people, gusts, moths.
        plan: another plan than the kit's own.
    """

    def __init__(
        self,
        scenario: str | HouseScenario = DEFAULT_SCENARIO,
        *,
        seed: int = 0,
        plan: Plan | None = None,
    ) -> None:
        self.plan = read_plan() if plan is None else plan
        self.scenario = read_house_scenario(scenario) if isinstance(scenario, str) else scenario
        self.seed = seed
        self.story = Story(self.plan, self.scenario, seed)
        self.sensing: Sensing | None = None
        self._lock: AbstractContextManager[Any] = contextlib.nullcontext()
        self._bench: Bench | None = None
        self._latest: HouseState | None = None
        self._views: dict[str, Any] = {}

    # -- what it is like

    def state(self, t_ns: int) -> HouseState:
        """Return the house at a time of the bench."""
        latest = self._latest
        if latest is None or latest.t_ns != t_ns:
            with self._lock:
                latest = self._latest = self.story.state(t_ns)
        return latest

    def view(self, camera: str) -> Any:
        """Return what one of its cameras sees.

        Raises:
            NotThereError: there is no such camera in the plan.
        """
        if camera not in self._views:
            self._known(camera, self.plan.cameras, "camera")
            picture: Any = import_module("hardware_mocks.worlds.house.picture")
            self._views[camera] = picture.CameraView(self.plan, camera, self.state, seed=self.seed)
        return self._views[camera]

    def truth(
        self, until_s: float | None = None, *, with_cameras: bool = False
    ) -> list[dict[str, Any]]:
        """Return what happened until a time, by default until the end of the scenario.

        Args:
            with_cameras: whether to say as well what each camera shows; that takes longer.
        """
        from hardware_mocks.worlds.house.truth import in_order, shown, truth_of

        until_s = self.scenario.length_s if until_s is None else until_s
        with self._lock:
            events = truth_of(self, until_s)
        # a camera may be looking: it holds its own lock while it asks for the state
        return in_order([*events, *shown(self, until_s)], until_s) if with_cameras else events

    def camera_view(self, camera: str) -> HouseView:
        """Return the same for a bench: nothing is drawn, or loaded, before somebody looks."""
        from hardware_mocks.worlds.house.bench_view import HouseView

        self._known(camera, self.plan.cameras, "camera")
        return HouseView(self, camera)

    def join(self, bench: Bench, join: Mapping[str, str] | None = None) -> Sensing:
        """Let the sensors of the house move the parts of a bench.

        Args:
            join: which part hangs on which sensor of the house, where their names differ.
        """
        from hardware_mocks.worlds.house.sensing import Sensing

        self._bench, self._lock = bench, bench.clock.lock
        bench.house = self
        self.sensing = Sensing(self, bench, join or {})
        return self.sensing

    @property
    def bench(self) -> Bench:
        """The bench that stands in it."""
        assert self._bench is not None, "this house has no bench: call join() first"
        return self._bench

    @property
    def now_ns(self) -> int:
        """The bench's time; 0 for a house without a bench."""
        return 0 if self._bench is None else self._bench.clock.now_ns

    @property
    def now_s(self) -> float:
        """The same in seconds."""
        return self.now_ns / NS_PER_S

    # -- what people do to it

    def move(self, name: str, x_m: float, y_m: float) -> None:
        """Let somebody go to a point, at once and as quickly as it is dragged.

        It goes as one can go: around furniture, through doors, and forgets what it was about to do.
        """
        with self._changed():
            actor = self._interrupted(name)
            here = actor.stance[:2] if actor.stance is not None else (x_m, y_m)
            speed = math.dist(here, (x_m, y_m)) / DRAG_S
            speed = max(SLOWEST_DRAG_M_S, min(FASTEST_DRAG_M_S, speed))
            actor.go_to((x_m, y_m), speed, turns=False)
            actor.stay(math.inf)

    def do(self, name: str, *lines: str) -> None:
        """Let somebody do what lines of a scenario say, from now on: `do("mina", "sit sofa")`."""
        acts, _ = forms_for(self.plan)
        try:
            read = [acts.read(line) for line in lines]
        except LineError as error:
            raise BadInputError(f"{name}: {error}") from error
        with self._changed():
            actor = self._interrupted(name)
            if done_while_away(read, is_there=actor.stance is not None) is not None:
                raise BadInputError(f"{name} is not there. Begin with `appear front_gate`.")
            actor.follow(read)

    def set_door(self, name: str, share: float) -> None:
        """Open (1), shut (0) or half open a door or a window."""
        self._known(name, (*self.plan.doors, *self.plan.windows), "door or window")
        self._set("leaf", name, share, over_s=0.4)

    def set_lamp(self, name: str, share: float) -> None:
        """Switch a lamp on (1) or off (0)."""
        self._known(name, self.plan.lamps, "lamp")
        self._set("lamp", name, share)

    def set_curtain(self, name: str, share: float) -> None:
        """Draw a curtain (1) or pull it back (0)."""
        self._known(name, self.plan.windows, "window")
        self._set("curtain", name, share, over_s=0.4)

    def set_weather(self, **values: float) -> None:
        """Set `clouds`, `rain` or `wind`, 0 to 1."""
        for what, share in values.items():
            self._known(what, ("clouds", "rain", "wind"), "weather")
            self._set(what, "", share, over_s=1.0)

    def set_power(self, *, is_on: bool) -> None:
        """Cut the mains, or give them back."""
        self._set("power", "", float(is_on))

    def add_person(self, name: str, kind: Kind = "visitor", *, at: Point | None = None) -> None:
        """Let somebody new be there, at a point or in front of the gate."""
        kinds = ("resident", "intruder", "visitor", "cat")
        self._known(kind, kinds, "kind of body")
        if name in self.story.people:
            raise BadInputError(f"There is somebody called {name!r} already.")
        if len(self.story.people) >= MOST_PEOPLE:
            raise BadInputError(f"The house is full: {MOST_PEOPLE} people. Remove one first.")
        at = at or free_point(self.plan.places["front_gate"].at, self.state(self.now_ns).bodies)
        with self._changed():
            self.story.add_person(Person(name, kind), self.now_s)
            actor = self._interrupted(name)
            actor.appear_at(at)
            actor.stay(math.inf)

    def remove_person(self, name: str) -> None:
        """Let somebody be gone."""
        self._known(name, self.story.people, "person")
        with self._changed():
            self.story.remove_person(name, self.now_s)

    def order(self, action: str, **how: Any) -> None:
        """Carry out an order from a page; see `orders.py`."""
        carry_out(self, action, how)

    def snapshot(self) -> dict[str, Any]:
        """Return what a page shows of it now, as plain values; cheap enough for 30 Hz."""
        from hardware_mocks.worlds.house.snapshot import snapshot_of

        with self._lock:
            return snapshot_of(self)

    def _set(self, what: str, thing: str, share: float, *, over_s: float = 0.0) -> None:
        if isinstance(share, bool) or not isinstance(share, int | float) or not 0 <= share <= 1:
            raise BadInputError(f"{thing or what} goes from 0 to 1 (got {share!r}).")
        with self._changed():
            self.story.deeds.add(self.now_s, what, thing, float(share), over_s=over_s)

    def _interrupted(self, name: str) -> Any:
        self._known(name, self.story.people, "person")
        stance = self.story.interrupt(name, self.now_s)
        actor = self.story.actor(name, self.now_s, stance)
        actor.seat = self._seat_of(stance)
        return actor

    def _seat_of(self, stance: Any) -> Any:
        if stance is None or stance.pose not in {"sits", "lies"}:
            return None
        seats = [place for place in self.plan.places.values() if place.kind != "stand"]
        return min(seats, key=lambda seat: math.dist(seat.at, stance[:2]))

    @contextlib.contextmanager
    def _changed(self) -> Any:
        with self._lock:
            yield
            self._latest = None
            if self.sensing is not None:
                self.sensing.plan_anew()

    @staticmethod
    def _known(name: str, known: Any, what: str) -> None:
        if name not in known:
            raise NotThereError(f"There is no {what} {name!r}.{did_you_mean(name, list(known))}")
