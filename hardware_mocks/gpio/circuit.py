"""Nets and what is between them: which voltage stands on each wire.

A net is everything joined by bare wire. Sources push a net towards a voltage through a
resistance: an output pin strongly, a pull-up weakly, a supply without any. Branches join two
nets: a resistor, a closed switch, an LED. Direct current only, solved by Kirchhoff's current
law at each net (nodal analysis); a net that nothing pushes floats.

Nets joined by branches form an island, cut at the supplies. An island that nobody listens to is
solved only when somebody asks, so an LED that blinks costs next to nothing.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from hardware_mocks.gpio.nodal import solve

PI_HIGH_VOLTS = 3.3
LOGIC_LOW_VOLTS = 0.8
LOGIC_HIGH_VOLTS = 2.0
"""Below and above these an input is sure; in between it keeps its last level (BCM2711
peripherals datasheet, table of DC characteristics: VIL max 0.8 V, VIH min 2.0 V)."""
SWITCH_OHMS = 0.05
SHORT_AMPS = 0.05
"""More than this through one GPIO is reported as a short; 16 mA is what a pin may carry."""


@dataclass(slots=True, eq=False)
class Source:
    """Pushes a net towards `volts` through `ohms`; does nothing while `volts` is None.

    Attributes:
        duty: share of the time the source is at `volts` rather than 0 V (0.0-1.0).
        frequency_hz: of the pulses, or None for a steady level.
        most_amps: what it can carry; more is reported as a short.
    """

    net: "Net"
    name: str
    volts: float | None = None
    ohms: float = 40.0
    duty: float = 1.0
    frequency_hz: float | None = None
    most_amps: float = SHORT_AMPS

    @property
    def is_pulsing(self) -> bool:
        """Whether it goes up and down, rather than being at one of both for good."""
        return self.frequency_hz is not None and self.volts is not None and 0 < self.duty < 1

    def volts_until(self, share: float) -> float:
        """Return its voltage in the part of each period that ends at `share` (0.0-1.0)."""
        assert self.volts is not None
        return self.volts if self.frequency_hz is None or self.duty >= share else 0.0


@dataclass(slots=True, eq=False)
class Branch:
    """Joins two nets through `ohms` (None: open), one way only where `forward_volts` is set."""

    a: "Net"
    b: "Net"
    ohms: float | None
    forward_volts: float | None = None
    conducts: bool = True

    def other(self, net: "Net") -> "Net":
        """Return the net at the other end."""
        return self.b if net is self.a else self.a

    def amps(self) -> float:
        """Return the mean current from a to b, in amperes."""
        return sum(share * amps for share, amps in self.phases())

    def phases(self) -> list[tuple[float, float]]:
        """Return (share of the time, amperes from a to b) for each part of the PWM's period."""
        a, b = self.a.phases, self.b.phases
        count = max(len(a), len(b))  # a supply has one phase, whatever the other end does
        pairs = zip(a * count if len(a) == 1 else a, b * count if len(b) == 1 else b, strict=False)
        return [
            (min(share_a, share_b), self._amps_between(volts_a, volts_b))
            for (share_a, volts_a), (share_b, volts_b) in pairs
        ]

    def _amps_between(self, volts_a: float | None, volts_b: float | None) -> float:
        if volts_a is None or volts_b is None or self.ohms is None:
            return 0.0
        drop = volts_a - volts_b
        if self.forward_volts is not None:
            drop = max(0.0, drop - self.forward_volts)
        return drop / self.ohms


@dataclass(slots=True, eq=False)
class Island:
    """Nets joined by branches that conduct, up to the supplies."""

    nets: list["Net"]
    sources: list[Source]
    branches: list[Branch]
    is_watched: bool
    stale: bool = True


