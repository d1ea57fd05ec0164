"""What files a lesson needs, and what its front matter promises about other lessons."""

from __future__ import annotations

from collections.abc import Iterator

from makerkit.errors import MakerKitError
from makerkit.wiring import read_wiring
from makerkit.wiring.code_pins import devices_in_code
from makerkit.wiring.faults import did_you_mean
from makerkit.wiring.rules import check_wiring
from workshop.course import CHECK, MISTAKES, PAGE, SOLUTION, STARTER, SUFFIXES, WIRING
from workshop.lint_lesson.draft import Draft, fault, read_or_empty, warning
from workshop.lint_lesson.fault import LintFault

DESIGN = "design.md"
LEAST_MISTAKES = 3
_WHY_NEEDED = {
    PAGE: "the page",
    STARTER: "what the student begins with",
    SOLUTION: "what is shown after passing",
    CHECK: "the check",
    DESIGN: "why the lesson is so, for instructors",
}


def missing_files(draft: Draft) -> Iterator[LintFault]:
    """Find the files that are not there."""
    folder = draft.lesson.folder
    for word, what in _WHY_NEEDED.items():
        name = word + draft.lesson.suffix if word in {STARTER, SOLUTION} else word
        if not draft.lesson.file(name).is_file():
            yield fault(folder, 0, f"{name} is missing: {what}.")
    has_devices = any(devices_in_code(read_or_empty(file)) for file in draft.programs)
    if has_devices and draft.lesson.wiring is None:
        yield fault(folder, 0, f"{WIRING} is missing, and the programs use pins.")
    count = len(draft.lesson.mistakes)
    if count < LEAST_MISTAKES:
        there = f"There are {count}" if count else "There are none"
        yield fault(
            folder,
            0,
            f"{there} in {MISTAKES}/; a lesson has {LEAST_MISTAKES} wrong programs or more.",
        )


def programs_for_the_other_machine(draft: Draft) -> Iterator[LintFault]:
    """Find programs that nobody ever runs: Python where the student writes a sketch, or so."""
    lesson = draft.lesson
    other = next(suffix for suffix in SUFFIXES if suffix != lesson.suffix)
    strays = [lesson.file(SOLUTION + other), *lesson.file(MISTAKES).glob(f"*{other}")]
    for file in sorted(strays):
        if file.is_file():
            yield fault(file, 0, f"Nobody runs this: the starter is {lesson.starter.name}.")


def not_in_the_course(draft: Draft) -> Iterator[LintFault]:
    """Find a lesson beside the others that `course.toml` does not list."""
    file = draft.course.folder / "course.toml"
    is_beside = draft.lesson.folder.resolve().parent == draft.course.folder.resolve()
    if is_beside and draft.lesson not in draft.course.lessons and draft.page is not None:
        yield fault(file, 0, f"{draft.lesson.name} is not listed in any unit.")


def page_faults(draft: Draft) -> Iterator[LintFault]:
    """Pass on what is wrong with the page itself."""
    for found in draft.page_faults:
        yield fault(found.file, found.line, found.text)


def faulty_wiring(draft: Draft) -> Iterator[LintFault]:
    """Find a wiring file that cannot be read."""
    if draft.lesson.wiring is None:
        return
    try:
        read_wiring(draft.lesson.wiring)
    except MakerKitError as error:
        yield fault(draft.lesson.wiring, 0, str(error))


def electrical_faults(draft: Draft) -> Iterator[LintFault]:
    """Find what the electrical rules say of the wiring, without the programs."""
    if draft.wiring is None or draft.lesson.wiring is None:
        return
    for found in check_wiring(draft.wiring):
        say = fault if found.is_error else warning
        text = f"{draft.messages.text(found.message).title} (Rule {found.rule}.)"
        line = draft.wiring_line(found.parts[0]) if found.parts else 0
        yield say(draft.lesson.wiring, line, text)


def ids_and_needs(draft: Draft) -> Iterator[LintFault]:
    """Find an id that is not the folder's name, and needed lessons that do not exist."""
    page = draft.page
    if page is None:
        return
    name = draft.lesson.name
    expected = name.partition("_")[2] if draft.lesson.number else name
    if not expected.startswith(page.id):
        yield fault(page.file, 2, f'The id is "{page.id}", but the folder is called {name}.')
    known = {other.id for other in draft.pages.values()} | {unit.id for unit in draft.course.units}
    for need in page.needs:
        if need not in known:
            near = did_you_mean(need, sorted(known))
            yield fault(
                page.file, _line_of(draft, "needs"), f'No lesson has the id "{need}".{near}'
            )


def _line_of(draft: Draft, key: str) -> int:
    lines = read_or_empty(draft.lesson.file(PAGE)).split("\n")
    return next((n for n, line in enumerate(lines, 1) if line.startswith(f"{key}:")), 1)
