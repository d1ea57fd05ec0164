"""Parts that answer a chip within microseconds, and so are played in the chip's own process.

An HC-SR04 whose two pins hang on one board, and a wheel encoder on one: their parts on the bench
go on saying how far, how fast and whether they have power.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from hardware_mocks.parts.distance_sensor import DistanceSensor
from hardware_mocks.parts.wheel_encoder import WheelEncoder

if TYPE_CHECKING:
    from hardware_mocks.arduino.engine import Engine
    from hardware_mocks.arduino.pins import Pins
    from hardware_mocks.bench import Bench

SMALLEST_CHANGE = 0.001
"""A speed that differs by less is the same."""


class QuickPart(Protocol):
    """One part that the chip's process plays."""

    def tell(self, engine: Engine) -> None:
        """Tell the chip's process what has changed."""


class QuickSonar:
    """An HC-SR04 at two pins of a board."""

    def __init__(self, part: DistanceSensor, trigger: int, echo: int) -> None:
        self._part, self._trigger, self._echo = part, trigger, echo
        self._told: tuple[float | None] | None = None
        part.answers_itself = False

    def tell(self, engine: Engine) -> None:
        """Tell how long the next echo lasts."""
        echo_us = self._part.echo_us
        if self._told != (echo_us,):
            self._told = (echo_us,)
            engine.sonar(self._trigger, self._echo, echo_us=echo_us)


class QuickEncoder:
    """A wheel encoder at a pin of a board."""

    def __init__(self, part: WheelEncoder, pin: int) -> None:
        self._part, self._pin = part, pin
        self._told = -1.0
        part.counts_itself = False

    def tell(self, engine: Engine) -> None:
        """Tell how fast the wheel turns."""
        rate = self._part.edges_per_s
        if abs(rate - self._told) > SMALLEST_CHANGE * rate:
            self._told = rate
            engine.encoder(self._pin, edges_per_s=rate)


def quick_parts(bench: Bench, pins: Pins) -> list[QuickPart]:
    """Return what hangs on the pins of a board and is to be played beside its chip."""
    found: list[QuickPart] = []
    for part in bench.parts.values():
        if isinstance(part, DistanceSensor):
            triggers = pins.numbers_on(part.nets.get("TRIG"))
            echoes = pins.numbers_on(part.nets.get("ECHO"))
            if triggers and echoes:
                pins[echoes[0]].is_ours = False
                found.append(QuickSonar(part, triggers[0], echoes[0]))
        elif isinstance(part, WheelEncoder):
            counted = pins.numbers_on(part.nets.get("OUT"))
            for number in counted:
                pins[number].is_ours = False
                found.append(QuickEncoder(part, number))
    return found
