"""What a person at the keyboard can touch on the bench, and which key does it.

Buttons have the letters a, b, c, ... in the order in which they appeared, as `--press "A@1.5s"`
knows them; switches and everything else that is or is not have s, t, u, ... Sliders and knobs
are chosen with Tab and moved with the arrows.
"""

import math
import string
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any, TypeAlias

Order: TypeAlias = dict[str, Any]
"""What the bench is told: {"do": "press", "part": "button1"}."""
PartState: TypeAlias = Mapping[str, Any]
"""One part as the bench's `snapshot` describes it."""

RESERVED = "q"
_BUTTON_LETTERS = string.ascii_lowercase
_OTHER_LETTERS = "stuvwxyzrponmlkjihgfedcba"
STEPS = 200
"""Into how many small steps a slider's way is divided, about."""
BIG_STEP = 10
WIDE = 10_000.0
"""A slider that goes this far moves by shares of its value, as eyes and ears feel: light in lux."""
STEPS_PER_DECADE = 10
ECHO_S = 0.5
"""How long after a key the slider's value is taken from the key, not from the bench's report."""


class Grip(Enum):
    """How a thing is touched."""

    BUTTON = "button"  # down and up again
    SWITCH = "switch"  # one way or the other
    SLIDER = "slider"  # any value in a range
    KNOB = "knob"  # turned without end
    KEYS = "keys"  # a keypad's, each by what is printed on it


@dataclass(frozen=True, slots=True)
class Handle:
    """One thing that can be touched.

    Attributes:
        letter: the key for it; "" where it has none.
        is_main: whether this is what the part is there for (a button's press, not its bounce).
        keys: of a keypad, those that a person can type.
    """

    part: str
    control: str
    grip: Grip
    letter: str = ""
    is_main: bool = True
    value: float = 0.0
    low: float = 0.0
    high: float = 1.0
    unit: str = ""
    keys: tuple[str, ...] = ()

    @property
    def is_wide(self) -> bool:
        """Whether its range spans several powers of ten, from 0."""
        return self.low == 0 and self.high >= WIDE

    @property
    def share(self) -> float:
        """How far along its way it stands: 0.0-1.0."""
        if self.is_wide:
            return math.log10(1 + self.value) / math.log10(1 + self.high)
        return (self.value - self.low) / (self.high - self.low)


def handles_of(parts: Iterable[PartState]) -> list[Handle]:
    """Return everything that can be touched, in order of appearance."""
    parts = list(parts)
    buttons = [part["name"] for part in parts if part["kind"] == "button"]
    letters = dict(zip(buttons, _BUTTON_LETTERS, strict=False))
    free = (a for a in _OTHER_LETTERS if a not in letters.values() and a not in RESERVED)
    handles = []
    for part in parts:
        for index, control in enumerate(part["controls"]):
            handles.append(_handle(part, control, letters, free, is_main=index == 0))
        if _is_knob(part):
            handles.append(Handle(part["name"], "turn", Grip.KNOB))
        keys = _typable(part)
        if keys:
            handles.append(Handle(part["name"], "key", Grip.KEYS, keys=keys))
    return handles


def _handle(
    part: PartState,
    control: Mapping[str, Any],
    letters: Mapping[str, str],
    free: Iterable[str],
    *,
    is_main: bool,
) -> Handle:
    grip, letter = Grip.SLIDER, ""
    if control["is_switch"]:
        grip = Grip.BUTTON if control["name"] == "pressed" else Grip.SWITCH
        if part["kind"] == "button":
            letter = letters.get(part["name"], "").replace(RESERVED, "")
        else:
            letter = next(iter(free), "")
    value = float(control["value"] or 0)
    low, high, unit = control["low"], control["high"], control["unit"]
    return Handle(part["name"], control["name"], grip, letter, is_main, value, low, high, unit)


def _is_knob(part: PartState) -> bool:
    return bool(part["kind"] == "rotary_encoder")


def _typable(part: PartState) -> tuple[str, ...]:
    """Return the keys of a keypad that can be typed: letters belong to buttons and switches."""
    keys = part["look"].get("keypad", "").split()
    return tuple(key for key in keys if len(key) == 1 and not key.isalpha())


