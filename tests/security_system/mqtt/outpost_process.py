"""An outpost as a process of its own; its sensors do what stands on its standard input.

Run as `python -m tests.security_system.mqtt.outpost_process NAME PORT FOLDER`; a line is
`zone condition`. It says `ready` when it hears its panel.
"""

import sys
import time
from pathlib import Path

from security_system.alarm.orders import Condition, ZoneSeen
from security_system.mqtt.far_panel import FarPanel
from security_system.mqtt.outpost_link import OutpostLink
from security_system.mqtt.settings import MqttSettings

JPEG = b"\xff\xd8\xff\xe0 what the camera of an outpost saw \xff\xd9"


class Lamp:
    """Prints what the siren of the outpost does."""

    def show(self, view):
        print(f"siren {view.siren.pattern} {view.state}", flush=True)


def main():
    name, port, folder = sys.argv[1], int(sys.argv[2]), Path(sys.argv[3])
    far = FarPanel()
    far.add_siren(Lamp())
    settings = MqttSettings(host="127.0.0.1", port=port, keepalive_s=5)
    link = OutpostLink(name, settings, far, folder, picture=lambda _zone: ("yard", JPEG))
    link.start()
    while not link.hears_panel:
        time.sleep(0.02)
    print("ready", flush=True)
    for line in sys.stdin:
        zone, condition = line.split()
        far.post(ZoneSeen(zone=zone, condition=Condition(condition), why="A test did it."))
    link.stop()


if __name__ == "__main__":
    main()
