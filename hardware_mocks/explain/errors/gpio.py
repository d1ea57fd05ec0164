"""gpiozero's own errors: pins, values, devices that are closed."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable

from hardware_mocks.explain.devices import class_names
from hardware_mocks.explain.errors.place import Place
from hardware_mocks.explain.errors.vocabulary import plain_kind
from hardware_mocks.explain.explained import Explained, shown
from makerkit.wiring.pi_header import PI_HEADER, physical_pin


def _gpio_at(place: int) -> int | None:
    """Return the GPIO number at a place on the header."""
    name = physical_pin(place) or ""
    return int(name[4:]) if name.startswith("GPIO") else None


def _place_of(gpio: int) -> int | None:
    """Return the place on the header of a GPIO number."""
    name = f"GPIO{gpio}"
    return PI_HEADER.index(name) + 1 if name in PI_HEADER else None


def _invalid_pin(error: BaseException, place: Place) -> Explained:
    found = re.match(r"(.+?) is not a (?:valid|GPIO) pin", str(error))
    said = found[1] if found else str(error)
    gpio = _gpio_at(int(said)) if said.isdigit() else None
    if gpio is not None:
        return place.tell("gpio.header_place", place=int(said), gpio=gpio)
    if said.isdigit():
        return place.tell("gpio.no_such_pin", pin=said)
    digits = re.sub(r"[^0-9]", "", said)
    if digits and int(digits) <= 27:
        return place.tell("gpio.pin_name", pin=said, number=int(digits))
    return place.tell("gpio.no_such_pin", pin=said)


def _pin_in_use(error: BaseException, place: Place) -> Explained:
    found = re.search(r"GPIO(\d+) is already in use by <gpiozero\.(\w+)", str(error))
    gpio = int(found[1]) if found else None
    if found is None or gpio is None:
        return place.tell("gpio.pin_in_use", said=str(error))
    kind = plain_kind(found[2])
    first = _first_line_with_pin(gpio, place)
    names = f'{gpio}, "GPIO{gpio}" and "BOARD{_place_of(gpio)}"'
    if _is_in_loop(place) and (first is None or first == place.line):
        return place.tell("gpio.made_in_loop", gpio=gpio, kind=kind)
    if first is None or first == place.line:
        return place.tell("gpio.pin_twice", gpio=gpio, kind=kind, names=names)
    return place.tell(
        "gpio.pin_twice_at", gpio=gpio, kind=kind, names=names, first=first, second=place.line or 0
    )


def _first_line_with_pin(gpio: int, place: Place) -> int | None:
    same = {str(gpio), f"GPIO{gpio}", f"BOARD{_place_of(gpio)}", f"BCM{gpio}"}
    lines = [
        node.lineno
        for node in place.source.nodes
        if isinstance(node, ast.Call)
        and place.code_of(node.func).rpartition(".")[2] in class_names()
        and any(
            isinstance(inner, ast.Constant) and str(inner.value) in same for inner in ast.walk(node)
        )
    ]
    return min(lines, default=None)


def _is_in_loop(place: Place) -> bool:
    return any(
        isinstance(node, ast.While | ast.For | ast.FunctionDef)
        and place.line is not None
        and node.lineno < place.line <= (node.end_lineno or 0)
        for node in place.source.nodes
    )


def _bad_value(error: BaseException, place: Place) -> Explained:
    said = str(error)
    value = _value_on_line(place)
    if "AngularServo" in said:
        limits = re.search(r"between ([-\d.]+) and ([-\d.]+)", said)
        low, high = (limits[1], limits[2]) if limits else ("-90", "90")
        return place.tell("gpio.servo_angle", value=value, low=low, high=high)
    if "Servo value" in said:
        return place.tell("gpio.servo_value", value=value)
    if "between -1 and 1" in said:
        return place.tell("gpio.value_minus_1_to_1", value=value)
    if "0 or 1" in said:
        return place.tell("gpio.value_0_or_1", value=value)
    if "color" in said.lower() or "RGB" in said:
        got = value.count(",") + 1
        if value.startswith("(") and got != 3:
            return place.tell("gpio.color_of_three", value=value, got=got)
        return place.tell("gpio.color_0_to_1", value=value)
    return place.tell("gpio.value_0_to_1", value=value, example=_from_255(value))


def _value_on_line(place: Place) -> str:
    for node in place.source.nodes:
        if isinstance(node, ast.Assign) and node.lineno == place.line:
            try:
                return shown(place.value_of(node.value))
            except LookupError:
                return place.code_of(node.value)
    return place.code_of(place.node) or "This value"


def _from_255(value: str) -> str:
    try:
        number = float(value)
    except ValueError:
        return "128 of 255 is 0.5"
    if 1 < number <= 100:
        return f"{value} of 100 is {number / 100:.2f}"
    return f"{value} of 255 is {number / 255:.2f}" if 100 < number <= 255 else "half is 0.5"


def _no_pin(error: BaseException, place: Place) -> Explained:
    call = place.node if isinstance(place.node, ast.Call) else None
    device = place.code_of(call.func) if call is not None else "This device"
    if "red, green, and blue" in str(error):
        return place.tell("gpio.three_pins", device=device)
    if device == "DistanceSensor":
        return place.tell("gpio.two_pins", device=device)
    if "pins must be provided" in str(error):
        return place.tell("gpio.pins_missing", device=device, said=str(error))
    return place.tell("gpio.pin_missing", device=device)


def _handler(error: BaseException, place: Place) -> Explained:
    name, value = _assigned(place)
    if "one mandatory parameter" in str(error) or "accepts" in str(error):
        return place.tell("gpio.handler_wants_arguments", name=name, value=value)
    return place.tell("gpio.handler_no_function", name=name, value=value)


def _assigned(place: Place) -> tuple[str, str]:
    for node in place.source.nodes:
        if isinstance(node, ast.Assign) and node.lineno == place.line:
            return place.code_of(node.targets[0]), place.code_of(node.value)
    return "The handler", place.code_of(place.node)


def _closed(error: BaseException, place: Place) -> Explained:
    node = place.node.func if isinstance(place.node, ast.Call) else place.node
    owner = place.code_of(node.value) if isinstance(node, ast.Attribute) else "The device"
    closing = [
        call.lineno
        for call in place.source.nodes
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Attribute)
        and call.func.attr == "close"
    ]
    if closing:
        return place.tell("gpio.closed_at", owner=owner, closed=closing[0])
    return place.tell("gpio.closed", owner=owner)


def _input_device(error: BaseException, place: Place) -> Explained:
    if "pull" in str(error) or "active_state" in str(error):
        return place.tell("gpio.pull", said=str(error))
    return place.tell("gpio.input", said=str(error))


def warning(error: BaseException, place: Place) -> Explained | None:
    """Explain a warning of gpiozero's that was made an error."""
    if type(error).__name__ == "CallbackSetToNone":
        name, value = _assigned(place)
        return place.tell("gpio.handler_none", name=name, value=value)
    return None


