"""`--drive MODE`: sets off by itself, once, as soon as it may. For runs without a page."""

import logging

from self_driving_car.driver.driver import Driver
from self_driving_car.driver.orders import Arm, SetMode
from self_driving_car.status import Mode, Status

LOG = logging.getLogger(__name__)
AGAIN_S = 0.25
NOT_ANY_MORE = frozenset({"estop", "estop_button"})
"""Whoever stops it before it has set off wants it to stand: nothing but Arm leads out of that."""
HELD_S = 1.0
"""A board that begins says for a moment that the button is pressed; a real one latches."""
BY_PICTURE = frozenset({Mode.LANE, Mode.LINE})


class SettingOff:
    """Arms, once, when the board answers and the camera sees where to drive.

    Args:
        driver: is told, on its own thread.
        mode: which.
    """

    def __init__(self, driver: Driver, mode: Mode) -> None:
        self._driver, self._mode = driver, mode
        self._tried_s = float("-inf")
        self._pressed_s = float("inf")
        self._has_told = self._is_over = False

    def beat(self, now_s: float) -> None:
        """Look whether it may be; call it every tick."""
        status = self._driver.status(now_s)
        if self._is_over or self._is_stopped(status, now_s):
            return
        if status.is_armed:
            self._is_over = True
            return
        if now_s - self._tried_s < AGAIN_S:
            return
        self._tried_s = now_s
        sees_lane = status.seen is not None and status.seen.lane is not None
        is_ready = not status.link and (sees_lane or self._mode not in BY_PICTURE)
        if is_ready and (status.halt is None or status.halt.reason != "arming"):
            self._driver.take(SetMode(self._mode), now_s)
            answer = self._driver.take(Arm(), now_s)
            self._has_told = self._has_told or answer.is_done
            LOG.info("Setting off: %s", answer.says or self._mode.value)

    def _is_stopped(self, status: Status, now_s: float) -> bool:
        """Return whether somebody has stopped it, or has switched off what was setting off."""
        reason = "" if status.halt is None else status.halt.reason
        if reason != "estop_button":
            self._pressed_s = float("inf")
        self._pressed_s = min(self._pressed_s, now_s)
        is_stop = reason in NOT_ANY_MORE and (
            reason == "estop" or now_s - self._pressed_s >= HELD_S
        )
        if is_stop or (self._has_told and reason == "disarmed"):
            self._is_over = True
            LOG.warning("It does not set off by itself any more: it was stopped. Arm it.")
        return self._is_over
