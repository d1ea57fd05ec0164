"""Threads that live in real time, beside the virtual ones, leave the clock alone."""

import subprocess
import sys
import threading
import time

import pytest

from hardware_mocks.virtual_time import VirtualTime, real


def test_looks_of_a_real_thread_cost_no_virtual_time():
    flag, seen, enough = threading.Event(), [], real.allocate_lock()
    enough.acquire()

    def look_often():
        for _ in range(5_000):
            flag.is_set()
            threading.Lock().acquire(False)
        seen.append(time.monotonic())
        enough.release()

    with VirtualTime() as scheduler:
        real.start_new_thread(look_often, ())
        enough.acquire()  # the virtual thread stands still meanwhile, at no cost
        assert scheduler.now_ns == 0
        assert scheduler.current.polls == 0
    assert seen[0] > 0, "it read the real clock"


def test_what_the_world_does_costs_the_waiting_thread_nothing():
    flag = threading.Event()
    with VirtualTime() as scheduler:
        for t_ns in range(1, 5_001):
            scheduler.at(t_ns, flag.is_set)
        time.sleep(1)

        assert scheduler.now_ns == 1_000_000_000


def test_what_the_machine_has_to_do_is_done_in_real_time():
    def compile_something():
        done = subprocess.run(
            [sys.executable, "-c", "import sys; print('done'); print('warned', file=sys.stderr)"],
            capture_output=True,
            text=True,
            check=True,
        )
        return done.stdout, done.stderr

    with VirtualTime(until_s=60) as clock:
        time.sleep(1)
        said = real.do(compile_something)
        now_ns = clock.now_ns

    assert (said, now_ns) == (("done\n", "warned\n"), 1_000_000_000)


def test_what_fails_in_real_time_fails_for_who_waits():
    with VirtualTime(until_s=60), pytest.raises(ZeroDivisionError):
        real.do(lambda: 1 / 0)
