"""Two named strips: the first green, the second red."""

from signal import pause

from gpiozero import StatusZero

board = StatusZero("wifi", "raining")
board.wifi.green.on()
board.raining.red.on()

pause()
