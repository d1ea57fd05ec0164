"""Seeing that a file was saved, however an editor does it."""

import os

import pytest

from workshop.watch.file_watch import LOOKS_UNTIL_GONE, FileWatch


@pytest.fixture
def program(tmp_path):
    path = tmp_path / "main.py"
    path.write_text("one\n")
    return path


def looks(watch, count=3):
    return [watch.is_news() for _ in range(count)]


def test_a_save_is_news_once(program):
    watch = FileWatch(program)
    program.write_text("two, longer\n")
    assert looks(watch) == [True, False, False]


def test_a_save_of_the_same_text_is_news_too(program):
    watch = FileWatch(program)
    os.utime(program, ns=(1, 1))
    assert looks(watch) == [True, False, False]


def test_an_editor_that_puts_another_file_in_its_place_is_seen(program):
    watch = FileWatch(program)
    before = program.stat()
    new = program.with_name("new")
    new.write_text("two\n")
    os.utime(new, ns=(before.st_atime_ns, before.st_mtime_ns))
    new.replace(program)
    assert looks(watch) == [True, False, False]


def test_a_file_that_is_emptied_before_it_is_written_is_news_when_it_is_written(program):
    watch = FileWatch(program)
    program.write_text("")
    assert looks(watch, 1) == [False]
    program.write_text("two, longer\n")
    assert looks(watch) == [True, False, False]


def test_a_file_that_stays_empty_is_news_at_the_second_look(program):
    watch = FileWatch(program)
    program.write_text("")
    assert looks(watch) == [False, True, False]


def test_a_file_that_is_away_for_a_moment_is_news_when_it_is_back(program):
    watch = FileWatch(program)
    away = program.rename(program.with_name("main.py~"))
    assert looks(watch, 2) == [False, False]
    away.unlink()
    program.write_text("two, longer\n")
    assert looks(watch) == [True, False, False]


def test_a_file_that_stays_away_is_news_once(program):
    watch = FileWatch(program)
    program.unlink()
    seen = looks(watch, LOOKS_UNTIL_GONE + 2)
    assert seen == [False] * (LOOKS_UNTIL_GONE - 1) + [True, False, False]


def test_a_file_that_is_made_later_is_news(tmp_path):
    watch = FileWatch(tmp_path / "later.py")
    assert looks(watch, LOOKS_UNTIL_GONE + 1) == [False] * (LOOKS_UNTIL_GONE + 1)
    (tmp_path / "later.py").write_text("now")
    assert looks(watch) == [True, False, False]
