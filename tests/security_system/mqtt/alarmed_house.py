"""A panel with a real alarm, joined to a broker."""

from security_system.alarm import Alarm, Judged
from security_system.alarm.orders import Condition, ZoneSeen
from security_system.alarm.settings import AlarmSettings
from security_system.mqtt.mqtt import Mqtt
from security_system.mqtt.settings import MqttSettings, OutpostSettings
from security_system.panel import Panel

CODE = "2580"
ZONES = {
    "door": {"name": "Front door", "kind": "door", "source": "gpio:26"},
    "hall": {"name": "Hall", "kind": "motion", "source": "gpio:4"},
    "kitchen": {"kind": "smoke", "source": "mqtt:zigbee2mqtt/kitchen"},
    "back": {"name": "Back door", "kind": "door", "source": "mqtt:zigbee2mqtt/back door"},
}


def judge(code):
    return Judged("Sam") if code == CODE else None


class House:
    """The alarm of a house at a broker.

    Attributes:
        told: all happenings of the alarm.
    """

    def __init__(self, folder, port, *, zones=None, outposts=None, modes=None, **mqtt):
        rules = {
            "source_grace_s": 1,
            "zones": zones or ZONES,
            "modes": modes or {"away": {"exit_s": 0}},
        }
        self.settings = AlarmSettings.model_validate(rules)
        import time

        self.panel = Panel(Alarm(self.settings, judge, time.monotonic()))
        self.told = []
        self.mqtt = Mqtt(
            MqttSettings.model_validate({"host": "127.0.0.1", "port": port, **mqtt}),
            {name: OutpostSettings.model_validate(each) for name, each in (outposts or {}).items()},
            self.settings,
            self.panel,
            folder,
            health=lambda: [self.mqtt.health()],
        )
        self.panel.listen(lambda turn: self.told.extend(turn.happenings))
        self.panel.listen(self.mqtt.on_turn)
        self.panel.start()
        for zone, each in self.settings.zones.items():
            if each.source.startswith("gpio"):
                self.panel.post(ZoneSeen(zone=zone, condition=Condition.QUIET))
        self.mqtt.start()

    def condition(self, zone):
        return self.panel.view.zones[zone].condition

    def kinds(self):
        return [str(happening.kind) for happening in list(self.told)]

    def stop(self):
        self.mqtt.stop()
        self.panel.stop()
