"""Run a program's file in this process, beside the test that watches it."""

import sys
import threading
import types
from pathlib import Path

from hardware_mocks.bench import Bench
from hardware_mocks.program_output import RecordedStream
from hardware_mocks.program_source import read_program
from hardware_mocks.virtual_time import Scheduler, loops


def run_in_thread(path: str | Path, bench: Bench, scheduler: Scheduler, *, for_s: float) -> None:
    """Run a program as `__main__` for at most `for_s` virtual seconds, then end it.

    Raises:
        Whatever the program raises, but for SystemExit.
    """
    source = read_program(Path(path))
    loops.offer_calls()
    module = types.ModuleType("__main__")
    module.__file__ = str(path)
    bench.name_things_after(vars(module))
    errors: list[BaseException] = []

    def main() -> None:
        try:
            exec(loops.compile_program(source, str(path)), vars(module))  # noqa: S102 (the program)
        except SystemExit:
            pass
        except BaseException as error:  # handed to the test
            errors.append(error)

    main_before, output_before = sys.modules["__main__"], sys.stdout
    output = RecordedStream("stdout", sys.stdout, bench)
    sys.modules["__main__"], sys.stdout = module, output
    thread = threading.Thread(target=main, name="program", daemon=True)
    try:
        thread.start()
        thread.join(for_s)
        if thread.is_alive():
            scheduler.dismiss(vars(thread)["_virtual_task"])
    finally:
        sys.modules["__main__"], sys.stdout = main_before, output_before
        output.finish()
    if errors:
        raise errors[0]
