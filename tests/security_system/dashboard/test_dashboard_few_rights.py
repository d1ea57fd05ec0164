"""What somebody with few rights tries at the page."""

from types import SimpleNamespace

import pytest

from makerkit.web import RefusedError, parts_of
from security_system.alarm.happenings import Happening, Kind
from security_system.alarm.states import AlarmState, Condition, Right
from security_system.dashboard.journal_rows import extract
from security_system.first_code import FOR_NODE


@pytest.fixture
def live(app):
    return parts_of(app).live


def test_arming_although_a_window_is_open_needs_the_right_to_leave_zones_out(app, live, house):
    """The list of rights says so: whoever may only arm has to shut the window."""
    house.panel.set_zone("kitchen_window", condition=Condition.OPEN)
    with pytest.raises(RefusedError, match="You may not do this"):
        live.handlers["arm"]({"mode": "away", "forced": True}, live.open_page("tom"))
    assert house.panel.view.state is AlarmState.DISARMED
    house.codes.set_rights("tom", {Right.ARM, Right.BYPASS})
    live.handlers["arm"]({"mode": "away", "forced": True}, live.open_page("tom"))
    assert house.panel.view.state is AlarmState.ARMING


def test_who_may_see_a_clip_can_protect_it_and_only_a_manager_takes_that_away(log_in, house, event):
    """Without its protection a clip is deleted when the next ones need its room."""
    tom = log_in("tom")
    tom.post(f"/events/{event.id}/protect", {"on": "1"}, csrf_from="/")
    assert house.evidence.event(event.id).is_protected
    assert "Let it go" not in tom.get(f"/events/{event.id}").get_data(as_text=True)
    answer = tom.post(f"/events/{event.id}/protect", {"on": "0"}, csrf_from="/")
    assert answer.status_code == 403
    assert house.evidence.event(event.id).is_protected
    mina = log_in("mina")
    assert "Let it go" in mina.get(f"/events/{event.id}").get_data(as_text=True)
    mina.post(f"/events/{event.id}/protect", {"on": "0"}, csrf_from="/")
    assert not house.evidence.event(event.id).is_protected


def test_who_removes_somebody_hears_that_the_keypad_has_a_code_of_its_own(log_in, house):
    """The node keeps only a hash, and nobody knows whose: it would go on taking the code."""
    house.node = SimpleNamespace(set_code=lambda *_, **__: None)
    mina = log_in("mina")
    house.codes.set_code("tom", "940582")
    mina.post("/users/guest/remove", {}, csrf_from="/")
    assert "keypad of the node" not in mina.get("/users").get_data(as_text=True)
    mina.post("/users/tom/remove", {}, csrf_from="/")
    assert "keypad of the node" in mina.get("/users").get_data(as_text=True)


def test_the_rows_of_an_export_have_no_numbers_of_which_one_could_be_missing(house):
    house.journal.add(Happening(Kind.ARMED, why="Armed."))
    house.journal.add(Happening(Kind.DURESS, why="Forced."))
    house.journal.add(Happening(Kind.DISARMED, why="Disarmed."))
    rows = extract(house.journal)(0.0, 2e10)
    assert [row["kind"] for row in rows] == ["armed", "disarmed"]
    assert all("id" not in row for row in rows)


def test_a_code_that_waits_for_the_keypad_does_not_take_the_place_of_a_newer_one(log_in, house):
    house.node = SimpleNamespace(set_code=lambda *_, **__: None)
    waiting = house.folder / "secrets" / FOR_NODE
    waiting.write_text("471602")
    form = {"code": "940582", "again": "940582"}
    mina = log_in("mina")
    mina.post("/users/tom/code", form, csrf_from="/")
    assert waiting.exists(), "it was not for the keypad"
    mina.post("/users/tom/code", {**form, "keypad": "1"}, csrf_from="/")
    assert not waiting.exists()
