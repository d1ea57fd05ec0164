"""What every part on the bench has: pins on nets, something to see, something to touch."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from hardware_mocks.gpio.circuit import Branch, Net, Source
from makerkit.errors import BadInputError

if TYPE_CHECKING:
    from hardware_mocks.bench import Bench

@dataclass(frozen=True, slots=True)
class Control:
    """Something a person or a scenario can change about a part.

    Attributes:
        name: the attribute it sets, with its unit: "distance_m", "pressed".
        low, high: its range; 0 and 1 for something that is or is not.
        unit: shown behind the value.
    """

    name: str
    low: float = 0.0
    high: float = 1.0
    unit: str = ""

    @property
    def is_switch(self) -> bool:
        """Whether it is or is not, with nothing in between."""
        return self.name in ("pressed", "motion", "closed", "on", "line")

    def check(self, part: str, value: Any) -> float | bool:
        """Return `value` if the control can take it.

        Raises:
            BadInputError: it is no number, or outside the range.
        """
        if self.is_switch and isinstance(value, bool | int):
            return bool(value)
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise BadInputError(f"{part}: {self.name} is a number (got {value!r})")
        if not self.low <= value <= self.high:
            raise BadInputError(
                f"{part}: {self.name} must lie between {self.low:g} and {self.high:g} "
                f"{self.unit} (got {value:g})"
            )
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
        defaults: attributes and their values unless a wiring file or scenario says otherwise.
    """

    kind: ClassVar[str]
    wiring_types: ClassVar[tuple[str, ...]] = ()
    pins: ClassVar[tuple[str, ...]]
    devices: ClassVar[tuple[str, ...]] = ()
    controls: ClassVar[tuple[Control, ...]] = ()
    defaults: ClassVar[Mapping[str, Any]] = {}

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

    # -- for a subclass to fill

    @classmethod
    def wire(cls, **arguments: Any) -> dict[str, Any]:
        """Return which pin of the part goes where, given the gpiozero constructor's arguments.

        The values are what gpiozero takes as a pin (17, "GPIO17", "BOARD11") or "GND", "3V3", "5V".
        """
        raise NotImplementedError

    @classmethod
    def attributes_for(cls, **arguments: Any) -> dict[str, Any]:  # noqa: ARG003
        """Return attributes that follow from the gpiozero constructor's arguments."""
        return {}

    def connect(self) -> None:
        """Set up the electrical side."""

    def changed(self, control: str) -> None:
        """React to a control that has been set."""

    def look(self) -> dict[str, Any]:
        """Return what can be seen or heard of it now: plain values with units in their names."""
        return {}

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
        """Whether VCC and GND are connected to a supply (True for a part without them)."""
        vcc, ground = self.nets.get("VCC"), self.nets.get("GND")
        volts = 5.0 if vcc is None else vcc.mean_volts
        return (volts or 0.0) > 2.5 and (ground is None or ground.mean_volts == 0.0)
