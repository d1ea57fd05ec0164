"""Locks and what is made of them: Event, Condition, Semaphore, Barrier."""

import threading
import time

import pytest
from virtual_runs import run

from hardware_mocks.virtual_time import real
from hardware_mocks.virtual_time.locks import VirtualLock


def start(*targets):
    threads = [threading.Thread(target=target) for target in targets]
    for thread in threads:
        thread.start()
    return threads


def join(threads):
    for thread in threads:
        thread.join()


def test_a_lock_is_handed_on_in_the_order_of_asking():
    def program(say):
        lock = threading.Lock()

        def worker(name):
            with lock:
                time.sleep(1)
                say(name)

        join(start(*(lambda name=name: worker(name) for name in "abcd")))

    assert run(program).log == [(1.0, "a"), (2.0, "b"), (3.0, "c"), (4.0, "d")]


def test_a_lock_that_is_not_given_back_is_waited_for_so_long():
    def program(say):
        lock = threading.Lock()
        lock.acquire()
        say(lock.acquire(timeout=1.5))
        say(lock.acquire(timeout=0))
        say(lock.acquire(blocking=False))
        say(lock.locked())

    assert run(program).log == [(1.5, False), (1.5, False), (1.5, False), (1.5, True)]


def test_a_lock_refuses_what_a_real_one_refuses():
    def program(say):
        lock = threading.Lock()
        with pytest.raises(RuntimeError):
            lock.release()
        lock.acquire()
        with pytest.raises(ValueError, match="timeout"):
            lock.acquire(False, 1)
        with pytest.raises(ValueError, match="timeout"):
            lock.acquire(True, -2)

    run(program)


def test_a_lock_that_comes_free_in_time_is_got():
    def program(say):
        lock = threading.Lock()

        def holder():
            with lock:
                time.sleep(1)

        threads = start(holder)
        say(lock.acquire(timeout=2))
        join(threads)

    assert run(program).log == [(1.0, True)]


def test_somebody_else_may_release_a_lock():
    def program(say):
        lock = threading.Lock()
        lock.acquire()
        threading.Timer(2, lock.release).start()
        lock.acquire()
        say("got it")

    assert run(program).log == [(2.0, "got it")]


def test_an_rlock_can_be_taken_again_by_its_owner_only():
    def program(say):
        lock = threading.RLock()

        def other():
            say("other", lock.acquire(timeout=0.5))
            with lock:
                say("other", "got it")

        with lock:
            with lock:
                threads = start(other)
                time.sleep(1)
            time.sleep(1)
            say("main", "still")
        join(threads)

    assert run(program).log == [
        (0.5, ("other", False)),
        (2.0, ("main", "still")),
        (2.0, ("other", "got it")),
    ]


def test_an_rlock_of_somebody_else_cannot_be_released():
    def program(say):
        with pytest.raises(RuntimeError):
            threading.RLock().release()

    run(program)


def test_an_event_wakes_all_who_wait():
    def program(say):
        event = threading.Event()

        def waiter(name):
            say(name, event.wait())

        threads = start(*(lambda name=name: waiter(name) for name in "ab"))
        time.sleep(1)
        event.set()
        join(threads)

    assert run(program).log == [(1.0, ("a", True)), (1.0, ("b", True))]


def test_waiting_for_an_event_ends_with_the_time_out():
    def program(say):
        event = threading.Event()
        say(event.wait(0.5))
        say(event.wait(0))
        say(event.wait(-1))
        event.set()
        say(event.wait(7))
        event.clear()
        threading.Timer(1, event.set).start()
        say(event.wait(2))

    assert run(program).log == [(0.5, False), (0.5, False), (0.5, False), (0.5, True), (1.5, True)]


def test_a_condition_wakes_as_many_as_were_notified():
    def program(say):
        condition = threading.Condition()

        def waiter(name):
            with condition:
                say(name, condition.wait(10))

        threads = start(*(lambda name=name: waiter(name) for name in "abc"))
        time.sleep(1)
        with condition:
            condition.notify()
        time.sleep(1)
        with condition:
            condition.notify(1)
        join(threads)

    assert run(program).log == [(1.0, ("a", True)), (2.0, ("b", True)), (10.0, ("c", False))]


