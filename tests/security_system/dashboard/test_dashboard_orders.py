"""Orders of the page, and what every page is told."""

import json

import pytest

from makerkit.web import RefusedError, parts_of
from security_system.alarm.happenings import Happening, Kind
from security_system.alarm.orders import Arm, Bypass, Disarm, Panic
from security_system.alarm.states import AlarmState, ArmMode, Condition
from security_system.dashboard.live_state import LiveState
from tests.security_system.dashboard.pretend_house import CODE


@pytest.fixture
def live(app):
    return parts_of(app).live


@pytest.fixture
def page(live):
    return live.open_page("mina")


def states_of(page):
    """Return what was sent to a page, as objects."""
    sent = []
    now_s = 0.0
    while (text := page.take(now_s)[0]) is not None:
        sent.append(json.loads(text))
        now_s += 1.0
    return sent


def newest_state(page):
    return [sent["state"] for sent in states_of(page) if "state" in sent][-1]


def test_arming_goes_to_the_panel_with_the_name_and_no_code(live, page, house):
    live.handlers["arm"]({"mode": "night"}, page)
    assert house.panel.asked == [Arm(mode=ArmMode.NIGHT, place="page", user="mina", is_judged=True)]
    assert newest_state(page)["alarm"]["state"] == "arming"


def test_what_stands_in_the_way_is_said_before_and_refuses_until_it_is_forced(live, page, house):
    """alarmo #1222: it failed to arm after you left, without telling you."""
    house.panel.set_zone("kitchen_window", condition=Condition.OPEN)
    live.publish(LiveState().state(house.panel.view))
    ready = newest_state(page)["ready"]["away"]
    assert [hurdle["says"] for hurdle in ready] == ["Kitchen window is open."]
    with pytest.raises(RefusedError, match="Kitchen window is open"):
        live.handlers["arm"]({"mode": "away"}, page)
    live.handlers["arm"]({"mode": "away", "forced": True}, page)
    assert house.panel.view.state is AlarmState.ARMING


def test_disarming_needs_the_code_whoever_is_logged_in(live, page, house):
    house.panel.trigger()
    for args in ({}, {"code": ""}, {"code": "0000"}, {"code": None}, {"code": 7391}):
        with pytest.raises(RefusedError):
            live.handlers["disarm"](args, page)
    assert house.panel.view.state is AlarmState.TRIGGERED
    live.handlers["disarm"]({"code": CODE}, page)
    assert house.panel.view.state is AlarmState.DISARMED
    assert house.panel.asked[-1] == Disarm(place="page", user="mina", code=CODE)


def test_where_arming_asks_for_a_code_the_login_alone_is_none(live, page, house):
    house.change("alarm", {"arm_needs_code": True})
    live.handlers["arm"]({"mode": "away"}, page)
    live.handlers["arm"]({"mode": "away", "code": CODE}, page)
    assert [order.is_judged for order in house.panel.asked] == [False, False]
    assert house.panel.asked[1].code == CODE


def test_a_zone_is_left_out_and_help_is_called(live, page, house):
    live.handlers["bypass"]({"zone": "hall", "on": True}, page)
    live.handlers["panic"]({}, page)
    assert house.panel.asked == [
        Bypass(zone="hall", is_bypassed=True, place="page", user="mina"),
        Panic(place="page", user="mina"),
    ]
    with pytest.raises(RefusedError, match="There is no zone"):
        live.handlers["bypass"]({"zone": "attic", "on": True}, page)


def test_nothing_that_a_page_is_told_has_a_code_or_a_trace_of_duress(live, page, house):
    house.codes.set_code("mina", "824691", is_duress=True)
    house.panel.trigger()
    live.handlers["disarm"]({"code": "824691"}, page)
    told = json.dumps(states_of(page)).lower()
    assert "duress" not in told
    assert "forced" not in told
    assert "824691" not in told


def test_what_happens_silently_is_not_news(house):
    state = LiveState(wall=lambda: 5.0)
    state.heard(
        [
            Happening(Kind.DURESS, why="somebody was forced"),
            Happening(Kind.PANIC, why="silent call", detail={"is_silent": True}),
            Happening(Kind.ALARM, zone="front_door", why="Loop 0 is open."),
            Happening(Kind.ZONE_CLOSED, why="The door is shut."),
            Happening(Kind.NODE_TOLD, why="The panel changed a setting."),
        ],
        house.panel.view,
    )
    recent = state.state(house.panel.view)["recent"]
    assert recent == [{"wall_s": 5.0, "kind": "alarm", "says": "Front door: Loop 0 is open."}]


def test_the_seconds_go_on_between_two_turns_and_are_those_of_a_delay_alone(house):
    now_s = house.panel.view.t_s
    house.panel.show(state=AlarmState.PENDING, mode=ArmMode.AWAY, remaining_s=30.0)
    state = LiveState(clock=lambda: house.panel.view.t_s + 12.0)
    assert state.state(house.panel.view)["alarm"]["remaining_s"] == 18.0
    house.panel.show(state=AlarmState.TRIGGERED, remaining_s=180.0)
    assert state.state(house.panel.view)["alarm"]["remaining_s"] is None
    assert house.panel.view.t_s >= now_s


def test_a_panel_that_gives_no_answer_is_said_and_nothing_is_broken(live, page, house, monkeypatch):
    from makerkit.errors import MakerKitError

    def silent(order, timeout_s=5.0):
        raise MakerKitError("The alarm gave no answer within 5 s.")

    monkeypatch.setattr(house.panel, "ask", silent)
    with pytest.raises(RefusedError, match="no answer"):
        live.handlers["disarm"]({"code": CODE}, page)
