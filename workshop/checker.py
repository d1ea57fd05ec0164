"""Check programs in a process of its own, which stays warm from one check to the next.

Whatever the program does there (computes for ever, ends Python, eats memory), what comes back is a
result with one message.
"""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

from hardware_mocks.checks.gathering import Gathering
from hardware_mocks.checks.job import CheckJob
from hardware_mocks.checks.results import CheckResult
from hardware_mocks.checks.sketches import prepared
from makerkit.errors import MakerKitError
from workshop.check_process import CheckProcess
from workshop.course import Lesson

LONGEST_S = 160.0
"""Real seconds after which a process that does not answer is killed; its own limits are shorter."""
LONGEST_ON_PINS_S = 1800.0
"""The same, where a person has to press buttons."""


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

    Where the system can fork, one warm process does so for each job; elsewhere, and on real pins,
    each job has a fresh process. On leaving the `with` block, or by `close` from any thread,
    everything is ended.

    Args:
        is_warm: whether to keep a process; by default where the system can.
        on_ask: is told what the person at a real Pi should do now.

    Example::

        with Checker() as checker:
            result = checker.check(job_for(lesson, Path("main.py")))
        print(result.failed.text if result.failed else "passed")
    """

    def __init__(
        self, *, is_warm: bool | None = None, on_ask: Callable[[str], None] | None = None
    ) -> None:
        self._is_warm = hasattr(os, "fork") if is_warm is None else is_warm
        self._on_ask = on_ask or _print
        self._kept: CheckProcess | None = None
        self._once: CheckProcess | None = None
        self._is_closed = False
        self._lock = threading.Lock()

    def __enter__(self) -> Checker:
        if self._is_warm:
            self._warm_process()
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def check(self, job: CheckJob) -> CheckResult:
        """Return how a program came out; also one that is gone, broken or never ends.

        Raises:
            CheckerClosedError: the checker was closed, from another thread or before.
        """
        job = prepared(job)
        is_once = job.hardware or not self._is_warm
        process = self._fresh_process(job) if is_once else self._warm_process()
        gathering = Gathering(job, self._on_ask)
        with process.killed_after(LONGEST_ON_PINS_S if job.hardware else LONGEST_S):
            process.send(job)
            for line in process.lines():
                if gathering.take(line):
                    break
        if is_once or not gathering.has_ended:
            gathering.ended(process.end())
        if self._is_closed:
            raise CheckerClosedError("The check was broken off.")
        return gathering.result()

    def close(self) -> None:
        """End the processes and whatever they are checking."""
        with self._lock:
            self._is_closed = True
            processes, self._kept, self._once = (self._kept, self._once), None, None
        for process in filter(None, processes):
            process.kill()

    # -- inside

    def _warm_process(self) -> CheckProcess:
        with self._lock:
            self._require_open()
            if self._kept is None or not self._kept.is_alive:
                self._kept = CheckProcess()
            return self._kept

    def _fresh_process(self, job: CheckJob) -> CheckProcess:
        with self._lock:
            self._require_open()
            self._once = CheckProcess(is_once=True, is_kind=job.hardware)
            return self._once

    def _require_open(self) -> None:
        if self._is_closed:
            raise CheckerClosedError("This checker has been closed.")


def _print(words: str) -> None:
    print(words, file=sys.stderr, flush=True)  # noqa: T201 (it is for the person at the Pi)
