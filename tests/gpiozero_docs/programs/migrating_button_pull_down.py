"""A button to 3.3 V: the pin is pulled down, the rest of the program is the same."""

from gpiozero import Button

key = Button(4, pull_up=False)
key.wait_for_press()
print("it went down")
