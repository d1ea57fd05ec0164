"""One lamp on, without setting up anything."""

from signal import pause

from gpiozero import LED

lamp = LED(2)
lamp.on()

pause()
