"""How the alarm begins: as it was kept, or on the safe side."""

import json
import time

import pytest

from security_system.alarm import AlarmSettings, Arm, ArmMode, Restarted
from security_system.beginning import JOURNAL, begin

pytestmark = pytest.mark.usefixtures("virtual_time")
SETTINGS = AlarmSettings(zones={"door": {"kind": "door", "source": "node:0"}})


def begin_in(folder):
    return begin(folder, SETTINGS, lambda code: None)


def armed(folder):
    """Leave a folder behind in which the alarm was armed, without an orderly end."""
    beginning = begin_in(folder)
    answer = beginning.alarm.take(
        Arm(mode=ArmMode.NIGHT, place="page", is_judged=True, forced=True), time.monotonic()
    )
    assert beginning.journal.append(answer.happenings, beginning.alarm.keep(), time.time())
    beginning.journal.close()


def state(beginning):
    for order in beginning.orders:
        beginning.alarm.take(order, time.monotonic())
    view = beginning.alarm.view(time.monotonic())
    return view.state.value, view.mode and view.mode.value


def test_the_first_start_is_disarmed(tmp_path):
    assert state(begin_in(tmp_path)) == ("disarmed", None)


def test_after_a_power_cut_it_is_armed_as_before(tmp_path):
    armed(tmp_path)
    time.sleep(3600)
    beginning = begin_in(tmp_path)
    assert state(beginning) == ("armed", "night")
    restarted = beginning.orders[0]
    assert isinstance(restarted, Restarted)
    assert restarted.off_s == pytest.approx(3600, abs=61)


def test_a_state_that_was_lost_with_the_card_begins_armed(tmp_path):
    """core #10793, #11552, alarmo #331: a state that is lost or wrong after a restart."""
    armed(tmp_path)
    (tmp_path / JOURNAL).write_bytes(b"no database at all" * 500)
    (tmp_path / JOURNAL).with_suffix(".state").write_text("00 {}")
    mode = state(begin_in(tmp_path))
    assert mode[1] == "away"
    assert mode[0] in {"armed", "arming"}


def test_a_kept_state_that_makes_no_sense_begins_armed(tmp_path):
    armed(tmp_path)
    beginning = begin_in(tmp_path)
    beginning.journal.append((), json.loads('{"state": 3}'), time.time())
    beginning.journal.close()
    assert state(begin_in(tmp_path))[1] == "away"


def test_a_journal_that_cannot_be_opened_is_said_and_the_alarm_works(tmp_path, mocker):
    mocker.patch("security_system.beginning.Journal", side_effect=OSError("Read-only file system"))
    beginning = begin_in(tmp_path)
    assert beginning.journal is None
    assert [health.name for health in beginning.without] == ["journal"]
    assert state(beginning) == ("disarmed", None)
