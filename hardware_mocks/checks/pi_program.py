"""The process of a program on real pins that a check watches from another process.

`python -m hardware_mocks.checks.pi_program JOB` is `maker run --hardware` that also tells each
event of its trace at once, what the program raised, and how it ended.
"""

import os
import sys
from pathlib import Path
from typing import Any

from hardware_mocks import program_end
from hardware_mocks.bench import Bench
from hardware_mocks.clock import Clock
from hardware_mocks.job import Job
from hardware_mocks.program import ProgramRun
from hardware_mocks.report import Reporter
from makerkit.errors import MakerKitError


class WatchedRun(ProgramRun):
    """One run whose every event is told."""

    def __init__(self, job: Job, reporter: Reporter) -> None:
        super().__init__(job, reporter)
        self._tell = reporter.send
        self._path = Path(job.program)
        self._waiting_device = ""

    def _make_bench(self, clock: Clock) -> Bench:
        bench = super()._make_bench(clock)
        bench.trace.listen(lambda event: self._tell(event=event.to_line()))
        return bench

    def _execute(self, program: bytes | None) -> None:
        self._tell(started=True)
        super()._execute(program)

    def _look_for_missing_pause(self) -> None:
        device = program_end.device_that_wants_to_be_called(self._bench.pin_factories)
        self._waiting_device = device
        super()._look_for_missing_pause()

    def _run_as_main(self, program: bytes | None) -> tuple[str, BaseException | None]:
        reason, error = super()._run_as_main(program)
        if isinstance(error, SystemExit):
            self._tell_end(str(error.code))
        elif error is not None:
            self._tell_error(error, "")
        elif reason == "ended":
            self._tell_end(None)
        return reason, error

    def _on_thread_error(self, args: Any) -> None:
        if args.exc_value is not None and self._reason is None:
            self._tell_error(args.exc_value, args.thread.name if args.thread else "a thread")
        super()._on_thread_error(args)

    def _tell_error(self, error: BaseException, thread: str) -> None:
        from hardware_mocks.explain import explain_error

        found = explain_error(error, self._path)
        self._tell(
            error={
                "kinds": [kind.__name__ for kind in type(error).__mro__],
                "id": found.message.id,
                "params": dict(found.message.params),
                "line": found.line,
                "code": found.code,
                "thread": thread,
            }
        )

    def _tell_end(self, exit_code: str | None) -> None:
        end = {"t_s": self._now_s, "exit_code": exit_code, "device": self._waiting_device}
        self._tell(ended=end)


def main(argv: list[str]) -> int:
    """Run the job given as JSON in `argv[1]`."""
    job = Job.from_json(argv[1])
    reporter = Reporter(job.report_fd)
    try:
        outcome = WatchedRun(job, reporter).run()
    except MakerKitError as error:
        reporter.send(impossible=str(error))
        return 1
    return outcome.exit_code


if __name__ == "__main__":
    code = main(sys.argv)
    os._exit(code)  # threads that still wait are of no interest
