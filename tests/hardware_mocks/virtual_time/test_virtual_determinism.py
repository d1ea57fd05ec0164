"""One program, one seed, one log: in every process, under load, on every interpreter."""

import os
import queue
import subprocess
import sys
import threading
import time
from pathlib import Path

import digest_program
from hypothesis import given, settings
from hypothesis import strategies as st
from virtual_runs import bench_in, run

DIGEST = "f29a6e3a23f49cae9bacdd5f1fea55a45e91d22637748ce1c714c648ec080be3"
"""Of `digest_program.py` on Python 3.11, 3.12 and 3.13. It changes when the contract does."""

PROCESSES = 12
RUNS = 50


def test_every_interpreter_has_the_same_digest():
    assert digest_program.digest() == DIGEST


def test_fresh_processes_under_load_with_random_hash_seeds_agree():
    load = subprocess.Popen([sys.executable, "-c", "while True: pass"])
    try:
        here = Path(__file__).parent
        environment = {
            **os.environ, "PYTHONHASHSEED": "random", "PYTHONPATH": str(here.parents[2]),
        }  # fmt: skip
        runs = [
            subprocess.Popen(
                [sys.executable, str(here / "digest_program.py")],
                env=environment,
                stdout=subprocess.PIPE,
                text=True,
            )
            for _ in range(PROCESSES)
        ]
        digests = [process.communicate(timeout=120)[0].strip() for process in runs]
    finally:
        load.kill()
        load.wait()
    assert digests == [DIGEST] * PROCESSES


def presses_and_threads(say, clock):
    """Ten threads and a thousand presses of a button."""
    import gpiozero

    with bench_in(clock) as bench:
        button = gpiozero.Button(2)
        pressed = []
        button.when_pressed = lambda: pressed.append(clock.now_ns)
        for n in range(1_000):
            bench.press("GPIO2", at_s=0.01 * n, for_s=0.004)

        def worker(number):
            for step in range(20):
                time.sleep(0.5 / (number + 1))
                say(number, step, len(pressed))

        threads = [threading.Thread(target=worker, args=(n,)) for n in range(10)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        say(pressed)


def test_ten_threads_and_a_thousand_presses_keep_one_order():
    first = run(presses_and_threads).log
    assert len(first[-1][1]) == 1_000
    for _ in range(RUNS - 1):
        assert run(presses_and_threads).log == first


seconds = st.sampled_from([0, 1e-12, 1e-9, 0.001, 0.1, 0.25, 1, 3600])
step = st.one_of(
    st.tuples(st.just("sleep"), seconds),
    st.tuples(st.just("hold"), seconds),
    st.tuples(st.just("put"), st.integers(0, 9)),
    st.tuples(st.just("get"), seconds),
    st.tuples(st.just("set"), st.none()),
    st.tuples(st.just("wait"), seconds),
    st.tuples(st.just("notify"), st.integers(1, 3)),
    st.tuples(st.just("listen"), seconds),
    st.tuples(st.just("look"), st.integers(1, 1_500)),
    st.tuples(st.just("start"), seconds),
)
programs = st.lists(st.lists(step, max_size=8), min_size=1, max_size=5)


class Player:
    """Threads that do what their lists of steps say, all with the same few things."""

    def __init__(self, say, clock):
        self.say, self.clock, self.latest_ns = say, clock, 0
        self.lock, self.items, self.event = threading.RLock(), queue.Queue(3), threading.Event()
        self.condition = threading.Condition()

    def note(self, *what):
        assert self.clock.now_ns >= self.latest_ns, "the clock went backwards"
        self.latest_ns = self.clock.now_ns
        self.say(*what)

    def work(self, number, steps):
        for name, value in steps:
            getattr(self, name)(value)
            self.note(number, name)

    def sleep(self, duration_s):
        time.sleep(duration_s)

    def hold(self, duration_s):
        with self.lock:
            time.sleep(duration_s)

    def put(self, item):
        try:
            self.items.put(item, timeout=0.5)
        except queue.Full:
            self.note("full")

    def get(self, timeout_s):
        try:
            self.note("got", self.items.get(timeout=timeout_s))
        except queue.Empty:
            self.note("empty")

    def set(self, _):
        (self.event.clear if self.event.is_set() else self.event.set)()

    def wait(self, timeout_s):
        self.note("event", self.event.wait(timeout_s))

    def notify(self, count):
        with self.condition:
            self.condition.notify(count)

    def listen(self, timeout_s):
        with self.condition:
            self.note("heard", self.condition.wait(timeout_s))

    def look(self, times):
        for _ in range(times):
            time.monotonic()

    def start(self, delay_s):
        threading.Timer(delay_s, self.note, ("timer",)).start()


def play(threads_steps):
    """Return a program of so many threads, each with its list of steps."""

    def program(say, clock):
        player = Player(say, clock)
        threads = [
            threading.Thread(target=player.work, args=(number, steps))
            for number, steps in enumerate(threads_steps)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        time.sleep(3600)

    return program


@settings(max_examples=150, deadline=None)
@given(programs)
def test_any_program_runs_twice_alike_and_the_clock_never_goes_back(threads_steps):
    first, second = run(play(threads_steps)), run(play(threads_steps))
    assert (first.log, first.now_ns) == (second.log, second.now_ns)
    assert first.reason is None
    assert first.left_over == []
    assert first.times == sorted(first.times)


@settings(max_examples=60, deadline=None)
@given(programs, st.floats(0, 10))
def test_a_time_limit_cuts_a_program_and_changes_nothing_before(threads_steps, until_s):
    whole, cut = run(play(threads_steps)), run(play(threads_steps), until_s=until_s)
    assert cut.log == whole.log[: len(cut.log)]
    assert cut.left_over == []
    if cut.reason is not None:
        assert (cut.reason, cut.now_ns) == ("time limit", round(until_s * 1e9))
