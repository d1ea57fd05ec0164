"""The screen of `maker watch` at several sizes: what is on it, and what goes first."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.text import Text
from verdicts import blinking, failed, passed

from workshop.lines import PLAIN_MARKS, Marks
from workshop.watch.screen import draw
from workshop.watch.view import Page, View

FILE = "~/maker/work/ali/01_blink/main.py"


def view(**fields):
    return View(title="01 Blink", profile="ali", done=1, total=11, file=FILE, **fields)


def lines_of(shown, columns=80, rows=24, marks=None):
    return [line.plain.rstrip() for line in draw(shown, columns, rows, marks or Marks())]


def test_a_failed_check_on_an_ordinary_terminal():
    assert lines_of(view(verdict=failed(trace=blinking()))) == [
        " 01 Blink                                                                   ali",
        " ███░░░░░░░░░░░░░░░░░░░░░░░░░░░ 1 of 11 lessons done",
        "",
        " ✓ The program lights the red LED.",
        " ✗ The red LED blinks once a second.",
        "   The LED is on for 1.50 s and off for 0.20 s.",
        "   line 11 │ red.off()",
        "   After red.off() the loop begins again at once.",
        "   1. Make both times 0.5.",
        "   2. Save the file.",
        " · waiting: 1 more",
        "",
        " GPIO17 red ▁│▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔│▁▁│▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔│▁│▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔│",
        " seconds    ─────────┼────────────┼─────────────┼────────────┼────────────┼────",
        "                     4            5             6            7            8",
        *[""] * 6,
        " ~/maker/work/ali/01_blink/main.py",
        " h hint · r run · p page · l list · n next · w wiring · t timeline · e edit",
        " x reset · q quit",
    ]


def test_a_passed_check_offers_the_next_lesson_and_the_solution_first():
    shown = lines_of(view(verdict=passed()))

    assert " All passed. Press n for the next lesson." in shown
    assert shown[-2].startswith(" n next · s solution · h hint")


def test_behind_the_last_lesson_nothing_is_promised():
    shown = lines_of(view(verdict=passed(), has_next=False))

    assert " All passed. Press l to choose what comes next." in shown


def test_the_message_outlives_everything_else_on_a_low_and_narrow_screen():
    shown = lines_of(view(verdict=failed(trace=blinking())), columns=40, rows=9, marks=PLAIN_MARKS)

    assert shown == [
        " 01 Blink                           ali",
        " x The red LED blinks once a second.",
        "   The LED is on for 1.50 s and off for",
        "   0.20 s.",
        "   line 11 | red.off()",
        "   1. Make both times 0.5.",
        "   2. Save the file.",
        "",
        " h hint - r run - p page - l list",
    ]


def test_somebody_who_is_stuck_is_offered_a_hint():
    assert " Stuck? Press h for a hint." in lines_of(view(verdict=failed(), is_hint_offered=True))


def test_before_the_first_verdict_it_says_that_it_is_checking():
    assert lines_of(view(is_checking=True))[3] == " Checking your program ..."


def test_the_first_lesson_shows_what_was_found_about_the_computer():
    shown = lines_of(view(set_up=(("You are ali.", "pass"), ("The disk is full.", "fail"))))

    assert shown[3:5] == [" ✓ You are ali.", " ✗ The disk is full."]


def test_a_question_takes_the_place_of_the_keys():
    shown = lines_of(view(verdict=failed(), question="Put the starter back? y / n"))

    assert shown[-1] == " Put the starter back? y / n"


def test_progress_that_is_not_kept_is_said_all_the_time():
    assert " ! Your progress is not kept." in lines_of(view(trouble="Your progress is not kept."))


def test_a_long_page_is_scrolled_and_says_that_there_is_more():
    page = Page("Solution", lambda columns: [Text(f"{n}") for n in range(50)], scroll=10)
    shown = lines_of(view(page=page), rows=8)

    assert shown[1:] == ["10", "11", "12", "13", "14", " … more: arrow down", " Esc back"]


views = st.builds(
    view,
    verdict=st.sampled_from([None, failed(), passed(), failed(trace=blinking())]),
    remark=st.sampled_from(["", "Nothing ran yet. " * 9]),
    trouble=st.sampled_from(["", "The disk is full. " * 9]),
    question=st.sampled_from(["", "Go on? y / n"]),
    is_checking=st.booleans(),
    is_hint_offered=st.booleans(),
)


@settings(deadline=None)
@given(views, st.integers(1, 160), st.integers(1, 60), st.sampled_from([Marks(), PLAIN_MARKS]))
def test_at_any_size_the_screen_is_filled_and_nothing_sticks_out(shown, columns, rows, marks):
    drawn = draw(shown, columns, rows, marks)

    assert len(drawn) == rows
    assert all(line.cell_len <= columns for line in drawn)


@pytest.mark.parametrize("size", [(80, 24), (60, 20), (40, 20), (120, 40)])
def test_at_usual_sizes_the_whole_message_and_the_keys_are_there(size):
    words = " ".join(" ".join(lines_of(view(verdict=failed(trace=blinking())), *size)).split())
    wanted = ("blinks once a second.", "on for 1.50 s", "red.off()", "Make both times", "q quit")

    assert [part for part in wanted if part not in words] == []
