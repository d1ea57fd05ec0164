"""What can be seen in a program's text without running it."""

import json
from pathlib import Path

import pytest
from wrong_programs import ids, wrong_programs

from hardware_mocks.explain import CodeView, look_at_code
from makerkit.messages import Catalogue
from makerkit.wiring import parse_wiring

HEAD = """\
from gpiozero import LED, Button, PWMLED, DistanceSensor
from time import sleep
from signal import pause
red = LED(17)
button = Button(5)
lamp = PWMLED(22)
front = DistanceSensor(echo=24, trigger=23)
"""
"""Every wrong piece stands below these lines."""
HEAD_LINES = HEAD.count("\n")
PIECES = wrong_programs("code.txt")
GUESSES = {
    "code.handler_never_ends", "code.handler_waits", "code.never_called", "code.asked_once",
    "code.loop_ends_at_once", "code.loop_without_wait", "code.long_sleep", "code.exact_distance",
    "code.global_forgotten",
}  # fmt: skip
"""What may be right in another program."""
SOMETIMES_CERTAIN = {"code.global_forgotten", "code.never_called", "code.long_sleep"}


@pytest.fixture(scope="module")
def catalogue():
    return Catalogue.of_the_kit()


@pytest.mark.parametrize(("piece", "message_id", "line"), PIECES, ids=ids(PIECES))
def test_a_wrong_piece_is_seen(piece, message_id, line, catalogue):
    found = look_at_code(HEAD + piece, None)[0]

    assert (found.message.id, found.line) == (message_id, line + HEAD_LINES)
    assert found.is_certain == (message_id not in GUESSES) or message_id in SOMETIMES_CERTAIN
    assert catalogue.text(found.message).steps


RIGHT = {
    "blink": "while True:\n    red.on()\n    sleep(1)\n    red.off()\n    sleep(1)\n",
    "events": "button.when_pressed = red.on\nbutton.when_released = red.off\npause()\n",
    "event and loop": "button.when_pressed = red.toggle\nwhile True:\n    sleep(1)\n",
    "factory of a handler": (
        "def light(lamp):\n    return lamp.on\nbutton.when_pressed = light(red)\npause()\n"
    ),
    "centimetres": (
        "while True:\n    if front.distance * 100 < 20:\n        red.on()\n    sleep(1)\n"
    ),
    "first distance": (
        "start = front.distance\nwhile True:\n    if front.distance < start:\n"
        "        red.on()\n    sleep(1)\n"
    ),
    "a loop with a way out": (
        "n = 0\nwhile True:\n    n += 1\n    if n > 3:\n        break\n    sleep(1)\nred.off()\n"
    ),
    "global": "n = 0\ndef f():\n    global n\n    n += 1\nbutton.when_pressed = f\npause()\n",
    "own blink": (
        "def blink(s):\n    red.on()\n    sleep(s)\n    red.off()\n    sleep(s)\n"
        "for i in range(3):\n    blink(0.2)\n"
    ),
    "wait": (
        "while True:\n    button.wait_for_press()\n    red.toggle()\n"
        "    button.wait_for_release()\n"
    ),
    "doc text": '"""Hello."""\nred.on()\nsleep(1)\n',
    "foreground": "while True:\n    red.blink(0.1, 0.1, n=3, background=False)\n",
    "endless by a name": (
        "running = True\nwhile running:\n    red.toggle()\n    sleep(1)\n"
    ),
    "pulse, n times": "while True:\n    lamp.pulse(1, 1, n=3)\n    sleep(10)\n",
    "wide before narrow": (
        "while True:\n    if front.distance < 0.5:\n        lamp.value = 0.5\n"
        "    if front.distance < 0.1:\n        lamp.value = 1\n    sleep(0.1)\n"
    ),
    "recursion with an end": (
        "def down(n):\n    if n == 0:\n        return\n    red.toggle()\n    sleep(1)\n"
        "    down(n - 1)\ndown(3)\n"
    ),
    "exit after a question": (
        "while True:\n    if button.is_pressed:\n        exit()\n    sleep(0.1)\n"
    ),
    "a page": (
        "from flask import Flask\napp = Flask(__name__)\n@app.route('/arm')\n"
        "def arm():\n    red.on()\n    return 'armed'\napp.run()\n"
    ),
    "typed": "n = int(input())\nif n == 1:\n    red.on()\n",
}  # fmt: skip


@pytest.mark.parametrize("name", RIGHT)
def test_a_right_piece_is_left_alone(name):
    assert look_at_code(HEAD + RIGHT[name], None) == ()


