"""Nets and what is between them: which voltage stands on each wire.

A net is everything joined by bare wire. Sources push a net towards a voltage through a
resistance: an output pin strongly, a pull-up weakly, a supply without any. Branches join two
nets: a resistor, a closed switch, an LED. Direct current only, solved by Kirchhoff's current
law at each net (nodal analysis); a net that nothing pushes floats.

Nets joined by branches form an island, cut at the supplies. An island that nobody listens to is
solved only when somebody asks, so an LED that blinks costs next to nothing.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

PI_HIGH_VOLTS = 3.3
LOGIC_LOW_VOLTS = 0.8
LOGIC_HIGH_VOLTS = 2.0
"""Below and above these an input is sure; in between it keeps its last level (BCM2711
peripherals datasheet, table of DC characteristics: VIL max 0.8 V, VIH min 2.0 V)."""
SWITCH_OHMS = 0.05
SHORT_AMPS = 0.05
"""More than this through one GPIO is reported as a short; 16 mA is what a pin may carry."""

DIGITS = 9
"""Of a voltage: nanovolts are rounding errors, and no change that anybody should hear of."""

_MAX_DIODE_STEPS = 20


@dataclass(slots=True, eq=False)
class Source:
    """Pushes a net towards `volts` through `ohms`; does nothing while `volts` is None.

    Attributes:
        duty: share of the time the source is at `volts` rather than 0 V (0.0-1.0).
        frequency_hz: of the pulses, or None for a steady level.
    """

    net: "Net"
    name: str
    volts: float | None = None
    ohms: float = 40.0
    duty: float = 1.0
    frequency_hz: float | None = None

    def volts_in(self, phase_is_high: bool) -> float:
        """Return the voltage in the on or the off part of the pulse."""
        assert self.volts is not None
        return self.volts if phase_is_high or self.frequency_hz is None else 0.0


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
        a, b = self.a, self.b
        if self.ohms is None:
            return 0.0
        duty = min(a.duty, b.duty)
        high = self._amps_between(a.volts, b.volts)
        low = self._amps_between(a.volts_low, b.volts_low) if duty < 1 else 0.0
        return duty * high + (1 - duty) * low

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
        "_circuit", "_duty", "_level", "_volts", "_volts_low", "branches", "fixed_volts",
        "island", "listeners", "name", "sources",
    )  # fmt: skip

    def __init__(self, circuit: "Circuit", name: str, fixed_volts: float | None) -> None:
        self._circuit = circuit
        self.name = name
        self.fixed_volts = fixed_volts
        self.sources: list[Source] = []
        self.branches: list[Branch] = []
        self.listeners: list[Callable[[Net], None]] = []
        self.island: Island | None = None
        self._volts = self._volts_low = fixed_volts
        self._duty = 1.0
        self._level: int | None = None

    def __repr__(self) -> str:
        return f"<Net {self.name} {self._volts} V>"

    @property
    def volts(self) -> float | None:
        """Volts against ground, in the on part of a pulse; None while the net floats."""
        self._circuit.settle(self)
        return self._volts

    @property
    def volts_low(self) -> float | None:
        """Volts against ground in the off part of a pulse."""
        self._circuit.settle(self)
        return self._volts_low

    @property
    def duty(self) -> float:
        """Share of the time the net is at `volts` rather than `volts_low`."""
        self._circuit.settle(self)
        return self._duty

    @property
    def mean_volts(self) -> float | None:
        """Volts as a slow meter shows them; None while the net floats."""
        if self.volts is None or self.volts_low is None:
            return None
        return self.duty * self.volts + (1 - self.duty) * self.volts_low

    @property
    def level(self) -> int | None:
        """What a digital input reads: 0, 1, or None while the net floats."""
        self._circuit.settle(self)
        return self._level

    @property
    def pulses(self) -> tuple[float, float] | None:
        """Duty (0.0-1.0) and frequency in hertz of the PWM on this very net, or None."""
        for source in self.sources:
            if source.frequency_hz is not None and source.volts is not None:
                return source.duty, source.frequency_hz
        return None

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

    def _take(self, volts: float | None, volts_low: float | None, duty: float) -> bool:
        """Note a new solution; return whether it differs."""
        before = (self._volts, self._volts_low, self._duty)
        self._volts, self._volts_low, self._duty = volts, volts_low, duty
        if volts is None:
            self._level = None
        elif volts <= LOGIC_LOW_VOLTS:
            self._level = 0
        elif volts >= LOGIC_HIGH_VOLTS:
            self._level = 1
        elif self._level is None:
            self._level = int(volts > (LOGIC_LOW_VOLTS + LOGIC_HIGH_VOLTS) / 2)
        return before != (volts, volts_low, duty)


@dataclass(slots=True)
class Circuit:
    """All nets of one bench.

    Attributes:
        on_short: told (name of the source, amperes) when a pin carries far too much.
    """

    on_short: Callable[[str, float], None] = lambda _name, _amps: None
    nets: dict[str, Net] = field(default_factory=dict)
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

    def rebuild(self, net: Net, *, touch: bool = True) -> None:
        """Forget the island of `net`: what it is joined to has changed."""
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
            self._changed += [
                net for net, volts, low, duty in _solve(island) if net._take(volts, low, duty)
            ]
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
            if source.volts is not None and source.net._volts is not None:
                amps = abs(source.volts - source.net._volts) / source.ohms
                if amps > SHORT_AMPS:
                    self.on_short(source.name, amps)


def _solve(island: Island) -> Iterator[tuple[Net, float | None, float | None, float]]:
    """Yield (net, volts, volts in the off part, duty) for every net of the island."""
    if len(island.nets) == 1 and not island.branches:
        yield island.nets[0], *_solve_alone(island.sources)
        return
    high = _solve_phase(island, phase_is_high=True)
    pulsing = next((s for s in island.sources if s.frequency_hz and s.volts is not None), None)
    low = high if pulsing is None else _solve_phase(island, phase_is_high=False)
    duty = 1.0 if pulsing is None else pulsing.duty
    for net, volts, volts_low in zip(island.nets, high, low, strict=True):
        yield net, volts, volts_low, duty


def _solve_alone(sources: list[Source]) -> tuple[float | None, float | None, float]:
    """Return the solution of a net that is joined to nothing: the sources' weighted mean."""
    conductance = high = low = 0.0
    duty = 1.0
    for source in sources:
        if source.volts is not None:
            conductance += 1 / source.ohms
            high += source.volts / source.ohms
            low += source.volts_in(phase_is_high=False) / source.ohms
            duty = source.duty if source.frequency_hz else duty
    if not conductance:
        return None, None, 1.0
    return round(high / conductance, DIGITS), round(low / conductance, DIGITS), duty


