"""How a run ends: time limit, deadlock, an error, an outside word; and what it leaves behind."""

import _thread
import signal
import threading
import time

import pytest
from virtual_runs import run

from hardware_mocks.virtual_time import RunEnded, Scheduler, VirtualTime, active, real


def test_the_time_limit_ends_a_run_exactly():
    def program(say):
        while True:
            time.sleep(7)
            say("tick")

    outcome = run(program, until_s=20)
    assert (outcome.times, outcome.reason, outcome.now_s) == ([7.0, 14.0], "time limit", 20.0)


def test_what_happens_at_the_limit_itself_still_happens():
    def program(say):
        time.sleep(10)
        say("on time")
        time.sleep(1e-9)
        say("too late")

    assert run(program, until_s=10).said == ["on time"]


@pytest.mark.parametrize("how", ["join", "lock", "event", "queue", "pause", "sleep", "future"])
def test_the_time_limit_ends_every_way_of_waiting(how):
    def program(say):
        import concurrent.futures
        import queue

        def ticking():
            while True:
                time.sleep(1)

        thread = threading.Thread(target=ticking, daemon=True)
        thread.start()
        lock = threading.Lock()
        lock.acquire()
        {
            "join": thread.join,
            "lock": lock.acquire,
            "event": threading.Event().wait,
            "queue": queue.Queue().get,
            "pause": signal.pause,
            "sleep": lambda: time.sleep(1e6),
            "future": concurrent.futures.Future().result,
        }[how]()

    outcome = run(program, until_s=5.5)
    assert (outcome.reason, outcome.now_s, outcome.left_over) == ("time limit", 5.5, [])


def test_the_end_is_a_system_exit_that_cleans_up():
    def program(say):
        try:
            time.sleep(100)
        except SystemExit as end:
            say(type(end).__name__, end.code, str(end))
            raise
        finally:
            time.sleep(1)  # clean-up may still take its time
            say("cleaned up")

    outcome = run(program, until_s=3)
    assert outcome.log == [
        (3.0, ("RunEnded", 0, "the run in virtual time is over: time limit")),
        (4.0, "cleaned up"),
    ]


def test_a_deadlock_is_noticed_at_once():
    def program(say):
        one, two = threading.Lock(), threading.Lock()

        def worker():
            with two:
                time.sleep(1)
                with one:
                    pass

        threading.Thread(target=worker, daemon=True).start()
        with one:
            time.sleep(1)
            with two:
                pass

    outcome = run(program)
    assert (outcome.reason, outcome.now_s, outcome.left_over) == ("deadlock", 1.0, [])


def test_who_waits_for_what_can_be_told_at_a_deadlock():
    seen = []

    def program(say, clock):
        clock.on_end = lambda reason: seen.extend((t.name, t.waits_for) for t in clock.everybody())
        lock = threading.Lock()
        lock.acquire()
        for name, wait in (("locked", lock.acquire), ("listening", threading.Event().wait)):
            threading.Thread(target=wait, name=name, daemon=True).start()
        signal.pause()

    assert run(program).reason == "deadlock"
    assert seen == [("main", "pause"), ("locked", "lock"), ("listening", "condition")]


def test_a_program_that_hears_the_world_waits_to_the_limit():
    def program(say, clock):
        clock.can_hear_the_world = lambda: True
        signal.pause()

    outcome = run(program, until_s=60)
    assert (outcome.reason, outcome.now_s) == ("time limit", 60.0)
    assert run(program).reason == "deadlock"  # without a limit there is nothing to wait for


def test_signal_pause_lets_the_threads_work():
    def program(say):
        threading.Timer(2, say, ["fired"]).start()
        signal.pause()

    outcome = run(program, until_s=10)
    assert (outcome.log, outcome.reason) == ([(2.0, "fired")], "deadlock")


def test_somebody_may_end_the_run_from_inside():
    def program(say, clock):
        threading.Timer(2, clock.end, ["powered off"]).start()
        time.sleep(100)

    outcome = run(program)
    assert (outcome.reason, outcome.now_s) == ("powered off", 2.0)


def test_only_the_first_reason_counts():
    def program(say, clock):
        clock.on_end = say
        clock.at(10**9, clock.end, "powered off")
        clock.at(10**9, clock.end, "restarted")
        time.sleep(5)

    assert run(program).said == ["powered off"]


