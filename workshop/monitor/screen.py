"""Where the monitor shows its lines: a terminal with a line to type in, or a pipe."""

from __future__ import annotations

import os
import sys
import threading
from datetime import datetime
from queue import Queue
from typing import TYPE_CHECKING

from workshop.keys import Keyboard
from workshop.monitor.reading import Kind, Reading, Shown

if TYPE_CHECKING:
    from rich.console import Console

STYLES = {
    Kind.TELEMETRY: "",
    Kind.EVENT: "bold yellow",
    Kind.ANSWER: "green",
    Kind.BOOT: "bold magenta",
    Kind.TEXT: "",
    Kind.BAD: "red",
    Kind.SENT: "cyan",
    Kind.NOTE: "blue",
}
SIGNS = {Kind.BAD: "!", Kind.SENT: ">", Kind.NOTE: "-"}
FROM_BOARD = "<"
JOIN_S = 2.0


def as_line(shown: Shown) -> str:
    """Return a line as it is printed: time, direction, text."""
    time = datetime.fromtimestamp(shown.at_s).astimezone().strftime("%H:%M:%S.%f")[:-3]
    return f"{time} {SIGNS.get(shown.kind, FROM_BOARD)} {shown.text}"


def statistics_line(reading: Reading) -> str:
    """Return how the link does, in one line."""
    bad = sum(reading.bad.values())
    if not reading.good and reading.texts > bad:
        return f"{reading.texts} lines"
    reasons = ", ".join(f"{count} {reason.name}" for reason, count in sorted(reading.bad.items()))
    return (
        f"good {reading.good}  bad {bad}{f' ({reasons})' if bad else ''}  lost {reading.gaps.lost}"
    )


class PlainScreen:
    """Plain lines on standard output; what comes on standard input is sent."""

    is_for_eyes = False

    def __init__(self) -> None:
        self.typed: Queue[str] = Queue()
        self._thread = threading.Thread(target=self._read, name="monitor-input", daemon=True)

    def __enter__(self) -> PlainScreen:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        """Leave the thread alone: it waits for input that may never come."""

    def show(self, lines: list[Shown]) -> None:
        """Print lines."""
        encoding = sys.stdout.encoding or "ascii"
        for shown in lines:
            text = f"{as_line(shown)}\n".encode(encoding, "replace").decode(encoding)
            sys.stdout.write(text)
        if lines:
            sys.stdout.flush()

    def refresh(self, status: str) -> None:
        """Show nothing: a pipe has no last line."""

    def _read(self) -> None:
        try:
            descriptor = sys.stdin.fileno()
        except (OSError, ValueError):  # no file of the system: all of it is there already
            self._take(sys.stdin.read().encode())
            return
        begun = b""
        while piece := os.read(descriptor, 4096):  # sys.stdin's lock would outlive the program
            *lines, begun = (begun + piece).split(b"\n")
            self._take(b"\n".join(lines))

    def _take(self, data: bytes) -> None:
        for line in data.decode("utf-8", "replace").splitlines():
            self.typed.put(line)


class TerminalScreen:
    """A terminal: lines run upwards, below them stand the statistics and what is being typed."""

    is_for_eyes = True

    def __init__(self, console: Console) -> None:
        self.typed: Queue[str] = Queue()
        self._console = console
        self._keyboard = Keyboard()
        self._thread = threading.Thread(target=self._take_keys, name="monitor-keys", daemon=True)
        self._lock = threading.Lock()
        self._text = self._status = self._drawn = ""
        self._earlier: list[str] = []
        self._back = 0

    def __enter__(self) -> TerminalScreen:
        self._keyboard.__enter__()
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._keyboard.stop()
        self._thread.join(JOIN_S)
        self._keyboard.__exit__()
        with self._lock:
            self._clear()

    def show(self, lines: list[Shown]) -> None:
        """Print lines above the one that is typed in."""
        from rich.text import Text

        with self._lock:
            if lines:
                self._clear()
            for shown in lines:
                text = Text(as_line(shown), STYLES[shown.kind])
                self._console.print(text, highlight=False, soft_wrap=True)
            if lines:
                self._draw()

    def refresh(self, status: str) -> None:
        """Draw the last line anew, if it is another."""
        with self._lock:
            self._status = status
            if self._last_line() != self._drawn:
                self._clear()
                self._draw()

    def _last_line(self) -> str:
        room = max(self._console.width - 1, 20)
        line = f"[{self._status}] > {self._text}"
        return line if len(line) <= room else f"> {self._text}"[-room:]

    def _draw(self) -> None:
        self._drawn = self._last_line()
        self._console.file.write(self._drawn)
        self._console.file.flush()

    def _clear(self) -> None:
        self._console.file.write("\r\x1b[K")
        self._drawn = ""

    def _take_keys(self) -> None:
        for key in self._keyboard:
            with self._lock:
                self._take_key(key)
                self._clear()
                self._draw()

    def _take_key(self, key: str) -> None:
        if key == "enter" and self._text:
            self.typed.put(self._text)
            self._earlier.append(self._text)
            self._text, self._back = "", 0
        elif key == "backspace":
            self._text = self._text[:-1]
        elif key in {"up", "down"} and self._earlier:
            self._back = min(max(self._back + (1 if key == "up" else -1), 0), len(self._earlier))
            self._text = self._earlier[-self._back] if self._back else ""
        elif key == "escape":
            self._text = ""
        elif len(key) == 1:
            self._text += key


Screen = PlainScreen | TerminalScreen


def make_screen() -> Screen:
    """Return the one that fits standard input and output."""
    from rich.console import Console

    console = Console(highlight=False)
    if console.is_terminal and sys.stdin.isatty():
        return TerminalScreen(console)
    return PlainScreen()
