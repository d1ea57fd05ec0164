"""`maker run` as somebody at a terminal meets it: good programs, and every kind of bad input."""

import json
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

BLINK = """
from time import sleep
from gpiozero import LED

led = LED(17)
while True:
    led.on()
    sleep(0.5)
    led.off()
    sleep(0.5)
"""
LAMP = """
from signal import pause
from gpiozero import LED, Button

lamp = LED(17)
switch = Button(2)
switch.when_pressed = lamp.toggle
pause()
"""
MAKER = [sys.executable, "-c", "from workshop.cli import main; main()"]
LONGEST_S = 60


@pytest.fixture
def maker(tmp_path):
    """Run `maker run` in a clean folder, with a clean temporary folder of its own."""
    own_temp = tmp_path / "temp"
    own_temp.mkdir()
    folder = tmp_path / "work"
    folder.mkdir()

    def run(*args, program=None, mode="--virtual", stdin=subprocess.DEVNULL, **more):
        if program is not None:
            (folder / "main.py").write_text(program, encoding="utf-8")
            args = (*args, "main.py")
        return subprocess.run(
            [*MAKER, "run", mode, *args],
            cwd=folder, env={**os.environ, "TMPDIR": str(own_temp), **more.pop("env", {})},
            stdin=None if "input" in more else stdin, capture_output=True, text=True,
            timeout=LONGEST_S, check=False, **more,
        )  # fmt: skip

    run.folder = folder
    yield run
    assert list(own_temp.iterdir()) == [], "a temporary file was left behind"
    assert children_of(os.getpid()) == [], "a process was left behind"


def children_of(pid):
    """Return the living children of a process (zombies that nobody waited for, too)."""
    found = Path(f"/proc/{pid}/task/{pid}/children")
    return found.read_text().split() if found.exists() else []


def test_a_blinking_led_leaves_an_exact_trace(maker):
    done = maker("--for", "2", "--trace", "t.jsonl", program=BLINK)

    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    lines = [json.loads(line) for line in (maker.folder / "t.jsonl").read_text().splitlines()]
    edges = [(e["t_s"], e["level"]) for e in lines if e["kind"] == "edge"]
    assert edges == [(0, 0), (0, 1), (0.5, 0), (1.0, 1), (1.5, 0), (2.0, 1)]


def test_presses_come_when_they_were_asked_for(maker):
    done = maker(
        "--json", "--for", "5", "--press", "A@1.5s", "--press", "GPIO2@3s+1s", program=LAMP
    )

    result = json.loads(done.stdout)
    assert result["pins"]["GPIO17"]["edges"] == [[1.5, 1], [3.0, 0]]
    assert result["pins"]["GPIO2"] == {
        "label": "switch",
        "edges": [[1.5, 0], [1.7, 1], [3.0, 0], [4.0, 1]],
        "pwm": [],
    }
    assert (result["reason"], done.returncode) == ("time limit", 0)


def test_a_scenario_and_a_wiring_beside_the_program_are_taken(maker):
    (maker.folder / "wiring.json").write_text(json.dumps({
        "version": 1,
        "parts": [
            {"id": "pi", "type": "chip-raspberry-pi"},
            {"id": "door", "type": "wokwi-pushbutton", "attrs": {"bounce": "0"}},
        ],
        "connections": [
            ["pi:GPIO2", "door:1.l", "green", []], ["pi:GND.1", "door:2.l", "black", []],
        ],
    }))  # fmt: skip
    (maker.folder / "scene.toml").write_text(
        '[[event]]\nat_s = 1\npart = "door"\naction = "press"\nfor_s = 0.25\n'
    )
    result = json.loads(maker("--json", "--for", "3", program=LAMP).stdout)

    assert result["pins"]["GPIO2"]["edges"] == [[1.0, 0], [1.25, 1]]
    assert result["pins"]["GPIO17"]["edges"] == [[1.0, 1]]


def test_arguments_behind_the_program_are_its_own(maker):
    (maker.folder / "main.py").write_text("import sys; print(sys.argv)")
    done = maker("main.py", "--for", "7", "--virtual", "x")

    assert done.stdout == "['main.py', '--for', '7', '--virtual', 'x']\n"


