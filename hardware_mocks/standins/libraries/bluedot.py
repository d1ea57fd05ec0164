"""`bluedot`: a blue button on somebody's telephone, which is the part "bluedot" on the bench."""

import inspect
import math
import queue
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, ClassVar

from hardware_mocks.parts.part import Control
from hardware_mocks.standins.things import Thing, on_the_bench

INNER_PART = 0.5
"""Nearer to the middle than this, the position is called the middle (BlueDot's manual)."""
Handler = Callable[..., object]


@dataclass(frozen=True, slots=True)
class BlueDotPosition:
    """Where the finger lies: x and y from -1 to 1, y upwards."""

    x: float
    y: float

    @property
    def distance(self) -> float:
        """How far from the middle, 0 to 1."""
        return math.hypot(self.x, self.y)

    @property
    def angle(self) -> float:
        """Degrees from the top, clockwise is positive."""
        return math.degrees(math.atan2(self.x, self.y))

    @property
    def middle(self) -> bool:
        """Whether it is the middle."""
        return self.distance <= INNER_PART

    @property
    def top(self) -> bool:
        """Whether it is the top."""
        return not self.middle and -45 < self.angle <= 45

    @property
    def right(self) -> bool:
        """Whether it is the right side."""
        return not self.middle and 45 < self.angle <= 135

    @property
    def bottom(self) -> bool:
        """Whether it is the bottom."""
        return not self.middle and not -135 < self.angle <= 135

    @property
    def left(self) -> bool:
        """Whether it is the left side."""
        return not self.middle and -135 < self.angle <= -45


class Screen(Thing):
    """The telephone with the dot on it.

    Attributes:
        pressed: whether a finger is on the dot.
        x, y: where on it.
    """

    kind = "bluedot"
    controls = (
        Control("pressed", is_switch=True),
        Control("x", -1.0, 1.0),
        Control("y", -1.0, 1.0),
    )
    defaults: ClassVar = {"pressed": False, "x": 0.0, "y": 0.0}
    pressed: bool
    x: float
    y: float

    def connect(self) -> None:
        """Nobody listens yet."""
        self.listeners: list[Callable[[str], None]] = []

    def press(self) -> None:
        """Put a finger on it."""
        self.set(pressed=True)

    def release(self) -> None:
        """Take the finger away."""
        self.set(pressed=False)

    def changed(self, control: str) -> None:
        """Tell who listens."""
        if control == "pressed":
            happened = "pressed" if self.pressed else "released"
        elif self.pressed:
            happened = "moved"
        else:
            return
        for listener in self.listeners:
            listener(happened)


class BlueDot:
    """The dot as a program sees it."""

    def __init__(self, *_args: Any, **_how: Any) -> None:
        self._screen = on_the_bench(Screen, "bluedot")
        self._screen.listeners.append(self._on_change)
        self._down, self._up = threading.Event(), threading.Event()
        self._up.set()
        self._happened: queue.SimpleQueue[str] = queue.SimpleQueue()
        self.when_pressed: Handler | None = None
        self.when_released: Handler | None = None
        self.when_moved: Handler | None = None
        threading.Thread(target=self._call_handlers, name="bluedot", daemon=True).start()

    @property
    def is_pressed(self) -> bool:
        """Whether a finger is on it."""
        self._screen.clock.poll()
        return self._screen.pressed

    @property
    def value(self) -> int:
        """1 when pressed, else 0."""
        return int(self.is_pressed)

    @property
    def values(self) -> Iterator[int]:
        """The value, again and again."""
        while True:
            yield self.value

    @property
    def position(self) -> BlueDotPosition:
        """Where the finger is, or was last."""
        return BlueDotPosition(self._screen.x, self._screen.y)

    def wait_for_press(self, timeout: float | None = None) -> bool:
        """Wait until a finger is on it."""
        return self._down.wait(timeout)

    def wait_for_release(self, timeout: float | None = None) -> bool:
        """Wait until no finger is on it."""
        return self._up.wait(timeout)

    def _on_change(self, happened: str) -> None:
        if happened == "pressed":
            self._up.clear()
            self._down.set()
        elif happened == "released":
            self._down.clear()
            self._up.set()
        self._happened.put(happened)

    def _call_handlers(self) -> None:
        while True:
            handler: Handler | None = getattr(self, f"when_{self._happened.get()}")
            if handler is not None:
                wants_position = bool(inspect.signature(handler).parameters)
                handler(*((self.position,) if wants_position else ()))
