"""Lesson 01, Blink: the red LED on GPIO17 blinks evenly, one blink a second."""

from time import sleep  # Python's own clockwork: wait for so many seconds

from gpiozero import LED  # the library that knows how to switch the pins of a Raspberry Pi

# 17 is the pin's own number, GPIO17. Its place on the header is 11, but nobody counts places here.
red = LED(17)

while True:  # again and again, until somebody stops the program
    red.on()
    # The pin keeps its state while the program waits, so the lamp stays lit.
    sleep(0.5)
    red.off()
    # Without this second wait the lamp would be lit again at once, and nobody would see the dark.
    sleep(0.5)
