r"""Keys: what comes from the keyboard, one at a time, and the terminal that lets them through.

A terminal sends an arrow as several characters ("\x1b[C"); here it is one word: "right",
"shift+right". Ctrl-C stays what it is everywhere: a signal to the whole group of processes.
"""

import codecs
import contextlib
import os
import re
import select
import sys
from collections.abc import Iterator

ESCAPE_WAIT_S = 0.05
"""How long the rest of an arrow key may take to come; after that it was the Esc key."""

_SEQUENCE = re.compile(
    r"\x1b(?:\[|O)(?P<numbers>[\d;]*)(?P<final>[A-Za-z~])"  # ECMA-48: control sequences
    r"|\x1b(?P<other>\[\[[A-E]|[^\x1b])"  # F1 to F5 without a desktop; Alt with a letter
    r"|(?P<one>.)",
    re.DOTALL,
)
_UNFINISHED = re.compile(r"\x1b(?:\[\[|[\[O][\d;]*)?")
_FINALS = {"A": "up", "B": "down", "C": "right", "D": "left", "H": "home", "F": "end"}
_NUMBERS = {"1": "home", "7": "home", "4": "end", "8": "end", "5": "page up", "6": "page down"}
_PLAIN = {
    "\r": "enter",
    "\n": "enter",
    "\t": "tab",
    "\x1b": "escape",
    "\x7f": "backspace",
    "\b": "backspace",
    "\x03": "ctrl+c",
}
_WINDOWS = {
    "H": "up",
    "P": "down",
    "K": "left",
    "M": "right",
    "G": "home",
    "O": "end",
    "I": "page up",
    "Q": "page down",
    "s": "ctrl+left",
    "t": "ctrl+right",
    "\x0f": "shift+tab",
}


def split_keys(text: str) -> tuple[list[str], str]:
    """Return the keys in what a terminal sent, and a rest that is not complete yet.

    A key is a printable character or a word such as "enter" or "ctrl+left"; what is neither is
    left out.
    """
    keys: list[str] = []
    at = 0
    while at < len(text):
        unfinished = _UNFINISHED.fullmatch(text, at)
        if unfinished:
            return [key for key in keys if key], unfinished[0]
        found = _SEQUENCE.match(text, at)
        assert found is not None
        keys.append(_name(found))
        at = found.end()
    return [key for key in keys if key], ""


def _name(found: re.Match[str]) -> str:
    if found["other"]:
        return ""
    one = found["one"]
    if one is not None:
        return _PLAIN.get(one, one if one.isprintable() else "")
    number, _, modifier = found["numbers"].partition(";")
    if found["final"] == "Z":
        return "shift+tab"
    name = _NUMBERS.get(number, "") if found["final"] == "~" else _FINALS.get(found["final"], "")
    # xterm counts modifiers from 1: 1 is none, 2 shift, 5 ctrl; any of them means "bigger"
    return f"shift+{name}" if name and modifier not in ("", "1") else name


class Keyboard:
    """The keyboard of this terminal, one key at a time, without Enter and without echo.

    As a context manager it takes the terminal and gives it back as it was. Iterating
    over it gives the keys, until `stop`.
    """

    def __enter__(self) -> "Keyboard":
        self._taken = contextlib.ExitStack()
        with contextlib.ExitStack() as taken:
            if sys.platform != "win32":
                self._fd = sys.stdin.fileno()
                self._wake_in, self._wake_out = os.pipe()
                taken.callback(os.close, self._wake_in)
                taken.callback(os.close, self._wake_out)
                taken.enter_context(_single_keys(self._fd))
            self._taken = taken.pop_all()
        self._is_stopped = False
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()
        self._taken.close()

    def stop(self) -> None:
        """Let the keys end."""
        self._is_stopped = True
        if sys.platform != "win32":
            with contextlib.suppress(OSError):
                os.write(self._wake_out, b"x")

    def __iter__(self) -> Iterator[str]:
        """Yield each key; end at `stop` or when the terminal has gone."""
        return self._windows_keys() if sys.platform == "win32" else self._posix_keys()

    def _posix_keys(self) -> Iterator[str]:
        decoder = codecs.getincrementaldecoder("utf-8")("replace")
        rest = ""
        while not self._is_stopped:
            piece = self._read(ESCAPE_WAIT_S if rest else None)
            if piece is None:
                yield "escape"
                rest = ""
                continue
            if not piece:
                return
            keys, rest = split_keys(rest + decoder.decode(piece))
            yield from keys

    def _read(self, timeout_s: float | None) -> bytes | None:
        """Return what was typed, b"" at the end, None when nothing came in time."""
        ready, _, _ = select.select([self._fd, self._wake_in], [], [], timeout_s)
        if self._wake_in in ready:
            return b""
        if not ready:
            return None
        try:
            return os.read(self._fd, 1024)
        except OSError:
            return b""

    def _windows_keys(self) -> Iterator[str]:
        if sys.platform != "win32":  # so that mypy reads the rest only where it can
            return
        import msvcrt
        import time

        while not self._is_stopped:
            if not msvcrt.kbhit():
                time.sleep(ESCAPE_WAIT_S)
                continue
            one = msvcrt.getwch()
            if one in "\x00\xe0":
                yield _WINDOWS.get(msvcrt.getwch(), "")
            else:
                yield from split_keys(one)[0] or ["escape"]


@contextlib.contextmanager
def _single_keys(fd: int) -> Iterator[None]:
    """Give each key at once and unseen; Ctrl-C stays a signal, other keys are no signals."""
    if sys.platform == "win32":
        yield
        return
    import termios

    before = termios.tcgetattr(fd)
    settings = termios.tcgetattr(fd)
    settings[0] &= ~termios.IXON
    settings[3] = (settings[3] & ~(termios.ICANON | termios.ECHO | termios.IEXTEN)) | termios.ISIG
    off = os.fpathconf(fd, "PC_VDISABLE")
    settings[6][termios.VMIN], settings[6][termios.VTIME] = 1, 0
    settings[6][termios.VSUSP] = settings[6][termios.VQUIT] = bytes([off])
    try:
        termios.tcsetattr(fd, termios.TCSAFLUSH, settings)
        yield
    finally:
        with contextlib.suppress(termios.error):  # the terminal itself may have gone
            termios.tcsetattr(fd, termios.TCSAFLUSH, before)  # keys not read yet are forgotten
