"""The lamp is lit while the sensor sees something move."""

from signal import pause

from gpiozero import LED, MotionSensor

watcher = MotionSensor(4)
lamp = LED(16)

watcher.when_motion = lamp.on
watcher.when_no_motion = lamp.off

pause()
