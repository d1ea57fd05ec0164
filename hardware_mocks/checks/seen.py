"""What a run has shown, for the questions that a lesson asks about a failure."""

from pathlib import Path
from typing import Any

from hardware_mocks.checks import explaining
from hardware_mocks.checks.button import ButtonView
from hardware_mocks.checks.led import LedView
from hardware_mocks.checks.names import BUTTON_TYPES, LED_TYPES
from hardware_mocks.checks.pin import PinView
from hardware_mocks.checks.run import Run
from makerkit.trace import Trace


class Seen:
    """Read-only observations over one run; whatever was not seen raises LookupError."""

    def __init__(self, run: Run, program: Path) -> None:
        self._run = run
        self._path = program

    def led(self, name: str) -> LedView:
        """Return what an LED did."""
        return LedView(self._run.names.find(name, LED_TYPES, "LED"), self._run.log)

    def button(self, name: str) -> ButtonView:
        """Return what a button did."""
        return ButtonView(self._run.names.find(name, BUTTON_TYPES, "button"), self._run.log)

    def pin(self, name: str) -> PinView:
        """Return what a pin did: "GPIO17"."""
        return PinView(self._run.names.pin(name), self._run.log)

    @property
    def trace(self) -> Trace:
        """Everything that was recorded."""
        return self._run.log.trace

    @property
    def prints(self) -> list[str]:
        """Each line the program printed."""
        return [line.text for line in self._run.log.lines]

    @property
    def ended_s(self) -> float | None:
        """When the program ended by itself, None while it runs."""
        return self._run.program.ended_s

    @property
    def now_s(self) -> float:
        """How long the program has run."""
        return self._run.now_s

    @property
    def error(self) -> BaseException | None:
        """What the program raised."""
        return self._run.program.error

    @property
    def used_pins(self) -> list[str]:
        """The pins that the program took, in that order: ["GPIO17"]."""
        return self._run.log.used_pins

    @property
    def code(self) -> Any:
        """The program's own text, to ask which calls it has (`explain.CodeView`)."""
        return explaining.code_view(self._path.read_text(encoding="utf-8"))
