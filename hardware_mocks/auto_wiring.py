"""Without a wiring file, each gpiozero device of the program gets its part as it is made.

`Button(2)` gets a button, `DistanceSensor(echo=24, trigger=23)` an HC-SR04, so any script
runs at once. The constructors of gpiozero's classes are wrapped: with their arguments bound to
names, the part says which of its pins goes where. A device inside another one (the LEDs of an
RGBLED) belongs to the outer one's part.
"""

import functools
import inspect
import threading
from collections.abc import Callable, Iterable
from typing import Any

import gpiozero

from hardware_mocks.bench import SUPPLIES, Bench
from hardware_mocks.gpio.circuit import Net
from hardware_mocks.parts import all_parts
from hardware_mocks.parts.part import Part

_MADE_BY_US = "_maker_auto_wired"


class AutoWiring:
    """Puts parts under devices, on one bench at a time."""

    _bench: Bench | None = None
    _inside = threading.local()

    def __init__(self, bench: Bench) -> None:
        self._new_bench = bench

    def install(self) -> None:
        """Begin: from now on devices get their parts on this bench."""
        AutoWiring._bench = self._new_bench
        for part in all_parts():
            for device in part.devices:
                _wrap(getattr(gpiozero, device), part)

    def uninstall(self) -> None:
        """Stop: devices made from now on get no parts."""
        AutoWiring._bench = None


def _wrap(device_class: type, part: type[Part]) -> None:
    make: Callable[..., None] = vars(device_class).get("__init__", device_class.__init__)  # type: ignore[misc]
    if getattr(make, _MADE_BY_US, False) and "__init__" in vars(device_class):
        return
    signature = inspect.signature(make)

    @functools.wraps(make)
    def make_with_part(self: Any, *args: Any, **kwargs: Any) -> None:
        bench = AutoWiring._bench
        if bench is None or getattr(AutoWiring._inside, "device", None) is not None:
            make(self, *args, **kwargs)
            return
        AutoWiring._inside.device = self
        new = None
        try:
            new = _add_part(bench, part, self, signature, args, kwargs)
            make(self, *args, **kwargs)
        except BaseException:
            if new is not None:
                bench.remove_part(new)
            raise
        finally:
            AutoWiring._inside.device = None

    setattr(make_with_part, _MADE_BY_US, True)
    device_class.__init__ = make_with_part  # type: ignore[misc]


def _add_part(
    bench: Bench,
    part: type[Part],
    device: object,
    signature: inspect.Signature,
    args: tuple[Any, ...],
    kwargs: dict[str, Any],
) -> Part | None:
    """Return the part put under `device`, or None where its arguments make no sense."""
    try:
        bound = signature.bind(device, *args, **kwargs)
        bound.apply_defaults()
        arguments = _by_name(bound)
        wires = part.wire(**arguments)
        factory = _factory(arguments)
        nets = {pin: _net(factory, where) for pin, where in wires.items() if where is not None}
    except (TypeError, ValueError, LookupError):
        return None  # gpiozero itself is about to say what is wrong
    if _is_taken(factory, nets.values()):
        for known in bench.parts.values():
            if isinstance(known, part) and _share_a_pin(known, nets):
                bench.add_device(known, device)  # one more channel of the same converter
        return None
    for known in [p for p in bench.parts.values() if _share_a_pin(p, nets)]:
        bench.remove_part(known)  # its device was closed; this one takes its place
    attributes = part.attributes_for(**arguments)
    return bench.add_part(part, _free_name(bench, part), nets, attributes, device=device)


def _by_name(bound: inspect.BoundArguments) -> dict[str, Any]:
    """Return the arguments by name, those in `**spi_args` too, without `self`."""
    arguments: dict[str, Any] = {}
    for name, value in list(bound.arguments.items())[1:]:
        kind = bound.signature.parameters[name].kind
        arguments.update(value if kind is inspect.Parameter.VAR_KEYWORD else {name: value})
    return arguments


def _factory(arguments: dict[str, Any]) -> Any:
    """Return the pin factory a device is for: its own (another Pi's), or the common one.

    Raises:
        LookupError: it is none of the bench's.
    """
    factory = arguments.get("pin_factory")
    if factory is None:
        gpiozero.Device.ensure_pin_factory()
        factory = gpiozero.Device.pin_factory
    if not hasattr(factory, "bench"):
        raise LookupError(factory)
    return factory


def _net(factory: Any, where: Any) -> Net:
    """Return the net for a supply's name or for whatever gpiozero takes as a pin.

    Raises:
        LookupError: there is no such pin.
    """
    if where in SUPPLIES:
        supply: Net = factory.bench.circuit.net(where)
        return supply
    for _, pin in factory.board_info.find_pin(where):
        net: Net = factory.bench.net(pin.name)
        return net
    raise LookupError(where)


def _is_taken(factory: Any, nets: Iterable[Net]) -> bool:
    """Whether another device of the program holds one of these pins."""
    names = {net.name for net in nets}
    return any(
        factory.bench.net(held.name).name in names
        and any(device() is not None for device in devices)
        for held, devices in factory._reservations.items()
    )


def _share_a_pin(part: Part, nets: dict[str, Net]) -> bool:
    return any(n in nets.values() for n in part.nets.values() if n.name not in SUPPLIES)


def _free_name(bench: Bench, part: type[Part]) -> str:
    number = sum(known.kind == part.kind for known in bench.parts.values()) + 1
    while f"{part.kind}{number}" in bench.parts:
        number += 1
    return f"{part.kind}{number}"
