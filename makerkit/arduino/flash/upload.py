"""Getting a program onto a board: which file, which boot-loader, and avrdude.

>>> from makerkit.arduino.flash import KitSketch, flash
>>> flash(KitSketch.named("car_controller"), find_port())
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from makerkit.arduino.flash.avrdude import Avrdude, Progress, find_avrdude
from makerkit.arduino.flash.errors import NoReleaseError
from makerkit.arduino.flash.probe import NEW_BAUD, OLD_BAUD, BootLoader, find_boot_loader
from makerkit.arduino.messages.link import Boot
from makerkit.arduino.ports import Port
from makerkit.errors import BadInputError, NotThereError

FIRMWARE = Path(__file__).resolve().parents[3] / "firmware"
RELEASED = FIRMWARE / "released"
NO_WATCHDOG_RESET = "MAKER_WATCHDOG_RESET=0"
SPEEDS = {"uno": (NEW_BAUD, OLD_BAUD), "nano": (NEW_BAUD, OLD_BAUD)}
"""The boards of `--board`, each with the speeds of its boot-loaders in the order to try."""


class Program(Protocol):
    """Something that can be uploaded."""

    @property
    def name(self) -> str:
        """What it is called."""

    def hex_for(self, board: str, *, watchdog_reset: bool) -> Path:
        """Return the file to upload; it is built now if it has to be.

        Args:
            board: "uno" or "nano".
            watchdog_reset: False for a boot-loader that does not survive one.

        Raises:
            MakerKitError: it cannot be built.
        """


@dataclass(frozen=True, slots=True)
class HexFile:
    """A program that somebody has built."""

    path: Path

    @property
    def name(self) -> str:
        """What it is called."""
        return self.path.name

    def hex_for(self, board: str, *, watchdog_reset: bool) -> Path:  # noqa: ARG002 - it is what it is
        """Return the file."""
        return self.path


@dataclass(frozen=True, slots=True)
class Sketch:
    """A sketch that is built here.

    Attributes:
        path: an `.ino` file or the folder of one.
    """

    path: Path

    @property
    def name(self) -> str:
        """What it is called."""
        return self.path.stem

    @property
    def uses_watchdog(self) -> bool:
        """Whether it sets the watchdog, without regard to the kit's own way to leave it out."""
        files = [self.path] if self.path.is_file() else sorted(self.path.glob("*.ino"))
        texts = [file.read_text(encoding="utf-8", errors="replace") for file in files]
        return any("wdt_enable" in text and "MAKER_WATCHDOG_RESET" not in text for text in texts)

    def hex_for(self, board: str, *, watchdog_reset: bool) -> Path:
        """Build it."""
        from makerkit.arduino.build import build

        defines = () if watchdog_reset else (NO_WATCHDOG_RESET,)
        return build(self.path, board=board, defines=defines).hex


@dataclass(frozen=True, slots=True)
class KitSketch:
    """One of the kit's own sketches: built here, or ready where there is no compiler.

    Attributes:
        path: its folder in `firmware/`.
        released: the folder of what is ready.
    """

    path: Path
    released: Path

    @classmethod
    def named(cls, name: str) -> KitSketch:
        """Return the sketch of this name.

        Raises:
            NotThereError: the kit has none.
        """
        if name not in kit_sketches():
            raise NotThereError(f"The kit has no sketch {name}. It has {_names()}.")
        return cls(FIRMWARE / name, RELEASED)

    @property
    def name(self) -> str:
        """What it is called."""
        return self.path.name

    def hex_for(self, board: str, *, watchdog_reset: bool) -> Path:
        """Build it, or take the one that is ready."""
        from makerkit.arduino.build import ToolchainMissingError

        try:
            return Sketch(self.path).hex_for(board, watchdog_reset=watchdog_reset)
        except ToolchainMissingError:
            return self._ready(watchdog_reset=watchdog_reset)

    def _ready(self, *, watchdog_reset: bool) -> Path:
        file = self.released / f"{self.name}{'' if watchdog_reset else '.no_watchdog_reset'}.hex"
        if not file.is_file():
            raise NoReleaseError(sketch=self.name, folder=self.released)
        return file


def kit_sketches() -> tuple[str, ...]:
    """Return the names of the kit's own sketches."""
    folders = (file.parent.name for file in FIRMWARE.glob("*/*.ino"))
    return tuple(sorted(set(folders) - {"libraries", "released"}))


def _names() -> str:
    return " and ".join(kit_sketches()) or "none yet"


@dataclass(frozen=True, slots=True)
class Flashed:
    """An upload that succeeded.

    Attributes:
        boot_loader: which one took it.
        hex_file: what was uploaded.
        took_s: how long it took, the restart included.
    """

    boot_loader: BootLoader
    hex_file: Path
    took_s: float


def flash(
    program: Program,
    port: Port,
    *,
    board: str | None = None,
    avrdude: Avrdude | None = None,
    on_step: Callable[[str], None] = lambda _: None,
    on_progress: Progress = lambda *_: None,
    on_output: Callable[[str], None] = lambda _: None,
) -> Flashed:
    """Upload a program to the board at a port.

    Args:
        program: what to upload.
        port: where the board is.
        board: "uno" or "nano"; None takes what the USB ids say, a Nano where they do not.
        avrdude: None looks for it.
        on_step: called with a sentence when something begins that takes time.
        on_progress: called with "Writing" or "Reading" and 0.0 to 1.0.
        on_output: called with what avrdude says.

    Raises:
        MakerKitError: it did not work; the message says why and what to try.
    """
    started_s = time.monotonic()
    board = board or _board_at(port)
    if board not in SPEEDS:
        raise BadInputError(f"There is no board {board!r}. Try one of: {', '.join(SPEEDS)}.")
    avrdude = avrdude or find_avrdude()
    if not isinstance(program, HexFile):
        on_step(f"Building {program.name}")
    hex_file = program.hex_for(board, watchdog_reset=True)  # before the board is touched
    on_step(f"Restarting the board on {port.device}")
    boot_loader = find_boot_loader(port.device, speeds=SPEEDS[board])
    if not boot_loader.survives_watchdog:
        on_step(f"It has the old boot-loader{_about_watchdog(program)}")
        hex_file = program.hex_for(board, watchdog_reset=False)
    avrdude.upload(
        hex_file,
        port=port.device,
        baud=boot_loader.baud,
        on_progress=on_progress,
        on_output=on_output,
    )
    return Flashed(boot_loader, hex_file, time.monotonic() - started_s)


def _about_watchdog(program: Program) -> str:
    """Say what the old boot-loader means for a program: it does not survive a watchdog's reset."""
    if isinstance(program, KitSketch):
        return ": taking the program without watchdog reset"
    if isinstance(program, Sketch) and program.uses_watchdog:
        return (
            ", which never ends a restart by the watchdog: a sketch with `wdt_enable` that hangs "
            "blinks until you unplug the board"
        )
    return f" ({OLD_BAUD} baud)"


def confirm(program: Program, port: Port) -> Boot | None:
    """Wait until a sketch of the kit says that it runs, and return what it says of itself.

    Returns:
        None for another program: it may say what it likes.

    Raises:
        ArduinoError: it does not answer, or is not the one that this computer speaks with.
    """
    from makerkit.arduino.link import Link
    from makerkit.arduino.link.application import APPLICATIONS

    for application in APPLICATIONS.values():
        if isinstance(program, KitSketch) and application.flash_name == program.name:
            with Link(application, port.device) as link:
                return link.boot
    return None


def _board_at(port: Port) -> str:
    kinds = port.board.flash_as if port.board else ()
    return kinds[0] if kinds else "uno"
