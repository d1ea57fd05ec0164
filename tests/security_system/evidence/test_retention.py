"""What goes first, what last, what never; a clock that jumps empties nothing."""

from hypothesis import given
from hypothesis import strategies as st

from security_system.evidence.event import Event, EventKind, Feedback
from security_system.evidence.retention import DAY_S, GB, Room, SteadyClock, is_ordinary, to_go
from security_system.evidence.settings import RecordingSettings

NOW_S = 1_800_000_000.0
MB = 1_000_000


def event(number, kind=EventKind.MOTION, *, days=1.0, size=100 * MB, **more):
    end_s = NOW_S - days * DAY_S
    return Event(
        id=f"{number:06d}",
        number=number,
        camera="hall",
        kind=kind,
        start_s=end_s - 60,
        cause_s=end_s - 50,
        end_s=end_s,
        size_bytes=size,
        **more,
    )


def gone(events, *, used_gb=0.0, free_gb=50.0, wall_s=NOW_S, wanted=0, **settings):
    room = Room(round(used_gb * GB), round(free_gb * GB), wanted)
    return [
        g.event.number for g in to_go(events, room, RecordingSettings(**settings), wall_s=wall_s)
    ]


ALARM = EventKind.ALARM


def test_while_there_is_room_and_time_nothing_goes():
    assert gone([event(1), event(2, ALARM)], used_gb=0.2) == []


def test_the_oldest_ordinary_ones_go_first_and_alarms_last():
    """Motioneye #1074: delete the oldest when the disk is full, open since 2018."""
    events = [event(1, ALARM), event(2), event(3, EventKind.MANUAL), event(4, ALARM), event(5)]
    assert gone(events, used_gb=8.15) == [2, 3]
    assert gone(events, used_gb=8.35) == [2, 3, 5, 1]
    assert gone(events, free_gb=0.9) == [2]


def test_protected_events_and_running_ones_never_go():
    events = [event(1, is_protected=True), event(2, is_running=True), event(3, ALARM)]
    assert gone(events, used_gb=100) == [3]


def test_a_false_alarm_goes_like_any_ordinary_one():
    assert gone([event(1, ALARM), event(2, ALARM, feedback=Feedback.FALSE)], used_gb=8.05) == [2]


def test_ordinary_clips_grow_old_sooner_than_alarms():
    events = [event(1, days=31), event(2, ALARM, days=31), event(3, ALARM, days=91), event(4)]
    assert gone(events) == [1, 3]


def test_a_clock_that_is_not_believed_makes_nothing_old():
    assert gone([event(1, days=300)], wall_s=None) == []


def test_an_event_of_a_time_before_the_clock_was_set_goes_for_room_only():
    old = event(1, days=20_000)
    assert gone([old]) == []
    assert gone([old], used_gb=9) == [1]


def test_no_more_than_so_many_events_are_kept():
    events = [event(n) for n in range(1, 16)]
    assert gone(events, most_events=10) == [1, 2, 3, 4, 5]


def test_room_that_is_wanted_now_is_made():
    assert gone([event(1), event(2)], used_gb=7.95, wanted=100 * MB) == [1]


def test_a_clock_is_believed_after_an_hour_and_no_more_after_a_jump():
    clock = SteadyClock()
    assert clock.believed_s(NOW_S, 0) is None
    assert clock.believed_s(NOW_S + 3599, 3599) is None
    assert clock.believed_s(NOW_S + 3700, 3700) == NOW_S + 3700
    year_later_s = NOW_S + 365 * DAY_S
    assert clock.believed_s(year_later_s, 3800) is None
    assert clock.believed_s(year_later_s + 3500, 7300) is None
    assert clock.believed_s(year_later_s + 3700, 7500) == year_later_s + 3700


def test_a_clock_that_was_never_set_is_never_believed():
    clock = SteadyClock()
    clock.believed_s(100.0, 0)
    assert clock.believed_s(100_100.0, 100_000) is None


events_of_all_kinds = st.lists(
    st.builds(
        event,
        st.integers(1, 10_000),
        st.sampled_from(list(EventKind)),
        days=st.floats(0, 200),
        size=st.integers(0, 500 * MB),
        is_protected=st.booleans(),
    ),
    max_size=30,
    unique_by=lambda event: event.number,
)


@given(events=events_of_all_kinds, used_gb=st.floats(0, 20), free_gb=st.floats(0, 20))
def test_just_enough_goes_and_no_alarm_before_an_ordinary_one(events, used_gb, free_gb):
    settings = RecordingSettings()
    room = Room(round(used_gb * GB), round(free_gb * GB))
    going = to_go(events, room, settings, wall_s=None)
    ids = {g.event.id for g in going}
    left = [e for e in events if e.id not in ids]
    missing = room.missing_bytes(settings)
    assert not any(g.event.is_protected for g in going)
    if missing > 0:
        freed = sum(g.event.size_bytes for g in going)
        assert freed >= missing or all(e.is_protected for e in left)
        assert freed - going[-1].event.size_bytes < missing if going else True
    if any(not is_ordinary(g.event) for g in going):
        assert not any(is_ordinary(e) and not e.is_protected for e in left)
