"""Wait at most two seconds for a press, and tell what came."""

from gpiozero import Button

key = Button(4)
if key.wait_for_press(timeout=2):
    print("pressed")
else:
    print("nobody came")
