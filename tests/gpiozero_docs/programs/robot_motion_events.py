"""The robot drives while somebody moves: two handlers."""

from signal import pause

from gpiozero import MotionSensor, Motor, Robot

rover = Robot(left=Motor(4, 14), right=Motor(17, 18))
watcher = MotionSensor(5)

watcher.when_motion = rover.forward
watcher.when_no_motion = rover.stop

pause()
