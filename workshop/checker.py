"""Check programs in a process of its own, which stays warm from one check to the next.

Whatever the program does there (computes for ever, ends Python, eats memory), what comes back is a
result with one message.
"""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

from hardware_mocks.checks.gathering import Gathering
from hardware_mocks.checks.job import CheckJob
from hardware_mocks.checks.results import CheckResult
from makerkit.errors import MakerKitError
from workshop.course import Lesson

HASH_SEED = "0"
"""Sets have one order in every check: the same program gets the same result."""
GRACE_S = 1.0
"""How long a process may take to end once it has said its last word."""
LONGEST_S = 50.0
"""Real seconds after which a process that does not answer is killed."""


class CheckerClosedError(MakerKitError, RuntimeError):
    """The checker was closed while it was checking."""


def job_for(lesson: Lesson, program: Path, **more: Any) -> CheckJob:
    """Return the job of checking a program by a lesson; `more` are fields of `CheckJob`."""
    return CheckJob(
        lesson.check,
        program,
        wiring=lesson.wiring,
        scene=lesson.scene,
        messages=lesson.messages,
        **more,
    )


class Checker:
    """Checks programs, one after another.

    Where the system can fork, one warm process does so for each job; elsewhere each job has a fresh
    process. On leaving the `with` block, or by `close` from any thread, everything is ended.

    Example::

        with Checker() as checker:
            result = checker.check(job_for(lesson, Path("main.py")))
        print(result.failed.text if result.failed else "passed")
    """

    def __init__(self, *, is_warm: bool | None = None) -> None:
        self._is_warm = hasattr(os, "fork") if is_warm is None else is_warm
        self._process: subprocess.Popen[str] | None = None
        self._is_closed = False
        self._lock = threading.Lock()

    def __enter__(self) -> Checker:
        if self._is_warm:
            self._started()
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def check(self, job: CheckJob) -> CheckResult:
        """Return how a program came out; also one that is gone, broken or never ends.

        Raises:
            CheckerClosedError: the checker was closed, from another thread or before.
        """
        process = self._started()
        gathering = Gathering(job)
        with _killed_after(LONGEST_S, process), contextlib.suppress(ValueError):  # closed meanwhile
            self._send(process, job)
            assert process.stdout is not None
            for line in process.stdout:
                if gathering.take(line):
                    break
        if not gathering.has_ended or not self._is_warm:
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(timeout=GRACE_S)
            gathering.ended(_kill(process))
            self._process = None
        if self._is_closed:
            raise CheckerClosedError("The check was broken off.")
        return gathering.result()

    def close(self) -> None:
        """End the process and whatever it is checking."""
        with self._lock:
            self._is_closed = True
            process, self._process = self._process, None
        if process is not None:
            _kill(process)

    # -- inside

    def _started(self) -> subprocess.Popen[str]:
        with self._lock:
            if self._is_closed:
                raise CheckerClosedError("This checker has been closed.")
            if self._process is None or self._process.poll() is not None:
                self._process = _start(is_warm=self._is_warm)
            return self._process

    def _send(self, process: subprocess.Popen[str], job: CheckJob) -> None:
        assert process.stdin is not None
        with contextlib.suppress(OSError, ValueError):  # it has died: reading will tell
            process.stdin.write(job.at_home().to_json() + "\n")
            process.stdin.flush()


def _start(*, is_warm: bool) -> subprocess.Popen[str]:
    more = [] if is_warm else ["--once"]
    kwargs: dict[str, Any] = {}
    if sys.platform != "win32":
        kwargs["start_new_session"] = True  # Ctrl-C is ours alone; killing the group ends all
    return subprocess.Popen(
        [sys.executable, "-P", "-m", "hardware_mocks.checks.server", *more],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        encoding="utf-8",
        errors="replace",
        env=_environment(),
        **kwargs,
    )


def _environment() -> dict[str, str]:
    """Return the environment of the process: nothing in it may change a result.

    It may keep compiled modules, whatever is the rule elsewhere: without them it starts four times
    as slowly. The program's own folder it leaves clean all the same.
    """
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    kept |= {name: os.environ[name] for name in ("PYTHONPYCACHEPREFIX",) if name in os.environ}
    return {**kept, "PYTHONHASHSEED": HASH_SEED, "PYTHONUTF8": "1"}


@contextlib.contextmanager
def _killed_after(limit_s: float, process: subprocess.Popen[str]) -> Iterator[None]:
    timer = threading.Timer(limit_s, _kill, [process])
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def _kill(process: subprocess.Popen[str]) -> int:
    """End a process and its children, close what led to it, and return its exit code."""
    if sys.platform != "win32":
        import signal

        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()
    code = process.wait()
    for stream in (process.stdin, process.stdout):
        _close(stream)
    return code


def _close(stream: IO[str] | None) -> None:
    if stream is not None:
        with contextlib.suppress(OSError, ValueError):
            stream.close()
