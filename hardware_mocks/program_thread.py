"""Run a program's file in this process, beside the test or the check that watches it."""

import builtins
import io
import logging
import os
import signal
import sys
import threading
import types
from collections.abc import Callable
from pathlib import Path
from typing import Any

from hardware_mocks import program_end
from hardware_mocks.bench import Bench
from hardware_mocks.gpio.closing import close_devices
from hardware_mocks.program_output import MOST_BYTES, RecordedStream
from hardware_mocks.program_source import read_program
from hardware_mocks.virtual_time import Scheduler, loops

KIT = ("makerkit", "hardware_mocks", "workshop")


def run_in_thread(path: str | Path, bench: Bench, scheduler: Scheduler, *, for_s: float) -> None:
    """Run a program as `__main__` for at most `for_s` virtual seconds, then end it.

    Raises:
        Whatever the program raises, but for SystemExit.
    """
    program = ProgramThread(Path(path), bench, scheduler)
    program.start()
    try:
        program.thread.join(for_s)
    finally:
        program.stop()
    if program.error is not None:
        raise program.error


class ProgramThread:
    """A program that runs as `__main__` in a thread of its own, in virtual time.

    Args:
        stdin: what it reads, or None to leave that as it is.
        is_at_home: whether it finds its folder as a program started by Python does: modules
            beside it can be imported, files lie where it looks, and at its end its devices close.
        most_bytes: how much it may print.
        folder: where it stands while it runs and its files lie; by default where the program lies.

    Attributes:
        error: what the program, or one of its threads, raised first.
        error_thread: name of that thread, "" for the program itself.
        exit_code: what it gave to `sys.exit`.
        ended_s: when it ended by itself, or None.
        waiting_device: at its end, the kind of a device whose callback it had set, or "".
        on_end: called when the program has ended or raised.
    """

    def __init__(
        self,
        path: Path,
        bench: Bench,
        scheduler: Scheduler,
        *,
        stdin: io.TextIOBase | None = None,
        is_at_home: bool = False,
        most_bytes: int = MOST_BYTES,
        folder: Path | None = None,
    ) -> None:
        self._path = path
        self._folder = folder
        self._bench = bench
        self._scheduler = scheduler
        self._stdin = stdin
        self._is_at_home = is_at_home
        self._most_bytes = most_bytes
        self._module = types.ModuleType("__main__")
        self._module.__file__ = str(path)
        self._is_stopped = False
        self._others = set(threading.enumerate())
        self._undo: list[Callable[[], object]] = []
        self.thread = threading.Thread(target=self._main, name="program", daemon=True)
        self.error: BaseException | None = None
        self.error_thread = ""
        self.exit_code: Any = None
        self.ended_s: float | None = None
        self.waiting_device = ""
        self.on_end: Callable[[], None] = lambda: None

    def start(self) -> None:
        """Read the program and start it.

        Raises:
            NotThereError, BadInputError: there is no such program, or it is no text.
        """
        self._source = read_program(self._path)
        loops.offer_calls()
        self._bench.name_things_after(vars(self._module))
        self._put(sys.modules, "__main__", self._module)
        for name in ("stdout", "stderr") if self._is_at_home else ("stdout",):
            stream = RecordedStream(name, getattr(sys, name), self._bench, self._most_bytes)
            self._put(vars(sys), name, stream)
            self._undo.append(stream.finish)
        if self._stdin is not None:
            self._put(vars(sys), "stdin", self._stdin)
        if self._is_at_home:
            self._move_in()
        self.thread.start()

    def stop(self) -> None:
        """End the program where it waits, if it has not ended, and put everything back."""
        self._is_stopped = True
        try:
            if self.thread.is_alive():
                self._scheduler.dismiss(vars(self.thread)["_virtual_task"])
        finally:
            while self._undo:
                self._undo.pop()()

    # -- inside

    def _main(self) -> None:
        if self._is_at_home:  # threads inherit it, and those of a program are not daemons
            vars(threading.current_thread())["_daemonic"] = False
        try:
            exec(loops.compile_program(self._source, str(self._path)), vars(self._module))  # noqa: S102 (the program)
        except SystemExit as error:
            self.exit_code = error.code
        except BaseException as error:  # handed to whoever watches
            self._failed(error, "")
        if self._is_at_home and not self._is_stopped:
            self._end_as_python_does()

    def _end_as_python_does(self) -> None:
        """Wait for the program's threads, note the end, and let gpiozero close its devices."""
        for thread in threading.enumerate():
            if thread not in {*self._others, self.thread} and not thread.daemon:
                thread.join()
        self.waiting_device = program_end.device_that_wants_to_be_called(self._bench.pin_factories)
        self.ended_s = self._bench.clock.now_ns / 1e9
        self.on_end()
        close_devices()

    def _failed(self, error: BaseException, thread: str) -> None:
        if self.error is None and not self._is_stopped:
            self.error, self.error_thread = error, thread
            self.on_end()

    def _move_in(self) -> None:
        folder = self._path.resolve().parent
        self._put(vars(sys), "argv", [str(self._path)])
        self._put(vars(sys), "path", [str(folder), *sys.path])
        self._put(vars(sys), "meta_path", list(sys.meta_path))
        self._put(vars(sys), "dont_write_bytecode", True)
        self._put(vars(threading), "excepthook", self._on_thread_error)
        before = Path.cwd()
        os.chdir(self._folder or folder)
        self._undo.append(lambda: os.chdir(before))
        self._undo.append(_without_new_log_handlers())
        known = set(sys.modules)
        self._undo.append(lambda: _forget_modules_of(folder, known))
        loops.install(folder)
        self._put(vars(signal), "signal", _set_handler)
        for name in ("exit", "quit"):  # the ones of `site` close stdin, which is not theirs
            self._put(vars(builtins), name, _exit)

    def _on_thread_error(self, args: Any) -> None:
        if args.exc_value is not None and not isinstance(args.exc_value, SystemExit):
            self._failed(args.exc_value, args.thread.name if args.thread else "a thread")

    def _put(self, where: dict[str, Any], name: str, value: Any) -> None:
        before = where[name]
        where[name] = value
        self._undo.append(lambda: where.__setitem__(name, before))


def _without_new_log_handlers() -> Callable[[], None]:
    """Return what takes away the handlers that `logging` gets from now on, and closes them."""
    before = list(logging.root.handlers)

    def restore() -> None:
        for handler in [one for one in logging.root.handlers if one not in before]:
            logging.root.removeHandler(handler)
            handler.close()

    return restore


def _exit(code: Any = None) -> None:
    raise SystemExit(code)


def _set_handler(number: int, handler: Any) -> Any:
    """Python allows `signal.signal` in the main thread alone, which a program thinks it is."""
    return signal.getsignal(number)


def _forget_modules_of(folder: Path, known: set[str]) -> None:
    """Let modules of the program's folder be imported anew: they may have been changed."""
    for name, module in list(sys.modules.items()):
        file = getattr(module, "__file__", None)
        if name in known or not file or name.partition(".")[0] in KIT:
            continue
        path = Path(file)
        if path.is_relative_to(folder) and "site-packages" not in path.parts:
            del sys.modules[name]
