"""The lamp blinks in the background while the program only waits."""

from signal import pause

from gpiozero import LED

lamp = LED(17)
lamp.blink()

pause()
