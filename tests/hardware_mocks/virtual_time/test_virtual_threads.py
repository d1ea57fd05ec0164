"""Threads: starting, joining, names, ends, and the order in which they take turns."""

import _thread
import contextlib
import threading
import time

import pytest
from virtual_runs import run

from hardware_mocks.virtual_time import VirtualTime


def test_ten_threads_and_a_thousand_steps_have_one_order():
    def program(say):
        def worker(number):
            for step in range(100):
                time.sleep(0.001 * ((number * 7 + step * 3) % 5 + 1))
                say(number, step)

        threads = [threading.Thread(target=worker, args=(n,)) for n in range(10)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    first = run(program).log
    assert len(first) == 1_000
    assert all(run(program).log == first for _ in range(4))


def test_a_thread_that_is_started_runs_at_once_until_it_waits():
    def program(say):
        def worker():
            say("worker")
            time.sleep(1)
            say("worker again")

        thread = threading.Thread(target=worker)
        say("before")
        thread.start()
        say("after")
        thread.join()
        say("joined")

    assert run(program).log == [
        (0.0, "before"), (0.0, "worker"), (0.0, "after"), (1.0, "worker again"), (1.0, "joined"),
    ]  # fmt: skip


def test_join_waits_so_long_and_no_longer():
    def program(say):
        thread = threading.Thread(target=time.sleep, args=(5,))
        thread.start()
        thread.join(timeout=2)
        say(thread.is_alive())
        thread.join(0)
        thread.join(-1)
        say(thread.is_alive())
        thread.join(100)
        say(thread.is_alive())
        thread.join()
        say("again")

    assert run(program).log == [(2.0, True), (2.0, True), (5.0, False), (5.0, "again")]


def test_a_join_given_up_does_not_cut_a_later_sleep_short():
    def program(say):
        thread = threading.Thread(target=time.sleep, args=(5,))
        thread.start()
        thread.join(timeout=1)
        time.sleep(10)
        say("slept")

    assert run(program).log == [(11.0, "slept")]


def test_several_threads_may_join_one():
    def program(say):
        slow = threading.Thread(target=time.sleep, args=(3,))
        slow.start()

        def joiner(name):
            slow.join()
            say(name)

        threads = [threading.Thread(target=joiner, args=(name,)) for name in "ab"]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    assert run(program).log == [(3.0, "a"), (3.0, "b")]


def test_joining_wrongly_is_refused_as_ever():
    def program(say):
        with pytest.raises(RuntimeError, match="before it is started"):
            threading.Thread(target=print).join()
        with pytest.raises(RuntimeError, match="current thread"):
            threading.current_thread().join()
        thread = threading.Thread(target=lambda: None)
        thread.start()
        with pytest.raises(RuntimeError, match="only be started once"):
            thread.start()
        thread.join()

    run(program)


def test_is_alive_is_a_poll_so_that_a_loop_around_it_ends():
    def program(say):
        thread = threading.Thread(target=time.sleep, args=(1,))
        thread.start()
        while thread.is_alive():
            pass
        say("over")

    assert run(program).times[0] == pytest.approx(1.0, abs=0.002)


def test_a_thread_that_raises_is_reported_and_the_others_go_on(monkeypatch):
    raised = []
    monkeypatch.setattr(
        threading, "excepthook", lambda args: raised.append((args.thread.name, str(args.exc_value)))
    )

    def program(say):
        def fails():
            time.sleep(1)
            raise ValueError("no echo")

        thread = threading.Thread(target=fails, name="sonar")
        thread.start()
        time.sleep(2)
        say("main goes on")
        thread.join()
        say(thread.is_alive())

    assert run(program).log == [(2.0, "main goes on"), (2.0, False)]
    assert raised == [("sonar", "no echo")]


def test_a_thread_may_end_by_sys_exit_in_silence(capsys, monkeypatch):
    monkeypatch.setattr(threading, "excepthook", threading.__excepthook__)

    def program(say):
        def leaves():
            time.sleep(1)
            raise SystemExit(3)

        thread = threading.Thread(target=leaves)
        thread.start()
        thread.join()
        say("joined")

    assert run(program).log == [(1.0, "joined")]
    assert capsys.readouterr().err == ""


def test_threads_have_the_names_they_were_given():
    def program(say):
        for name in ("sonar", None):
            thread = threading.Thread(
                target=lambda: say(threading.current_thread().name), name=name, daemon=True
            )
            thread.start()
            thread.join()

    given, default = run(program).said
    assert given == "sonar"
    assert default.startswith("Thread-")


def test_default_names_do_not_depend_on_earlier_runs():
    def program(say):
        for _ in range(2):
            thread = threading.Thread(target=lambda: None)
            thread.start()
            thread.join()
            say(thread.name)

    assert run(program).said == run(program).said


def test_each_thread_has_its_own_local_values():
    def program(say):
        mine = threading.local()
        mine.value = "main"

        def worker(name):
            mine.value = name
            time.sleep(1)
            say(name, mine.value)

        threads = [threading.Thread(target=worker, args=(name,)) for name in "ab"]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        say("main", mine.value)

    assert run(program).said == [("a", "a"), ("b", "b"), ("main", "main")]


def test_threads_that_nobody_joins_are_ended_where_they_wait():
    def program(say):
        def forever(name):
            try:
                while True:
                    time.sleep(1)
            finally:
                say("cleaned up", name)

        for daemon in (True, False):
            threading.Thread(target=forever, args=(daemon,), daemon=daemon).start()
        time.sleep(2.5)

    outcome = run(program)
    assert sorted(outcome.said) == [("cleaned up", False), ("cleaned up", True)]
    assert outcome.left_over == []
    assert outcome.now_s == 2.5


def test_a_thread_that_swallows_its_end_is_left_over_by_name():
    stop = []

    def program(say):
        def stubborn():
            while not stop:
                with contextlib.suppress(SystemExit):
                    time.sleep(1)

        threading.Thread(target=stubborn, name="stubborn", daemon=True).start()

    assert run(program).left_over == ["stubborn"]
    stop.append(True)


def test_low_level_threads_are_registered_too():
    def program(say):
        def worker(name, *, seconds):
            time.sleep(seconds)
            say(name)

        _thread.start_new_thread(worker, ("b",), {"seconds": 2})
        _thread.start_new_thread(worker, ("a",), {"seconds": 1})
        time.sleep(3)

    assert run(program).log == [(1.0, "a"), (2.0, "b")]


def test_a_thousand_short_threads_keep_their_own_records():
    """The system gives a new thread the ident of one that has ended."""

    def program(say):
        idents = set()
        for number in range(1_000):
            thread = threading.Thread(target=lambda: idents.add(threading.get_ident()))
            thread.start()
            thread.join(timeout=1)
            assert not thread.is_alive(), number
            time.sleep(0.001)
        say(len(idents) < 1_000)

    outcome = run(program)
    assert outcome.now_s == pytest.approx(1.0)
    assert outcome.said == [True]


def test_joining_an_old_thread_does_not_wait_for_the_new_one_with_its_ident():
    def program(say):
        old = threading.Thread(target=lambda: None)
        old.start()
        old.join()
        new = [threading.Thread(target=time.sleep, args=(5,), daemon=True) for _ in range(5)]
        for thread in new:
            thread.start()
        old.join()
        say(old.is_alive(), all(thread.is_alive() for thread in new))

    assert run(program).log == [(0.0, (False, True))]


def test_a_timer_fires_on_time_unless_it_is_cancelled():
    def program(say):
        threading.Timer(1.5, say, ["fired"]).start()
        cancelled = threading.Timer(1, say, ["never"])
        cancelled.start()
        time.sleep(0.5)
        cancelled.cancel()
        time.sleep(5)

    assert run(program).log == [(1.5, "fired")]


def test_a_thread_outside_keeps_real_time():
    from hardware_mocks.virtual_time import real

    def program(say):
        seen, done = [], real.allocate_lock()
        done.acquire()

        def outside():
            before = time.monotonic()
            time.sleep(0.001)
            seen.append(time.monotonic() - before)
            lock = threading.Lock()
            seen.append(lock.acquire(timeout=1))
            done.release()

        real.start_new_thread(outside, ())
        done.acquire()
        say(0.001 <= seen[0] < 5, seen[1])

    assert run(program).log == [(0.0, (True, True))]


def test_two_threads_that_import_one_slow_module_both_get_it(tmp_path, monkeypatch):
    (tmp_path / "slow_to_import.py").write_text("import time\ntime.sleep(2)\nready = True\n")
    monkeypatch.syspath_prepend(tmp_path)

    def program(say):
        def worker(name):
            import slow_to_import

            say(name, slow_to_import.ready)

        threads = [threading.Thread(target=worker, args=(name,)) for name in "ab"]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    assert run(program).log == [(2.0, ("a", True)), (2.0, ("b", True))]


def test_a_thread_that_an_error_ends_in_the_middle_of_a_wait_never_gets_the_clock_again():
    def worker():
        with contextlib.suppress(RecursionError):
            time.sleep(5)

    with VirtualTime() as scheduler:
        hand_on, broken = scheduler._hand_on, []

        def hand_on_or_break(task):
            if task is not scheduler.main and not broken:
                broken.append(task)
                raise RecursionError  # as deep in a program that calls itself
            hand_on(task)

        scheduler._hand_on = hand_on_or_break
        thread = threading.Thread(target=worker)
        thread.start()
        time.sleep(50)
        thread.join()
        assert (len(broken), time.monotonic()) == (1, 50.0)
