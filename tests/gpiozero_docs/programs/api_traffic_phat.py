"""Red first, then all three blink."""

from signal import pause
from time import sleep

from gpiozero import TrafficpHat

junction = TrafficpHat()
junction.red.on()
sleep(1)
junction.blink()

pause()
