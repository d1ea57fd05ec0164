"""Start a program on a bench as a process of its own, and follow it to its end.

The parent side of `hardware_mocks.program`. Whatever happens, no process is left behind.
"""

import contextlib
import json
import os
import signal
import subprocess
import sys
import threading
import time
from _thread import start_new_thread
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import IO, Any

from hardware_mocks.hang_watch import dumped_lines, has_hung
from hardware_mocks.job import ExitCode, Job, Outcome
from hardware_mocks.program_errors import is_library
from workshop.picture_pipe import follow_pictures

HASH_SEED = "0"
"""Sets have one order in every run (a check must not depend on chance)."""
GRACE_S = 10.0
"""How long a program may take to clean up after Ctrl-C before it is killed; the alarm takes 1.5 s
on a laptop, and a Pi 3 is five times slower."""
STOP = signal.SIGTERM if sys.platform == "win32" else signal.SIGINT
"""Windows can interrupt no process alone; it can only end it."""


class ProgramProcess:
    """One running program, from `with` to its end.

    Meanwhile a Ctrl-C at the terminal breaks off nothing on our side: the program, which gets it
    too, is given `GRACE_S` to clean up, and `wait` still hears how it ended.

    Args:
        job: what to run; its descriptors are filled in here.
        on_message: called with each message but the last, in the thread that calls `wait`.
        on_output: called with (text, "stdout" or "stderr") if the output is to be shown by
            somebody; otherwise the program prints straight to our own.
        stdin: what the program reads, as `subprocess` takes it.
        on_picture: called with (name, time in us, JPEG) for each picture that the bench page was
            told to watch, in a thread of its own, `program-pictures`.

    Attributes:
        is_interrupted: whether there was a Ctrl-C.
    """

    def __init__(
        self,
        job: Job,
        *,
        on_message: Callable[[dict[str, Any]], None] = lambda _message: None,
        on_output: Callable[[str, str], None] | None = None,
        stdin: int | IO[Any] | None = None,
        is_controlled: bool = False,
        on_picture: Callable[[str, int, bytes], None] | None = None,
    ) -> None:
        self._on_message = on_message
        self._on_output = on_output
        self._stdin = stdin
        self._is_controlled = is_controlled
        self._on_picture = on_picture
        self._job = job
        self.is_interrupted = False
        self._is_started = False
        self._is_killed = False
        self._outcome: Outcome | None = None
        self._dump: list[str] = []
        self._orders: IO[str] | None = None
        self._output_threads: list[threading.Thread] = []

    def __enter__(self) -> "ProgramProcess":
        with contextlib.ExitStack() as taken:
            taken.enter_context(self._ctrl_c_noted())
            self._start()
            taken.callback(self._close)
            taken.callback(self._end)
            self._taken = taken.pop_all()
        self._is_started = True
        if self.is_interrupted:  # before there was a program to hear it
            self._interrupt()
            self._await_end()
        return self

    def __exit__(self, *_: object) -> None:
        self._taken.close()

    def _start(self) -> None:
        report_in, report_out = os.pipe()
        pass_on = [report_out]
        job = replace(self._job, report_fd=report_out)
        if self._is_controlled:
            control_in, control_out = os.pipe()
            pass_on.append(control_in)
            job = replace(job, control_fd=control_in)
            self._orders = os.fdopen(control_out, "w", encoding="utf-8", buffering=1)
        pictures_in = None
        if self._on_picture is not None:
            pictures_in, pictures_out = os.pipe()
            pass_on.append(pictures_out)
            job = replace(job, page_fd=pictures_out)
        shown = None if self._on_output is None else subprocess.PIPE
        with _interrupts_held_back():
            self.process = subprocess.Popen(
                [sys.executable, "-m", "hardware_mocks.program", job.to_json()],
                stdin=self._stdin,
                stdout=shown,
                stderr=shown,
                env=_environment(),
                **_inherited(pass_on),
            )
        for descriptor in pass_on:
            os.close(descriptor)
        self._reports = os.fdopen(report_in, encoding="utf-8", errors="replace")
        if self._on_output is not None:
            self._follow_output()
        if pictures_in is not None and self._on_picture is not None:
            follow_pictures(pictures_in, self._on_picture)

    def _close(self) -> None:
        self._reports.close()
        if self._orders is not None:
            with contextlib.suppress(OSError):
                self._orders.close()
        for stream in (self.process.stdin, self.process.stdout, self.process.stderr):
            if stream is not None:
                with contextlib.suppress(OSError):
                    stream.close()

    def show_to(
        self,
        on_message: Callable[[dict[str, Any]], None],
        on_output: Callable[[str, str], None],
    ) -> None:
        """Say, before the start, who is shown messages and output."""
        self._on_message, self._on_output = on_message, on_output

    def order(self, **order: Any) -> None:
        """Let a person do something at the bench: `order(do="press", part="A")`."""
        if self._orders is not None:
            with contextlib.suppress(OSError, ValueError):  # it has just ended
                self._orders.write(json.dumps(order) + "\n")

    def quit(self) -> None:
        """Stop the program as Ctrl-C does, and by force if it takes no notice."""
        self._interrupt()
        self._lose_patience_later()

    def _interrupt(self) -> None:
        if self.process.poll() is None:
            with contextlib.suppress(OSError):
                self.process.send_signal(STOP)

    def _lose_patience_later(self) -> None:
        """Takes no lock: a signal's handler must not wait for what it interrupts."""
        start_new_thread(self._lose_patience, ())

    def _lose_patience(self) -> None:
        time.sleep(GRACE_S)
        if self.process.poll() is None:
            self._is_killed = True
            self.process.kill()

    @contextlib.contextmanager
    def _ctrl_c_noted(self) -> Iterator[None]:
        """Note a Ctrl-C instead of raising it: what is being read then would be lost."""
        if (
            threading.current_thread() is not threading.main_thread()
            or signal.getsignal(signal.SIGINT) is not signal.default_int_handler
        ):
            yield
            return
        signal.signal(signal.SIGINT, self._on_ctrl_c)
        try:
            yield
        finally:
            signal.signal(signal.SIGINT, signal.default_int_handler)

    def _on_ctrl_c(self, _number: int, _frame: object) -> None:
        if not self.is_interrupted and self._is_started:
            self._await_end()
        self.is_interrupted = True

    def _await_end(self) -> None:
        if self._job.mode == "virtual":
            self.process.kill()  # nothing there has to be cleaned up, and it hears no signal
        else:
            self._lose_patience_later()

    def type_line(self, line: str) -> None:
        """Give the program a line as if it had been typed."""
        if self.process.stdin is not None:
            with contextlib.suppress(OSError, ValueError):
                self.process.stdin.write(f"{line}\n".encode())
                self.process.stdin.flush()

    def wait(self) -> Outcome:
        """Follow the program to its end and return how it ended."""
        for line in self._reports:
            self._take(line)
        for thread in self._output_threads:
            thread.join(timeout=GRACE_S)
        if self._outcome is None:
            return self._outcome_without_a_word(self.process.wait())
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(GRACE_S)  # it has said everything, and is not to be disturbed
        return self._outcome

    def _outcome_without_a_word(self, code: int) -> Outcome:
        if self.is_interrupted and self._job.mode == "virtual":
            return Outcome("stopped", ExitCode.ENDED, message="Stopped by Ctrl-C.")
        if self._is_killed:
            message = (
                f"It did not end within {GRACE_S:g} s of being stopped, and was ended by force."
            )
            return Outcome("failed", ExitCode.FAILED, message=message)
        return _outcome_without_a_word(code, self._dump)

    def _take(self, line: str) -> None:
        try:
            message = json.loads(line)
        except ValueError:
            self._dump.append(line)  # Python itself hangs or has crashed, and says where
            return
        if isinstance(message, dict) and "outcome" in message:
            self._outcome = Outcome.from_json(message["outcome"])
        elif isinstance(message, dict):
            self._on_message(message)

    def _follow_output(self) -> None:
        for stream, name in ((self.process.stdout, "stdout"), (self.process.stderr, "stderr")):
            thread = threading.Thread(
                target=self._follow, args=(stream, name), name=f"program-{name}", daemon=True
            )
            thread.start()
            self._output_threads.append(thread)

    def _follow(self, stream: IO[bytes], name: str) -> None:
        assert self._on_output is not None
        with contextlib.suppress(ValueError, OSError):
            while piece := os.read(stream.fileno(), 65536):
                self._on_output(piece.decode("utf-8", "replace"), name)

    def _end(self) -> None:
        """Stop the process if it still runs: kindly first, then by force."""
        if self.process.poll() is not None:
            return
        self._interrupt()
        try:
            self.process.wait(timeout=0.0 if self._job.mode == "virtual" else GRACE_S)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


