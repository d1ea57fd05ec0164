"""What the motion detector says about one frame, and what it calls an event."""

from dataclasses import dataclass
from typing import NamedTuple


class Box(NamedTuple):
    """A rectangle in pixels of the picture that was looked at."""

    x: int
    y: int
    width: int
    height: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Sight:
    """What was seen in one frame.

    Attributes:
        t_s: time of the frame.
        is_motion: the trigger: somebody or something as big moves.
        boxes: where, in pixels of the luma; when nothing is believed, what was looked at and held.
        score: how sure, 0 to 1; from 0.5 on it is motion.
        why: a sentence with the numbers, for people; empty when nothing was seen.
        held: why what was seen is not believed: "light step", "shake", "flicker", "too small",
            "too quick", "does not travel", "learning"; empty when there is nothing to hold.
        areas: names of the areas in which it moves.
    """

    t_s: float
    is_motion: bool = False
    boxes: tuple[Box, ...] = ()
    score: float = 0.0
    why: str = ""
    held: str = ""
    areas: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MotionEvent:
    """Motion from its beginning to its end.

    Attributes:
        start_s, end_s: times of the first and last frame with motion.
        boxes: those of its strongest frame, which is at `best_s`.
        score: the highest.
        why: what its strongest frame said.
        areas: every area in which something moved.
    """

    start_s: float
    end_s: float
    best_s: float
    boxes: tuple[Box, ...]
    score: float
    why: str
    areas: tuple[str, ...] = ()
