"""Tell each step of the knob and its direction."""

from signal import pause

from gpiozero import RotaryEncoder


def right(knob):
    print("right", knob.steps)


def left(knob):
    print("left", knob.steps)


knob = RotaryEncoder(21, 20)
knob.when_rotated_clockwise = right
knob.when_rotated_counter_clockwise = left

pause()
