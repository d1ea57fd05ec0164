"""The gate where a lesson's program is a sketch: it finds the same faults, planted in a copy."""

from __future__ import annotations

from pathlib import Path

import gate
import pytest

from hardware_mocks.arduino.for_tests import require_toolchain
from workshop.checker import Checker
from workshop.course import Course

COURSE = """
version = 1
title = "A course"
[pins]
[[unit]]
id = "C"
title = "Arduino"
lessons = ["11_uno"]
"""
PAGE = """---
id: uno
title: Blink on Arduino
minutes: 30
goals: [Light a lamp]
teaches: []
---
```{code} starter.ino
```
"""
CHECK = '''
def test_blinks(bench, task, say):
    """The lamp blinks."""
    say.when(lambda seen: seen.pin("D13").duty > 0.6, "led.wrong_duty",
             name="L", duty_percent=80, expected_percent=50)
    with task():
        bench.pin("D13").blinks(period="200 ms", within="2 %", times=2)
        bench.pin("D13").has_duty(0.5, within="5 %")
'''
BLINK = """void setup() {{
  pinMode(13, OUTPUT);
}}
void loop() {{
  digitalWrite(13, HIGH);
  delay({on});
  digitalWrite(13, LOW);
  delay({off});
}}
"""


@pytest.fixture(scope="module")
def checker():
    require_toolchain()
    with Checker() as warm:
        yield warm


@pytest.fixture
def lesson(tmp_path: Path):
    """A small lesson about a sketch, right in everything."""
    folder = tmp_path / "lessons" / "11_uno"
    (folder / "mistakes").mkdir(parents=True)
    (tmp_path / "lessons" / "course.toml").write_text(COURSE)
    (folder / "lesson.md").write_text(PAGE)
    (folder / "check.py").write_text(CHECK)
    (folder / "starter.ino").write_text(BLINK.format(on=160, off=40))
    (folder / "solution.ino").write_text(BLINK.format(on=100, off=100))
    for n in range(3):
        text = f"// expect: led.wrong_duty\n{BLINK.format(on=150 + n, off=50 - n)}"
        (folder / "mistakes" / f"long_{n}.ino").write_text(text)
    return Course.read(tmp_path / "lessons").lesson("uno")


def test_a_right_lesson_has_no_fault(lesson, checker):
    assert gate.solution_faults(lesson, checker, range(3)) == []
    assert gate.mistake_faults(lesson, checker) == []
    assert gate.starter_faults(lesson, checker) == []
    assert gate.example_faults(lesson) == []


def test_a_solution_that_does_not_pass_is_found(lesson, checker):
    lesson.solution.write_text(lesson.starter.read_text())
    (fault,) = gate.solution_faults(lesson, checker, [0])
    assert fault.startswith("11_uno/solution.ino does not pass with seed 0: led.wrong_duty")


def test_a_mistake_that_gets_another_message_is_found(lesson, checker):
    file = lesson.file("mistakes/long_0.ino")
    file.write_text(file.read_text().replace("pinMode", "pinmode"))
    (fault,) = gate.mistake_faults(lesson, checker)
    assert fault.startswith("11_uno/mistakes/long_0.ino gets sketch.capitals")


def test_a_mistake_in_python_is_not_counted(lesson, checker):
    lesson.file("mistakes/long_0.ino").rename(lesson.file("mistakes/long_0.py"))
    assert gate.mistake_faults(lesson, checker) == ["11_uno has 2 mistakes, fewer than 3."]


def test_a_starter_that_passes_is_found(lesson, checker):
    lesson.starter.write_text(lesson.solution.read_text())
    assert gate.starter_faults(lesson, checker) == [
        "11_uno/starter.ino passes: there is nothing to do."
    ]


def test_a_given_sketch_that_cannot_be_built_is_the_lesson_s_fault(lesson, checker):
    lesson.file("pong").mkdir()
    lesson.file("pong/pong.ino").write_text("void setup() {\n  oops\n}\nvoid loop() {}\n")
    (fault,) = gate.starter_faults(lesson, checker)
    assert fault.startswith("11_uno/starter.ino does not fail kindly: check.broken")
    assert "oops" in fault


def test_an_example_that_cannot_be_built_is_found(lesson):
    require_toolchain()
    lesson.file("examples").mkdir()
    lesson.file("examples/fast.ino").write_text(
        BLINK.format(on=1, off=1).replace("(13, O", "(13 O")
    )
    (fault,) = gate.example_faults(lesson)
    assert "a comma is missing" in fault
    assert fault.startswith("11_uno/examples/fast.ino does not run: fast.ino, line 2")


def test_another_right_sketch_is_tried(lesson, checker, tmp_path):
    (tmp_path / "others/11_uno").mkdir(parents=True)
    (tmp_path / "others/11_uno/wrong.ino").write_text(lesson.starter.read_text())
    (fault,) = gate.other_solution_faults(lesson, checker, tmp_path / "others")
    assert fault.startswith("11_uno: wrong.ino is right, but does not pass: led.wrong_duty")


def test_a_note_that_does_not_come_is_found(lesson, checker, tmp_path):
    (tmp_path / "others/11_uno").mkdir(parents=True)
    other = tmp_path / "others/11_uno/delay.ino"
    other.write_text(f"// note: led.is_on\n{lesson.solution.read_text()}")
    (fault,) = gate.other_solution_faults(lesson, checker, tmp_path / "others")
    assert fault == "11_uno: delay.ino gets the notes [], not led.is_on"
    noted = 'say.note(lambda seen: seen.code.calls("delay"), "led.is_on", name="L")\n    '
    lesson.check.write_text(CHECK.replace("with task", f"{noted}with task", 1))
    assert gate.other_solution_faults(lesson, checker, tmp_path / "others") == []


def test_a_program_of_the_wrong_kind_is_told_so(lesson, checker, tmp_path):
    from workshop.checker import job_for

    program = tmp_path / "main.py"
    program.write_text("print('hello')\n")
    result = checker.check(job_for(lesson, program))
    assert result.failed.message.id == "sketch.wanted"
    blink = Course.of_the_kit().lesson("blink")
    result = checker.check(job_for(blink, lesson.solution))
    assert result.failed.message.id == "sketch.not_wanted"
