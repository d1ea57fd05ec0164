"""An Arduino as a check touches it: its cable, its button, its line, and what it hears."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hardware_mocks.checks.quantities import Quantity, seconds, share
from hardware_mocks.checks.serial_line import Serial

if TYPE_CHECKING:
    from hardware_mocks.arduino.board import Arduino as Board
    from hardware_mocks.checks.run import Run


class Arduino:
    """What a check does to an Arduino. What it asks for comes after the last of these.

    Attributes:
        serial: the talk on its cable.
    """

    def __init__(self, run: Run, board: Board) -> None:
        self._run = run
        self._board = board
        self.serial = Serial(run, board)

    @property
    def resets(self) -> list[tuple[float, str]]:
        """When and why the chip restarted: (seconds, "external", "watchdog", ...)."""
        return list(self._board.resets)

    @property
    def overruns(self) -> int:
        """How many bytes the sketch was too slow to take."""
        return self._board.overruns

    # -- its cable and its power

    def unplug(self) -> None:
        """Pull the USB cable out."""
        self._board.unplug()
        self._run.acted()

    def plug_in(self) -> None:
        """Put the USB cable in again."""
        self._board.plug_in()
        self._run.acted()

    def press_reset(self) -> None:
        """Push the button beside the USB socket."""
        self._board.press_reset()
        self._run.acted()

    def brown_out(self) -> None:
        """Let the supply dip for a moment."""
        self._board.brown_out()
        self._run.acted()

    # -- its line

    def damage(self, share_of_bytes: Quantity = "1 %") -> None:
        """From now on flip a bit in this share of the bytes, both ways; 0 ends it."""
        self._board.line.damage(share=share(share_of_bytes))
        self._run.acted()

    def drop(self, share_of_bytes: Quantity = "1 %") -> None:
        """From now on lose this share of the bytes."""
        self._board.line.drop(share=share(share_of_bytes))
        self._run.acted()

    def split(self, share_of_bytes: Quantity = "1 %", gap: Quantity = "20 ms") -> None:
        """From now on let lines come in pieces, with a gap before this share of the bytes."""
        gap_ms = seconds(gap) * 1000
        self._board.line.split(share=share(share_of_bytes), gap_ms=gap_ms)
        self._run.acted()

    def noise(self, per_s: float = 10.0) -> None:
        """From now on let so many bytes a second come that nobody sent."""
        self._board.line.noise(per_s=per_s)
        self._run.acted()

    def mend(self) -> None:
        """Take all faults of the line away."""
        self._board.line.mend()
        self._run.acted()

    def receives(self, text: str | bytes) -> None:
        r"""Send it a text as the Serial Monitor does, without opening the port: "on\n"."""
        self._board.send(text if isinstance(text, bytes) else text.encode("utf-8"))
        self._run.acted()

    def pi_gets(self, data: str | bytes) -> None:
        r"""Let the Pi get bytes as if the Arduino had sent them: "M,1,2*00\n"."""
        self._board.line.says(data if isinstance(data, bytes) else data.encode("latin-1"))
        self._run.acted()
