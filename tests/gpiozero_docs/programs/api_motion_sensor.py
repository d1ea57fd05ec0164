"""Wait for something to move, then say so."""

from gpiozero import MotionSensor

watcher = MotionSensor(4)
watcher.wait_for_motion()
print("Something moved!")
