"""Say what went wrong in a student's program: their own lines, then one sentence."""

import traceback
from pathlib import Path
from types import TracebackType

KIT = Path(__file__).parent
STANDARD_LIBRARY = Path(traceback.__file__).parent
"""Frames from below these mean nothing to a beginner, nor do those of installed libraries."""


def explain(error: BaseException) -> str:
    """Return the traceback of the program's own lines; all of it where none of them is in it."""
    if isinstance(error, SyntaxError) and not _is_raised_by_a_call(error):
        return "".join(traceback.format_exception_only(error)).rstrip()
    report = traceback.TracebackException.from_exception(error, compact=True)
    _keep_own_frames(report)
    return "".join(report.format()).rstrip()


def _is_raised_by_a_call(error: SyntaxError) -> bool:
    """Whether it comes from an import or an `eval` in the program and not from its own text."""
    step = error.__traceback__
    while step is not None:
        if not is_library(step.tb_frame.f_code.co_filename):
            return True
        step = step.tb_next
    return False


def _keep_own_frames(report: traceback.TracebackException | None) -> None:
    seen = set()
    while report is not None and id(report) not in seen:
        seen.add(id(report))
        own = [frame for frame in report.stack if not is_library(frame.filename)]
        report.stack[:] = own or [f for f in report.stack if KIT not in Path(f.filename).parents]
        report = report.__cause__ or report.__context__


def is_library(filename: str) -> bool:
    """Whether a file belongs to the kit, to Python or to an installed library."""
    path = Path(filename)
    return (
        filename.startswith("<")  # "<frozen os>", or "<string>" that a library has made
        or KIT in path.parents
        or STANDARD_LIBRARY in path.parents
        or bool({"site-packages", "dist-packages"} & set(path.parts))
    )


def line_of(error: BaseException, folder: Path) -> str:
    """Return "blink.py, line 7" for the innermost line of the program's own that raised."""
    place = ""
    step: TracebackType | None = error.__traceback__
    while step is not None:
        path = Path(step.tb_frame.f_code.co_filename)
        if is_own(path, folder):
            place = f"{path.name}, line {step.tb_lineno}"
        step = step.tb_next
    return place


def own_line(stack: list[tuple[str, int]], folder: Path) -> str:
    """Return "blink.py, line 7" for the innermost of the program's own lines in a stack."""
    for filename, line in stack:
        if is_own(Path(filename), folder):
            return f"{Path(filename).name}, line {line}"
    return ""


def is_own(path: Path, folder: Path) -> bool:
    """Whether a file belongs to the program in `folder` and not to a library."""
    return folder in path.resolve().parents and not is_library(str(path))
