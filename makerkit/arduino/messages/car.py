"""What the car controller and its host say to each other.

Generated from firmware/protocol.toml by ./maker protocol: change it there.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from makerkit.arduino.message import Known, Message, Number, Word
from makerkit.arduino.messages.link import Ack, Boot, Count, Done, Hello, Nak, Ping, Pong

PROTOCOL_VERSION = 1
SCHEMA_HASH = 29188


class Mode(StrEnum):
    """One of these words."""

    DISARMED = "DISARMED"
    """The motors are off; the host must send good commands at zero for 500 ms before ARM is taken.
    """

    READY = "READY"
    """The motors are off; ARM would be taken now."""

    ARMED = "ARMED"
    """The wheels follow the host's commands."""


class Stop(StrEnum):
    """One of these words."""

    BOOT = "BOOT"
    """Nothing has stopped it since it started: it was never armed."""

    ORDER = "ORDER"
    """The host said DISARM, or somebody typed stop."""

    NEW_HOST = "NEW_HOST"
    """A HELLO came while the car was armed: that host does not know what it drives."""

    LINK_LOST = "LINK_LOST"
    """No good drive command for 300 ms."""

    ESTOP = "ESTOP"
    """The emergency stop is pressed, or its wire is cut."""

    BUMPER = "BUMPER"
    """The bumper touched something."""

    STALL = "STALL"
    """Both motors are driven and no wheel turns."""

    LEFT_SILENT = "LEFT_SILENT"
    """The left motor is driven and its encoder says nothing: wheel blocked, or encoder unplugged.
    """

    RIGHT_SILENT = "RIGHT_SILENT"
    """The right motor is driven and its encoder says nothing: wheel blocked, or encoder unplugged.
    """

    LEFT_NOISY = "LEFT_NOISY"
    """The left encoder counts what its motor does not do: noise on its wire, or the wheel is turned
    from outside.
    """

    RIGHT_NOISY = "RIGHT_NOISY"
    """The right encoder counts what its motor does not do: noise on its wire, or the wheel is
    turned from outside.
    """

    SAG = "SAG"
    """The battery broke down under the motors' load."""

    EMPTY = "EMPTY"
    """The battery is empty."""

    MISSING = "MISSING"
    """No battery, or its switch is off."""


class Block(StrEnum):
    """One of these words."""

    CLEAR = "CLEAR"
    """Nothing stands in the way forwards."""

    OBSTACLE = "OBSTACLE"
    """Something is nearer than the car needs to stop: forwards is blocked, backwards is free."""

    BLIND = "BLIND"
    """The sonar gives no readings: forwards is blocked, backwards is free."""

    BUMPER = "BUMPER"
    """The bumper is pressed: forwards is blocked, backwards is free."""


class ArmHurdle(StrEnum):
    """One of these words."""

    NO_HELLO = "NO_HELLO"
    """The host has not said HELLO, or one that does not fit."""

    NO_COMMANDS = "NO_COMMANDS"
    """Drive commands have not come without a gap of 100 ms for the last 500 ms."""

    NOT_ZERO = "NOT_ZERO"
    """A drive command of the last 500 ms was not zero."""

    ESTOP = "ESTOP"
    """The emergency stop is pressed, or its wire is cut."""

    BATTERY = "BATTERY"
    """The battery is empty, missing, or not judged yet (it takes a second of rest)."""

    EVENTS = "EVENTS"
    """The host has not acknowledged the events of the last stops."""


class EventKind(StrEnum):
    """One of these words."""

    ARMED = "ARMED"
    """The wheels follow commands from now on."""

    STOPPED = "STOPPED"
    """The motors are off and stay off; `stop` says why."""

    BLOCKED = "BLOCKED"
    """Forwards is blocked; `block` says why."""

    FREED = "FREED"
    """Forwards is free again."""

    CHARGE = "CHARGE"
    """The battery is judged anew; `BATT` says how."""


class Charge(StrEnum):
    """One of these words."""

    UNKNOWN = "UNKNOWN"
    """Not judged yet."""

    GOOD = "GOOD"
    """Good."""

    WEAK = "WEAK"
    """Charge it soon."""

    EMPTY = "EMPTY"
    """The motors stay off."""

    SAGGING = "SAGGING"
    """Broke down under load; a second of rest says what it is."""

    MISSING = "MISSING"
    """No battery, or its switch is off."""


class Echo(StrEnum):
    """One of these words."""

    ECHO = "ECHO"
    """Something reflects."""

    NOTHING = "NOTHING"
    """The sensor listened, and nothing came back."""

    SILENT = "SILENT"
    """The sensor did not answer: unplugged, or broken."""


