"""The process behind a `Checker`: started, given jobs, listened to, and ended for certain."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from typing import Any

from hardware_mocks.checks.job import CheckJob

HASH_SEED = "0"
"""Sets have one order in every check: the same program gets the same result."""
GRACE_S = 1.0
"""How long a process may take to end once it has said its last word."""
KIND_GRACE_S = 8.0
"""How long a program on real pins may take to close its devices."""


class CheckProcess:
    """One process that checks programs.

    Args:
        is_once: whether it does one job and ends; otherwise it forks a child for each.
        is_kind: whether it is asked to end before it is killed, so that real pins are let go.
    """

    def __init__(self, *, is_once: bool = False, is_kind: bool = False) -> None:
        self._is_kind = is_kind
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", "hardware_mocks.checks.server"]
            + (["--once"] if is_once else []),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            encoding="utf-8",
            errors="replace",
            env=_environment(),
            **_in_a_group_of_its_own(),
        )

    @property
    def is_alive(self) -> bool:
        """Whether it has not ended."""
        return self._process.poll() is None

    def send(self, job: CheckJob) -> None:
        """Give it a job; one that has died says nothing to it."""
        assert self._process.stdin is not None
        with contextlib.suppress(OSError, ValueError):
            self._process.stdin.write(job.at_home().to_json() + "\n")
            self._process.stdin.flush()

    def lines(self) -> Iterator[str]:
        """Return what it reports, line by line, until it ends or is killed."""
        return iter(self._next_line, "")

    def _next_line(self) -> str:
        assert self._process.stdout is not None
        try:
            return str(self._process.stdout.readline())
        except (OSError, ValueError):  # closed by `kill`, in another thread
            return ""

    def end(self) -> int:
        """Wait a little for its end, kill it if need be, and return its exit code."""
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(GRACE_S)
        return self.kill()

    def kill(self) -> int:
        """End it and its children now, and return its exit code."""
        if self._is_kind and self.is_alive:
            self._process.terminate()
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._process.wait(KIND_GRACE_S)
        if sys.platform != "win32":
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self._process.pid, signal.SIGKILL)
        else:
            self._process.kill()
        code = self._process.wait()
        for stream in (self._process.stdin, self._process.stdout):
            if stream is not None:
                with contextlib.suppress(OSError, ValueError):
                    stream.close()
        return code

    @contextlib.contextmanager
    def killed_after(self, limit_s: float) -> Iterator[None]:
        """Kill it if the block lasts longer."""
        timer = threading.Timer(limit_s, self.kill)
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()


def _in_a_group_of_its_own() -> dict[str, Any]:
    """Ctrl-C in the terminal is its parent's affair alone, and its whole group can be killed."""
    return {} if sys.platform == "win32" else {"start_new_session": True}


def _environment() -> dict[str, str]:
    """Return the environment of the process: nothing in it may change a result.

    It may keep compiled modules, whatever is the rule elsewhere: without them it starts four times
    as slowly. The program's own folder it leaves clean all the same.
    """
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    kept |= {name: os.environ[name] for name in ("PYTHONPYCACHEPREFIX",) if name in os.environ}
    return {**kept, "PYTHONHASHSEED": HASH_SEED, "PYTHONUTF8": "1"}
