"""Topics are named by strangers: they are shown, and never trusted to be one line."""

from types import SimpleNamespace

from security_system.alarm.view import AlarmView
from security_system.mqtt.command_desk import CommandDesk
from security_system.mqtt.conversation import Message
from security_system.mqtt.outbox import Outbox
from security_system.mqtt.settings import MqttSettings
from security_system.mqtt.topics import Topics

FORGED = "security_system/zone/x\nINFO disarmed: Ana disarmed at the page\u202e/bypass/set"


def refused_for(topic):
    told = []
    panel = SimpleNamespace(view=AlarmView(t_s=0.0), tell=told.append)
    desk = CommandDesk(MqttSettings(host="broker"), Topics("security_system"), panel)
    desk.take(Message(topic, b"ON", is_retained=False), 0.0, Outbox(10, lambda: None))
    (happening,) = told
    return happening.why


def test_a_topic_forges_no_line_of_the_log():
    why = refused_for(FORGED)
    assert why.isprintable()
    assert "There is no zone" in why


def test_a_topic_of_64_kilobytes_fills_no_row_of_the_journal():
    assert len(refused_for(f"security_system/zone/{'x' * 60_000}/bypass/set")) < 300
