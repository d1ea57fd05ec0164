"""A course whose page has every construct, and copies of it to spoil."""

import shutil
from pathlib import Path

import pytest

from workshop.course import Course

DATA = Path(__file__).parent / "data" / "course"


@pytest.fixture
def course():
    return Course.read(DATA)


@pytest.fixture
def lesson(course):
    return course.lesson("lamp")


@pytest.fixture
def copy(tmp_path):
    """The same course in a folder of its own."""
    shutil.copytree(DATA, tmp_path / "lessons")
    return Course.read(tmp_path / "lessons")
