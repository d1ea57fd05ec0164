"""Five lamps on; then single lamps by their numbers."""

from time import sleep

from gpiozero import LEDBoard

row = LEDBoard(2, 3, 4, 5)
row.on(0)
sleep(1)
row.on(-1)
sleep(1)
row.on(1, 2)
sleep(1)
row.off()
sleep(1)
row.toggle(0)
row.toggle(-1)
sleep(1)
row.toggle()
sleep(1)
row.on()
row.off(0)
sleep(1)
