"""How the car is, as the page, the log and the recorder are told of it."""

from dataclasses import dataclass
from enum import StrEnum

from self_driving_car.control.motion import STANDSTILL, WHEELS_STILL, Twist, WheelSpeeds
from self_driving_car.perception.seen import Seen


class Mode(StrEnum):
    """Who steers."""

    MANUAL = "manual"
    LANE = "lane"
    LINE = "line"
    NET = "net"
    CRUISE = "cruise"
    """Straight on, and round what stands in the way: obstacles only."""


@dataclass(frozen=True, slots=True)
class Halt:
    """Why the car stands, or is held.

    Attributes:
        reason: a short name for programs: "estop", "link_lost", "page_lost", "line_lost", ...
        says: one sentence: what happened, with its value.
        way_out: one sentence: what to do so that it drives again; "" where it goes on by itself.
    """

    reason: str
    says: str
    way_out: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """How the car is at one moment.

    Attributes:
        t_s: monotonic time.
        mode: who steers.
        is_armed: whether the firmware lets the wheels turn.
        halt: why it stands; None while it drives or is free to.
        holder: who steers by hand now: "page 3", "gamepad"; "" for nobody.
        wish: what the driver wants of the wheels.
        wheels: what the wheels do, measured where there are encoders.
        x_m, y_m, heading_rad: odometry since the start.
        seen: what the newest picture showed; None before the first.
        ahead_m: free way as the firmware believes; None: nothing in sight, or no sonar.
        battery_v: None before it was measured.
        latency_s: from the beginning of the exposure to the sending of the command.
        speed_cap_m_s: no faster than this, whatever the mode.
        is_recording, records: whether a recording runs, and how many records it has.
        link: "" while the Arduino answers, else why it does not.
        camera: "" while pictures come, else why not.
    """

    t_s: float
    mode: Mode = Mode.MANUAL
    is_armed: bool = False
    halt: Halt | None = None
    holder: str = ""
    wish: Twist = STANDSTILL
    wheels: WheelSpeeds = WHEELS_STILL
    x_m: float = 0.0
    y_m: float = 0.0
    heading_rad: float = 0.0
    seen: Seen | None = None
    ahead_m: float | None = None
    battery_v: float | None = None
    latency_s: float | None = None
    speed_cap_m_s: float = 0.5
    is_recording: bool = False
    records: int = 0
    link: str = ""
    camera: str = ""
