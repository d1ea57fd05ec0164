"""The pytest plugin of a job's process: tells each result as soon as it is known."""

from __future__ import annotations

import ast
from collections.abc import Callable, Generator
from typing import Any

import pytest

from hardware_mocks.checks.collecting import CheckModule, title_of
from hardware_mocks.checks.failure import CheckFailure
from hardware_mocks.checks.fixtures import ASK, JOB, WITH_STANDINS, session_of
from hardware_mocks.checks.job import CheckJob
from hardware_mocks.checks.results import Status, TaskResult
from hardware_mocks.checks.say import Said
from hardware_mocks.checks.task import TaskFailed
from hardware_mocks.checks.words import text_of
from makerkit.messages import Message, Text

Send = Callable[[dict[str, Any]], None]


class JobPlugin:
    """Reports a check in messages: first the plan, then each task."""

    def __init__(self, job: CheckJob, send: Send) -> None:
        self._job = job
        self._send = send
        self.under_way: pytest.Item | None = None

    def pytest_configure(self, config: pytest.Config) -> None:
        """Say which job this process works on; let nobody draw tracebacks that nobody reads."""
        config.option.tbstyle = "value"
        config.stash[JOB] = self._job
        config.stash[WITH_STANDINS] = not self._job.hardware
        config.stash[ASK] = lambda words: self._send({"ask": words})

    def pytest_collection(self, session: pytest.Session) -> bool:
        """Collect the one file there is, without a walk through folders, and tell the plan."""
        module = CheckModule.from_parent(session, path=self._job.check.resolve())
        try:
            session.items = list(session.genitems(module))
        except pytest.Collector.CollectError as error:
            self._send({"broken": str(error)})
        session.testscollected = len(session.items)
        self._send({"plan": [_waiting(item).to_dict() for item in session.items]})
        return True

    def pytest_runtest_setup(self, item: pytest.Item) -> None:
        """Note which task is under way."""
        self.under_way = item

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(
        self, item: pytest.Item, call: pytest.CallInfo[None]
    ) -> Generator[None, pytest.TestReport, pytest.TestReport]:
        """Tell how a task came out."""
        report = yield
        if call.excinfo is not None:
            self.tell(item, call.excinfo.value)
        elif call.when == "call":
            self.tell(item, None)
        return report

    def tell(self, item: pytest.Item, error: BaseException | None) -> None:
        """Send one result: passed, or failed by this error."""
        self._send({"task": self._result(item, error).to_dict()})

    def _result(self, item: pytest.Item, error: BaseException | None) -> TaskResult:
        waiting = _waiting(item)
        output = trace = ""
        note: Said | None = None
        if not isinstance(error, pytest.Collector.CollectError):
            try:
                session = session_of(item)
                output, trace = session.output, session.trace
                note = next(iter(session.notes), None) if error is None else None
            except Exception:  # noqa: S110 (what is wrong with it is the error itself)
                pass
        status, message, line, code = _judged(error)
        text = None
        if message is not None:
            text = text_of(message, self._job.messages, self._job.language)
        return TaskResult(
            waiting.name, waiting.title, waiting.points, status, message, text, line, code,
            output, trace, *self._noted(note),
        )  # fmt: skip

    def _noted(self, note: Said | None) -> tuple[Message | None, Text | None, int | None]:
        if note is None:
            return None, None, None
        text = text_of(note.message, self._job.messages, self._job.language)
        return note.message, text, note.line


def _judged(error: BaseException | None) -> tuple[Status, Message | None, int | None, str]:
    if error is None:
        return "pass", None, None, ""
    if isinstance(error, TaskFailed):
        found = error.diagnosis
        return "error" if found.is_error else "fail", found.message, found.line, found.code
    if isinstance(error, CheckFailure):
        return "fail", error.message, None, ""
    said = f"{type(error).__name__}: {error}"
    return "error", Message("check.broken", {"said": said}), None, ""


def _waiting(item: pytest.Item) -> TaskResult:
    return TaskResult(item.name, title_of(item), _points_of(item))


def _points_of(item: pytest.Item) -> int:
    """Return what a check function is worth: the sum of its `task(points=...)`."""
    module = item.getparent(CheckModule)
    tree = module.tree if module is not None else ast.Module([], [])
    functions = [node for node in tree.body if isinstance(node, ast.FunctionDef)]
    function = next((f for f in functions if f.name == item.name.partition("[")[0]), None)
    calls = [] if function is None else [n for n in ast.walk(function) if isinstance(n, ast.Call)]
    return sum(_points(call) for call in calls if getattr(call.func, "id", "") == "task")


def _points(call: ast.Call) -> int:
    said = [k.value for k in call.keywords if k.arg == "points"] or call.args[:1]
    value = said[0] if said else None
    return value.value if isinstance(value, ast.Constant) and isinstance(value.value, int) else 1
