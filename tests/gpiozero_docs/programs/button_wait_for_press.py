"""Nothing happens until somebody presses the button."""

from gpiozero import Button

key = Button(2)
key.wait_for_press()
print("Somebody pressed it.")
