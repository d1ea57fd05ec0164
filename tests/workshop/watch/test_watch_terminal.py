"""`maker watch` in a real (pseudo) terminal: it shows, obeys, and gives the terminal back."""

import os
import re
import select
import signal
import struct
import subprocess
import sys
import time
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(os.name != "posix", reason="pseudo terminals")

NEVER_S = 30.0
HERE = Path(__file__).parent
KIT = HERE.parents[2]
INSIDE = """
import sys
sys.path.insert(0, sys.argv[1])
from pathlib import Path
from verdicts import blinking, failed, passed
from workshop import judge
from workshop.commands import watch
from workshop.course import Course
from workshop.desk import Desk
from workshop.profiles import Profile

class Judge:  # passes what says "good"
    def __enter__(self): return self
    def __exit__(self, *_): pass
    def close(self): pass
    def judge(self, lesson, program):
        text = program.read_text() if program.exists() else ""
        return passed(blinking()) if "good" in text else failed(trace=blinking())

judge.LessonJudge = Judge
watch.read_it = lambda session: (print("the page of", session.lesson.name), "")[1]
watch.run_live = lambda session: (print("on the bench"), "Back.")[1]
folder = Path(sys.argv[2])
desk = Desk(Course.read(folder / "lessons"), Profile("ali", folder / "home"))
sys.exit(watch.watch(desk, desk.course.lesson("01")))
"""


class Terminal:
    """A pseudo terminal with `maker watch` in it."""

    def __init__(self, folder):
        import pty

        self.folder = folder
        self.program = folder / "home/work/ali/01_blink/main.py"
        self._ours, self._theirs = pty.openpty()
        self.seen = ""

    def start(self, what=None, *, columns=80, rows=24, **environment):
        """Start `maker watch` with the small course and a judge of ours, or what is given."""
        import termios

        self.resize(columns, rows)
        self._before = termios.tcgetattr(self._theirs)
        names = ("LINES", "COLUMNS", "LC_ALL", "LC_CTYPE", "NO_COLOR", "EDITOR", "VISUAL")
        kept = {name: value for name, value in os.environ.items() if name not in names}
        self.process = subprocess.Popen(
            [sys.executable, *(what or ["-c", INSIDE, str(HERE), str(self.folder)])],
            cwd=KIT,
            env={**kept, "TERM": "xterm-256color", "LANG": "C.UTF-8", **environment},
            stdin=self._theirs,
            stdout=self._theirs,
            stderr=self._theirs,
            start_new_session=True,
        )

    def resize(self, columns, rows):
        import fcntl
        import termios

        fcntl.ioctl(self._ours, termios.TIOCSWINSZ, struct.pack("4H", rows, columns, 0, 0))
        self.seen = ""

    def type(self, text):
        os.write(self._ours, text.encode())
        self.seen = ""

    def save(self, text):
        self.seen = ""
        new = self.program.with_name("new")
        new.write_text(text)
        new.replace(self.program)

    def wait_for(self, pattern):
        """Read on until the pattern has been drawn, colours left aside."""
        wanted = re.compile(pattern, re.DOTALL)
        end_s = time.monotonic() + NEVER_S
        while not wanted.search(self._plain()):
            assert self._read(end_s - time.monotonic()), self._plain()

    def exit_code(self):
        """Read until the process has ended, and return its exit code."""
        end_s = time.monotonic() + NEVER_S
        while self.process.poll() is None:
            self._read(0.05)
            assert time.monotonic() < end_s, self._plain()
        while self._read(0):
            pass
        return self.process.returncode

    def is_as_before(self):
        """Tell whether keys, screen and cursor are what they were."""
        import termios

        assert self.seen.rfind("\x1b[?1049h") < self.seen.rfind("\x1b[?1049l")
        assert self.seen.rfind("\x1b[?25l") < self.seen.rfind("\x1b[?25h")
        return termios.tcgetattr(self._theirs) == self._before

    def close(self):
        if hasattr(self, "process") and self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
        os.close(self._ours)
        os.close(self._theirs)

    def _read(self, timeout_s):
        ready, _, _ = select.select([self._ours], [], [], max(timeout_s, 0))
        if ready:
            self.seen += os.read(self._ours, 65536).decode("utf-8", "replace")
        return bool(ready)

    def _plain(self):
        return re.sub(r"\x1b\[[0-?]*[ -/]*[@-~]", "", self.seen)


@pytest.fixture
def terminal(course, tmp_path):
    terminal = Terminal(tmp_path)
    yield terminal
    terminal.close()


