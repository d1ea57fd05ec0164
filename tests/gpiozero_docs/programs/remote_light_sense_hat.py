"""The Sense HAT here is yellow by day and blue by night at the other Pi."""

from gpiozero import LightSensor
from gpiozero.pins.pigpio import PiGPIOFactory
from sense_hat import SenseHat

hall = PiGPIOFactory(host="192.168.1.4")
eye = LightSensor(4, pin_factory=hall)
hat = SenseHat()

yellow = (255, 255, 0)
blue = (0, 0, 255)

while True:
    hat.clear(yellow if eye.value > 0.5 else blue)
