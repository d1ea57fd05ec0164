"""The warm process that checks programs: whatever a program does to it, one message comes back."""

import json
import os
import subprocess
import sys
import threading
from pathlib import Path
from time import sleep as real_sleep

import pytest

from hardware_mocks.checks.job import CheckJob
from workshop.checker import Checker, CheckerClosedError

DATA = Path(__file__).parent.parent / "hardware_mocks" / "checks" / "data"
CHECK = '''
def test_blinks(bench, task, say):
    """The red LED blinks once a second."""
    with task(points=2):
        bench.led("red").blinks(period="1 s")


def test_goes_on(task):
    """It never stops by itself."""
    with task() as program:
        program.keeps_running(for_="5 s")
'''
BLINK = """
from time import sleep
from gpiozero import LED
red = LED(17)
while True:
    red.on()
    sleep(0.5)
    red.off()
    sleep(0.5)
"""


@pytest.fixture(scope="module")
def checker():
    with Checker() as one:
        yield one


@pytest.fixture
def job(tmp_path):
    """Return a function that makes the job of checking a program."""
    (tmp_path / "lesson").mkdir()
    (tmp_path / "lesson" / "lesson.md").touch()
    (tmp_path / "work").mkdir()

    def make(source, check=CHECK, name="main.py", **more):
        (tmp_path / "lesson" / "check.py").write_text(check)
        program = tmp_path / "work" / name
        if isinstance(source, bytes):
            program.write_bytes(source)
        elif source is not None:
            program.write_text(source)
        wiring = DATA / "whole_course.json"
        return CheckJob(tmp_path / "lesson" / "check.py", program, wiring=wiring, **more)

    return make


def outcomes(result):
    return [(task.name, task.status, task.points) for task in result.tasks]


def test_a_program_that_is_right_passes(checker, job):
    result = checker.check(job(BLINK))

    assert result.status == "pass"
    assert outcomes(result) == [("test_blinks", "pass", 2), ("test_goes_on", "pass", 1)]
    assert [task.title for task in result.tasks] == [
        "The red LED blinks once a second.",
        "It never stops by itself.",
    ]
    assert result.waiting == ()


def test_behind_the_first_failure_the_others_wait(checker, job):
    result = checker.check(job(BLINK.replace("0.5", "0.85")))

    assert outcomes(result) == [("test_blinks", "fail", 2), ("test_goes_on", "waiting", 1)]
    assert result.waiting == ("test_goes_on",)
    assert result.failed.message.id == "led.wrong_period"
    assert result.failed.text.title == (
        "The red LED blinked with a period of 1.70 s; the lesson asks for 1.00 s."
    )


def test_the_json_is_exercisms_with_our_data(checker, job):
    found = json.loads(checker.check(job(BLINK.replace("0.5", "0.85"))).to_json())
    first, second = found["tests"]

    assert (found["version"], found["status"], found["waiting"]) == (3, "fail", ["test_goes_on"])
    assert (first["status"], first["task_id"], first["data"]["id"]) == (
        "fail", 1, "led.wrong_period"
    )  # fmt: skip
    assert first["data"]["params"]["expected_s"] == 1.0
    assert (second["status"], second["message"]) == ("fail", None)


def test_the_same_job_gives_the_same_json_in_any_process(checker, job):
    again = job(BLINK.replace("0.5", "0.85"))
    with Checker(is_warm=False) as fresh:
        found = {one.check(again).to_json() for one in (checker, checker, fresh)}

    assert len(found) == 1


def test_a_closed_checker_says_so(job):
    one = Checker()
    one.close()

    with pytest.raises(CheckerClosedError):
        one.check(job(BLINK))


# -- what a program may do to the process

WAITS_FOR_A_CALL = """
import socket
door = socket.socket()
door.bind(("127.0.0.1", 0))
door.listen()
door.accept()
"""

NASTY = {
    "import os\nos._exit(3)": "program.ended_python",
    "import os\nos.closerange(3, 200)": "program.ended_python",
    "import os, signal\nos.kill(os.getpid(), signal.SIGKILL)": "program.ended_python",
    "import ctypes\nctypes.string_at(0)": "program.ended_python",
    "import sys\nsys.modules.clear()\nimport os": "program.ended_python",
    "import sys\nsys.exit('bye')": "code.ends_the_program",
    "name = input('Name? ')": "program.waits_for_input",
    "x = 1": "program.ended_early",
}


@pytest.mark.parametrize("source", NASTY)
def test_a_program_that_tears_the_process_down_gets_one_message(checker, job, source):
    result = checker.check(job(source))

    assert result.failed.message.id == NASTY[source]
    assert result.waiting == ("test_goes_on",)
    assert "words" not in result.failed.text.title


@pytest.mark.parametrize(
    ("source", "kind"),
    [
        ("def f(): return f()\nf()", "RecursionError"),
        ("while True: print('hello' * 1000)", "OutputFloodError"),
        ("x = []\nwhile True: x.append('a' * 50_000_000)", "MemoryError"),
        ("f = open('big', 'wb')\nwhile True: f.write(b'x' * 1_000_000)", "OSError"),
        ("import subprocess\nsubprocess.run(['sleep', '9'])", "CommandRefusedError"),
        ("import os\nos.fork()", "CommandRefusedError"),
        ("open('/dev/tty').read()", "OSError"),
        ("import os\nos.remove(__file__)\nx = y", "NameError"),
        ("from threading import Timer\nTimer(0.5, lambda: 1 / 0).start()", "ZeroDivisionError"),
        ("from gpiozero import *\nb = Button(5)\nraise KeyboardInterrupt", "KeyboardInterrupt"),
    ],
)
def test_an_error_of_the_program_is_its_message(checker, job, source, kind):
    result = checker.check(job(source))
    params = result.failed.message.params

    assert (result.status, result.waiting) == ("error", ("test_goes_on",))
    assert params.get("kind", kind) == kind


