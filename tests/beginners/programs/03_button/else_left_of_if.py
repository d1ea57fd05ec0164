# expect: syntax.else_left_of_if
# helps: it names the if that the else belongs to
"""Lesson 03, Button: the red LED is lit as long as button A is pressed."""

from time import sleep

from gpiozero import LED, Button

red = LED(17)
# The other leg of the button goes to GND. Nothing else is needed: gpiozero switches on a resistor
# inside the Pi that pulls GPIO5 up to 3.3 V. A press pulls it down to 0 V.
button = Button(5)

while True:
    # The loop comes past here again and again, so it sees every change soon.
    if button.is_pressed:
        red.on()
else:  # without this nobody would ever switch the lamp off
        red.off()
    sleep(0.01)  # 100 looks a second are plenty for a finger, and the Pi has time for other things
