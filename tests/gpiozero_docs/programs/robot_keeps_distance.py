"""The robot backs away from anything nearer than 20 cm."""

from signal import pause

from gpiozero import DistanceSensor, Motor, Robot

rover = Robot(left=Motor(4, 14), right=Motor(17, 18))
ranger = DistanceSensor(23, 24, max_distance=1, threshold_distance=0.2)

ranger.when_in_range = rover.backward
ranger.when_out_of_range = rover.stop

pause()
