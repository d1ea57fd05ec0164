"""The process that runs a program on a bench: `python -m hardware_mocks.program JOB`.

One program, one process, one bench. What has to stand under the program (clock, pins, commands)
is put there before its first import; then it runs as `__main__`, as it is.
"""

import _thread
import atexit
import contextlib
import os
import runpy
import signal
import sys
import threading
import types
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hardware_mocks import program_end, real_pause
from hardware_mocks.job import ExitCode, Job, Mode, Outcome
from hardware_mocks.program_source import (
    import_heavy,
    read_program,
    require_module,
    source_of_module,
)
from hardware_mocks.program_world import live_in_utc, start_of_the_world_s
from hardware_mocks.report import Reporter, Watcher
from hardware_mocks.virtual_time import (
    NS_PER_S,
    ProgramStuckError,
    RunEnded,
    Scheduler,
    VirtualTime,
    loops,
    real,
)
from hardware_mocks.virtual_time.install import install as install_virtual_time
from hardware_mocks.virtual_time.run import PATIENCE_S
from hardware_mocks.worlds.scenes import read_scene, write_truth
from makerkit.errors import BadInputError, MakerKitError, NotThereError
from makerkit.trace_writer import TraceWriter
from makerkit.wiring.scenario import Scenario

if TYPE_CHECKING:
    from hardware_mocks.bench import Bench
    from hardware_mocks.clock import Clock

END_SIGNAL = getattr(signal, "SIGUSR2", signal.SIGINT)
"""Ends the main thread in real time, at the time limit or when the Pi is switched off."""
STUBBORN_S = 2.0
"""Real seconds that a program may take to end once the run is over."""


def main(argv: list[str]) -> int:
    """Run the job given as JSON in `argv[1]` and return the exit code."""
    job = Job.from_json(argv[1])
    reporter = Reporter(job.report_fd)
    try:
        _hear_interrupts()
        outcome = ProgramRun(job, reporter).run()
    except KeyboardInterrupt:  # before the program began
        outcome = Outcome("stopped", ExitCode.ENDED)
    except (BadInputError, NotThereError) as error:
        outcome = Outcome("wrong use", ExitCode.WRONG_USE, message=str(error))
    except MakerKitError as error:
        outcome = Outcome("failed", ExitCode.FAILED, message=str(error))
    reporter.end(outcome)
    return outcome.exit_code


