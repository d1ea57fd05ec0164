"""Five lamps, each a step brighter than its neighbour."""

from signal import pause

from gpiozero import LEDBoard

row = LEDBoard(5, 6, 13, 19, 26, pwm=True)
row.value = (0.2, 0.4, 0.6, 0.8, 1.0)

pause()
