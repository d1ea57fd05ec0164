"""The serial line between the Pi and the Arduino, line by line, as a check speaks of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, NamedTuple

from hardware_mocks.checks.failure import BrokenCheckError, CheckFailure, NothingSeenError
from hardware_mocks.checks.quantities import Quantity, seconds
from makerkit.errors import NotThereError
from makerkit.trace_lines import NS_PER_S

if TYPE_CHECKING:
    from hardware_mocks.arduino.board import Arduino
    from hardware_mocks.arduino.lines import Said
    from hardware_mocks.checks.run import Run

SERIAL = "serial"
"""What a wait for the line watches."""
LONGEST_SHOWN = 40
_SAID = ("serial.arduino_silent", "serial.arduino_other")
_HEARD = ("serial.pi_silent", "serial.pi_other")
"""What is said where a line is missing: that nothing came, or that another one did."""
USUAL_BAUDS = (300, 1200, 2400, 4800, 9600, 14400, 19200, 28800, 38400, 57600, 115200, 250000)
MOST_OFF = 0.04
"""The chip divides its 16 MHz by whole numbers: 115200 becomes 117647 (datasheet, table 19-12)."""


class SerialLine(NamedTuple):
    """A line on the cable, or a piece of one.

    Attributes:
        t_s: when its last byte was through.
        text: without the line end; each character is a byte (Latin-1).
        raw: all its bytes, with the line end.
        is_lost: whether nobody was there to hear it: the cable was out, the board restarted.
    """

    t_s: float
    text: str
    raw: bytes
    is_lost: bool = False


class SerialView:
    """What went over the cable; changes nothing."""

    def __init__(self, run: Run, board: Arduino) -> None:
        self._run = run
        self._board = board

    @property
    def to_pi(self) -> list[SerialLine]:
        """The lines as they came to the Pi, garbled by faults or by another speed."""
        return [_line(said) for said in self._board.line.at_pi.lines]

    @property
    def to_arduino(self) -> list[SerialLine]:
        """The lines as the Pi sent them, those included that the board did not hear."""
        return [_line(said) for said in self._board.line.from_pi.lines]

    @property
    def sent(self) -> list[SerialLine]:
        """The lines as the Arduino sent them, before anything could happen to them."""
        return [_line(said) for said in self._board.line.said.lines]

    @property
    def opened_s(self) -> list[float]:
        """When the Pi's program opened the port, each time."""
        return [t_ns / NS_PER_S for t_ns in self._board.port.opened_ns]

    @property
    def pi_baud(self) -> int:
        """The speed that the Pi's program has chosen; raises LookupError before it opened."""
        if not self._board.port.opened_ns:
            raise NothingSeenError("the port was never opened")
        return self._board.port.baud

    @property
    def board_baud(self) -> int:
        """The speed that the sketch asks for; raises LookupError before `Serial.begin`."""
        baud = self._board.baud
        if baud is None:
            raise NothingSeenError("the sketch has not begun Serial")
        near = min(USUAL_BAUDS, key=lambda usual: abs(usual - baud))
        return near if abs(near - baud) < MOST_OFF * baud else baud


class Serial(SerialView):
    """What a lesson asks of the talk on the cable.

    Each verb looks at what comes after the check did something last, and uses a line only once.
    """

    def __init__(self, run: Run, board: Arduino) -> None:
        super().__init__(run, board)
        self._used: dict[tuple[str, str], int] = {}

    def said(self, text: str | re.Pattern[str], within: Quantity = "1 s") -> SerialLine:
        """The Arduino sends a line with that text, or that fits the pattern; return it."""
        return self._comes(text, within, lambda: self.sent, _SAID)

    def heard(self, text: str | re.Pattern[str], within: Quantity = "1 s") -> SerialLine:
        """The Arduino gets a line with that text, or that fits the pattern, and is not deaf."""
        return self._comes(
            text,
            within,
            lambda: [line for line in self.to_arduino if not line.is_lost],
            _HEARD,
        )

    def is_silent(self, for_: Quantity = "1 s") -> None:
        """The Arduino sends nothing for that time."""
        self._run.looks += 1
        start_s, for_s = self._run.now_s, seconds(for_)
        self._run.wait(for_s)
        later = [line for line in self.sent if line.t_s > start_s]
        if later:
            raise CheckFailure(
                "serial.not_silent", text=_shown(later[0].text), t_s=later[0].t_s, for_s=for_s
            )

    def wait_for_line(self, text: str | re.Pattern[str], within: Quantity = "4 s") -> bool:
        """Let time pass until the Arduino has sent such a line; return whether it has.

        This asks nothing of the program: it is how a check comes to the moment it is about.
        """
        fits = _pattern(text)
        found = self._run.wait_until(
            lambda: any(fits.search(line.text) for line in self.sent), seconds(within), (SERIAL,)
        )
        self._run.acted()
        return found

    def _comes(
        self,
        text: str | re.Pattern[str],
        within: Quantity,
        lines: Callable[[], list[SerialLine]],
        missing: tuple[str, str],
    ) -> SerialLine:
        self._run.looks += 1
        fits = _pattern(text)

        def found() -> int | None:
            later = list(enumerate(lines()))[self._used.get(missing, 0) :]
            return next(
                (n for n, x in later if x.t_s >= self._run.moment_s and fits.search(x.text)), None
            )

        self._run.wait_until(lambda: found() is not None, seconds(within), (SERIAL,))
        index = found()
        if index is None:
            _fail(self._run.moment_s, missing, _asked(text), lines(), seconds(within))
        assert index is not None
        self._used[missing] = index + 1
        return lines()[index]


def _fail(
    since_s: float,
    missing: tuple[str, str],
    asked: str,
    lines: Iterable[SerialLine],
    within_s: float,
) -> None:
    """Fail because a line did not come: nothing did, or another one."""
    later = [line for line in lines if line.t_s >= since_s]
    nothing, other = missing
    params: dict[str, Any] = {"text": asked, "within_s": within_s}
    if not later:
        raise CheckFailure(nothing, is_missing=True, **params)
    params |= {"last": _shown(later[-1].text), "lines": len(later)}
    raise CheckFailure(other, is_missing=True, **params)


def board_of(run: Run, name: str | None = None) -> Arduino:
    """Return an Arduino of the simulated bench by its id, or the first one.

    Raises:
        BrokenCheckError: there is none, or the check runs on a real Pi.
    """
    bench = getattr(run.stage, "bench", None)
    if bench is None:
        raise BrokenCheckError("Arduinos are checked on the simulated bench only.")
    try:
        found: Arduino = bench.arduino(name)
    except NotThereError as error:
        raise BrokenCheckError(f"The check speaks of an Arduino: {error}") from error
    return found


def _line(said: Said) -> SerialLine:
    text = said.data.decode("latin-1").rstrip("\r\n")
    return SerialLine(said.t_ns / NS_PER_S, text, said.data, said.lost)


def _pattern(text: str | re.Pattern[str]) -> re.Pattern[str]:
    """Return what finds a whole line as it is, or what fits a pattern."""
    return text if isinstance(text, re.Pattern) else re.compile(rf"\A{re.escape(text)}\Z")


def _asked(text: str | re.Pattern[str]) -> str:
    return text.pattern if isinstance(text, re.Pattern) else text


def _shown(text: str) -> str:
    shown = text.encode("unicode_escape").decode() if not text.isprintable() else text
    return shown if len(shown) <= LONGEST_SHOWN else f"{shown[: LONGEST_SHOWN - 1]}…"
