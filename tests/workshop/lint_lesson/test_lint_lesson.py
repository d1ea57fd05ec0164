"""Every fault of a lesson's folder is planted once, and found with its file and line."""

import pytest
from click.testing import CliRunner
from spoilt_lesson import DATA

from workshop.cli import main
from workshop.course import Course
from workshop.lesson_text.choose import choose
from workshop.lint_lesson import lint_lesson
from workshop.lint_lesson.draft import Draft
from workshop.lint_lesson.names import names_in, programs_ahead_of_the_course


def test_a_good_lesson_has_no_fault(spoilt):
    assert spoilt.faults == []


@pytest.mark.parametrize(
    ("name", "what"),
    [
        ("lesson.md", "the page"),
        ("starter.py", "what the student begins with"),
        ("solution.py", "what is shown after passing"),
        ("check.py", "the check"),
        ("design.md", "why the lesson is so, for instructors"),
    ],
)
def test_a_missing_file_is_named(spoilt, name, what):
    lesson = spoilt.course.lesson("lamp")
    (spoilt.folder / name).unlink()
    spoilt.course = type(spoilt.course)(
        spoilt.course.folder,
        "",
        (type(spoilt.course.units[0])("A", "Light", (lesson,)),),
        spoilt.course.pins,
    )
    assert ("01_lamp", 0, f"{name} is missing: {what}.") in spoilt.faults


def test_a_lesson_that_no_unit_lists_is_named(spoilt):
    spoilt.write("../course.toml", (DATA / "course.toml").read_text().replace("01_lamp", "01_lmp"))
    lesson, course = choose(str(spoilt.folder))
    texts = [fault.text for fault in lint_lesson(lesson, course)]
    assert texts == ["01_lamp is not listed in any unit."]


def test_a_folder_without_a_page_is_looked_at_all_the_same(spoilt):
    (spoilt.folder / "lesson.md").unlink()
    result = CliRunner().invoke(main, ["lint-lesson", str(spoilt.folder)])
    assert result.exit_code == 1
    assert f"{spoilt.folder}: lesson.md is missing: the page." in result.stdout


def test_before_all_teaching_a_program_may_use_what_comes_later():
    draft = Draft(Course.of_the_kit().lesson("00"), Course.of_the_kit())
    assert list(programs_ahead_of_the_course(draft)) == []


def test_programs_with_pins_need_a_wiring(spoilt):
    (spoilt.folder / "wiring.json").unlink()
    assert spoilt.faults == [
        ("01_lamp", 0, "wiring.json is missing, and the programs use pins."),
    ]


def test_fewer_than_three_mistakes_are_too_few(spoilt):
    (spoilt.folder / "mistakes" / "no_sleep.py").unlink()
    assert spoilt.faults == [
        ("01_lamp", 0, "There are 2 in mistakes/; a lesson has 3 wrong programs or more."),
    ]


def test_a_program_for_the_other_machine_is_never_run(spoilt):
    spoilt.write("solution.ino", "void setup() {}\n")
    spoilt.write("mistakes/no_loop.ino", "// expect: program.ended_early\n")
    assert spoilt.faults == [
        ("01_lamp/mistakes/no_loop.ino", 0, "Nobody runs this: the starter is starter.py."),
        ("01_lamp/solution.ino", 0, "Nobody runs this: the starter is starter.py."),
    ]


def test_a_fault_of_the_page_is_passed_on(spoilt):
    line = spoilt.add_to_page("To {pin}`redd`.")
    assert spoilt.page_faults == [(line, 'The pin map has no pin "redd". Did you mean "red"?')]


def test_a_page_without_minutes_is_named(spoilt):
    spoilt.change("lesson.md", "minutes: 30\n", "")
    assert spoilt.page_faults == [(2, "The front matter lacks `minutes:`.")]


def test_an_id_that_is_not_the_folder_is_named(spoilt):
    spoilt.change("lesson.md", "id: lamp", "id: light")
    assert spoilt.page_faults == [(2, 'The id is "light", but the folder is called 01_lamp.')]


def test_a_needed_lesson_that_does_not_exist_is_named(spoilt):
    spoilt.change("lesson.md", "needs: []", "needs: [lamq]")
    assert spoilt.page_faults == [(5, 'No lesson has the id "lamq". Did you mean "lamp"?')]


