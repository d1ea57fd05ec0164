"""Old wishes do not drive: messages that were stuck in the network are passed over."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from self_driving_car.dashboard.freshness import OLD_S, WAKES_WITHIN_S, Freshness


def test_messages_that_come_as_they_were_sent_are_fresh():
    fresh = Freshness()
    assert all(fresh.is_fresh(n, n * 0.05, 1000 + n * 0.05) for n in range(100))


def test_a_burst_of_what_was_stuck_is_passed_over_until_it_is_of_now_again():
    fresh = Freshness()
    assert fresh.is_fresh(1, 10.0, 1000.0)
    stuck = [fresh.is_fresh(2 + k, 10.05 + k * 0.05, 1001.0) for k in range(20)]
    assert stuck == [False] * 13 + [True] * 7
    assert fresh.is_fresh(30, 11.1, 1001.1)


def test_a_message_that_was_overtaken_is_old():
    fresh = Freshness()
    assert fresh.is_fresh(5, 1.0, 101.0)
    assert not fresh.is_fresh(4, 1.0, 101.0)
    assert not fresh.is_fresh(5, 1.0, 101.0)


def test_the_first_message_may_be_late_itself():
    fresh = Freshness()
    assert fresh.is_fresh(1, 10.0, 1002.0)
    assert fresh.is_fresh(2, 11.0, 1001.0 + 1.0)
    assert not fresh.is_fresh(3, 11.05, 1002.5)


def test_two_clocks_that_run_apart_a_little_stay_together():
    fresh = Freshness()
    for n in range(0, 200_000, 50):
        assert fresh.is_fresh(n, n * 0.05, n * 0.05 * 1.0001)


def test_a_page_that_slept_sets_its_clock_by_a_question_and_an_answer():
    fresh = Freshness()
    assert fresh.is_fresh(1, 10.0, 100.0)
    assert not fresh.is_fresh(2, 10.1, 200.0)
    assert fresh.age_s > 99
    fresh.ask(7, 200.1)
    assert fresh.wake(7, 10.3, 200.2)
    assert fresh.is_fresh(3, 10.4, 200.3)


@pytest.mark.parametrize(
    ("question", "now_s"), [(6, 200.2), (8, 200.2), (7, 200.11 + WAKES_WITHIN_S)]
)
def test_an_answer_to_another_question_or_a_slow_one_sets_no_clock(question, now_s):
    fresh = Freshness()
    assert fresh.is_fresh(1, 10.0, 100.0)
    fresh.ask(7, 200.1)
    assert not fresh.wake(question, 10.3, now_s)
    assert not fresh.is_fresh(2, 10.4, now_s + 0.1)


def test_a_page_that_is_looked_at_again_while_the_network_stalls_makes_nothing_old_fresh():
    """It asked, was answered and steered; then all of that came at once, four seconds later."""
    fresh = Freshness()
    assert fresh.is_fresh(1, 10.0, 100.0)
    fresh.ask(1, 104.0)  # said at 10.0, stuck
    assert not fresh.is_fresh(2, 10.1, 104.0)
    fresh.ask(2, 104.01)  # said at 10.2 and stuck behind it
    assert not fresh.wake(1, 10.3, 104.02)  # to the first answer: from before the second question
    assert not fresh.is_fresh(3, 10.4, 104.03)


@given(st.lists(st.tuples(st.floats(0.0, 0.1), st.floats(0.0, 2.0)), max_size=60))
def test_nothing_later_than_the_bound_is_ever_obeyed(steps):
    """Whatever the network does: later than the quickest by the bound is old."""
    fresh, sent_s, quickest_s = Freshness(), 0.0, None
    now_s = 500.0
    for n, (pause_s, late_s) in enumerate(steps):
        sent_s += pause_s
        now_s = max(now_s, 500.0 + sent_s + late_s)
        apart_s = now_s - sent_s
        quickest_s = apart_s if quickest_s is None else min(quickest_s, apart_s)
        if fresh.is_fresh(n, sent_s, now_s):
            assert apart_s - quickest_s <= OLD_S + 0.001 * 60 * 2.1
