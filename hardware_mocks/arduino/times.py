"""The bench's nanoseconds and the chip's cycles; both begin at 0 together."""

from hardware_mocks.arduino.engine import CLOCK_HZ

NS_PER_MS = 1_000_000
CYCLES_PER_MS = CLOCK_HZ // 1000


def cycle_at(t_ns: int) -> int:
    """Return the cycle that begins at a time, or before it."""
    return t_ns * CYCLES_PER_MS // NS_PER_MS


def ns_at(cycle: int) -> int:
    """Return when a cycle begins, in whole nanoseconds."""
    return cycle * NS_PER_MS // CYCLES_PER_MS