def test_a_goal_without_a_verb_is_named(spoilt):
    spoilt.change("lesson.md", "- Make a steady", "- A steady")
    text = 'The goal "A steady rhythm with `sleep`" does not begin with a verb.'
    assert spoilt.page_faults == [(8, text)]


def test_a_long_sentence_is_a_warning(spoilt):
    line = spoilt.add_to_page(" ".join(["word"] * 26) + ". It ends. `a b c d`.")
    assert spoilt.page_faults == [
        (line, '26 words in one sentence: "word word word word word …". Cut it.')
    ]


def test_a_long_paragraph_is_a_warning(spoilt):
    line = spoilt.add_to_page("It is so. " * 6)
    assert spoilt.page_faults == [(line, "6 sentences in one paragraph. Cut it.")]


def test_a_long_sentence_in_an_ingredient_is_found_there(spoilt):
    spoilt.write("../_shared/power_off.md", "Fine.\n\n" + "word " * 27 + ".\n")
    ((file, line, _),) = spoilt.faults
    assert (file, line) == ("_shared/power_off.md", 3)


@pytest.mark.parametrize(
    ("command", "fault"),
    [
        ("./maker raed 01", 'There is no command `maker raed`. Did you mean "read"?'),
        (
            "./maker read 01 --hint",
            '`maker read` has no option `--hint`. Did you mean "--hints"?',
        ),
        (
            "./maker run --fore 5s x.py --own",
            '`maker run` has no option `--fore`. Did you mean "--for"?',
        ),
        (
            "./maker run lessons/01_blink/stater.py",
            "There is no lessons/01_blink/stater.py.",
        ),
        ("./maker read 'x", '"./maker read \'x" cannot be typed: No closing quotation.'),
    ],
)
def test_a_command_that_does_not_exist_is_named(spoilt, command, fault):
    line = spoilt.add_to_page(f"```sh\n./maker\n{command}\n```")
    assert spoilt.page_faults == [(line + 2, fault)]


def test_a_command_in_the_words_is_looked_at_as_well(spoilt):
    line = spoilt.add_to_page("Type `./maker wach`.")
    assert [found[0] for found in spoilt.page_faults] == [line]


def test_a_command_in_a_message_is_looked_at_as_well(spoilt):
    spoilt.change("messages.toml", "Let the program wait after `red.on()`.", "Type `./maker wach`.")
    ((file, line, text),) = spoilt.faults
    assert (file, line) == ("01_lamp/messages.toml", 6)
    assert text.startswith("There is no command `maker wach`.")


@pytest.mark.parametrize("code", ["`Button`", "`red.blink()`", "`for number in range(3):`"])
def test_a_name_before_it_is_taught_is_named(spoilt, code):
    line = spoilt.add_to_page(f"Take {code}.")
    name = names_in(code.strip("`"))[0 if "red" not in code else 1]
    assert spoilt.page_faults[0] == (
        line,
        f"`{name}` is not taught yet: add it to `teaches:` here or in a lesson before.",
    )


def test_a_name_in_a_message_before_it_is_taught_is_named(spoilt):
    spoilt.change("messages.toml", "after `red.on()`", "with `pause()`")
    assert spoilt.faults == [
        (
            "01_lamp/messages.toml",
            6,
            "`pause` is not taught yet: add it to `teaches:` here or in a lesson before.",
        )
    ]


@pytest.mark.parametrize(
    ("code", "names"),
    [
        ("red.blink(on_time=0.5)", ("red", "blink", "on_time")),
        ("while True:", ("while",)),
        ("else:", ("else",)),
        ("GPIO17", ()),
        ("main.py", ()),
        ("lessons/01_blink/starter.py", ()),
        ("./maker watch", ()),
        ("cd ~/maker", ()),
        ("0.5", ()),
        ('"text"', ()),
        ("NameError: name 'slep' is not defined", ()),
        ("r", ()),
        ("sleep({value})", ("sleep",)),
    ],
)
def test_the_names_in_a_code_word(code, names):
    assert names_in(code) == names


def test_a_program_ahead_of_the_course_is_named(spoilt):
    spoilt.change("starter.py", "from time import sleep", "from time import sleep, time")
    spoilt.write("examples/loop.py", "for number in [1]:\n    print(number)\n")
    assert spoilt.faults == [
        (
            "01_lamp/examples/loop.py",
            1,
            "`for` is used here, but no lesson has taught it yet.",
        ),
        ("01_lamp/starter.py", 3, "`time` is used here, but no lesson has taught it yet."),
    ]


