"""Panel and compiled node together, in lockstep: seconds are the chip's own."""

import pytest
from desk import CODE, QUICK, Clock, alarm_settings
from on_chip import OnChip

from makerkit.arduino.messages import node
from security_system.alarm.orders import Arm, ArmMode, Condition, Disarm, ZoneSeen

AWAY = Arm(mode=ArmMode.AWAY, place="page", user="Ana", is_judged=True)
OFF = Disarm(place="page", code=CODE)
REACTION_S = 0.25


@pytest.fixture(scope="module")
def memory(tmp_path_factory, toolchain):
    """The EEPROM of a node that knows this panel's settings and code, and nothing else to tell."""
    patch = pytest.MonkeyPatch()
    clock = Clock().patch(patch)
    with OnChip(tmp_path_factory.mktemp("first"), clock, alarm=alarm_settings(**QUICK)) as house:
        house.start()
        house.desk.edge.set_code(CODE)
        house.desk.edge.set_code("2580", is_duress=True)
        house.wait(4)
        assert house.state.unacknowledged == 0
        kept = house.chip.eeprom()
    patch.undo()
    return kept


@pytest.fixture
def make(tmp_path, clock, memory):
    made = []

    def make(**changes):
        settings = alarm_settings(**(QUICK | changes))
        house = OnChip(tmp_path / "data", clock, eeprom=memory, alarm=settings, quantum_s=0.01)
        made.append(house)
        house.start()
        return house

    yield make
    for house in made:
        house.close()


def happened(house, kind):
    return [h for _, hs in house.desk.turns for h in hs if h.kind.value == kind]


def both(house):
    return house.desk.state, house.state.state.value


def test_page_and_keypad_arm_and_disarm_both(make):
    house = make()
    assert house.ask(AWAY).is_done
    house.wait(0.5)
    assert both(house) == ("arming", "EXIT_DELAY")
    house.wait(3.5)
    assert both(house) == ("armed", "ARMED")
    house.press(f"{CODE}#")
    house.wait(0.6)
    assert both(house) == ("disarmed", "DISARMED")
    assert happened(house, "disarmed")[0].place == "keypad"
    house.press("A")
    house.wait(4)
    assert both(house) == ("armed", "ARMED")
    asked_s = house.chip.now_s
    house.ask(OFF)
    while house.state.state is not node.AlarmState.DISARMED:
        house.wait(0.02)
    assert house.chip.now_s - asked_s < 0.5
    house.press("2580#")
    house.wait(0.6)
    assert len(happened(house, "duress")) == 1, "also while nothing is armed"


def test_from_a_window_to_both_sirens_in_a_quarter_of_a_second(make):
    house = make()
    house.ask(Arm(mode=ArmMode.HOME, place="page", is_judged=True))
    house.wait(1.5)
    assert both(house) == ("armed", "ARMED")
    opened_s = house.chip.now_s
    house.loop(1, "open")
    house.wait(1)
    ((on_s, _),) = house.siren_spans()
    assert on_s - opened_s < REACTION_S
    (triggered_s,) = [
        t for t, hs in house.desk.turns if any(h.kind.value == "siren started" for h in hs)
    ]
    assert triggered_s - house._base_s - opened_s < REACTION_S, "the panel's own, on the Pi's pins"


def test_what_only_the_pi_sees_sounds_the_nodes_siren_in_a_quarter_of_a_second(make):
    house = make()
    house.ask(AWAY)
    house.wait(4)
    seen_s = house.chip.now_s
    house.post(ZoneSeen(zone="garden", condition=Condition.OPEN, why="The pin said so."))
    house.wait(4)
    ((on_s, off_s),) = house.siren_spans()
    assert on_s - seen_s < REACTION_S
    assert off_s == house.chip.now_s, "it sounds on"
    asked_s = house.chip.now_s
    house.ask(OFF)
    house.wait(1)
    assert house.siren_spans()[-1][1] - asked_s < REACTION_S
    assert both(house) == ("disarmed", "DISARMED")


def test_cut_off_during_a_burglary_the_node_sounds_alone_and_the_panel_says_that_it_lost_it(make):
    house = make()
    house.ask(AWAY)
    house.wait(4)
    house.pull()
    house.wait(6)
    opened_s = house.chip.now_s
    house.loop(0, "open")
    house.wait(30)
    ((on_s, off_s),) = house.siren_spans()
    assert on_s - opened_s == pytest.approx(6, abs=0.3)
    assert off_s - on_s == pytest.approx(10, abs=0.1)
    assert [h.source for h in happened(house, "source lost")] == ["node"]
    assert "lost for 5 s while armed" in happened(house, "alarm")[0].why
    house.join()
    house.wait(2)
    told = [h.detail["event"] for h in happened(house, "node told")]
    burglary = ["LINK_LOST", "ZONE_OPENED", "ENTRY_STARTED", "ALARM", "SIREN_CUT_OFF"]
    assert told[-7:] == [*burglary, "RESTARTED", "LINK_BACK"]
    assert house.desk.state == "triggered"
    assert "front_door" in [h.zone for h in happened(house, "alarm")]
    assert house.state.unacknowledged == 0


def test_duress_at_the_keypad_in_the_alarm_silences_everything_and_calls_for_help(make):
    house = make()
    house.ask(AWAY)
    house.wait(4)
    house.loop(1, "open")
    house.wait(2)
    assert both(house) == ("triggered", "ALARM")
    house.press("2580#")
    house.wait(1)
    assert both(house) == ("disarmed", "DISARMED")
    assert len(happened(house, "duress")) == 1
    assert house.siren_spans()[-1][1] < house.chip.now_s - 0.5
