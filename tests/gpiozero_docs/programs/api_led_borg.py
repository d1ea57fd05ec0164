"""One big lamp in magenta."""

from signal import pause

from gpiozero import LedBorg

lamp = LedBorg()
lamp.color = (1, 0, 1)

pause()
