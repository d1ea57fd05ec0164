"""Questions about a sketch's text, as checks ask them."""

from hypothesis import given
from hypothesis import strategies as st

from hardware_mocks.explain.sketch.code_view import SketchCode
from hardware_mocks.explain.sketch.view import SketchView

SKETCH = """#define LED 13
const unsigned long HALF_MS = 500UL;
int level = 1, other;
void setup() {
  pinMode(LED, OUTPUT);  // delay(7)
  Serial.println("delay(8)");
}
int twice(int x) { return x * 2; }
void loop() {
  delay(HALF_MS);
  delay(twice(100));
  delay(0.5);
  level = level + 1;
}
"""


def test_calls_numbers_and_lines():
    code = SketchCode(SKETCH)
    assert code.calls("delay") == ("delay(HALF_MS)", "delay(twice(100))", "delay(0.5)")
    assert code.numbers_in("delay") == (500.0, 0.5)
    assert code.lines_of("delay") == (10, 11, 12)
    assert code.calls("Serial.println") == code.calls("println") == ('Serial.println("delay(8)")',)
    assert code.numbers_in("pinMode") == (13.0,)


def test_names_functions_and_bodies():
    code = SketchCode(SKETCH)
    assert code.functions == ("setup", "twice", "loop")
    assert code.names == {"LED", "HALF_MS", "level", "other", "x", "setup", "loop", "twice"}
    assert code.body_of("twice") == "int twice(int x) { return x * 2; }"
    assert code.body_of("nothing") == ""
    assert (code.uses("level"), code.uses("delay"), code.uses("millis")) == (True, True, False)
    assert (code.line_of("delay"), code.line_of(r"delay\(7")) == (10, None)


def test_a_name_that_changes_stands_for_no_number():
    assert SketchCode(SKETCH.replace("HALF_MS)", "level)")).numbers_in("delay") == (0.5,)


@given(st.text(alphabet="abx1 (){}[];,=.\"'/*#\\\n<>+-", max_size=80))
def test_any_text_can_be_asked(text):
    view, code = SketchView(text), SketchCode(text)
    assert view.functions is not None
    assert (len(view.mask), view.mask.count("\n")) == (len(text), text.count("\n"))
    assert code.calls("a") is not None
    assert all(1 <= line <= len(view.lines) for line in code.lines_of("x"))
    assert view.variables is not None
