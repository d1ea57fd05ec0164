"""A bench that the check knows only by what a recorder around "real" pins tells, as on a Pi.

The pins belong to a simulated bench that the check cannot see. Times jitter as on a busy Pi, and a
simulated person does what they are asked for, after a while.
"""

import random

import gpiozero

from hardware_mocks.checks.person import PersonsHands
from hardware_mocks.checks.stage import SimulatedStage
from hardware_mocks.gpio.factory import SimFactory
from makerkit.gpio_recorder import record_pins
from makerkit.trace import Trace

JITTER_S = 0.008
REACTION_S = (0.3, 0.9)
FINGER_S = 0.25


class RecordedStage(SimulatedStage):
    """The program on recorded pins, in virtual time; `asked` holds what the person was asked."""

    is_hardware = True

    def _trace_of(self, bench):
        self.asked = []
        self._chance = random.Random("a busy Pi")
        self._latest_ns = 0
        trace = Trace()
        bench.trace.listen(lambda event: self._pass_on(event, trace))
        gpiozero.Device.pin_factory = record_pins(
            trace, self._late_ns, factory_class=lambda: SimFactory(bench)
        )
        return trace

    def hands_for(self, run):
        return PersonsHands(run, self._obey)

    def _late_ns(self):
        """Return the time as a busy machine tells it: late, but never backwards."""
        late_ns = self._scheduler.now_ns + round(self._chance.uniform(0, JITTER_S) * 1e9)
        self._latest_ns = max(self._latest_ns, late_ns)
        return self._latest_ns

    def _pass_on(self, event, trace):
        if event.kind == "print":
            trace.add(self._late_ns(), "print", **event.data)

    def _obey(self, message, part, action, values):
        self.asked.append(message.id)
        delay_s = self._chance.uniform(*REACTION_S)
        self._scheduler.after(round(delay_s * 1e9), self._do, part.part_id, action, values)

    def _do(self, part, action, values):
        bench = self.bench
        if action == "press":
            bench.press(part, for_s=max(FINGER_S, values["for_s"]))
        elif action in {"hold", "release"}:
            getattr(bench, action)(part)
        elif action == "move":
            bench.set(part, motion=True)
            bench.set(part, motion=False, at_s=self.now_s + values["for_s"])
        elif "motion" in values:
            bench.set(part, motion=False)
        else:
            over_s = values["over_s"] or None
            bench.set(part, over_s=over_s, distance_m=min(values["cm"] / 100, 10.0))
