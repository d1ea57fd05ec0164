"""What to try after an error that programs for a Pi often meet; "" for any other."""

import re
from collections.abc import Callable

PI_LIBRARIES = {
    "RPi": "RPi.GPIO",
    "pigpio": "pigpio",
    "wiringpi": "WiringPi",
    "smbus": "smbus",
    "smbus2": "smbus2",
    "spidev": "spidev",
    "lgpio": "lgpio",
}
"""Libraries that talk to a real Pi's hardware below gpiozero."""
HEADER = {
    3: 2, 5: 3, 7: 4, 8: 14, 10: 15, 11: 17, 12: 18, 13: 27, 15: 22, 16: 23, 18: 24, 19: 10,
    21: 9, 22: 25, 23: 11, 24: 8, 26: 7, 29: 5, 31: 6, 32: 12, 33: 13, 35: 19, 36: 16, 37: 26,
    38: 20, 40: 21,
}  # fmt: skip
"""Place on the 40-pin header: GPIO number (raspberrypi.com, GPIO header)."""


def hint_for(error: BaseException) -> str:
    """Return one sentence to try, or ""."""
    for kind in type(error).__mro__:
        hint = _HINTS.get(kind.__name__)
        if hint is not None:
            return hint(error)
    return ""


def _invalid_pin(error: BaseException) -> str:
    found = re.match(r"(\d+) is not a valid pin", str(error))
    if found is None:
        return 'Pins are numbers from 0 to 27, or names: LED(17), LED("GPIO17"), LED("BOARD11").'
    place = int(found[1])
    if place in HEADER:
        return (
            f"gpiozero counts by GPIO number, 0 to 27. Place {place} on the header is "
            f'GPIO{HEADER[place]}: write {HEADER[place]} or "BOARD{place}".'
        )
    return "gpiozero counts by GPIO number, and a Pi has GPIO0 to GPIO27."


def _pin_in_use(error: BaseException) -> str:
    found = re.search(r"pin GPIO(\d+) is already in use", str(error))
    if found is None:
        return "Use another pin, or close() the first device."
    gpio = int(found[1])
    place = next((p for p, number in HEADER.items() if number == gpio), None)
    names = f' ({gpio}, "GPIO{gpio}" and "BOARD{place}" are the same pin)' if place else ""
    return f"Two devices want GPIO{gpio}{names}. Give one of them another pin."


def _missing_module(error: BaseException) -> str:
    top = str(getattr(error, "name", "") or "").partition(".")[0]
    if top in PI_LIBRARIES:
        return (
            f"{PI_LIBRARIES[top]} talks to a real Pi only. The bench plays what gpiozero offers: "
            "write the program with gpiozero, or run it on a Pi."
        )
    return ""


def _typed_input(_error: BaseException) -> str:
    return (
        "The program asked for typed input and there was none. "
        'Give it some:  echo "yes" | maker run --virtual PROGRAM'
    )


def _bad_value(_error: BaseException) -> str:
    return "Brightness and speed go from 0 to 1, not to 255 or 100."


_HINTS: dict[str, Callable[[BaseException], str]] = {
    "PinInvalidPin": _invalid_pin,
    "GPIOPinInUse": _pin_in_use,
    "ModuleNotFoundError": _missing_module,
    "EOFError": _typed_input,
    "OutputDeviceBadValue": _bad_value,
}
