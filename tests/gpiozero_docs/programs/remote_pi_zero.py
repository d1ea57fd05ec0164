"""A lamp on a Pi Zero that hangs on the USB cable blinks."""

from signal import pause

from gpiozero import LED
from gpiozero.pins.pigpio import PiGPIOFactory

zero = PiGPIOFactory(host="raspberrypi.local")
lamp = LED(17, pin_factory=zero)
lamp.blink()

pause()
