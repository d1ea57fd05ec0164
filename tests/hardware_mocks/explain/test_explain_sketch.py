"""Sketches as beginners leave them: each gets one sentence that helps, about the right line.

Every file in `sketches/wrong/` says in its first lines which message it must get, why that helps,
and in which line.
"""

from pathlib import Path
from types import SimpleNamespace

import pytest

from hardware_mocks.arduino.for_tests import require_toolchain
from hardware_mocks.explain.sketch import explain_build, look_at_sketch
from makerkit.arduino.build import BuildError, build
from makerkit.messages import Catalogue

HERE = Path(__file__).parent / "sketches"
WRONG = sorted((HERE / "wrong").glob("*.ino"))
RIGHT = sorted((HERE / "right").glob("*.ino"))
HEAD = ("// expect: ", "// helps: ", "// line: ")
KIT = Path(__file__).resolve().parents[3]


def head_of(sketch):
    """Return what a wrong sketch says of itself: message, why it helps, line."""
    lines = sketch.read_text(encoding="utf-8").split("\n")
    return tuple(line.removeprefix(begin) for line, begin in zip(lines, HEAD, strict=False))


def explained(sketch):
    """Return what is said of a sketch: why it cannot be built, or what is not meant so."""
    try:
        warnings = build(sketch).warnings
    except BuildError as error:
        return explain_build(error.diagnostics, sketch)
    return next(iter(look_at_sketch(sketch, warnings)), None)


@pytest.fixture
def sketch_of(tmp_path):
    def write(text):
        path = tmp_path / "trial.ino"
        path.write_text(text, encoding="utf-8")
        return path

    return write


@pytest.fixture(scope="module")
def catalogue():
    return Catalogue.of_the_kit()


@pytest.mark.parametrize("sketch", WRONG, ids=lambda path: path.stem)
def test_a_beginner_is_told_what_helps(sketch, catalogue):
    require_toolchain()
    expected, _, line = head_of(sketch)

    found = explained(sketch)

    assert found is not None, "nothing is said of a wrong sketch"
    text = catalogue.text(found.message)
    assert (found.message.id, str(found.line)) == (expected, line), text
    assert text.steps, "it says what to try"
    assert found.is_certain
    assert found.code or found.line is None


def test_each_sketch_says_what_it_expects_and_why():
    heads = [sketch.read_text(encoding="utf-8").split("\n")[:3] for sketch in WRONG]
    assert len(heads) >= 100
    assert all(
        line.startswith(begin) for head in heads for line, begin in zip(head, HEAD, strict=True)
    )


def test_every_message_about_a_sketch_is_shown_by_one(catalogue):
    shown = {head_of(sketch)[0] for sketch in WRONG}
    others = {"unknown", "not_built", "empty", "is_python", "does_not_fit"}
    others |= {"too_big", "ram_full"}  # below
    others |= {"wanted", "not_wanted", "no_compiler"}  # before a check
    others |= {"crashed", "restarts", "too_busy", "other_speed", "says_nothing"}  # in a run
    others |= {"pin_other_used", "pin_none_used", "pin_still", "pin_still_but_other"}
    all_ids = {message for message in catalogue if message.startswith("sketch.")}
    assert sorted(all_ids - shown) == sorted(f"sketch.{name}" for name in others)


@pytest.mark.parametrize("sketch", RIGHT, ids=lambda path: path.stem)
def test_nothing_is_said_of_a_right_sketch(sketch):
    require_toolchain()
    assert explained(sketch) is None


@pytest.mark.parametrize("sketch", RIGHT, ids=lambda path: path.stem)
def test_the_text_of_a_right_sketch_is_never_blamed(sketch):
    """Whatever the compiler says of it (a fault of the kit, say): the text is no reason."""
    assert explain_build((), sketch).message.id == "sketch.not_built"


