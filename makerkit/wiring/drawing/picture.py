"""Puts the whole picture together."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from html import escape
from zlib import crc32

from makerkit.errors import BadInputError
from makerkit.wiring.diagram import Wiring
from makerkit.wiring.drawing.boards import breadboard_svg
from makerkit.wiring.drawing.geometry import Box, Point, box_around, box_of, cuts, number
from makerkit.wiring.drawing.grey import in_grey
from makerkit.wiring.drawing.joins import drawn_wires
from makerkit.wiring.drawing.labels import leader, part_labels, pin_labels
from makerkit.wiring.drawing.layout import lay_out
from makerkit.wiring.drawing.look import circle, line
from makerkit.wiring.drawing.placed import Layout, PlacedPart
from makerkit.wiring.drawing.routing import route
from makerkit.wiring.drawing.steps import BuildStep, build_steps
from makerkit.wiring.drawing.wires import end_svg, place_tags, plug_svg, tag_svg, wire_svg
from makerkit.wiring.drawing.words import wire_list
from makerkit.wiring.model import Connection, PinRef

FONTS = "Source Sans Pro, DejaVu Sans, Noto Sans, Segoe UI, Helvetica Neue, Arial, sans-serif"
_MARGIN_PX = 10.0
_PALE = 0.38
_TOOTH_PX = 10.0
_RING, _RING_PX = "#c2185b", 7.5
_PLUGGED = frozenset({"chip-raspberry-pi"})


def draw_svg(
    wiring: Wiring,
    *,
    title: str = "",
    step: int | None = None,
    mono: bool = False,
    marks: Iterable[PinRef] = (),
    whole_pi: bool = True,
) -> str:
    """Return the wiring as an SVG picture.

    Args:
        wiring: what to draw.
        title: its name for readers who cannot see it; empty takes a general one.
        step: None draws everything; a number draws the steps of `build_steps` up to this one
            (the first is 1), and what is new in full colour.
        mono: tell wires apart without colour, by dashes and by numbers at their ends.
        marks: pins or holes to ring, such as those that a rule complains about.
        whole_pi: False leaves out the Pi's lower part, where no wire goes: what remains can be
            larger on paper.

    Raises:
        BadInputError: there is no such step.
    """
    picture = _Picture(wiring, title, step, is_mono=mono, marks=marks)
    return picture.svg(picture.plan.canvas if whole_pi else picture.plan.cut_canvas())


class _Same:
    """A wiring as a key: the very same one, which is quicker told than an equal one."""

    def __init__(self, wiring: Wiring) -> None:
        self.wiring = wiring

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.wiring is self.wiring

    def __hash__(self) -> int:
        return id(self.wiring)


@lru_cache(maxsize=2)
def _planned(same: _Same) -> Plan:
    return Plan(same.wiring)


def plan_of(wiring: Wiring) -> Plan:
    """Return what stands where; kept for a while, since every step of a building needs it again."""
    return _planned(_Same(wiring))


class Plan:
    """What stands where, which is the same for every step."""

    def __init__(self, wiring: Wiring) -> None:
        self.layout: Layout = lay_out(wiring)
        self.pin_labels = pin_labels(self.layout)
        self.paths = route(self.layout)
        self.labels = part_labels(self.layout, self.paths)
        captions = [label.box for label in self.labels if not label.is_inside]
        if any(cuts(path, box) for path in self.paths for box in captions):
            self.paths = route(self.layout, captions)
        boxes = [self.layout.canvas, *(label.box for label in self.labels)]
        boxes += [box_of(path).grown(3) for path in self.paths]
        self.canvas = box_around(boxes).grown(_MARGIN_PX)

    def cut_canvas(self) -> Box:
        """Return the canvas without what lies below the Pi's pin labels and everything else."""
        parts = [placed.edge for placed in self.layout.parts.values() if not _is_pi(placed)]
        pis = [placed.body for placed in self.layout.parts.values() if _is_pi(placed)]
        boxes = [*parts, *(label.box for label in (*self.labels, *self.pin_labels))]
        boxes += [box_of(path) for path in self.paths]
        lowest = max((box.bottom for box in boxes), default=self.canvas.bottom) + _MARGIN_PX
        if any(lowest < pi.bottom for pi in pis):
            return self.canvas._replace(bottom=min(lowest, self.canvas.bottom))
        return self.canvas


