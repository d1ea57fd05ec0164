"""The one message of a failed task where the student's program is a sketch.

A sketch raises no errors. What it can do wrong beside its task: run into nothing (memory that is
overwritten), restart again and again, not talk to the Pi at all, or say in its text what nobody
means so.
"""

from __future__ import annotations

from pathlib import Path

from hardware_mocks.checks.diagnosis import Diagnosis, line_of
from hardware_mocks.checks.failure import CheckFailure
from hardware_mocks.checks.run import Run
from hardware_mocks.checks.say import Say, said
from hardware_mocks.checks.seen import Seen
from hardware_mocks.checks.serial_line import SerialView, board_of
from hardware_mocks.explain import Explained
from hardware_mocks.explain.sketch.built import slips_of
from makerkit.messages import Message

MOST_RESTARTS = 2
"""By its own watchdog; more than this is a sketch that goes round in circles."""
_A_RUN_SHOWS_IT = frozenset(
    {
        *("sketch.no_pin_mode", "sketch.serial_not_begun", "sketch.time_in_int"),
        *("sketch.does_nothing", "sketch.no_value_yet", "sketch.always"),
    }
)
"""What a lesson knows as well from what the lamps do."""


def of_sketch_run(run: Run, say: Say, failure: CheckFailure, path: Path) -> Diagnosis:
    """Return the message for a sketch that did something else than a sentence asks for."""
    seen = Seen(run, path)
    own = say.about(seen)
    knows_the_code = seen.asked_the_code
    slips = slips_of(path)
    first = next((one for one in slips if own is None or _is_slip(one)), None)
    if first is not None and (own is None or not knows_the_code):
        return Diagnosis(first.message, first.line, first.code)
    broken = _broken(run)
    if broken is not None and (own is None or not knows_the_code):
        return Diagnosis(broken, is_error=True)
    if own is not None:
        line = own.line or next((one.line for one in slips), None)
        return Diagnosis(own.message, line, line_of(path, line))
    own = said(failure.message.id, failure.message.params, seen)
    is_error = own.message.id == "check.broken"
    return Diagnosis(own.message, own.line, line_of(path, own.line), is_error)


def _is_slip(found: Explained) -> bool:
    return found.message.id not in _A_RUN_SHOWS_IT


def _broken(run: Run) -> Message | None:
    """Say that the chip ran into nothing, restarts by itself, or does not talk to the Pi."""
    board = board_of(run)
    if board.crashed:
        return Message("sketch.crashed", {"t_s": run.now_s})
    restarts = [t_s for t_s, cause in board.resets if cause == "watchdog"]
    if len(restarts) > MOST_RESTARTS:
        return Message("sketch.restarts", {"times": len(restarts), "t_s": restarts[0]})
    return _no_talk(SerialView(run, board)) if board.port.opened_ns else None


def _no_talk(line: SerialView) -> Message | None:
    """Say that the Pi has opened the port, and the sketch has another speed or says nothing."""
    try:
        speeds = {"pi": line.pi_baud, "board": line.board_baud}
    except LookupError:
        return None
    if speeds["pi"] != speeds["board"]:
        return Message("sketch.other_speed", speeds)
    if not line.sent:
        return Message("sketch.says_nothing", {})
    return None
