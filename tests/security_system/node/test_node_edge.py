"""The node's edge against a node on paper: who arms, who sounds, who tells, who is right."""

import sqlite3

import pytest
from desk import CODE

from makerkit.app.edge import Level
from makerkit.errors import BadInputError
from security_system.alarm.orders import Arm, ArmMode, Bypass, Condition, Disarm, ZoneSeen

AWAY = Arm(mode=ArmMode.AWAY, place="page", user="Ana", is_judged=True)
OFF = Disarm(place="page", code=CODE)


def conditions(paper):
    return {z.id: z.condition.value for z in paper.desk.panel.view.zones.values()}


def node_state(paper):
    return paper.peer.memory.state


def happened(paper, kind):
    return [h for _, hs in paper.desk.turns for h in hs if h.kind.value == kind]


def test_after_the_start_every_zone_is_known_and_the_settings_are_the_panels(paper):
    known = conditions(paper)
    assert {known[z] for z in ("front_door", "window", "back_door", "hall")} == {"quiet"}
    settings = paper.peer.memory.settings
    assert (settings.exit_s, settings.entry_s, settings.siren_s) == (45, 31, 180)
    assert settings.entry_route == 0b0110001, "the front door, and the way past the motion sensors"
    assert paper.peer.memory.codes == {"MAIN": CODE}
    assert paper.peer.memory.events == [], "all told, all stored, all acknowledged"
    assert paper.desk.edge.health().level is Level.OK
    assert paper.node_rows() == [(i, k.value, d) for i, k, d in paper.peer.made]


def test_arming_on_the_page_arms_the_node_with_the_same_exit_delay(paper):
    assert paper.ask(AWAY).is_done
    paper.run(1)
    assert node_state(paper) == "EXIT_DELAY"
    assert paper.peer.memory.bypass == 0
    paper.run(46)
    assert (paper.desk.state, node_state(paper)) == ("armed", "ARMED")
    assert paper.ask(OFF).is_done
    paper.run(0.5)
    assert (paper.desk.state, node_state(paper)) == ("disarmed", "DISARMED")


def test_at_home_the_motion_sensors_do_not_count_and_the_node_is_armed_at_once(paper):
    paper.ask(Arm(mode=ArmMode.HOME, place="page", is_judged=True))
    paper.run(1)
    assert (paper.desk.state, node_state(paper)) == ("armed", "ARMED")
    assert paper.peer.memory.bypass == 0b0110000
    paper.do("motion", 4, True)
    paper.run(3)
    assert (paper.desk.state, node_state(paper)) == ("armed", "ARMED")
    paper.ask(OFF)
    paper.run(3)
    assert paper.peer.memory.settings.exit_s == 45, "what the key A needs"


def test_the_keypad_arms_and_disarms_the_panel(paper):
    paper.do("press", "A")
    paper.run(50)
    assert (paper.desk.state, node_state(paper)) == ("armed", "ARMED")
    assert len(happened(paper, "armed")) == 1
    paper.do("press", f"{CODE}#")
    paper.run(1)
    assert (paper.desk.state, node_state(paper)) == ("disarmed", "DISARMED")
    (disarmed,) = happened(paper, "disarmed")
    assert (disarmed.place, disarmed.user) == ("keypad", "keypad")


def test_the_key_b_arms_at_home(paper):
    paper.do("press", "B")
    paper.run(2)
    assert paper.desk.panel.view.mode is ArmMode.HOME


def test_duress_at_the_keypad_looks_like_any_disarming_and_is_told_silently(paper):
    paper.desk.edge.set_code("2580", is_duress=True)
    paper.ask(AWAY)
    paper.run(50)
    paper.do("press", "2580#")
    paper.run(1)
    assert (paper.desk.state, node_state(paper)) == ("disarmed", "DISARMED")
    assert len(happened(paper, "duress")) == 1
    told = [h for h in happened(paper, "node told") if "duress" in h.why]
    assert all(h.is_silent for h in told)
    assert not paper.peer.siren_is_on(paper.clock.now_s)


def test_a_door_that_opens_starts_the_entry_delay_here_and_there_and_a_code_ends_it(paper):
    paper.ask(AWAY)
    paper.run(50)
    paper.do("loop", 0, "OPEN")
    assert (paper.desk.state, node_state(paper)) == ("pending", "ENTRY_DELAY")
    paper.run(10)
    paper.do("press", f"{CODE}#")
    paper.run(60)
    assert (paper.desk.state, node_state(paper)) == ("disarmed", "DISARMED")
    assert paper.peer.siren_edges == []


def test_without_a_code_panel_and_node_sound_and_the_panel_is_never_later(paper):
    paper.ask(AWAY)
    paper.run(50)
    opened_s = paper.clock.now_s
    paper.do("loop", 0, "OPEN")
    paper.run(40)
    assert paper.desk.state == "triggered"
    assert node_state(paper) == "ALARM"
    assert paper.peer.siren_edges[0][0] - opened_s == pytest.approx(30, abs=0.1)
    alarms = happened(paper, "alarm")
    assert [a.zone for a in alarms] == ["front_door"], "the node's own alarm is the same alarm"


