"""Rules 11, 15 and 19: the pins of the program against the pins of the wiring."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from makerkit.wiring.code_pins import CodeDevice
from makerkit.wiring.model import Net, Part, PinRef, Supply
from makerkit.wiring.paths import gpio_of, gpios_of_part, nets_behind
from makerkit.wiring.pi_header import PI_HEADER, physical_pin
from makerkit.wiring.rules.circuit import Circuit
from makerkit.wiring.rules.device_parts import PWM_PARTS, fits, leg_for, meant_by
from makerkit.wiring.rules.electrical import (
    CONTACTS,
    LOWEST_SUPPLY_VOLTS,
    MOST_GPIO_VOLTS,
    RESISTOR,
    TWO_ENDS,
)
from makerkit.wiring.rules.finding import Finding, finding


def button_never_changes(circuit: Circuit) -> Iterator[Finding]:
    """11: a button that pulls its pin where the Pi's own resistor pulls it already."""
    for device in circuit.code or ():
        for gpio in device.pins.values() if device.pulls_up is not None else ():
            for part, end in _switches_on(circuit, gpio):
                supply = circuit.supply(end, 0.0, MOST_GPIO_VOLTS)
                if supply is not None and (supply.volts > 0.0) == device.pulls_up:
                    yield finding(
                        11,
                        "button_to_3v3" if device.pulls_up else "button_pulled_down",
                        part,
                        pins=(*_pin_of_pi(circuit, gpio), supply.pin),
                        gpio=circuit.gpio_name(gpio),
                        supply=circuit.name(supply.pin),
                        line=device.line,
                    )


def _switches_on(circuit: Circuit, gpio: str) -> Iterator[tuple[Part, Net]]:
    """Yield each button or switch on a pin with the net at its other end."""
    for link, end in circuit.links_at.get(gpio, ()):
        if link.part.type.name in CONTACTS:
            yield link.part, circuit.wiring.net(end)


def pwm_pin_shared(circuit: Circuit) -> Iterator[Finding]:
    """15: a pin that is switched fast for one thing, and used for another."""
    devices = circuit.code or ()
    told: set[str] = set()
    for index, device in enumerate(devices):
        for other in devices[index + 1 :]:
            for gpio in _shared(device, other):
                if gpio not in told and (device.is_pwm or other.is_pwm):
                    told.add(gpio)
                    yield finding(
                        15,
                        "pwm_pin_twice_in_code",
                        gpio=circuit.gpio_name(gpio),
                        first=_called(device),
                        first_line=device.line,
                        second=_called(other),
                        second_line=other.line,
                    )
    yield from _wired_to_two(circuit)


def _shared(device: CodeDevice, other: CodeDevice) -> list[str]:
    return [gpio for gpio in device.pins.values() if gpio in other.pins.values()]


def _wired_to_two(circuit: Circuit) -> Iterator[Finding]:
    """Yield a servo or buzzer that shares its pin with another part."""
    pwm = {gpio for device in circuit.code or () if device.is_pwm for gpio in device.pins.values()}
    on_pin: dict[str, list[Part]] = {}
    for part in circuit.devices:
        for gpio in _gpios(circuit, part).values():
            if part.type.name != RESISTOR and part not in on_pin.setdefault(gpio, []):
                on_pin[gpio].append(part)
    for gpio, parts in on_pin.items():
        moved = [part for part in parts if part.type.name in PWM_PARTS]
        is_pwm = gpio in pwm and len({part.type.name for part in parts}) > 1
        if len(parts) > 1 and (moved or is_pwm):
            first = moved[0] if moved else parts[0]
            second = next(part for part in parts if part is not first)
            yield finding(
                15,
                "pwm_pin_shared",
                *(first, second),
                pins=[] if circuit.pi is None else [PinRef(circuit.pi.id, gpio)],
                gpio=circuit.gpio_name(gpio),
                other_kind=second.type.title,
                other=second.label,
            )


def _gpios(circuit: Circuit, part: Part) -> dict[str, str]:
    return gpios_of_part(circuit.wiring, part.id)


def _called(device: CodeDevice) -> str:
    return device.name or device.kind


# --- 19


def code_and_wiring(circuit: Circuit) -> Iterator[Finding]:
    """19: a pin in the program where the wiring has nothing or something else, and unused parts."""
    if circuit.code is None or circuit.pi is None:
        return
    told: set[str] = set()
    right = [_right_parts(circuit, device) for device in circuit.code]
    for index, device in enumerate(circuit.code):
        of_others = {part for parts in right[:index] + right[index + 1 :] for part in parts}
        for found in _device_against_wiring(circuit, device, of_others):
            told.update(found.parts)
            yield found
    yield from _unused_parts(circuit, told)


def _right_parts(circuit: Circuit, device: CodeDevice) -> set[str]:
    """Return the ids of the parts that a device has the right pin for."""
    return {
        part.id
        for argument, gpio in device.pins.items()
        for part in _fitting_parts(circuit, device, argument, gpio)
    }


