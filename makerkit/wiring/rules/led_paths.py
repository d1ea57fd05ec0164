"""What each LED of a wiring lies between: pins and supplies, and how much resistance on the way."""

from __future__ import annotations

import heapq
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import count
from typing import TypeAlias

from makerkit.wiring.led_volts import forward_volts
from makerkit.wiring.model import Net, Part, PinRef
from makerkit.wiring.rules.circuit import Circuit
from makerkit.wiring.rules.electrical import PI_VOLTS

LOW, PIN, HIGH = "low", "pin", "high"
"""A ground; a pin that a program switches; a supply."""
_RGB = {"R": "red", "G": "green", "B": "blue"}


@dataclass(frozen=True, slots=True)
class Junction:
    """One place where current can flow only from anode to cathode."""

    part: Part
    anode: PinRef
    cathode: PinRef
    volts: float


_Steps: TypeAlias = dict[str, list[tuple[Junction, str]]]
"""For each net by its name, the LEDs that lead on from it, and the net behind each."""


@dataclass(frozen=True, slots=True)
class End:
    """Where the way from one leg of an LED comes to.

    Attributes:
        ohms: resistance up to there.
        volts: what other LEDs on the way take.
        resistors: the parts that the resistance is made of.
    """

    net: Net
    kind: str
    ohms: float
    volts: float
    resistors: tuple[Part, ...]


@dataclass(frozen=True)
class LedPath:
    """One junction and all ends that the ways from its two legs come to, the nearest first."""

    junction: Junction
    above: tuple[End, ...]
    below: tuple[End, ...]

    @property
    def part(self) -> Part:
        """The part it is in."""
        return self.junction.part

    @cached_property
    def is_reversed(self) -> bool:
        """Whether no current can flow because its legs are the wrong way round."""
        above = {end.kind for end in self.above}
        below = {end.kind for end in self.below}
        if not above or not below:
            return False
        return (above == {LOW} and LOW not in below) or (below == {HIGH} and HIGH not in above)

    @cached_property
    def nearest(self) -> tuple[End, End] | None:
        """The two ends with least resistance that current can flow between, either way round."""
        pairs = [
            (a, b)
            for a in self.above
            for b in self.below
            if a.net != b.net and {a.kind, b.kind} not in ({LOW}, {HIGH})
        ]
        return min(pairs, key=lambda pair: pair[0].ohms + pair[1].ohms, default=None)

    @cached_property
    def pin_ma(self) -> dict[str, float]:
        """The current in mA that the pins of the Pi on its way give or take, by "GPIO17"."""
        if self.nearest is None or self.is_reversed:
            return {}
        above, below = self.nearest
        ohms = above.ohms + below.ohms
        volts = PI_VOLTS - self.junction.volts - above.volts - below.volts
        gpios = [end.net.gpios[0] for end in (above, below) if end.net.gpios]
        return dict.fromkeys(gpios, max(0.0, volts / ohms * 1000)) if ohms else {}


@lru_cache(maxsize=1)  # several rules ask for the same circuit, one after the other
def led_paths(circuit: Circuit) -> tuple[LedPath, ...]:
    """Return the path of every LED in a wiring."""
    junctions = [junction for part in circuit.devices for junction in _junctions(part)]
    up: _Steps = {}
    down: _Steps = {}
    for junction in junctions:
        anode = circuit.wiring.net_of(junction.anode).name
        cathode = circuit.wiring.net_of(junction.cathode).name
        up.setdefault(cathode, []).append((junction, anode))
        down.setdefault(anode, []).append((junction, cathode))
    return tuple(
        LedPath(
            junction,
            tuple(_ends(circuit, junction, junction.anode, up)),
            tuple(_ends(circuit, junction, junction.cathode, down)),
        )
        for junction in junctions
    )


def _junctions(part: Part) -> Iterator[Junction]:
    for anode, cathode, colour in _legs(part):
        ends = PinRef(part.id, anode), PinRef(part.id, cathode)
        yield Junction(part, *ends, forward_volts(colour))


def _legs(part: Part) -> Iterator[tuple[str, str, str]]:
    colour = str(part.attrs.get("color", ""))
    match part.type.name:
        case "wokwi-led":
            yield "A", "C", colour
        case "wokwi-led-bar-graph":
            yield from ((f"A{number}", f"C{number}", colour) for number in range(1, 11))
        case "wokwi-rgb-led":
            yield from (_turned(part, pin, "COM", own) for pin, own in _RGB.items())
        case "wokwi-7segment":
            common = "COM.1" if "COM.1" in part.pins else "DIG1"
            segments = (pin for pin in part.pins if len(pin) == 1 or pin == "DP")
            yield from (_turned(part, pin, common, colour) for pin in segments)


def _turned(part: Part, pin: str, common: str, colour: str) -> tuple[str, str, str]:
    is_cathode = part.attrs["common"] == "cathode"
    return (pin, common, colour) if is_cathode else (common, pin, colour)


def _ends(circuit: Circuit, own: Junction, leg: PinRef, through_leds: _Steps) -> Iterator[End]:
    """Yield where the ways from one leg end, the nearest first (Dijkstra over ohms)."""
    counter = count()
    start = circuit.wiring.net_of(leg).name
    heap: list[tuple[float, int, str, float, tuple[Part, ...]]] = [(0.0, 0, start, 0.0, ())]
    seen: set[str] = set()
    while heap:
        ohms, _, name, volts, resistors = heapq.heappop(heap)
        if name in seen:
            continue
        seen.add(name)
        net = circuit.wiring.net(name)
        if kind := _kind(circuit, net):
            yield End(net, kind, ohms, volts, resistors)
            continue
        for link, end in circuit.links_at.get(name, ()):
            passed = (*resistors, link.part) if link.ohms else resistors
            heapq.heappush(heap, (ohms + link.ohms, next(counter), end, volts, passed))
        for other, end in through_leds.get(name, ()):
            if other is not own:
                taken = volts + other.volts
                heapq.heappush(heap, (ohms, next(counter), end, taken, resistors))


def _kind(circuit: Circuit, net: Net) -> str:
    if circuit.is_grounded(net):
        return LOW
    if net.supplies:
        return HIGH
    pushed = any(output.pin in net.pins for output in circuit.outputs)
    return PIN if pushed or circuit.board_pins(net) else ""
