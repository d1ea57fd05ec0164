"""gpiozero's classes and what each of them has; for programs that failed, as it is slow to load."""

from __future__ import annotations

import inspect
from functools import lru_cache

COMMON = (
    *("LED", "PWMLED", "RGBLED", "Button", "Buzzer", "TonalBuzzer", "MotionSensor", "LightSensor"),
    *("DistanceSensor", "LineSensor", "Servo", "AngularServo", "Motor", "LEDBoard", "LEDBarGraph"),
    *("TrafficLights", "Robot", "DigitalOutputDevice", "PWMOutputDevice", "DigitalInputDevice"),
    *("MCP3008", "RotaryEncoder"),
)
"""Classes that a message may recommend, the most likely first."""
TELLING = frozenset({"pulse", "angle", "play", "color", "forward", "backward", "distance", "beep"})
"""Names that say which device was meant."""
_DIMMED = {"LED": "PWMLED", "DigitalOutputDevice": "PWMOutputDevice"}
"""Classes that are only on or off, and what does the same with brightness."""
_MOST_USED = (
    *("on", "off", "toggle", "blink", "pulse", "value", "color", "is_lit", "is_pressed"),
    *("when_pressed", "when_released", "wait_for_press", "motion_detected", "when_motion"),
    *(
        "wait_for_motion",
        "distance",
        "when_in_range",
        "play",
        "stop",
        "beep",
        "angle",
        "min",
        "mid",
    ),
    *("max", "forward", "backward", "red", "amber", "green"),
)


@lru_cache
def class_names() -> frozenset[str]:
    """Return the names of gpiozero's device classes."""
    return frozenset(_classes())


@lru_cache
def members(kind: str) -> tuple[str, ...]:
    """Return what a device of a class has, without what is not for everybody."""
    found = _classes().get(kind)
    return tuple(name for name in dir(found) if not name.startswith("_")) if found else ()


@lru_cache
def methods(kind: str) -> frozenset[str]:
    """Return what is called with brackets."""
    found = _classes().get(kind)
    return frozenset(
        n for n in members(kind) if inspect.isroutine(inspect.getattr_static(found, n))
    )


@lru_cache
def properties(kind: str) -> frozenset[str]:
    """Return what is read without brackets, or given a handler."""
    return frozenset(members(kind)) - methods(kind)


def classes_with(name: str) -> str:
    """Return the common classes that have a member, as "`PWMLED`, `RGBLED`", or ""."""
    found = [kind for kind in COMMON if name in members(kind)]
    return ", ".join(f"`{kind}`" for kind in found[:4])


def relative_with_setting(kind: str, setting: str) -> str:
    """Return a common class of the same family that has a setting, or ""."""
    own = _classes().get(kind)
    for other in COMMON if own is not None else ():
        found = _classes()[other]
        is_relative = issubclass(found, own) or other == _DIMMED.get(kind)  # type: ignore[arg-type]
        if is_relative and setting in _settings(found):
            return other
    return ""


def _settings(kind: type) -> tuple[str, ...]:
    makers = (vars(base)["__init__"] for base in kind.__mro__ if "__init__" in vars(base))
    return tuple(inspect.signature(next(makers)).parameters)


def most_used(kind: str) -> tuple[str, ...]:
    """Return the members of a class that beginners use."""
    own = members(kind)
    return tuple(name for name in _MOST_USED if name in own)[:8]


@lru_cache
def _classes() -> dict[str, type]:
    try:
        import gpiozero
    except Exception:  # a file of that name stands in the way
        return {}
    return {
        name: thing
        for name, thing in vars(gpiozero).items()
        if inspect.isclass(thing) and issubclass(thing, gpiozero.Device)
    }
