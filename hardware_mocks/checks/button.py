"""A button: the check's own finger, or a person's."""

from hardware_mocks.checks.quantities import Quantity, seconds
from hardware_mocks.checks.signal_view import changes_of
from hardware_mocks.checks.thing import Thing, ThingView

FINGER = "200 ms"


class ButtonView(ThingView):
    """What can be seen of a button: only once the program listens to its pin."""

    @property
    def name(self) -> str:
        """What messages call it."""
        return f"button {self._wired.name}"

    @property
    def is_down(self) -> bool:
        """Whether the program's pin sees it pressed."""
        return bool(self._steps) and self._steps[-1].value > 0

    @property
    def presses_so_far(self) -> int:
        """How often the pin went to "pressed"; a bouncing contact counts more than once."""
        return sum(change.is_on for change in changes_of(self._steps))


class Button(Thing, ButtonView):
    """What a check does with a button."""

    def press(self, for_: Quantity = FINGER, bounce: Quantity = 0) -> None:
        """Press it now, and let it go after that time while the check goes on."""
        hands = self._run.hands
        moment_s = hands.press(self._wired, for_s=seconds(for_), bounce_s=seconds(bounce))
        self._run.acted(moment_s)

    def hold(self, bounce: Quantity = 0) -> None:
        """Press it and keep it down."""
        self._run.acted(self._run.hands.hold(self._wired, bounce_s=seconds(bounce)))

    def release(self, bounce: Quantity = 0) -> None:
        """Let it go."""
        self._run.acted(self._run.hands.release(self._wired, bounce_s=seconds(bounce)))

    def presses(
        self,
        times: int,
        every: Quantity = "500 ms",
        for_: Quantity = "100 ms",
        bounce: Quantity = 0,
    ) -> None:
        """Press it so many times, one press every so often; goes on when the last is over."""
        start_s = self._now_s
        hands = self._run.hands
        for _ in range(times):
            began_s = self._now_s
            hands.press(self._wired, for_s=seconds(for_), bounce_s=seconds(bounce))
            self._run.wait(max(0.0, began_s + seconds(every) - self._now_s))
        self._run.acted(start_s)
