"""Words for how a run ended: pure functions of what is known at the end."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from hardware_mocks import program_errors
from hardware_mocks.job import ExitCode, Outcome
from makerkit.errors import MakerKitError


def failed(error: BaseException, t_s: float, program: Path) -> Outcome:
    """The program raised `error` in its main thread."""
    return Outcome("failed", ExitCode.FAILED, t_s, _words_for(error, program))


def _words_for(error: BaseException, program: Path) -> str:
    if isinstance(error, SystemExit):
        said = f" {error.code}" if isinstance(error.code, int) else f" 1: {error.code}"
        return f"The program ended itself with exit code{said}."
    if isinstance(error, MakerKitError):
        line = program_errors.line_of(error, program.parent)
        return f"{line}: {error}" if line else str(error)
    return in_words(error, program)


def in_words(error: BaseException, program: Path) -> str:
    """Return the traceback of the program's own lines, then what it means and what to try."""
    from hardware_mocks.explain import explain_error  # only programs that fail pay for it
    from makerkit.messages import Catalogue

    traceback = program_errors.explain(error)
    found = explain_error(error, program)
    if not found.is_certain:
        return traceback
    return f"{traceback}\n\n{Catalogue.of_the_kit().text(found.message)}"


def stuck(line: str, t_s: float, patience_s: float) -> Outcome:
    """The clock stood still: the program computed without end."""
    place = f" at {line}" if line else ""
    message = (
        f"Stuck{place}: the program has been computing for {patience_s:.0f} s and its clock still "
        f"says {t_s:.2f} s. A loop there never ends, or never waits: put a sleep() into it."
    )
    return Outcome("stuck", ExitCode.STUCK, t_s, message)


def deadlocked(lines: tuple[str, ...], t_s: float, remark: str = "") -> Outcome:
    """Every thread waits for something that only another one could give.

    Args:
        remark: what the bench knows that may be the reason.
    """
    where = f" It waits at {'; '.join(lines)}." if lines else ""
    message = (
        f"Stuck: after {t_s:.2f} s nothing can happen any more. Each thread of the program waits "
        f"for a lock or a message that nobody will give.{where}"
        f"{' ' if remark else ''}{remark}"
    )
    return Outcome("deadlock", ExitCode.STUCK, t_s, message)


def thread_failed(error: BaseException, thread: str, t_s: float, folder: Path) -> str:
    """Return one sentence about an error in a thread other than the main one."""
    place = program_errors.line_of(error, folder) or "a library"
    consequence = (
        "From then on no button and no sensor is heard: on a Pi it is the same."
        if thread == "gpio-events"
        else "The rest of the program went on without it."
    )
    return f"The thread {thread!r} failed at {t_s:.2f} s ({place}). {consequence}"


def tip_for_missing_pause(device: str, t_s: float) -> str:
    """Say why nothing happens in a program that has ended but still wants to be called."""
    from makerkit.messages import Catalogue, Message

    params = {"t_s": t_s, "device": device}
    return str(Catalogue.of_the_kit().text(Message("program.ended_add_pause", params)))


def device_that_wants_to_be_called(pin_factories: Iterable[Any]) -> str:
    """Return the kind of a gpiozero device that has a callback, such as "Button", or ""."""
    from gpiozero.mixins import event

    reserved = [list(factory._reservations.values()) for factory in pin_factories]
    references = [reference for found in reserved for pin in found for reference in pin]
    for device in filter(None, (reference() for reference in references)):
        for name in dir(type(device)):
            handler = getattr(type(device), name)
            if isinstance(handler, event) and id(device) in handler.handlers:
                return type(device).__name__
    return ""
