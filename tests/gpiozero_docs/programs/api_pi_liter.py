"""Eight lamps in a row, all on."""

from signal import pause

from gpiozero import PiLiter

row = PiLiter()
row.on()

pause()
