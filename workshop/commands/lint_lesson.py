"""`maker lint-lesson`: what is wrong with a lesson, for its author."""

import os
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from workshop.lesson_argument import LessonName

if TYPE_CHECKING:
    from workshop.course import Course, Lesson
    from workshop.lint_lesson import LintFault


@click.command()
@click.argument("lessons", nargs=-1, type=LessonName(), metavar="[LESSON|FOLDER]...")
@click.option("--run", "runs", is_flag=True, help="Check solution, starter and mistakes as well.")
@click.pass_context
def command(ctx: click.Context, lessons: tuple[str, ...], runs: bool) -> None:
    r"""Say what is wrong with a LESSON, and where; without one, with all of them.

    Ends with 1 when something must be changed. A warning is a matter of taste.

    \b
    maker lint-lesson 01 --run
    maker lint-lesson projects/reaction_game
    """
    from workshop.lint_lesson import lint_lesson, pages_of

    chosen = _chosen(lessons)
    pages = {course.folder: pages_of(course) for _, course in chosen[:1]}
    faults = [
        fault
        for lesson, course in chosen
        for fault in lint_lesson(lesson, course, pages.get(course.folder))
    ]
    if runs:
        faults += _tried(chosen)
    for fault in faults:
        click.echo(str(replace(fault, file=_near(fault.file))))
    click.echo(_conclusion(faults, len(chosen)))
    ctx.exit(1 if any(not fault.is_warning for fault in faults) else 0)


def _chosen(names: Sequence[str]) -> "list[tuple[Lesson, Course]]":
    from workshop.course import Course
    from workshop.lesson_text.choose import choose

    if names:
        return [choose(name) for name in names]
    course = Course.of_the_kit()
    return [(lesson, course) for lesson in (*course.lessons, *course.projects)]


def _tried(chosen: "Sequence[tuple[Lesson, Course]]") -> "list[LintFault]":
    from workshop.checker import Checker
    from workshop.lint_lesson import Draft
    from workshop.lint_lesson.trial import trial_faults

    with Checker() as checker:
        drafts = [Draft(lesson, course) for lesson, course in chosen]
        return [fault for draft in drafts for fault in trial_faults(draft, checker)]


def _near(file: Path) -> Path:
    """Return a path as it can be clicked on in a terminal: from here, if it lies below."""
    here = Path(os.path.relpath(file))
    return file if here.parts[:1] == ("..",) else here


def _conclusion(faults: "Sequence[LintFault]", lessons: int) -> str:
    warnings = sum(fault.is_warning for fault in faults)
    count = len(faults) - warnings
    where = "1 lesson" if lessons == 1 else f"{lessons} lessons"
    said = "no faults" if not count else "1 fault" if count == 1 else f"{count} faults"
    more = "" if not warnings else f", {warnings} warning{'s' if warnings > 1 else ''}"
    return f"{where}: {said}{more}."
