"""A real Pi under a check: the program has its own process, its trace comes over a pipe."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import IO, Any

from hardware_mocks.checks.failure import BrokenCheckError, RemoteError
from hardware_mocks.checks.hands import Hands
from hardware_mocks.checks.person import Ask, PersonsHands
from hardware_mocks.checks.program_state import ProgramState
from hardware_mocks.checks.run import Run
from hardware_mocks.job import Job, Mode
from makerkit.messages import Message
from makerkit.trace import Trace

START_S = 20.0
"""Within this time a small Pi has started Python and gpiozero."""
FIRST_PIN_S = 3.0
"""How long the program may take to its first device, before a person is asked for anything."""
GRACE_S = 4.0
"""How long a program may take to clean up after Ctrl-C."""


class PiStage:
    """Runs a program on the pins of this machine.

    Args:
        types: lines that the program finds on its stdin.
        ask: is told what a person should do.
        folder: where the program finds and leaves its files; by default where it lies.
    """

    is_hardware = True

    def __init__(
        self, program: Path, *, types: tuple[str, ...], ask: Ask, folder: Path | None = None
    ) -> None:
        self.folder = folder or program.parent
        self.trace = Trace()
        self.program = ProgramState()
        self._path = program
        self._types = types
        self._ask = ask
        self._changed = threading.Condition()
        self._was_woken = False
        self._began_s: float | None = None
        self._impossible = ""

    @property
    def now_s(self) -> float:
        """Seconds since the program was started."""
        return 0.0 if self._began_s is None else time.monotonic() - self._began_s

    def hands_for(self, run: Run) -> Hands:
        """Return a person's hands."""
        return PersonsHands(run, self._ask)

    def start(self) -> None:
        """Start the program, and let it come to its first device.

        Raises:
            BrokenCheckError: this machine has no pins, or the program did not start.
        """
        report_in, report_out = os.pipe()
        job = Job(str(self._path), mode=Mode.HARDWARE, report_fd=report_out)
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", "hardware_mocks.checks.pi_program", job.to_json()],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            pass_fds=[report_out],
            cwd=self.folder,
            encoding="utf-8",
        )
        os.close(report_out)
        self._reader = threading.Thread(
            target=self._read, args=[os.fdopen(report_in, encoding="utf-8")], name="pi-trace"
        )
        self._reader.start()
        for line in self._types:
            self.type(line)
        self._wait_until(lambda: self._began_s is not None or bool(self._impossible), START_S)
        if self._began_s is None:
            self.stop()
            why = self._impossible or f"the program did not start within {START_S:.0f} s"
            raise BrokenCheckError(f"This cannot be checked on real pins: {why}")
        self._wait_until(
            lambda: bool(self.trace.pins()) or not self.program.is_running, FIRST_PIN_S
        )

    def stop(self) -> None:
        """End the program as Ctrl-C does, so that its devices close."""
        self.trace.close()
        with contextlib.suppress(OSError):
            self._process.send_signal(signal.SIGINT)
        try:
            self._process.wait(GRACE_S)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._reader.join()
        with contextlib.suppress(OSError):
            _stdin_of(self._process).close()

    def wait(self, until_s: float) -> None:
        """Let the world go on until that time, or until `wake` is called."""
        with self._changed:
            if not self._was_woken:
                self._changed.wait(max(0.0, until_s - self.now_s))
            self._was_woken = False

    def wake(self) -> None:
        """End a `wait`."""
        with self._changed:
            self._was_woken = True
            self._changed.notify_all()

    def type(self, text: str) -> None:
        """Type a line."""
        with contextlib.suppress(OSError):  # it has ended
            _stdin_of(self._process).write(f"{text}\n")
            _stdin_of(self._process).flush()

    # -- inside

    def _wait_until(self, is_so: Any, limit_s: float) -> None:
        until_s = time.monotonic() + limit_s
        while not is_so() and (left_s := until_s - time.monotonic()) > 0:
            with self._changed:
                self._changed.wait(min(left_s, 0.05))

    def _read(self, reports: IO[str]) -> None:
        with reports:
            for line in reports:
                with contextlib.suppress(ValueError):  # a dump of a crashed interpreter
                    self._take(json.loads(line))
        self.program.is_running = False
        if self.program.ended_s is None:
            self.program.ended_s = self.now_s
        self.wake()

    def _take(self, message: dict[str, Any]) -> None:
        state = self.program
        if "event" in message:
            event = Trace.loads(message["event"]).events[0]
            self.trace.add(event.t_ns, event.kind, **event.data)
        elif "started" in message:
            self._began_s = time.monotonic()
        elif "error" in message:
            told = message["error"]
            found = Message(told["id"], told["params"])
            state.thread = told["thread"]
            state.error = RemoteError(told["kinds"], found, told["line"], told["code"])
            self.wake()
        elif "ended" in message:
            end = message["ended"]
            state.ended_s, state.exit_code = end["t_s"], end["exit_code"]
            state.waiting_device, state.is_running = end["device"], False
            self.wake()
        self._impossible = self._impossible or str(message.get("impossible", ""))


def _stdin_of(process: subprocess.Popen[str]) -> IO[str]:
    assert process.stdin is not None
    return process.stdin
