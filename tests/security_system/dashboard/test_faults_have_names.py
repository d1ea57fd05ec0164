"""What is not as it should be is told on the first page with who it is, and once."""

import pytest

from security_system.alarm import Alarm, AlarmSettings, Condition, SourceSeen, ZoneSeen
from security_system.dashboard.live_state import fault_words

ZONES = {
    "front_door": {"kind": "door", "source": "node:0", "name": "Front door"},
    "window": {"kind": "window", "source": "node:1"},
    "shed": {"kind": "door", "source": "gpio:4", "name": "Shed"},
    "hall_camera": {"kind": "camera", "source": "camera:hall/door", "name": "Hall camera"},
}


@pytest.fixture
def alarm():
    alarm = Alarm(AlarmSettings(zones=ZONES), lambda code: None, 0.0)
    for zone in ZONES:
        alarm.take(ZoneSeen(zone=zone, condition=Condition.QUIET), 0.0)
    return alarm


def faults(alarm):
    return fault_words(alarm.view(1.0))


def test_where_all_is_well_there_is_none(alarm):
    assert faults(alarm) == []


def test_a_zone_is_told_by_its_name(alarm):
    alarm.take(ZoneSeen(zone="shed", condition=Condition.LOST), 0.5)
    assert faults(alarm) == ["Shed: It is not heard of: look at its sensor and its link."]


def test_a_lost_source_is_told_by_its_name_and_stands_for_its_zones(alarm):
    for source in ("node", "camera:hall"):
        alarm.take(SourceSeen(source=source, is_there=False), 0.5)
    for zone in ("front_door", "window", "hall_camera"):
        alarm.take(ZoneSeen(zone=zone, condition=Condition.LOST), 0.5)
    assert faults(alarm) == [
        "Node: It is lost: look at its plug, its cable and its link.",
        "Camera hall: It is lost: look at its plug, its cable and its link.",
    ]