def test_a_wiring_that_cannot_be_read_is_named(spoilt):
    spoilt.change("wiring.json", "led1:A", "led7:A")
    ((file, _, text),) = spoilt.faults
    assert file == "01_lamp/wiring.json"
    assert "led7" in text


def test_what_the_electrical_rules_find_is_named(spoilt):
    spoilt.change("wiring.json", '"value": "330"', '"value": "330000"')
    found = spoilt.faults
    assert {file for file, _, _ in found} == {"01_lamp/wiring.json"}
    assert [line for _, line, text in found if text.endswith("(Rule 22.)")] == [9]


def test_a_part_on_another_pin_than_the_pin_map_says_is_named(spoilt):
    spoilt.change("wiring.json", "pi:GPIO17", "pi:GPIO27")
    assert (
        "01_lamp/wiring.json",
        8,
        '"red" is on GPIO27; the pin map has GPIO17.',
    ) in spoilt.faults


def test_a_program_on_another_pin_than_the_wiring_is_named(spoilt):
    spoilt.change("solution.py", "LED(17)", "LED(27)")
    assert spoilt.faults == [
        (
            "01_lamp/solution.py",
            7,
            "LED is on GPIO27, where the wiring has nothing: it has GPIO17.",
        )
    ]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("To {pin}`button_a`.", "{pin}`button_a` is GPIO5, where the wiring has nothing."),
        ("Take `LED(18)`.", "`LED(18)` is on GPIO18, where the wiring has nothing."),
        ("To GPIO18.", "GPIO18 is named, where the wiring has nothing."),
    ],
)
def test_a_pin_in_the_text_that_is_not_wired_is_named(spoilt, text, fault):
    line = spoilt.add_to_page(text)
    assert spoilt.page_faults == [(line, fault)]


def test_an_id_without_a_text_is_named(spoilt):
    spoilt.change("check.py", '"lamp.needs_first_sleep"', '"lamp.needs_frist_sleep"')
    file, line, text = spoilt.faults[0]
    assert (file, line) == ("01_lamp/check.py", 7)
    assert text == (
        'No catalogue has a text for "lamp.needs_frist_sleep". '
        'Did you mean "lamp.needs_first_sleep"?'
    )


def test_a_hint_for_an_unknown_message_is_named(spoilt):
    spoilt.change("lesson.md", "for=lamp.needs_second_sleep", "for=lamp.zzzzzzzz")
    assert spoilt.page_faults == [(72, 'No catalogue has a text for "lamp.zzzzzzzz".')]


def test_a_text_that_the_check_never_says_is_named(spoilt):
    spoilt.change(
        "messages.toml",
        "[lamp.needs_first_sleep]",
        '[lamp.other]\ntitle = "x"\n\n[lamp.needs_first_sleep]',
    )
    assert spoilt.faults == [("01_lamp/messages.toml", 6, "The check never says lamp.other.")]


def test_a_message_that_no_mistake_shows_is_a_warning(spoilt):
    spoilt.change("mistakes/late_sleep.py", "needs_first_sleep", "needs_second_sleep")
    assert spoilt.faults == [
        (
            "01_lamp/messages.toml",
            6,
            "No program in mistakes/ shows lamp.needs_first_sleep.",
        )
    ]


def test_a_note_for_those_who_pass_needs_no_mistake(spoilt):
    with (spoilt.folder / "messages.toml").open("a", encoding="utf-8") as messages:
        messages.write('\n[lamp.other_way]\ntitle = "There is another way."\n')
    with (spoilt.folder / "check.py").open("a", encoding="utf-8") as check:
        check.write("\n\ndef noted(say):\n    say.note(lambda seen: True, 'lamp.other_way')\n")
    assert spoilt.faults == []


def test_a_faulty_catalogue_is_named(spoilt):
    spoilt.change("messages.toml", "steps = [", "stepps = [")
    assert spoilt.faults[0][0] == "01_lamp/check.py"  # it has no texts now
    assert "01_lamp/messages.toml" in [file for file, _, _ in spoilt.faults]


