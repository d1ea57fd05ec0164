"""The simulated bench under a check: one program, one world, one clock."""

import contextlib
import warnings
from pathlib import Path

from hardware_mocks.bench import Bench
from hardware_mocks.checks.failure import BrokenCheckError
from hardware_mocks.checks.hands import Hands, SimulatedHands
from hardware_mocks.checks.program_state import ProgramState
from hardware_mocks.checks.run import Run
from hardware_mocks.checks.typed_input import TypedInput
from hardware_mocks.clock import VirtualClock
from hardware_mocks.program_errors import is_own
from hardware_mocks.program_source import import_heavy
from hardware_mocks.program_thread import ProgramThread
from hardware_mocks.program_world import start_of_the_world_s
from hardware_mocks.simulated_pi import simulated_pi
from hardware_mocks.virtual_time import NS_PER_S, VirtualTime
from makerkit.trace import Trace
from makerkit.wiring import Scenario, Wiring

PATIENCE_S = 3.0
"""Real seconds of computing without a move of the clock, after which a program is stuck."""
PATIENCE_WITH_CAMERA_S = 9.0
"""The same where a camera is: the first picture of a room takes long on a small computer."""
MOST_BYTES = 1_000_000
"""What a program may print in one run of a check."""

FIRST_TURNS = 4
"""The program, and threads it starts, get as far as they can without time passing."""


class SimulatedStage:
    """Runs a program on the simulated bench, beside the check.

    Args:
        program: the Pi's; None where only the sketch of an Arduino runs.
        is_given: whether it is the lesson's and not the student's: its errors are nobody's fault.
        types: lines that are typed when the program asks for them.
        with_standins: whether what is no pin is played too (commands, files of Linux); they stay
            in the process, so only one that ends after the check may have them.
        folder: where the program finds and leaves its files; by default where it lies.
        sketch: what the Arduino of the wiring runs, whatever that says.
    """

    is_hardware = False

    def __init__(
        self,
        program: Path | None,
        wiring: Wiring | None,
        scenario: Scenario,
        *,
        types: tuple[str, ...] = (),
        seed: int = 0,
        with_standins: bool = False,
        folder: Path | None = None,
        sketch: Path | None = None,
        is_given: bool = False,
    ) -> None:
        patience_s = PATIENCE_WITH_CAMERA_S if _has_camera(wiring) else PATIENCE_S
        self.program = ProgramState(patience_s=patience_s)
        self._is_given = is_given
        self._path = program
        beside = program or sketch
        self.folder = folder or (beside.resolve().parent if beside is not None else Path.cwd())
        self._types = types
        time = VirtualTime(
            epoch_s=start_of_the_world_s(scenario.start),
            seed=seed,
            patience_s=patience_s,
            on_stuck=self._on_stuck,
        )
        with contextlib.suppress(OSError):
            import_heavy(program.read_bytes() if program is not None else b"")
        with contextlib.ExitStack() as stack:
            stack.enter_context(warnings.catch_warnings())
            warnings.simplefilter("default")  # a test may make errors of them, Python does not
            self._scheduler = stack.enter_context(time)
            clock = VirtualClock(self._scheduler)
            pi = simulated_pi(clock, seed=seed, wiring=wiring, scenario=scenario, sketch=sketch)
            self._watch(stack.enter_context(pi), with_standins=with_standins)
            self._stack = stack.pop_all()

    def _watch(self, bench: Bench, *, with_standins: bool) -> None:
        """Keep the bench and its trace, and hear of its faults."""
        self.bench = bench
        bench.on_fault = self._on_fault
        self.trace = self._trace_of(bench)
        if with_standins:
            from hardware_mocks.standins.install import install_standins

            install_standins(bench, lambda _reason: None)

    def _trace_of(self, bench: Bench) -> Trace:
        return bench.trace

    def hands_for(self, run: Run) -> Hands:
        """Return hands that reach into the simulated bench."""
        return SimulatedHands(self.bench)

    @property
    def now_s(self) -> float:
        """Seconds since the program was started."""
        return self._scheduler.now_ns / NS_PER_S

    def start(self) -> None:
        """Start the program."""
        self._input = TypedInput(self._types, self.program)
        if self._path is not None:
            self._start_program(self._path)

    def _start_program(self, path: Path) -> None:
        self._thread = ProgramThread(
            path,
            self.bench,
            self._scheduler,
            stdin=self._input,
            is_at_home=True,
            most_bytes=MOST_BYTES,
            folder=self.folder,
        )
        self._thread.on_end = self._on_end
        self._stack.callback(self._thread.stop)
        self._thread.start()
        assert self._scheduler.main is not None
        for _ in range(FIRST_TURNS):
            self._scheduler.step_aside(self._scheduler.main)

    def stop(self) -> None:
        """End the program; what it does from now on counts no more."""
        self.bench.note("end", "checked", labels=self.bench.labels())
        self.trace.close()
        self._stack.close()

    def wait(self, until_s: float) -> None:
        """Let the world go on until that time, or until `wake` is called."""
        assert self._scheduler.main is not None
        self._scheduler.block(self._scheduler.main, round(until_s * NS_PER_S), "sleep")

    def wake(self) -> None:
        """End a `wait`."""
        assert self._scheduler.main is not None
        self._scheduler.wake(self._scheduler.main)

    def type(self, text: str) -> None:
        """Type a line."""
        self._input.type(text)

    def _on_end(self) -> None:
        state, thread = self.program, self._thread
        if not self._is_given:
            state.error, state.thread = thread.error, thread.error_thread
        state.ended_s, state.exit_code = thread.ended_s, thread.exit_code
        state.is_running = thread.ended_s is None
        state.waiting_device = thread.waiting_device
        self.wake()

    def _on_stuck(self, stack: list[tuple[str, int]]) -> None:
        assert self._path is not None
        folder = self._path.resolve().parent
        own = (line for file, line in stack if is_own(Path(file), folder))
        self.program.stuck_line = next(own, None)

    def _on_fault(self, error: Exception) -> None:
        raise BrokenCheckError(f"The world of this check is wrong: {error}") from error


def _has_camera(wiring: Wiring | None) -> bool:
    return wiring is not None and any(part.type.name == "chip-camera" for part in wiring.parts)