KIT = Path(__file__).parents[3]
WRONG_ON_PURPOSE = {
    "faq_handler_called_too_early", "faq_own_attribute", "faq_unknown_attribute"
}  # fmt: skip
RIGHT_WITH_OTHER_WIRING = {"code.active_low"}
RIGHT_PROGRAMS = sorted(
    path
    for pattern in (
        *("lessons/*/solution.py", "projects/*/solution.py", "lessons/*/examples/*.py"),
        *("projects/*/examples/*.py", "tests/gpiozero_docs/programs/**/*.py"),
        "tests/lessons/other_solutions/**/*.py",
    )
    for path in KIT.glob(pattern)
    if path.stem not in WRONG_ON_PURPOSE
)


def test_a_lamp_that_is_dark_with_time_elsewhere_is_no_certain_fault():
    piece = (
        "while True:\n    red.on()\n    sleep(1)\n    red.off()\n    sleep(1)\n"
        "    red.on()\n    sleep(1)\n    red.off()\n"
    )
    assert [found.is_certain for found in look_at_code(HEAD + piece, None)] == [False]


@pytest.mark.parametrize(
    "program", RIGHT_PROGRAMS, ids=lambda path: f"{path.parent.name}/{path.stem}"
)
def test_no_right_program_has_a_certain_fault(program):
    found = look_at_code(program.read_text(encoding="utf-8"), None)

    certain = {explained.message.id for explained in found if explained.is_certain}
    assert certain - RIGHT_WITH_OTHER_WIRING == set()


def wiring():
    def leg(part, pin, gpio):
        return [[f"{part}:{pin[0]}", f"pi:{gpio}", "green", []],
                [f"{part}:{pin[1]}", "pi:GND.1", "black", []]]  # fmt: skip

    return parse_wiring(
        json.dumps({
            "version": 1,
            "parts": [
                {"id": "pi", "type": "chip-raspberry-pi"},
                {"id": "led1", "type": "wokwi-led", "attrs": {"label": "red"}},
                {"id": "led2", "type": "wokwi-led", "attrs": {"label": "green"}},
                {"id": "btn", "type": "wokwi-pushbutton", "attrs": {"label": "A"}},
            ],
            "connections": [
                *leg("led1", "AC", "GPIO17"), *leg("led2", "AC", "GPIO22"),
                *leg("btn", ("1.l", "2.l"), "GPIO5"),
            ],
        }),
        "wiring.json",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("program", "message_id"),
    [
        ("from gpiozero import LED\nred = LED(18)\n", "wiring.code_uses_other_pin"),
        ("from gpiozero import LED\nred = LED(11)\n", "wiring.code_counts_board_pins"),
        ("from gpiozero import LED\nred = LED(17)\nlamp = LED(5)\n", "wiring.code_uses_"),
        (
            "from gpiozero import LED\ngreen = LED(17)\nred = LED(22)\n",
            "wiring.code_uses_other_pin",
        ),
    ],
)
def test_pins_that_are_not_in_the_wiring_are_seen(program, message_id, catalogue):
    found = look_at_code(program, wiring())[0]

    assert found.message.id.startswith(message_id)
    assert (found.is_certain, found.code) == (True, program.splitlines()[found.line - 1])
    assert catalogue.text(found.message).title


def test_a_name_of_one_letter_is_no_label():
    program = "from gpiozero import LED, Button\nr = LED(17)\na = LED(22)\nb = Button(5)\n"

    assert look_at_code(program, wiring()) == ()


def test_a_program_that_python_cannot_read_gives_nothing():
    assert look_at_code("while True\n", None) == ()
    assert CodeView("while True\n").calls("sleep") == ()


def test_a_view_answers_questions_about_the_code():
    view = CodeView(HEAD + "def f():\n    red.on()\nbutton.when_pressed = f()\nsleep(0.5)\n")

    assert view.calls("sleep") == ("sleep(0.5)",)
    assert (view.calls("red.on"), view.calls("lamp.on")) == (("red.on()",), ())
    assert view.numbers_in("sleep") == (0.5,)
    assert CodeView("half = 500\nsleep(half)\n").numbers_in("sleep") == (500.0,)
    assert CodeView("n = 1\nn = 2\nsleep(n)\n").numbers_in("sleep") == ()
    assert view.lines_of("sleep") == (HEAD_LINES + 4,)
    assert {"LED", "sleep", "pause"} <= view.imports
    assert view.devices["red"] == "LED"
    assert view.functions == ("f",)
    assert (view.calls_handler("when_pressed"), view.handler("when_pressed")) == (True, "f()")
    assert (view.uses("while"), view.uses("on"), view.uses("lamp")) == (False, True, True)
    assert (view.makes("LED"), view.has_endless_loop) == (1, False)
