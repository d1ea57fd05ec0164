"""A night light: on when it gets dark, off when it gets light."""

from signal import pause

from gpiozero import LED, LightSensor

eye = LightSensor(18)
lamp = LED(16)

eye.when_dark = lamp.on
eye.when_light = lamp.off

pause()