def test_a_window_the_node_cannot_see_sounds_its_siren_at_once_and_disarming_ends_it(paper):
    paper.ask(AWAY)
    paper.run(50)
    paper.post(ZoneSeen(zone="garden", condition=Condition.OPEN, why="The pin said so."))
    assert paper.peer.siren_edges == [(paper.clock.now_s, True)]
    paper.run(20)
    paper.ask(OFF)
    assert paper.peer.siren_edges[-1] == (paper.clock.now_s, False)
    paper.run(30)
    assert len(paper.peer.siren_edges) == 2


def test_smoke_sounds_the_node_while_disarmed_and_the_code_at_the_keypad_silences_all(paper):
    paper.post(ZoneSeen(zone="smoke", condition=Condition.OPEN))
    paper.run(5)
    assert paper.peer.siren_is_on(paper.clock.now_s)
    paper.do("press", f"{CODE}#")
    paper.run(5)
    assert not paper.desk.panel.view.siren.is_on
    assert not paper.peer.siren_is_on(paper.clock.now_s)


@pytest.mark.parametrize(
    ("word", "why"),
    [("CUT", "A wire of loop 1 is cut"), ("SHORTED", "touch each other"), ("WRONG", "cannot have")],
)
def test_a_fault_of_the_wiring_is_tampering_in_words(paper, word, why):
    paper.do("loop", 1, word)
    assert conditions(paper)["window"] == "tampered"
    assert any(why in h.why for h in happened(paper, "zone tampered"))
    assert paper.desk.state == "disarmed"


def test_an_open_lid_is_tampering_with_every_zone_of_the_node(paper):
    paper.do("lid", True)
    assert conditions(paper)["front_door"] == conditions(paper)["hall"] == "tampered"
    assert paper.desk.edge.health().level is Level.WARNING
    paper.do("lid", False)
    paper.run(2)
    assert conditions(paper)["front_door"] == conditions(paper)["hall"] == "quiet"


def test_an_event_is_acknowledged_only_when_the_journal_has_it(paper, monkeypatch):
    def full(*_, **__):
        raise sqlite3.OperationalError("database or disk is full")

    with monkeypatch.context() as disk:
        disk.setattr("security_system.journal.database.Database.write", full)
        paper.do("loop", 1, "OPEN")
        paper.run(30)
    assert paper.peer.memory.events[0].kind.value == "ZONE_OPENED"
    assert conditions(paper)["window"] == "open", "the alarm itself waits for no card"
    paper.do("loop", 1, "CLOSED")
    paper.run(12)
    assert paper.peer.memory.events == []
    assert paper.node_rows() == [(i, k.value, d) for i, k, d in paper.peer.made]


def test_cut_off_during_a_burglary_the_node_goes_on_alone_and_tells_all_of_it(paper):
    paper.ask(AWAY)
    paper.run(50)
    paper.unplug()
    paper.run(5)
    paper.do("loop", 1, "OPEN")
    paper.run(300)
    assert [h.source for h in happened(paper, "source lost")] == ["node"]
    (lost,) = happened(paper, "alarm")
    assert "node has been lost for 30 s while armed" in lost.why
    assert paper.desk.state == "armed", "the siren of that alarm was cut off"
    assert paper.peer.siren_edges[0][1]
    assert not paper.peer.siren_is_on(paper.clock.now_s), "cut off after its time"
    paper.plug()
    paper.run(5)
    assert paper.desk.state == "triggered"
    assert [h.zone for h in happened(paper, "alarm")[1:]] == ["window"]
    assert any("That was 300 s ago" in h.why for h in happened(paper, "node told"))
    assert paper.node_rows() == [(i, k.value, d) for i, k, d in paper.peer.made]


def test_a_late_event_has_its_own_time_in_the_journal(paper):
    paper.unplug()
    at_wall_s = paper.clock.time()
    paper.do("loop", 3, "OPEN")
    paper.run(500)
    paper.plug()
    paper.run(5)
    (row,) = [r for r in paper.desk.journal.rows() if r.detail.get("event") == "ZONE_OPENED"]
    assert row.detail["at_wall_s"] == pytest.approx(at_wall_s, abs=2)
    assert row.zone == "bath_window"
    assert "500 s ago" in row.why


def test_what_was_opened_before_arming_does_not_alarm_after_it(paper):
    paper.unplug()
    paper.do("loop", 1, "OPEN")
    paper.run(20)
    paper.do("loop", 1, "CLOSED")
    paper.run(100)
    paper.ask(Arm(mode=ArmMode.AWAY, place="page", is_judged=True, forced=True))
    paper.run(100)
    paper.ask(OFF)
    paper.ask(Arm(mode=ArmMode.AWAY, place="page", is_judged=True, forced=True))
    paper.run(10)
    paper.plug()
    paper.run(60)
    assert paper.desk.state == "armed"
    assert node_state(paper) == "ARMED"


