"""The lesson's own messages for likely mistakes: `say.when(...)`, in order."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from hardware_mocks.checks.failure import CheckFailure, kinds_of
from hardware_mocks.checks.seen import Seen
from makerkit.messages import Message

Predicate = Callable[[Seen], object]


@dataclass(frozen=True, slots=True)
class Said:
    """What a lesson says of a run, and the line of the program that it speaks of, if it does."""

    message: Message
    line: int | None = None


@dataclass(frozen=True, slots=True)
class _Saying:
    fits: Predicate
    message_id: str
    params: dict[str, Any]


class Say:
    """What a check says about mistakes it knows."""

    def __init__(self) -> None:
        self._sayings: list[_Saying] = []
        self._errors: list[tuple[str, _Saying]] = []
        self._notes: list[_Saying] = []
        self.on_look: Callable[[], None] = lambda: None

    def when(self, predicate: Predicate, message_id: str, **params: Any) -> None:
        """If the task fails and the predicate is true of what was seen, this is the message.

        A predicate that raises, because nothing of the kind was seen, does not fit. A parameter
        may be a function of what was seen. `line` is the line of the program that is meant.
        """
        self._sayings.append(_Saying(predicate, message_id, params))

    def if_error(
        self, kind: str, message_id: str, *, when: Predicate = lambda _seen: True, **params: Any
    ) -> None:
        """If the program raises an error of that name ("ValueError"), this is the message.

        Args:
            when: what else must be true of what was seen; `seen.error` is the error.
        """
        self._errors.append((kind, _Saying(when, message_id, params)))

    def note(self, predicate: Predicate, message_id: str, **params: Any) -> None:
        """If the task passes and the predicate is true of what was seen, this is said as well.

        It is shown and takes nothing away: there is another way, and it is worth knowing.
        """
        self._notes.append(_Saying(predicate, message_id, params))

    def unless(self, condition: object, message_id: str, **params: Any) -> None:
        """Fail with this message if the condition is false."""
        self.on_look()
        if not condition:
            self.fail(message_id, **params)

    def fail(self, message_id: str, **params: Any) -> None:
        """Fail with this message."""
        raise CheckFailure(message_id, **params)

    def about_error(self, error: BaseException, seen: Seen) -> Said | None:
        """Return the lesson's message for what the program raised, or None."""
        kinds = kinds_of(error)
        return _first_that_fits([saying for kind, saying in self._errors if kind in kinds], seen)

    def notes(self, seen: Seen) -> list[Said]:
        """Return what there is to say of a program that has passed."""
        each = (_first_that_fits([saying], seen) for saying in self._notes)
        return [said for said in each if said is not None]

    def about(self, seen: Seen) -> Said | None:
        """Return the first message whose predicate fits, or None.

        Afterwards `seen.asked_the_code` says whether it knows the program or only what it did.
        """
        return _first_that_fits(self._sayings, seen)


def said(message_id: str, params: Mapping[str, Any], seen: Seen) -> Said:
    """Return a message with what was seen filled in."""
    filled = {name: value(seen) if callable(value) else value for name, value in params.items()}
    line = filled.get("line")
    return Said(Message(message_id, filled), line if isinstance(line, int) else None)


def _first_that_fits(sayings: Iterable[_Saying], seen: Seen) -> Said | None:
    for saying in sayings:
        seen.asked_the_code = False
        try:
            if saying.fits(seen):
                asked_the_code = seen.asked_the_code
                found = said(saying.message_id, saying.params, seen)
                seen.asked_the_code = asked_the_code  # a line for the message is no knowledge
                return found
        except Exception:  # noqa: S112 (whatever was not seen does not fit)
            continue
    return None
