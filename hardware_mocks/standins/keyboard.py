"""A keyboard on the bench: arrow keys and a few more, for programs that read keys themselves.

In a scenario: `part = "up"`, `action = "press"`, `for_s = 2`.
"""

import threading
from collections import deque
from collections.abc import Callable
from typing import ClassVar, NamedTuple

from hardware_mocks.bench import Bench, current_bench
from hardware_mocks.parts.part import Control
from hardware_mocks.standins.things import Thing, on_the_bench
from hardware_mocks.virtual_time import NS_PER_S

KEYS = ("up", "down", "left", "right", "space", "enter", "escape", *(f"key {c}" for c in "wasdq"))
"""Single letters alone would be taken for buttons, which are called A, B, C, ..."""
FIRST_REPEAT_NS = 250_000_000
REPEAT_NS = 100_000_000
"""The Linux console repeats a key after 250 ms, about ten times a second (kbdrate)."""

RELEASED, PRESSED, REPEATED = 0, 1, 2


class KeyEvent(NamedTuple):
    """A key went down, was repeated, or came up."""

    t_ns: int
    key: str
    value: int


class Key(Thing):
    """One key.

    Attributes:
        pressed: whether it is down.
    """

    kind = "key"
    controls = (Control("pressed", is_switch=True),)
    defaults: ClassVar = {"pressed": False}
    pressed: bool
    keyboard: "Keyboard"

    def connect(self) -> None:
        """It is not pressed."""
        self._ticket = 0

    def press(self) -> None:
        """Push it down."""
        self.set(pressed=True)

    def release(self) -> None:
        """Let it go."""
        self.set(pressed=False)

    def changed(self, control: str) -> None:
        """Tell the keyboard, and repeat while it is down."""
        self._ticket += 1
        self._tell(PRESSED if self.pressed else RELEASED)
        if self.pressed:
            self.clock.after(FIRST_REPEAT_NS, self._repeat, self._ticket)

    def _repeat(self, ticket: int) -> None:
        if ticket == self._ticket:
            self._tell(REPEATED)
            self.clock.after(REPEAT_NS, self._repeat, ticket)

    def _tell(self, value: int) -> None:
        self.keyboard.put(KeyEvent(self.clock.now_ns, self.name, value))


class Keyboard:
    """Collects what its keys do until the program reads it.

    Attributes:
        tells_releases: whether a key that comes up is told: in a terminal it is not.
    """

    _on_bench: "Keyboard | None" = None

    def __init__(self, bench: Bench) -> None:
        self.bench = bench
        self.tells_releases = True
        self._events: deque[KeyEvent] = deque()
        self._calls: deque[Callable[[], None]] = deque()
        self._news = threading.Condition()
        for name in KEYS:
            on_the_bench(Key, name, bench).keyboard = self

    @classmethod
    def of_the_bench(cls) -> "Keyboard":
        """Return the bench's keyboard, which is plugged in the first time."""
        bench = current_bench()
        if cls._on_bench is None or cls._on_bench.bench is not bench:
            cls._on_bench = cls(bench)
        return cls._on_bench

    def put(self, event: KeyEvent) -> None:
        """Note what a key did."""
        if event.value == RELEASED and not self.tells_releases:
            return
        with self._news:
            self._events.append(event)
            self._news.notify()

    def call_reader(self, action: Callable[[], None]) -> None:
        """Let whoever waits for a key call something meanwhile, as a window's callbacks are."""
        with self._news:
            self._calls.append(action)
            self._news.notify()

    def get(self, timeout_s: float | None = None) -> KeyEvent | None:
        """Return the next event, waiting for it; None when there was none in time."""
        clock = self.bench.clock
        until_ns = None if timeout_s is None else clock.now_ns + round(timeout_s * NS_PER_S)
        while True:
            with self._news:
                left_s = None if until_ns is None else (until_ns - clock.now_ns) / NS_PER_S
                self._news.wait_for(lambda: self._events or self._calls, left_s)
                if not self._calls:
                    return self._events.popleft() if self._events else None
                action = self._calls.popleft()
            action()
