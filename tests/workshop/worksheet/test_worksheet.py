"""The worksheet: what stands on it, in which order, the same on every machine."""

import re
from dataclasses import replace

import pytest
from click.testing import CliRunner
from sheet_reader import DATA, Pdf

from makerkit.errors import UnsupportedHereError
from workshop.cli import main
from workshop.course import Course
from workshop.lesson_text import read_page
from workshop.lesson_text.blocks import CodeInclude
from workshop.worksheet.html import Worksheet
from workshop.worksheet.markup import tag
from workshop.worksheet.pdf import HERE, draw_pdf, styles
from workshop.worksheet.text import code
from workshop.worksheet.words import direction

OUR_FONTS = re.compile("Sheet-|Source-Sans-Pro")
SORANI = """---
id: lamp
title: گڵۆپ
minutes: 30
goals: [ڕووناککردنەوەی LED]
---
دەست پێ بکە بە {pin}`red`، بەرگری {unit}`330 Ω`.

:::{task}
ئەمە بنووسە: `red.on()`. پاشان چاوەڕێ بکە ٣ چرکە.
:::

```{code} starter.py lines=9-10
```

ئابپتجچحخدرڕزژسشعغفڤقکگلڵمنوۆهەھیێ ٠١٢٣٤٥٦٧٨٩
"""


@pytest.fixture(scope="module")
def pdf(sheet):
    return Pdf(draw_pdf(sheet))


def test_everything_comes_in_the_order_of_the_page(pdf):
    places = pdf.where(
        "Name",
        "Lesson 01",
        "A lamp",
        "Afterwards you can",
        "Switch on an LED with a program",
        "What you need",
        "1 x resistor 330 Ω",
        "You build a lamp",
        "Wire it",
        "Pull the power plug",
        "a wire from GPIO17 to row 4",
        "a wire to ground",
        "The resistor keeps",
        "Task 1",
        "./maker read 01",
        "What you will see",
        "starter.py, lines 9-13",
        "while True:",
        "Task 2",
        "Question 1",
        "The lamp is always off",
        "Draw the light of your lamp",
        "What you know now",
        "When something is wrong",
        "The lamp stays dark",
    )
    assert places == sorted(places)


def test_every_page_is_a4_and_says_which_one_it_is(pdf):
    count = len(pdf.pages)
    assert pdf.sizes_mm == [(210, 297)] * count
    for number, page in enumerate(pdf.pages, 1):
        assert f"{number} / {count}" in page
        assert "01_lamp · A lamp" in page


def test_a_line_is_full_before_it_is_broken_at_a_code_word(lamp):
    goal = "Give a name to a piece of program, with `def`"
    page = replace(lamp, about=replace(lamp.about, goals=(goal,)))
    pdf = Pdf(draw_pdf(Worksheet(page, parts=["a part", "another part"])))
    assert "Give a name to a piece of program,\r\nwith def" in pdf.pages[0]


def test_hints_stand_upside_down_at_the_end(sheet):
    html = sheet.html("")
    hints = html.index('<section class="hints">')
    assert hints > html.index('<section class="troubles">')
    # the third one belongs to a message of the check, which paper does not have
    assert re.findall(r"Hint (\d), for task 2", html[hints:]) == ["2", "1"]
    assert "Hint" not in html[:hints]
    assert "rotate(180deg)" in styles("en")


def test_only_fonts_that_the_kit_brings_are_used(pdf):
    assert pdf.fonts
    assert {font for font in pdf.fonts if not OUR_FONTS.search(font)} == set()


def test_the_same_sheet_gives_the_same_bytes(sheet):
    assert draw_pdf(sheet) == draw_pdf(sheet)


def test_everything_is_grey():
    colours = re.findall(r"#([0-9a-f]{3,6})\b", (HERE / "sheet.css").read_text())
    assert colours
    assert [colour for colour in colours if len(set(colour)) > 1] == []


def test_each_task_has_a_box_to_tick_and_room_to_write(sheet):
    html = sheet.html("")
    tasks = html.split('<div class="task">')[1:]
    found = [(task.count('class="done"'), task.count('class="rule"')) for task in tasks]
    assert found == [(1, 2), (1, 2)]


def test_the_right_answers_are_marked_on_the_instructors_sheet_only(sheet):
    assert "ticked" not in sheet.html("")
    answers = replace(sheet, has_answers=True).html("")
    marked = re.findall(r'tick( ticked)?">[^<]*</span><span class="letter">(\w)', answers)
    assert marked == [("", "A"), (" ticked", "B"), ("", "C")]
    assert "It is off for less than a thousandth of a second." in answers
    assert "with answers" in answers


def test_the_wiring_stands_where_the_page_has_it(sheet):
    html = sheet.html("")
    assert html.count("<svg") == 1
    assert html.index("<svg") > html.index("The short leg goes to GND.")


