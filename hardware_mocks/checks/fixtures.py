"""The fixtures `task` and `say`, and what they share with `bench`, for one check function."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from hardware_mocks.checks.check_bench import CheckBench
from hardware_mocks.checks.job import CheckJob
from hardware_mocks.checks.say import Say
from hardware_mocks.checks.sketches import prepared
from hardware_mocks.checks.task import Session

JOB = pytest.StashKey[CheckJob]()
"""In pytest's config: the job that the process works on."""
WITH_STANDINS = pytest.StashKey[bool]()
ASK = pytest.StashKey[Callable[[str], None]]()
"""In pytest's config: what says a sentence to the person at a real Pi."""
_SESSION = pytest.StashKey["CheckSession"]()


class CheckSession(Session):
    """One check function: its bench, its tasks, its messages."""

    def __init__(
        self,
        job: CheckJob,
        *,
        with_standins: bool = False,
        ask: Callable[[str], None] | None = None,
    ) -> None:
        how = {} if ask is None else {"ask": ask}
        super().__init__(job, Say(), with_standins=with_standins, **how)
        self.bench = CheckBench(self)


def session_of(item: pytest.Item) -> CheckSession:
    """Return what a check function shares; made at the first call."""
    if _SESSION not in item.stash:
        config = item.config
        job = config.stash.get(JOB, None)
        if job is None or job.check.resolve() != item.path.resolve():
            program = config.getoption("--maker-program")
            job = prepared(CheckJob.in_folder(item.path, Path(program) if program else None))
        item.stash[_SESSION] = CheckSession(
            job,
            with_standins=config.stash.get(WITH_STANDINS, False),
            ask=config.stash.get(ASK, None),
        )
    return item.stash[_SESSION]
