"""Wiring files: which part is joined to which, read from a Wokwi `diagram.json`.

`read_wiring(path)` gives a checked `Wiring`; `wiring.nets` says which pins are one piece of metal,
`wiring.bench_parts()` what the simulated bench must build. `read_scenario(path)` reads what happens
to the parts during a run.

Two rules go beyond Wokwi. On a Raspberry Pi `GND`, `3V3` and `5V` without a number are `GND.1`,
`3V3.1` and `5V.1` (Wokwi's own Arduino boards know `GND` in the same way), and `ID_SD`, `ID_SC` are
`GPIO0`, `GPIO1`. A ground or supply symbol (`wokwi-gnd`, `wokwi-vcc`) stands for a wire to the pin
of that name on the first board of the file.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from makerkit.wiring.attributes import AttributeValue, parse_ohms
    from makerkit.wiring.catalogue import CATALOGUE
    from makerkit.wiring.diagram import Wiring
    from makerkit.wiring.faults import BadFileError, Fault
    from makerkit.wiring.model import BenchPart, Connection, Net, Part, PinRef, Supply
    from makerkit.wiring.part_type import PartType, Role
    from makerkit.wiring.reader import parse_wiring, read_wiring
    from makerkit.wiring.scenario import (
        Scenario,
        WorldChoice,
        WorldEvent,
        parse_press,
        read_scenario,
    )

__all__ = [
    "CATALOGUE",
    "AttributeValue",
    "BadFileError",
    "BenchPart",
    "Connection",
    "Fault",
    "Net",
    "Part",
    "PartType",
    "PinRef",
    "Role",
    "Scenario",
    "Supply",
    "Wiring",
    "WorldChoice",
    "WorldEvent",
    "parse_ohms",
    "parse_press",
    "parse_wiring",
    "read_scenario",
    "read_wiring",
]

_HOMES = {
    "AttributeValue": "attributes",
    "parse_ohms": "attributes",
    "CATALOGUE": "catalogue",
    "Wiring": "diagram",
    "BadFileError": "faults",
    "Fault": "faults",
    "BenchPart": "model",
    "Connection": "model",
    "Net": "model",
    "Part": "model",
    "PinRef": "model",
    "Supply": "model",
    "PartType": "part_type",
    "Role": "part_type",
    "parse_wiring": "reader",
    "read_wiring": "reader",
    "Scenario": "scenario",
    "WorldChoice": "scenario",
    "WorldEvent": "scenario",
    "parse_press": "scenario",
    "read_scenario": "scenario",
}
"""Which file each name stands in: a program without a wiring file need not load them all."""


def __getattr__(name: str) -> Any:
    """Import a name when it is first used."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
