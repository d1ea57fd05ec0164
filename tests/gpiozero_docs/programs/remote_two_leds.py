"""Lamps on two other Pis take turns."""

from time import sleep

from gpiozero import LED
from gpiozero.pins.pigpio import PiGPIOFactory

kitchen = LED(17, pin_factory=PiGPIOFactory(host="192.168.1.3"))
cellar = LED(17, pin_factory=PiGPIOFactory(host="192.168.1.4"))

while True:
    kitchen.on()
    cellar.off()
    sleep(1)
    kitchen.off()
    cellar.on()
    sleep(1)
