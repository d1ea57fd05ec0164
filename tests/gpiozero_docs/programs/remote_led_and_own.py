"""A lamp on this Pi and one on another take turns."""

from time import sleep

from gpiozero import LED
from gpiozero.pins.pigpio import PiGPIOFactory

here = LED(17)
there = LED(17, pin_factory=PiGPIOFactory(host="192.168.1.3"))

while True:
    here.on()
    there.off()
    sleep(1)
    here.off()
    there.on()
    sleep(1)
