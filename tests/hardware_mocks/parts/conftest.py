"""Parts on a bench: put there by gpiozero's devices, or by hand on nets of one's own."""

import json

import pytest

from hardware_mocks.auto_wiring import AutoWiring
from makerkit.wiring import parse_wiring


@pytest.fixture
def loose(bench):
    """The bench, on which nothing grows by itself."""
    AutoWiring(bench).uninstall()
    return bench


@pytest.fixture
def put(loose):
    """Put a part on the bench by hand, each of its pins on the net of that name or its own."""

    def put(part, name="it", /, *, nets=None, **attributes):
        own = {pin: f"{name}:{pin}" for pin in part.pins}
        named = {pin: loose.net(net) for pin, net in (own | (nets or {})).items()}
        return loose.add_part(part, name, named, attributes)

    return put


@pytest.fixture
def push(loose):
    """Push a net to a voltage, or to none, as hard as a pin of the Pi does."""
    sources = {}

    def push(net, volts, *, ohms=40.0):
        if net not in sources:
            sources[net] = loose.circuit.add_source(loose.net(net), f"test:{net}")
        loose.circuit.drive(sources[net], volts, ohms)

    return push


@pytest.fixture
def wire(loose):
    """Put a wiring on the bench: {id: (type, attributes)} and pairs of pins."""

    def wire(parts, *connections):
        drawn = [
            {"type": type_, "id": id_, "left": 0, "top": 0, "attrs": attributes}
            for id_, (type_, attributes) in {"pi": ("chip-raspberry-pi", {}), **parts}.items()
        ]
        wires = [[a, b, "green", []] for a, b in connections]
        diagram = {"version": 1, "author": "", "editor": "wokwi"}
        loose.add_wiring(
            parse_wiring(json.dumps({**diagram, "parts": drawn, "connections": wires}))
        )
        return loose

    return wire
