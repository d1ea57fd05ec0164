"""Pins: those in the text, in the programs, in the wiring and in the pin map must be the same."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from makerkit.wiring import Wiring
from makerkit.wiring.code_pins import devices_in_code
from makerkit.wiring.paths import ARDUINOS, board_pins_of_part
from makerkit.wiring.sketch_pins import pins_in_sketch
from workshop.course import SKETCH
from workshop.lesson_text.spans import Code, Pin, Words, flat
from workshop.lint_lesson.draft import Draft, fault, read_or_empty, warning
from workshop.lint_lesson.fault import LintFault

PIN_MAP_NAMES = {
    "red": ("red",),
    "amber": ("amber",),
    "green": ("green",),
    "lamp": ("rgb_red", "rgb_green", "rgb_blue"),
    "A": ("button_a",),
    "B": ("button_b",),
    "beeper": ("buzzer",),
    "hall": ("pir",),
    "door": ("door",),
    "front": ("trigger", "echo"),
    "gate": ("servo",),
    "light": ("light",),
    "knob": ("knob",),
}
"""What the course calls a part, and the names of its pins in the pin map."""
NEEDS_NO_WIRE = frozenset({"D0", "D1", "D13"})
"""The serial line and the lamp L are on the board itself."""
_GPIO = re.compile(r"\bGPIO(\d{1,2})\b")
_CLASS = re.compile(r"\b([A-Z]\w+)\(")


def wiring_against_the_pin_map(draft: Draft) -> Iterator[LintFault]:
    """Find parts that are not wired to the pins that the whole course has for them."""
    if draft.wiring is None or draft.lesson.wiring is None:
        return
    for part in draft.wiring.parts:
        names = PIN_MAP_NAMES.get(part.label, ())
        expected = {draft.course.pins[name] for name in names if name in draft.course.pins}
        found = set(board_pins_of_part(draft.wiring, part.id).values())
        if found and _boards_of(found) != _boards_of(expected):
            continue  # the pin map's "red" is the Pi's
        if expected and found != expected:
            text = f'"{part.label}" is on {_listed(found)}; the pin map has {_listed(expected)}.'
            yield fault(draft.lesson.wiring, draft.wiring_line(part.id), text)


def pins_of_programs(draft: Draft) -> Iterator[LintFault]:
    """Find devices in the programs on pins where the wiring has nothing."""
    if draft.wiring is None:
        return
    wired = pins_in(draft.wiring)
    for file in draft.programs:
        if file.suffix == SKETCH:
            yield from _pins_of_sketch(file, wired)
            continue
        for device in devices_in_code(read_or_empty(file)):
            for gpio in sorted(set(device.pins.values()) - wired):
                text = f"{device.kind} is on {gpio}, where the wiring has nothing"
                yield fault(file, device.line, f"{text}: it has {_listed(wired)}.")


def pins_of_the_text(draft: Draft) -> Iterator[LintFault]:
    """Find pins in the page where the wiring has nothing."""
    if draft.wiring is None:
        return
    wired = pins_in(draft.wiring)
    for file, line, spans in draft.texts():
        for span in flat(spans):
            if isinstance(span, Pin) and span.gpio not in wired:
                text = f"{{pin}}`{span.name}` is {span.gpio}, where the wiring has nothing."
                yield fault(file, line, text)
            elif isinstance(span, Code):
                for gpio in sorted(_gpios_in_code(span.text) - wired):
                    text = f"`{span.text}` is on {gpio}, where the wiring has nothing."
                    yield fault(file, line, text)
            elif isinstance(span, Words):
                for number in _GPIO.findall(span.text):
                    if f"GPIO{number}" not in wired:
                        text = f"GPIO{number} is named, where the wiring has nothing."
                        yield warning(file, line, text)


def pins_in(wiring: Wiring) -> frozenset[str]:
    """Return the pins that some part hangs on, and those of an Arduino that need no wire."""
    has_arduino = any(board.type.name in ARDUINOS for board in wiring.boards)
    wired = {
        pin for part in wiring.bench_parts() for pin in board_pins_of_part(wiring, part.id).values()
    }
    return frozenset(wired | NEEDS_NO_WIRE if has_arduino else wired)


def _pins_of_sketch(file: Path, wired: frozenset[str]) -> Iterator[LintFault]:
    for used in pins_in_sketch(read_or_empty(file)):
        if used.pin not in wired:
            text = f"{used.use} is for {used.pin}, where the wiring has nothing"
            yield fault(file, used.line, f"{text}: it has {_listed(wired)}.")


def _gpios_in_code(code: str) -> set[str]:
    """Return the pins of devices that a piece of inline code makes: `LED(17)`."""
    imports = ", ".join(_CLASS.findall(code))
    if not imports:
        return set()
    devices = devices_in_code(f"from gpiozero import {imports}\n{code}")
    return {gpio for device in devices for gpio in device.pins.values()}


def _listed(pins: set[str] | frozenset[str]) -> str:
    return ", ".join(sorted(pins, key=_by_number)) or "no pin"


def _boards_of(pins: set[str]) -> set[bool]:
    return {pin.startswith("GPIO") for pin in pins}


def _by_number(pin: str) -> tuple[str, int]:
    stem = pin.rstrip("0123456789")
    return stem, int(pin.removeprefix(stem) or 0)
