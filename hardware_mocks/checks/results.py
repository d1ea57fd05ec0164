"""What came out of a check, and how other tools read it.

`to_json` is Exercism's `results.json`, version 3, with what more we know under `data`, and the
names of sentences that wait for the failed one under `waiting`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from makerkit.messages import Message, Text

Status = Literal["pass", "fail", "error", "waiting"]
VERSION = 3
MOST_OUTPUT = 500
"""Characters of a program's output in the JSON, as Exercism's test runners cut it."""


@dataclass(frozen=True, slots=True)
class TaskResult:
    """How one function of a check came out.

    Attributes:
        name: the function's.
        title: the sentence that a student sees.
        points: what it is worth; 0 until it has run.
        status: "error" when the program, or the check, broke; "waiting" behind a failed one.
        message, text: what to say, as data and in words; None unless it failed.
        line, code: the program's line that the message is about, if there is one.
        output: what the program printed.
        trace: everything recorded, as JSON Lines.
        note, note_text, note_line: what there is to say though it has passed, or None.
    """

    name: str
    title: str
    points: int = 0
    status: Status = "waiting"
    message: Message | None = None
    text: Text | None = None
    line: int | None = None
    code: str = ""
    output: str = ""
    trace: str = ""
    note: Message | None = None
    note_text: Text | None = None
    note_line: int | None = None

    def to_dict(self) -> dict[str, Any]:
        """Return plain values, all of them."""
        fields: dict[str, Any] = {name: getattr(self, name) for name in self.__slots__}
        for name, value in fields.items():
            if isinstance(value, Message):
                fields[name] = {"id": value.id, "params": dict(value.params)}
            elif isinstance(value, Text):
                steps = list(value.steps)
                fields[name] = {"title": value.title, "why": value.why, "steps": steps}
        return fields

    @classmethod
    def from_dict(cls, fields: Mapping[str, Any]) -> TaskResult:
        """Read what `to_dict` gave, or JSON made of it."""
        read = dict(fields)
        for name in ("message", "note"):
            if (message := read.get(name)) is not None:
                read[name] = Message(message["id"], message["params"])
        for name in ("text", "note_text"):
            if (text := read.get(name)) is not None:
                read[name] = Text(text["title"], text["why"], tuple(text["steps"]))
        return cls(**read)


@dataclass(frozen=True, slots=True)
class CheckResult:
    """How a check came out.

    Attributes:
        lesson: the folder's name: "01_blink".
        program: the file that was checked.
        tasks: every sentence in order; at most one has failed, those behind it wait.
    """

    lesson: str
    program: str
    tasks: tuple[TaskResult, ...]

    @property
    def status(self) -> Literal["pass", "fail", "error"]:
        """Whether every sentence is true, or else what went wrong."""
        statuses = {task.status for task in self.tasks}
        if "error" in statuses:
            return "error"
        return "pass" if statuses == {"pass"} else "fail"

    @property
    def passed(self) -> bool:
        """Whether every sentence is true."""
        return self.status == "pass"

    @property
    def failed(self) -> TaskResult | None:
        """The sentence that is not true, or None."""
        return next((task for task in self.tasks if task.status in {"fail", "error"}), None)

    @property
    def waiting(self) -> tuple[str, ...]:
        """The names of the sentences that were not looked at, because one before them failed."""
        return tuple(task.name for task in self.tasks if task.status == "waiting")

    def to_json(self) -> str:
        """Return Exercism's `results.json`: the same for the same program, byte for byte."""
        failed = self.failed
        result = {
            "version": VERSION,
            "status": self.status,
            "message": str(failed.text) if failed is not None and self.status == "error" else None,
            "tests": [_test(number, task) for number, task in enumerate(self.tasks, 1)],
            "waiting": list(self.waiting),
            "data": {"lesson": self.lesson, "program": self.program},
        }
        return json.dumps(result, indent=2, ensure_ascii=False) + "\n"


def _test(number: int, task: TaskResult) -> dict[str, Any]:
    """Return one entry of `tests`; a sentence that waits counts as failed, without a message."""
    entry: dict[str, Any] = {
        "name": task.title,
        "status": "fail" if task.status == "waiting" else task.status,
        "task_id": number,
        "message": None if task.text is None else str(task.text),
        "output": task.output[:MOST_OUTPUT] or None,
        "test_code": task.code or None,
        "data": {"function": task.name, "points": task.points, "waiting": task.status == "waiting"},
    }
    if task.note is not None:
        entry["data"] |= {"note": task.note.id, "note_text": str(task.note_text)}
    if task.message is not None:
        entry["data"] |= {
            "id": task.message.id,
            "params": dict(task.message.params),
            "line": task.line,
        }
    return entry
