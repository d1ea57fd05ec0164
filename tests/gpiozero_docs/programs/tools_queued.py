"""A press runs along five lamps: each shows what its neighbour showed a little before."""

from signal import pause

from gpiozero import Button, LEDBoard
from gpiozero.tools import queued

row = LEDBoard(5, 6, 13, 19, 26)
key = Button(17)

for here in range(4):
    row[here].source_delay = 0.01
    row[here].source = queued(row[here + 1], 5)
row[4].source = key

pause()
