"""The gate itself: each of its functions finds a fault that is planted in a copy of a lesson."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import gate
import pytest

from makerkit.messages import Catalogue
from workshop.checker import Checker
from workshop.course import Course, Lesson

LESSONS = Course.of_the_kit().folder
SLEEPS_BY_CHANCE = """
import random
from time import sleep
from gpiozero import LED

red = LED(17)
half_s = random.choice([0.5, 0.5, 0.7])
while True:
    red.on()
    sleep(half_s)
    red.off()
    sleep(half_s)
"""


@pytest.fixture(scope="module")
def checker() -> Iterator[Checker]:
    with Checker() as warm:
        yield warm


@pytest.fixture
def course(tmp_path: Path) -> Course:
    """A course of two lessons that is a copy and may be spoilt."""
    folder = tmp_path / "lessons"
    for name in ("00_start_here", "01_blink"):
        shutil.copytree(LESSONS / name, folder / name)
    shutil.copy(LESSONS / "course.toml", folder)
    return Course.read(folder)


@pytest.fixture
def lesson(course: Course) -> Lesson:
    return course.lesson("blink")


@pytest.fixture
def plant(lesson: Lesson) -> Callable[[str, str], None]:
    """Write a file into the copy."""

    def write(name: str, text: str) -> None:
        lesson.file(name).parent.mkdir(exist_ok=True)
        lesson.file(name).write_text(text, encoding="utf-8")

    return write


def replace(lesson: Lesson, name: str, old: str, new: str) -> None:
    text = lesson.file(name).read_text(encoding="utf-8")
    assert old in text
    lesson.file(name).write_text(text.replace(old, new), encoding="utf-8")


def solution(lesson: Lesson) -> str:
    return lesson.solution.read_text(encoding="utf-8")


# --- programs


def test_a_solution_that_does_not_pass_is_found(lesson, checker, plant):
    plant("solution.py", lesson.starter.read_text(encoding="utf-8"))
    (fault,) = gate.solution_faults(lesson, checker, [0])
    assert fault.startswith("01_blink/solution.py does not pass with seed 0: blink.uneven")


def test_a_solution_that_passes_by_chance_only_is_found(lesson, checker, plant):
    plant("solution.py", SLEEPS_BY_CHANCE)
    assert 0 < len(gate.solution_faults(lesson, checker)) < len(gate.SEEDS)


def test_another_right_program_that_does_not_pass_is_found(lesson, checker, tmp_path):
    (tmp_path / "others/01_blink").mkdir(parents=True)
    shutil.copy(lesson.starter, tmp_path / "others/01_blink/wrong.py")
    (fault,) = gate.other_solution_faults(lesson, checker, tmp_path / "others")
    assert fault.startswith("01_blink: wrong.py is right, but does not pass: blink.uneven")


@pytest.mark.parametrize(
    ("first_line", "found"),
    [
        ("# expect: blink.uneven", "gets nothing: it passes, not blink.uneven"),
        ("# what is expected here?", "does not say what it expects."),
    ],
)
def test_a_mistake_that_gets_another_message_is_found(lesson, checker, plant, first_line, found):
    plant("mistakes/new.py", f"{first_line}\n{solution(lesson)}")
    assert f"01_blink/mistakes/new.py {found}" in gate.mistake_faults(lesson, checker)


def test_too_few_mistakes_are_found(lesson, checker):
    for file in lesson.mistakes[2:]:
        file.unlink()
    assert "01_blink has 2 mistakes, fewer than 3." in gate.mistake_faults(lesson, checker)


def test_a_starter_with_nothing_to_do_is_found(lesson, checker, plant):
    plant("starter.py", solution(lesson))
    (fault,) = gate.starter_faults(lesson, checker)
    assert fault == "01_blink/starter.py passes: there is nothing to do."


def test_a_starter_that_ends_in_a_broken_check_is_found(lesson, checker, plant):
    plant("check.py", "def test_it(bench, task, say):\n    '''It works.'''\n    nonsense\n")
    (fault,) = gate.starter_faults(lesson, checker)
    assert fault.startswith("01_blink/starter.py does not fail kindly: check.broken")


def test_an_example_that_does_not_run_is_found(lesson, plant):
    plant("examples/on_once.py", "from gpiozero import LED\n\nled = LED(17)\nled.onn()\n")
    (fault,) = gate.example_faults(lesson)
    assert fault.startswith("01_blink/examples/on_once.py does not run: failed")
    assert "no attribute 'onn'" in fault


def test_an_example_that_fails_at_a_press_is_found(lesson, plant):
    text = "from gpiozero import LED, Button\nfrom signal import pause\n\nbutton = Button(5)\n"
    plant("examples/press.py", f"{text}button.when_pressed = lambda: 1 / 0\npause()\n")
    wiring = json.loads((LESSONS / "03_button/wiring.json").read_text(encoding="utf-8"))
    plant("wiring.json", json.dumps(wiring))
    assert any("ZeroDivisionError" in fault for fault in gate.example_faults(lesson))


# --- wiring


def wires_of(lesson: Lesson) -> dict[str, object]:
    document: dict[str, object] = json.loads(lesson.file("wiring.json").read_text(encoding="utf-8"))
    return document


def test_a_wiring_with_a_fault_is_found(lesson, plant):
    plant("wiring.json", json.dumps(wires_of(lesson)).replace('"330"', '"330k"'))
    faults = gate.wiring_faults(lesson)
    assert faults[0].startswith("01_blink/wiring.json: rule 22: ")


def test_a_program_on_another_pin_is_found(lesson):
    replace(lesson, "solution.py", "LED(17)", "LED(27)")
    (fault,) = gate.wiring_faults(lesson)
    assert fault.startswith("01_blink/solution.py: rule 19: Your program uses GPIO27 (pin 13)")


def test_a_wiring_that_nobody_can_build_from_the_box_is_found(lesson, plant):
    plant("wiring.json", json.dumps(wires_of(lesson)).replace('"330"', '"470"'))
    assert any("rule 20" in fault for fault in gate.wiring_faults(lesson))


# --- words


def faults_about(lesson: Lesson, course: Course, word: str) -> list[str]:
    return [fault for fault in gate.text_faults(lesson, course) if word in fault]


def test_a_message_without_its_text_is_found(lesson, course):
    replace(lesson, "messages.toml", "[blink.uneven]", "[blink.crooked]")
    assert faults_about(lesson, course, 'No catalogue has a text for "blink.uneven"')
    assert faults_about(lesson, course, "The check never says blink.crooked")


def test_a_name_before_it_is_taught_is_found(lesson, course):
    with lesson.file("lesson.md").open("a", encoding="utf-8") as page:
        page.write("\nYou may also use `PWMLED`.\n")
    assert faults_about(lesson, course, "PWMLED")


def test_a_pin_in_the_text_that_is_not_wired_is_found(lesson, course):
    with lesson.file("lesson.md").open("a", encoding="utf-8") as page:
        page.write("\nThe green LED is on {pin}`green`.\n")
    assert faults_about(lesson, course, "GPIO22")


def test_a_missing_file_is_found(lesson, course):
    lesson.file("design.md").unlink()
    assert faults_about(lesson, course, "design.md is missing")


def test_a_message_of_the_kit_without_text_is_found(tmp_path):
    source = tmp_path / "verbs.py"
    source.write_text('raise CheckFailure("led.is_purple", name="wiring.json")\n', encoding="utf-8")
    assert gate.kit_message_faults([source], Catalogue.of_the_kit()) == [
        f"{source}: there is no text for 'led.is_purple'"
    ]


def test_a_text_of_the_kit_that_nothing_says_is_found(tmp_path):
    words = tmp_path / "words.toml"
    words.write_text('[led.is_purple]\ntitle = "Purple."\n[led.is_on]\ntitle = "On."\n')
    source = tmp_path / "verbs.py"
    source.write_text('raise CheckFailure("led.is_on")\n', encoding="utf-8")
    assert gate.unused_kit_messages([source], Catalogue(words)) == ["led.is_purple"]
