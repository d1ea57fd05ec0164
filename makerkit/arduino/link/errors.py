"""What can go wrong in speaking with a board."""

from __future__ import annotations

from makerkit.arduino.errors import ArduinoError


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