class _Picture:
    """One drawing: boards, then parts, then wires, each in its layer."""

    def __init__(
        self,
        wiring: Wiring,
        title: str,
        step: int | None,
        *,
        is_mono: bool,
        marks: Iterable[PinRef],
    ) -> None:
        self.wiring = wiring
        self.title = title or "Wiring"
        self.is_mono = is_mono
        self.marks = tuple(marks)
        self.plan = plan_of(wiring)
        self.layout = self.plan.layout
        self.old, self.new = _shown(wiring, step)
        self.always_full = {part.id for part in wiring.boards}

    def svg(self, canvas: Box) -> str:
        body = self.breadboards() + self.boards() + self.parts() + self.wires()
        body += self.names() + self.rings()
        if self.is_mono:
            body = in_grey(body)
        if canvas.bottom < self.plan.canvas.bottom:
            body += torn_edge(canvas)
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
            f'role="img" direction="ltr" viewBox="{number(canvas.left)} {number(canvas.top)} '
            f'{number(canvas.width)} {number(canvas.height)}" width="{number(canvas.width * 2, 0)}"'
            f' height="{number(canvas.height * 2, 0)}" font-family="{FONTS}">'
            f"<title>{escape(self.title)}</title><desc>{escape(self.description())}</desc>"
            f'<rect x="{number(canvas.left)}" y="{number(canvas.top)}" width="100%" height="100%" '
            f'fill="#ffffff"/>{body}</svg>\n'
        )

    def description(self) -> str:
        return "\n".join(f"{i}. {words}" for i, words in enumerate(wire_list(self.wiring), 1))

    # --- layers

    def breadboards(self) -> str:
        return "".join(
            f'<g transform="translate({number(origin.x)} {number(origin.y)})">'
            f"<title>{escape(part.type.title)}</title>{breadboard_svg(part.type.breadboard)}</g>"
            for part, origin in self.layout.boards.values()
            if part.type.breadboard is not None
        )

    def boards(self) -> str:
        """The Pi and the like, with the labels of the pins in use; wires go over them."""
        drawn = "".join(
            self.part(placed) for placed in self.layout.parts.values() if _is_board(placed)
        )
        for label in self.plan.pin_labels:
            if shade := self.shade_of_pin(PinRef(label.part, label.pin)):
                drawn += f"<g{shade}>{leader(self.layout, label)}{label.svg}</g>"
        return drawn

    def parts(self) -> str:
        drawn = [placed for placed in self.layout.parts.values() if not _is_board(placed)]
        return "".join(self.part(placed) for placed in drawn)

    def part(self, placed: PlacedPart) -> str:
        shade = self.shade(placed.part.id)
        if not shade:
            return ""
        legs = "".join(
            line(*leg, placed.look.leg_colour, 1.8, more='stroke-linecap="round"')
            for leg in placed.legs
        )
        art = placed.look.svg.replace("%ID%", _id_prefix(placed))
        name = f"{placed.part.label} ({placed.part.type.title})"
        return (
            f"<g{shade}><title>{escape(name)}</title>{legs}"
            f'<g transform="{placed.placing.svg}">{art}</g></g>'
        )

    def wires(self) -> str:
        """Every wire, then their ends, then the numbers, which stand on top."""
        words = wire_list(self.wiring)
        svg = ends = tags = ""
        places = place_tags(self.plan.paths) if self.is_mono else []
        styles = _line_styles(self.layout)
        for index, (wire, path) in enumerate(zip(self.layout.wires, self.plan.paths, strict=True)):
            shade = self.shade(index)
            if not shade:
                continue
            style = styles[wire.colour] if self.is_mono else None
            inner = wire_svg(path, wire.colour, words[index], line_style=style)
            ends += f"<g{shade}>{self.ends(wire, path[0], path[-1])}</g>"
            svg += (
                f'<g{shade} fill="none" stroke-linecap="round" stroke-linejoin="round">{inner}</g>'
            )
            if self.is_mono:
                tags += f"<g{shade}>{''.join(tag_svg(at, index + 1) for at in places[index])}</g>"
        return svg + ends + tags

    def ends(self, wire: Connection, first: Point, last: Point) -> str:
        svg = ""
        for pin, at in ((wire.a, first), (wire.b, last)):
            is_plug = pin.part in self.layout.parts and (
                self.layout.parts[pin.part].part.type.name in _PLUGGED
            )
            draw = plug_svg if is_plug else end_svg
            svg += draw(at, wire.colour, is_mono=self.is_mono)
        return svg

    def names(self) -> str:
        return "".join(
            f"<g{shade}>{label.svg}</g>"
            for label in self.plan.labels
            if (shade := self.shade(label.part))
        )

    def rings(self) -> str:
        """A ring around each pin that is to be looked at."""
        shown = {*self.layout.boards, *self.layout.parts}
        points = {self.layout.point(pin) for pin in self.marks if pin.part in shown}
        halo = 'stroke="#ffffff" stroke-width="4.4" stroke-opacity=".8"'
        ring = f'stroke="{_RING}" stroke-width="2.4"'
        return "".join(
            circle(at, _RING_PX, "none", more=stroke)
            for stroke in (halo, ring)
            for at in sorted(points)
        )

    def shade(self, what: str | int) -> str:
        """Return how a part (id) or wire (number) is drawn: "" is not at all, " " in full."""
        if what in self.new or (what in self.old and what in self.always_full):
            return " "
        return f' opacity="{_PALE}"' if what in self.old else ""

    def shade_of_pin(self, pin: PinRef) -> str:
        """Return how the label of a header pin is drawn: as the wires that end there."""
        wires = [index for index, wire in enumerate(self.layout.wires) if pin in (wire.a, wire.b)]
        return max((self.shade(wire) for wire in wires), key=_strength, default="")


