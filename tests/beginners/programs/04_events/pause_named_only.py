# expect: code.not_called
# helps: the brackets are the whole mistake
"""Lesson 04, Events: each press of button A switches the red LED: on, off, on, off ..."""

from signal import pause

from gpiozero import LED, Button

red = LED(17)
# The metal inside a button bounces: one press looks like several for a few thousandths of a second.
# 0.05 s is longer than any bounce and shorter than the quickest finger.
button = Button(5, bounce_time=0.05)


def switch():
    """Turn the lamp over; gpiozero calls this at each press."""
    red.toggle()


# The name without brackets: we hand the function over, we do not call it now.
button.when_pressed = switch

pause  # stay here and let things happen; without this line the program would end at once
