"""Reading a page in a terminal: a screenful at a time, with its questions asked on the way."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from string import ascii_lowercase
from typing import TYPE_CHECKING

from rich.console import Group
from rich.text import Text

from workshop.lesson_text.blocks import Question, walk
from workshop.lesson_text.terminal import TerminalPage, together

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

    from workshop.lesson_text.page import Page

Ask = Callable[[str], str]
_ROWS_OF_A_PROMPT = 2


class EnoughError(Exception):
    """The reader has had enough; this is no fault."""


class Reading:
    """Shows one page.

    Args:
        console: where to print.
        view: turns blocks into things to print.
        ask: prints a prompt and returns the line that is typed; None where nobody can type: then
            all is printed at once, and questions are not asked.
        answered: is told, for each question that is answered, whether the first answer was right.
    """

    def __init__(
        self,
        console: Console,
        view: TerminalPage,
        ask: Ask | None,
        answered: Callable[[bool], None] | None = None,
    ) -> None:
        self._console = console
        self._view = view
        self._ask = ask
        self._answered = answered
        self._row = 0

    def show(self, page: Page) -> None:
        """Print the page, to its end or until the reader has had enough."""
        try:
            self._print(self._view.top(page))
            for group in together(page.blocks):
                self._print(self._view.blocks(group))
                for block in walk(group):
                    if isinstance(block, Question):
                        self._question(block)
        except EnoughError:
            return

    def _print(self, things: Iterable[RenderableType]) -> None:
        """Print what belongs together, on the next screen if this one has not enough room."""
        lines = self._console.render_lines(Group(*things), pad=False)
        rows = self._console.height - _ROWS_OF_A_PROMPT
        if self._row > 0 and rows < self._row + len(lines):
            self._pause()
        for line in lines:
            if self._row >= rows:
                self._pause()
            text = Text.assemble(*((segment.text, segment.style or "") for segment in line))
            text.rstrip()
            self._console.print(text)
            self._row += 1

    def _pause(self) -> None:
        if self._ask is not None and self._typed("Enter goes on, q stops: ").startswith("q"):
            raise EnoughError
        self._row = 0

    def _question(self, question: Question) -> None:
        """Ask until the answer is right, or the reader wants to go on."""
        if self._ask is None:
            return
        letters = ascii_lowercase[: len(question.choices)]
        tell = self._answered
        while letter := self._typed(f"Your answer ({', '.join(letters)}; Enter goes on): "):
            if letter not in letters:
                self._console.print(f"Type one letter: {', '.join(letters)}.")
                continue
            choice = question.choices[letters.index(letter)]
            if tell is not None:
                tell(choice.is_right)
                tell = None
            sign = Text("Right. ", "bold green") if choice.is_right else Text("No. ", "bold red")
            self._console.print(sign + self._view.words(choice.feedback))
            if choice.is_right:
                break
        self._console.print()
        self._row = 0

    def _typed(self, prompt: str) -> str:
        assert self._ask is not None
        try:
            return self._ask(prompt).strip().lower()
        except (EOFError, KeyboardInterrupt):
            self._console.print()
            raise EnoughError from None
