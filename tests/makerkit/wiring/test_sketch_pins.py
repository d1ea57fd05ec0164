"""Pins that a sketch uses, as far as its text says so plainly."""

import pytest

from makerkit.wiring import parse_wiring
from makerkit.wiring.paths import board_pins_of_part
from makerkit.wiring.sketch_pins import pins_in_sketch

SKETCH = """
#define BUTTON 2
const int LAMP = 13;  // not pinMode(7, OUTPUT)
int pin = 4;
void setup() {
  pinMode(LAMP, OUTPUT); pinMode(BUTTON, INPUT_PULLUP);
  pin = 5;
  pinMode(pin, OUTPUT);
}
void loop() {
  digitalWrite(LAMP, digitalRead(BUTTON));
  int light = analogRead(0) + analogRead(A1);
  analogWrite(light > 5 ? 9 : 10, 128);
  digitalWrite(LED_BUILTIN, LOW);
  digitalWrite(16, LOW);
}
"""


def test_pins_by_number_by_name_and_by_their_letter():
    found = [(pin.pin, pin.line, pin.use) for pin in pins_in_sketch(SKETCH)]
    assert found == [
        ("D13", 6, "pinMode"),
        ("D2", 6, "pinMode"),
        ("A0", 12, "analogRead"),
        ("A1", 12, "analogRead"),
        ("A2", 15, "digitalWrite"),
    ]


@pytest.mark.parametrize("text", ["", "}}}", "pinMode(", "#define", "analogRead(99)"])
def test_what_is_no_sketch_has_no_pins(text):
    assert pins_in_sketch(text) == ()


BOARDS = """{"version": 1, "author": "", "editor": "wokwi", "parts": [
  {"type": "chip-raspberry-pi", "id": "pi", "left": 0, "top": 0, "attrs": {}},
  {"type": "wokwi-arduino-uno", "id": "uno", "left": 0, "top": 0, "attrs": {}},
  {"type": "wokwi-arduino-nano", "id": "nano", "left": 0, "top": 0, "attrs": {}},
  {"type": "wokwi-led", "id": "led1", "left": 0, "top": 0, "attrs": {"label": "red"}},
  {"type": "wokwi-resistor", "id": "r1", "left": 0, "top": 0, "attrs": {"value": "330"}},
  {"type": "wokwi-potentiometer", "id": "knob", "left": 0, "top": 0, "attrs": {}},
  {"type": "wokwi-pushbutton", "id": "btn1", "left": 0, "top": 0, "attrs": {"label": "A"}}],
 "connections": [["uno:9", "r1:1", "", []], ["r1:2", "led1:A", "", []],
  ["led1:C", "uno:GND.1", "", []], ["nano:A3", "knob:SIG", "", []],
  ["btn1:1.l", "pi:GPIO5", "", []], ["btn1:2.l", "pi:GND.1", "", []]]}"""


def test_a_part_hangs_on_a_pin_of_the_board_it_is_wired_to():
    wiring = parse_wiring(BOARDS)
    assert board_pins_of_part(wiring, "led1") == {"A": "D9"}
    assert board_pins_of_part(wiring, "knob") == {"SIG": "nano:A3"}
    assert set(board_pins_of_part(wiring, "btn1").values()) == {"GPIO5"}
