"""`evdev`: the keyboard plugged into the Pi, which is the bench's keyboard."""

from collections.abc import Iterator
from typing import NamedTuple

from hardware_mocks.standins.keyboard import Keyboard

PATH = "/dev/input/event0"


class ecodes:  # noqa: N801 (a module in evdev)
    """Linux's numbers for events and keys (input-event-codes.h)."""

    EV_SYN, EV_KEY, EV_REL = 0, 1, 2
    KEY_RESERVED, KEY_ESC, KEY_ENTER, KEY_SPACE = 0, 1, 28, 57
    KEY_UP, KEY_LEFT, KEY_RIGHT, KEY_DOWN = 103, 105, 106, 108
    KEY_Q, KEY_W, KEY_A, KEY_S, KEY_D = 16, 17, 30, 31, 32


class InputEvent(NamedTuple):
    """One event: value 1 is a key going down, 0 coming up, 2 repeated."""

    sec: int
    usec: int
    type: int
    code: int
    value: int

    def timestamp(self) -> float:
        """Return when it happened, in seconds."""
        return self.sec + self.usec / 1e6


class InputDevice:
    """A device that tells what is done to it."""

    def __init__(self, path: str) -> None:
        if path != PATH:
            raise FileNotFoundError(2, "No such file or directory", path)
        self.path = self.fn = path
        self.name = "Keyboard of the bench"
        self._keyboard = Keyboard.of_the_bench()

    def capabilities(self) -> dict[int, list[int]]:
        """Return which events it can tell: the keys of a usual keyboard."""
        return {ecodes.EV_SYN: [0], ecodes.EV_KEY: list(range(1, 128))}

    def read_loop(self) -> Iterator[InputEvent]:
        """Return what happens, one event after the other, for ever."""
        while True:
            event = self._keyboard.get()
            if event is not None:
                code = getattr(ecodes, "KEY_" + event.key.removeprefix("key ").upper())
                seconds, nanoseconds = divmod(event.t_ns, 1_000_000_000)
                micros = nanoseconds // 1000
                yield InputEvent(seconds, micros, ecodes.EV_KEY, code, event.value)

    def grab(self) -> None:
        """Keep its events from others: there are none."""

    ungrab = close = grab


def list_devices() -> list[str]:
    """Return the paths of all devices."""
    return [PATH]
