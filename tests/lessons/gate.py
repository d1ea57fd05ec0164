"""The gate: what every lesson and project must keep, as functions that return what is wrong.

They return sentences and raise nothing, so that the tests of the gate can plant a fault in a copy
of a lesson and see it named.
"""

from __future__ import annotations

import ast
import contextlib
import re
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from hardware_mocks.checks.results import CheckResult, TaskResult
from hardware_mocks.job import ExitCode, Job
from makerkit.messages import Catalogue
from makerkit.wiring import Wiring, read_wiring
from makerkit.wiring.code_pins import CodeDevice, devices_in_code
from makerkit.wiring.rules import check_wiring
from workshop.checker import Checker, job_for
from workshop.course import SKETCH, SUFFIXES, Course, Lesson
from workshop.lesson_text import read_page
from workshop.lesson_text.blocks import CodeInclude, walk
from workshop.lint_lesson import lint_lesson
from workshop.lint_lesson.files import LEAST_MISTAKES
from workshop.lint_lesson.message_ids import expected_id
from workshop.runner import run
from workshop.sketch_run import refused

SEEDS = range(20)
A_FEW, ON_A_TRACK, ITS_OWN = 3, 2, 1
"""Seeds where each run costs a chip, a drive with pictures, or gives its tasks their own seeds."""
EXAMPLE_S = 60.0
"""How long an example runs: in virtual time, so it costs nothing."""
EXAMPLE_WITH_ARDUINO_S = 5.0
"""The same where a chip is simulated: each of its instructions costs."""
TYPED = "1\nyes\nhello\n" * 20
"""What an example reads that asks for something."""
NOT_USED = frozenset({"wiring.part_not_in_code"})
"""A part may stay on the breadboard from the lesson before."""
_TASK = re.compile(r"with task\(.*\)")
_NOTE = re.compile(r"(?:#|//) note: (\S+)")
_ID = re.compile(r"[a-z_0-9]+(\.[a-z_0-9]+)+")
_FILE = re.compile(r".*\.(py|ino|json|toml|svg|png|pdf|md|html)|serial\.tools\..*")
"""What looks like the id of a message, and what is the name of a file or module."""
UNKIND = frozenset({"check.broken", "check.not_true", "program.unreadable"})
"""Messages that say nothing of the lesson: a starter must not get one."""


def seeds_of(lesson: Lesson) -> Iterable[int]:
    """Return the seeds to try: few where nothing is left to chance and each costs a chip.

    A drive on a track costs pictures of a room beside it. Where the check itself says the seed of
    every task, another one changes nothing.
    """
    has_board = lesson.wiring is not None and "wokwi-arduino" in lesson.wiring.read_text("utf-8")
    check = lesson.check.read_text("utf-8")
    has_chance = re.search(r"\.(damage|drop|split|noise)\(", check)
    if _TASK.findall(check) and all("seed=" in task for task in _TASK.findall(check)):
        return SEEDS[:ITS_OWN]
    has_track = lesson.scene is not None and 'kind = "track"' in lesson.scene.read_text("utf-8")
    few = SEEDS[: ON_A_TRACK if has_track else A_FEW]
    return few if has_track or (has_board and not has_chance) else SEEDS


def solution_faults(
    lesson: Lesson, checker: Checker, seeds: Iterable[int] | None = None
) -> list[str]:
    """Return the seeds with which the solution does not pass."""
    seeds = seeds_of(lesson) if seeds is None else seeds
    results = {seed: checker.check(job_for(lesson, lesson.solution, seed=seed)) for seed in seeds}
    return [
        f"{lesson.name}/{lesson.solution.name} does not pass with seed {seed}: {_what(result)}"
        for seed, result in results.items()
        if not result.passed
    ]


def other_solution_faults(lesson: Lesson, checker: Checker, folder: Path) -> list[str]:
    """Return the other right programs in a folder that the check does not accept.

    One that begins with `# note: message.id` must get this note with its pass.
    """
    faults = []
    for file in sorted((folder / lesson.name).glob(f"*{lesson.suffix}")):
        result = checker.check(job_for(lesson, file))
        wanted, noted = _NOTE.match(file.read_text(encoding="utf-8")), _notes(result)
        if not result.passed:
            faults.append(
                f"{lesson.name}: {file.name} is right, but does not pass: {_what(result)}"
            )
        elif wanted is not None and wanted[1] not in noted:
            faults.append(f"{lesson.name}: {file.name} gets the notes {noted}, not {wanted[1]}")
    return faults


def mistake_faults(lesson: Lesson, checker: Checker) -> list[str]:
    """Return the wrong programs that do not get exactly the message they say they get."""
    faults = []
    if len(lesson.mistakes) < LEAST_MISTAKES:
        faults.append(f"{lesson.name} has {len(lesson.mistakes)} mistakes, fewer than 3.")
    for file in lesson.mistakes:
        wanted = expected_id(file)
        result = checker.check(job_for(lesson, file))
        found = _message_id(result.failed)
        if wanted is None:
            faults.append(f"{lesson.name}/mistakes/{file.name} does not say what it expects.")
        elif found != wanted:
            faults.append(f"{lesson.name}/mistakes/{file.name} gets {_what(result)}, not {wanted}")
    return faults


