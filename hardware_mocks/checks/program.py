"""The program as a check speaks of it: what it prints, whether it runs, what is typed for it."""

import re
from pathlib import Path

from hardware_mocks.checks.failure import BrokenCheckError, CheckFailure
from hardware_mocks.checks.quantities import Quantity, seconds
from hardware_mocks.checks.run import Run


class Program:
    """What a lesson asks of the program itself."""

    def __init__(self, run: Run) -> None:
        self._run = run
        self._used_lines: set[int] = set()

    @property
    def lines(self) -> list[str]:
        """Every line it has printed so far."""
        return [line.text for line in self._run.log.lines]

    @property
    def folder(self) -> Path:
        """Where it finds and leaves its files."""
        return self._run.stage.folder

    def prints(self, text: "str | re.Pattern[str]", within: Quantity = "1 s") -> None:
        """It prints a line with that text, or that fits the pattern, after what was done last."""
        self._run.looks += 1
        pattern = text if isinstance(text, re.Pattern) else _pattern(text)

        def found() -> int | None:
            lines = enumerate(self._run.log.lines)
            return next((i for i, line in lines if self._fits(i, line.t_s, line.text)), None)

        self._fit = pattern
        if self._run.wait_until(lambda: found() is not None, seconds(within), ("print",)):
            index = found()
            assert index is not None
            self._used_lines.add(index)
            return
        lines = self.lines
        asked = text.pattern if isinstance(text, re.Pattern) else text
        raise CheckFailure(
            "program.printed_other" if lines else "program.printed_nothing",
            is_missing=True,
            text=asked,
            last=lines[-1][:80] if lines else "",
            lines=len(lines),
            within_s=seconds(within),
        )

    _fit: "re.Pattern[str]"

    def _fits(self, index: int, t_s: float, text: str) -> bool:
        is_new = t_s >= self._run.moment_s and index not in self._used_lines
        return is_new and self._fit.search(text) is not None

    def keeps_running(self, for_: Quantity = "5 s") -> None:
        """It has not ended after that time."""
        self._run.looks += 1
        for_s = seconds(for_)
        self._run.wait_until(lambda: not self._run.program.is_running, for_s)
        ended_s = self._run.program.ended_s
        if ended_s is not None:
            raise CheckFailure("program.ended_early", is_missing=True, t_s=ended_s, for_s=for_s)

    def ends(self, within: Quantity) -> None:
        """It comes to its end by itself in that time."""
        self._run.looks += 1
        self._run.wait_until(lambda: not self._run.program.is_running, seconds(within))
        if self._run.program.is_running:
            raise CheckFailure("program.did_not_end", within_s=seconds(within))

    def types(self, text: str) -> None:
        """Type a line for it and press Enter."""
        self._run.acted()
        self._run.stage.type(text)


def _pattern(text: str) -> "re.Pattern[str]":
    """Return what finds a text as it is, or else as a pattern."""
    try:
        return re.compile(f"{re.escape(text)}|(?:{text})")
    except re.error:
        return re.compile(re.escape(text))


def no_program() -> BrokenCheckError:
    """Return what is said where a check asks for something outside of a task."""
    return BrokenCheckError("No program runs here: write it inside of `with task():`.")
