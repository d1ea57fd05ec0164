"""What `maker run` does before and after a run with sketches: build them, and say what is wrong.

Sketches are built here, in the parent: in virtual time nothing can be compiled. The run then finds
them in the cache.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from makerkit.arduino.build_progress import progress_told
from makerkit.messages import Catalogue

if TYPE_CHECKING:
    from rich.progress import Progress

    from hardware_mocks.explain import Explained
    from hardware_mocks.job import Job, Outcome


def refused(job: Job) -> Outcome | None:
    """Build the sketches of a run; return how it ends at once where one cannot be built.

    Raises:
        ToolchainMissingError: there is no compiler here.
        BuildError: a sketch that the wiring names cannot be built.
    """
    if not job.is_sketch:
        build_those_of(job.wiring)
        return None
    from hardware_mocks.explain.sketch.built import why_not_built
    from hardware_mocks.job import ExitCode, Outcome

    with compiling():
        found = why_not_built(Path(job.program))
    if found is None:
        return None
    return Outcome("failed", ExitCode.FAILED, 0.0, in_words(found, Path(job.program)))


@contextmanager
def compiling() -> Iterator[None]:
    """Show a person how far a compilation inside is, once there is something to compile."""
    if not sys.stderr.isatty():
        yield
        return
    with ExitStack() as shown:
        bar: Progress | None = None

        def on_progress(done: int, of_all: int) -> None:
            nonlocal bar
            bar = bar or shown.enter_context(_progress_bar())
            bar.update(bar.task_ids[0], completed=done, total=of_all)

        with progress_told(on_progress):
            yield


def _progress_bar() -> Progress:
    from rich.console import Console
    from rich.progress import Progress

    bar = Progress(console=Console(stderr=True), transient=True)
    bar.add_task("Compiling for the Arduino", total=None)
    return bar


def remark(job: Job) -> str:
    """Return the first thing in a sketch that is certainly not meant so, in words, or ""."""
    from hardware_mocks.explain.sketch.built import slips_of

    program = Path(job.program)
    first = next(iter(slips_of(program)), None)
    return in_words(first, program) if first is not None else ""


def in_words(found: Explained, program: Path) -> str:
    """Return the line and what is wrong with it, as `maker run` prints it."""
    place = program.name if found.line is None else f"{program.name}, line {found.line}"
    code = f"    {found.code}\n" if found.code else ""
    return f"{place}:\n{code}{Catalogue.of_the_kit().text(found.message)}"


def build_those_of(wiring: str | None) -> None:
    """Build the sketches that the boards of a wiring run, as far as a compiler is needed for them.

    Raises:
        NotThereError, ToolchainMissingError, BuildError: as `firmware_of`.
    """
    from hardware_mocks.checks.sketches import has_arduino

    if wiring is None or not has_arduino(Path(wiring)):
        return
    from hardware_mocks.arduino.sketches import firmware_of
    from makerkit.wiring import read_wiring

    with compiling():
        for board in read_wiring(wiring).bench_boards():
            sketch = str(board.attrs.get("sketch") or "")
            firmware_of(sketch, Path(wiring).parent)
