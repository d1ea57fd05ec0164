"""What can go wrong in finding and opening a port."""

from __future__ import annotations

from makerkit.arduino.errors import ArduinoError
from makerkit.errors import BadInputError, NotThereError, UnsupportedHereError


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
