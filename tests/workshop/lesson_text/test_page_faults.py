"""Whatever an author gets wrong is said with its file and line."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from makerkit.errors import BadInputError
from workshop.course import Course, Lesson
from workshop.lesson_text import BadPageError, inspect_page, read_page

TOP = """---
id: lamp
title: A lamp
minutes: 30
goals: [Light a lamp]
---
"""
FIRST = 7
"""The first line below `TOP`."""


@pytest.fixture
def faults_of(copy):
    """Write a page; return its faults as (line, text)."""

    def write(text, *, top=TOP):
        lesson = copy.lesson("lamp")
        (lesson.folder / "lesson.md").write_text(top + text, encoding="utf-8")
        return [(fault.line, fault.text) for fault in inspect_page(lesson, copy)[1]]

    return write


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("```{cod} starter.py\n```", 'Nobody knows the fence {cod}. Did you mean "code"?'),
        (
            ":::{tip}\nUse it.\n:::",
            "Nobody knows the fence {tip}. There is: task, hint, trouble, question, see, "
            "print-only, code, include, wiring.",
        ),
        (
            ":::{task}\nDo it.",
            '":::{task}" is never closed by a line ":::". A fence around a fence needs more: ::::.',
        ),
        (
            "```sh\n./maker",
            '"```sh" is never closed by a line "```". A fence around a fence needs more: ````.',
        ),
        (
            ":::",
            'This ":::" closes nothing. A fence around a fence needs more: ::::.',
        ),
        (
            "```python\nx = 1\n```",
            "Put this code into a file of the lesson and include it: ```{code} starter.py.",
        ),
        (
            "```cpp\nint x = 1;\n```",
            "Put this code into a file of the lesson and include it: ```{code} starter.ino.",
        ),
        (
            "```\nx\n```",
            "Say what this fence holds: ```sh for commands, ```text for what is printed.",
        ),
        ("```yaml\nx\n```", 'A fence cannot hold "yaml". There is: sh, text.'),
        (
            "```{code} startr.py\n```",
            'There is no file "startr.py" here. Did you mean "starter.py"?',
        ),
        (
            "```{code} starter.py lines=9-99\n```",
            "starter.py has 13 lines; there are no `lines=9-99`.",
        ),
        (
            "```{code} starter.py lines=0\n```",
            "starter.py has 13 lines; there are no `lines=0`.",
        ),
        (
            "```{code} starter.py lines=5-3\n```",
            "starter.py has 13 lines; there are no `lines=5-3`.",
        ),
        (
            "```{code} starter.py lines=a-b\n```",
            "`lines=a-b` must be `lines=3`, `lines=3-6` or `lines=3-`.",
        ),
        ("```{code} starter.py mark=3\n```", '`{code}` has no option "mark", only `lines=3-6`.'),
        ("```{code}\n```", "`{code}` needs the name of a file: `{code} starter.py lines=3-6`."),
        ("```{code} ../course.toml\n```", '"../course.toml" does not lie in the lesson\'s folder.'),
        (
            "```{code} starter.py\nred.on()\n```",
            "Inside of {code} nothing can stand: it is filled in from a file.",
        ),
        (
            "```{include} ../x\n```",
            "`{include}` needs the name of an ingredient: `{include} safety`.",
        ),
        (
            ":::{task} one\nDo it.\n:::",
            'Behind {task} nothing can stand, but there is "one".',
        ),
        (":::{hint} level=4\nSo.\n:::", 'The level of a hint is 1, 2 or 3, not "4".'),
        (
            ":::{hint} about=x\nSo.\n:::",
            '{hint} has no "about", only `level=1` and `for=message.id`.',
        ),
        (":::{trouble}\nSo.\n:::", "Name the symptom: `:::{trouble} The lamp stays dark`."),
        (
            ":::{question}\nWhy?\n:::",
            "A question ends with its answers: `- [ ] wrong -- why`, `- [x] right -- why`.",
        ),
        (
            ":::{question}\nWhy?\n\n- [ ] So -- No.\n- [ ] Or so -- No.\n:::",
            "No answer of this question is right: mark one with `[x]`.",
        ),
        (
            ":::{question}\n- [x] So -- Yes.\n:::",
            "The question itself is missing above its answers.",
        ),
        ("> So it is said.", "A page has no quotes (`>`). For a warning take `:::{trouble}`."),
        ("<b>So</b>", '"<b>" is HTML. A page has none.'),
        ("# Another title", "`# Another title`: only the title has one `#`, others have `##`."),
        ("To {pin}`redd`.", 'The pin map has no pin "redd". Did you mean "red"?'),
        ("To {pin} red.", "`{pin}` needs its word in backticks: {pin}`...`."),
        ("A {part}`r33o`.", 'There is no part "r33o".'),
        ("To {pim}`red`.", 'Nobody knows `{pim}`. Did you mean "pin"?'),
        ("![A lamp](lamp.png)", "A page cannot show this: image."),
    ],
)
def test_each_fault_of_a_page_is_said_with_its_line(faults_of, text, fault):
    assert faults_of(text)[0] == (FIRST, fault)


def test_lines_across_and_front_matter_have_no_place_inside_a_page(faults_of):
    assert faults_of("Above\n\n---\n\n:::{task}\n---\na: b\n---\n:::") == [
        (FIRST + 2, "A page has no lines across (`---`). Take a heading."),
        (FIRST + 5, "Front matter stands at the top of a page only."),
    ]


def test_a_fault_deep_inside_has_the_line_of_the_file(faults_of):
    text = ":::{task}\nDo it:\n\n1. First\n2. To {pin}`blue`.\n:::\n"
    assert [line for line, _ in faults_of(text)] == [FIRST + 4]


def test_an_answer_without_feedback_or_mark_is_named(faults_of):
    text = ":::{question}\nWhy?\n\n- [x] So\n- Or so -- No.\n:::\n"
    assert faults_of(text) == [
        (FIRST + 3, "Say what is told to who chooses this answer, behind ` -- `."),
        (FIRST + 4, "An answer is one line that begins with `- [ ]` or `- [x]`."),
    ]


def test_all_faults_are_named_at_once(copy):
    lesson = copy.lesson("lamp")
    (lesson.folder / "lesson.md").write_text(TOP + "{pin}`a`\n\n{pin}`b`\n")
    with pytest.raises(BadPageError) as caught:
        read_page(lesson, copy)
    assert str(caught.value).split("\n") == [
        f'{lesson.folder}/lesson.md:7: The pin map has no pin "a". There is: red, button_a.',
        f'{lesson.folder}/lesson.md:9: The pin map has no pin "b". There is: red, button_a.',
    ]


def test_a_fault_in_an_ingredient_names_the_ingredient(copy, faults_of):
    shared = copy.folder / "_shared" / "power_off.md"
    shared.write_text("Fine.\n\n{pin}`blue`\n")
    faults_of("```{include} power_off\n```\n")
    (fault,) = inspect_page(copy.lesson("lamp"), copy)[1]
    assert (fault.file, fault.line) == (shared, 3)


def test_an_ingredient_that_includes_itself_is_named(copy, faults_of):
    (copy.folder / "_shared" / "power_off.md").write_text("```{include} power_off\n```\n")
    assert faults_of("```{include} power_off\n```\n") == [(1, "power_off.md includes itself.")]


@pytest.mark.parametrize(
    ("top", "faults"),
    [
        ("A lamp\n", [(1, "A page begins with its front matter between two lines `---`.")]),
        ("---\nid: lamp\ntitle: A\ngoals: [x]\n---\n", [(2, "The front matter lacks `minutes:`.")]),
        (
            TOP.replace("30", "soon"),
            [(4, '`minutes:` must be a number from 1 to 600, not "soon".')],
        ),
        (TOP.replace("30", "0"), [(4, '`minutes:` must be a number from 1 to 600, not "0".')]),
        (
            TOP.replace("minutes: 30", "minuts: 30"),
            [
                (2, "The front matter lacks `minutes:`."),
                (4, 'Nobody knows the key `minuts:`. Did you mean "minutes"?'),
            ],
        ),
        (TOP.replace("title: A lamp", "title: [A]"), [(3, "`title:` needs one value.")]),
        (
            TOP.replace("[Light a lamp]", "Light a lamp"),
            [
                (5, "`goals:` must be a list: `[a, b]`, or `- item` on the lines below."),
            ],
        ),
        (TOP.replace("[Light a lamp]", ""), [(5, "The front matter lacks `goals:`.")]),
        (TOP.replace("id: lamp", "id: lamp\nid: lamp"), [(3, "`id:` stands there twice.")]),
        (
            TOP.replace("minutes: 30", "minutes: 30\n  - what"),
            [(5, '"- what" is not `key: value`, nor `- item` below a key.')],
        ),
    ],
)
def test_each_fault_of_the_front_matter_is_said_with_its_line(faults_of, top, faults):
    assert faults_of("", top=top) == faults


def test_quotes_comments_and_lists_below_a_key_are_understood(copy, faults_of):
    top = "---\n# a comment\nid: 'lamp'\ntitle: \"A: lamp\"\nminutes: 5\ngoals:\n  - Do it\n---\n"
    assert faults_of("", top=top) == []
    page = read_page(copy.lesson("lamp"), copy)
    assert (page.id, page.title, page.goals) == ("lamp", "A: lamp", ("Do it",))


def test_a_file_that_is_no_text_is_named(copy):
    lesson = copy.lesson("lamp")
    (lesson.folder / "lesson.md").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(BadInputError, match="not UTF-8"):
        read_page(lesson, copy)


@pytest.mark.parametrize("line_end", ["\r\n", "\r"])
def test_line_ends_of_other_systems_are_line_ends(copy, line_end):
    lesson = copy.lesson("lamp")
    text = f"{TOP}:::{{task}}\nDo it.\n\n```sh\n./maker".replace("\n", line_end)
    (lesson.folder / "lesson.md").write_bytes(text.encode())
    assert [fault.line for fault in inspect_page(lesson, copy)[1]] == [FIRST]


PIECES = st.sampled_from(
    ["---\n", ":::{task}\n", "::::{question}\n", ":::\n", "::::\n", "```{code} starter.py\n"]
)
MORE_PIECES = st.sampled_from(
    ["```\n", "- [x] a -- b\n", "- [ ] c\n", "1. x\n", "| a | b |\n|---|---|\n", "{pin}`red`", "\n"]
)
ODD_PIECES = st.sampled_from(
    ["{unit}`", "> q\n", "    code\n", "<b>", "# T\n", "```{include} power_off\n", "[a](b)", "**x"]
)


@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(pieces=st.lists(PIECES | MORE_PIECES | ODD_PIECES | st.text(max_size=8), max_size=12))
def test_any_text_is_read_or_refused_with_lines_that_exist(tmp_path, pieces):
    text = TOP + "".join(pieces)
    (tmp_path / "lesson.md").write_text(text, encoding="utf-8", errors="replace")
    course = Course(tmp_path, "", (), {"red": "GPIO17"})
    _, faults = inspect_page(Lesson(tmp_path, "A"), course)
    read = (tmp_path / "lesson.md").read_text(encoding="utf-8")
    assert all(0 < fault.line <= read.count("\n") + 1 for fault in faults)
