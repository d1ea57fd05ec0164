"""What the program promises. Ten minutes pass at once here: time is simulated."""

from pathlib import Path

PROGRAM = Path(__file__).with_name("main.py")


def test_the_button_ends_the_blinking(bench, run_program):
    bench.press("GPIO5", at_s=1.2)
    run_program(PROGRAM, for_s=600)
    assert bench.trace.edges("GPIO17") == [(0.0, 1), (0.5, 0), (1.0, 1), (1.2, 0)]
