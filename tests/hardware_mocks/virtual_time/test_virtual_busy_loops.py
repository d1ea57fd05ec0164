"""Loops that never wait: what they cost is a contract, so the exact times stand here."""

import queue
import select
import threading
import time

import pytest
from virtual_runs import bench_in, poll_time_ns, run

from hardware_mocks.virtual_time import loops, scheduler


def test_the_constants_of_the_contract():
    assert scheduler.FREE_POLLS == 1_000
    assert scheduler.POLL_STEP_NS == 10_000
    assert scheduler.MAX_POLL_STEP_NS == 1_000_000
    assert scheduler.TURNS_PER_TICK == 1_000
    assert scheduler.TICK_NS == 500_000


@pytest.mark.parametrize(
    ("polls", "t_ns"),
    [
        (1, 0),
        (1_000, 0),
        (1_001, 10_000),
        (2_000, 10_000_000),
        (3_000, 30_000_000),
        (8_000, 1_270_000_000),
        (9_000, 2_270_000_000),
        (10_000, 3_270_000_000),
    ],
)
def test_polls_cost_what_is_written(polls, t_ns):
    def program(say):
        for _ in range(polls):
            time.monotonic()

    assert run(program).now_ns == t_ns == poll_time_ns(polls)


def looks():
    """Everything that counts as a look at the world, each as (name, function)."""
    event, lock = threading.Event(), threading.Lock()
    lock.acquire()
    set_event = threading.Event()
    set_event.set()
    return {
        "time.monotonic": time.monotonic,
        "time.time": time.time,
        "time.perf_counter_ns": time.perf_counter_ns,
        "event.is_set": event.is_set,
        "event.wait of a set one": set_event.wait,
        "event.wait(0)": lambda: event.wait(0),
        "event.wait(-1)": lambda: event.wait(-1),
        "lock.acquire(False)": lambda: lock.acquire(False),
        "lock.acquire(timeout=0)": lambda: lock.acquire(timeout=0),
        "select": lambda: select.select([], [], [], 0),
        "time.sleep(0)": lambda: time.sleep(0),
    }


@pytest.mark.parametrize("name", list(looks()))
def test_every_look_is_one_poll(name):
    def program(say):
        look = looks()[name]
        for _ in range(2_500):
            look()

    assert run(program).now_ns == poll_time_ns(2_500)


def test_looking_at_a_thread_is_one_poll():
    def program(say, clock):
        thread = threading.Thread(target=time.sleep, args=(100,))
        thread.start()
        for look in (thread.is_alive, lambda: thread.join(0)):
            time.sleep(1)
            before_ns = clock.now_ns
            for _ in range(2_500):
                look()
            say(clock.now_ns - before_ns)

    assert run(program).said == [poll_time_ns(2_500)] * 2


def test_acting_is_no_look_and_costs_nothing():
    def program(say):
        event, condition, items = threading.Event(), threading.Condition(), queue.Queue()
        for number in range(2_500):
            event.set()
            event.clear()
            items.put(number)
            with condition:
                condition.notify_all()

    assert run(program).now_ns == 0


@pytest.mark.parametrize("name", ["event", "lock", "join", "condition"])
def test_waits_that_may_not_last_let_time_pass_when_repeated(name):
    def program(say):
        event, lock, condition = threading.Event(), threading.Lock(), threading.Condition()
        lock.acquire()
        thread = threading.Thread(target=time.sleep, args=(1,))
        thread.start()
        threading.Timer(1, lock.release).start()
        threading.Timer(1, event.set).start()

        def look_at_condition():
            with condition:
                condition.wait(0)
            return time.monotonic() > 1

        is_over = {
            "event": lambda: event.wait(0),
            "lock": lambda: lock.acquire(timeout=0),
            "join": lambda: thread.join(0) or not thread.is_alive(),
            "condition": look_at_condition,
        }[name]
        while not is_over():
            pass
        say("over")

    assert run(program, until_s=5).times == [pytest.approx(1.0, abs=0.002)]


def test_looking_at_a_pin_is_one_poll():
    def program(say, clock):
        import gpiozero

        with bench_in(clock):
            pin = gpiozero.Device.pin_factory.pin(4)
            pin.function, pin.pull = "input", "up"
            for _ in range(2_500):
                pin.state  # noqa: B018
            say("over")

    assert run(program).times == [poll_time_ns(2_500) / 1e9]


def test_a_blocking_call_makes_polls_free_again():
    def program(say):
        for _ in range(5):
            for _ in range(1_000):
                time.monotonic()
            time.sleep(0.5)

    assert run(program).now_s == 2.5


def test_an_edge_makes_a_busy_loop_look_closely_again():
    """After the reset the next look costs 10 us, however coarse the steps had become."""

    def program(say, clock):
        import gpiozero

        with bench_in(clock) as bench:
            button = gpiozero.Button(4)
            bench.hold("GPIO4", at_s=5)
            while not button.is_pressed:
                pass
            say("pressed")
            before = clock.now_ns
            button.is_pressed  # noqa: B018
            say(clock.now_ns - before)

    outcome = run(program)
    assert outcome.times[0] == pytest.approx(5.0, abs=0.002)
    assert outcome.said[1] == 10_000


