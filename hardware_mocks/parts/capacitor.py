"""A capacitor between a wire and a supply: the wire follows what pushes it, later."""

import math
from typing import Any, ClassVar

from hardware_mocks.gpio.circuit import LOGIC_HIGH_VOLTS, LOGIC_LOW_VOLTS, Net
from hardware_mocks.parts.part import Part
from hardware_mocks.virtual_time import NS_PER_S

HOLDING_OHMS = 1.0
LEAK_OHMS = 10e6
PROBE_OHMS = 1e6
SHORTEST_S = 100e-6
"""What charges faster than this is done at once."""


class Capacitor(Part):
    """Holds its wire until an input on it would notice the new voltage, then lets it jump there.

    So the moment at which an input sees the change is exact, the curve on the way to it is not
    drawn. Between two wires that are no supply it does nothing.
    """

    kind: ClassVar[str] = "capacitor"
    wiring_types: ClassVar[tuple[str, ...]] = ("chip-capacitor",)
    pins: ClassVar[tuple[str, ...]] = ("1", "2")
    defaults: ClassVar = {"capacitance_f": 1e-6}
    capacitance_f: float

    def connect(self) -> None:
        """Watch the end that is free."""
        free = [pin for pin in ("1", "2") if self.nets[pin].fixed_volts is None]
        if len(free) != 1:
            return
        self._volts = 0.0
        self._seen_volts: float | None = None
        self._ticket = 0
        self._is_trying = False
        self._hold = self.output(free[0])
        self.listen(free[0], self._on_change)
        self._on_change(self.nets[free[0]])

    def _on_change(self, net: Net) -> None:
        is_own_doing = net.volts == self._seen_volts and net.volts is not None
        if self._is_trying or is_own_doing:
            return
        self._is_trying = True
        self._follow(net)
        self._seen_volts = net.volts
        self._is_trying = False

    def _follow(self, net: Net) -> None:
        """Find out where the rest of the circuit pushes the wire; go there, now or later."""
        self._ticket += 1
        self.circuit.drive(self._hold, None, HOLDING_OHMS)
        goal_volts = net.volts
        if goal_volts is None:  # nothing else pushes: the charge stays
            self.circuit.drive(self._hold, self._volts, LEAK_OHMS)
        elif net.pulse_hz is None:
            wait_s = self._wait_s(goal_volts, self._resistance_ohm(net, goal_volts))
            if wait_s < SHORTEST_S:
                self._volts = goal_volts
            else:
                self.circuit.drive(self._hold, self._volts, HOLDING_OHMS)
                wait_ns = round(wait_s * NS_PER_S)
                self.clock.after(wait_ns, self._arrive, self._ticket, goal_volts)

    def _resistance_ohm(self, net: Net, goal_volts: float) -> float:
        """Return the resistance through which the rest of the circuit pushes the wire."""
        self.circuit.drive(self._hold, goal_volts + 1, PROBE_OHMS)
        lifted_volts = (net.volts or 0.0) - goal_volts
        self.circuit.drive(self._hold, None, HOLDING_OHMS)
        return PROBE_OHMS * lifted_volts / (1 - lifted_volts)

    def _wait_s(self, goal_volts: float, resistance_ohm: float) -> float:
        """Return when an input on the wire will see it change; 0.0 when it will not."""
        tau_s = resistance_ohm * self.capacitance_f
        if self._volts < LOGIC_HIGH_VOLTS < goal_volts:
            threshold_volts = LOGIC_HIGH_VOLTS
        elif goal_volts < LOGIC_LOW_VOLTS < self._volts:
            threshold_volts = LOGIC_LOW_VOLTS
        else:
            return 0.0
        return tau_s * math.log((goal_volts - self._volts) / (goal_volts - threshold_volts))

    def _arrive(self, ticket: int, goal_volts: float) -> None:
        if ticket == self._ticket:
            self._volts = goal_volts
            self.circuit.drive(self._hold, None, HOLDING_OHMS)

    def look(self) -> dict[str, Any]:
        """Return its size."""
        return {"capacitance_f": self.capacitance_f}
