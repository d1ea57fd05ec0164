"""`bench` as a check speaks of it: things by their names, and time that passes."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from hardware_mocks.checks.button import Button
from hardware_mocks.checks.led import Led
from hardware_mocks.checks.names import BUTTON_TYPES, LED_TYPES, Wired
from hardware_mocks.checks.pin import Pin
from hardware_mocks.checks.program import no_program
from hardware_mocks.checks.quantities import Quantity, seconds
from hardware_mocks.checks.run import Run
from hardware_mocks.checks.task import Session
from hardware_mocks.checks.thing import Thing

T = TypeVar("T", bound=Thing)


class CheckBench:
    """The things of the lesson's wiring, while a task runs."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._things: dict[tuple[type, str], Thing] = {}
        self._things_of: Run | None = None

    def led(self, name: str) -> Led:
        """Return an LED by its label: "red"."""
        return self._thing(Led, name, LED_TYPES, "LED")

    def button(self, name: str) -> Button:
        """Return a button by its label: "A"."""
        return self._thing(Button, name, BUTTON_TYPES, "button")

    def pin(self, name: str) -> Pin:
        """Return a pin: "GPIO17"."""
        return self._once(Pin, name, self._run.names.pin)

    def wait(self, duration: Quantity) -> None:
        """Let time pass."""
        self._run.wait(seconds(duration))
        self._run.acted()

    @property
    def now_s(self) -> float:
        """How long the program has run."""
        return self._run.now_s

    @property
    def _run(self) -> Run:
        if self._session.run is None:
            raise no_program()
        return self._session.run

    def _thing(self, kind: type[T], name: str, types: tuple[str, ...], what: str) -> T:
        return self._once(kind, name, lambda name: self._run.names.find(name, types, what))

    def _once(self, kind: type[T], name: str, find: Callable[[str], Wired]) -> T:
        """Return the same thing for the same name as long as the program runs."""
        run = self._run
        if self._things_of is not run:
            self._things, self._things_of = {}, run
        if (kind, name) not in self._things:
            self._things[kind, name] = kind(find(name), run)
        found = self._things[kind, name]
        assert isinstance(found, kind)
        return found
