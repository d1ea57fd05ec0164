"""`sense_hat`: sensors and 64 lamps on one board. A scenario sets the part "sense_hat"."""

import time
from collections.abc import Sequence
from typing import Any, ClassVar

from hardware_mocks.parts.part import Control
from hardware_mocks.standins.things import Thing, on_the_bench

COLUMNS_PER_LETTER = 6
COLUMNS = 8
Colour = Sequence[int]


class Board(Thing):
    """What the board feels and shows.

    Attributes:
        shown: what its lamps show, in words.
    """

    kind = "sense_hat"
    controls = (
        Control("temperature_c", -30.0, 100.0, "°C"),
        Control("humidity_percent", 0.0, 100.0, "%"),
        Control("pressure_hpa", 300.0, 1200.0, "hPa"),
    )
    defaults: ClassVar = {"temperature_c": 20.0, "humidity_percent": 40.0, "pressure_hpa": 1013.0}
    temperature_c: float
    humidity_percent: float
    pressure_hpa: float

    def connect(self) -> None:
        """Begin dark."""
        self.shown = ""

    def show(self, what: str) -> None:
        """Remark what is shown, when it is something else than before."""
        self.clock.poll()
        if what != self.shown:
            self.shown = what
            self.bench.note("sense_hat", what)

    def look(self) -> dict[str, Any]:
        """Return what it feels and shows."""
        return {**super().look(), "shown": self.shown}


class SenseHat:
    """The board as a program sees it."""

    def __init__(self) -> None:
        self._board = on_the_bench(Board, "sense_hat")
        self.rotation = 0
        self.low_light = False

    @property
    def temperature(self) -> float:
        """Degrees."""
        return self._board.temperature_c

    temp = temperature

    @property
    def humidity(self) -> float:
        """Relative humidity in percent."""
        return self._board.humidity_percent

    @property
    def pressure(self) -> float:
        """Air pressure in hectopascals."""
        return self._board.pressure_hpa

    def get_temperature(self) -> float:
        """Return degrees."""
        return self.temperature

    def get_humidity(self) -> float:
        """Return the relative humidity in percent."""
        return self.humidity

    def get_pressure(self) -> float:
        """Return the air pressure in hectopascals."""
        return self.pressure

    def show_message(self, text_string: Any, scroll_speed: float = 0.1, **_colours: Any) -> None:
        """Let a text run through, a column every `scroll_speed` seconds."""
        text = str(text_string)
        self._board.show(text)
        time.sleep(scroll_speed * (COLUMNS_PER_LETTER * len(text) + COLUMNS))
        self._board.shown = ""

    def show_letter(self, s: str, **_colours: Any) -> None:
        """Show one letter."""
        self._board.show(s)

    def clear(self, *args: Any) -> None:
        """Give all lamps one colour: none, a triple, or three numbers."""
        colour = (0, 0, 0) if not args else args[0] if len(args) == 1 else args
        self._board.show(f"all {tuple(colour)}")

    def set_pixels(self, pixel_list: Sequence[Colour]) -> None:
        """Set all 64 lamps."""
        self._board.show(f"pixels {[tuple(pixel) for pixel in pixel_list]}")

    def set_pixel(self, x: int, y: int, *colour: Any) -> None:
        """Set one lamp."""
        self._board.show(f"pixel {x}, {y}: {tuple(colour[0] if len(colour) == 1 else colour)}")
