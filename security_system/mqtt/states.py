"""The alarm as the broker shows it: pure, from a view to what each topic says."""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from makerkit.app.edge import Health, Level
from security_system.alarm.happenings import Happening
from security_system.alarm.states import AlarmState, ArmMode, Condition
from security_system.alarm.view import AlarmView, ZoneView
from security_system.mqtt.topics import Topics

ON, OFF = b"ON", b"OFF"
MODE_STATES = {
    ArmMode.AWAY: "armed_away",
    ArmMode.HOME: "armed_home",
    ArmMode.NIGHT: "armed_night",
    ArmMode.VACATION: "armed_vacation",
    ArmMode.CUSTOM: "armed_custom_bypass",
}
WORST = (Level.ERROR, Level.WARNING)


def states(view: AlarmView, topics: Topics) -> dict[str, bytes]:
    """Return what each topic says of the alarm; a zone that calls silently shows nothing."""
    zones = view.zones.values()
    is_tampered = any(zone.condition is Condition.TAMPERED for zone in zones)
    return {
        topics.state("alarm"): alarm_state(view).encode(),
        topics.attributes("alarm"): packed(_alarm_attributes(view)),
        topics.state("siren"): _on(view.siren.is_on),
        topics.state("problem"): _on(bool(view.faults)),
        topics.attributes("problem"): packed(
            {"faults": [f"{f.name}: {f.says}" for f in view.faults]}
        ),
        topics.state("tamper"): _on(is_tampered),
        topics.state("battery"): _on(any("attery is low" in fault.says for fault in view.faults)),
        topics.state("power"): _on(all(fault.name != "power" for fault in view.faults)),
        **{topics.zone(zone.id): packed(_zone(zone)) for zone in zones},
    }


def alarm_state(view: AlarmView) -> str:
    """Return the state in Home Assistant's words."""
    if view.state is AlarmState.ARMED:
        return MODE_STATES[view.mode or ArmMode.AWAY]
    return view.state.value


def health_state(health: Sequence[Health]) -> bytes:
    """Return how all parts are; its first word is that of the worst."""
    levels = {each.level for each in health}
    worst = next((level for level in WORST if level in levels), Level.OK)
    parts = {
        each.name: {"level": each.level, "says": each.says, "numbers": _rounded(each.numbers)}
        for each in health
    }
    return packed({"state": worst, "parts": parts})


def events(happenings: Iterable[Happening]) -> list[bytes]:
    """Return what is told of happenings; of silent ones, nothing."""
    return [packed(_event(each)) for each in happenings if not each.is_silent]


def packed(value: Mapping[str, Any]) -> bytes:
    """Return JSON without spaces."""
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False, default=str).encode()


def _alarm_attributes(view: AlarmView) -> dict[str, Any]:
    ready = [mode.value for mode in ArmMode if not view.is_ready_for(mode)]
    return {
        "mode": view.mode,
        "delay_s": view.delay_s,
        "cause": view.cause,
        "open": [zone.name for zone in view.zones.values() if zone.condition is Condition.OPEN],
        "left_out": [zone.name for zone in view.zones.values() if zone.is_bypassed],
        "memory": [f"{line.name}: {line.why}" for line in view.memory],
        "ready_for": ready,
        "is_locked": any(left_s > 0 for left_s in view.locked_s.values()),
    }


def _zone(zone: ZoneView) -> dict[str, Any]:
    is_on = zone.condition in {Condition.OPEN, Condition.TAMPERED}
    return {
        "state": _on(is_on).decode(),
        "condition": zone.condition,
        "bypassed": _on(zone.is_bypassed).decode(),
        "left_out_why": zone.left_out_why,
        "counts_now": zone.counts_now,
        "in_memory": zone.is_in_memory,
    }


def _event(happening: Happening) -> dict[str, Any]:
    return {
        "event_type": happening.kind,
        "zone": happening.zone,
        "source": happening.source,
        "user": happening.user,
        "place": happening.place,
        "why": happening.why,
        "evidence": happening.evidence,
    }


def _rounded(numbers: Mapping[str, float]) -> dict[str, float]:
    """Return them so that noise is no news."""
    return {name: round(value, 1) for name, value in numbers.items()}


def _on(is_on: bool) -> bytes:  # the one thing it is about
    return ON if is_on else OFF
