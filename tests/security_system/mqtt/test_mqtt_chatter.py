"""A sensor behind the broker that changes all the time fills no journal, and hides no alarm."""

from security_system.alarm.orders import Condition, ZoneSeen
from security_system.alarm.zone_settings import ZoneSettings
from security_system.mqtt.conversation import Message
from security_system.mqtt.sensors import Sensors


def sensors_of(kind="door"):
    zone = ZoneSettings(kind=kind, source="mqtt:z/door")
    return Sensors({"zone": zone, "other": ZoneSettings(kind="door", source="mqtt:z/other")}, {})


def say(sensors, said, now_s, topic="z/door"):
    return sensors.hear(Message(topic, said.encode(), is_retained=False), now_s)


def flooded(sensors, *, until_s, last="close", per_s=100):
    """Let it change a hundred times a second; return everything that was told."""
    told = []
    for number in range(int(until_s * per_s)):
        told += say(sensors, ("open", "close")[number % 2], number / per_s)
    return told + say(sensors, last, until_s)


def test_a_minute_of_it_is_a_few_rows_and_not_six_thousand():
    told = flooded(sensors_of(), until_s=60.0)
    assert len(told) < 50
    assert [each.condition for each in told[-2:]] == [Condition.LOST, Condition.OPEN]


def test_once_it_is_calm_the_zone_is_as_it_last_said():
    sensors = sensors_of()
    flooded(sensors, until_s=5.0, last="close")
    assert sensors.tick(20.0) == []
    assert [each.condition for each in sensors.tick(36.0)] == [Condition.QUIET]
    (opened,) = say(sensors, "open", 40.0)
    assert opened.condition is Condition.OPEN


def test_smoke_is_told_however_much_was_said_before():
    sensors = sensors_of("smoke")
    for number in range(100):
        told = say(sensors, ("rubbish", "off")[number % 2], number / 100)
        assert Condition.OPEN not in [each.condition for each in told]
    (smoke,) = say(sensors, "on", 2.0)
    assert smoke.condition is Condition.OPEN


def test_other_sensors_and_a_busy_door_are_heard_as_ever():
    sensors = sensors_of()
    flooded(sensors, until_s=5.0)
    assert say(sensors, "open", 5.0, "z/other") != []
    busy = sensors_of()
    for number in range(200):  # a class of children, for twenty minutes
        (seen,) = say(busy, ("open", "close")[number % 2], number * 6.0)
        assert isinstance(seen, ZoneSeen)
