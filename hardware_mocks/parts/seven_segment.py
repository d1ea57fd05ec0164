"""A 7-segment display of one to four digits; several share their segment pins.

 aaa
f   b
 ggg
e   c
 ddd  dp
"""

import functools
import string
from typing import Any, ClassVar

from hardware_mocks.gpio.circuit import Net
from hardware_mocks.parts.part import Part

SEGMENTS = ("A", "B", "C", "D", "E", "F", "G", "DP")
AFTERGLOW_NS = 50_000_000
"""The eye sees twenty pictures a second as one."""
DRAWN = """
0=abcdef 1=bc 2=abdeg 3=abcdg 4=bcfg 5=acdfg 6=acdefg 7=abc 8=abcdefg 9=abcdfg
A=abcefg b=cdefg C=adef c=deg d=bcdeg E=adefg F=aefg G=acdef H=bcefg h=cefg I=ef J=bcd
L=def N=abcef n=ceg o=cdeg P=abefg q=abcfg r=eg t=defg U=bcdef y=bcdfg -=g _=d
"""
CHARACTERS = {"": " ", **{word[2:]: word[0] for word in DRAWN.split()}}


class SevenSegment(Part):
    """Shows the segments whose pins are active while their digit is.

    A digit that was lit a moment ago is still seen, so a program may light one after the other.

    Attributes:
        common: "anode" (segments light when low, digits when high) or "cathode" (the reverse).
        digit_active_high: the level that switches a digit on, where a transistor turns it round.
    """

    kind: ClassVar[str] = "seven_segment"
    wiring_types: ClassVar[tuple[str, ...]] = ("wokwi-7segment",)
    pins = ("COM.1", "COM.2", "COM", "DIG1", "DIG2", "DIG3", "DIG4", *SEGMENTS, "CLN")
    devices: ClassVar[tuple[str, ...]] = ("LEDCharDisplay",)
    defaults: ClassVar = {"common": "anode", "color": "red", "digit_active_high": None}
    common: str
    color: str
    digit_active_high: bool | None

    @classmethod
    def wire(
        cls, *, pins: tuple[Any, ...] = (), dp: Any = None, active_high: bool = True, **_: Any
    ) -> dict[str, Any]:
        """Segments in order; the common pin to ground, or to 3.3 V when active low."""
        common = {"DP": dp, "COM.1": "GND" if active_high else "3V3"}
        return {**dict(zip(string.ascii_uppercase, pins, strict=False)), **common}

    @classmethod
    def attributes_for(cls, *, active_high: bool = True, **_: Any) -> dict[str, Any]:
        """It is of the kind that the program expects."""
        return {"common": "cathode" if active_high else "anode"}

    def connect(self) -> None:
        """Watch the digits, where they take turns."""
        self._segments = [pin for pin in self.nets if len(pin) == 1 or pin == "DP"]
        digits = [pin for pin in self.nets if pin.startswith("DIG")]
        self._digits = digits or [pin for pin in self.nets if pin.startswith("COM")][:1]
        self._was_on = dict.fromkeys(digits, False)
        self._afterglow = dict.fromkeys(self._digits, (-AFTERGLOW_NS, ""))
        for pin in digits:
            self.listen(pin, functools.partial(self._on_digit, pin))

    def _on_digit(self, pin: str, _net: Net) -> None:
        """Keep what a digit showed when it goes out."""
        is_on = self._is_on(pin)
        if self._was_on[pin] and not is_on:
            self._afterglow[pin] = (self.clock.now_ns, self._lit())
        self._was_on[pin] = is_on

    def _is_on(self, digit: str) -> bool:
        active_high = self.common == "anode"
        if self.digit_active_high is not None and digit.startswith("DIG"):
            active_high = self.digit_active_high
        return self._is_active(digit, active_high)

    def _is_active(self, pin: str, active_high: bool) -> bool:
        share = self.share_high(pin)
        return share > 0 if active_high else share < 1 and self.nets[pin].volts is not None

    def _lit(self) -> str:
        """Return the segments that are active now, by their letters; the point is "."."""
        active_high = self.common == "cathode"
        lit = (pin for pin in self._segments if self._is_active(pin, active_high))
        return "".join("." if pin == "DP" else pin.lower() for pin in lit)

    def _shown(self, digit: str) -> str:
        if self._is_on(digit):
            return self._lit()
        went_out_ns, segments = self._afterglow[digit]
        return segments if self.clock.now_ns - went_out_ns < AFTERGLOW_NS else ""

    def look(self) -> dict[str, Any]:
        """Return the lit segments of each digit, "abged", and the text that they make."""
        shown = [self._shown(digit) for digit in self._digits]
        text = "".join(CHARACTERS.get(s.rstrip("."), "?") + "." * s.endswith(".") for s in shown)
        return {"segments": shown if len(shown) > 1 else shown[0], "text": text}


class MultiDigitDisplay(SevenSegment):
    """Digits that share segments, for a program that lights them in turn through transistors.

    Attributes:
        segment_pins: which GPIO each segment hangs on; the display takes the place of the single
            digit that was put there.
    """

    kind = "digits"
    wiring_types = ()
    devices = ("LEDMultiCharDisplay",)
    defaults: ClassVar = {**SevenSegment.defaults, "segment_pins": {}}
    segment_pins: dict[str, str]

    @classmethod
    def wire(cls, *, pins: tuple[Any, ...] = (), **_: Any) -> dict[str, Any]:
        """Each transistor to its pin; the segments are wired already."""
        return {f"DIG{number}": pin for number, pin in enumerate(pins, 1)}

    @classmethod
    def attributes_for(
        cls, *, char: Any = None, active_high: bool = True, **_: Any
    ) -> dict[str, Any]:
        """Take over the segments of `char`."""
        names = [*string.ascii_uppercase[: len(char) - hasattr(char, "dp")], "DP"]
        return {
            "common": "cathode" if char[0].active_high else "anode",
            "digit_active_high": active_high,
            "segment_pins": {
                name: led.pin.info.name for name, led in zip(names, char, strict=False)
            },
        }

    def connect(self) -> None:
        """Take the single digit off the bench, and stand in its place."""
        self.nets.update({name: self.bench.net(pin) for name, pin in self.segment_pins.items()})
        for part in list(self.bench.parts.values()):
            if isinstance(part, SevenSegment) and not set(self.nets.values()).isdisjoint(
                part.nets[segment] for segment in part._segments
            ):
                self.bench.remove_part(part)
        super().connect()
