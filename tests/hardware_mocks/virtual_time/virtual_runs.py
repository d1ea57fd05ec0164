"""Run a function in virtual time and look at what it did, and when."""

import contextlib
from dataclasses import dataclass, field

import gpiozero
import gpiozero.threads

from hardware_mocks.auto_wiring import AutoWiring
from hardware_mocks.bench import Bench, set_current_bench
from hardware_mocks.clock import VirtualClock
from hardware_mocks.gpio.closing import close_devices
from hardware_mocks.gpio.factory import SimFactory
from hardware_mocks.virtual_time import NS_PER_S, RunEnded, VirtualTime


@dataclass
class Run:
    """What came out of a run.

    Attributes:
        log: (seconds, whatever was said), in order.
        now_ns: the clock at the end.
        reason: why the run was ended, or None where the function returned.
        left_over: threads that would not end.
    """

    log: list = field(default_factory=list)
    now_ns: int = 0
    reason: str | None = None
    left_over: list = field(default_factory=list)

    @property
    def now_s(self):
        return self.now_ns / NS_PER_S

    @property
    def said(self):
        """The log without times."""
        return [what for _, what in self.log]

    @property
    def times(self):
        """The log's times alone."""
        return [t_s for t_s, _ in self.log]


def run(program, **how):
    """Call `program(say)` or `program(say, clock)` in virtual time; `say` writes the log."""
    outcome = Run()
    virtual = VirtualTime(**how)

    def say(*what):
        t_s = virtual.scheduler.now_ns / NS_PER_S
        outcome.log.append((t_s, what[0] if len(what) == 1 else what))

    arguments = (say, virtual.scheduler)[: program.__code__.co_argcount]
    try:
        with virtual:
            try:
                program(*arguments)
            except RunEnded as end:
                outcome.reason = end.reason
            outcome.now_ns = virtual.scheduler.now_ns
    finally:
        outcome.left_over = virtual.left_over
    return outcome


@contextlib.contextmanager
def bench_in(clock, seed=0):
    """A simulated Pi on that clock, for gpiozero's devices made meanwhile."""
    bench = Bench(VirtualClock(clock), seed=seed)
    set_current_bench(bench)
    before = gpiozero.Device.pin_factory
    gpiozero.Device.pin_factory = SimFactory(bench)
    wiring = AutoWiring(bench)
    wiring.install()
    try:
        yield bench
    finally:
        bench.trace.close()
        wiring.uninstall()
        close_devices()
        gpiozero.Device.pin_factory = before
        set_current_bench(None)


def poll_time_ns(polls, free=1_000, first_ns=10_000, most_ns=1_000_000):
    """The virtual time after so many polls since the last blocking call, as it is documented."""
    t_ns, step_ns = 0, first_ns
    for number in range(free + 1, polls + 1):
        t_ns += step_ns
        if number % free == 0:
            step_ns = min(step_ns * 2, most_ns)
    return t_ns
