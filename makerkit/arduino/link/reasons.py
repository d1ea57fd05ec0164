"""Why a link is not ready, as a message of the catalogue: a board that does not fit, or silence."""

from __future__ import annotations

from makerkit.arduino.errors import ArduinoError
from makerkit.arduino.link import errors
from makerkit.arduino.link.application import Application
from makerkit.arduino.link.heard import Heard, Verdict
from makerkit.arduino.messages.link import Boot
from makerkit.messages import Message

_SILENCES: dict[Verdict, type[ArduinoError]] = {
    Verdict.NOTHING: errors.NoAnswerError,
    Verdict.KIT: errors.NoBootLineError,
    Verdict.OTHER_TABLE: errors.OtherTableError,
    Verdict.TEXT: errors.WrongDeviceError,
    Verdict.GARBAGE: errors.GarbageError,
}


def misfit(boot: Boot, application: Application, *, port: str) -> Message:
    """Return the one sentence that says what to do about a board that does not fit."""
    params = {"port": port, "wanted": application.flash_name}
    if boot.sketch is not application.sketch:
        params |= {"sketch": boot.sketch.value, "expected": application.sketch.value}
        return Message(errors.WrongSketchError.id, params)
    if boot.protocol < application.protocol:
        return Message(errors.OlderBoardError.id, params)
    if boot.protocol > application.protocol:
        return Message(errors.NewerBoardError.id, params)
    return Message(errors.OtherTableError.id, params)


def no_boot(heard: Heard, application: Application, *, port: str, after_s: float) -> Message:
    """Return why the board has not said who it is, as far as what was heard tells it."""
    params = {
        "port": port,
        "wanted": application.flash_name,
        "after_s": after_s,
        "heard": heard.sample,
    }
    return Message(_SILENCES[heard.verdict].id, params)


def fell_silent(*, port: str, after_s: float) -> Message:
    """Return that a board that had answered says nothing any more."""
    return Message(errors.FellSilentError.id, {"port": port, "after_s": after_s})
