"""The wiring page: each step in words, and the picture beside the student's file."""

import pytest

from workshop.course import Course
from workshop.watch.wiring_page import wiring_page


@pytest.fixture
def button():
    return Course.of_the_kit().lesson("03")


def words_of(page, columns=300):
    return [line.plain.rstrip() for line in page.draw(columns)]


def test_the_steps_are_numbered_and_the_picture_is_named(button, tmp_path):
    words = words_of(wiring_page(button, tmp_path))
    picture = tmp_path / "wiring.svg"
    assert words[0] == f" The picture is {picture}: open it in a browser."
    assert sum(line.startswith((" 1. ", " 2. ")) for line in words) == 2
    assert picture.read_text().startswith("<svg")


def test_where_no_picture_can_be_kept_the_words_are_still_there(button, tmp_path):
    words = words_of(wiring_page(button, tmp_path / "gone"))
    assert words[0].startswith(" 1. ")


def test_a_lesson_without_parts_has_nothing_to_wire(course, tmp_path):
    words = words_of(wiring_page(course.lesson("01"), tmp_path))
    assert words == [" Nothing has to be wired for this lesson."]


def test_a_broken_wiring_is_one_message(course, tmp_path):
    course.lesson("01").file("wiring.json").write_text("{")
    words = words_of(wiring_page(course.lesson("01"), tmp_path))
    assert words[0].startswith(" The wiring cannot be read:")
