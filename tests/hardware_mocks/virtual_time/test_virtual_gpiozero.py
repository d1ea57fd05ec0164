"""gpiozero's own threads, locks and chains on the virtual clock, and what was once done wrong."""

import gc
import os
import subprocess
import sys
import threading
import time
from pathlib import Path
from signal import pause

import gpiozero
import pytest
from gpiozero.tools import negated, scaled, sin_values
from virtual_runs import bench_in, run

ROOT = Path(__file__).parents[3]


def on_the_bench(program, **how):
    """Run `program(say, bench)` on a simulated bench in virtual time."""

    def whole(say, clock):
        with bench_in(clock) as bench:
            program(say, bench)

    return run(whole, **how)


def fresh_python(script, *, hash_seed="random"):
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", script],
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONHASHSEED": str(hash_seed)},
        capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout, done.stderr


def test_ten_minutes_of_blinking_are_exact():
    def program(say, bench):
        gpiozero.LED(17).blink(on_time=0.3, off_time=0.7)
        time.sleep(600)
        say(bench.trace.edges("GPIO17"))

    edges = on_the_bench(program).said[0]
    assert len(edges) == 1_200  # at 600 s the main thread is first: it fell asleep earlier
    assert [t_s for t_s, level in edges if level][:3] == [0.0, 1.0, 2.0]
    assert {round(t_s % 1, 9) for t_s, level in edges if not level} == {0.3}


def test_a_pulse_has_25_steps_a_second():
    def program(say, bench):
        gpiozero.PWMLED(17).pulse(fade_in_time=1, fade_out_time=1, n=1, background=False)
        say(len(bench.trace.pwm("GPIO17")))

    outcome = on_the_bench(program)
    assert outcome.now_s == pytest.approx(2.0)
    assert outcome.said == [51]


def test_stopping_a_background_blink_is_prompt():
    def program(say, bench):
        led = gpiozero.LED(17)
        led.blink(on_time=100, off_time=100)
        time.sleep(5)
        led.off()
        say("off")
        led.close()

    assert on_the_bench(program).log == [(5.0, "off")]


def test_a_source_follows_its_values():
    def program(say, bench):
        lamp, button = gpiozero.LED(17), gpiozero.Button(2)
        lamp.source_delay = 0.1
        lamp.source = negated(button)
        bench.press("GPIO2", at_s=1.05, for_s=0.5)
        time.sleep(3)
        say(bench.trace.edges("GPIO17"))

    assert on_the_bench(program).said == [[(0.0, 1), (1.1, 0), (1.6, 1)]]


def test_a_chain_of_sources_runs():
    def program(say, bench):
        lamps = [gpiozero.PWMLED(n) for n in (17, 18)]
        lamps[0].source = scaled(sin_values(360), 0, 1, -1, 1)
        lamps[1].source = lamps[0]
        time.sleep(2)
        say([len(bench.trace.pwm(f"GPIO{n}")) > 100 for n in (17, 18)])

    assert on_the_bench(program).said == [[True, True]]


def test_holding_and_repeating_are_exact():
    def program(say, bench):
        button = gpiozero.Button(2, hold_time=0.5, hold_repeat=True)
        button.when_pressed = lambda: say("pressed")
        button.when_held = lambda: say("held", button.held_time)
        button.when_released = lambda: say("released")
        bench.press("GPIO2", at_s=1, for_s=1.75)
        pause()

    assert on_the_bench(program, until_s=10).log == [
        (1.0, "pressed"),
        (1.5, ("held", 0.0)),
        (2.0, ("held", 0.5)),
        (2.5, ("held", 1.0)),
        (2.75, "released"),
    ]


def test_waiting_for_a_press_wakes_at_the_press():
    def program(say, bench):
        button = gpiozero.Button(2)
        bench.press("GPIO2", at_s=3.25)
        say(button.wait_for_press(timeout=1))
        say(button.wait_for_press())
        say(button.wait_for_release(timeout=10))

    assert on_the_bench(program).log == [(1.0, False), (3.25, True), (3.45, True)]


def test_two_distance_sensors_share_the_echo_lock():
    def program(say, bench):
        sonars = [gpiozero.DistanceSensor(24, 23), gpiozero.DistanceSensor(22, 27)]
        bench.set("GPIO24", distance_m=0.4)
        bench.set("GPIO22", distance_m=0.8)
        time.sleep(3)
        say([round(sonar.distance, 2) for sonar in sonars])

    assert on_the_bench(program).said == [[0.4, 0.8]]