@pytest.mark.parametrize("first_line", ["", "# expects: lamp.needs_first_sleep\n", "# expect:\n"])
def test_a_mistake_without_its_message_is_named(spoilt, first_line):
    spoilt.change("mistakes/one_sleep.py", "# expect: lamp.needs_second_sleep\n", first_line)
    assert spoilt.faults == [
        (
            "01_lamp/mistakes/one_sleep.py",
            1,
            "The first line must be `# expect: message.id`: what this mistake gets.",
        )
    ]


def test_a_mistake_that_expects_an_unknown_message_is_named(spoilt):
    spoilt.change("mistakes/no_sleep.py", "lamp.needs_second_sleep", "lamp.zzzzzzzz")
    assert spoilt.faults == [
        ("01_lamp/mistakes/no_sleep.py", 1, 'No catalogue has a text for "lamp.zzzzzzzz".')
    ]


def test_the_command_prints_places_and_ends_with_one(spoilt):
    spoilt.change("lesson.md", "minutes: 30", "minutes: many")
    result = CliRunner().invoke(main, ["lint-lesson", str(spoilt.folder)])
    assert result.exit_code == 1
    assert result.stdout.splitlines() == [
        f'{spoilt.folder}/lesson.md:4: `minutes:` must be a number from 1 to 600, not "many".',
        "1 lesson: 1 fault.",
    ]


def test_warnings_alone_end_with_zero(spoilt):
    spoilt.add_to_page("It is so. " * 6)
    result = CliRunner().invoke(main, ["lint-lesson", str(spoilt.folder)])
    assert result.exit_code == 0
    assert result.stdout.splitlines()[-1] == "1 lesson: no faults, 1 warning."


SKETCH = """void setup() {{
  pinMode({pin}, OUTPUT);
}}
void loop() {{
  digitalWrite({pin}, HIGH);
  delay(500);
}}
"""
UNO = """{"version": 1, "author": "", "editor": "wokwi", "connections": [], "parts": [
{"type": "wokwi-arduino-uno", "id": "uno", "left": 0, "top": 0, "attrs": {}}]}
"""


@pytest.fixture
def sketch_lesson(spoilt):
    """The good lesson with sketches in place of its Python programs, for an Uno alone."""
    for file in (*spoilt.folder.glob("*.py"), *spoilt.folder.rglob("mistakes/*.py")):
        if file.name != "check.py":
            file.unlink()
    for name in ("starter", "solution"):
        spoilt.write(f"{name}.ino", SKETCH.format(pin=13))
    spoilt.write("wiring.json", UNO)
    return spoilt


def faults_in(spoilt, name):
    return [(line, text) for file, line, text in spoilt.faults if file == f"01_lamp/{name}"]


def test_words_of_a_sketch_must_be_taught_as_those_of_python(sketch_lesson):
    untaught = "is used here, but no lesson has taught it yet."
    assert faults_in(sketch_lesson, "solution.ino") == [
        (1, f"`void` {untaught}"),
        (2, f"`pinMode` {untaught}"),
        (5, f"`digitalWrite` {untaught}"),
        (6, f"`delay` {untaught}"),
    ]
    sketch_lesson.change(
        "lesson.md", "teaches: [", "teaches: [void, pinMode, digitalWrite, delay, "
    )
    assert faults_in(sketch_lesson, "solution.ino") == []


def test_a_sketch_on_a_pin_that_is_not_wired_is_named(sketch_lesson):
    sketch_lesson.write("starter.ino", SKETCH.format(pin=9))
    assert (
        2,
        "pinMode is for D9, where the wiring has nothing: it has D0, D1, D13.",
    ) in faults_in(sketch_lesson, "starter.ino")


def test_a_code_word_of_cpp_is_looked_into(sketch_lesson):
    line = sketch_lesson.add_to_page("Write `unsigned long last_ms = 0;` above `setup()`.")
    named = {text.split("`")[1] for found, text in sketch_lesson.page_faults if found == line}
    assert named == {"unsigned", "long", "last_ms", "setup"}


def test_a_mistake_in_a_sketch_says_what_it_expects_behind_two_slashes(sketch_lesson):
    sketch_lesson.write("mistakes/a.ino", "# expect: blink.uneven\n")
    sketch_lesson.write("mistakes/b.ino", "// expect: program.ended_early\n")
    assert faults_in(sketch_lesson, "mistakes/b.ino") == []
    (fault,) = faults_in(sketch_lesson, "mistakes/a.ino")
    assert fault == (
        1,
        "The first line must be `// expect: message.id`: what this mistake gets.",
    )