@pytest.mark.parametrize(
    "content", [None, b"", b"\xff\xfe\0\1binary", b"x = 1\n" * 1_700_000, b"while True print(1)"]
)
def test_a_file_that_is_no_program_is_a_message_too(checker, job, content):
    result = checker.check(job(content))

    assert len([task for task in result.tasks if task.status in {"fail", "error"}]) == 1
    assert result.failed.text.title
    assert result.waiting == ("test_goes_on",)


def test_a_program_that_closes_its_output_still_passes(checker, job):
    assert checker.check(job(f"import sys\nsys.stdout.close()\n{BLINK}")).status == "pass"


def test_a_loop_without_end_is_named_by_its_line(checker, job):
    result = checker.check(job("x = 0\nfor i in range(10**12):\n    x += i\n"))

    assert result.failed.message.id == "program.stuck"
    assert result.failed.line in {2, 3}
    assert result.failed.code in {"for i in range(10**12):", "x += i"}


def test_a_broken_check_is_said_to_be_no_fault_of_the_program(checker, job):
    broken = [
        "def test_it(bench, task):\n    with task():\n        bench.led('blue').is_on()\n",
        "def test_it(task):\n    with task():\n        pass\n",
        "def test_it(bench):\n    bench.led('red')\n",
        "def test_it(task:\n",
        "x = 1\n",
    ]
    results = [checker.check(job(BLINK, check)) for check in broken]

    assert [result.failed.message.id for result in results] == ["check.broken"] * len(broken)
    assert {result.status for result in results} == {"error"}
    assert "no fault of your program" in str(results[0].failed.text)


def test_the_folder_of_the_program_stays_clean_and_its_modules_are_fresh(checker, job, tmp_path):
    helper = tmp_path / "work" / "rhythm.py"
    program = BLINK.replace("from time", "from rhythm import LENGTH_S\nfrom time")
    program = program.replace("0.5", "LENGTH_S")
    helper.write_text("LENGTH_S = 0.5\n")
    first = checker.check(job(program))
    helper.write_text("LENGTH_S = 0.7\n")
    second = checker.check(job(program))

    assert (first.status, second.status) == ("pass", "fail")
    assert sorted(path.name for path in (tmp_path / "work").iterdir()) == ["main.py", "rhythm.py"]


def test_settings_and_conftests_of_the_folder_do_not_matter(checker, job, tmp_path):
    for name in ("conftest.py", "pytest.py", "gpiozero_.py", "sitecustomize.py"):
        (tmp_path / "work" / name).write_text("raise SystemExit(9)")
    (tmp_path / "lesson" / "conftest.py").write_text("raise SystemExit(9)")
    (tmp_path / "lesson" / "pytest.ini").write_text("[pytest]\naddopts = --nonsense\n")

    assert checker.check(job(BLINK)).status == "pass"


def test_the_devices_of_one_task_are_not_there_in_the_next(checker, job):
    check = CHECK + "\n\n" + CHECK.replace("test_blinks", "test_again").replace("_goes_on", "_on")

    assert checker.check(job(BLINK, check)).status == "pass"


def test_closing_from_another_thread_breaks_a_check_off(job):
    one = Checker()
    closing = threading.Timer(0.5, one.close)
    closing.start()
    with pytest.raises(CheckerClosedError):
        one.check(job(WAITS_FOR_A_CALL))
    closing.join()


def test_when_whoever_started_it_is_killed_the_checking_ends_by_itself(job, tmp_path):
    the_job = job(WAITS_FOR_A_CALL)
    source = (
        "import sys\nfrom hardware_mocks.checks.job import CheckJob\n"
        "from workshop.checker import Checker\n"
        "checker = Checker()\nprocess = checker._warm_process()\n"
        "print(process._process.pid, flush=True)\n"
        "checker.check(CheckJob.from_json(sys.argv[1]))\n"
    )
    command = [sys.executable, "-c", source, the_job.to_json()]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as parent:
        group = int(parent.stdout.readline())
        parent.kill()

    for _ in range(500):
        if not is_alive(group):
            return
        real_sleep(0.02)
    pytest.fail("the process that checks has outlived its parent")


def is_alive(group):
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.mark.parametrize(
    ("name", "is_hidden"), [("signal", True), ("random", True), ("my_try", False)]
)
def test_a_file_with_the_name_of_a_library_is_said_to_hide_it(
    checker, job, tmp_path, name, is_hidden
):
    (tmp_path / "work" / f"{name}.py").write_text("print('my try')\n")
    result = checker.check(job(f"from signal import getsignal\n{BLINK}"))

    assert (result.status == "error") == is_hidden
    if is_hidden:
        assert result.failed.message.id == "program.hides_library"
        assert result.failed.message.params == {"file": f"{name}.py", "name": name}