def test_an_error_of_the_program_comes_out():
    with pytest.raises(ZeroDivisionError):
        run(lambda say: 1 / 0)
    assert active.scheduler_or_none() is None


def test_what_an_event_of_the_world_raises_comes_out_in_the_main_thread():
    def program(say, clock):
        def break_down():
            raise ValueError("a part is broken")

        clock.at(2 * 10**9, break_down)
        threading.Thread(target=time.sleep, args=(2.5,), daemon=True).start()
        with pytest.raises(ValueError, match="a part is broken"):
            time.sleep(10)
        say("caught")
        time.sleep(1)
        say("goes on")

    assert run(program).log == [(2.0, "caught"), (3.0, "goes on")]


def test_the_worlds_events_come_in_order_of_time_and_then_of_planning():
    def program(say, clock):
        clock.after(2_000_000_000, say, "c")
        clock.at(1_000_000_000, say, "a")
        clock.at(1_000_000_000, say, "b")
        clock.at(-5, say, "now")
        time.sleep(3)

    assert run(program).log == [(0.0, "now"), (1.0, "a"), (1.0, "b"), (2.0, "c")]


def test_an_event_of_the_world_may_plan_the_next():
    def program(say, clock):
        def tick(n):
            say(n)
            clock.after(1_000_000_000, tick, n + 1)

        tick(0)
        time.sleep(3.5)

    assert run(program).log == [(0.0, 0), (1.0, 1), (2.0, 2), (3.0, 3)]


def test_one_run_at_a_time():
    with VirtualTime(), pytest.raises(RuntimeError, match="one run at a time"):
        VirtualTime().__enter__()
    assert active.scheduler_or_none() is None


def test_runs_one_after_another_start_anew():
    def program(say):
        time.sleep(5)
        say(time.monotonic())

    assert [run(program).said for _ in range(3)] == [[5.0]] * 3


def test_after_a_run_nothing_is_left():
    before = threading.active_count()

    def program(say):
        for _ in range(5):
            threading.Thread(target=threading.Event().wait, daemon=True).start()

    run(program)
    deadline_s = real.monotonic() + 10
    while threading.active_count() > before and real.monotonic() < deadline_s:
        real.sleep(0)
    assert threading.active_count() == before
    assert active.task() is None


def test_a_lock_of_an_earlier_run_can_be_used_later():
    lock = []
    run(lambda say: lock.append(threading.Lock()))
    with lock[0]:
        assert lock[0].locked()

    def program(say):
        lock[0].acquire()
        say(lock[0].acquire(timeout=1))

    assert run(program).log == [(1.0, False)]


def test_ctrl_c_while_the_program_waits_interrupts_it():
    def program(say, clock):
        def press_ctrl_c():
            time.sleep(1)
            signal.pthread_kill(threading.main_thread().ident, signal.SIGINT)
            deadline_s = real.monotonic() + 10
            while clock.main.waiting and real.monotonic() < deadline_s:
                real.sleep(0.001)
            time.sleep(1)
            say("the other goes on")

        thread = threading.Thread(target=press_ctrl_c)
        thread.start()
        try:
            time.sleep(100)
        except KeyboardInterrupt:
            say("interrupted")
        thread.join()

    assert run(program).log == [(1.0, "interrupted"), (2.0, "the other goes on")]


def test_an_interrupt_that_arrives_with_the_baton_is_not_lost():
    def program(say):
        threading.Timer(1, _thread.interrupt_main).start()
        try:
            time.sleep(3)
            say("not interrupted")
        except KeyboardInterrupt:
            say("interrupted")
        time.sleep(1)
        say("goes on")

    assert run(program).log == [(3.0, "interrupted"), (4.0, "goes on")]


def test_functions_for_threads_outside_do_nothing_without_a_run():
    assert active.task() is None
    active.poll()
    active.tick()
    with pytest.raises(AssertionError):
        active.scheduler()


def test_a_scheduler_tells_how_it_stands():
    scheduler = Scheduler(until_s=2, epoch_s=10)
    assert (scheduler.now_ns, scheduler.until_ns, scheduler.epoch_ns) == (0, 2 * 10**9, 10**10)
    assert scheduler.unfinished() == []
    assert str(RunEnded("deadlock")).endswith("deadlock")
