"""The two lamps on the Pi's own board blink."""

from signal import pause

from gpiozero import LED

power_lamp = LED(35)
activity_lamp = LED(47)

for lamp in (power_lamp, activity_lamp):
    lamp.blink()

pause()
