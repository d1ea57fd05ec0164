"""Tells where bars of a zebra crossing lie between the marks of the lane.

They look as the marks do, touch them, and run straight on where the lane bends: who takes a bar
for the mark leaves the lane. So where they lie, only what is quite near a mark is taken for it, and
what lies between does not speak against the lane.
"""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

ROW_M, BEGINS_M = 0.05, -0.2
ROWS = 48
"""Rows of floor from there on that are looked at, each so long."""
CLEAR_M = 0.03
"""What lies so near a mark is perhaps the mark."""
COLUMN_M, COLUMNS = 0.04, 3
"""In so many columns of this width there must be something, which a worn mark never fills, ..."""
IN_A_ROW = 3
"""... in so many rows one after the other: bars are longer than stains."""
AROUND = 2
"""Rows before and after that belong to it: its ends are ragged."""
CLEAR = 2.0
"""Bars are as clear as marks are, which 1.0 would just be: a rough floor is not."""
MOST_ROWS = 14
"""Longer than this no crossing is: it is the floor's pattern."""


def on_crossing(x_m: Floats, left_m: Floats, strength: Floats, sides_m: Floats) -> Flags:
    """Return (n,) which streaks lie where there is a zebra crossing.

    Args:
        x_m: (n,) how far ahead they are.
        left_m: (n,) how far to the left of the lane's middle.
        strength: (n,) how clear they are; 1.0 is just worth counting.
        sides_m: (m,) where the marks lie, the left and the right one of the lane first.
    """
    if len(sides_m) < 2:
        return np.zeros(len(x_m), bool)
    row = np.clip(((x_m - BEGINS_M) / ROW_M).astype(np.intp), 0, ROWS - 1)
    clear = strength >= CLEAR
    rows = _crossing(row[clear], left_m[clear], float(sides_m[0]), float(sides_m[1]))
    if np.count_nonzero(rows) > MOST_ROWS:
        return np.zeros(len(x_m), bool)
    return rows[row]


def _crossing(row: NDArray[np.intp], left_m: Floats, from_m: float, to_m: float) -> Flags:
    """Return (ROWS,) where bars lie between two marks."""
    inside = (left_m < from_m - CLEAR_M) & (left_m > to_m + CLEAR_M)
    filled = np.zeros((ROWS, int((from_m - to_m) / COLUMN_M) + 1), bool)
    filled[row[inside], ((left_m[inside] - to_m) / COLUMN_M).astype(np.intp)] = True
    return _long(filled.sum(1) >= COLUMNS)


def _long(rows: Flags) -> Flags:
    """Return the rows that are many enough, one after the other, and those around them."""
    run = np.convolve(rows, np.ones(IN_A_ROW), "valid") == IN_A_ROW
    return np.asarray(np.convolve(run, np.ones(IN_A_ROW + 2 * AROUND))[AROUND:-AROUND] > 0)
