"""Five lamps: all on, all off, every second one, then all blink."""

from signal import pause
from time import sleep

from gpiozero import LEDBoard

row = LEDBoard(5, 6, 13, 19, 26)

row.on()
sleep(1)
row.off()
sleep(1)
row.value = (1, 0, 1, 0, 1)
sleep(1)
row.blink()

pause()