def test_the_wiring_stands_on_top_when_the_page_does_not_say_where(sheet, lamp):
    blocks = tuple(block for block in lamp.blocks if type(block).__name__ != "WiringPicture")
    html = replace(sheet, page=replace(lamp, blocks=blocks)).html("")
    assert html.index("<svg") < html.index("You build a lamp")


def test_a_lesson_without_parts_has_no_list_and_no_picture(lamp):
    html = Worksheet(lamp).html("")
    assert "What you need" not in html
    assert "<svg" not in html


def test_keywords_of_a_sketch_look_like_keywords():
    block = CodeInclude("starter.ino", "void loop() {\n    // wait\n", 3, 1)
    html = code(block, "lines")
    assert '<span class="code"><span class="k">void</span>' in html
    assert '<span class="c">// wait</span>' in html


def test_text_cannot_become_markup():
    assert tag("p", '1 < 2 & "x"', title='"') == (
        '<p title="&quot;">1 &lt; 2 &amp; &quot;x&quot;</p>'
    )


@pytest.fixture
def sorani(tmp_path):
    (tmp_path / "01_lamp").mkdir()
    (tmp_path / "01_lamp" / "lesson.md").write_text(SORANI, encoding="utf-8")
    (tmp_path / "01_lamp" / "starter.py").write_bytes((DATA / "01_lamp/starter.py").read_bytes())
    (tmp_path / "course.toml").write_bytes((DATA / "course.toml").read_bytes())
    course = Course.read(tmp_path)
    return Worksheet(read_page(course.lesson("lamp"), course), language="ckb")


def test_a_sheet_from_right_to_left_has_every_letter_and_its_code_from_left_to_right(sorani):
    html = sorani.html("")
    assert '<html lang="ckb" dir="rtl">' in html
    assert '<bdi dir="ltr">330\N{NO-BREAK SPACE}Ω</bdi>' in html
    assert '<code dir="ltr">red.on()</code>' in html
    pdf = Pdf(draw_pdf(sorani))
    assert {font for font in pdf.fonts if not OUR_FONTS.search(font)} == set()
    pdf.where("while True:", "red.on()")


@pytest.mark.parametrize(
    ("language", "expected"), [("en", "ltr"), ("kmr", "ltr"), ("ckb", "rtl"), ("ar-IQ", "rtl")]
)
def test_the_direction_of_a_language(language, expected):
    assert direction(language) == expected


def test_the_corners_of_the_page_change_sides_with_the_direction():
    assert re.search(r"@bottom-left \{ content: string", styles("en"))
    assert re.search(r"@bottom-right \{ content: string", styles("ckb"))


def test_the_command_writes_the_sheet(tmp_path):
    file = tmp_path / "sheets" / "lamp.pdf"
    result = CliRunner().invoke(main, ["print", str(DATA / "01_lamp"), "--output", str(file)])
    assert (result.exit_code, result.output) == (0, f"{file} is written.\n")
    pdf = Pdf(file.read_bytes())
    pdf.where("1 x Raspberry Pi", "1 x LED, red", "GPIO17 (pin 11 of the Pi)")


def test_all_sheets_go_into_one_folder(tmp_path, monkeypatch):
    monkeypatch.setattr("workshop.worksheet.pdf.draw_pdf", lambda sheet: sheet.title.encode())
    folder = tmp_path / "all"
    result = CliRunner().invoke(main, ["print", "all", "--output", str(folder)])
    assert result.exit_code == 0, result.output
    course = Course.of_the_kit()
    names = {lesson.name for lesson in (*course.lessons, *course.projects)}
    assert {file.stem for file in folder.iterdir()} == names


def test_a_sheet_that_cannot_be_written_is_named(tmp_path, monkeypatch):
    monkeypatch.setattr("workshop.worksheet.pdf.draw_pdf", lambda _: b"")
    (tmp_path / "file").touch()
    output = tmp_path / "file" / "sheet.pdf"
    result = CliRunner().invoke(main, ["print", "01", "--output", str(output)])
    assert result.exit_code == 1
    assert f"{output} cannot be written" in result.stderr


@pytest.mark.parametrize(
    ("error", "words"),
    [
        ("OSError", "sudo apt-get install --yes libpango-1.0-0 libpangoft2-1.0-0"),
        ("ImportError", "the Python package weasyprint"),
    ],
)
def test_what_is_missing_for_printing_is_named(tmp_path, monkeypatch, sheet, error, words):
    (tmp_path / "weasyprint.py").write_text(f"raise {error}('gone')\n")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(__import__("sys").modules, "weasyprint", raising=False)
    with pytest.raises(UnsupportedHereError, match=words):
        draw_pdf(sheet)
