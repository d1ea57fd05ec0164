"""A lamp here and two on other Pis: the middle one against the outer two."""

from time import sleep

from gpiozero import LED
from gpiozero.pins.pigpio import PiGPIOFactory

here = LED(17)
kitchen = LED(17, pin_factory=PiGPIOFactory(host="192.168.1.3"))
cellar = LED(17, pin_factory=PiGPIOFactory(host="192.168.1.4"))

while True:
    here.on()
    kitchen.off()
    cellar.on()
    sleep(1)
    here.off()
    kitchen.on()
    cellar.off()
    sleep(1)
