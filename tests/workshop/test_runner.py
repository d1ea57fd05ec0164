"""A program's process and Ctrl-C: whenever it comes, the program may clean up and is heard."""

import os
import signal
import threading

import pytest

from hardware_mocks.job import ExitCode, Job, Mode
from workshop import runner
from workshop.runner import ProgramProcess, run

WAITS = """
from signal import pause
try:
    print('up', flush=True)
    pause()
finally:
    print('cleaned up', flush=True)
"""


@pytest.fixture
def job(tmp_path):
    """Return a live run of a program, given as text."""

    def write(program, mode=Mode.SIMULATE):
        file = tmp_path / "main.py"
        file.write_text(program)
        return Job(str(file), mode=mode)

    return write


@pytest.fixture
def printed():
    return Printed()


class Printed:
    """What a program prints, and the wait for some of it."""

    def __init__(self):
        self.text = ""
        self._came = threading.Condition()

    def __call__(self, text, _stream):
        with self._came:
            self.text += text
            self._came.notify_all()

    def await_line(self, line):
        """Wait until the program has printed a line."""
        with self._came:
            assert self._came.wait_for(lambda: line in self.text, timeout=30), self.text


def ctrl_c(process):
    """Do what a terminal does: the program gets it, and so do we."""
    process.process.send_signal(signal.SIGINT)
    signal.raise_signal(signal.SIGINT)


def test_ctrl_c_ends_a_program_that_may_clean_up(job, printed):
    with ProgramProcess(job(WAITS), on_output=printed) as process:
        printed.await_line("up\n")
        ctrl_c(process)
        outcome = process.wait()

    assert (outcome.reason, outcome.exit_code) == ("stopped", ExitCode.ENDED)
    assert printed.text == "up\ncleaned up\n"
    assert process.is_interrupted


def test_ctrl_c_before_the_program_has_begun_stops_it_without_a_traceback(job, printed):
    with ProgramProcess(job(WAITS), on_output=printed) as process:
        ctrl_c(process)
        outcome = process.wait()

    assert (outcome.reason, outcome.exit_code) == ("stopped", ExitCode.ENDED)
    assert printed.text == ""


def test_ctrl_c_while_the_process_is_started_stops_it(job, mocker):
    start = runner._environment

    def interrupted():
        os.kill(os.getpid(), signal.SIGINT)
        return start()

    mocker.patch.object(runner, "_environment", interrupted)
    with ProgramProcess(job(WAITS)) as process:
        outcome = process.wait()

    assert (outcome.reason, outcome.exit_code) == ("stopped", ExitCode.ENDED)


def test_ctrl_c_while_the_end_is_read_does_not_lose_it(job, mocker):
    read = runner.Outcome.from_json

    def interrupted(data):
        signal.raise_signal(signal.SIGINT)
        return read(data)

    mocker.patch.object(runner.Outcome, "from_json", interrupted)
    outcome = run(job("print('done')"), on_output=lambda *_: None)

    assert (outcome.reason, outcome.exit_code) == ("ended", ExitCode.ENDED)


def test_a_program_that_takes_no_notice_is_ended_and_told_of(job, printed, monkeypatch):
    monkeypatch.setattr(runner, "GRACE_S", 0.3)
    deaf = "import signal, time\nsignal.signal(signal.SIGINT, signal.SIG_IGN)\n"
    with ProgramProcess(job(deaf + "print('up')\ntime.sleep(1e6)"), on_output=printed) as process:
        printed.await_line("up\n")
        ctrl_c(process)
        outcome = process.wait()

    assert outcome.exit_code == ExitCode.FAILED
    assert "did not end within 0.3 s of being stopped" in outcome.message


def test_ctrl_c_ends_virtual_time_at_once(job, printed):
    endless = "import time\nprint('up', flush=True)\nwhile True:\n    time.sleep(1)\n"
    with ProgramProcess(job(endless, Mode.VIRTUAL), on_output=printed) as process:
        printed.await_line("up\n")
        ctrl_c(process)
        outcome = process.wait()

    assert (outcome.reason, outcome.exit_code) == ("stopped", ExitCode.ENDED)
    assert outcome.message == "Stopped by Ctrl-C."


def test_ctrl_c_is_ours_again_afterwards(job):
    run(job("print('done')"), on_output=lambda *_: None)

    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler
    assert signal.SIGINT not in signal.pthread_sigmask(signal.SIG_BLOCK, [])


def test_nothing_is_held_back_from_what_the_program_starts(job, printed):
    asks = "lambda: print(signal.SIGINT in signal.pthread_sigmask(signal.SIG_BLOCK, []))"
    program = f"import signal, threading\nthreading.Thread(target={asks}).start()"
    run(job(program), on_output=printed)

    assert printed.text == "False\n"
