"""What every board and every host say to each other.

Generated from firmware/protocol.toml by ./maker protocol: change it there.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from makerkit.arduino.message import Known, Message, Number, Word

PROTOCOL_VERSION = 1
SCHEMA_HASH = 40253


class Sketch(StrEnum):
    """One of these words."""

    CAR = "CAR"
    """The car controller."""

    NODE = "NODE"
    """The security node."""


class ResetCause(StrEnum):
    """One of these words."""

    POWER = "POWER"
    """The supply came on."""

    EXTERNAL = "EXTERNAL"
    """The reset button, or the host opened the port."""

    BROWN_OUT = "BROWN_OUT"
    """The supply fell below what the chip needs."""

    WATCHDOG = "WATCHDOG"
    """A task hung, and the watchdog ended it."""

    UNKNOWN = "UNKNOWN"
    """The boot-loader has cleared the flags."""


class Refusal(StrEnum):
    """One of these words."""

    NO_HELLO = "NO_HELLO"
    """The host has not said HELLO since the board started."""

    WRONG_SCHEMA = "WRONG_SCHEMA"
    """The host's HELLO had another protocol version or schema hash."""

    NOT_NOW = "NOT_NOW"
    """The state of the board does not allow it; its state line says why."""

    BUSY = "BUSY"
    """An earlier order is still being carried out; say it again."""


@dataclass(frozen=True, slots=True)
class Boot(Message):
    """Says who the board is and why it started.

    A host that does not fit it sends no order.

    From the board, once after each start, and in answer to each HELLO.

    Attributes:
        sketch: which firmware this is
        protocol: 0 to 255; `version` of this table
        schema: 0 to 65535; hash of the messages that this sketch knows
        cause: why it started
        watchdog_resets: 0 to 1; 1: a task that hangs makes the watchdog reset the chip; 0: it makes
            the sketch start anew by a jump (for boards whose old boot-loader never comes out of a
            watchdog reset)
        uptime_ms: 0 to 2147483647 ms; since the start: tells a start from an answer to HELLO;
            begins again at 0 after 24 days
    """

    NAME: ClassVar[str] = "BOOT"
    FIELDS: ClassVar[tuple[Number | Word, ...]] = (
        Word("sketch", Sketch),
        Number("protocol", 0, 255),
        Number("schema", 0, 65535),
        Word("cause", ResetCause),
        Number("watchdog_resets", 0, 1),
        Number("uptime_ms", 0, 2147483647),
    )

    sketch: Sketch
    protocol: int
    schema: int
    cause: ResetCause
    watchdog_resets: int
    uptime_ms: int


@dataclass(frozen=True, slots=True)
class Hello(Message):
    """Opens the link.

    Without a HELLO that fits, the board carries out no order that moves something.

    From the host, after each BOOT, and to find out who is there.

    Attributes:
        protocol: 0 to 255; `version` of the host's table
        schema: 0 to 65535; hash of the messages that the host knows
    """

    NAME: ClassVar[str] = "HELLO"
    FIELDS: ClassVar[tuple[Number, ...]] = (
        Number("protocol", 0, 255),
        Number("schema", 0, 65535),
    )

    protocol: int
    schema: int


@dataclass(frozen=True, slots=True)
class Ping(Message):
    """Asks for a PONG.

    From the host, when the host wants to know how long the way is.

    Attributes:
        token: 0 to 65535; comes back in the PONG
    """

    NAME: ClassVar[str] = "PING"
    FIELDS: ClassVar[tuple[Number, ...]] = (Number("token", 0, 65535),)

    token: int


@dataclass(frozen=True, slots=True)
class Pong(Message):
    """Answers a PING.

    From the board, once for each PING.

    Attributes:
        token: 0 to 65535; from the PING
        uptime_ms: 0 to 2147483647 ms; since the start; begins again at 0 after 24 days
    """

    NAME: ClassVar[str] = "PONG"
    FIELDS: ClassVar[tuple[Number, ...]] = (
        Number("token", 0, 65535),
        Number("uptime_ms", 0, 2147483647),
    )

    token: int
    uptime_ms: int


@dataclass(frozen=True, slots=True)
class Done(Message):
    """An order was carried out.

    Orders that come many times a second are not answered: their effect is in the telemetry.

    From the board, once for each order that says so.

    Attributes:
        order_seq: 0 to 255; sequence number of the order
    """

    NAME: ClassVar[str] = "DONE"
    FIELDS: ClassVar[tuple[Number, ...]] = (Number("order_seq", 0, 255),)

    order_seq: int


@dataclass(frozen=True, slots=True)
class Nak(Message):
    """An order was understood and refused: nothing has changed.

    From the board, once for each refused order, at most 5 a second.

    Attributes:
        order_seq: 0 to 255; sequence number of the order
        refusal: why
    """

    NAME: ClassVar[str] = "NAK"
    FIELDS: ClassVar[tuple[Number | Word, ...]] = (
        Number("order_seq", 0, 255),
        Word("refusal", Refusal),
    )

    order_seq: int
    refusal: Refusal


@dataclass(frozen=True, slots=True)
class Ack(Message):
    """An event has arrived and is stored: the board need not repeat it.

    From the host, once for each event line, repeated ones too.

    Attributes:
        event_id: 0 to 65535; id of the event
    """

    NAME: ClassVar[str] = "ACK"
    FIELDS: ClassVar[tuple[Number, ...]] = (Number("event_id", 0, 65535),)

    event_id: int


@dataclass(frozen=True, slots=True)
class Count(Message):
    """How the link does, counted by the board since its start.

    From the board, 1 a second.

    Attributes:
        good_lines: 0 to 65535; understood; begins again at 0
        bad_lines: 0 to 65535; dropped: cut, damaged, unknown or out of range; begins again at 0
        unsent_lines: 0 to 65535; not sent, because the send buffer was full; begins again at 0
    """

    NAME: ClassVar[str] = "COUNT"
    FIELDS: ClassVar[tuple[Number, ...]] = (
        Number("good_lines", 0, 65535),
        Number("bad_lines", 0, 65535),
        Number("unsent_lines", 0, 65535),
    )

    good_lines: int
    bad_lines: int
    unsent_lines: int


FROM_HOST: Known = {
    Hello.NAME: Hello,
    Ping.NAME: Ping,
    Ack.NAME: Ack,
}

FROM_BOARD: Known = {
    Boot.NAME: Boot,
    Pong.NAME: Pong,
    Done.NAME: Done,
    Nak.NAME: Nak,
    Count.NAME: Count,
}
