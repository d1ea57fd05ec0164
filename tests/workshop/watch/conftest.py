"""A small course, and a student's desk in front of it."""

from pathlib import Path

import pytest

from workshop.course import Course
from workshop.desk import Desk
from workshop.profiles import Profile

COURSE = """
version = 1
title = "A small course"
[pins]
red = "GPIO17"
[[unit]]
id = "start"
title = "Start here"
lessons = ["00_start_here"]
[[unit]]
id = "A"
title = "Light"
lessons = ["01_blink", "02_sos"]
"""
PAGE = "---\nid: {name}\n---\n"


def make_folder(folder: Path) -> None:
    folder.mkdir(parents=True)
    (folder / "lesson.md").write_text(PAGE.format(name=folder.name))
    (folder / "starter.py").write_text(f"print('starter of {folder.name}')\n")
    (folder / "solution.py").write_text("print('solution')\n")


@pytest.fixture
def course(tmp_path):
    for name in ("00_start_here", "01_blink", "02_sos"):
        make_folder(tmp_path / "lessons" / name)
    make_folder(tmp_path / "projects" / "reaction_game")
    (tmp_path / "lessons/course.toml").write_text(COURSE)
    return Course.read(tmp_path / "lessons", tmp_path / "projects")


@pytest.fixture
def desk(course, tmp_path):
    return Desk(course, Profile("ali", tmp_path / "home"), now=lambda: 1_800_000_000.0)
