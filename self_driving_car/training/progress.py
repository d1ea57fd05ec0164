"""How far a training is: a bar and curves on a terminal, plain lines elsewhere."""

import shutil
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TextIO, TypeVar

T = TypeVar("T")

BAR_CELLS = 24
DRAW_EVERY_S = 0.2
BLOCKS = " ▁▂▃▄▅▆▇█"


class Progress:
    """Shows steps that count up. On a terminal a bar is drawn anew; elsewhere it is left out.

    Args:
        stream: where to write to.
        clock: seconds, for the time that is left.
    """

    def __init__(
        self, stream: TextIO = sys.stderr, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._stream, self._clock = stream, clock
        self._is_terminal = stream.isatty()
        self._drawn_s = -DRAW_EVERY_S

    def say(self, text: str) -> None:
        """Print a line that stays."""
        self._clear()
        print(text, file=self._stream, flush=True)

    def each(self, things: Iterable[T], total: int, title: str) -> Iterator[T]:
        """Yield things one by one, and show how many are done."""
        began_s = self._clock()
        for done, thing in enumerate(things):
            self.draw(title, done, total, began_s)
            yield thing
        self._clear()

    def draw(self, title: str, done: int, total: int, began_s: float) -> None:
        """Draw the bar, at most five times a second."""
        now_s = self._clock()
        if not self._is_terminal or now_s - self._drawn_s < DRAW_EVERY_S:
            return
        self._drawn_s = now_s
        line = bar_line(title, done, total, now_s - began_s)
        width = shutil.get_terminal_size().columns - 1
        self._stream.write("\r" + line[:width].ljust(width))
        self._stream.flush()

    def _clear(self) -> None:
        if self._is_terminal:
            width = shutil.get_terminal_size().columns - 1
            self._stream.write("\r" + " " * width + "\r")
            self._stream.flush()


def bar_line(title: str, done: int, total: int, took_s: float) -> str:
    """Return one line: what is done, how much of it, and about how long it still takes."""
    share = min(1.0, done / total) if total > 0 else 0.0
    full = round(share * BAR_CELLS)
    left = f", {plain_time((1 - share) / share * took_s)} left" if share > 0.02 else ""
    return f"{title} [{'#' * full}{'.' * (BAR_CELLS - full)}] {done} of {total}{left}"


def plain_time(time_s: float) -> str:
    """Return a duration as people say it: 42 s, 3 min 20 s, 2 h 5 min."""
    seconds = max(0, round(time_s))
    if seconds < 60:
        return f"{seconds} s"
    if seconds < 3600:
        return f"{seconds // 60} min {seconds % 60} s"
    return f"{seconds // 3600} h {seconds % 3600 // 60} min"


def curve(values: Sequence[float], cells: int = 40) -> str:
    """Return values as a row of blocks, the last `cells` of them, 0 at the foot."""
    shown = list(values)[-cells:]
    highest = max(shown, default=0.0)
    if highest <= 0:
        return BLOCKS[0] * len(shown)
    return "".join(BLOCKS[round(max(0.0, v) / highest * (len(BLOCKS) - 1))] for v in shown)
