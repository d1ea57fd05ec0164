"""The robot drives forwards while a finger is on the blue dot."""

from bluedot import BlueDot
from gpiozero import Robot

dot = BlueDot()
rover = Robot(left=(4, 14), right=(17, 18))

while True:
    dot.wait_for_press()
    rover.forward()
    dot.wait_for_release()
    rover.stop()
