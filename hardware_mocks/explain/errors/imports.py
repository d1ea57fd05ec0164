"""ImportError and ModuleNotFoundError: libraries and names that are not there."""

from __future__ import annotations

import re
import sys
from pathlib import Path

from hardware_mocks.explain import names as known
from hardware_mocks.explain.errors.place import Place
from hardware_mocks.explain.explained import Explained

PI_LIBRARIES = {
    "RPi": "RPi.GPIO",
    "pigpio": "pigpio",
    "wiringpi": "WiringPi",
    "wiringpi2": "WiringPi",
    "smbus": "smbus",
    "smbus2": "smbus2",
    "spidev": "spidev",
    "lgpio": "lgpio",
    "rpi_lgpio": "rpi-lgpio",
    "gpiod": "gpiod",
}
"""Libraries that talk to a real Pi's hardware below gpiozero."""
OTHER_BOARDS = {
    "machine": "MicroPython",
    "utime": "MicroPython",
    "micropython": "MicroPython",
    "rp2": "MicroPython",
    "picozero": "MicroPython",
    "pyb": "MicroPython",
    "network": "MicroPython",
    "microbit": "the micro:bit",
    "board": "CircuitPython",
    "digitalio": "CircuitPython",
    "pwmio": "CircuitPython",
    "Arduino": "Arduino",
    "arduino": "Arduino",
    "pyfirmata": "an Arduino",
}
"""Modules of programs for other boards."""
OF_THE_KIT = {
    "flask": "python3-flask",
    "cv2": "python3-opencv",
    "numpy": "python3-numpy",
    "picamera2": "python3-picamera2",
    "libcamera": "python3-libcamera",
    "serial": "python3-serial",
    "gpiozero": "python3-gpiozero",
}
"""Libraries that come with the kit, and how a Pi's own Python gets them from apt."""
OTHER_NAMES = {"opencv": "cv2", "picamera": "picamera2", "PiCamera2": "picamera2", "np": "numpy"}
_NO_NAME = re.compile(
    r"cannot import name '([^']+)' from (?:partially initialized module )?'([^']+)'"
)
_PUBLIC_MODULES = tuple(name for name in sys.stdlib_module_names if not name.startswith("_"))


def no_module(error: BaseException, place: Place) -> Explained:
    """Explain `No module named 'x'`."""
    name = str(getattr(error, "name", None) or "?")
    top, _, rest = name.partition(".")
    shadow = shadowing_file(top, place.path)
    if shadow and rest:
        return place.tell("import.shadowed", file=shadow, module=top)
    if top in OTHER_NAMES:
        return place.tell("import.typo", name=name, right=OTHER_NAMES[top])
    if top in OF_THE_KIT and not rest:
        return place.tell("import.of_the_kit", name=top, package=OF_THE_KIT[top])
    if top in PI_LIBRARIES:
        return place.tell("import.pi_library", name=PI_LIBRARIES[top])
    if top in OTHER_BOARDS:
        return place.tell("import.other_board", name=top, board=OTHER_BOARDS[top])
    if rest and (rest in known.home_of() or top == "gpiozero"):
        near = known.nearest(rest, known.gpiozero_names()) or rest
        part = rest if rest in known.home_of() else near
        return place.tell("import.name_not_module", name=name, module=top, right=part)
    for part, module in known.home_of().items():
        if part.casefold() == top.casefold() and top.casefold() != module:
            return place.tell("import.name_not_module", name=name, module=module, right=part)
    right = known.nearest(top, (*known.MODULES, *_PUBLIC_MODULES))
    if right:
        return place.tell("import.typo", name=name, right=right)
    return place.tell("import.no_module", name=top)


def no_name(error: BaseException, place: Place) -> Explained | None:
    """Explain `cannot import name 'x' from 'y'`."""
    found = _NO_NAME.search(str(error))
    if found is None:
        return None
    name, module = found[1], found[2]
    shadow = shadowing_file(module.partition(".")[0], place.path)
    if shadow:
        return place.tell("import.shadowed", file=shadow, module=module)
    homes = known.home_of()
    if homes.get(name, module) != module:
        return place.tell("import.wrong_module", name=name, module=module, right=homes[name])
    instead = known.FOREIGN.get(name)
    if instead:
        return place.tell("import.foreign", name=name, module=module, instead=instead)
    loaded = sys.modules.get(module)
    right = known.nearest(
        name, [n for n in vars(loaded) if not n.startswith("_")] if loaded else ()
    )
    if right:
        line = re.sub(rf"\b{re.escape(name)}\b", right, place.source.line(place.line))
        line = line if line.startswith("from ") else f"from {module} import {right}"
        return place.tell("import.wrong_name", name=name, module=module, right=right, code=line)
    far = known.nearest(name, homes)
    if far:
        return place.tell("import.wrong_module", name=name, module=module, right=homes[far])
    return place.tell("import.no_name", name=name, module=module)


def shadowing_file(module: str, path: Path) -> str:
    """Return the name of an own file that stands in the way of a library, or ""."""
    if module not in known.MODULES and module not in sys.stdlib_module_names:
        return ""
    file = path.parent / f"{module}.py"
    return file.name if file.is_file() else ""
