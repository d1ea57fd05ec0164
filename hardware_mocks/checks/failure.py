"""What a verb of the vocabulary raises when the world is not as the lesson asks."""

from typing import Any

from makerkit.errors import BadInputError
from makerkit.messages import Message


class CheckFailure(AssertionError):  # noqa: N818 (a failed check is no error of the program)
    """One sentence of a check is not true.

    Attributes:
        message: which, with the numbers seen and expected.
        is_missing: whether something was waited for and never came, so that a program that has
            ended is the better explanation.
    """

    def __init__(self, message_id: str, *, is_missing: bool = False, **params: Any) -> None:
        super().__init__(f"{message_id} {params}")
        self.message = Message(message_id, params)
        self.is_missing = is_missing


class ProgramBroke(Exception):  # noqa: N818 (it says that there is an error elsewhere)
    """The program has raised an error, so there is nothing more to wait for."""


class RemoteError(Exception):
    """What a program in another process raised, as that process has explained it.

    Attributes:
        kinds: names of its class and of those above it.
    """

    def __init__(self, kinds: list[str], message: Message, line: int | None, code: str) -> None:
        super().__init__(f"{kinds[0]}: {message.id}")
        self.kinds = frozenset(kinds)
        self.message = message
        self.line = line
        self.code = code


def kinds_of(error: BaseException) -> frozenset[str]:
    """Return the names of an error's class and of those above it."""
    if isinstance(error, RemoteError):
        return error.kinds
    return frozenset(kind.__name__ for kind in type(error).__mro__)


class BrokenCheckError(BadInputError):
    """The check itself is wrong: a name that the wiring lacks, a verb outside of a task."""


class NothingSeenError(LookupError):
    """An observation was asked for of which the run shows nothing (yet)."""
