"""The event loop's jobs: what is to be done with one of the next frames; a part of `Picamera2`."""

import sys
import threading
from functools import partial
from typing import Any

from hardware_mocks.camera.configuring import Configuring
from hardware_mocks.camera.job import Job
from hardware_mocks.clock import WallClock

PATIENCE_S = 2.0
"""How long a live program waits for a picture of a camera that stands still before it is told."""


class FrameBell:
    """Wakes the event loop when a frame or a job has come."""

    def __init__(self) -> None:
        self._news = threading.Condition()
        self._rung = False

    def ring(self) -> None:
        """Wake it."""
        with self._news:
            self._rung = True
            self._news.notify_all()

    def wait(self) -> None:
        """Sleep until somebody rings."""
        with self._news:
            self._news.wait_for(lambda: self._rung)
            self._rung = False


class Working(Configuring):
    """The part of `Picamera2` that gives jobs to the event loop."""

    def _reset_flags(self) -> None:
        super()._reset_flags()
        self.bell = FrameBell()

    def _work_on_jobs(self) -> list[Job[Any]]:
        finished = []
        while self._job_list and self._job_list[0].execute():
            finished.append(self._job_list.pop(0))
        return finished

    def _run_process_requests(self) -> None:
        """Let the event loop go round once more."""
        self.bell.ring()

    def dispatch_functions(
        self, functions: Any, wait: Any, signal_function: Any = None, immediate: bool = False
    ) -> Any:
        """Let the event loop carry out steps; return their result, or the job.

        Args:
            wait: True, False, seconds, or None: wait unless there is a `signal_function`.
            immediate: begin at once and not with the next frame.
        """
        if wait is None:
            wait = signal_function is None
        timeout = None if wait is True else wait
        with self.lock:
            is_only_job = not self._job_list
            job: Job[Any] = Job(functions, signal_function)
            self._job_list.append(job)
            if is_only_job and (self.completed_requests or immediate):
                self._run_process_requests()
        return self._result(job, timeout) if wait else job

    def _result(self, job: Job[Any], timeout: float | None) -> Any:
        """Wait for a job; say so once when the camera was never started, and nothing can come.

        In virtual time the end of the run says it.
        """
        bench = self.device.bench
        is_live = isinstance(bench.clock, WallClock)
        if is_live and not self.started and (timeout is None or timeout > PATIENCE_S):
            try:
                return job.get_result(timeout=PATIENCE_S)
            except TimeoutError:
                timeout = None if timeout is None else timeout - PATIENCE_S
                remark = bench.cameras.remark()
                if remark:
                    print(remark, file=sys.stderr)  # noqa: T201 (the program waits silently else)
        return job.get_result(timeout=timeout)

    def wait(self, job: Job[Any], timeout: float | None = None) -> Any:
        """Return the result of a job, waiting for it."""
        return job.get_result(timeout=timeout)

    def cancel_all_and_flush(self) -> None:
        """Forget all jobs: whoever waits for one gets an error."""
        with self.lock:
            for job in self._job_list:
                job.cancel()
            self._job_list = []

    def set_frame_drops_(self, num_frames: int) -> tuple[bool, None]:
        """Say how many frames `drop_frames_` lets go; for use inside of the event loop."""
        self._frame_drops = num_frames
        return True, None

    def drop_frames_(self) -> tuple[bool, None]:
        """Let frames go; for use inside of the event loop."""
        while self.completed_requests:
            if self._frame_drops == 0:
                return True, None
            self.completed_requests.pop(0).release()
            self._frame_drops -= 1
        return False, None

    def drop_frames(self, num_frames: int, wait: Any = None, signal_function: Any = None) -> Any:
        """Let so many frames go."""
        steps = [partial(self.set_frame_drops_, num_frames), self.drop_frames_]
        return self.dispatch_functions(steps, wait, signal_function, immediate=True)

    def wait_for_timestamp_(self, timestamp_ns: int | None) -> tuple[bool, None]:
        """Let frames go that began before a time; for use inside of the event loop."""
        if not timestamp_ns:
            return True, None
        while self.completed_requests:
            told = self.completed_requests[0].get_metadata()
            if told["SensorTimestamp"] - 1000 * told["ExposureTime"] >= timestamp_ns:
                return True, None
            self.completed_requests.pop(0).release()
        return False, None
