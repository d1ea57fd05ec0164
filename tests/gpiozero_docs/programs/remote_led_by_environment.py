"""The other Pi is the default (GPIOZERO_PIN_FACTORY=pigpio PIGPIO_ADDR=192.168.1.3)."""

from time import sleep

from gpiozero import LED
from gpiozero.pins.rpigpio import RPiGPIOFactory

here = LED(17, pin_factory=RPiGPIOFactory())
there = LED(17)

while True:
    here.on()
    there.off()
    sleep(1)
    here.off()
    there.on()
    sleep(1)
