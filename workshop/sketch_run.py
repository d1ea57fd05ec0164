"""What `maker run` does before and after a run with sketches: build them, and say what is wrong.

Sketches are built here, in the parent: in virtual time nothing can be compiled. The run then finds
them in the cache.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from makerkit.messages import Catalogue

if TYPE_CHECKING:
    from hardware_mocks.explain import Explained
    from hardware_mocks.job import Job, Outcome


def refused(job: Job) -> Outcome | None:
    """Build the sketches of a run; return how it ends at once where one cannot be built.

    Raises:
        ToolchainMissingError: there is no compiler here.
        BuildError: a sketch that the wiring names cannot be built.
    """
    if not job.is_sketch:
        _build_those_of(job.wiring)
        return None
    from hardware_mocks.explain.sketch.built import why_not_built
    from hardware_mocks.job import ExitCode, Outcome

    found = why_not_built(Path(job.program))
    if found is None:
        return None
    return Outcome("failed", ExitCode.FAILED, 0.0, in_words(found, Path(job.program)))


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


def _build_those_of(wiring: str | None) -> None:
    """Build the sketches that the boards of a wiring run."""
    from hardware_mocks.checks.sketches import has_arduino

    if wiring is None or not has_arduino(Path(wiring)):
        return
    from hardware_mocks.arduino.sketches import LOADABLE, find_sketch
    from makerkit.arduino.build import build
    from makerkit.wiring import read_wiring

    for board in read_wiring(wiring).bench_boards():
        name = str(board.attrs.get("sketch") or "")
        if name and Path(name).suffix not in LOADABLE:
            build(find_sketch(name, Path(wiring).parent))
