"""How each part on the bench looks in a terminal: a symbol, a picture one line high, and words.

Never only a colour: whoever sees none, and a terminal that has none, reads the same from the
picture and the words. For a new part write one painter and put it into `PAINTERS` under a word
that its `look()` has; without one it gets its values in words.
"""

import math
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from rich.text import Text

from workshop.hands import Grip, Handle, PartState, step_of
from workshop.live_pen import Bar, Pen, both_ways, colour_name, glow, level, scale, slid

Painter: TypeAlias = Callable[[Mapping[str, Any], Pen], "Picture"]


@dataclass(frozen=True, slots=True)
class Picture:
    """What one part looks like now.

    Attributes:
        words: its state in words.
        symbol: one character in front of its name.
        style: of the symbol, as rich understands it.
        bar: draws its picture, or None where words say it all.
        least_bar: columns that it needs at least.
        tall: what it shows in three lines, where one is too little for it.
    """

    words: str
    symbol: str = " "
    style: str = ""
    bar: Bar | None = None
    least_bar: int = 5
    tall: Sequence[str] = ()


def picture_of(part: PartState, handle: Handle | None, pen: Pen) -> Picture:
    """Return what a part looks like; `handle` is the slider to be shown, if any."""
    look: Mapping[str, Any] = part["look"]
    if handle is not None and handle.grip is Grip.SLIDER:
        is_chip = handle.control in look and len(look) > 1 and handle.control.startswith("ch")
        return _slider(handle, pen, names_it=not handle.is_main or is_chip)
    painter = next((paint for word, paint in PAINTERS.items() if word in look), _anything)
    return painter(look, pen)


# -- what shines


def _light(look: Mapping[str, Any], pen: Pen) -> Picture:
    brightness = float(look["brightness"])
    style = glow(look.get("color", "white"), brightness)
    symbol = pen.lit if brightness else pen.dark
    return Picture(_on_or_share(brightness), symbol, style, level(brightness, style))


def _lights(look: Mapping[str, Any], pen: Pen) -> Picture:
    each = [float(value) for value in look["brightness"]]
    colour = look.get("color", "white")

    def bar(pen: Pen, _columns: int) -> Text:
        marks = ((pen.full if value else pen.empty, glow(colour, value)) for value in each)
        return Text.assemble(*marks)

    symbol = pen.lit if look["lit"] else pen.dark
    style = glow(colour, max(each, default=0.0))
    return Picture(f"{look['lit']} of {len(each)} on", symbol, style, bar)


def _coloured_light(look: Mapping[str, Any], pen: Pen) -> Picture:
    red, green, blue = (round(255 * float(look[name])) for name in ("red", "green", "blue"))
    style = f"#{red:02x}{green:02x}{blue:02x}"
    is_lit = bool(red or green or blue)

    def bar(pen: Pen, columns: int) -> Text:
        if columns < 8:
            return Text(pen.full * columns, style) if is_lit else Text(pen.empty * columns, "dim")
        third = columns // 3
        shares = ((red, "#ff0000"), (green, "#00ff00"), (blue, "#5070ff"))
        bars = (level(value / 255, rgb)(pen, third - 1) for value, rgb in shares)
        return Text(" ").join(bars)

    words = f"{colour_name(red, green, blue)} {style}" if is_lit else "off"
    return Picture(words, pen.lit if is_lit else pen.dark, style if is_lit else "dim", bar)


def _on_or_share(share: float) -> str:
    return "off" if not share else "on" if share >= 0.995 else f"{max(share, 0.01):.0%}"


# -- what moves


def _servo(look: Mapping[str, Any], pen: Pen) -> Picture:
    angle_deg = float(look["angle_deg"])
    low, high = (-90.0, 90.0) if angle_deg <= 90 else (0.0, 180.0)
    low, high = float(look.get("min_deg", low)), float(look.get("max_deg", high))
    words = f"{round(angle_deg):{'+' if low < 0 and round(angle_deg) else ''}}{pen.degrees}"
    if look.get("jitters"):
        words += " jitters"
    return Picture(words, pen.moves, "bold", scale(angle_deg, low, high, has_middle=True))


