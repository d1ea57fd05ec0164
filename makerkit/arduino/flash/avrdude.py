"""The program avrdude, which uploads: where it is, how it is started, and what it comes to.

It stands on the PATH, or in the folders of an Arduino IDE.
"""

from __future__ import annotations

import os
import queue
import shutil
import subprocess
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from makerkit.arduino.flash.errors import (
    NoAvrdudeError,
    StuckWhileFlashingError,
    UnpluggedWhileFlashingError,
)
from makerkit.arduino.flash.said import (
    SAME_FOR_US,
    progress_in,
    signature_in,
    what_failed,
)

PART = "m328p"
SILENCE_S = 10.0
"""An avrdude that says nothing for longer hangs: one whose port was unplugged never ends."""
_ENOUGH_ATTEMPTS = "attempt 3 of 10: not in sync"
"""It tries ten times, 5 s each. The boot-loader has answered before, so three are enough."""

_IN_AN_IDE = (
    ".arduino15/packages/arduino/tools/avrdude/*/bin",
    "Library/Arduino15/packages/arduino/tools/avrdude/*/bin",
    "AppData/Local/Arduino15/packages/arduino/tools/avrdude/*/bin",
    "snap/arduino/current/.arduino15/packages/arduino/tools/avrdude/*/bin",
    "arduino-*/hardware/tools/avr/bin",
)
_SHARED = (
    "/usr/share/arduino/hardware/tools/avr/bin",
    "/usr/share/arduino/hardware/tools",
    "/Applications/Arduino.app/Contents/Java/hardware/tools/avr/bin",
    "C:/Program Files (x86)/Arduino/hardware/tools/avr/bin",
    "C:/Program Files/Arduino/hardware/tools/avr/bin",
)

Progress = Callable[[str, float], None]
"""Called with "Writing" or "Reading" (it reads back what it wrote) and 0.0 to 1.0."""


@dataclass(frozen=True, slots=True)
class Avrdude:
    """An avrdude on this computer.

    Attributes:
        path: the program.
        config: the file with its chips, where it has to be told; None where it knows.
    """

    path: Path
    config: Path | None = None

    def command(self, *, port: str, baud: int, hex_file: Path, part: str = PART) -> list[str]:
        """Return what is to be started to write a program and read it back."""
        config = ["-C", str(self.config)] if self.config else []
        return [
            *(str(self.path), *config, "-p", part, "-c", "arduino", "-P", port, "-b", str(baud)),
            *("-D", "-U", f"flash:w:{hex_file}:i"),  # the boot-loader erases each page by itself
        ]

    def upload(
        self,
        hex_file: Path,
        *,
        port: str,
        baud: int,
        on_progress: Progress = lambda *_: None,
        on_output: Callable[[str], None] = lambda _: None,
    ) -> None:
        """Write a program into a board and read it back.

        Args:
            hex_file: the program.
            port: name of the port.
            baud: speed of the boot-loader.
            on_progress: called while it goes on.
            on_output: called with each piece of what avrdude says.

        Raises:
            ArduinoError: it did not work; the message says why and what to try.
        """
        command = self.command(port=port, baud=baud, hex_file=hex_file)
        code, said = _run(command, port, on_progress, on_output)
        other = SAME_FOR_US.get(signature_in(said) or "")
        if code and other:
            command = self.command(port=port, baud=baud, hex_file=hex_file, part=other)
            code, said = _run(command, port, on_progress, on_output)
        if code:
            raise what_failed(said, device=port)


def find_avrdude(home: Path | None = None) -> Avrdude:
    """Return the avrdude of this computer: that on the PATH, else the newest of an Arduino IDE.

    Raises:
        NoAvrdudeError: there is none.
    """
    on_path = shutil.which("avrdude")
    if on_path:
        return Avrdude(Path(on_path))
    for folder in (*_in_ides(home or Path.home()), *map(Path, _SHARED)):
        for name in ("avrdude", "avrdude.exe"):
            if (folder / name).is_file():
                return Avrdude(folder / name, _config_beside(folder))
    raise NoAvrdudeError


def _in_ides(home: Path) -> Iterator[Path]:
    for pattern in _IN_AN_IDE:
        yield from sorted(home.glob(pattern), reverse=True)


def _config_beside(folder: Path) -> Path | None:
    for file in (folder.parent / "etc/avrdude.conf", folder / "avrdude.conf"):
        if file.is_file():
            return file
    return None


def _run(
    command: list[str], port: str, on_progress: Progress, on_output: Callable[[str], None]
) -> tuple[int, str]:
    """Start avrdude, follow what it says, and end it where it hangs.

    Returns:
        its exit code, and all that it said.
    """
    environment = {**os.environ, "LC_ALL": "C"}
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, env=environment
    )
    output = _Output(process)
    shown: tuple[tuple[str, float], ...] = ()
    try:
        for piece in output.pieces():
            on_output(piece)
            done = progress_in(output.said)
            for step in done:
                if step not in shown:
                    on_progress(*step)
            shown = done
            if _ENOUGH_ATTEMPTS in output.said:
                break
        else:
            return process.wait(), output.said
    except queue.Empty:
        raise _stuck(port) from None
    finally:
        if process.poll() is None:
            process.kill()
        process.wait()
        output.close()
    raise what_failed(output.said, device=port)


def _stuck(port: str) -> StuckWhileFlashingError | UnpluggedWhileFlashingError:
    is_gone = port.startswith("/") and not Path(port).exists()
    return UnpluggedWhileFlashingError(port=port) if is_gone else StuckWhileFlashingError(port=port)


class _Output:
    """What avrdude says, piece by piece: a bar grows by single signs, without a line's end."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        assert process.stdout is not None  # it was asked for
        self.said = ""
        self._stream = process.stdout
        self._queue: queue.Queue[bytes] = queue.Queue()
        self._thread = threading.Thread(target=self._read, name="avrdude-output", daemon=True)
        self._thread.start()

    def pieces(self) -> Iterator[str]:
        """Yield each piece as it comes; `said` is all so far.

        Raises:
            queue.Empty: nothing was said for SILENCE_S.
        """
        while piece := self._queue.get(timeout=SILENCE_S):
            text = piece.decode("utf-8", "replace")
            self.said += text
            yield text

    def close(self) -> None:
        """Wait for the thread: it ends with the process."""
        self._thread.join()
        self._stream.close()

    def _read(self) -> None:
        while piece := os.read(self._stream.fileno(), 1024):
            self._queue.put(piece)
        self._queue.put(b"")
