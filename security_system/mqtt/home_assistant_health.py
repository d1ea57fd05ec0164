"""How the system is, for Home Assistant: one word with details, and what can be measured."""

from collections.abc import Sequence
from typing import Any

from makerkit.app.edge import Health
from security_system.mqtt.topics import Topics

Component = dict[str, Any]
UNITS: dict[str, tuple[str | None, str | None]] = {  # by the end of a number's name
    "_c": ("temperature", "°C"),
    "_percent": (None, "%"),
    "_v": ("voltage", "V"),
    "_ms": ("duration", "ms"),
    "_s": ("duration", "s"),
    "_mb": ("data_size", "MB"),
    "_gb": ("data_size", "GB"),
    "_dbm": ("signal_strength", "dBm"),
}
# Sensors to be seen in a house; the others are in the attributes of the health.
SHOWN = ("temperature", "free", "cpu", "battery", "link", "lost", "rate")
NUMBERS_MAX = 30


def health(topics: Topics) -> Component:
    """Return the part that says how all is."""
    return {
        "platform": "sensor",
        "name": "Health",
        "state_topic": topics.health,
        "value_template": "{{ value_json.state }}",
        "json_attributes_topic": topics.health,
        "json_attributes_template": "{{ value_json.parts | tojson }}",
        "entity_category": "diagnostic",
    }


def numbers(topics: Topics, all_health: Sequence[Health]) -> dict[str, Component]:
    """Return a part for each number that belongs into a house."""
    parts: dict[str, Component] = {}
    for each in all_health:
        for number in each.numbers:
            if any(word in number for word in SHOWN) and len(parts) < NUMBERS_MAX:
                parts[_plain(f"{each.name}_{number}")] = _number(topics, each.name, number)
    return parts


def _number(topics: Topics, name: str, number: str) -> Component:
    end = next((end for end in UNITS if number.endswith(end)), "")
    device_class, unit = UNITS.get(end, (None, None))
    part: Component = {
        "platform": "sensor",
        "name": f"{name} {number.removesuffix(end).replace('_', ' ')}",
        "state_topic": topics.health,
        "value_template": "{{ value_json.parts['%s'].numbers['%s'] }}" % (name, number),  # noqa: UP031  # braces
        "state_class": "measurement",
        "entity_category": "diagnostic",
    }
    if device_class:
        part["device_class"] = device_class
    if unit:
        part["unit_of_measurement"] = unit
    return part


def _plain(name: str) -> str:
    return "".join(c if c.isalnum() else "_" for c in name)
