"""Judge a program by one sentence, on the wiring of the whole course."""

from pathlib import Path
from textwrap import dedent

import pytest

from hardware_mocks.checks.fixtures import CheckSession
from hardware_mocks.checks.job import CheckJob
from hardware_mocks.checks.task import TaskFailed

WIRING = Path(__file__).parent / "data" / "whole_course.json"
HEAD = """
from signal import pause
from time import sleep
from gpiozero import *
"""


@pytest.fixture
def diagnoses():
    """What has been found out, in order."""
    return []


@pytest.fixture
def last_diagnosis(diagnoses):
    """Return a function that returns the latest diagnosis."""
    return lambda: diagnoses[-1]


@pytest.fixture
def judge(tmp_path, diagnoses):
    """Return a function that runs a program under some sentences and returns (id, params)."""

    def run(program, sentences, *, head=HEAD, **how):
        path = tmp_path / "main.py"
        path.write_text(head + dedent(program), encoding="utf-8")
        job = CheckJob(Path("check.py"), path, wiring=WIRING)
        session = CheckSession(job, with_standins=False)
        try:
            with session.task(**how) as running:
                sentences(session.bench, running, session.say)
        except TaskFailed as error:
            diagnoses.append(error.diagnosis)
            message = error.diagnosis.message
            return message.id, dict(message.params)
        return None

    return run
