"""What an event of the node is for the journal, and what it asks of the alarm."""

from __future__ import annotations

from dataclasses import dataclass, replace

from makerkit.arduino.messages import node
from security_system.alarm.happenings import Happening, Kind
from security_system.alarm.orders import (
    AlarmSeen,
    Arm,
    BatterySeen,
    Disarm,
    Order,
    Panic,
    SetChime,
)
from security_system.alarm.states import AlarmState, ArmMode
from security_system.alarm.view import AlarmView
from security_system.alarm.zone_settings import ZoneSettings
from security_system.node.event_words import (
    AT_KEYPAD,
    DURESS,
    HOST,
    KINDS,
    OF_SENSOR,
    sentence,
)
from security_system.node.moment import EXACT_S, Moment
from security_system.node.sensors import Sensors
from security_system.node.settings import KeyUse, NodeSettings

NODE, AT, WHO = "node", "keypad", "keypad"
BY_HAND = frozenset({node.EventKind.EXIT_STARTED, node.EventKind.DISARMED})
FORCED = (node.EventKind.DISARMED, DURESS)
BATTERY = frozenset({node.EventKind.BATTERY_LOW, node.EventKind.BATTERY_OK})


@dataclass(frozen=True, slots=True)
class Known:
    """What must be known to understand an event.

    Attributes:
        now_s: monotonic.
        wall_s: the same moment, seconds since 1970.
        moment: when it happened.
        mode: the node's, as it last said.
        view: the alarm's.
        decided_s: when the panel was last armed or disarmed; None: not in this run.
        before: the kind and detail of the event before this one, if it is known.
    """

    now_s: float
    wall_s: float
    moment: Moment
    mode: node.ArmMode
    view: AlarmView
    decided_s: float | None
    before: tuple[node.EventKind, int] | None = None


def happening_of(event: node.Event, zone: str, wall_s: float, *, is_silent: bool) -> Happening:
    """Return the row of the journal; with its detail it is known again after a restart.

    Args:
        is_silent: what `is_silent` says of it.
    """
    detail = {
        "event": event.kind.value,
        "event_id": event.event_id,
        "detail": event.detail,
        "age_s": event.age_s,
        "at_wall_s": round(wall_s - event.age_s) if event.age_s >= 0 else None,
    }
    is_at_keypad = event.kind in AT_KEYPAD or (event.kind in BY_HAND and event.detail != HOST)
    return Happening(
        KINDS.get(event.kind, Kind.NODE_TOLD),
        zone=zone if event.kind in OF_SENSOR else "",
        source=NODE,
        place=AT if is_at_keypad else "",
        why=sentence(event) + _ago(event.age_s),
        detail={**detail, "is_silent": True} if is_silent else detail,
    )


def cover_of(event: node.Event, before: tuple[node.EventKind, int] | None) -> Happening | None:
    """Return the row that the right code would have left where the one of duress leaves none.

    Args:
        before: kind and detail of the event before this one.
    """
    if event.kind is not node.EventKind.DURESS or before == FORCED:
        return None
    usual = replace(event, kind=node.EventKind.CODE_RIGHT)
    why = sentence(usual) + _ago(event.age_s)
    return Happening(Kind.NODE_TOLD, source=NODE, place=AT, why=why)


def is_silent(event: node.Event, zone: ZoneSettings | None, settings: NodeSettings) -> bool:
    """Return whether nobody in the house may read of an event.

    A disarming under duress is none of these: its row is that of every disarming at the keypad, and
    a missing one would be a trace.

    Args:
        zone: the one that its sensor is; None for none.
    """
    keys = {node.EventKind.KEY_C: settings.key_c, node.EventKind.KEY_D: settings.key_d}
    is_button = event.kind in OF_SENSOR and zone is not None and zone.is_silent_panic
    is_key = keys.get(event.kind) is KeyUse.SILENT_PANIC
    return event.kind is node.EventKind.DURESS or is_key or is_button


def orders_of(
    event: node.Event, known: Known, sensors: Sensors, settings: NodeSettings
) -> tuple[Order, ...]:
    """Return what an event asks of the alarm; nothing, where the panel has decided since."""
    if event.kind in BATTERY:
        is_low = event.kind is node.EventKind.BATTERY_LOW
        return (BatterySeen(source=NODE, is_low=is_low, volts=event.detail / 10),)
    if event.kind in AT_KEYPAD or event.kind in BY_HAND:
        return _of_keypad(event, known, settings) if settings.keypad else ()
    if known.moment.is_before(known.decided_s):
        return ()
    if event.kind is node.EventKind.ALARM:
        zone = sensors.zone_of(event.detail)
        return (AlarmSeen(zone=zone, source=NODE, why=sentence(event) + _ago(event.age_s)),)
    return tuple(sensors.told(event, known.moment.latest_s, known.now_s))


def _of_keypad(event: node.Event, known: Known, settings: NodeSettings) -> tuple[Order, ...]:
    is_after = known.moment.is_after(known.decided_s)
    if event.kind is node.EventKind.EXIT_STARTED and event.detail != HOST:
        return () if known.moment.is_before(known.decided_s) else (_arming(known, settings),)
    if event.kind is node.EventKind.DISARMED and event.detail != HOST and is_after:
        return (_disarming(is_duress=event.detail == DURESS),)
    if event.kind is node.EventKind.DURESS:
        return () if known.before == FORCED else (_disarming(is_duress=True),)
    if event.age_s > EXACT_S or event.age_s < 0:
        return ()
    if event.kind is node.EventKind.CODE_RIGHT and _is_anything_on(known.view):
        return (_disarming(is_duress=False),)
    keys = {node.EventKind.KEY_C: settings.key_c, node.EventKind.KEY_D: settings.key_d}
    return _of_key(keys.get(event.kind, KeyUse.NOTHING), known.view)


def _arming(known: Known, settings: NodeSettings) -> Arm:
    mode = settings.key_b if known.mode is node.ArmMode.HOME else ArmMode.AWAY
    return Arm(mode=ArmMode(mode), place=AT, user=WHO, is_judged=True, forced=True)


def _disarming(*, is_duress: bool) -> Disarm:
    return Disarm(place=AT, user=WHO, is_judged=True, is_duress=is_duress)


def _is_anything_on(view: AlarmView) -> bool:
    return view.state is not AlarmState.DISARMED or view.siren.is_on


def _of_key(use: KeyUse, view: AlarmView) -> tuple[Order, ...]:
    match use:
        case KeyUse.CHIME:
            return (SetChime(is_on=not view.is_chime_on, place=AT, user=WHO),)
        case KeyUse.NIGHT:
            night = Arm(mode=ArmMode.NIGHT, place=AT, user=WHO, is_judged=True, forced=True)
            return (night,)
        case KeyUse.PANIC | KeyUse.SILENT_PANIC:
            return (Panic(place=AT, user=WHO, is_silent=use is KeyUse.SILENT_PANIC),)
        case _:
            return ()


def _ago(age_s: int) -> str:
    if age_s < 0:
        return " When, it does not know: its power was cut since."
    return "" if age_s <= EXACT_S else f" That was {age_s} s ago."
