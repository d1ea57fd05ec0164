"""`concurrent.futures` on virtual threads."""

import concurrent.futures
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from virtual_runs import run


def nap(seconds):
    time.sleep(seconds)
    return seconds


def test_a_pool_maps_in_order_and_in_parallel():
    def program(say):
        with ThreadPoolExecutor(max_workers=3) as pool:
            say(list(pool.map(nap, [3, 1, 2])))
        say("closed")

    assert run(program).log == [(3.0, [3, 1, 2]), (3.0, "closed")]


def test_a_small_pool_makes_jobs_wait():
    def program(say):
        with ThreadPoolExecutor(max_workers=2) as pool:
            for future in concurrent.futures.as_completed([pool.submit(nap, s) for s in (2, 1, 3)]):
                say(future.result())

    assert run(program).log == [(1.0, 1), (2.0, 2), (4.0, 3)]


def test_waiting_for_the_first_or_for_so_long():
    def program(say):
        with ThreadPoolExecutor() as pool:
            futures = [pool.submit(nap, seconds) for seconds in (5, 2)]
            done, _ = concurrent.futures.wait(futures, return_when="FIRST_COMPLETED")
            say(len(done))
            done, waiting = concurrent.futures.wait(futures, timeout=1)
            say(len(done), len(waiting))
            with pytest.raises(TimeoutError):
                futures[0].result(timeout=0.5)
            say("too slow")
            with pytest.raises(TimeoutError):
                list(concurrent.futures.as_completed(futures, timeout=0.25))
            say("too slow")

    outcome = run(program)
    assert outcome.said == [1, (1, 1), "too slow", "too slow"]
    assert outcome.times == [2.0, 3.0, 3.5, 3.75001]  # as_completed looks on after its time


def test_an_error_in_a_job_comes_out_of_its_future():
    def program(say):
        with ThreadPoolExecutor() as pool:
            future = pool.submit(lambda: 1 / 0)
            future.add_done_callback(lambda f: say("done", type(f.exception()).__name__))
            with pytest.raises(ZeroDivisionError):
                future.result()

    assert run(program).said == [("done", "ZeroDivisionError")]


def test_a_job_that_has_not_begun_can_be_cancelled():
    def program(say):
        with ThreadPoolExecutor(max_workers=1) as pool:
            first, second = pool.submit(nap, 1), pool.submit(nap, 100)
            say(first.cancel(), second.cancel(), second.cancelled())

    outcome = run(program)
    assert (outcome.said, outcome.now_s) == ([(False, True, True)], 1.0)


def test_a_pool_left_open_ends_with_the_run_and_says_nothing(caplog, capsys):
    def program(say):
        pool = ThreadPoolExecutor(max_workers=2)
        say(pool.submit(nap, 1).result())
        pool.submit(nap, 1_000)
        time.sleep(1)

    outcome = run(program)
    assert (outcome.now_s, outcome.left_over) == (2.0, [])
    assert caplog.records == []
    assert capsys.readouterr().err == ""


def test_a_pool_of_a_later_run_works_after_one_left_open():
    def program(say):
        pool = ThreadPoolExecutor()
        say(pool.submit(nap, 1).result())

    assert run(program).log == run(program).log == [(1.0, 1)]


def test_an_initializer_and_thread_names():
    def program(say):
        import threading

        with ThreadPoolExecutor(1, "camera", initializer=lambda: say("ready")) as pool:
            say(pool.submit(lambda: threading.current_thread().name).result())

    assert run(program).said == ["ready", "camera_0"]