def run(job: Job, **how: Any) -> Outcome:
    """Run a job to its end; Ctrl-C stops it as it would on a Pi."""
    with ProgramProcess(job, **how) as program:
        return program.wait()


@contextlib.contextmanager
def _interrupts_held_back() -> Iterator[None]:
    """Hold a Ctrl-C back from a process that is started now, until it says that it can take it."""
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _environment() -> dict[str, str]:
    """Return the environment for a program: the same whatever machine this is."""
    fixed = {"PYTHONHASHSEED": os.environ.get("PYTHONHASHSEED", HASH_SEED)}
    return {**os.environ, **fixed, "PYTHONUNBUFFERED": "1", "PYTHONUTF8": "1"}


def _inherited(descriptors: list[int]) -> dict[str, Any]:
    """Return how `Popen` passes descriptors on, on this system."""
    if sys.platform != "win32":
        return {"pass_fds": descriptors}
    for descriptor in descriptors:
        os.set_inheritable(descriptor, True)
    return {"close_fds": False}


def _outcome_without_a_word(code: int, dump: list[str]) -> Outcome:
    """Return what happened to a process that ended without saying how."""
    own = next((found for found in dumped_lines(dump) if not is_library(found[0])), None)
    where = f" at {Path(own[0]).name}, line {own[1]}" if own else ""
    if has_hung(code, dump):
        message = f"Stuck{where}: one single call there computes without end."
        return Outcome("stuck", ExitCode.STUCK, message=message)
    how = f"signal {-code}" if code < 0 else f"exit code {code}"
    return Outcome("failed", ExitCode.FAILED, message=f"Python itself broke off{where} ({how}).")


@contextlib.contextmanager
def ended_by_signals() -> Iterator[None]:
    """Let SIGTERM and SIGHUP unwind like Ctrl-C, so that everything is put in order."""

    def unwind(number: int, _frame: object) -> None:
        raise SystemExit(128 + number)

    names = [name for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]
    before = {name: signal.signal(getattr(signal, name), unwind) for name in names}
    try:
        yield
    finally:
        for name, handler in before.items():
            signal.signal(getattr(signal, name), handler)
