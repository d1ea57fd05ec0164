"""`curses` without a terminal: keys come from the bench's keyboard, text goes nowhere.

The bench itself lives in the terminal, and in a check there is none at all.
"""

from types import ModuleType
from typing import Any

from hardware_mocks.after_import import when_imported
from hardware_mocks.standins.keyboard import Keyboard

ROWS, COLUMNS = 24, 80
NO_KEY = -1


def install() -> None:
    """Replace what begins and ends a screen, once the program imports curses."""
    when_imported("curses", _replace)


class Window:
    """The screen of a program that uses `curses`."""

    def __init__(self, curses: ModuleType) -> None:
        self._keyboard = Keyboard.of_the_bench()
        self._keyboard.tells_releases = False
        self._codes = {
            "up": curses.KEY_UP,
            "down": curses.KEY_DOWN,
            "left": curses.KEY_LEFT,
            "right": curses.KEY_RIGHT,
            "space": ord(" "),
            "enter": ord("\n"),
        }
        self.patience_s: float | None = None

    def getch(self, *_place: int) -> int:
        """Return the next key's code, or -1 when none came in time."""
        event = self._keyboard.get(self.patience_s)
        return NO_KEY if event is None else int(self._codes.get(event.key, ord(event.key[-1])))

    def nodelay(self, flag: bool) -> None:
        """Let `getch` not wait at all, or for ever."""
        self.patience_s = 0.0 if flag else None

    def timeout(self, delay_ms: int) -> None:
        """Let `getch` wait so long; negative is for ever."""
        self.patience_s = None if delay_ms < 0 else delay_ms / 1000

    def getmaxyx(self) -> tuple[int, int]:
        """Return the size of the screen."""
        return ROWS, COLUMNS

    def __getattr__(self, _name: str) -> Any:
        """Whatever draws does nothing."""
        return _nothing


def _replace(curses: ModuleType) -> None:
    window: list[Window] = []

    def initscr() -> Window:
        window[:] = [Window(curses)]
        return window[0]

    def halfdelay(tenths: int) -> None:
        window[0].patience_s = tenths / 10

    curses.initscr, curses.halfdelay = initscr, halfdelay  # type: ignore[attr-defined]
    for name in (
        *("noecho", "echo", "cbreak", "nocbreak", "raw", "noraw", "endwin", "start_color"),
        *("curs_set", "flushinp", "doupdate", "use_default_colors", "init_pair", "beep"),
    ):
        setattr(curses, name, _nothing)


def _nothing(*_args: Any, **_how: Any) -> None:
    """Do nothing."""
