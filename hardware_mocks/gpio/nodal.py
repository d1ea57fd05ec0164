"""Nodal analysis: the voltages of an island, for each part of the PWM's period.

At each net the currents add up to nothing (Kirchhoff). Pulses all begin together and end in the
order of their duties, so between two ends everything is steady: one set of linear equations each.
A diode is a voltage drop behind a resistance while it conducts, and nothing while it does not;
which ones conduct is found by trying.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hardware_mocks.gpio.circuit import Branch, Island, Net, Phases, Source

DIGITS = 9
"""Of a voltage: nanovolts are rounding errors, and no change that anybody should hear of."""
_MAX_DIODE_STEPS = 20


def solve(island: "Island") -> "Iterator[tuple[Net, Phases, float | None]]":
    """Yield (net, its voltages by phase, frequency of the pulses) for every net of the island."""
    pulsing = [source for source in island.sources if source.is_pulsing]
    ends = [*sorted({source.duty for source in pulsing}), 1.0]
    shares = [end - start for start, end in zip([0.0, *ends], ends, strict=False)]
    solutions = [_solve_phase(island, end) for end in ends]
    for index, net in enumerate(island.nets):
        phases = tuple(
            (share, volts[index]) for share, volts in zip(shares, solutions, strict=True)
        )
        yield net, phases, _frequency_hz(net, pulsing)


def _frequency_hz(net: "Net", pulsing: "list[Source]") -> float | None:
    """Return the frequency of the net's own PWM, else of the first one it is joined to."""
    own = (source.frequency_hz for source in pulsing if source.net is net)
    return next(own, pulsing[0].frequency_hz if pulsing else None)


def _solve_phase(island: "Island", until: float) -> list[float | None]:
    """Return the voltages in the part of the period that ends at `until`."""
    if len(island.nets) == 1 and not island.branches:
        return [_weighted_mean(island.sources, until)]
    diodes = [branch for branch in island.branches if branch.forward_volts is not None]
    for diode in diodes:
        diode.conducts = True
    volts: list[float | None] = []
    for _ in range(_MAX_DIODE_STEPS):
        volts = _solve_linear(island, until)
        at = dict(zip(island.nets, volts, strict=True))
        blocking = [d for d in diodes if d.conducts and not _is_forward(d, at)]
        if not blocking:
            break
        for diode in blocking:
            diode.conducts = False
    return volts


def _weighted_mean(sources: "list[Source]", until: float) -> float | None:
    """Return the voltage of a net that is joined to nothing but its sources."""
    conductance = current = 0.0
    for source in sources:
        if source.volts is not None:
            conductance += 1 / source.ohms
            current += source.volts_until(until) / source.ohms
    return round(current / conductance, DIGITS) if conductance else None


def _is_forward(diode: "Branch", at: "dict[Net, float | None]") -> bool:
    volts_a, volts_b = (
        net.fixed_volts if net.fixed_volts is not None else at[net] for net in (diode.a, diode.b)
    )
    assert diode.forward_volts is not None
    if volts_a is None or volts_b is None:
        return False
    return volts_a - volts_b >= diode.forward_volts - 1e-9


def _solve_linear(island: "Island", until: float) -> list[float | None]:
    """Solve conductances times voltages = currents; None for nets that nothing reaches."""
    index = {net: i for i, net in enumerate(island.nets)}
    size = len(index)
    matrix = [[0.0] * (size + 1) for _ in range(size)]
    for source in island.sources:
        if source.volts is not None:
            row = matrix[index[source.net]]
            row[index[source.net]] += 1 / source.ohms
            row[size] += source.volts_until(until) / source.ohms
    for branch in island.branches:
        if branch.conducts and branch.ohms is not None:
            _add_branch(matrix, index, branch)
    if size == 1:
        return [round(matrix[0][1] / matrix[0][0], DIGITS) if matrix[0][0] else None]
    return _eliminate(matrix)


def _add_branch(matrix: list[list[float]], index: "dict[Net, int]", branch: "Branch") -> None:
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
