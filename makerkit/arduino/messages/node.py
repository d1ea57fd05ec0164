"""What the security node and its host say to each other. Sensors: zones 0-3, motion 4-5, lid 6.

Generated from firmware/protocol.toml by ./maker protocol: change it there.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from makerkit.arduino.message import Known, Message, Number, Word
from makerkit.arduino.messages.link import Ack, Boot, Count, Done, Hello, Nak, Ping, Pong

PROTOCOL_VERSION = 1
SCHEMA_HASH = 10721


class AlarmState(StrEnum):
    """One of these words."""

    DISARMED = "DISARMED"
    """Nothing sounds, but for tampering if that is set."""

    EXIT_DELAY = "EXIT_DELAY"
    """Time to leave."""

    ARMED = "ARMED"
    """A sensor that trips starts the entry delay or the alarm."""

    ENTRY_DELAY = "ENTRY_DELAY"
    """Time to disarm."""

    ALARM = "ALARM"
    """The siren sounds, until it is cut off."""


class ArmMode(StrEnum):
    """One of these words."""

    OFF = "OFF"
    """Disarmed."""

    AWAY = "AWAY"
    """All sensors count."""

    HOME = "HOME"
    """The sensors of `left_out_at_home` do not count."""


class Zone(StrEnum):
    """One of these words."""

    CLOSED = "CLOSED"
    """The loop is sound, the reed switch closed."""

    OPEN = "OPEN"
    """The loop is sound, the reed switch open."""

    SHORTED = "SHORTED"
    """The wires touch."""

    CUT = "CUT"
    """A wire is cut."""

    WRONG = "WRONG"
    """A resistance that the loop cannot have."""


class SirenSound(StrEnum):
    """One of these words."""

    STEADY = "STEADY"
    """As for an alarm of the node's own."""

    PULSING = "PULSING"
    """Half a second on, half a second off: as for tampering."""


class WhichCode(StrEnum):
    """One of these words."""

    MAIN = "MAIN"
    """Disarms."""

    DURESS = "DURESS"
    """Disarms, and the host is told that somebody was forced."""


class EventKind(StrEnum):
    """One of these words."""

    FIRST_START = "FIRST_START"
    """Blank EEPROM: the node has never run, or was erased; ids begin at 1."""

    RESTARTED = "RESTARTED"
    """Detail: cause, in the order of ResetCause."""

    STATE_DAMAGED = "STATE_DAMAGED"
    """The stored state could not be read: armed AWAY, to be on the safe side."""

    SETTINGS_DAMAGED = "SETTINGS_DAMAGED"
    """The stored settings could not be read: defaults, and no code."""

    MEMORY_WORN = "MEMORY_WORN"
    """Detail: cells of the EEPROM that do not hold what is written."""

    ZONE_CLOSED = "ZONE_CLOSED"
    """Detail: sensor."""

    ZONE_OPENED = "ZONE_OPENED"
    """Detail: sensor."""

    ZONE_SHORTED = "ZONE_SHORTED"
    """Detail: sensor."""

    ZONE_CUT = "ZONE_CUT"
    """Detail: sensor."""

    ZONE_WRONG = "ZONE_WRONG"
    """Detail: sensor."""

    MOTION = "MOTION"
    """Detail: sensor. While disarmed at most one in 5 minutes for each."""

    LID_OPENED = "LID_OPENED"
    """Or the battery is gone."""

    LID_CLOSED = "LID_CLOSED"
    """The lid is closed and the battery there."""

    BATTERY_LOW = "BATTERY_LOW"
    """Detail: tenths of a volt."""

    BATTERY_OK = "BATTERY_OK"
    """Detail: tenths of a volt."""

    EXIT_STARTED = "EXIT_STARTED"
    """Detail: 1 by the host, 2 at the keypad."""

    ARMED = "ARMED"
    """Detail: mode, in the order of ArmMode."""

    LEFT_OPEN = "LEFT_OPEN"
    """Detail: sensor. It was open when the exit delay ended, and is left out until it is closed."""

    ENTRY_STARTED = "ENTRY_STARTED"
    """Detail: sensor."""

    ALARM = "ALARM"
    """Detail: sensor."""

    SIREN_CUT_OFF = "SIREN_CUT_OFF"
    """Detail: sensor that had caused the alarm."""

    SHUT_DOWN = "SHUT_DOWN"
    """Detail: sensor. It has caused too many alarms, and is left out until the next arming."""

    DISARMED = "DISARMED"
    """Detail: 1 by the host, 2 at the keypad, 3 there with the duress code."""

    DURESS = "DURESS"
    """The duress code was typed."""

    CODE_RIGHT = "CODE_RIGHT"
    """At the keypad, while disarmed."""

    CODE_WRONG = "CODE_WRONG"
    """Detail: how many in a row."""

    KEYPAD_LOCKED = "KEYPAD_LOCKED"
    """Detail: for how long, in units of 10 s."""

    KEYPAD_UNLOCKED = "KEYPAD_UNLOCKED"
    """The lock has ended."""

    KEY_C = "KEY_C"
    """The key C was pressed: the host's to use."""

    KEY_D = "KEY_D"
    """The key D was pressed: the host's to use."""

    BYPASSED = "BYPASSED"
    """Detail: mask of the sensors that the host left out."""

    SETTINGS_CHANGED = "SETTINGS_CHANGED"
    """By the host."""

    CODE_CHANGED = "CODE_CHANGED"
    """By the host. Detail: which, in the order of WhichCode."""

    LINK_LOST = "LINK_LOST"
    """Nothing came from the host for 5 s."""

    LINK_BACK = "LINK_BACK"
    """The host is heard again, after HELLO or a silence."""

    EVENTS_LOST = "EVENTS_LOST"
    """Detail: how many events found no place; 0: some, from here on; 255: or more."""


