"""What whoever forces somebody can read afterwards: the log, the pages, what the broker is told."""

import pytest
from desk import CODE, ZONES, alarm_settings
from paper import Paper

from security_system.alarm.happenings import Kind
from security_system.alarm.orders import Arm, ArmMode
from security_system.node.settings import KeyUse, NodeSettings

AWAY = Arm(mode=ArmMode.AWAY, place="page", user="Ana", is_judged=True)
DURESS = "2580"


def seen_of(paper, *keys):
    """Return every row that is seen when keys are pressed."""
    paper.run(1)
    begin = len(paper.desk.turns)
    for key in keys:
        paper.do("press", key)
    paper.run(2)
    told = [h for _, hs in paper.desk.turns[begin:] for h in hs]
    return [(h.kind, h.zone, h.source, h.user, h.place, h.why) for h in told if not h.is_silent]


@pytest.fixture
def guarded(paper):
    paper.desk.edge.set_code(DURESS, is_duress=True)
    paper.ask(AWAY)
    paper.run(50)
    return paper


def test_a_disarming_under_duress_leaves_the_rows_of_any_other(guarded):
    usual = seen_of(guarded, f"{CODE}#")
    guarded.ask(AWAY)
    guarded.run(50)
    assert seen_of(guarded, f"{DURESS}#") == usual
    assert any("disarmed at its keypad" in row[-1] for row in usual)


def test_so_does_the_code_of_duress_while_it_is_disarmed(guarded):
    seen_of(guarded, f"{CODE}#")
    usual = seen_of(guarded, f"{CODE}#")
    assert usual
    assert seen_of(guarded, f"{DURESS}#") == usual


def test_the_key_of_a_silent_call_for_help_leaves_no_row(tmp_path, clock):
    paper = Paper(tmp_path, clock, own=NodeSettings(key_d=KeyUse.SILENT_PANIC))
    paper.start()
    try:
        assert seen_of(paper, "D") == []
        silent = [h.kind for _, hs in paper.desk.turns for h in hs if h.is_silent]
        assert Kind.PANIC in silent
        assert seen_of(paper, "C") != []
    finally:
        paper.desk.stop()


def test_a_silent_button_at_a_loop_of_the_node_leaves_no_row(tmp_path, clock):
    button = {"kind": "panic", "is_silent": True, "source": "node:3"}
    paper = Paper(tmp_path, clock, alarm=alarm_settings(zones=ZONES | {"bath_window": button}))
    paper.start()
    try:
        paper.run(1)
        begin = len(paper.desk.turns)
        paper.do("loop", 3, "OPEN")
        paper.run(2)
        told = [h for _, hs in paper.desk.turns[begin:] for h in hs]
        assert [h.kind for h in told if not h.is_silent] == []
        assert Kind.PANIC in [h.kind for h in told]
    finally:
        paper.desk.stop()
