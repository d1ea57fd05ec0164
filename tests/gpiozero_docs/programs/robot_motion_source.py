"""The robot drives while somebody moves: the sensor feeds both wheels."""

from signal import pause

from gpiozero import MotionSensor, Motor, Robot
from gpiozero.tools import zip_values

rover = Robot(left=Motor(4, 14), right=Motor(17, 18))
watcher = MotionSensor(5)

rover.source = zip_values(watcher, watcher)

pause()
