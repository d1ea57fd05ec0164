"""What each event of the node means, in a sentence for the journal."""

from __future__ import annotations

from collections.abc import Callable

from makerkit.arduino.messages import node
from security_system.alarm.happenings import Kind
from security_system.node import zones

KINDS = {
    node.EventKind.CODE_WRONG: Kind.CODE_WRONG,
    node.EventKind.KEYPAD_LOCKED: Kind.CODE_LOCKED,
    node.EventKind.KEYPAD_UNLOCKED: Kind.CODE_UNLOCKED,
    node.EventKind.EVENTS_LOST: Kind.EVENTS_LOST,
}
"""All others are NODE_TOLD: what they mean for the alarm, the alarm says itself."""
OF_NODE = frozenset({Kind.NODE_TOLD, *KINDS.values()})
AT_KEYPAD = frozenset(
    {
        node.EventKind.DURESS,
        node.EventKind.CODE_RIGHT,
        node.EventKind.CODE_WRONG,
        node.EventKind.KEYPAD_LOCKED,
        node.EventKind.KEYPAD_UNLOCKED,
        node.EventKind.KEY_C,
        node.EventKind.KEY_D,
    }
)
OF_SENSOR = frozenset(
    {
        node.EventKind.ZONE_CLOSED,
        node.EventKind.ZONE_OPENED,
        node.EventKind.ZONE_SHORTED,
        node.EventKind.ZONE_CUT,
        node.EventKind.ZONE_WRONG,
        node.EventKind.MOTION,
        node.EventKind.LEFT_OPEN,
        node.EventKind.ENTRY_STARTED,
        node.EventKind.ALARM,
        node.EventKind.SIREN_CUT_OFF,
        node.EventKind.SHUT_DOWN,
    }
)
HOST, KEYPAD, DURESS = 1, 2, 3
_CAUSES = (
    "its power came on",
    "its port was opened, or its reset button pressed",
    "its supply broke down",
    "its watchdog ended a task that hung",
    "the cause is unknown",
)
_BY = {HOST: "by the panel", KEYPAD: "at its keypad", DURESS: "at its keypad"}
_MODES = ("off", "away", "at home")


def sentence(event: node.Event) -> str:
    """Return what happened, as a sentence with its values."""
    words = _WORDS[event.kind]
    return words if isinstance(words, str) else words(event.detail)


def _sensor(detail: int) -> str:
    if detail in zones.LOOPS:
        return f"loop {detail}"
    return f"motion sensor {detail}" if detail in zones.MOTIONS else "the lid"


def _one_of(words: tuple[str, ...], detail: int) -> str:
    return words[detail] if detail < len(words) else f"number {detail}"


_WORDS: dict[node.EventKind, str | Callable[[int], str]] = {
    node.EventKind.FIRST_START: "The node's memory is blank: it is new, or was erased.",
    node.EventKind.RESTARTED: lambda d: f"The node started again: {_one_of(_CAUSES, d)}.",
    node.EventKind.STATE_DAMAGED: "The node could not read its state: it armed itself.",
    node.EventKind.SETTINGS_DAMAGED: "The node could not read its settings: it has no code now.",
    node.EventKind.MEMORY_WORN: lambda d: f"{d} cells of the node's memory are worn out.",
    node.EventKind.ZONE_CLOSED: lambda d: f"Loop {d} was closed.",
    node.EventKind.ZONE_OPENED: lambda d: f"Loop {d} was opened.",
    node.EventKind.ZONE_SHORTED: lambda d: f"The wires of loop {d} touch each other.",
    node.EventKind.ZONE_CUT: lambda d: f"A wire of loop {d} was cut, or its plug came out.",
    node.EventKind.ZONE_WRONG: lambda d: f"Loop {d} has a resistance that it cannot have.",
    node.EventKind.MOTION: lambda d: f"Motion sensor {d} saw somebody.",
    node.EventKind.LID_OPENED: "The node's lid was opened, or its battery is gone.",
    node.EventKind.LID_CLOSED: "The node's lid was closed.",
    node.EventKind.BATTERY_LOW: lambda d: f"The node's battery is low: {d / 10:.1f} V.",
    node.EventKind.BATTERY_OK: lambda d: f"The node's battery is good: {d / 10:.1f} V.",
    node.EventKind.EXIT_STARTED: lambda d: f"The node's exit delay began, armed {_BY.get(d, '')}.",
    node.EventKind.ARMED: lambda d: f"The node is armed ({_one_of(_MODES, d)}).",
    node.EventKind.LEFT_OPEN: lambda d: f"The node leaves out {_sensor(d)} until it is closed.",
    node.EventKind.ENTRY_STARTED: lambda d: f"The node's entry delay began: {_sensor(d)}.",
    node.EventKind.ALARM: lambda d: f"The node sounded the alarm: {_sensor(d)}.",
    node.EventKind.SIREN_CUT_OFF: lambda d: f"The node's siren was cut off: {_sensor(d)}.",
    node.EventKind.SHUT_DOWN: lambda d: f"The node shut down {_sensor(d)}: too many alarms.",
    node.EventKind.DISARMED: lambda d: f"The node was disarmed {_BY.get(d, '')}.",
    node.EventKind.DURESS: "The duress code was typed at the node's keypad.",
    node.EventKind.CODE_RIGHT: "The right code was typed at the node's keypad, while disarmed.",
    node.EventKind.CODE_WRONG: lambda d: f"Wrong code number {d} in a row at the node's keypad.",
    node.EventKind.KEYPAD_LOCKED: lambda d: f"The node's keypad is locked for {d * 10} s.",
    node.EventKind.KEYPAD_UNLOCKED: "The node's keypad takes codes again.",
    node.EventKind.KEY_C: "The key C was pressed at the node's keypad.",
    node.EventKind.KEY_D: "The key D was pressed at the node's keypad.",
    node.EventKind.BYPASSED: lambda d: f"The panel left out sensors of the node (mask {d:07b}).",
    node.EventKind.SETTINGS_CHANGED: "The panel changed the node's settings.",
    node.EventKind.CODE_CHANGED: "The panel changed a code of the node.",
    node.EventKind.LINK_LOST: "The node heard nothing of the panel for 5 s.",
    node.EventKind.LINK_BACK: "The node hears the panel again.",
    node.EventKind.EVENTS_LOST: lambda d: (
        f"The node had no place for {d} events." if d else "The node has lost events from here on."
    ),
}
