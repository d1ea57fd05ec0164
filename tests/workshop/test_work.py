"""The student's own files: made from the starter, and never overwritten."""

import pytest

from makerkit.errors import BadInputError, NotThereError
from workshop.course import Lesson
from workshop.profiles import Profile
from workshop.work import program_of, reset_work, start_work


@pytest.fixture
def lesson(tmp_path):
    folder = tmp_path / "lessons" / "01_blink"
    folder.mkdir(parents=True)
    (folder / "starter.py").write_text("print('starter')\n")
    return Lesson(folder, "A")


@pytest.fixture
def profile(tmp_path):
    return Profile("ali", tmp_path / "home")


def test_a_lesson_is_started_with_its_starter(profile, lesson, tmp_path):
    assert start_work(profile, lesson)
    program = tmp_path / "home/work/ali/01_blink/main.py"
    assert program_of(profile, lesson) == program
    assert program.read_text() == "print('starter')\n"


def test_a_second_start_leaves_the_student_s_file_alone(profile, lesson):
    start_work(profile, lesson)
    program_of(profile, lesson).write_text("mine\n")
    assert not start_work(profile, lesson)
    assert program_of(profile, lesson).read_text() == "mine\n"


def test_each_reset_keeps_what_was_there_under_a_name_of_its_own(profile, lesson):
    start_work(profile, lesson)
    program = program_of(profile, lesson)
    kept = []
    for written in (b"first\n", b"\x00\xff second"):
        program.write_bytes(written)
        kept.append(reset_work(profile, lesson))
        assert program.read_text() == "print('starter')\n"
    assert [path.name for path in kept] == ["main.before_reset_1.py", "main.before_reset_2.py"]
    assert [path.read_bytes() for path in kept] == [b"first\n", b"\x00\xff second"]


def test_a_reset_of_an_untouched_or_missing_file_keeps_nothing(profile, lesson):
    assert reset_work(profile, lesson) is None
    assert reset_work(profile, lesson) is None
    assert [path.name for path in program_of(profile, lesson).parent.iterdir()] == ["main.py"]


def test_a_lesson_without_its_starter_says_so_and_changes_nothing(profile, lesson):
    start_work(profile, lesson)
    program_of(profile, lesson).write_text("mine\n")
    lesson.starter.unlink()
    with pytest.raises(NotThereError, match=r"01_blink lacks its starter\.py"):
        reset_work(profile, lesson)
    assert program_of(profile, lesson).read_text() == "mine\n"


def test_a_work_folder_that_cannot_be_made_is_said_with_its_path(profile, lesson):
    profile.home.mkdir()
    (profile.home / "work").write_text("")
    with pytest.raises(BadInputError, match="01_blink"):
        start_work(profile, lesson)


@pytest.fixture
def sketch_lesson(tmp_path):
    folder = tmp_path / "lessons" / "11_blink_on_arduino"
    folder.mkdir(parents=True)
    (folder / "starter.ino").write_text("void setup() {}\nvoid loop() {}\n")
    return Lesson(folder, "C")


def test_a_sketch_is_named_like_its_folder_as_the_ide_wants_it(profile, sketch_lesson, tmp_path):
    assert start_work(profile, sketch_lesson)
    program = tmp_path / "home/work/ali/11_blink_on_arduino/11_blink_on_arduino.ino"
    assert program_of(profile, sketch_lesson) == program
    assert program.read_text() == "void setup() {}\nvoid loop() {}\n"


def test_a_reset_leaves_one_sketch_in_the_folder(profile, sketch_lesson):
    """The IDE would join every other `.ino` file in the folder to it."""
    start_work(profile, sketch_lesson)
    program = program_of(profile, sketch_lesson)
    program.write_text("mine\n")
    kept = reset_work(profile, sketch_lesson)
    assert kept.name == "11_blink_on_arduino.before_reset_1.ino.txt"
    assert kept.read_text() == "mine\n"
    assert list(program.parent.glob("*.ino")) == [program]
