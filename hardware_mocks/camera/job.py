"""Something that the camera's event loop is to do, and its result: `picamera2.job`."""

from collections.abc import Callable
from concurrent.futures import CancelledError, Future
from typing import Any, Generic, TypeVar

T = TypeVar("T")
Step = Callable[[], tuple[bool, Any]]


class Job(Generic[T]):
    """A row of steps, each tried with every frame until it is done.

    Attributes:
        calls: how often a step was tried.
    """

    def __init__(
        self, functions: list[Step], signal_function: "Callable[[Job[T]], Any] | None" = None
    ) -> None:
        self.calls = 0
        self._functions = list(functions)
        self._signal_function = signal_function
        self._result: Any = None
        self._future: Future[T] = Future()
        self._future.set_running_or_notify_cancel()

    def execute(self) -> bool:
        """Go as far as possible now; return whether the job is done."""
        assert self._functions, "Job already completed!"
        try:
            while self._functions:
                done, self._result = self._functions[0]()
                self.calls += 1
                if not done:
                    return False
                del self._functions[0]
        except Exception as error:
            self._future.set_exception(error)
            self._functions.clear()
        return True

    def signal(self) -> None:
        """Tell whoever waits that the job is done."""
        assert not self._functions, "Job not finished!"
        if not self._future.done():
            self._future.set_result(self._result)
        if self._signal_function:
            self._signal_function(self)

    def get_result(self, timeout: float | None = None) -> T:
        """Return the result of the last step, waiting for it for so many seconds.

        Raises:
            TimeoutError: it took longer.
            CancelledError: the job was cancelled.
        """
        return self._future.result(timeout=timeout)

    def cancel(self) -> None:
        """Let whoever waits for the result get an error."""
        self._future.set_exception(CancelledError())
