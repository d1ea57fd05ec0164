"""The work of one process on one job: run the check by pytest, and be ended if it takes too long.

It reports JSON lines on a descriptor: {"plan": ...}, {"task": ...} for each, and at the very end
{"done": true}. Without that last line the program has torn the process down. Where the interpreter
itself hangs or crashes, `faulthandler` writes its dump there as well.
"""

from __future__ import annotations

import contextlib
import faulthandler
import json
import os
import sys
from pathlib import Path
from typing import Any

from hardware_mocks.checks.job import CheckJob
from hardware_mocks.checks.limits import C_CALL_PATIENCE_S, limit_this_process
from hardware_mocks.hang_watch import HangWatch
from hardware_mocks.program_errors import is_own
from hardware_mocks.program_world import live_in_utc
from hardware_mocks.virtual_time import real
from hardware_mocks.virtual_time.watchdog import Spent, stack_of

MOST_CPU_S = 6.0
"""Seconds of computing that a job may take; a check of a good program takes a tenth of one."""
MOST_CPU_WITH_CAMERA_S = 30.0
"""The same where pictures are drawn and looked at: a good program takes a few."""
MOST_IDLE_S = 8.0
"""Real seconds in which it does nothing at all: it waits for something outside of the bench."""
MOST_S = 40.0
"""Real seconds that it may take, on a machine that is busy with something else."""
MOST_WITH_PICTURES_S = 150.0
"""The same where it drives or looks: a lap takes ten seconds of computing, and not two."""
LOOK_EVERY_S = 0.25

UNUSED_PLUGINS = (
    "cacheprovider", "capture", "debugging", "doctest", "faulthandler", "junitxml", "legacypath",
    "logging", "monkeypatch", "pastebin", "recwarn", "setuponly", "setupplan", "skipping",
    "stepwise", "subtests", "terminal", "terminalprogress", "threadexception", "tmpdir",
    "unittest", "unraisableexception", "warnings",
)  # fmt: skip
"""Pytest's own plugins that a check has no use for; each costs time at every start."""
_ARGUMENTS = (
    *(argument for name in UNUSED_PLUGINS for argument in ("-p", f"no:{name}")),
    "-p", "hardware_mocks.pytest_plugin", "--noconftest", "--maxfail=1", "-c", os.devnull,
)  # fmt: skip
"""Our plugin and no other; nothing of the folder in which the program lies."""


def work(job: CheckJob, report_fd: int) -> None:
    """Do one job in this process and report it. The process should end after that."""
    import pytest

    from hardware_mocks.checks.job_plugin import JobPlugin

    report = _Report(report_fd)
    plugin = JobPlugin(job, report.send)
    faulthandler.enable(file=report_fd, all_threads=False)
    _hush()
    for name in ("PYTEST_ADDOPTS", "PYTEST_PLUGINS"):
        os.environ.pop(name, None)
    os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
    if not job.hardware:  # there it is a person who says when it is enough
        live_in_utc()
        limit_this_process(draws=job.has_camera or job.has_house)
        real.start_new_thread(_watch, (job, plugin, report))
    folder = job.check.resolve().parent
    pytest.main([*_ARGUMENTS, f"--rootdir={folder}", str(job.check.resolve())], plugins=[plugin])
    report.send({"done": True})


class _Report:
    """Writes JSON lines to whoever ordered the job; several threads may."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor
        self._hang_watch = HangWatch(descriptor, C_CALL_PATIENCE_S)
        self._lock = real.allocate_lock()

    def send(self, message: dict[str, Any]) -> None:
        """Send one line."""
        line = json.dumps(message, default=str).encode() + b"\n"
        with self._lock, contextlib.suppress(OSError):
            while line:
                line = line[os.write(self._descriptor, line) :]

    def stay_alive(self) -> None:
        """Show that Python still runs: without this for too long the process is ended."""
        self._hang_watch.stay_alive()


def _hush() -> None:
    """Let nobody's terminal see what the program or pytest writes."""
    nothing = os.open(os.devnull, os.O_RDWR)
    for descriptor in range(3):
        os.dup2(nothing, descriptor)
    os.close(nothing)
    sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115 (open as long as we are)
    for name in ("stdout", "stderr"):
        stream = open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
        setattr(sys, name, stream)
        setattr(sys, f"__{name}__", stream)


def _watch(job: CheckJob, plugin: Any, report: _Report) -> None:
    """In real time: end a job that takes too long, or whose server has gone."""
    from hardware_mocks.checks.diagnosis import Diagnosis, stuck
    from hardware_mocks.checks.stage import PATIENCE_S
    from hardware_mocks.checks.task import TaskFailed
    from makerkit.messages import Message

    parent, spent = os.getppid(), Spent()
    while not _is_over(spent, job):
        report.stay_alive()
        if os.getppid() != parent:
            os._exit(1)
        real.sleep(LOOK_EVERY_S)
        spent.look()
    if plugin.under_way is not None:
        if job.program.suffix == ".ino":
            found = Diagnosis(Message("sketch.too_busy"), is_error=True)
        else:
            found = stuck(job.program, _line_now(job.program), PATIENCE_S)
        plugin.tell(plugin.under_way, TaskFailed(found))
    report.send({"done": True})
    os._exit(1)


def _is_over(spent: Spent, job: CheckJob) -> bool:
    """Return whether a job has computed, lasted, or done nothing for too long."""
    most_cpu_s, most_s = MOST_CPU_S, MOST_S
    if job.has_camera or job.has_track:
        most_cpu_s, most_s = MOST_CPU_WITH_CAMERA_S, MOST_WITH_PICTURES_S
    has_taken_all = spent.computed_s > most_cpu_s or spent.lasted_s > most_s
    return has_taken_all or spent.idle_s > MOST_IDLE_S


def _line_now(program: Path) -> int | None:
    """Return the line of the program that some thread is at."""
    folder = program.resolve().parent
    for frame in list(sys._current_frames().values()):
        for file, line in stack_of(frame):
            if is_own(Path(file), folder) and Path(file).name == program.name:
                return line
    return None