def _line_styles(layout: Layout) -> dict[str, int]:
    """Return a number for each colour of wire; black, the ground, is 0, which has no dashes."""
    colours = dict.fromkeys(["black", *(wire.colour for wire in layout.wires)])
    return {colour: style for style, colour in enumerate(colours)}


def _strength(shade: str) -> int:
    """Return what is seen best: in full, pale, or not at all."""
    return 2 if shade == " " else len(shade[:1])


def _shown(wiring: Wiring, step: int | None) -> tuple[set[str | int], set[str | int]]:
    """Return what is drawn pale and what in full: ids of parts and numbers of wires."""
    everything = {part.id for part in wiring.parts} | set(range(len(drawn_wires(wiring))))
    if step is None:
        return set(), everything
    done: set[str | int] = set()
    steps = build_steps(wiring)
    if not 1 <= step <= len(steps):
        raise BadInputError(f"There is no step {step}: the steps go from 1 to {len(steps)}.")
    for earlier in steps[: step - 1]:
        done |= _content(earlier)
    return done, _content(steps[step - 1])


def _content(step: BuildStep) -> set[str | int]:
    return {*step.parts, *step.wires}


def torn_edge(canvas: Box) -> str:
    """Return white teeth along the lower edge: the picture goes on below, but not here."""
    count = max(round(canvas.width / _TOOTH_PX), 1)
    tooth = canvas.width / count
    teeth = f"l{number(tooth / 2)} {-_TOOTH_PX / 2:g}l{number(tooth / 2)} {_TOOTH_PX / 2:g}" * count
    start = f"M{number(canvas.left)} {number(canvas.bottom)}"
    return f'<path d="{start}{teeth}z" fill="#ffffff"/>'


def _is_pi(placed: PlacedPart) -> bool:
    return placed.part.type.name in _PLUGGED


def _is_board(placed: PlacedPart) -> bool:
    return _is_pi(placed) or "arduino" in placed.part.type.name


def _id_prefix(placed: PlacedPart) -> str:
    """Return what stands before each id of a part: the same in two pictures only for like looks."""
    name = "".join(c if c.isascii() and c.isalnum() else f"_{ord(c):x}_" for c in placed.part.id)
    return f"p{crc32(placed.look.svg.encode()):08x}{name}"
