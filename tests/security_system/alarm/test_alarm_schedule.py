"""The schedule: by local wall time, once a day, across summer time and clocks that jump."""

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from alarm_house import House

from security_system.alarm import AlarmState, ArmMode, Condition, Kind

D, AI, A, P, T = AlarmState
MONDAY = datetime(2026, 3, 23, 0, 0)
NIGHT = {"do": "arm", "at": "22:30", "mode": "night"}
MORNING = {"do": "disarm", "at": "07:00"}


class Week:
    """A house whose clock on the wall can be set."""

    def __init__(self, *schedule: dict[str, Any], wall: datetime = MONDAY) -> None:
        self.house = House(schedule=schedule)
        self.wall = wall
        self.tick(0)

    def tick(self, for_s: float = 30) -> None:
        self.house.now_s += for_s
        self.wall += timedelta(seconds=for_s)
        self.house.happenings += self.house.alarm.tick(self.house.now_s, self.wall)

    def run(self, hours: float, step_s: float = 60) -> list[str]:
        """Return what became of it: "night armed 22:30"."""
        seen: list[str] = []
        for _ in range(round(hours * 3600 / step_s)):
            before = self.house.state
            self.tick(step_s)
            if self.house.state is not before:
                seen.append(f"{self.wall:%a %H:%M} {self.house.state}")
        return seen


def test_it_arms_and_disarms_at_its_times_of_the_week() -> None:
    week = Week({**NIGHT, "days": ["mon", "tue"]}, {**MORNING, "days": ["tue", "wed", "thu"]})
    assert week.run(24 * 7) == [
        "Mon 22:30 armed",
        "Tue 07:00 disarmed",
        "Tue 22:30 armed",
        "Wed 07:00 disarmed",
    ]
    assert {each.place for each in week.house.of(Kind.DISARMED)} == {"schedule"}


def test_it_is_said_beforehand() -> None:
    week = Week(NIGHT, MORNING, wall=MONDAY + timedelta(hours=12))
    week.run(20)
    said = week.house.of(Kind.SCHEDULED)
    assert [each.why for each in said] == [
        "In 10 min, at 22:30, the schedule arms (night).",
        "In 10 min, at 07:00, the schedule disarms.",
    ]
    assert said[0].detail == {"do": "arm", "in_s": 600.0}


def test_what_would_change_nothing_is_not_announced_and_0_s_never() -> None:
    week = Week({**NIGHT, "warn_s": 0}, MORNING)
    week.run(12)
    said = [each.why for each in week.house.of(Kind.SCHEDULED)]
    assert said == ["The schedule did not disarm at 07:00: it is disarmed."]


def test_a_reminder_comes_only_if_nobody_has_armed() -> None:
    remind = {"do": "remind", "at": "23:00"}
    week = Week(remind)
    week.run(24)
    assert [each.why for each in week.house.of(Kind.SCHEDULED)] == [
        "It is 23:00 and nobody has armed."
    ]
    assert week.house.arm().is_done
    week.house.happenings.clear()
    week.run(24)
    assert week.house.of(Kind.SCHEDULED) == []


def test_it_never_disarms_vacation_nor_an_alarm() -> None:
    week = Week(MORNING)
    week.house.arm(ArmMode.VACATION)
    week.run(8)
    assert week.house.state is A
    week = Week(MORNING)
    week.run(6.995)
    week.house.arm(ArmMode.NIGHT)
    week.house.open("window")
    week.tick(30)
    assert week.house.state is T


def test_an_open_window_is_left_out_and_told_or_refuses_by_its_line() -> None:
    for forced, after in ((True, A), (False, D)):
        week = Week({**NIGHT, "forced": forced})
        week.house.open("window")
        week.run(23)
        assert week.house.state is after
    assert week.house.count(Kind.ARMING_REFUSED) == 1


def test_a_scheduled_arming_does_not_arm_a_second_time() -> None:
    week = Week(NIGHT)
    week.house.arm()
    week.run(23)
    assert week.house.view.mode is ArmMode.AWAY
    assert week.house.count(Kind.SCHEDULED) == 1


def test_a_time_that_summer_time_leaves_out_is_carried_out_an_hour_later() -> None:
    zone = ZoneInfo("Europe/Berlin")
    start = datetime(2026, 3, 28, 20, 0, tzinfo=UTC)
    house = House(schedule=[{**NIGHT, "at": "02:30"}])
    for minute in range(12 * 60):
        house.happenings += house.alarm.tick(
            1000 + minute * 60, (start + timedelta(minutes=minute)).astimezone(zone)
        )
    assert house.alarm.view(1e9).state is A
    assert house.count(Kind.ARMED) == 1