def _words(message_id: str) -> Callable[[BaseException, Place], Explained]:
    def say(error: BaseException, place: Place) -> Explained:
        return place.tell(message_id, said=str(error))

    return say


EXPLAINERS: dict[str, tuple[Callable[[BaseException, Place], Explained | None], ...]] = {
    "PinInvalidPin": (_invalid_pin,),
    "GPIOPinInUse": (_pin_in_use,),
    "GPIOPinMissing": (_no_pin,),
    "OutputDeviceBadValue": (_bad_value,),
    "BadEventHandler": (_handler,),
    "DeviceClosed": (_closed,),
    "InputDeviceError": (_input_device,),
    "PinInvalidState": (_input_device,),
    "BadPinFactory": (_words("gpio.no_factory"),),
    "PinFixedPull": (_words("gpio.fixed_pull"),),
    "PinInvalidPull": (_words("gpio.pull"),),
    "PinSetInput": (_words("gpio.set_input"),),
    "PinPWMError": (_words("gpio.pwm"),),
    "SPIError": (_words("gpio.spi"),),
    "PinSPIUnsupported": (_words("gpio.spi"),),
    "BadWaitTime": (_words("gpio.wait_time"),),
    "BadQueueLen": (_words("gpio.wait_time"),),
    "ZombieThread": (_words("gpio.zombie"),),
    "CompositeDeviceError": (_words("gpio.composite"),),
    "GPIOZeroError": (_words("gpio.other"),),
}
"""What gpiozero raises, by the names of its classes, and who explains it."""