@dataclass(frozen=True, slots=True)
class Arm(Message):
    """Arms, by way of the exit delay.

    Answered by DONE when it is stored; refused while not disarmed.

    From the host, when somebody wants it.

    Attributes:
        mode: AWAY or HOME
        bypass: 0 to 127; mask of the sensors to leave out until disarming; bit 0 is sensor 0
    """

    NAME: ClassVar[str] = "ARM"
    FIELDS: ClassVar[tuple[Number | Word, ...]] = (
        Word("mode", ArmMode),
        Number("bypass", 0, 127),
    )

    mode: ArmMode
    bypass: int


@dataclass(frozen=True, slots=True)
class Disarm(Message):
    """Disarms, and silences the siren.

    Whether somebody may is the host's to judge. Answered by DONE when it is stored.

    From the host, when somebody wants it.
    """

    NAME: ClassVar[str] = "DISARM"
    FIELDS: ClassVar[tuple[()]] = ()


@dataclass(frozen=True, slots=True)
class Sound(Message):
    """Sounds siren and strobe for what the node does not know of: cameras, sensors of the Pi.

    Ended by its time, by DISARM and by a right code. Goes on when the link is lost. A reset forgets
    it, but never an alarm of the node's own, which it does not silence either. Answered by STATE.

    From the host, when it shall begin or end, and every few seconds in between with the time that
    is left.

    Attributes:
        sound_s: 0 to 900 s; for how long from now on; 0: silent. After 900 s without a 0 the node
            ends it and takes no more until a 0 comes
        sound: how it sounds
    """

    NAME: ClassVar[str] = "SOUND"
    FIELDS: ClassVar[tuple[Number | Word, ...]] = (
        Number("sound_s", 0, 900),
        Word("sound", SirenSound),
    )

    sound_s: int
    sound: SirenSound