class Net:
    """Everything that is joined by bare wire.

    Attributes:
        name: "GPIO17", "GND", "3V3", "5V" or any other.
        fixed_volts: the supply's voltage, or None.
    """

    __slots__ = (
        "_circuit", "_frequency_hz", "_level", "_phases", "branches", "fixed_volts", "island",
        "listeners", "name", "sources",
    )  # fmt: skip

    def __init__(self, circuit: "Circuit", name: str, fixed_volts: float | None) -> None:
        self._circuit = circuit
        self.name = name
        self.fixed_volts = fixed_volts
        self.sources: list[Source] = []
        self.branches: list[Branch] = []
        self.listeners: list[Callable[[Net], None]] = []
        self.island: Island | None = None
        self._phases: Phases = ((1.0, fixed_volts),)
        self._frequency_hz: float | None = None
        self._level: int | None = None

    def __repr__(self) -> str:
        return f"<Net {self.name} {self._phases}>"

    @property
    def phases(self) -> "Phases":
        """(share of the time, volts) for each part of the PWM's period; one where it is steady."""
        self._circuit.settle(self)
        return self._phases

    @property
    def volts(self) -> float | None:
        """Volts against ground, at the start of each period; None while the net floats."""
        return self.phases[0][1]

    @property
    def mean_volts(self) -> float | None:
        """Volts as a slow meter shows them; None while the net floats."""
        total = 0.0
        for share, volts in self.phases:
            if volts is None:
                return None
            total += share * volts
        return total

    @property
    def share_high(self) -> float:
        """For what share of the time the net is high (0.0-1.0); 0.0 while it floats."""
        return sum(s for s, volts in self.phases if volts is not None and volts >= LOGIC_HIGH_VOLTS)

    @property
    def pulse_hz(self) -> float | None:
        """The frequency of the PWM on the net, through resistors too; None where it is steady."""
        return self._frequency_hz if len({volts for _, volts in self.phases}) > 1 else None

    @property
    def level(self) -> int | None:
        """What a digital input reads: 0, 1, or None while the net floats."""
        self._circuit.settle(self)
        return self._level

    def listen(self, listener: Callable[["Net"], None]) -> None:
        """Call `listener(net)` whenever voltage or pulses on this net change from now on."""
        self._circuit.settle(self)
        self._circuit.tell()
        self.listeners.append(listener)
        self._circuit.rebuild(self)

    def unlisten(self, listener: Callable[["Net"], None]) -> None:
        """Stop calling `listener`."""
        self.listeners.remove(listener)
        self._circuit.rebuild(self)

    def _take(self, phases: "Phases", frequency_hz: float | None) -> bool:
        """Note a new solution; return whether it differs."""
        if phases == self._phases and frequency_hz == self._frequency_hz:
            return False
        self._phases, self._frequency_hz = phases, frequency_hz
        volts = phases[0][1]
        if volts is None:
            self._level = None
        elif volts <= LOGIC_LOW_VOLTS:
            self._level = 0
        elif volts >= LOGIC_HIGH_VOLTS:
            self._level = 1
        elif self._level is None:
            self._level = int(volts > (LOGIC_LOW_VOLTS + LOGIC_HIGH_VOLTS) / 2)
        return True


Phases = tuple[tuple[float, float | None], ...]
"""(share of the time, volts) for each part of a PWM's period, in order."""


