"""The button of a strip turns its two lamps over."""

from signal import pause

from gpiozero import StatusBoard

board = StatusBoard("wifi", "raining")
board.wifi.lights.green.on()
board.wifi.button.when_pressed = board.wifi.lights.toggle

pause()
