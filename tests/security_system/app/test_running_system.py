"""The whole system without its edges: settings that change while it runs, codes, its end."""

import threading
import time

import pytest

from makerkit.errors import BadInputError
from security_system import config
from security_system.alarm import Arm, ArmMode, Condition, Disarm, ZoneSeen
from security_system.app import SecuritySystem
from security_system.first_code import set_code
from security_system.part_names import Part

pytestmark = pytest.mark.usefixtures("virtual_time")
FILE = """
# My own words.
[modes.away]
exit_s = 0

[zones.shed]
kind = "window"
source = "mqtt:zigbee2mqtt/shed"
"""
QUIET = ZoneSeen(zone="shed", condition=Condition.QUIET)
OPEN = ZoneSeen(zone="shed", condition=Condition.OPEN)
ARM = Arm(mode=ArmMode.AWAY, place="page", user="mina", is_judged=True, forced=True)


@pytest.fixture
def make(tmp_path):
    """Start a system on the same folder, as often as asked for."""
    made = []
    path = tmp_path / config.FILE_NAME
    path.write_text(FILE)

    def start():
        system = SecuritySystem(config.load(path), tmp_path, parts=frozenset({Part.MQTT}))
        system.start()
        made.append(system)
        return system

    yield start
    for system in made:
        system.stop()


def settle():
    time.sleep(0.1)


def test_a_code_that_is_set_beside_the_running_system_counts_soon(make, tmp_path):
    """`--set-code` said that it is set, and the keypad took it for a wrong one."""
    system = make()
    set_code(tmp_path, "mina", "4716")
    assert system.codes.judge("4716") is None
    time.sleep(6)
    assert system.codes.judge("4716").user == "mina"
    system.codes.set_code("max", "8295")
    system.save_codes()
    time.sleep(6)
    assert {user.name for user in system.codes.people()} == {"max", "mina"}


def test_codes_that_are_damaged_while_it_runs_leave_the_known_ones(make, tmp_path):
    set_code(tmp_path, "mina", "4716")
    system = make()
    (tmp_path / "secrets" / "codes.json").write_text("{")
    time.sleep(6)
    assert system.codes.judge("4716").user == "mina"


def test_new_settings_of_the_alarm_count_at_once_and_comments_stay(make):
    system = make()
    system.panel.ask(QUIET)
    assert system.change("modes.away", {"exit_s": 30}) == ""
    settle()
    assert system.panel.ask(ARM).is_done
    settle()
    assert system.panel.view.state.value == "arming"
    assert "# My own words." in system.config_path.read_text()


def test_settings_that_are_wrong_change_nothing_while_it_runs(make):
    system = make()
    with pytest.raises(BadInputError, match="at most 180"):
        system.change("modes.away", {"exit_s": 999})
    assert system.settings.alarm.modes["away"].exit_s == 0


def test_what_only_counts_after_a_restart_is_said(make):
    assert make().change("web", {"port": 9000}) == "It counts after a restart of the system."


@pytest.mark.parametrize(
    ("source", "says"), [("mqtt:other", "It counts after a restart of the system."), ("node:3", "")]
)
def test_a_zone_that_gets_another_source_is_told_to_count_after_a_restart(make, source, says):
    system = make()
    assert system.change("zones.shed", {"source": source}) == says
    assert system.change("zones.shed", {"name": "The shed"}) == says


def test_a_zone_that_is_taken_out_is_no_zone_any_more(make):
    system = make()
    system.remove("zones.shed")
    settle()
    assert system.panel.view.zones == {}


def test_codes_that_were_set_disarm_also_after_a_restart(make):
    system = make()
    system.codes.set_code("mina", "4716")
    system.save_codes()
    system.panel.ask(QUIET)
    system.panel.ask(ARM)
    system.stop()
    system = make()
    settle()
    assert system.panel.view.state.value == "armed"
    assert not system.panel.ask(Disarm(place="page", code="9351")).is_done
    assert system.panel.ask(Disarm(place="page", code="4716")).is_done
    assert system.panel.view.state.value == "disarmed"


def test_a_door_that_opened_while_it_was_off_is_an_alarm_after_the_start(make):
    system = make()
    system.panel.ask(QUIET)
    system.panel.ask(ARM)
    system.stop()
    system = make()
    system.panel.ask(OPEN)
    assert system.panel.view.state.value == "triggered"


def test_two_changes_at_once_are_both_there(make):
    system = make()
    changes = [("modes.away", {"exit_s": 20}), ("alarm", {"siren_s": 60})]
    threads = [threading.Thread(target=system.change, args=change) for change in changes]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (system.settings.alarm.modes["away"].exit_s, system.settings.alarm.siren_s) == (20, 60)


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_the_thread_of_the_alarm_is_started_again_if_it_ever_ends(make):
    def ends(_turn):
        raise SystemExit

    system = make()
    system.panel.ask(QUIET)
    settle()
    system.panel.listen(ends)
    system.panel.ask(ARM)
    settle()
    assert not system.panel.is_alive
    system.panel._listeners.remove(ends)
    time.sleep(6)
    assert system.panel.is_alive
    assert system.panel.view.state.value == "armed"
    system.panel.ask(OPEN)
    assert system.panel.view.state.value == "triggered"


def test_it_leaves_no_thread_behind(make):
    before = set(threading.enumerate())
    system = make()
    system.stop()
    assert set(threading.enumerate()) <= before
    assert [health.name for health in system.health()][:2] == ["panel", "journal"]


def test_what_happens_is_logged_but_not_that_somebody_was_forced(make, caplog):
    system = make()
    system.codes.set_code("mina", "4716")
    system.codes.set_code("mina", "8295", is_duress=True)
    with caplog.at_level("INFO"):
        system.panel.ask(QUIET)
        system.panel.ask(ARM)
        system.panel.ask(Disarm(place="page", code="8295"))
        settle()
    assert "disarmed mina" in caplog.text
    assert "duress" not in caplog.text.casefold()
    assert "8295" not in caplog.text
