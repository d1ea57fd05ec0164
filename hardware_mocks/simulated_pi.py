"""A simulated Raspberry Pi for as long as a `with` block lasts, for tests and checks."""

from collections.abc import Iterator
from contextlib import contextmanager

import gpiozero

from hardware_mocks.auto_wiring import AutoWiring
from hardware_mocks.bench import Bench, set_current_bench
from hardware_mocks.clock import Clock
from hardware_mocks.gpio.closing import close_devices
from hardware_mocks.gpio.factory import SimFactory
from hardware_mocks.standins import serial_line
from makerkit.wiring import Scenario, Wiring


@contextmanager
def simulated_pi(
    clock: Clock,
    *,
    seed: int = 0,
    wiring: Wiring | None = None,
    scenario: Scenario | None = None,
) -> Iterator[Bench]:
    """Let gpiozero's devices live on a bench of their own; close them at the end.

    Args:
        wiring: what is on the bench; without one every device gets its part.
    """
    bench = Bench(clock, seed=seed)
    set_current_bench(bench)
    factory_before = gpiozero.Device.pin_factory
    gpiozero.Device.pin_factory = SimFactory(bench)
    auto_wiring = AutoWiring(bench)
    serial_line.install()
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
        auto_wiring.uninstall()
        close_devices()
        gpiozero.Device.pin_factory = factory_before
        set_current_bench(None)
