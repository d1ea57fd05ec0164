"""What every thing on the bench has in common, for looking at it and for checking it."""

from collections.abc import Callable

from hardware_mocks.checks.failure import CheckFailure
from hardware_mocks.checks.log import Log, PinLog, Step
from hardware_mocks.checks.names import Wired
from hardware_mocks.checks.run import Run
from hardware_mocks.checks.signal_view import inverted

ON_ARDUINO = {
    "pin.other_used": "sketch.pin_other_used",
    "pin.none_used": "sketch.pin_none_used",
    "pin.still": "sketch.pin_still",
    "pin.still_but_other": "sketch.pin_still_but_other",
}
"""What is said of a pin where the program is a sketch."""


class ThingView:
    """Looks at one thing through the trace; changes nothing.

    Attributes:
        noun: what it is, behind its name: "LED" makes "red LED".
    """

    noun = ""

    def __init__(self, wired: Wired, log: Log) -> None:
        self._wired = wired
        self._log = log

    @property
    def name(self) -> str:
        """What messages call it: "red LED", "button A", "GPIO17"."""
        name = self._wired.name
        if not self.noun or self.noun.casefold() in name.casefold():
            return name
        return f"{name} {self.noun}"

    @property
    def pin(self) -> str:
        """The pin of the Pi it hangs on."""
        return self._wired.pin

    @property
    def was_used(self) -> bool:
        """Whether the program has taken its pin."""
        return bool(self._pin_log.steps)

    @property
    def _pin_log(self) -> PinLog:
        return self._log.pin(self._wired.pin)

    @property
    def _steps(self) -> list[Step]:
        """What the pin did, as seen at the thing: 1 is on."""
        steps = self._pin_log.steps
        return inverted(steps) if self._wired.is_active_low else steps


class Thing(ThingView):
    """Checks one thing while the program runs.

    Every verb waits, in the program's own time, until what it asks for is so, or until it is
    certain that it will not be; then it raises `CheckFailure`.
    """

    def __init__(self, wired: Wired, run: Run) -> None:
        super().__init__(wired, run.log)
        self._run = run
        self._cursor_s = 0.0  # what is before this has been used by an earlier sentence
        self._seen = 0  # how many changes have been used

    @property
    def _now_s(self) -> float:
        return self._run.now_s

    def _look(self) -> None:
        """Note that a sentence about this thing is being checked."""
        self._run.looks += 1

    def _wait_until(self, is_so: Callable[[], bool], limit_s: float) -> bool:
        return self._run.wait_until(is_so, limit_s, self._wired.pins.values())

    def require_use(self) -> None:
        """Fail if the program has not even taken the thing's pins."""
        log = self._run.log
        unused = [pin for pin in self._wired.pins.values() if not log.pin(pin).steps]
        if not unused:
            return
        used = ", ".join(pin for pin in log.used_pins)
        raise CheckFailure(
            self._id("pin.other_used" if used else "pin.none_used"),
            is_missing=True,
            pin=unused[0],
            where=self._where(unused[0]),
            thing=self.name,
            used=used,
            t_s=self._now_s,
        )

    def _fail_for_stillness(self, waited_s: float) -> None:
        """Fail because nothing changed at the pin, and say if another one was busy."""
        log = self._run.log
        outputs = [pin for pin in log.pins.values() if pin.function == "output"]
        busy = max(outputs, key=lambda pin: pin.changes, default=None)
        if busy is not None and busy.changes and busy.pin not in self._wired.pins.values():
            raise CheckFailure(
                self._id("pin.still_but_other"),
                is_missing=True,
                pin=self.pin,
                where=self._where(self.pin),
                thing=self.name,
                other=busy.pin,
                changes=busy.changes,
                waited_s=waited_s,
            )
        raise CheckFailure(
            self._id("pin.still"),
            is_missing=True,
            pin=self.pin,
            where=self._where(self.pin),
            thing=self.name,
            waited_s=waited_s,
        )

    def _where(self, pin: str) -> str:
        """Return a pin and what hangs on it: "D12 (red LED)"."""
        return pin if self.name == pin else f"{pin} ({self.name})"

    def _id(self, message_id: str) -> str:
        """Return the message in the words of the board that the thing hangs on."""
        return message_id if self.pin.startswith("GPIO") else ON_ARDUINO[message_id]
