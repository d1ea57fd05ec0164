"""Pins: those in the text, in the programs, in the wiring and in the pin map must be the same."""

from __future__ import annotations

import re
from collections.abc import Iterator

from makerkit.wiring import Wiring
from makerkit.wiring.code_pins import devices_in_code
from makerkit.wiring.paths import gpios_of_part
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
}
"""What the course calls a part, and the names of its pins in the pin map."""
_GPIO = re.compile(r"\bGPIO(\d{1,2})\b")
_CLASS = re.compile(r"\b([A-Z]\w+)\(")


def wiring_against_the_pin_map(draft: Draft) -> Iterator[LintFault]:
    """Find parts that are not wired to the pins that the whole course has for them."""
    if draft.wiring is None or draft.lesson.wiring is None:
        return
    for part in draft.wiring.parts:
        names = PIN_MAP_NAMES.get(part.label, ())
        expected = {draft.course.pins[name] for name in names if name in draft.course.pins}
        found = set(gpios_of_part(draft.wiring, part.id).values())
        if expected and found != expected:
            text = f'"{part.label}" is on {_listed(found)}; the pin map has {_listed(expected)}.'
            yield fault(draft.lesson.wiring, draft.wiring_line(part.id), text)


def pins_of_programs(draft: Draft) -> Iterator[LintFault]:
    """Find devices in the programs on pins where the wiring has nothing."""
    if draft.wiring is None:
        return
    wired = gpios_in(draft.wiring)
    for file in draft.programs:
        for device in devices_in_code(read_or_empty(file)):
            for gpio in sorted(set(device.pins.values()) - wired):
                text = f"{device.kind} is on {gpio}, where the wiring has nothing"
                yield fault(file, device.line, f"{text}: it has {_listed(wired)}.")


def pins_of_the_text(draft: Draft) -> Iterator[LintFault]:
    """Find pins in the page where the wiring has nothing."""
    if draft.wiring is None:
        return
    wired = gpios_in(draft.wiring)
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


def gpios_in(wiring: Wiring) -> frozenset[str]:
    """Return the pins of the Pi that some part hangs on."""
    return frozenset(
        gpio for part in wiring.bench_parts() for gpio in gpios_of_part(wiring, part.id).values()
    )


def _gpios_in_code(code: str) -> set[str]:
    """Return the pins of devices that a piece of inline code makes: `LED(17)`."""
    imports = ", ".join(_CLASS.findall(code))
    if not imports:
        return set()
    devices = devices_in_code(f"from gpiozero import {imports}\n{code}")
    return {gpio for device in devices for gpio in device.pins.values()}


def _listed(gpios: set[str] | frozenset[str]) -> str:
    return ", ".join(sorted(gpios, key=lambda gpio: int(gpio.removeprefix("GPIO")))) or "no pin"