def test_a_save_is_judged_and_the_next_lesson_opens(terminal):
    terminal.start()
    terminal.wait_for(r"01 Blink.*✗ The red LED blinks.*on for 1.50 s.*GPIO17 red")
    terminal.save("good = True\n")
    terminal.wait_for(r"1 of 3.*All passed")
    terminal.type("n")
    terminal.wait_for("02 Sos")
    terminal.type("q")
    assert terminal.exit_code() == 0
    assert terminal.is_as_before()


def test_keys_show_pages_and_bring_back_the_sentences(terminal):
    terminal.start()
    terminal.wait_for("blinks once a second")
    for key, page in (
        ("l", "All lessons.*02 Sos"),
        ("t", "Timeline.*GPIO17"),
        ("w", "Nothing has"),
    ):
        terminal.type(key)
        terminal.wait_for(page)
        terminal.type("\x1b")
        terminal.wait_for("blinks once a second")
    terminal.type("s")
    terminal.wait_for("when your program has passed")


def test_a_run_takes_the_terminal_and_gives_it_back(terminal):
    terminal.start()
    terminal.wait_for("blinks once a second")
    terminal.type("r")
    terminal.wait_for(r"on the bench.*blinks once a second.*Back\.")
    terminal.type("l")
    terminal.wait_for("All lessons")


def test_the_page_is_read_and_left_again(terminal):
    terminal.start()
    terminal.wait_for("blinks once a second")
    terminal.type("p")
    terminal.wait_for(r"the page of 01_blink.*blinks once a second")


def test_an_editor_is_opened_where_one_is_named(terminal):
    terminal.start(EDITOR=f"{sys.executable} -c print('editing')")
    terminal.wait_for("blinks once a second")
    terminal.type("e")
    terminal.wait_for("editing.*blinks once a second")


def test_without_an_editor_the_file_is_named(terminal):
    terminal.start(EDITOR="")
    terminal.wait_for("blinks once a second")
    terminal.type("e")
    terminal.wait_for("Open this file in your editor")


def test_ctrl_c_ends_it_and_gives_the_terminal_back(terminal):
    terminal.start()
    terminal.wait_for("blinks once a second")
    os.killpg(terminal.process.pid, signal.SIGINT)
    assert terminal.exit_code() == 130
    assert terminal.is_as_before()


def test_a_polite_kill_gives_the_terminal_back(terminal):
    terminal.start()
    terminal.wait_for("blinks once a second")
    terminal.process.terminate()
    assert terminal.exit_code() == 128 + signal.SIGTERM
    assert terminal.is_as_before()


def test_another_size_is_drawn_at_once(terminal):
    terminal.start()
    terminal.wait_for("blinks once a second")
    terminal.resize(40, 20)
    terminal.wait_for(r"on for 1.50 s and off for\s*\n\s+0.20 s")


def test_a_file_that_vanishes_and_comes_back_is_followed(terminal):
    terminal.start()
    terminal.wait_for("blinks once a second")
    terminal.program.unlink()
    terminal.save("good = 1\n")
    terminal.wait_for("All passed")


def test_a_terminal_that_knows_only_ascii_gets_ascii(terminal):
    terminal.start(LC_ALL="C", LANG="C")
    terminal.wait_for(r"x The red LED blinks once a second")
    assert not set("✗✓█│…") & set(terminal.seen)


def test_a_dumb_terminal_gets_printed_lines(terminal):
    terminal.start(TERM="dumb")
    terminal.wait_for(r"Ctrl-C ends this.*✗ The red LED blinks once a second\.")
    terminal.save("good = True\n")
    terminal.wait_for("Next lesson: ./maker start 02")
    assert "\x1b[?1049h" not in terminal.seen
    os.killpg(terminal.process.pid, signal.SIGINT)
    assert terminal.exit_code() == 130


def processes_of(home):
    """Return the ids of all processes that were started with this home."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            environment = (folder / "environ").read_bytes()
        except OSError:
            continue
        if f"MAKER_HOME={home}\0".encode() in environment:
            found.append(int(folder.name))
    return found


@pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="looks into /proc")
def test_a_killed_watch_leaves_no_process_behind(terminal, tmp_path):
    terminal.start(["-m", "workshop", "watch", "01"], MAKER_HOME=str(tmp_path))
    terminal.wait_for(r"01 Blink.*✗")
    terminal.type("r")
    terminal.wait_for(r"main\.py . simulated bench.*GPIO17")
    checked = set(processes_of(tmp_path))
    assert len(checked) == 3  # itself, the checker and the program that is shown
    terminal.process.kill()
    terminal.process.wait()
    end_s = time.monotonic() + NEVER_S
    while set(processes_of(tmp_path)) & checked:
        assert time.monotonic() < end_s
        time.sleep(0.01)
