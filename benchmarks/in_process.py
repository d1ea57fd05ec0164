"""Run one program in this process and print what it cost: `python -m benchmarks.in_process`.

The rival is gpiozero's own MockFactory, which runs in real time: there a second of the program
takes a second, so only a few seconds are run.
"""

import contextlib
import io
import json
import sys
import threading
import time
from pathlib import Path

PROGRAMS = Path(__file__).parent / "programs"
ROUNDS = 3


def in_virtual_time(name: str, for_s: float) -> tuple[float, float]:
    """Return (virtual seconds, CPU seconds) of a program on the bench."""
    from hardware_mocks.virtual_time import VirtualTime, real
    from hardware_mocks.virtual_time.install import install

    install()
    import gpiozero

    from hardware_mocks.auto_wiring import AutoWiring
    from hardware_mocks.bench import Bench, set_current_bench
    from hardware_mocks.clock import VirtualClock
    from hardware_mocks.gpio.closing import close_devices
    from hardware_mocks.gpio.factory import SimFactory
    from hardware_mocks.program_thread import run_in_thread

    with VirtualTime() as scheduler:
        bench = Bench(VirtualClock(scheduler))
        set_current_bench(bench)
        gpiozero.Device.pin_factory = SimFactory(bench)
        AutoWiring(bench).install()
        began_s = real.process_time()
        with contextlib.redirect_stdout(io.StringIO()):
            run_in_thread(PROGRAMS / f"{name}.py", bench, scheduler, for_s=for_s)
        cpu_s = real.process_time() - began_s
        virtual_s = scheduler.now_ns / 1e9
        bench.trace.close()
        close_devices()
    gpiozero.Device.pin_factory = None
    return virtual_s, cpu_s


def on_mock_factory(name: str, for_s: float) -> tuple[float, float]:
    """Return (real seconds, CPU seconds) of a program on gpiozero's MockFactory."""
    import gpiozero
    from gpiozero.pins.mock import MockFactory, MockPWMPin

    class StandingEcho:
        """MockFactory has no distance sensor: a thread answers each trigger with an echo."""

        def __init__(self, factory: MockFactory) -> None:
            trigger, self.echo = factory.pin(23), factory.pin(24)
            set_state = trigger._set_state

            def set_and_answer(value: float) -> None:
                set_state(value)
                if not value:
                    threading.Thread(target=self.answer, daemon=True).start()

            trigger._set_state = set_and_answer

        def answer(self) -> None:
            time.sleep(0.00046)
            self.echo.drive_high()
            time.sleep(0.0029)
            self.echo.drive_low()

    gpiozero.Device.pin_factory = factory = MockFactory(pin_class=MockPWMPin)
    if name == "distance":
        StandingEcho(factory)
    source = compile((PROGRAMS / f"{name}.py").read_text(), name, "exec")
    began_s, began_cpu_s = time.perf_counter(), time.process_time()
    thread = threading.Thread(target=exec, args=(source, {"__name__": "__main__"}), daemon=True)
    with contextlib.redirect_stdout(io.StringIO()):
        thread.start()
        thread.join(for_s)
    return time.perf_counter() - began_s, time.process_time() - began_cpu_s


def main(name: str, for_s: float, rival: str) -> None:
    """Print the best of some rounds as JSON."""
    if rival == "mock":
        print(json.dumps(on_mock_factory(name, for_s)), flush=True)
    else:
        rounds = [in_virtual_time(name, for_s) for _ in range(ROUNDS)]
        print(json.dumps(min(rounds, key=lambda r: r[1])), flush=True)


if __name__ == "__main__":
    import os

    main(sys.argv[1], float(sys.argv[2]), sys.argv[3])
    os._exit(0)