def _fitting_parts(circuit: Circuit, device: CodeDevice, argument: str, gpio: str) -> list[Part]:
    return [
        part
        for part in _parts_on(circuit, gpio)
        if fits(device.kind, part) and _wired_gpio(circuit, device, argument, part) in (gpio, None)
    ]


def _device_against_wiring(
    circuit: Circuit, device: CodeDevice, of_others: set[str]
) -> Iterator[Finding]:
    for argument, gpio in device.pins.items():
        fitting = _fitting_parts(circuit, device, argument, gpio)
        meant = meant_by(circuit.devices, device, argument, of_others)
        wired = None if meant is None else _wired_gpio(circuit, device, argument, meant)
        if meant is not None and wired is not None and meant not in fitting:
            yield _moved(circuit, device, argument, meant, wired)
        elif not fitting:
            yield from _nothing_fits(circuit, device, argument, meant)


def _parts_on(circuit: Circuit, gpio: str) -> list[Part]:
    return [part for part in circuit.devices if gpio in _gpios(circuit, part).values()]


def _wired_gpio(circuit: Circuit, device: CodeDevice, argument: str, part: Part) -> str | None:
    """Return the pin that the wiring has for an argument of a device; any of a part's pins."""
    leg = leg_for(device.kind, argument, part)
    if leg is not None:
        return gpio_of(circuit.wiring, PinRef(part.id, leg))
    gpios = _gpios(circuit, part).values()
    return device.pins[argument] if device.pins[argument] in gpios else next(iter(gpios), None)


def _moved(circuit: Circuit, device: CodeDevice, argument: str, part: Part, wired: str) -> Finding:
    is_board_number = physical_pin(int(device.pins[argument].removeprefix("GPIO"))) == wired
    return finding(
        19,
        "code_counts_board_pins" if is_board_number else "code_uses_other_pin",
        part,
        pins=_pin_of_pi(circuit, wired),
        **_params(circuit, device, argument),
        wired=circuit.gpio_name(wired),
        wired_number=int(wired.removeprefix("GPIO")),
    )


def _nothing_fits(
    circuit: Circuit, device: CodeDevice, argument: str, meant: Part | None
) -> Iterator[Finding]:
    """Yield what is wrong with a pin that has no part for its device."""
    gpio = device.pins[argument]
    params = _params(circuit, device, argument)
    pins = _pin_of_pi(circuit, gpio)
    there = [part for part in _parts_on(circuit, gpio) if part.type.name != RESISTOR]
    supply = None if meant is None else _supply_under(circuit, meant)
    if there:
        yield finding(19, "code_uses_pin_of_other_part", there[0], pins=pins, **params)
    elif meant is not None and supply is not None:
        name = circuit.name(supply.pin)
        yield finding(19, "code_part_on_supply", meant, pins=pins, **params, supply=name)
    elif circuit.pi is None or not circuit.has_wire(PinRef(circuit.pi.id, gpio)):
        yield finding(19, "code_uses_free_pin", pins=pins, **params)


def _supply_under(circuit: Circuit, part: Part) -> Supply | None:
    """Return the supply that a part with two ends hangs on in place of a pin, or None."""
    for pin in TWO_ENDS.get(part.type.name, ()):
        for net in nets_behind(circuit.wiring, circuit.net(part, pin)):
            if supply := circuit.supply(net, LOWEST_SUPPLY_VOLTS):
                return supply
    return None


def _params(circuit: Circuit, device: CodeDevice, argument: str) -> dict[str, Any]:
    gpio = device.pins[argument]
    return {
        "device": device.kind,
        "name": _called(device),
        "argument": argument,
        "gpio": circuit.gpio_name(gpio),
        "number": int(gpio.removeprefix("GPIO")),
        "place": PI_HEADER.index(gpio) + 1,
        "line": device.line,
    }


def _pin_of_pi(circuit: Circuit, gpio: str) -> list[PinRef]:
    return [] if circuit.pi is None else [PinRef(circuit.pi.id, gpio)]


def _unused_parts(circuit: Circuit, told: set[str]) -> Iterator[Finding]:
    """Yield the parts on pins that the program never names; nothing where a pin is unknown."""
    devices = circuit.code or ()
    if not devices or any(device.unknown for device in devices):
        return
    used = {gpio for device in devices for gpio in device.pins.values()}
    for part in circuit.devices:
        gpios = _gpios(circuit, part)
        is_used = bool(used.intersection(gpios.values()))
        if gpios and not is_used and part.type.name != RESISTOR and part.id not in told:
            gpio = next(iter(gpios.values()))
            yield finding(
                19,
                "part_not_in_code",
                part,
                pins=_pin_of_pi(circuit, gpio),
                is_error=False,
                gpio=circuit.gpio_name(gpio),
                number=int(gpio.removeprefix("GPIO")),
            )
