from security_system.motion.events import MotionEvents
from security_system.motion.sight import Box, Sight

BOX = Box(1, 2, 3, 4)


def sight(t_s, score=0.0, areas=()):
    boxes = (BOX,) if score else ()
    return Sight(
        t_s=t_s, is_motion=score >= 0.5, score=score, boxes=boxes, areas=areas, why=f"{t_s}"
    )


def told(sights, **more):
    events = MotionEvents(**more)
    ended = [event for event in map(events.take, sights) if event]
    last = events.finish()
    return [(e.start_s, e.end_s) for e in [*ended, *([last] if last else [])]]


def test_motion_with_a_short_pause_is_one_event():
    assert told([sight(0), sight(1, 0.6), sight(2), sight(3, 0.7), sight(9)]) == [(1, 3)]


def test_motion_after_a_long_pause_is_another_event():
    assert told([sight(1, 0.6), sight(5.1, 0.7)], gap_s=4) == [(1, 1), (5.1, 5.1)]


def test_an_event_keeps_the_frame_in_which_it_was_strongest():
    events = MotionEvents()
    for seen in (sight(1, 0.6, ("door",)), sight(2, 0.9, ("bed",)), sight(3, 0.7)):
        events.take(seen)
    event = events.finish()
    assert (event.best_s, event.score, event.why, event.areas) == (2, 0.9, "2", ("door", "bed"))


def test_an_event_that_never_ends_is_cut():
    assert told([sight(t, 0.9) for t in range(6)], longest_s=2) == [(0, 2), (3, 5)]


def test_nothing_seen_is_no_event():
    assert told([sight(0), sight(1)]) == []
