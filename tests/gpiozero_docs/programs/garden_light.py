"""The garden lamp is lit when something moves while it is dark."""

from signal import pause

from gpiozero import LED, LightSensor, MotionSensor
from gpiozero.tools import all_values, booleanized

lamp = LED(2)
watcher = MotionSensor(4)
eye = LightSensor(5)

lamp.source = all_values(booleanized(eye, 0, 0.1), watcher)

pause()