def test_gpiozero_imported_before_the_clock_was_taken_over_works_as_well():
    """Locks made when gpiozero was imported are mended: two sensors would wait for ever."""
    script = f"""
import gpiozero, time
from gpiozero import DistanceSensor, LED
from time import sleep
from hardware_mocks.virtual_time import VirtualTime
from hardware_mocks.virtual_time.locks import VirtualLock
with VirtualTime(until_s=60, patience_s=2) as clock:
    import sys; sys.path.insert(0, {str(Path(__file__).parent)!r})
    from virtual_runs import bench_in
    with bench_in(clock) as bench:
        assert isinstance(DistanceSensor.ECHO_LOCK, VirtualLock)
        one, two = DistanceSensor(24, 23), DistanceSensor(22, 27)
        LED(17).blink(0.5, 0.5)
        sleep(5)
        assert one.distance > 0 and two.distance > 0
        print(len(bench.trace.edges("GPIO17")))
"""
    assert fresh_python(script)[0] == "10\n"


def test_a_device_of_an_earlier_run_does_nothing_in_a_later_one():
    """Devices are finalised whenever Python likes: a pin holds its own bench."""
    kept, first_bench = [], []

    def leaves_a_lit_led(say, bench):
        kept.append(gpiozero.LED(17, initial_value=True))
        first_bench.append(bench)
        time.sleep(1)

    def blinks(say, bench):
        gpiozero.LED(17).blink(1, 1)
        time.sleep(2.5)
        kept.clear()
        gc.collect()
        time.sleep(2)
        say(bench.trace.dumps())

    on_the_bench(leaves_a_lit_led)
    recorded = first_bench[0].trace.dumps()
    with_leftover = on_the_bench(blinks).said
    assert first_bench[0].trace.dumps() == recorded
    assert with_leftover == on_the_bench(blinks).said


def test_threads_end_in_silence():
    """Only exactly `SystemExit` is silent in a thread: no other kind may end one."""
    script = """
import _thread, threading, time, concurrent.futures
from hardware_mocks.virtual_time import VirtualTime, RunEnded
for until_s in (None, 5):
    try:
        with VirtualTime(until_s=until_s) as clock:
            _thread.start_new_thread(time.sleep, (1000,))
            threading.Thread(target=time.sleep, args=(1000,)).start()
            threading.Thread(target=threading.Event().wait, daemon=True).start()
            concurrent.futures.ThreadPoolExecutor().submit(time.sleep, 1000)
            time.sleep(1 if until_s is None else 10)
    except RunEnded as end:
        print(end.reason)
"""
    assert fresh_python(script) == ("time limit\n", "")


def test_gpiozeros_own_way_of_ending_leaves_no_trace():
    """It closes devices in the order of their addresses: nothing may be logged after the cut."""
    script = f"""
import sys, time
sys.path.insert(0, {str(Path(__file__).parent)!r})
import gpiozero
from hardware_mocks.virtual_time import VirtualTime
from virtual_runs import bench_in
with VirtualTime() as clock, bench_in(clock) as bench:
    lamps = [gpiozero.LED(n, initial_value=True) for n in range(2, 27)]
    for lamp in lamps[::3]:
        lamp.blink(0.1, 0.1)
    time.sleep(1)
print(bench.trace.dumps())
"""
    assert len({fresh_python(script, hash_seed=seed) for seed in range(4)}) == 1


def test_callbacks_come_one_after_another_from_one_thread():
    def program(say, bench):
        first, second = gpiozero.Button(2), gpiozero.Button(3)

        def slow():
            say("first", threading.current_thread().name)
            time.sleep(2)

        first.when_pressed = slow
        second.when_pressed = lambda: say("second", threading.current_thread().name)
        bench.press("GPIO2", at_s=1, for_s=0.2)
        bench.press("GPIO3", at_s=1.5, for_s=0.2)
        time.sleep(10)
        say(bench.trace.edges("GPIO3"))

    assert on_the_bench(program).log == [
        (1.0, ("first", "gpio-events")),
        (3.0, ("second", "gpio-events")),
        (10.0, [(1.5, 0), (1.7, 1)]),
    ]
