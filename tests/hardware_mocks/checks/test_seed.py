"""Which seed the chance of a run has: the check's, the job's, the scene's, in this order."""

from pathlib import Path

import pytest

from hardware_mocks.checks.fixtures import CheckSession
from hardware_mocks.checks.job import CheckJob


@pytest.fixture
def chance(tmp_path):
    """Run a program with seeds, and return the random number that it prints."""

    def run(*, scene=None, job=None, task=None):
        program, scene_file = tmp_path / "main.py", tmp_path / "scene.toml"
        program.write_text("import random\nprint(random.random())\n", encoding="utf-8")
        seed = "" if scene is None else f"seed = {scene}"
        scene_file.write_text(f"# A scene.\n{seed}\n", encoding="utf-8")
        session = CheckSession(
            CheckJob(Path("check.py"), program, scene=scene_file, seed=job), with_standins=False
        )
        with session.task(seed=task) as running:
            running.ends(within="1 s")
            return running.lines[0]

    return run


def test_the_most_special_seed_wins(chance):
    of_seed = {seed: chance(task=seed) for seed in (0, 1, 2, 3)}
    assert len(set(of_seed.values())) == 4
    assert [chance(), chance(scene=1), chance(scene=1, job=2), chance(scene=1, job=2, task=3)] == [
        of_seed[0],
        of_seed[1],
        of_seed[2],
        of_seed[3],
    ]


def test_a_job_of_seed_0_is_not_a_job_without_a_seed(chance):
    assert chance(scene=1, job=0) == chance(task=0)
