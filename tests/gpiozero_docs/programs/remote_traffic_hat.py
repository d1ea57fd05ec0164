"""A TrafficHat on another Pi, which is made the default for all devices."""

from time import sleep

from gpiozero import Device, TrafficHat
from gpiozero.pins.pigpio import PiGPIOFactory

Device.pin_factory = PiGPIOFactory(host="192.168.1.3")
hat = TrafficHat()

for _times in range(3):
    hat.on()
    sleep(1)
    hat.off()
    sleep(1)
