"""The lamp is as bright as the room."""

from signal import pause

from gpiozero import PWMLED, LightSensor

eye = LightSensor(18)
lamp = PWMLED(16)

lamp.source = eye

pause()
