"""Held for half a second the button counts, and goes on counting every half second."""

from signal import pause

from gpiozero import Button


def count(key):
    print(f"held for {key.held_time:.1f} s")


key = Button(4, hold_time=0.5, hold_repeat=True)
key.when_held = count

pause()