def test_a_package_runs_with_m(maker):
    package = maker.folder / "robot"
    package.mkdir()
    (package / "__init__.py").write_text("")
    (package / "parts.py").write_text("from gpiozero import LED\neye = LED(17)\n")
    (package / "__main__.py").write_text(
        "import sys\nfrom robot.parts import eye\n"
        "while not eye.is_lit:\n    eye.on()\nprint(sys.argv[1:], __name__)\n"
    )
    done = maker("-m", "robot", "--fast")

    assert (done.returncode, done.stdout) == (0, "['--fast'] __main__\n")


def test_programs_run_live_in_real_time(maker):
    done = maker("--json", "--for", "3s", program=BLINK, mode="--simulate")

    result = json.loads(done.stdout)
    edges = result["pins"]["GPIO17"]["edges"]
    assert [level for _, level in edges[:3]] == [1, 0, 1]
    assert edges[1][0] == pytest.approx(edges[0][0] + 0.5, abs=0.2)
    assert (result["reason"], done.returncode) == ("time limit", 0)


def test_typed_input_reaches_the_program(maker):
    done = maker(program="print('hello', input('name? '))", input="Rojin\n")

    assert (done.returncode, done.stdout) == (0, "name? hello Rojin\n")


@pytest.mark.parametrize("mode", ["--virtual", "--simulate"])
def test_a_program_that_only_forgot_to_pause_is_told(maker, mode):
    done = maker(program=LAMP.replace("pause()\n", ""), mode=mode)

    assert done.returncode == 0
    assert "nobody listens to the Button any more" in done.stderr
    assert "pause()" in done.stderr