def test_a_busy_loop_notices_a_change_within_two_milliseconds():
    def program(say, clock):
        flag = []
        for at_s in (0.1, 1.0, 10.0):
            clock.at(round(at_s * 1e9), flag.append, at_s)
        for at_s in (0.1, 1.0, 10.0):
            while at_s not in flag:
                time.monotonic()
            say(at_s)

    for t_s, at_s in run(program).log:
        assert at_s <= t_s <= at_s + 0.002


def test_a_busy_loop_does_not_keep_the_others_from_running():
    def program(say):
        done = threading.Event()

        def worker():
            for step in range(3):
                time.sleep(1)
                say(step)
            done.set()

        threading.Thread(target=worker).start()
        while not done.is_set():
            pass

    assert run(program).log == [(1.0, 0), (2.0, 1), (3.0, 2)]


def test_the_time_limit_ends_a_busy_loop_exactly():
    def program(say):
        while True:
            time.monotonic()

    outcome = run(program, until_s=12.5)
    assert (outcome.reason, outcome.now_s) == ("time limit", 12.5)


def test_a_busy_thread_is_ended_by_the_time_limit_too():
    def program(say):
        def busy():
            while True:
                time.monotonic()

        threading.Thread(target=busy).start()
        threading.Event().wait()

    outcome = run(program, until_s=3)
    assert (outcome.reason, outcome.now_s, outcome.left_over) == ("time limit", 3.0, [])


# -- loops in a program's own text


def run_text(text, **how):
    """Run a program as the runner compiles it."""
    loops.offer_calls()
    code = loops.compile_program(text, "student.py")

    def program(say):
        exec(code, {"say": say})

    return run(program, **how)


def test_an_empty_loop_body_is_a_poll():
    text = (
        "import time\nflag = []\nn = 0\ndef look():\n    global n\n    n += 1\n    return n > {}\n"
    )
    text += "while not look():\n    pass\n"
    assert run_text(text.format(2_500)).now_ns == poll_time_ns(2_500)
    for body in ("    continue\n", "    ...\n", "    'waiting'\n"):
        assert run_text(text.format(1_500).replace("    pass\n", body)).now_ns == poll_time_ns(
            1_500
        )


def test_another_loop_body_costs_half_a_microsecond_a_turn():
    text = "n = 0\nwhile n < {}:\n    n += 1\n"
    assert run_text(text.format(999)).now_ns == 0
    assert run_text(text.format(1_000)).now_ns == 500_000
    assert run_text(text.format(1_000_000)).now_ns == 500_000_000


def test_a_for_loop_costs_nothing():
    assert run_text("n = 0\nfor i in range(10**6):\n    n += i\n").now_ns == 0


def test_an_endless_loop_reaches_the_time_limit():
    outcome = run_text("n = 0\nwhile True:\n    n += 1\n", until_s=2)
    assert (outcome.reason, outcome.now_s) == ("time limit", 2.0)


def test_nested_loops_loops_in_functions_and_else_are_marked():
    text = """
def count(limit):
    n = 0
    while n < limit:
        n += 1
    else:
        say("else")
    return n
i = 0
while i < 2:
    i += 1
    count(999)
"""
    outcome = run_text(text)
    assert outcome.said == ["else", "else"]
    assert outcome.now_ns == 1_000_000  # 2 * 999 + 2 turns


def test_line_numbers_stay():
    text = "x = 1\n\nwhile True:\n    x = 1 / 0\n"
    with pytest.raises(ZeroDivisionError) as caught:
        run_text(text)
    assert caught.traceback[-1].lineno + 1 == 4


def test_a_syntax_error_is_the_programs_own():
    with pytest.raises(SyntaxError) as caught:
        loops.compile_program("while True\n", "student.py")
    assert (caught.value.filename, caught.value.lineno) == ("student.py", 1)


def test_modules_of_the_program_are_compiled_so_but_libraries_are_not(tmp_path, monkeypatch):
    import sys

    source = "def spin(n):\n    while n:\n        n -= 1\n"
    library = tmp_path / "site-packages"
    library.mkdir()
    (tmp_path / "own_module.py").write_text(source)
    (library / "some_library.py").write_text(source)
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.syspath_prepend(library)
    monkeypatch.setattr(sys, "meta_path", list(sys.meta_path))
    loops.install(tmp_path)

    def program(say, clock):
        import own_module
        import some_library

        some_library.spin(10_000)
        say(clock.now_ns)
        own_module.spin(10_000)
        say(clock.now_ns)

    assert run(program).said == [0, 5_000_000]
    assert not list(tmp_path.glob("__pycache__/own_module*"))  # it would lack the calls
    for name in ("own_module", "some_library"):
        sys.modules.pop(name, None)
