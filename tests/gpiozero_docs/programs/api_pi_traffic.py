"""The PI-TRAFFIC board: its pins are known."""

from signal import pause

from gpiozero import PiTraffic

junction = PiTraffic()
junction.amber.on()

pause()
