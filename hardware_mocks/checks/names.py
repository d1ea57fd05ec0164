"""From a name in a sentence ("the red LED") to the pins of a board, through the lesson's wiring."""

import re
from dataclasses import dataclass
from typing import NamedTuple

from hardware_mocks.checks.failure import BrokenCheckError
from makerkit.errors import BadInputError, NotThereError
from makerkit.wiring import Part, PinRef, Wiring
from makerkit.wiring.paths import board_pins_of_part


class Kind(NamedTuple):
    """A kind of thing that checks speak of.

    Attributes:
        word: what it is called.
        types: its types in wiring files.
        is_pressed_low: whether a bare pin of this kind counts as pressed while it is low.
    """

    word: str
    types: tuple[str, ...]
    is_pressed_low: bool = False


LED = Kind("LED", ("wokwi-led",))
RGB = Kind("RGB LED", ("wokwi-rgb-led",))
BUTTON = Kind("button", ("wokwi-pushbutton", "wokwi-pushbutton-6mm"), is_pressed_low=True)
BUZZER = Kind("buzzer", ("wokwi-buzzer", "chip-active-buzzer"))
SERVO = Kind("servo", ("wokwi-servo",))
MOTION_SENSOR = Kind("motion sensor", ("wokwi-pir-motion-sensor",))
DISTANCE_SENSOR = Kind("distance sensor", ("wokwi-hc-sr04",))
MOTOR = Kind("motor", ("chip-dc-motor",))
LIGHT_SENSOR = Kind("light sensor", ("chip-ldr", "wokwi-photoresistor-sensor"))
KNOB = Kind("knob", ("wokwi-potentiometer", "wokwi-slide-potentiometer"))

_PIN = re.compile(r"GPIO([0-9]|1[0-9]|2[0-7])|(\w+:)?(D([0-9]|1[0-3])|A[0-7])")


@dataclass(frozen=True, slots=True)
class Wired:
    """A part that a check speaks of.

    Attributes:
        name: as the lesson calls it.
        part_id: its id in the wiring, "" for a bare pin.
        kind: its type in the wiring.
        pins: by the part's own pin: {"A": "GPIO17"}.
        is_active_low: whether it is on, or pressed, while its pin is low.
    """

    name: str
    part_id: str
    kind: str
    pins: dict[str, str]
    is_active_low: bool = False

    @property
    def pin(self) -> str:
        """The pin of the board that a part with one signal hangs on."""
        return next(iter(self.pins.values()))


class Names:
    """What is called how.

    Args:
        wiring: of the lesson; without one only pins have names.
    """

    def __init__(self, wiring: Wiring | None) -> None:
        self._wiring = wiring

    def pin(self, name: str) -> Wired:
        """Return a bare pin: "GPIO17", or "D13" of an Arduino."""
        if not _PIN.fullmatch(name):
            raise BrokenCheckError(f"bench.pin({name!r}): a pin is written 'GPIO17' or 'D13'.")
        return Wired(name, "", "pin", {"pin": name})

    def part(self, name: str) -> Wired:
        """Return any part of the wiring, by its label or id.

        Raises:
            BrokenCheckError: there is none.
        """
        part = self._part(name, "part")
        return Wired(name, part.id, part.type.name, {})

    def find(self, name: str, kind: Kind) -> Wired:
        """Return the part of that name, if it is of that kind.

        Raises:
            BrokenCheckError: there is none, or it is something else, or it is on no pin.
        """
        if _PIN.fullmatch(name):
            return Wired(name, "", kind.word, {"pin": name}, kind.is_pressed_low)
        part = self._part(name, kind.word)
        if part.type.name not in kind.types:
            raise BrokenCheckError(f"{name!r} is a {part.type.title}, not a {kind.word}.")
        assert self._wiring is not None
        if kind is MOTOR:
            from hardware_mocks.checks.motor import wired_motor

            return wired_motor(self._wiring, part.id, name)
        pins = board_pins_of_part(self._wiring, part.id)
        if not pins:
            raise BrokenCheckError(f"The {kind.word} {name!r} is not wired to any pin of a board.")
        return Wired(name, part.id, part.type.name, pins, self._is_active_low(part, pins))

    def _part(self, name: str, what: str) -> Part:
        if self._wiring is None:
            raise BrokenCheckError(f"There is no wiring, so nothing is called {name!r}.")
        try:
            return self._wiring.part(name)
        except (NotThereError, BadInputError) as error:
            raise BrokenCheckError(f"The check asks for the {what} {name!r}: {error}") from error

    def _is_active_low(self, part: Part, pins: dict[str, str]) -> bool:
        """An LED lights while its minus side is low; a button to ground pulls low."""
        if part.type.name in LED.types:
            return "A" not in pins
        if part.type.name in BUTTON.types:
            assert self._wiring is not None
            others = [pin for pin in part.pins if pin not in pins]
            nets = [self._wiring.net_of(PinRef(part.id, pin)) for pin in others]
            return any(net.name == "GND" for net in nets)
        return part.type.name in RGB.types and part.attrs.get("common") == "anode"
