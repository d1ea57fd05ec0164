"""The course: its order, and lessons found by any name a person would type."""

import pytest

from makerkit.errors import BadInputError, NotThereError
from workshop.course import Course

COURSE = """
version = 1
title = "A course"
[pins]
red = "GPIO17"
[[unit]]
id = "A"
title = "Light"
lessons = ["01_blink", "02_sos", "03_not_written_yet"]
[[unit]]
id = "B"
title = "Sense"
needs = ["A"]
lessons = ["10_servo_gate"]
"""


@pytest.fixture
def course(tmp_path):
    for name in ("lessons/01_blink", "lessons/02_sos", "lessons/10_servo_gate", "projects/game"):
        (tmp_path / name).mkdir(parents=True)
        (tmp_path / name / "lesson.md").touch()
    (tmp_path / "lessons/course.toml").write_text(COURSE)
    return Course.read(tmp_path / "lessons", tmp_path / "projects")


def test_lessons_come_in_order_without_those_that_are_not_there(course):
    assert [lesson.name for lesson in course.lessons] == ["01_blink", "02_sos", "10_servo_gate"]
    assert [project.name for project in course.projects] == ["game"]


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("01", "01_blink"),
        ("1", "01_blink"),
        ("blink", "01_blink"),
        ("01_blink/", "01_blink"),
        ("Servo Gate", "10_servo_gate"),
        ("servo", "10_servo_gate"),
        ("10", "10_servo_gate"),
        ("game", "game"),
    ],
)
def test_a_lesson_is_found_by_what_people_type(course, typed, name):
    assert course.lesson(typed).name == name


@pytest.mark.parametrize("typed", ["99", "", "flying", "o"])
def test_what_is_no_lesson_or_several_is_said(course, typed):
    with pytest.raises(NotThereError, match="There is no lesson"):
        course.lesson(typed)


def test_the_next_lesson_may_be_in_the_next_unit(course):
    sos, gate = course.lesson("02"), course.lesson("10")
    assert (course.after(sos), course.after(gate)) == (gate, None)


def test_a_file_belongs_to_the_lesson_whose_folder_it_is_in(course, tmp_path):
    assert course.lesson_of(tmp_path / "work/ali/02_sos/main.py") == course.lesson("02")
    assert course.lesson_of(tmp_path / "elsewhere/main.py") is None


def test_a_course_file_that_lacks_something_says_what(tmp_path):
    (tmp_path / "course.toml").write_text("title = 'x'\n[pins]\n")
    with pytest.raises(BadInputError, match="'unit'"):
        Course.read(tmp_path)


def test_a_folder_without_a_course_says_so(tmp_path):
    with pytest.raises(NotThereError, match="which course"):
        Course.read(tmp_path)


def test_the_kits_own_course_has_blink_and_the_red_lamp_on_17():
    course = Course.of_the_kit()
    assert course.lesson("blink").number == "01"
    assert course.pins["red"] == "GPIO17"


def write(lesson, *names):
    for name in names:
        lesson.file(name).parent.mkdir(exist_ok=True)
        lesson.file(name).touch()


def names_of(lesson, files):
    return [file.relative_to(lesson.folder).as_posix() for file in files]


def test_a_lesson_whose_starter_is_a_sketch_has_sketches_all_over(course):
    lesson = course.lesson("servo")
    write(lesson, "starter.ino", "mistakes/b.ino", "mistakes/a.ino", "mistakes/c.py")
    assert lesson.is_sketch
    assert names_of(lesson, [lesson.starter, lesson.solution]) == ["starter.ino", "solution.ino"]
    assert names_of(lesson, lesson.mistakes) == ["mistakes/a.ino", "mistakes/b.ino"]


def test_a_lesson_in_python_stays_one_with_a_sketch_beside_it(course):
    lesson = course.lesson("blink")
    write(lesson, "starter.py", "pong/pong.ino", "host.py", "mistakes/a.py", "examples/b.ino")
    assert not lesson.is_sketch
    assert names_of(lesson, lesson.mistakes) == ["mistakes/a.py"]
    assert names_of(lesson, lesson.examples) == ["examples/b.ino"]
    assert names_of(lesson, lesson.given) == ["host.py", "pong/pong.ino"]
    assert lesson.host is None


def test_a_program_for_the_pi_stands_beside_a_student_s_sketch(course):
    lesson = course.lesson("sos")
    write(lesson, "starter.ino", "host.py")
    assert lesson.host == lesson.folder / "host.py"
