"""What is wrong with a lesson's folder, for its author: every fault with its file and line.

Each check is a function that takes a `Draft` and yields faults; `CHECKS` lists them. They run
nothing: what the programs really do is looked at by `trial.py` and by the gate in
`tests/lessons/`.
"""

from collections.abc import Callable, Iterator

from workshop.course import Course, Lesson
from workshop.lint_lesson.commands import unknown_commands
from workshop.lint_lesson.draft import Draft
from workshop.lint_lesson.fault import LintFault
from workshop.lint_lesson.files import (
    electrical_faults,
    faulty_wiring,
    ids_and_needs,
    missing_files,
    not_in_the_course,
    page_faults,
    programs_for_the_other_machine,
)
from workshop.lint_lesson.message_ids import (
    faulty_catalogue,
    ids_without_text,
    mistakes_without_their_id,
    texts_never_used,
)
from workshop.lint_lesson.names import names_not_yet_taught, programs_ahead_of_the_course
from workshop.lint_lesson.pins import (
    pins_of_programs,
    pins_of_the_text,
    wiring_against_the_pin_map,
)
from workshop.lint_lesson.teaching import Pages, pages_of
from workshop.lint_lesson.wording import goals_without_a_verb, long_sentences

__all__ = ["CHECKS", "Draft", "LintFault", "lint_lesson", "pages_of"]

CHECKS: tuple[Callable[[Draft], Iterator[LintFault]], ...] = (
    missing_files,
    programs_for_the_other_machine,
    not_in_the_course,
    page_faults,
    ids_and_needs,
    goals_without_a_verb,
    long_sentences,
    unknown_commands,
    names_not_yet_taught,
    programs_ahead_of_the_course,
    faulty_wiring,
    electrical_faults,
    wiring_against_the_pin_map,
    pins_of_programs,
    pins_of_the_text,
    faulty_catalogue,
    ids_without_text,
    texts_never_used,
    mistakes_without_their_id,
)


def lint_lesson(
    lesson: Lesson, course: Course, pages: Pages | None = None
) -> tuple[LintFault, ...]:
    """Return everything that is wrong with a lesson, in the order of files and lines.

    Args:
        lesson: its folder is looked at.
        course: what it belongs to.
        pages: of the course (`pages_of`), where several lessons are looked at.
    """
    draft = Draft(lesson, course, pages)
    found = dict.fromkeys(fault for check in CHECKS for fault in check(draft))
    return tuple(sorted(found, key=lambda fault: (str(fault.file), fault.line)))