def test_a_condition_is_waited_for_until_its_predicate_holds():
    def program(say):
        condition, items = threading.Condition(), []

        def maker():
            for item in range(3):
                time.sleep(1)
                with condition:
                    items.append(item)
                    condition.notify_all()

        threads = start(maker)
        with condition:
            say(condition.wait_for(lambda: len(items) == 2))
            say(condition.wait_for(lambda: len(items) == 9, timeout=5))
        join(threads)

    assert run(program).log == [(2.0, True), (7.0, False)]


def test_waiting_for_a_condition_without_its_lock_is_refused():
    def program(say):
        with pytest.raises(RuntimeError):
            threading.Condition().wait()
        with pytest.raises(RuntimeError):
            threading.Condition().notify()

    run(program)


def test_a_condition_that_timed_out_is_not_notified_later():
    def program(say):
        condition = threading.Condition()
        with condition:
            say(condition.wait(1))
            condition.notify()
        time.sleep(5)
        say("slept")

    assert run(program).log == [(1.0, False), (6.0, "slept")]


def test_a_condition_on_a_plain_lock_works():
    def program(say):
        condition = threading.Condition(threading.Lock())

        def notify():
            time.sleep(3)
            with condition:
                condition.notify()

        threads = start(notify)
        with condition:
            say(condition.wait())
        join(threads)

    assert run(program).log == [(3.0, True)]


def test_a_semaphore_lets_so_many_in():
    def program(say):
        semaphore = threading.BoundedSemaphore(2)

        def worker(name):
            with semaphore:
                time.sleep(1)
                say(name)

        join(start(*(lambda name=name: worker(name) for name in "abcde")))
        with pytest.raises(ValueError, match="released too many times"):
            semaphore.release()

    assert run(program).log == [(1.0, "a"), (1.0, "b"), (2.0, "c"), (2.0, "d"), (3.0, "e")]


def test_a_semaphore_is_waited_for_so_long():
    def program(say):
        semaphore = threading.Semaphore(0)
        say(semaphore.acquire(timeout=0.25))
        say(semaphore.acquire(blocking=False))
        threading.Timer(1, semaphore.release, kwargs={"n": 2}).start()
        say(semaphore.acquire())
        say(semaphore.acquire(timeout=3))

    assert run(program).log == [(0.25, False), (0.25, False), (1.25, True), (1.25, True)]


def test_a_barrier_opens_when_all_are_there():
    def program(say):
        barrier = threading.Barrier(3, action=lambda: say("open"))

        def walker(name, seconds):
            time.sleep(seconds)
            barrier.wait()
            say(name)

        join(start(lambda: walker("a", 1), lambda: walker("b", 3), lambda: walker("c", 2)))

    outcome = run(program)
    assert outcome.log[0] == (3.0, "open")
    assert sorted(outcome.said[1:]) == ["a", "b", "c"]
    assert outcome.log == run(program).log


def test_a_barrier_that_waits_too_long_is_broken():
    def program(say):
        barrier = threading.Barrier(2, timeout=1)
        try:
            barrier.wait()
        except threading.BrokenBarrierError:
            say("broken", barrier.broken)

    assert run(program).log == [(1.0, ("broken", True))]


def test_a_lock_works_for_threads_in_real_time():
    lock = VirtualLock()
    seen = []
    done = real.allocate_lock()
    done.acquire()

    def other():
        with lock:
            seen.append("other")
        done.release()

    with lock:
        real.start_new_thread(other, ())
        assert not lock.acquire(False)
        seen.append("main")
    assert done.acquire(timeout=10)
    assert seen == ["main", "other"]
    assert "unlocked" in repr(lock)


def test_the_locks_replaced_are_those_of_the_table():
    def program(say):
        import _thread

        for make in (threading.Lock, threading._allocate_lock, _thread.allocate_lock):
            assert isinstance(make(), VirtualLock)
        assert threading.RLock is threading._RLock

    run(program)


def test_a_property_computed_once_may_sleep_while_another_thread_asks():
    def program(say):
        import functools

        class Slow:
            @functools.cached_property
            def value(self):
                time.sleep(1)
                return len(computed) or computed.append(1)

        computed = []
        slow = Slow()
        join(start(lambda: say(slow.value), lambda: say(slow.value)))

    assert run(program).times[-1] <= 2.0
