"""Threads that live in real time, beside the virtual ones, leave the clock alone."""

import threading
import time

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
