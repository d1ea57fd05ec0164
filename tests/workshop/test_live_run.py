"""A live run with a page: whatever is in the page's way, the program runs and its end is told."""

import os
import re
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from types import SimpleNamespace

import pytest
from click.testing import CliRunner

from hardware_mocks.job import Job, Mode
from makerkit.errors import BadInputError
from workshop import live_run
from workshop.commands.run import command
from workshop.live_run import LiveRun

HELLO = "print('hello')\n"


@pytest.fixture
def program(tmp_path):
    file = tmp_path / "hello.py"
    file.write_text(HELLO)
    return file


def run_live(program, *, scenario=None, **how):
    """Run a program live; return how it ended and what was told."""
    told = []
    job = Job(str(program), mode=Mode.SIMULATE, scenario=scenario and str(scenario))
    run = LiveRun(
        job,
        shows_terminal=False,
        shows_page=True,
        tell=lambda outcome, _job: told.append(outcome.reason),
        **how,
    )
    return run.run(), told


def test_pages_that_are_not_built_are_told_in_a_line_and_the_program_runs(
    program, monkeypatch, capsys
):
    monkeypatch.setattr(live_run, "is_built", lambda: False)
    outcome, told = run_live(program, waits_for_page=True)
    said = capsys.readouterr()

    assert (outcome.exit_code, told, said.out) == (0, ["ended"], "hello\n")
    assert "There is no page: it is not built here. `python hatch_build.py`" in said.err


def test_a_port_that_is_taken_is_told_and_the_program_runs(program, monkeypatch, capsys):
    monkeypatch.setattr(live_run, "is_built", lambda: True)
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        outcome, _ = run_live(program, waits_for_page=True, port=port)

    assert outcome.exit_code == 0
    assert f"There is no page: Port {port} is taken" in capsys.readouterr().err


def test_a_quick_program_does_not_wait_for_a_page_that_nobody_asked_for(program, capsys):
    outcome, told = run_live(program)

    assert (outcome.exit_code, told) == (0, ["ended"])
    assert "Ctrl-C" not in capsys.readouterr().err


def test_a_page_that_was_closed_before_anybody_looked_for_it_is_not_awaited(program):
    job = Job(str(program), mode=Mode.SIMULATE)
    run = LiveRun(job, shows_terminal=False, shows_page=True, waits_for_page=True, tell=print)

    assert not run._is_awaited(SimpleNamespace(is_open=False, was_opened=True))
    assert run._is_awaited(SimpleNamespace(is_open=False, was_opened=False))


def test_where_nothing_ran_there_is_nothing_to_wait_for(program, monkeypatch, capsys):
    monkeypatch.setattr(live_run, "is_built", lambda: True)
    (program.parent / "scene.toml").write_text('tittle = "x"\n')
    outcome, _ = run_live(program, waits_for_page=True, scenario=program.parent / "scene.toml")

    assert outcome.exit_code == 2
    assert "See how it ended" not in capsys.readouterr().err


@pytest.mark.parametrize("option", ["--page", "--open", "--page-port=9000"])
def test_a_page_of_a_virtual_run_is_refused(program, option):
    result = CliRunner().invoke(command, ["--virtual", option, str(program)])

    assert isinstance(result.exception, BadInputError)
    assert "shows the simulated bench live" in str(result.exception)


def test_the_page_is_served_to_who_has_the_key_and_ends_with_ctrl_c(tmp_path):
    (tmp_path / "wait.py").write_text("from signal import pause\nprint('here')\npause()\n")
    process = subprocess.Popen(
        [sys.executable, "-m", "workshop", "run", "--page", "wait.py"],
        cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        start_new_session=True,
    )  # fmt: skip
    try:
        said = iter(process.stdout.readline, "")
        address = next(found[0] for line in said if (found := re.search(r"http://\S+", line)))
        with pytest.raises(urllib.error.HTTPError) as refused:
            urllib.request.urlopen(address.partition("?")[0], timeout=10)
        opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())
        with opener.open(address, timeout=10) as answer:
            page = answer.read().decode()
    finally:
        os.killpg(process.pid, signal.SIGINT)  # as a terminal does
        process.communicate(timeout=20)

    assert refused.value.code == 401
    refused.value.close()
    assert 'id="program"' in page
    assert process.returncode == 0
