"""One panel and two outposts as three processes that have nothing but a broker between them."""

import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from security_system.alarm.orders import Condition
from security_system.alarm.states import AlarmState
from security_system.mqtt.seal import make_key
from tests.security_system.mqtt.alarmed_house import CODE
from tests.security_system.mqtt.cable import Cable
from tests.security_system.mqtt.mosquitto_bench import wait_until

PROGRAM = "tests.security_system.mqtt.outpost_process"
ROOT = Path(__file__).parents[3]
ZONES = {
    "front": {"kind": "door", "source": "gpio:4"},
    "shed_door": {"kind": "door", "type": "instant", "source": "outpost:shed/door"},
    "barn_gate": {"kind": "door", "type": "instant", "source": "outpost:barn/gate"},
}
OUTPOSTS = {"shed": {"silent_max_s": 9}, "barn": {"silent_max_s": 9}}


class Far:
    """An outpost in a process of its own."""

    def __init__(self, name, port, folder):
        make_key(folder).write_bytes(b"the same on all three machines")
        self.lines = []
        self._process = subprocess.Popen(
            [sys.executable, "-m", PROGRAM, name, str(port), str(folder)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=ROOT,
            text=True,
        )
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def see(self, zone, condition):
        self._process.stdin.write(f"{zone} {condition}\n")
        self._process.stdin.flush()

    def wait_for(self, line):
        wait_until(lambda: line in self.lines, timeout_s=30, what=line)

    def send(self, how):
        self._process.send_signal(how)

    def close(self):
        self._process.kill()
        self._process.wait(10)
        self._reader.join(10)
        self._process.stdin.close()
        self._process.stdout.close()

    def _read(self):
        for line in self._process.stdout:
            self.lines.append(line.strip())


@pytest.fixture
def machines(open_house, broker, tmp_path):
    """The panel's house, the outposts shed and barn (the latter on a cable of its own)."""
    barns_cable = Cable(broker.port)
    make_key(tmp_path).write_bytes(b"the same on all three machines")
    house = open_house(zones=ZONES, outposts=OUTPOSTS)
    outposts = [
        Far("shed", broker.port, tmp_path / "shed"),
        Far("barn", barns_cable.port, tmp_path / "barn"),
    ]
    for outpost in outposts:
        outpost.wait_for("ready")
    outposts[0].see("door", "quiet")
    outposts[1].see("gate", "quiet")
    for zone in ZONES:
        wait_for(house, zone, Condition.QUIET)
    yield house, *outposts, barns_cable
    for outpost in outposts:
        outpost.close()
    barns_cable.close()


def wait_for(house, zone, condition):
    wait_until(lambda: house.condition(zone) is condition, timeout_s=40, what=f"{zone} {condition}")


def arm(house):
    from security_system.alarm.orders import Arm, ArmMode

    answer = house.panel.ask(Arm(mode=ArmMode.AWAY, place="page", is_judged=True))
    assert answer.is_done, answer.says
    wait_until(lambda: house.panel.view.state is AlarmState.ARMED)


def disarm(house):
    from security_system.alarm.orders import Disarm

    assert house.panel.ask(Disarm(place="page", code=CODE)).is_done


def test_a_door_far_away_alarms_here_with_its_picture_and_sirens_sound_everywhere(machines):
    house, shed, barn, _ = machines
    arm(house)
    shed.see("door", "open")
    wait_until(lambda: house.panel.view.state is AlarmState.TRIGGERED)
    wait_until(lambda: "siren wail triggered" in barn.lines)
    wait_until(lambda: "siren wail triggered" in shed.lines)
    opened = [h for h in house.told if h.kind == "zone opened"]
    assert [(h.zone, h.why) for h in opened] == [("shed_door", "A test did it.")]
    wait_until(lambda: house.mqtt.picture(opened[0].evidence))
    assert b"what the camera" in house.mqtt.picture(opened[0].evidence).read_bytes()
    disarm(house)
    wait_until(lambda: barn.lines[-1] == "siren none disarmed")


def test_one_that_is_killed_is_lost_at_once_and_alarms_while_armed(machines):
    house, shed, _, _ = machines
    arm(house)
    shed.send(signal.SIGKILL)
    wait_until(lambda: "source lost" in house.kinds())
    lost = [h for h in house.told if h.kind == "source lost"]
    assert [(h.source, h.why) for h in lost] == [
        ("outpost:shed", "It is gone: the broker has lost it, or it was stopped.")
    ]
    assert house.condition("shed_door") is Condition.LOST
    assert house.condition("barn_gate") is Condition.QUIET
    wait_until(lambda: house.panel.view.state is AlarmState.TRIGGERED, timeout_s=45)


def test_one_that_is_cut_off_is_lost_and_what_it_saw_comes_when_it_is_back(machines):
    house, _, barn, cable = machines
    cable.pull()
    wait_until(lambda: "source lost" in house.kinds(), timeout_s=20)
    barn.see("gate", "open")
    barn.see("gate", "quiet")
    cable.put_back()
    wait_until(lambda: "source back" in house.kinds(), timeout_s=40)
    wait_until(lambda: "zone closed" in house.kinds())
    wait_for(house, "barn_gate", Condition.QUIET)
    seen = [(str(h.kind), h.zone) for h in house.told if h.zone == "barn_gate"]
    assert seen[-2:] == [("zone opened", "barn_gate"), ("zone closed", "barn_gate")]
    assert house.condition("barn_gate") is Condition.QUIET


def test_one_that_is_stopped_without_a_word_is_missed_and_back_when_it_goes_on(machines):
    house, shed, _, _ = machines
    shed.send(signal.SIGSTOP)
    wait_until(lambda: "source lost" in house.kinds(), timeout_s=20)
    shed.send(signal.SIGCONT)
    wait_until(lambda: "source back" in house.kinds(), timeout_s=40)
    wait_until(lambda: house.condition("shed_door") is Condition.QUIET)


def test_the_broker_starts_again_and_all_find_each_other(machines, broker):
    house, shed, barn, _ = machines
    broker.kill()
    broker.start()
    wait_until(lambda: house.mqtt.health().level == "ok", timeout_s=40)
    shed.see("door", "open")
    barn.see("gate", "open")
    for zone in ("shed_door", "barn_gate"):
        wait_for(house, zone, Condition.OPEN)
    times = [h.zone for h in house.told if h.kind == "zone opened"]
    assert sorted(times) == ["barn_gate", "shed_door"]
