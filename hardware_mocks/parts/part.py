"""What every part on the bench has: pins on nets, something to see, something to touch."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from hardware_mocks.gpio.circuit import Branch, Net, Source
from makerkit.errors import BadInputError

if TYPE_CHECKING:
    from hardware_mocks.bench import Bench

OUTER_PULL_OHMS = 10_000.0
LOWEST_SUPPLY_VOLTS = 2.5
"""Below this nothing here works."""


@dataclass(frozen=True, slots=True)
class Control:
    """Something a person or a scenario can change about a part.

    Attributes:
        name: the attribute it sets, with its unit: "distance_m", "pressed".
        low, high: its range; 0 and 1 for something that is or is not.
        unit: shown behind the value.
        is_switch: whether it is or is not, with nothing in between.
    """

    name: str
    low: float = 0.0
    high: float = 1.0
    unit: str = ""
    is_switch: bool = False

    def check(self, part: str, value: Any) -> float | bool:
        """Return `value` if the control can take it.

        Raises:
            BadInputError: it is no number, or outside the range.
        """
        if self.is_switch:
            if value not in (0, 1):
                raise BadInputError(f"{part}: {self.name} is true or false (got {value!r})")
            return bool(value)
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise BadInputError(f"{part}: {self.name} is a number (got {value!r})")
        if not self.low <= value <= self.high:
            bounds = f"{self.low:g} and {self.high:g} {self.unit}".rstrip()
            raise BadInputError(f"{part}: {self.name} must lie between {bounds} (got {value:g})")
        return float(value)


class Part:
    """One part on the bench: data about it, and how it behaves.

    A subclass stands in a file of its own with the class variables below. It sets up its
    electrical side in `connect`, which is called once, and reacts there or in `changed`.

    Attributes:
        kind: what it is, one word: "led".
        wiring_types: types in a wiring file that it stands for.
        pins: its pins, named as in the wiring file.
        devices: gpiozero classes that it is put under when there is no wiring file.
        controls: what can be changed about it from outside.
        is_passive: whether it only passes current on, so that people mean what is behind it.
        calls_the_program: whether it reaches the program by another way than a pin.
        defaults: attributes and their values unless a wiring file or scenario says otherwise.
        power_pins: its supply and its ground, for a part that needs power.
    """

    kind: ClassVar[str]
    wiring_types: ClassVar[tuple[str, ...]] = ()
    pins: ClassVar[tuple[str, ...]]
    devices: ClassVar[tuple[str, ...]] = ()
    controls: ClassVar[tuple[Control, ...]] = ()
    defaults: ClassVar[Mapping[str, Any]] = {}
    calls_the_program: ClassVar[bool] = False
    is_passive: ClassVar[bool] = False
    power_pins: ClassVar[tuple[str, str]] = ("VCC", "GND")

    def __init__(
        self, bench: "Bench", name: str, nets: Mapping[str, Net], attributes: Mapping[str, Any]
    ) -> None:
        self.bench = bench
        self.name = name
        self.nets = dict(nets)
        self.clock = bench.clock
        self.circuit = bench.circuit
        for attribute, value in {**self.defaults, **attributes}.items():
            setattr(self, attribute, value)
        self._branches: list[Branch] = []
        self._sources: list[Source] = []
        self._listening: list[tuple[Net, Any]] = []
        self.connect()
        self._had_power = self.has_power
        supply = self.nets.get(self.power_pins[0])
        if supply is not None:
            self.listen(self.power_pins[0], self._on_supply)

    def _on_supply(self, _net: Net) -> None:
        if self.has_power != self._had_power:
            self._had_power = not self._had_power
            self.power_changed()

    # -- for a subclass to fill

    @classmethod
    def wire(cls, *args: Any, **arguments: Any) -> dict[str, Any]:
        """Return which pin of the part goes where, given the gpiozero constructor's arguments.

        The values are what gpiozero takes as a pin (17, "GPIO17", "BOARD11") or "GND", "3V3", "5V".
        """
        raise NotImplementedError

    @classmethod
    def attributes_for(cls, *args: Any, **arguments: Any) -> dict[str, Any]:
        """Return attributes that follow from the gpiozero constructor's arguments."""
        return {}

    def connect(self) -> None:
        """Set up the electrical side."""

    def changed(self, control: str) -> None:
        """React to a control that has been set."""

    def power_changed(self) -> None:
        """React to power that comes or goes."""

    def look(self) -> dict[str, Any]:
        """Return what can be seen or heard of it now: plain values with units in their names."""
        return {}

    def close(self) -> None:
        """Let go of what is outside this process; the run is over."""

    # -- for everybody

    def set(self, **values: Any) -> None:
        """Set controls, as a person or the world would.

        Raises:
            BadInputError: there is no such control, or it cannot take the value.
        """
        for name, value in values.items():
            control = next((c for c in self.controls if c.name == name), None)
            if control is None:
                known = ", ".join(c.name for c in self.controls) or "nothing"
                raise BadInputError(
                    f"{self.name} ({self.kind}) has no {name!r}; it can set: {known}"
                )
            setattr(self, name, control.check(self.name, value))
            self.changed(name)
        self.clock.input_changed()

    def remove(self) -> None:
        """Take the part off the bench."""
        for branch in self._branches:
            self.circuit.remove_branch(branch)
        for source in self._sources:
            self.circuit.drive(source, None, source.ohms)
            source.net.sources.remove(source)
            self.circuit.rebuild(source.net)
        for net, listener in self._listening:
            net.unlisten(listener)

    # -- for subclasses

    def resistor(self, a: str, b: str, ohms: float | None, **how: Any) -> Branch:
        """Join two of the part's pins by a resistance; None is an open switch."""
        branch = self.circuit.add_branch(self.nets[a], self.nets[b], ohms=ohms, **how)
        self._branches.append(branch)
        return branch

    def pull_away(self, pin: str, end: str) -> None:
        """Let a resistor outside pull a pin to the other supply than the one at `end`."""
        idle = self.bench.net("GND" if self.nets[end].fixed_volts else "3V3")
        self._branches.append(self.circuit.add_branch(self.nets[pin], idle, ohms=OUTER_PULL_OHMS))

    def output(self, pin: str) -> Source:
        """Let the part push the net on one of its pins, as a sensor's output does."""
        source = self.circuit.add_source(self.nets[pin], f"{self.name}:{pin}")
        self._sources.append(source)
        return source

    def listen(self, pin: str, listener: Any) -> None:
        """Call `listener(net)` whenever the net on one of the part's pins changes."""
        self.nets[pin].listen(listener)
        self._listening.append((self.nets[pin], listener))

    @property
    def has_power(self) -> bool:
        """Whether its power pins are at a supply and at ground (True for a part without them)."""
        supply, ground = (self.nets.get(pin) for pin in self.power_pins)
        volts = LOWEST_SUPPLY_VOLTS if supply is None else supply.mean_volts
        is_grounded = ground is None or ground.mean_volts == 0.0
        return volts is not None and volts >= LOWEST_SUPPLY_VOLTS and is_grounded

    def volts_across(self, plus: str, minus: str) -> float:
        """Return the mean voltage between two pins; 0.0 while one of them floats."""
        a, b = self.nets[plus].mean_volts, self.nets[minus].mean_volts
        return 0.0 if a is None or b is None else a - b

    def share_high(self, pin: str) -> float:
        """Return for what share of the time a pin is high (0.0-1.0); 0.0 while it floats."""
        net = self.nets.get(pin)
        return 0.0 if net is None else net.share_high

    def pulse_hz(self, pin: str) -> float | None:
        """Return the frequency of the PWM at a pin, through resistors too; None without pulses."""
        return self.nets[pin].pulse_hz
