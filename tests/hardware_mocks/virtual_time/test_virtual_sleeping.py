"""`time.sleep`, from nothing to years."""

import threading
import time

import pytest
from virtual_runs import run

DAY_S = 86_400


def test_sleeping_moves_the_clock_exactly():
    def program(say):
        for seconds in (0.1, 0.2, 1, 2.5, 1e-6):
            time.sleep(seconds)
            say(seconds)

    assert run(program).times == [0.1, 0.3, 1.3, 3.8, 3.800001]


def test_sleeping_for_years_takes_no_time():
    def program(say):
        time.sleep(3650 * DAY_S)
        time.sleep(0.000000001)

    assert run(program).now_ns == 3650 * DAY_S * 1_000_000_000 + 1


def test_a_negative_sleep_is_refused_as_ever():
    def program(say):
        with pytest.raises(ValueError, match="sleep length must be non-negative"):
            time.sleep(-1)
        with pytest.raises(ValueError, match=r"NaN|nan"):
            time.sleep(float("nan"))
        with pytest.raises(OverflowError):
            time.sleep(float("inf"))
        with pytest.raises(TypeError):
            time.sleep("1")

    assert run(program).now_ns == 0


def test_a_tiny_sleep_is_never_rounded_to_nothing():
    def program(say):
        deadline = time.monotonic() + 5e-9
        while time.monotonic() < deadline:
            time.sleep(1e-12)

    assert run(program).now_ns == 5


def test_sleep_0_lets_the_others_run_first_without_time_passing():
    def program(say):
        def other():
            for turn in range(3):
                say("other", turn)
                time.sleep(0)

        thread = threading.Thread(target=other)
        thread.start()
        for turn in range(3):
            say("main", turn)
            time.sleep(0)
        thread.join()

    outcome = run(program)
    assert outcome.said == [
        ("other", 0), ("main", 0), ("other", 1), ("main", 1), ("other", 2), ("main", 2),
    ]  # fmt: skip
    assert outcome.now_ns == 0


def test_sleepers_with_one_deadline_wake_in_the_order_they_fell_asleep():
    def program(say):
        def sleeper(name, start_s):
            time.sleep(start_s)
            time.sleep(3 - start_s)
            say(name)

        threads = [
            threading.Thread(target=sleeper, args=(name, start_s))
            for name, start_s in (("c", 2), ("a", 0.5), ("b", 1))
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    assert run(program).log == [(3.0, "a"), (3.0, "b"), (3.0, "c")]


def test_the_fast_way_and_the_slow_way_of_sleeping_agree():
    def program(say, clock):
        clock.at(1_500_000_000, say, "world")
        time.sleep(1)
        say("woke")
        time.sleep(1)
        say("woke")
        time.sleep(1)
        say("woke")

    assert run(program).log == [(1.0, "woke"), (1.5, "world"), (2.0, "woke"), (3.0, "woke")]


def test_sleep_takes_its_seconds_without_a_name_as_in_python():
    def program(_say):
        with pytest.raises(TypeError, match="positional-only"):
            time.sleep(seconds=1)

    run(program)
