"""A button and a lamp on the board's terminals, found by the terminals' names."""

from signal import pause

from gpiozero import LED, Button, Pibrella

board = Pibrella()
key = Button(board.inputs.a, pull_up=False)
lamp = LED(board.outputs.e)

key.when_pressed = lamp.on

pause()