def starter_faults(lesson: Lesson, checker: Checker) -> list[str]:
    """Return why the starter does not fail kindly: with a message of the lesson's own kind."""
    result = checker.check(job_for(lesson, lesson.starter))
    if result.passed:
        return [f"{lesson.name}/{lesson.starter.name} passes: there is nothing to do."]
    if _message_id(result.failed) in UNKIND or result.failed is None or not result.failed.text:
        return [f"{lesson.name}/{lesson.starter.name} does not fail kindly: {_what(result)}"]
    return []


def example_faults(lesson: Lesson) -> list[str]:
    """Return the programs that the page shows, and the examples, which do not run."""
    return [
        f"{lesson.name}/{file.relative_to(lesson.folder)} does not run: {message}"
        for file in sorted(_shown_programs(lesson))
        if (message := _failure_of(file, lesson))
    ]


def wiring_faults(lesson: Lesson) -> list[str]:
    """Return what the rules find in the wiring, alone and with each right program."""
    if lesson.wiring is None:
        return []
    wiring = read_wiring(lesson.wiring)
    faults = [f"{lesson.name}/wiring.json: {said}" for said in _found(wiring, ())]
    everything = {lesson.starter, lesson.solution, *lesson.examples}
    programs = sorted(file for file in everything if file.suffix != SKETCH)  # lint has their pins
    devices = {file: devices_in_code(file.read_text(encoding="utf-8")) for file in programs}
    for file, own in devices.items():
        name = file.relative_to(lesson.folder)
        faults += [f"{lesson.name}/{name}: {said}" for said in _found(wiring, own, NOT_USED)]
    return faults


def text_faults(lesson: Lesson, course: Course) -> list[str]:
    """Return what is wrong with the lesson's files as they stand: names, pins, ids, wording."""
    return [str(fault) for fault in lint_lesson(lesson, course) if not fault.is_warning]


def kit_message_faults(files: Iterable[Path], catalogue: Catalogue) -> list[str]:
    """Return the ids in source files that have no text: constants such as "led.is_on"."""
    groups = {message_id.partition(".")[0] for message_id in catalogue}
    return [
        f"{file}: there is no text for {text!r}"
        for file in files
        for text in _strings(file)
        if _ID.fullmatch(text) and not _FILE.fullmatch(text)
        if text.partition(".")[0] in groups and text not in catalogue
    ]


def unused_kit_messages(files: Iterable[Path], catalogue: Catalogue) -> list[str]:
    """Return the texts that no source file names, whole or without the part before the dot."""
    named = {text for file in files for text in _strings(file)}
    return [
        message_id
        for message_id in catalogue
        if message_id not in named and message_id.partition(".")[2] not in named
    ]


def _strings(file: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def _what(result: CheckResult) -> str:
    """Return how a check came out, for an author: the message's id and what it says."""
    failed = result.failed
    if failed is None:
        return "nothing: it passes"
    title = failed.text.title if failed.text is not None else failed.output
    return f"{_message_id(failed)} ({failed.name}: {title})"


def _notes(result: CheckResult) -> list[str]:
    return [task.note.id for task in result.tasks if task.note is not None]


def _message_id(task: TaskResult | None) -> str | None:
    return task.message.id if task is not None and task.message is not None else None


def _found(
    wiring: Wiring, devices: tuple[CodeDevice, ...], but: frozenset[str] = frozenset()
) -> list[str]:
    catalogue = Catalogue.of_the_kit()
    return [
        f"rule {found.rule}: {catalogue.text(found.message).title}"
        for found in check_wiring(wiring, code=devices)
        if found.message.id not in but
    ]


def _shown_programs(lesson: Lesson) -> set[Path]:
    """Return every program that a student may run: the page's, the starter, the examples."""
    shown = (b.file for b in walk(read_page(lesson).blocks) if isinstance(b, CodeInclude))
    files = {lesson.file(name) for name in shown} | {lesson.starter, *lesson.examples}
    return {file for file in files if file.suffix in SUFFIXES}


def _failure_of(program: Path, lesson: Lesson) -> str:
    """Return what a program ended with on the lesson's bench, "" when it ran well."""
    wiring = read_wiring(lesson.wiring) if lesson.wiring else None
    labels = (
        [part.label for part in wiring.parts if "pushbutton" in part.type.name] if wiring else []
    )
    has_chip = program.suffix == SKETCH or bool(wiring and wiring.bench_boards())
    job = Job(
        str(program),
        for_s=EXAMPLE_WITH_ARDUINO_S if has_chip else EXAMPLE_S,
        wiring=str(lesson.wiring) if lesson.wiring else None,
        scenario=str(lesson.scene) if lesson.scene else None,
        presses=tuple(f"{label}@{at_s}s" for label in labels for at_s in (1.3, 4.1, 9.7)),
        host=str(lesson.host) if lesson.host and program.suffix == SKETCH else None,
        sketch=str(lesson.solution) if lesson.is_sketch and program.suffix != SKETCH else None,
    )
    if has_chip and (outcome := refused(job)) is not None:
        return outcome.message
    said: list[str] = []
    with (
        tempfile.TemporaryDirectory() as folder,  # for pictures that an example writes
        contextlib.chdir(folder),
        tempfile.TemporaryFile("w+", encoding="utf-8") as typed,
    ):
        typed.write(TYPED)
        typed.seek(0)
        outcome = run(job, on_output=lambda text, _stream: said.append(text), stdin=typed)
    is_well = outcome.exit_code is ExitCode.ENDED
    return "" if is_well else f"{outcome.reason}: {outcome.message} {''.join(said)[-300:]}"
