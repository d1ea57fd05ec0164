"""What can go wrong while a program is uploaded; the words stand in `messages/serial.toml`."""

from __future__ import annotations

from makerkit.arduino.errors import ArduinoError
from makerkit.errors import BadInputError, NotThereError, UnsupportedHereError


class FlashError(ArduinoError):
    """Root of what keeps a program from getting onto a board."""

    id = "flash.other"


class NoAvrdudeError(FlashError, NotThereError):
    """The program that uploads is not on this computer."""

    id = "flash.no_avrdude"


class AvrdudeConfigError(FlashError):
    """Avrdude does not find the file in which the chips are described."""

    id = "flash.avrdude_config"


class NoReleaseError(FlashError, NotThereError):
    """There is no compiler here, and no program of this sketch that is ready."""

    id = "flash.no_release"


class NoBootLoaderError(FlashError, TimeoutError):
    """No boot-loader answered at any speed."""

    id = "flash.no_boot_loader"


class NotRestartedError(FlashError):
    """The sketch on the board went on talking: the board does not restart."""

    id = "flash.not_restarted"


class LostSyncError(FlashError):
    """The boot-loader answered, and then no more, or wrongly."""

    id = "flash.lost_sync"


class UnpluggedWhileFlashingError(FlashError, ConnectionError):
    """The port went away during the upload."""

    id = "flash.unplugged"


class StuckWhileFlashingError(FlashError, TimeoutError):
    """Nothing moved for a while."""

    id = "flash.stuck"


class WrongChipError(FlashError):
    """The chip on the board is another one."""

    id = "flash.wrong_chip"


class NoSignatureError(FlashError):
    """The chip does not say what it is."""

    id = "flash.no_signature"


class NotKeptError(FlashError):
    """What was read back is not what was written."""

    id = "flash.not_kept"


class TooLargeError(FlashError, BadInputError):
    """The program has no room in the chip."""

    id = "flash.too_large"


class BadHexError(FlashError, BadInputError):
    """The file is no Intel HEX file."""

    id = "flash.bad_hex"


class NoHexError(FlashError, NotThereError):
    """There is no such file."""

    id = "flash.no_hex"


class SimulatedError(FlashError, UnsupportedHereError):
    """The board is a simulated one: nothing can be uploaded to it."""

    id = "flash.simulated"
