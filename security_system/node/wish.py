"""What the node shall be for what the alarm is: its settings, armed or not, what counts."""

from __future__ import annotations

import math
from dataclasses import dataclass

from makerkit.arduino.messages import node
from security_system.alarm.settings import AlarmSettings
from security_system.alarm.states import AlarmState, ArmMode, SirenPattern
from security_system.alarm.view import AlarmView
from security_system.node.settings import NodeSettings
from security_system.node.zones import entry_route, left_out_in, mask_of, sensors_of

ENTRY_MOST_S, EXIT_MOST_S, RETRIGGERS_MOST, SOUND_MOST_S = 45, 180, 3, 900
BEHIND_THE_PANEL_S = 1
"""The node's entry delay is that much longer: while the link is up, the panel decides."""
PULSING = frozenset({SirenPattern.PULSE, SirenPattern.TEMPORAL_3, SirenPattern.DRIP})


@dataclass(frozen=True, slots=True)
class Wish:
    """What the node shall be.

    Attributes:
        is_armed: whether it shall guard.
        left_out: mask of the sensors that shall not count.
        exit_s: its exit delay when it is armed now; None while it shall be disarmed.
        is_quiet: nothing sounds: an alarm that the node has while disarmed is to end.
    """

    is_armed: bool
    left_out: int = 0
    exit_s: int | None = None
    is_quiet: bool = True


def wish_of(view: AlarmView, alarm: AlarmSettings) -> Wish:
    """Return what the node shall be while the alarm is as it is."""
    is_quiet = view.state is not AlarmState.TRIGGERED and not view.siren.is_on
    if view.mode is None or view.state is AlarmState.DISARMED:
        return Wish(is_armed=False, is_quiet=is_quiet)
    by_hand = {
        sensor
        for sensor, zone in sensors_of(alarm.zones).items()
        if zone in view.zones and view.zones[zone].is_bypassed
    }
    left_out = left_out_in(view.mode, alarm.zones) | mask_of(by_hand)
    is_leaving = view.state is AlarmState.ARMING
    exit_s = math.ceil(view.remaining_s or 0.0) if is_leaving else 0
    return Wish(True, left_out, min(exit_s, EXIT_MOST_S), is_quiet)


def settings_of(alarm: AlarmSettings, own: NodeSettings) -> node.Set:
    """Return the settings for the node; its exit delay is that of the key A.

    Args:
        alarm: the panel's.
        own: the section [node].
    """
    away = alarm.modes[ArmMode.AWAY]
    return node.Set(
        exit_s=math.ceil(away.exit_s),
        entry_s=_entry_s(alarm),
        siren_s=math.ceil(alarm.siren_s),
        retriggers=min(alarm.retriggers, RETRIGGERS_MOST),
        entry_route=entry_route(alarm.zones),
        left_out_at_home=left_out_in(own.key_b, alarm.zones),
        battery_low_mv=round(own.battery_low_v * 1000),
        tamper_sounds=int(alarm.when_tampered_disarmed == "alarm"),
    )


def sound_of(view: AlarmView) -> node.Sound:
    """Return what the node's siren shall do for the panel."""
    pulsing = view.siren.pattern in PULSING
    how = node.SirenSound.PULSING if pulsing else node.SirenSound.STEADY
    left_s = math.ceil(view.siren.remaining_s) if view.siren.is_on else 0
    return node.Sound(sound_s=max(0, min(left_s, SOUND_MOST_S)), sound=how)


def _entry_s(alarm: AlarmSettings) -> int:
    """The longest entry delay of all: the node has one, and must not be quicker than the panel."""
    zones = [zone.entry_s for zone in alarm.zones.values() if zone.entry_s is not None]
    longest_s = max([mode.entry_s for mode in alarm.modes.values()] + zones, default=0.0)
    return min(math.ceil(longest_s) + BEHIND_THE_PANEL_S, ENTRY_MOST_S) if longest_s else 0
