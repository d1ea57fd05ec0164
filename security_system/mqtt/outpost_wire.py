"""What outposts and the panel say to each other over the broker: reading and writing, pure.

Each message is JSON with a version, the run of its sender (`boot`), a number that counts up, and
the run of the panel that it answers to. So the panel knows what is late (another run of the
panel), what came twice or was played back (a number it has had), and what the broker has kept
(nothing but `status` is). Topics, under `<base>/outpost/NAME/`:

    status           online or offline; retained, and the last will
    beat             every 5 s: how all zones are. A lost one costs nothing.
    event            what has just happened; sent again until the panel acknowledges it
    picture/CAMERA   a JPEG, after an event
    ack              from the panel: it has stored this event

and `<base>/panel/state` from the panel: how the alarm is, every 5 s and at each change.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from security_system.alarm.states import AlarmState, ArmMode, Condition, SirenPattern
from security_system.alarm.view import AlarmView
from security_system.mqtt.payloads import BadPayloadError, json_object, number, word

VERSION = 1
BEAT_S = 5.0
PANEL_SILENT_MAX_S = 15.0
ZONES_MAX = 64
NUMBER_MAX = 2**53
AGE_MAX_S = 7 * 86_400.0
JPEG_START = b"\xff\xd8\xff"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """Who says something, and where it stands in what they say.

    Attributes:
        boot: the run of the sender.
        number: counts up by one within a run, for beats and events apart.
        panel: the run of the panel that the sender has heard; "" before it has.
    """

    boot: str
    number: int
    panel: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Beat:
    """How an outpost is."""

    stamp: Stamp
    zones: Mapping[str, Condition]
    low_batteries: tuple[str, ...] = ()
    lost_sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ZoneEvent:
    """What a zone of an outpost has done.

    Attributes:
        age_s: how long ago; it may have waited for the broker.
    """

    stamp: Stamp
    zone: str
    condition: Condition
    why: str = ""
    evidence: str = ""
    age_s: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class PanelState:
    """How the alarm is.

    Attributes:
        siren_s: for how long the siren sounds from now on; 0.0 if it is silent.
    """

    stamp: Stamp
    state: AlarmState
    mode: ArmMode | None
    siren: SirenPattern
    siren_s: float


def write_beat(beat: Beat) -> bytes:
    """Return the message of a beat."""
    return _pack(
        beat.stamp,
        zones=dict(beat.zones),
        low=list(beat.low_batteries),
        lost=list(beat.lost_sources),
    )


def read_beat(payload: bytes) -> Beat:
    """Return the beat of a message.

    Raises:
        BadPayloadError: it is none.
    """
    found = json_object(payload)
    zones = found.get("zones")
    if not isinstance(zones, dict) or len(zones) > ZONES_MAX:
        raise BadPayloadError(f"zones must name at most {ZONES_MAX} zones.")
    return Beat(
        stamp=_stamp(found),
        zones={str(zone): _choice(Condition, zones, zone) for zone in zones},
        low_batteries=_words(found, "low"),
        lost_sources=_words(found, "lost"),
    )


def write_event(event: ZoneEvent) -> bytes:
    """Return the message of an event."""
    return _pack(
        event.stamp,
        zone=event.zone,
        condition=event.condition,
        why=event.why,
        evidence=event.evidence,
        age_s=round(event.age_s, 1),
    )


def read_event(payload: bytes) -> ZoneEvent:
    """Return the event of a message.

    Raises:
        BadPayloadError: it is none.
    """
    found = json_object(payload)
    return ZoneEvent(
        stamp=_stamp(found),
        zone=word(found, "zone", max_length=60),
        condition=_choice(Condition, found, "condition"),
        why=word(found, "why", max_length=300),
        evidence=word(found, "evidence", max_length=100),
        age_s=number(found, "age_s", low=0.0, high=AGE_MAX_S),
    )


def write_state(view: AlarmView, stamp: Stamp) -> bytes:
    """Return the message that tells outposts how the alarm is."""
    return _pack(
        stamp,
        state=view.state,
        mode=view.mode,
        siren=view.siren.pattern if view.siren.is_on else SirenPattern.NONE,
        siren_s=round(view.siren.remaining_s, 1) if view.siren.is_on else 0.0,
    )


def read_state(payload: bytes) -> PanelState:
    """Return what the panel says.

    Raises:
        BadPayloadError: it says nothing that can be understood.
    """
    found = json_object(payload)
    return PanelState(
        stamp=_stamp(found),
        state=_choice(AlarmState, found, "state"),
        mode=None if found.get("mode") is None else _choice(ArmMode, found, "mode"),
        siren=_choice(SirenPattern, found, "siren"),
        siren_s=number(found, "siren_s", low=0.0, high=3600.0),
    )


def write_ack(stamp: Stamp) -> bytes:
    """Return the message that acknowledges an event."""
    return _pack(stamp)


def read_ack(payload: bytes) -> Stamp:
    """Return which event is acknowledged.

    Raises:
        BadPayloadError: none is.
    """
    return _stamp(json_object(payload))


def read_picture(payload: bytes) -> bytes:
    """Return a JPEG.

    Raises:
        BadPayloadError: it is none.
    """
    if not payload.startswith(JPEG_START):
        raise BadPayloadError("A picture must be a JPEG.")
    return payload


def _pack(stamp: Stamp, **content: Any) -> bytes:
    head = {"v": VERSION, "boot": stamp.boot, "n": stamp.number, "panel": stamp.panel}
    return json.dumps({**head, **content}, separators=(",", ":")).encode()


def _stamp(found: Mapping[str, Any]) -> Stamp:
    version = found.get("v")
    if version != VERSION:
        raise BadPayloadError(f"It speaks version {version!r:.20}, and this is {VERSION}.")
    boot = word(found, "boot", max_length=32)
    if not boot:
        raise BadPayloadError("boot is missing.")
    return Stamp(
        boot=boot,
        number=int(number(found, "n", low=0, high=NUMBER_MAX)),
        panel=word(found, "panel", max_length=32),
    )


def _choice(kind: Any, found: Mapping[str, Any], key: str) -> Any:
    value = found.get(key)
    if not isinstance(value, str) or value not in set(kind):
        raise BadPayloadError(f"{key} must be one of {', '.join(kind)}.")
    return kind(value)


def _words(found: Mapping[str, Any], key: str) -> tuple[str, ...]:
    value = found.get(key, [])
    if not isinstance(value, list) or len(value) > ZONES_MAX:
        raise BadPayloadError(f"{key} must be a short list.")
    if not all(isinstance(each, str) and len(each) <= 100 and each.isprintable() for each in value):
        raise BadPayloadError(f"{key} must hold short texts.")
    return tuple(value)
