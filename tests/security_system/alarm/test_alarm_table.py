"""Every cell of the table in `security_system.alarm.engine`, with "nothing happens"."""

import pytest
from alarm_house import House, Play

from security_system.alarm import AlarmSeen, AlarmState, ArmMode, Condition, Disarm, Panic

D, AI, A, P, T = AlarmState
NOTHING = None
ALARMED = AlarmSeen(zone="hall", source="node")
TRIED = AlarmSeen(zone="", source="node")


def disarmed() -> House:
    return House(zones={"garage": {"kind": "window", "source": "gpio:8", "modes": ["home"]}})


def arming() -> House:
    house = disarmed()
    assert house.arm().is_done
    return house


def armed() -> House:
    return disarmed().armed()


def pending() -> House:
    return armed().open("door")


def triggered() -> House:
    return armed().open("window")


START: dict[AlarmState, object] = {D: disarmed, AI: arming, A: armed, P: pending, T: triggered}

ROWS: list[tuple[str, Play, tuple[AlarmState | None, ...]]] = [
    ("arm", lambda h: h.arm(), (AI, NOTHING, NOTHING, NOTHING, NOTHING)),
    ("arm otherwise", lambda h: h.arm(ArmMode.HOME), (A, NOTHING, NOTHING, NOTHING, NOTHING)),
    ("disarm", lambda h: h.disarm(), (NOTHING, D, D, D, D)),
    ("a wrong code", lambda h: h.disarm("9999"), (NOTHING,) * 5),
    (
        "delayed zone",
        lambda h: h.close("door").open("door"),
        (NOTHING, NOTHING, P, NOTHING, NOTHING),
    ),
    ("interior zone", lambda h: h.open("hall"), (NOTHING, NOTHING, T, NOTHING, NOTHING)),
    ("instant zone", lambda h: h.close("window").open("window"), (NOTHING, NOTHING, T, T, NOTHING)),
    ("24h", lambda h: h.open("glass"), (T, T, T, T, NOTHING)),
    ("tamper", lambda h: h.open("lid"), (T, T, T, T, NOTHING)),
    ("tamper's wire", lambda h: h.cut("lid"), (T, T, T, T, NOTHING)),
    ("smoke", lambda h: h.open("smoke"), (T, T, T, T, NOTHING)),
    ("water", lambda h: h.open("water"), (T, T, T, T, NOTHING)),
    ("panic button", lambda h: h.open("panic"), (T, T, T, T, NOTHING)),
    ("panic", lambda h: h.take(Panic(place="page")), (T, T, T, T, NOTHING)),
    ("a cut wire", lambda h: h.cut("hall"), (NOTHING, T, T, T, NOTHING)),
    (
        "node's alarm",
        lambda h: h.take(ALARMED),
        (NOTHING, T, T, T, NOTHING),
    ),
    (
        "node's own",
        lambda h: h.take(TRIED),
        (NOTHING, T, T, T, NOTHING),
    ),
    ("silent button", lambda h: h.open("help"), (NOTHING,) * 5),
    ("silent panic", lambda h: h.take(Panic(place="page", is_silent=True)), (NOTHING,) * 5),
    ("zone of another mode", lambda h: h.open("garage"), (NOTHING,) * 5),
    (
        "source lost",
        lambda h: h.lose("camera:hall").wait(29.5),
        (NOTHING, NOTHING, NOTHING, NOTHING, NOTHING),
    ),
    ("a lost zone", lambda h: h.see("window", Condition.LOST), (NOTHING,) * 5),
    ("power cut", lambda h: h.restart(), (NOTHING,) * 5),
    ("waiting", lambda h: h.wait(29.5), (NOTHING,) * 5),
]
CELLS = [
    pytest.param(state, play, after, id=f"{name}-{state}")
    for name, play, row in ROWS
    for state, after in zip(AlarmState, row, strict=True)
]


@pytest.mark.parametrize(("state", "play", "after"), CELLS)
def test_a_cell_of_the_table(state: AlarmState, play: Play, after: AlarmState | None) -> None:
    house = START[state]()
    assert house.state is state
    sounded = house.is_sounding
    play(house)
    assert house.state is (state if after is NOTHING else after)
    if after is NOTHING:
        assert house.is_sounding is sounded


@pytest.mark.parametrize(
    ("state", "wait_s", "after"), [(D, 5000, D), (AI, 45, A), (A, 5000, A), (P, 30, T), (T, 180, A)]
)
def test_the_time_of_a_state_is_up(state: AlarmState, wait_s: float, after: AlarmState) -> None:
    house = START[state]()
    house.wait(wait_s - 1)
    assert house.state is state
    house.wait(1)
    assert house.state is after


@pytest.mark.parametrize(("state", "after"), [(D, D), (AI, A), (A, T), (P, T), (T, T)])
def test_a_source_is_lost_for_longer_than_its_grace(state: AlarmState, after: AlarmState) -> None:
    house = START[state]().lose("node").wait(31)
    if state is AI:
        house.wait(20)
    assert house.state is after


def test_a_bypassed_zone_brings_nothing_about_in_any_state() -> None:
    house = disarmed()
    assert house.arm(bypass=frozenset({"window", "hall", "glass"})).is_done
    for _ in range(60):
        house.wait(1).pulse("window").pulse("hall").pulse("glass")
    assert house.state is A
    house.open("door").pulse("window").cut("window")
    assert house.state is P


def test_disarming_is_for_the_judged_as_well() -> None:
    house = armed()
    assert house.take(Disarm(place="keypad", is_judged=True)).is_done
    assert (house.state, house.judged) == (D, 0)
