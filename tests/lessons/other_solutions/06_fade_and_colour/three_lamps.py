"""The colour lamp as three lamps of its own; breathing by a source of values."""

from time import sleep

from gpiozero import LED, PWMLED

red = PWMLED(17)
lamp_red, lamp_green, lamp_blue = PWMLED(16), PWMLED(20), LED(21)

red.pulse(2, 2)
while True:
    lamp_red.on()
    sleep(1)
    lamp_red.off()
    lamp_green.on()
    sleep(1)
    lamp_green.off()
    lamp_blue.on()
    sleep(1)
    lamp_blue.off()
    lamp_red.on()
    lamp_green.value = 0.5
    sleep(1)
    lamp_red.off()
    lamp_green.off()