def _motor(look: Mapping[str, Any], pen: Pen) -> Picture:
    speed = float(look["speed"])
    if not speed:
        words = "brakes" if look.get("braking") else "stopped"
        return Picture(words, pen.dark, "dim", both_ways(0.0))
    way, symbol = ("forward", pen.right) if speed > 0 else ("back", pen.left)
    return Picture(f"{abs(speed):.0%} {way}", symbol, "bold green", both_ways(speed))


def _relay(look: Mapping[str, Any], pen: Pen) -> Picture:
    is_on = bool(look["on"])
    words = "on, COM to NO" if is_on else "off, COM to NC"
    return Picture(words, pen.lit if is_on else pen.dark, "", slid(is_on))


def _driver(look: Mapping[str, Any], pen: Pen) -> Picture:
    return Picture(f" {pen.dot} ".join(f"{name} {does}" for name, does in look.items()))


# -- what sounds


def _buzzer(look: Mapping[str, Any], pen: Pen) -> Picture:
    tone_hz, clicks_hz = look["tone_hz"], look.get("clicks_hz")
    if tone_hz:
        words = f"{tone_hz:.0f} Hz {note_name(tone_hz)}"
        # three octaves up and down from the A in the middle
        height = min(max(0.5 + math.log2(tone_hz / 440) / 6, 0.0), 1.0)
        return Picture(words, pen.note, "bold yellow", scale(height, 0, 1, spot=pen.note))
    words = f"clicks {clicks_hz:.0f}/s" if clicks_hz else "silent"
    return Picture(words, pen.note if clicks_hz else pen.dark, "dim", scale(None, 0, 1))


def note_name(hz: float) -> str:
    """Return the nearest note: 440 Hz is A4."""
    number = round(69 + 12 * math.log2(hz / 440))  # as MIDI counts
    names = ("C", "C#", "D", "D#", "E", "F", "F#", "G", "G#", "A", "A#", "B")
    return f"{names[number % 12]}{number // 12 - 1}"


# -- what feels


def _contact(word: str, yes: str, no: str) -> Painter:
    def paint(look: Mapping[str, Any], pen: Pen) -> Picture:
        is_so = bool(look[word])
        style = "bold green" if is_so else "dim"
        return Picture(yes if is_so else no, pen.lit if is_so else pen.dark, style, slid(is_so))

    return paint


def _button(look: Mapping[str, Any], pen: Pen) -> Picture:
    is_down = bool(look["pressed"])

    def bar(pen: Pen, _columns: int) -> Text:
        return Text(f"[{pen.full * 3}]", "bold green") if is_down else Text("[   ]")

    symbol, style = (pen.lit, "bold green") if is_down else (pen.dark, "dim")
    return Picture("pressed" if is_down else "up", symbol, style, bar)


def _keypad(look: Mapping[str, Any], pen: Pen) -> Picture:
    held = look["held"]
    words = f"{held} pressed" if held else "no key pressed"
    return Picture(words, pen.lit if held else pen.dark, "bold green" if held else "dim")


def _encoder(look: Mapping[str, Any], pen: Pen) -> Picture:
    steps = look["steps"]
    words = f"{steps:+d} steps" if steps else "0 steps"
    if look.get("pressed"):
        words += ", pushed"
    return Picture(words, pen.moves, "bold", scale(steps % 20, 0, 20))


def _slider(handle: Handle, pen: Pen, *, names_it: bool) -> Picture:
    name = re.sub(r"_[a-z]{1,3}$", "", handle.control).replace("_", " ")
    words = f"{pen.left} {value_of(handle)} {pen.right}"
    share, end = handle.share, ""
    if handle.unit and not handle.low:
        high = handle.high
        if not handle.is_wide and handle.value <= high / 10:
            share, high = share * 10, high / 10  # what is near is worth a closer look
        end = f" {high:g} {handle.unit}".replace("000 ", "k ")
    bar = scale(share, 0, 1, end=end)
    words = f"{name} {words}" if names_it else words
    return Picture(words, pen.moves, "bold", bar, least_bar=6 + len(end))


