"""What the world does to the bench: hands that press, things that move, cables that are pulled."""

from collections.abc import Callable, Iterable
from functools import partial
from inspect import signature
from typing import TYPE_CHECKING, Any

from hardware_mocks.clock import Clock
from hardware_mocks.parts.part import Part
from hardware_mocks.virtual_time import NS_PER_S
from makerkit.errors import BadInputError, NotThereError
from makerkit.trace import Trace

if TYPE_CHECKING:
    from hardware_mocks.arduino.board import Arduino
    from makerkit.wiring import Scenario, WorldEvent

PRESS_S = 0.2
"""How long a press lasts unless it is said: a quick human finger."""
RETRY_NS = 50_000_000
"""How soon the world tries again to touch what is not there yet."""
STEPS_PER_S = 50
"""How finely something that moves evenly is moved."""


class World:
    """The half of a bench that acts on its parts, now or at a time.

    Attributes:
        initial: how parts are to be when they appear, by their names.
        on_fault: told of a plan that makes no sense; without it the fault is raised.
    """

    clock: Clock
    trace: Trace
    initial: dict[str, dict[str, Any]]
    on_fault: Callable[[Exception], None] | None

    def part(self, name: str) -> Part:
        """Return a part by any of its names."""
        raise NotImplementedError

    def label(self, part: Part) -> str:
        """Return what people call a part."""
        raise NotImplementedError

    def arduino(self, name: str | None = None) -> "Arduino":
        """Return an Arduino."""
        raise NotImplementedError

    def _find(self, name: str) -> Part | None:
        raise NotImplementedError

    # -- what people and plans say

    def press(
        self,
        name: str,
        *,
        at_s: float | None = None,
        for_s: float = PRESS_S,
        key: str | None = None,
    ) -> None:
        """Press a button, now or at a time, and let it go after `for_s` seconds.

        A keypad wants to know which `key`.
        """
        which = {} if key is None else {"key": key}
        self._plan(at_s, partial(self._press, name, round(for_s * NS_PER_S), **which))

    def release(self, name: str, *, at_s: float | None = None) -> None:
        """Let a button go."""
        self._plan(at_s, self._do, name, "release")

    def hold(self, name: str, *, at_s: float | None = None) -> None:
        """Press a button and keep it down until `release`."""
        self._plan(at_s, self._do, name, "press")

    def set(
        self, name: str, *, at_s: float | None = None, over_s: float | None = None, **values: Any
    ) -> None:
        """Set controls of a part, now or at a time, at once or evenly over some seconds.

        Example: `bench.set("sonar", distance_m=0.1, at_s=3, over_s=2)`.
        """
        over_ns = None if over_s is None else round(over_s * NS_PER_S)
        self._plan(at_s, self._set, name, over_ns, values)

    def turn(self, name: str, steps: int, *, at_s: float | None = None) -> None:
        """Turn a rotary encoder by so many steps; negative is counter-clockwise."""
        self._plan(at_s, partial(self._do, name, "turn", steps=steps))

    def play(self, scenario: "Scenario") -> None:
        """Set parts as the scenario says, now or when they appear, and plan its events."""
        if scenario.world is not None:
            from hardware_mocks.worlds.scenes import put_world

            put_world(self, scenario.world)  # type: ignore[arg-type]  # the other half of a bench
        if scenario.cameras:
            from hardware_mocks.camera.views.source import point_cameras

            point_cameras(self, scenario.cameras)  # type: ignore[arg-type]  # see above
        for name, values in scenario.initial.items():
            self.initial[name] = dict(values)
            part = self._find(name)
            if part is not None:
                part.set(**values)
        self.plan(scenario.events)

    def plan(self, events: Iterable["WorldEvent"]) -> None:
        """Plan events of a scenario or of the command line."""
        for event in events:
            self.clock.at(event.t_ns, self._guarded, self._carry_out, event)

    def unplug(self, name: str | None = None, *, at_s: float | None = None) -> None:
        """Pull an Arduino's USB cable out, now or at a time."""
        self._plan(at_s, self._do, self.arduino(name).name, "unplug")

    def plug_in(self, name: str | None = None, *, at_s: float | None = None) -> None:
        """Put an Arduino's USB cable in again."""
        self._plan(at_s, self._do, self.arduino(name).name, "plug_in")

    def press_reset(self, name: str | None = None, *, at_s: float | None = None) -> None:
        """Push the reset button of an Arduino."""
        self._plan(at_s, self._do, self.arduino(name).name, "press_reset")

    # -- how it is done

    def _plan(self, at_s: float | None, action: Callable[..., None], *args: Any) -> None:
        if at_s is None:
            with self.clock.lock:
                action(*args)
        else:
            self.clock.at(round(at_s * NS_PER_S), self._guarded, action, *args)

    def _guarded(self, action: Callable[..., None], *args: Any, **how: Any) -> None:
        """Carry out a planned event; what is wrong with it is the planner's fault."""
        self._try(0, partial(action, **how) if how else action, *args)

    def _try(self, tries: int, action: Callable[..., None], *args: Any) -> None:
        """Carry it out; in real time wait a little for a part that is not there yet."""
        try:
            action(*args)
        except (BadInputError, NotThereError) as error:
            is_early = isinstance(error, NotThereError) and tries < self.clock.patience_tries
            if is_early:
                self.clock.after(RETRY_NS, self._try, tries + 1, action, *args)
            elif self.on_fault is None:
                raise
            else:
                self.on_fault(error)

    def _carry_out(self, event: "WorldEvent") -> None:
        values = dict(event.values)
        if event.action == "press":
            self._press(event.part, event.for_ns or round(PRESS_S * NS_PER_S), **values)
        elif event.action == "set":
            self._set(event.part, event.over_ns, values)
        else:
            self._do(event.part, event.action, **values)

    def _press(self, name: str, for_ns: int, **which: Any) -> None:
        self._do(name, "press", **which)
        self.clock.after(for_ns, partial(self._guarded, self._do, name, "release", **which))

    def _do(self, name: str, action: str, **how: Any) -> None:
        part = self.part(name)
        method = getattr(part, action, None)
        if method is None:
            raise BadInputError(f"One cannot {action} {self.label(part)!r}: it is a {part.kind}.")
        unknown = how.keys() - signature(method).parameters.keys()
        if unknown:
            known = ", ".join(signature(method).parameters) or "nothing"
            said = f"{action} of {self.label(part)!r} takes no {', '.join(sorted(unknown))}"
            raise BadInputError(f"{said}; it takes {known}.")
        told = how if len(how) > 1 else next(iter(how.values()), None)
        self._record(part, action, *([] if told is None else [told]))
        method(**how)

    def _set(self, name: str, over_ns: int | None, values: dict[str, Any]) -> None:
        part = self.part(name)
        self._record(part, "set", values)
        if not over_ns:
            part.set(**values)
            return
        steps = max(1, round(over_ns / NS_PER_S * STEPS_PER_S))
        for control, goal in values.items():
            if isinstance(goal, bool) or isinstance(getattr(part, control, None), bool):
                raise BadInputError(
                    f"{self.label(part)}: {control} cannot change evenly, only at once."
                )
            start = float(getattr(part, control, goal))
            for step in range(1, steps + 1):
                value = start + (goal - start) * step / steps
                delay_ns = over_ns * step // steps
                self.clock.after(delay_ns, self._guarded, self._quietly_set, part, control, value)

    def _quietly_set(self, part: Part, control: str, value: float) -> None:
        part.set(**{control: value})

    def _record(self, part: Part, action: str, *value: Any) -> None:
        data = {"part": self.label(part), "action": action}
        if value:
            data["value"] = value[0]
        self.trace.add(self.clock.now_ns, "world", **data)
