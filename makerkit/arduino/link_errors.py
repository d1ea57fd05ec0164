"""What can go wrong between the computer and a board; the words stand in `messages/serial.toml`."""

from __future__ import annotations

from functools import cache
from typing import Any, ClassVar

from makerkit.errors import BadInputError, MakerKitError, NotThereError, UnsupportedHereError
from makerkit.messages.catalogue import KIT_FILES, Catalogue, Message, Text


class ArduinoError(MakerKitError):
    """Root of these errors: each has a message id of its own, and what fills its words.

    Attributes:
        id: key in the catalogue.
        message: the id with its parameters, for whoever shows it in another language.
    """

    id: ClassVar[str]

    def __init__(self, **params: Any) -> None:
        self.message = Message(self.id, params)
        super().__init__(str(text_of(self.message)))

    @property
    def title(self) -> str:
        """What happened, without what to try."""
        return text_of(self.message).title

    @classmethod
    def saying(cls, message: Message) -> ArduinoError:
        """Return the error that has this message's id.

        Raises:
            LookupError: there is none.
        """
        for kind in _family(cls):
            if kind.__dict__.get("id") == message.id:
                return kind(**message.params)
        raise LookupError(message.id)


def _family(kind: type[ArduinoError]) -> list[type[ArduinoError]]:
    return [kind, *(inner for child in kind.__subclasses__() for inner in _family(child))]


def text_of(message: Message) -> Text:
    """Return the English words of a message of this file's catalogue."""
    return _catalogue().text(message)


@cache
def _catalogue() -> Catalogue:
    return Catalogue(KIT_FILES / "serial.toml")


# --- finding and opening a port


class NoBoardError(ArduinoError, NotThereError):
    """Nothing that looks like a board is plugged in."""

    id = "port.nothing_there"


class NoSuchPortError(ArduinoError, NotThereError):
    """A port that was asked for by its name is not there."""

    id = "port.no_such"


class SeveralBoardsError(ArduinoError, BadInputError):
    """More than one board is plugged in, and nobody said which."""

    id = "port.several"


class OtherChipError(ArduinoError, UnsupportedHereError):
    """The board has a chip that the kit's firmware does not run on."""

    id = "port.other_chip"


class ForbiddenError(ArduinoError, PermissionError):
    """This user may not open the port."""

    id = "port.forbidden"


class ForbiddenUntilLoginError(ForbiddenError):
    """The user is in the right group, but since after logging in."""

    id = "port.forbidden_until_login"


class BusyError(ArduinoError, OSError):
    """Another program has the port."""

    id = "port.busy"


class BusyWithError(BusyError):
    """Another program has the port, and it is known which."""

    id = "port.busy_with"


class NoSerialPortError(ArduinoError, BadInputError):
    """What was opened is there, but it is a file, a folder or another device."""

    id = "port.no_serial_port"


class PortFailedError(ArduinoError, OSError):
    """The system refused the port with words of its own."""

    id = "port.failed"


# --- speaking with a board


class UnpluggedError(ArduinoError, ConnectionError):
    """The cable came out, or the board lost its power."""

    id = "link.unplugged"


class UnpluggedInMidLineError(UnpluggedError):
    """The cable came out while a line was coming in."""

    id = "link.unplugged_in_mid_line"


class StuckError(ArduinoError, TimeoutError):
    """The system could not hand bytes to the board for a while."""

    id = "link.stuck"


class NoAnswerError(ArduinoError, TimeoutError):
    """The port could be opened, and nothing was heard."""

    id = "link.no_answer"


class NoBootLineError(ArduinoError, TimeoutError):
    """Good lines come in, but none says which sketch it is."""

    id = "link.no_boot_line"


class FellSilentError(ArduinoError, TimeoutError):
    """The board had answered, and says nothing any more."""

    id = "link.fell_silent"


class WrongDeviceError(ArduinoError, ConnectionError):
    """What is heard is text, but not the kit's protocol."""

    id = "link.wrong_device"


class WrongSpeedError(ArduinoError, ConnectionError):
    """What is heard is no text at this speed, but at another."""

    id = "link.wrong_speed"


class GarbageError(ArduinoError, ConnectionError):
    """What is heard is no text at any speed."""

    id = "link.garbage"


class WrongSketchError(ArduinoError, ConnectionError):
    """The board runs the other sketch of the kit."""

    id = "link.wrong_sketch"


class OlderBoardError(ArduinoError, ConnectionError):
    """The sketch on the board is older than this program."""

    id = "link.older_board"


class NewerBoardError(ArduinoError, ConnectionError):
    """The sketch on the board is newer than this program."""

    id = "link.newer_board"


class OtherTableError(ArduinoError, ConnectionError):
    """Host and board were made from different tables of messages."""

    id = "link.other_table"


class LinkClosedError(ArduinoError, ConnectionError):
    """Something was asked of a link that has been stopped, or was never started."""

    id = "link.closed"


class ThreadStuckError(ArduinoError, RuntimeError):
    """The reader thread did not end in time."""

    id = "link.thread_stuck"
