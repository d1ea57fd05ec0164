"""The first two states with three single LEDs: each line switches one lamp."""

from time import sleep

from gpiozero import LED

red = LED(17)
amber = LED(27)
green = LED(22)

red.on()
sleep(3)
amber.on()
sleep(1)
red.off()
amber.off()
green.on()
sleep(3)
