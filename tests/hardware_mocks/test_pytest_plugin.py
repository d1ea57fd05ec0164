"""The plugin as somebody's own project meets it: in a pytest of its own."""

import subprocess
import sys

import pytest

TEN_LINES = """
from time import sleep
from gpiozero import LED, Button

def test_the_button_switches_the_lamp(bench):
    lamp, button = LED(17), Button(2)
    button.when_pressed = lamp.toggle
    bench.press("GPIO2", at_s=1.0)
    sleep(600)                                   # ten minutes pass at once
    assert lamp.is_lit
    assert bench.trace.edges("GPIO17") == [(1.0, 1)]
"""
A_MODULE_WITH_A_LOCK = """
import threading
lock = threading.Lock()          # made when it is imported

def work(n, log, sleep):
    with lock:
        sleep(1)
        log.append(n)
"""
A_TEST_OF_IT = """
import threading, time
import somebodys

def test_they_take_turns(virtual_time):
    log = []
    threads = [
        threading.Thread(target=somebodys.work, args=(n, log, time.sleep)) for n in range(3)
    ]
    for thread in threads: thread.start()
    for thread in threads: thread.join()
    assert (log, time.monotonic()) == ([0, 1, 2], 3.0)
"""


@pytest.fixture
def project(tmp_path):
    """Write files and run pytest there, warnings as errors."""

    def run(*args, **files):
        for name, content in files.items():
            (tmp_path / f"{name}.py").write_text(content)
        return subprocess.run(
            [sys.executable, "-m", "pytest", "-q", "-W", "error", "-p", "no:cacheprovider", *args],
            cwd=tmp_path, capture_output=True, text=True, timeout=60, check=False,
        )  # fmt: skip

    return run


def test_ten_lines_check_a_program(project):
    done = project(test_lamp=TEN_LINES)

    assert (done.returncode, done.stderr) == (0, ""), done.stdout
    assert "1 passed" in done.stdout


def test_the_tests_of_one_file_do_not_see_each_other(project):
    again = TEN_LINES.replace("test_the_button", "test_again_the_button")
    done = project(test_lamp=TEN_LINES + again, test_other=TEN_LINES)

    assert "3 passed" in done.stdout, done.stdout


def test_a_project_that_does_not_ask_gets_nothing(project):
    source = """
import sys, time, threading
def test_nothing_is_changed():
    assert time.sleep.__module__ == "time"
    assert type(threading.Lock()).__module__ == "_thread"
    assert "hardware_mocks.virtual_time" not in sys.modules
    assert "gpiozero" not in sys.modules
"""
    done = project(test_plain=source)

    assert "1 passed" in done.stdout, done.stdout


def test_locks_made_at_import_are_virtual_when_the_project_asks_early(project):
    done = project(
        "-o", "makerkit_virtual_time=true", somebodys=A_MODULE_WITH_A_LOCK, test_it=A_TEST_OF_IT
    )  # fmt: skip

    assert "1 passed" in done.stdout, done.stdout


def test_a_test_that_waits_for_ever_fails_and_says_so(project):
    source = """
import threading
def test_it(virtual_time):
    lock = threading.Lock()
    lock.acquire()
    lock.acquire()
"""
    done = project(test_it=source)

    assert done.returncode == 1
    assert "deadlock" in done.stdout


def test_a_marker_sets_seed_limit_and_scenario(project, tmp_path):
    (tmp_path / "scene.toml").write_text('[[event]]\nat_s = 2\npart = "GPIO2"\naction = "press"\n')
    source = """
import random, time, pytest
from gpiozero import Button
numbers = []

@pytest.mark.bench(seed=5, scenario="scene.toml")
@pytest.mark.parametrize("n", [1, 2])
def test_it(bench, n):
    button = Button(2)
    numbers.append(random.random())
    button.wait_for_press()
    assert time.monotonic() == 2.0
    assert len(set(numbers)) == 1
"""
    done = project(test_it=source)

    assert "2 passed" in done.stdout, done.stdout


def test_a_programs_file_runs_on_the_bench(project, tmp_path):
    (tmp_path / "blink.py").write_text(
        "from time import sleep\nfrom gpiozero import LED\nled = LED(17)\n"
        "while True:\n    led.toggle()\n    print(led.value)\n    sleep(0.5)\n"
    )
    (tmp_path / "broken.py").write_text("oops")
    source = """
import pytest
def test_blink(bench, run_program):
    run_program("blink.py", for_s=1.2)
    assert bench.trace.edges("GPIO17") == [(0.0, 1), (0.5, 0), (1.0, 1)]
    assert bench.label(bench.part("GPIO17")) == "led"
    assert bench.trace.prints() == ["1", "0", "1"]

def test_broken(run_program):
    with pytest.raises(NameError):
        run_program("broken.py")
"""
    done = project(test_it=source)

    assert "2 passed" in done.stdout, done.stdout