def test_a_time_that_comes_twice_in_autumn_is_carried_out_once() -> None:
    zone = ZoneInfo("Europe/Berlin")
    start = datetime(2026, 10, 24, 20, 0, tzinfo=UTC)
    house = House(schedule=[{"do": "remind", "at": "02:30"}])
    for minute in range(12 * 60):
        wall = (start + timedelta(minutes=minute)).astimezone(zone)
        house.happenings += house.alarm.tick(1000 + minute * 60, wall)
    assert house.count(Kind.SCHEDULED) == 1


def test_a_clock_set_back_does_nothing_twice() -> None:
    week = Week({"do": "remind", "at": "12:00"})
    week.run(13)
    week.wall -= timedelta(hours=2)
    week.run(3)
    assert week.house.count(Kind.SCHEDULED) == 1
    week.run(24)
    assert week.house.count(Kind.SCHEDULED) == 2


@pytest.mark.parametrize(
    ("jump_h", "after", "count"), [(1, D, 0), (1.5, D, 0), (2, A, 1), (30, A, 2)]
)
def test_a_clock_that_jumps_far_ahead_tells_what_it_missed(
    jump_h: float, after: AlarmState, count: int
) -> None:
    week = Week({**MORNING, "warn_s": 0}, wall=MONDAY + timedelta(hours=6.5))
    week.house.armed()
    week.wall += timedelta(hours=jump_h)
    week.tick()
    assert week.house.state is after
    missed = [each for each in week.house.of(Kind.SCHEDULED) if each.detail.get("is_missed")]
    assert len(missed) == count


def test_a_pi_that_wakes_up_in_1970_waits_for_the_network() -> None:
    week = Week(NIGHT, wall=datetime(1970, 1, 1, 22, 0))
    assert week.run(2) == []
    week.wall = MONDAY + timedelta(hours=22)
    assert week.run(1) == ["Mon 22:30 armed"]


def test_a_clock_that_was_years_ahead_for_a_night_costs_no_later_arming() -> None:
    week = Week(NIGHT, MORNING, wall=MONDAY.replace(year=2036) + timedelta(hours=22))
    assert week.run(24) == ["Sun 22:30 armed", "Mon 07:00 disarmed"]
    week.wall = MONDAY + timedelta(hours=12)
    assert week.run(24) == ["Mon 22:30 armed", "Tue 07:00 disarmed"]


@pytest.mark.parametrize(
    ("lines", "off_h", "after"),
    [
        ((NIGHT,), 3, A),
        ((NIGHT, MORNING), 5, A),
        ((NIGHT,), 7, D),
        ((NIGHT, {**MORNING, "at": "23:30"}), 3, D),
    ],
    ids=["cut in the evening", "the morning is to come", "much too late", "and disarmed since"],
)
def test_a_power_cut_over_the_time_of_arming_leaves_no_shop_unguarded(
    lines: tuple[dict[str, Any], ...], off_h: float, after: AlarmState
) -> None:
    week = Week(*lines, wall=MONDAY + timedelta(hours=22))
    week.house.restart(off_s=off_h * 3600)
    week.wall += timedelta(hours=off_h)
    week.tick(0)
    assert week.house.state is after


def test_what_was_done_today_is_not_done_again_after_a_restart() -> None:
    week = Week({"do": "remind", "at": "12:00"})
    week.run(12.5)
    week.house.restart(off_s=10)
    week.wall = MONDAY + timedelta(hours=11)
    week.run(2)
    assert week.house.count(Kind.SCHEDULED) == 1


def test_what_came_due_in_a_short_power_cut_is_made_up() -> None:
    week = Week({**NIGHT, "warn_s": 0}, wall=MONDAY + timedelta(hours=22))
    week.house.restart(off_s=2400)
    week.house.see("camera", Condition.QUIET)
    week.wall += timedelta(minutes=40)
    week.tick(0)
    assert week.house.state is A


def test_the_panel_is_woken_in_time() -> None:
    week = Week(NIGHT)
    for _ in range(3000):
        next_s = week.house.alarm.next_deadline_s
        assert next_s is not None
        assert 0 < next_s - week.house.now_s <= 60
        week.tick(next_s - week.house.now_s)
        if week.house.state is A:
            break
    assert f"{week.wall:%H:%M:%S}" == "22:30:00"


def test_without_wall_time_or_schedule_nothing_is_scheduled() -> None:
    house = House(schedule=[NIGHT]).wait(90_000, step_s=60)
    assert house.kinds == []
    assert House().alarm.next_deadline_s is None
