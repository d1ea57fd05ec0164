"""Two TrafficHats on two other Pis: the default is changed in between."""

from time import sleep

from gpiozero import Device, TrafficHat
from gpiozero.pins.pigpio import PiGPIOFactory

Device.pin_factory = PiGPIOFactory(host="192.168.1.3")
kitchen = TrafficHat()

Device.pin_factory = PiGPIOFactory(host="192.168.1.4")
cellar = TrafficHat()

kitchen.lights.on()
cellar.buzzer.on()
sleep(1)
kitchen.off()
cellar.off()
