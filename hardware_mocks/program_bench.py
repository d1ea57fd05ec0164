"""The bench under one program: its pins, its parts, and what the world has in store for it."""

import os
from collections.abc import Callable
from pathlib import Path

import gpiozero

from hardware_mocks.bench import Bench, set_current_bench
from hardware_mocks.clock import Clock
from hardware_mocks.job import Job, Mode
from makerkit.trace import Trace
from makerkit.wiring.scenario import Scenario, parse_press

TRACE_VERSION = 1
MOST_EVENTS_LIVE = 500_000
"""A live run may last for days: in memory it keeps the latest events, some 200 MB of them."""


def make_bench(job: Job, clock: Clock, seed: int) -> Bench:
    """Return an empty bench, which is the process's own."""
    is_endless = job.mode is not Mode.VIRTUAL
    trace = Trace(most_events=MOST_EVENTS_LIVE if is_endless else None)
    bench = Bench(clock, seed=seed, trace=trace)
    set_current_bench(bench)
    bench.note("run", job.program, version=TRACE_VERSION, mode=str(job.mode), seed=seed)
    return bench


def use_real_pins(bench: Bench) -> None:
    """Record what happens on the pins of this Pi."""
    from makerkit.gpio_recorder import record_pins

    bench.real_pins = record_pins(bench.trace, lambda: bench.clock.now_ns)
    gpiozero.Device.pin_factory = bench.real_pins


def furnish(bench: Bench, job: Job, scenario: Scenario, end_run: Callable[[str], None]) -> None:
    """Put pins, parts, the world's plans and the stand-ins on a simulated bench."""
    from hardware_mocks.gpio.factory import SimFactory
    from hardware_mocks.standins.install import install_standins
    from hardware_mocks.standins.remote_pins import RemoteFactory

    wanted = os.environ.setdefault("GPIOZERO_PIN_FACTORY", "sim")
    default = RemoteFactory if wanted == "pigpio" else SimFactory
    gpiozero.Device._default_pin_factory = staticmethod(default)  # made with the first device
    _put_parts_on(bench, job)
    bench.play(scenario)
    for press in job.presses:
        bench.plan(parse_press(press))
    install_standins(bench, end_run)


def _put_parts_on(bench: Bench, job: Job) -> None:
    sketch = job.program if job.is_sketch else job.sketch
    bench.sketch = None if sketch is None else Path(sketch)
    bench.quantum_ms = job.quantum_ms
    if job.wiring is not None:
        from makerkit.wiring import read_wiring

        bench.add_wiring(read_wiring(job.wiring))
    elif bench.sketch is not None:
        from hardware_mocks.arduino.on_wiring import board_alone

        bench.add_wiring(board_alone("uno"))
    else:
        from hardware_mocks.auto_wiring import AutoWiring

        AutoWiring(bench).install()
