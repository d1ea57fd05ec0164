"""A burglar in the simulated house: eye, panel and evidence together, as a Pi would run them."""

import time

import av
import cv2
import pytest

from security_system.alarm import Alarm, Arm, ArmMode, Condition, ZoneSeen
from security_system.alarm.happenings import Kind
from security_system.alarm.settings import AlarmSettings
from security_system.evidence.evidence import Evidence
from security_system.evidence.settings import RecordingSettings
from security_system.eyes import zones_of
from security_system.eyes.eye import Eye
from security_system.eyes.settings import CameraSettings
from security_system.panel import Panel

LIVING_ROOM = "picamera:0"
ZONES = {
    "back_door": {"name": "Back door", "kind": "door", "type": "instant", "source": "node:2"},
    "camera": {"name": "Camera", "kind": "camera", "source": "camera:living_room"},
}


@pytest.fixture
def guarded(house, tmp_path):
    """Panel, evidence and the eye in the living room; armed away after the fixture."""
    panel = Panel(Alarm(AlarmSettings(zones=ZONES, modes={"away": {"exit_s": 2}}), lambda _: None))
    evidence = Evidence(tmp_path / "clips", RecordingSettings(least_free_gb=0, alarm_s=10))
    evidence.learn(panel.view)
    panel.listen(evidence.on_turn)
    happenings = []
    panel.listen(lambda turn: happenings.extend(turn.happenings))
    zones = zones_of("living_room", AlarmSettings(zones=ZONES).zones)
    how = CameraSettings(source=LIVING_ROOM, size=(320, 240))
    eye = Eye("living_room", how, panel.post, evidence=evidence, zones=zones)
    panel.start()
    evidence.start()
    eye.start()
    panel.post(ZoneSeen(zone="back_door", condition=Condition.QUIET))
    yield panel, evidence, eye, happenings
    eye.stop()
    evidence.stop()
    panel.stop()


def arm(panel):
    time.sleep(3)
    answer = panel.ask(Arm(mode=ArmMode.AWAY, place="page", user="mina", is_judged=True))
    assert answer.is_done, answer.says


def sleep_until(t_s, began_s):
    time.sleep(max(0.0, began_s + t_s - time.monotonic()))


@pytest.mark.house(scenario="burglary", seed=1)
def test_the_camera_alone_finds_the_burglar_alarms_and_has_him_in_the_picture(guarded):
    panel, evidence, eye, happenings = guarded
    began_s = time.monotonic()
    arm(panel)
    sleep_until(36, began_s)
    alarms = [h for h in happenings if h.kind is Kind.ALARM]
    assert [h.zone for h in alarms] == ["camera"]
    event = evidence.events()[-1]
    assert alarms[0].evidence == event.id
    assert event.kind == "alarm"
    assert event.cause_s - event.start_s >= 5.0
    assert "of the picture changed" in event.why or "camera" in event.why.casefold()
    assert event.boxes
    assert evidence.path(event.id, "snapshot").stat().st_size > 5000
    assert any(seen.event == event.id for seen in eye.sights())


@pytest.mark.house(scenario="burglary", seed=1)
def test_a_door_that_alarms_has_the_camera_record_what_was_before_and_after(guarded):
    panel, evidence, _, _ = guarded
    began_s = time.monotonic()
    arm(panel)
    sleep_until(12, began_s)
    panel.post(ZoneSeen(zone="back_door", condition=Condition.OPEN, why="it was opened"))
    sleep_until(24, began_s)
    (event,) = evidence.events()
    assert (event.kind, event.zone) == ("alarm", "back_door")
    assert event.cause_s - event.start_s >= 5.0
    with av.open(str(evidence.path(event.id, "clip"))) as film:
        pictures = sum(1 for _ in film.decode(video=0))
    assert pictures >= 10 * (5 + 10)
    picture = cv2.imread(str(evidence.path(event.id, "snapshot")))
    assert picture.shape == (240, 320, 3)


@pytest.mark.house(scenario="burglary", seed=1)
def test_disarmed_nothing_is_recorded_of_whoever_walks_there(guarded):
    _, evidence, eye, happenings = guarded
    time.sleep(32)
    assert evidence.events() == []
    assert eye.sights()[0].event == ""
    assert [h for h in happenings if h.kind is Kind.ALARM] == []