def step_of(handle: Handle) -> float:
    """Return the small step of a slider: a round number, about a 200th of its way."""
    rough = (handle.high - handle.low) / STEPS
    power = 10.0 ** math.floor(math.log10(rough))
    factor: float = next(f for f in (1, 2, 5, 10) if f * power >= rough * (1 - 1e-9))
    return factor * power


def order_for_letter(handle: Handle, key: str) -> Order:
    """Return what a letter does: `a` presses, `A` holds and lets go, a switch goes over."""
    if handle.grip is Grip.SWITCH:
        return {"do": "set", "part": handle.part, handle.control: not handle.value}
    if key.islower():
        return {"do": "press", "part": handle.part}
    return {"do": "release" if handle.value else "hold", "part": handle.part}


def order_for_arrow(handle: Handle, key: str, value: float) -> Order | None:
    """Return what an arrow or its bigger brothers do to a slider or knob that stands at `value`."""
    steps = _STEPS_BY_KEY.get(key)
    if handle.grip is Grip.KNOB:
        return None if steps is None else {"do": "turn", "part": handle.part, "steps": steps}
    ends = {"home": handle.low, "end": handle.high}
    if steps is None and key not in ends:
        return None
    goal = ends[key] if steps is None else _moved(handle, value, steps)
    return {"do": "set", "part": handle.part, handle.control: goal}


_STEPS_BY_KEY = {
    "left": -1,
    "right": 1,
    "page down": -BIG_STEP,
    "page up": BIG_STEP,
    "shift+left": -BIG_STEP,
    "shift+right": BIG_STEP,
}


def _moved(handle: Handle, value: float, steps: int) -> float:
    """Return the value so many steps on, on the grid of steps and within the range."""
    if handle.is_wide:
        number = round(STEPS_PER_DECADE * math.log10(max(value, 1.0))) + steps
        if value < 1 and steps > 0:
            number -= 1  # the step from 0 to 1
        goal = 0.0 if number < 0 else float(f"{10 ** (number / STEPS_PER_DECADE):.1e}")
    else:
        goal = (round(value / step_of(handle)) + steps) * step_of(handle)
    return round(min(max(goal, handle.low), handle.high), 9)


class Hands:
    """Turns keys into orders; remembers which slider was chosen with Tab."""

    def __init__(self) -> None:
        self._chosen: tuple[str, str] | None = None
        self._set: tuple[tuple[str, str], float, float] = (("", ""), 0.0, -math.inf)

    def chosen(self, handles: Sequence[Handle]) -> Handle | None:
        """Return the slider or knob that the arrows move: the first until Tab says otherwise."""
        movable = _movable(handles)
        kept = (h for h in movable if (h.part, h.control) == self._chosen)
        return next(kept, movable[0] if movable and movable[0].is_main else None)

    def take(self, key: str, handles: Sequence[Handle], now_s: float) -> Order | None:
        """Return what the bench is told because of a key, or None."""
        turn = {"tab": 1, "down": 1, "shift+tab": -1, "up": -1}.get(key)
        if turn is not None:
            self._choose(handles, turn)
            return None
        by_letter = {h.letter: h for h in handles if h.letter}
        if len(key) == 1 and key.lower() in by_letter:
            return order_for_letter(by_letter[key.lower()], key)
        pad = next((h for h in handles if key in h.keys), None)
        if pad is not None:
            return {"do": "press", "part": pad.part, "key": key}
        return self._move(key, handles, now_s)

    def _choose(self, handles: Sequence[Handle], turn: int) -> None:
        movable = _movable(handles)
        if not movable:
            return
        now = self.chosen(handles)
        index = (movable.index(now) + turn) if now is not None else 0
        chosen = movable[index % len(movable)]
        self._chosen = (chosen.part, chosen.control)

    def _move(self, key: str, handles: Sequence[Handle], now_s: float) -> Order | None:
        handle = self.chosen(handles)
        if handle is None:
            return None
        name = (handle.part, handle.control)
        last, value, at_s = self._set
        if last != name or now_s - at_s > ECHO_S:
            value = handle.value
        order = order_for_arrow(handle, key, value)
        if order is not None and handle.grip is Grip.SLIDER:
            self._set = (name, order[handle.control], now_s)
        return order


def _movable(handles: Sequence[Handle]) -> list[Handle]:
    """Return the sliders and knobs, first those that matter most."""
    movable = [h for h in handles if h.grip in (Grip.SLIDER, Grip.KNOB)]
    return sorted(movable, key=lambda handle: not handle.is_main)
