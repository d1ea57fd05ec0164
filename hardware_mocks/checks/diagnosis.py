"""From everything that is known of a failed run to the one message that is shown.

The first that applies: an error of the program (in the lesson's words, else explained), a mistake
the lesson knows, a certain fault in the program's text, an end that came too early or a wait for
typed text, and last what the failed sentence itself has seen. A slip of the pen, such as brackets
that are missing, comes before a mistake that the lesson knows by the lamps alone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from hardware_mocks.checks.failure import CheckFailure, RemoteError
from hardware_mocks.checks.run import Run
from hardware_mocks.checks.say import Say, said
from hardware_mocks.checks.seen import Seen
from hardware_mocks.explain import (
    CodeView,
    comes_first,
    explain_error,
    explain_file,
    is_slip,
    look_at_code,
)
from hardware_mocks.program_source import hidden_library
from hardware_mocks.virtual_time import ProgramStuckError
from makerkit.messages import Message
from makerkit.wiring import Wiring


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """The one message of a failed task.

    Attributes:
        line: the line of the program it speaks of, or None.
        code: the text of that line, "" without.
        is_error: whether the program broke, rather than doing something else than asked.
    """

    message: Message
    line: int | None = None
    code: str = ""
    is_error: bool = False


def of_file(path: Path) -> Diagnosis | None:
    """Return why a file cannot be run at all, or None."""
    found = explain_file(path)
    if found is not None:
        return Diagnosis(found.message, found.line, found.code, True)
    hidden = None if path.suffix == ".ino" else hidden_library(path)
    if hidden is None:
        return None
    file, name = hidden
    line = next(
        (n for n, text in _numbered(path) if re.search(rf"import.*\b{name}\b|from {name}\b", text)),
        None,
    )
    message = Message("program.hides_library", {"file": file.name, "name": name})
    return Diagnosis(message, line, line_of(path, line), True)


def of_run(
    run: Run, say: Say, failure: CheckFailure | None, path: Path, wiring: Wiring | None
) -> Diagnosis:
    """Return the message for a run that failed, by an error or by a sentence that is not true."""
    seen = Seen(run, path)
    error = run.program.error
    if error is not None:
        return _of_error(error, run, say, seen, path)
    assert failure is not None
    own = say.about(seen)
    knows_the_code = seen.asked_the_code
    found = [one for one in look_at_code(_text_of(path), wiring) if one.is_certain]
    first = next((one for one in found if own is None or is_slip(one)), None)
    if first is not None and (comes_first(first) or own is None or not knows_the_code):
        return Diagnosis(first.message, first.line, first.code)
    if run.program.waits_for_input and not run.program.lines_read and not knows_the_code:
        return _waits_for_input(run, path)
    if own is not None:
        line = own.line or next((one.line for one in found), None)
        return Diagnosis(own.message, line, line_of(path, line))
    end = _of_end(run, failure)
    if end is not None:
        return Diagnosis(end)
    own = said(failure.message.id, failure.message.params, seen)
    is_error = own.message.id == "check.broken"
    return Diagnosis(own.message, own.line, line_of(path, own.line), is_error)


def _of_error(error: BaseException, run: Run, say: Say, seen: Seen, path: Path) -> Diagnosis:
    if isinstance(error, ProgramStuckError):
        return stuck(path, run.program.stuck_line, run.program.patience_s)
    explained = error if isinstance(error, RemoteError) else explain_error(error, path)
    own = say.about_error(error, seen)
    if own is None:
        return Diagnosis(explained.message, explained.line, explained.code, True)
    line = own.line or explained.line
    return Diagnosis(own.message, line, line_of(path, line), True)


def _waits_for_input(run: Run, path: Path) -> Diagnosis:
    """Return what is said of an `input()` that nobody answers, with its line."""
    line = next(iter(CodeView(_text_of(path)).lines_of("input")), None)
    message = Message("program.waits_for_input", {"t_s": run.now_s})
    return Diagnosis(message, line, line_of(path, line))


def stuck(path: Path, line: int | None, for_s: float) -> Diagnosis:
    """Return what is said of a program that computes without end at a line."""
    slips = (one for one in look_at_code(_text_of(path), None) if one.is_certain and is_slip(one))
    first = next(slips, None)
    if first is not None:  # a loop often never waits because of it
        return Diagnosis(first.message, first.line, first.code, True)
    if line is None:
        return Diagnosis(Message("program.stuck_somewhere", {"for_s": for_s}), is_error=True)
    message = Message("program.stuck", {"line": line, "for_s": for_s})
    return Diagnosis(message, line, line_of(path, line), True)


def _of_end(run: Run, failure: CheckFailure) -> Message | None:
    """Return the message for a program that can no longer do what was waited for."""
    if not failure.is_missing:
        return None
    state = run.program
    if state.ended_s is not None:
        params = {"t_s": state.ended_s}
        if state.exit_code not in {None, 0}:
            return Message("program.ended_itself", params | {"code": str(state.exit_code)})
        if state.waiting_device:
            return Message(
                "program.ended_add_pause", params | {"device": _in_words(state.waiting_device)}
            )
        return Message("program.ended_early", params)
    if state.waits_for_input:
        return Message("program.waits_for_input", {"t_s": run.now_s})
    return None


def _in_words(class_name: str) -> str:
    """Return what a class of gpiozero is called in a sentence: "motion sensor"."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", class_name).lower()


def _text_of(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, ValueError):
        return ""


def _numbered(path: Path) -> enumerate[str]:
    return enumerate(_text_of(path).splitlines(), 1)


def line_of(path: Path, line: int | None) -> str:
    """Return the text of one line of the program, "" where there is none."""
    lines = _text_of(path).splitlines()
    return lines[line - 1].strip() if line is not None and 0 < line <= len(lines) else ""
