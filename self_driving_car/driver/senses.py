"""What the board tells the driver, in SI units. The edge makes these of its messages."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LinkSeen:
    """Whether the board answers.

    Attributes:
        is_up: it does.
        says: why not, and what to try.
        boot: why it restarted just now, in words; "" if it did not.
    """

    is_up: bool
    says: str = ""
    boot: str = ""


@dataclass(frozen=True, slots=True)
class WheelsSeen:
    """What the wheels do, 50 times a second.

    Attributes:
        left_m_s, right_m_s: measured; without encoders, what was demanded.
        left_m, right_m: the way since the start as the encoders count it; None without them.
        is_driven: whether any motor has duty.
    """

    left_m_s: float
    right_m_s: float
    left_m: float | None = None
    right_m: float | None = None
    is_driven: bool = True


@dataclass(frozen=True, slots=True)
class RangeSeen:
    """What the sonar says.

    Attributes:
        ahead_m: free way as the firmware believes; None: nothing in sight.
        stop_m: nearer than this the firmware stops.
        is_silent: the sonar does not answer.
    """

    ahead_m: float | None
    stop_m: float = 0.0
    is_silent: bool = False


@dataclass(frozen=True, slots=True)
class BatterySeen:
    """How full the battery is; `charge`: the word of the protocol, "GOOD"."""

    volts: float
    charge: str


@dataclass(frozen=True, slots=True)
class BoardSeen:
    """Where the firmware stands; the words are those of the protocol.

    Attributes:
        is_armed: the wheels follow commands.
        is_ready: ARM would be taken now.
        stop: why it last stopped: "LINK_LOST".
        block: what blocks the way forwards: "CLEAR", "OBSTACLE", "BLIND", "BUMPER".
        is_estop_open: the button is pressed, or its wire is cut.
        is_bumped: the bumper is pressed.
    """

    is_armed: bool
    is_ready: bool = False
    stop: str = "BOOT"
    block: str = "CLEAR"
    is_estop_open: bool = False
    is_bumped: bool = False


@dataclass(frozen=True, slots=True)
class ArmRefused:
    """The firmware did not arm; `hurdle`: the word of the protocol, "NOT_ZERO"."""

    hurdle: str


@dataclass(frozen=True, slots=True)
class CameraSeen:
    """Whether pictures come; `says`: why not."""

    is_up: bool
    says: str = ""


Sense = LinkSeen | WheelsSeen | RangeSeen | BatterySeen | BoardSeen | ArmRefused | CameraSeen