class Setting(StrEnum):
    """One of these words."""

    ENCODERS = "ENCODERS"
    """1: wheel encoders are fitted, speed is controlled; 0: open loop."""

    SONAR = "SONAR"
    """1: the front sonar is fitted; 0: the firmware sees no obstacle, and goes no faster than
    OPEN_SPEED.
    """

    BATTERY = "BATTERY"
    """1: the divider on A2 is fitted; 0: the battery is not judged."""

    EDGES = "EDGES"
    """Edges of one encoder on one metre, rising and falling."""

    FULL_SPEED = "FULL_SPEED"
    """Mm/s that a wheel makes at full duty."""

    OPEN_SPEED = "OPEN_SPEED"
    """Mm/s: no faster forwards while the sonar sees nothing at all."""

    DIVIDER = "DIVIDER"
    """MV of the battery that read as full scale on A2."""

    LOW_CHARGE = "LOW_CHARGE"
    """MV at rest below which the battery is weak."""

    NO_CHARGE = "NO_CHARGE"
    """MV at rest below which the battery is empty."""


@dataclass(frozen=True, slots=True)
class Drv(Message):
    """Drives.

    While disarmed it moves nothing, and counts towards the 500 ms at zero before ARM.

    From the host, 20 to 50 a second; 300 ms without one stop the car.

    Attributes:
        left_mm_s: -1500 to 1500 mm/s; speed of the left wheel, forwards positive; small motors
            reach about 650
        right_mm_s: -1500 to 1500 mm/s; speed of the right wheel
    """

    NAME: ClassVar[str] = "DRV"
    FIELDS: ClassVar[tuple[Number, ...]] = (
        Number("left_mm_s", -1500, 1500),
        Number("right_mm_s", -1500, 1500),
    )

    left_mm_s: int
    right_mm_s: int


@dataclass(frozen=True, slots=True)
class Pan(Message):
    """Turns the pan servo.

    It follows whether armed or not.

    From the host, when it shall turn.

    Attributes:
        pulse_us: 500 to 2500 us; 1500 is straight ahead; hobby servos take 1000 to 2000, and many a
            little more
    """

    NAME: ClassVar[str] = "PAN"
    FIELDS: ClassVar[tuple[Number, ...]] = (Number("pulse_us", 500, 2500),)

    pulse_us: int


@dataclass(frozen=True, slots=True)
class Arm(Message):
    """Arms, after 500 ms of good commands at zero.

    Answered by DONE, or by HURDLE with what is in the way.

    From the host, once, by a deliberate act.
    """

    NAME: ClassVar[str] = "ARM"
    FIELDS: ClassVar[tuple[()]] = ()


@dataclass(frozen=True, slots=True)
class Disarm(Message):
    """Stops the motors.

    Answered by DONE.

    From the host, when the driver wants it.
    """

    NAME: ClassVar[str] = "DISARM"
    FIELDS: ClassVar[tuple[()]] = ()


@dataclass(frozen=True, slots=True)
class Set(Message):
    """Changes a setting, for good.

    Answered by VALUE; refused while armed.

    From the host, when it shall change.

    Attributes:
        setting: which
        number: 0 to 20000; what it shall be; what a setting cannot be is refused
    """

    NAME: ClassVar[str] = "SET"
    FIELDS: ClassVar[tuple[Number | Word, ...]] = (
        Word("setting", Setting),
        Number("number", 0, 20000),
    )

    setting: Setting
    number: int


@dataclass(frozen=True, slots=True)
class Get(Message):
    """Asks for a setting.

    Answered by VALUE.

    From the host, when the host wants to know.

    Attributes:
        setting: which
    """

    NAME: ClassVar[str] = "GET"
    FIELDS: ClassVar[tuple[Word, ...]] = (Word("setting", Setting),)

    setting: Setting


@dataclass(frozen=True, slots=True)
class Wheel(Message):
    """What the wheels do.

    From the board, 50 a second.

    Attributes:
        left_mm_s: -2000 to 2000 mm/s; measured; without encoders, what is demanded
        right_mm_s: -2000 to 2000 mm/s; measured; without encoders, what is demanded
        left_ticks: -32768 to 32767 ticks; encoder edges since the start, backwards negative; wraps
            around
        right_ticks: -32768 to 32767 ticks; as left_ticks
        left_duty: -255 to 255; what the motor gets, of 255
        right_duty: -255 to 255; what the motor gets, of 255
        drv_seq: 0 to 255; sequence number of the last DRV
    """

    NAME: ClassVar[str] = "WHEEL"
    FIELDS: ClassVar[tuple[Number, ...]] = (
        Number("left_mm_s", -2000, 2000),
        Number("right_mm_s", -2000, 2000),
        Number("left_ticks", -32768, 32767),
        Number("right_ticks", -32768, 32767),
        Number("left_duty", -255, 255),
        Number("right_duty", -255, 255),
        Number("drv_seq", 0, 255),
    )

    left_mm_s: int
    right_mm_s: int
    left_ticks: int
    right_ticks: int
    left_duty: int
    right_duty: int
    drv_seq: int


