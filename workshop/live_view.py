"""The bench in the terminal, live: what can be seen, the last prints, keys for what can be touched.

Messages and prints come in from any thread. Two threads of its own: "live-view-drawing" draws when
something has changed, and no oftener than this machine can bear; "live-view-keys" reads the keys.
"""

import contextlib
import itertools
import os
import sys
import threading
import time
from collections import deque
from collections.abc import Callable
from typing import Any

from rich.console import Console, ConsoleOptions, RenderResult
from rich.live import Live
from rich.text import Text

from workshop.hands import Hands, Order, PartState, handles_of
from workshop.keys import Keyboard
from workshop.lines import as_shown
from workshop.live_pen import ASCII, pen_for
from workshop.live_screen import MOST_PRINTS, Scene, draw
from workshop.runner import ended_by_signals

LEAST_COLUMNS = 30
FRAME_S = 1 / 20
"""No oftener than this."""
CLOCK_S = (0.2, 1.0)
"""How often it is drawn when only time passes, on a quick and on a slow machine."""
SHARE_OF_CPU = 0.2
"""How much of one core drawing may take; while only time passes, a quarter of it."""
REMARK_S = 3.0
LONGEST_LINE = 2000
KEPT_PRINTS = 200
"""Shown again when the live view is over."""
JOIN_S = 2.0


def can_show_live() -> bool:
    """Return whether this is a terminal that can show the bench: with keys, and wide enough."""
    try:
        if not (sys.stdin.isatty() and sys.stdout.isatty()):
            return False
        size = os.get_terminal_size(sys.stdout.fileno())
    except (AttributeError, OSError, ValueError):
        return False
    return os.environ.get("TERM") not in ("dumb", "unknown") and size.columns >= LEAST_COLUMNS