def _solve_phase(island: Island, *, phase_is_high: bool) -> list[float | None]:
    """Return the voltages of one phase, finding out which diodes conduct."""
    diodes = [branch for branch in island.branches if branch.forward_volts is not None]
    for diode in diodes:
        diode.conducts = True
    volts: list[float | None] = []
    for _ in range(_MAX_DIODE_STEPS):
        volts = _solve_linear(island, phase_is_high)
        at = dict(zip(island.nets, volts, strict=True))
        blocking = [d for d in diodes if d.conducts and not _is_forward(d, at)]
        if not blocking:
            break
        for diode in blocking:
            diode.conducts = False
    return volts


def _is_forward(diode: Branch, at: dict[Net, float | None]) -> bool:
    volts_a, volts_b = (
        net.fixed_volts if net.fixed_volts is not None else at[net] for net in (diode.a, diode.b)
    )
    assert diode.forward_volts is not None
    if volts_a is None or volts_b is None:
        return False
    return volts_a - volts_b >= diode.forward_volts - 1e-9


def _solve_linear(island: Island, phase_is_high: bool) -> list[float | None]:
    """Solve conductances times voltages = currents; None for nets that nothing reaches."""
    index = {net: i for i, net in enumerate(island.nets)}
    size = len(index)
    matrix = [[0.0] * (size + 1) for _ in range(size)]
    for source in island.sources:
        if source.volts is not None:
            row = matrix[index[source.net]]
            row[index[source.net]] += 1 / source.ohms
            row[size] += source.volts_in(phase_is_high) / source.ohms
    for branch in island.branches:
        if branch.conducts and branch.ohms is not None:
            _add_branch(matrix, index, branch)
    if size == 1:
        return [round(matrix[0][1] / matrix[0][0], DIGITS) if matrix[0][0] else None]
    return _eliminate(matrix)


def _add_branch(matrix: list[list[float]], index: dict[Net, int], branch: Branch) -> None:
    assert branch.ohms is not None
    size, conductance = len(index), 1 / branch.ohms
    forward = branch.forward_volts or 0.0
    for net, drop in ((branch.a, forward), (branch.b, -forward)):
        if net not in index:
            continue
        row, other = matrix[index[net]], branch.other(net)
        row[index[net]] += conductance
        row[size] += conductance * drop
        if other in index:
            row[index[other]] -= conductance
        else:
            assert other.fixed_volts is not None
            row[size] += conductance * other.fixed_volts


def _eliminate(matrix: list[list[float]]) -> list[float | None]:
    """Solve by Gauss-Jordan elimination with pivoting; a singular row floats."""
    size = len(matrix)
    pivot_row_of: list[int | None] = [None] * size
    row = 0
    for column in range(size):
        best = max(range(row, size), key=lambda r: abs(matrix[r][column]), default=row)
        if row >= size or abs(matrix[best][column]) < 1e-12:
            continue
        matrix[row], matrix[best] = matrix[best], matrix[row]
        pivot = matrix[row][column]
        matrix[row] = [value / pivot for value in matrix[row]]
        for r in range(size):
            factor = matrix[r][column]
            if r != row and factor:
                matrix[r] = [x - factor * y for x, y in zip(matrix[r], matrix[row], strict=True)]
        pivot_row_of[column] = row
        row += 1
    return [
        None
        if r is None or _depends_on_floating(matrix[r], c, pivot_row_of)
        else round(matrix[r][size], DIGITS)
        for c, r in enumerate(pivot_row_of)
    ]


def _depends_on_floating(row: list[float], column: int, pivot_row_of: list[int | None]) -> bool:
    """Whether a net is only known relative to another one that floats."""
    return any(
        abs(row[other]) > 1e-9
        for other, pivot in enumerate(pivot_row_of)
        if pivot is None and other != column
    )