BAD_PROGRAMS = {
    "raises": ("1 / 0", 1, ["main.py", "line 1", "ZeroDivisionError"]),
    "is no Python": ("while True\n  x", 1, ["main.py", "line 1", "SyntaxError"]),
    "ends itself with an error": ("import sys; sys.exit(5)", 1, ["exit code 5"]),
    "a pin that is not there": ("from gpiozero import LED\nLED(99)", 1, ["99", "GPIO0 to GPIO27"]),
    "a place on the header": (
        "from gpiozero import LED\nLED(40)", 1, ["line 2", 'GPIO21: write 21 or "BOARD40"'],
    ),
    "BOARD and GPIO numbers of one pin": (
        'from gpiozero import LED\na = LED(17)\nb = LED("BOARD11")', 1,
        ["line 3", '17, "GPIO17" and "BOARD11" are the same pin'],
    ),
    "a value out of range": (
        "from gpiozero import PWMLED\nled = PWMLED(17)\nled.value = 128", 1, ["line 3", "0 to 1"],
    ),
    "a library of a real Pi": ("import RPi.GPIO as GPIO", 1, ["RPi.GPIO", "gpiozero"]),
    "forks": ("import os\nos.fork()", 1, ["main.py, line 2", "threading"]),
    "multiprocessing": (
        "import multiprocessing as mp\nif __name__ == '__main__':\n"
        "    mp.get_context('fork').Process(target=print).start()", 1, ["line 3", "threading"],
    ),
    "starts a command": ("import subprocess\nsubprocess.run(['ls'])", 1, ["'ls'", "line 2"]),
    "starts a command by shell": ("import os\nos.system('rm -rf x')", 1, ["'rm'", "line 2"]),
    "wants typed input": ("input()", 1, ["typed input", "echo"]),
    "raises in a thread": (
        "import threading\ndef work():\n    1 / 0\nthreading.Thread(target=work).start()", 1,
        ["line 3", "ZeroDivisionError", "The rest of the program went on"],
    ),
    "raises in a callback": (
        "from gpiozero import Button\nfrom time import sleep\nb = Button(2)\n"
        "def oh():\n    print(nothing)\nb.when_pressed = oh\nsleep(10)", 1,
        ["main.py, line 5", "NameError", "at 1.00 s", "no button"],
    ),
    "a deadlock": (
        "import threading\nl = threading.Lock()\nl.acquire()\nl.acquire()", 3,
        ["main.py, line 4", "nothing can happen any more"],
    ),
    "a camera that was never started": (
        "from picamera2 import Picamera2\np = Picamera2()\np.configure()\np.capture_array()", 3,
        ["main.py, line 4", "Camera 0 is open and does not run"],
    ),
    "a camera opened twice": (
        "from picamera2 import Picamera2\na = Picamera2()\nb = Picamera2()", 1,
        ["line 3", "Device or resource busy", "did not complete"],
    ),
    "raises while it draws on a frame": (
        "import time\nfrom picamera2 import Picamera2\np = Picamera2()\n"
        "def draw(request):\n    print(nothing)\np.pre_callback = draw\np.start()\n"
        "time.sleep(1)", 1,
        ["main.py, line 5", "NameError", "'camera-0' failed"],
    ),
    "a queue that nobody fills": (
        "import queue\nqueue.Queue().get()", 3, ["main.py, line 2", "nothing can happen"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD_PROGRAMS)
def test_a_bad_program_gets_its_own_message(maker, name):
    source, code, words = BAD_PROGRAMS[name]
    presses = ["--press", "A@1s"] if "callback" in name else []
    done = maker(*presses, program=source)

    assert done.returncode == code, done.stderr
    for word in words:
        assert word in done.stderr
    assert "hardware_mocks" not in done.stderr, "the kit's own frames are nobody's business"


def test_a_loop_that_computes_without_end_is_stuck_and_its_line_named(maker):
    done = maker(program="n = 0\nfor i in range(10 ** 15):\n    n += i")

    assert done.returncode == 3
    assert "Stuck at main.py, line" in done.stderr


def test_one_call_that_never_returns_is_stuck_and_its_line_named(maker):
    done = maker(program="x = 3\ny = x ** (10 ** 9)")

    assert done.returncode == 3
    assert "Stuck at main.py, line 2" in done.stderr


def test_a_program_that_swallows_its_end_is_ended_all_the_same(maker):
    source = (
        "from time import sleep\nwhile True:\n    try:\n        sleep(1)\n    except:\n        pass"
    )
    done = maker("--for", "10", "--trace", "t.jsonl", program=source)

    assert (done.returncode, done.stderr) == (0, "")
    assert '"id": "end"' in (maker.folder / "t.jsonl").read_text().splitlines()[-1]


def test_an_endless_loop_ends_with_its_time(maker):
    done = maker("--for", "30", program="while True:\n    pass")

    assert (done.returncode, done.stderr) == (0, "")


def test_a_flood_of_output_is_stopped(maker):
    done = maker("--for", "1h", program="while True:\n    print('x' * 1000)")

    assert done.returncode == 1
    assert "printed more than 10 MB" in done.stderr
    assert "line 2" in done.stderr


def test_switching_the_pi_off_ends_the_run(maker):
    source = (
        "from subprocess import check_call\nfrom signal import pause\nfrom gpiozero import Button\n"
        "b = Button(21, hold_time=2)\n"
        "b.when_held = lambda: check_call(['sudo', 'poweroff'])\npause()"
    )
    done = maker("--json", "--press", "A@1s+5s", program=source)
    result = json.loads(done.stdout)

    assert (result["reason"], result["t_s"], done.returncode) == ("powered off", 3.0, 0)


WRONG_USE = {
    "no program": ([], ["Which program?"]),
    "a program that is not there": (["blnk.py"], ["blnk.py", "Did you mean", "blink.py"]),
    "a folder": (["."], ["is a folder"]),
    "a picture": (["picture.py"], ["picture.py is a picture, not a program"]),
    "a module that is not there": (["-m", "nothing_here"], ["nothing_here"]),
    "a press without a time": (["--press", "A", "blink.py"], ["A@1.5s"]),
    "a press of nothing": (["--press", "Z@1s", "blink.py"], ["'Z'", "led"]),
    "a press of an LED": (["--press", "led@1s", "blink.py"], ["press", "led"]),
    "a time that is none": (["--for", "soon", "blink.py"], ["'soon'", "1.5s"]),
    "a negative time": (["--for", "-3", "blink.py"], ["-3"]),
    "a wiring that is not there": (["--wiring", "w.json", "blink.py"], ["w.json"]),
    "a wiring that is broken": (["--wiring", "broken.json", "blink.py"], ["broken.json", "line 1"]),
    "a wiring with an unknown part": (["--wiring", "odd.json", "blink.py"], ["wokwi-ledd"]),
    "a scenario that is not there": (["--scenario", "s.toml", "blink.py"], ["s.toml"]),
    "a scenario with a typo": (["--scenario", "typo.toml", "blink.py"], ["typo.toml", "at_s"]),
    "a scenario about a missing part": (["--scenario", "ghost.toml", "blink.py"], ["'ghost'"]),
    "a trace where none can be": (["--trace", "no/such/t.jsonl", "blink.py"], ["no/such"]),
}  # fmt: skip


@pytest.mark.parametrize("name", WRONG_USE)
def test_wrong_use_gets_one_clear_message(maker, name):
    files = {
        "blink.py": BLINK,
        "broken.json": "{",
        "odd.json": '{"version": 1, "parts": [{"id": "a", "type": "wokwi-ledd"}]}',
        "typo.toml": '[[event]]\nat = 1\npart = "led"\naction = "press"\n',
        "ghost.toml": '[[event]]\nat_s = 1\npart = "ghost"\naction = "press"\n',
    }
    for file, content in files.items():
        (maker.folder / file).write_text(content)
    (maker.folder / "picture.py").write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR")
    args, words = WRONG_USE[name]
    done = maker(*args)

    assert done.returncode == 2, done.stderr
    assert "Traceback" not in done.stderr
    for word in words:
        assert word in done.stderr


def test_real_pins_are_refused_where_there_are_none(maker):
    done = maker(program=BLINK, mode="--hardware")

    assert done.returncode == 1
    assert "no pins" in done.stderr


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("mode", ["--virtual", "--simulate"])
def test_stopping_leaves_nothing_behind(maker, mode, number):
    source = (
        "import time\nn = 0\n"
        "try:\n    print('up', flush=True)\n    while True:\n        n += 1\n"
        "        time.sleep(0.01)\n"
        "finally:\n    print('cleaned up', flush=True)"
    )
    (maker.folder / "main.py").write_text(source)
    process = subprocess.Popen(
        [*MAKER, "run", mode, "--for", "300h", "main.py"], cwd=maker.folder,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True,
    )  # fmt: skip
    assert process.stdout.readline() == "up\n"
    if number == signal.SIGINT:
        os.killpg(process.pid, number)  # as a terminal does: to the whole group
    else:
        process.send_signal(number)
    out, _ = process.communicate(timeout=LONGEST_S)

    assert processes_of_group(process.pid) == []
    if mode == "--simulate":
        assert "cleaned up" in out


def test_a_killed_parent_takes_the_program_with_it(maker):
    (maker.folder / "main.py").write_text("import time\nprint('up', flush=True)\ntime.sleep(1e9)")
    process = subprocess.Popen(
        [*MAKER, "run", "--simulate", "main.py"], cwd=maker.folder, stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL, text=True, start_new_session=True,
    )  # fmt: skip
    assert process.stdout.readline() == "up\n"
    process.kill()
    process.communicate(timeout=LONGEST_S)  # ends when nobody holds the pipe any more

    assert processes_of_group(process.pid) == []


def processes_of_group(group):
    """Return the living processes of a process group, once those that are ending have ended."""
    ended = threading.Event()
    give_up_at = time.monotonic() + 10
    while time.monotonic() < give_up_at:
        alive = [
            p
            for p in map(int, filter(str.isdigit, (p.name for p in Path("/proc").iterdir())))
            if is_in(p, group)
        ]
        if not alive:
            return []
        ended.wait(0.05)
    return alive


def is_in(pid, group):
    """Whether a process lives in a group."""
    try:
        if os.getpgid(pid) != group:
            return False
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except (ProcessLookupError, FileNotFoundError):
        return False
