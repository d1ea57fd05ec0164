"""What the driver can be told: by pages, sticks and programs (orders), and by the board (senses).

Orders come from outside and are answered. `holder` names who speaks: "page 3", "gamepad 1"; every
way of steering by hand goes through the same arbiter, so all may be there at once.
"""

from dataclasses import dataclass
from enum import StrEnum

from self_driving_car.status import Mode

__all__ = [
    "DONE",
    "Answer",
    "Arm",
    "Disarm",
    "Gone",
    "Manoeuvre",
    "ManoeuvreKind",
    "Order",
    "Present",
    "Release",
    "SetCap",
    "SetMode",
    "Steer",
    "Stop",
    "Take",
]


class ManoeuvreKind(StrEnum):
    """What the car can do by itself, by odometry."""

    PARK = "park"
    """Backwards into the place beside it, on its right."""
    LEAVE = "leave"
    """Out of it again."""
    TURN_ROUND = "turn_round"
    """By half a turn: on the spot, or in three strokes where a servo steers."""


@dataclass(frozen=True, slots=True)
class Steer:
    """A stick, a key or a finger: at least every 0.3 s, else the holder loses the car.

    Attributes:
        holder: who.
        angle: -1.0 (left) to 1.0 (right).
        throttle: -1.0 (backwards) to 1.0; 1.0 is the speed cap.
        t_s: when it was sent, on the sender's clock; silence is judged by arrival.
    """

    holder: str
    angle: float
    throttle: float
    t_s: float = 0.0


@dataclass(frozen=True, slots=True)
class Take:
    """Take the stick out of another holder's hand: a deliberate act."""

    holder: str


@dataclass(frozen=True, slots=True)
class Present:
    """A page says that it is there: at least every 0.3 s while the car it has armed drives."""

    holder: str


@dataclass(frozen=True, slots=True)
class Gone:
    """A page was closed, a gamepad unplugged."""

    holder: str


@dataclass(frozen=True, slots=True)
class SetMode:
    """Who shall steer from now on. A car that drives by itself stops first, and waits for Arm."""

    mode: Mode


@dataclass(frozen=True, slots=True)
class Arm:
    """The deliberate act: drive, and forget the halts that this ends.

    Attributes:
        holder: who; while a named one has armed, some named one must be present. "": the program
            itself, which is present as long as it runs.
    """

    holder: str = ""


@dataclass(frozen=True, slots=True)
class Disarm:
    """Stop and switch the motors off. To drive again: Arm."""

    holder: str = ""


@dataclass(frozen=True, slots=True)
class Stop:
    """The emergency stop: holds until it is released, whoever wants what. Never refused."""

    by: str = ""


@dataclass(frozen=True, slots=True)
class Release:
    """Lift the emergency stop. The motors stay off until somebody arms."""

    by: str = ""


@dataclass(frozen=True, slots=True)
class SetCap:
    """No faster than this, in m/s, whoever drives."""

    speed_m_s: float


@dataclass(frozen=True, slots=True)
class Manoeuvre:
    """Do something by yourself, once. Any Steer, SetMode or Stop ends it."""

    name: ManoeuvreKind


Order = Steer | Take | Present | Gone | SetMode | Arm | Disarm | Stop | Release | SetCap | Manoeuvre


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of an order.

    Attributes:
        is_done: whether it counts.
        says: one sentence, where it does not.
    """

    is_done: bool
    says: str = ""


DONE = Answer(is_done=True)