@dataclass(slots=True)
class Circuit:
    """All nets of one bench.

    Attributes:
        revision: grows whenever something is joined or parted.
        on_short: told (name of the source, amperes) when a pin carries far too much.
    """

    on_short: Callable[[str, float], None] = lambda _name, _amps: None
    nets: dict[str, Net] = field(default_factory=dict)
    revision: int = 0
    _changed: list[Net] = field(default_factory=list)
    _telling: bool = False

    def __post_init__(self) -> None:
        for name, volts in (("GND", 0.0), ("3V3", 3.3), ("5V", 5.0)):
            self.nets[name] = Net(self, name, volts)

    def net(self, name: str) -> Net:
        """Return the net of that name, made at the first call."""
        if name not in self.nets:
            self.nets[name] = Net(self, name, None)
        return self.nets[name]

    def add_source(self, net: Net, name: str, *, volts: float | None = None) -> Source:
        """Add something that pushes `net`."""
        source = Source(net, name, volts)
        net.sources.append(source)
        self.rebuild(net)
        return source

    def add_branch(
        self, a: Net, b: Net, *, ohms: float | None, forward_volts: float | None = None
    ) -> Branch:
        """Join two nets; `ohms` None is an open switch."""
        branch = Branch(a, b, ohms, forward_volts)
        for net in (a, b):
            net.branches.append(branch)
            self.rebuild(net)
        return branch

    def remove_branch(self, branch: Branch) -> None:
        """Take a branch away."""
        for net in (branch.a, branch.b):
            net.branches.remove(branch)
            self.rebuild(net)

    def drive(self, source: Source, volts: float | None, ohms: float) -> None:
        """Let `source` push its net to a steady voltage, or let go with None."""
        source.volts, source.ohms = volts, ohms
        source.duty, source.frequency_hz = 1.0, None
        self._touch(source.net)

    def pulse(self, source: Source, volts: float, duty: float, frequency_hz: float) -> None:
        """Let `source` switch its net between `volts` and 0 V."""
        source.volts, source.duty, source.frequency_hz = volts, duty, frequency_hz
        self._touch(source.net)

    def set_ohms(self, branch: Branch, ohms: float | None) -> None:
        """Change a branch: turn a slider, open (None) or close a switch."""
        opened_or_closed = (ohms is None) != (branch.ohms is None)
        branch.ohms = ohms
        for net in (branch.a, branch.b):
            if net.fixed_volts is None:
                if opened_or_closed:
                    self.rebuild(net, touch=False)
                self._touch(net)

    def supply(self, net: Net, volts: float | None) -> None:
        """Make a net a supply that holds so many volts, or a net like any other with None."""
        if net.fixed_volts == volts:
            return
        for branch in net.branches:
            self.rebuild(branch.other(net), touch=False)
        self.rebuild(net, touch=False)
        net.fixed_volts = volts
        net._take(((1.0, volts),), None)
        self._changed.append(net)
        for other in {net, *(branch.other(net) for branch in net.branches)}:
            if other.fixed_volts is None:
                self._touch(other)
        self.tell()

    def rebuild(self, net: Net, *, touch: bool = True) -> None:
        """Forget the island of `net`: what it is joined to has changed."""
        self.revision += 1
        if net.island is not None:
            for member in net.island.nets:
                member.island = None
        if touch and net.fixed_volts is None:
            self._touch(net)

    def settle(self, net: Net) -> None:
        """Make the voltage of `net` and its island true."""
        if net.fixed_volts is not None:
            net._level = int(net.fixed_volts > 0)
            return
        island = net.island or self._find_island(net)
        if island.stale:
            island.stale = False
            for member, phases, frequency_hz in solve(island):
                if member._take(phases, frequency_hz):
                    self._changed.append(member)
            self._report_shorts(island)

    def tell(self) -> None:
        """Tell listeners what has changed; what they change in turn waits for its turn."""
        if self._telling:
            return
        self._telling = True
        try:
            while self._changed:
                net = self._changed.pop(0)
                for listener in tuple(net.listeners):
                    listener(net)
        finally:
            self._telling = False

    def _touch(self, net: Net) -> None:
        """Something pushes `net` in another way than before."""
        if net.fixed_volts is not None:
            self._report_shorts(Island([net], net.sources, [], is_watched=True))
            return
        island = net.island or self._find_island(net)
        island.stale = True
        if island.is_watched:
            self.settle(net)
            self.tell()

    def _find_island(self, start: Net) -> Island:
        nets, branches = [start], []
        for net in nets:  # grows while we go
            for branch in net.branches:
                if branch.ohms is None or branch in branches:
                    continue
                branches.append(branch)
                other = branch.other(net)
                if other.fixed_volts is None and other not in nets:
                    nets.append(other)
        sources = [source for net in nets for source in net.sources]
        is_watched = len(sources) > 1 or any(net.listeners for net in nets)
        is_watched = is_watched or any(b.ohms is not None and b.ohms < 1 for b in branches)
        island = Island(nets, sources, branches, is_watched)
        for net in nets:
            net.island = island
        return island

    def _report_shorts(self, island: Island) -> None:
        for source in island.sources:
            until, volts = source.net._phases[0]
            if source.volts is not None and volts is not None:
                amps = abs(source.volts_until(until) - volts) / source.ohms
                if amps > source.most_amps:
                    self.on_short(source.name, amps)
