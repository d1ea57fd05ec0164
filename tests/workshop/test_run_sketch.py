"""`maker run` with a sketch: built, run on a simulated Uno, and explained where it is wrong."""

import json
import os
import subprocess
import sys

import pytest

from hardware_mocks.arduino.for_tests import require_toolchain
from hardware_mocks.program_source import read_program
from makerkit.errors import BadInputError
from makerkit.trace import Trace

MAKER = [sys.executable, "-c", "from workshop.cli import main; main()"]
BLINK = """
const int LAMP = 13;
int n = 0;
void setup() {
  pinMode(LAMP, OUTPUT);
  Serial.begin(9600);
  Serial.println("READY");
}
void loop() {
  digitalWrite(LAMP, HIGH);
  delay(100);
  digitalWrite(LAMP, LOW);
  delay(100);
  n++;
  Serial.println(n);
}
"""


@pytest.fixture
def maker(tmp_path):
    """Write a sketch and run it by `maker run`."""
    require_toolchain()

    def run(sketch, *args, mode="--virtual"):
        (tmp_path / "blink.ino").write_text(sketch, encoding="utf-8")
        return subprocess.run(
            [*MAKER, "run", *([mode] if mode else []), *args, "blink.ino"],
            cwd=tmp_path,
            env={**os.environ},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )

    return run


def test_what_a_sketch_sends_is_printed(maker):
    done = maker(BLINK, "--for", "0.5")
    assert (done.returncode, done.stdout) == (0, "READY\n1\n2\n")


def test_each_pin_that_it_moves_is_in_the_result_and_in_the_trace(maker, tmp_path):
    done = maker(BLINK, "--for", "0.5", "--json", "--trace", "t.jsonl")
    pins = json.loads(done.stdout)["pins"]
    assert [level for _, level in pins["D13"]["edges"]] == [1, 0, 1, 0, 1]
    assert Trace.loads((tmp_path / "t.jsonl").read_bytes()).edges("D13")[1][0] == pytest.approx(
        0.1, abs=0.002
    )


def test_a_sketch_that_cannot_be_built_is_explained_and_not_run(maker):
    done = maker(BLINK.replace("pinMode", "pinmode"))
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == (
        "blink.ino, line 5:\n    pinmode(LAMP, OUTPUT);\n"
        "`pinmode` is not known. It is written `pinMode`.\n"
        "Capital and small letters count in a sketch.\n- Write `pinMode`.\n"
    )


def test_the_same_as_json(maker):
    done = maker(BLINK.replace("HIGH);", "HIGH)"), "--json")
    result = json.loads(done.stdout)
    assert (done.returncode, result["reason"]) == (1, "failed")
    assert "a `;` is missing" in result["message"]


def test_what_is_not_meant_so_is_remarked_behind_a_run(maker):
    done = maker(BLINK.replace("delay(100);\n  n++", "delay(0.1);\n  n++"), "--for", "0.3")
    assert done.returncode == 0
    assert "line 13:\n    delay(0.1);\n`delay(0.1)` waits no time at all" in done.stderr


def test_a_program_for_the_pi_beside_it_talks_with_it(maker, tmp_path):
    (tmp_path / "host.py").write_text(
        "import serial\nport = serial.Serial('/dev/ttyACM0', 9600, timeout=2)\n"
        "print('Pi:', port.readline().decode().strip())\n"
    )
    done = maker(BLINK, "--for", "3")
    assert (done.returncode, done.stdout) == (0, "Pi: READY\n")


def test_what_the_wiring_beside_it_hangs_on_the_board_is_there(maker, tmp_path):
    (tmp_path / "wiring.json").write_text(
        '{"version": 1, "author": "", "editor": "wokwi", "parts": ['
        '{"type": "wokwi-arduino-uno", "id": "uno", "left": 0, "top": 0, "attrs": {}},'
        '{"type": "wokwi-pushbutton", "id": "b1", "left": 0, "top": 0, "attrs": {"label": "A"}}],'
        '"connections": [["uno:2", "b1:1.l", "", []], ["b1:2.l", "uno:GND.1", "", []]]}'
    )
    sketch = """
    void setup() { pinMode(2, INPUT_PULLUP); Serial.begin(9600); }
    void loop() { if (digitalRead(2) == LOW) { Serial.println("pressed"); delay(500); } }
    """
    done = maker(sketch, "--for", "1", "--press", "A@0.2s")
    assert done.stdout == "pressed\n"


def test_the_pins_of_a_pi_cannot_run_it(maker):
    done = maker(BLINK, mode="--hardware")
    assert done.returncode == 1
    assert "`./maker flash blink.ino` uploads it" in done.stderr


def test_options_behind_a_sketch_are_said_and_not_lost(tmp_path):
    (tmp_path / "blink.ino").write_text(BLINK, encoding="utf-8")
    answers = {
        ("blink.ino", "--virtual", "--for", "2"): "`./maker run --virtual --for 2 blink.ino`",
        ("blink.ino", "fast"): "leave out `fast`",
        ("blonk.ino",): "There is no program blonk.ino.",
    }
    for words, answer in answers.items():
        done = subprocess.run(
            [*MAKER, "run", *words],
            cwd=tmp_path,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        assert (done.returncode, answer in done.stderr) == (2, True), done.stderr


def test_a_folder_is_answered_with_the_sketch_in_it(tmp_path):
    (tmp_path / "x").mkdir()
    (tmp_path / "x" / "x.ino").write_text(BLINK, encoding="utf-8")
    with pytest.raises(BadInputError, match=r"such as .*x\.ino"):
        read_program(tmp_path / "x")
