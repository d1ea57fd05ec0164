"""Exact, deterministic virtual time for ordinary threaded Python programs."""

from hardware_mocks.virtual_time.run import VirtualTime
from hardware_mocks.virtual_time.scheduler import (
    NS_PER_S,
    ProgramStuckError,
    RunEnded,
    Scheduler,
)

__all__ = ["NS_PER_S", "ProgramStuckError", "RunEnded", "Scheduler", "VirtualTime"]
