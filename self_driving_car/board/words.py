"""What the messages of the board mean to the driver: millimetres become metres, words sentences."""

from collections.abc import Callable

from makerkit.arduino.message import Message
from makerkit.arduino.messages import car, link
from self_driving_car.control.motion import WheelSpeeds
from self_driving_car.driver.senses import (
    ArmRefused,
    BatterySeen,
    BoardSeen,
    RangeSeen,
    Sense,
    WheelsSeen,
)

NOTHING_MM = 9999
FASTEST_MM_S = 1500
CAUSES = {
    link.ResetCause.POWER: "its supply came on",
    link.ResetCause.EXTERNAL: "its reset button, or the port was opened",
    link.ResetCause.BROWN_OUT: "its supply fell too low (motors pull it down)",
    link.ResetCause.WATCHDOG: "one of its tasks hung, and the watchdog ended it",
    link.ResetCause.UNKNOWN: "nobody knows why",
}


class Ticks:
    """Encoder counts of 16 bits, unwrapped, as metres."""

    def __init__(self, edges_per_m: int) -> None:
        self._edges_per_m = edges_per_m
        self._last: int | None = None
        self._sum = 0

    def metres(self, ticks: int) -> float:
        """Return the way since the first count."""
        if self._last is not None:
            self._sum += (ticks - self._last + 0x8000) % 0x10000 - 0x8000
        self._last = ticks
        return self._sum / self._edges_per_m

    def forget(self) -> None:
        """The board restarted: its count jumps, and that is no way."""
        self._last = None


class Hearing:
    """Turns messages into senses.

    Args:
        edges_per_m: of one encoder; None: there are none.
    """

    def __init__(self, edges_per_m: int | None) -> None:
        self._has_encoders = edges_per_m is not None
        self._left, self._right = Ticks(edges_per_m or 1), Ticks(edges_per_m or 1)

    def sense_of(self, message: Message) -> Sense | None:
        """Return what a message tells the driver; None: nothing."""
        hear = _HEARD.get(type(message))
        return self._wheels(message) if isinstance(message, car.Wheel) else hear and hear(message)

    def forget(self) -> None:
        """The board restarted."""
        self._left.forget()
        self._right.forget()

    def _wheels(self, said: car.Wheel) -> WheelsSeen:
        left_m = right_m = None
        if self._has_encoders:
            left_m, right_m = (
                self._left.metres(said.left_ticks),
                self._right.metres(said.right_ticks),
            )
        return WheelsSeen(
            said.left_mm_s / 1000.0,
            said.right_mm_s / 1000.0,
            left_m,
            right_m,
            is_driven=said.left_duty != 0 or said.right_duty != 0,
        )


def _range(said: car.Range) -> RangeSeen:
    ahead = None if said.ahead_mm >= NOTHING_MM else said.ahead_mm / 1000.0
    is_silent = said.echo is car.Echo.SILENT
    return RangeSeen(ahead, said.stop_mm / 1000.0, is_silent)


def _state(said: car.State) -> BoardSeen:
    return BoardSeen(
        is_armed=said.mode is car.Mode.ARMED,
        is_ready=said.mode is car.Mode.READY,
        stop=said.stop.value,
        block=said.block.value,
        is_estop_open=bool(said.estop_open),
        is_bumped=bool(said.bumper),
    )


def _battery(said: car.Batt) -> BatterySeen:
    return BatterySeen(said.battery_mv / 1000.0, said.charge.value)


def _hurdle(said: car.Hurdle) -> ArmRefused:
    return ArmRefused(said.hurdle.value)


_HEARD: dict[type[Message], Callable[..., Sense]] = {
    car.Range: _range,
    car.State: _state,
    car.Batt: _battery,
    car.Hurdle: _hurdle,
}


def drive_of(wheels: WheelSpeeds) -> car.Drv:
    """Return the command for wheel speeds, within what the board takes."""
    return car.Drv(left_mm_s=_mm(wheels.left_m_s), right_mm_s=_mm(wheels.right_m_s))


def _mm(speed_m_s: float) -> int:
    return max(-FASTEST_MM_S, min(FASTEST_MM_S, round(1000.0 * speed_m_s)))
