"""A button here lights a lamp on another Pi."""

from signal import pause

from gpiozero import LED, Button
from gpiozero.pins.pigpio import PiGPIOFactory

kitchen = PiGPIOFactory(host="192.168.1.3")

key = Button(2)
lamp = LED(17, pin_factory=kitchen)

lamp.source = key

pause()