@dataclass(frozen=True, slots=True)
class Set(Message):
    """Changes the settings, for good.

    Answered by DONE when they are stored.

    From the host, when they shall change.

    Attributes:
        exit_s: 0 to 180 s; exit delay; 45 at first
        entry_s: 0 to 45 s; entry delay; 30 at first
        siren_s: 5 to 900 s; the siren is cut off after this; 180 at first
        retriggers: 0 to 3; alarms of one sensor after its first, until it is shut down; 3 at first
        entry_route: 0 to 127; mask of the sensors that start the entry delay; all others alarm at
            once; zone 0 and motion 4 at first
        left_out_at_home: 0 to 127; mask of the sensors that do not count in HOME; both motion
            sensors at first
        battery_low_mv: 2000 to 12000 mV; below, the battery is low; 4400 at first, four NiMH cells
        tamper_sounds: 0 to 1; 1: tampering while disarmed sounds the siren; 0 at first
    """

    NAME: ClassVar[str] = "SET"
    FIELDS: ClassVar[tuple[Number, ...]] = (
        Number("exit_s", 0, 180),
        Number("entry_s", 0, 45),
        Number("siren_s", 5, 900),
        Number("retriggers", 0, 3),
        Number("entry_route", 0, 127),
        Number("left_out_at_home", 0, 127),
        Number("battery_low_mv", 2000, 12000),
        Number("tamper_sounds", 0, 1),
    )

    exit_s: int
    entry_s: int
    siren_s: int
    retriggers: int
    entry_route: int
    left_out_at_home: int
    battery_low_mv: int
    tamper_sounds: int


@dataclass(frozen=True, slots=True)
class Get(Message):
    """Asks for the settings.

    Answered by CONFIG.

    From the host, when the host wants to know.
    """

    NAME: ClassVar[str] = "GET"
    FIELDS: ClassVar[tuple[()]] = ()


@dataclass(frozen=True, slots=True)
class Code(Message):
    """Sets a code of the keypad, which the node keeps salted and hashed.

    Answered by DONE when it is stored; refused with 1 to 3 digits, or a number of more.

    From the host, when it shall change.

    Attributes:
        which: which of the two
        digits: 0 to 8; how many digits it has, 4 to 8; 0: there is no such code from now on
        number: 0 to 99999999; the code; leading zeros are given by `digits`
        salt: 0 to 2147483647; a random number, another each time
    """

    NAME: ClassVar[str] = "CODE"
    FIELDS: ClassVar[tuple[Number | Word, ...]] = (
        Word("which", WhichCode),
        Number("digits", 0, 8),
        Number("number", 0, 99999999),
        Number("salt", 0, 2147483647),
    )

    which: WhichCode
    digits: int
    number: int
    salt: int


@dataclass(frozen=True, slots=True)
class Event(Message):
    """Something happened: the oldest event without ACK.

    Only the last one that was acknowledged can come once more, with the same id, kind and detail.

    From the board, at once, then every 500 ms until acknowledged.

    Attributes:
        event_id: 0 to 65535; counts up for ever; a gap is a worn place of the EEPROM
        kind: what happened
        detail: 0 to 255; what it means depends on the kind; else 0
        age_s: -1 to 16777215 s; how long ago, to 2 s for each reset since; -1: unknown, the power
            was cut since
    """

    NAME: ClassVar[str] = "EVENT"
    FIELDS: ClassVar[tuple[Number | Word, ...]] = (
        Number("event_id", 0, 65535),
        Word("kind", EventKind),
        Number("detail", 0, 255),
        Number("age_s", -1, 16777215),
    )

    event_id: int
    kind: EventKind
    detail: int
    age_s: int


@dataclass(frozen=True, slots=True)
class State(Message):
    """Where the alarm stands.

    It is said only when it is stored.

    From the board, once a second, and at once when it changes.

    Attributes:
        state: what is going on
        mode: which sensors count
        remaining_s: 0 to 900 s; of a delay, or until the siren is cut off
        cause: 0 to 7; sensor that started the entry delay or the last alarm since arming; 7: none
        has_alarmed: 0 to 1; 1: since arming, there was an alarm
        left_out: 0 to 127; mask of the sensors that do not count now
        locked_s: 0 to 900 s; for how long the keypad takes no code; 0: it is not locked
        typed: 0 to 9; digits that stand typed at the keypad; 9: too many
        unacknowledged: 0 to 76; events that wait
        sound_s: 0 to 900 s; for how long the siren still sounds because the host wanted it
    """

    NAME: ClassVar[str] = "STATE"
    FIELDS: ClassVar[tuple[Number | Word, ...]] = (
        Word("state", AlarmState),
        Word("mode", ArmMode),
        Number("remaining_s", 0, 900),
        Number("cause", 0, 7),
        Number("has_alarmed", 0, 1),
        Number("left_out", 0, 127),
        Number("locked_s", 0, 900),
        Number("typed", 0, 9),
        Number("unacknowledged", 0, 76),
        Number("sound_s", 0, 900),
    )

    state: AlarmState
    mode: ArmMode
    remaining_s: int
    cause: int
    has_alarmed: int
    left_out: int
    locked_s: int
    typed: int
    unacknowledged: int
    sound_s: int


