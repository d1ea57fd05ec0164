"""With a bounce time the chatter of the contact counts as one press."""

from signal import pause

from gpiozero import Button

key = Button(4, bounce_time=0.05)
key.when_pressed = lambda: print("one")

pause()
