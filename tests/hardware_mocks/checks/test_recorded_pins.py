"""The same check on real pins, as far as a simulated bench behind a recorder can be real."""

from pathlib import Path

import pytest
from recorded_stage import RecordedStage

from hardware_mocks.checks.fixtures import CheckSession
from hardware_mocks.checks.job import CheckJob
from hardware_mocks.checks.task import TaskFailed

KIT = Path(__file__).resolve().parents[3]
LESSONS = sorted((KIT / "lessons").glob("*/check.py")) + sorted(
    (KIT / "projects").glob("*/check.py")
)


class RecordedSession(CheckSession):
    """A check function whose program runs on recorded pins."""

    def stage(self, types, seed):
        self.last_stage = RecordedStage(
            self.job.program, self.wiring, self.scenario, types=types, seed=seed
        )
        return self.last_stage


def functions_of(check):
    names = {}
    exec(compile(check.read_text(), str(check), "exec"), names)
    return [f for name, f in names.items() if name.startswith("test_")]


def judge(check, program):
    """Return the id of the first message, or None when all sentences are true."""
    for function in functions_of(check):
        session = RecordedSession(CheckJob.in_folder(check, program), with_standins=False)
        offered = {"bench": session.bench, "task": session.task, "say": session.say}
        wanted = function.__code__.co_varnames[: function.__code__.co_argcount]
        try:
            function(**{name: offered[name] for name in wanted})
        except TaskFailed as error:
            return error.diagnosis.message.id, dict(error.diagnosis.message.params)
    return None


@pytest.mark.parametrize("check", LESSONS, ids=lambda path: path.parent.name)
def test_every_solution_passes_on_recorded_pins_too(check):
    assert judge(check, check.parent / "solution.py") is None
