"""Names beginners meet: where they come from, and what other languages call the same thing."""

from __future__ import annotations

import builtins
import difflib
import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

MODULES = (
    *("time", "random", "math", "signal", "threading", "datetime", "sys", "os", "json", "string"),
    *("subprocess", "csv", "queue", "statistics", "itertools", "gpiozero", "serial", "cv2"),
    *("numpy", "colorzero", "picamera2", "flask"),
)
"""Modules that programs for a Pi import as a whole."""
NAMES_OF_MODULES = {
    "time": ("sleep", "monotonic", "perf_counter", "strftime", "localtime", "ctime", "time_ns"),
    "signal": ("pause",),
    "random": ("randint", "choice", "uniform", "shuffle", "randrange", "sample"),
    "math": ("sqrt", "floor", "ceil", "sin", "cos", "tan", "radians", "degrees", "pi"),
    "datetime": ("datetime", "timedelta", "date"),
    "threading": ("Thread", "Timer", "Lock", "Event"),
    "gpiozero.tones": ("Tone",),
    "colorzero": ("Color",),
    "pathlib": ("Path",),
    "collections": ("deque", "Counter", "defaultdict"),
    "enum": ("Enum",),
    "dataclasses": ("dataclass",),
    "itertools": ("cycle",),
    "picamera2": ("Picamera2",),
    "flask": ("Flask", "Response", "render_template", "send_from_directory", "request"),
}
FOREIGN = {
    **dict.fromkeys(("delay", "wait", "sleep_ms", "time_sleep", "Delay", "sleep_us"), "sleep(0.5)"),
    **dict.fromkeys(("delayMicroseconds", "usleep"), "sleep(0.0005)"),
    **dict.fromkeys(("millis", "ticks_ms", "clock"), "monotonic()"),
    **dict.fromkeys(("digitalWrite", "HIGH", "high"), "red.on()"),
    **dict.fromkeys(("LOW", "low"), "red.off()"),
    **dict.fromkeys(("digitalRead", "INPUT", "INPUT_PULLUP", "IN"), "button.is_pressed"),
    **dict.fromkeys(("analogWrite", "PWM", "ledcWrite"), "red = PWMLED(17)"),
    **dict.fromkeys(("pinMode", "OUTPUT", "OUT", "Pin", "GPIO", "DigitalInOut"), "red = LED(17)"),
    **dict.fromkeys(("Serial", "println", "printf", "cout", "console", "echo", "puts"), "print()"),
    **dict.fromkeys(("System", "disp", "log", "alert", "write", "say"), "print()"),
    **dict.fromkeys(("tone", "noTone"), "buzzer.play(440)"),
    **dict.fromkeys(("raw_input", "prompt", "scanf", "cin", "readline"), "input()"),
    **dict.fromkeys(("xrange",), "range()"),
    **dict.fromkeys(("unicode", "toString", "String", "tostring"), "str()"),
    **dict.fromkeys(("null", "nil", "undefined", "NULL", "nullptr", "none"), "None"),
    **dict.fromkeys(("length", "strlen", "sizeof", "size", "count"), "len()"),
    **dict.fromkeys(("parseInt", "toInt", "Integer"), "int()"),
    **dict.fromkeys(("this",), "self"),
    **dict.fromkeys(("forever", "loop"), "while True:"),
    **dict.fromkeys(("on", "ON"), "red.on()"),
    **dict.fromkeys(("off", "OFF"), "red.off()"),
    **dict.fromkeys(("yes",), "True"),
}
"""Words of Arduino, MicroPython, RPi.GPIO, Scratch, JavaScript, Python 2: what to write instead."""
_LOOK_ALIKES = str.maketrans(
    "\u0430\u0435\u043e\u0440\u0441\u0443\u0445\u0456\u0455"
    "\u0410\u0412\u0415\u041a\u041c\u041d\u041e\u0420\u0421\u0422\u0425\u0406\u0640",
    "aeopcyxisABEKMHOPCTXI_",
)
"""Cyrillic letters that look like Latin ones, and the Arabic stretch of a line."""


@lru_cache
def home_of() -> dict[str, str]:
    """Return the module that each importable name comes from."""
    homes = {name: module for module, names in NAMES_OF_MODULES.items() for name in names}
    return {**dict.fromkeys(gpiozero_names(), "gpiozero"), **homes}


@lru_cache
def gpiozero_names() -> tuple[str, ...]:
    """Return the names of gpiozero's devices and tools."""
    try:
        import gpiozero
    except Exception:  # a file of that name stands in the way: then nobody asks for more
        return ("LED", "Button", "Buzzer", "PWMLED", "RGBLED")
    return tuple(
        name
        for name, thing in vars(gpiozero).items()
        if not name.startswith("_") and callable(thing) and "Error" not in name
    )


def nearest(name: str, known: Iterable[str], *, cutoff: float = 0.7) -> str | None:
    """Return the known name that was most likely meant, or None.

    Capitals count little, and a name of one or two letters has no neighbours.
    """
    names = [other for other in dict.fromkeys(known) if other != name]
    same = [other for other in names if other.casefold() == name.casefold()]
    if same:
        return same[0]
    if len(name) < 3:
        return None
    by_case = {other.casefold(): other for other in names}
    found = difflib.get_close_matches(name.casefold(), by_case, n=1, cutoff=cutoff)
    return by_case[found[0]] if found else None


def in_latin(name: str) -> str:
    """Return a name with Latin digits and letters in place of those that look like or mean them."""
    plain = unicodedata.normalize("NFKC", name).translate(_LOOK_ALIKES)
    return "".join(str(unicodedata.digit(c, c)) for c in plain)


def letters_for_digits(name: str) -> str:
    """Return "17" for "l7" and "20" for "2O", "" where a name is no such number."""
    if re.fullmatch(r"[0-9lIoO]{1,3}", name) and re.search(r"[0-9]", name):
        return name.translate(str.maketrans("lIoO", "1100"))
    return ""


def is_builtin(name: str) -> bool:
    """Whether Python knows a name without an import."""
    return hasattr(builtins, name)