@dataclass(frozen=True, slots=True)
class Sense(Message):
    """What the sensors say.

    From the board, twice a second, and at once when it changes.

    Attributes:
        zone_0: as last told in an event; CLOSED before the first
        zone_1: as zone_0
        zone_2: as zone_0
        zone_3: as zone_0
        motions: 0 to 3; bit 0: motion sensor 4 sees somebody; bit 1: sensor 5
        warm: 0 to 1; 0: the motion sensors warm up for a minute after power-on, and are not
            believed
        lid_open: 0 to 1; 1: the lid is open, or the battery gone
        battery_mv: 0 to 15000 mV; smoothed over 0.3 s
    """

    NAME: ClassVar[str] = "SENSE"
    FIELDS: ClassVar[tuple[Number | Word, ...]] = (
        Word("zone_0", Zone),
        Word("zone_1", Zone),
        Word("zone_2", Zone),
        Word("zone_3", Zone),
        Number("motions", 0, 3),
        Number("warm", 0, 1),
        Number("lid_open", 0, 1),
        Number("battery_mv", 0, 15000),
    )

    zone_0: Zone
    zone_1: Zone
    zone_2: Zone
    zone_3: Zone
    motions: int
    warm: int
    lid_open: int
    battery_mv: int


@dataclass(frozen=True, slots=True)
class Config(Message):
    """The settings, as they are.

    From the board, once for each GET.

    Attributes:
        exit_s: 0 to 180 s; as in SET
        entry_s: 0 to 45 s; as in SET
        siren_s: 5 to 900 s; as in SET
        retriggers: 0 to 3; as in SET
        entry_route: 0 to 127; as in SET
        left_out_at_home: 0 to 127; as in SET
        battery_low_mv: 2000 to 12000 mV; as in SET
        tamper_sounds: 0 to 1; as in SET
        has_code: 0 to 1; 1: a code is set
        has_duress: 0 to 1; 1: a duress code is set
    """

    NAME: ClassVar[str] = "CONFIG"
    FIELDS: ClassVar[tuple[Number, ...]] = (
        Number("exit_s", 0, 180),
        Number("entry_s", 0, 45),
        Number("siren_s", 5, 900),
        Number("retriggers", 0, 3),
        Number("entry_route", 0, 127),
        Number("left_out_at_home", 0, 127),
        Number("battery_low_mv", 2000, 12000),
        Number("tamper_sounds", 0, 1),
        Number("has_code", 0, 1),
        Number("has_duress", 0, 1),
    )

    exit_s: int
    entry_s: int
    siren_s: int
    retriggers: int
    entry_route: int
    left_out_at_home: int
    battery_low_mv: int
    tamper_sounds: int
    has_code: int
    has_duress: int


FROM_HOST: Known = {
    Hello.NAME: Hello,
    Ping.NAME: Ping,
    Ack.NAME: Ack,
    Arm.NAME: Arm,
    Disarm.NAME: Disarm,
    Sound.NAME: Sound,
    Set.NAME: Set,
    Get.NAME: Get,
    Code.NAME: Code,
}

FROM_BOARD: Known = {
    Boot.NAME: Boot,
    Pong.NAME: Pong,
    Done.NAME: Done,
    Nak.NAME: Nak,
    Count.NAME: Count,
    Event.NAME: Event,
    State.NAME: State,
    Sense.NAME: Sense,
    Config.NAME: Config,
}
