"""When something moves at the other Pi, the Sense HAT here shows the temperature."""

from gpiozero import MotionSensor
from gpiozero.pins.pigpio import PiGPIOFactory
from sense_hat import SenseHat

hall = PiGPIOFactory(host="192.168.1.4")
watcher = MotionSensor(4, pin_factory=hall)
hat = SenseHat()

while True:
    watcher.wait_for_motion()
    hat.show_message(str(hat.temperature))
