"""The Pi-Stop board at its place A+."""

from signal import pause

from gpiozero import PiStop

junction = PiStop("A+")
junction.amber.on()

pause()