@pytest.mark.parametrize("sketch", RIGHT, ids=lambda path: path.stem)
def test_a_semicolon_that_is_missing_anywhere_is_found_there(sketch, sketch_of):
    """Six calls that end with `;` are left without it in turn."""
    require_toolchain()
    lines = sketch.read_text(encoding="utf-8").split("\n")
    calls = (n for n, line in enumerate(lines, 1) if line.endswith(");") and "while" not in line)
    places = [*calls][:6]
    named = []
    for place in places:
        spoilt = [*lines]
        spoilt[place - 1] = spoilt[place - 1][:-1]
        named.append(explained(sketch_of("\n".join(spoilt))))
    assert [one.line for one in named] == places
    assert {one.message.id for one in named} == {"sketch.semicolon_missing"}


def test_words_that_nobody_knows_are_shown_as_they_are(sketch_of, catalogue):
    path = sketch_of("void setup() {}\nvoid loop() {}\n")
    said = SimpleNamespace(file=path, line=2, column=1, severity="error", text="flux 'x' inverted")
    found = explain_build([said], path)
    assert (found.message.id, found.line, found.is_certain) == ("sketch.unknown", 2, False)
    assert "flux 'x' inverted" in catalogue.text(found.message).title


def test_a_newer_compiler_is_understood_as_well(sketch_of):
    """The IDE's compiler adds what it thinks was meant, and quotes in its own way."""
    path = sketch_of("void setup() {\n  pinmode(13, OUTPUT);\n}\nvoid loop() {}\n")
    left, right = "\N{LEFT SINGLE QUOTATION MARK}", "\N{RIGHT SINGLE QUOTATION MARK}"
    name, meant = f"{left}pinmode{right}", f"{left}pinMode{right}"
    text = f"{name} was not declared in this scope; did you mean {meant}?"
    said = SimpleNamespace(file=path, line=2, column=3, severity="error", text=text)
    found = explain_build([said], path)
    assert found.message.params == {"found": "pinmode", "meant": "pinMode"}


@pytest.mark.parametrize(
    ("line", "column", "text", "expected"),
    [
        (2, 23, "expected ';' before 'Serial'", ("sketch.semicolon_missing", 2)),
        (3, 23, "expected ';' before '}' token", ("sketch.semicolon_missing", 3)),
        (5, 5, "'int word' redeclared as different kind of entity", ("sketch.name_taken", 5)),
    ],
)
def test_newer_compilers_point_behind_what_is_right(sketch_of, line, column, text, expected):
    path = sketch_of(
        "void setup() {\n  pinMode(13, OUTPUT)\n  Serial.begin(115200)\n}\nint word = 5;\n"
        "void loop() {}\n"
    )
    said = SimpleNamespace(file=path, line=line, column=column, severity="error", text=text)
    found = explain_build([said], path)
    assert (found.message.id, found.line) == expected


def test_a_sketch_that_is_too_big_says_by_how_much(sketch_of, catalogue):
    require_toolchain()
    data = ", ".join(str(n % 251) for n in range(24000))
    path = sketch_of(
        f"const PROGMEM byte a[] = {{{data}}};\nconst PROGMEM byte b[] = {{9, {data}}};\n"
        "void setup() { Serial.begin(9600); }\n"
        "void loop() { Serial.println(pgm_read_byte(a + millis()) + pgm_read_byte(b + micros())); }"
    )
    found = explained(path)
    assert found.message.id == "sketch.too_big"
    assert found.message.params["bytes"] > 48000
    assert "room for 32256" in catalogue.text(found.message).title


def test_variables_that_do_not_fit_say_by_how_much(sketch_of):
    require_toolchain()
    path = sketch_of(
        "volatile byte a[2000];\nvoid setup() { Serial.begin(9600); }\n"
        "void loop() { a[millis() % 2000] = 1; Serial.println(a[micros() % 2000]); }"
    )
    found = explained(path)
    assert found.message.id == "sketch.ram_full"
    assert found.message.params["most"] == 2048


OWN = [
    *sorted((KIT / "firmware").glob("*/*.ino")),
    *sorted((KIT / "lessons").glob("*/solution.ino")),
    *sorted((KIT / "lessons").glob("*/[!me]*/*.ino")),
    *sorted((KIT / "tests/lessons/other_solutions").glob("*/*.ino")),
]


@pytest.mark.parametrize("sketch", OWN, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_nothing_is_said_of_the_kit_s_own_sketches(sketch):
    require_toolchain()
    assert look_at_sketch(sketch, build(sketch).warnings) == ()
