"""What was recorded of an earlier run of the panel is worth nothing at an outpost."""

import re
import time

import pytest

from security_system.alarm.states import AlarmState, SirenPattern
from security_system.alarm.view import AlarmView, SirenView
from security_system.mqtt.conversation import Message
from security_system.mqtt.far_panel import FarPanel
from security_system.mqtt.outbox import Outbox
from security_system.mqtt.outpost_link import OutpostLink
from security_system.mqtt.outpost_run import number_of
from security_system.mqtt.outposts import Outposts
from security_system.mqtt.seal import Seal, make_key
from security_system.mqtt.settings import MqttSettings, OutpostSettings
from security_system.mqtt.topics import Topics

TOPICS = Topics("security_system")
SIREN = SirenView(is_on=True, pattern=SirenPattern.WAIL, remaining_s=180.0)
ALARM = AlarmView(t_s=0.0, state=AlarmState.TRIGGERED, siren=SIREN)
QUIET = AlarmView(t_s=0.0, state=AlarmState.DISARMED)


def said_by_a_run(folder, *views):
    """Return what a new run of the panel says."""
    outbox = Outbox(100, lambda: None)
    side = Outposts({"shed": OutpostSettings()}, {}, TOPICS, lambda *_: None, folder)
    for view in views:
        side.show(view, 0.0, outbox)
    sent = []
    while (message := outbox.take()) is not None:
        sent.append(Message(message.topic, message.payload, is_retained=False))
    return sent


@pytest.fixture
def outpost(tmp_path):
    make_key(tmp_path)
    link = OutpostLink("shed", MqttSettings(host="broker"), FarPanel(), tmp_path)
    link._seal = Seal.kept_in(tmp_path / "secrets")
    return link


def siren_of(link):
    return link._far.view.siren.is_on


def test_a_recorded_word_of_an_earlier_run_does_not_silence_the_siren(outpost, tmp_path):
    (recorded,) = said_by_a_run(tmp_path, QUIET)
    quiet, alarm = said_by_a_run(tmp_path, QUIET, ALARM)
    for message in (recorded, quiet, alarm, recorded):
        outpost.heard(message)
    assert siren_of(outpost)
    assert outpost.refused == 1


def test_it_costs_the_outpost_nothing_that_the_panel_has_started_again(outpost, tmp_path):
    for _ in range(3):
        quiet, alarm = said_by_a_run(tmp_path, QUIET, ALARM)
        outpost.heard(quiet)
        assert not siren_of(outpost)
        outpost.heard(alarm)
        assert siren_of(outpost)
    assert outpost.refused == 0


def test_a_clock_that_runs_back_makes_no_earlier_run(outpost, tmp_path, monkeypatch):
    outpost.heard(said_by_a_run(tmp_path, QUIET)[0])
    monkeypatch.setattr(time, "time", lambda: 5.0)
    outpost.heard(said_by_a_run(tmp_path, ALARM)[0])
    assert siren_of(outpost)


def test_a_number_that_cannot_be_read_or_kept_is_that_of_the_clock(outpost, tmp_path):
    outpost.heard(said_by_a_run(tmp_path, QUIET)[0])
    (tmp_path / "outposts" / "run").unlink()
    time_s = int(time.time())
    (message,) = said_by_a_run(tmp_path, ALARM)
    assert int(re.search(rb'"boot":"r([0-9a-f]{10})-', message.payload)[1], 16) >= time_s
    (tmp_path / "outposts" / "run").write_text("rubbish\x00")
    assert said_by_a_run(tmp_path, ALARM)


def test_a_run_from_before_runs_had_numbers_counts_as_earlier():
    assert number_of("f" * 16) < number_of("r0000000001-0123456789abcdef")
