"""Lines of text: no wider than asked for, and no word lost."""

from hypothesis import given, settings
from hypothesis import strategies as st
from verdicts import failed, passed

from makerkit.messages import Text
from workshop.lines import PLAIN_MARKS, Marks, cut, key_line, progress_bar, wrapped
from workshop.verdict import Sentence, Verdict
from workshop.verdict_lines import verdict_lines

widths = st.integers(20, 120)
printable = st.characters(codec="utf-8", exclude_categories=("C", "Z", "M"))


def plain(lines):
    return [line.plain.rstrip() for line in lines]


def test_words_are_broken_between_words_and_code_is_coloured_without_its_backticks():
    lines = wrapped("Add a second `sleep(0.5)` after it.", 22, first=" 1. ")

    assert plain(lines) == [" 1. Add a second", "    sleep(0.5) after", "    it."]
    assert [span.style for span in lines[1].spans if span.style] == ["bold cyan"]


def test_code_with_blanks_is_one_word_where_there_is_room():
    assert plain(wrapped("Write `led = LED(17)` first.", 22)) == ["Write led = LED(17)", "first."]


@settings(deadline=None)
@given(st.text(printable, max_size=200), widths)
def test_no_line_is_wider_than_the_screen_and_no_character_is_lost(text, columns):
    lines = wrapped(text, columns)

    assert max(line.cell_len for line in lines) <= columns
    assert "".join(line.plain for line in lines).replace("`", "") == text.replace("`", "")


def test_a_bar_is_full_only_when_all_is_done():
    bars = [progress_bar(done, 11, 10, PLAIN_MARKS).plain for done in (0, 1, 10, 11)]

    assert bars == ["..........", "#.........", "#########.", "##########"]


def test_keys_go_on_in_the_next_line():
    keys = (("n", "next"), ("h", "hint"), ("q", "quit"))

    assert plain(key_line(keys, 20, PLAIN_MARKS)) == [" n next - h hint", " q quit"]


def test_a_text_that_is_too_long_shows_that_it_was_cut():
    cuts = [cut("reaction", columns, Marks()) for columns in (8, 7, 1, 0)]

    assert cuts == ["reaction", "reacti…", "", ""]


def test_a_failed_check_says_what_was_seen_with_the_line_why_and_what_to_try():
    assert plain(verdict_lines(failed(), 60, 20, Marks())) == [
        " ✓ The program lights the red LED.",
        " ✗ The red LED blinks once a second.",
        "   The LED is on for 1.50 s and off for 0.20 s.",
        "   line 11 │ red.off()",
        "   After red.off() the loop begins again at once.",
        "   1. Make both times 0.5.",
        "   2. Save the file.",
        " · waiting: 1 more",
    ]


def test_where_there_is_no_room_the_message_stays_longest():
    message = [
        "   The LED is on for 1.50 s and off for 0.20 s.",
        "   line 11 | red.off()",
        "   1. Make both times 0.5.",
        "   2. Save the file.",
    ]
    seen = " x The red LED blinks once a second."

    assert [plain(verdict_lines(failed(), 60, rows, PLAIN_MARKS)) for rows in (7, 5, 1)] == [
        [" + 1 passed", seen, *message, " . waiting: 1 more"],
        [seen, *message],
        message[:1],
    ]


def test_a_note_stands_below_what_passed_and_is_the_first_to_go():
    note = Text("In `delay` nothing else is done.", "The board sleeps.", ("Use `millis()`.",))
    verdict = Verdict((Sentence("The lamp blinks.", "pass"),), note=note, note_line=13)

    assert [plain(verdict_lines(verdict, 60, rows, PLAIN_MARKS)) for rows in (9, 3, 1)] == [
        [
            " + The lamp blinks.",
            "   Line 13: In delay nothing else is done.",
            "   The board sleeps.",
            "   > Use millis().",
        ],
        [" + 1 passed", "   Line 13: In delay nothing else is done.", "   > Use millis()."],
        [" + 1 passed"],
    ]


@settings(deadline=None)
@given(widths, st.integers(1, 30))
def test_a_verdict_is_never_more_than_its_room(columns, rows):
    for verdict in (failed(), passed()):
        lines = verdict_lines(verdict, columns, rows, Marks())
        assert len(lines) <= rows
        assert all(line.cell_len <= columns for line in lines)