class LiveView:
    """The bench in the terminal: what can be seen, the last prints, keys for what can be touched.

    Args:
        title: what runs, and where.
        order: lets a person do something at the bench: `order(do="press", part="button1")`.
        type_line: gives the program a line that was typed; None where nobody listens.
        quit: ends the program.
        console: where to draw; the terminal by default.
    """

    def __init__(
        self,
        title: str,
        *,
        order: Callable[..., None],
        type_line: Callable[[str], None] | None = None,
        quit: Callable[[], None],  # noqa: A002 (what a person calls it)
        console: Console | None = None,
    ) -> None:
        self._title = title
        self._order = order
        self._type_line = type_line
        self._quit = quit
        self._console = console or Console(highlight=False)
        self._pen = pen_for(self._console.encoding, os.environ)
        self._prints = Prints()
        self._hands = Hands()
        self._changed = threading.Condition()
        self._is_urgent = False
        self._is_over = False
        self._t_s = 0.0
        self._parts: list[PartState] | None = None
        self._remark, self._remark_until_s = "", 0.0
        self._typed: str | None = None
        self._wants_input = False
        self._shows_help = False
        self._address = ""

    # -- the terminal

    def __enter__(self) -> "LiveView":
        with contextlib.ExitStack() as taken:
            if threading.current_thread() is threading.main_thread():
                taken.enter_context(ended_by_signals())
            taken.callback(self._show_prints_again)
            self._keyboard = taken.enter_context(Keyboard())
            self._live = Live(
                console=self._console,
                screen=True,
                auto_refresh=False,
                redirect_stdout=False,
                redirect_stderr=False,
            )
            taken.enter_context(self._live)
            taken.callback(self._stop_threads)
            self._threads = [
                threading.Thread(target=self._keep_drawing, name="live-view-drawing", daemon=True),
                threading.Thread(target=self._read_keys, name="live-view-keys", daemon=True),
            ]
            for thread in self._threads:
                thread.start()
            self._taken = taken.pop_all()
        return self

    def __exit__(self, *_: object) -> None:
        self._taken.close()

    def _stop_threads(self) -> None:
        with self._changed:
            self._is_over = True
            self._changed.notify_all()
        self._keyboard.stop()
        for thread in self._threads:
            thread.join(JOIN_S)
        self._console.clear()  # some terminals mix the two screens up after a change of size

    def _show_prints_again(self) -> None:
        """Leave on the ordinary screen what the program printed last."""
        if self._prints.forgotten:
            self._show(f"({self._prints.forgotten} lines before these are not shown again)", "dim")
        for text, stream in self._prints.lines():
            self._show(text, "red" if stream == "stderr" else "")

    def _show(self, line: str, style: str) -> None:
        line = to_ascii(line) if self._pen is ASCII else line
        self._console.print(Text(line, style), soft_wrap=True)

    # -- what comes in, from any thread

    def on_message(self, message: dict[str, Any]) -> None:
        """Take a message of the program's process."""
        with self._changed:
            if "state" in message:
                self._t_s = message["state"]["t_s"]
                if message["state"]["parts"] == self._parts:
                    return  # only time has passed; it is drawn soon anyway
                self._parts = message["state"]["parts"]
            if "refused" in message:
                self._say(message["refused"])
            if "wants_input" in message:
                self._wants_input = bool(message["wants_input"]) and self._type_line is not None
                self._typed = "" if self._wants_input else None
            self._is_urgent = True
            self._changed.notify()

    def on_output(self, text: str, stream: str) -> None:
        """Take what the program printed."""
        with self._changed:
            self._prints.add(text, stream)
            self._is_urgent = True
            self._changed.notify()

    def say(self, remark: str) -> None:
        """Tell the person something for a moment."""
        with self._changed:
            self._say(remark)
            self._is_urgent = True
            self._changed.notify()

    def say_address(self, address: str) -> None:
        """Show where the bench's page is."""
        with self._changed:
            self._address = address
            self._is_urgent = True
            self._changed.notify()

    def _say(self, remark: str) -> None:
        self._remark, self._remark_until_s = remark, time.monotonic() + REMARK_S

    # -- drawing

    def _keep_drawing(self) -> None:
        cpu_s = 0.0
        drawn: tuple[Scene, tuple[int, int]] | None = None
        while True:
            with self._changed:
                pause_s = min(max(CLOCK_S[0], cpu_s * 4 / SHARE_OF_CPU), CLOCK_S[1])
                self._changed.wait_for(lambda: self._is_urgent or self._is_over, pause_s)
                if self._is_over:
                    return
                self._is_urgent = False
                scene = self._scene()
            columns, rows = self._console.size
            if drawn == (scene, (columns, rows)):
                continue
            drawn = (scene, (columns, rows))
            start_s = time.thread_time()
            self._draw(scene, columns, rows)
            cpu_s = time.thread_time() - start_s
            with self._changed:
                self._changed.wait_for(lambda: self._is_over, max(FRAME_S, cpu_s / SHARE_OF_CPU))

    def _scene(self) -> Scene:
        if time.monotonic() > self._remark_until_s:
            self._remark = ""
        return Scene(
            self._title,
            int(self._t_s * 10) / 10,
            self._parts,
            self._prints.lines(MOST_PRINTS),
            self._hands.chosen(handles_of(self._parts or [])),
            self._remark,
            self._typed,
            self._shows_help,
            self._address,
        )

    def _draw(self, scene: Scene, columns: int, rows: int) -> None:
        lines = draw(scene, columns, rows, self._pen)
        if self._pen is ASCII:
            for line in lines:
                line.plain = to_ascii(line.plain)
        self._live.update(Frame(lines), refresh=True)

    # -- keys

    def _read_keys(self) -> None:
        for key in self._keyboard:
            self._take_key(key)

    def _take_key(self, key: str) -> None:
        """Do what a key means: while a line is typed, letters are letters."""
        with self._changed:
            self._is_urgent = True
            self._changed.notify()
            if self._typed is not None:
                act = self._type(key)
            elif self._shows_help:
                self._shows_help = False
                return
            else:
                act = self._touch(key)
        if act is not None:
            act()

    def _type(self, key: str) -> Callable[[], None] | None:
        assert self._typed is not None
        typed = self._typed
        if len(key) == 1:
            self._typed += key
        elif key == "backspace":
            self._typed = typed[:-1]
        elif key == "escape":
            self._typed = None
        elif key == "enter" and self._type_line is not None:
            self._typed = ""
            self._prints.add(f"{typed}\n", "stdout")
            type_line = self._type_line
            return lambda: type_line(typed)
        return None

    def _touch(self, key: str) -> Callable[[], None] | None:
        if key == "q":
            self._say("Stopping.")
            return self._quit
        if key == "?":
            self._shows_help = True
        elif key == "escape" and self._wants_input:
            self._typed = ""
        else:
            order = self._hands.take(key, handles_of(self._parts or []), time.monotonic())
            return None if order is None else self._ordering(order)
        return None

    def _ordering(self, order: Order) -> Callable[[], None]:
        return lambda: self._order(**order)


class Frame:
    """Lines that are no wider than the screen: so rich need not look where to break them."""

    def __init__(self, lines: list[Text]) -> None:
        self._lines = lines

    def __rich_console__(self, console: Console, _options: ConsoleOptions) -> RenderResult:
        for line in self._lines:
            yield from line.render(console, end="\n")


class Prints:
    """The last lines that a program printed, as they are to be shown."""

    def __init__(self) -> None:
        self._lines: deque[tuple[str, str]] = deque(maxlen=KEPT_PRINTS)
        self._is_open = False
        self.forgotten = 0

    def add(self, text: str, stream: str) -> None:
        """Take a piece of output; a line may come in several pieces."""
        *whole, rest = text.split("\n")
        for line in whole:
            self._add(line, stream)
            self._is_open = False
        if rest:
            self._add(rest, stream)
            self._is_open = True

    def _add(self, piece: str, stream: str) -> None:
        if self._is_open and self._lines[-1][1] == stream:
            piece = self._lines.pop()[0] + piece
        self.forgotten += len(self._lines) == KEPT_PRINTS
        self._lines.append((piece[-LONGEST_LINE:], stream))

    def lines(self, count: int = KEPT_PRINTS) -> list[tuple[str, str]]:
        """Return the last lines, the oldest first."""
        shown = itertools.islice(self._lines, max(len(self._lines) - count, 0), None)
        return [(as_shown(text), stream) for text, stream in shown]


def to_ascii(text: str) -> str:
    """Return the text with each character outside ASCII replaced by one inside."""
    return text.translate({ord("°"): " ", ord("µ"): "u"}).encode("ascii", "replace").decode()
