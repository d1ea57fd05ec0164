"""A simulated Raspberry Pi for as long as a `with` block lasts, for tests and checks."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import gpiozero

from hardware_mocks.auto_wiring import AutoWiring
from hardware_mocks.bench import QUANTUM_MS, Bench, set_current_bench
from hardware_mocks.camera import install as camera_install
from hardware_mocks.clock import Clock
from hardware_mocks.gpio.closing import close_devices
from hardware_mocks.gpio.factory import SimFactory
from hardware_mocks.standins import flask_server, serial_line
from makerkit.wiring import Scenario, Wiring


@contextmanager
def simulated_pi(
    clock: Clock,
    *,
    seed: int = 0,
    wiring: Wiring | None = None,
    scenario: Scenario | None = None,
    sketch: Path | None = None,
    quantum_ms: float = QUANTUM_MS,
) -> Iterator[Bench]:
    """Let gpiozero's devices live on a bench of their own; close them at the end.

    Args:
        wiring: what is on the bench; without one every device gets its part.
        sketch: what the Arduino in the wiring runs, whatever that says.
        quantum_ms: in which steps Arduinos and this process take turns.
    """
    bench = Bench(clock, seed=seed)
    bench.sketch, bench.quantum_ms = sketch, quantum_ms
    set_current_bench(bench)
    factory_before = gpiozero.Device.pin_factory
    gpiozero.Device.pin_factory = SimFactory(bench)
    auto_wiring = AutoWiring(bench)
    serial_line.install()
    flask_server.install()
    camera_install.install()
    try:
        if wiring is not None:
            bench.add_wiring(wiring)
        else:
            auto_wiring.install()
        if scenario is not None:
            bench.play(scenario)
        yield bench
    finally:
        bench.trace.close()
        bench.close()
        auto_wiring.uninstall()
        close_devices()
        gpiozero.Device.pin_factory = factory_before
        set_current_bench(None)
