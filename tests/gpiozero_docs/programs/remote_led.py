"""A lamp on another Pi, one second lit, one second dark."""

from time import sleep

from gpiozero import LED
from gpiozero.pins.pigpio import PiGPIOFactory

kitchen = PiGPIOFactory(host="192.168.1.3")
lamp = LED(17, pin_factory=kitchen)

while True:
    lamp.on()
    sleep(1)
    lamp.off()
    sleep(1)
