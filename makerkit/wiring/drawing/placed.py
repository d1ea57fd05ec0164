"""Parts that have found their place in the picture."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from makerkit.wiring.drawing.geometry import Box, Placing, Point
from makerkit.wiring.drawing.holes import hole_point
from makerkit.wiring.drawing.look import Look
from makerkit.wiring.model import Connection, Part, PinRef

Segment = tuple[Point, Point]


@dataclass(frozen=True, slots=True)
class PlacedPart:
    """A part in its place.

    Attributes:
        pins: where wires end: the hole in which the pin stands, else the pin itself.
        legs: what is drawn from the part's own pins into its holes.
        is_in_holes: whether it stands on a breadboard.
    """

    part: Part
    look: Look
    placing: Placing
    pins: Mapping[str, Point]
    legs: tuple[Segment, ...] = ()
    is_in_holes: bool = False

    @property
    def body(self) -> Box:
        """The box around it without its legs."""
        return self.placing.box(self.look.body)

    @property
    def solid(self) -> tuple[Box, ...]:
        """What no wire may run through."""
        return tuple(self.placing.box(box) for box in self.look.solid or (self.look.body,))

    @property
    def edge(self) -> Box:
        """The box around all of it."""
        return self.placing.box(self.look.edge)

    @property
    def metal(self) -> tuple[Segment, ...]:
        """Its legs: from where wires or holes are to the body."""
        body = self.body
        own = [self.placing.point(self.look.pins[pin]) for pin in self.pins]
        return (*self.legs, *((point, _nearest(body, point)) for point in own))


@dataclass(frozen=True, slots=True)
class Layout:
    """Where everything is, before any wire is laid.

    Attributes:
        boards: the breadboards, with the place of their origin (see `holes`).
        parts: all others, by id, in the order of the file.
        wires: the connections that are drawn, in the order of the file.
        canvas: what the picture shows at least; wires may make it larger.
    """

    boards: Mapping[str, tuple[Part, Point]]
    parts: Mapping[str, PlacedPart]
    wires: tuple[Connection, ...]
    canvas: Box

    def point(self, pin: PinRef) -> Point:
        """Return where a wire to this pin or hole ends."""
        if pin.part in self.boards:
            part, origin = self.boards[pin.part]
            assert part.type.breadboard is not None  # it is one of the boards
            return hole_point(part.type.breadboard, pin.pin).moved(*origin)
        return self.parts[pin.part].pins[pin.pin]


def _nearest(box: Box, point: Point) -> Point:
    return Point(min(max(point.x, box.left), box.right), min(max(point.y, box.top), box.bottom))
