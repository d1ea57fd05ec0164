"""The lamp is lit while something is nearer than 20 cm."""

from signal import pause

from gpiozero import LED, DistanceSensor

ranger = DistanceSensor(23, 24, max_distance=1, threshold_distance=0.2)
lamp = LED(16)

ranger.when_in_range = lamp.on
ranger.when_out_of_range = lamp.off

pause()
