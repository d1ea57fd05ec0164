"""A page in the terminal: at any width, a screen at a time, with its questions."""

import io

import pytest
from click.testing import CliRunner
from rich.console import Console

from workshop.cli import main
from workshop.lesson_text import read_page
from workshop.lesson_text.reading import Reading
from workshop.lesson_text.terminal import TerminalPage


@pytest.fixture
def page(lesson, course):
    return read_page(lesson, course)


def show(page, *, width=80, height=25, hints=False, typed=None, wires=(), answered=None):
    """Return what is printed, and the prompts in it as they come."""
    out = io.StringIO()
    console = Console(file=out, width=width, height=height, highlight=False, markup=False)
    view = TerminalPage(wires=wires, lesson="01", shows_hints=hints, has_colours=False)
    lines = iter(typed or ())

    def ask(prompt):
        console.print(f"<{prompt.strip()}>")
        try:
            return next(lines)
        except StopIteration:
            raise EOFError from None

    Reading(console, view, None if typed is None else ask, answered).show(page)
    return out.getvalue().split("\n")


def part(lines, begin, end):
    start = lines.index(begin)
    return lines[start : lines.index(end, start) + 1]


@pytest.mark.parametrize("width", [30, 40, 80, 120])
def test_no_line_is_wider_than_the_terminal(page, width):
    assert [line for line in show(page, width=width, hints=True) if len(line) > width] == []


def test_what_belongs_together_has_a_bar_and_hints_are_folded(page):
    assert part(show(page, width=40), "┃ Task 2", "┃ c) The program stops") == [
        "┃ Task 2",
        "┃ Make the lamp blink evenly, one blink",
        "┃ a second.",
        "┃",
        "┃ 3 hints: press h in `./maker watch`,",
        "┃ or type `./maker read 01 --hints`.",
        "",
        "┃ Question",
        "┃ What happens without the second",
        "┃ `sleep`?",
        "┃",
        "┃ a) The lamp is always off",
        "┃ b) The lamp looks always on",
        "┃ c) The program stops",
    ]


def test_hints_are_shown_when_asked_for(page):
    lines = show(page, hints=True)
    assert [line for line in lines if "Hint" in line] == [
        "┃ ┃ Hint 1: a nudge",
        "┃ ┃ Hint 2: where to look",
        "┃ ┃ Hint 3: almost the line",
    ]


def test_code_has_the_line_numbers_of_its_file(page):
    assert part(show(page), "starter.py, lines 9-13", "  13     sleep(0.2)") == [
        "starter.py, lines 9-13",
        "   9 while True:",
        "  10     red.on()",
        "  11     sleep(1.5)",
        "  12     red.off()",
        "  13     sleep(0.2)",
    ]


def test_the_wiring_is_a_numbered_list_in_words(page):
    lines = show(page, wires=["A wire from `GPIO17` to row 2."])
    assert part(lines, "1. A wire from `GPIO17` to row 2.", "")[1:] == [
        "The picture: `./maker wire 01 --png wiring.png`",
        "",
    ]


def test_what_is_for_paper_is_not_shown(page):
    assert "Draw the light of your lamp over three seconds:" not in show(page)


def test_a_screen_that_is_full_waits(page):
    lines = show(page, height=12, typed=["", "q"])
    prompts = [line for line in lines if line.startswith("<")]
    assert prompts == ["<Enter goes on, q stops:>"] * 2
    first = lines.index(prompts[0])
    assert first <= 10
    assert "Wire it" not in lines[:first]  # a heading goes with what is below it


def test_a_question_is_asked_until_the_answer_is_right(page):
    lines = show(page, height=1000, typed=["a", "x", "B"])
    prompt = "<Your answer (a, b, c; Enter goes on):>"
    assert part(lines, prompt, "Right. Yes. It is off for less than a thousandth of a second.") == [
        prompt,
        "No. Not quite: `off()` lasts for a moment only.",
        prompt,
        "Type one letter: a, b, c.",
        prompt,
        "Right. Yes. It is off for less than a thousandth of a second.",
    ]


def test_only_the_first_answer_counts(page):
    told = []
    show(page, height=1000, typed=["x", "a", "c", "b"], answered=told.append)
    assert told == [False]
    show(page, height=1000, typed=["b"], answered=told.append)
    assert told == [False, True]


def test_a_question_can_be_passed_over(page):
    lines = show(page, height=1000, typed=[""])
    assert "What you know now" in lines


def test_closing_the_input_ends_the_reading(page):
    lines = show(page, height=1000, typed=[])
    assert "What you know now" not in lines


def test_the_command_prints_all_of_it_where_there_is_no_terminal(lesson):
    result = CliRunner().invoke(main, ["read", str(lesson.folder), "--width", "60"])
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.startswith("A lamp   30 minutes\n")
    assert "\x1b" not in result.stdout
    assert "`sleep`" in result.stdout


def test_without_a_lesson_it_is_the_one_the_student_is_at(tmp_path, monkeypatch):
    monkeypatch.setenv("MAKER_HOME", str(tmp_path))
    result = CliRunner().invoke(main, ["read"])
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.startswith("Start here")


def test_an_unknown_lesson_is_named_with_those_there_are():
    result = CliRunner().invoke(main, ["read", "99_nothing"])
    assert result.exit_code == 2
    assert "There is no lesson '99_nothing'" in result.stderr
