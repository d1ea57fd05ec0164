"""The whole program at a broker: as a panel, and as an outpost of one."""

import json
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from makerkit.app.edge import Level
from makerkit.errors import BadInputError
from security_system.alarm.states import AlarmState
from security_system.alarm.view import AlarmView
from security_system.app import SecuritySystem
from security_system.config import Settings
from security_system.mqtt.outpost import Outpost
from security_system.mqtt.outpost_wire import Stamp, write_state
from security_system.parts import Part
from tests.security_system.mqtt.mosquitto_bench import wait_until

ROOT = Path(__file__).parents[3]


def settings(port):
    return Settings.model_validate(
        {
            "mqtt": {"host": "127.0.0.1", "port": port, "keepalive_s": 5},
            "alarm": {"zones": {"back": {"kind": "door", "source": "mqtt:zigbee2mqtt/back"}}},
        }
    )


def test_a_panel_shows_itself_and_takes_commands(broker, ear, tmp_path):
    system = SecuritySystem(settings(broker.port), tmp_path, parts=frozenset({Part.MQTT}))
    with system:
        ear.wait_for("security_system/alarm/state", "disarmed")
        ear.say("zigbee2mqtt/back", '{"contact":true}')
        wait_until(lambda: system.panel.view.zones["back"].condition == "quiet")
        ear.say("security_system/alarm/set", "ARM_HOME")
        ear.wait_for("security_system/alarm/state", "armed_home")
        wait_until(lambda: "mqtt" in {each.name for each in system.health()})
        (health,) = [each for each in system.health() if each.name == "mqtt"]
        assert health.level is Level.OK
    ear.wait_for("security_system/status", "offline")


def test_an_outpost_without_a_broker_says_what_it_needs(tmp_path):
    with pytest.raises(BadInputError, match="say host"):
        Outpost("shed", Settings.model_validate({}), tmp_path)


def test_an_outpost_is_a_program_that_beats_and_says_goodbye(broker, ear, tmp_path):
    config = tmp_path / "config.toml"
    config.write_text(
        f'[mqtt]\nhost = "127.0.0.1"\nport = {broker.port}\n'
        '[zones.door]\nkind = "door"\nsource = "gpio:4"\n'
    )
    options = ["--outpost", "shed", "--folder", str(tmp_path), "--config", str(config)]
    process = subprocess.Popen(
        [sys.executable, "-m", "security_system", "--no-gpio", "--no-camera", *options], cwd=ROOT
    )
    try:
        ear.wait_for("security_system/outpost/shed/status", "online")
        view = AlarmView(t_s=0.0, state=AlarmState.ARMED)
        ear.say("security_system/panel/state", write_state(view, Stamp(boot="p", number=1)))
        beat = json.loads(ear.wait_for("security_system/outpost/shed/beat"))
        assert (beat["v"], beat["panel"], beat["zones"]) == (1, "p", {})
        process.send_signal(signal.SIGTERM)
        assert process.wait(15) == 0
        ear.wait_for("security_system/outpost/shed/status", "offline")
    finally:
        process.kill()
        process.wait(10)
