"""What Home Assistant is told of us: one device with all its parts, in one message.

The keys are those of Home Assistant's MQTT discovery by device (since 2024.11); a key that it does
not know is dropped there without a word, so tests hold each part to the keys of its real schema.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from makerkit.app.edge import Health
from security_system.alarm.happenings import Kind
from security_system.alarm.settings import AlarmSettings
from security_system.alarm.states import ArmMode, ZoneKind
from security_system.alarm.zone_settings import ZoneSettings
from security_system.mqtt.home_assistant_health import Component, numbers
from security_system.mqtt.home_assistant_health import health as health_part
from security_system.mqtt.settings import MqttSettings
from security_system.mqtt.topics import OFFLINE, ONLINE, Topics

FEATURES = {
    ArmMode.HOME: "arm_home",
    ArmMode.AWAY: "arm_away",
    ArmMode.NIGHT: "arm_night",
    ArmMode.VACATION: "arm_vacation",
    ArmMode.CUSTOM: "arm_custom_bypass",
}
DEVICE_CLASSES = {
    ZoneKind.DOOR: "door",
    ZoneKind.WINDOW: "window",
    ZoneKind.MOTION: "motion",
    ZoneKind.CAMERA: "motion",
    ZoneKind.GLASS: "vibration",
    ZoneKind.SMOKE: "smoke",
    ZoneKind.WATER: "moisture",
    ZoneKind.PANIC: "safety",
    ZoneKind.TAMPER: "tamper",
}
COMMAND = '{"action":"{{ action }}","code":"{{ code }}"}'


def device(
    settings: MqttSettings,
    alarm: AlarmSettings,
    *,
    cameras: Sequence[str] = (),
    health: Sequence[Health] = (),
    version: str = "0",
) -> dict[str, Any]:
    """Return what is published for discovery.

    Args:
        health: what there is to measure.
        version: of this software.
    """
    topics = Topics(settings.base, settings.discovery_prefix)
    parts = {
        "alarm": _alarm(topics, alarm),
        "siren": _siren(topics),
        "event": _event(topics),
        "health": health_part(topics),
        **_warnings(topics),
        **_zones(topics, alarm.zones),
        **{f"camera_{name}": _camera(topics, name) for name in cameras if settings.pictures},
        **numbers(topics, health),
    }
    for name, part in parts.items():
        part["unique_id"] = f"{topics.node}_{name}"
    return {
        "device": {
            "identifiers": [topics.node],
            "name": settings.name,
            "manufacturer": "makerkit",
            "model": "Security system",
            "sw_version": version,
        },
        "origin": {"name": "security_system", "sw_version": version},
        "availability": [_availability(topics)],
        "components": parts,
    }


def removed(before: Mapping[str, Any], now: Mapping[str, Any]) -> dict[str, Any] | None:
    """Return what takes parts away that Home Assistant knows and that are no more.

    Returns:
        A message to be published once; None if nothing is to be taken away.
    """
    known = before.get("components")
    known = known if isinstance(known, Mapping) else {}
    gone = {
        name: {"platform": part["platform"]}
        for name, part in known.items()
        if name not in now["components"]
        and isinstance(part, Mapping)
        and isinstance(part.get("platform"), str)
    }
    return {**now, "components": {**now["components"], **gone}} if gone else None


def _availability(topics: Topics) -> Component:
    return {
        "topic": topics.status,
        "payload_available": ONLINE,
        "payload_not_available": OFFLINE,
    }


def _alarm(topics: Topics, alarm: AlarmSettings) -> Component:
    return {
        "platform": "alarm_control_panel",
        "name": None,  # the device's own
        "state_topic": topics.state("alarm"),
        "json_attributes_topic": topics.attributes("alarm"),
        "command_topic": topics.command("alarm"),
        "command_template": COMMAND,
        "code": "REMOTE_CODE",  # a keypad is shown, and the code is judged here
        "code_arm_required": alarm.arm_needs_code,
        "code_disarm_required": True,
        "code_trigger_required": False,
        "supported_features": [*(FEATURES[mode] for mode in ArmMode), "trigger"],
        "retain": False,
        "qos": 1,
    }


def _siren(topics: Topics) -> Component:
    return {
        "platform": "siren",
        "name": "Siren",
        "state_topic": topics.state("siren"),
        "command_topic": topics.command("siren"),
        "support_duration": False,
        "support_volume_set": False,
        "optimistic": False,
        "retain": False,
        "qos": 1,
    }


def _event(topics: Topics) -> Component:
    return {
        "platform": "event",
        "name": "Event",
        "state_topic": topics.event,
        "event_types": [kind.value for kind in Kind],
        "qos": 1,
    }


def _warnings(topics: Topics) -> dict[str, Component]:
    """Return what a house has one of: is anything wrong, tampered with, low, without mains?"""
    kinds = {
        "problem": ("Problem", "problem"),
        "tamper": ("Tamper", "tamper"),
        "battery": ("Batteries", "battery"),
        "power": ("Mains", "power"),
    }
    return {
        thing: {
            "platform": "binary_sensor",
            "name": name,
            "state_topic": topics.state(thing),
            "json_attributes_topic": topics.attributes("problem"),
            "device_class": device_class,
            "entity_category": "diagnostic",
        }
        for thing, (name, device_class) in kinds.items()
    }


def _zones(topics: Topics, zones: Mapping[str, ZoneSettings]) -> dict[str, Component]:
    parts: dict[str, Component] = {}
    for zone, settings in zones.items():
        parts[f"zone_{zone}"] = _zone(topics, zone, settings)
        if settings.can_bypass:
            parts[f"bypass_{zone}"] = _bypass(topics, zone, settings)
    return parts


def _zone(topics: Topics, zone: str, settings: ZoneSettings) -> Component:
    part: Component = {
        "platform": "binary_sensor",
        "name": settings.name or zone,
        "state_topic": topics.zone(zone),
        "value_template": "{{ value_json.state }}",
        "json_attributes_topic": topics.zone(zone),
        "availability": [
            _availability(topics),
            {
                "topic": topics.zone(zone),
                "value_template": "{{ 'offline' if value_json.condition == 'lost' else 'online' }}",
            },
        ],
        "availability_mode": "all",
    }
    if settings.kind in DEVICE_CLASSES:
        part["device_class"] = DEVICE_CLASSES[settings.kind]
    return part


def _bypass(topics: Topics, zone: str, settings: ZoneSettings) -> Component:
    return {
        "platform": "switch",
        "name": f"Leave out {settings.name or zone}",
        "state_topic": topics.zone(zone),
        "value_template": "{{ value_json.bypassed }}",
        "command_topic": topics.bypass(zone),
        "icon": "mdi:shield-off-outline",
        "entity_category": "config",
        "optimistic": False,
        "retain": False,
        "qos": 1,
    }


def _camera(topics: Topics, name: str) -> Component:
    return {
        "platform": "image",
        "name": f"Camera {name}",
        "image_topic": topics.picture(name),
        "content_type": "image/jpeg",
    }
