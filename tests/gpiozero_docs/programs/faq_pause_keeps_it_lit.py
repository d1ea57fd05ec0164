"""The same with a pause: the lamp stays lit."""

from signal import pause

from gpiozero import LED

lamp = LED(17)
lamp.on()

pause()
