"""The board's own button starts its lamps and its buzzer for a second."""

from time import sleep

from gpiozero import Pibrella

board = Pibrella()
board.button.wait_for_press()
board.lights.on()
board.buzzer.play("A4")
sleep(1)
board.off()
