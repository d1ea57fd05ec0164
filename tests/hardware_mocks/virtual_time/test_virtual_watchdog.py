"""The watchdog: a program that computes without end is stopped, and its line named."""

import contextlib
import threading
import time

import pytest
from virtual_runs import run

from hardware_mocks.virtual_time import ProgramStuckError, VirtualTime, real
from hardware_mocks.virtual_time.watchdog import stack_of

PATIENCE_S = 0.2


def compute_for_ever():
    n = 0
    while True:  # the line that is named
        n += 1


def test_a_program_that_computes_without_end_is_stopped_and_its_line_named():
    stacks = []
    began_s = real.monotonic()
    with pytest.raises(ProgramStuckError):
        run(lambda say: compute_for_ever(), patience_s=PATIENCE_S, on_stuck=stacks.append)
    assert real.monotonic() - began_s < 5
    file, line = stacks[0][0]
    first = compute_for_ever.__code__.co_firstlineno
    assert (file, line in (first + 2, first + 3)) == (__file__, True)


def test_a_clock_that_hardly_moves_beside_the_computing_stands_still():
    def program(say):
        while True:  # what takes long here takes no time there
            real.sleep(0.001)
            time.sleep(1e-6)

    with pytest.raises(ProgramStuckError):
        run(program, patience_s=PATIENCE_S)


def test_a_thread_that_computes_without_end_is_stopped_and_the_others_go_on(monkeypatch):
    ended = []
    monkeypatch.setattr(threading, "excepthook", lambda args: ended.append(args.exc_type))

    def program(say):
        thread = threading.Thread(target=compute_for_ever)
        thread.start()
        thread.join()
        say("goes on")

    assert run(program, patience_s=PATIENCE_S).said == ["goes on"]
    assert ended == [ProgramStuckError]


def test_it_watches_the_clock_and_not_activity(monkeypatch):
    """Threads that hand the baton to and fro are busy, but no time passes."""
    monkeypatch.setattr(threading, "excepthook", lambda args: None)

    def program(say):
        turn = [threading.Lock(), threading.Lock()]
        turn[1].acquire()

        def play(me):
            while True:
                turn[me].acquire()
                turn[1 - me].release()

        threading.Thread(target=play, args=(1,), daemon=True).start()
        play(0)

    barks = []
    with contextlib.suppress(ProgramStuckError):  # the other thread may be the one to be caught
        run(program, patience_s=PATIENCE_S, on_stuck=barks.append)
    assert barks


def test_a_busy_program_whose_clock_moves_is_left_alone():
    def program(say):
        deadline_s = real.monotonic() + 3 * PATIENCE_S
        while real.monotonic() < deadline_s:
            time.sleep(0.001)
        say("left alone")

    barks = []
    assert run(program, patience_s=PATIENCE_S, on_stuck=barks.append).said == ["left alone"]
    assert barks == []


def test_it_barks_again_when_the_first_time_did_not_help():
    barks = []

    def program(say):
        while len(barks) < 2:
            try:
                compute_for_ever()
            except ProgramStuckError:
                say("swallowed")

    assert run(program, patience_s=PATIENCE_S, on_stuck=barks.append).said == ["swallowed"] * 2


def test_after_the_run_nobody_is_watched():
    with VirtualTime(patience_s=PATIENCE_S):
        pass
    deadline_s = real.monotonic() + 2.5 * PATIENCE_S
    while real.monotonic() < deadline_s:
        pass


def test_the_stack_of_no_frame_is_empty():
    assert stack_of(None) == []
