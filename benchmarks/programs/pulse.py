"""An LED that fades up and down for ten minutes."""

from time import sleep

from gpiozero import PWMLED

lamp = PWMLED(17)
lamp.pulse()
sleep(600)
