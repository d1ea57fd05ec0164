"""Lesson 01: the red LED blinks evenly, once a second."""


def test_blinks(bench, task, say):
    """The red LED blinks once a second."""
    say.when(lambda seen: seen.led("red").off_s < 0.02, "lamp.needs_second_sleep")
    say.when(lambda seen: seen.led("red").on_s < 0.02, "lamp.needs_first_sleep")
    with task(points=2):
        bench.led("red").blinks(period="1 s", within="1 %", times=5)
