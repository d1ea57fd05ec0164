"""From the lines that a job's process reports, and how it ended, to the result."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace

from hardware_mocks.checks.job import CheckJob
from hardware_mocks.checks.limits import C_CALL_PATIENCE_S
from hardware_mocks.checks.results import CheckResult, TaskResult
from hardware_mocks.checks.words import text_of
from hardware_mocks.hang_watch import dumped_lines, has_hung
from makerkit.messages import Message


class Gathering:
    """Collects what is known of a job.

    Args:
        on_ask: is told each sentence for the person at a real Pi.
    """

    def __init__(self, job: CheckJob, on_ask: Callable[[str], None] = lambda _words: None) -> None:
        self._job = job
        self._on_ask = on_ask
        self._tasks: dict[str, TaskResult] = {}
        self._broken = ""
        self._is_done = False
        self._code: int | None = None
        self._dump: list[str] = []

    @property
    def has_ended(self) -> bool:
        """Whether the process is known to have ended."""
        return self._code is not None

    def take(self, line: str) -> bool:
        """Take in one line; return whether it was the last."""
        try:
            message = json.loads(line)
        except ValueError:
            message = None
        if not isinstance(message, dict):
            self._dump.append(line)  # Python itself hangs or has crashed, and says where
        elif "ended" in message:
            self._code = message["ended"]
        elif "ask" in message:
            self._on_ask(message["ask"])
        elif "plan" in message:
            self._tasks |= {task["name"]: TaskResult.from_dict(task) for task in message["plan"]}
        elif "task" in message:
            task = TaskResult.from_dict(message["task"])
            self._tasks[task.name] = task
        self._broken = self._broken or str((message or {}).get("broken", ""))
        self._is_done = self._is_done or bool((message or {}).get("done"))
        return self.has_ended

    def ended(self, code: int) -> None:
        """The process has ended with that exit code, negative for a signal."""
        self._code = code

    def result(self) -> CheckResult:
        """Return the result; what the process did not tell is told from how it ended."""
        tasks = list(self._tasks.values())
        has_failed = any(task.status in {"fail", "error"} for task in tasks)
        has_stopped = any(task.status == "waiting" for task in tasks) and not has_failed
        if not self._is_done or not tasks or has_stopped:
            tasks = self._with_the_end(tasks)
        return CheckResult(self._job.check.parent.name, str(self._job.program), tuple(tasks))

    def _with_the_end(self, tasks: list[TaskResult]) -> list[TaskResult]:
        """Let the first task without a result be the one that failed."""
        message, line = self._message_about_the_end(has_begun=bool(tasks))
        text = text_of(message, self._job.messages, self._job.language)
        if not tasks:
            tasks = [TaskResult("check", "The check of this lesson can be read.")]
        index = next((i for i, task in enumerate(tasks) if task.status == "waiting"), None)
        if index is not None:
            failed = replace(tasks[index], status="error", message=message, text=text, line=line)
            tasks[index] = failed
        return tasks

    def _message_about_the_end(self, *, has_begun: bool) -> tuple[Message, int | None]:
        line = self._own_line()
        if not has_begun:
            said = self._broken or f"its process ended at once (exit code {self._code})"
            return Message("check.broken", {"said": said}), None
        if has_hung(self._code, self._dump):
            if line is None:
                return Message("program.stuck_somewhere", {"for_s": C_CALL_PATIENCE_S}), None
            return Message("program.stuck_call", {"line": line}), line
        code = self._code or 0
        how = f"signal {-code}" if code < 0 else f"exit code {code}"
        return Message("program.ended_python", {"how": how}), line

    def _own_line(self) -> int | None:
        """Return the program's line in the dump of a crashed or hanging interpreter."""
        names = {str(self._job.program.resolve()), str(self._job.program)}
        return next((line for file, line in dumped_lines(self._dump) if file in names), None)
