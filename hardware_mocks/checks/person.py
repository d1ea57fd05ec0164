"""A person at a real Pi: asked in words to touch a part, and believed when its pin tells so."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from hardware_mocks.checks.distance_sensor import NOTHING_M, DistanceSensorView
from hardware_mocks.checks.failure import CheckFailure
from hardware_mocks.checks.names import Wired
from makerkit.errors import UnsupportedHereError
from makerkit.messages import Message

if TYPE_CHECKING:
    from hardware_mocks.checks.run import Run

PATIENCE_S = 30.0
"""How long a person may take to do what they are asked for."""
NEAR_SHARE = 0.2
"""How near a hand-held thing must be to the distance asked for."""

Ask = Callable[[Message, Wired, str, dict[str, Any]], None]
"""Is told the words, the part, what to do ("press", "move", "set", ...), and the values."""


class PersonsHands:
    """Lets a person do what a check asks for, and waits until the pin of the part shows it.

    What they have done goes into the trace as the same `world` event as on the bench.
    """

    def __init__(self, run: Run, ask: Ask) -> None:
        self._run = run
        self._ask = ask

    def press(self, part: Wired, *, for_s: float, bounce_s: float) -> float:
        """Ask for a press; go on when the button goes down."""
        self._request("ask.press", part, "press", for_s=for_s)
        return self._await_level(part, "press", is_on=True)

    def hold(self, part: Wired, *, bounce_s: float) -> float:
        """Ask for a press that lasts."""
        self._request("ask.hold", part, "hold")
        return self._await_level(part, "press", is_on=True)

    def release(self, part: Wired, *, bounce_s: float) -> float:
        """Ask to let go."""
        self._request("ask.release", part, "release")
        return self._await_level(part, "release", is_on=False)

    def move(self, part: Wired, *, for_s: float) -> float:
        """Ask for motion; go on when the sensor tells of it."""
        self._request("ask.move", part, "move", for_s=for_s)
        return self._await_level(part, "set", is_on=True)

    def set(self, part: Wired, *, over_s: float | None = None, **values: Any) -> float:
        """Ask for calm, or for something at a distance.

        Raises:
            UnsupportedHereError: it is something else, such as light: nobody can tell how much.
        """
        if "motion" in values:
            self._request("ask.stand_still", part, "set", motion=False)
            return self._run.now_s
        if "distance_m" not in values:
            raise UnsupportedHereError(
                f"What {part.name} senses is changed on the simulated bench only: "
                "leave out --hardware."
            )
        distance_m = float(values["distance_m"])
        is_nothing = distance_m >= NOTHING_M
        message_id = "ask.take_away" if is_nothing else "ask.put" if over_s is None else "ask.bring"
        self._request(message_id, part, "set", cm=distance_m * 100, over_s=over_s or 0.0)
        return self._await_distance(part, distance_m, is_nothing=is_nothing)

    # -- inside

    def _request(self, message_id: str, part: Wired, action: str, **values: Any) -> None:
        message = Message(message_id, {"name": part.name, **values})
        self._ask(message, part, action, values)

    def _await_level(self, part: Wired, action: str, *, is_on: bool) -> float:
        """Wait for the pin to go on or off, as seen at the part; return when it did."""
        level = float(is_on != part.is_active_low)
        steps = self._run.log.pin(part.pin).steps
        known = len(steps)

        def moved_at_s() -> float | None:
            later = self._run.log.pin(part.pin).steps[known:]
            return next((step.t_s for step in later if step.value == level), None)

        self._await(lambda: moved_at_s() is not None, part)
        t_s = moved_at_s()
        assert t_s is not None
        self._run.log.trace.add(round(t_s * 1e9), "world", part=part.name, action=action)
        return t_s

    def _await_distance(self, part: Wired, distance_m: float, *, is_nothing: bool) -> float:
        view = DistanceSensorView(part, self._run.log)

        def is_there() -> bool:
            try:
                measured_m = view.measured_m
            except LookupError:
                return False
            if is_nothing:
                return measured_m > NOTHING_M - 1
            return abs(measured_m - distance_m) <= NEAR_SHARE * distance_m

        self._await(is_there, part)
        t_s = self._run.now_s
        what = {"distance_m": distance_m}
        self._run.log.trace.add(round(t_s * 1e9), "world", part=part.name, action="set", value=what)
        return t_s

    def _await(self, is_so: Callable[[], bool], part: Wired) -> None:
        if not self._run.wait_until(is_so, PATIENCE_S, part.pins.values()):
            params = {"name": part.name, "pin": part.pin, "waited_s": PATIENCE_S}
            raise CheckFailure("ask.nothing_felt", is_missing=True, **params)
