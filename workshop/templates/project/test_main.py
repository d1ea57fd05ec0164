"""What the program promises. Ten minutes pass at once here: time is simulated."""

from pathlib import Path
from runpy import run_path
from time import sleep

PROGRAM = Path(__file__).with_name("main.py")


def test_the_button_ends_the_blinking(bench):
    devices = run_path(str(PROGRAM))
    bench.press("GPIO5", at_s=1.2)
    sleep(600)
    assert bench.trace.edges("GPIO17") == [(0.0, 1), (0.5, 0), (1.0, 1), (1.2, 0)]
    assert not devices["lamp"].is_lit
