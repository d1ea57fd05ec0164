"""The lamp here is lit while the buttons of two other Pis are both down."""

from signal import pause

from gpiozero import LED, Button
from gpiozero.pins.pigpio import PiGPIOFactory
from gpiozero.tools import all_values

kitchen = PiGPIOFactory(host="192.168.1.3")
cellar = PiGPIOFactory(host="192.168.1.4")

lamp = LED(17)
kitchen_key = Button(17, pin_factory=kitchen)
cellar_key = Button(17, pin_factory=cellar)

lamp.source = all_values(kitchen_key, cellar_key)

pause()
