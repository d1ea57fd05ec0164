"""From a false alarm to what keeps it from happening again: changes of settings, proposed.

Each remedy is a section of the settings file and new values for it, as `config.change` takes them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from security_system.evidence.event import Event, Region, around

if TYPE_CHECKING:
    from security_system.motion.settings import MotionSettings

MARGIN = 0.02
"""A mask reaches so much further than the boxes: a bush sways a little more another day."""
STEP = 15
"""By so much a sensitivity is lowered, of 0 to 100."""
LARGER = 1.5
MOST_SHARE = 0.5
MOST_MASKS = 32
BIG_SHARE = 0.35
"""A mask over more than this share of the picture would make the camera blind: not proposed."""


@dataclass(frozen=True, slots=True)
class Remedy:
    """One thing that can be done.

    Attributes:
        id: "mask", "size", "sensitivity", or "area:NAME".
        words: what it does, in a sentence for people.
        section: of the settings file: "cameras.hall.motion".
        values: new values by key.
    """

    id: str
    words: str
    section: str
    values: dict[str, Any]


def remedies(
    event: Event, motion: MotionSettings, *, areas: Sequence[str] = ()
) -> tuple[Remedy, ...]:
    """Return what could be done against events like this one; the mildest first.

    Args:
        motion: the settings of its camera as they are now.
        areas: names of areas in which it moved.
    """
    section = f"cameras.{event.camera}.motion"
    everywhere = event.boxes if event.reach is None else (event.reach,)
    found = [
        _larger(section, motion, event.boxes),
        *(_calmer_area(section, motion, name) for name in areas),
        _mask(section, motion, everywhere),
        _calmer(section, motion),
    ]
    return tuple(remedy for remedy in found if remedy is not None)


def _larger(section: str, motion: MotionSettings, boxes: Sequence[Region]) -> Remedy | None:
    """Ask for something larger than what was seen, where that was small."""
    share = max((box.width * box.height for box in boxes), default=0.0)
    wanted = round(min(share * LARGER, MOST_SHARE), 4)
    if not motion.smallest_share < wanted <= 10 * motion.smallest_share:
        return None
    words = (
        f"Ignore what fills less than {wanted:.1%} of the picture, as small animals do; now it is "
        f"{motion.smallest_share:.1%}."
    )
    return Remedy("size", words, section, {"smallest_share": wanted})


def _mask(section: str, motion: MotionSettings, boxes: Sequence[Region]) -> Remedy | None:
    if not boxes or len(motion.masks) >= MOST_MASKS:
        return None
    left, top, right, bottom = _with_margin(boxes)
    share = (right - left) * (bottom - top)
    if share > BIG_SHARE:
        return None
    corners = [[left, top], [right, top], [right, bottom], [left, bottom]]
    masks = [[list(corner) for corner in mask] for mask in motion.masks]
    words = f"Never look where it moved ({share:.0%} of the picture): a mask."
    return Remedy("mask", words, section, {"masks": [*masks, corners]})


def _calmer(section: str, motion: MotionSettings) -> Remedy | None:
    wanted = max(1, motion.sensitivity - STEP)
    if wanted == motion.sensitivity:
        return None
    words = f"Make the whole camera less sensitive: {wanted} instead of {motion.sensitivity}."
    return Remedy("sensitivity", words, section, {"sensitivity": wanted})


def _calmer_area(section: str, motion: MotionSettings, name: str) -> Remedy | None:
    area = motion.areas.get(name)
    if area is None or area.sensitivity == 0:
        return None
    wanted = max(0, area.sensitivity - STEP)
    words = f"Make the area {name} less sensitive: {wanted} instead of {area.sensitivity}."
    return Remedy(f"area:{name}", words, f"{section}.areas.{name}", {"sensitivity": wanted})


def _with_margin(boxes: Sequence[Region]) -> tuple[float, float, float, float]:
    """Return left, top, right and bottom of what holds all boxes, a margin more, inside 0 to 1."""
    whole = around(boxes)
    left, top = max(0.0, whole.x - MARGIN), max(0.0, whole.y - MARGIN)
    right = min(1.0, whole.x + whole.width + MARGIN)
    bottom = min(1.0, whole.y + whole.height + MARGIN)
    return round(left, 4), round(top, 4), round(right, 4), round(bottom, 4)
