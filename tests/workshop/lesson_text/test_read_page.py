"""A page is read into blocks, whole and in order."""

import pytest

from makerkit.errors import NotThereError
from workshop.course import Lesson
from workshop.lesson_text import read_page
from workshop.lesson_text.blocks import CodeInclude, Ingredient, Shell, plain_text, walk
from workshop.lesson_text.spans import Code, PartName, Pin, Strong, Unit, Words, plain


@pytest.fixture
def page(lesson, course):
    return read_page(lesson, course)


def test_the_front_matter_says_what_the_lesson_is(page):
    assert (page.id, page.title, page.minutes, page.about.level) == ("lamp", "A lamp", 30, 1)
    assert page.goals == ("Switch on an LED with a program", "Make a steady rhythm with `sleep`")
    assert (page.needs, page.teaches) == (
        (),
        ("from", "import", "LED", "on", "off", "sleep", "while"),
    )


def test_the_blocks_come_in_order_without_the_title_and_the_comment(page):
    assert [type(block).__name__ for block in page.blocks] == [
        "Paragraph",
        "Heading",
        "Ingredient",
        "ListBlock",
        "WiringPicture",
        "Paragraph",
        "Trouble",
        "Heading",
        "Task",
        "See",
        "Paragraph",
        "CodeInclude",
        "Table",
        "Task",
        "Question",
        "Heading",
        "Paragraph",
        "CodeInclude",
        "Output",
        "PrintOnly",
        "Heading",
        "ListBlock",
    ]


def test_roles_become_pins_parts_and_values(page):
    first_step = page.blocks[3].items[0][0]
    assert first_step.spans == (
        Words("The long leg of the "),
        PartName("red_led", "red LED"),
        Words(" goes, through a "),
        PartName("r330", "330\N{NO-BREAK SPACE}Ω resistor"),
        Words(", to "),
        Pin("red", "GPIO17"),
        Words("."),
    )
    assert Unit("3.3\N{NO-BREAK SPACE}V") in page.blocks[5].spans
    assert Strong((Words("on and off"),)) in page.blocks[0].spans


def test_tasks_are_numbered_and_hints_know_their_task(page):
    assert [task.number for task in page.tasks] == [1, 2]
    assert [(hint.level, hint.task, hint.message_id) for hint in page.hints] == [
        (1, 2, None),
        (2, 2, None),
        (3, 2, "lamp.needs_second_sleep"),
    ]
    assert page.hints[0].text == "Which of the two `sleep` lines runs while the lamp is on?"


def test_a_question_knows_the_right_answer_and_what_to_say_to_each(page):
    (question,) = page.questions
    assert plain_text(question.blocks[:1]) == "What happens without the second `sleep`?"
    assert [
        (choice.is_right, plain(choice.spans), plain(choice.feedback))
        for choice in question.choices
    ] == [
        (False, "The lamp is always off", "Not quite: `off()` lasts for a moment only."),
        (
            True,
            "The lamp looks always on",
            "Yes. It is off for less than a thousandth of a second.",
        ),
        (False, "The program stops", "No: `while True` begins again."),
    ]


def test_code_is_included_with_its_line_numbers(page):
    code = page.every(CodeInclude)[0]
    assert (code.file, code.first, code.last) == ("starter.py", 9, 13)
    assert code.text.split("\n")[::4] == ["while True:", "    sleep(0.2)"]


def test_a_trouble_has_a_symptom_and_a_remedy(page):
    (trouble,) = page.troubles
    assert plain(trouble.symptom) == "The lamp stays dark"
    assert plain_text(trouble.blocks) == (
        "Look at the legs of the LED. The long leg must be on the side of GPIO17."
    )


def test_an_ingredient_comes_from_the_shared_folder(page):
    (ingredient,) = page.every(Ingredient)
    assert ingredient.file.name == "power_off.md"
    assert plain_text(ingredient.blocks).startswith("Pull the power plug of the Pi")


def test_every_block_knows_its_line(page):
    lines = page.file.read_text().split("\n")
    first_words = {
        type(block).__name__: lines[block.line - 1]
        for block in walk(page.blocks)
        if isinstance(block, Shell | CodeInclude)
    }
    assert first_words == {"Shell": "```sh", "CodeInclude": "```{code} examples/talking.py"}
    assert [lines[hint.line - 1][:9] for hint in page.hints] == [":::{hint}"] * 3


def test_a_code_word_stays_as_it_is_typed(page):
    cells = page.blocks[12].rows[0]
    assert cells[0] == (Code("red.on()"),)


def test_a_lesson_without_a_page_is_named(course, tmp_path):
    with pytest.raises(NotThereError, match="no file"):
        read_page(Lesson(tmp_path, "A"), course)