def value_of(handle: Handle) -> str:
    """Return a slider's value with as many digits as a step of it needs."""
    if not handle.unit and (handle.low, handle.high) == (0, 1):
        return f"{handle.value:.0%}"
    if handle.is_wide:
        return f"{handle.value:.0f} {handle.unit}".rstrip()
    digits = max(0, -math.floor(math.log10(step_of(handle))))
    return f"{handle.value:.{digits}f} {handle.unit}".rstrip()


# -- what runs a sketch

LONGEST_LINE = 24
"""Characters of a serial line that are shown."""


def _board(look: Mapping[str, Any], pen: Pen) -> Picture:
    """The lamp is its own LED, L on D13; beside it stand the latest lines of its serial port."""
    if not look["is_powered"]:
        return Picture("no power", pen.dark, "dim")
    led = float(look["led"])
    lines = ((pen.left, look["to_pi"]), (pen.right, look["to_arduino"]))
    said = (f"{arrow} {_cut(line, pen)}" for arrow, line in lines if line)
    pins = [f"{name} {_level(share)}" for name, share in look.get("pins", {}).items()]
    words = "  ".join((look["arduino"] or "no sketch", *said, *pins))
    return Picture(words, pen.lit if led else pen.dark, glow("yellow", led))


def _level(share: float) -> str:
    return {0.0: "low", 1.0: "high"}.get(share, f"{share:.0%}")


def _cut(line: str, pen: Pen) -> str:
    printable = "".join(mark if mark.isprintable() else pen.dot for mark in line)
    return printable if len(printable) <= LONGEST_LINE else printable[:LONGEST_LINE]


# -- what shows figures

DIGIT = ((" a  ", " _  "), ("fgb ", "|_| "), ("edc.", "|_|."))
"""Three rows: which segment stands where, and what it looks like."""


def _digits(look: Mapping[str, Any], pen: Pen) -> Picture:
    lit = look["segments"]
    digits = [lit] if isinstance(lit, str) else lit
    rows = []
    for segments, drawn in DIGIT:
        pairs = list(zip(segments, drawn, strict=True))
        cells = ("".join(c if s in one and c != " " else " " for s, c in pairs) for one in digits)
        rows.append("".join(cells))
    text = look.get("text", "")
    words = f'shows "{text}"' if text.strip() else "dark"
    return Picture(words, pen.lit if text.strip() else pen.dark, "red", tall=rows)


def _anything(look: Mapping[str, Any], pen: Pen) -> Picture:  # noqa: ARG001 (as every painter)
    return Picture(words=", ".join(_quantity(name, value) for name, value in look.items()))


_UNITS = {"hz": "Hz", "v": "V", "m": "m", "s": "s", "us": "µs", "deg": "deg", "ohm": "ohm"}


def _quantity(name: str, value: Any) -> str:
    """Return `distance 0.5 m` for ("distance_m", 0.5)."""
    word, _, suffix = name.rpartition("_")
    unit = _UNITS.get(suffix, "") if word else ""
    if isinstance(value, bool) or value is None:
        value = "yes" if value else "no"
    elif isinstance(value, float):
        value = f"{value:.3g}"
    return f"{(word if unit else name).replace('_', ' ')} {value} {unit}".strip()


PAINTERS: dict[str, Painter] = {
    "arduino": _board,
    "keypad": _keypad,
    "tone_hz": _buzzer,
    "angle_deg": _servo,
    "speed": _motor,
    "click_count": _relay,
    "segments": _digits,
    "steps": _encoder,
    "lit": _lights,
    "brightness": _light,
    "red": _coloured_light,
    "pressed": _button,
    "motion": _contact("motion", "moving", "still"),
    "line": _contact("line", "on the line", "beside it"),
    "closed": _contact("closed", "closed", "open"),
    "on": _contact("on", "on", "off"),
    "A": _driver,
}