def test_disarmed_on_the_page_while_cut_off_the_node_is_disarmed_when_it_is_back(paper):
    paper.ask(AWAY)
    paper.run(50)
    paper.unplug()
    paper.run(5)
    paper.ask(OFF)
    paper.do("loop", 1, "OPEN")
    paper.run(30)
    assert node_state(paper) == "ALARM"
    paper.plug()
    paper.run(3)
    assert (paper.desk.state, node_state(paper)) == ("disarmed", "DISARMED")


def test_disarmed_at_the_keypad_while_cut_off_the_panel_is_disarmed_afterwards(paper):
    paper.ask(AWAY)
    paper.run(50)
    paper.unplug()
    paper.run(5)
    paper.do("press", f"{CODE}#")
    paper.run(10)
    paper.plug()
    paper.run(5)
    assert (paper.desk.state, node_state(paper)) == ("disarmed", "DISARMED")


def test_armed_at_the_keypad_while_cut_off_the_panel_is_armed_afterwards(paper):
    paper.unplug()
    paper.run(5)
    paper.do("press", "A")
    paper.run(100)
    paper.plug()
    paper.run(60)
    assert (paper.desk.state, node_state(paper)) == ("armed", "ARMED")


def test_armed_here_and_another_node_there_the_safer_of_both_wins_and_it_is_said(paper):
    paper.ask(AWAY)
    paper.run(50)
    paper.new_node()
    paper.run(10)
    assert (paper.desk.state, node_state(paper)) == ("armed", "ARMED")
    said = " ".join(h.why for h in happened(paper, "fault"))
    assert "it is armed again" in said
    assert "has no code" in paper.desk.edge.health().says
    assert paper.peer.memory.settings.exit_s == 0, "armed at once, without another exit delay"
    assert paper.peer.memory.settings.entry_s == 31


def test_a_node_that_was_reset_is_no_loss_and_nothing_is_missed(paper):
    paper.ask(AWAY)
    paper.run(50)
    paper.peer.reset(paper.clock.now_s)
    paper.run(5)
    assert happened(paper, "source lost") == []
    assert (paper.desk.state, node_state(paper)) == ("armed", "ARMED")


def test_a_zone_bypassed_by_hand_is_left_out_by_the_node_too(paper):
    paper.ask(Bypass(zone="window", is_bypassed=True, place="page", user="Ana"))
    paper.ask(AWAY)
    paper.run(50)
    assert paper.peer.memory.bypass == 0b0000010
    paper.do("loop", 1, "OPEN")
    paper.run(5)
    assert (paper.desk.state, node_state(paper)) == ("armed", "ARMED")


def test_a_window_left_open_counts_again_here_and_there_once_it_is_closed(paper):
    paper.do("loop", 1, "OPEN")
    paper.ask(Arm(mode=ArmMode.AWAY, place="page", is_judged=True, forced=True))
    paper.run(50)
    assert paper.desk.panel.view.zones["window"].is_bypassed
    assert paper.peer._left_out() == 0b0000010
    paper.do("loop", 1, "CLOSED")
    paper.run(5)
    assert not paper.desk.panel.view.zones["window"].is_bypassed
    assert (node_state(paper), paper.peer._left_out()) == ("ARMED", 0)
    paper.do("loop", 1, "OPEN")
    assert (paper.desk.state, node_state(paper)) == ("triggered", "ALARM")


def test_no_order_is_sent_for_ever_when_the_node_refuses_it(paper):
    paper.run(30)
    sent = []
    send = paper.desk.link.send
    paper.desk.link.send = lambda m: sent.append(m.NAME) or send(m)
    paper.run(60)
    assert sent == [] or set(sent) <= {"PING"}


def test_a_code_is_refused_with_a_sentence_that_does_not_hold_it(paper):
    for code in ("123", "123456789", "12a4", "١٢٣٤"):
        with pytest.raises(BadInputError) as refused:
            paper.desk.edge.set_code(code)
        assert code not in str(refused.value)
    paper.unplug()
    with pytest.raises(BadInputError, match="does not answer"):
        paper.desk.edge.set_code("1234")


def test_the_same_event_told_again_after_a_restart_of_the_pi_is_one_row(paper):
    desk, peer = paper.desk, paper.peer
    link = desk.link
    link.acknowledge = lambda event: None
    paper.do("loop", 1, "OPEN")
    paper.run(2)
    assert [e.kind.value for e in peer.memory.events] == ["ZONE_OPENED"]
    paper.kill()
    desk.journal.close()
    paper.run(20)
    paper.start()
    paper.run(3)
    assert paper.node_rows() == [(i, k.value, d) for i, k, d in peer.made]
    assert peer.memory.events == []
