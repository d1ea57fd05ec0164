"""Everything that a full house announces to Home Assistant, for the schemas to judge."""

from makerkit.app.edge import Health, Level
from security_system.alarm.settings import AlarmSettings
from security_system.alarm.states import ZoneKind
from security_system.mqtt.home_assistant import device
from security_system.mqtt.home_assistant_health import UNITS
from security_system.mqtt.settings import MqttSettings


def full_house():
    """Return the discovery of a house with a zone of each kind and a number of each unit."""
    zones = {
        kind.value: {"kind": kind.value, "source": f"gpio:{n}"} for n, kind in enumerate(ZoneKind)
    }
    zones["named"] = {"name": "Back door", "kind": "door", "source": "mqtt:zigbee2mqtt/back door"}
    numbers = {f"rate{end}": 1.0 for end in UNITS} | {"link": 1.0, "cpu_percent": 1.0}
    return device(
        MqttSettings(host="localhost"),
        AlarmSettings.model_validate({"zones": zones}),
        cameras=("hall", "shed_yard"),
        health=[
            Health("node", Level.OK, "", numbers),
            Health("camera hall", Level.OK, "", numbers),
        ],
        version="1.0",
    )