class ProgramRun:
    """One run, from reading the program to writing the trace."""

    def __init__(self, job: Job, reporter: Reporter) -> None:
        self._job = job
        self._reporter = reporter
        self._is_virtual = job.mode is Mode.VIRTUAL
        self._path = Path(job.python_program or job.program)
        self._folder = Path.cwd() if job.is_module else self._path.resolve().parent
        self._scenario = Scenario() if job.scenario is None else read_scene(job.scenario)
        self._seed = job.seed if job.seed is not None else self._scenario.seed or 0
        self._bench: Bench
        self._trace_writer: TraceWriter | None = None
        self._scheduler: Scheduler | None = None
        self._reason: str | None = None
        self._ended_at_ns = 0
        self._is_over = real.allocate_lock()
        self._fault: Exception | None = None
        self._thread_error = ""
        self._stuck_line = ""
        self._waiting_lines: tuple[str, ...] = ()
        self._remark = ""
        self._tip = ""
        self._computes = False

    def run(self) -> Outcome:
        """Run the program and return how it ended."""
        program = None
        if self._job.is_module:
            require_module(self._job.program, self._folder)
        elif self._job.python_program is not None:
            program = read_program(self._path)
        if self._is_virtual:
            self._computes = import_heavy(program or self._source_of_module())
            live_in_utc()
            install_virtual_time()
        with self._clock() as clock:
            self._bench = self._make_bench(clock)
            with self._recorded_output(), self._watched():
                reason, error = self._run_as_main(program)
                self._cut(reason)
                with contextlib.suppress(BaseException):  # the run is over; only order is left
                    atexit._run_exitfuncs()
            self._bench.close()
        self._is_over.release()
        self._hand_over_trace()
        return self._outcome(error)

    def _source_of_module(self) -> bytes:
        return source_of_module(self._job.program, self._folder) if self._job.is_module else b""

    # -- what stands under the program

    @contextlib.contextmanager
    def _clock(self) -> Iterator["Clock"]:
        from hardware_mocks.clock import VirtualClock, WallClock

        if not self._is_virtual:
            signal.signal(END_SIGNAL, self._raise_end)
            real_pause.install()
            clock = WallClock()
            if self._job.for_s is not None:
                clock.at(round(self._job.for_s * NS_PER_S), self._end_now, "time limit")
            yield clock
            clock.stop()
            return
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent ends us: a turn is never broken
        virtual_time = VirtualTime(
            until_s=self._job.for_s,
            epoch_s=start_of_the_world_s(self._scenario.start),
            seed=self._seed,
            on_one_cpu=not self._computes,
            on_stuck=self._on_stuck,
        )
        with virtual_time as scheduler:
            self._scheduler = scheduler
            scheduler.on_end = self._cut
            scheduler.can_hear_the_world = self._hears_the_world
            yield VirtualClock(scheduler)

    def _make_bench(self, clock: "Clock") -> "Bench":
        from hardware_mocks import program_bench  # after the clock is taken over

        bench = program_bench.make_bench(self._job, clock, self._seed)
        bench.on_fault = self._on_fault
        bench.on_web_error = self._on_web_error
        if self._job.trace is not None and not self._is_virtual:
            self._trace_writer = TraceWriter(self._job.trace)  # a power cut costs a second of it
            bench.trace.listen(self._trace_writer.write)
        if self._job.mode is Mode.HARDWARE:
            program_bench.use_real_pins(bench)
        else:
            program_bench.furnish(bench, self._job, self._scenario, self._end_now)
        atexit.register(self._cut, "ended")  # before gpiozero's own exit, after the program's
        return bench

    @contextlib.contextmanager
    def _recorded_output(self) -> Iterator[None]:
        from hardware_mocks.program_output import RecordedStream

        sys.stdout = out = RecordedStream("stdout", sys.stdout, self._bench)
        sys.stderr = err = RecordedStream("stderr", sys.stderr, self._bench)
        threading.excepthook = self._on_thread_error
        if self._job.watch:
            from hardware_mocks.program_input import AnnouncedInput

            sys.stdin = AnnouncedInput(
                sys.stdin, lambda waits: self._reporter.send(wants_input=waits)
            )
        try:
            yield
        finally:
            out.finish()
            err.finish()

    @contextlib.contextmanager
    def _watched(self) -> Iterator[None]:
        watcher = Watcher(self._bench, self._reporter, self._job)
        watcher.start()
        try:
            yield
        finally:
            watcher.stop()

    # -- the program itself

    def _run_as_main(self, program: bytes | None) -> tuple[str, BaseException | None]:
        """Run the program to its end; return why it ended, and the error if it failed."""
        try:
            self._execute(program)
            self._look_for_missing_pause()
            _wait_for_threads()
            atexit._run_exitfuncs()
        except RunEnded as end:
            return end.reason, None
        except ProgramStuckError as error:
            return "stuck", error
        except SystemExit as error:
            is_failure = error.code not in (None, 0)
            return ("failed", error) if is_failure else ("ended", None)
        except KeyboardInterrupt:
            return "stopped", None
        except BaseException as error:
            return "failed", error
        return "ended", None

    def _execute(self, program: bytes | None) -> None:
        if self._job.python_program is None:
            from hardware_mocks.arduino.monitor import be_the_serial_monitor

            self._bench.clock.start()
            be_the_serial_monitor(self._bench, listens=not (self._job.watch or self._is_virtual))
            return
        path = str(self._path) if program is not None else self._job.program
        loops.install(self._folder)
        sys.path[0] = str(self._folder)
        sys.argv = [path, *self._job.args]
        self._bench.clock.start()
        if program is None:
            runpy.run_module(path, run_name="__main__", alter_sys=True)
            return
        module = types.ModuleType("__main__")
        module.__file__ = path
        sys.modules["__main__"] = module
        self._bench.name_things_after(vars(module))
        exec(loops.compile_program(program, path), vars(module))  # noqa: S102 (this is the program)

    def _look_for_missing_pause(self) -> None:
        if any(not thread.daemon for thread in threading.enumerate()[1:]):
            return
        device = program_end.device_that_wants_to_be_called(self._bench.pin_factories)
        if device:
            self._tip = program_end.tip_for_missing_pause(device, self._now_s)

    # -- the end

    @property
    def _main_file(self) -> Path:
        return self._folder / ("__main__.py" if self._job.is_module else self._path.name)

    @property
    def _now_s(self) -> float:
        return self._bench.clock.now_ns / NS_PER_S

    def _cut(self, reason: str) -> None:
        """Close the trace: what a program does while it is being ended is not part of the run."""
        if self._reason is not None:
            return
        self._reason, self._ended_at_ns = reason, self._bench.clock.now_ns
        if reason == "deadlock":
            self._waiting_lines = self._where_threads_wait()
            self._remark = self._bench.cameras.remark() if self._bench.has_cameras else ""
        self._bench.note("end", reason, labels=self._bench.labels())
        self._bench.trace.close()
        self._is_over.acquire()
        real.start_new_thread(self._end_the_stubborn, ())

    def _end_now(self, reason: str) -> None:
        """End the run from any thread, for a reason outside the program."""
        if self._scheduler is not None:
            self._scheduler.end(reason)
        elif self._reason is None:
            self._cut(reason)
            _interrupt_main_thread()

    def _raise_end(self, _signal: int, _frame: object) -> None:
        raise RunEnded(self._reason or "ended")

    def _end_the_stubborn(self) -> None:
        """A program that swallows its own end (a bare `except:`) is ended by force."""
        if not self._is_over.acquire(timeout=STUBBORN_S):
            self._hand_over_trace()
            self._leave(self._outcome(None))

    def _hand_over_trace(self) -> None:
        if self._trace_writer is not None:
            self._trace_writer.close()
        elif self._job.trace is not None:
            self._bench.trace.dump(self._job.trace)
        if self._job.trace is not None:
            write_truth(self._bench, self._job.trace, self._ended_at_ns)
        if self._job.send_trace:
            self._reporter.send(trace=self._bench.trace.dumps())

    def _leave(self, outcome: Outcome) -> None:
        for stream in (sys.stdout, sys.stderr):
            with contextlib.suppress(Exception):
                stream.flush()
        self._reporter.end(outcome)
        os._exit(outcome.exit_code)

    def _outcome(self, error: BaseException | None) -> Outcome:
        t_s = self._ended_at_ns / NS_PER_S
        reason = self._reason or "ended"
        if self._fault is not None:
            return Outcome("wrong use", ExitCode.WRONG_USE, t_s, str(self._fault))
        if reason == "failed" and error is not None:
            return program_end.failed(error, t_s, self._main_file)
        if reason == "stuck":
            return program_end.stuck(self._stuck_line, t_s, PATIENCE_S)
        if reason == "deadlock":
            return program_end.deadlocked(self._waiting_lines, t_s, self._remark)
        if self._thread_error:
            return Outcome("failed", ExitCode.FAILED, t_s, self._thread_error)
        return Outcome(reason, ExitCode.ENDED, t_s, tip=self._tip)

    # -- what may happen meanwhile

    def _hears_the_world(self) -> bool:
        """Whether a person at the bench could still set the waiting program in motion."""
        assert self._scheduler is not None
        reasons = {task.waits_for for task in self._scheduler.everybody()}
        if reasons & {"pause", "select"}:
            return True
        return "condition" in reasons and self._bench.can_call_the_program

    def _where_threads_wait(self) -> tuple[str, ...]:
        from hardware_mocks.program_errors import own_line
        from hardware_mocks.virtual_time.watchdog import stack_of

        assert self._scheduler is not None
        frames = sys._current_frames()
        stacks = (stack_of(frames.get(task.ident)) for task in self._scheduler.everybody())
        return tuple(filter(None, (own_line(stack, self._folder) for stack in stacks)))

    def _on_fault(self, error: Exception) -> None:
        """The scenario asks for something impossible: end the run and say so."""
        self._fault = self._fault or error
        self._end_now("wrong use")

    def _on_thread_error(self, args: Any) -> None:
        if args.exc_value is None or self._reason is not None:
            return
        name = args.thread.name if args.thread is not None else "a thread"
        message = program_end.thread_failed(args.exc_value, name, self._now_s, self._folder)
        print(program_end.in_words(args.exc_value, self._main_file), file=sys.stderr)  # noqa: T201 (as Python itself does)
        self._bench.note("thread_error", message)
        self._thread_error = self._thread_error or message

    def _on_web_error(self, error: BaseException) -> None:
        """The function of a page failed: Flask has told so, and goes on serving."""
        if self._reason is None:
            print(program_end.in_words(error, self._main_file), file=sys.stderr)  # noqa: T201 (as Flask itself does)

    def _on_stuck(self, stack: list[tuple[str, int]]) -> None:
        """The watchdog: the first time remember the line, the second time end by force."""
        from hardware_mocks.program_errors import own_line

        if self._stuck_line:
            self._cut("stuck")
            self._hand_over_trace()
            self._leave(self._outcome(None))
        self._stuck_line = own_line(stack, self._folder) or "a library"


def _hear_interrupts() -> None:
    """Let Ctrl-C through, which whoever started us has held back until here."""
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})


def _wait_for_threads() -> None:
    """Join what the interpreter would join at its end."""
    for at_exit in reversed(getattr(threading, "_threading_atexits", [])):
        at_exit()
    for thread in threading.enumerate():
        if thread is not threading.current_thread() and not thread.daemon:
            thread.join()


def _interrupt_main_thread() -> None:
    """Let the main thread handle `END_SIGNAL`, wherever it waits."""
    if hasattr(signal, "pthread_kill"):
        ident = threading.main_thread().ident
        assert ident is not None
        signal.pthread_kill(ident, END_SIGNAL)
    else:  # Windows
        _thread.interrupt_main(END_SIGNAL)


if __name__ == "__main__":
    code = main(sys.argv)
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(Exception):
            stream.flush()
    os._exit(code)  # threads that still wait are of no interest
