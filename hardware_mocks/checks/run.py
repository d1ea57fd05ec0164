"""One run of the program under a check: what the verbs look at, and how they wait."""

from collections.abc import Callable, Iterable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from hardware_mocks.checks.failure import CheckFailure, ProgramBroke
from hardware_mocks.checks.log import Log, PinLog
from hardware_mocks.checks.names import Names
from hardware_mocks.checks.quantities import Quantity, Tolerance, seconds
from makerkit.trace import Trace

if TYPE_CHECKING:
    from hardware_mocks.checks.hands import Hands
    from hardware_mocks.checks.program_state import ProgramState

FINE_LOOKS = 500
"""After so many looks in one wait, it is looked once in `COARSE_S` only: a long trace is costly."""
COARSE_S = 0.2
SETTLE_S = 0.001
HARDWARE_SETTLE_S = 0.05
"""How long the program may take to do what it is already about to do."""


class Stage(Protocol):
    """Where the program runs: the simulated bench, or a real Pi."""

    trace: Trace
    program: "ProgramState"
    folder: Path
    is_hardware: bool

    @property
    def now_s(self) -> float:
        """Seconds since the program was started."""

    def hands_for(self, run: "Run") -> "Hands":
        """Return what touches the parts for a check."""

    def start(self) -> None:
        """Start the program."""

    def stop(self) -> None:
        """End the program, wherever it is; what it does from now on counts no more."""

    def wait(self, until_s: float) -> None:
        """Let the world go on until that time, or until `wake` is called."""

    def wake(self) -> None:
        """Something has happened that a waiting check may be waiting for."""

    def type(self, text: str) -> None:
        """Type a line for the program."""


class Run:
    """A program that runs, and a check that watches it.

    Attributes:
        moment_s: when the check last did something; what it asks for comes after this.
        looks: how many sentences have been checked: a check that looked at nothing proves nothing.
    """

    def __init__(self, stage: Stage, names: Names, *, speaks_by: str = "print") -> None:
        self.stage = stage
        self.names = names
        self.log = Log(stage.trace, speaks_by=speaks_by)
        self.moment_s = 0.0
        self.looks = 0
        self._watched: frozenset[str] = frozenset()
        self._flooded: PinLog | None = None
        self.log.on_change = self._on_change
        self.log.on_flood = self._on_flood

    @property
    def now_s(self) -> float:
        """Seconds since the program was started."""
        return self.stage.now_s

    @cached_property
    def hands(self) -> "Hands":
        """What touches the parts: the check itself, or a person."""
        return self.stage.hands_for(self)

    @property
    def program(self) -> "ProgramState":
        """How the program is."""
        return self.stage.program

    @property
    def is_hardware(self) -> bool:
        """Whether real pins are watched."""
        return self.stage.is_hardware

    def time_tolerance(self, within: Quantity) -> Tolerance:
        """Return how near a time must be, on this stage."""
        return Tolerance.of_time(within, is_hardware=self.is_hardware)

    def share_tolerance(self, within: Quantity) -> Tolerance:
        """Return how near a share must be, on this stage."""
        return Tolerance.of_share(within, is_hardware=self.is_hardware)

    def limit_s(self, within: Quantity) -> float:
        """Return how long to wait for something that must come within a time, on this stage."""
        limit_s = seconds(within)
        return limit_s + (self.time_tolerance(0).span(limit_s) if self.is_hardware else 0.0)

    def acted(self, at_s: float | None = None) -> None:
        """The check has done something, now or at that time."""
        self.moment_s = self.now_s if at_s is None else at_s

    def settle(self) -> None:
        """Let the program do what it is about to do."""
        self.wait(HARDWARE_SETTLE_S if self.is_hardware else SETTLE_S)

    def wait(self, duration_s: float) -> None:
        """Let that time pass.

        Raises:
            ProgramBroke: the program has raised an error.
        """
        self.wait_until(lambda: False, duration_s, ())

    def wait_until(
        self, is_so: Callable[[], bool], limit_s: float, what: Iterable[str] | None = None
    ) -> bool:
        """Wait until something is so, for at most so long; return whether it is.

        Args:
            what: pins whose changes matter, "print" or "serial"; None looks at every change.

        Raises:
            ProgramBroke: the program has raised an error.
        """
        until_s = round(self.now_s + limit_s, 9)  # the clock counts whole nanoseconds
        looks = 0
        while True:
            if self.program.error is not None:
                raise ProgramBroke
            if self._flooded is not None:
                raise self._too_quick(self._flooded)
            if is_so():
                return True
            if self.now_s >= until_s:
                return False
            looks += 1
            is_fine = looks < FINE_LOOKS
            self._watched = frozenset(() if not is_fine or what is None else what)
            self._wakes = is_fine and what != ()
            try:
                self.stage.wait(until_s if is_fine else min(until_s, self.now_s + COARSE_S))
            finally:
                self._wakes = False

    def _on_flood(self, pin: PinLog) -> None:
        if self._flooded is None:
            self._flooded = pin
            self.stage.wake()

    def _too_quick(self, pin: PinLog) -> CheckFailure:
        """Return what is said of a pin that nobody could follow; following it costs too much."""
        return CheckFailure("pin.too_quick", pin=pin.pin, changes=pin.changes, t_s=self.now_s)

    _wakes = False

    def _on_change(self, what: str) -> None:
        if self._wakes and (not self._watched or what in self._watched):
            self.stage.wake()
