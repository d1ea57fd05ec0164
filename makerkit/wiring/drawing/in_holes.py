"""Places the parts whose legs stand in holes: turned and shifted so that the legs fit best."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from makerkit.wiring.drawing.geometry import Box, Placing, Point
from makerkit.wiring.drawing.look import Look
from makerkit.wiring.drawing.placed import PlacedPart
from makerkit.wiring.drawing.two_legged import two_legged_look
from makerkit.wiring.model import Part

_A_LEG_IS_DRAWN_FROM_PX = 0.6
_LIKE_EXACT = 0.08
"""Art whose pins are up to 8 % off is scaled to fit."""

_TURNS = (0.0, 180.0, 90.0, 270.0)
_COVERED, _OVERLAP, _TURNED, _MIRRORED = 40.0, 60.0, 2.0, 0.5


def place_in_holes(
    part: Part,
    look: Look,
    holes: Mapping[str, Point],
    *,
    kept_free: Sequence[Point] = (),
    bodies: Sequence[Box] = (),
) -> PlacedPart:
    """Return the part standing in its holes.

    Args:
        part: the part.
        look: how it looks.
        holes: where its pins stand; at least one pin.
        kept_free: holes that others use; the body had better not cover them.
        bodies: of the parts that have their place already.
    """
    if len(holes) == 2 == len(part.pins):
        start, end = (holes[pin] for pin in part.pins)
        long_enough = two_legged_look(part, start.distance(end)) if start != end else None
        if long_enough is not None:
            return PlacedPart(part, long_enough, _along(start, end), holes, (), is_in_holes=True)

    def cost(placing: Placing) -> float:
        body = placing.box(look.body)
        stretched = sum(placing.point(look.pins[pin]).distance(hole) for pin, hole in holes.items())
        covered = sum(body.grown(1).holds(hole) for hole in kept_free)
        overlaps = sum(body.meets(other) for other in bodies)
        bent = _TURNED * (placing.turn_deg != 0) + _MIRRORED * placing.is_mirrored
        return stretched + _COVERED * covered + _OVERLAP * overlaps + bent

    placing = min(_placings(look, holes), key=cost)
    return _with_legs(part, look, placing, holes)


def _placings(look: Look, holes: Mapping[str, Point]) -> Iterator[Placing]:
    """Yield every way to put a part over its holes, each shifted to the best fit."""
    scale = _scale(look, holes)
    wanted = _mean(list(holes.values()))
    for is_mirrored in (False, True) if look.may_mirror else (False,):
        for turn in _TURNS:
            placing = Placing(Point(0, 0), turn, scale, is_mirrored)
            middle = _mean([placing.point(look.pins[pin]) for pin in holes])
            yield placing.moved(wanted.x - middle.x, wanted.y - middle.y)


def _scale(look: Look, holes: Mapping[str, Point]) -> float:
    """Return by how much the art must grow for its outermost pins to fit, if it nearly does."""
    pins = sorted(holes)
    spans = [
        (look.pins[a].distance(look.pins[b]), holes[a].distance(holes[b]))
        for index, a in enumerate(pins)
        for b in pins[:index]
    ]
    drawn, wanted = max(spans, default=(1.0, 1.0))
    scale = wanted / drawn if drawn else 1.0
    return scale if abs(scale - 1) <= _LIKE_EXACT else 1.0


def _with_legs(part: Part, look: Look, placing: Placing, holes: Mapping[str, Point]) -> PlacedPart:
    pins = {pin: placing.point(point) for pin, point in look.pins.items()}
    legs = tuple(
        (pins[pin], hole)
        for pin, hole in holes.items()
        if pins[pin].distance(hole) > _A_LEG_IS_DRAWN_FROM_PX
    )
    return PlacedPart(part, look, placing, {**pins, **holes}, legs, is_in_holes=True)


def _along(start: Point, end: Point) -> Placing:
    import math

    turn = math.degrees(math.atan2(end.y - start.y, end.x - start.x))
    return Placing(start, round(turn, 3) % 360)


def _mean(points: Sequence[Point]) -> Point:
    return Point(
        sum(point.x for point in points) / len(points),
        sum(point.y for point in points) / len(points),
    )
