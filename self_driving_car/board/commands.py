"""What to send for a decision of the driver: DRV always, ARM, DISARM and PAN now and then."""

from makerkit.arduino.message import Message
from makerkit.arduino.messages import car
from self_driving_car.board.words import drive_of
from self_driving_car.driver.driver import Decision

ARM_EVERY_S = 0.2
DISARM_EVERY_S = 0.1
PAN_EVERY_S = 0.5
"""Also where nothing changes: the line may have been damaged, or the board restarted."""


class Commands:
    """Remembers what was sent when."""

    def __init__(self) -> None:
        self._arm_s = self._disarm_s = self._pan_s = float("-inf")
        self._pan_us = 0

    def for_decision(
        self, decision: Decision, state: car.State | None, now_s: float, *, may_arm: bool = True
    ) -> list[Message]:
        """Return the messages, the most urgent first.

        Args:
            decision: of the driver.
            state: of the board as last heard; None: unknown.
            now_s: monotonic.
            may_arm: whether everything else is ready for it.
        """
        messages: list[Message] = []
        if not decision.wants_armed:
            messages += self._disarm(state, now_s)
        messages.append(drive_of(decision.wheels))
        if decision.servo_us is not None:
            messages += self._pan(decision.servo_us, now_s)
        if decision.wants_armed and may_arm:
            messages += self._arm(state, now_s)
        return messages

    def _arm(self, state: car.State | None, now_s: float) -> list[Message]:
        """ARM is sent only to a board that said it would take it."""
        is_ready = state is not None and state.mode is car.Mode.READY
        if not is_ready or now_s - self._arm_s < ARM_EVERY_S:
            return []
        self._arm_s = now_s
        return [car.Arm()]

    def _disarm(self, state: car.State | None, now_s: float) -> list[Message]:
        """DISARM is sent until the board says that it is disarmed."""
        is_off = state is not None and state.mode is not car.Mode.ARMED
        was_armed_just_now = now_s - self._arm_s < ARM_EVERY_S
        if (is_off and not was_armed_just_now) or now_s - self._disarm_s < DISARM_EVERY_S:
            return []
        if state is None:
            return []
        self._disarm_s = now_s
        return [car.Disarm()]

    def _pan(self, servo_us: int, now_s: float) -> list[Message]:
        if servo_us == self._pan_us and now_s - self._pan_s < PAN_EVERY_S:
            return []
        self._pan_us, self._pan_s = servo_us, now_s
        return [car.Pan(pulse_us=servo_us)]