@dataclass(frozen=True, slots=True)
class Range(Message):
    """What the front sonar says.

    From the board, once for each ping, 16 a second.

    Attributes:
        echo: what came back
        echo_mm: 0 to 4000 mm; distance of this echo; 0 without one
        ahead_mm: 0 to 9999 mm; what the obstacle stop believes; 9999: nothing ahead
        stop_mm: 0 to 9999 mm; nearer than this, forwards is blocked: grows with the speed
    """

    NAME: ClassVar[str] = "RANGE"
    FIELDS: ClassVar[tuple[Number | Word, ...]] = (
        Word("echo", Echo),
        Number("echo_mm", 0, 4000),
        Number("ahead_mm", 0, 9999),
        Number("stop_mm", 0, 9999),
    )

    echo: Echo
    echo_mm: int
    ahead_mm: int
    stop_mm: int


@dataclass(frozen=True, slots=True)
class Batt(Message):
    """What the battery does.

    From the board, 2 a second.

    Attributes:
        battery_mv: 0 to 20000 mV; smoothed over 0.3 s
        charge: the verdict
    """

    NAME: ClassVar[str] = "BATT"
    FIELDS: ClassVar[tuple[Number | Word, ...]] = (
        Number("battery_mv", 0, 20000),
        Word("charge", Charge),
    )

    battery_mv: int
    charge: Charge


@dataclass(frozen=True, slots=True)
class State(Message):
    """Where the car stands.

    From the board, 5 a second, and at once when it changes.

    Attributes:
        mode: whether it drives
        stop: why it last stopped
        block: what blocks the way forwards
        estop_open: 0 to 1; 1: emergency stop pressed or cut
        bumper: 0 to 1; 1: pressed
    """

    NAME: ClassVar[str] = "STATE"
    FIELDS: ClassVar[tuple[Number | Word, ...]] = (
        Word("mode", Mode),
        Word("stop", Stop),
        Word("block", Block),
        Number("estop_open", 0, 1),
        Number("bumper", 0, 1),
    )

    mode: Mode
    stop: Stop
    block: Block
    estop_open: int
    bumper: int


@dataclass(frozen=True, slots=True)
class Event(Message):
    """Something happened.

    Repeated every 200 ms until the host says ACK.

    From the board, once for each event, until acknowledged.

    Attributes:
        event_id: 0 to 65535; counts up from 0 at each start
        kind: what happened
        stop: as in STATE at that moment
        block: as in STATE at that moment
        at_s: 0 to 999999 s; seconds since the start
    """

    NAME: ClassVar[str] = "EVENT"
    FIELDS: ClassVar[tuple[Number | Word, ...]] = (
        Number("event_id", 0, 65535),
        Word("kind", EventKind),
        Word("stop", Stop),
        Word("block", Block),
        Number("at_s", 0, 999999),
    )

    event_id: int
    kind: EventKind
    stop: Stop
    block: Block
    at_s: int


@dataclass(frozen=True, slots=True)
class Hurdle(Message):
    """ARM was refused, and why: the first that applies.

    From the board, once for each refused ARM.

    Attributes:
        order_seq: 0 to 255; sequence number of the ARM
        hurdle: what is in the way
    """

    NAME: ClassVar[str] = "HURDLE"
    FIELDS: ClassVar[tuple[Number | Word, ...]] = (
        Number("order_seq", 0, 255),
        Word("hurdle", ArmHurdle),
    )

    order_seq: int
    hurdle: ArmHurdle


@dataclass(frozen=True, slots=True)
class Value(Message):
    """What a setting is.

    From the board, once for each SET or GET.

    Attributes:
        setting: which
        number: 0 to 20000; what it is
    """

    NAME: ClassVar[str] = "VALUE"
    FIELDS: ClassVar[tuple[Number | Word, ...]] = (
        Word("setting", Setting),
        Number("number", 0, 20000),
    )

    setting: Setting
    number: int


FROM_HOST: Known = {
    Hello.NAME: Hello,
    Ping.NAME: Ping,
    Ack.NAME: Ack,
    Drv.NAME: Drv,
    Pan.NAME: Pan,
    Arm.NAME: Arm,
    Disarm.NAME: Disarm,
    Set.NAME: Set,
    Get.NAME: Get,
}

FROM_BOARD: Known = {
    Boot.NAME: Boot,
    Pong.NAME: Pong,
    Done.NAME: Done,
    Nak.NAME: Nak,
    Count.NAME: Count,
    Wheel.NAME: Wheel,
    Range.NAME: Range,
    Batt.NAME: Batt,
    State.NAME: State,
    Event.NAME: Event,
    Hurdle.NAME: Hurdle,
    Value.NAME: Value,
}
