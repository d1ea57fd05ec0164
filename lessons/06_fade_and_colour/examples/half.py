"""Three brightnesses, one after the other."""

from time import sleep

from gpiozero import PWMLED

red = PWMLED(17)

red.value = 0.1
sleep(1)
red.value = 0.5
sleep(1)
red.value = 1
sleep(1)
