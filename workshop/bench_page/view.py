"""What the page shows: the messages of the program's process and its prints, as one plain state.

Pure but for its lock: messages go in from any thread, `state()` gives what is sent to the browser.
"""

from __future__ import annotations

import threading
from collections import deque
from typing import TYPE_CHECKING, Any, Literal

from workshop.hands import Grip, handles_of
from workshop.live_parts import picture_of
from workshop.live_pen import BLOCKS

if TYPE_CHECKING:
    from hardware_mocks.job import Outcome

KEPT_LINES = 200
LONGEST_LINE = 2000
_UNSEEN = ("resistor", "capacitor", "battery", "key", "host")
"""Parts with nothing to see on a page; keys are pressed in the window itself."""

Phase = Literal["starting", "running", "ended", "crashed"]


class PageView:
    """The state of the page.

    Args:
        title: the program's name.
    """

    def __init__(self, title: str) -> None:
        self.title = title
        self._lock = threading.Lock()
        self._bench: dict[str, Any] = {"t_s": 0.0, "parts": []}
        self._lines: deque[tuple[str, str]] = deque(maxlen=KEPT_LINES)
        self._count = 0
        self._is_open_line = False
        self._phase: Phase = "starting"
        self._words: list[str] = []
        self._runs = 0
        self._wants_input = False
        self._road: dict[str, Any] | None = None

    # -- what happens

    def begin(self) -> None:
        """A run begins: what the last one left is gone."""
        with self._lock:
            self._bench = {"t_s": 0.0, "parts": []}
            self._lines.clear()
            self._count, self._is_open_line = 0, False
            self._phase, self._words, self._wants_input = "starting", [], False
            self._road = None
            self._runs += 1

    def on_message(self, message: dict[str, Any]) -> None:
        """Take a message of the program's process."""
        with self._lock:
            if "state" in message:
                self._bench = dict(message["state"])
                self._road = self._bench.pop("road", self._road)  # it comes once in a run
                if self._phase == "starting":
                    self._phase = "running"
            if "wants_input" in message:
                self._wants_input = bool(message["wants_input"])

    def on_output(self, text: str, stream: str) -> None:
        """Take what the program printed; a line may come in several pieces."""
        with self._lock:
            *whole, rest = text.split("\n")
            for line in whole:
                self._add(line, stream)
                self._is_open_line = False
            if rest:
                self._add(rest, stream)
                self._is_open_line = True

    def end(self, outcome: Outcome) -> None:
        """The program has ended."""
        with self._lock:
            self._phase = "ended" if outcome.exit_code == 0 else "crashed"
            self._words = [words for words in (outcome.message, outcome.tip) if words]
            self._bench = {**self._bench, "ended": outcome.reason}
            self._wants_input = False

    def _add(self, piece: str, stream: str) -> None:
        if self._is_open_line and self._lines and self._lines[-1][1] == stream:
            piece = self._lines.pop()[0] + piece
        else:
            self._count += 1
        self._lines.append((piece.rstrip("\r")[-LONGEST_LINE:], stream))

    # -- what is shown

    @property
    def road(self) -> dict[str, Any] | None:
        """The road of the track on which the car stands; it does not change during a run."""
        with self._lock:
            return self._road

    def state(self) -> dict[str, Any]:
        """Return everything that the page shows now."""
        with self._lock:
            bench = dict(self._bench)
            program = {
                "title": self.title,
                "phase": self._phase,
                "words": list(self._words),
                "reason": bench.pop("ended", ""),
                "run": self._runs,
                "wants_input": self._wants_input,
            }
            prints = {"count": self._count, "lines": list(self._lines)}
        return {**bench, "parts": shown_parts(bench["parts"]), "program": program, "prints": prints}


def shown_parts(parts: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the parts that have something to see, each with its state in words."""
    handles = {(h.part, h.control): h for h in handles_of(parts)}
    shown = []
    for part in parts:
        if part["kind"] in _UNSEEN:
            continue
        controls = [
            {**control, "grip": handles[part["name"], control["name"]].grip.value}
            for control in part["controls"]
            if (part["name"], control["name"]) in handles
        ]
        more = [
            {"name": h.control, "grip": h.grip.value, "keys": list(h.keys)}
            for h in handles.values()
            if h.part == part["name"] and h.grip in (Grip.KNOB, Grip.KEYS)
        ]
        # the page shows the first and folds the others up: keys before how much they bounce
        words = picture_of(part, None, BLOCKS).words
        shown.append({**part, "controls": [*more, *controls], "words": words})
    return shown
